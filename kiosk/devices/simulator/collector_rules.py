"""What an HVM-1 collector does: its state, its keypads, its FIFO; no frames.

Written from `wire.md` section 1, not from the driver: only the register constants and the record
are shared. The base's own choices, where the map leaves one (marked likewise in `hvm1_map`):

  * presses while no poll is open enter the FIFO under the session in the register, so that the law
    can refuse them; they change neither table nor totals. `records_outside=False` makes a base that
    ignores them;
  * with `secret_native` a retract of a secret poll is told as a press: it says as much as a key;
  * the clock of the session runs on after CLOSE: a late press shows how late it was;
  * 0017 = last acknowledged + 1; CLOSE of the closed session succeeds; CLEAR is refused (06) while
    a poll is open; after a PING every keypad in contact gives a record of its own, 5 or 7, with its
    battery and signal; a FIFO without room counts the press as overflow and keeps it in the table.
"""

import zlib
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pymodbus.constants import ExcCodes

from kiosk.devices.keypads import hvm1_map as m

MS = 1_000_000
FIFO_LEAST = 64
RUNS = frozenset({m.State.OPEN, m.State.PAUSED})


class Refused(Exception):
    """The base answers with an exception."""

    def __init__(self, code: ExcCodes) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class Unit:
    """One keypad as the base remembers it."""

    battery: int
    link: int
    online: bool = True
    low_battery: bool = False
    signed_in: bool = False
    presses: int = 0
    key: int = 0

    def word(self) -> int:
        return (
            m.Row.ONLINE * self.online
            | m.Row.LOW_BATTERY * self.low_battery
            | m.Row.SIGNED_IN * self.signed_in
            | m.Row.PRESSED * (self.presses > 0)
            | self.presses % 16 << 8
            | self.key
        )


def _unit(place: int) -> Unit:
    """A keypad in its seat: no two batteries are as full, and no two seats as near to the base."""
    return Unit(battery=100 - place * 13 % 31, link=95 - place * 7 % 31)


