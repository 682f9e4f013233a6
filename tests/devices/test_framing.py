import itertools
import random

import hvm1_golden as golden
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymodbus.framer import FramerRTU

from kiosk.devices.wire.cutting import EVIDENCE, Noise
from kiosk.devices.wire.framing import (
    ANSWERS,
    LONGEST,
    REQUESTS,
    Deframer,
    crc16,
    sealed,
)

FRAMES = [
    *(pytest.param(REQUESTS, frame, id=f"ask {name}") for name, frame in golden.REQUESTS.items()),
    *(pytest.param(ANSWERS, frame, id=f"answer {name}") for name, frame in golden.ANSWERS.items()),
]
NOISE = bytes.fromhex("00 FF 10 04 7F 3A 90 55")


def deframer(shapes=ANSWERS):
    return Deframer((1,), shapes)


@given(st.binary(max_size=300))
def test_our_crc_is_that_of_pymodbus(data):
    assert crc16(data).to_bytes(2, "little") == FramerRTU.compute_CRC(data).to_bytes(2, "big")


@pytest.mark.parametrize(("shapes", "frame"), FRAMES)
def test_a_golden_frame_is_found_whole(shapes, frame):
    framer = deframer(shapes)
    assert framer.feed(frame) == [frame]
    assert framer.take_noise() == Noise(0, 0, b"")


@pytest.mark.parametrize(("shapes", "frame"), FRAMES)
def test_a_golden_frame_is_found_cut_at_every_byte(shapes, frame):
    for cut in range(1, len(frame)):
        framer = deframer(shapes)
        assert framer.feed(frame[:cut]) == []
        assert framer.feed(frame[cut:]) == [frame]


@pytest.mark.parametrize(("shapes", "frame"), FRAMES)
def test_a_golden_frame_is_found_byte_by_byte(shapes, frame):
    framer = deframer(shapes)
    found = [each for byte in frame for each in framer.feed(bytes([byte]))]
    assert found == [frame]


@pytest.mark.parametrize(("shapes", "frame"), FRAMES)
def test_a_golden_frame_is_found_after_noise(shapes, frame):
    framer = deframer(shapes)
    assert framer.feed(NOISE + frame) == [frame]
    assert framer.take_noise() == Noise(0, len(NOISE), NOISE)


@pytest.mark.parametrize(("shapes", "frame"), FRAMES)
def test_a_golden_frame_is_found_behind_its_own_beginning(shapes, frame):
    for cut in range(1, len(frame)):
        framer = deframer(shapes)
        assert framer.feed(frame[:cut] + frame) + framer.silence() == [frame]
        assert framer.take_noise().noise_bytes == cut


@pytest.mark.parametrize(("shapes", "frame"), FRAMES)
def test_two_frames_in_one_read_are_both_found(shapes, frame):
    assert deframer(shapes).feed(frame + frame) == [frame, frame]


@pytest.mark.parametrize(("shapes", "frame"), FRAMES)
def test_a_frame_with_any_one_bit_flipped_is_never_taken(shapes, frame):
    whole = int.from_bytes(frame, "big")
    for bit in range(8 * len(frame)):
        flipped = (whole ^ 1 << bit).to_bytes(len(frame), "big")
        framer = deframer(shapes)
        assert framer.feed(flipped) + framer.silence() == []
        assert framer.take_noise().noise_bytes == len(frame)


@pytest.mark.parametrize(("shapes", "frame"), FRAMES)
def test_a_short_frame_does_not_stop_the_next(shapes, frame):
    framer = deframer(shapes)
    framer.feed(frame[:-1])
    assert framer.silence() == []
    assert framer.feed(frame) == [frame]


def test_a_false_head_that_promises_much_holds_a_frame_back_until_silence_only():
    framer = deframer()
    assert framer.feed(b"\x01\x04\xf0" + golden.OPEN_ANSWER) == []
    assert framer.silence() == [golden.OPEN_ANSWER]
    assert framer.take_noise() == Noise(0, 3, b"\x01\x04\xf0")


def test_an_impossible_count_is_no_head():
    framer = deframer()
    for count in (0, 3, 252, 255):
        assert framer.feed(bytes([1, 4, count]) + golden.ACK_ANSWER) == [golden.ACK_ANSWER]
    assert framer.take_noise().bad_frames == 0


def test_a_frame_of_another_unit_is_noise():
    framer = deframer()
    assert framer.feed(sealed(bytes([2]) + golden.ACK_ANSWER[1:-2])) == []
    assert framer.take_noise().noise_bytes == len(golden.ACK_ANSWER)


def test_a_wrong_crc_is_counted_as_a_bad_frame():
    framer = deframer()
    framer.feed(golden.ACK_ANSWER[:-1] + b"\0")
    assert framer.take_noise().bad_frames == 1


def test_a_lost_line_forgets_half_a_frame():
    framer = deframer()
    framer.feed(golden.FIFO_2_ANSWER[:20])
    framer.forget()
    assert framer.feed(golden.ACK_ANSWER) == [golden.ACK_ANSWER]
    assert framer.take_noise() == Noise(0, 0, b"")


@given(st.lists(st.binary(max_size=400), max_size=20))
def test_whatever_comes_little_is_kept_and_every_byte_is_accounted_for(chunks):
    framer = deframer()
    found = [frame for chunk in chunks for frame in framer.feed(chunk)]
    assert len(framer._held) < LONGEST
    found += framer.silence()
    assert framer._held == b""
    noise = framer.take_noise()
    assert noise.noise_bytes + sum(map(len, found)) == sum(map(len, chunks))
    assert len(noise.first_bytes) <= EVIDENCE


def test_a_megabyte_of_noise_full_of_heads_ends():
    framer = deframer()
    flood = random.Random(1).randbytes(200_000) + b"\x01\x04\xf4" * 20_000
    framer.feed(flood)
    framer.silence()
    assert framer.take_noise().noise_bytes == len(flood)


@st.composite
def streams(draw):
    """Frames with noise between them that holds no head, and cuts anywhere."""
    quiet = st.binary(max_size=30).map(lambda data: data.replace(b"\x01", b"\xff"))
    bodies = st.binary(min_size=1, max_size=60).map(lambda body: body + body)
    frames = draw(
        st.lists(bodies.map(lambda body: sealed(bytes([1, 4, len(body)]) + body)), max_size=6)
    )
    data = b"".join(draw(quiet) + frame for frame in frames) + draw(quiet)
    cuts = sorted(draw(st.lists(st.integers(0, len(data)), max_size=12)))
    edges = [0, *cuts, len(data)]
    return frames, [data[a:b] for a, b in itertools.pairwise(edges)]


@given(streams())
def test_every_frame_is_found_however_the_stream_is_cut(stream):
    frames, chunks = stream
    framer = deframer()
    assert [frame for chunk in chunks for frame in framer.feed(chunk)] == frames
