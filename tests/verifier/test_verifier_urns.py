"""Secret polls in whole bundles: what the verifier recomputes, and what it says it cannot."""

from typing import Any

import pytest
from bundlebuilder import (
    TWO,
    Scribe,
    altered,
    choose,
    found,
    members,
    outcome,
    press,
    rule,
    share,
    split_root,
    tally,
    trial,
)

HOLDERS = ["王建国", "李敏", "赵强"]
HALF = share("1/2", "participants", strict=True)
ELECT = rule(attendance=None, participation=None, threshold=HALF, tie="poll_again", seats=1)


def box(number: int) -> str:
    return f"{number:0160x}"


def masked(keypad: int, book: Scribe, **of: Any) -> dict[str, Any]:
    return press(keypad, [], book.at, **{"masked": True, **of})


class Secret(Scribe):
    """A scribe of secret polls."""

    def sealed(self, poll: int, seat: str, number: int, **of: Any) -> int:
        heard = of.pop("press", None) or masked(100 + int(seat[1]), self)
        return self.write(
            "BallotSealed",
            **{
                "poll": poll,
                "seat": seat,
                "box": box(number),
                "replaces": False,
                "in_flight": False,
                **of,
                "press": heard,
            },
        )

    def urn(self, poll: int, officers: list[str] | None = None) -> int:
        return self.write("UrnSealed", poll=poll, key="ab" * 32, officers=officers or HOLDERS)

    def opened(self, poll: int, numbers: list[int], ballots: list[list[int]], **of: Any) -> int:
        root = split_root([bytes.fromhex(box(number)) for number in numbers]).hex()
        right = {
            "poll": poll,
            "boxes": len(numbers),
            "root": root,
            "ballots": ballots,
            "officers": ["赵强", "王建国"],
            "differing": [],
            "breakdowns": [],
        }
        return self.write("UrnOpened", **{**right, **of})

    def destroyed(self, poll: int, why: str = "opened") -> int:
        return self.write("UrnDestroyed", poll=poll, why=why)


def hall(*, last: bool = True) -> Secret:
    book = Secret()
    book.open_book()
    book.freeze({f"A{at}": True for at in range(1, 8)})
    for at in range(1, 8):
        book.bind(100 + at, f"A{at}")
    book.arrive(*(f"A{at}" for at in range(1, 8)))
    book.write("Recused", item=1, seat="A7", reason="候选人亲属")
    book.prepare(1, form=choose(3, 1, 2), rule=ELECT, named=False, last_press_counts=last)
    return book


def election() -> Secret:
    """Six may press: one changes to 2, one takes too many, one takes it back, one is silent."""
    book = hall()
    book.urn(1)
    book.open(1, 7)
    for number, seat in enumerate(("A1", "A2", "A3", "A4", "A5"), start=1):
        book.sealed(1, seat, number)
    book.sealed(1, "A3", 6, replaces=True)
    book.sealed(1, "A5", 7, replaces=True)
    book.refuse(1, "A6", "duplicate", masked(106, book))
    book.refuse(1, "A1", "no_such_key", masked(101, book))
    book.refuse(1, "A7", "recused", masked(107, book))
    book.leave("A2")
    book.closing(1)
    book.sealed(1, "A4", 8, replaces=True, in_flight=True)
    book.closed(1, *(f"A{at}" for at in range(1, 8)))
    book.opened(1, [1, 2, 6, 8, 7], [[], [1], [1], [1, 2, 3], [2]])
    book.reconcile(1, 11, 5, 3, ["A6"])
    book.destroyed(1)
    counts = tally(roll=7, base=7, chosen=3, void=1, not_pressed=2, recused=1, options=[2, 1, 0])
    test = trial("threshold", HALF, 4, 3, 2)
    book.declare(1, counts, outcome("not_passed", [test], taken=[]))
    return book


def test_a_secret_election_is_counted_from_its_list(desk):
    answer = desk.ask(election().members())
    assert answer.failed == set()
    (poll,) = answer.document["polls"]
    assert poll["tally"]["options"] == [2, 1, 0]
    assert (poll["counted"], poll["replaced"], poll["refused"]["duplicate"]) == (5, 3, 1)
    assert poll["urn"]["officers"] == ["赵强", "王建国"]
    assert answer.check("urns")["ok"] is True


def test_the_slip_says_what_is_the_officers_word(desk):
    slip = desk.slip(election().members(), "--lang", "zh").out
    assert "由工作人员 赵强, 王建国 声明，无法重算" in slip
    assert "5 席参加表决" in slip
    assert "ASSERTED by the officers" in desk.slip(election().members(), "--lang", "en").out


def test_the_slip_says_that_groups_too_are_the_officers_word(desk):
    book = election()

    def tell(of):
        of["plan"]["breakdowns"] = ["group"]

    bodies = altered(book.bodies, found(book.bodies, "PollPrepared"), tell)
    slip = desk.slip(members(bodies, persons=book.persons), "--lang", "en").out
    assert "ASSERTED, too: who is in a group, and what its people chose" in slip


def test_a_named_poll_asserts_nothing(desk, meeting):
    assert all(poll["urn"] is None for poll in desk.ask(meeting.members()).document["polls"])


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("boxes", 4),
        ("root", "00" * 32),
        ("ballots", [[1], [1], [1, 2, 3], [2]]),
        ("ballots", [[1], [], [1], [1, 2, 3], [2]]),
        ("ballots", [[], [1], [1], [2], [3, 2, 1]]),
        ("officers", ["赵强", "赵强"]),
        ("officers", ["赵强", "路人"]),
    ],
)
def test_an_opening_that_is_not_of_these_boxes_is_found(desk, member, value):
    book = election()

    def change(of):
        of[member] = value

    bodies = altered(book.bodies, found(book.bodies, "UrnOpened"), change)
    assert "urns" in desk.ask(members(bodies, persons=book.persons)).failed


