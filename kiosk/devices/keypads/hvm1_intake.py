"""The host's end of an HVM-1 FIFO: what was handed on, what was booked, what to read next.

The FIFO is non-destructive. A window shows the oldest records that were not acknowledged, at most
fifteen, and shows them again until we acknowledge; and we acknowledge only what the clerk has in
the book. So four marks travel along one sequence:

    acknowledged by the base <= booked by the clerk <= handed on <= newest on the base

Records are handed on strictly in order and once: at or below `handed` they are the window
repeating itself (normal) or, below `acknowledged`, the wire repeating itself (counted). A record
whose own CRC is wrong is not guessed at: it and what stands behind it wait for the next read. If it
stays wrong for `BAD_READS` reads it is spoilt in the base itself; it is passed by, so that it does
not hold up the hall, and its bytes go out as noise. The base's table then differs from the book,
which is for the clerk to find.

Every record, whatever it tells, says how its keypad's battery and signal were; the last word of
each keypad is kept for the next ping, over a CLEAR as well.

The base answers an acknowledgement only within one session, so a run of booked records ends where
the session changes, and the next run waits until the base has confirmed the first.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.devices.events import KeypadPressed
from kiosk.devices.keypads.hvm1_map import (
    KEYS_OF,
    RECORD_BYTES,
    WINDOW,
    Kind,
    Record,
    Status,
)

BAD_READS = 5
MOST = 100
PRESSES = frozenset({Kind.PRESS, Kind.RETRACT})

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spoilt:
    """Records that were none: with a wrong CRC (and the first of them), or long acknowledged."""

    bad_records: int
    retransmissions: int
    first_bytes: bytes


class Intake:
    """The marks of one base since its last CLEAR."""

    def __init__(self, base: str, label_offset: int) -> None:
        self._base = base
        self._label_offset = label_offset
        self._bad_records = 0
        self._bad_bytes = b""
        self._retransmissions = 0
        self._levels: dict[int, tuple[int, int]] = {}
        self.restart()

    def restart(self) -> None:
        """The base counts from one again."""
        self.newest = 0
        self.handed = 0
        self._acknowledged = 0
        self._session = 0
        self._booked_to: Key = (0, 0)
        self._waiting: deque[Key] = deque()
        self._booked: set[Key] = set()
        self._full = False
        self._fruitless = False
        self._bad_reads = 0

    def status(self, status: Status) -> None:
        """Take the base's own marks."""
        self.newest = max(self.handed, status.newest)
        self._acknowledged = status.acknowledged
        self._session = status.session
        self._fruitless = False

    @property
    def empty(self) -> bool:
        """Everything the base told of is in the book, and the base knows it."""
        return self._acknowledged >= self.newest and not self._waiting

    @property
    def reached(self) -> int:
        """The sequence up to which the base need not be read any more."""
        return max(self.handed, self._acknowledged)

    @property
    def booked(self) -> int:
        """The sequence up to which everything is in the book, whether the base knows it or not."""
        return max(self._booked_to[1], self._acknowledged)

    def records_to_read(self) -> int:
        """Return how many records a read may bring that were not handed on; 0: none to expect."""
        if self._fruitless or len(self._waiting) >= WINDOW:
            return 0
        if self.newest > self.reached:
            return max(1, min(WINDOW, self.newest - self._acknowledged))
        return WINDOW if self._full and self.empty else 0

    def window(self, words: bytes, heard_ns: int) -> list[KeypadPressed]:
        """Hand on the new presses of a window: sequence of the first, number, the records."""
        first = int.from_bytes(words[:2], "big")
        told = int.from_bytes(words[2:4], "big")
        shown = min(told, len(words[4:]) // RECORD_BYTES)
        before = self.handed
        presses: list[KeypadPressed] = []
        for place in range(shown):
            at = 4 + place * RECORD_BYTES
            raw = words[at : at + RECORD_BYTES]
            record = Record.from_bytes(raw)
            if record:
                presses.extend(self._take(record, raw, heard_ns))
            elif not self._pass_by(first + place, raw):
                break
        self._fruitless = self.handed == before
        self._full = shown == WINDOW and not self._fruitless
        self.newest = max(self.newest, self.handed)
        return presses

    def _take(self, record: Record, raw: bytes, heard_ns: int) -> Iterable[KeypadPressed]:
        if record.sequence <= self.handed:
            self._retransmissions += record.sequence <= self._acknowledged
            return ()
        self._bad_reads = 0
        self._levels[record.keypad] = (record.battery, record.link)
        self._hand_on((record.session, record.sequence), booked=record.kind not in PRESSES)
        if record.kind not in PRESSES:
            return ()
        press = KeypadPressed(
            base=self._base,
            keypad=record.keypad + self._label_offset,
            keys=KEYS_OF[record.key] if record.kind == Kind.PRESS else (),
            heard_ns=heard_ns,
            session=record.session,
            sequence=record.sequence,
            made_ms=record.made_ms,
            raw=raw,
        )
        return (press,)

    def _hand_on(self, key: Key, *, booked: bool) -> None:
        self.handed = key[1]
        self._waiting.append(key)
        if booked:
            self._booked.add(key)

    def _pass_by(self, sequence: int, raw: bytes) -> bool:
        """Count a record whose CRC is wrong; true when it is not worth waiting for."""
        if sequence <= self.handed:
            return True
        self._bad_records += 1
        self._bad_bytes = self._bad_bytes or raw
        self._bad_reads += 1
        if self._bad_reads < BAD_READS:
            return False
        self._bad_reads = 0
        self._hand_on((self._session, sequence), booked=True)
        return True

    def acknowledge(self, presses: Iterable[KeypadPressed]) -> None:
        """The clerk has these in the book."""
        keys = {(press.session or 0, press.sequence or 0) for press in presses}
        self._booked |= keys.intersection(self._waiting)

    def acknowledgement_due(self) -> Key | None:
        """Return session and sequence up to which the base may forget; None: nothing new."""
        confirmed = self._acknowledged >= self._booked_to[1]
        while self._waiting and self._waiting[0] in self._booked:
            if not confirmed and self._waiting[0][0] != self._booked_to[0]:
                break
            self._booked_to = self._waiting.popleft()
            self._booked.discard(self._booked_to)
            confirmed = False
        return None if self._acknowledged >= self._booked_to[1] else self._booked_to

    def acknowledged(self) -> None:
        """The base took the last acknowledgement."""
        self._acknowledged = max(self._acknowledged, self._booked_to[1])

    def levels(self, first: int, keypads: int) -> tuple[tuple[int, int, int], ...]:
        """Return keypad, battery and signal of those among `keypads` from `first` on that spoke."""
        last = first + keypads - 1
        labelled = ((wire + self._label_offset, told) for wire, told in self._levels.items())
        return tuple(
            (label, min(battery, MOST), min(link, MOST))
            for label, (battery, link) in sorted(labelled)
            if first <= label <= last
        )

    def take_spoilt(self) -> Spoilt:
        """Return what was counted since the last call."""
        spoilt = Spoilt(self._bad_records, self._retransmissions, self._bad_bytes)
        self._bad_records, self._retransmissions, self._bad_bytes = 0, 0, b""
        return spoilt
