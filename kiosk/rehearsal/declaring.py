"""From the close of a poll in a scene to its outcome: given up, reconciled, declared, void."""

from kiosk.clerk import orders as o
from kiosk.meeting.refusal import Refusal
from kiosk.rehearsal.assenting import read_two
from kiosk.rehearsal.player import Player
from kiosk.rehearsal.reading import Line, Said
from kiosk.rehearsal.scene import Step, two_officers


def read_give(line: Line) -> Said:
    """`give up BASE …`, or `give up venue …`: every base that is waited for, of the only venue."""
    line.one_of(("up",))
    if line.maybe("venue") is None:
        return {"base": line.word("the name of the base")} | read_two(line)
    return {"venue": ""} | read_two(line)


def read_acknowledge(line: Line) -> Said:
    line.one_of(("silence",))
    return {}


def close(player: Player, step: Step) -> Refusal | None:
    return player.order(o.ClosePoll(player.chair()))


def give(player: Player, step: Step) -> Refusal | None:
    reason, officers = two_officers(step)
    order = (
        o.GiveUpDesk(str(step.said["venue"]), reason, officers)
        if "venue" in step.said
        else o.GiveUpBase(str(step.said["base"]), reason, officers)
    )
    return player.order_by_two(order, step)


def reconcile(player: Player, step: Step) -> Refusal | None:
    return player.order(o.Reconcile())


def acknowledge(player: Player, step: Step) -> Refusal | None:
    return player.order(o.AcknowledgeSilence(player.chair()))


def declare(player: Player, step: Step) -> Refusal | None:
    return player.order(o.Declare(player.chair()))


def void(player: Player, step: Step) -> Refusal | None:
    reason, officers = two_officers(step)
    return player.order_by_two(o.VoidPoll(reason, officers), step)
