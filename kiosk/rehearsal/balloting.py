"""Paper and hands in a scene: the poll is turned, papers go out, people count."""

from typing import Any

from kiosk.clerk import orders as o
from kiosk.meeting.ballot import Channel
from kiosk.meeting.papercount import CountSheet
from kiosk.meeting.refusal import Refusal
from kiosk.rehearsal.player import Player
from kiosk.rehearsal.reading import Line, Said
from kiosk.rehearsal.scene import Step, whole, wholes

PILES = {
    "for": "in_favour",
    "against": "against",
    "abstain": "abstain",
    "valid": "chosen",
    "void": "void",
}
"""What a scene calls a pile, and its name on the sheet."""


def read_proxy(line: Line) -> Said:
    """`proxy of seat 5 to seat 3 item 1`, `proxy of seat 5 withdrawn item 1`."""
    line.one_of(("of",))
    line.one_of(("seat",))
    said: Said = {"seat": line.number("the seat that is spoken for"), "holder": 0}
    if line.one_of(("to", "withdrawn")) == "to":
        line.one_of(("seat",))
        said["holder"] = line.number("the seat of the holder")
    line.one_of(("item",))
    return said | {"item": line.number("the item's number")}


def read_candidate(line: Line) -> Said:
    """`candidate seat 3 item 1`."""
    line.one_of(("seat",))
    said: Said = {"seat": line.number("the candidate's seat")}
    line.one_of(("item",))
    return said | {"item": line.number("the item's number")}


def read_turn(line: Line) -> Said:
    """`turn to hands reason "…"`."""
    line.one_of(("to",))
    said: Said = {"channel": line.one_of(("paper", "hands"))}
    line.one_of(("reason",))
    return said | {"reason": line.text("the reason")}


def read_papers(line: Line) -> Said:
    """`papers` for all of a poll on paper, `papers to seats 5..16`."""
    if not line.maybe("to"):
        return {"seats": ()}
    line.one_of(("seats",))
    return {"seats": line.numbers("seats")}


def read_spoil(line: Line) -> Said:
    line.one_of(("paper",))
    return {"number": line.number("the number of the ballot paper")}


def read_count(line: Line) -> Said:
    """`count paper for 9 against 2 void 1 by "…"`, `count paper valid 8 options 5,4,3 by "…"`."""
    said: Said = {"channel": line.one_of(("paper", "hands")), "options": (), "noes": ()}
    while key := line.maybe(*PILES, "options", "noes"):
        said[key] = _list(line) if key in ("options", "noes") else line.number("how many")
    line.one_of(("by",))
    return said | {"by": line.text("who counted")}


def _list(line: Line) -> tuple[int, ...]:
    """Ballots for each option, in order: 5,4,0."""
    token = line.next("a number for each option, such as 5,4,0")
    parts = token.said.split(",")
    if not all(part.isascii() and part.isdigit() and len(part) < 6 for part in parts):
        raise line.mistake(
            f"{token.said} is no list", "expected a number for each option, such as 5,4,0", token
        )
    return tuple(int(part) for part in parts)


def turn(player: Player, step: Step) -> Refusal | None:
    channel = Channel(str(step.said["channel"]))
    return player.order(o.TurnPoll(channel, str(step.said["reason"]), player.chair()))


def papers(player: Player, step: Step) -> Refusal | None:
    seats = tuple(str(seat) for seat in wholes(step.said["seats"]))
    return player.order(o.IssuePapers(seats, player.chair()))


def spoil(player: Player, step: Step) -> Refusal | None:
    return player.order(o.SpoilPaper(whole(step.said["number"]), player.chair()))


def count(player: Player, step: Step) -> Refusal | None:
    said = step.said
    piles: dict[str, Any] = {name: whole(said.get(key, 0)) for key, name in PILES.items()}
    options, noes = wholes(said["options"]), wholes(said["noes"])
    sheet = CountSheet(options=options, noes=noes, **piles)
    return player.order(o.EnterCount(Channel(str(said["channel"])), sheet, str(said["by"])))


def proxy(player: Player, step: Step) -> Refusal | None:
    item, seat = whole(step.said["item"]), str(step.said["seat"])
    if not step.said["holder"]:
        return player.order(o.WithdrawProxy(item, seat, player.chair()))
    return player.order(o.GiveProxy(item, seat, str(step.said["holder"]), player.chair()))


def candidate(player: Player, step: Step) -> Refusal | None:
    item, seat = whole(step.said["item"]), str(step.said["seat"])
    return player.order(o.NameCandidate(item, seat, player.chair()))
