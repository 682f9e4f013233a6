"""A book made again from its mirror: the same entries, one more, and nothing where it cannot be."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.clerk.two_at_hand import demand_two
from kiosk.cli.main import command_line
from kiosk.clock import ManualClock
from kiosk.faults import BookFault, UnusableInput
from kiosk.ledger.bundle import export_bundle
from kiosk.ledger.check import check_book
from kiosk.ledger.keyring import Enrolled, Keyring, keyring_path, write_keyring
from kiosk.ledger.keys import SealKey, fingerprint
from kiosk.ledger.officer_keys import REHEARSAL, make_key
from kiosk.ledger.restoring import read_mirror, restore_book
from kiosk.ledger.store import Ledger
from kiosk.meeting import facts as f
from kiosk.meeting.offices import RESTORE
from kiosk.meeting.state import State
from kiosk.verifier.cli import main as verify

MEETING = "0123456789abcdef" * 2
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PHRASES = {"王建国": "long enough one", "李敏": "long enough two", "周宁": "long enough three"}
OFFICES = {"王建国": "chair", "李敏": "operator", "周宁": "technician"}
RING = Keyring().with_officers(
    Enrolled(name, OFFICES[name], make_key(words, cost=REHEARSAL))
    for name, words in PHRASES.items()
)
KEYS = {name: one.key.public.hex() for name, one in RING.officers.items()}


@pytest.fixture
def mirror(tmp_path: Path, clock: ManualClock) -> Path:
    """The mirror of a small meeting whose book was lost, with the keys that were kept beside it."""
    book, mirror = tmp_path / "hall" / "meeting.book", tmp_path / "stick" / "meeting.mirror"
    book.parent.mkdir()
    mirror.parent.mkdir()
    seal = SealKey.create(book.with_suffix(".seal-key"))
    write_keyring(keyring_path(book), RING)
    opened = f.BookOpened(
        MEETING, "市民大会", "", "", "", 480, False, "t", "0" * 64, seal.public_hex
    )
    with Ledger.create(book, meeting=MEETING, mirror=mirror, clock=clock) as ledger:
        ledger.append([opened, f.KioskStarted("t", "boot", "0" * 64)])
        ledger.append([f.OfficerNamed(name, OFFICES[name], KEYS[name]) for name in PHRASES])
        for number in range(5):
            clock.advance(1)
            ledger.append([f.Objected("A-1", f"异议 {number}")])
    for one in (book, *book.parent.glob("meeting.book-*")):
        one.unlink()
    return mirror


@pytest.fixture
def book(mirror: Path) -> Path:
    return mirror.parents[1] / "hall" / "meeting.book"


def restored(mirror: Path, book: Path) -> f.BookRestored:
    found = read_mirror(mirror, lambda entered: None)
    return restore_book(mirror, book, found, utc=NOW, reason="坏", officers=("王建国", "李敏"))


def said(mirror: Path, book: Path, *more: str, typed: str = "") -> str:
    words = ["book", "restore", "--from", str(mirror), "--out", str(book), "--json"]
    two = () if "--by" in more else ("--by", "王建国", "--and", "李敏")
    reason = () if "--reason" in more else ("--reason", "硬盘损坏")
    typed = typed or "".join(f"{PHRASES[name]}\n" for name in ("王建国", "李敏"))
    done = CliRunner().invoke(command_line(()), [*words, *two, *reason, *more], input=typed)
    if done.exception is not None:
        raise done.exception
    return done.stdout


def test_two_officers_have_the_book_back_and_its_last_entry_says_so(
    mirror: Path, book: Path, clock: ManualClock, tmp_path: Path
) -> None:
    told = json.loads(said(mirror, book))
    assert (told["entries"], told["cut_bytes"]) == (10, 0)
    assert told["missing"] == [str(book.with_suffix(".data-key"))]
    with Ledger.open(book, mirror=mirror, clock=clock) as ledger:
        assert check_book(ledger) == []
        *_, before, last = ledger.entries()
        assert last.fact == f.BookRestored("硬盘损坏", ("王建国", "李敏"), 10, told["head"])
        assert last.mono_ns == before.mono_ns
        assert ledger.append([f.KioskStarted("t", "boot", "0" * 64)])[0].number == 11
        bundle, seal = tmp_path / "x.zip", SealKey.load(book.with_suffix(".seal-key"))
        head = ledger.head[1].hex()
        export_bundle(ledger, bundle, key=seal, papers=book.parent)
    key = fingerprint(seal.public_hex)
    assert verify([str(bundle), "--head", head, "--fingerprint", key]) == 0
    assert sorted(one.name for one in book.parent.glob("*restored*")) == []


def test_what_a_power_cut_left_of_the_last_line_is_cut_off_and_told(
    mirror: Path, book: Path
) -> None:
    whole = mirror.read_bytes()
    for torn in (b"10 ab", b"\0" * 30, b"10 \0\0\n\0\0"):
        mirror.write_bytes(whole + torn)
        assert read_mirror(mirror, lambda entered: None).cut == len(torn)
    assert restored(mirror, book).entries == 10


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda lines: [], "holds no meeting that began"),
        (lambda lines: lines[:1], "holds no meeting that began"),
        (lambda lines: [b"PK\3\4 a foreign file\n"], "no mirror of a book"),
        (lambda lines: [b"0 " + b"a" * 64 + b' {"v":1}\n'], "no mirror of a book"),
        (lambda lines: lines[:3] + lines[4:], "at entry 3 (number)"),
        (
            lambda lines: [*lines[:5], lines[5].replace(b"A-1", b"A-2"), *lines[6:]],
            "entry 5 (hash)",
        ),
        (lambda lines: [*lines[:4], b"no line\n", *lines[5:]], "at entry 4 (unreadable)"),
        (lambda lines: [*lines[:4], b"4 \0\0\n", *lines[5:]], "at entry 4 (unreadable)"),
    ],
)
def test_a_mirror_that_does_not_hold_together_makes_no_book(
    mirror: Path, book: Path, spoil: Callable[[list[bytes]], list[bytes]], told: str
) -> None:
    lines = mirror.read_bytes().splitlines(keepends=True)
    mirror.write_bytes(b"".join(spoil(lines)))
    with pytest.raises(UnusableInput) as fault:
        restored(mirror, book)
    assert told in str(fault.value)
    assert not book.exists()


def test_where_a_book_stands_none_is_made(mirror: Path, book: Path) -> None:
    with pytest.raises(UnusableInput, match="no mirror of this name"):
        restored(mirror.with_name("none"), book)
    with pytest.raises(BookFault, match="no such file or folder"):
        restored(mirror, book.parent / "none" / "meeting.book")
    book.write_bytes(b"what is left of it")
    with pytest.raises(BookFault, match="is there already"):
        restored(mirror, book)
    assert book.read_bytes() == b"what is left of it"


def test_a_mirror_that_changes_under_our_eyes_makes_no_book(mirror: Path, book: Path) -> None:
    found = read_mirror(mirror, lambda entered: None)
    mirror.write_bytes(b"".join(mirror.read_bytes().splitlines(keepends=True)[:-1]))
    with pytest.raises(UnusableInput, match="changed while it was read"):
        restore_book(mirror, book, found, utc=NOW, reason="坏", officers=("王建国", "李敏"))
    assert list(book.parent.glob("meeting.book*")) == [book.with_name("meeting.book.lock")]


@pytest.mark.parametrize(
    ("more", "typed", "told"),
    [
        (("--by", "王建国", "--and", "王建国"), "", "two different officers"),
        (("--by", "王建国", "--and", "赵六"), "", "not enrolled in the keyring"),
        (("--by", "王建国", "--and", "周宁"), "", "may not do this"),
        (("--reason", " "), "", "no reason is given"),
        ((), "long enough one\nnot this one\n", "the passphrase is wrong"),
    ],
)
def test_who_is_no_two_officers_gets_no_book(
    mirror: Path, book: Path, more: tuple[str, ...], typed: str, told: str
) -> None:
    with pytest.raises(UnusableInput, match=told):
        said(mirror, book, *more, typed=typed)
    assert not book.exists()


def test_the_keyring_of_another_hall_opens_nothing(mirror: Path, book: Path) -> None:
    for ring, told in (
        (Keyring(), "not enrolled in the keyring"),
        (
            RING.with_officers([Enrolled("李敏", "operator", make_key("another", cost=REHEARSAL))]),
            "holds another key",
        ),
    ):
        write_keyring(keyring_path(book), ring)
        with pytest.raises(UnusableInput, match=told):
            said(mirror, book)


def test_where_nobody_has_a_key_names_are_taken_at_their_word() -> None:
    asked = partial(
        demand_two,
        State(),
        Keyring(),
        line=RESTORE,
        reason="坏",
        where=Path(),
        clock=ManualClock(),
    )
    assert asked(officers=("甲", "乙"), ask=PHRASES.__getitem__) == ("甲", "乙")


def test_two_passphrases_more_than_a_minute_apart_are_no_two_together(clock: ManualClock) -> None:
    def slowly(name: str) -> str:
        clock.advance(60_500_000_000)
        return PHRASES[name]

    with pytest.raises(UnusableInput, match="more than 60 seconds apart"):
        demand_two(
            State(),
            RING,
            line=RESTORE,
            reason="坏",
            officers=("王建国", "李敏"),
            where=Path(),
            ask=slowly,
            clock=clock,
        )


def test_a_restored_book_that_counts_wrong_is_named_by_the_verifier(
    mirror: Path, book: Path, clock: ManualClock, tmp_path: Path, capsys
) -> None:
    restored(mirror, book)
    with Ledger.open(book, mirror=None, clock=clock) as ledger:
        ledger.append([f.BookRestored("x", ("王建国", "李敏"), 3, "0" * 64)])
        seal = SealKey.load(book.with_suffix(".seal-key"))
        export_bundle(ledger, tmp_path / "x.zip", key=seal, papers=book.parent)
    assert verify([str(tmp_path / "x.zip")]) == 1
    assert "账本重建" in capsys.readouterr().out
