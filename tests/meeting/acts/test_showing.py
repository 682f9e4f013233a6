"""Screen truth: what stood on the wall goes into the book and is held against the declaration."""

import pytest
from strategies import Hall, small_hall

from kiosk.meeting import facts as f
from kiosk.meeting.acts.showing import declared_figures, figures_shown, wrongly_shown

TRUE = (("in_favour", "2"), ("against", "1"), ("abstain", "0"), ("verdict", "passed"))


@pytest.fixture
def hall() -> Hall:
    hall = small_hall()
    hall.ask()
    for seat, key in (("01", 1), ("02", 1), ("03", 2)):
        hall.press(seat, key)
    hall.settle()
    return hall


def declared(hall: Hall) -> int:
    hall.declare()
    assert hall.poll.declared is not None
    return hall.poll.declared.number


def tell(hall: Hall, figures: tuple[tuple[str, str], ...], at: int) -> tuple[f.FiguresShown, ...]:
    facts = figures_shown(hall.state, 1, declared=at, screen="hall", figures=figures)
    for fact in facts:
        hall.enter(fact)
    return facts


def test_what_the_wall_showed_stands_in_the_book_once(hall: Hall) -> None:
    at = declared(hall)
    right = tuple(declared_figures(hall.poll.declared.fact).items())
    assert tell(hall, right, at) == (f.FiguresShown(1, at, "hall", right),)
    assert tell(hall, right, at) == ()
    assert list(wrongly_shown(hall.poll)) == []


def test_a_figure_that_was_not_declared_is_told_with_what_was(hall: Hall) -> None:
    at = declared(hall)
    tell(hall, (("in_favour", "9"), ("option_1", "9")), at)
    assert list(wrongly_shown(hall.poll)) == [
        ("hall", "in_favour", "2", "9"),
        ("hall", "option_1", "", "9"),
    ]


def test_nothing_was_shown_of_a_poll_that_is_not_declared(hall: Hall) -> None:
    assert tell(hall, TRUE, 3) == ()
    assert list(wrongly_shown(hall.poll)) == []
    at = declared(hall)
    assert tell(hall, TRUE, at - 1) == ()
    assert tell(hall, (), at) == ()
    assert figures_shown(hall.state, 7, declared=at, screen="hall", figures=TRUE) == ()
