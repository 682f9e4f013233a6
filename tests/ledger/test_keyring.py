"""The keyring outlives the meetings, and a damaged one is told and left alone."""

from pathlib import Path

import pytest

from kiosk.faults import BookFault
from kiosk.ledger.keyring import (
    Enrolled,
    Keyring,
    keyring_path,
    read_keyring,
    write_keyring,
)
from kiosk.ledger.officer_keys import REHEARSAL, make_key, unlock

CHAIR = Enrolled("王建国", "chair", make_key("one", cost=REHEARSAL))
OPERATOR = Enrolled("李敏", "operator", make_key("two", cost=REHEARSAL))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return keyring_path(tmp_path / "meeting.book")


def test_an_empty_pc_has_an_empty_keyring(path: Path) -> None:
    assert path.name == "officers.keyring"
    assert read_keyring(path) == Keyring()


def test_officers_come_back_with_their_keys(path: Path) -> None:
    write_keyring(path, Keyring().with_officers([CHAIR, OPERATOR]))
    assert path.stat().st_mode & 0o777 == 0o600
    found = read_keyring(path)
    assert list(found.officers) == ["王建国", "李敏"]
    assert unlock(found.officers["李敏"].key, "two")
    assert [one.name for one in path.parent.iterdir()] == ["officers.keyring"]


def test_a_new_key_takes_the_place_of_the_old_one(path: Path) -> None:
    write_keyring(path, Keyring().with_officers([CHAIR, OPERATOR]))
    anew = Enrolled("李敏", "operator", make_key("three", cost=REHEARSAL))
    write_keyring(path, read_keyring(path).with_officers([anew]))
    found = read_keyring(path).officers
    assert list(found) == ["王建国", "李敏"]
    assert unlock(found["李敏"].key, "three")


def test_a_damaged_keyring_is_told_in_one_line_and_left_as_it_is(path: Path) -> None:
    write_keyring(path, Keyring().with_officers([CHAIR, OPERATOR]))
    whole = path.read_bytes()
    for content in (
        b"",
        b"\xff\xfe",
        whole[: len(whole) // 2],
        b"[]",
        b'{"format":"kiosk-keyring/1"}',
        b'{"format":"of another program","officers":[]}',
        b'{"format":"kiosk-keyring/1","officers":[{"name":"","role":"chair","key":"x"}]}',
        whole.replace(b"argon2id", b"argon2x"),
        whole.replace("李敏".encode(), "王建国".encode()),
    ):
        path.write_bytes(content)
        with pytest.raises(BookFault, match="the keyring is damaged") as told:
            read_keyring(path)
        assert "\n" not in str(told.value)
        assert path.read_bytes() == content


def test_a_keyring_of_a_newer_kiosk_is_not_called_damaged(path: Path) -> None:
    path.write_bytes(b'{"format":"kiosk-keyring/2","people":[]}')
    with pytest.raises(BookFault, match="written by a newer kiosk"):
        read_keyring(path)


def test_a_keyring_that_cannot_be_read_or_written_is_a_fault_of_the_hall(path: Path) -> None:
    path.mkdir()
    with pytest.raises(BookFault, match="the keyring is damaged"):
        read_keyring(path)
    with pytest.raises(BookFault):
        write_keyring(path, Keyring())
    with pytest.raises(BookFault, match="no such file or folder"):
        write_keyring(path.parent / "nowhere" / "officers.keyring", Keyring())
