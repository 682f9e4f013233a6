"""What officers do with their keys in a scene: log in and out, open the meeting, enrol, forget."""

from kiosk.clerk import orders as o
from kiosk.meeting.refusal import Refusal
from kiosk.rehearsal.enrolling import passphrase_of
from kiosk.rehearsal.player import Player
from kiosk.rehearsal.scene import Step, two_officers


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
    enrolment = o.Enrolment(name, role, passphrase_of(name))
    return player.order_by_two(o.EnrolOfficer(enrolment, reason, officers), step)


def name(player: Player, step: Step) -> Refusal | None:
    return player.order(o.NameOfficer(str(step.said["officer"]), str(step.said["role"])))


def forget(player: Player, step: Step) -> Refusal | None:
    reason, officers = two_officers(step)
    return player.order_by_two(o.DeletePersonalData(reason, officers), step)
