"""What the observer's screen and a look-up say; worked tables, no window."""

from dataclasses import replace

import pytest

from kiosk.clerk.checking import Checked
from kiosk.clerk.observerview import Dispositions, Found, Looked, PollLine
from kiosk.clock import Moment
from kiosk.meeting.accounting import PressLine
from kiosk.meeting.outcome import Sentence
from kiosk.meeting.poll import Stage
from kiosk.meeting.refusal import Reason
from kiosk.ui.at_the_observer import HEAD, SOUND, observer_gallery, presses
from kiosk.ui.observer.props import (
    AtHand,
    ObserverProps,
    Wanted,
    Writing,
    derive,
    seat_at,
    written,
)
from kiosk.ui.parts import lookup
from kiosk.ui.parts.lookup import Column, Search, Sift, ordered, sifted, turned
from kiosk.ui.parts.tokens import Mark, Tone
from kiosk.ui.pictures import CHECKS
from kiosk.ui.sample import NOON, NOON_NS
from kiosk.verifier.head import grouped
from kiosk.words import words

ZH, EN = words("zh_CN"), words("en")
GALLERY = observer_gallery()
NOW = Moment(NOON, NOON_NS)
NOTHING = AtHand()
DETAIL: dict[str, str | int] = {"officer": "李秀英", "seconds": 300}


def shown(state: str, at_hand: AtHand = NOTHING, **changes: object) -> ObserverProps:
    return derive(replace(GALLERY[state], **changes), ZH, NOW, at_hand)


def test_the_head_stands_as_the_notary_types_it_from_paper() -> None:
    rows = shown("open").head
    assert [f"{row.group}-{row.check}" for row in rows] == grouped(HEAD)
    assert shown("open", head="", entry=-1).head == ()
    assert (shown("open").entry, shown("open").written) == ("#1843", "14:32:17")


def test_what_was_heard_is_told_with_what_became_of_it_and_whether_it_adds_up() -> None:
    props = shown("open")
    assert [(row.label, row.figure) for row in props.sums] == [
        ("收到", "131"),
        ("计入", "97"),
        ("被替换", "29"),
        ("未计入", "5"),
    ]
    assert props.sum_line == "收到 131 = 计入 97 + 被替换 29 + 未计入 5"
    assert (props.sum_mark, props.sum_tone) == (Mark.TICK, Tone.GOOD)
    assert [(row.label, row.figure) for row in props.reasons] == [
        ("表决器未登记", "2"),
        ("未签到", "3"),
    ]
    wrong = shown("open", presses=Dispositions(131, 97, 29, 0, 4))
    assert (wrong.sum_mark, wrong.sum_tone) == (Mark.CROSS, Tone.BAD)


def test_what_was_set_aside_and_what_stood_by_have_figures_of_their_own() -> None:
    labels = [row.label for row in shown("declared").sums]
    assert labels[3:] == ["转渠道作废", "未计入", "备用基站佐证"]


def test_no_poll_no_paper_and_no_objection_are_said_to_be_none() -> None:
    props = shown("before")
    assert (props.poll, props.zero) == ("尚未进行表决", "本次表决尚无")
    assert (props.papers_none, props.objections_none, props.reasons_none) == ("暂无",) * 3
    assert (props.zero_mark, props.zero_tone) == (Mark.RING, Tone.OFF)


def test_a_wall_that_showed_something_else_is_told_in_a_sentence() -> None:
    (line,) = shown("wrong").wrong
    assert line.text.startswith("大屏上“赞成”显示为 68，宣布的是 86。")


def test_on_a_pc_that_only_reads_nobody_orders() -> None:
    assert shown("open").orders
    assert not shown("follows").orders


