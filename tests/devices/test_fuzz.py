"""Whatever a line says: no crash, no growth, no press that nobody made.

Every framer, and the driver behind it. The short rounds are hypothesis; the long ones (five minutes
a framer, `make soak`) mix spoilt pieces of true frames into noise.
"""

import gc
import time
import tracemalloc

import hvm1_golden as golden
import pytest
from feeding import flood
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
CHECKED = ("hvm1", "sunvote", "taiden")
"""Drivers that spoilt frames never bring to a press: two have a checksum, one no presses."""

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


def round_of_noise(name, seconds):
    """Feed floods to framer and driver; return the growth of memory after the first tenth."""
    make, frames_of = DRIVERS[name]
    frames = FRAMERS[frames_of][1]
    driver, now, seed = make(), 0, 0
    pressed, warm, begun = 0, 0, time.monotonic()
    tracemalloc.start()
    while (gone := time.monotonic() - begun) < seconds:
        seed += 1
        for chunk in flood(seed, 20_000, frames=frames):
            now += MS
            for event in (*driver.receive(Chunk(chunk, now)), *driver.events(now)):
                pressed += isinstance(event, KeypadPressed)
            driver.tick(now)
        if not warm and gone > seconds / 10:
            gc.collect()
            warm = tracemalloc.get_traced_memory()[0]
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0] - warm
    tracemalloc.stop()
    return grown, pressed


@pytest.mark.parametrize("name", DRIVERS)
def test_noise_full_of_true_pieces_grows_nothing_and_presses_nothing(name):
    grown, pressed = round_of_noise(name, 1.0)
    assert grown < (2_000_000 if name == "jsonline" else 200_000)
    assert pressed == 0 or name not in CHECKED


@pytest.mark.soak
@pytest.mark.parametrize("name", DRIVERS)
def test_five_minutes_of_noise_grow_nothing_and_press_nothing(name):
    grown, pressed = round_of_noise(name, 300)
    assert grown < (6_000_000 if name == "jsonline" else 500_000)
    assert pressed == 0 or name not in CHECKED
