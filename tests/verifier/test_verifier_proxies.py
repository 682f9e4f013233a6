"""Proxies by bundle.md §3 and §4, on books written by hand."""

import pytest
from bundlebuilder import Scribe, press, rule


@pytest.fixture
def book():
    """A1 and A2 are in, A3 and A4 are away, B1 has no vote."""
    book = Scribe()
    book.open_book()
    book.freeze({"A1": True, "A2": True, "A3": True, "A4": True, "B1": False})
    for at in (1, 2, 3, 4):
        book.bind(100 + at, f"A{at}")
    book.arrive("A1", "A2")
    book.write("ItemTabled", item=1, title="停车收费", noticed="")
    return book


def given(book, seat, holder, item=1):
    return book.write("ProxyGiven", item=item, seat=seat, holder=holder, by="主持人")


def withdrawn(book, seat):
    return book.write("ProxyWithdrawn", item=1, seat=seat, by="主持人")


def candidate(book, seat, item=1):
    return book.write("CandidateNamed", item=item, seat=seat, by="主持人")


def allowing(book, most):
    book.prepare(1, rule=rule(proxies=most))


def broken_at(desk, book):
    answer = desk.ask(book.members())
    assert answer.failed == {"order"}
    return answer.document["first_bad_entry"]


def test_who_is_away_is_spoken_for_where_the_rule_allows_it(desk, book):
    given(book, "A3", "A1")
    candidate(book, "A2")
    candidate(book, "A1", item=2)
    allowing(book, 1)
    book.open(1, 2)
    book.cast(1, "A3", press(103, [1], book.at))
    book.refuse(1, "A4", "not_checked_in", press(104, [1], book.at))
    book.closing(1)
    book.closed(1, "A1", "A2", "A3")
    book.reconcile(1, 2, 1, 1, ["A1", "A2"])
    assert desk.ask(book.members()).code == 0, desk.slip(book.members()).out


def test_without_proxies_in_the_rule_nobody_is_spoken_for(desk, book):
    given(book, "A3", "A1")
    allowing(book, 0)
    book.open(1, 2)
    book.refuse(1, "A3", "not_checked_in", press(103, [1], book.at))
    assert desk.ask(book.members()).code == 0, desk.slip(book.members()).out


def test_a_proxy_that_was_withdrawn_speaks_for_nobody(desk, book):
    given(book, "A3", "A1")
    withdrawn(book, "A3")
    allowing(book, 1)
    book.open(1, 2)
    book.refuse(1, "A3", "not_checked_in", press(103, [1], book.at))
    assert desk.ask(book.members()).code == 0, desk.slip(book.members()).out
    number = withdrawn(book, "A3")
    assert broken_at(desk, book) == number


@pytest.mark.parametrize(
    ("seat", "holder"), [("A3", "A3"), ("A3", "B1"), ("B1", "A1"), ("A3", "Z9")], ids=str
)
def test_a_proxy_joins_two_different_voting_seats(desk, book, seat, holder):
    assert broken_at_last(desk, book, given(book, seat, holder))


@pytest.mark.parametrize(("seat", "holder"), [("A1", "A2"), ("A4", "A3"), ("A3", "A2")], ids=str)
def test_a_proxy_of_a_proxy_is_none(desk, book, seat, holder):
    given(book, "A3", "A1")
    assert broken_at_last(desk, book, given(book, seat, holder))


def test_a_candidate_holds_no_proxies_whichever_came_first(desk, book):
    candidate(book, "A2")
    given(book, "A3", "A1")
    kept = len(book.bodies)
    assert broken_at_last(desk, book, given(book, "A4", "A2"))
    del book.bodies[kept:]
    assert broken_at_last(desk, book, candidate(book, "A1"))


def test_nothing_changes_while_a_poll_on_the_item_runs(desk, book):
    given(book, "A3", "A1")
    allowing(book, 1)
    book.open(1, 2)
    kept = len(book.bodies)
    given(book, "A1", "A2", item=2)
    assert desk.ask(book.members()).code == 0
    for change in (
        lambda: given(book, "A4", "A1"),
        lambda: withdrawn(book, "A3"),
        lambda: candidate(book, "A2"),
    ):
        del book.bodies[kept:]
        assert broken_at_last(desk, book, change())


def test_a_holder_has_no_more_than_the_rule_allows_when_the_poll_opens(desk, book):
    given(book, "A3", "A1")
    given(book, "A4", "A1")
    allowing(book, 1)
    number = len(book.bodies)
    book.open(1, 2)
    assert broken_at(desk, book) == number


def broken_at_last(desk, book, number):
    return broken_at(desk, book) == number
