"""A book as another PC follows it: from a file, a mirror, a bundle, a folder or a server."""

import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from postgres import Server

from kiosk.clock import ManualClock
from kiosk.faults import BookFault, UnusableInput
from kiosk.ledger.afar import FromBook, FromBundle, Reading, source_of
from kiosk.ledger.book import Book
from kiosk.ledger.bundle import export_bundle
from kiosk.ledger.check import check_book
from kiosk.ledger.data_key import data_key_path
from kiosk.ledger.door import MALFORMED, book_fault
from kiosk.ledger.entry import Entry
from kiosk.ledger.keys import SealKey
from kiosk.ledger.server import Place
from kiosk.ledger.shared_store import SharedLedger
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import Fact, Objected
from kiosk.meeting.roll import Person

Create = Callable[..., Ledger]


@pytest.fixture
def held(create: Create, mirror: Path, meet: Callable[[Ledger], None]) -> Ledger:
    ledger = create(mirror)
    meet(ledger)
    return ledger


@pytest.fixture
def bundle(held: Ledger, key: SealKey, tmp_path: Path) -> Path:
    path = tmp_path / "out" / "meeting.bundle.zip"
    path.parent.mkdir()
    export_bundle(held, path, key=key, papers=tmp_path)
    return path


def said(text: str) -> Objected:
    return Objected("A-1", text)


def numbers(reading: Reading) -> list[int]:
    return [one.number for one in reading.news()]


@pytest.mark.parametrize("what", ["book", "mirror", "its folder", "the mirror's folder"])
def test_what_a_kiosk_writes_is_followed_entry_by_entry(
    held: Ledger, path: Path, mirror: Path, persons: tuple[Person, ...], what: str
) -> None:
    named = {
        "book": path,
        "mirror": mirror,
        "its folder": path.parent,
        "the mirror's folder": mirror.parent,
    }
    reading = Reading(source_of(str(named[what])))
    assert (reading.head, reading.meeting, reading.source.place) == ((-1, ""), "", None)
    whole = held.head[0] + 1
    assert numbers(reading) == list(range(whole))
    assert numbers(reading) == []
    held.append([said("one"), said("two")])
    assert numbers(reading) == [whole, whole + 1]
    assert reading.head == (held.head[0], held.head[1].hex())
    assert reading.meeting == held.meeting
    known = list(reading.source.persons())
    assert known == ([] if "mirror" in what else list(persons))
    reading.source.close()


def test_a_bundle_is_read_at_once_and_copied_as_a_book(
    held: Ledger, bundle: Path, tmp_path: Path
) -> None:
    reading = Reading(source_of(str(bundle.parent)))
    assert isinstance(reading.source, FromBundle)
    assert len(numbers(reading)) == held.head[0] + 1
    assert numbers(reading) == []
    assert reading.source.persons() == ()
    reading.source.close()
    reading.copy(tmp_path / "copy.book")
    with Ledger.read(tmp_path / "copy.book") as copy:
        assert copy.head == held.head
        assert {one.kind.value for one in check_book(copy)} <= {"commitment"}


def test_a_torn_line_of_a_mirror_waits_until_it_is_whole(held: Ledger, mirror: Path) -> None:
    reading = Reading(source_of(str(mirror)))
    whole = mirror.read_bytes()
    mirror.write_bytes(whole[:-10])
    assert numbers(reading) == list(range(held.head[0]))
    mirror.write_bytes(whole)
    assert numbers(reading) == [held.head[0]]
    mirror.write_bytes(whole[:100])
    with pytest.raises(BookFault, match="shorter than what was read"):
        numbers(reading)
    mirror.write_bytes(whole + b"no line of a mirror\n")
    for _ in range(2):
        with pytest.raises(BookFault, match="neither a book nor"):
            numbers(reading)


def test_reading_ends_where_an_entry_does_not_hold(held: Ledger, mirror: Path) -> None:
    lines = mirror.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b'"n":2', b'"n":3')
    mirror.write_bytes(b"".join(lines))
    reading = Reading(source_of(str(mirror)))
    assert numbers(reading) == [0, 1]
    assert reading.broken is not None
    assert reading.broken.number == 2
    assert numbers(reading) == []


def test_a_first_entry_that_is_none_is_where_reading_ends(held: Ledger, mirror: Path) -> None:
    lines = mirror.read_bytes().splitlines(keepends=True)
    lines[0] = lines[0][:67] + b"{}\n"
    mirror.write_bytes(b"".join(lines))
    reading = Reading(source_of(str(mirror)))
    assert numbers(reading) == []
    assert reading.broken is not None
    assert (reading.broken.number, reading.broken.kind.value) == (0, "unreadable")
    assert (reading.head, reading.meeting) == ((-1, ""), "")


