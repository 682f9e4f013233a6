"""Two bases that hear the same keypads, by bundle.md §4, on books written by hand."""

import pytest
from bundlebuilder import Scribe, press

MS = 1_000_000
SECOND = 1000 * MS


@pytest.fixture
def book():
    book = Scribe()
    book.open_book()
    book.freeze({"A1": True, "A2": True})
    book.bind(101, "A1")
    book.bind(102, "A2")
    book.arrive("A1", "A2")
    book.write("BaseStandsBy", base="west", primary="east")
    book.prepare(1)
    return book


def opened(book, *, pairs=(("west", "east"),)):
    told = [["east", 5], ["west", 6]]
    standbys = [list(pair) for pair in pairs]
    book.write("PollOpened", poll=1, sessions=told, present=2, by="主持人", standbys=standbys)


def west(keypad, keys, heard_ns, **of):
    return press(keypad, keys, heard_ns, **{"base": "west", "session": 6, **of})


def stood_by(book, told, poll=1):
    return book.write("StandbyHeard", poll=poll, press=told)


def took_over(book, after=-1, base="west", primary="east"):
    return book.write("StandbyTookOver", poll=1, base=base, primary=primary, after=after)


def test_evidence_is_in_no_account_no_root_and_no_tally(desk, book):
    stood_by(book, west(101, [1], book.at, session=None))
    opened(book)
    book.cast(1, "A1", press(101, [1], book.at))
    stood_by(book, west(101, [2], book.at))
    book.closing(1)
    stood_by(book, west(102, [2], book.at))
    book.closed(1, "A1", "A2")
    book.reconcile(1, 1, 1, 0, ["A2"])
    answer = desk.ask(book.members())
    assert answer.code == 0, answer


def test_a_base_of_no_poll_stands_by_as_the_settings_say(desk, book):
    opened(book, pairs=())
    book.cast(1, "A1", west(101, [1], book.at))
    book.write("BaseStandsBy", base="west", primary="")
    book.cast(1, "A2", west(102, [1], book.at))
    assert desk.ask(book.members()).code == 0


@pytest.mark.parametrize("wrong", ["judged", "kept"])
def test_a_press_on_the_wrong_side_is_named(desk, book, wrong):
    opened(book)
    if wrong == "judged":
        number = book.cast(1, "A1", west(101, [1], book.at))
    else:
        number = stood_by(book, press(101, [1], book.at))
    answer = desk.ask(book.members())
    assert answer.failed == {"dispositions"}
    assert answer.document["first_bad_entry"] == number
    assert "旁证" in answer.check("dispositions")["detail"]


def failed_over(book):
    """East delivers one press and is lost; west alone heard two, and one long before."""
    opened(book)
    for told in (press(101, [1], 9 * SECOND), west(101, [2], 8 * SECOND)):
        (stood_by if told["base"] == "west" else lambda b, t: b.cast(1, "A1", t))(book, told)
    after = len(book.bodies) - 2
    first, second = west(102, [1], 10 * SECOND), west(101, [2], 11 * SECOND)
    stood_by(book, second)
    stood_by(book, first)
    return after, first, second


def test_a_take_over_is_judged_again_from_the_last_press_of_the_lost_base(desk, book):
    after, first, second = failed_over(book)
    took_over(book, after)
    book.cast(1, "A2", first)
    book.cast(1, "A1", second, replaces=True)
    stood_by(book, press(102, [2], book.at))
    book.refuse(1, "A1", "duplicate", west(101, [2], book.at))
    took_over(book, len(book.bodies) - 1, base="east", primary="west")
    answer = desk.ask(book.members())
    assert answer.failed == {"order"}  # east's own press is taken up and must come next
    book.bodies.pop()
    assert desk.ask(book.members()).code == 0


def test_another_last_press_is_named(desk, book):
    after, first, second = failed_over(book)
    number = took_over(book, after - 1)
    book.cast(1, "A2", first)
    book.cast(1, "A1", second, replaces=True)
    answer = desk.ask(book.members())
    assert answer.failed == {"dispositions"}
    assert answer.document["first_bad_entry"] == number


def test_what_was_taken_up_is_judged_in_its_order_and_nothing_between(desk, book):
    after, first, second = failed_over(book)
    took_over(book, after)
    keep = list(book.bodies)
    for write in (
        lambda: book.cast(1, "A1", second, replaces=True),
        lambda: book.arrive("A1"),
        lambda: book.cast(1, "A2", {**first, "keys": [2]}),
    ):
        book.bodies[:] = keep
        number = len(book.bodies)
        write()
        answer = desk.ask(book.members())
        assert answer.failed == {"order"}
        assert answer.document["first_bad_entry"] == number


def test_a_book_that_ends_in_the_middle_of_a_take_over_is_broken(desk, book):
    after, first, _ = failed_over(book)
    took_over(book, after)
    book.cast(1, "A2", first)
    assert desk.ask(book.members()).failed == {"order"}


def test_device_clocks_decide_and_order_where_both_have_one(desk, book):
    opened(book)
    for base, session in (("east", 5), ("west", 6)):
        book.write("BaseListens", poll=1, base=base, session=session, opened_ns=0)
    stood_by(book, west(102, [2], 1, made_ms=2_000))
    stood_by(book, west(102, [1], 2, made_ms=1_501))
    stood_by(book, west(102, [3], 3, made_ms=1_500))
    after = book.cast(1, "A1", press(101, [1], 9 * SECOND, made_ms=2_000))
    took_over(book, after)
    book.cast(1, "A2", west(102, [1], 2, made_ms=1_501))
    book.cast(1, "A2", west(102, [2], 1, made_ms=2_000), replaces=True)
    answer = desk.ask(book.members())
    assert answer.code == 0, answer


def test_another_boot_parts_what_follows_from_what_does_not(desk, book):
    opened(book)
    stood_by(book, west(102, [1], SECOND))
    after = book.cast(1, "A1", press(101, [1], 99 * SECOND))
    book.start("boot-2")
    stood_by(book, west(102, [2], 7))
    took_over(book, after)
    book.cast(1, "A2", west(102, [2], 7))
    assert desk.ask(book.members()).code == 0


@pytest.mark.parametrize(
    "pairs",
    [
        (("west", "east"), ("west", "east")),
        (("west", "north"),),
        (("north", "east"),),
        (("west", "west"),),
        (("west", "east"), ("east", "west")),
    ],
    ids=str,
)
def test_bases_that_cannot_stand_by_so_are_a_broken_order(desk, book, pairs):
    number = len(book.bodies)
    opened(book, pairs=pairs)
    answer = desk.ask(book.members())
    assert (answer.failed, answer.document["first_bad_entry"]) == ({"order"}, number)


@pytest.mark.parametrize("when", ["before it opens", "from another base", "when it is closed"])
def test_a_take_over_stands_in_a_poll_that_runs_and_from_the_base_it_stands_by_for(
    desk, book, when
):
    if when != "before it opens":
        opened(book)
    if when == "when it is closed":
        book.closing(1)
        book.closed(1, "A1", "A2")
    number = took_over(book, base="north" if when == "from another base" else "west")
    answer = desk.ask(book.members())
    assert (answer.failed, answer.document["first_bad_entry"]) == ({"order"}, number)


def test_what_a_base_hears_that_stands_by_before_any_poll_is_of_none(desk):
    book = Scribe()
    book.open_book()
    book.freeze({"A1": True})
    book.bind(101, "A1")
    book.write("BaseStandsBy", base="west", primary="east")
    stood_by(book, west(101, [1], book.at, session=None), poll=0)
    assert desk.ask(book.members()).code == 0
