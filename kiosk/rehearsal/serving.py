"""What officers do in a scene: take office, log in and out, open and end the meeting, forget."""

from kiosk.clerk import orders as o
from kiosk.clerk.orders_officers import Enrolment
from kiosk.meeting.refusal import Refusal
from kiosk.rehearsal.assenting import read_two
from kiosk.rehearsal.enrolling import passphrase_of
from kiosk.rehearsal.papering import until_complete
from kiosk.rehearsal.player import Player
from kiosk.rehearsal.reading import Line, Said
from kiosk.rehearsal.scene import Step, two_officers, whole
from kiosk.rehearsal.setting_up import ROLES


def read_officer(line: Line) -> Said:
    role = line.one_of(ROLES)
    return {"role": role, "officer": line.text("the officer's name")}


def read_enrol(line: Line) -> Said:
    return read_officer(line) | read_two(line)


def read_log(line: Line) -> Said:
    said: Said = {"way": line.one_of(("in", "out")), "officer": line.text("the officer's name")}
    typed = said["way"] == "in" and line.maybe("with") is not None
    return said | {"with": line.text("the passphrase") if typed else ""}


def read_reveal(line: Line) -> Said:
    return {"number": line.number("the delegate's number")} | read_two(line)


def read_forget(line: Line) -> Said:
    line.one_of(("persons",))
    return read_two(line)


def log_in_or_out(player: Player, step: Step) -> Refusal | None:
    """`with` gives the passphrase that is typed; without it the right one is."""
    name = str(step.said["officer"])
    if step.said["way"] == "out":
        return player.order(o.LogOut(name))
    return player.order(o.LogIn(name, str(step.said["with"] or passphrase_of(name))))


def convene(player: Player, step: Step) -> Refusal | None:
    reason, officers = two_officers(step)
    return player.order_by_two(o.OpenMeeting(reason, officers), step)


def enrol(player: Player, step: Step) -> Refusal | None:
    """A new officer, or one who lost the passphrase: the new one is the usual one of a scene."""
    reason, officers = two_officers(step)
    name, role = str(step.said["officer"]), str(step.said["role"])
    enrolment = Enrolment(name, role, passphrase_of(name))
    return player.order_by_two(o.EnrolOfficer(enrolment, reason, officers), step)


def name(player: Player, step: Step) -> Refusal | None:
    return player.order(o.NameOfficer(str(step.said["officer"]), str(step.said["role"])))


def end(player: Player, step: Step) -> Refusal | None:
    """The clerk makes the complete set of papers by itself; the scene waits for it."""
    refusal = player.order(o.CloseMeeting(player.chair()))
    ended = player.book().ending
    if refusal is None and ended is not None:
        until_complete(player, ended.number)
    return refusal


def reveal(player: Player, step: Step) -> Refusal | None:
    reason, officers = two_officers(step)
    return player.order_by_two(o.RevealPerson(whole(step.said["number"]), reason, officers), step)


def forget(player: Player, step: Step) -> Refusal | None:
    reason, officers = two_officers(step)
    return player.order_by_two(o.DeletePersonalData(reason, officers), step)