def test_hashes_of_a_bundle_that_are_none_do_not_hold(bundle: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.bundle.zip"
    with zipfile.ZipFile(bundle) as one, zipfile.ZipFile(other, "w") as made:
        made.writestr("entries.jsonl", one.read("entries.jsonl"))
        made.writestr("hashes.txt", "xyz\n" * 9)
    reading = Reading(source_of(str(other)))
    assert numbers(reading) == []
    assert reading.broken is not None
    with zipfile.ZipFile(other, "w") as made:
        made.writestr("entries.jsonl", b"")
    with pytest.raises(UnusableInput, match="neither a book nor"):
        numbers(Reading(source_of(str(other))))


def test_a_bundle_with_any_damage_is_told_or_read_up_to_it(bundle: Path) -> None:
    whole, dice, told = bundle.read_bytes(), random.Random(5), 0
    for _ in range(150):
        spoilt = bytearray(whole)
        spoilt[dice.randrange(len(spoilt))] ^= 1 << dice.randrange(8)
        bundle.write_bytes(b"PK\x03\x04" + spoilt[4:])
        reading = Reading(source_of(str(bundle)))
        try:
            numbers(reading)
        except UnusableInput as fault:
            told += 1
            assert "\n" not in str(fault)
    assert told > 5


def test_a_directory_that_would_lie_before_its_bundle_is_damage_of_the_bundle(
    bundle: Path,
) -> None:
    """Every bit of what stands last: among them are places that no file has."""
    whole, told = bundle.read_bytes(), 0
    for place in range(len(whole) - 22, len(whole)):
        for bit in range(8):
            spoilt = bytearray(whole)
            spoilt[place] ^= 1 << bit
            bundle.write_bytes(spoilt)
            try:
                numbers(Reading(source_of(str(bundle))))
            except UnusableInput as fault:
                told += 1
                assert "neither a book nor" in str(fault)
    assert told > 60
    bundle.unlink()
    with pytest.raises(BookFault):
        numbers(Reading(FromBundle(bundle)))


class Spoilt:
    """A book that fails and is whole when it is opened anew."""

    def __init__(self, fault: BookFault) -> None:
        self.fault: BookFault | None = fault
        self.opened = 0

    def __call__(self) -> Book:
        self.opened += 1
        return self  # pyright: ignore[reportReturnType]

    def raw(self, start: int) -> Iterator[Entry]:
        if self.fault is not None:
            raise self.fault
        return iter(())

    def persons(self) -> dict[int, Person]:
        raise book_fault(MALFORMED, "book", error="told")

    def close(self) -> None:
        raise book_fault(MALFORMED, "book", error="told")


def test_a_book_is_opened_anew_after_a_fault() -> None:
    book = Spoilt(book_fault(MALFORMED, "book", error="told"))
    source = FromBook(book, None)
    assert source.persons() == ()
    with pytest.raises(BookFault):
        source.entries(0)
    assert source.persons() == ()
    book.fault = None
    assert source.entries(0) == []
    assert book.opened == 2
    source.close()
    source.close()


def test_persons_without_their_key_are_not_told(held: Ledger, path: Path) -> None:
    source = source_of(str(path))
    data_key_path(path).unlink()
    assert list(source.persons()) == []
    source.close()


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("none.book", "there is no such book"),
        ("empty", "there is no such book"),
        ("two", "2 books lie in this folder: a.book, b.book"),
        ("text.txt", "neither a book nor a mirror nor a bundle"),
        ("mysql://host/hall", "mysql is not postgresql"),
    ],
)
def test_what_is_no_book_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, told: str
) -> None:
    for folder in ("empty", "two"):
        (tmp_path / folder).mkdir()
    for book in ("a.book", "b.book"):
        (tmp_path / "two" / book).write_bytes(b"")
    (tmp_path / "text.txt").write_text("text")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnusableInput, match=told) as caught:
        source_of(named)
    assert "\n" not in str(caught.value)


def test_a_shared_book_is_followed_by_its_address(
    server: Server, clock: ManualClock, tmp_path: Path, opening: tuple[Fact, ...]
) -> None:
    address = server.url("ab" * 16)
    place = Place.parse(address)
    ledger = SharedLedger.open(place, desk="main", clock=clock, main=True, own=tmp_path / "desk")
    ledger.append([said("begun")])
    reading = Reading(source_of(address))
    assert reading.source.place == place
    assert numbers(reading) == [0]
    ledger.append([said("one")])
    assert numbers(reading) == [1]
    assert list(reading.source.persons()) == []
    reading.source.close()
    ledger.close()
