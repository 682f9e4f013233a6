"""The kiosk and the notary's verifier read `docs/bundle.md` apart, and must find the same.

Both are given the same plan, roll, areas, base, recusals and standing choices, whatever they are;
every member of the tally and of the outcome must agree, in the form in which the book holds it. So
must every column of a poll that is by paper or hands, or by keypads and paper.
"""

from dataclasses import dataclass, fields, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import DAWN, choices, forms, rules, seat_of, shares

from kiosk.ledger.codec import plain
from kiosk.meeting import facts as f
from kiosk.meeting.ballot import BallotForm, BallotKind, Channel, Mark, mark, options_said
from kiosk.meeting.columns import tally_over
from kiosk.meeting.outcome import Verdict
from kiosk.meeting.papercount import CountRow, CountSheet
from kiosk.meeting.poll import PollPlan
from kiosk.meeting.poll_progress import PollState, Standing
from kiosk.meeting.rules import Rule
from kiosk.meeting.tally import count, count_unnamed
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
    channel: Channel = Channel.KEYPADS
    papers: tuple[str, ...] = ()
    counts: tuple[tuple[Channel, str, CountSheet], ...] = ()

    @property
    def plan(self) -> PollPlan:
        plan = PollPlan(2, 1, 1, 1, self.form, self.rule, True, True, 0, of_poll=self.of_poll)
        return replace(plan, channel=self.channel)


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


@st.composite
def rows(draw: st.DrawFn, form: BallotForm) -> CountRow:
    """Something that ballots of this form can make."""
    few = st.integers(0, 4)
    if form.kind is BallotKind.FOR_AGAINST:
        return CountRow(draw(few), draw(few), draw(few), 0, draw(few))
    held = draw(st.lists(choices(form).filter(lambda one: valid(form, one)), max_size=5))
    said = [options_said(form, one) for one in held]
    numbers = range(1, len(form.options) + 1)
    options = tuple(sum(n in yes for yes, _ in said) for n in numbers)
    noes = tuple(sum(n in no for _, no in said) for n in numbers)
    answers = form.kind is BallotKind.YES_NO
    return CountRow(0, 0, 0, len(held), draw(few), options, noes if answers else ())


def valid(form: BallotForm, choice: tuple[int, ...]) -> bool:
    return mark(form, choice) is Mark.VALID


@st.composite
def polls_by_channel(draw: st.DrawFn) -> Asked:
    """A poll that was by paper, by hands, or by keypads and paper, as two or three counted it."""
    asked = draw(polls())
    channel = draw(st.sampled_from(Channel))
    some = st.sets(st.sampled_from(asked.base)) if asked.base else st.just(set[str]())
    papers = tuple(sorted(draw(some))) if channel is not Channel.HANDS else ()
    sheets = [sheet_of(draw(rows(asked.form)), asked) for _ in range(draw(st.integers(1, 2)))]
    counts = st.tuples(st.sampled_from(Channel), st.sampled_from("甲乙丙"), st.sampled_from(sheets))
    ballots = {s: c for s, c in asked.ballots.items() if channel is Channel.KEYPADS}
    listed = tuple(draw(st.lists(counts, max_size=6)))
    return replace(asked, channel=channel, papers=papers, counts=listed, ballots=ballots)


def sheet_of(row: CountRow, asked: Asked) -> CountSheet:
    figures: dict[str, Any] = {one.name: getattr(row, one.name) for one in fields(CountRow)}
    area = CountRow(options=row.options, noes=row.noes)
    return CountSheet(**figures, area=area if asked.rule.by_area else None)


def kiosk_reads(asked: Asked) -> tuple[dict[str, Any], dict[str, Any]]:
    poll = PollState(asked.plan, roll=len(asked.areas), base=asked.base, recused=asked.recused)
    poll.channel, poll.papers = asked.channel, dict(enumerate(asked.papers, start=1))
    poll.counts = [f.CountEntered(1, channel, sheet, by) for channel, by, sheet in asked.counts]
    press = f.Press("A", 1, (), 0, None, None, None, "")
    for seat, choice in asked.ballots.items():
        poll.ballots[seat] = Standing(choice, 0, press, False, DAWN)
    tally = tally_over(poll, asked.areas if asked.rule.by_area else None)
    assert all(column.sums for column in tally.columns)
    assert tally.sums
    assert tally.area is None or tally.area.sums
    found = decide(asked.form, asked.plan.deciding, tally, present_at_opening=asked.present)
    assert found.verdict is not Verdict.PASSED or asked.rule.resolution
    return plain(tally), plain(found)


def verifier_reads(asked: Asked) -> tuple[dict[str, Any], dict[str, Any]]:
    poll = Poll(plan_of(plain(asked.plan)), present=asked.present, base=list(asked.base))
    poll.papers = dict(enumerate(asked.papers, start=1))
    poll.counts = [(channel, by, plain(sheet)) for channel, by, sheet in asked.counts]
    poll.standing = dict(asked.ballots)
    hall = Hall(votes=dict.fromkeys(asked.areas, True), areas=asked.areas)
    hall.recused = {(1, seat) for seat in asked.recused}
    tally = counting.tally(hall, poll)
    return book.asdict(tally), book.asdict(outcome.outcome(poll.plan, tally, asked.present))


def in_lowest_terms(tests: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The verifier writes 1 for 1/1; it compares both in lowest terms."""
    return [{**one, "fraction": one["fraction"].removesuffix("/1")} for one in tests]


@settings(max_examples=600, deadline=None)
@given(polls() | polls_by_channel())
def test_two_readings_of_one_text_agree(asked: Asked) -> None:
    tally, found = kiosk_reads(asked)
    tally_again, found_again = verifier_reads(asked)
    assert tally == tally_again
    assert in_lowest_terms(found.pop("tests")) == in_lowest_terms(found_again.pop("tests"))
    del found["computation"]
    assert found == found_again


@settings(max_examples=300, deadline=None)
@given(polls())
def test_two_readings_of_an_opened_urn_agree_with_each_other_and_with_the_seats(
    asked: Asked,
) -> None:
    """A list without seats counts as the same ballots do beside their seats."""
    ballots = {seat: one for seat, one in asked.ballots.items() if seat not in asked.recused}
    opened = sorted(ballots.values())
    recused = len(asked.recused & set(asked.base))
    roll, base = len(asked.areas), len(asked.base)
    unnamed = count_unnamed(asked.form, opened, roll=roll, base=base, recused=recused)
    named = count(asked.form, ballots, roll=roll, base=asked.base, recused=asked.recused)
    assert unnamed == named
    rule = replace(asked.rule, by_area=False)
    plan = PollPlan(1, 1, 1, 1, asked.form, rule, False, True, 0)
    poll = Poll(plan_of(plain(plan)), base=list(asked.base), keyholders=["a", "b", "c"])
    poll.opened = opened
    hall = Hall(votes=dict.fromkeys(asked.areas, True), areas=asked.areas)
    hall.recused = {(1, seat) for seat in asked.recused}
    assert book.asdict(counting.tally(hall, poll)) == plain(unnamed)
