"""What a scene puts down beside the polls: leave, duties, recordings, objections."""

from typing import cast

from kiosk.clerk import orders as o
from kiosk.meeting.duties import Counting
from kiosk.meeting.refusal import Refusal
from kiosk.rehearsal.papering import read_record
from kiosk.rehearsal.player import Player
from kiosk.rehearsal.reading import Line, Said
from kiosk.rehearsal.scene import Step, whole


def read_object(line: Line) -> Said:
    return {"by": line.text("who objects"), "text": line.text("what to")}


def read_leave(line: Line) -> Said:
    """`leave 7,9 reason "病假"`."""
    seats = line.numbers("the seats")
    line.one_of(("reason",))
    return {"seats": seats, "reason": line.text("the reason")}


def read_duty(line: Line) -> Said:
    """`duty "unit" "task" [accepted "by what"] within 15 working days [poll 2]`."""
    said: Said = {"unit": line.text("the unit"), "task": line.text("what it owes")}
    said["acceptance"] = line.text("by what it is accepted") if line.maybe("accepted") else ""
    line.one_of(("within",))
    said["days"] = line.number("how many days")
    said["counting"] = line.one_of(tuple(str(one) for one in Counting))
    line.one_of(("days",))
    return said | read_record(line)


def read_video(line: Line) -> Said:
    """`video "camera" at "0:12:07"`."""
    recording = line.text("which recording")
    line.one_of(("at",))
    return {"recording": recording, "timecode": line.text("its timecode")}


def object_to(player: Player, step: Step) -> Refusal | None:
    return player.order(o.Object(str(step.said["by"]), str(step.said["text"])))


def leave(player: Player, step: Step) -> Refusal | None:
    for seat in cast("tuple[int, ...]", step.said["seats"]):
        order = o.GrantLeave(str(seat), str(step.said["reason"]), player.chair())
        refusal = player.order(order)
        if refusal is not None:
            return refusal
    return None


def duty(player: Player, step: Step) -> Refusal | None:
    said = step.said
    return player.order(
        o.AssignDuty(
            poll=whole(said["poll"]) or player.book().last_poll,
            unit=str(said["unit"]),
            task=str(said["task"]),
            acceptance=str(said["acceptance"]),
            days=whole(said["days"]),
            counting=Counting(str(said["counting"])),
            by=player.chair(),
        )
    )


def video(player: Player, step: Step) -> Refusal | None:
    recording, timecode = str(step.said["recording"]), str(step.said["timecode"])
    return player.order(o.MarkRecording(recording, timecode, player.chair()))
