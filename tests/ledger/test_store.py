"""The book as it is kept: appended, reopened, replayed, refusing to forget."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from kiosk.clock import ManualClock, Moment
from kiosk.faults import BookFault
from kiosk.ledger.book import PAGE, poll_of
from kiosk.ledger.chain import GENESIS, link
from kiosk.ledger.form import Misfit
from kiosk.ledger.merkle import merkle_root, sm3
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import (
    BallotCast,
    CheckInClosed,
    CheckInOpened,
    Fact,
    MeetingClosed,
    PollClosed,
    PollPrepared,
    PressRefused,
)
from kiosk.meeting.roll import Person

Create = Callable[..., Ledger]
Make = Callable[..., Fact]


def test_a_new_book_is_empty(create: Create, meeting: str) -> None:
    ledger = create()
    assert ledger.head == (-1, GENESIS)
    assert ledger.meeting == meeting
    assert list(ledger.entries()) == list(ledger.raw()) == list(ledger.breaks()) == []
    assert ledger.persons() == {}
    assert ledger.root(1) == (0, sha256(b"").hexdigest())


def test_what_was_appended_stands_with_number_time_and_hash(
    create: Create, clock: ManualClock
) -> None:
    ledger = create()
    first = ledger.append([CheckInOpened(), CheckInClosed()])
    clock.advance(1_500_000_000)
    second = ledger.append([MeetingClosed("chair")])
    assert [one.number for one in first + second] == [0, 1, 2]
    assert first[0].utc == first[1].utc == datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
    assert second[0].mono_ns - first[0].mono_ns == 1_500_000_000
    assert list(ledger.entries()) == first + second
    previous = GENESIS
    for entry in ledger.raw():
        previous = link(previous, entry.body)
        assert ledger.hash_of(entry.number) == entry.hash == previous
    assert ledger.head == (2, previous)
    assert ledger.hash_of(-1) == GENESIS
    with pytest.raises(IndexError):
        ledger.hash_of(3)


def test_a_given_moment_is_taken_and_nothing_is_nothing(create: Create) -> None:
    ledger = create()
    moment = Moment(datetime(2027, 1, 1, tzinfo=UTC), 77)
    (entered,) = ledger.append([CheckInOpened()], moment)
    assert (entered.utc, entered.mono_ns) == (moment.utc, 77)
    assert ledger.append([]) == []
    assert ledger.head[0] == 0


def test_a_reopened_book_replays_to_the_same_and_goes_on(
    create: Create, path: Path, clock: ManualClock, press: Make
) -> None:
    with create() as ledger:
        entered = ledger.append([press(number) for number in range(5)])
        head = ledger.head
    assert not Path(f"{path}-wal").exists()
    assert not Path(f"{path}.pid").exists()
    with Ledger.open(path, mirror=None, clock=clock) as ledger:
        assert ledger.head == head
        assert list(ledger.entries()) == entered
        assert ledger.append([CheckInOpened()])[0].number == 5
        assert list(ledger.breaks()) == []


def test_a_long_book_is_read_in_pages_while_it_grows(create: Create, press: Make) -> None:
    ledger = create()
    ledger.append([press(number) for number in range(2 * PAGE)])
    reading = ledger.entries(start=3)
    assert next(reading).number == 3
    ledger.append([CheckInOpened()])
    assert ledger.checkpoint()
    assert [one.number for one in reading] == list(range(4, 2 * PAGE + 1))


def test_entries_are_found_by_poll_and_by_kind(
    create: Create, meet: Callable[[Ledger], None]
) -> None:
    ledger = create()
    meet(ledger)
    assert [one.number for one in ledger.entries(poll=1)] == [3, 4, 5, 6, 7, 8]
    assert [one.number for one in ledger.entries(poll=2)] == []
    assert [one.number for one in ledger.entries(facts=[BallotCast, PollClosed])] == [4, 6, 7]
    assert [one.number for one in ledger.entries(5, poll=1, facts={PressRefused})] == [5, 8]
    assert [one.number for one in ledger.entries(facts=())] == []


def test_the_poll_of_a_fact(opening: tuple[Fact, ...], press: Make) -> None:
    assert isinstance(opening[3], PollPrepared)
    assert poll_of(opening[3]) == 1
    assert poll_of(press(1, 4)) == 4
    assert poll_of(CheckInOpened()) is None


def test_the_book_of_one_kiosk_has_no_news_and_its_turn_is_always(create, press) -> None:
    ledger = create()
    with ledger.turn():
        assert ledger.news() == ()
        ledger.append([press(1)])
    assert list(ledger.known()) == list(ledger.entries())
    assert [one.number for one in ledger.known()] == [0]


def test_the_root_is_over_the_presses_before_the_close(
    create: Create, meet: Callable[[Ledger], None]
) -> None:
    ledger = create()
    meet(ledger)
    bodies = [one.body for one in ledger.raw()]
    assert ledger.poll_leaves(1) == bodies[4:7]
    assert ledger.root(1) == (3, merkle_root(bodies[4:7]).hex())
    assert ledger.root_sm3(1) == merkle_root(bodies[4:7], sm3).hex()


def test_persons_stand_beside_the_chain_and_may_be_forgotten(
    create: Create, path: Path, clock: ManualClock, persons: tuple[Person, ...]
) -> None:
    ledger = create()
    ledger.add_persons([])
    ledger.add_persons(reversed(persons))
    ledger.add_persons([replace(persons[1], group="B")])
    assert list(ledger.persons()) == [1, 2, 3]
    assert ledger.persons()[2] == replace(persons[1], group="B")
    assert ledger.head[0] == -1
    ledger.close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("DELETE FROM person")
    with Ledger.open(path, mirror=None, clock=clock) as reopened:
        assert reopened.persons() == {}


def test_a_name_of_two_lines_is_not_kept(create: Create, persons: tuple[Person, ...]) -> None:
    ledger = create()
    with pytest.raises(ValueError, match="a line feed in the personal record of delegate 1"):
        ledger.add_persons([replace(persons[0], name="张\n伟")])
    assert ledger.persons() == {}


FORBIDDEN = [
    ("UPDATE entry SET body = x'00' WHERE number = 1", "never changed"),
    ("UPDATE OR REPLACE entry SET number = 0 WHERE number = 1", "never changed"),
    ("DELETE FROM entry", "never deleted"),
    ("INSERT OR REPLACE INTO entry VALUES (1, randomblob(32), x'00', 'X', NULL)", "only appended"),
    (
        "INSERT OR REPLACE INTO entry SELECT 2, hash, body, fact, poll FROM entry LIMIT 1",
        "only appended",
    ),
    ("INSERT INTO entry VALUES (3, randomblob(32), x'00', 'X', NULL)", "only appended"),
    (
        "INSERT INTO entry VALUES (1, randomblob(32), x'00', 'X', NULL)"
        " ON CONFLICT DO UPDATE SET body = excluded.body",
        "only appended",
    ),
    ("INSERT INTO entry VALUES (2, x'00', x'00', 'X', NULL)", "CHECK constraint failed"),
    ("INSERT INTO entry VALUES (2, randomblob(32), 'text', 'X', NULL)", "cannot store TEXT"),
]


@pytest.mark.parametrize(("statement", "told"), FORBIDDEN, ids=range(len(FORBIDDEN)))
def test_no_other_program_can_change_what_was_entered(
    create: Create, path: Path, statement: str, told: str
) -> None:
    create().append([CheckInOpened(), CheckInClosed()])
    with (
        closing(sqlite3.connect(path)) as raw,
        pytest.raises(sqlite3.IntegrityError, match=told),
    ):
        raw.execute(statement)


def test_the_promise_to_the_disk_is_asked_back(create: Create, path: Path) -> None:
    ledger = create()
    ask = ledger._connection.exec_driver_sql
    with ledger._connection.begin():
        assert ask("PRAGMA journal_mode").scalar() == "wal"
        assert ask("PRAGMA synchronous").scalar() == 2
    assert Path(f"{path}-wal").exists()


def test_a_checkpoint_brings_everything_home(create: Create, path: Path, press: Make) -> None:
    ledger = create()
    ledger.append([press(number) for number in range(50)])
    assert ledger.checkpoint()
    assert Path(f"{path}-wal").stat().st_size == 0


def test_a_bad_fact_leaves_nothing_of_its_batch(create: Create, press: Make) -> None:
    ledger = create()
    ledger.append([press(1)])
    head = ledger.head
    with pytest.raises(Misfit):
        ledger.append([press(2), MeetingClosed(None), press(3)])
    assert ledger.head == head
    assert ledger.append([press(4)])[0].number == 1


@pytest.mark.parametrize("meeting", ["", "AB" * 16, "ab" * 15, "zz" * 16, "ab" * 16 + "\n"])
def test_a_meeting_id_is_32_hex_digits(path: Path, clock: ManualClock, meeting: str) -> None:
    with pytest.raises(ValueError, match="no meeting id"):
        Ledger.create(path, meeting=meeting, mirror=None, clock=clock)


def test_a_book_may_be_read_while_a_kiosk_writes_it(
    create: Create, path: Path, meeting: str, press: Make
) -> None:
    ledger = create()
    ledger.append([press(1)])
    with Ledger.read(path) as book:
        assert book.meeting == meeting
        assert book.head == ledger.head
        ledger.append([press(2)])
        assert book.head == ledger.head
        assert [one.number for one in book.entries()] == [0, 1]
        assert not hasattr(book, "append")


def test_names_with_signs_of_a_url_are_names(tmp_path: Path, clock: ManualClock) -> None:
    path = tmp_path / "会议 50%#1?mode=memory.book"
    with Ledger.create(path, meeting="ab" * 16, mirror=None, clock=clock) as ledger:
        ledger.append([CheckInOpened()])
    assert path.exists()
    with Ledger.read(path) as book:
        assert book.head[0] == 0


def test_a_book_is_told_while_it_is_checked_up_to_the_first_break(
    create: Callable[..., Ledger], path: Path, clock: ManualClock, meet, tamper
) -> None:
    with create() as ledger:
        meet(ledger)
        whole = list(ledger.entries())
    heard: list[object] = []
    Ledger.open(path, mirror=None, clock=clock, told=heard.append).close()
    assert heard == whole
    tamper("UPDATE entry SET hash = zeroblob(32) WHERE number = 5")
    heard.clear()
    with pytest.raises(BookFault, match="first at entry 5"):
        Ledger.open(path, mirror=None, clock=clock, told=heard.append)
    assert heard == whole[:5]
