"""Two kiosk processes in two venues, one book on a real PostgreSQL, one motion, one tally."""

import json
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from postgres import Cable, Server

from kiosk.clerk.following import GRACE_NS
from kiosk.clock import SystemClock
from kiosk.devices.simulator.collector import SimulatedCollector
from kiosk.devices.simulator.pty_host import PtyHost
from kiosk.ledger.bundle import export_bundle
from kiosk.ledger.keys import SealKey, seal_key_path
from kiosk.ledger.passes import make_pass
from kiosk.ledger.server import Place
from kiosk.ledger.shared_book import SharedBook
from kiosk.meeting.facts import (
    BallotCast,
    CheckedIn,
    PassRefused,
    PollClosing,
    PollFollowed,
    PollOpened,
    PressRefused,
)
from kiosk.meeting.poll import Stage
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.state import State, replay
from kiosk.rehearsal.playing import verify
from kiosk.verifier.packing import write_pyz

KEYPADS = 16
FOR, AGAINST = 1, 2
PATIENCE_S = 90
LASTS_S = 12
"""A poll that ends by its time: long enough to press and to be killed in, on a busy machine."""
RUNNER = Path(__file__).with_name("desk_process.py")
SETTINGS = """\
{roll}
[meeting]
title = "市民大会"
[book]
path = "own/desk"
url = "{url}"
desk = "{desk}"
main = {main}
[[base]]
name = "A"
port = "{port}"
[[officer]]
name = "王建国"
role = "chair"
"""


