"""TAIDEN HCS-3600: the totals of a congress system, the driver.

    E3 01 00                       start (we)
    E3 02 00                       stop (we)
    E3 PH PL YH YL NH NL AH AL     result: present, for, against, abstain, big-endian
    E5 idH idL                     a camera call; may stand between two results, passed over

9600 8N1. Confirmed [pub]: these bytes, published by the maker. Not confirmed [gap]: how often
and when results come; whether the system can be asked anything. It does not identify itself, so
it counts as answering as long as its port is there, and what is behind it shows in its results.

There is no checksum and no acknowledgement. A frame is told by its first byte, half a frame is
dropped after 20 ms of silence, and a result is believed only if for + against + abstain <= present
<= seats. A flipped bit that keeps to this cannot be told. That is one reason why these totals never
make a ballot: they may confirm or block a result counted elsewhere, no more. The other is that
they name nobody.

A result like the last one is told once a poll. After the stop we listen until a second was quiet,
three at most, and hand the last totals over with the end of the poll. No answer says that the
system started, so `PollStarted` is told of the first result of the session, not of our start.
"""

import re
import struct
from collections.abc import Sequence

from kiosk.devices.events import (
    Acknowledgement,
    BaseAnswered,
    Capability,
    EquipmentEvent,
    KeypadPressed,
    PollDrained,
    TotalsHeard,
)
from kiosk.devices.keypads.driver import PollCall
from kiosk.devices.keypads.meant import Meant, Opened
from kiosk.devices.wire.chunk import Chunk
from kiosk.devices.wire.cutting import Cutter
from kiosk.devices.wire.hushing import Hush

MS = 1_000_000
START, STOP = b"\xe3\x01\x00", b"\xe3\x02\x00"
RESULT, CAMERA = 0xE3, 0xE5
LENGTHS = {RESULT: 9, CAMERA: 3}
RESET_NS = 20 * MS
QUIET_NS = 1000 * MS
DRAIN_NS = 3000 * MS
IDLE_NS = 1000 * MS

CAPABILITY = Capability(
    protocol="taiden",
    options=3,
    per_seat=False,
    acknowledgement=Acknowledgement.NONE,
    multiple=False,
    secret_native=False,
    max_keypads=0,
    device_clock=False,
    keypad_text=False,
    can_call=False,
)

HEADS = re.compile(rb"[\xe3\xe5]")
_RESULT = struct.Struct(">x4H")

Totals = tuple[int, int, int, int]


def result_bytes(present: int, for_: int, against: int, abstain: int) -> bytes:
    return bytes([RESULT]) + struct.pack(">4H", present, for_, against, abstain)


def taiden_cutter(seats: int) -> Cutter:
    """Cut results and camera calls; a result that does not add up is none."""

    def sound(frame: bytes) -> bool:
        if frame[0] == CAMERA:
            return True
        present, *counted = _RESULT.unpack(frame)
        return sum(counted) <= present <= seats

    return Cutter(HEADS, lambda head: LENGTHS[head[0]], sound)


