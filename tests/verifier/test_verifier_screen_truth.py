"""What stood on the wall, in whole bundles: a screen that showed other figures is found."""

import pytest
from bundlebuilder import Scribe, outcome, press, rule, tally

SEATS = ("A1", "A2", "A3", "A4")
TRUE = [["in_favour", "3"], ["against", "1"], ["abstain", "0"], ["verdict", "passed"]]


@pytest.fixture
def declared() -> tuple[Scribe, int]:
    book = Scribe()
    book.open_book()
    book.freeze(dict.fromkeys(SEATS, True))
    for number, seat in enumerate(SEATS, start=101):
        book.bind(number, seat)
    book.arrive(*SEATS)
    book.prepare(1, rule=rule(attendance=None, threshold=None))
    book.open(1, len(SEATS), ("east", 5))
    for keypad, key in enumerate((1, 1, 1, 2), start=101):
        book.cast(1, SEATS[keypad - 101], press(keypad, [key], book.at, session=5))
    book.closing(1)
    book.closed(1, *SEATS)
    book.reconcile(1, 4, 4, 0, [])
    counts = tally(roll=4, base=4, in_favour=3, against=1)
    return book, book.declare(1, counts, outcome("passed", []))


def shown(book: Scribe, figures: list[list[str]], *, of: int, poll: int = 1) -> None:
    book.write("FiguresShown", poll=poll, declared=of, screen="hall", figures=figures)


def test_a_wall_that_showed_what_was_declared_agrees(desk, declared):
    book, at = declared
    shown(book, TRUE, of=at)
    shown(book, TRUE[:1], of=at)
    answer = desk.ask(book.members())
    assert (answer.code, answer.failed) == (0, set())


@pytest.mark.parametrize(
    "wrong", [["in_favour", "4"], ["verdict", "not_passed"], ["option_1", "3"], ["elsewhere", "3"]]
)
def test_a_wall_that_showed_something_else_is_found(desk, declared, wrong):
    book, at = declared
    shown(book, [*TRUE[1:2], wrong], of=at)
    answer = desk.ask(book.members())
    assert (answer.code, answer.failed) == (1, {"tallies"})
    slip = desk.slip(book.members(), "--lang", "en").out
    assert f"the screen hall showed {wrong[0]} as {wrong[1]}" in slip


@pytest.mark.parametrize(("of", "poll"), [(-1, 1), (0, 1), (0, 2)])
def test_a_screen_shows_a_result_that_was_declared(desk, declared, of, poll):
    book, at = declared
    shown(book, TRUE, of=at + of if of else 3, poll=poll)
    answer = desk.ask(book.members())
    assert answer.code == 1
    assert "order" in answer.failed
