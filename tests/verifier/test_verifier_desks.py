"""Two desks with clocks of their own: the verifier judges each press by what its desk knew."""

import pytest
from bundlebuilder import Scribe, press

SECOND = 1_000_000_000
EAST = 9_000 * SECOND
FOR = [1]


@pytest.fixture
def book():
    """Seats A1 … A5 are in; their base is at the desk `east`, the chair at the first one."""
    book = Scribe()
    book.open_book()
    seats = [f"A{n}" for n in range(1, 6)]
    book.freeze(dict.fromkeys(seats, True))
    for number, seat in enumerate(seats, start=101):
        book.bind(number, seat)
    book.arrive(*seats)
    book.write("ItemTabled", item=1, title="停车收费", noticed="")
    book.prepare(1)
    book.open(1, 5)
    east(book)
    book.start("boot-east")
    book.listen(1, EAST)
    return book


def east(book):
    book.desk, book.at = "east", book.at % EAST + EAST


def home(book):
    book.desk, book.at = "", book.at % EAST


def made(keypad, ms):
    return press(keypad, FOR, EAST + ms * 1_000_000, made_ms=ms)


def learned_of(book, fact, ms):
    """The first desk enters the fact, the other learns of it so long after its base was opened."""
    home(book)
    number = len(book.bodies)
    getattr(book, fact)(1)
    east(book)
    book.follow(1, number, EAST + ms * 1_000_000)


def finish(book, *, heard, counted, refused, silent):
    book.closed(1, "A1", "A2", "A3", "A4", "A5")
    book.reconcile(1, heard, counted, refused, silent)


def test_each_desk_is_judged_by_its_own_clock(desk, book):
    book.cast(1, "A1", made(101, 100))
    learned_of(book, "pause", 1_000)
    book.cast(1, "A2", made(102, 999))
    book.refuse(1, "A3", "paused", made(103, 1_000))
    learned_of(book, "resume", 2_000)
    book.refuse(1, "A3", "paused", made(103, 1_999))
    book.cast(1, "A3", made(103, 2_000))
    learned_of(book, "closing", 3_000)
    book.cast(1, "A4", made(104, 3_000), in_flight=True)
    book.refuse(1, "A5", "late", made(105, 3_001))
    finish(book, heard=7, counted=4, refused=3, silent=["A5"])
    assert desk.ask(book.members()).code == 0, desk.slip(book.members()).out


def test_a_press_that_is_late_by_its_own_clock_cannot_count(desk, book):
    learned_of(book, "closing", 3_000)
    number = book.cast(1, "A4", made(104, 3_001), in_flight=True)
    answer = desk.ask(book.members())
    assert (answer.failed, answer.document["first_bad_entry"]) == ({"dispositions"}, number)


def test_another_boot_of_one_desk_ends_its_clock_and_no_other(desk, book):
    learned_of(book, "pause", 1_000)
    home(book)
    book.start("boot-2")
    east(book)
    book.refuse(1, "A1", "paused", made(101, 1_000))
    book.at = 70
    book.start("boot-east-2")
    book.cast(1, "A1", press(101, FOR, 69, made_ms=1_000))
    book.refuse(1, "A2", "paused", press(102, FOR, 70_000_000, made_ms=1))
    home(book)
    book.resume(1)
    book.desk = "east"
    book.follow(1, len(book.bodies) - 1, 90_000_000)
    book.cast(1, "A2", press(102, FOR, 90_000_000))
    assert desk.ask(book.members()).code == 0, desk.slip(book.members()).out


def test_a_desk_that_joins_in_a_pause_follows_it_and_a_resumption_alone_changes_nothing(desk, book):
    learned_of(book, "pause", 1_000)
    book.desk, book.at = "west", 500
    book.start("boot-west")
    numbers = [n for n, body in enumerate(book.bodies) if b'"PollPaused"' in body]
    book.follow(1, numbers[0], 600)
    book.at = 700
    book.start("boot-west-2")
    home(book)
    book.resume(1)
    book.desk = "west"
    book.follow(1, len(book.bodies) - 1, 900)
    book.write("BaseListens", poll=1, base="west", session=6, opened_ns=800)
    book.cast(1, "A1", press(101, FOR, 900, base="west", session=None))
    assert desk.ask(book.members()).code == 0, desk.slip(book.members()).out


@pytest.mark.parametrize("step", ["resume", "closing"])
def test_a_desk_that_steps_on_before_it_followed_the_pause_breaks_the_book(desk, book, step):
    home(book)
    book.pause(1)
    paused = len(book.bodies) - 1
    east(book)
    getattr(book, step)(1)
    answer = desk.ask(book.members())
    assert answer.failed == {"order"}
    assert answer.document["first_bad_entry"] == len(book.bodies) - 1
    del book.bodies[-1]
    book.follow(1, paused, EAST + SECOND)
    getattr(book, step)(1)
    assert desk.ask(book.members()).code == 0, desk.slip(book.members()).out


def test_a_desk_that_pauses_before_it_followed_the_resumption_breaks_the_book(desk, book):
    learned_of(book, "pause", 1_000)
    home(book)
    book.resume(1)
    east(book)
    book.pause(1)
    assert desk.ask(book.members()).failed == {"order"}