@pytest.mark.parametrize(
    ("checked", "runs", "share", "sign"),
    [
        (None, False, 0.0, (Mark.RING, Tone.OFF)),
        (Checked(1, 2, SOUND), True, 0.25, (Mark.RING, Tone.OFF)),
        (Checked(2, 2, SOUND), True, 0.75, (Mark.RING, Tone.OFF)),
        (Checked(2, 2, SOUND, over=True, sound=True), False, 1.0, (Mark.TICK, Tone.GOOD)),
        (Checked(1, 2, SOUND, over=True, sound=False), False, 1.0, (Mark.CROSS, Tone.BAD)),
        (Checked(1, 2, SOUND, over=True), False, 1.0, (Mark.TRIANGLE, Tone.WARN)),
    ],
)
def test_a_check_says_how_far_it_is_and_what_came_of_it(
    checked: Checked | None, runs: bool, share: float, sign: tuple[Mark, Tone]
) -> None:
    props = shown("open", AtHand(checked=checked))
    assert (props.check_runs, props.check_share) == (runs, share)
    assert (props.check_mark, props.check_tone) == sign
    assert props.check_said == ("" if checked is None else props.check_said)


@pytest.mark.parametrize(
    ("name", "chinese", "english"),
    [
        (
            "unsound",
            "账本有误：共 1 处，首处在第 1201 条（与链条不符）",
            "NOT sound: 1 breaks, the first at entry 1201 (does not fit the chain)",
        ),
        (
            "not_checked",
            "未能完成核验：磁盘已满",
            "The check could not be made: No space left on device",
        ),
    ],
)
def test_a_bad_verdict_is_all_in_words(name: str, chinese: str, english: str) -> None:
    at_hand = AtHand(checked=CHECKS[name])
    said = [derive(GALLERY["open"], one, NOW, at_hand).check_said for one in (ZH, EN)]
    assert said == [chinese, english]


@pytest.mark.parametrize(
    ("writing", "ready"),
    [
        (Writing(Wanted.OBJECT), False),
        (Writing(Wanted.OBJECT, who="李秀英"), False),
        (Writing(Wanted.OBJECT, who="李秀英", text=" "), False),
        (Writing(Wanted.OBJECT, who="李秀英", text="请求载入"), True),
        (Writing(Wanted.OBJECT, who="李秀英", text="请求载入", guarded=True), False),
        (Writing(Wanted.OBJECT, "李秀英", "请求载入", "words", guarded=True), True),
        (Writing(Wanted.PRINT, who="李秀英"), True),
        (Writing(Wanted.PRINT), False),
    ],
)
def test_an_order_is_ready_when_who_what_and_the_passphrase_are_there(
    writing: Writing, ready: bool
) -> None:
    props = shown("open", AtHand(writing=writing))
    assert props.write_ready is ready
    assert [row.name for row in props.who] == ["王建国", "李秀英"]
    assert "words" not in repr(writing)


def test_fields_are_filled_one_by_one() -> None:
    writing = written(Writing(Wanted.OBJECT), "who", "李秀英")
    assert written(writing, "text", "请求载入").ready


def test_what_was_not_done_says_why_and_what_was_done_says_so() -> None:
    why = Sentence("Not done: {what}", {"what": f"reason:{Reason.LOCKED_OUT}", **DETAIL})
    told = shown("open", AtHand(answer=why))
    assert told.answer.startswith("未执行")
    assert told.answer_tone is Tone.BAD
    done = shown("open", AtHand(done="object"))
    assert (done.answer, done.answer_tone) == ("异议已载入账本。", Tone.GOOD)


def test_the_map_of_seats_stands_only_after_a_named_poll_was_declared() -> None:
    assert not shown("open", AtHand(seats=True)).seats_shown
    assert shown("declared", AtHand(seats=True)).seats_shown


def test_a_place_on_the_map_is_a_seat() -> None:
    view = GALLERY["declared"]
    columns = shown("declared").seat_columns
    assert seat_at(view, 0.5 / columns, 0.01) == "01"
    assert seat_at(view, 1.5 / columns, 0.01) == "02"
    assert seat_at(view, 1.5, 0.5) == seat_at(GALLERY["open"], 0.5, 0.5) == ""
    assert seat_at(view, 0.99, 0.99) == ""


# ---- looking up ----------------------------------------------------------------------------------

