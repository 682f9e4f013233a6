"""`kiosk bench wire`: what the drivers take, against what a wire can bring.

First one core decoding as fast as it can, against what one line at 115200 baud carries: whole
frames through the driver in a running poll (HVM-1: through deframer and intake, which is all that
decodes; its driver takes one answer a question). Rates are of processor time, so that other work on
the machine is no part of them. Then a congress in virtual time, its bytes paced as the wire would
pace them: how long the wire takes until the last press is heard, and how much processor time that
costs; the simulated bases are part of it.
"""

import time
from collections.abc import Callable, Sequence

from kiosk.clock import ManualClock
from kiosk.devices.events import EquipmentEvent, KeypadPressed, PollStarted, TotalsHeard
from kiosk.devices.keypads.driver import Driver, PollCall
from kiosk.devices.keypads.hvm1 import Hvm1
from kiosk.devices.keypads.hvm1_intake import Intake
from kiosk.devices.keypads.hvm1_map import WINDOW, Kind, Record
from kiosk.devices.keypads.jsonline import JsonLine
from kiosk.devices.keypads.jsonline_words import Vote
from kiosk.devices.keypads.sunvote import MOST_KEYPADS, SunVote
from kiosk.devices.keypads.sunvote_frames import Row
from kiosk.devices.keypads.taiden import Taiden, result_bytes
from kiosk.devices.simulator.bases import BASES, PressedBase
from kiosk.devices.simulator.damage import Lane
from kiosk.devices.simulator.json_receiver import mac_of, numbers_of
from kiosk.devices.simulator.ports import MemoryCable
from kiosk.devices.simulator.timeline import Timeline
from kiosk.devices.station import Station
from kiosk.devices.wire.chunk import Chunk
from kiosk.devices.wire.framing import ANSWERS, Deframer, sealed
from kiosk.devices.wire.link import Link
from kiosk.rehearsal.bench_press import Tell

FRAMES = 30_000
READ_SIZE = 4096
LINE_BAUD = 115200
BITS_A_BYTE = {"hvm1": 11}
DELEGATES = 3376
PATIENCE_NS = 120_000_000_000
CALL = PollCall(7, 3, 1, 1, last_press_counts=True, secret=False)

Decode = Callable[[bytes], int]


def bench_wire(tell: Tell) -> dict[str, object]:
    """Frames a second of each protocol; the two congress halls."""
    found: dict[str, object] = {"bench": "wire"}
    for protocol, (frames, decode) in _streams().items():
        rate = _rate(frames, decode)
        size = sum(map(len, frames)) / len(frames)
        line = round(LINE_BAUD / BITS_A_BYTE.get(protocol, 10) / size)
        found[protocol] = {"frames_per_s": rate, "line_frames_per_s": line}
        tell(f"{protocol}: {rate} frames/s decoded; a line at {LINE_BAUD} baud carries {line}")
    for name, protocol, bases, baud in (
        ("congress_hvm1", "hvm1", 8, 115200),
        ("congress_sunvote", "sunvote", 17, 19200),
    ):
        hall = _congress(protocol, bases, baud)
        found[name] = hall
        tell(f"{DELEGATES} keypads over {bases} {protocol} bases at {baud} baud: {hall}")
    return found


def _rate(frames: Sequence[bytes], decode: Decode) -> int:
    stream = b"".join(frames)
    begun = time.process_time()
    seen = sum(decode(stream[at : at + READ_SIZE]) for at in range(0, len(stream), READ_SIZE))
    gone = time.process_time() - begun
    assert seen == len(frames), (seen, len(frames))
    return round(seen / gone)


def _streams() -> dict[str, tuple[Sequence[bytes], Decode]]:
    """For each protocol many frames, and what decodes a chunk of them and counts."""
    return {
        "hvm1": (_windows(), _hvm1_decoder()),
        "sunvote": (
            [Row(at % 250 + 1, at % 255 + 1, 1 << at % 3).to_bytes() for at in range(FRAMES)],
            _sunvote_decoder(),
        ),
        "taiden": (
            [result_bytes(DELEGATES, at % 1000, at % 7, 0) for at in range(1, FRAMES + 1)],
            _counting(Taiden("T", seats=DELEGATES), TotalsHeard),
        ),
        "jsonline": (
            [Vote(mac_of(at % 500 + 1), at % 3 + 1, at).to_bytes() for at in range(FRAMES)],
            _counting(JsonLine("J", numbers=numbers_of(1, 500)), KeypadPressed),
        ),
    }


