"""What the wall says of a declared poll: bars, the threshold on them, the verdict, the sum."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from kiosk.clerk.views import HallView
from kiosk.meeting.ballot import BallotKind, Channel
from kiosk.meeting.computation import square_metres
from kiosk.meeting.outcome import Measure, Outcome, Test, Verdict
from kiosk.meeting.poll import PollPlan
from kiosk.meeting.tally import Column, Tally
from kiosk.ui.hall.asking import OPTIONS_A_PAGE
from kiosk.ui.parts.lines import DOTS, Fitted, fit
from kiosk.ui.parts.phrases import capital, groups, tell
from kiosk.ui.parts.tokens import SMALLEST_BODY, Mark, Tone
from kiosk.words import Words

VERDICTS = {
    Verdict.PASSED: (Mark.TICK, Tone.FAVOUR),
    Verdict.NOT_PASSED: (Mark.CROSS, Tone.AGAINST),
    Verdict.NO_QUORUM: (Mark.TRIANGLE, Tone.ABSTAIN),
    Verdict.TIE: (Mark.EQUALS, Tone.ABSTAIN),
    Verdict.OPINION: (Mark.RING, Tone.ABSTAIN),
}
VERDICT_PLACES = (
    (Fraction(1, 8), 1),
    (Fraction(1, 9), 1),
    (Fraction(1, 12), 2),
    (Fraction(1, 16), 2),
)
RANKING_VERDICT_PLACES = ((Fraction(1, 14), 1), (Fraction(1, 18), 1), (Fraction(1, 24), 2))
OPTION_PLACES = (
    (Fraction(1, 22), 1),
    (Fraction(1, 24), 1),
    (SMALLEST_BODY, 1),
    (SMALLEST_BODY, 2),
)
OPTION_WIDTH = Fraction(9, 20)
NOTE_PLACES = (
    (Fraction(9, 140), 1),
    (Fraction(1, 18), 1),
    (Fraction(1, 22), 1),
    (SMALLEST_BODY, 1),
    (Fraction(1, 22), 2),
)
NOTE_WIDTH = Fraction(13, 40)
LABEL_WIDTH = Fraction(11, 50)
LABEL_SIZES = (Fraction(1, 14), Fraction(1, 16), Fraction(1, 19), Fraction(1, 24))
OTHERS = (
    ("Not pressed {count}", "not_pressed"),
    ("Void {count}", "void"),
    ("Recused {count}", "recused"),
    ("Not checked in {count}", "absent"),
)
RANKED_OTHERS = (("Valid ballots {count}", "chosen"), *OTHERS)


@dataclass(frozen=True, slots=True)
class BarRow:
    """One line of figures; `threshold` is where the mark stands on the bar, -1 for none.

    `place` is what the figure is called in the book: `in_favour`, `option_3`.
    """

    place: str
    label: str
    size: float
    key: str
    figure: str
    share: float
    mark: Mark
    tone: Tone
    threshold: float = -1.0
    threshold_text: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A result in words."""

    bars: tuple[BarRow, ...]
    verdict: Fitted
    mark: Mark
    tone: Tone
    note: Fitted
    others: str
    computation: tuple[str, ...]


def told(plan: PollPlan, tally: Tally, outcome: Outcome, words: Words) -> Told:
    """Tell a poll's tally and outcome."""
    ranking = plan.form.kind is not BallotKind.FOR_AGAINST
    mark, tone = VERDICTS[outcome.verdict]
    return Told(
        bars=_ranked(plan, tally, outcome, words) if ranking else _bars(tally, outcome, words),
        verdict=_ranking_verdict(plan, outcome, words) if ranking else _verdict(outcome, words),
        mark=mark,
        tone=tone,
        note=_note(outcome, words),
        others=_others_ranked(tally, words) if ranking else _others(tally, words),
        computation=_computation(plan, outcome, words),
    )


def _verdict(outcome: Outcome, words: Words) -> Fitted:
    name = capital(words.name("verdict", outcome.verdict))
    return _placed(name, VERDICT_PLACES, Fraction(2, 5))


def _ranking_verdict(plan: PollPlan, outcome: Outcome, words: Words) -> Fitted:
    passed = outcome.verdict is Verdict.PASSED
    name = capital(words.name("verdict", outcome.verdict))
    taken = "{count} elected" if plan.rule.elects else "{count} taken"
    said = words.say(taken, count=len(outcome.taken)) if passed else name
    return _placed(said, RANKING_VERDICT_PLACES, Fraction(3, 10))


