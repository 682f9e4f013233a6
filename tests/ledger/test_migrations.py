"""A book of an older kiosk is opened, brought to today's format, and says the same as before.

`tests/golden/book_v1.sql` is the dump of a book that a kiosk of format 1 wrote (a whole small
meeting, `paused_poll.scene`); it is never changed.
"""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.clock import ManualClock
from kiosk.faults import BookFault
from kiosk.ledger import migrating
from kiosk.ledger.book import poll_of
from kiosk.ledger.chain import GENESIS, link
from kiosk.ledger.check import check_book
from kiosk.ledger.door import BookDamaged
from kiosk.ledger.entry import read_body, write_utc
from kiosk.ledger.schema import FORMAT, entry, tables
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import BookOpened, CheckInOpened, Declared

GOLDEN = Path(__file__).parents[1] / "golden"


def lay_book_1(path: Path) -> None:
    """The file as the kiosk of format 1 left it."""
    path.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript((GOLDEN / "book_v1.sql").read_text(encoding="utf-8"))


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute(query).fetchall()


def made_of(path: Path) -> list[list[str]]:
    found = rows(path, "SELECT name, tbl_name, sql FROM sqlite_master ORDER BY name")
    return [["".join(str(one).split()) for one in row] for row in found]


def test_an_old_book_is_migrated_and_every_entry_stays_as_it_was(
    path: Path, clock: ManualClock
) -> None:
    lay_book_1(path)
    before = rows(path, "SELECT * FROM entry ORDER BY number")
    with Ledger.read(path) as old:
        persons = old.persons()
    clock.sleep(5)
    with Ledger.open(path, mirror=None, clock=clock) as ledger:
        assert ledger.cover.format == FORMAT == 2
        assert check_book(ledger) == []
        assert isinstance(next(ledger.entries()).fact, BookOpened)
        assert len(list(ledger.entries(facts=[Declared]))) == 1
        ledger.append([CheckInOpened()])
    assert rows(path, "SELECT * FROM entry ORDER BY number")[:-1] == before
    with Ledger.read(path) as book:
        assert book.persons() == persons
    assert all(row[0].startswith(b'{"sealed":') for row in rows(path, "SELECT record FROM person"))
    told = rows(path, "SELECT format, utc, entries, head FROM migration")
    assert told == [(2, write_utc(clock.now().utc), len(before), before[-1][1])]
    assert rows(path, "SELECT value FROM meta WHERE key = 'format'") == [("2",)]
    with Ledger.open(path, mirror=None, clock=clock) as ledger:
        assert check_book(ledger) == []
        assert ledger.head[0] == len(before)
    assert len(rows(path, "SELECT * FROM migration")) == 1


def test_the_old_file_is_kept_beside_it_under_a_name_that_is_free(
    path: Path, clock: ManualClock
) -> None:
    lay_book_1(path)
    before = rows(path, "SELECT * FROM entry ORDER BY number")
    kept = Path(f"{path}.format-1")
    kept.write_bytes(b"an older copy")
    Path(f"{path}.format-1.2.part").write_bytes(b"half a copy")
    Ledger.open(path, mirror=None, clock=clock).close()
    assert kept.read_bytes() == b"an older copy"
    copy = Path(f"{path}.format-1.2")
    assert rows(copy, "SELECT * FROM entry ORDER BY number") == before
    assert rows(copy, "SELECT value FROM meta WHERE key = 'format'") == [("1",)]
    assert sorted(one.name for one in path.parent.glob("*.part")) == []


def test_reading_changes_nothing_in_an_old_book(path: Path) -> None:
    lay_book_1(path)
    before = path.read_bytes()
    with Ledger.read(path) as book:
        assert book.cover.format == 1
        assert check_book(book) == []
    assert path.read_bytes() == before
    assert not Path(f"{path}.format-1").exists()


def test_every_golden_fact_reads_out_of_a_migrated_book(path: Path, clock: ManualClock) -> None:
    lay_book_1(path)
    lines = (GOLDEN / "facts.jsonl").read_bytes().splitlines()
    meeting = read_body(lines[0])[0]
    with closing(sqlite3.connect(path)) as raw, raw:
        triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        standing = triggers.fetchall()
        for name, _ in standing:
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("DELETE FROM entry")
        raw.execute("DELETE FROM person")
        raw.execute("UPDATE meta SET value = ? WHERE key = 'meeting'", (meeting,))
        previous, facts = GENESIS, list[str]()
        for number, line in enumerate(lines):
            body = re.sub(rb'"n":\d+', b'"n":%d' % number, line, count=1)
            previous = link(previous, body)
            fact = read_body(body)[1].fact
            facts.append(type(fact).__name__)
            poll = poll_of(fact)
            raw.execute(
                "INSERT INTO entry VALUES (?, ?, ?, ?, ?)",
                (number, previous, body, type(fact).__name__, poll),
            )
        for _, sql in standing:
            raw.execute(sql)
    with Ledger.open(path, mirror=None, clock=clock) as ledger:
        assert [type(one.fact).__name__ for one in ledger.entries()] == facts


