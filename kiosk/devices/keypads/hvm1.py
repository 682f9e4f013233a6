"""HVM-1: hall polling over Modbus RTU, the driver.

Confirmed: the bytes, by the worked dialogue of `wire.md` and by a foreign peer (a pymodbus server).
Not confirmed: any maker's unit; the register map is ours.

The difficulty is that the line may fail between any two bytes and the base may have done what it
was told although its answer never came. So every command is written to be safe when sent twice,
nothing is believed before the base's own registers say it, and what was meant is kept apart from
what is under way:

    what is meant      call (a poll that shall run), closing (a session that shall end)
    what is under way  phase, and one open question

When contact is lost only `phase` goes back to SEEK; what was meant stands, and from SEEK the way
leads on by itself. Opening looks before it leaps: if the base already runs our session (the OPEN
got through, the answer did not; or the cable was out, or the kiosk was) nothing is cleared. If it
runs none, what waits in its FIFO is first read and booked, then cleared. If the base should run our
session and does not know it any more, it was switched off: its sequence would start again and new
presses would look like old ones, so the poll is refused and the chair decides.

A surprising register is believed only when it was seen `DOUBTS` times: a belated answer to an
earlier question looks just like it.

    SEEK -> IDLE -> WHO -> LOOK -> EMPTY -> CLEAR -> CHECK -> ENABLE -> OPEN -> VERIFY -> RUNNING
                             `------------ our session runs already ----^
    RUNNING or IDLE -> CLOSE -> DRAIN -> TABLE -> IDLE    IDLE -> PING -> LISTEN -> HARK -> IDLE

IDLE, EMPTY, RUNNING, DRAIN and LISTEN turn the reading cycle: acknowledge what the clerk booked,
read the window while it holds something new, else ask the status every 50 ms (IDLE: every second).
Presses that come while nothing is open are handed on as well: the law refuses them, not we.
"""

from collections.abc import Sequence
from dataclasses import replace

from pymodbus.constants import ExcCodes

from kiosk.devices.events import (
    Acknowledgement,
    BaseAnswered,
    Capability,
    EquipmentEvent,
    KeypadPressed,
    LineNoise,
)
from kiosk.devices.keypads import hvm1_map as m
from kiosk.devices.keypads import hvm1_texts as texts
from kiosk.devices.keypads.driver import PollCall
from kiosk.devices.keypads.hvm1_closing import CLOSING, heard_ping
from kiosk.devices.keypads.hvm1_cycle import (
    CYCLE,
    Asked,
    cycle_due_ns,
    heard_acknowledgement,
    next_of_cycle,
)
from kiosk.devices.keypads.hvm1_intake import Intake
from kiosk.devices.keypads.hvm1_opening import OPENING
from kiosk.devices.keypads.hvm1_work import CYCLE_NS, DOUBTS, MS, Hear, Phase, Step, Work
from kiosk.devices.keypads.meant import Opened
from kiosk.devices.wire.chunk import Chunk
from kiosk.devices.wire.conversation import (
    Answer,
    Conversation,
    Outcome,
)

NOISE_NS = 1000 * MS

SCRIPT: dict[Phase, Step] = OPENING | CLOSING

CAPABILITY = Capability(
    protocol="hvm1",
    options=m.OPTIONS,
    per_seat=True,
    acknowledgement=Acknowledgement.BASE,
    multiple=True,
    secret_native=False,
    max_keypads=m.MOST_KEYPADS,
    device_clock=True,
    keypad_text=False,
    secret=True,
)


def timeout_ms(baud: int) -> int:
    """Return how long an answer may take: the longest is 249 bytes."""
    return 100 if baud >= 38400 else 400