def test_one_officer_cannot_hold_two_shares(desk):
    book = hall()
    book.urn(1, ["王建国", "王建国", "李"])
    assert desk.ask(book.members()).failed == {"urns"}


def test_a_list_that_was_changed_changes_the_tally(desk):
    book = election()

    def change(of):
        of["ballots"] = [[], [1], [1], [1, 2, 3], [3]]

    bodies = altered(book.bodies, found(book.bodies, "UrnOpened"), change)
    assert desk.ask(members(bodies, persons=book.persons)).failed == {"tallies"}


@pytest.mark.parametrize(
    ("of", "right"),
    [
        ({"replaces": True}, {"dispositions"}),
        ({"in_flight": True}, {"dispositions"}),
        ({"press": press(101, [1], 5_000_000, masked=True)}, {"dispositions"}),
        ({"press": press(101, [], 5_000_000)}, {"dispositions"}),
        ({}, set()),
    ],
)
def test_a_sealed_press_is_judged_without_its_keys(desk, of, right):
    book = hall()
    book.urn(1)
    book.open(1, 7)
    book.sealed(1, "A1", 1, **of)
    assert desk.ask(book.members()).failed == right


@pytest.mark.parametrize(
    ("seat", "reason", "right"),
    [
        ("A1", "no_such_key", set()),
        ("A2", "no_such_key", set()),
        ("A2", "duplicate", set()),
        ("A1", "duplicate", {"dispositions"}),
        ("A2", "late", {"dispositions"}),
        ("A7", "no_such_key", {"dispositions"}),
        ("A2", "first_press_stands", {"dispositions"}),
    ],
)
def test_what_depends_on_the_keys_is_taken_at_its_word_and_nothing_else(desk, seat, reason, right):
    book = hall()
    book.urn(1)
    book.open(1, 7)
    book.sealed(1, "A1", 1)
    book.refuse(1, seat, reason, masked(100 + int(seat[1]), book))
    assert desk.ask(book.members()).failed == right


def test_the_first_press_stands_in_a_secret_poll_too(desk):
    book = hall(last=False)
    book.urn(1)
    book.open(1, 7)
    book.sealed(1, "A1", 1)
    book.refuse(1, "A1", "first_press_stands", masked(101, book))
    assert desk.ask(book.members()).failed == set()
    book.sealed(1, "A1", 2, replaces=True)
    assert desk.ask(book.members()).failed == {"dispositions"}


def test_a_choice_in_clear_in_a_secret_poll_is_found(desk):
    book = hall()
    book.urn(1)
    book.open(1, 7)
    book.cast(1, "A1", press(101, [1], book.at))
    assert desk.ask(book.members()).failed == {"dispositions"}


def test_a_masked_press_that_speaks_to_a_named_poll_was_made_before_it(desk):
    book = Secret()
    book.open_book()
    book.freeze({"A1": True})
    book.bind(101, "A1")
    book.arrive("A1")
    book.prepare(1)
    book.open(1, 1)
    book.refuse(1, "A1", "early", masked(101, book))
    assert desk.ask(book.members()).failed == set()


def close(book: Secret) -> None:
    book.urn(1)
    book.open(1, 7)
    book.sealed(1, "A1", 1)
    book.closing(1)
    book.closed(1, *(f"A{at}" for at in range(1, 8)))


def silent(book: Secret) -> list[str]:
    return ["A2", "A3", "A4", "A5", "A6"]


WRONG = {
    "an urn of a named poll": lambda book: (book.prepare(2), book.urn(2)),
    "two urns of one poll": lambda book: (book.urn(1), book.urn(1)),
    "an urn of a poll that runs": lambda book: (book.open(1, 7), book.urn(1)),
    "an urn of no poll": lambda book: book.urn(9),
    "opened while the poll runs": lambda book: (
        book.urn(1),
        book.open(1, 7),
        book.opened(1, [], []),
    ),
    "opened twice": lambda book: (
        close(book),
        book.opened(1, [1], [[1]]),
        book.opened(1, [1], [[1]]),
    ),
    "reconciled before it was opened": lambda book: (
        close(book),
        book.reconcile(1, 1, 1, 0, silent(book)),
    ),
    "destroyed before it was opened": lambda book: (close(book), book.destroyed(1)),
    "destroyed twice": lambda book: (
        close(book),
        book.opened(1, [1], [[1]]),
        book.destroyed(1),
        book.destroyed(1),
    ),
    "declared before it was destroyed": lambda book: (
        close(book),
        book.opened(1, [1], [[1]]),
        book.reconcile(1, 1, 1, 0, silent(book)),
        book.declare(1, tally(), outcome("passed", [])),
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_an_urn_that_does_not_stand_as_it_must_is_a_broken_book(desk, what):
    book = hall()
    WRONG[what](book)
    answer = desk.ask(book.members())
    assert answer.failed == {"order"}
    assert answer.document["first_bad_entry"] == len(book.bodies) - 1


def test_the_urn_of_a_void_poll_is_destroyed_unopened(desk):
    book = hall()
    close(book)
    book.write("PollVoided", poll=1, reason="票箱密钥丢失", officers=TWO)
    book.destroyed(1, "given_up")
    assert desk.ask(book.members()).failed == set()
    assert "票箱尚未打开" in desk.slip(book.members(), "--lang", "zh").out