def _windows() -> list[bytes]:
    """Full windows of 15 presses each."""
    windows: list[bytes] = []
    for place in range(FRAMES // WINDOW):
        first = place * WINDOW + 1
        records = b"".join(
            Record(first + at, at + 1, Kind.PRESS, 1, 7, first + at).to_bytes()
            for at in range(WINDOW)
        )
        body = first.to_bytes(2, "big") + WINDOW.to_bytes(2, "big") + records
        windows.append(sealed(bytes([1, 4, len(body)]) + body))
    return windows


def _hvm1_decoder() -> Decode:
    deframer, intake = Deframer((1,), ANSWERS), Intake("A", 0)

    def decode(data: bytes) -> int:
        frames = deframer.feed(data)
        for frame in frames:
            assert len(intake.window(frame[3:-2], 0)) == WINDOW
        return len(frames)

    return decode


def _sunvote_decoder() -> Decode:
    """A driver that has started a poll on a base, whose rows then come as fast as they can."""
    driver, base, now_ns = SunVote("A"), BASES["sunvote"](1, MOST_KEYPADS, 1), 0
    driver.open_poll(CALL)
    told: list[EquipmentEvent] = []
    while not any(isinstance(event, PollStarted) for event in told):
        now_ns = max(now_ns, driver.due_ns(now_ns))
        said = base.receive(driver.tick(now_ns), now_ns)
        told += [*driver.receive(Chunk(said, now_ns)), *driver.events(now_ns)]
    return _counting(driver, KeypadPressed)


def _counting(driver: Driver, kind: type) -> Decode:
    """Count the events of this kind."""

    def decode(data: bytes) -> int:
        return sum(isinstance(event, kind) for event in driver.receive(Chunk(data, 0)))

    return decode


def _driver(protocol: str, name: str) -> Driver:
    return Hvm1(name, timeout_ms=100) if protocol == "hvm1" else SunVote(name)


def _congress(protocol: str, bases: int, baud: int) -> dict[str, object]:
    """Everybody presses within the same instant; when is the last press heard?"""
    clock, heard, started = ManualClock(), set[tuple[str, int]](), set[str]()
    share = -(-DELEGATES // bases)
    stations: dict[str, Station] = {}

    def hear(event: EquipmentEvent) -> None:
        if isinstance(event, KeypadPressed):
            heard.add((event.base, event.keypad))
            stations[event.base].acknowledge([event])
        elif isinstance(event, PollStarted):
            started.add(event.base)

    hall: list[PressedBase] = []
    cables: list[MemoryCable] = []
    for place in range(bases):
        keypads = min(share, DELEGATES - place * share)
        hall.append(BASES[protocol](1, keypads, place + 1))
        paced = baud * 11 // BITS_A_BYTE.get(protocol, 10)  # a lane counts eleven bits a byte
        lanes = [Lane(baud=paced), Lane(baud=paced)]
        cables.append(MemoryCable(hall[-1], clock, to_device=lanes[0], to_host=lanes[1]))
        link, name = Link(cables[-1].open, clock), f"{place}"
        stations[name] = Station(name, _driver(protocol, name), link, hear, clock)
    timeline = Timeline(clock, list(stations.values()), cables)
    for station in stations.values():
        station.open_poll(CALL)
    opened = timeline.run_until(lambda: len(started) == bases, within_ns=PATIENCE_NS)
    begun_ns, processor = clock.mono_ns(), time.process_time()
    for place, base in enumerate(hall):
        for keypad in range(1, min(share, DELEGATES - place * share) + 1):
            base.press(keypad, (1 + keypad % 3,), begun_ns)
    done = timeline.run_until(lambda: len(heard) == DELEGATES, within_ns=PATIENCE_NS)
    return {
        "all_heard": opened and done,
        "bases": bases,
        "wire_s": round((clock.mono_ns() - begun_ns) / 1e9, 2),
        "processor_s": round(time.process_time() - processor, 2),
    }
