"""What two officers do at the command line: vouch for a third one's key, see a personal record."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.clerk.rollfile import roll_line
from kiosk.cli.main import command_line
from kiosk.clock import ManualClock, SystemClock
from kiosk.faults import BookFault, UnusableInput
from kiosk.ledger.check import check_book
from kiosk.ledger.keyring import Enrolled, Keyring, keyring_path, read_keyring, write_keyring
from kiosk.ledger.officer_keys import REHEARSAL, make_key, unlock
from kiosk.ledger.store import Ledger
from kiosk.meeting import facts as f
from kiosk.meeting.roll import Delegate, DelegateClass

MEETING = "0123456789abcdef" * 2
PHRASES = {"王建国": "long enough one", "李敏": "long enough two", "赵秀英": "long enough three"}
OFFICES = {"王建国": "chair", "李敏": "operator", "赵秀英": "teller"}
TYPED = "long enough one\nlong enough two\n"
NEW = "a new passphrase"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A meeting with three officers and one delegate, whose kiosk was ended."""
    path = tmp_path / "meeting.book"
    ring = Keyring().with_officers(
        Enrolled(name, OFFICES[name], make_key(words, cost=REHEARSAL))
        for name, words in PHRASES.items()
    )
    write_keyring(keyring_path(path), ring)
    line = roll_line(Delegate(7, "A-7", DelegateClass.CITIZEN, True, ""), name="陈玉兰")
    with Ledger.create(path, meeting=MEETING, mirror=None, clock=ManualClock()) as ledger:
        ledger.append(
            [f.BookOpened(MEETING, "市民大会", "", "", "", 480, False, "t", "0" * 64, "")]
        )
        keys = {name: one.key.public.hex() for name, one in ring.officers.items()}
        ledger.append([f.OfficerNamed(name, OFFICES[name], keys[name]) for name in PHRASES])
        ledger.add_persons([line.person])
        ledger.append([f.RollFrozen((line.delegate,))])
    return path


def said(*words: str, typed: str = TYPED) -> str:
    return CliRunner().invoke(command_line(()), words, input=typed, catch_exceptions=False).stdout


def complained(*words: str, typed: str = TYPED) -> str:
    return CliRunner().invoke(command_line(()), words, input=typed, catch_exceptions=False).stderr


def facts(book: Path, kind: type) -> list:
    with Ledger.read(book) as opened:
        return [one.fact for one in opened.entries(facts=[kind])]


def vouching(book: Path, *, by: str = "王建国", other: str = "李敏", reason: str = "遗忘口令"):
    return (
        *("officers", "vouch", "赵秀英:teller", "--by", by, "--and", other),
        *("--reason", reason, "--keyring", str(keyring_path(book)), "--book", str(book)),
    )


def revealing(book: Path, number: int = 7, *, by: str = "王建国", other: str = "李敏"):
    return (
        *("book", "reveal", str(book), "--number", str(number), "--by", by, "--and", other),
        *("--reason", "核对住址", "--json"),
    )


def test_who_lost_the_passphrase_gets_a_new_key_that_keyring_and_book_know(book: Path):
    said(*vouching(book), typed=f"{TYPED}{NEW}\n")
    key = read_keyring(keyring_path(book)).officers["赵秀英"].key
    unlock(key, NEW, where="赵秀英")
    (entered,) = facts(book, f.OfficerEnrolled)
    assert (entered.officer, entered.public_key) == ("赵秀英", key.public.hex())
    assert (entered.officers, entered.reason) == (("王建国", "李敏"), "遗忘口令")


def test_a_new_officer_is_enrolled_without_a_book(book: Path):
    ring = str(keyring_path(book))
    words = (
        "officers",
        "vouch",
        "陈思远:notary",
        "--by",
        "王建国",
        "--and",
        "李敏",
        "--reason",
        "到任",
    )
    told = json.loads(said(*words, "--keyring", ring, "--json", typed=f"{TYPED}{NEW}\n"))
    assert told["officers"][0]["office"] == "notary"
    assert list(read_keyring(Path(ring)).officers) == [*PHRASES, "陈思远"]


@pytest.mark.parametrize(
    ("how", "typed", "why"),
    [
        ({}, "long enough one\nwrong\n", "passphrase"),
        ({"other": "王建国"}, TYPED, "two different officers"),
        ({"other": "赵秀英"}, TYPED, "nobody vouches for the own key"),
        ({"reason": " "}, TYPED, "no reason is given"),
        ({"other": "李四"}, TYPED, "not enrolled"),
        ({}, f"{TYPED}short\n", "too short"),
    ],
)
def test_nobody_gets_a_key_otherwise_and_nothing_is_written(
    book: Path, how: dict[str, str], typed: str, why: str
):
    before = keyring_path(book).read_bytes()
    with pytest.raises(UnusableInput, match=why):
        said(*vouching(book, **how), typed=typed)
    assert keyring_path(book).read_bytes() == before
    assert facts(book, f.OfficerEnrolled) == []


def test_an_empty_keyring_has_nobody_who_could_vouch(book: Path, tmp_path: Path):
    keyring_path(book).unlink()
    with pytest.raises(UnusableInput, match="nobody is enrolled yet"):
        said(*vouching(book))


