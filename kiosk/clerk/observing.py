"""State → the observer's view, and the answers to whoever looks up a press.

A look-up changes nothing and is written nowhere. It is answered between two drains by whoever owns
the state, so it must cost less than a frame: names are compared as they are written.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace

from kiosk.clerk.observerview import (
    Dispositions,
    Found,
    Looked,
    ObserverView,
    PaperLine,
    PollLine,
    SeatLine,
)
from kiosk.meeting.accounting import PressLine, asked, told_lines
from kiosk.meeting.acts.showing import wrongly_shown
from kiosk.meeting.ballot import Channel
from kiosk.meeting.facts import Declared
from kiosk.meeting.offices import may
from kiosk.meeting.paper_copies import is_printed
from kiosk.meeting.poll import Stage
from kiosk.meeting.poll_progress import SET_ASIDE, PollState, Refused
from kiosk.meeting.recording import ballot_lines
from kiosk.meeting.refusal import Reason
from kiosk.meeting.state import State

MOST_FOUND = 8
Names = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Enquiry:
    """Somebody looks up a press: what was typed, or the very seat or keypad; nothing for all."""

    typed: str
    poll: int
    reply: Future[Looked]
    seat: str = ""
    keypad: int = 0


def observer_view(
    state: State,
    *,
    entry: int,
    head: str,
    mirror: str,
    seats: tuple[SeatLine, ...] = (),
) -> ObserverView:
    """The notary's screen as the meeting stands."""
    card, poll, last = state.card, state.poll, state.last
    return ObserverView(
        title=card.title if card is not None else "",
        session_title=card.session_title if card is not None else "",
        practice=card.practice if card is not None else False,
        entry=entry,
        head=head,
        written=last.utc if last is not None else None,
        seal_key=card.seal_key if card is not None else "",
        mirror=mirror,
        roll=state.voting_roll,
        present=state.present_voting,
        polls=tuple(_poll_line(state, one) for one in state.polls.values()),
        poll=_poll_line(state, poll) if poll is not None else None,
        presses=dispositions(poll) if poll is not None else Dispositions(),
        zero_report=poll.zero_report if poll is not None else "",
        overrides=tuple(one.gate for one in poll.overrides) if poll is not None else (),
        papers=tuple(
            PaperLine(p.number, p.kind, p.poll, p.copy, is_printed(state.copies, p))
            for p in reversed(state.papers)
        ),
        objections=tuple(reversed(state.objections)),
        wrong=tuple(wrongly_shown(poll)) if poll is not None else (),
        officers=tuple(one for one in state.officers.items() if may(one[1], "object")),
        seats=seats,
    )


def _poll_line(state: State, poll: PollState) -> PollLine:
    item = state.items[poll.plan.item]
    declared = poll.declared.fact if poll.declared is not None else None
    return PollLine(
        poll.plan.poll,
        poll.plan.item,
        item.motions[poll.plan.motion_version - 1].title,
        poll.stage,
        poll.plan.named,
        declared.outcome.verdict if isinstance(declared, Declared) else None,
    )


def dispositions(poll: PollState) -> Dispositions:
    """The account of a poll as far as it has gone."""
    reasons = Counter(one.reason for one in poll.refused)
    aside = sum(one.reason == SET_ASIDE for one in poll.replaced)
    return Dispositions(
        heard=poll.heard,
        counted=len(poll.ballots),
        replaced=len(poll.replaced) - aside,
        set_aside=aside,
        refused=len(poll.refused),
        reasons=tuple((reason, reasons[reason]) for reason in Reason if reason in reasons),
        stood_by=sum(not one.taken for one in poll.evidence),
    )


def individual(state: State, poll: PollState, names: Names) -> tuple[SeatLine, ...]:
    """How each seat chose: of a named poll that was declared, and of no other."""
    if poll.stage is not Stage.DECLARED or not poll.plan.named:
        return ()
    return tuple(
        SeatLine(
            line.seat,
            line.name,
            line.mark,
            line.choice,
            line.recused,
            line.channel is not Channel.KEYPADS,
        )
        for line in ballot_lines(state, poll, names)
    )


