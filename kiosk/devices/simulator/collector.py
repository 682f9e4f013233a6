"""The device side of HVM-1 as Modbus sees it: requests in, answers out, sans-I/O.

Presses and requests may come from different threads: everything happens under one lock.
"""

import struct
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence

from pymodbus.constants import ExcCodes

from kiosk.devices.keypads import hvm1_map as m
from kiosk.devices.simulator.collector_rules import CollectorRules, Refused
from kiosk.devices.wire.framing import REQUESTS, Deframer, sealed

HOLDING_AT, HOLDING_WORDS = 0x0200, 46
MOST_READ = 125
BROADCAST = 0
SILENCE_NS = 50_000_000
NO_FEATURES = m.Feature(0)


class SimulatedCollector:
    """A base whose keypads are numbered from `first` on; `unit` is its Modbus address.

    `answers_as` makes it answer under another address than its own: a wiring mistake.
    """

    def __init__(
        self,
        first: int,
        keypads: int,
        *,
        unit: int = 1,
        uid: int = 0x4B49_4F53_4B00_0001,
        features: m.Feature = NO_FEATURES,
        records_outside: bool = True,
        answers_as: int | None = None,
    ) -> None:
        self._identity = m.Identity(
            magic=m.MAGIC,
            map_version=m.MAP_VERSION,
            vendor=1,
            model=1,
            uid=uid,
            firmware=0x0100,
            capacity=keypads,
            first_keypad=first,
            features=features,
        )
        self._rules = CollectorRules(
            first, keypads, features=features, records_outside=records_outside
        )
        self._deframer = Deframer((unit, BROADCAST), REQUESTS)
        self._answers_as = unit if answers_as is None else answers_as
        self._holding = [0] * HOLDING_WORDS
        self._lock = threading.Lock()
        self._heard_ns = 0
        self._functions: Mapping[int, Callable[[bytes, int], bytes]] = {
            0x03: self._read_holding,
            0x04: self._read_input,
            0x06: self._write_one,
            0x10: self._write_many,
            0x2B: self._identify,
        }

    @property
    def session(self) -> int:
        return self._rules.session

    @property
    def state(self) -> m.State:
        return self._rules.state

    @property
    def overflow(self) -> int:
        return self._rules.overflow

    @property
    def acked(self) -> int:
        """The newest sequence that was acknowledged; 0 before the first."""
        return self._rules.acked

    # -- the hall -------------------------------------------------------------------------------

    def press(
        self,
        keypad: int,
        keys: Sequence[int],
        now_ns: int,
        *,
        kind: m.Kind | None = None,
        battery: int | None = None,
        link: int | None = None,
    ) -> bool:
        """Press: `keys` is the whole standing choice, none retracts it; false: not recorded."""
        told = kind or (m.Kind.PRESS if keys else m.Kind.RETRACT)
        with self._lock:
            return self._rules.press(
                keypad, m.key_byte(keys), now_ns, kind=told, battery=battery, link=link
            )

    def set_online(self, keypads: Iterable[int], *, online: bool) -> None:
        """Take keypads out of radio contact, or bring them back."""
        with self._lock:
            for keypad in keypads:
                self._rules.units[keypad - self._rules.first].online = online

    def set_low_battery(self, keypads: Iterable[int], *, low: bool) -> None:
        with self._lock:
            for keypad in keypads:
                unit = self._rules.units[keypad - self._rules.first]
                unit.low_battery, unit.battery = low, 8 if low else 100

    def set_link(self, keypads: Iterable[int], link: int) -> None:
        """Put keypads where the radio hears them with `link` per cent."""
        with self._lock:
            for keypad in keypads:
                self._rules.units[keypad - self._rules.first].link = link

    def switch_off_and_on(self) -> None:
        """Lose everything a base without a battery loses: poll, FIFO and table."""
        with self._lock:
            self._rules = CollectorRules(
                self._identity.first_keypad,
                self._identity.capacity,
                features=m.Feature(self._identity.features),
                records_outside=self._rules.records_outside,
            )

    # -- the wire -------------------------------------------------------------------------------

    def receive(self, data: bytes, now_ns: int) -> bytes:
        """Take what the host sent; return the answers. A broadcast is obeyed and not answered."""
        with self._lock:
            if now_ns - self._heard_ns > SILENCE_NS:
                self._deframer.forget()
            self._heard_ns = now_ns
            answers = [self._answer(frame, now_ns) for frame in self._deframer.feed(data)]
        return b"".join(answers)

    def speak(self, now_ns: int) -> bytes:
        """A Modbus device never speaks unasked."""
        del now_ns
        return b""

    def _answer(self, frame: bytes, now_ns: int) -> bytes:
        unit, function = frame[:2]
        try:
            body = bytes([function]) + self._functions[function](frame[2:-2], now_ns)
        except Refused as refused:
            body = bytes([function | 0x80, refused.code])
        return b"" if unit == BROADCAST else sealed(bytes([self._answers_as]) + body)

    def _read_input(self, request: bytes, now_ns: int) -> bytes:
        address, words = struct.unpack(">HH", request)
        blocks = (
            (m.IDENTITY_AT, self._identity.to_bytes),
            (m.STATUS_AT, self._rules.status(now_ns).to_bytes),
            (m.WINDOW_AT, self._rules.window),
            (m.TABLE_AT, self._rules.table),
        )
        for start, block in reversed(blocks):
            if address >= start:
                return _cut(block(), address - start, words)
        raise Refused(ExcCodes.ILLEGAL_ADDRESS)

    def _read_holding(self, request: bytes, now_ns: int) -> bytes:
        del now_ns
        address, words = struct.unpack(">HH", request)
        held = struct.pack(f">{HOLDING_WORDS}H", *self._holding)
        return _cut(held, address - HOLDING_AT, words)

    def _write_one(self, request: bytes, now_ns: int) -> bytes:
        address, word = struct.unpack(">HH", request)
        self._write(address, [word], now_ns)
        return request

    def _write_many(self, request: bytes, now_ns: int) -> bytes:
        address, words, count = struct.unpack(">HHB", request[:5])
        if count != 2 * words:
            raise Refused(ExcCodes.ILLEGAL_VALUE)
        self._write(address, struct.unpack(f">{words}H", request[5:]), now_ns)
        return request[:4]

    def _write(self, address: int, words: Sequence[int], now_ns: int) -> None:
        place = address - HOLDING_AT
        if not 0 <= place <= place + len(words) <= HOLDING_WORDS:
            raise Refused(ExcCodes.ILLEGAL_ADDRESS)
        if address == m.COMMAND_AT:
            self._rules.command(words, now_ns)
        elif address < m.ACK_AT:
            raise Refused(ExcCodes.ILLEGAL_VALUE)
        elif address >= m.ENABLE_AT:
            self._rules.enable(address - m.ENABLE_AT, words)
        self._holding[place : place + len(words)] = words
        if m.ACK_AT <= address < m.ENABLE_AT:
            session, sequence = self._holding[8:10]
            self._rules.acknowledge(session, sequence)

    def _identify(self, request: bytes, now_ns: int) -> bytes:
        """Answer the basic device identification (43/14), as public Modbus has it."""
        del now_ns
        if request[:2] != b"\x0e\x01":
            raise Refused(ExcCodes.ILLEGAL_VALUE)
        names = (b"kiosk", b"HVM-1 simulator", b"1.0")
        objects = (bytes([place, len(name)]) + name for place, name in enumerate(names))
        return b"\x0e\x01\x01\x00\x00\x03" + b"".join(objects)


def _cut(block: bytes, start: int, words: int) -> bytes:
    """Return a byte count and these words of a block; exception 02 where it has no such words."""
    if not 1 <= words <= MOST_READ:
        raise Refused(ExcCodes.ILLEGAL_VALUE)
    cut = block[2 * start : 2 * (start + words)]
    if start < 0 or len(cut) < 2 * words:
        raise Refused(ExcCodes.ILLEGAL_ADDRESS)
    return bytes([len(cut)]) + cut
