"""A small meeting for the tests of the book, and the rule that no log speaks up."""

import logging
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from fractions import Fraction
from pathlib import Path

import pytest

from kiosk.clock import ManualClock
from kiosk.ledger.keys import SealKey, seal_key_path
from kiosk.ledger.persons import commitment
from kiosk.ledger.store import Ledger
from kiosk.meeting.ballot import FOR_AGAINST_FORM
from kiosk.meeting.facts import (
    BallotCast,
    BookOpened,
    Fact,
    KioskStarted,
    PollClosed,
    PollPrepared,
    Press,
    PressRefused,
    RollFrozen,
)
from kiosk.meeting.poll import PollPlan
from kiosk.meeting.roll import Delegate, DelegateClass, Person
from kiosk.meeting.rules import Basis, RecusedRule, Rule, Share, TieRule

MEETING = "c0ffee00" * 4
PERSONS = tuple(
    Person(number, f"代表{number}", "A", "18to65", "教师", f"{number:032x}") for number in (1, 2, 3)
)
RULE = Rule(
    name="ordinary",
    title="普通决议",
    article="规则 §12",
    attendance=Share(Fraction(2, 3), strict=False, basis=Basis.ROLL),
    participation=None,
    threshold=Share(Fraction(1, 2), strict=True, basis=Basis.PRESENT),
    tie=TieRule.LOST,
    recused=RecusedRule.LEAVE,
    seats=0,
    secret_only=False,
    paper_only=False,
    resolution=True,
)


@pytest.fixture(autouse=True)
def _nothing_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    assert [one for one in caplog.records if one.levelno >= logging.WARNING] == []


@pytest.fixture
def meeting() -> str:
    return MEETING


@pytest.fixture
def persons() -> tuple[Person, ...]:
    return PERSONS


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "hall" / "meeting.book"


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    return tmp_path / "stick" / "meeting.mirror"


@pytest.fixture
def create(path: Path, mirror: Path, clock: ManualClock) -> Iterator[Callable[..., Ledger]]:
    """Found the book, without a mirror unless one is named; closed after the test."""
    path.parent.mkdir()
    mirror.parent.mkdir()
    made: list[Ledger] = []

    def make(mirror: Path | None = None) -> Ledger:
        made.append(Ledger.create(path, meeting=MEETING, mirror=mirror, clock=clock))
        return made[-1]

    yield make
    for ledger in made:
        ledger.close()


@pytest.fixture
def press() -> Callable[..., BallotCast]:
    """A ballot of a poll by a seat; every one differs by its time."""

    def make(number: int, poll: int = 1) -> BallotCast:
        heard = Press("base-1", 1000 + number, (1,), number, 7, number, None, f"a55a{number:04x}")
        return BallotCast(poll, f"A-{number}", (1,), False, False, heard)

    return make


@pytest.fixture
def refused() -> Callable[..., PressRefused]:
    def make(number: int, poll: int = 1) -> PressRefused:
        heard = Press("base-1", 1000 + number, (9,), number, 7, number, None, f"a55b{number:04x}")
        return PressRefused(poll, f"A-{number}", "no_such_key", heard)

    return make


@pytest.fixture
def key(path: Path) -> SealKey:
    path.parent.mkdir(exist_ok=True)
    return SealKey.create(seal_key_path(path))


@pytest.fixture
def opening(key: SealKey) -> tuple[Fact, ...]:
    """The first entries of every book."""
    return (
        BookOpened(
            MEETING, "城市议会", "第一次会议", "渝中", "议会办", 480, False, "0.1", "00" * 32,
            key.public_hex,
        ),
        KioskStarted("0.1", "boot-1", "00" * 32),
        RollFrozen(
            tuple(
                Delegate(
                    one.number, f"A-{one.number}", DelegateClass.CITIZEN, True, commitment(one)
                )
                for one in PERSONS
            )
        ),
        PollPrepared(PollPlan(1, 1, 1, 1, FOR_AGAINST_FORM, RULE, True, True, 60)),
    )  # fmt: skip


@pytest.fixture
def meet(
    opening: tuple[Fact, ...],
    press: Callable[..., BallotCast],
    refused: Callable[..., PressRefused],
) -> Callable[[Ledger], None]:
    """Hold a whole small meeting: a poll with two ballots and a refused press, closed."""

    def hold(ledger: Ledger) -> None:
        ledger.append(opening)
        ledger.add_persons(PERSONS)
        ledger.append([press(1), refused(2), press(3)])
        count, root = ledger.root(1)
        ledger.append([PollClosed(1, count, root, ("A-1", "A-3"))])
        ledger.append([refused(2)])

    return hold


@pytest.fixture
def tamper(path: Path) -> Callable[..., None]:
    """Change the file behind the book's back, with the triggers out of the way and put back."""

    def change(statement: str, *values: object) -> None:
        with closing(sqlite3.connect(path)) as raw, raw:
            triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            standing = triggers.fetchall()
            for name, _ in standing:
                raw.execute(f"DROP TRIGGER {name}")
            raw.execute(statement, values)
            for _, sql in standing:
                raw.execute(sql)

    return change


@pytest.fixture
def locked_folder() -> Iterator[Callable[[Path], Path]]:
    """A copy of a file in a folder that nobody may write, root included while the test runs."""
    folder = Path(tempfile.mkdtemp())
    was_root = os.geteuid() == 0

    def lock(file: Path) -> Path:
        copy = Path(shutil.copy(file, folder))
        copy.chmod(0o444)
        folder.chmod(0o555)
        if was_root:
            os.seteuid(65534)
        return copy

    yield lock
    if was_root:
        os.seteuid(0)
    folder.chmod(0o755)
    shutil.rmtree(folder)
