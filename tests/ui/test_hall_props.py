"""What the wall says in each state; worked tables, no Qt."""

from dataclasses import fields, replace
from fractions import Fraction
from itertools import pairwise

import pytest

from kiosk.clerk.views import HallMode, HallView
from kiosk.meeting.ballot import BallotForm, BallotKind
from kiosk.meeting.outcome import Measure, Outcome, Sentence, Verdict
from kiosk.ui import gallery
from kiosk.ui.hall.notices import NOTICES, HallPage
from kiosk.ui.hall.props import PAGE_NS, HallProps, derive
from kiosk.ui.parts.tokens import SMALLEST, SMALLEST_BODY, Mark, Tone
from kiosk.ui.sample import NOON_NS, SECOND_NS, for_against_tally
from kiosk.words import words

ZH, EN = words("zh_CN"), words("en")
GALLERY = gallery.hall_gallery()
PAGES = {
    "standby": HallPage.STANDBY,
    "check_in": HallPage.CHECK_IN,
    "item": HallPage.ITEM,
    "poll": HallPage.KEYS,
    "choose": HallPage.OPTIONS,
    "closing": HallPage.WAITING,
    "counted": HallPage.WAITING,
    "paused": HallPage.WAITING,
    "paper": HallPage.WAITING,
    "hands": HallPage.WAITING,
    "counting": HallPage.WAITING,
    "result_failed": HallPage.RESULT,
    "ranking": HallPage.RANKING,
    "fault": HallPage.NOTICE,
    "halted": HallPage.NOTICE,
    "void": HallPage.NOTICE,
}


def shown(name: str, **changes: object) -> HallProps:
    return derive(replace(GALLERY[name], **changes), ZH, NOON_NS)


@pytest.mark.parametrize(("name", "page"), [*PAGES.items()])
def test_every_state_has_its_page(name: str, page: HallPage) -> None:
    assert shown(name).page is page


def test_the_gallery_shows_every_mode() -> None:
    assert {view.mode for view in GALLERY.values()} == set(HallMode)


@pytest.mark.parametrize("name", ["paper", "hands", "counting"])
def test_a_hall_without_keypads_is_told_what_to_do_and_no_count_of_presses(name: str) -> None:
    props = shown(name)
    assert props.notice
    assert props.sentence
    assert (props.pressed_text, props.pressed_share) == ("", 0.0)


def test_a_choice_made_key_by_key_says_which_key_takes_it_back() -> None:
    assert "第 9 键全部撤回" in shown("choose", take_back=9).rule_line


def test_each_channel_of_a_result_stands_by_itself_on_the_wall() -> None:
    lines = shown("result_hybrid").others.splitlines()
    assert lines[0] == "表决器  78 · 26 · 2     纸质选票  8 · 2 · 2  (发出 12 张，收回 12 张)"
    assert len(lines) == 2
    assert len(shown("result_passed").others.splitlines()) == 1


def test_every_waiting_state_has_words() -> None:
    told = {HallMode.POLL, HallMode.RESULT, HallMode.ITEM, HallMode.CHECK_IN, HallMode.STANDBY}
    assert set(NOTICES) == set(HallMode) - told


@pytest.mark.parametrize("name", [name for name in GALLERY if not name.startswith("r")])
def test_no_figure_of_a_direction_stands_before_the_declaration(name: str) -> None:
    view = GALLERY[name]
    leaked = replace(view, tally=for_against_tally(91, 17, 3))
    props = derive(leaked, ZH, NOON_NS)
    assert props == derive(view, ZH, NOON_NS)
    assert (props.bars, props.verdict, props.others, props.computation) == ((), "", "", "")


@pytest.mark.parametrize(
    ("left_ns", "clock", "urgent"),
    [
        (90 * SECOND_NS, "1:30", False),
        (60 * SECOND_NS, "1:00", False),
        (59 * SECOND_NS + 1, "1:00", False),
        (59 * SECOND_NS, "59", False),
        (11 * SECOND_NS, "11", False),
        (10 * SECOND_NS, "10", True),
        (1, "1", True),
        (0, "0", True),
        (-5 * SECOND_NS, "0", True),
    ],
)
def test_the_countdown_is_whole_seconds_rounded_up(left_ns: int, clock: str, urgent: bool) -> None:
    props = shown("poll", ends_ns=NOON_NS + left_ns)
    assert (props.clock, props.urgent, props.ticking) == (clock, urgent, True)


