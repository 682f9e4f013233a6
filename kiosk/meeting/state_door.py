"""What facts of the door change in the state: the roll, presence, keypads and passes."""

from dataclasses import replace

from kiosk.meeting import facts as f
from kiosk.meeting.facts import Entered
from kiosk.meeting.presence import Stay
from kiosk.meeting.progress import Fold, State


def _roll_frozen(state: State, entered: Entered, fact: f.RollFrozen) -> None:
    state.roll = {delegate.seat: delegate for delegate in fact.delegates}
    state.by_number = {delegate.number: delegate for delegate in fact.delegates}
    state.voting_roll = sum(delegate.votes for delegate in fact.delegates)


def _roll_amended(state: State, entered: Entered, fact: f.RollAmended) -> None:
    for delegate in fact.delegates:
        state.roll[delegate.seat] = state.by_number[delegate.number] = delegate
        state.voting_roll += delegate.votes
        state.amended.add(delegate.number)


def _keypad_bound(state: State, entered: Entered, fact: f.KeypadBound) -> None:
    had = state.keypad_of.pop(fact.seat, None)
    if had is not None:
        state.seat_of.pop(had, None)
    was = state.seat_of.pop(fact.keypad, None)
    if was is not None:
        state.keypad_of.pop(was, None)
    state.keypad_of[fact.seat] = fact.keypad
    state.seat_of[fact.keypad] = fact.seat
    state.given[fact.seat] = fact.keypad
    state.lost_keypads.pop(fact.keypad, None)
    press = state.stray[-1] if state.stray else None
    if press is not None and (press.entry, press.press.keypad) == (entered.number - 1, fact.keypad):
        state.handed_out_by.add(press.entry)


def _keypad_returned(state: State, entered: Entered, fact: f.KeypadReturned) -> None:
    state.lost_keypads.pop(fact.keypad, None)
    if state.seat_of.get(fact.keypad) == fact.seat:
        del state.seat_of[fact.keypad]
        del state.keypad_of[fact.seat]


def _keypad_lost(state: State, entered: Entered, fact: f.KeypadLost) -> None:
    seat = state.seat_of.pop(fact.keypad, None)
    if seat is not None:
        del state.keypad_of[seat]
    state.lost_keypads[fact.keypad] = fact.seat


def _pass_revoked(state: State, entered: Entered, fact: f.PassRevoked) -> None:
    state.revoked[fact.number] = fact


def _check_in_opened(state: State, entered: Entered, fact: f.CheckInOpened) -> None:
    state.check_in_open = True


def _check_in_closed(state: State, entered: Entered, fact: f.CheckInClosed) -> None:
    state.check_in_open = False


def _checked_in(state: State, entered: Entered, fact: f.CheckedIn) -> None:
    if fact.seat not in state.present:
        state.present_voting += state.roll[fact.seat].votes
        state.stays.setdefault(fact.seat, []).append(
            Stay(entered.utc, way=fact.way, reason=fact.reason)
        )
    state.present[fact.seat] = fact


def _checked_out(state: State, entered: Entered, fact: f.CheckedOut) -> None:
    if state.present.pop(fact.seat, None) is not None:
        state.present_voting -= state.roll[fact.seat].votes
        end_stay(state, fact.seat, entered)


def end_stay(state: State, seat: str, entered: Entered) -> None:
    stays = state.stays[seat]
    stays[-1] = replace(stays[-1], left=entered.utc)


FOLDS: dict[type, Fold] = {
    f.RollFrozen: _roll_frozen,
    f.KeypadBound: _keypad_bound,
    f.KeypadReturned: _keypad_returned,
    f.KeypadLost: _keypad_lost,
    f.CheckInOpened: _check_in_opened,
    f.CheckInClosed: _check_in_closed,
    f.CheckedIn: _checked_in,
    f.CheckedOut: _checked_out,
    f.PassRevoked: _pass_revoked,
    f.RollAmended: _roll_amended,
}
