import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.clock import ManualClock, SystemClock
from kiosk.devices.events import BaseLost, CodeScanned, LineNoise
from kiosk.devices.scanners.desk_scanner import DeskScanner
from kiosk.devices.scanners.once import REMEMBERED, Once
from kiosk.devices.scanners.serial_line import EVIDENCE, LONGEST, SerialLine
from kiosk.devices.simulator.code_gun import CodeGun
from kiosk.devices.simulator.ports import MemoryCable
from kiosk.devices.simulator.pty_host import PtyHost
from kiosk.devices.simulator.timeline import Timeline
from kiosk.devices.wire.chunk import Chunk
from kiosk.devices.wire.link import Link
from kiosk.devices.wire.ports import SerialPort

MS = 1_000_000
PASS = "KIOSK1ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def scanned(*chunks, step_ms=10):
    """Feed chunks `step_ms` apart, then silence; return texts."""
    line, texts = SerialLine(), []
    for number, data in enumerate(chunks):
        texts += line.receive(Chunk(data, number * step_ms * MS))
    return texts + line.tick((len(chunks) * step_ms + 1000) * MS)


@pytest.mark.parametrize("ending", [b"\r", b"\n", b"\r\n", b""])
@pytest.mark.parametrize("prefix", [b"", b"]Q0", b"]Q1", b"]Q3", b"]Q6"])
def test_a_code_is_read_with_any_ending_and_any_qr_prefix(prefix, ending):
    record = prefix + PASS.encode() + ending
    assert scanned(record) == [PASS]
    for cut in range(1, len(record)):
        assert scanned(record[:cut], record[cut:]) == [PASS]
    assert scanned(*(record[at : at + 1] for at in range(len(record))), step_ms=1) == [PASS]


@pytest.mark.parametrize("prefix", [b"]E0", b"]C1", b"]Q7", b"]d2", b"]Q\xff"])
def test_a_code_of_another_kind_is_noise(prefix):
    line = SerialLine()
    assert line.receive(Chunk(prefix + b"4006381333931\r", 0)) == []
    dropped = line.take_dropped()
    assert (dropped.records, dropped.noise_bytes) == (1, 16)
    assert dropped.first_bytes.startswith(prefix)
    assert line.take_dropped().records == 0


@pytest.mark.parametrize(
    ("raw", "text"),
    [("王小明".encode(), "王小明"), ("王小明".encode("gb18030"), "王小明")],
)
def test_text_is_utf_8_or_else_gb18030(raw, text):
    assert scanned(raw + b"\r") == [text]


@pytest.mark.parametrize("raw", [b"\xff\xff\xff", b"AB\x00CD", b"]Q1", b"\x1b[A"])
def test_what_is_no_text_is_noise(raw):
    assert scanned(raw + b"\r") == []


def test_silence_of_60_ms_closes_a_code_and_less_does_not():
    line = SerialLine()
    line.receive(Chunk(b"AB", 0))
    assert line.due_ns(99) == 60 * MS
    assert line.tick(60 * MS - 1) == []
    assert line.tick(60 * MS) == ["AB"]
    assert line.due_ns(99) == 99


def test_two_codes_without_an_end_are_told_apart_by_silence():
    assert scanned(b"AB", b"CD", step_ms=70) == ["AB", "CD"]
    assert scanned(b"AB", b"CD", step_ms=50) == ["ABCD"]


def test_a_pass_held_before_the_scanner_is_one_scan():
    line = SerialLine()
    texts = [text for n in range(20) for text in line.receive(Chunk(b"PASS\r", n * 500 * MS))]
    assert texts == ["PASS"]
    assert line.receive(Chunk(b"PASS\r", 9_500 * MS + 3_000 * MS)) == ["PASS"]
    assert line.receive(Chunk(b"OTHER\rPASS\r", 12_600 * MS)) == ["OTHER"]
    assert line.receive(Chunk(b"OTHER\rPASS\r", 15_600 * MS)) == ["OTHER", "PASS"]


def test_two_passes_in_turn_before_two_readers_of_a_desk_are_two_scans():
    once = Once()
    gun, other = SerialLine(once), SerialLine(once)
    texts = []
    for n in range(40):
        said = b"PASS\r" if n % 3 else b"OTHER\r"
        texts += (gun if n % 2 else other).receive(Chunk(said, n * 100 * MS))
    assert texts == ["OTHER", "PASS"]


def test_a_desk_remembers_few_codes():
    once = Once()
    assert all(once.is_new(str(n), n) for n in range(10 * REMEMBERED))
    assert len(once._seen_ns) == REMEMBERED
    assert not once.is_new(str(10 * REMEMBERED - 1), 0)


def test_a_flood_without_an_end_is_dropped_up_to_its_end():
    line = SerialLine()
    assert line.receive(Chunk(b"A" * (LONGEST + 1), 0)) == []
    assert line.receive(Chunk(b"BBB\rGOOD\r", 10 * MS)) == ["GOOD"]
    dropped = line.take_dropped()
    assert dropped.noise_bytes == LONGEST + 4
    assert len(dropped.first_bytes) == EVIDENCE


