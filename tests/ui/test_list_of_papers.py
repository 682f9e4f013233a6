"""The list of papers over the console: printed, confirmed and printed again there."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from test_pressing import KEY, click, fields, open_console, press, rest
from two_windows import Room

from kiosk.clerk.views import Act, Action, ConsoleView, DeskDeed, DeskVerdict, DeskView
from kiosk.clock import ManualClock
from kiosk.meeting.paper_copies import Queue
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.ui import at_the_desk
from kiosk.ui.checkin.props import Shown
from kiosk.ui.checkin.props import derive as desk_props
from kiosk.ui.console.papers import PaperPanel, rows
from kiosk.ui.console.props import derive
from kiosk.ui.sample import sample
from kiosk.words import words

BARE = Qt.KeyboardModifier.NoModifier


@pytest.fixture(scope="module")
def view() -> ConsoleView:
    return at_the_desk.printed(at_the_desk.console_base(sample()))


def open_list(room: Room, view: ConsoleView) -> None:
    open_console(room, view)
    press(room, KEY.Key_F11, BARE)
    room.shell.grab("console")


def test_each_copy_says_what_it_is_and_how_far(view: ConsoleView):
    props = derive(view, words("zh_CN"), ManualClock().now(), panel=PaperPanel())
    assert props.papers_opener == "文书：4 份待办"
    listed = rows(view, words("zh_CN"))
    told = [(row.number, row.title, row.copy, row.text, row.main) for row in listed]
    assert told[:4] == [
        ("2026-006", "表决记录书 · 第 3 次表决", "正本", "已存档，未打印", "打印"),
        ("2026-005", "零票报告 · 第 3 次表决", "正本", "正在打印", "确认已印出"),
        ("2026-004", "表决记录书 · 第 2 次表决", "补打 1", "已印完，待确认", "确认已印出"),
        ("2026-004", "表决记录书 · 第 2 次表决", "正本", "已作废：王建国", ""),
    ]
    assert [row.text for row in listed[4:]] == [
        "打印机缺纸",
        "已在 1 号签到台扫码确认",
        "已确认：王建国",
    ]
    assert [bool(row.again) for row in listed] == [True] * 3 + [False] + [True] * 3


def test_every_word_of_a_queue_is_told_in_both_languages():
    for language in ("zh_CN", "en"):
        said = [words(language).name("queue", told) for told in Queue]
        assert len(set(said)) == len(Queue)


def test_a_hall_without_a_printer_says_why_nothing_is_printed(view: ConsoleView):
    print_it = Action(Act.PRINT_PAPER, Refusal(Reason.NO_PRINTER))
    filed = replace(view.prints[0], actions=(print_it, Action(Act.REPRINT)))
    (row,) = rows(replace(view, prints=(filed,)), words("zh_CN"))
    assert (row.main_ready, row.main_reason) == (False, "本机未设置打印机，文书已存档")


def test_the_open_list_is_made_anew_for_new_papers_and_not_by_the_clock(
    room: Room, view: ConsoleView
):
    open_list(room, view)
    shown = room.shell.console.props.papers
    assert len(shown) == len(view.prints)
    room.clock.advance(1_000_000_000)
    room.shell.console.refresh()
    assert room.shell.console.props.papers is shown
    room.shell.console.take(replace(view, prints=view.prints[1:]))
    assert len(room.shell.console.props.papers) == len(shown) - 1


def test_a_filed_paper_is_printed_by_its_button(room: Room, view: ConsoleView):
    open_list(room, view)
    click(room, "打印")
    assert room.told == [(Act.PRINT_PAPER, {"number": "2026-006"})]
    press(room, KEY.Key_Escape, BARE)
    assert not room.shell.console.props.papers_shown


def test_a_confirmation_asks_who_has_the_sheet_and_takes_two_presses(room: Room, view: ConsoleView):
    open_list(room, view)
    click(room, "确认已印出")
    room.shell.grab("console")
    assert "确认已印出：2026-003 号文书" in room.texts("console")
    press(room, KEY.Key_Return)
    assert room.told == [], "nobody was named yet"
    (field,) = [one for one in fields(room) if one.isVisible()]
    assert field.hasActiveFocus()
    for letter in (KEY.Key_L, KEY.Key_I):
        press(room, letter, BARE)
    press(room, KEY.Key_Return)
    assert room.told == [(Act.CONFIRM_PRINTED, {"number": "2026-003", "first": "li"})]
    assert room.shell.console.props.papers_shown


def test_who_is_logged_in_confirms_in_the_own_name(room: Room, view: ConsoleView):
    open_list(room, replace(view, officer="李敏"))
    room.shell.console.askPaper("confirm_printed", "2026-005")
    press(room, KEY.Key_Return)
    assert room.told == [(Act.CONFIRM_PRINTED, {"number": "2026-005", "first": "李敏"})]


def test_another_copy_asks_why(room: Room, view: ConsoleView):
    open_list(room, view)
    click(room, "补打")
    rest(room)
    room.shell.console.writePaper(" 卡纸 ")
    assert "补打：2026-001 号文书" in room.texts("console")
    press(room, KEY.Key_Return)
    assert room.told == [(Act.REPRINT, {"number": "2026-001", "reason": "卡纸"})]


def test_no_chord_reaches_the_console_under_the_list(room: Room, view: ConsoleView):
    open_list(room, view)
    press(room, KEY.Key_P)
    press(room, KEY.Key_Return)
    assert (room.acts, room.told) == ([], [])
    press(room, KEY.Key_F11, BARE)
    assert not room.shell.console.props.papers_shown


def test_a_desk_says_that_the_sheet_is_confirmed_or_why_it_is_not():
    told = DeskView("1", DeskVerdict.WELCOME, name="2026-002", deed=DeskDeed.PAPER)
    props = desk_props(Shown(told), words("zh_CN"), 1)
    assert (props.heading, props.verdict, props.todo) == (
        "2026-002",
        "打印件已确认",
        "请归入本次会议文书",
    )
    twice = DeskView("1", DeskVerdict.CAUTION, refusal=Refusal(Reason.NO_COPY_OUT))
    props = desk_props(Shown(twice), words("zh_CN"), 1)
    assert (props.heading, props.verdict) == ("文书", "这份文书没有待确认的打印件")
    assert props.todo == "未作登记：该件已确认过，或不是在此打印的"