class Venue:
    """A venue: its folder and its base, which stay, and its kiosk process, which may be killed."""

    def __init__(self, folder: Path, host: PtyHost, *, desk: str, first: int, url: str) -> None:
        self.desk, self.first = desk, first
        self.folder = folder / desk
        self.folder.mkdir()
        self.base = SimulatedCollector(first, KEYPADS, uid=first)
        port = host.add(f"base-{desk}", self.base)
        main = str(desk == "main").lower()
        roll = f'roll = "{folder}/roll.csv"' if desk == "main" else ""
        told = SETTINGS.format(url=url, desk=desk, main=main, port=port, roll=roll)
        self.settings = self.folder / "kiosk.toml"
        self.settings.write_text(told, encoding="utf-8")
        self.process: subprocess.Popen[str] | None = None

    @property
    def own(self) -> Path:
        return self.folder / "own" / "desk"

    @property
    def spooled(self) -> int:
        spool = Path(f"{self.own}.spool")
        return spool.read_bytes().count(b"KeypadPressed") if spool.exists() else 0

    def start(self) -> "Venue":
        self.process = subprocess.Popen(
            [sys.executable, RUNNER, self.settings],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == '"ready"\n', self.process.stderr.read()
        return self

    def say(self, order: str) -> str:
        assert self.process is not None
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(order + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, self.process.communicate()
        return json.loads(answer)

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None

    def end(self) -> None:
        if self.process is not None:
            _, said = self.process.communicate(timeout=PATIENCE_S)
            assert (self.process.returncode, said) == (0, "")
            self.process = None

    def press(self, keypads: range, key: int) -> None:
        for place in keypads:
            assert self.base.press(self.first + place, (key,), time.monotonic_ns())


class Hall:
    """Both venues, and the one book."""

    def __init__(self, folder: Path, server: Server, cable: Cable) -> None:
        meeting = uuid.uuid4().hex
        self.folder = folder
        self.place = Place.parse(server.url(meeting))
        self.host = PtyHost(folder, SystemClock())
        lines = [f"{n},代表{n},{n},citizen,yes,{n}" for n in range(1, 2 * KEYPADS + 1)]
        roll = "\n".join(["number,name,seat,class,votes,keypad", *lines]) + "\n"
        (folder / "roll.csv").write_text(roll, encoding="utf-8")
        away = server.url(meeting, port=cable.port)
        self.main = Venue(folder, self.host, desk="main", first=1, url=server.url(meeting))
        self.west = Venue(folder, self.host, desk="west", first=1 + KEYPADS, url=away)
        self.host.start()

    def state(self) -> State:
        with SharedBook.read(self.place) as book:
            return replay(book.entries())

    @property
    def poll(self) -> PollState:
        poll = self.state().poll
        assert poll is not None
        return poll

    def wait(self, until: Callable[[PollState], bool]) -> PollState:
        """Look into the book until it is so."""
        deadline = time.monotonic() + PATIENCE_S
        while not until(poll := self.poll):
            assert time.monotonic() < deadline, (poll.stage, poll.heard, poll.drained.keys())
            time.sleep(0.05)
        return poll

    def asked(self, duration_s: int = 0) -> "Hall":
        """A poll that both venues' bases listen to."""
        assert self.main.start().say("meet") == ""
        self.west.start()
        wait_for(lambda: len(self.state().bases) == 2)
        assert self.main.say(f"ask {duration_s}") == ""
        self.wait(lambda poll: len(poll.listening) == 2)
        return self

    def presses(self) -> list[tuple[str, str, int]]:
        """Desk, base and number of every press in the book."""
        with SharedBook.read(self.place) as book:
            return [
                (one.desk, one.fact.press.base, one.fact.press.sequence or 0)
                for one in book.entries(facts=[BallotCast, PressRefused])
                if isinstance(one.fact, BallotCast | PressRefused)
            ]

    def verdict(self) -> dict[str, object]:
        """What the notary's verifier says of the bundle."""
        target, program = self.folder / "meeting.zip", self.folder / "verifier.pyz"
        write_pyz(program)
        own = self.main.own
        with SharedBook.read(self.place, own=own) as book:
            key = SealKey.load(seal_key_path(own))
            export_bundle(book, target, key=key, papers=self.main.folder / "papers")
        return verify(program, target)


def wait_for(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture
def hall(tmp_path: Path, server: Server, cable: Cable) -> Iterator[Hall]:
    one = Hall(tmp_path, server, cable)
    yield one
    for venue in (one.main, one.west):
        venue.kill()
    one.host.stop()


def test_two_venues_poll_one_motion_with_one_tally_through_a_server_that_is_killed(
    hall: Hall, server: Server
) -> None:
    hall.asked()
    hall.main.press(range(8), FOR)
    hall.west.press(range(8), AGAINST)
    hall.wait(lambda poll: poll.heard == KEYPADS)
    server.kill()
    hall.main.press(range(8, KEYPADS), FOR)
    hall.west.press(range(8, KEYPADS - 2), FOR)
    wait_for(lambda: hall.main.spooled > 0)
    assert hall.main.say("pause").startswith("fault: ")
    server.start()
    everybody = 2 * KEYPADS - 2
    hall.wait(lambda poll: poll.heard == everybody)
    assert hall.west.say("record") == "papers_at_main_venue"
    assert hall.west.say("close") == "", "any venue may close"
    poll = hall.wait(lambda poll: poll.stage is Stage.RECONCILED)
    assert poll.reconciled is not None
    assert poll.reconciled.differences == ()
    assert (poll.heard, len(poll.ballots), len(poll.refused)) == (everybody, everybody, 0)
    assert len(set(hall.presses())) == everybody, "no press is lost, none is doubled"
    assert {(desk, base) for desk, base, _ in hall.presses()} == {
        ("main", "main/A"),
        ("west", "west/A"),
    }
    assert hall.main.say("declare") == ""
    declared = hall.wait(lambda poll: poll.declared is not None).declared
    assert declared is not None
    tally = declared.fact.tally
    assert (tally.base, tally.in_favour, tally.against, tally.not_pressed) == (32, 22, 8, 2)
    assert hall.verdict()["exit"] == 0
    hall.main.end()
    hall.west.end()


def test_a_venue_that_is_cut_off_spools_survives_a_restart_and_sends_on_by_itself(
    hall: Hall, cable: Cable
) -> None:
    hall.asked()
    hall.west.press(range(4), FOR)
    hall.wait(lambda poll: poll.heard == 4)
    acknowledged = hall.west.base.acked
    cable.cut()
    hall.west.press(range(4, KEYPADS), AGAINST)
    wait_for(lambda: hall.west.spooled == KEYPADS - 4)
    assert hall.west.base.acked <= max(acknowledged, 4), "what is spooled is not acknowledged"
    hall.main.press(range(KEYPADS), FOR)
    hall.wait(lambda poll: poll.heard == 4 + KEYPADS)
    assert hall.main.say("close") == ""
    hall.wait(lambda poll: "main/A" in poll.drained)
    assert hall.main.say("declare") == "illegal_step", "a venue that took part is missing"

    hall.west.kill()
    away = subprocess.run(
        [sys.executable, RUNNER, hall.west.settings], capture_output=True, text=True, input=""
    )
    assert (away.returncode, away.stdout, away.stderr.count("\n")) == (3, "", 1)
    assert "cannot be reached" in away.stderr
    assert hall.west.spooled == KEYPADS - 4, "nothing is lost"

    cable.mend()
    hall.west.start()
    poll = hall.wait(lambda poll: poll.stage is Stage.RECONCILED)
    assert poll.reconciled is not None
    assert poll.reconciled.differences == ()
    everybody = 2 * KEYPADS
    assert (poll.heard, len(poll.ballots), poll.refused) == (everybody, everybody, [])
    assert len(set(hall.presses())) == everybody, "none is doubled"
    assert hall.west.spooled == 0
    with SharedBook.read(hall.place) as book:
        assert [one.desk for one in book.entries(facts=[PollFollowed])] == ["west"]
    assert hall.main.say("declare") == ""
    assert hall.verdict()["exit"] == 0


def test_two_officers_go_on_without_a_venue_and_its_presses_are_late_when_it_returns(
    hall: Hall, cable: Cable
) -> None:
    hall.asked(duration_s=LASTS_S)
    hall.main.press(range(3), FOR)
    cable.cut()
    hall.west.press(range(2), AGAINST)
    wait_for(lambda: hall.west.spooled == 2)
    poll = hall.wait(lambda poll: poll.stage is Stage.DRAINING and "main/A" in poll.drained)
    assert hall.main.say("give-up-desk east") == "unknown_poll"
    assert hall.main.say("give-up-desk west") == ""
    poll = hall.wait(lambda poll: poll.stage is Stage.RECONCILED)
    assert poll.missed["west/A"].reason == "断网"
    assert hall.main.say("declare") == "silent_not_acknowledged"
    cable.mend()
    poll = hall.wait(lambda poll: len(poll.refused) == 2)
    assert {one.reason for one in poll.refused} == {"late"}
    assert len(poll.ballots) == 3
    assert hall.verdict()["exit"] == 0


def test_two_doors_on_two_computers_let_nobody_in_twice_and_one_goes_on_alone(hall: Hall) -> None:
    hall.main.start()
    hall.west.start()
    assert hall.main.say("door") == ""
    seal = SealKey.load(seal_key_path(hall.main.own))
    passes = [make_pass(seal, hall.place.meeting, number=n) for n in range(1, 13)]
    hall.west.say("show " + passes[0])
    wait_for(lambda: bool(hall.state().present))
    doors = [Thread(target=venue.say, args=("show " + " ".join(passes[1:9]),)) for venue in (
        hall.main, hall.west)]  # fmt: skip
    for one in doors:
        one.start()
    for one in doors:
        one.join()
    wait_for(lambda: len(entered(hall, CheckedIn, PassRefused)) >= 17)
    came = [fact.seat for fact in entered(hall, CheckedIn)]
    assert sorted(came, key=int) == [str(n) for n in range(1, 10)]
    assert {fact.reason for fact in entered(hall, PassRefused)} == {"already_checked_in"}
    hall.west.kill()
    hall.main.say("show " + " ".join(passes[9:]))
    wait_for(lambda: len(hall.state().present) == 12)


def entered(hall: Hall, *kinds: type) -> list[Any]:
    with SharedBook.read(hall.place) as book:
        return [one.fact for one in book.entries() if type(one.fact) in kinds]


def test_a_venue_closes_in_time_for_the_one_that_died_while_it_timed_the_poll(hall: Hall) -> None:
    """The desk that timed it is gone: after three seconds more the other one closes, and waits."""
    hall.asked(duration_s=LASTS_S)
    hall.main.press(range(3), FOR)
    hall.west.press(range(5), AGAINST)
    hall.wait(lambda poll: poll.heard == 8)
    hall.main.kill()
    hall.wait(lambda poll: poll.stage is Stage.DRAINING and "west/A" in poll.drained)
    with SharedBook.read(hall.place) as book:
        opened, closing = book.entries(facts=[PollOpened, PollClosing])
    assert (opened.desk, closing.desk, closing.fact.by) == ("main", "west", "duration")
    assert (closing.utc - opened.utc).total_seconds() >= LASTS_S + GRACE_NS / 1e9 - 0.5
    assert hall.west.say("declare") == "illegal_step", "a venue that took part is missing"
    hall.main.start()
    poll = hall.wait(lambda poll: poll.stage is Stage.RECONCILED)
    assert (poll.heard, len(poll.ballots), poll.refused) == (8, 8, [])
    with SharedBook.read(hall.place) as book:
        followed = [one for one in book.entries(facts=[PollFollowed]) if one.desk == "main"]
    assert [one.fact.entry for one in followed] == [closing.number]
    assert hall.verdict()["exit"] == 0