def test_without_a_duration_the_chair_ends_the_poll_and_no_timer_runs() -> None:
    props = shown("poll_untimed")
    assert (props.clock, props.clock_label, props.ticking) == ("", "由主持人宣布截止", False)


def test_the_keys_stand_in_the_order_of_the_keypad() -> None:
    keys = shown("poll").keys
    assert [(key.key, key.label, key.mark) for key in keys] == [
        ("1", "赞成", Mark.TICK),
        ("2", "反对", Mark.CROSS),
        ("3", "弃权", Mark.RING),
    ]
    assert [key.tone for key in keys] == [Tone.FAVOUR, Tone.AGAINST, Tone.ABSTAIN]
    assert len({key.size for key in keys}) == 1


def test_a_choice_shows_its_options_with_their_keys() -> None:
    keys = shown("choose").keys
    assert [key.key for key in keys] == list("12345678")
    assert keys[7].label == "图书角与自习室"


def test_more_than_eight_options_are_paged() -> None:
    plan = GALLERY["choose"].plan
    assert plan is not None
    form = replace(plan.form, options=(*plan.form.options, "九", "十"))
    view = replace(GALLERY["choose"], plan=replace(plan, form=form), ends_ns=None)
    first = derive(view, ZH, NOON_NS, since_ns=NOON_NS)
    second = derive(view, ZH, NOON_NS + PAGE_NS, since_ns=NOON_NS)
    assert [key.key for key in first.keys] == list("12345678")
    assert [key.key for key in second.keys] == ["9", "10"]
    assert second.page_text == "第 2 页 共 2 页"
    assert first.ticking


def test_the_rule_of_a_poll_stands_in_one_line() -> None:
    assert shown("poll").rule_line == (
        "重大事项 · 须全体代表 2/3 以上赞成 · 需 80 票 · 记名表决 · 以最后一次按键为准"
    )
    assert shown("choose").rule_line.startswith(
        "民生实事票决 · 8 项中最多选 3 项 · 取前 3 项 · 无记名表决"
    )


def test_pressed_of_expected_is_shown_and_nobody_expected_is_no_division() -> None:
    props = shown("poll")
    assert (props.pressed_text, props.pressed_share) == ("已按 97 / 118", 97 / 118)
    assert shown("poll", expected=0).pressed_share == 0.0


def test_a_failed_poll_says_how_many_were_missing_and_where_the_threshold_is() -> None:
    props = shown("result_failed")
    favour, against, abstain = props.bars
    assert [bar.figure for bar in props.bars] == ["79", "31", "6"]
    assert (props.verdict, props.verdict_note) == ("未通过", "差 1 票")
    assert (favour.threshold, favour.threshold_text) == (80 / 120, "需 80 票")
    assert favour.share == 79 / 120
    assert against.threshold == abstain.threshold == -1.0
    assert props.computation == "2/3 × 120 = 80 → 需 80 票，得 79 票"
    assert props.basis_line == "基数：全体代表 120 人 · 市民大会规则 1.0 第六条"
    assert props.book_line == "账本 #1843  7F3A 91C2 04DE B8A7"
    assert props.others.split() == ["未按", "2", "无效", "0", "回避", "0", "未签到", "2"]


def test_a_passed_poll_has_no_note() -> None:
    props = shown("result_passed")
    assert (props.verdict, props.verdict_note, props.mark) == ("通过", "", Mark.TICK)


def test_without_a_quorum_the_wall_counts_persons_and_marks_no_threshold() -> None:
    props = shown("result_no_quorum")
    assert props.verdict.replace("\n", "") == "未达法定人数"
    assert props.verdict_note == "差 1 人"
    assert all(bar.threshold < 0 for bar in props.bars)
    assert props.computation.startswith("法定人数")


def test_options_are_ranked_and_those_taken_are_marked() -> None:
    props = shown("ranking")
    assert [bar.figure for bar in props.bars] == ["71", "61", "58", "47", "33", "29", "20", "12"]
    assert [bar.mark for bar in props.bars[:4]] == [Mark.TICK] * 3 + [Mark.NONE]
    assert (props.verdict, props.computation) == ("入选 3 项", "入选：6、2、4")


