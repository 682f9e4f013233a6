"""The second copy: level, lagging, torn, lost, foreign, ahead."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.clock import ManualClock
from kiosk.faults import BookFault
from kiosk.ledger.check import check_book
from kiosk.ledger.mirror import MirrorState
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import CheckInOpened, Fact, HallFaulted
from kiosk.meeting.mirror import Copies

Create = Callable[..., Ledger]
Make = Callable[..., Fact]


def lines_of(ledger: Ledger) -> bytes:
    return b"".join(
        f"{one.number} {one.hash.hex()} ".encode() + one.body + b"\n" for one in ledger.raw()
    )


def test_the_mirror_holds_number_hash_and_body_of_every_entry(
    create: Create, mirror: Path, press: Make
) -> None:
    ledger = create(mirror)
    assert mirror.read_bytes() == b""
    ledger.append([press(1), press(2)])
    ledger.append([press(3)])
    assert mirror.read_bytes() == lines_of(ledger)
    assert mirror.read_bytes().count(b"\n") == 3
    assert (ledger.mirror_state, ledger.mirror_fault) == (MirrorState.OK, None)


def test_a_book_without_a_mirror_says_so(create: Create) -> None:
    ledger = create()
    assert (ledger.mirror_state, ledger.mirror_fault) == (MirrorState.OFF, None)
    assert ledger.resync_mirror() is MirrorState.OFF


@pytest.mark.parametrize("rest", ["lacking", "torn", "zeros", "torn after two", "whole"])
def test_a_lagging_or_torn_mirror_is_brought_level_at_the_start(
    create: Create, path: Path, mirror: Path, clock: ManualClock, press: Make, *, rest: str
) -> None:
    with create(mirror) as ledger:
        ledger.append([press(number) for number in range(4)])
        whole = lines_of(ledger)
    if rest == "lacking":
        mirror.unlink()
    else:
        two = whole.index(b"\n2 ") + 1
        cut = {"torn": whole[:300], "zeros": bytes(2000), "torn after two": whole[: two + 90]}
        left = cut.get(rest, whole)
        mirror.write_bytes(whole[:two] + left if rest == "zeros" else left)
    with Ledger.open(path, mirror=mirror, clock=clock) as ledger:
        assert mirror.read_bytes() == whole
        assert ledger.mirror_state is MirrorState.OK
        ledger.append([CheckInOpened()])
        assert mirror.read_bytes() == lines_of(ledger)
        assert check_book(ledger) == []


def test_a_mirror_ahead_of_the_book_means_the_book_lost_something(
    create: Create, path: Path, mirror: Path, clock: ManualClock, press: Make
) -> None:
    with create(mirror) as ledger:
        ledger.append([press(1)])
    for more in (b"1 00 {}\n", b"1 00 {"):
        whole = mirror.read_bytes()
        mirror.write_bytes(whole + more)
        with pytest.raises(BookFault, match="more than the book, which ends at entry 0") as caught:
            Ledger.open(path, mirror=mirror, clock=clock)
        assert caught.value.where == str(mirror)
        assert mirror.read_bytes() == whole + more
        with Ledger.read(path, mirror=mirror) as book:
            assert [(one.number, one.kind.value) for one in check_book(book)] == [(1, "mirror")]
        mirror.write_bytes(whole)


@pytest.mark.parametrize("change", [(b"A-1", b"A-9"), (b"A-1", b"A-10"), (b'"A-1"', b'""')])
def test_a_mirror_that_differs_is_not_touched(
    create: Create, path: Path, mirror: Path, clock: ManualClock, press: Make, *, change
) -> None:
    with create(mirror) as ledger:
        ledger.append([press(number) for number in range(3)])
    mirror.write_bytes(mirror.read_bytes().replace(*change))
    before = mirror.read_bytes()
    with pytest.raises(BookFault, match="the mirror differs from the book at entry 1"):
        Ledger.open(path, mirror=mirror, clock=clock)
    assert mirror.read_bytes() == before
    with Ledger.read(path, mirror=mirror) as book:
        assert [(one.number, one.kind.value) for one in check_book(book)] == [(1, "mirror")]


def test_a_last_line_that_differs_and_lasts_longer_is_a_whole_line(
    create: Create, path: Path, mirror: Path, clock: ManualClock, press: Make
) -> None:
    with create(mirror) as ledger:
        ledger.append([press(1)])
    mirror.write_bytes(mirror.read_bytes().replace(b"A-1", b"A-10"))
    with pytest.raises(BookFault, match="differs from the book at entry 0"):
        Ledger.open(path, mirror=mirror, clock=clock)


def test_a_mirror_removed_while_the_hall_runs_is_lost_and_comes_back(
    create: Create, mirror: Path, press: Make
) -> None:
    ledger = create(mirror)
    ledger.append([press(1)])
    mirror.rename(mirror.with_name("elsewhere"))
    entered = ledger.append([press(2)])
    assert [one.number for one in entered] == [1]
    assert ledger.mirror_state is MirrorState.LOST
    assert ledger.mirror_fault is not None
    assert "the mirror cannot be written" in str(ledger.mirror_fault)
    assert ledger.append([press(3)])[0].number == 2
    assert [one.kind.value for one in check_book(ledger)] == ["mirror"]
    mirror.with_name("elsewhere").rename(mirror)
    assert ledger.resync_mirror() is MirrorState.OK
    assert ledger.mirror_fault is None
    assert mirror.read_bytes() == lines_of(ledger)


def test_a_mirror_that_another_hand_wrote_into_is_lost(
    create: Create, mirror: Path, press: Make
) -> None:
    ledger = create(mirror)
    ledger.append([press(1)])
    with mirror.open("ab") as other:
        other.write(b"hello\n")
    ledger.append([press(2)])
    assert ledger.mirror_state is MirrorState.LOST
    with pytest.raises(BookFault, match="differs from the book at entry 1"):
        ledger.resync_mirror()
    assert ledger.mirror_state is MirrorState.LOST
    assert ledger.mirror_fault is not None
    assert "differs" in str(ledger.mirror_fault)


def test_a_full_medium_lags_and_the_book_goes_on(create: Create, mirror: Path, press: Make) -> None:
    ledger = create(mirror)
    ledger.append([press(1)])
    full = os.open("/dev/full", os.O_WRONLY)
    assert ledger._mirror is not None
    os.dup2(full, ledger._mirror._fd)
    os.close(full)
    assert ledger.append([press(2)])[0].number == 1
    assert ledger.mirror_state is MirrorState.LAGGING
    assert ledger.mirror_fault is not None
    assert "the medium of the mirror is full" in str(ledger.mirror_fault)
    assert ledger.resync_mirror() is MirrorState.OK
    assert mirror.read_bytes() == lines_of(ledger)


def test_a_medium_that_is_missing_at_the_start_is_told_and_the_choice_left(
    create: Create, path: Path, mirror: Path, clock: ManualClock, press: Make
) -> None:
    with create(mirror) as ledger:
        ledger.append([press(1)])
    mirror.parent.rename(mirror.parent.with_name("pulled"))
    with Ledger.open(path, mirror=mirror, clock=clock) as ledger:
        assert ledger.mirror_state is MirrorState.LOST
        assert not mirror.parent.exists()
        ledger.append([press(2)])
        assert [one.number for one in check_book(ledger)] == [0]
        mirror.parent.with_name("pulled").rename(mirror.parent)
        assert ledger.resync_mirror() is MirrorState.OK
        assert check_book(ledger) == []


def test_a_book_does_not_begin_with_a_mirror_that_is_missing_or_another_books(
    path: Path, mirror: Path, clock: ManualClock
) -> None:
    path.parent.mkdir()
    with pytest.raises(BookFault, match="the mirror cannot be written"):
        Ledger.create(path, meeting="ab" * 16, mirror=mirror, clock=clock)
    mirror.parent.mkdir()
    mirror.write_bytes(b"0 another book\n")
    with pytest.raises(BookFault, match="the mirror of another book stands there"):
        Ledger.create(path, meeting="ab" * 16, mirror=mirror, clock=clock)
    assert mirror.read_bytes() == b"0 another book\n"
    assert not path.exists()
    mirror.write_bytes(b"")
    Ledger.create(path, meeting="ab" * 16, mirror=mirror, clock=clock).close()


def test_a_mirror_that_is_no_file_is_lost(
    create: Create, path: Path, mirror: Path, clock: ManualClock
) -> None:
    create().close()
    mirror.mkdir()
    with Ledger.open(path, mirror=mirror, clock=clock) as ledger:
        assert ledger.mirror_state is MirrorState.LOST
        assert "not an ordinary file" in str(ledger.mirror_fault)
        assert [one.kind.value for one in check_book(ledger)] == ["mirror"]


def test_the_heads_are_read_from_the_medium_and_compared(
    create: Create, mirror: Path, press: Make
) -> None:
    ledger = create(mirror)
    ledger.append([press(1), CheckInOpened()])
    assert ledger.compare_heads() is Copies.OK
    ledger.append([HallFaulted("x" * 50_000, "far longer than one piece")])
    assert ledger.compare_heads() is Copies.OK
    mirror.rename(mirror.with_name("away"))
    assert ledger.compare_heads() is Copies.LOST
    assert ledger.mirror_state is MirrorState.LOST
    assert ledger.compare_heads() is Copies.LOST


def test_a_mirror_whose_end_was_changed_is_lost(create: Create, mirror: Path, press: Make) -> None:
    ledger = create(mirror)
    ledger.append([press(1)])
    mirror.write_bytes(mirror.read_bytes().replace(b"0 ", b"7 ", 1))
    assert ledger.compare_heads() is Copies.DIFFERS
    assert ledger.mirror_state is MirrorState.LOST
    with pytest.raises(BookFault, match="the mirror differs from the book at entry 0"):
        ledger.look_at_mirror()


def test_the_medium_is_looked_at_without_writing(create: Create, mirror: Path, press: Make) -> None:
    ledger = create(mirror)
    ledger.append([press(1)])
    ledger.look_at_mirror()
    assert ledger.mirror_state is MirrorState.OK
    mirror.parent.rename(mirror.parent.with_name("pulled"))
    ledger.look_at_mirror()
    assert ledger.mirror_state is MirrorState.LOST
    ledger.look_at_mirror()
    assert ledger.mirror_state is MirrorState.LOST
    mirror.parent.with_name("pulled").rename(mirror.parent)
    ledger.look_at_mirror()
    assert ledger.mirror_state is MirrorState.OK


def test_a_book_without_a_mirror_has_nothing_to_compare(create: Create) -> None:
    ledger = create()
    ledger.look_at_mirror()
    assert ledger.compare_heads() is Copies.OFF


def test_holes_of_zeros_are_what_a_power_cut_leaves_and_are_filled(
    create: Create, path: Path, mirror: Path, clock: ManualClock, press: Make
) -> None:
    with create(mirror) as ledger:
        ledger.append([press(number) for number in range(12)])
    whole = mirror.read_bytes()
    for hole in (range(512, 1024), range(len(whole) - 700, len(whole) - 100)):
        torn = bytearray(whole)
        torn[hole.start : hole.stop] = bytes(len(hole))
        mirror.write_bytes(torn)
        with Ledger.read(path, mirror=mirror) as book:
            assert [one.kind.value for one in check_book(book)] == ["mirror"]
        Ledger.open(path, mirror=mirror, clock=clock).close()
        assert mirror.read_bytes() == whole
    changed = bytearray(whole)
    changed[600] = ord("x")
    mirror.write_bytes(changed)
    with pytest.raises(BookFault, match="the mirror differs from the book"):
        Ledger.open(path, mirror=mirror, clock=clock)
