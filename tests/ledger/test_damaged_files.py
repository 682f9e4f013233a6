"""A file that a bad disk, a torn copy or a hand has changed is told and shown: no defect of ours.

Whatever the bytes are, a reader ends with the breaks or with one clear line, and a kiosk that would
go on with the book is told so before it writes a byte of it.
"""

import random
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.clock import ManualClock
from kiosk.faults import BookFault
from kiosk.ledger import door
from kiosk.ledger.check import check_book
from kiosk.ledger.door import BookDamaged, book_door
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import Fact

Create = Callable[..., Ledger]
Make = Callable[..., Fact]


def spoilt(content: bytes, seed: int) -> bytes:
    """A bit turned over, a stretch of zeros or noise, or the end gone; often where pages begin."""
    dice, found = random.Random(seed), bytearray(content)
    at = dice.choice((dice.randrange(len(found)), dice.randrange(0, len(found), 4096)))
    how, size = dice.choice(("bit", "zeros", "noise", "end")), dice.randrange(1, 5_000)
    if how == "bit":
        found[at] ^= 1 << dice.randrange(8)
    elif how == "zeros":
        found[at : at + size] = bytes(len(found[at : at + size]))
    elif how == "noise":
        found[at : at + size] = dice.randbytes(len(found[at : at + size]))
    else:
        del found[at:]
    return bytes(found)


def read_on(path: Path, mirror: Path) -> str:
    try:
        with Ledger.read(path, mirror=mirror) as book:
            broken = bool(check_book(book))
            book.reach()
    except BookFault as fault:
        assert "\n" not in str(fault)
        return "a line"
    return "breaks" if broken else "sound"


def go_on(path: Path, mirror: Path) -> str:
    try:
        Ledger.open(path, mirror=mirror, clock=ManualClock()).close()
    except BookFault as fault:
        assert "\n" not in str(fault)
        return "a line"
    return "goes on"


def test_no_damage_of_the_file_is_taken_for_a_defect_of_the_kiosk(
    create: Create, path: Path, mirror: Path, opening: tuple[Fact, ...], press: Make
) -> None:
    with create(mirror) as ledger:
        ledger.append(opening)
        ledger.append([press(number) for number in range(90)])
    whole, lines = path.read_bytes(), mirror.read_bytes()
    found: Counter[str] = Counter()
    for seed in range(120):
        for left in path.parent.glob(f"{path.name}*"):
            left.unlink()
        path.write_bytes(spoilt(whole, seed))
        mirror.write_bytes(lines)
        found[read_on(path, mirror)] += 1
        path.write_bytes(spoilt(whole, seed))
        found[go_on(path, mirror)] += 1
        assert mirror.read_bytes().startswith(lines)
    assert min(found["a line"], found["breaks"]) > 20, found


NULLED = {
    "UPDATE entry SET body = NULL WHERE number = 2": {"hash", "unreadable"},
    "UPDATE entry SET hash = NULL WHERE number = 2": {"hash"},
    "UPDATE person SET record = NULL WHERE number = 2": {"commitment"},
}


def tampered(path: Path, *statements: str) -> None:
    for statement in statements:
        with closing(sqlite3.connect(path)) as raw, raw:
            for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
                raw.execute(f"DROP TRIGGER {name}")
            raw.execute("PRAGMA writable_schema=ON")
            raw.execute(statement)


@pytest.mark.parametrize("statement", NULLED)
def test_what_is_missing_in_a_row_is_a_break(
    create: Create, path: Path, opening: tuple[Fact, ...], persons, statement: str
) -> None:
    with create() as ledger:
        ledger.add_persons(persons)
        ledger.append(opening)
    may_be_null = "UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', '') WHERE type = 'table'"
    tampered(path, may_be_null, statement)
    with Ledger.read(path) as book:
        assert {one.kind.value for one in check_book(book)} == {*NULLED[statement], "schema"}


def test_a_cover_without_its_words_is_no_book(create: Create, path: Path) -> None:
    create().close()
    may_be_null = "UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', '') WHERE type = 'table'"
    tampered(path, may_be_null, "UPDATE meta SET value = NULL")
    with pytest.raises(BookFault, match="is not a book"):
        Ledger.read(path)


@pytest.mark.parametrize(
    "said", ["unsupported file format", "no such table: entry", "Could not decode to UTF-8 column"]
)
def test_what_sqlite_says_of_a_damaged_file_in_words_only_is_sorted(path: Path, said: str) -> None:
    with pytest.raises(BookFault) as caught, book_door(path):
        raise sqlite3.OperationalError(said)
    assert caught.value.what == door.MALFORMED.what
    with pytest.raises(sqlite3.OperationalError, match="near"), book_door(path):
        raise sqlite3.OperationalError('near "SELCT": syntax error')
    with pytest.raises(BookFault) as caught, book_door(path):
        b"malformed \xa0".decode()
    assert caught.value.what == door.MALFORMED.what


def test_rows_that_have_lost_their_numbers_are_a_gap_that_is_told(
    create: Create, path: Path, clock: ManualClock, press: Make
) -> None:
    with create() as ledger:
        ledger.append([press(number) for number in range(3000)])
    content = bytearray(path.read_bytes())
    leaves = [at for at in range(0, len(content), 4096) if content[at : at + 1] == b"\x0d"]
    page = leaves[len(leaves) // 2]
    cells = int.from_bytes(content[page + 3 : page + 5], "big")
    content[page + 8 + 2 * cells : page + 4096] = bytes(4096 - 8 - 2 * cells)
    path.write_bytes(content)
    with Ledger.read(path) as book:
        read = [one.number for one in book.raw()]
        assert len(read) == 3000 - cells
        gap = next(at for at, number in enumerate(read) if at != number)
        assert read[gap:] == list(range(gap + cells, 3000))
        kinds = {one.kind.value for one in book.breaks() if one.number == gap + cells}
    assert kinds == {"number", "hash"}
    with pytest.raises(BookDamaged):
        Ledger.open(path, mirror=None, clock=clock)
