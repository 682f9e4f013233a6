"""What the equipment said becomes facts: event + state → facts, through the law."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from kiosk.clerk.doorkeeping import CodeShown, Doorkeeper, ReadCode
from kiosk.clerk.paper_codes import PREFIX
from kiosk.devices import events as e
from kiosk.meeting import facts as f
from kiosk.meeting.acts.polling import Hidden, poll_of
from kiosk.meeting.acts.printing import confirm
from kiosk.meeting.acts.standing_by import receive
from kiosk.meeting.paper_copies import Confirmed
from kiosk.meeting.poll import Stage
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.refusal import Refusal
from kiosk.meeting.state import State


class Sealing(Protocol):
    """Who puts what a secret poll hides into boxes; `clerk.urnkeeping.UrnKeeper` is one."""

    def seal(self, poll: PollState, seat: str, keys: tuple[int, ...]) -> str: ...

    def seal_totals(self, poll: PollState, base: str, totals: tuple[int, ...]) -> str: ...


def hear(
    state: State,
    event: e.EquipmentEvent,
    read_code: ReadCode,
    sealing: Sealing,
    *,
    door: Doorkeeper,
    desk: str = "",
) -> tuple[f.Fact, ...]:
    """The facts that one event at our desk makes; most events make exactly one.

    `desk` is this kiosk among those that share the book; the desks at the doors are `door`'s.
    """
    if isinstance(event, e.CodeScanned) and event.text.startswith(PREFIX):
        return _paper(state, event.desk, read_code(event.text))
    if isinstance(event, e.CodeScanned):
        return door.code(state, event, read_code)
    if isinstance(event, e.KeypadPressed):
        pressed = _pressed(state, event, sealing, desk)
        return (*pressed, *door.pressed(state, event)) if pressed else ()
    if isinstance(event, e.PollDrained):
        return _drained(state, event, sealing)
    return HEARD[type(event)](state, event)


def press_of(event: e.KeypadPressed) -> f.Press:
    """The press as the book keeps it; session 0 is no session."""
    return f.Press(
        base=event.base,
        keypad=event.keypad,
        keys=event.keys,
        heard_ns=event.heard_ns,
        session=event.session or None,
        sequence=event.sequence,
        made_ms=event.made_ms,
        raw=event.raw.hex(),
        masked=event.secret_keys is not None,
    )


def _pressed(
    state: State, event: e.KeypadPressed, sealing: Sealing, desk: str
) -> tuple[f.Fact, ...]:
    """Judge a press; one that the book holds already (told again after a restart) makes nothing."""
    event = _hushed(state, event)
    press, keys = press_of(event), event.secret_keys
    if _is_known(state, press):
        return ()
    hidden = Hidden(keys, sealing.seal) if keys is not None else None
    return (receive(state, press, hidden, desk=desk),)


def _hushed(state: State, event: e.KeypadPressed) -> e.KeypadPressed:
    """A press of a secret poll is masked, also one that left its base before the base knew."""
    poll = poll_of(state, press_of(event))
    if event.secret_keys is not None or poll is None or not poll.secret:
        return event
    return replace(event, keys=(), raw=b"", secret_keys=event.keys)


def _is_known(state: State, press: f.Press) -> bool:
    if press.session is None or press.sequence is None:
        return False
    return press.sequence <= state.newest.get((press.base, press.session), 0)


def _answered(state: State, event: e.BaseAnswered) -> tuple[f.Fact, ...]:
    found = f.BaseFound(
        event.base,
        event.identity,
        event.first_keypad,
        event.keypads,
        event.capability.protocol,
        event.capability.options,
        event.capability.per_seat,
        multiple=event.capability.multiple,
        secret=event.capability.secret,
        can_call=event.capability.can_call,
    )
    known = state.bases.get(event.base)
    if known is not None and known.answers and known.found == found:
        return ()
    return (found,)


def _lost(state: State, event: e.BaseLost) -> tuple[f.Fact, ...]:
    """A base is lost once until it answers again; a reader at a desk in each way it can be."""
    told = state.lost.get(event.base)
    if told == event.what or (told is not None and event.base in state.bases):
        return ()
    poll = state.running
    return (f.BaseGone(event.base, poll.plan.poll if poll is not None else 0, event.what),)


def _started(state: State, event: e.PollStarted) -> tuple[f.Fact, ...]:
    number = state.poll_of_session.get((event.base, event.session))
    if number is None or event.base in state.polls[number].listening:
        return ()
    return (f.BaseListens(number, event.base, event.session, event.opened_ns),)


def _refused(state: State, event: e.PollRefused) -> tuple[f.Fact, ...]:
    return (f.HallFaulted(event.what, event.base),)


def _drained(state: State, event: e.PollDrained, sealing: Sealing) -> tuple[f.Fact, ...]:
    number = state.poll_of_session.get((event.base, event.session))
    if number is None or state.polls[number].stage is not Stage.DRAINING:
        return ()
    poll = state.polls[number]
    table = tuple((row.keypad, row.presses, row.keys) for row in event.table)
    box = sealing.seal_totals(poll, event.base, event.totals) if poll.by_urn else ""
    return (
        f.BaseDrained(
            poll=number,
            base=event.base,
            session=event.session,
            last_sequence=event.last_sequence,
            overflow=event.overflow,
            table_crc_ok=event.table_crc_ok,
            table=table,
            totals=() if poll.secret else event.totals,
            totals_box=box,
        ),
    )


def _totals(state: State, event: e.TotalsHeard) -> tuple[f.Fact, ...]:
    """Running totals stay on the tape; the last ones come with the end of the poll."""
    return ()


def _keypads(state: State, event: e.KeypadsHeard) -> tuple[f.Fact, ...]:
    if event.base not in state.bases:
        return ()
    return (f.KeypadsCalled(event.base, event.online, event.low_battery, event.levels),)


def _noise(state: State, event: e.LineNoise) -> tuple[f.Fact, ...]:
    if not event.bad_frames and not event.noise_bytes:
        return ()
    return (
        f.NoiseHeard(
            event.base,
            event.bad_frames,
            event.noise_bytes,
            event.retransmissions,
            event.first_bytes.hex(),
        ),
    )


def _paper(state: State, desk: str, shown: CodeShown) -> tuple[f.Fact, ...]:
    """The code of a sheet: the copy that is out lies at this desk."""
    if shown.reason is not None:
        return (f.PassRefused(desk, "", shown.reason),)
    numbers = {paper.number: int(paper.number.rpartition("-")[2]) for paper in state.papers}
    number = next((one for one, of in numbers.items() if of == shown.number), "")
    answer = confirm(state, number, how=Confirmed.SCAN, by=desk)
    if isinstance(answer, Refusal):
        return (f.PassRefused(desk, "", answer.reason),)
    return answer


HEARD: dict[type, Callable[[State, Any], tuple[f.Fact, ...]]] = {
    e.BaseAnswered: _answered,
    e.BaseLost: _lost,
    e.PollStarted: _started,
    e.PollRefused: _refused,
    e.TotalsHeard: _totals,
    e.KeypadsHeard: _keypads,
    e.LineNoise: _noise,
}
