"""What the room does to the book, each told once and clearly, with its cure."""

import errno
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import IntegrityError

from kiosk.clock import ManualClock
from kiosk.faults import BookFault
from kiosk.ledger import connection, door
from kiosk.ledger.chain import GENESIS
from kiosk.ledger.check import check_book
from kiosk.ledger.door import BookDamaged, book_door
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import CheckInClosed, CheckInOpened, Fact, PollClosed

Create = Callable[..., Ledger]
Make = Callable[..., Fact]


def kinds(breaks) -> list[tuple[int, str]]:
    return [(one.number, one.kind.value) for one in breaks]


def test_a_second_kiosk_is_told_who_holds_the_book(
    create: Create, path: Path, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.ledger.lock.os.getpid", lambda: 4711)
    ledger = create()
    with pytest.raises(BookFault, match=r"held by another kiosk \(pid 4711\)") as caught:
        Ledger.open(path, mirror=None, clock=clock)
    assert caught.value.where == str(path)
    Path(f"{path}.pid").unlink()
    with pytest.raises(BookFault, match=r"\(pid \?\)"):
        Ledger.open(path, mirror=None, clock=clock)
    ledger.append([CheckInOpened()])
    ledger.close()
    Ledger.open(path, mirror=None, clock=clock).close()


def test_a_book_is_never_founded_over_another_file(
    create: Create, path: Path, clock: ManualClock
) -> None:
    create().close()
    with pytest.raises(BookFault, match="is there already"):
        Ledger.create(path, meeting="ab" * 16, mirror=None, clock=clock)
    path.rename(f"{path}-wal")
    with pytest.raises(BookFault, match="or its write-ahead log, is there already"):
        Ledger.create(path, meeting="ab" * 16, mirror=None, clock=clock)


def test_a_founding_that_was_cut_short_is_begun_again(path: Path, clock: ManualClock) -> None:
    path.parent.mkdir()
    Path(f"{path}.new").write_bytes(b"half a book")
    with Ledger.create(path, meeting="ab" * 16, mirror=None, clock=clock) as ledger:
        assert ledger.append([CheckInOpened()])[0].number == 0
    assert not Path(f"{path}.new").exists()


def test_a_missing_book_and_a_missing_folder_are_told(path: Path, clock: ManualClock) -> None:
    for look in (Ledger.read, lambda path: Ledger.open(path, mirror=None, clock=clock)):
        with pytest.raises(BookFault, match="there is no book of this name"):
            look(path)
    with pytest.raises(BookFault, match="no such file or folder"):
        Ledger.create(path, meeting="ab" * 16, mirror=None, clock=clock)


def test_a_file_that_is_no_book_is_told_and_left_alone(tmp_path: Path, clock: ManualClock) -> None:
    letter, foreign = tmp_path / "letter.book", tmp_path / "foreign.book"
    letter.write_bytes(b"Dear Sir, " * 500)
    with closing(sqlite3.connect(foreign)) as raw, raw:
        raw.execute("CREATE TABLE entry (number)")
    half = tmp_path / "half.book"
    with Ledger.create(half, meeting="ab" * 16, mirror=None, clock=clock):
        pass
    with closing(sqlite3.connect(half)) as raw, raw:
        raw.execute("DROP TRIGGER meta_never_deleted")
        raw.execute("DELETE FROM meta")
    for path in (letter, foreign, half):
        before = path.read_bytes()
        with pytest.raises(BookFault, match="not a book of a meeting"):
            Ledger.open(path, mirror=None, clock=clock)
        with pytest.raises(BookFault, match="not a book of a meeting"):
            Ledger.read(path)
        assert path.read_bytes() == before
    folder = tmp_path / "folder.book"
    folder.mkdir()
    with pytest.raises(BookFault, match="not a book of a meeting"):
        Ledger.read(folder)


def test_a_book_of_a_newer_kiosk_is_not_guessed_at(
    create: Create, path: Path, clock: ManualClock, tamper
) -> None:
    create().close()
    tamper("UPDATE meta SET value = '3' WHERE key = 'format'")
    before = path.read_bytes()
    for look in (Ledger.read, lambda path: Ledger.open(path, mirror=None, clock=clock)):
        with pytest.raises(BookFault, match=r"newer kiosk \(format 3, this one knows 2\)"):
            look(path)
    assert path.read_bytes() == before


def test_a_full_disk_leaves_nothing_half_written(create: Create, mirror: Path, press: Make) -> None:
    ledger = create(mirror)
    ledger.append([press(1)])
    head = ledger.head
    limit = ledger._connection.exec_driver_sql
    with ledger._connection.begin():
        pages = limit("PRAGMA page_count").scalar()
        limit(f"PRAGMA max_page_count={pages + 2}")
    with pytest.raises(BookFault, match="the disk is full; nothing of this was written") as caught:
        ledger.append([press(number) for number in range(2, 400)])
    assert "free some space" in caught.value.cure
    assert ledger.head == head
    assert [one.number for one in ledger.entries()] == [0]
    assert mirror.read_bytes().count(b"\n") == 1
    with ledger._connection.begin():
        limit("PRAGMA max_page_count=1000000")
    assert ledger.append([press(2)])[0].number == 1
    assert list(ledger.breaks()) == []


def test_a_folder_nobody_may_write_takes_no_kiosk_but_a_reader(
    create: Create, path: Path, clock: ManualClock, press: Make, locked_folder
) -> None:
    with create() as ledger:
        ledger.append([press(1)])
    copy = locked_folder(path)
    with pytest.raises(BookFault, match="nothing can be written there"):
        Ledger.open(copy, mirror=None, clock=clock)
    with pytest.raises(BookFault, match="nothing can be written there"):
        Ledger.create(copy.with_name("x"), meeting="ab" * 16, mirror=None, clock=clock)
    with Ledger.read(copy) as book:
        assert [one.number for one in book.entries()] == [0]
        assert list(book.breaks()) == []


def test_another_program_in_the_way_is_told(
    create: Create, path: Path, press: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_S", 0.05)
    ledger = create()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        with pytest.raises(BookFault, match="another program holds the book open"):
            ledger.append([press(1)])
        raw.execute("ROLLBACK")
        ledger.append([press(1)])
        raw.execute("BEGIN")
        raw.execute("SELECT * FROM entry").fetchall()
        ledger.append([press(2)])
        assert not ledger.checkpoint()
        raw.execute("COMMIT")
    assert ledger.checkpoint()


def test_a_disk_that_cannot_keep_the_promise_takes_no_book(path: Path) -> None:
    with (
        create_engine("sqlite://").connect() as memory,
        pytest.raises(BookFault, match=r"journal_mode is memory, not wal"),
    ):
        connection.make_safe(memory, path)


def test_a_damaged_book_opens_for_reading_only_and_shows_every_break(
    create: Create, path: Path, clock: ManualClock, press: Make, tamper
) -> None:
    with create() as ledger:
        ledger.append([press(number) for number in range(6)])
    tamper("UPDATE entry SET body = CAST(replace(body, 'A-1', 'A-9') AS BLOB) WHERE number = 1")
    tamper("UPDATE entry SET hash = randomblob(32) WHERE number = 3")
    tamper("UPDATE entry SET poll = 7 WHERE number = 5")
    with pytest.raises(BookDamaged, match=r"4 break\(s\), first at entry 1 \(hash\)") as caught:
        Ledger.open(path, mirror=None, clock=clock)
    wanted = [(1, "hash"), (3, "hash"), (4, "hash"), (5, "index")]
    assert kinds(caught.value.breaks) == wanted
    with Ledger.read(path) as book:
        assert kinds(book.breaks()) == wanted
        assert len(list(book.entries())) == 6


def test_a_lost_entry_and_an_unreadable_one_are_named(
    create: Create, path: Path, press: Make, tamper
) -> None:
    with create() as ledger:
        ledger.append([press(number) for number in range(5)])
    tamper("DELETE FROM entry WHERE number = 1")
    tamper("UPDATE entry SET body = x'7b' WHERE number = 3")
    with Ledger.read(path) as book:
        assert kinds(book.breaks()) == [
            (2, "number"),
            (2, "hash"),
            (3, "hash"),
            (3, "unreadable"),
        ]
        assert [one.number for one in book.raw()] == [0, 2, 3, 4]
        with pytest.raises(BookFault, match="entry 3 cannot be read"):
            list(book.entries())


@pytest.mark.parametrize(
    "change",
    [
        "DROP TRIGGER entry_never_deleted",
        "DROP TRIGGER entry_never_deleted;"
        "CREATE TRIGGER entry_never_deleted BEFORE DELETE ON entry BEGIN SELECT 1; END",
        "CREATE TRIGGER eats BEFORE INSERT ON entry BEGIN SELECT RAISE(IGNORE); END",
    ],
)
def test_a_trigger_that_is_missing_changed_or_foreign_is_a_break(
    create: Create, path: Path, clock: ManualClock, change: str
) -> None:
    create().close()
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(change)
    with pytest.raises(BookDamaged, match=r"1 break\(s\), first at entry -1 \(schema\)"):
        Ledger.open(path, mirror=None, clock=clock)


def test_a_damaged_file_is_told_with_the_entry_where_reading_ends(
    create: Create, path: Path, clock: ManualClock, press: Make
) -> None:
    with create() as ledger:
        ledger.append([press(number) for number in range(3000)])
    content = bytearray(path.read_bytes())
    middle = len(content) // 8192 * 4096
    content[middle : middle + 40_960] = bytes(40_960)
    path.write_bytes(content)
    with pytest.raises(BookFault):
        Ledger.open(path, mirror=None, clock=clock)
    with Ledger.read(path) as book:
        found = list(book.breaks())
    assert {one.kind for one in found} >= {"storage"}
    assert found[0].number == -1
    assert 0 < found[-1].number < 3000
    assert found[-1].kind == "storage"
    assert "malformed" in found[-1].found


@pytest.mark.parametrize("size", [204_800, 401_408, 700_416])
def test_a_book_that_was_cut_off_is_read_as_far_as_it_goes(
    create: Create, path: Path, clock: ManualClock, press: Make, size: int
) -> None:
    with create() as ledger:
        wanted = [one.number for one in ledger.append([press(number) for number in range(3000)])]
        hashes = [one.hash for one in ledger.raw()]
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(BookFault, match="make it again from its mirror"):
        Ledger.open(path, mirror=None, clock=clock)
    with Ledger.read(path) as book:
        found = book.breaks()
        number, digest = book.reach()
        assert 0 < number < 2999
        assert digest == hashes[number]
        assert {one.kind.value for one in found} == {"storage"}
        assert [one.number for one in found] == [-1, number + 1]
        read = []
        with pytest.raises(BookFault, match="is damaged"):
            read.extend(one.number for one in book.entries())
        assert read == wanted[: number + 1]


def test_a_book_of_which_nothing_can_be_read_reaches_nowhere(create: Create, path: Path) -> None:
    create().close()
    with Ledger.read(path) as book:
        path.write_bytes(b"x" * 20_000)
        assert book.reach() == (-1, bytes(32))


def test_a_file_whose_tables_cannot_be_read_at_all_is_told(
    create: Create, path: Path, press: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = create()
    ledger.append([press(1)])
    ledger.close()
    with Ledger.read(path) as book:
        shutil.copyfile("/dev/null", path)
        path.write_bytes(b"x" * 20_000)
        found = list(book.breaks())
    assert [one.kind.value for one in found] == ["storage", "storage"]


def test_an_entry_that_is_no_fact_is_told_once_and_the_rest_is_still_held_against_the_mirror(
    create: Create, path: Path, mirror: Path, press: Make, tamper
) -> None:
    with create(mirror) as ledger:
        ledger.append([press(number) for number in range(4)])
    tamper("UPDATE entry SET body = x'7b7d' WHERE number = 2")
    with Ledger.read(path, mirror=mirror) as book:
        found = [(one.number, one.kind.value) for one in check_book(book)]
    assert found == [(2, "hash"), (2, "unreadable"), (2, "mirror")]


def test_an_unreadable_person_is_told(create: Create, path: Path, persons, tamper) -> None:
    with create() as ledger:
        ledger.add_persons(persons)
    tamper("UPDATE person SET record = x'7b7d' WHERE number = 2")
    with (
        Ledger.read(path) as book,
        pytest.raises(BookFault, match=r"cannot be read \(number: is missing\)"),
    ):
        book.persons()


def test_a_bug_is_not_taken_for_a_fault(create: Create, press: Make) -> None:
    ledger = create()
    ledger.append([press(1)])
    ledger._head = (-1, GENESIS)
    with pytest.raises(IntegrityError, match="only appended"):
        ledger.append([press(2)])
    with pytest.raises(ZeroDivisionError), book_door(ledger.path):
        _ = 1 // 0


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (errno.ENOSPC, door.DISK_FULL),
        (errno.EROFS, door.READ_ONLY),
        (errno.EIO, door.DISK_ERROR),
        (None, door.DISK_ERROR),
    ],
)
def test_an_error_of_the_disk_is_sorted(path: Path, code: int | None, told) -> None:
    error = OSError("odd") if code is None else OSError(code, "told")
    with pytest.raises(BookFault) as caught, book_door(path):
        raise error
    assert caught.value.what == told.what
    assert caught.value.cure == told.cure
    assert str(caught.value).startswith(f"{path}: ")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (sqlite3.SQLITE_IOERR_SHMSIZE, door.DISK_FULL),
        (sqlite3.SQLITE_IOERR_WRITE, door.DISK_ERROR),
        (sqlite3.SQLITE_FULL, door.DISK_FULL),
    ],
)
def test_what_sqlite_says_of_the_disk_is_sorted(path: Path, code: int, told) -> None:
    error = sqlite3.OperationalError("told")
    error.sqlite_errorcode = code
    with pytest.raises(BookFault) as caught, book_door(path):
        raise error
    assert caught.value.cure == told.cure


def test_the_facts_between_are_not_lost_by_a_refused_batch(create: Create) -> None:
    ledger = create()
    ledger.append([CheckInOpened()])
    with pytest.raises(ValueError, match="whole number"):
        ledger.append([PollClosed("1", 0, "", ())])
    assert ledger.append([CheckInClosed()])[0].number == 1
