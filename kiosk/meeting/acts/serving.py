"""What officers do together: take office, open the meeting, see or forget the persons."""

from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.acts.conducting import two_officers
from kiosk.meeting.facts import (
    MeetingOpened,
    OfficerEnrolled,
    OfficerNamed,
    PersonalDataDeleted,
    PersonRevealed,
)
from kiosk.meeting.offices import PERSONS
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.state import State


def name_officer(state: State, officer: str, role: str, *, public_key: str) -> Answer:
    """Someone takes one of the offices that a person can hold."""
    if role not in PERSONS:
        return Refusal(Reason.UNKNOWN_OFFICE, {"role": role})
    return (OfficerNamed(officer, role, public_key),)


def enrol_officer(
    state: State,
    officer: str,
    role: str,
    *,
    public_key: str,
    reason: str,
    officers: tuple[str, str],
) -> Answer:
    """Two others vouch for an officer's new key; nobody vouches for the own one.

    Somebody new takes the office, too; whoever has one keeps it.
    """
    if officer in officers:
        return Refusal(Reason.TWO_OFFICERS_NEEDED)
    refusal = two_officers(state, reason, officers, deed="enrol_officer")
    if refusal is not None:
        return refusal
    enrolled = OfficerEnrolled(officer, public_key, reason, officers)
    if officer in state.officers:
        return (enrolled,)
    named = name_officer(state, officer, role, public_key=public_key)
    return named if isinstance(named, Refusal) else (enrolled, *named)


def open_meeting(state: State, *, reason: str, officers: tuple[str, str]) -> Answer:
    """Two officers open the meeting on its frozen roll."""
    if not state.roll:
        return Refusal(Reason.ROLL_NOT_FROZEN)
    if state.opened:
        return Refusal(Reason.MEETING_ALREADY_OPENED)
    refusal = two_officers(state, reason, officers, deed="open_meeting")
    return refusal or (MeetingOpened(reason, officers),)


def reveal_person(state: State, number: int, *, reason: str, officers: tuple[str, str]) -> Answer:
    """Two officers have a delegate's personal record shown; the reason stands in the book."""
    if number not in state.by_number:
        return Refusal(Reason.NOT_ON_ROLL)
    refusal = two_officers(state, reason, officers, deed="reveal_person")
    return refusal or (PersonRevealed(number, reason, officers),)


def delete_personal_data(
    state: State, *, persons: int, reason: str, officers: tuple[str, str]
) -> Answer:
    """After the meeting two officers have the personal records destroyed; the book stays whole."""
    if not state.closed:
        return Refusal(Reason.MEETING_NOT_CLOSED)
    if state.forgotten:
        return Refusal(Reason.PERSONAL_DATA_GONE)
    refusal = two_officers(state, reason, officers, deed="delete_personal_data")
    return refusal or (PersonalDataDeleted(persons, reason, officers),)
