"""The pages beside a result: ring, seats, names. Worked tables, no Qt but for the painter."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QGuiApplication

from kiosk.clerk.observerview import SeatLine
from kiosk.meeting.ballot import Mark as Counted
from kiosk.ui import gallery
from kiosk.ui.hall.individual import (
    LINES,
    MOST_SEAT_WIDTH,
    Individual,
    names,
    percent,
    seat_width,
    slices,
    turns,
)
from kiosk.ui.hall.notices import HallPage
from kiosk.ui.hall.props import PAGE_NS, HallProps, derive
from kiosk.ui.parts.charts import fitted, ring, seats
from kiosk.ui.parts.seatgrid import EMPTY, FACES, lay_out, spell
from kiosk.ui.parts.theme import inks
from kiosk.ui.parts.tokens import HALL as INKS
from kiosk.ui.parts.tokens import Mark, Tone, contrast
from kiosk.ui.sample import NOON_NS
from kiosk.words import words

ZH = words("zh_CN")
GALLERY = gallery.hall_gallery()
NAMED = GALLERY["result_named"]


def page(turn: int, told: Individual = Individual.NAMES, state: str = "result_named") -> HallProps:
    return derive(GALLERY[state], ZH, NOON_NS + turn * PAGE_NS, since_ns=NOON_NS, told=told)


def test_a_named_poll_turns_from_its_figures_to_the_ring_the_seats_and_the_names() -> None:
    shown = [page(turn).page for turn in range(8)]
    assert shown == [
        HallPage.RESULT,
        HallPage.RESULT,
        HallPage.SHARES,
        HallPage.SEATS,
        *[HallPage.NAMES] * 3,
        HallPage.RESULT,
    ]
    assert [page(turn).page_text for turn in (4, 6)] == ["第 1 页 共 3 页", "第 3 页 共 3 页"]


def test_of_a_secret_poll_no_seat_is_on_the_wall() -> None:
    for state in ("result_failed", "ranking", "result_passed"):
        shown = {page(turn, state=state).page for turn in range(9)}
        assert not shown & {HallPage.SEATS, HallPage.NAMES}


@pytest.mark.parametrize(
    ("told", "pages", "name"),
    [
        (Individual.NAMES, {HallPage.SEATS, HallPage.NAMES}, "李秀英"),
        (Individual.MASKED, {HallPage.SEATS, HallPage.NAMES}, "李*英"),
        (Individual.SEATS, {HallPage.SEATS}, None),
        (Individual.OFF, set(), None),
    ],
)
def test_the_hall_settles_how_much_of_a_named_poll_the_wall_tells(
    told: Individual, pages: set[HallPage], name: str | None
) -> None:
    shown = [page(turn, told) for turn in range(9)]
    assert {one.page for one in shown} & {HallPage.SEATS, HallPage.NAMES} == pages
    names = {row.name for one in shown for row in one.names}
    assert (name in names) if name else not names


def test_every_seat_is_on_exactly_one_page_of_the_list() -> None:
    listed = [row.seat for turn in range(4, 7) for row in page(turn).names]
    assert listed == [line.seat for line in NAMED.seats]
    assert max(len(page(turn).names) for turn in range(4, 7)) == 4 * LINES


def test_the_figures_stand_on_every_page_beside_them() -> None:
    for turn in (2, 3, 4):
        told = {row.place: row.figure for row in page(turn).shares}
        assert told == {"in_favour": "86", "against": "28", "abstain": "4", "not_pressed": "0"}
        assert page(turn).verdict == "通过"


def test_a_choice_is_told_by_its_numbers() -> None:
    shown = page(2, state="ranking_named")
    row = next(row for row in shown.names if row.choice)
    assert (row.mark, row.tone, row.said) == (Mark.DOT, Tone.ACCENT, row.choice)
    line = next(line for line in GALLERY["ranking_named"].seats if line.choice)
    assert [int(one) for one in row.choice.split()] == [*line.choice]
    assert shown.name_columns == 3


def test_who_hears_the_wall_is_told_the_choice_in_words() -> None:
    said = {row.said for turn in range(4, 7) for row in page(turn).names}
    assert said == {"赞成", "反对", "弃权"}


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(1, 3, "33.3%"), (2, 3, "66.7%"), (1, 2000, "0.1%"), (1, 2001, "0.0%"), (0, 0, "0.0%"),
     (118, 118, "100.0%"), (1, 16, "6.3%")],
)  # fmt: skip
def test_a_share_is_read_out_with_one_decimal_half_up(part: int, whole: int, said: str) -> None:
    assert percent(part, whole) == said


def test_the_slices_of_a_ring_are_the_shares_of_the_base() -> None:
    tally = NAMED.tally
    assert tally is not None
    parts = [one.split(":") for one in slices(tally).split(",")]
    assert [int(tone) for tone, _ in parts] == [Tone.FAVOUR, Tone.AGAINST, Tone.ABSTAIN]
    assert float(parts[0][1]) == pytest.approx(86 / 118, abs=1e-5)
    assert slices(replace(tally, in_favour=0, against=0, abstain=0)) == ""
    assert slices(replace(tally, base=0, in_favour=0, against=0, abstain=0)) == ""


# ---- the map -------------------------------------------------------------------------------------


def line(seat: str, mark: Counted | None = Counted.FOR, **how: bool) -> SeatLine:
    return SeatLine(seat, "", mark, (), **how)


def test_seats_that_are_numbered_by_row_stand_in_their_rows() -> None:
    grid = lay_out(["1-1", "1-2", "1-4", "2-1", "2-2", "2-3"], shape=2)
    assert (grid.columns, grid.cells) == (4, (0, 1, -1, 2, 3, 4, 5, -1))
    assert spell(grid, [line(str(at)) for at in range(6)]) == f"ff{EMPTY}ffff{EMPTY}"
    assert lay_out(["3排1座", "3排2座", "4排1座"], shape=2).columns == 2


@pytest.mark.parametrize(
    "seats_",
    [["01", "02", "03"], ["1-1", "1-1", "1-2"], ["1-1", "2-900", "3-450"], ["A", "1-1", "1-2"]],
)
def test_any_other_numbers_stand_in_the_order_of_the_roll(seats_: list[str]) -> None:
    grid = lay_out(seats_, shape=1)
    assert grid.cells == tuple(range(3))
    assert grid.columns == 2
    assert grid.rows == 2


def test_a_hall_without_a_seat_has_no_map() -> None:
    assert lay_out([], shape=2).rows == 0


def test_each_kind_of_seat_has_its_own_letter_symbol_and_colour() -> None:
    lines = [
        *(line("1", mark) for mark in (*Counted, None)),
        line("2", None, recused=True),
        line("3", None, counted_by_people=True),
    ]
    letters = spell(lay_out([str(at) for at in range(len(lines))], shape=1), lines)
    assert letters == "fabvxnnrp"
    assert set(letters) == set(FACES)
    assert len(set(FACES.values())) == len(FACES)


def test_a_map_of_3376_seats_is_one_picture_with_every_seat_in_its_colour(
    gui: QGuiApplication,
) -> None:
    view = GALLERY["result_named_large"]
    shown = page(3, state="result_named_large")
    colours = tuple(f"#{one}" for one in inks(INKS).split("-"))
    size = QSize(1728, 640)
    picture = seats(shown.seat_letters, shown.seat_columns, colours, size)
    side, left, top = fitted(shown.seat_columns, len(shown.seat_letters), 1728, 640)
    assert shown.seat_cells == ()
    assert len(shown.seat_letters) == 3376
    for at in range(0, 3376, 211):
        row, column = divmod(at, shown.seat_columns)
        x, y = int(left + column * side) + 2, int(top + row * side) + int(side / 2)
        if shown.seat_letters[at] != "n":
            wanted = QColor(colours[FACES[shown.seat_letters[at]][1]])
            assert contrast(picture.pixelColor(x, y).name(), wanted.name()) < 1.02, at
    assert view.seats[0].seat == "01"


def test_a_ring_begins_at_the_top_and_goes_round_by_the_clock(gui: QGuiApplication) -> None:
    colours = tuple(f"#{one}" for one in inks(INKS).split("-"))
    picture = ring(
        f"{int(Tone.FAVOUR)}:0.5,{int(Tone.AGAINST)}:0.25", 0.2, colours, QSize(200, 200)
    )
    drawn = [picture.pixelColor(x, y).name() for x, y in ((190, 100), (40, 158), (40, 42))]
    wanted = [INKS.favour, INKS.against, INKS.raised]
    assert all(contrast(*both) < 1.02 for both in zip(drawn, wanted, strict=True)), drawn
    assert picture.pixelColor(100, 100).alpha() == 0


def test_turns_without_a_plan_are_none() -> None:
    assert turns(replace(NAMED, plan=None), Individual.NAMES, 1) == ()


def test_a_seat_of_a_letter_and_two_figures_is_read_whole() -> None:
    rows = page(2, state="ranking_small").names
    assert [row.seat for row in rows] == [f"A-{at:02d}" for at in range(1, 12)]
    assert page(2, state="ranking_small").seat_width > page(4).seat_width


def test_a_seat_that_is_called_by_a_sentence_leaves_the_name_its_room() -> None:
    seats = tuple(replace(one, seat="东侧看台三层二排十二座") for one in NAMED.seats)
    assert seat_width(seats) == MOST_SEAT_WIDTH
    rows = names(replace(NAMED, seats=seats), Individual.NAMES, 0, ZH)
    assert {row.seat for row in rows} == {"东侧看…"}
    assert all(len(row.name) >= 2 for row in rows)
