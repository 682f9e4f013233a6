"""Handset audits by bundle.md §4 and §5, on books written by hand."""

from types import SimpleNamespace

import pytest
from bundlebuilder import Scribe, press

from kiosk.verifier import audits


@pytest.fixture
def book():
    book = Scribe()
    book.open_book()
    book.freeze({"A1": True, "A2": True, "A3": True})
    for at in (1, 2, 3):
        book.bind(100 + at, f"A{at}")
    return book


def drawn(book, number=1, **of):
    told = {"keypads": [101, 102, 103], "drawn": [101, 102], "sessions": [["east", 9]]}
    dice = {"audit": number, "dice": "31415926", **told, "by": "公证员", **of}
    return book.write("HandsetAuditDrawn", **dice)


def pressed(book, keypad, key, **of):
    told = press(keypad, [key], book.at, **{"session": 9, **of})
    book.refuse(0, f"A{keypad - 100}", "audit", told)


def result(book, number=1, **of):
    rows = [[101, [[1], [2], [3]]], [102, [[1], [2]]]]
    of = {"audit": number, "rows": rows, "failed": [102], "by": "公证员", **of}
    return book.write("HandsetAudited", **of)


def whole(book):
    drawn(book)
    for key in (1, 2, 3):
        pressed(book, 101, key)
    pressed(book, 102, 1)
    pressed(book, 103, 1)
    pressed(book, 102, 2, session=None)


def test_an_audit_is_drawn_again_and_compared_again(desk, book):
    whole(book)
    result(book)
    pressed(book, 102, 3)
    book.prepare(1)
    answer = desk.ask(book.members())
    assert answer.code == 0, answer


@pytest.mark.parametrize(
    "of", [{"drawn": [101, 103]}, {"keypads": [101, 103]}, {"dice": "31415927"}], ids=str
)
def test_another_drawing_is_named(desk, book, of):
    number = drawn(book, **of)
    answer = desk.ask(book.members())
    assert (answer.failed, answer.document["first_bad_entry"]) == ({"account"}, number)


@pytest.mark.parametrize("of", [{"failed": []}, {"rows": [[101, []], [102, []]]}], ids=str)
def test_another_result_is_named(desk, book, of):
    whole(book)
    number = result(book, **of)
    answer = desk.ask(book.members())
    assert (answer.failed, answer.document["first_bad_entry"]) == ({"account"}, number)


def test_a_press_that_is_none_of_the_audit_is_named(desk, book):
    drawn(book)
    book.refuse(0, "A1", "audit", press(101, [1], book.at, session=8))
    assert desk.ask(book.members()).failed == {"dispositions"}


def in_a_poll(book):
    book.prepare(1)
    drawn(book)


def in_another(book):
    drawn(book)
    drawn(book, 2)


def unknown(book):
    drawn(book)
    result(book, 2)


def none(book):
    result(book)


def a_poll_in_it(book):
    drawn(book)
    book.prepare(1)


@pytest.mark.parametrize("what", [in_a_poll, in_another, unknown, none, a_poll_in_it])
def test_an_audit_in_the_wrong_place_is_a_broken_order(desk, book, what):
    what(book)
    answer = desk.ask(book.members())
    assert answer.failed == {"order"}
    assert answer.document["first_bad_entry"] == len(book.bodies) - 1


def test_dice_that_are_none_cannot_be_read(desk, book):
    drawn(book, dice="1234")
    assert desk.ask(book.members()).failed == {"format"}


def test_a_word_that_would_favour_the_first_keypads_is_thrown_away(monkeypatch):
    """2^64 is no multiple of three; the one word beyond the last whole three draws nobody."""
    words = iter([b"\xff" * 8, bytes(7) + b"\x01"])
    drawn_from = lambda _: SimpleNamespace(digest=lambda: next(words))  # noqa: E731
    monkeypatch.setattr(audits, "sha256", drawn_from)
    assert audits.draw([103, 101, 102], 1, "31415926") == [102]