POLLS = tuple(PollLine(n, n, f"议题 {n}", Stage.DECLARED, True, None) for n in range(1, 9))
WANG = Found("01", "王建国", "citizen", 1, present=True)
NOBODY = Found("", "", "", 904, present=False)


def look(search: Search, polls: tuple[PollLine, ...] = POLLS) -> lookup.LookUpProps:
    return lookup.derive(search, polls, ZH, offset_min=480)


def answer(*found: Found, count: int = 6, typed: str = "x", told: bool = False) -> Search:
    looked = Looked(typed, 8, found, presses(count, told=told), told)
    return Search(typed, looked=looked)


def test_before_anything_is_asked_the_pane_says_what_may_be_typed() -> None:
    props = look(Search())
    assert props.none == "输入姓名、席位号或表决器号；留空则列出全部按键。"
    assert [row.name for row in props.polls] == ["3", "4", "5", "6", "7", "8", "0"]
    assert [row.chosen for row in props.polls].index(True) == 5
    assert look(Search(), ()).polls[0].chosen


def test_one_who_is_meant_is_named_and_each_press_has_its_fate_in_words() -> None:
    props = look(answer(WANG))
    assert props.who == "01 席  王建国 · 表决器 1 · 已签到"
    assert [row.fate for row in props.presses][:5] == [
        "计入",
        "被后一次按键取代",
        "计入",
        "截止后",
        "表决器未登记",
    ]
    assert props.presses[0].time == "14:32:17.778"
    assert look(answer(NOBODY)).who == "表决器 904，未登记给任何席位"


def test_keys_are_a_dot_until_they_may_be_told_and_the_pane_says_why() -> None:
    hidden, told = look(answer(WANG)), look(answer(WANG, told=True))
    assert {row.keys for row in hidden.presses} == {"·"}
    assert "只在记名表决宣布结果之后显示" in hidden.note
    assert [row.keys for row in told.presses][:3] == ["1", "2", "3"]
    assert told.note == ""


def test_several_who_fit_are_listed_and_none_who_fits_is_said() -> None:
    both = look(answer(WANG, NOBODY, count=0))
    assert [row.who for row in both.found] == ["01 席  王建国", "表决器 904，未登记给任何席位"]
    assert (both.who, both.none) == ("", "有多人符合，请选择。")
    assert "没有“x”" in look(answer(count=0)).none
    assert look(answer(WANG, count=0)).none == "没有收到按键。"


def line(entry: int, seat: str, keypad: int, fate: str) -> PressLine:
    return PressLine(entry, NOON, None, "A", keypad, seat, None, fate)


LINES = (
    line(1, "10", 7, "late"),
    line(2, "9", 9, "counted"),
    line(3, "", 8, "stood_by"),
    line(4, "9", 1, "replaced"),
)


@pytest.mark.parametrize(
    ("column", "forwards"),
    [
        (Column.TIME, [1, 2, 3, 4]),
        (Column.SEAT, [2, 4, 1, 3]),
        (Column.KEYPAD, [4, 1, 3, 2]),
        (Column.FATE, [2, 1, 4, 3]),
    ],
)
def test_presses_are_put_in_order_by_each_column_both_ways(
    column: Column, forwards: list[int]
) -> None:
    search = Search(column=column)
    assert [one.entry for one in ordered(LINES, search)] == forwards
    back = replace(search, backwards=True)
    assert [one.entry for one in ordered(LINES, back)] == forwards[::-1]


def test_the_same_column_again_turns_the_order_round() -> None:
    first = turned(Search(), Column.SEAT)
    again = turned(first, Column.SEAT)
    assert (first.backwards, again.backwards, turned(again, Column.SEAT).backwards) == (
        False,
        True,
        False,
    )
    assert [row.label for row in look(again).columns if row.chosen] == ["按席位 ▼"]


def test_evidence_of_a_base_that_stood_by_is_neither_counted_nor_not() -> None:
    assert [one.entry for one in sifted(LINES, Sift.COUNTED)] == [2]
    assert [one.entry for one in sifted(LINES, Sift.UNCOUNTED)] == [1, 4]
    assert sifted(LINES, Sift.ALL) == LINES
