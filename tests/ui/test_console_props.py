"""What the chair's screen says in each state; worked tables, no Qt."""

from dataclasses import replace

import pytest

from kiosk.clerk.views import Act, Action, ConsoleView, Light
from kiosk.clock import Moment
from kiosk.meeting.changes import changes
from kiosk.meeting.motion import Motion
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.ui import gallery
from kiosk.ui.console.consequences import CONSEQUENCES
from kiosk.ui.console.keys import ASKED_TWICE, CHORDS, NEXT_CHORD, OF_A_PAPER, PAPERS_CHORD
from kiosk.ui.console.props import Asking, ConsoleProps, derive
from kiosk.ui.console.sides import LIGHTS
from kiosk.ui.console.steady import Steady
from kiosk.ui.parts.tokens import Mark, Tone
from kiosk.ui.sample import NOON, NOON_NS, SECOND_NS
from kiosk.words import words

ZH, EN = words("zh_CN"), words("en")
NOW = Moment(NOON, NOON_NS)
GALLERY = gallery.console_gallery()
RUNNING = ("open", "paused", "draining")


def shown(name: str, *, asking: Asking | None = None, **changes: object) -> ConsoleProps:
    return derive(replace(GALLERY[name], **changes), ZH, NOW, asking=asking)


def figures(props: ConsoleProps) -> dict[str, str]:
    return {row.label: row.figure for row in props.figures}


def test_a_running_poll_has_four_figures_and_no_direction() -> None:
    props = shown("open")
    assert figures(props) == {"剩余": "42", "已按": "97", "未按": "21", "未计入": "5"}
    assert props.hidden


@pytest.mark.parametrize("name", RUNNING)
def test_no_bucket_stands_while_a_poll_runs(name: str) -> None:
    props = shown(name)
    assert (props.buckets, props.options, props.verdict) == ((), (), "")


def test_the_countdown_runs_by_the_clock_and_stands_while_paused() -> None:
    later = Moment(NOON, NOON_NS + 12 * SECOND_NS)
    assert figures(derive(GALLERY["open"], ZH, later))["剩余"] == "30"
    assert figures(derive(GALLERY["paused"], ZH, later))["剩余"] == "23"
    assert figures(shown("open", ends_ns=None))["剩余"] == "—"


def test_before_the_first_item_the_figures_are_those_of_the_check_in() -> None:
    assert figures(shown("check_in")) == {"实到": "87", "应到": "120", "未到": "33"}


def test_a_text_changed_after_its_notice_is_shown_with_what_the_public_saw() -> None:
    seen = Motion(1, 1, "停车收费", "工作日收费。\n按小时。\n旧条。", "")
    now = Motion(1, 2, "停车收费", "工作日与周末收费。\n按小时。", "")
    props = shown("gate_closed", changed=changes(seen, now), motion_text=now.text)
    assert props.text.split("\n") == [
        "公示后有改动（− 公示文本，+ 现文本）：",
        "− 工作日收费。",
        "+ 工作日与周末收费。",
        "− 旧条。",
        "",
        "工作日与周末收费。",
        "按小时。",
    ]
    added = changes(seen, Motion(1, 2, "停车收费", seen.text + "\n新条。", ""))
    assert shown("gate_closed", changed=added).text.split("\n")[1:3] == ["+ 新条。", ""]
    assert shown("open", changed=changes(seen, now)).text == ""


def test_an_item_that_was_withdrawn_says_so_and_nothing_else() -> None:
    line = replace(GALLERY["open"].agenda[0], withdrawn=True)
    row = shown("open", agenda=(line,)).agenda[0]
    assert (row.line, row.mark) == ("已撤回", Mark.CROSS)


def test_the_next_action_says_why_it_may_not_be_pressed() -> None:
    props = shown("gate_closed")
    assert (props.next, props.next_ready) == ("准备表决", False)
    assert props.next_reason == "公示 11 天，不足 15 天"
    assert (shown("open").next_ready, shown("open").next_reason) == (True, "")


def test_a_reason_says_phases_in_words() -> None:
    refusal = Refusal(Reason.WRONG_PHASE, {"wanted": "polling", "due": "plenary"})
    props = shown("gate_closed", next=Action(Act.NEXT_PHASE, refusal))
    assert props.next_reason == "下一阶段应为 集中审议"


def test_nothing_to_do_is_said_and_cannot_be_pressed() -> None:
    props = shown("open", next=None)
    assert (props.next, props.next_ready, props.next_chord) == ("请稍候", False, "")