class Hvm1:
    """One base. `label_offset` is added to the wire's keypad number to give the printed one."""

    def __init__(
        self, base: str, *, unit: int = 1, label_offset: int = 0, timeout_ms: int = 400
    ) -> None:
        self.capability = CAPABILITY
        self._label_offset = label_offset
        self._line = Conversation(unit, timeout_ms * MS)
        self._intake = Intake(base, label_offset)
        self._work = Work(base, unit, self._intake)
        self._then: Hear = heard_acknowledgement
        self._faults = 0
        self._noise_ns = 0

    def receive(self, chunk: Chunk) -> Sequence[EquipmentEvent]:
        self._work.now_ns = chunk.heard_ns
        self._answered(self._line.hear(chunk.data, chunk.heard_ns))
        return self._work.take_told()

    def tick(self, now_ns: int) -> bytes:
        self._work.now_ns = now_ns
        lapsed = self._line.lapse(now_ns)
        if isinstance(lapsed, bytes):
            return lapsed
        self._answered(lapsed)
        if self._line.waiting or now_ns < max(self._line.until_ns, self._work.rest_ns):
            return b""
        self._work.asked_ns = now_ns
        asked = self._choose()
        if not asked:
            return b""
        question, self._then = asked
        return self._line.ask(question, now_ns)

    def events(self, now_ns: int) -> Sequence[EquipmentEvent]:
        self._work.now_ns = now_ns
        if now_ns >= self._noise_ns:
            self._noise_ns = now_ns + NOISE_NS
            self._tell_noise()
        return self._work.take_told()

    def due_ns(self, now_ns: int) -> int:
        if self._work.told:
            return now_ns
        due = self._line.until_ns
        if not self._line.waiting:
            due = max(due, self._work.rest_ns)
            if self._work.phase in CYCLE and not self._order():
                due = max(due, cycle_due_ns(self._work))
        return max(now_ns, due)

    def open_poll(self, call: PollCall) -> None:
        """Open as soon as the line is free and the poll before is closed and drained.

        ValueError for what this map cannot carry.
        """
        if not (1 <= call.session <= 0xFFFF and 1 <= call.options <= m.OPTIONS):
            raise ValueError(f"session 1..65535 and options 1..{m.OPTIONS}, not {call}")
        work = self._work
        opened = work.open(call, work.now_ns)
        if opened is Opened.NEW:
            work.started, work.clears, work.doubts = False, 0, 0
        elif opened is Opened.KNOWN and work.phase is Phase.RUNNING:
            work.phase = Phase.LOOK

    def close_poll(self, session: int) -> None:
        """Close as soon as the line is free; a poll that still waits to open is opened first."""
        if self._work.close(session):
            self._work.doubts = 0

    def acknowledge(self, presses: Sequence[KeypadPressed]) -> None:
        self._intake.acknowledge(presses)

    def blank(self, raw: bytes) -> bytes:
        return m.blanked(raw)

    def ping(self) -> None:
        """Ask which keypads are there, as soon as no poll needs the line."""
        self._work.ping_wanted = True

    def line_lost(self) -> None:
        self._line.forget()
        self._work.phase, self._work.rest_ns, self._work.told_lost = Phase.SEEK, 0, ""

    def _order(self) -> Phase | None:
        """Return the phase that a waiting order leads to."""
        work = self._work
        if work.phase not in (Phase.IDLE, Phase.RUNNING, Phase.LISTEN):
            return None
        opens_first = work.call and not work.started and work.phase is not Phase.RUNNING
        if work.closing is not None and not opens_first:
            return Phase.CLOSE
        if work.phase is Phase.RUNNING:
            return None
        if work.call:
            return Phase.WHO
        return Phase.PING if work.ping_wanted and work.phase is Phase.IDLE else None

    def _choose(self) -> Asked | None:
        work = self._work
        work.phase = self._order() or work.phase
        if work.phase in CYCLE:
            return next_of_cycle(work)
        if work.phase in (Phase.SEEK, Phase.WHO):
            return work.read(m.IDENTITY_AT, m.IDENTITY_WORDS), self._heard_identity
        ask, hear = SCRIPT[work.phase]
        return ask(work), hear

    def _answered(self, answer: Answer | None) -> None:
        if not answer:
            return
        if answer.outcome is Outcome.SILENCE:
            self._work.lose(texts.SILENT, texts.SILENT_CURE)
        elif answer.outcome is Outcome.REFUSED:
            self._refused(answer.exception)
        else:
            self._faults = 0
            self._then(self._work, answer.body)

    def _refused(self, exception: int) -> None:
        """The base said no: to an order of a poll that is the end of it, a read is tried again."""
        work = self._work
        work.rest_ns = work.now_ns + CYCLE_NS
        if work.phase in (Phase.CLEAR, Phase.ENABLE, Phase.OPEN):
            why = texts.REFUSED.get(exception, texts.REFUSED_OTHERWISE)
            work.refuse(work.poll.session, why)
        elif work.phase is Phase.CLOSE and exception == ExcCodes.ILLEGAL_VALUE:
            work.refuse(work.session_closing, texts.UNKNOWN_SESSION)
        elif self._then in (heard_acknowledgement, heard_ping):
            self._then(work, b"")
        else:
            self._faults += 1
            if self._faults >= DOUBTS:
                self._faults = 0
                work.lose(texts.FAULTY, texts.FAULTY_CURE)

    def _heard_identity(self, work: Work, words: bytes) -> None:
        who = m.Identity.from_bytes(words)
        sound = 1 <= who.capacity <= m.MOST_KEYPADS
        if who.magic != m.MAGIC or who.map_version != m.MAP_VERSION or not sound:
            work.lose(texts.STRANGER, texts.STRANGER_CURE)
            return
        if work.phase is Phase.WHO and who.uid == work.uid:
            work.phase = Phase.LOOK
            return
        if who.uid != work.uid:
            work.uid, work.status = who.uid, None
            work.intake.restart()
        work.phase = Phase.LOOK if work.phase is Phase.WHO else Phase.IDLE
        work.status_ns, work.told_lost = work.now_ns, ""
        work.first_keypad = who.first_keypad + self._label_offset
        work.capacity = who.capacity
        native = bool(who.features & m.Feature.SECRET_NATIVE)
        self.capability = replace(
            CAPABILITY, max_keypads=who.capacity, secret_native=native, secret=not native
        )
        self._tell_found(who)

    def _tell_found(self, who: m.Identity) -> None:
        work = self._work
        work.told.append(
            BaseAnswered(
                work.base,
                identity=str(who),
                first_keypad=work.first_keypad,
                keypads=who.capacity,
                capability=self.capability,
                heard_ns=work.now_ns,
            )
        )

    def _tell_noise(self) -> None:
        noise, spoilt = self._line.take_noise(), self._intake.take_spoilt()
        bad_frames = noise.bad_frames + spoilt.bad_records
        repeated = self._line.take_strays() + spoilt.retransmissions
        if bad_frames or noise.noise_bytes or repeated:
            self._work.told.append(
                LineNoise(
                    self._work.base,
                    bad_frames=bad_frames,
                    noise_bytes=noise.noise_bytes,
                    retransmissions=repeated,
                    first_bytes=noise.first_bytes or spoilt.first_bytes,
                    heard_ns=self._work.now_ns,
                )
            )
