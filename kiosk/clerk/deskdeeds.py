"""What a desk orders for a delegate: deed + line of the roll → order, with its usual reasons."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from kiosk.clerk import orders as o
from kiosk.clerk.doorkeeping import TAKEN_BACK
from kiosk.clerk.finding import the_one
from kiosk.clerk.rollcells import Mistake, RollLine, classes, read_line
from kiosk.clerk.spreadsheet import Cell
from kiosk.clerk.views import DoorLine
from kiosk.meeting.outcome import Sentence
from kiosk.meeting.roll import DelegateClass


class Deed(StrEnum):
    """What can be done for a delegate at a desk."""

    ADMIT = "admit"
    LEAVE = "leave"
    GIVE = "give"
    SWAP = "swap"
    TAKE_BACK = "take_back"
    LOSE = "lose"
    REVOKE = "revoke"
    REISSUE = "reissue"


REASONS: Mapping[Deed, tuple[str, ...]] = {
    Deed.ADMIT: (
        "Pass forgotten, identity checked",
        "Pass cannot be read",
        "Late, check-in was closed",
        "Pass lost, identity checked",
    ),
    Deed.LEAVE: ("Personal matters", "Unwell", "Called away on duty", "Will be back"),
    Deed.SWAP: ("Battery low", "No contact", "A key does not work", "Handed out by mistake"),
    Deed.LOSE: ("Taken out of the hall", "Cannot be found", "Broken and thrown away"),
    Deed.REVOKE: ("Pass lost", "Pass in other hands", "Pass damaged"),
    Deed.REISSUE: ("Pass lost", "Pass damaged", "Name on the pass is wrong"),
}
"""The usual reasons, ready to be pressed; any other may be written. A deed that is not here has
none."""

POSSIBLE: Mapping[Deed, Callable[[DoorLine], bool]] = {
    Deed.ADMIT: lambda line: not line.present,
    Deed.LEAVE: lambda line: line.present,
    Deed.GIVE: lambda line: line.votes and not line.keypad,
    Deed.SWAP: lambda line: bool(line.keypad),
    Deed.TAKE_BACK: lambda line: bool(line.keypad),
    Deed.LOSE: lambda line: bool(line.keypad),
    Deed.REVOKE: lambda line: bool(line.issue),
    Deed.REISSUE: lambda line: True,
}

ORDERS: Mapping[Deed, Callable[[DoorLine, str, str, str], o.Order]] = {
    Deed.ADMIT: lambda line, desk, reason, by: o.CheckInByHand(line.seat, desk, reason),
    Deed.LEAVE: lambda line, desk, reason, by: o.CheckOut(line.seat, desk, reason),
    Deed.GIVE: lambda line, desk, reason, by: o.AwaitKeypad(desk, line.seat),
    Deed.SWAP: lambda line, desk, reason, by: o.AwaitKeypad(desk, line.seat, reason),
    Deed.TAKE_BACK: lambda line, desk, reason, by: o.ReturnKeypad(line.keypad, TAKEN_BACK, desk),
    Deed.LOSE: lambda line, desk, reason, by: o.LoseKeypad(line.keypad, reason, desk),
    Deed.REVOKE: lambda line, desk, reason, by: o.RevokePass(line.number, False, reason, by),
    Deed.REISSUE: lambda line, desk, reason, by: o.RevokePass(line.number, True, reason, by),
}


def deeds_for(line: DoorLine) -> tuple[Deed, ...]:
    """What can be done for this delegate now."""
    return tuple(deed for deed in Deed if POSSIBLE[deed](line))


def order_of(deed: Deed, line: DoorLine, *, desk: str, reason: str, by: str) -> o.Order:
    """The order of a deed; `by` is the officer at this PC."""
    return ORDERS[deed](line, desk, reason, by)


USUAL: Mapping[str, str] = {"class": DelegateClass.CITIZEN, "votes": "yes"}
ADDED = ("number", "name", "seat", "class", "votes", "group")
"""The cells of a delegate who is added to the roll, as in a roll file."""


def added_line(cells: Mapping[str, str]) -> RollLine | Sentence:
    """The delegate that was written down, or the first thing that is wrong, as in a roll file.

    Where nothing is written, a citizen with a vote; the class may be written by its pinyin.
    """
    mistakes: list[Mistake] = []
    told = {**USUAL} | {name: text.strip() for name, text in cells.items() if text.strip()}
    told["class"] = the_one(told["class"], classes())
    line = read_line(1, {name: Cell(told.get(name, "")) for name in ADDED}, mistakes)
    return line if line is not None else mistakes[0].what
