"""The console asks officers for their passphrases, shows none, and keeps none."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtQuick import QQuickItem
from test_pressing import CONTROL, KEY, SHIFT, fields, open_console, press, second
from two_windows import Room

from kiosk.clerk.views import Act, Action, ConsoleView, OfficerLine
from kiosk.clock import ManualClock
from kiosk.meeting.poll import Stage
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.ui.console.props import Asking, derive
from kiosk.ui.gallery import console_gallery, covered_gallery
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
    assert (props.ask_calm, props.ask_officers, props.ask_secrets) == (True, False, True)
    who = props.ask_fields[0]
    assert dict(zip(who.values, who.labels, strict=True))["李敏"] == "李敏（操作员）"
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
    assert [str(one.property("displayText")) for one in asked] == ["●●●"]
    room.shell.console.write("first", "王建国")
    room.shell.console.write("first_secret", "my words")
    second(room)
    press(room, KEY.Key_Return)
    assert room.told == [(Act.LOG_IN, {"first": "王建国", "first_secret": "my words"})]
    assert room.shell.console.props.ask_missing == "正在核对口令…"
    room.shell.console.take(replace(view, answered=1))
    assert not room.shell.console.props.asking


def test_two_passphrases_are_asked_for_where_there_are_keys(room: Room, view: ConsoleView):
    open_console(room, view)
    press(room, KEY.Key_G, CONTROL | SHIFT)
    room.shell.grab("console")
    assert len([one for one in fields(room) if one.isVisible()]) == 3
    press(room, KEY.Key_Return)
    assert room.told == []


def test_the_urn_asks_for_two_officers_a_reason_and_both_passphrases(room: Room, view: ConsoleView):
    waits = replace(view, stage=Stage.CLOSED, next=Action(Act.OPEN_URN), actions=view.actions[-1:])
    open_console(room, waits)
    press(room, KEY.Key_Return)
    room.shell.grab("console")
    assert "打开票箱（需两人）" in room.texts("console")
    assert len([one for one in fields(room) if one.isVisible()]) == 3
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
    second(room)
    press(room, KEY.Key_Return)
    assert room.told == [(Act.OPEN_URN, filled)]
    room.shell.console.take(replace(waits, answered=1))
    assert not room.shell.console.props.asking


def written(room: Room) -> list[QQuickItem]:
    """The lines to write in, from the top."""
    return sorted(fields(room), key=lambda one: one.mapToScene(QPointF(0, 0)).y())


def test_a_wrong_passphrase_empties_its_own_line_and_no_other(room: Room, view: ConsoleView):
    open_console(room, view)
    room.shell.console.ask(Act.OVERRIDE_GATE, {"first": "王建国", "second": "李敏"})
    room.shell.console.write("reason", "全场同意")
    room.shell.grab("console")
    for name, field in zip(("first_secret", "second_secret"), written(room), strict=False):
        field.setProperty("text", "their words")
        room.shell.console.write(name, "their words")
    second(room)
    room.shell.console.confirm()
    assert len(room.told) == 1
    room.shell.console.confirm()
    assert len(room.told) == 1, "an answer is waited for"
    wrong = Refusal(Reason.WRONG_PASSPHRASE, {"officer": "李敏", "left": 4})
    room.shell.console.take(replace(view, answered=1, not_done=wrong))
    props = room.shell.console.props
    assert props.asking
    assert props.ask_wrong == "李敏 的口令不对；还可以试 4 次"
    assert (props.ask_ready, props.ask_missing) == (False, "还缺：口令")
    assert [one.value for one in props.ask_fields if not one.secret] == [
        *("王建国", "李敏", "全场同意")
    ]
    room.shell.grab("console")
    assert [str(one.property("text")) for one in written(room)] == ["their words", "", "全场同意"]
    room.shell.console.write("second_secret", "his own words")
    second(room)
    room.shell.console.confirm()
    assert room.told[-1][1]["first_secret"] == "their words"
    other = Refusal(Reason.NOT_YOUR_OFFICE, {"officer": "李敏", "role": "operator"})
    room.shell.console.take(replace(view, answered=2, not_done=other))
    assert not room.shell.console.props.asking, "what no passphrase mends is told on the console"


ENROL = Asking(
    Act.ENROL_OFFICER,
    *("王建国", "李敏", "忘记口令", "one", "two"),
    secrets=True,
    newcomer=" 赵秀英 ",
    office="teller",
    new_secret="her own words",
    again_secret="her own words",
)


def test_who_is_enrolled_chooses_a_passphrase_twice_and_two_others_vouch(view: ConsoleView):
    assert ENROL.ready
    assert ENROL.details == {
        "first": "王建国",
        "second": "李敏",
        "reason": "忘记口令",
        "first_secret": "one",
        "second_secret": "two",
        "newcomer": "赵秀英",
        "office": "teller",
        "new_secret": "her own words",
    }
    for missing in ("newcomer", "office", "new_secret", "second", "first_secret"):
        assert not replace(ENROL, **{missing: ""}).ready
    props = shown(view, ENROL)
    assert props.ask_wrong == ""
    assert "her own words" not in repr(ENROL) + repr(props)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"newcomer": "李敏"}, "不得为本人作保，须由另外两人作保。"),
        ({"again_secret": "her own word"}, "两次输入的新口令不一致。"),
        ({"new_secret": "short", "again_secret": "short"}, "口令不得少于 8 个字符。"),
    ],
)
def test_what_is_wrong_with_an_enrolment_is_said_before_it_is_ordered(
    view: ConsoleView, changed: dict[str, str], said: str
):
    asking = replace(ENROL, **changed)
    assert (shown(view, asking).ask_wrong, asking.ready) == (said, False)


def test_a_personal_record_is_asked_for_by_number(view: ConsoleView):
    asking = replace(FILLED, act=Act.REVEAL_PERSON, number=" 42 ")
    assert asking.ready
    assert asking.details["number"] == "42"
    assert not replace(asking, number="陈玉兰").ready
    assert [row.name for row in shown(view, asking).ask_fields] == [
        *("number", "first", "first_secret", "second", "second_secret", "reason"),
    ]


def test_who_is_missing_is_named_where_two_go_on_without():
    waits = console_gallery()["missing_base"]
    assert shown(waits, Asking(Act.GIVE_UP_BASE)).ask_title == "放弃基站（两人）：C"
    assert shown(waits, Asking(Act.GIVE_UP_DESK)).ask_title == "放弃会场（两人）：east"
    main = replace(waits, venue="")
    assert shown(main, Asking(Act.GIVE_UP_DESK)).ask_title == "放弃会场（两人）：主会场"
    who = shown(waits, Asking(Act.LOG_IN, secrets=True)).ask_fields[0]
    assert any("（监票人，已锁定）" in one for one in who.labels)


def test_an_officer_is_enrolled_at_the_window_by_keys_alone(room: Room):
    open_console(room, console_gallery()["officers"])
    press(room, KEY.Key_E, CONTROL | SHIFT)
    room.shell.grab("console")
    assert "登记密钥（两人）" in room.texts("console")
    assert len([one for one in fields(room) if one.isVisible()]) == 6
    filled = {
        "newcomer": "孙悦",
        "new_secret": "her own words",
        "again_secret": "her own words",
        "first": "王建国",
        "first_secret": "one",
        "second": "陈玉兰",
        "second_secret": "two",
        "reason": "接替",
    }
    for field, text in filled.items():
        room.shell.console.write(field, text)
    press(room, KEY.Key_Return)
    assert room.told == []
    for _ in filled:
        press(room, KEY.Key_Tab, Qt.KeyboardModifier.NoModifier)
    for key in (KEY.Key_Right, KEY.Key_Right, KEY.Key_Left, KEY.Key_Left):
        press(room, key, Qt.KeyboardModifier.NoModifier)
    assert "✓ 技术员" in room.texts("console")
    press(room, KEY.Key_Return)
    del filled["again_secret"]
    assert room.told == [(Act.ENROL_OFFICER, filled | {"office": "technician"})]


def test_who_has_an_office_keeps_it_with_a_new_key(room: Room):
    open_console(room, console_gallery()["officers"])
    press(room, KEY.Key_E, CONTROL | SHIFT)
    room.shell.console.write("newcomer", "陈玉兰")
    room.shell.grab("console")
    assert "✓ 操作员" in room.texts("console")


def test_a_personal_record_lies_over_the_console_until_it_is_put_away(room: Room):
    view = covered_gallery()["record"]
    open_console(room, view)
    assert {"个人资料", "身份证号", "18 至 65 岁", "13800138000"} <= set(room.texts("console"))
    press(room, KEY.Key_V, CONTROL | SHIFT)
    assert room.acts == []
    press(room, KEY.Key_Escape, Qt.KeyboardModifier.NoModifier)
    room.shell.grab("console")
    assert "13800138000" not in room.texts("console")
    room.shell.console.take(replace(view, entry=view.entry + 1))
    assert not room.shell.console.props.record_shown, "the same record stays put away"
    room.shell.console.take(replace(view, revealed=()))
    room.shell.console.take(view)
    assert room.shell.console.props.record_shown, "another one is shown"
