"""The wall at check-in: who is here by class and age, beside the shares of the plan."""

from dataclasses import replace

from kiosk.clerk.roomlines import composition_lines
from kiosk.clerk.views import HallMode, Light
from kiosk.meeting.quotas import GroupShare, Trait
from kiosk.ui.gallery import hall_gallery
from kiosk.ui.hall.props import PAGE_NS, derive
from kiosk.ui.parts.composition import titled_rows
from kiosk.ui.parts.tokens import Tone
from kiosk.ui.sample_people import sample_composition
from kiosk.words import words

EN = words("en")
VIEW = hall_gallery()["check_in"]


def test_class_and_age_take_turns():
    first, second = (derive(VIEW, EN, now, since_ns=0) for now in (0, PAGE_NS))
    assert (first.groups_title, second.groups_title) == (
        "By class (line: share wanted)",
        "By age (line: share wanted)",
    )
    assert [row.text for row in first.groups] == [
        "50 / 72",
        "15 / 18",
        "9 / 12",
        "10 / 12",
        "3 / 6",
    ]
    assert first.groups[0].quota == 0.6
    assert [row.tone for row in second.groups] == [Tone.WARN, Tone.FAVOUR, Tone.WARN]
    assert first.ticking


def test_nothing_is_shown_of_groups_that_nobody_knows_nor_outside_check_in():
    assert derive(hall_gallery()["check_in_plain"], EN, 0).groups == ()
    assert derive(replace(VIEW, mode=HallMode.STANDBY), EN, 0).groups == ()
    bare = GroupShare(Trait.OCCUPATION, "教师", 3, 0, 0)
    (row,) = derive(replace(VIEW, composition=(bare,)), EN, 0).groups
    assert (row.label, row.share, row.quota) == ("教师", 0.0, -1.0)


def test_of_many_occupations_the_largest_stand_on_the_wall():
    many = tuple(GroupShare(Trait.OCCUPATION, f"{n:02d}", n, n, 99) for n in range(1, 12))
    found = derive(replace(VIEW, composition=many), EN, 0).groups
    assert [row.label for row in found] == ["11", "10", "09", "08", "07", "06"]


def test_the_console_is_told_in_one_line_and_nothing_where_the_rules_say_nothing():
    (line,) = composition_lines(sample_composition())
    assert (line.light, line.sentence.args) == (Light.WARN, {"count": 2})
    fine = tuple(one for one in sample_composition() if one.trait is Trait.CLASS)
    (line,) = composition_lines(fine)
    assert line.light is Light.GOOD
    assert list(composition_lines([replace(fine[0], quota=None)])) == []


def test_the_console_says_of_each_group_that_is_outside_what_is_wanted() -> None:
    rows = titled_rows(sample_composition(), words("zh_CN"))
    assert [row.title for row in rows if row.title] == [
        "代表类别（竖线为方案份额）",
        "年龄结构（竖线为方案份额）",
    ]
    assert all(bool(row.warning) == (row.tone is Tone.WARN) for row in rows)
    government = next(row for row in rows if row.label.startswith("政府"))
    assert government.warning == ""
    under_18 = rows[-1]
    assert under_18.warning == "实到占 7%，应占 15%至25%"
