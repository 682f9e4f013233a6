"""The console asks officers for their passphrases, shows none, and keeps none."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from test_pressing import CONTROL, KEY, SHIFT, fields, open_console, press
from two_windows import Room

from kiosk.clerk.views import Act, Action, ConsoleView, OfficerLine
from kiosk.clock import ManualClock
from kiosk.meeting.poll import Stage
from kiosk.ui.console.props import Asking, derive
from kiosk.ui.gallery import console_gallery
from kiosk.words import words

OFFICERS = (OfficerLine("王建国", "chair", True), OfficerLine("李敏", "operator", False))
FILLED = Asking(Act.VOID_POLL, "王建国", " 李敏 ", "断线", "one ", "two", secrets=True)


@pytest.fixture
def view() -> ConsoleView:
    base = console_gallery()["prepared"]
    door = (Action(Act.OVERRIDE_GATE), Action(Act.LOG_IN))
    return replace(
        base, guarded=True, officers=OFFICERS, gate="notice", actions=(*base.actions, *door)
    )


def shown(view: ConsoleView, asking: Asking | None = None):
    return derive(view, words("zh_CN"), ManualClock().now(), asking=asking)


def test_the_head_says_who_orders_here_and_leads_to_the_door(view: ConsoleView):
    nobody = shown(view)
    assert (nobody.officer, nobody.door_act, nobody.door_chord) == ("无人登录", "log_in", "F5")
    chair = shown(replace(view, officer="王建国", role="chair"))
    assert (chair.officer, chair.door_act) == ("王建国（主持人）", "log_out")
    assert not {"log_in", "log_out"} & {row.act for row in chair.actions}
    assert shown(replace(view, guarded=False)).officer == ""


def test_a_log_in_asks_for_a_name_and_a_passphrase(view: ConsoleView):
    asking = Asking(Act.LOG_IN, first="王建国", secrets=True)
    props = shown(view, asking)
    assert (props.ask_log_in, props.ask_officers, props.ask_secrets) == (True, False, True)
    assert "李敏（操作员）" in props.ask_known
    assert not props.ask_ready
    typed = replace(asking, first_secret=" my words ")
    assert shown(view, typed).ask_ready
    assert typed.details == {"first": "王建国", "first_secret": " my words "}


def test_two_officers_are_asked_for_both_passphrases_where_there_are_keys():
    assert FILLED.ready
    for missing in ("first_secret", "second_secret", "reason", "second"):
        assert not replace(FILLED, **{missing: ""}).ready
    assert not replace(FILLED, second="王建国").ready
    assert FILLED.details == {
        "first": "王建国",
        "second": "李敏",
        "reason": "断线",
        "first_secret": "one ",
        "second_secret": "two",
    }
    assert set(replace(FILLED, secrets=False).details) == {"first", "second", "reason"}


def test_an_override_says_which_gate(view: ConsoleView):
    assert shown(view, Asking(Act.OVERRIDE_GATE)).ask_title.startswith("放行（需两人）：")
    assert shown(view, Asking(Act.VOID_POLL)).ask_title == "作废（需两人）"


def test_no_passphrase_stands_in_what_the_screen_shows(view: ConsoleView):
    assert "one " not in repr(FILLED)
    assert "one " not in repr(shown(view, FILLED))


def test_a_passphrase_typed_at_the_window_is_hidden_and_reaches_the_clerk(
    room: Room, view: ConsoleView
):
    open_console(room, view)
    press(room, KEY.Key_F5, Qt.KeyboardModifier.NoModifier)
    room.shell.grab("console")
    asked = [one for one in fields(room) if one.isVisible()]
    for field in asked:
        field.setProperty("text", "abc")
    assert {str(one.property("displayText")) for one in asked} == {"abc", "●●●"}
    room.shell.console.write("first", "王建国")
    room.shell.console.write("first_secret", "my words")
    press(room, KEY.Key_Return)
    assert room.told == [(Act.LOG_IN, {"first": "王建国", "first_secret": "my words"})]
    assert not room.shell.console.props.asking


def test_two_passphrases_are_asked_for_where_there_are_keys(room: Room, view: ConsoleView):
    open_console(room, view)
    press(room, KEY.Key_G, CONTROL | SHIFT)
    room.shell.grab("console")
    assert len([one for one in fields(room) if one.isVisible()]) == 5
    press(room, KEY.Key_Return)
    assert room.told == []


def test_the_urn_asks_for_two_officers_a_reason_and_both_passphrases(room: Room, view: ConsoleView):
    waits = replace(view, stage=Stage.CLOSED, next=Action(Act.OPEN_URN), actions=view.actions[-1:])
    open_console(room, waits)
    press(room, KEY.Key_Return)
    room.shell.grab("console")
    assert "打开票箱（需两人）" in room.texts("console")
    assert len([one for one in fields(room) if one.isVisible()]) == 5
    press(room, KEY.Key_Return)
    assert (room.acts, room.told) == ([], [])
    filled = {
        "first": "王建国",
        "second": "李敏",
        "reason": "截止，当场计票",
        "first_secret": "my words",
        "second_secret": "his words",
    }
    for field, text in filled.items():
        room.shell.console.write(field, text)
    shown = {str(one.property("displayText")) for one in fields(room)}
    assert not shown & {"my words", "his words"}
    press(room, KEY.Key_Return)
    assert room.told == [(Act.OPEN_URN, filled)]
    assert not room.shell.console.props.asking
