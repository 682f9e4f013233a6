"""What facts of the book change in the state: which meeting, which boot, the second medium."""

from kiosk.meeting import facts as f
from kiosk.meeting.facts import Entered
from kiosk.meeting.mirror import Medium
from kiosk.meeting.poll_progress import Pause, PollState
from kiosk.meeting.progress import Fold, State


def _book_opened(state: State, entered: Entered, fact: f.BookOpened) -> None:
    state.card = fact


def _kiosk_started(state: State, entered: Entered, fact: f.KioskStarted) -> None:
    poll, desk = state.running, entered.desk
    if poll is not None and desk in state.last_of:
        _take_up(poll, state.last_of[desk], entered, same_boot=fact.boot == state.boots.get(desk))
    state.boots[desk], state.halted = fact.boot, ""
    state.devices = {place: seen for place, seen in state.devices.items() if place[0] != desk}
    for name, base in state.bases.items():
        if base.desk == desk:
            base.answers = False
            state.lost.pop(name, None)


def _take_up(poll: PollState, last: Entered, now: Entered, *, same_boot: bool) -> None:
    """The time the kiosk was away is not taken from the delegates; see also `docs/bundle.md` §4."""
    timed, desk = poll.timed, now.desk
    if poll.ends_ns is not None and timed is not None and timed.desk == desk:
        poll.timed, poll.ends_ns = now, now.mono_ns + max(poll.ends_ns - last.mono_ns, 0)
    if not same_boot:
        poll.rebooted.add(desk)
        poll.era += 1
        open_ended = [pause for pause in poll.pauses.get(desk, ()) if pause.end_ns is None]
        poll.pauses[desk] = [Pause(now.mono_ns)] if open_ended else []


def _halted(state: State, entered: Entered, fact: f.Halted) -> None:
    state.halted = fact.what


def _certified(state: State, entered: Entered, fact: f.HallCertified) -> None:
    state.certificate = fact


def _mirror_lost(state: State, entered: Entered, fact: f.MirrorLost) -> None:
    state.medium = Medium.LOST


def _mirror_forgone(state: State, entered: Entered, fact: f.MirrorForgone) -> None:
    state.medium = Medium.FORGONE


def _mirror_returned(state: State, entered: Entered, fact: f.MirrorReturned) -> None:
    state.medium = Medium.LEVEL


FOLDS: dict[type, Fold] = {
    f.BookOpened: _book_opened,
    f.KioskStarted: _kiosk_started,
    f.MirrorLost: _mirror_lost,
    f.MirrorForgone: _mirror_forgone,
    f.MirrorReturned: _mirror_returned,
    f.HallCertified: _certified,
    f.Halted: _halted,
}