def test_a_tie_across_the_line_is_marked_as_one() -> None:
    props = shown("ranking_tied")
    assert [bar.mark for bar in props.bars[2:4]] == [Mark.EQUALS] * 2
    assert props.verdict == "同票"
    assert "并列" in props.computation


def test_a_second_round_says_so() -> None:
    assert "第 2 轮" in shown("result_second_round").heading


def test_practice_is_on_every_page() -> None:
    assert all(shown(name, practice=True).practice for name in GALLERY)


def test_a_result_without_its_figures_falls_back_to_standby() -> None:
    assert shown("result_failed", tally=None).page is HallPage.STANDBY


def test_a_long_text_is_paged_and_its_pages_turn_from_when_it_was_first_shown() -> None:
    view = GALLERY["item_pages"]
    at = [derive(view, ZH, NOON_NS + n * PAGE_NS, since_ns=NOON_NS) for n in range(3)]
    assert at[0].body != at[1].body
    assert at[0].body == at[2].body
    assert at[0].page_text == "第 1 页 共 2 页"
    whole = "".join((at[0].body + at[1].body).split())
    assert whole == "".join(view.motion_text.split())


def test_a_title_too_long_for_the_wall_ends_in_dots_and_is_not_made_smaller() -> None:
    props = shown("poll_long_title")
    assert props.heading.endswith("…")
    assert props.heading.count("\n") == 2
    assert props.heading_size >= SMALLEST_BODY


def test_a_pause_keeps_the_time_that_was_left() -> None:
    props = shown("paused")
    assert (props.clock, props.clock_label, props.ticking) == ("23", "剩余", False)


def test_a_message_of_the_clerk_replaces_the_standing_sentence() -> None:
    assert "账本暂时无法写入" in shown("fault").sentence
    assert shown("fault", message=None).sentence == "请留在座位上，保管好表决器"


@pytest.mark.parametrize("name", GALLERY)
@pytest.mark.parametrize("language", [ZH, EN], ids=["zh", "en"])
def test_no_text_is_smaller_than_the_last_row_can_read(name: str, language: object) -> None:
    props = derive(GALLERY[name], language, NOON_NS)
    sizes = {
        field.name: getattr(props, field.name)
        for field in fields(props)
        if field.name.endswith("_size") and getattr(props, field.name)
    }
    rows = [row.size for row in (*props.keys, *props.bars)]
    assert all(size >= float(SMALLEST) for size in (*sizes.values(), *rows))
    body = [size for key, size in sizes.items() if key != "rule_size"] + rows
    assert all(size >= float(SMALLEST_BODY) for size in body)


def test_no_answer_is_ever_cut_short() -> None:
    for view in GALLERY.values():
        for language in (ZH, EN):
            props = derive(view, language, NOON_NS)
            rows = (*props.keys, *props.bars)
            assert not [row.label for row in rows if row.label.endswith("…")]
            assert not props.rule_line.endswith("…")
            assert not props.computation.endswith("…")


def test_both_languages_say_everything() -> None:
    for name, view in GALLERY.items():
        said = str(derive(view, EN, NOON_NS)) + str(derive(view, ZH, NOON_NS))
        assert "reason:" not in said, name
        assert "verdict:" not in said, name
        assert "basis:" not in said, name


def view_of(**changes: object) -> HallView:
    return replace(GALLERY["poll"], **changes)


def test_titles_of_every_length_keep_to_their_place() -> None:
    words_ = GALLERY["poll_long_title"].motion_title
    sizes = [
        derive(view_of(motion_title=words_[:length]), ZH, NOON_NS).heading_size
        for length in range(1, len(words_))
    ]
    assert all(left >= right for left, right in pairwise(sizes))
    assert min(sizes) == float(Fraction(1, 18))


# ---- other kinds of ballots ----------------------------------------------------------------------


def of_kind(name: str, form: BallotForm) -> HallView:
    view = GALLERY[name]
    assert view.plan is not None
    return replace(view, plan=replace(view.plan, form=form))