class CollectorRules:
    """A base with `keypads` units from number `first` on; times are monotonic nanoseconds."""

    def __init__(
        self, first: int, keypads: int, *, features: m.Feature, records_outside: bool
    ) -> None:
        self.first = first
        self.units = [_unit(place) for place in range(keypads)]
        self.state = m.State.IDLE
        self.session = 0
        self.overflow = 0
        self._features = features
        self.records_outside = records_outside
        self._room = max(FIFO_LEAST, 4 * keypads)
        self._fifo: deque[m.Record] = deque()
        self._newest = 0
        self._ballot_type = 0
        self._flags = m.Flag(0)
        self._enabled = (0xFFFF,) * 30
        self._opened_ns = 0
        self._table_crc = 0

    # -- the hall: keypads ----------------------------------------------------------------------

    def press(
        self,
        keypad: int,
        key: int,
        now_ns: int,
        *,
        kind: m.Kind,
        battery: int | None,
        link: int | None,
    ) -> bool:
        """A keypad sends; false when the base does not hear or keep it."""
        place = keypad - self.first
        unit = self.units[place]
        if not unit.online or not self._enabled[place // 16] >> place % 16 & 1:
            return False
        inside = self.state == m.State.OPEN and kind in (m.Kind.PRESS, m.Kind.RETRACT)
        if inside and m.Flag.SIGNED_IN_ONLY in self._flags and not unit.signed_in:
            return False
        if self.state == m.State.SIGN_IN:
            unit.signed_in, kind, key = True, m.Kind.SIGN_IN, 0
        if inside:
            self._count(unit, key)
        elif not self.records_outside:
            return False
        shown = key
        if self._hidden() and kind in (m.Kind.PRESS, m.Kind.RETRACT):
            kind, shown = m.Kind.PRESS, 0
        unit.battery = unit.battery if battery is None else battery
        unit.link = unit.link if link is None else link
        return self._keep(self._record(unit, keypad, kind, shown, now_ns))

    def _record(self, unit: Unit, keypad: int, kind: m.Kind, key: int, now_ns: int) -> m.Record:
        made_ms = (now_ns - self._opened_ns) // MS if self._opened_ns else 0
        return m.Record(0, keypad, kind, key, self.session, made_ms, unit.battery, unit.link)

    def _count(self, unit: Unit, key: int) -> None:
        if m.Flag.LAST_PRESS_COUNTS in self._flags or not unit.presses:
            unit.key = key
        unit.presses += 1

    def _keep(self, record: m.Record) -> bool:
        if len(self._fifo) >= self._room or self._newest == 0xFFFF:
            self.overflow += 1
            return False
        self._newest += 1
        self._fifo.append(replace(record, sequence=self._newest))
        return True

    def _hidden(self) -> bool:
        """Tell whether only totals leave the base."""
        return m.Flag.SECRET in self._flags and m.Feature.SECRET_NATIVE in self._features

    # -- the host: orders -----------------------------------------------------------------------

    def command(self, words: Sequence[int], now_ns: int) -> None:
        """Carry out a command block (0200..0207, written in one PDU)."""
        if words[0] not in set(m.Command):
            raise Refused(ExcCodes.ILLEGAL_VALUE)
        command = m.Command(words[0])
        if command is m.Command.PING:
            self._ping(now_ns)
            return
        if len(words) < (8 if command is m.Command.OPEN else 2) or not words[1]:
            raise Refused(ExcCodes.ILLEGAL_VALUE)
        if command is m.Command.OPEN:
            self._open(words, now_ns)
        elif command is m.Command.CLOSE:
            self._close(words[1])
        elif command is m.Command.CLEAR:
            self._clear()
        else:
            self._turn(command, words[1])

    def _ping(self, now_ns: int) -> None:
        """Every keypad in contact says that it is there."""
        for place, unit in enumerate(self.units):
            if unit.online:
                kind = m.Kind.LOW_BATTERY if unit.low_battery else m.Kind.ONLINE
                self._keep(self._record(unit, self.first + place, kind, 0, now_ns))

    def _open(self, words: Sequence[int], now_ns: int) -> None:
        _, session, ballot_type, options, least, most, flags, _ = words
        if self.state in RUNS:
            if session != self.session:
                raise Refused(ExcCodes.DEVICE_BUSY)
            return
        sound = ballot_type in set(m.BallotType) and 1 <= options <= m.OPTIONS
        if not sound or not least <= most <= options or not most:
            raise Refused(ExcCodes.ILLEGAL_VALUE)
        self.state, self.session = m.State.OPEN, session
        self._ballot_type, self._flags = ballot_type, m.Flag(flags)
        self._opened_ns, self._table_crc = now_ns, 0

    def _close(self, session: int) -> None:
        if session != self.session or self.state not in {*RUNS, m.State.CLOSED}:
            raise Refused(ExcCodes.ILLEGAL_VALUE)
        if self.state != m.State.CLOSED:
            self.state = m.State.CLOSED
            pairs = b"".join(bytes((unit.presses % 16, key)) for unit, key in self._shown())
            self._table_crc = zlib.crc32(pairs)

    def _clear(self) -> None:
        if self.state in RUNS:
            raise Refused(ExcCodes.DEVICE_BUSY)
        self._fifo.clear()
        self._newest = self.overflow = self._table_crc = 0
        for unit in self.units:
            unit.presses = unit.key = 0

    def _turn(self, command: m.Command, session: int) -> None:
        before, after = _TURNS[command]
        if self.state != before or (before in RUNS and session != self.session):
            raise Refused(ExcCodes.ILLEGAL_VALUE)
        self.state = after

    def acknowledge(self, session: int, sequence: int) -> None:
        """Forget the oldest records of this session up to `sequence`."""
        fifo = self._fifo
        while fifo and fifo[0].session == session and fifo[0].sequence <= sequence:
            fifo.popleft()

    @property
    def acked(self) -> int:
        """The newest sequence that was acknowledged."""
        return self._fifo[0].sequence - 1 if self._fifo else self._newest

    def enable(self, place: int, words: Sequence[int]) -> None:
        """Set words of the enable bitmap from word `place` on."""
        before = self._enabled
        self._enabled = (*before[:place], *words, *before[place + len(words) :])

    # -- the host: registers --------------------------------------------------------------------

    def status(self, now_ns: int) -> m.Status:
        oldest = self._fifo[0].sequence if self._fifo else self._newest + 1
        return m.Status(
            state=self.state,
            session=self.session,
            ballot_type=self._ballot_type,
            open_ms=(now_ns - self._opened_ns) // MS if self._opened_ns else 0,
            online=sum(unit.online for unit in self.units),
            responded=sum(unit.presses > 0 for unit in self.units),
            oldest=oldest,
            newest=self._newest,
            overflow=self.overflow,
            totals=self._totals(),
            table_crc=self._table_crc,
        )

    def window(self) -> bytes:
        """Return registers 0100..0179: the oldest records, as many as fit."""
        records = [self._fifo[place] for place in range(min(m.WINDOW, len(self._fifo)))]
        first = records[0].sequence if records else self._newest + 1
        head = first.to_bytes(2, "big") + len(records).to_bytes(2, "big")
        body = b"".join(record.to_bytes() for record in records)
        return head + body.ljust(m.WINDOW * m.RECORD_BYTES, b"\0")

    def table(self) -> bytes:
        """Return registers 0400 on, one word per keypad."""
        words = (unit.word() & 0xFF00 | key for unit, key in self._shown())
        return b"".join(word.to_bytes(2, "big") for word in words)

    def _shown(self) -> list[tuple[Unit, int]]:
        hidden = self._hidden()
        return [(unit, 0 if hidden else unit.key) for unit in self.units]

    def _totals(self) -> tuple[int, ...]:
        if m.Flag.SECRET in self._flags and self.state in RUNS:
            return (0,) * m.OPTIONS
        keys = [unit.key for unit in self.units]
        return tuple(sum(key >> option & 1 for key in keys) for option in range(m.OPTIONS))


_TURNS = {
    m.Command.PAUSE: (m.State.OPEN, m.State.PAUSED),
    m.Command.RESUME: (m.State.PAUSED, m.State.OPEN),
    m.Command.SIGN_IN_OPEN: (m.State.IDLE, m.State.SIGN_IN),
    m.Command.SIGN_IN_CLOSE: (m.State.SIGN_IN, m.State.IDLE),
}
