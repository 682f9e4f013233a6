"""The observer's window: looked up, pointed at, ordered and checked as a person does it."""

from concurrent.futures import Future
from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from two_windows import FULL_HD, Room

from kiosk.clerk.checking import Checked
from kiosk.clerk.observerview import Looked
from kiosk.clerk.views import Views
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.ui import gallery
from kiosk.ui.at_the_observer import SOUND, observer_gallery, presses, sample_wish
from kiosk.ui.observer.props import Wanted
from kiosk.ui.observer.screen import ObserverScreen

VIEWS = observer_gallery()


@pytest.fixture
def observer(room: Room) -> ObserverScreen:
    room.shell.observer.take(VIEWS["declared"])
    room.shell.grab("observer", FULL_HD)
    return room.shell.observer


def button(room: Room, label: str) -> QQuickItem:
    return next(one for one in room.items("observer") if one.property("label") == label)


def click(room: Room, item: QQuickItem) -> None:
    room.shell.grab("observer", FULL_HD)
    middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
    none = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(room.window("observer"), Qt.MouseButton.LeftButton, none, middle)
    room.settle()


def test_a_name_is_typed_and_its_presses_stand_there(room: Room, observer: ObserverScreen) -> None:
    room.window("observer").requestActivate()
    field = button(room, "姓名、席位号或表决器号")
    field.forceActiveFocus()
    room.settle()
    for letter in "19":
        QTest.keyClick(room.window("observer"), letter)
    click(room, button(room, "查询"))
    assert "19 席  马超 · 表决器 19 · 已签到" in room.texts("observer")
    assert observer.look_up.props.count == "1 次按键"


def test_of_several_one_is_chosen_by_a_click(room: Room, observer: ObserverScreen) -> None:
    observer.look_up.look("志")
    room.settle()
    room.shell.grab("observer", FULL_HD)
    assert "有多人符合，请选择。" in room.texts("observer")
    second = observer.look_up.props.found[1]
    click(room, button(room, f"{second.who}  {second.more}"))
    assert observer.look_up.props.who.startswith(second.who)


def test_a_seat_on_the_map_is_clicked_and_its_presses_are_looked_up(
    room: Room, observer: ObserverScreen
) -> None:
    click(room, button(room, "席位"))
    room.shell.grab("observer", FULL_HD)
    cells = next(one for one in room.items("observer") if one.property("firstX") is not None)
    side = cells.property("side")
    x, y = cells.property("firstX") + 2.5 * side, cells.property("firstY") + 0.5 * side
    at = cells.mapToScene(QPointF(x, y)).toPoint()
    none = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(room.window("observer"), Qt.MouseButton.LeftButton, none, at)
    room.settle()
    assert observer.look_up.props.who.startswith("03 席")
    assert not observer.props.seats_shown


def test_the_list_is_sifted_and_put_in_order_by_clicks(
    room: Room, observer: ObserverScreen
) -> None:
    observer.look_up.look("")
    room.settle()
    room.shell.grab("observer", FULL_HD)
    click(room, button(room, "只看未计入"))
    assert observer.look_up.props.count == "40 次按键"
    click(room, button(room, "按处置"))
    click(room, button(room, "按处置 ▲"))
    fates = [row.fate for row in observer.look_up.props.presses]
    assert fates[0] == "表决器未登记"


def test_a_question_asked_while_another_is_answered_is_asked_after_it(
    room: Room, observer: ObserverScreen
) -> None:
    waiting: list[tuple[str, Future[Looked]]] = []

    def ask(typed: str, poll: int, **exactly: object) -> Future[Looked]:
        waiting.append((typed, Future()))
        return waiting[-1][1]

    look_up = observer.look_up
    look_up._ask = ask
    for typed in ("1", "12", "123"):
        look_up.look(typed)
    assert [typed for typed, _ in waiting] == ["1"]
    waiting[0][1].set_result(Looked("1", 4, (), presses(2, told=False), told=False))
    room.settle()
    assert [typed for typed, _ in waiting] == ["1", "123"]
    assert look_up.props.count == ""
    waiting[1][1].set_exception(RuntimeError("the desk stopped"))
    room.settle()
    look_up.look("4")
    assert waiting[-1][0] == "4"


def test_an_objection_is_written_and_given_in_the_own_name(
    room: Room, observer: ObserverScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[tuple[object, ...]] = []
    answers: list[Refusal | None] = [
        Refusal(Reason.LOCKED_OUT, {"officer": "李秀英", "seconds": 300}),
        None,
    ]

    def order(*told: object) -> Future[Refusal | None]:
        given.append(told)
        reply: Future[Refusal | None] = Future()
        reply.set_result(answers.pop(0))
        return reply

    observer._wish = replace(sample_wish(), order=order)
    for said in ("未执行：", "异议已载入账本。"):
        click(room, button(room, "提出异议"))
        click(room, button(room, "李秀英（公证员）"))
        observer.write("text", " 请求载入记录 ")
        observer.write("passphrase", "words")
        room.settle()
        room.shell.grab("observer", FULL_HD)
        click(room, button(room, "确认"))
        assert any(text.startswith(said) for text in room.texts("observer")), said
    assert given == [(Wanted.OBJECT, "李秀英", "请求载入记录", "words")] * 2


def test_a_dialog_is_left_by_escape_and_nothing_is_ordered(
    room: Room, observer: ObserverScreen
) -> None:
    observer.want("print")
    assert observer.props.writing
    observer.cancel()
    assert not observer.props.writing
    observer.confirm()
    observer.write("who", "李秀英")
    assert not observer.props.writing


def test_on_a_pc_that_only_reads_there_are_no_buttons_to_order_with(
    room: Room, observer: ObserverScreen
) -> None:
    observer.take(VIEWS["follows"])
    room.settle()
    labels = {one.property("label") for one in room.items("observer")}
    assert "提出异议" not in labels
    observer.want("object")
    assert not observer.props.writing


def test_the_check_goes_on_beside_the_window_and_only_one_at_a_time(
    room: Room, observer: ObserverScreen
) -> None:
    begun: list[object] = []
    observer._wish = replace(sample_wish(), check=begun.append)
    click(room, button(room, "立即核验账本"))
    tell = begun[0]
    tell(Checked(1, 2, SOUND))
    room.settle()
    assert observer.props.check_runs
    observer.check()
    assert len(begun) == 1
    tell(Checked(2, 2, SOUND, over=True, sound=True))
    room.settle()
    assert any(text.startswith("账本完好：共 1844 条") for text in room.texts("observer"))
    observer.check()
    assert len(begun) == 2


def test_the_window_takes_what_the_clerk_tells_and_speaks_as_the_others(room: Room) -> None:
    hall, console = gallery.hall_gallery(), gallery.console_gallery()
    room.shell.take(Views(hall["poll"], console["open"], observer=VIEWS["open"]))
    assert "账本链首" in room.texts("observer")
    room.shell.observer.turnLanguage()
    assert "Head of the book" in room.texts("observer")
    room.shell.turn_language()


def test_3376_presses_are_one_list_of_which_only_what_is_seen_is_made(room: Room) -> None:
    observer = room.shell.observer
    observer._wish = sample_wish(count=3376)
    observer.look_up._ask = observer._wish.ask
    observer.take(VIEWS["declared"])
    observer.look_up.look("")
    room.settle()
    room.shell.grab("observer", FULL_HD)
    assert observer.look_up.props.count == "3376 次按键"
    shown = [one for one in room.items("observer") if one.property("heading") is False]
    assert 5 < len(shown) < 60
