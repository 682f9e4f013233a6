"""SunVote: a PVS-2010 base with PVS-W00 keypads, the driver.

Confirmed [pub]: the frames, the five steps of a start, the polling cycle and its times, by the
Apache-2.0 client `sunvote-ars-client`, whose author tells of a live PVS-2010-433M. Nothing of it
was run against a base by us. Not confirmed, and therefore:

    keypads above 255       the byte that would carry them is not known: the base is refused
    a button of no one bit  its meaning is not known: not a press; its bytes go out as noise, and
                            the operator is told once a poll
    payload[13]             a counter of unknown use: not read
    which keypads are on    cannot be asked: a ping has no answer, the gate is for two officers
    replies to C2..C5       waited for as the client does, and not demanded
    after a power cut       whether the base goes on: no clearing order is sent to find out

The base has no clock and no sequence; what its rows mean is told in `sunvote_rows`.

The checksum has 16 bits: of frames that are pure chance one in 65,536 passes. A row is therefore
taken only where one was asked for, and under the name of the base that was asked. A base of another
name on the same port is another base: its keypads sleep, so a poll that ran does not go on there.

    SEEK -> ZONE -> IDLE -> START -> WAKE -> RUNNING -> DRAIN -> PART -> IDLE
      identify  |    |  C1    C2 C4 C5 C5*    C5 C5* C4   C3 C5 C4   identify
                      `--- the poll ran already: RUNNING at once, never C1 or C2 again

(C5* goes to everybody: it is what wakes the keypads.) C1 alone is answered and wakes nobody, so the
poll has started only when all five were sent. From the first C5 on presses may wait in the base,
and nothing that clears is sent any more. Draining, C3 has put the keypads to sleep; two windows
without a new press end it, and the base must then still answer to its name: a base that is silent
because it was switched off is not an empty one.
"""

from collections import deque
from collections.abc import Callable, Sequence
from enum import Enum, auto

from kiosk.devices.events import (
    Acknowledgement,
    BaseAnswered,
    Capability,
    EquipmentEvent,
    KeypadPressed,
    PollDrained,
)
from kiosk.devices.keypads import sunvote_frames as s
from kiosk.devices.keypads import sunvote_says as says
from kiosk.devices.keypads.driver import PollCall
from kiosk.devices.keypads.meant import Meant, Opened
from kiosk.devices.keypads.sunvote_rows import Rows, Taken
from kiosk.devices.keypads.sunvote_says import GAP_NS, IDLE_NS, MS, NOTHING, WINDOW_NS, Say
from kiosk.devices.keypads.sunvote_texts import (
    BEYOND,
    NO_ZONE,
    OTHER_BASE,
    OTHER_BASE_CURE,
    RENUMBER,
    SILENT,
    SILENT_CURE,
    UNKNOWN_BUTTON,
    WHO,
)
from kiosk.devices.wire.chunk import Chunk
from kiosk.devices.wire.hushing import Hush

DRAIN_NS = 3000 * MS
MISSES = 3
QUIET_WINDOWS = 2
MOST_KEYPADS = 255

CAPABILITY = Capability(
    protocol="sunvote",
    options=len(s.BUTTONS),
    per_seat=True,
    acknowledgement=Acknowledgement.BASE,
    multiple=False,
    secret_native=False,
    max_keypads=MOST_KEYPADS,
    device_clock=False,
    keypad_text=False,
    secret=True,
    can_call=False,
)


class Phase(Enum):
    """What is under way; the head of this file draws the ways between them."""

    SEEK = auto()
    ZONE = auto()
    IDLE = auto()
    START = auto()
    WAKE = auto()
    RUNNING = auto()
    DRAIN = auto()
    PART = auto()


ASKED = frozenset({Phase.WAKE, Phase.RUNNING, Phase.DRAIN, Phase.PART})
"""Where rows are expected; elsewhere they are noise, and unacknowledged the base keeps them."""