# ---- look-up -------------------------------------------------------------------------------------


def look_up(state: State, names: Names, enquiry: Enquiry) -> Looked:
    """Who is meant, and each of the presses in the poll and why it did or did not count."""
    wanted = tuple(_meant(state, names, enquiry))
    poll = state.polls.get(enquiry.poll)
    told = poll is not None and poll.plan.named and poll.stage is Stage.DECLARED
    answer = Looked(enquiry.typed, enquiry.poll, wanted, (), told)
    if len(wanted) == 1:
        return replace(answer, presses=_presses(poll, state, wanted[0], told=told))
    if enquiry.typed.strip():
        return answer
    return replace(answer, presses=_all_presses(poll, state, told=told))


def _meant(state: State, names: Names, enquiry: Enquiry) -> Iterable[Found]:
    if enquiry.seat:
        yield _seat(state, names, enquiry.seat)
    elif enquiry.keypad:
        yield _keypad(state, names, enquiry.keypad)
    else:
        yield from _typed(state, names, "".join(enquiry.typed.split()))


def _typed(state: State, names: Names, typed: str) -> list[Found]:
    """Seats, numbers and names that fit, the very one first; a number may be a keypad's, too."""
    if not typed:
        return []
    number = int(typed) if typed.isascii() and typed.isdigit() else 0
    fits = [seat for seat in (typed, _seat_of_number(state, number)) if seat in state.roll]
    fits += [seat for seat, one in state.roll.items() if typed in names.get(one.number, "")]
    found = [_seat(state, names, seat) for seat in dict.fromkeys(fits)][:MOST_FOUND]
    if number and all(number != one.keypad for one in found) and _is_heard(state, number):
        found.append(_keypad(state, names, number))
    return found


def _seat_of_number(state: State, number: int) -> str:
    delegate = state.by_number.get(number)
    return delegate.seat if delegate is not None else ""


def _is_heard(state: State, keypad: int) -> bool:
    """Whether the hall knows this keypad: it is somebody's, or it was pressed."""
    if keypad in state.seat_of:
        return True
    refused = (one for poll in state.polls.values() for one in poll.refused)
    return any(one.press.keypad == keypad for one in (*state.stray, *refused))


def _seat(state: State, names: Names, seat: str) -> Found:
    delegate = state.roll.get(seat)
    return Found(
        seat=seat,
        name=names.get(delegate.number, "") if delegate is not None else "",
        delegate_class=delegate.delegate_class if delegate is not None else "",
        keypad=state.keypad_of.get(seat, 0),
        present=seat in state.present,
    )


def _keypad(state: State, names: Names, keypad: int) -> Found:
    """A keypad and whose it is now; its presses are asked for by keypad, whoever held it."""
    seat = state.seat_of.get(keypad, "")
    whose = _seat(state, names, seat) if seat else Found("", "", "", keypad, present=False)
    return replace(whose, keypad=keypad)


def _presses(
    poll: PollState | None, state: State, who: Found, *, told: bool
) -> tuple[PressLine, ...]:
    """Those of the seat, and those of its keypad that were nobody's or another's."""
    lines = _all_presses(poll, state, told=told)
    own = asked(lines, seat=who.seat) if who.seat else ()
    by_keypad = asked(lines, keypad=who.keypad) if who.keypad else ()
    return tuple(sorted(dict.fromkeys((*own, *by_keypad)), key=lambda one: one.entry))


def _all_presses(poll: PollState | None, state: State, *, told: bool) -> tuple[PressLine, ...]:
    if poll is not None:
        return told_lines(poll, keys=told)
    return tuple(_stray(one) for one in state.stray)


def _stray(one: Refused) -> PressLine:
    """What was heard outside any poll; its keys decide nothing and are not told."""
    press = one.press
    return PressLine(
        entry=one.entry,
        heard=one.utc,
        made_ms=press.made_ms,
        base=press.base,
        keypad=press.keypad,
        seat=one.seat,
        keys=None,
        fate=one.reason,
    )
