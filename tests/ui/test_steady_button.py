"""The large button does not change its meaning under the finger; by the clock of the screens."""

from dataclasses import replace

import pytest
from test_pressing import CONTROL, KEY, click, open_console, press, second
from two_windows import Room

from kiosk.clerk.views import Act, Action, ConsoleView, Views
from kiosk.meeting.ballot import Channel
from kiosk.meeting.poll import Stage
from kiosk.ui import gallery
from kiosk.ui.console.props import ConsoleProps
from kiosk.ui.console.steady import PATIENCE_NS

HALL, CONSOLE = gallery.hall_gallery(), gallery.console_gallery()
ZERO = replace(CONSOLE["prepared"], next=Action(Act.ZERO_REPORT), actions=())
OPENING = replace(ZERO, next=Action(Act.OPEN_POLL), answered=1)


def show(room: Room, view: ConsoleView) -> ConsoleProps:
    room.shell.take(Views(HALL["poll"], view))
    return room.shell.console.props


def press_next(room: Room, how: str, label: str) -> None:
    if how == "finger":
        room.shell.grab("console")
        click(room, label)
    else:
        press(room, KEY.Key_Return)


@pytest.mark.parametrize("how", ["finger", "keys"])
def test_a_second_press_finds_the_paper_being_made_and_then_a_button_that_waits(
    room: Room, how: str
) -> None:
    open_console(room, ZERO)
    press_next(room, how, "零票报告")
    said = "正在出具零票报告…"
    assert (room.shell.console.props.next, room.shell.console.props.next_ready) == (said, False)
    press_next(room, how, said)
    second(room)
    props = show(room, replace(ZERO, answered=1, under_way=Act.ZERO_REPORT))
    assert (props.next, props.next_ready, props.next_reason) == (said, False, "")
    press_next(room, how, said)
    props = show(room, OPENING)
    assert (props.next, props.next_ready, props.next_busy) == ("开始表决", False, True)
    assert props.next_reason == "稍候即可按下"
    press_next(room, how, "开始表决")
    room.shell.console.chord("Ctrl+O")
    assert room.acts == [Act.ZERO_REPORT]
    second(room)
    assert (room.shell.console.props.next_ready, room.shell.console.props.next_reason) == (True, "")
    press_next(room, how, "开始表决")
    assert room.acts == [Act.ZERO_REPORT, Act.OPEN_POLL]


def test_the_acts_own_chord_is_no_way_round(room: Room) -> None:
    open_console(room, ZERO)
    for _ in range(3):
        press(room, KEY.Key_F10, CONTROL & ~CONTROL)
    assert room.acts == [Act.ZERO_REPORT]


def test_two_phases_are_never_entered_by_one_double_press(room: Room) -> None:
    view = replace(CONSOLE["check_in"], item=1, phase="reading", next=Action(Act.NEXT_PHASE))
    open_console(room, view)
    room.shell.console.pressNext()
    show(room, replace(view, phase="groups", answered=1))
    room.shell.console.pressNext()
    assert room.acts == [Act.NEXT_PHASE]
    second(room)
    room.shell.console.pressNext()
    assert room.acts == [Act.NEXT_PHASE] * 2


def test_an_order_that_was_refused_gives_the_button_back(room: Room) -> None:
    open_console(room, ZERO)
    room.shell.console.pressNext()
    second(room)
    assert not room.shell.console.props.next_ready
    props = show(room, replace(ZERO, answered=1))
    assert (props.next, props.next_ready) == ("零票报告", True)


def test_a_poll_that_hardly_anybody_pressed_in_is_closed_by_a_second_word(room: Room) -> None:
    few = replace(CONSOLE["open"], pressed=40, not_pressed=78)
    open_console(room, few)
    room.shell.console.pressNext()
    props = room.shell.console.props
    assert (props.asking, props.ask_title) == (True, "截止表决")
    assert props.ask_note == "118 人中只有 40 人已按。截止后任何人不能再按。"
    room.shell.console.confirm()
    assert room.acts == []
    second(room)
    room.shell.console.confirm()
    assert room.acts == [Act.CLOSE_POLL]


@pytest.mark.parametrize("pressed", [59, 118])
def test_half_of_those_entitled_are_enough_to_close_at_once(room: Room, pressed: int) -> None:
    open_console(room, replace(CONSOLE["open"], pressed=pressed, not_pressed=118 - pressed))
    room.shell.console.pressNext()
    assert room.acts == [Act.CLOSE_POLL]


def test_a_poll_on_paper_has_no_presses_to_wait_for(room: Room) -> None:
    running = CONSOLE["open"]
    assert running.plan is not None
    plan = replace(running.plan, channel=Channel.PAPER)
    open_console(room, replace(running, plan=plan, pressed=0, not_pressed=118))
    room.shell.console.pressNext()
    assert room.acts == [Act.CLOSE_POLL]


def test_a_close_looks_calm_until_it_lasts(room: Room) -> None:
    open_console(room, CONSOLE["open"])
    closing = replace(CONSOLE["missing_base"], next=Action(Act.CLOSE_POLL), gone=False, answered=1)
    props = show(room, replace(closing, stage=Stage.DRAINING, remaining_ms=23_000))
    assert (props.next, props.next_reason) == ("正在截止表决…", "")
    assert {one.label: one.figure for one in props.figures}["剩余"] == "—"
    acts = {one.act for one in props.actions}
    assert not acts & {Act.GIVE_UP_BASE, Act.GIVE_UP_DESK}
    gone = show(room, replace(closing, gone=True))
    assert Act.GIVE_UP_BASE in {one.act for one in gone.actions}
    assert Act.GIVE_UP_BASE not in {one.act for one in show(room, closing).actions}
    room.clock.advance(PATIENCE_NS + 1)
    assert Act.GIVE_UP_BASE in {one.act for one in show(room, closing).actions}


def test_no_hash_of_the_book_moves_what_stands_below(room: Room) -> None:
    open_console(room)

    def below(title: str, head: str, entry: int) -> float:
        show(room, replace(CONSOLE["open"], title=title, head=head, entry=entry))
        room.shell.grab("console")
        heads = [
            one for one in room.items("console") if "ConsoleHeader" in one.metaObject().className()
        ]
        return heads[0].height()

    tall = set[float]()
    for letters in range(2, 24):
        title = "会" * letters
        heights = {below(title, "1" * 64, 118), below(title, "d" * 64, 99_999)}
        assert len(heights) == 1, title
        tall |= heights
    assert len(tall) == 2, "a short title leaves one line, a long one makes two"


def test_every_window_has_a_title_of_its_own(room: Room) -> None:
    open_console(room)
    titles = [room.window(name).title() for name in ("hall", "console", "observer")]
    assert [one.partition(" · ")[2] for one in titles] == ["大屏", "主持台", "监督屏"]
