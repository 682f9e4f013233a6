"""The chords of the set-up: one a deed, shown on its button. No deed has a bare letter or Enter."""

from kiosk.clerk.setup.draft import STEPS
from kiosk.clerk.setup.pages import Deed

LANGUAGE_CHORD = "F12"
COLOURS_CHORD, LETTERS_CHORD = "Ctrl+T", "Ctrl+Y"

CHORDS = {
    Deed.BACK: "Esc",
    Deed.NEXT: "Ctrl+Enter",
    Deed.BEGIN: "Ctrl+Enter",
    Deed.PICK_ROLL: "F5",
    Deed.READ_ROLL: "F6",
    Deed.ROLL_TEMPLATE: "F7",
    Deed.PICK_PHOTOS: "F8",
    Deed.TAKE_PHOTOS: "F9",
    Deed.PICK_AGENDA: "F5",
    Deed.READ_AGENDA: "F6",
    Deed.AGENDA_TEMPLATE: "F7",
    Deed.NEW_ITEM: "F8",
    Deed.OPEN_ITEM: "F9",
    Deed.RAISE_ITEM: "Ctrl+Up",
    Deed.STRIKE_ITEM: "Ctrl+Del",
    Deed.KEEP_ITEM: "Ctrl+Enter",
    Deed.LEAVE_ITEM: "Esc",
    Deed.ENROL: "F8",
    Deed.STRIKE_OFFICER: "Ctrl+Del",
    Deed.PROBE: "F6",
    Deed.TURN_BASE: "F9",
    Deed.PICK_MIRROR: "F5",
    Deed.LOOK_AGAIN: "F6",
}
PAGES = {f"Ctrl+{number}": step for number, step in enumerate(STEPS, start=1)}
"""Straight to a page."""
