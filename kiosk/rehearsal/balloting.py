"""Paper and hands in a scene: the poll is turned, papers go out, people count."""

from typing import Any

from kiosk.clerk import orders as o
from kiosk.meeting.ballot import Channel
from kiosk.meeting.papercount import CountSheet
from kiosk.meeting.refusal import Refusal
from kiosk.rehearsal.player import Player
from kiosk.rehearsal.scene import Step, whole, wholes

PILES = {
    "for": "in_favour",
    "against": "against",
    "abstain": "abstain",
    "valid": "chosen",
    "void": "void",
}
"""What a scene calls a pile, and its name on the sheet."""


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