class SunVote:
    """One base. `label_offset` is added to the wire's keypad number to give the printed one."""

    def __init__(self, base: str, *, label_offset: int = 0) -> None:
        self.capability = CAPABILITY
        self._meant = Meant(base)
        self._label_offset = label_offset
        self._cutter = s.sunvote_cutter()
        self._hush = Hush(base)
        self._told_unknown = False

        self._awake = False
        self._phase = Phase.SEEK
        self._script: deque[Say] = deque()
        self._said = NOTHING
        self._rest_ns = 0
        self._now_ns = 0
        self._heard_ns = 0
        self._said_ns = 0
        self._id: int = 0
        self._known = False
        self._channel = 0
        self._answers = 0
        self._misses = 0
        self._quiet = 0
        self._limit_ns = 0
        self._opened_ns = 0
        self._rows = Rows()
        self._scripts: dict[Phase, Callable[[], Sequence[Say]]] = {
            Phase.SEEK: lambda: says.seek(self._demand_answer),
            Phase.ZONE: lambda: says.ask_zone(self._demand_answer),
            Phase.IDLE: lambda: says.idle(self._demand_answer),
            Phase.START: self._start,
            Phase.WAKE: self._wake,
            Phase.RUNNING: self._cycle,
            Phase.DRAIN: self._drain,
            Phase.PART: lambda: says.part(self._demand_answer),
        }

    # -- what the station asks -------------------------------------------------------------------

    def receive(self, chunk: Chunk) -> Sequence[EquipmentEvent]:
        self._now_ns = self._heard_ns = chunk.heard_ns
        self._hear(self._cutter.feed(chunk.data))
        return self._meant.take_told()

    def tick(self, now_ns: int) -> bytes:
        self._now_ns = now_ns
        if now_ns < self._rest_ns or self._is_mid_frame(now_ns):
            return b""
        over, self._said = self._said, NOTHING
        if over.then:
            self._hear(self._cutter.silence())
            over.then()
        if not self._script:
            self._obey()
            self._script.extend(self._scripts[self._phase]())
        self._said, self._said_ns = self._script.popleft(), now_ns
        self._rest_ns = now_ns + self._said.wait_ns
        return self._said.frame

    def _is_mid_frame(self, now_ns: int) -> bool:
        """Let a frame under way at the end of a window come to its end, for one window at most."""
        rest_ns = min(self._heard_ns + GAP_NS, self._said_ns + self._said.wait_ns + WINDOW_NS)
        if not self._cutter.held or now_ns >= rest_ns:
            return False
        self._rest_ns = rest_ns
        return True

    def events(self, now_ns: int) -> Sequence[EquipmentEvent]:
        self._now_ns = now_ns
        self._meant.told += self._hush.told(now_ns)
        return self._meant.take_told()

    def due_ns(self, now_ns: int) -> int:
        return now_ns if self._meant.told else max(now_ns, self._rest_ns)

    def open_poll(self, call: PollCall) -> None:
        """Open as soon as the poll before is drained; ValueError for what the base cannot carry."""
        if not 1 <= call.options <= CAPABILITY.options:
            raise ValueError(f"options 1..{CAPABILITY.options}, not {call.options}")
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
        """The book holds these: the next cycle may tell the base."""
        for press in presses:
            self._rows.booked(press.raw)

    def blank(self, raw: bytes) -> bytes:
        return s.blanked(raw)

    def ping(self) -> None:
        """Which keypads are in radio contact is not published: there is nothing to ask."""

    def line_lost(self) -> None:
        self._cutter.forget()
        self._seek()
        self._meant.told_lost = ""

    # -- what is meant ---------------------------------------------------------------------------

    def _begin(self) -> None:
        call = self._meant.call
        self._awake = bool(call and call.resume)
        self._opened_ns, self._told_unknown = 0, False

    def _cut_idling_short(self) -> None:
        if self._phase is Phase.IDLE:
            self._rest_ns = 0

    def _obey(self) -> None:
        """Turn to what is meant, where the phase leaves the choice."""
        if self._phase in (Phase.IDLE, Phase.RUNNING) and self._meant.closing is not None:
            self._phase, self._quiet = Phase.DRAIN, 0
            self._limit_ns = self._now_ns + DRAIN_NS
        elif self._phase is Phase.IDLE and self._meant.call:
            self._phase = Phase.RUNNING if self._awake else Phase.START
            if self._awake:
                self._tell_started()

    def _end_poll(self) -> None:
        self._meant.follow()
        self._begin()
        self._phase = Phase.IDLE

    # -- what is said ----------------------------------------------------------------------------

    def _start(self) -> Sequence[Say]:
        self._rows.clear()
        return says.start(self._id, self._demand_answer)

    def _wake(self) -> Sequence[Say]:
        self._opened_ns = self._now_ns
        return says.wake(self._id, self._now_awake, self._running)

    def _now_awake(self) -> None:
        """From here on presses may wait in the base."""
        self._awake = True

    def _running(self) -> None:
        self._phase, self._misses = Phase.RUNNING, 0
        self._tell_started()

    def _cycle(self) -> Sequence[Say]:
        return says.cycle(self._id, self._rows.begin_window(), self._window_over)

    def _drain(self) -> Sequence[Say]:
        return says.drain(self._id, self._rows.begin_window(), self._drain_over)

    # -- what a wait that is over means ----------------------------------------------------------

    def _demand_answer(self) -> None:
        if self._answers:
            self._answers = self._misses = 0
            return
        self._misses += 1
        if self._misses >= MISSES or self._phase is Phase.SEEK:
            self._lose(SILENT, SILENT_CURE)

    def _window_over(self) -> None:
        self._rows.end_window(answered=self._answers > 0)
        self._demand_answer()

    def _drain_over(self) -> None:
        """An answer is not demanded here: whether a stopped base gives any is not published."""
        self._rows.end_window(answered=self._answers > 0)
        self._answers = 0
        self._quiet = 0 if self._rows.new else self._quiet + 1
        if self._rows.all_booked and (
            self._quiet >= QUIET_WINDOWS or self._now_ns > self._limit_ns
        ):
            self._phase, self._answers, self._misses = Phase.PART, 0, 0

    def _lose(self, what: str, cure: str, **details: str) -> None:
        self._seek()
        self._meant.tell_lost(what, cure, self._now_ns, details)

    def _seek(self) -> None:
        self._phase, self._answers, self._misses = Phase.SEEK, 0, 0
        self._script.clear()
        self._said, self._rest_ns = NOTHING, 0

    # -- what is heard ---------------------------------------------------------------------------

    def _hear(self, frames: Sequence[bytes]) -> None:
        noise = self._cutter.take_noise()
        self._rows.noise(noise.noise_bytes)
        self._hush.noise(noise)
        for frame in frames:
            self._heard(frame)
        if frames and self._answers and self._said.early:
            self._rest_ns = self._now_ns

    def _heard(self, frame: bytes) -> None:
        payload, length = frame[s.HEAD : -2], frame[3]
        ours = self._phase is Phase.SEEK or payload[1] == self._id
        if ours and payload[0] in (s.SYSTEM | s.REPLY, s.SCAN | s.REPLY) and length != s.LONG:
            self._answered(frame, payload, length)
        else:
            self._hush.bad(frame)

    def _answered(self, frame: bytes, payload: bytes, length: int) -> None:
        asked = self._said.frame
        if payload[0] == s.SYSTEM | s.REPLY and length == s.SHORT:
            self._answers += asked == s.IDENTIFY
            self._identified(payload)
        elif length == s.RESPONSE and self._phase in ASKED and payload[0] == s.SCAN | s.REPLY:
            self._answers += asked != s.IDENTIFY
            self._row(frame)
        elif length == s.SHORT:
            self._answers += asked != s.IDENTIFY
            if self._phase is Phase.ZONE:
                self._zone(payload)
            elif self._phase is Phase.START:
                self._phase = Phase.WAKE
        else:
            self._hush.bad(frame)

    def _identified(self, payload: bytes) -> None:
        if self._phase is Phase.SEEK:
            self._found(payload[1], payload[7])
        elif self._phase is Phase.PART:
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
            self._end_poll()

    def _found(self, base: int, channel: int) -> None:
        """Take up the base; another than the one on which a poll runs is not taken for it."""
        if self._awake and self._known and base != self._id:
            known = str(self._id)
            self._lose(OTHER_BASE, OTHER_BASE_CURE, found=str(base), known=known)
            self._rest_ns = self._now_ns + IDLE_NS
            return
        self._id, self._channel, self._phase = base, channel, Phase.ZONE
        self._known = True

    def _zone(self, payload: bytes) -> None:
        first, last = int.from_bytes(payload[5:7], "big"), int.from_bytes(payload[7:9], "big")
        if not 1 <= first <= last <= MOST_KEYPADS:
            beyond = last > MOST_KEYPADS
            self._lose(BEYOND if beyond else NO_ZONE, RENUMBER, last=str(last))
            self._rest_ns = self._now_ns + IDLE_NS
            return
        self._phase, self._meant.told_lost = Phase.IDLE, ""
        self._meant.told.append(
            BaseAnswered(
                self._meant.base,
                identity=WHO.format(id=self._id, channel=self._channel),
                first_keypad=first + self._label_offset,
                keypads=last - first + 1,
                capability=self.capability,
                heard_ns=self._now_ns,
            )
        )

    def _row(self, frame: bytes) -> None:
        row = s.Row.from_bytes(frame)
        taken = self._rows.take(row, frame)
        if taken is Taken.AGAIN:
            self._hush.repeated()
        elif taken is Taken.UNKNOWN:
            self._unknown(frame)
        elif taken is Taken.NEW:
            self._pressed(row, frame)

    def _pressed(self, row: s.Row, frame: bytes) -> None:
        self._meant.told.append(
            KeypadPressed(
                base=self._meant.base,
                keypad=row.keypad + self._label_offset,
                keys=(s.BUTTONS[row.button],),
                heard_ns=self._now_ns,
                session=None,
                sequence=None,
                made_ms=None,
                raw=frame,
            )
        )

    def _unknown(self, frame: bytes) -> None:
        """Say once a poll that the base says what nobody knows; its bytes go out as noise."""
        self._hush.bad(frame)
        if not self._told_unknown and self._meant.call:
            self._told_unknown = True
            self._meant.tell_refused(self._meant.poll.session, UNKNOWN_BUTTON, self._now_ns)

    def _tell_started(self) -> None:
        self._meant.tell_started(self._opened_ns or self._now_ns, self._now_ns)
