"""What was heard and is not in the book yet.

At a desk of a shared book it is kept on the own disk, too: the server may be away for long, and the
kiosk may be switched off meanwhile. Nothing of it is acknowledged to a base before the book has it;
a press that both the spool and the base tell again is known by its number, and one without a number
by its base, keypad and instant.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kiosk.clerk.displaying import DisplayTold
from kiosk.clerk.hearing import press_of
from kiosk.clerk.papers import PaperMessage
from kiosk.clerk.witnessing import FiguresSeen
from kiosk.devices.events import (
    CodeScanned,
    EquipmentEvent,
    KeypadPressed,
    PollDrained,
    PollStarted,
)
from kiosk.devices.printer import PrinterEvent
from kiosk.ledger.codec import build, from_json, plain, to_json
from kiosk.ledger.spool import Spool
from kiosk.meeting.facts import BallotCast, Entered, Press, PressRefused

Kept = EquipmentEvent | PrinterEvent | PaperMessage | FiguresSeen | DisplayTold
Spooled = KeypadPressed | CodeScanned | PollStarted | PollDrained
KINDS: dict[str, type[Spooled]] = {
    kind.__name__: kind for kind in (CodeScanned, PollStarted, PollDrained)
}
SPOOLED = (KeypadPressed, CodeScanned, PollStarted, PollDrained)


class Waiting:
    """Messages in the order they were heard; on the disk, too, where there is a spool."""

    def __init__(self, spool: Spool | None, *, boot: str) -> None:
        self.messages: list[Kept] = []
        self._spool = spool
        self._boot = boot
        self._shrunk = False

    def load(self, known: Iterable[Entered], *, desk: str, now_ns: int) -> None:
        """Take up what an earlier kiosk of this desk kept; what the book holds is passed over."""
        lines = self._spool.load() if self._spool is not None else []
        if not lines:
            return
        held = {_mark(press) for press in _presses(known, desk)}
        events = (_event(line, boot=self._boot, now_ns=now_ns, held=held) for line in lines)
        self.messages += [event for event in events if event is not None]
        self._shrunk = True

    def keep(self, batch: Sequence[Kept]) -> None:
        """Keep what could not be written. BookFault when the own disk refuses, too."""
        self.messages += batch
        if self._spool is None:
            return
        lines = [_line(one, self._boot) for one in self.messages if isinstance(one, SPOOLED)]
        if self._shrunk:
            self._spool.replace(lines)
            self._shrunk = False
        else:
            self._spool.keep(lines)

    def drop(self, count: int) -> None:
        """The first so many are in the book after all."""
        del self.messages[:count]
        self._shrunk = True

    def written(self) -> None:
        """The book holds all of it."""
        self.messages = []
        self._shrunk = False
        if self._spool is not None:
            self._spool.empty()


def _presses(known: Iterable[Entered], desk: str) -> Iterator[Press]:
    for entered in known:
        if entered.desk == desk and isinstance(entered.fact, BallotCast | PressRefused):
            yield entered.fact.press


def _mark(press: Press) -> tuple[str, int, int]:
    return press.base, press.keypad, press.heard_ns


def _line(event: Spooled, boot: str) -> bytes:
    of = plain(press_of(event)) if isinstance(event, KeypadPressed) else plain(event)
    return to_json({"boot": boot, "event": type(event).__name__, "of": of})


def _event(
    line: bytes, *, boot: str, now_ns: int, held: set[tuple[str, int, int]]
) -> Spooled | None:
    """The event of a line; None for what the book has, and for clocks of another boot.

    A press that was heard under another boot is taken as heard now: its instant means nothing.
    """
    said = from_json(line)
    same_boot, kind = said["boot"] == boot, KINDS.get(said["event"])
    if kind is not None:
        return build(kind, said["of"]) if same_boot or kind is not PollStarted else None
    press = build(Press, said["of"])
    if _mark(press) in held:
        return None
    return _pressed(press, press.heard_ns if same_boot else now_ns)


def _pressed(press: Press, heard_ns: int) -> KeypadPressed:
    of: dict[str, Any] = {name: getattr(press, name) for name in ("base", "keypad", "keys")}
    return KeypadPressed(
        **of,
        heard_ns=heard_ns,
        session=press.session,
        sequence=press.sequence,
        made_ms=press.made_ms,
        raw=bytes.fromhex(press.raw),
    )
