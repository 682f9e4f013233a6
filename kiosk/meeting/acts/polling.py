"""A press is judged: one disposition for each, the first that applies.

The order of the questions is the law's (`docs/bundle.md` §4); it is a table, so that the papers,
the verifier and a reader see the same list. A question answers with the reason of its refusal or
None; a press that passes all of them counts. Presses are never muted, skipped or lost: whatever
comes here leaves as exactly one `BallotCast`, `BallotSealed` or `PressRefused`.

The keys of a secret poll come beside the press, in `Hidden`, and leave in a sealed box. What is
asked about them before that gives no choice away: a key out of play, an empty press without a
ballot. Nobody is told whether a seat chose the same again.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.meeting.ballot import Channel, means_something
from kiosk.meeting.facts import BallotCast, BallotSealed, Press, PressRefused
from kiosk.meeting.key_by_key import gathered, key_to_take_back
from kiosk.meeting.poll import Stage
from kiosk.meeting.poll_progress import PollState, instant_of
from kiosk.meeting.proxies import is_spoken_for
from kiosk.meeting.refusal import Reason
from kiosk.meeting.state import State

OVER = frozenset({Stage.CLOSED, Stage.RECONCILED, Stage.DECLARED, Stage.VOID})

Seal = Callable[[PollState, str, tuple[int, ...]], str]
"""Poll, seat and choice → the box (hex) that only the urn's officers can open."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """The keys that a masked press holds back, and who seals them; neither is ever written."""

    keys: tuple[int, ...] = field(repr=False)
    seal: Seal = field(repr=False)


@dataclass(frozen=True, slots=True)
class Heard:
    """A press with the poll and the seat it speaks to. `made_ns` is exact with a device clock.

    All times are those of `desk`, whose base heard it.
    """

    state: State
    press: Press
    poll: PollState | None
    seat: str
    made_ns: int
    device_clock: bool
    desk: str
    keys: tuple[int, ...] = field(repr=False)


def judge(
    state: State, press: Press, hidden: Hidden | None = None, *, desk: str = ""
) -> BallotCast | BallotSealed | PressRefused:
    """Judge one press against the state as it stands now; `desk` will enter it.

    A masked press comes with what it hides.
    """
    outside = _outside(state, press)
    if outside is not None:
        return PressRefused(0, state.seat_of.get(press.keypad, ""), outside, press)
    heard = _heard(state, press, desk, hidden.keys if hidden is not None else press.keys)
    for question in QUESTIONS:
        reason = question(heard)
        if reason is not None:
            number = heard.poll.plan.poll if heard.poll is not None else 0
            return PressRefused(number, heard.seat, reason, press)
    return _cast(heard) if hidden is None else _sealed(heard, hidden.seal)


def _outside(state: State, press: Press) -> Reason | None:
    """Why a press speaks to no poll at all; one without a session may speak to an audit."""
    if not press.session:
        return Reason.AUDIT if state.audit is not None else None
    key = (press.base, press.session)
    if key in state.poll_of_session:
        return None
    return Reason.AUDIT if key in state.audit_sessions else Reason.WRONG_SESSION


def poll_of(state: State, press: Press) -> PollState | None:
    """The poll a press speaks to: that of its session, else the latest prepared one."""
    number = state.poll_of_session.get((press.base, press.session or 0), state.last_poll)
    return state.polls.get(number)


def _heard(state: State, press: Press, desk: str, keys: tuple[int, ...]) -> Heard:
    poll, seat = poll_of(state, press), state.seat_of.get(press.keypad, "")
    if poll is None:
        return Heard(state, press, None, seat, press.heard_ns, False, desk, keys)
    at = instant_of(poll, press, desk)
    return Heard(state, press, poll, seat, at.made_ns, at.clocked, desk, keys)


def _unknown_keypad(heard: Heard) -> Reason | None:
    return Reason.UNKNOWN_KEYPAD if not heard.seat else None


def _not_checked_in(heard: Heard) -> Reason | None:
    """While the line is drained the base of the poll stands: nobody joins it any more."""
    poll = heard.poll
    if heard.seat not in heard.state.present and not _represented(heard):
        return Reason.NOT_CHECKED_IN
    voter = heard.state.roll[heard.seat].votes
    draining = poll is not None and poll.stage is Stage.DRAINING
    if poll is not None and draining and voter and heard.seat not in poll.base_set:
        return Reason.NOT_CHECKED_IN
    return None


