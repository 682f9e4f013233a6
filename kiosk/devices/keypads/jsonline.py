"""JSON-lines receivers (ESP32 Remote Voting and its kin), the driver.

Confirmed [pub]: the lines of `jsonline_words`. Not confirmed: any receiver at hand; what it does
at a second START_SESSION, so a poll that runs never gets one; whether `timestamp` begins anew, so
it is no clock for the law.

There is no checksum, no sequence and no acknowledgement. What follows from that:

    a flipped bit     in the value, the address or the time cannot be told; a USB line has a
                      checksum of its own, a bare UART has none and ought not to be used
    a lost line       is lost; nobody knows
    a doubled line    is folded by (mac, value, timestamp), over the end of a poll as well, so that
                      a belated copy does not count in the next; the last `FOLD` are remembered

A transmitter's keypad number stands in the settings (`mac`). One that does not stand there gets
a number from its address, above every keypad number: it is nobody's keypad, the law says so, and it
is the same number after a restart, which "first come, first numbered" would not be.

    SEEK -> IDLE -> START -> RUNNING -> STOP -> DRAIN -> IDLE       each step ends with a pong

Lines keep their order, so a pong tells that everything said before it is in our hands. A poll has
started at the first pong after START_SESSION, and is drained after STOP_SESSION and two pongs with
no vote before them. A start whose pong never came because the line was lost is said again, unless
a vote has come since: whatever it clears was heard already, for the receiver keeps nothing.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from enum import Enum, auto

from kiosk.devices.events import (
    Acknowledgement,
    BaseAnswered,
    Capability,
    EquipmentEvent,
    KeypadPressed,
    PollDrained,
)
from kiosk.devices.keypads import jsonline_words as j
from kiosk.devices.keypads.driver import PollCall
from kiosk.devices.keypads.meant import Meant, Opened
from kiosk.devices.wire.chunk import Chunk
from kiosk.devices.wire.hushing import Hush

MS = 1_000_000
REPLY_NS = 400 * MS
IDLE_NS = 1000 * MS
DRAIN_PING_NS = 100 * MS
DRAIN_NS = 3000 * MS
MISSES = 3
QUIET_PONGS = 2
FOLD = 8192

SILENT = "The base does not answer"
SILENT_CURE = "Check its power and its cable, then the speed in the settings"
ERROR = "The receiver reports a fault of its own"

CAPABILITY = Capability(
    protocol="jsonline",
    options=j.OPTIONS,
    per_seat=True,
    acknowledgement=Acknowledgement.NONE,
    multiple=False,
    secret_native=False,
    max_keypads=65535,
    device_clock=False,
    keypad_text=False,
    secret=True,
    can_call=False,
)


class Phase(Enum):
    """What is under way; the head of this file draws the ways between them."""

    SEEK = auto()
    IDLE = auto()
    START = auto()
    RUNNING = auto()
    STOP = auto()
    DRAIN = auto()


class JsonLine:
    """One receiver; `numbers` gives the keypad number of each transmitter's address."""

    def __init__(self, base: str, *, numbers: Mapping[str, int]) -> None:
        self.capability = CAPABILITY
        self._meant = Meant(base)
        self._numbers = numbers
        self._cutter = j.LineCutter()
        self._hush = Hush(base)
        self._told_error = False
        self._seen: OrderedDict[j.Vote, None] = OrderedDict()

        self._started = False
        self._phase = Phase.SEEK
        self._waiting = False
        self._rest_ns = 0
        self._now_ns = 0
        self._misses = 0
        self._votes = 0
        self._quiet = 0
        self._limit_ns = 0
        self._opened_ns = 0

    # -- what the station asks -------------------------------------------------------------------

    def receive(self, chunk: Chunk) -> Sequence[EquipmentEvent]:
        self._now_ns = chunk.heard_ns
        for line in self._cutter.feed(chunk.data):
            self._heard(line)
        return self._meant.take_told()

    def tick(self, now_ns: int) -> bytes:
        self._now_ns = now_ns
        if now_ns < self._rest_ns:
            return b""
        if self._waiting:
            self._missed()
        self._obey()
        self._waiting, self._rest_ns = True, now_ns + REPLY_NS
        if self._phase is Phase.START:
            self._opened_ns = self._opened_ns or now_ns
            return j.START + j.PING if self._misses == 0 else j.PING
        if self._phase is Phase.STOP:
            return j.STOP + j.PING
        return j.PING

    def events(self, now_ns: int) -> Sequence[EquipmentEvent]:
        self._now_ns = now_ns
        self._hush.noise(self._cutter.take_noise())
        self._meant.told += self._hush.told(now_ns)
        return self._meant.take_told()

    def due_ns(self, now_ns: int) -> int:
        return now_ns if self._meant.told else max(now_ns, self._rest_ns)

    def open_poll(self, call: PollCall) -> None:
        """Open as soon as the poll before is drained; ValueError for what the receiver cannot."""
        if not 1 <= call.options <= j.OPTIONS:
            raise ValueError(f"options 1..{j.OPTIONS}, not {call.options}")
        opened = self._meant.open(call, self._now_ns)
        if opened is Opened.NEW:
            self._begin()
            self._cut_idling_short()
        elif opened is Opened.KNOWN and self._phase is Phase.RUNNING:
            self._tell_started()

    def close_poll(self, session: int) -> None:
        if self._meant.close(session):
            self._cut_idling_short()

    def acknowledge(self, presses: Sequence[KeypadPressed]) -> None:
        """Nothing is acknowledged on this wire."""

    def blank(self, raw: bytes) -> bytes:
        return j.blanked(raw)

    def ping(self) -> None:
        """The receiver cannot tell which transmitters are in radio contact."""

    def line_lost(self) -> None:
        self._cutter.forget()
        self._phase, self._waiting, self._rest_ns, self._misses = Phase.SEEK, False, 0, 0
        self._meant.told_lost = ""

    # -- what is meant ---------------------------------------------------------------------------

    def _begin(self) -> None:
        call = self._meant.call
        self._started = bool(call and call.resume)
        self._opened_ns, self._told_error = 0, False

    def _cut_idling_short(self) -> None:
        if self._phase in (Phase.IDLE, Phase.RUNNING) and not self._waiting:
            self._rest_ns = 0

    def _obey(self) -> None:
        if self._phase not in (Phase.IDLE, Phase.RUNNING):
            return
        opens_first = self._meant.call and not self._started
        if self._meant.closing is not None and not opens_first:
            self._phase = Phase.STOP
            self._votes = self._quiet = 0
            self._limit_ns = self._now_ns + DRAIN_NS
        elif self._phase is Phase.IDLE and self._meant.call:
            self._phase, self._misses = Phase.RUNNING if self._started else Phase.START, 0
            if self._started:
                self._tell_started()

    def _missed(self) -> None:
        self._misses += 1
        if self._misses >= MISSES or self._phase is Phase.SEEK:
            self._phase, self._misses = Phase.SEEK, 0
            self._meant.tell_lost(SILENT, SILENT_CURE, self._now_ns)

    def _end_poll(self) -> None:
        self._meant.told.append(
            PollDrained(
                self._meant.base,
                session=self._meant.session_closing,
                last_sequence=None,
                table=(),
                table_crc_ok=None,
                overflow=0,
                heard_ns=self._now_ns,
            )
        )
        self._meant.follow()
        self._begin()
        self._phase = Phase.IDLE

    # -- what is heard ---------------------------------------------------------------------------

    def _heard(self, line: bytes) -> None:
        said = j.read_line(line)
        if said is None:
            self._hush.bad(line)
        elif isinstance(said, j.Vote):
            self._voted(said, line)
        elif said.name == "pong":
            self._answered()
        elif said.name == "error":
            self._erred(line)

    def _voted(self, vote: j.Vote, line: bytes) -> None:
        if vote in self._seen:
            self._hush.repeated()
            return
        self._seen[vote] = None
        if len(self._seen) > FOLD:
            self._seen.popitem(last=False)
        self._votes += 1
        self._started = self._started or self._phase is Phase.START
        self._meant.told.append(
            KeypadPressed(
                base=self._meant.base,
                keypad=self._numbers.get(vote.mac) or j.unknown_number(vote.mac),
                keys=(vote.value,),
                heard_ns=self._now_ns,
                session=None,
                sequence=None,
                made_ms=None,
                raw=line,
            )
        )

    def _erred(self, line: bytes) -> None:
        self._hush.bad(line)
        if self._meant.call and not self._told_error:
            self._told_error = True
            self._meant.tell_refused(self._meant.poll.session, ERROR, self._now_ns)

    def _answered(self) -> None:
        """A pong ends the step under way."""
        if not self._waiting:
            self._hush.repeated()
            return
        self._waiting, self._misses = False, 0
        self._rest_ns = self._now_ns + IDLE_NS
        if self._phase is Phase.SEEK:
            self._found()
        elif self._phase is Phase.START:
            self._phase, self._started = Phase.RUNNING, True
            self._tell_started()
        elif self._phase in (Phase.STOP, Phase.DRAIN):
            self._drain()
        if self._phase is Phase.IDLE and self._meant.call:
            self._rest_ns = self._now_ns
        if self._phase in (Phase.IDLE, Phase.RUNNING) and self._meant.closing is not None:
            self._rest_ns = self._now_ns

    def _found(self) -> None:
        self._phase, self._meant.told_lost = Phase.IDLE, ""
        self._rest_ns = self._now_ns
        numbers = self._numbers.values()
        first = min(numbers, default=0)
        self._meant.told.append(
            BaseAnswered(
                self._meant.base,
                identity="JSON-lines receiver",
                first_keypad=first,
                keypads=max(numbers, default=first - 1) - first + 1,
                capability=self.capability,
                heard_ns=self._now_ns,
            )
        )

    def _drain(self) -> None:
        self._phase = Phase.DRAIN
        self._quiet = 0 if self._votes else self._quiet + 1
        self._votes = 0
        self._rest_ns = self._now_ns + DRAIN_PING_NS
        if self._quiet >= QUIET_PONGS or self._now_ns > self._limit_ns:
            self._end_poll()
            self._rest_ns = self._now_ns

    def _tell_started(self) -> None:
        self._meant.tell_started(self._opened_ns or self._now_ns, self._now_ns)
