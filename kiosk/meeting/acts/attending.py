"""Who is in the hall and whose hand holds which keypad."""

from collections import Counter
from collections.abc import Iterable

from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.acts.conducting import two_officers
from kiosk.meeting.facts import (
    CheckedIn,
    CheckedOut,
    CheckInClosed,
    CheckInOpened,
    KeypadBound,
    KeypadLost,
    KeypadReturned,
    PassRefused,
    PassRevoked,
    RollAmended,
    RollFrozen,
)
from kiosk.meeting.poll import OVER
from kiosk.meeting.presence import Way
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.roll import Delegate
from kiosk.meeting.state import State


def freeze_roll(
    state: State,
    delegates: Iterable[Delegate],
    *,
    reason: str = "",
    officers: tuple[str, ...] = (),
) -> Answer:
    """Freeze the roll; it binds the meeting from now on. Where officers have keys it takes two."""
    if state.roll:
        return Refusal(Reason.ROLL_FROZEN)
    frozen = tuple(delegates)
    refusal = _not_on_one_roll(state, frozen)
    if refusal is None and state.officer_keys:
        refusal = two_officers(state, reason, officers, deed="freeze_roll")
    return refusal or (RollFrozen(frozen, reason, officers),)


def amend_roll(
    state: State, delegates: Iterable[Delegate], *, reason: str, officers: tuple[str, str]
) -> Answer:
    """Two officers add delegates to the frozen roll, while no poll is laid down or runs."""
    if not state.roll:
        return Refusal(Reason.ROLL_NOT_FROZEN)
    poll = state.poll
    if poll is not None and poll.stage not in OVER:
        return Refusal(Reason.ANOTHER_POLL_RUNS, {"poll": poll.plan.poll})
    added = tuple(delegates)
    refusal = _not_on_one_roll(state, added) or two_officers(
        state, reason, officers, deed="amend_roll"
    )
    return refusal or (RollAmended(added, reason, officers),)


def _not_on_one_roll(state: State, added: tuple[Delegate, ...]) -> Refusal | None:
    """A seat and a number stand once, on the roll as it is and among those that come to it."""
    if not added:
        return Refusal(Reason.ROLL_EMPTY)
    seats = Counter([*state.roll, *(delegate.seat for delegate in added)])
    for seat, times in seats.items():
        if times > 1:
            return Refusal(Reason.SEAT_TWICE, {"seat": seat})
    numbers = Counter([*state.by_number, *(delegate.number for delegate in added)])
    for number, times in numbers.items():
        if times > 1:
            return Refusal(Reason.NUMBER_TWICE, {"number": number})
    return None


def open_check_in(state: State) -> Answer:
    """The desks may take passes, once the roll is frozen."""
    if not state.roll:
        return Refusal(Reason.ROLL_NOT_FROZEN)
    return () if state.check_in_open else (CheckInOpened(),)


def close_check_in(state: State) -> Answer:
    """Passes are taken no more; late arrivals come in by hand, with a reason."""
    return (CheckInClosed(),) if state.check_in_open else ()


def show_pass(state: State, desk: str, number: int, *, issue: int = 1) -> Answer:
    """A genuine pass of this meeting was shown: check in, or say why not.

    A refused pass is a fact too; the caller tells the desk its reason.
    """
    delegate = state.by_number.get(number)
    if delegate is None:
        return (PassRefused(desk, "", Reason.NOT_ON_ROLL, number),)
    reason = _turned_away(state, delegate, issue)
    if reason is not None:
        return (PassRefused(desk, delegate.seat, reason, number),)
    return (CheckedIn(delegate.seat, desk, Way.PASS, ""),)


def leave_by_pass(state: State, desk: str, number: int, *, issue: int = 1) -> Answer:
    """A genuine pass was shown on the way out: check out, or say why not."""
    delegate = state.by_number.get(number)
    if delegate is None:
        return (PassRefused(desk, "", Reason.NOT_ON_ROLL, number),)
    if state.closed or issue != issue_of(state, number):
        reason = Reason.MEETING_CLOSED if state.closed else Reason.PASS_REVOKED
        return (PassRefused(desk, delegate.seat, reason, number),)
    if delegate.seat not in state.present:
        return (PassRefused(desk, delegate.seat, Reason.NOT_PRESENT, number),)
    return (CheckedOut(delegate.seat, desk, Way.PASS, ""),)