def _represented(heard: Heard) -> bool:
    """Somebody who is here speaks for the seat, as the rule of this poll allows."""
    poll = heard.poll
    if poll is None:
        return False
    item = heard.state.items[poll.plan.item]
    present, most = heard.state.present, poll.plan.rule.proxies
    return is_spoken_for(item, heard.seat, present, most=most)


def _no_voting_right(heard: Heard) -> Reason | None:
    return Reason.NO_VOTING_RIGHT if not heard.state.roll[heard.seat].votes else None


def _recused(heard: Heard) -> Reason | None:
    if heard.poll is None:
        return None
    item = heard.state.items[heard.poll.plan.item]
    return Reason.RECUSED if heard.seat in item.recused else None


def _early(heard: Heard) -> Reason | None:
    """A press that was made before there was a poll, or before its base was told of this one."""
    poll = heard.poll
    if poll is None or poll.stage is Stage.PREPARED or _before_its_base_knew(poll, heard.press):
        return Reason.EARLY
    return None


def _before_its_base_knew(poll: PollState, press: Press) -> bool:
    """Masked in a named poll, or of no session while its base does not listen yet."""
    if poll.plan.named and press.masked:
        return True
    asked = poll.running and poll.channel is Channel.KEYPADS
    return asked and not press.session and press.base not in poll.listening


def _late(heard: Heard) -> Reason | None:
    poll = heard.poll
    assert poll is not None
    if poll.stage in OVER:
        return Reason.LATE
    closed_ns = poll.closed_on.get(heard.desk)
    made_after = heard.device_clock and closed_ns is not None and heard.made_ns > closed_ns
    return Reason.LATE if poll.stage is Stage.DRAINING and made_after else None


def _not_by_keypad(heard: Heard) -> Reason | None:
    assert heard.poll is not None
    return None if heard.poll.channel is Channel.KEYPADS else Reason.NOT_BY_KEYPAD


def _has_paper(heard: Heard) -> Reason | None:
    """A person in two channels: whoever was given a ballot paper has no keypad any more."""
    assert heard.poll is not None
    return Reason.HAS_PAPER if heard.seat in heard.poll.on_paper else None


def _paused(heard: Heard) -> Reason | None:
    assert heard.poll is not None
    inside = any(
        pause.start_ns <= heard.made_ns and (pause.end_ns is None or heard.made_ns < pause.end_ns)
        for pause in heard.poll.pauses.get(heard.desk, ())
    )
    return Reason.PAUSED if inside else None


def _no_such_key(heard: Heard) -> Reason | None:
    assert heard.poll is not None
    form, keys = heard.poll.plan.form, heard.keys
    if heard.press.base in heard.poll.one_key:
        keys = tuple(key for key in keys if key != key_to_take_back(form))
    return None if means_something(form, keys) else Reason.NO_SUCH_KEY


def _choice(heard: Heard) -> tuple[int, ...]:
    """The seat's choice after this press: its keys, or what they make of the one before."""
    poll = heard.poll
    if poll is None or heard.press.base not in poll.one_key:
        return heard.keys
    standing = poll.ballots.get(heard.seat)
    before = standing.choice if standing is not None else ()
    return gathered(poll.plan.form, before, heard.keys)


def _stands(heard: Heard) -> Reason | None:
    assert heard.poll is not None
    standing = heard.poll.ballots.get(heard.seat)
    if standing is not None and not heard.poll.plan.last_press_counts:
        return Reason.FIRST_PRESS_STANDS
    if heard.poll.asks_urn and heard.poll.plan.last_press_counts:
        return None
    same = _choice(heard) == (standing.choice if standing is not None else ())
    return Reason.DUPLICATE if same else None


QUESTIONS: tuple[Callable[[Heard], Reason | None], ...] = (
    _unknown_keypad,
    _not_checked_in,
    _no_voting_right,
    _recused,
    _early,
    _late,
    _not_by_keypad,
    _has_paper,
    _paused,
    _no_such_key,
    _stands,
)


def _cast(heard: Heard) -> BallotCast:
    poll = heard.poll
    assert poll is not None
    assert poll.plan.named
    return BallotCast(
        poll=poll.plan.poll,
        seat=heard.seat,
        choice=_choice(heard),
        replaces=heard.seat in poll.ballots,
        in_flight=poll.stage is Stage.DRAINING,
        press=heard.press,
    )


def _sealed(heard: Heard, seal: Seal) -> BallotSealed:
    poll = heard.poll
    assert poll is not None
    return BallotSealed(
        poll=poll.plan.poll,
        seat=heard.seat,
        box=seal(poll, heard.seat, heard.keys),
        replaces=heard.seat in poll.ballots,
        in_flight=poll.stage is Stage.DRAINING,
        press=heard.press,
    )
