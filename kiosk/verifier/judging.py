# SPDX-License-Identifier: Apache-2.0
"""How a press is judged (bundle.md §4): the state before it, the questions in order, the answer.

The questions stand in `OF_WHO_PRESSED`, then `OF_A_NAMED_POLL`, in the order of the text; the first
that applies is the reason. What is hard is *when* a press was made. A base that has a clock of its
own stamps a press with milliseconds since it began to listen to this session (`made_ms`); the book
knows when that was on the kiosk's clock (`BaseListens.opened_ns`). Only then can a press that was
heard after the closing instant be told to be late; without a device clock it is taken as made when
it was heard, which never makes it late while the line is drained, but does place it inside or
outside a pause.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from kiosk.verifier import audits, standby
from kiosk.verifier.chain import Entry
from kiosk.verifier.hall import RUNNING, Hall, Poll

OVER = ("closed", "reconciled", "declared", "void")
STANDBY = "stands_by"


class Disposition(NamedTuple):
    """What became of a press. `reason` is empty when it counts; a refusal has no choice.

    `sealed`: it counts, and the choice is in a box.
    """

    poll: int
    seat: str
    reason: str
    choice: tuple[int, ...] = ()
    replaces: bool = False
    in_flight: bool = False
    sealed: bool = False


class Case(NamedTuple):
    """One press before its judge. `seat` is empty when unbound; `clocked`: a device clock says.

    `masked`: the keys were kept out of the book.
    """

    hall: Hall
    poll: Poll
    seat: str
    keys: tuple[int, ...]
    made: int
    clocked: bool
    desk: str
    masked: bool
    base: str = ""
    session: int = 0


Questions = tuple[tuple[str, Callable[[Case], bool]], ...]


def recorded(entry: Entry) -> Disposition:
    """The disposition that the book gives a press."""
    of = entry.of
    if entry.fact == "StandbyHeard":
        return Disposition(of["poll"], "", STANDBY)
    if entry.fact == "PressRefused":
        return Disposition(of["poll"], of["seat"], of["reason"])
    if entry.fact == "BallotSealed":
        return Disposition(
            of["poll"], of["seat"], "", (), of["replaces"], of["in_flight"], sealed=True
        )
    return Disposition(
        of["poll"], of["seat"], "", tuple(of["choice"]), of["replaces"], of["in_flight"]
    )


def judged(hall: Hall, press: dict[str, Any], desk: str = "", *, told: str = "") -> Disposition:
    """The disposition that follows from the entries before the press, which `desk` entered.

    `told` is the reason that the book gives: in a secret poll what depends on the keys can only be
    taken at its word (bundle.md §4).
    """
    seat = hall.seat_of.get(press["keypad"], "")
    if press["session"]:
        poll = hall.sessions.get((press["base"], press["session"]))
        if poll is None:
            known = (press["base"], press["session"]) in hall.audit_sessions
            return Disposition(0, seat, audits.AUDIT if known else "wrong_session")
    else:
        poll = hall.latest
    if standby.stands_by(hall, poll, press["base"]):
        return Disposition(poll.plan.poll if poll is not None else 0, "", STANDBY)
    if not press["session"] and hall.audit is not None:
        return Disposition(0, seat, audits.AUDIT)
    if poll is None:
        return Disposition(0, seat, _without_poll(hall, seat))
    case = _case(hall, poll, seat, press, desk)
    return _answer(case) if poll.plan.named else _answer_unseen(case, told)


def _without_poll(hall: Hall, seat: str) -> str:
    for reason, applies in OF_THE_SEAT.items():
        if applies(hall, seat):
            return reason
    return "early"


def _case(hall: Hall, poll: Poll, seat: str, press: dict[str, Any], desk: str) -> Case:
    at = standby.instant(poll, press, desk)
    keys, masked = tuple(press["keys"]), press.get("masked", False)
    return Case(
        hall,
        poll,
        seat,
        keys,
        at.made,
        at.clocked,
        desk,
        masked,
        press["base"],
        press["session"] or 0,
    )


def _answer(case: Case) -> Disposition:
    number, replaces = case.poll.plan.poll, case.seat in case.poll.standing
    reason = _first(case, OF_A_NAMED_POLL)
    if reason:
        return Disposition(number, case.seat, reason)
    in_flight = case.poll.stage == "draining"
    return Disposition(number, case.seat, "", _choice(case), replaces, in_flight)


def _answer_unseen(case: Case, told: str) -> Disposition:
    """A press of a secret poll: what can be known decides, then the word of the book."""
    number, has_box = case.poll.plan.poll, case.seat in case.poll.boxes
    reason = _first(case, OF_THE_POLL)
    believed = {"no_such_key"} if has_box else {"no_such_key", "duplicate"}
    if not reason and told in believed:
        reason = told
    if not reason and has_box and not case.poll.plan.last_press_counts:
        reason = "first_press_stands"
    if reason:
        return Disposition(number, case.seat, reason)
    in_flight = case.poll.stage == "draining"
    return Disposition(number, case.seat, "", (), has_box, in_flight, sealed=True)


def _first(case: Case, questions: Questions) -> str:
    """The first reason of the seat, then of these questions, that applies; empty for none."""
    for reason, applies in OF_WHO_PRESSED:
        if applies(case):
            return reason
    for reason, applies in questions:
        if applies(case):
            return reason
    return ""


def _is_away(case: Case) -> bool:
    return not case.hall.speaks(case.poll, case.seat) or _came_too_late(case)


def _came_too_late(case: Case) -> bool:
    """From the closing instant on nobody with a voting right joins the base of the poll."""
    votes = case.hall.votes.get(case.seat, False)
    return case.poll.stage == "draining" and votes and case.seat not in (case.poll.base or ())


def _recused(case: Case) -> bool:
    return case.hall.is_recused(case.poll, case.seat)


def _early(case: Case) -> bool:
    """Before there was a poll, or before the base was told of this one."""
    poll = case.poll
    if poll.stage == "prepared" or (poll.plan.named and case.masked):
        return True
    asked = poll.stage in RUNNING and poll.channel == "keypads"
    return asked and not case.session and all(base != case.base for base, _ in poll.listens)


def _late(case: Case) -> bool:
    stage, closed = case.poll.stage, case.poll.closed_on.get(case.desk)
    return stage in OVER or (
        stage == "draining" and case.clocked and closed is not None and case.made > closed
    )


def _not_by_keypad(case: Case) -> bool:
    return case.poll.channel != "keypads"


def _has_paper(case: Case) -> bool:
    return case.seat in case.poll.on_paper


def _paused(case: Case) -> bool:
    for begin, end in case.poll.pauses.get(case.desk, ()):
        if begin <= case.made and (end is None or case.made < end):
            return True
    return False


def _no_such_key(case: Case) -> bool:
    most = case.poll.plan.keys + (case.base in case.poll.one_key)
    return bool(case.keys) and not 1 <= min(case.keys) <= max(case.keys) <= most


def _first_press_stands(case: Case) -> bool:
    return not case.poll.plan.last_press_counts and case.seat in case.poll.standing


def _duplicate(case: Case) -> bool:
    return case.poll.standing.get(case.seat, ()) == _choice(case)


def _choice(case: Case) -> tuple[int, ...]:
    """What the seat has chosen after this press (bundle.md §4, keys one by one)."""
    if case.base not in case.poll.one_key:
        return case.keys
    if case.poll.plan.keys + 1 in case.keys:
        return ()
    return tuple(sorted({*case.poll.standing.get(case.seat, ()), *case.keys}))


OF_THE_SEAT: dict[str, Callable[[Hall, str], bool]] = {
    "unknown_keypad": lambda hall, seat: not seat,
    "not_checked_in": lambda hall, seat: seat not in hall.present,
    "no_voting_right": lambda hall, seat: not hall.votes.get(seat, False),
}
OF_WHO_PRESSED: Questions = (
    ("unknown_keypad", lambda case: OF_THE_SEAT["unknown_keypad"](case.hall, case.seat)),
    ("not_checked_in", _is_away),
    ("no_voting_right", lambda case: OF_THE_SEAT["no_voting_right"](case.hall, case.seat)),
)
"""In a poll who is away can be spoken for, and who came too late is away."""
OF_THE_POLL: Questions = (
    ("recused", _recused),
    ("early", _early),
    ("late", _late),
    ("not_by_keypad", _not_by_keypad),
    ("has_paper", _has_paper),
    ("paused", _paused),
)
OF_A_NAMED_POLL: Questions = (
    *OF_THE_POLL,
    ("no_such_key", _no_such_key),
    ("first_press_stands", _first_press_stands),
    ("duplicate", _duplicate),
)