def _placed(text: str, places: Sequence[tuple[Fraction, int]], width: Fraction) -> Fitted:
    tried = [fit(text, (size,), width=width, lines=lines) for size, lines in places]
    return next((one for one in tried if not one.text.endswith(DOTS)), tried[-1])


def leaves(bars: tuple[BarRow, ...]) -> int:
    """How many pages the bars take."""
    return max(1, -(-len(bars) // OPTIONS_A_PAGE))


def leaf(bars: tuple[BarRow, ...], at: int) -> tuple[BarRow, ...]:
    """The bars of one page."""
    return bars[at * OPTIONS_A_PAGE : (at + 1) * OPTIONS_A_PAGE]


def deciding(outcome: Outcome) -> Test | None:
    """The test that led to the verdict: what was not met, else the threshold (of heads)."""
    unmet = next((test for test in outcome.tests if not test.met), None)
    return unmet if unmet is not None else _threshold(outcome)


def _threshold(outcome: Outcome) -> Test | None:
    """The threshold by heads: areas have no place on a bar of heads."""
    if outcome.verdict is Verdict.NO_QUORUM:
        return None
    return next((test for test in outcome.tests if test.name == "threshold"), None)


def _bars(tally: Tally, outcome: Outcome, words: Words) -> tuple[BarRow, ...]:
    mark = _threshold(outcome)
    scale = max(tally.base, mark.base if mark else 0, 1)
    bars = tuple(
        replace(
            _bar(msgid, getattr(tally, place), test, scale=scale, words=words),
            place=place,
            mark=sign,
            tone=tone,
        )
        for msgid, place, sign, tone, test in (
            ("In favour", "in_favour", Mark.TICK, Tone.FAVOUR, mark),
            ("Against", "against", Mark.CROSS, Tone.AGAINST, None),
            ("Abstain", "abstain", Mark.RING, Tone.ABSTAIN, None),
        )
    )
    size = min(bar.size for bar in bars)
    return tuple(replace(bar, size=size) for bar in bars)


def _bar(msgid: str, count: int, test: Test | None, *, scale: int, words: Words) -> BarRow:
    label = fit(words.say(msgid), LABEL_SIZES, width=LABEL_WIDTH, lines=1)
    return BarRow(
        place="",
        label=label.text,
        size=float(label.size),
        key="",
        figure=str(count),
        share=count / scale,
        mark=Mark.NONE,
        tone=Tone.PLAIN,
        threshold=test.needed / scale if test else -1.0,
        threshold_text=words.say("needs {needed}", needed=test.needed) if test else "",
    )


def _ranked(plan: PollPlan, tally: Tally, outcome: Outcome, words: Words) -> tuple[BarRow, ...]:
    floor = _threshold(outcome)
    scale = max(tally.base, floor.base if floor else 0, 1)
    order = _order(plan.form.kind, tally.options)
    titles = [_title(plan, tally, option, words) for option in order]
    size = min(_placed(title, OPTION_PLACES, OPTION_WIDTH).size for title in titles)
    places = [place for place in OPTION_PLACES if place[0] <= size]
    return tuple(
        BarRow(
            place=f"option_{option}",
            label=_placed(title, places, OPTION_WIDTH).text,
            size=float(size),
            key=str(option),
            figure=str(tally.options[option - 1]),
            share=tally.options[option - 1] / scale,
            threshold=floor.needed / scale if floor else -1.0,
            **_place(option, outcome),
        )
        for option, title in zip(order, titles, strict=True)
    )


def _order(kind: BallotKind, votes: Sequence[int]) -> list[int]:
    """Options by rank; the levels of a score from the best down."""
    every = range(1, len(votes) + 1)
    if kind is BallotKind.SCORE:
        return [*reversed(every)]
    return sorted(every, key=lambda option: (-votes[option - 1], option))


def _title(plan: PollPlan, tally: Tally, option: int, words: Words) -> str:
    """What an option is called; where each was asked yes or no, the noes stand beside it."""
    title = plan.form.options[option - 1]
    if not tally.noes:
        return title
    return f"{title}   {words.say('Against')} {tally.noes[option - 1]}"


def _place(option: int, outcome: Outcome) -> dict[str, Any]:
    if option in outcome.taken:
        return {"mark": Mark.TICK, "tone": Tone.FAVOUR}
    if option in outcome.tied:
        return {"mark": Mark.EQUALS, "tone": Tone.ABSTAIN}
    return {"mark": Mark.NONE, "tone": Tone.DIM}


def _note(outcome: Outcome, words: Words) -> Fitted:
    return _placed(_short(outcome, words), NOTE_PLACES, NOTE_WIDTH)


def _short(outcome: Outcome, words: Words) -> str:
    """What was missing: votes, persons, or owners' area."""
    test = deciding(outcome)
    if test is None or test.met:
        return ""
    if test.measure is Measure.AREA:
        return words.say("{short} m² short", short=square_metres(test.needed - test.have))
    msgid = "{short} short" if test.name == "threshold" else "{short} persons short"
    return words.say(msgid, short=test.needed - test.have)


def _others(tally: Tally, words: Words) -> str:
    said = (words.say(msgid, count=getattr(tally, bucket)) for msgid, bucket in OTHERS)
    channels = "     ".join(
        _channel(column, words, (column.in_favour, column.against, column.abstain))
        for column in tally.columns
    )
    return "\n".join(line for line in (channels, "     ".join(said)) if line)


def _others_ranked(tally: Tally, words: Words) -> str:
    """Beside the options: how many ballots there were, channel by channel where there were more."""
    said = (words.say(msgid, count=getattr(tally, bucket)) for msgid, bucket in RANKED_OTHERS)
    channels = "     ".join(_channel(column, words, (column.chosen,)) for column in tally.columns)
    return "\n".join(line for line in (channels, "     ".join(said)) if line)


def _channel(column: Column, words: Words, counts: tuple[int, ...]) -> str:
    """One channel on the wall: its figures in the order of the bars above."""
    said = words.name("channel", column.channel) + "  " + " · ".join(map(str, counts))
    if column.channel is not Channel.PAPER:
        return said
    back = words.say(
        "{returned} of {issued} papers returned", returned=column.returned, issued=column.issued
    )
    return f"{said}  ({back})"


def _computation(plan: PollPlan, outcome: Outcome, words: Words) -> tuple[str, ...]:
    """What decided, a line each: where owners decide, by heads and by area."""
    if outcome.taken or outcome.tied:
        return (_taken(plan, outcome, words),)
    test = deciding(outcome)
    if test is None:
        last = 2 if outcome.mean is not None else 1
        return tuple(capital(tell(said, words)) for said in outcome.computation[-last:])
    return tuple(
        _area(one, words) if one.measure is Measure.AREA else capital(tell(said, words))
        for one, said in zip(outcome.tests, outcome.computation, strict=False)
        if one.name == test.name
    )


AREA_SUM = "Area: {fraction} × {base} = {quotient} → needs {needed}, has {have} m²"
AREA_SUM_OVER = "Area: over {fraction} × {base} = {quotient} → needs {needed}, has {have} m²"


def _area(test: Test, words: Words) -> str:
    """The sum by area in one line of the wall: the unit once, at the end."""
    exact = Fraction(test.fraction) * test.base
    return words.say(
        AREA_SUM_OVER if test.strict else AREA_SUM,
        fraction=test.fraction,
        base=square_metres(test.base),
        quotient=square_metres(exact.numerator // exact.denominator),
        needed=square_metres(test.needed),
        have=square_metres(test.have),
    )


def _taken(plan: PollPlan, outcome: Outcome, words: Words) -> str:
    taken = "elected: {options}" if plan.rule.elects else "taken: {options}"
    said = [words.say(taken, options=_list(outcome.taken, words))] if outcome.taken else []
    if outcome.tied:
        said.append(words.say("tied, polled again: {options}", options=_list(outcome.tied, words)))
    return "    ".join(map(capital, said))


def _list(options: tuple[int, ...], words: Words) -> str:
    return words.say(", ").join(map(str, options))


def basis_line(view: HallView, words: Words) -> str:
    """The denominator by name, and the rule it stands in."""
    if view.outcome is None or view.plan is None:
        return ""
    test = deciding(view.outcome)
    parts = [f"{view.pack_title} {view.pack_version} {reference(view.plan.rule.article)}"]
    if test is not None:
        basis = words.name("basis", test.basis)
        by_area = view.plan.rule.by_area
        known = words.say("Denominator: {basis} {base}", basis=basis, base=test.base)
        parts.insert(0, words.say("Denominator: {basis}", basis=basis) if by_area else known)
        if view.outcome.taken or view.outcome.tied:
            parts.insert(1, words.say("needs {needed}", needed=test.needed))
    return " · ".join(parts)


def book_line(view: HallView, words: Words) -> str:
    """Where it stands in the book."""
    if view.entry < 0:
        return ""
    return words.say("Book #{entry}  {head}", entry=view.entry, head=groups(view.head))


def reference(article: str) -> str:
    """The article a rule follows, for the wall: what stands before its explanation."""
    return article.partition("：")[0]