def test_voiding_is_dangerous_and_the_others_are_not() -> None:
    dangers = {row.act: row.danger for row in shown("open").actions}
    assert dangers == {
        "extend_poll": False,
        "pause_poll": False,
        "ping": False,
        "void_poll": True,
    }


def test_a_question_needs_two_different_officers_and_a_reason() -> None:
    empty = Asking(Act.VOID_POLL)
    table = [
        (empty, False),
        (replace(empty, first="甲", second="乙"), False),
        (replace(empty, first="甲", second="甲 ", reason="断线"), False),
        (replace(empty, first="甲", second="乙", reason=" "), False),
        (replace(empty, first="甲", second="乙", reason="断线"), True),
        (Asking(Act.CLOSE_MEETING), True),
    ]
    for asking, ready in table:
        props = shown("open", asking=asking)
        assert (props.asking, props.ask_ready) == (True, ready)
        assert props.ask_officers == (asking.act is Act.VOID_POLL)


def test_a_roll_is_told_before_it_is_frozen() -> None:
    props = shown("unfrozen", asking=Asking(Act.FREEZE_ROLL))
    assert figures(props) == {"名册（未冻结）": "122", "有表决权": "120"}
    assert props.attendance == ""
    assert props.ask_note.startswith("名册共 122 人，其中有表决权 120 人，取自文件 roll.xlsx。")


def test_every_act_that_is_asked_about_has_its_own_consequence() -> None:
    assert set(CONSEQUENCES) == ASKED_TWICE | {Act.CLOSE_POLL}
    said = [shown("open", asking=Asking(act)).ask_note for act in CONSEQUENCES]
    assert len(set(said)) == len(said)


def test_nobody_present_is_not_good() -> None:
    present = shown("check_in", present=0).figures[0]
    assert (present.figure, present.mark, present.tone) == ("0", Mark.NONE, Tone.PLAIN)
    assert shown("check_in", present=1).figures[0].tone is Tone.GOOD


def test_a_missing_quorum_is_told_on_the_button_that_opens_the_meeting() -> None:
    props = shown("opening")
    assert props.next_ready
    assert props.next_reason == "未达法定人数：实到 0 人，需 80 人"
    assert shown("opening", present=80).next_reason == ""


def test_a_short_notice_stays_on_the_line_of_the_item_that_was_called() -> None:
    line = replace(GALLERY["gate_closed"].agenda[4], phase="plenary", current=True)
    row = shown("gate_closed", agenda=(line,)).agenda[0]
    assert (row.line, row.tone) == ("集中审议 · 公示 11 天，不足", Tone.BAD)
    met = replace(line, notice_met=True)
    assert shown("gate_closed", agenda=(met,)).agenda[0].line == "集中审议"


def test_without_a_printer_nothing_is_called_printing() -> None:
    assert shown("declared").next == "打印表决记录"
    assert shown("declared", has_printer=False).next == "出具表决记录"
    assert "打印待办文书（3 份）" in shown("over", open_papers=3).text
    assert "文书均已打印" in shown("over").text
    elsewhere = shown("over", has_printer=False).text
    assert "另一台电脑上打印 /srv/assembly/papers" in elsewhere


def test_what_is_being_copied_is_not_handed_over_twice() -> None:
    props = derive(GALLERY["over"], ZH, NOW, held=Steady().held(copying(), NOON_NS))
    assert (props.next, props.next_ready) == ("正在复制…", False)


def copying() -> ConsoleView:
    return replace(GALLERY["over"], under_way=Act.HAND_OVER)


def test_the_agenda_tells_the_one_thing_to_know_of_each_item() -> None:
    rows = shown("open").agenda
    assert [row.line for row in rows] == [
        "通过 112 : 3 : 1",
        "通过 86 : 28 : 4",
        "表决中",
        "公示 18 天",
        "公示 11 天，不足",
        "公示 16 天",
    ]
    assert [row.current for row in rows] == [False, False, True, False, False, False]
    assert rows[4].mark is Mark.CROSS


def test_an_item_never_noticed_and_a_rejected_one_are_bad() -> None:
    line = GALLERY["open"].agenda[3]
    lines = (
        replace(line, days_noticed=-1, notice_met=False),
        replace(line, verdict="not_passed", in_favour=10, against=80),
    )
    rows = shown("open", agenda=lines).agenda
    assert [row.line for row in rows] == ["未公示", "未通过 10 : 80 : 0"]
    assert {row.tone for row in rows} == {Tone.BAD}


