"""Words at hand for why something is done: what is said most often, by deed.

Each is a proposal: it is chosen or written over, and stands in the book as whoever ordered it left
it. Nothing is filled in by itself.
"""

from collections.abc import Mapping

FORGOTTEN_PASS = "The pass was left at home; known by the identity card"
EQUIPMENT = "The equipment failed"

REASONS: Mapping[str, tuple[str, ...]] = {
    "freeze_roll": ("The roll was checked against the convener's list",),
    "open_meeting": ("Those present were counted, the meeting begins",),
    "override_gate": ("The hall agreed to it without objection",),
    "void_poll": ("The equipment failed, the poll is taken again", "The motion was misread"),
    "open_urn": ("The poll is closed, the urn is counted",),
    "go_on_without_mirror": ("The second medium failed, it is copied after the meeting",),
    "give_up_base": ("The base cannot be mended in time",),
    "give_up_desk": ("The venue cannot be reached",),
    "enrol_officer": ("The passphrase was forgotten", "Takes over the office"),
    "reveal_person": ("The identity is checked at the door",),
    "bind_keypads": ("Handed out at the door", "The keypad was changed"),
    "return_keypad": ("Given back at the door", EQUIPMENT),
    "check_in_by_hand": (FORGOTTEN_PASS,),
    "check_out": ("Left the hall",),
    "grant_leave": ("Asked for leave before the meeting", "Fell ill"),
    "recuse": ("Has an interest in the item",),
    "turn_poll": (EQUIPMENT,),
    "withdraw_item": ("Withdrawn by who moved it",),
    "resume_item": ("Debated once more",),
}
