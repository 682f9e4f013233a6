"""The course of a meeting and what befell it, entry by entry, in the words of the catalogue."""

from collections.abc import Iterable, Mapping

from kiosk.meeting.notable import Step, Told
from kiosk.meeting.record import Heading
from kiosk.printing.blocks import BODY, Block, prose
from kiosk.printing.pen import MM
from kiosk.printing.tables import Align, Column, listing
from kiosk.words import Words, civil

STEPS: Mapping[str, str] = {
    "BookOpened": "the book of the meeting was opened, by {software}",
    "RulePackAdopted": "the rules “{title}”, version {version}, were adopted",
    "RollFrozen": "the roll of {n} was frozen by {first} and {second}; {reason}",
    "RollAmended": "{n} were added to the frozen roll by {first} and {second}; {reason}",
    "MeetingOpened": "the meeting was opened by {first} and {second}; {reason}",
    "CheckInOpened": "check-in began",
    "CheckInClosed": "check-in ended",
    "ItemWithdrawn": "item {item} was withdrawn by {by}; {reason}",
    "HandsetAuditDrawn": "handset audit {n}: {by} drew {count} with dice {dice}",
    "HandsetAudited": "handset audit {n} ended: {failed} not heard as pressed",
    "GateOverridden": "poll {poll}: gate {gate} was opened by {first} and {second}; {reason}",
    "PollOpened": "poll {poll} was opened by {by}, {present} present",
    "PollTurned": "poll {poll} was turned to {channel} by {by}; {reason}",
    "BallotPapersIssued": "poll {poll}: {n} ballot papers were issued by {by}",
    "PollClosing": "poll {poll} was closed by {by}",
    "CountEntered": "poll {poll}: {by} entered a count of {channel}",
    "UrnOpened": "poll {poll}: the urn, {n} ballots, was opened by {first} and {second}; {reason}",
    "PollReconciled": (
        "poll {poll} was reconciled: heard {heard} = counted {counted} + replaced {replaced} + "
        "refused {refused}"
    ),
    "SilenceAcknowledged": "poll {poll}: {by} was shown {n} silent seats and went on",
    "Declared": "poll {poll} was declared by {by}: {verdict}",
    "PollVoided": "poll {poll} was put aside by {first} and {second}; {reason}",
    "Objected": "{by} objected: {text}",
    "PaperIssued": "{paper} {number} was issued, copy {copy}",
    "MeetingClosed": "the meeting was closed by {by}",
    "KioskStarted": "the kiosk was started again, by {software}",
    "BaseGone": "base {base} stopped answering (poll {poll}): {what}",
    "BaseMissed": (
        "poll {poll}: base {base} was given up undrained by {first} and {second}; {reason}"
    ),
    "StandbyTookOver": "poll {poll}: base {base} took over from {primary}",
    "HallFaulted": "a fault of the hall at {where}: {what}",
    "MirrorLost": "the second medium was lost: {what}",
    "MirrorForgone": "{first} and {second} went on without the second medium; {reason}",
    "MirrorReturned": "the second medium was back and level up to entry {entry}",
    "BookRestored": "the book was made again from its mirror by {first} and {second}; {reason}",
    "OfficerLockedOut": "{officer} was locked out after {wrong} wrong passphrases",
    "Halted": "the kiosk halted at {where}: {what}",
}
MEMBERS = {"verdict": "verdict", "gate": "gate", "channel": "channel", "paper": "paper"}
"""The fields that are members of a closed list, and its domain in the catalogue."""
BY_ITSELF = {"duration": "the end of its time"}


def step_list(steps: Iterable[Step], heading: Heading, words: Words, *, again: str) -> list[Block]:
    """The steps as a list with entry and time; says so where there are none."""
    rows = [
        (
            f"#{step.entry}",
            f"{civil(step.at, heading.utc_offset_min):%m-%d %H:%M:%S}",
            words.say(STEPS[step.fact], **_told(step.told, words)),
        )
        for step in steps
    ]
    if not rows:
        return list(prose(words.say("Nothing of the kind."), BODY))
    columns = (
        Column(words.say("Entry"), 18 * MM, Align.RIGHT),
        Column(words.say("Time"), 32 * MM, Align.CENTRE),
        Column(words.say("What happened"), 115 * MM),
    )
    return [listing(columns, rows, again=words.say("{annex} (continued)", annex=again))]


def _told(told: Told, words: Words) -> dict[str, str | int]:
    where = str(told.get("where", ""))
    return {name: _field(name, held, words, where) for name, held in told.items()}


def _field(name: str, held: str | int, words: Words, where: str) -> str | int:
    if name in MEMBERS:
        return words.name(MEMBERS[name], str(held))
    if name == "what":
        return what_happened(str(held), words, where)
    if name == "by" and held in BY_ITSELF:
        return words.say(BY_ITSELF[str(held)])
    return held


def what_happened(held: str, words: Words, where: str) -> str:
    """What befell the hall, in the paper's language; the cure was for the operator of that day.

    A fact keeps a fault as it was told in English, “where: what; cure” (`HallFault`).
    """
    fault = held.removeprefix(f"{where}: ") if where else held
    clauses = fault.split("; ")
    for count in range(len(clauses), 0, -1):
        if said := words.retold("; ".join(clauses[:count])):
            return said
    return fault