def _turned_away(state: State, delegate: Delegate, issue: int) -> Reason | None:
    if state.closed:
        return Reason.MEETING_CLOSED
    if issue != issue_of(state, delegate.number):
        return Reason.PASS_REVOKED
    if not state.check_in_open:
        return Reason.CHECK_IN_CLOSED
    return Reason.ALREADY_CHECKED_IN if delegate.seat in state.present else None


def issue_of(state: State, number: int) -> int:
    """Which issue of a delegate's pass admits; 0 when none does."""
    revoked = state.revoked.get(number)
    if revoked is None:
        return 1
    return revoked.issue + 1 if revoked.reissued else 0


def revoke_pass(state: State, number: int, *, reissue: bool, reason: str, by: str) -> Answer:
    """Declare a pass void, and every one before it; `reissue` makes out the next in its place."""
    if number not in state.by_number:
        return Refusal(Reason.NOT_ON_ROLL)
    if not reason.strip():
        return Refusal(Reason.REASON_MISSING)
    revoked = state.revoked.get(number)
    issue = issue_of(state, number) or (revoked.issue if revoked is not None else 1)
    if revoked is not None and not revoked.reissued and not reissue:
        return Refusal(Reason.PASS_REVOKED)
    return (PassRevoked(number, issue, reissue, reason, by),)


def check_in_by_hand(state: State, seat: str, *, desk: str, reason: str) -> Answer:
    """Check a delegate in without a pass; possible after check-in closed, never without reason."""
    if seat not in state.roll:
        return Refusal(Reason.UNKNOWN_SEAT, {"seat": seat})
    if not reason.strip():
        return Refusal(Reason.REASON_MISSING)
    if seat in state.present:
        return Refusal(Reason.ALREADY_CHECKED_IN, {"seat": seat})
    return (CheckedIn(seat, desk, Way.BY_HAND, reason),)


def check_out(state: State, seat: str, *, desk: str, reason: str) -> Answer:
    """A delegate leaves (中途离席) and is not present from this moment."""
    if seat not in state.roll:
        return Refusal(Reason.UNKNOWN_SEAT, {"seat": seat})
    if seat not in state.present:
        return Refusal(Reason.NOT_PRESENT, {"seat": seat})
    return (CheckedOut(seat, desk, Way.BY_HAND, reason),)


def bind_keypad(state: State, keypad: int, seat: str, *, reason: str, desk: str = "") -> Answer:
    """Give a keypad to a seat, or swap the one it had; its ballot stays with the seat."""
    if seat not in state.roll:
        return Refusal(Reason.UNKNOWN_SEAT, {"seat": seat})
    holder = state.seat_of.get(keypad)
    if holder == seat:
        return ()
    if holder is not None:
        return Refusal(Reason.KEYPAD_TAKEN, {"keypad": keypad, "seat": holder})
    return (KeypadBound(keypad, seat, reason, desk),)


def return_keypad(state: State, keypad: int, *, reason: str, desk: str = "") -> Answer:
    """Take a keypad back, also one that was lost; it speaks for nobody."""
    seat = state.seat_of.get(keypad, state.lost_keypads.get(keypad))
    if seat is None:
        return Refusal(Reason.UNKNOWN_KEYPAD, {"keypad": keypad})
    return (KeypadReturned(keypad, seat, reason, desk),)


def lose_keypad(state: State, keypad: int, *, reason: str, desk: str = "") -> Answer:
    """A keypad is missing: it speaks for nobody from now on."""
    if not reason.strip():
        return Refusal(Reason.REASON_MISSING)
    if keypad in state.lost_keypads:
        return ()
    return (KeypadLost(keypad, state.seat_of.get(keypad, ""), reason, desk),)