def test_a_personal_record_is_shown_and_the_book_holds_that_it_was(book: Path):
    shown = json.loads(said(*revealing(book)))
    assert shown == {"number": 7, "name": "陈玉兰"}
    assert "name: 陈玉兰" in said(*revealing(book)[:-1])
    entered = facts(book, f.PersonRevealed)
    assert entered == [f.PersonRevealed(7, "核对住址", ("王建国", "李敏"))] * 2


@pytest.mark.parametrize(
    ("number", "typed", "why"),
    [(8, TYPED, "not on roll"), (7, "long enough one\nwrong\n", "passphrase")],
)
def test_no_record_is_shown_otherwise(book: Path, number: int, typed: str, why: str):
    with pytest.raises(UnusableInput, match=why):
        said(*revealing(book, number), typed=typed)
    assert facts(book, f.PersonRevealed) == []


def test_a_record_that_was_deleted_is_told_and_not_entered_as_shown(book: Path):
    with Ledger.open(book, mirror=None, clock=ManualClock()) as ledger:
        ledger.forget_persons()
    with pytest.raises(UnusableInput, match="is not here any more"):
        said(*revealing(book))
    assert facts(book, f.PersonRevealed) == []


def revoking(book: Path):
    return ("passes", "--book", str(book), "--revoke", "7", "--by", "王建国", "--reason", "遗失")


ENTERED = {"reveal": revealing, "vouch": vouching, "revoke": revoking}


@pytest.fixture
def mirror(book: Path, tmp_path: Path) -> Path:
    """The second copy of the book, level with it."""
    path = tmp_path / "stick" / "meeting.mirror"
    path.parent.mkdir()
    Ledger.open(book, mirror=path, clock=ManualClock()).close()
    return path


def breaks(book: Path, mirror: Path) -> list[str]:
    with Ledger.read(book, mirror=mirror) as opened:
        return [one.kind.value for one in check_book(opened)]


@pytest.mark.parametrize("what", ENTERED)
def test_what_a_command_enters_stands_in_both_copies(book: Path, mirror: Path, what: str):
    typed = f"{TYPED}{NEW}\n"
    assert complained(*ENTERED[what](book), "--mirror", str(mirror), typed=typed) == ""
    assert breaks(book, mirror) == []


@pytest.mark.parametrize("what", ENTERED)
def test_an_entry_in_the_book_alone_is_never_silent(book: Path, mirror: Path, what: str):
    told = complained(*ENTERED[what](book), typed=f"{TYPED}{NEW}\n")
    assert told.startswith(f"{book}: entered in the book alone")
    assert told.count("\n") == 1
    assert breaks(book, mirror) == ["mirror"]


def test_a_mirror_that_takes_nothing_lets_nothing_be_entered(book: Path, mirror: Path):
    before = book.read_bytes(), keyring_path(book).read_bytes()
    other = mirror.with_name("other.mirror")
    other.write_bytes(mirror.read_bytes().replace("市民大会".encode(), "另一大会".encode()))
    with pytest.raises(BookFault, match="differs from the book at entry 0"):
        said(*vouching(book), "--mirror", str(other), typed=f"{TYPED}{NEW}\n")
    with pytest.raises(BookFault, match="mirror cannot be written"):
        said(*revealing(book), "--mirror", str(mirror.parent))
    with pytest.raises(UnusableInput, match="there is no such file"):
        said(*revealing(book), "--mirror", str(mirror.with_name("gone.mirror")))
    assert (book.read_bytes(), keyring_path(book).read_bytes()) == before


@pytest.mark.parametrize("what", ENTERED)
def test_a_name_that_is_no_book_is_unusable_and_shows_no_password(
    book: Path, tmp_path: Path, what: str
):
    foreign = tmp_path / "passwd"
    foreign.write_text("root:x:0:0")
    ring = str(keyring_path(book))
    for path, told in (
        (tmp_path / "none.book", "no book of this name"),
        (foreign, "is not a book"),
        (Path("postgresql+psycopg://kiosk:geheim@10.0.0.5/hall"), "shared book is not used here"),
    ):
        with pytest.raises(UnusableInput, match=told) as caught:
            words = (one.replace(str(keyring_path(path)), ring) for one in ENTERED[what](path))
            said(*words)
        assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("what", ENTERED)
def test_who_is_locked_out_at_the_console_is_so_at_the_command_line(book: Path, what: str):
    clock = ManualClock(utc=SystemClock().now().utc - timedelta(seconds=200))
    with Ledger.open(book, mirror=None, clock=clock) as ledger:
        ledger.append([f.OfficerLockedOut("王建国", 5, 300)])
        before = ledger.head
    with pytest.raises(UnusableInput, match="王建国: this officer is locked out until"):
        said(*ENTERED[what](book), typed=f"{TYPED}{NEW}\n")
    with Ledger.read(book) as opened:
        assert opened.head == before


def test_a_lock_out_that_is_over_is_over(book: Path):
    clock = ManualClock(utc=SystemClock().now().utc - timedelta(seconds=301))
    with Ledger.open(book, mirror=None, clock=clock) as ledger:
        ledger.append([f.OfficerLockedOut("王建国", 5, 300)])
    assert json.loads(said(*revealing(book)))["name"] == "陈玉兰"