def test_a_flood_that_falls_silent_ends_there():
    line = SerialLine()
    line.receive(Chunk(b"A" * (LONGEST + 1), 0))
    assert line.tick(100 * MS) == []
    assert line.receive(Chunk(b"GOOD\r", 200 * MS)) == ["GOOD"]


def test_a_lost_line_forgets_half_a_code():
    line = SerialLine()
    line.receive(Chunk(b"HALF", 0))
    line.forget()
    assert line.receive(Chunk(b"WHOLE\r", MS)) == ["WHOLE"]


@given(st.lists(st.binary(max_size=3000), max_size=6))
def test_whatever_comes_little_is_kept(chunks):
    line = SerialLine()
    for number, data in enumerate(chunks):
        for text in line.receive(Chunk(data, number * MS)):
            assert text.isprintable()
            assert len(text) <= LONGEST + 3000
        assert len(line._held) <= LONGEST


class Desk:
    def __init__(self, **kinds):
        self.clock, self.gun, self.heard = ManualClock(), CodeGun(**kinds), []
        self.cable = MemoryCable(self.gun, self.clock)
        link = Link(self.cable.open, self.clock)
        self.scanner = DeskScanner("door 1", link, self.heard.append, self.clock)
        self.timeline = Timeline(self.clock, [self.scanner], [self.cable])

    def scan(self, text, after_ms=200):
        self.gun.scan(text)
        self.scanner.step()
        self.timeline.run(after_ms * MS)


@pytest.mark.parametrize("kinds", [{}, {"prefix": "]Q1", "ending": "\r\n"}, {"ending": ""}])
def test_a_desk_hears_what_its_scanner_read(kinds):
    desk = Desk(**kinds)
    desk.scan(PASS)
    desk.scan(PASS)
    assert [(event.desk, event.text) for event in desk.heard] == [("door 1", PASS)]


def test_a_desk_hears_of_noise_once_a_second():
    desk = Desk(prefix="]E0")
    for _ in range(5):
        desk.scan("4006381333931")
    desk.timeline.run(2000 * MS)
    assert sum(event.bad_frames for event in desk.heard) == 5
    assert all(isinstance(event, LineNoise) for event in desk.heard)


def test_a_scanner_unplugged_is_told_and_reads_on_afterwards():
    desk = Desk()
    desk.scan("A")
    desk.cable.unplug()
    desk.timeline.run(3000 * MS)
    desk.cable.replug()
    desk.timeline.run(6000 * MS)
    desk.scan("B")
    assert [type(event) for event in desk.heard] == [CodeScanned, BaseLost, BaseLost, CodeScanned]
    desk.scanner.stop()


def test_a_scanner_on_a_real_pseudo_terminal(tmp_path):
    pytest.importorskip("pty")
    clock, gun, heard = SystemClock(), CodeGun(prefix="]Q1"), []
    host = PtyHost(tmp_path, clock)
    path = host.add("gun", gun)
    host.start()
    link = Link(lambda: SerialPort(str(path), baud=9600, parity="N"), clock)
    scanner = DeskScanner("door 1", link, heard.append, clock)
    scanner.start()
    while not link.connected:
        clock.sleep(0.01)
    gun.scan(PASS)
    for _ in range(6000):
        if heard:
            break
        clock.sleep(0.01)
    scanner.stop()
    host.stop()
    assert [event.text for event in heard] == [PASS]


class Told(CodeGun):
    """A scanner that keeps what it is told."""

    def __init__(self):
        super().__init__()
        self.told = []

    def receive(self, data, now_ns):
        self.told.append(data)
        return b""


@pytest.mark.parametrize(
    ("maker", "on", "off"),
    [
        ("none", "", ""),
        ("newland", "7E 01 30 30 30 30 23 53 43 4E 54 52 47 31 3B 03", ""),
        ("honeywell", "16 54 0D", "16 55 0D"),
    ],
)
def test_a_scanner_on_a_table_is_kept_looking(maker, on, off):
    """Commands: `wire.md` section 5."""
    on, off = ([bytes.fromhex(said)] if said else [] for said in (on, off))
    clock, gun, heard = ManualClock(), Told(), []
    cable = MemoryCable(gun, clock)
    scanner = DeskScanner("1", Link(cable.open, clock), heard.append, clock, trigger=maker)
    timeline = Timeline(clock, [scanner], [cable])
    timeline.run(100 * MS)
    assert gun.told == on
    gun.scan(PASS)
    timeline.run(1100 * MS)
    assert gun.told == on * 2
    assert [event.text for event in heard] == [PASS]
    timeline.run(6000 * MS)
    assert gun.told == on * 3
    cable.unplug()
    timeline.run(100 * MS)
    cable.replug()
    timeline.run(5000 * MS)
    assert len(gun.told) >= 4 * len(on)
    del gun.told[:]
    scanner.stop()
    assert gun.told == off
