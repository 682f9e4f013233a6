"""The second medium goes and returns: nothing is acknowledged for one copy alone, unless chosen."""

from pathlib import Path

import pytest
from clerk_room import OFFICERS, Room

from kiosk.clerk import orders as o
from kiosk.clerk.acting import orders_of
from kiosk.clerk.views import Act, HallMode, Light
from kiosk.meeting.facts import (
    BallotCast,
    MirrorCompared,
    MirrorForgone,
    MirrorLost,
    MirrorReturned,
    PollPaused,
)
from kiosk.meeting.mirror import Copies, Medium
from kiosk.meeting.poll import Stage
from kiosk.meeting.refusal import Reason


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def room(tmp_path: Path, stick: Path) -> Room:
    return Room(tmp_path, mirror=stick / "meeting.mirror")


def pull(stick: Path) -> None:
    stick.rename(stick.with_name("pulled"))


def put_back(stick: Path) -> None:
    stick.with_name("pulled").rename(stick)


def acknowledged(room: Room) -> list[object]:
    return [number for what, *told in room.log if what == "acknowledged" for number in told[0]]


def close(room: Room) -> None:
    room.done(o.ClosePoll(OFFICERS[0]))
    room.hear(room.drained(last=len(room.facts(BallotCast))))


def second_medium(room: Room):
    return next(line for line in room.console.room if line.name == "Second medium")


def test_a_press_for_one_copy_alone_is_written_kept_and_acknowledged_when_the_other_is_back(
    room: Room, stick: Path
):
    room.with_open_poll()
    pull(stick)
    room.hear(room.press(3, 1, sequence=1))
    room.hear(room.press(3, 1, sequence=1), room.press(4, 2, sequence=2))
    assert len(room.facts(BallotCast)) == 1
    assert acknowledged(room) == []
    assert room.state.poll.stage is Stage.PAUSED
    assert [fact.by for fact in room.facts(PollPaused)] == ["mirror"]
    assert len(room.facts(MirrorLost)) == 1
    assert room.views[-1].hall.mode is HallMode.PAUSED
    assert room.console.mirror == "lost"
    assert second_medium(room).light is Light.BAD
    assert any(
        one.args.get("where") == str(stick / "meeting.mirror") for one in room.console.faults
    )
    room.pass_time(5)
    assert acknowledged(room) == []
    put_back(stick)
    room.pass_time(2.1)
    assert sorted(acknowledged(room)) == [1, 2]
    (returned,) = room.facts(MirrorReturned)
    assert room.ledger.hash_of(returned.entry).hex() == returned.head
    assert room.state.medium is Medium.LEVEL
    assert room.console.mirror == "ok"
    assert room.state.poll.stage is Stage.PAUSED
    room.done(o.ResumePoll("chair"))


def test_a_medium_that_is_pulled_in_the_quiet_is_noticed(room: Room, stick: Path):
    room.with_roll()
    pull(stick)
    room.pass_time(2.1)
    assert len(room.facts(MirrorLost)) == 1
    room.pass_time(20)
    assert len(room.facts(MirrorLost)) == 1


def test_nothing_is_opened_resumed_or_declared_until_somebody_chose(room: Room, stick: Path):
    room.with_open_poll()
    pull(stick)
    room.pass_time(2.1)
    assert room.order(o.ResumePoll("chair")).reason is Reason.MIRROR_LOST
    assert room.console.next.refusal.reason is Reason.MIRROR_LOST
    assert room.order(o.GoOnWithoutMirror("", OFFICERS)).reason is Reason.REASON_MISSING
    same = (OFFICERS[0], OFFICERS[0])
    assert room.order(o.GoOnWithoutMirror("坏", same)).reason is Reason.TWO_OFFICERS_NEEDED
    assert Act.GO_ON_WITHOUT_MIRROR in [one.act for one in room.console.actions]
    told = {"reason": "介质损坏", "first": OFFICERS[0], "second": OFFICERS[1]}
    (order,) = orders_of(Act.GO_ON_WITHOUT_MIRROR, room.console, {}, told)
    room.done(order)
    assert room.facts(MirrorForgone) == [MirrorForgone("介质损坏", OFFICERS)]
    assert Act.GO_ON_WITHOUT_MIRROR not in [one.act for one in room.console.actions]
    assert room.console.mirror == "forgone"
    assert second_medium(room).light is Light.WARN
    assert room.order(o.GoOnWithoutMirror("坏", OFFICERS)).reason is Reason.MIRROR_NOT_LOST
    room.done(o.ResumePoll("chair"))
    room.hear(room.press(3, 1, sequence=1))
    assert acknowledged(room) == [1]


