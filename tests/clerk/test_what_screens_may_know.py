"""No direction leaves the clerk before its time: two halls that press the opposite look alike."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest
from clerk_room import OFFICERS, Room

from kiosk.clerk import orders as o
from kiosk.clerk.views import Act, ConsoleView, HallMode, HallView
from kiosk.meeting.agenda import Gate
from kiosk.meeting.outcome import Outcome
from kiosk.meeting.refusal import Reason
from kiosk.meeting.tally import Tally


def walked(value: object) -> Iterator[object]:
    """A view with everything in it."""
    yield value
    if is_dataclass(value):
        for one in fields(value):
            yield from walked(getattr(value, one.name))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from walked(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from walked(one)


def figures(view: object) -> list[object]:
    return [one for one in walked(view) if isinstance(one, Tally | Outcome)]


@pytest.fixture
def halls(tmp_path: Path) -> Iterator[tuple[Room, Room]]:
    """Two halls; in the second everybody presses the opposite."""
    rooms = Room(tmp_path / "one"), Room(tmp_path / "two")
    yield rooms
    for room in rooms:
        room.ledger.close()


@pytest.fixture(autouse=True)
def folders(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()


FOR, AGAINST = 1, 2


def pressed(room: Room, first: int, second: int) -> None:
    room.hear(*(room.press(n, first, sequence=n) for n in range(1, 8)))
    room.hear(room.press(8, second, sequence=8), room.press(9, first, sequence=9))
    room.hear(room.press(9, second, sequence=10), room.press(1, first, sequence=11))


def without_head(view: HallView | ConsoleView) -> HallView | ConsoleView:
    return replace(view, head="")


def everywhere(halls: tuple[Room, Room], order: o.Order) -> None:
    for room in halls:
        room.done(order)


def test_while_it_is_open_nobody_can_tell_two_halls_apart(halls: tuple[Room, Room]):
    one, two = (room.with_open_poll() for room in halls)
    pressed(one, FOR, AGAINST)
    pressed(two, AGAINST, FOR)
    for order in (None, o.PausePoll(OFFICERS[0]), o.ResumePoll(OFFICERS[0])):
        if order is not None:
            everywhere(halls, order)
        assert without_head(one.hall) == without_head(two.hall)
        assert without_head(one.console) == without_head(two.console)
        assert figures(one.hall) == figures(one.console) == []
    assert one.hall.pressed == 9


def test_while_the_line_is_drained_nobody_can_either(halls: tuple[Room, Room]):
    one, two = (room.with_open_poll() for room in halls)
    pressed(one, FOR, AGAINST)
    pressed(two, AGAINST, FOR)
    everywhere(halls, o.ClosePoll(OFFICERS[0]))
    assert one.hall.mode is HallMode.CLOSING
    assert without_head(one.hall) == without_head(two.hall)
    assert without_head(one.console) == without_head(two.console)


def test_counted_and_not_declared_is_the_consoles_alone(halls: tuple[Room, Room]):
    one, two = (room.with_open_poll() for room in halls)
    pressed(one, FOR, AGAINST)
    pressed(two, AGAINST, FOR)
    everywhere(halls, o.ClosePoll(OFFICERS[0]))
    for room in halls:
        room.hear(room.drained(last=11))
    assert one.hall.mode is HallMode.COUNTED
    assert without_head(one.hall) == without_head(two.hall)
    assert figures(one.hall) == []
    assert one.console.tally != two.console.tally


def test_declared_is_everybodys(halls: tuple[Room, Room]):
    room = halls[0].with_declared_poll()
    assert room.hall.mode is HallMode.RESULT
    assert room.hall.tally.in_favour == 10
    assert room.hall.outcome.verdict == "passed"
    assert room.hall.entry == room.state.poll.declared.number
    room.done(o.Object("代表", "计票"))
    assert room.hall.entry == room.state.poll.declared.number
    assert room.hall.head == room.ledger.hash_of(room.hall.entry).hex()


def test_the_wall_forgets_the_result_when_the_chair_goes_on(halls: tuple[Room, Room]):
    room = halls[0].with_declared_poll()
    room.done(o.TableItem(2, "绿化", ""))
    room.done(o.PutMotion(2, "关于绿化的议案", "种树。", noticed=True))
    room.done(o.EnterPhase(2, "reading"))
    assert room.hall.mode is HallMode.ITEM
    assert figures(room.hall) == []
    assert room.hall.plan is None


def test_a_voided_poll_shows_no_figures_and_no_verdict(halls: tuple[Room, Room]):
    room = halls[0].with_declared_poll()
    assert room.console.agenda[0].verdict == "passed"
    room.done(o.VoidPoll("test", OFFICERS))
    assert room.hall.mode is HallMode.VOID
    assert figures(room.hall) == figures(room.console) == []
    assert room.console.agenda[0].verdict == ""
    assert room.console.next.act is Act.PREPARE_POLL


def test_a_second_asking_hides_the_first(halls: tuple[Room, Room]):
    room = halls[0].with_declared_poll()
    room.done(o.VoidPoll("test", OFFICERS))
    room.open_poll(session=2)
    assert room.hall.mode is HallMode.POLL
    assert figures(room.hall) == figures(room.console) == []


def test_wall_and_console_need_the_same(halls: tuple[Room, Room]):
    room = halls[0].with_open_poll()
    assert room.hall.needed == room.console.needed == 6
    assert room.hall.expected == room.console.not_pressed == 10


def test_the_recused_are_not_waited_for(halls: tuple[Room, Room]):
    room = halls[0].with_roll()
    for seat in range(1, 11):
        room.done(o.CheckInByHand(str(seat), "1", "test"))
    room.done(o.TableItem(1, "停车收费", ""))
    room.done(o.PutMotion(1, "关于停车收费的议案", "工作日收费。", noticed=True))
    room.done(o.Recuse(1, "3", "利害关系"))
    room.done(o.Recuse(1, "12", "利害关系"))
    room.open_poll()
    assert room.hall.expected == room.console.not_pressed == 9
    leave = room.state.poll.plan.rule.recused == "leave"
    assert room.hall.needed == room.console.needed == (5 if leave else 6)


def test_the_room_is_told_in_lights(halls: tuple[Room, Room]):
    room = halls[0].with_open_poll()
    lights = {line.name: line.light for line in room.console.room}
    assert lights == {
        "Quorum": "good",
        "Keypads": "off",
        "Bases": "good",
        "Batteries": "off",
        "Signal": "off",
        "Second medium": "off",
        "Printer": "off",
        "Composition": "warn",
    }


def test_a_shut_gate_tells_why_the_poll_does_not_open(halls: tuple[Room, Room]):
    room = halls[0].with_roll()
    room.done(o.TableItem(1, "停车收费", ""))
    room.done(o.PutMotion(1, "关于停车收费的议案", "工作日收费。", noticed=True))
    room.done(o.PreparePoll(1, "ordinary", halls[1].with_open_poll().state.poll.plan.form))
    room.done(o.OverrideGate(Gate.PHASES, "test", OFFICERS))
    room.done(o.OverrideGate(Gate.NOTICE, "test", OFFICERS))
    assert room.console.next.act is Act.OPEN_POLL
    assert room.console.next.refusal.reason is Reason.NO_QUORUM
