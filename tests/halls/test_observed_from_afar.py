"""`kiosk observe` in a process of its own, beside a kiosk that runs: over a server, from files."""

import json
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from postgres import Cable, Server

from kiosk.app import Kiosk
from kiosk.clerk import orders as o
from kiosk.clerk.beginning import find_pack, roll_orders
from kiosk.clerk.rollfile import read_roll
from kiosk.cli.main import main
from kiosk.clock import SystemClock
from kiosk.config import BookSettings, KeySettings, MeetingSettings, Settings
from kiosk.ledger.bundle import export_bundle
from kiosk.ledger.keys import fingerprint
from kiosk.ledger.officer_keys import REHEARSAL
from kiosk.ledger.shared_book import SharedBook
from kiosk.ledger.store import Ledger
from kiosk.meeting.ballot import FOR_AGAINST_FORM
from kiosk.meeting.facts import Objected
from kiosk.meeting.refusal import Refusal
from kiosk.rehearsal.enrolling import enrol_all

RUNNER = Path(__file__).with_name("driven_outpost.py")
CHAIR, NOTARY = "王建国", "陈思远"
SECRET = "of-the-tests"
OFFICERS = [(CHAIR, "chair"), (NOTARY, "notary")]
PATIENCE_S = 180


class Window:
    """The observer's PC."""

    def __init__(self, *words: object) -> None:
        command = [sys.executable, str(RUNNER), "observe", *map(str, words)]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)

    def ask(self, question: str) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(question + "\n")
        self.process.stdin.flush()
        told = self.process.stdout.readline()
        assert told, "the observer's PC ended"
        return json.loads(told)

    def until(self, true: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        ends = time.monotonic() + PATIENCE_S
        while True:
            told = self.ask("look")
            if told and true(told):
                return told
            assert time.monotonic() < ends, told
            time.sleep(0.05)


@contextmanager
def observing(*words: object) -> Iterator[Window]:
    window = Window(*words)
    try:
        yield window
        assert window.process.stdin is not None
        window.process.stdin.write("\n")
        window.process.stdin.flush()
        assert window.process.wait(PATIENCE_S) == 0
    finally:
        window.process.kill()
        window.process.communicate()


class Hall:
    """A kiosk that runs in this process, with two officers logged in and one delegate."""

    def __init__(self, folder: Path, book: BookSettings) -> None:
        self.keyring = folder / "officers.keyring"
        enrol_all(self.keyring, OFFICERS, secret=SECRET)
        self.settings = Settings(
            meeting=MeetingSettings(title="市民大会"),
            book=book,
            keys=KeySettings(keyring=self.keyring),
            sha256="0" * 64,
        )
        self.kiosk = Kiosk(
            self.settings, clock=SystemClock(), show=lambda views: None, cost=REHEARSAL
        )

    def give(self, order: o.Ordered, by: str = CHAIR) -> Refusal | None:
        return self.kiosk.desk.order(order, by=by).result(PATIENCE_S)

    def two(self, order: o.Order) -> None:
        for name, _ in OFFICERS:
            assert self.give(o.Assent(name, order, SECRET), name) is None
        assert self.give(order) is None

    def begin(self, roll: Path) -> None:
        """Up to an item that can be polled, one delegate in the hall."""
        roll.write_text("number,name,seat,class,votes,keypad\n1,王一,1,citizen,yes,1\n", "utf-8")
        assert self.give(o.AdoptPack(find_pack("citizens-assembly", roll.parent)), "hall") is None
        for name, role in OFFICERS:
            assert self.give(o.NameOfficer(name, role), "hall") is None
            assert self.give(o.LogIn(name, SECRET), name) is None
        for order in roll_orders(read_roll(roll)):
            if isinstance(order, o.FreezeRoll):
                self.two(o.FreezeRoll(order.delegates, order.persons, "x", (CHAIR, NOTARY)))
            else:
                assert self.give(order) is None
        assert self.give(o.OpenCheckIn()) is None
        self.two(o.OpenMeeting("x", (CHAIR, NOTARY)))
        for order in (
            o.CheckInByHand("1", "1", "x"),
            o.TableItem(1, "停车收费", ""),
            o.PutMotion(1, "关于停车收费的议案", "工作日收费。", noticed=True),
        ):
            assert self.give(order) is None

    @property
    def head(self) -> str:
        return self.kiosk.ledger.head[1].hex()


@pytest.fixture
def shared(tmp_path: Path, server: Server) -> Iterator[Hall]:
    meeting = uuid.uuid4().hex
    folder = tmp_path / "main"
    folder.mkdir()
    url = server.url(meeting)
    book = BookSettings(path=folder / "own" / "desk", url=url, desk="main", main=True)
    hall = Hall(folder, book.model_copy(update={"papers": folder / "papers"}))
    with hall.kiosk:
        hall.begin(folder / "roll.csv")
        yield hall


def test_a_meeting_on_a_server_is_followed_checked_and_objected_to(
    shared: Hall, server: Server, cable: Cable
) -> None:
    assert shared.kiosk.seal is not None
    place = shared.settings.book.place
    assert place is not None
    address = server.url(place.meeting, port=cable.port)
    key = fingerprint(shared.kiosk.seal.public_hex)
    with observing("--book", address, "--keyring", shared.keyring, "--fingerprint", key) as window:
        told = window.until(lambda told: told["head"] == shared.head)
        assert (told["wrong"], told["orders"]) == ([], True)
        assert shared.give(o.EnterPhase(1, "reading")) is None
        window.until(lambda told: told["head"] == shared.head)

        cable.cut()
        (away,) = window.until(lambda told: told["wrong"])["wrong"]
        assert "账本" in away
        assert shared.give(o.EnterPhase(1, "groups")) is None
        cable.mend()
        told = window.until(lambda told: told["head"] == shared.head)
        assert told["wrong"] == []

        assert "口令" in window.ask(f"object {NOTARY} wrong-passphrase 计票有疑")
        window.ask(f"object {NOTARY} {SECRET} 计票有疑")
        window.until(lambda told: any("计票有疑" in one for one in told["objections"]))
        told = window.until(lambda told: told["head"] == shared.head)
        said, _ = window.ask("check")
        assert str(int(told["entry"].removeprefix("#")) + 1) in said
    with SharedBook.read(place) as book:
        entered = list(book.entries(facts=[Objected]))
    assert [(one.fact, one.desk) for one in entered] == [(Objected(NOTARY, "计票有疑"), "observer")]


def test_a_book_a_mirror_and_what_was_exported_are_followed_from_their_files(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "hall"
    folder.mkdir()
    mirror = tmp_path / "second" / "meeting.mirror"
    book = BookSettings(path=folder / "meeting.book", mirror=mirror, papers=folder / "papers")
    hall = Hall(folder, book)
    with hall.kiosk:
        hall.begin(folder / "roll.csv")
        with observing("--book", book.path) as near, observing("--book", mirror.parent) as far:
            for phase in ("reading", "groups", "plenary", "polling"):
                assert hall.give(o.EnterPhase(1, phase)) is None
            assert hall.give(o.PreparePoll(1, "ordinary", FOR_AGAINST_FORM)) is None
            for window in (near, far):
                told = window.until(lambda told: told["head"] == hall.head)
                assert (told["wrong"], told["orders"]) == ([], False)
                assert "关于停车收费的议案" in told["poll"]
            assert near.ask("find 1")[0].startswith("1")
            assert far.ask("check")[0] == near.ask("check")[0]
        assert hall.kiosk.seal is not None
        bundle = tmp_path / "handed over" / "meeting.bundle.zip"
        bundle.parent.mkdir()
        with Ledger.read(book.path) as read:
            export_bundle(read, bundle, key=hall.kiosk.seal, papers=folder / "papers")
        with observing("--book", bundle.parent) as window:
            window.until(lambda told: told["head"] == hall.head)


def test_an_altered_mirror_of_another_hall_is_shown_up_to_where_it_holds(tmp_path: Path) -> None:
    folder = tmp_path / "hall"
    folder.mkdir()
    mirror = tmp_path / "meeting.mirror"
    hall = Hall(folder, BookSettings(path=folder / "meeting.book", mirror=mirror))
    with hall.kiosk:
        assert hall.give(o.NameOfficer(CHAIR, "chair"), "hall") is None
    lines = mirror.read_bytes().splitlines(keepends=True)
    lines[1] = lines[1].replace(b'"kiosk ', b'"kiosk-')
    mirror.write_bytes(b"".join(lines))
    with observing("--book", mirror, "--key", "0123 4567 89ab cdef") as window:
        told = window.until(lambda told: told["wrong"])
        assert (told["entry"], told["orders"]) == ("#0", False)
        broken, foreign = told["wrong"]
        assert "第 1 条" in broken
        assert "0123 4567 89AB CDEF" in foreign


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--book", "nowhere.book"], "there is no such book"),
        (["--book", "."], "there is no such book"),
        (["--book", "text.txt"], "neither a book nor a mirror nor a bundle"),
        (["--book", "postgresql+psycopg://"], "the address of the book"),
        (["--book", "text.txt", "--key", "xyz"], "neither a seal key nor its fingerprint"),
        (["--book", "text.txt", "--desk", "a/b"], "no name of a desk"),
        (["--book", "real.mirror", "--keyring", "k"], "only read from here"),
    ],
)
def test_bad_input_is_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    told: str,
) -> None:
    (tmp_path / "text.txt").write_text("text")
    (tmp_path / "real.mirror").write_bytes(b"0 " + b"0" * 64 + b" {}\n")
    if words[1] == ".":
        (tmp_path / "real.mirror").unlink()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["kiosk", "observe", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    assert (ended.value.code, said.out) == (2, "")
    assert told in said.err
    assert said.err.count("\n") == 1
