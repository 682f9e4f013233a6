"""Whatever a line says: no crash, no growth, no press that nobody made.

Every framer, and the driver behind it: ten seconds each here, five minutes each in `make soak`.
`fuzzing` tells the three ways in which they are fed.
"""

import hvm1_golden as golden
import pytest
from fuzz_subjects import NAMES, subject
from fuzzing import fuzz
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.devices.events import KeypadPressed
from kiosk.devices.keypads import jsonline_words as j
from kiosk.devices.keypads import sunvote_frames as s
from kiosk.devices.keypads.hvm1 import Hvm1
from kiosk.devices.keypads.jsonline import JsonLine
from kiosk.devices.keypads.sunvote import SunVote
from kiosk.devices.keypads.taiden import Taiden, result_bytes, taiden_cutter
from kiosk.devices.reading_lines import READERS
from kiosk.devices.scanners.serial_line import SerialLine
from kiosk.devices.wire.chunk import Chunk
from kiosk.devices.wire.framing import ANSWERS, REQUESTS, Deframer

MS = 1_000_000
FRAMERS = {
    "hvm1 answers": (lambda: Deframer((1,), ANSWERS), list(golden.ANSWERS.values())),
    "hvm1 requests": (lambda: Deframer((1,), REQUESTS), list(golden.REQUESTS.values())),
    "sunvote": (s.sunvote_cutter, [s.Row(5, 42, 2).to_bytes(), s.start(1), s.WAKE_ALL]),
    "taiden": (lambda: taiden_cutter(120), [result_bytes(100, 60, 20, 10), b"\xe5\x00\x2a"]),
    "jsonline": (j.LineCutter, [j.Vote("AA:BB:CC:DD:EE:FF", 1, 5).to_bytes()]),
}
DRIVERS = {
    "hvm1": (lambda: Hvm1("A"), "hvm1 answers"),
    "sunvote": (lambda: SunVote("A"), "sunvote"),
    "taiden": (lambda: Taiden("A", seats=120), "taiden"),
    "jsonline": (lambda: JsonLine("A", numbers={}), "jsonline"),
}
VOTES = FRAMERS["jsonline"][1]
MOST_HELD = 2049
GROWTH = {"jsonline": 3_000_000}
"""What may stay: the fold of JSON-lines votes is 8192 of them; the rest is caches of Python."""
RESIDENT = 16_000_000

quick = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)


@pytest.mark.parametrize("name", FRAMERS)
def test_a_framer_accounts_for_every_byte(name):
    make, frames = FRAMERS[name]
    piece = st.binary(max_size=80) | st.sampled_from(frames).flatmap(
        lambda frame: st.integers(0, len(frame)).map(lambda cut: frame[:cut])
    )

    @quick
    @given(st.lists(piece, max_size=30))
    def account(chunks):
        framer = make()
        found = [frame for chunk in chunks for frame in framer.feed(chunk)]
        assert len(framer._held) <= j.LONGEST
        found += framer.silence()
        noise = framer.take_noise()
        whole = sum(map(len, found)) + noise.noise_bytes
        assert whole == sum(map(len, chunks)) or name == "jsonline"
        assert framer._held == b""
        assert framer.feed(b"\n" + frames[0] if name == "jsonline" else frames[0])

    account()


@pytest.mark.parametrize("name", DRIVERS)
def test_a_driver_lives_through_anything(name):
    make, _ = DRIVERS[name]

    @quick
    @given(st.lists(st.tuples(st.binary(max_size=60), st.integers(0, 500)), max_size=30))
    def live(chunks):
        driver, now = make(), 0
        for data, wait_ms in chunks:
            now += wait_ms * MS
            events = [*driver.receive(Chunk(data, now)), *driver.events(now)]
            driver.tick(now)
            assert driver.due_ns(now) >= now
            assert not any(isinstance(event, KeypadPressed) for event in events)

    live()


@quick
@given(st.lists(st.tuples(st.binary(max_size=60), st.booleans()), max_size=20))
def test_a_reader_of_lines_lives_through_anything(chunks):
    for make in READERS.values():
        reader = make()
        for data, from_host in chunks:
            reader.read(data, from_host=from_host)
        reader.end()


@quick
@given(st.lists(st.binary(max_size=200), max_size=20))
def test_a_scanner_line_lives_through_anything(chunks):
    line = SerialLine()
    for at, chunk in enumerate(chunks):
        assert all(text.isprintable() for text in line.receive(Chunk(chunk, at * 30 * MS)))


def held_to_the_truth(name, seconds, folder):
    """Feed one framer for so long; nothing grows and nobody is given a press that was not made."""
    found = fuzz(subject(name, folder), seconds, most_held=MOST_HELD)
    print(f"{name}: {found}")  # noqa: T201
    assert found.turns > 1
    assert found.grown < GROWTH.get(name, 200_000)
    assert found.resident_grown < RESIDENT
    invented = {one: n for one, n in found.phantoms.items() if not is_one_flip_away(name, one)}
    assert invented == {}


def is_one_flip_away(name, press):
    """Without a checksum one flipped bit can turn a vote into another one, and nothing else can."""
    if name != "jsonline" or len(press) < 3:
        return False
    wire = int.from_bytes(press[2] + b"\n", "big")
    return any(
        len(press[2]) + 1 == len(vote) and (wire ^ int.from_bytes(vote, "big")).bit_count() <= 1
        for vote in VOTES
    )


@pytest.mark.parametrize("name", NAMES)
def test_ten_seconds_of_fuzz_grow_nothing_and_press_nothing(name, tmp_path):
    held_to_the_truth(name, 10, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("name", NAMES)
def test_five_minutes_of_fuzz_grow_nothing_and_press_nothing(name, tmp_path):
    held_to_the_truth(name, 300, tmp_path)
