"""A tape through framer, fold and law again, beside the book that was written when it was recorded.

A tape knows bytes and instants, no roll and no poll. The book has those: it is folded entry by
entry, and where it holds a press of this base, the press that the tape gives is judged in its place
and the two dispositions are compared. The number printed on a keypad is the book's (a tape has the
wire's own), everything else is the tape's.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.devices.events import KeypadPressed
from kiosk.devices.reading_lines import PRESS
from kiosk.faults import UnusableInput
from kiosk.ledger.store import Ledger
from kiosk.meeting.acts.polling import judge
from kiosk.meeting.facts import BallotCast, BallotSealed, Press, PressRefused
from kiosk.meeting.state import State, apply
from kiosk.rehearsal.wire_desk import replay

Judged = BallotCast | BallotSealed | PressRefused
Heard = tuple[int, KeypadPressed]


@dataclass(frozen=True, slots=True)
class Replayed:
    """One press: `disposition` is what the law says of it now, `booked` what the book says.

    `booked` is empty for a press that the book does not have.
    """

    mono_ns: int
    text: str
    disposition: str
    booked: str

    @property
    def agrees(self) -> bool:
        return self.disposition == self.booked

    def __str__(self) -> str:
        beside = "" if self.agrees else f", but the book says {self.booked or 'nothing'}"
        return f"{self.mono_ns} {self.text}: {self.disposition}{beside}"


def judged_again(tape: Path, book: Path, base: str, protocol: str) -> Iterator[Replayed]:
    """Tell each press of a tape with its disposition; UnusableInput when the book has no such base.

    `protocol` is that of the book where it is empty.
    """
    with Ledger.read(book) as opened:
        entries = list(opened.entries())
    state, heard, met = State(), deque[Heard](), False
    for entered in entries:
        fact = entered.fact
        if not met and (spoken := _protocol(state, base)):
            met = True
            heard.extend(_presses(tape, protocol or spoken))
        if isinstance(fact, BallotCast | PressRefused) and fact.press.base == base:
            yield from _beside(state, fact, heard, entered.desk)
        apply(state, entered)
    if not met:
        raise UnusableInput(
            "the book knows no base {base}",
            where=str(book),
            cure="name the base of this tape with --base",
            base=base,
        )
    yield from (_unbooked(*one) for one in heard)


def base_of(tape: Path) -> str:
    """The base whose tape this is, by its name."""
    return tape.stem.removeprefix("base-")


def _protocol(state: State, base: str) -> str:
    known = state.bases.get(base)
    return known.found.protocol if known is not None else ""


def _presses(tape: Path, protocol: str) -> Iterator[Heard]:
    for mono_ns, told in replay(tape, protocol):
        if told.kind == PRESS and told.press is not None:
            yield mono_ns, told.press


def _beside(state: State, fact: Judged, heard: deque[Heard], desk: str) -> Iterator[Replayed]:
    """The tape's press that the book has here; those before it are not in the book."""
    if not any(press.raw.hex() == fact.press.raw for _, press in heard):
        return
    while True:
        mono_ns, press = heard.popleft()
        if press.raw.hex() == fact.press.raw:
            break
        yield _unbooked(mono_ns, press)
    again = judge(state, _as_booked(fact.press, mono_ns, press), desk=desk)
    yield Replayed(mono_ns, _text(fact.press.keypad, press), _said(again), _said(fact))


def _as_booked(booked: Press, mono_ns: int, press: KeypadPressed) -> Press:
    return replace(
        booked,
        keys=press.keys,
        heard_ns=mono_ns,
        session=press.session or None,
        sequence=press.sequence,
        made_ms=press.made_ms,
        raw=press.raw.hex(),
    )


def _unbooked(mono_ns: int, press: KeypadPressed) -> Replayed:
    return Replayed(mono_ns, _text(press.keypad, press), "not judged", "")


def _text(keypad: int, press: KeypadPressed) -> str:
    return f"press keypad {keypad} keys {'+'.join(map(str, press.keys)) or 'none'}"


def _said(judged: Judged) -> str:
    """Counted or refused, for which seat, and why."""
    if isinstance(judged, PressRefused):
        return f"refused {judged.reason}" + (f" seat {judged.seat}" if judged.seat else "")
    replaces = ", replaces" if judged.replaces else ""
    return f"counted seat {judged.seat} poll {judged.poll}{replaces}"
