"""simulate, probe, decode, tape replay: as a script would use them."""

import json
import os
import signal
import subprocess
import sys
import time

import hvm1_golden as golden
import pytest
from devices_bench import call
from devices_hall import Hall
from test_sunvote import C4, C5, IDENTIFY, PRESS

from kiosk.clock import SystemClock
from kiosk.devices.events import PollDrained, PollStarted
from kiosk.devices.keypads.sunvote_frames import EMPTY, Row
from kiosk.devices.probing import probe
from kiosk.devices.settings import BaseSettings
from kiosk.devices.simulator.bases import BASES
from kiosk.devices.simulator.code_gun import CodeGun
from kiosk.devices.simulator.damage import DamageSpec, Lane
from kiosk.devices.simulator.pty_host import PtyHost
from kiosk.devices.wire.ports import SerialPort, listed_ports
from kiosk.devices.wire.tape import Tape
from kiosk.faults import UnusableInput
from kiosk.rehearsal.wire_desk import SimulateWishes, decode, read_presses, replay, simulate

VOTE = b'{"event":"vote","mac":"AA:BB:CC:DD:EE:FF","value":1,"timestamp":12345}\n'


def kiosk(*said, **told):
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *map(str, said)], capture_output=True, text=True, **told
    )


def heed():
    """A shell that runs the tests in the background has its children ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def open_port(path, baud, parity):
    return SerialPort(path, baud=baud, parity=parity)


# ---- simulate --------------------------------------------------------------------------------


def test_a_simulated_base_tells_its_path_first_and_ends_with_ctrl_c(tmp_path):
    presses = tmp_path / "presses.txt"
    presses.write_text("# a crowd\n6000 3 2\n6100 4 1  # the last\n")
    command = ["simulate", "sunvote", "--keypads", "60", "--link", tmp_path / "base-a"]
    command += ["--press", presses, "--paced"]
    running = subprocess.Popen(
        [sys.executable, "-m", "kiosk", *map(str, command)],
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=heed,  # noqa: PLW1509  no other thread runs in this test
    )
    path = running.stdout.readline().strip()
    assert path == str(tmp_path / "base-a")
    with Hall(path, protocol="sunvote") as hall:
        hall.station.open_poll(call())
        hall.until(PollStarted)
        end = time.monotonic() + 60
        while len(hall.presses) < 2 and time.monotonic() < end:
            time.sleep(0.05)
        hall.station.close_poll(7)
        hall.until(PollDrained)
    assert hall.presses == [(3, (2,)), (4, (1,))]
    running.send_signal(signal.SIGINT)
    out, _ = running.communicate(timeout=300)
    assert (running.returncode, out) == (0, "")
    assert not os.path.lexists(path)


@pytest.mark.parametrize("protocol", ["hvm1", "sunvote", "jsonline", "taiden"])
def test_every_base_is_served_on_a_socket_too(protocol):
    command = ["simulate", protocol, "--keypads", "9", "--listen", "0", "--seed", "4"]
    running = subprocess.Popen(
        [sys.executable, "-m", "kiosk", *command],
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=heed,  # noqa: PLW1509  no other thread runs in this test
    )
    url = running.stdout.readline().strip()
    assert url.startswith("socket://127.0.0.1:")
    told = {"taiden": {"seats": 9}, "jsonline": {"mac": {"02:4B:49:4F:00:03": 3}}}
    with Hall(url, protocol=protocol, **told.get(protocol, {})) as hall:
        hall.station.open_poll(call())
        hall.until(PollStarted, within_s=60)
        hall.station.close_poll(7)
        hall.until(PollDrained, within_s=60)
    running.send_signal(signal.SIGINT)
    out, _ = running.communicate(timeout=300)
    assert (running.returncode, out) == (0, "")


def test_a_bad_simulated_base_is_bad_in_the_same_way_again(tmp_path):
    """The damage is from the seed: the same host hears the same bytes."""

    def heard():
        lane = Lane(DamageSpec.parse("drop=0.2,flip=0.2,double=0.2,noise=0.3,split=0.3"), seed=9)
        base = BASES["hvm1"](1, 60, 1)
        for _ in range(50):
            lane.put(base.receive(golden.STATUS, 0), 0)
        return lane.take(1)

    assert heard() == heard()


def test_a_press_nobody_hears_is_told(tmp_path):
    told, turns = [], iter(range(20))
    path = tmp_path / "presses.txt"
    path.write_text("0 1 1\n")
    presses = read_presses(path)
    simulate(
        SimulateWishes("jsonline", 5, presses=presses), told.append, lambda: next(turns, None) == 0
    )
    assert told[0].endswith("/jsonline")
    assert told[1:] == ["keypad 1: the press is not recorded"]


@pytest.mark.parametrize(
    "wrong",
    [
        ("morse", "--keypads", 5),
        ("hvm1", "--keypads", 0),
        ("sunvote", "--keypads", 256),
        ("hvm1", "--keypads", 5, "--damage", "rust=1"),
        ("hvm1", "--keypads", 5, "--link", "/tmp"),
        ("hvm1", "--keypads", 5, "--link", "/nowhere/at/all"),
        ("hvm1", "--keypads", 5, "--press", "/nowhere/at/all"),
        ("hvm1", "--keypads", 5, "--listen", "here"),
        ("hvm1", "--keypads", 5, "--listen", "127.0.0.1:99999"),
        ("hvm1", "--keypads", 5, "--listen", "0", "--link", "/tmp/somewhere"),
        ("taiden", "--keypads", 5, "--damage", "wrong_id=0.1"),
    ],
)
def test_a_base_that_cannot_be_simulated_is_one_line_and_exit_2(wrong):
    done = kiosk("simulate", *wrong)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("line", ["1", "a 1 1", "1 1 x", "-1 1 1", "1 1 9", "1 1 0"])
def test_a_line_that_is_no_press_is_named(tmp_path, line):
    path = tmp_path / "presses.txt"
    path.write_text(f"5 1 none\n{line}\n")
    with pytest.raises(UnusableInput, match=r"presses\.txt:2"):
        read_presses(path)
    path.write_text("5 99 1\n")
    with pytest.raises(UnusableInput, match="no keypad 99"):
        simulate(SimulateWishes("hvm1", 5, presses=read_presses(path)), print, lambda: False)


# ---- probe -----------------------------------------------------------------------------------


@pytest.fixture
def host(tmp_path):
    host = PtyHost(tmp_path, SystemClock())
    host.start()
    yield host
    host.stop()


@pytest.mark.parametrize("protocol", ["hvm1", "sunvote", "jsonline"])
def test_a_base_is_found_by_its_own_answer(host, protocol):
    path = str(host.add("base", BASES[protocol](1, 60, 1)))
    found = probe(path, open_port, SystemClock())
    assert (found.protocol, found.port) == (protocol, path)
    assert protocol == "jsonline" or (found.first_keypad, found.keypads) == (1, 60)


def test_a_silent_port_and_a_missing_one_are_told(host):
    silent = str(host.add("silent", CodeGun()))
    done = kiosk("probe", silent, "/nowhere/ttyUSB0", "--json")
    first, second = json.loads(done.stdout)
    assert (first["protocol"], first["fault"]) == ("", "")
    assert "no such serial port" in second["fault"]
    assert done.returncode == 1
    assert listed_ports() == sorted(listed_ports())


def test_a_scanner_shows_itself_when_it_reads(host):
    gun = CodeGun()
    path = str(host.add("gun", gun))
    clock = SystemClock()

    class Held:
        """Somebody holds a code before it all the time."""

        def __getattr__(self, name):
            gun.scan("A PASS")
            return getattr(clock, name)

    found = probe(path, open_port, Held())
    assert (found.protocol, found.identity) == ("scanner", "A PASS")


# ---- decode ----------------------------------------------------------------------------------


def told(protocol, *lines):
    return [str(one) for one in decode(protocol, lines)]


def test_the_golden_hvm1_window_is_decoded():
    lines = [
        "> " + golden.CLEAR.hex(" "),
        "> " + golden.FIFO_2.hex(" "),
        golden.FIFO_2_ANSWER.hex(),
        "< ff 00",
        "> " + golden.STATUS.hex(),
        golden.BUSY.hex(),
        golden.FIFO_2_ANSWER.hex()[:20],
    ]
    said = told("hvm1", *lines)
    assert [line for line in said if line.startswith("press")] == [
        "press unit 1 keypad 42 keys 1 session 7 sequence 1 at 3000 ms",
        "press unit 1 keypad 17 keys 2 session 7 sequence 2 at 3100 ms",
    ]
    assert "noise 2 bytes, 0 bad frames: ff 00" in said
    assert any("refuses: exception 6" in line for line in said)
    assert said[-1].startswith("noise 10 bytes")


def test_sunvote_rows_are_decoded_and_folded():
    empty = Row(EMPTY, 0, 0).to_bytes().hex()
    window = ["> " + C4.hex(), PRESS.hex()]
    said = told("sunvote", "> " + IDENTIFY.hex(), "> " + C5.hex(), *window, *window, *window[:1])
    assert [line for line in said if line.startswith("press")] == ["press keypad 42 keys 2 row 5"]
    again = told("sunvote", *window, window[0], empty, *window)
    assert sum(line.startswith("press") for line in again) == 2
    odd = Row(5, 42, 0x41).to_bytes().hex()
    assert not any(line.startswith("press") for line in told("sunvote", window[0], odd))


def test_taiden_totals_and_json_lines_are_decoded():
    assert told("taiden", "> E3 01 00", "E3 00 64 00 3C 00 14 00 0A E5 00 2A", "> E3 02 00") == [
        "frame > e3 01 00  start",
        "frame e3 00 64 00 3c 00 14 00 0a  present 100 for 60 against 20 abstain 10",
        "frame e5 00 2a  camera 42",
        "frame > e3 02 00  stop",
    ]
    said = told("jsonline", "> " + b"PING\n".hex(), (VOTE * 2).hex(), b"x\n{".hex())
    assert said[0] == "frame > PING"
    assert [line for line in said if line.startswith("press")] == [
        "press transmitter AA:BB:CC:DD:EE:FF keys 1"
    ]
    assert [line for line in said if line.startswith("noise")] == [
        "noise 1 bytes, 1 bad frames: 78",
        "noise 1 bytes, 0 bad frames: 7b",
    ]


def test_decode_reads_files_and_tells_what_is_no_hex(tmp_path):
    path = tmp_path / "line.hex"
    path.write_text("E3 00 64 00 3C 00 14 00 0A  # a result\nE3 zz\n")
    done = kiosk("decode", "taiden", path)
    assert done.returncode == 2
    assert "present 100" in done.stdout
    assert "line.hex:2" in done.stderr
    done = kiosk("decode", "jsonline", input=f"{VOTE.hex()}\n")
    assert done.stdout.splitlines()[1] == "press transmitter AA:BB:CC:DD:EE:FF keys 1"
    assert kiosk("decode", "morse", input="").returncode == 2


# ---- tape ------------------------------------------------------------------------------------


def test_a_tape_gives_the_same_presses_again(tmp_path):
    tape = Tape(tmp_path / "A.tape")
    for at, (direction, data) in enumerate(
        [(">", golden.FIFO_2), ("<", golden.FIFO_2_ANSWER[:9]), ("<", golden.FIFO_2_ANSWER[9:])] * 2
    ):
        tape.record(at, direction, data)
    tape.close()
    said = [(at, str(one)) for at, one in replay(tmp_path / "A.tape", "hvm1")]
    assert [(at, text.split(" session")[0]) for at, text in said] == [
        (2, "press unit 1 keypad 42 keys 1"),
        (2, "press unit 1 keypad 17 keys 2"),
    ]
    done = kiosk("tape", "replay", tmp_path / "A.tape", "--protocol", "hvm1")
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 2)
    assert kiosk("tape", "replay", tmp_path / "B.tape").returncode == 2


@pytest.mark.parametrize(
    "command",
    [["simulate"], ["probe"], ["decode"], ["tape", "replay"]],
    ids=" ".join,
)
def test_help_has_an_example(command):
    done = kiosk(*command, "--help")
    assert (done.returncode, "Example: kiosk " + " ".join(command) in done.stdout) == (0, True)


def test_json_is_one_document_and_nothing_else(tmp_path):
    done = kiosk("decode", "jsonline", "--json", input=f"{VOTE.hex()}\n")
    lines = json.loads(done.stdout)
    assert [line["kind"] for line in lines] == ["frame", "press"]
    assert lines[1]["text"] == "transmitter AA:BB:CC:DD:EE:FF keys 1"
    tape = Tape(tmp_path / "base-A.tape")
    tape.record(5, "<", VOTE)
    tape.close()
    done = kiosk("tape", "replay", tmp_path / "base-A.tape", "--protocol", "jsonline", "--json")
    assert json.loads(done.stdout) == [{"mono_ns": 5} | lines[1]]
    assert (done.returncode, done.stderr) == (0, "")


def test_the_line_of_a_protocol_is_filled_in():
    base = BaseSettings(name="A", port="x", protocol="taiden", seats=5)
    assert (base.baud, base.parity) == (9600, "N")
    assert BaseSettings(name="A", port="x", protocol="sunvote", baud=38400).baud == 38400