def test_the_breadcrumb_tells_done_here_and_ahead() -> None:
    trail = shown("open").phases
    assert [row.name for row in trail] == ["宣读", "分组讨论", "集中审议", "表决", "宣布"]
    assert [row.mark for row in trail] == [Mark.TICK] * 3 + [Mark.NONE] * 2
    assert [row.current for row in trail] == [False] * 3 + [True, False]
    assert [row.last for row in trail] == [False] * 4 + [True]


def test_every_light_has_a_symbol_of_its_own() -> None:
    assert set(LIGHTS) == set(Light)
    assert len({mark for mark, _ in LIGHTS.values()}) == len(Light)


def test_the_account_adds_up_in_one_line_or_is_marked() -> None:
    props = shown("reconciled")
    assert props.account == "收到 131 = 计入 97 + 被替换 29 + 未计入 5"
    assert props.account_mark is Mark.TICK
    assert shown("reconciled", account=(132, 97, 29, 5)).account_mark is Mark.CROSS


def test_differences_are_told_in_words() -> None:
    assert [row.text for row in shown("differences").differences] == [
        "表决器 A/61：基站 2，账本 1",
        "表决器 A/72：基站 1，账本 0",
    ]


def test_a_declared_poll_shows_buckets_and_every_sentence_of_the_sum() -> None:
    props = shown("declared")
    assert [row.figure for row in props.buckets] == ["79", "31", "6", "2", "0", "0"]
    assert props.verdict == "未通过"
    assert len(props.computation.splitlines()) == 4
    assert not props.hidden


def test_a_declared_choice_ranks_its_options() -> None:
    props = shown("declared_choice")
    assert [row.figure for row in props.options][:3] == ["71", "61", "58"]
    assert props.others.split() == ["有效票", "113", "未按", "2", "无效", "1", "回避", "0"]
    assert (props.buckets, props.figures) == ((), ())
    assert shown("declared").others == ""


def test_silent_seats_are_named_and_the_rest_is_counted() -> None:
    props = shown("silent")
    assert len(props.silent) == 6
    assert props.silent_more == "另有 6 席"
    assert props.silent[0].text == "表决器 17 无回应"
    assert props.silent[1].text == "已 1 次未按"


def test_refused_presses_carry_the_time_of_the_hall_and_the_reason() -> None:
    first, second = shown("open").refused[:2]
    assert (first.time, first.who, first.reason) == ("14:32:11", "表决器 203", "表决器未登记")
    assert second.who == "表决器 61 · 61 席"
    assert shown("prepared").refused_none == "暂无"


def test_the_header_has_clock_chair_book_and_mirror() -> None:
    props = shown("open")
    assert (props.clock, props.chair) == ("14:32:18", "主持人 王建国")
    assert props.book == "账本 #1843  7F3A 91C2 04DE B8A7"
    assert (props.mirror, props.mirror_mark) == ("一致", Mark.TICK)
    assert shown("open", mirror="lost").mirror_tone is Tone.BAD


def test_every_act_has_a_word_in_both_languages_and_a_chord_of_its_own() -> None:
    for act in Act:
        for language in (ZH, EN):
            assert language.name("act", act) != f"act:{act}"
    assert set(CHORDS) == set(Act) - OF_A_PAPER
    assert len({*CHORDS.values(), NEXT_CHORD, PAPERS_CHORD}) == len(CHORDS) + 2
    assert set(Act) >= ASKED_TWICE


def test_no_chord_is_a_bare_letter_space_or_enter() -> None:
    for chord in (*CHORDS.values(), NEXT_CHORD):
        assert chord.startswith("Ctrl+") or chord[1:].isdigit(), chord


@pytest.mark.parametrize("name", GALLERY)
def test_no_id_of_a_closed_list_is_left_unsaid(name: str) -> None:
    for language in (ZH, EN):
        said = str(derive(GALLERY[name], language, NOW))
        for domain in ("act:", "reason:", "stage:", "phase:", "verdict:", "mirror:", "language:"):
            assert domain not in said


def test_a_view_without_anything_is_shown_too() -> None:
    bare: ConsoleView = replace(
        GALLERY["check_in"], agenda=(), phases=(), room=(), next=None, actions=(), chair="", head=""
    )
    props = derive(bare, ZH, NOW)
    assert props.chair == ""
