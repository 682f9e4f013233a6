"""A lost key comes back from two of three slips, and never another one in its place."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.faults import BookFault, UnusableInput
from kiosk.ledger.data_key import data_key_path, hall_key_path
from kiosk.ledger.key_files import recover_key, secret_of, slip, words_of
from kiosk.ledger.keys import SealKey, seal_key_path
from kiosk.ledger.shares import from_words, to_words
from kiosk.ledger.store import Ledger

Create = Callable[..., Ledger]
OTHER = bytes(range(32))


@pytest.fixture
def kept(
    create: Create, path: Path, key: SealKey, meet: Callable[[Ledger], None]
) -> Callable[[Path], Path]:
    """A small meeting with all three key files; gives a file that was lost."""
    ledger = create()
    meet(ledger)
    ledger.close()

    def lose(file: Path) -> Path:
        file.unlink()
        return file

    return lose


@pytest.mark.parametrize("file_of", [seal_key_path, data_key_path, hall_key_path])
def test_a_lost_key_comes_back_from_two_slips(
    kept: Callable[[Path], Path], path: Path, file_of: Callable[[Path], Path]
) -> None:
    file = file_of(path)
    secret = secret_of(file)
    slips = [slip(file, said, number=n) for n, said in enumerate(to_words(secret), start=1)]
    kept(file)
    recover_key(file, from_words([words_of(slips[0]), words_of(slips[2])]))
    assert secret_of(file) == secret
    assert file.stat().st_mode & 0o777 == 0o600
    with Ledger.read(path) as book:
        assert len(book.persons()) == 3
    with pytest.raises(UnusableInput, match="a key file of this name already"):
        recover_key(file, secret)


@pytest.mark.parametrize("file_of", [seal_key_path, data_key_path, hall_key_path])
def test_the_words_of_another_meeting_write_nothing(
    kept: Callable[[Path], Path], path: Path, file_of: Callable[[Path], Path]
) -> None:
    file = kept(file_of(path))
    with pytest.raises(UnusableInput, match="these words give another key than the one of this"):
        recover_key(file, OTHER)
    assert not file.exists()


def test_a_seal_key_without_a_book_beside_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "alone.seal-key"
    recover_key(file, OTHER)
    assert secret_of(file) == OTHER
    with pytest.raises(UnusableInput, match="these words give another key"):
        recover_key(tmp_path / "alone.data-key", OTHER)


def test_what_is_no_key_file_is_told(tmp_path: Path) -> None:
    for ask in (secret_of, lambda file: recover_key(file, OTHER)):
        with pytest.raises(UnusableInput, match="this is no key file"):
            ask(tmp_path / "meeting.book")
    with pytest.raises(BookFault, match="the hall's key is missing"):
        secret_of(tmp_path / "hall.key")


def test_records_of_old_that_are_plain_do_not_hinder_a_data_key(
    kept: Callable[[Path], Path], path: Path, tamper: Callable[..., None]
) -> None:
    file = data_key_path(path)
    secret = secret_of(file)
    tamper("UPDATE person SET record = x'7b7d' WHERE number = 2")
    recover_key(kept(file), secret)
    assert secret_of(file) == secret


def test_bare_words_are_words_of_a_slip_too() -> None:
    first = to_words(OTHER)[0]
    assert words_of(first) == first
    assert words_of(slip(Path("hall.key"), first, number=1)) == first
