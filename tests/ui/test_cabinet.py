"""The cabinet of forms at the chair's window: by finger and by keys, and what reaches the clerk."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from test_pressing import CONTROL, KEY, click, fields, open_console, press, rest
from two_windows import Room

from kiosk.clerk import orders as o
from kiosk.clerk.formtable import FORMS
from kiosk.clerk.views import ConsoleView, OfficerLine
from kiosk.meeting.ballot import Channel
from kiosk.meeting.papercount import CountSheet
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.ui.console.cabinet import CabinetProps, Filling, derive, take_out
from kiosk.ui.gallery import console_gallery
from kiosk.words import LANGUAGES, words

BARE = Qt.KeyboardModifier.NoModifier
OFFICERS = (OfficerLine("王建国", "chair", True), OfficerLine("李敏", "teller", True))
OPEN = replace(
    console_gallery()["open"], bases=("A", "B"), rules=(("ordinary", "一般事项"), ("major", "重大"))
)


def shown(filling: Filling, view: ConsoleView = OPEN) -> CabinetProps:
    return derive(view, words("zh_CN"), filling)


def test_the_deeds_stand_under_their_sections_and_a_section_is_said_once():
    rows = shown(Filling()).deeds
    assert [row.deed for row in rows] == list(FORMS)
    said = [row.section for row in rows if row.section]
    assert said == ["签到与表决器", "议程", "表决", "人工计票", "文件", "会后"]


def test_a_form_begins_with_what_the_console_shows():
    assert take_out("recuse", OPEN).values["item"] == str(OPEN.item)
    assert OPEN.plan is not None
    assert take_out("issue_record", OPEN).values["poll"] == str(OPEN.plan.poll)


def test_the_choices_of_the_meeting_are_in_its_own_words():
    rows = {row.name: row for row in shown(take_out("prepare_poll", OPEN)).entries}
    assert rows["rule"].labels == ("一般事项", "重大")
    assert rows["item"].labels[2] == "3  社区食堂选址与三年运营补贴"
    assert rows["channel"].labels == ("表决器", "纸质选票", "举手")
    assert rows["options"].label == "选项（每行一个）（可不填）"
    assert shown(take_out("give_up_base", OPEN)).entries[0].labels == ("A", "B")


def test_what_is_empty_is_told_only_after_the_form_was_given():
    filling = take_out("enter_count", OPEN).write("in_favour", "x")
    slips = {row.name: row.slip for row in shown(filling).entries}
    assert slips["in_favour"] == "请填整数"
    assert slips["against"] == ""
    slips = {row.name: row.slip for row in shown(replace(filling, tried=True)).entries}
    assert slips["against"] == "此项必填"


def test_a_deed_that_is_not_this_officers_says_whose_it_is_not():
    view = replace(OPEN, guarded=True, officers=OFFICERS, officer="李敏", role="teller")
    rows = {row.deed: row for row in shown(Filling(), view).deeds}
    assert rows["issue_papers"].ready
    assert not rows["turn_poll"].ready
    assert rows["turn_poll"].reason == words("zh_CN").say("reason:office_without_this")
    assert rows["give_up_base"].ready
    nobody = {row.deed: row for row in shown(Filling(), replace(view, role="")).deeds}
    assert nobody["issue_papers"].reason == words("zh_CN").say("reason:log_in_first")


def test_no_passphrase_stands_in_what_a_form_says_of_itself():
    filling = Filling("give_up_base").write("first_secret", "my words")
    assert "my words" not in repr(filling)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("deed", FORMS)
def test_every_form_has_its_words(deed: str, language: str):
    view = replace(OPEN, guarded=True, officers=OFFICERS, officer="王建国", role="chair")
    props = derive(view, words(language), take_out(deed, view))
    said = [props.title, props.note, *(row.label for row in props.entries)]
    said += [label for row in props.entries for label in row.labels]
    said += [text for row in props.deeds for text in (row.label, row.section)]
    assert [text for text in said if re.fullmatch(r"[a-z_]+:\S+", text)] == []


def test_a_count_is_entered_by_keys_alone(room: Room):
    open_console(room, OPEN)
    press(room, KEY.Key_F1, BARE)
    room.shell.grab("console")
    for _ in range([*FORMS].index("enter_count") + 1):
        press(room, KEY.Key_Down, BARE)
    assert "登记计票结果" in room.texts("console")
    press(room, KEY.Key_Tab, BARE)
    press(room, KEY.Key_Right, BARE)
    press(room, KEY.Key_Right, BARE)
    for figure in ("61", "30", "4", "1"):
        press(room, KEY.Key_Tab, BARE)
        for digit in figure:
            press(room, getattr(KEY, f"Key_{digit}"), BARE)
    press(room, KEY.Key_Return)
    count = o.EnterCount(Channel.HANDS, CountSheet(61, 30, 4, void=1), OPEN.chair)
    assert room.given == [(count, {})]
    assert not room.shell.console.cabinet.props.opened


def test_a_form_that_is_not_filled_in_stays_and_says_what_is_missing(room: Room):
    open_console(room, OPEN)
    click(room, "更多事项")
    room.shell.grab("console")
    click(room, "收回表决器")
    rest(room)
    room.shell.grab("console")
    click(room, "提交")
    assert room.texts("console").count("此项必填") == 2
    assert room.given == []
    press(room, KEY.Key_Escape, BARE)
    assert not room.shell.console.cabinet.props.opened


def test_no_act_of_the_console_is_to_be_had_while_a_form_is_open(room: Room):
    open_console(room, OPEN)
    press(room, KEY.Key_F1, BARE)
    for key in (KEY.Key_L, KEY.Key_P, KEY.Key_Return):
        press(room, key, CONTROL)
    click_behind = [one for one in room.letters("console") if one.property("text") == "截止表决"]
    assert click_behind
    click(room, "截止表决")
    assert (room.acts, room.given) == ([], [])


def test_a_form_of_two_hides_the_passphrases_and_hands_them_over_beside_the_order(room: Room):
    view = replace(OPEN, guarded=True, officers=OFFICERS, officer="王建国", role="chair")
    open_console(room, view)
    cabinet = room.shell.console.cabinet
    cabinet.open()
    cabinet.choose("give_up_base")
    filled = {"base": "A", "reason": "不应答", "first": "王建国", "second": "李敏"}
    secrets = {"first_secret": "one", "second_secret": "two"}
    for entry, text in (filled | secrets).items():
        cabinet.write(entry, text)
    room.shell.grab("console")
    assert {str(one.property("displayText")) for one in fields(room)} == {"不应答", "●●●"}
    press(room, KEY.Key_Return)
    assert room.given == [(o.GiveUpBase("A", "不应答", ("王建国", "李敏")), secrets)]
    press(room, KEY.Key_Return)
    assert len(room.given) == 1, "an answer is waited for"
    wrong = Refusal(Reason.WRONG_PASSPHRASE, {"officer": "王建国", "left": 4})
    room.shell.console.take(replace(view, answered=1, not_done=wrong))
    props = cabinet.props
    assert (props.opened, props.wrong) == (True, "王建国 的口令不对；还可以试 4 次")
    kept = {one.name: one.value for one in props.entries}
    assert kept == filled | {"first_secret": "", "second_secret": "two"}
    room.shell.grab("console")
    shown = [str(one.property("displayText")) for one in fields(room)]
    assert sorted(shown) == ["", "●●●", "不应答"]
    cabinet.write("first_secret", "three")
    assert cabinet.props.wrong == ""
    cabinet.give()
    room.shell.console.take(replace(view, answered=2))
    assert not cabinet.props.opened


def test_another_form_keeps_nothing_of_the_one_before(room: Room):
    open_console(room, OPEN)
    cabinet = room.shell.console.cabinet
    cabinet.open()
    cabinet.choose("return_keypad")
    room.shell.grab("console")
    first = fields(room)[0]
    first.forceActiveFocus()
    QTest.keyClick(room.window("console"), KEY.Key_7)
    rest(room)
    assert first.property("text") == "7"
    cabinet.choose("spoil_paper")
    room.shell.grab("console")
    assert [str(one.property("text")) for one in fields(room)] == [""]