def test_what_was_kept_is_acknowledged_when_two_officers_forgo_the_mirror(room: Room, stick: Path):
    room.with_open_poll()
    pull(stick)
    room.hear(room.press(3, 1, sequence=1))
    assert acknowledged(room) == []
    room.done(o.GoOnWithoutMirror("介质损坏", OFFICERS))
    assert acknowledged(room) == [1]


def test_the_heads_are_compared_once_after_every_close(room: Room):
    room.with_open_poll()
    room.hear(room.press(3, 1, sequence=1))
    close(room)
    (compared,) = room.facts(MirrorCompared)
    assert (compared.poll, compared.found) == (1, Copies.OK)
    assert room.ledger.hash_of(compared.entry).hex() == compared.head
    assert second_medium(room).sentence.args == {"entry": compared.entry}
    room.pass_time(10)
    assert len(room.facts(MirrorCompared)) == 1


def test_a_mirror_that_was_changed_behind_our_back_is_found_at_the_close(room: Room, stick: Path):
    room.with_open_poll()
    mirror = stick / "meeting.mirror"

    def change() -> None:
        content = bytearray(mirror.read_bytes())
        content[content[:-1].rindex(b"\n") + 8] ^= 1
        with mirror.open("rb+") as file:
            file.write(content)

    compare = room.ledger.compare_heads
    room.ledger.compare_heads = lambda: (change(), compare())[1]
    close(room)
    assert [one.found for one in room.facts(MirrorCompared)] == [Copies.DIFFERS]
    assert len(room.facts(MirrorLost)) == 1
    assert any("副本" in str(one) or "mirror" in str(one) for one in room.console.faults)
    room.pass_time(10)
    assert room.state.medium is Medium.LOST


def test_a_close_without_the_second_medium_says_so(room: Room, stick: Path):
    room.with_open_poll()
    pull(stick)
    room.pass_time(2.1)
    close(room)
    assert [one.found for one in room.facts(MirrorCompared)] == [Copies.LOST]
    assert room.order(o.Declare("chair")).reason in (
        Reason.MIRROR_LOST,
        Reason.SILENT_NOT_ACKNOWLEDGED,
    )


def test_a_hall_without_a_second_medium_says_off(tmp_path: Path):
    room = Room(tmp_path)
    room.with_open_poll()
    close(room)
    assert [one.found for one in room.facts(MirrorCompared)] == [Copies.OFF]
    assert room.console.mirror == "off"


def test_another_meetings_medium_is_told_until_it_is_taken_out(room: Room, stick: Path):
    room.with_roll()
    pull(stick)
    room.pass_time(2.1)
    stick.mkdir()
    (stick / "meeting.mirror").write_bytes(b"0 another meeting\n")
    room.pass_time(4)
    assert room.state.medium is Medium.LOST
    assert any("differs" in str(one.args["what"]) for one in room.console.faults if one.args)
    assert (stick / "meeting.mirror").read_bytes() == b"0 another meeting\n"


def test_a_kiosk_that_starts_without_its_medium_says_so(room: Room, tmp_path: Path, stick: Path):
    room.with_roll()
    room.ledger.close()
    pull(stick)
    again = Room(tmp_path, fresh=False, mirror=stick / "meeting.mirror")
    assert len(again.facts(MirrorLost)) == 1
    again.ledger.close()
    put_back(stick)
    third = Room(tmp_path, fresh=False, mirror=stick / "meeting.mirror")
    assert len(third.facts(MirrorReturned)) == 1
    assert third.state.medium is Medium.LEVEL