class Taiden:
    """One system of `seats` units."""

    def __init__(self, base: str, *, seats: int) -> None:
        self.capability = CAPABILITY
        self._meant = Meant(base)
        self._seats = seats
        self._cutter = taiden_cutter(seats)
        self._hush = Hush(base)
        self._answered = False
        self._said_start = False
        self._started = False
        self._said_stop = False
        self._totals: Totals | None = None
        self._heard_ns = 0
        self._limit_ns = 0
        self._now_ns = 0

    def receive(self, chunk: Chunk) -> Sequence[EquipmentEvent]:
        self._silence(chunk.heard_ns)
        self._now_ns = self._heard_ns = chunk.heard_ns
        self._hear(self._cutter.feed(chunk.data))
        return self._meant.take_told()

    def tick(self, now_ns: int) -> bytes:
        self._now_ns = now_ns
        self._silence(now_ns)
        self._answer()
        if self._meant.call and not self._said_start and not self._missed_it:
            self._said_start = True
            return b"" if self._meant.call.resume else START
        if self._meant.closing is not None and not self._said_stop:
            self._said_stop, self._heard_ns = True, now_ns
            self._limit_ns = now_ns if self._missed_it else now_ns + DRAIN_NS
            return b"" if self._missed_it else STOP
        return b""

    @property
    def _missed_it(self) -> bool:
        """The poll was closed before the system could be told of it: it has nothing to give."""
        call = self._meant.call
        fresh = call is not None and not call.resume and not self._said_start
        return fresh and self._meant.closing is not None

    def events(self, now_ns: int) -> Sequence[EquipmentEvent]:
        self._now_ns = now_ns
        quiet = now_ns >= min(self._heard_ns + QUIET_NS, self._limit_ns)
        if self._meant.closing is not None and self._said_stop and quiet:
            self._drained()
        self._hush.noise(self._cutter.take_noise())
        self._meant.told += self._hush.told(now_ns)
        return self._meant.take_told()

    def due_ns(self, now_ns: int) -> int:
        starts = self._meant.call is not None and not self._said_start
        stops = self._meant.closing is not None and not self._said_stop
        if starts or stops or self._meant.told:
            return now_ns
        dues = [now_ns + IDLE_NS]
        if self._cutter.held:
            dues.append(self._heard_ns + RESET_NS)
        if self._meant.closing is not None:
            dues.append(min(self._heard_ns + QUIET_NS, self._limit_ns))
        return max(now_ns, min(dues))

    def open_poll(self, call: PollCall) -> None:
        """Start the system's own poll; ValueError for other than for, against, abstain."""
        if call.secret or call.options > CAPABILITY.options:
            raise ValueError("this system counts for, against and abstain, in the open")
        if self._meant.open(call, self._now_ns) is Opened.NEW:
            self._begin()

    def close_poll(self, session: int) -> None:
        if self._meant.close(session):
            self._said_stop = False

    def acknowledge(self, presses: Sequence[KeypadPressed]) -> None:
        """There are no presses, and nothing is acknowledged on this wire."""

    def blank(self, raw: bytes) -> bytes:
        """There are no presses to blank."""
        return raw[:0]

    def ping(self) -> None:
        """The system cannot be asked."""

    def line_lost(self) -> None:
        """A stop that may not have arrived is said again; a start never is."""
        self._cutter.forget()
        self._answered = self._said_stop = False

    def _begin(self) -> None:
        self._said_start, self._started, self._totals = False, False, None

    def _silence(self, now_ns: int) -> None:
        if self._cutter.held and now_ns >= self._heard_ns + RESET_NS:
            self._hear(self._cutter.silence())

    def _hear(self, frames: Sequence[bytes]) -> None:
        for frame in frames:
            if frame[0] == RESULT:
                self._result(_RESULT.unpack(frame))

    def _answer(self) -> None:
        """The port is there, and nobody can ask what is behind it."""
        if not self._answered:
            self._answered = True
            identity = "TAIDEN HCS-3600, totals only"
            self._meant.told.append(
                BaseAnswered(
                    self._meant.base, identity, 1, self._seats, self.capability, self._now_ns
                )
            )

    def _result(self, totals: Totals) -> None:
        if self._meant.call and not self._started:
            self._started = True
            self._meant.tell_started(self._now_ns, self._now_ns)
        if totals != self._totals:
            self._totals = totals
            self._meant.told.append(TotalsHeard(self._meant.base, *totals, heard_ns=self._now_ns))

    def _drained(self) -> None:
        self._meant.told.append(
            PollDrained(
                self._meant.base,
                session=self._meant.session_closing,
                last_sequence=None,
                table=(),
                table_crc_ok=None,
                overflow=0,
                heard_ns=self._now_ns,
                totals=self._totals[1:] if self._totals else (),
            )
        )
        self._meant.follow()
        self._begin()
        self._said_stop = False
