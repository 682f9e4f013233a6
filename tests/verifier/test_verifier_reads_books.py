"""The kiosk's book itself in the notary's hand: read like its bundle, without a seal."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from notarydesk import Answer, run

from kiosk.clock import ManualClock
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import Objected

GOLDEN = Path(__file__).parents[1] / "golden" / "book_v1.sql"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "meeting.book"
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(GOLDEN.read_text(encoding="utf-8"))
    return path


def ask(path: Path, *arguments: str) -> Answer:
    return run(str(path), "--json", *arguments)


@pytest.fixture
def tamper(book: Path) -> Callable[[str], None]:
    def change(statement: str) -> None:
        with closing(sqlite3.connect(book)) as raw, raw:
            for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
                raw.execute(f"DROP TRIGGER {name}")
            raw.execute(statement)

    return change


def test_a_book_is_read_as_its_bundle_would_be_and_left_as_it_is(book: Path) -> None:
    before, beside = book.read_bytes(), sorted(book.parent.iterdir())
    answer = ask(book)
    assert (answer.code, answer.failed) == (0, set())
    assert answer.not_run == {"seal", "files", "papers", "signatures", "anchored"}
    assert answer.document["entries"] == 59
    assert answer.document["polls"][0]["outcome"]["verdict"] == "passed"
    assert answer.document["polls"][0]["agrees"] is True
    assert book.read_bytes() == before
    assert sorted(book.parent.iterdir()) == beside
    head = answer.document["head"]
    assert ask(book, "--head", head).document["anchored"] is True
    assert ask(book, "--head", "0" * 64).code == 1


def test_a_slip_of_a_book_says_what_was_not_looked_at(book: Path) -> None:
    assert "账本本身没有封印" in run(str(book)).out
    assert "a book has no seal" in run(str(book), "--lang", "en").out


def test_a_book_of_today_with_entries_in_its_log_is_read_whole(book: Path) -> None:
    with Ledger.open(book, mirror=None, clock=ManualClock()) as ledger:
        ledger.append([Objected("代表1", "计数有误")])
        assert Path(f"{book}-wal").stat().st_size
        assert ask(book).document["entries"] == 60
    assert ask(book).document["entries"] == 60


def test_records_that_are_sealed_are_no_mistake_of_the_book(book: Path) -> None:
    """Every book of today: who has no key of the hall reads on with what stands in the chain."""
    Ledger.open(book, mirror=None, clock=ManualClock()).close()
    answer = ask(book)
    assert (answer.code, answer.failed) == (0, set())
    assert answer.not_run == {"seal", "files", "papers", "signatures", "persons", "anchored"}
    sealed = answer.check("persons")["detail"]
    assert sealed.startswith("12 份个人记录以会场密钥封存"), sealed
    assert "sealed with a key of the hall" in run(str(book), "--lang", "en").out


TAMPERED = {
    "a byte of a body": (
        "UPDATE entry SET body ="
        " CAST(replace(CAST(body AS TEXT), '\"choice\":[1]', '\"choice\":[2]') AS BLOB)"
        " WHERE number = 42",
        "chain",
    ),
    "an entry gone": ("DELETE FROM entry WHERE number = 20", "chain"),
    "the end gone": ("DELETE FROM entry WHERE number > 50", None),
    "a text for a body": ("UPDATE entry SET fact = 'x'", None),
    "a person changed": (
        "UPDATE person SET record ="
        " CAST(replace(CAST(record AS TEXT), '\"number\":3', '\"number\":4') AS BLOB)"
        " WHERE number = 3",
        "persons",
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_changed_in_the_tables_is_found(
    book: Path, tamper: Callable[[str], None], what: str
) -> None:
    statement, caught_by = TAMPERED[what]
    head = ask(book).document["head"]
    tamper(statement)
    answer = ask(book, "--head", head)
    if caught_by is not None:
        assert caught_by in answer.failed
    elif what == "the end gone":
        assert answer.failed == {"anchored"}
    else:
        assert answer.failed == set()


def test_a_book_that_cannot_be_read_is_one_line(book: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.book"
    cut.write_bytes(book.read_bytes()[:3000])
    foreign = tmp_path / "foreign.book"
    with closing(sqlite3.connect(foreign)) as raw, raw:
        raw.execute("CREATE TABLE x (y)")
    for path in (cut, foreign):
        answer = ask(path)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.count("\n") == 1
        assert str(path) in answer.err
    with closing(sqlite3.connect(book)) as raw, raw:
        raw.executescript("DROP TRIGGER entry_never_deleted; DELETE FROM entry")
    assert ask(book).code == 1


def test_a_book_whose_persons_were_deleted_and_one_that_is_not_there(
    book: Path, tamper: Callable[[str], None]
) -> None:
    tamper("DELETE FROM person")
    assert (ask(book).code, ask(book).not_run) == (
        0,
        {"seal", "files", "papers", "signatures", "persons", "anchored"},
    )
    gone = ask(book.with_name("nowhere.book"))
    assert (gone.code, gone.err.count("\n")) == (2, 1)
