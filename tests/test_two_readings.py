"""The kiosk and the notary's verifier read `docs/bundle.md` apart, and must find the same.

Both are given the same plan, roll, areas, base, recusals and standing choices, whatever they are;
every member of the tally and of the outcome must agree, in the form in which the book holds it.
"""

from dataclasses import dataclass, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import choices, forms, rules, seat_of, shares

from kiosk.ledger.codec import plain
from kiosk.meeting.ballot import BallotForm, BallotKind
from kiosk.meeting.outcome import Verdict
from kiosk.meeting.poll import PollPlan
from kiosk.meeting.rules import Rule
from kiosk.meeting.tally import count
from kiosk.meeting.verdict import decide
from kiosk.verifier import book, counting, outcome
from kiosk.verifier.hall import Hall, Poll, plan_of


@dataclass(frozen=True)
class Asked:
    """One poll that has closed: the plan and everything that its count depends on."""

    form: BallotForm
    rule: Rule
    areas: dict[str, int]
    base: tuple[str, ...]
    recused: frozenset[str]
    ballots: dict[str, tuple[int, ...]]
    present: int
    of_poll: int = 0

    @property
    def plan(self) -> PollPlan:
        return PollPlan(2, 1, 1, 1, self.form, self.rule, True, True, 0, of_poll=self.of_poll)


@st.composite
def polls(draw: st.DrawFn) -> Asked:
    seats = [seat_of(n) for n in range(1, draw(st.integers(1, 9)) + 1)]
    some = st.frozensets(st.sampled_from(seats))
    base, recused, form = draw(some), draw(some), draw(forms)
    if form.kind is BallotKind.CHOOSE and draw(st.booleans()):
        form = replace(form, minimum=0, maximum=0)  # no places: the book may say so, too
    picked = st.dictionaries(st.sampled_from(sorted(base)), choices(form)) if base else st.just({})
    rule = replace(draw(rules), by_area=draw(st.booleans()), threshold=draw(st.none() | shares))
    areas = {seat: draw(st.integers(0, 12_345)) for seat in seats}
    present, of_poll = draw(st.integers(0, 9)), draw(st.sampled_from((0, 0, 1)))
    return Asked(form, rule, areas, tuple(sorted(base)), recused, draw(picked), present, of_poll)


def kiosk_reads(asked: Asked) -> tuple[dict[str, Any], dict[str, Any]]:
    areas = asked.areas if asked.rule.by_area else None
    tally = count(
        asked.form,
        asked.ballots,
        roll=len(asked.areas),
        base=asked.base,
        recused=asked.recused,
        areas=areas,
    )
    assert tally.sums
    assert tally.area is None or tally.area.sums
    found = decide(asked.form, asked.plan.deciding, tally, present_at_opening=asked.present)
    assert found.verdict is not Verdict.PASSED or asked.rule.resolution
    return plain(tally), plain(found)


def verifier_reads(asked: Asked) -> tuple[dict[str, Any], dict[str, Any]]:
    poll = Poll(plan_of(plain(asked.plan)), present=asked.present, base=list(asked.base))
    poll.standing = dict(asked.ballots)
    hall = Hall(votes=dict.fromkeys(asked.areas, True), areas=asked.areas)
    hall.recused = {(1, seat) for seat in asked.recused}
    tally = counting.tally(hall, poll)
    return book.asdict(tally), book.asdict(outcome.outcome(poll.plan, tally, asked.present))


def in_lowest_terms(tests: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The verifier writes 1 for 1/1; it compares both in lowest terms."""
    return [{**one, "fraction": one["fraction"].removesuffix("/1")} for one in tests]


@settings(max_examples=600, deadline=None)
@given(polls())
def test_two_readings_of_one_text_agree(asked: Asked) -> None:
    tally, found = kiosk_reads(asked)
    tally_again, found_again = verifier_reads(asked)
    assert tally == tally_again
    assert in_lowest_terms(found.pop("tests")) == in_lowest_terms(found_again.pop("tests"))
    del found["computation"]
    assert found == found_again
