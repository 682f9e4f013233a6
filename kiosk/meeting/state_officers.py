"""What facts of officers change in the state: their offices, keys and lockouts."""

from kiosk.meeting import facts as f
from kiosk.meeting.facts import Entered
from kiosk.meeting.progress import Fold, Lockout, State


def _officer_locked_out(state: State, entered: Entered, fact: f.OfficerLockedOut) -> None:
    state.lockouts[fact.officer] = Lockout(entered.utc, fact.seconds)


def _officer_logged_in(state: State, entered: Entered, fact: f.OfficerLoggedIn) -> None:
    state.lockouts.pop(fact.officer, None)


def _officer_named(state: State, entered: Entered, fact: f.OfficerNamed) -> None:
    state.officers.pop(fact.officer, None)
    state.officers[fact.officer] = fact.role
    if fact.public_key:
        state.officer_keys[fact.officer] = fact.public_key


def _enrolled(state: State, entered: Entered, fact: f.OfficerEnrolled) -> None:
    state.officer_keys[fact.officer] = fact.public_key
    state.lockouts.pop(fact.officer, None)


def _forgotten(state: State, entered: Entered, fact: f.PersonalDataDeleted) -> None:
    state.forgotten = True


FOLDS: dict[type, Fold] = {
    f.OfficerNamed: _officer_named,
    f.OfficerEnrolled: _enrolled,
    f.OfficerLoggedIn: _officer_logged_in,
    f.OfficerLockedOut: _officer_locked_out,
    f.PersonalDataDeleted: _forgotten,
}