def test_a_damaged_old_book_is_left_as_it_is(path: Path, clock: ManualClock) -> None:
    lay_book_1(path)
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("DROP TRIGGER entry_never_updated")
    before = rows(path, "SELECT name FROM sqlite_master ORDER BY name")
    with pytest.raises(BookDamaged, match="schema"):
        Ledger.open(path, mirror=None, clock=clock)
    assert rows(path, "SELECT name FROM sqlite_master ORDER BY name") == before
    assert not Path(f"{path}.format-1").exists()


def test_a_migration_that_fails_leaves_the_old_book(
    path: Path, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_book_1(path)

    def fail(_table: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(migrating, "upgrade", fail)
    with pytest.raises(BookFault, match="the disk is full"):
        Ledger.open(path, mirror=None, clock=clock)
    monkeypatch.undo()
    assert rows(path, "SELECT name FROM sqlite_master WHERE name LIKE 'alembic%'") == []
    Ledger.open(path, mirror=None, clock=clock).close()


def test_a_copy_that_cannot_be_laid_leaves_the_old_book(
    path: Path, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_book_1(path)

    def fail(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(migrating, "sync_file", fail)
    with pytest.raises(BookFault, match="the disk is full"):
        Ledger.open(path, mirror=None, clock=clock)
    assert rows(path, "SELECT value FROM meta WHERE key = 'format'") == [("1",)]


def test_a_migrated_file_and_a_founded_one_are_the_same(
    path: Path, tmp_path: Path, clock: ManualClock
) -> None:
    lay_book_1(path)
    Ledger.open(path, mirror=None, clock=clock).close()
    new = tmp_path / "new.book"
    Ledger.create(new, meeting="ab" * 16, mirror=None, clock=clock).close()
    assert made_of(path) == made_of(new)


def test_the_tables_that_are_read_are_the_tables_that_are_made(
    create: Callable[..., Ledger], path: Path
) -> None:
    create()
    for table in tables.tables.values():
        made = rows(path, f"SELECT name, type, pk FROM pragma_table_info('{table.name}')")
        said = [
            (one.name, {"LARGEBINARY": "BLOB"}.get(kind := type(one.type).__name__.upper(), kind))
            for one in table.columns
        ]
        assert [(name, kind) for name, kind, _ in made] == said
        assert [name for name, _, pk in made if pk] == [one.name for one in table.primary_key]
    assert entry.c.number.primary_key


STATEMENTS = (
    "UPDATE entry SET body = x'00' WHERE number = 0",
    "UPDATE entry SET poll = 9",
    "DELETE FROM entry WHERE number = 0",
    "DELETE FROM entry",
    "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE number = 0",
    "REPLACE INTO entry SELECT number + 1, hash, body, fact, poll FROM entry WHERE number = 0",
    "INSERT INTO entry SELECT * FROM entry WHERE true ON CONFLICT DO UPDATE SET body = x'00'",
    "UPDATE OR REPLACE entry SET number = 1 WHERE number = 0",
    "INSERT INTO entry SELECT 5, randomblob(32), body, fact, poll FROM entry",
    "UPDATE meta SET value = 'ff' WHERE key = 'meeting'",
    "UPDATE meta SET value = '1' WHERE key = 'format'",
    "UPDATE meta SET key = 'other' WHERE key = 'format'",
    "DELETE FROM meta",
    "INSERT OR REPLACE INTO meta VALUES ('meeting', 'ff')",
    "REPLACE INTO meta VALUES ('format', '1')",
    "INSERT INTO meta VALUES ('format', '9') ON CONFLICT DO UPDATE SET value = '1'",
    "UPDATE migration SET utc = ''",
    "DELETE FROM migration",
    "INSERT OR REPLACE INTO migration VALUES (2, '', 0, x'')",
    "INSERT INTO migration VALUES (1, '', 0, x'')",
)


REFUSED = r"never (change|delete)|only appended"


@pytest.mark.parametrize("recursive", ["OFF", "ON"])
@pytest.mark.parametrize("statement", STATEMENTS)
def test_what_stands_is_never_changed(
    path: Path, clock: ManualClock, recursive: str, statement: str
) -> None:
    lay_book_1(path)
    Ledger.open(path, mirror=None, clock=clock).close()
    with closing(sqlite3.connect(path)) as raw:
        before = list(raw.iterdump())
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA recursive_triggers={recursive}")
        with (
            pytest.raises(sqlite3.IntegrityError, match=r"never (change|delete)|only appended"),
            raw,
        ):
            raw.execute(statement)
    assert rows(path, "SELECT count(*) FROM entry") == [(59,)]
    with closing(sqlite3.connect(path)) as raw:
        assert list(raw.iterdump()) == before