def test_yes_and_no_to_each_candidate_are_a_key_each() -> None:
    form = BallotForm(BallotKind.YES_NO, ("张三", "李四"), 0, 1)
    props = derive(of_kind("choose", form), ZH, NOON_NS, since_ns=NOON_NS)
    assert [key.label for key in props.keys] == [
        "张三  赞成",
        "张三  反对",
        "李四  赞成",
        "李四  反对",
    ]
    assert "对 2 项逐项赞成或反对，最多赞成 1 项" in props.rule_line


def test_an_option_of_two_lines_is_smaller_so_that_it_stands_in_its_tile() -> None:
    keys = shown("choose").keys
    long = next(row for row in keys if "\n" in row.label)
    others = {row.size for row in keys if row is not long}
    assert (long.size, others) == (1 / 27, {1 / 23})
    of_one_line = of_kind("choose", BallotForm(BallotKind.CHOOSE, ("甲", "乙"), 1, 1))
    props = derive(of_one_line, ZH, NOON_NS, since_ns=NOON_NS)
    assert {row.size for row in props.keys} == {1 / 20}


def test_an_opinion_is_neither_won_nor_lost_on_the_wall() -> None:
    view = of_kind("ranking", BallotForm(BallotKind.SCORE, tuple("12345678"), 1, 1))
    ending = Sentence("An opinion was asked for: it makes no resolution")
    opinion = Outcome(Verdict.OPINION, (), (), (), (ending,))
    props = derive(replace(view, outcome=opinion), ZH, NOON_NS, since_ns=NOON_NS)
    assert (props.verdict.replace("\n", ""), props.mark) == ("意见征询", Mark.RING)
    assert props.computation == "意见征询，不产生决议"


def test_a_missing_area_is_told_in_square_metres() -> None:
    view = GALLERY["result_failed"]
    assert view.outcome is not None
    heads = replace(view.outcome.tests[-1], met=True)
    area = replace(heads, met=False, base=40_000, needed=20_001, have=20_000, measure=Measure.AREA)
    said = tuple(Sentence(one) for one in ("Quorum", "heads", "area", "Not passed"))
    outcome = Outcome(Verdict.NOT_PASSED, (view.outcome.tests[0], heads, area), (), (), said)
    props = derive(replace(view, outcome=outcome), ZH, NOON_NS, since_ns=NOON_NS)
    by_area = "按面积：2/3 × 400.00 = 266.66 → 需 200.01，得 200.00 平方米"
    assert (props.computation, props.verdict_note) == (
        f"Heads\n{by_area}",
        "面积差 0.01 平方米",
    )
    assert props.bars[0].threshold == 80 / 120


def test_owners_who_are_enough_by_heads_are_told_what_area_is_missing() -> None:
    props = shown("result_owners_area")
    assert props.verdict_note.splitlines() == ["面积差", "164.51 平方米"]
    assert props.verdict_note_size >= 1 / 27
    assert shown("result_owners").verdict_note == ""


def test_the_threshold_on_the_bars_of_candidates_is_said_in_words() -> None:
    said = "基数：实到代表 118 人 · 需 60 票 · 市民大会规则 1.0 第十条"
    assert shown("ranking_candidates").basis_line == said
    assert "需" not in shown("ranking").basis_line


def test_where_owners_decide_the_sum_stands_by_heads_and_by_area() -> None:
    for name, word in (("result_owners", "通过"), ("result_owners_area", "未通过")):
        props = shown(name)
        heads, area = props.computation.splitlines()
        assert (heads, props.verdict) == ("超过 1/2 × 118 = 59 → 需 60 票，得 86 票", word)
        assert area.startswith("按面积：超过 1/2 × 11134.50 = 5567.25 → 需 5567.26，得 ")
        assert props.basis_line == "基数：参加表决者 · 市民大会规则 1.0 民法典第二百七十八条"


def test_a_score_stands_from_its_best_level_down_and_says_its_mean() -> None:
    props = shown("ranking_opinion")
    assert [row.key for row in props.bars] == ["5", "4", "3", "2", "1"]
    assert props.computation.startswith("有效评分 113 份，平均分：420 ÷ 113 = 3.71\n")


def test_those_who_said_no_to_a_candidate_stand_beside_the_name() -> None:
    assert shown("ranking_candidates").bars[0].label == "王建国   反对 9"


def test_figures_of_four_digits_have_their_room() -> None:
    digits = [shown(name).figure_digits for name in ("result_passed", "result_named_large")]
    assert digits == [2, 4]
