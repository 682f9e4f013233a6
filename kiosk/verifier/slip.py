# SPDX-License-Identifier: Apache-2.0
"""The slip: a reading in plain lines, for a notary to read, print and sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from kiosk.verifier.ballotlist import Ballots, ballot_lines
from kiosk.verifier.checks import Check, PollRead, Reading
from kiosk.verifier.concluding import conclusion, of_papers_alone, vouched
from kiosk.verifier.counting import BUCKETS, Buckets, Tally
from kiosk.verifier.deciding import answer_of, vouched_by_list
from kiosk.verifier.hall import Hall
from kiosk.verifier.head import grouped
from kiosk.verifier.outcome import Outcome, Trial
from kiosk.verifier.papers import PaperRead
from kiosk.verifier.sentence import Sentence, sentence
from kiosk.verifier.words import say

AREAS = ("roll", "base", *BUCKETS)
TEST_OF_HEADS = (
    "    {name}: {sign} {fraction} x {base} ({basis}): needed {needed}, have {have}, {met}"
)
TEST_OF_AREA = (
    "    {name}, by area in m²: {sign} {fraction} x {base} ({basis}): needed {needed}, "
    "have {have}, {met}"
)
RULER = "-" * 72
ANSWERS = {True: "agrees", False: "does not agree", None: "not checked"}
OF_A_PAPER = {
    True: "THIS PAPER AGREES",
    False: "THIS PAPER DOES NOT AGREE",
    None: "THIS PAPER COULD NOT BE VERIFIED",
}


def slip(
    reading: Reading | None,
    language: str,
    papers: Sequence[PaperRead] = (),
    passed: Sequence[Sentence] = (),
    ballots: Ballots | None = None,
) -> str:
    """The slip of a bundle, of papers, or of both; `passed` was named and not looked at."""
    over = [[sentence("Passed over: {said}", said=one) for one in passed]] if passed else []
    alone = [*map(_paper, papers), *over, of_papers_alone(papers)]
    parts = alone if reading is None else [*_parts(reading, papers, over)]
    if ballots is not None:
        parts.insert(-1, ballot_lines(ballots))
    rendered = ("".join(say(line, language) + "\n" for line in part) for part in parts)
    return (RULER + "\n").join(rendered)


def _parts(
    reading: Reading, papers: Sequence[PaperRead], over: list[list[Sentence]]
) -> Iterator[Iterable[Sentence]]:
    yield _head(reading)
    yield chain.from_iterable(check_lines(check) for check in reading.checks)
    for read in reading.polls:
        yield chain(poll_lines(read), vouched(reading, read, by_list=vouched_by_list(papers)))
    if reading.book.hall.withdrawn:
        yield _withdrawn(reading.book.hall)
    yield from map(_paper, papers)
    yield from over
    yield conclusion(reading, papers)


def _paper(paper: PaperRead) -> Iterator[Sentence]:
    yield sentence("Paper {name} ({size} bytes)", name=paper.name, size=paper.size)
    yield sentence("    SHA-256 {digest}", digest=paper.sha256)
    for check in paper.checks:
        yield sentence(
            "    [{answer}] {name}: {detail}",
            answer=sentence(ANSWERS[check.ok]),
            name=sentence(check.name),
            detail=check.said,
        )
    yield sentence("    {answer}", answer=sentence(OF_A_PAPER[answer_of(paper)]))


def _head(reading: Reading) -> Iterator[Sentence]:
    opened = reading.book.opened
    yield sentence("Verification of a meeting's book")
    if opened.get("practice"):
        yield sentence("PRACTICE: this is the book of a rehearsal, not of a meeting")
    yield sentence("Meeting: {title}", title=opened.get("title", ""))
    yield sentence("Meeting id: {meeting}", meeting=reading.book.meeting)
    yield sentence("Entries: {entries}", entries=reading.entries)
    groups = grouped(reading.head)
    yield sentence("Head: {groups}", groups="  ".join(groups[:4]))
    yield sentence("      {groups}", groups="  ".join(groups[4:]))
    yield sentence("Fingerprint of the seal key: {fingerprint}", fingerprint=reading.fingerprint)


def _withdrawn(hall: Hall) -> Iterator[Sentence]:
    for item, reason in sorted(hall.withdrawn.items()):
        yield sentence(
            "Item {item} {title} is off the agenda: {reason}",
            item=item,
            title=hall.items[item],
            reason=reason,
        )


def check_lines(check: Check) -> Iterator[Sentence]:
    own = check.failures - check.following
    yield sentence(
        "[{answer}] {name}: {detail}",
        answer=sentence(ANSWERS[check.ok]),
        name=sentence(check.name),
        detail=sentence("{count} places", count=own) if check.findings else check.detail,
    )
    for finding in check.findings:
        if finding.entry is None:
            yield sentence("        {said}", said=finding.said)
        else:
            yield sentence("        entry {entry}: {said}", entry=finding.entry, said=finding.said)
    if own > len(check.findings):
        yield sentence("        and {more} more", more=own - len(check.findings))
    if check.findings and check.following:
        said = "and {count} more, which follow from the break of the chain"
        yield sentence("        {said}", said=sentence(said, count=check.following))


def poll_lines(read: PollRead) -> Iterator[Sentence]:
    poll, plan = read.poll, read.poll.plan
    yield sentence(
        "Poll {poll} (item {item} {title}, round {round}): {stage}",
        poll=plan.poll,
        item=plan.item,
        title=read.item,
        round=plan.round,
        stage=sentence(poll.stage),
    )
    if poll.stage == "void":
        yield sentence("    put aside because: {reason}", reason=poll.void_reason)
    yield sentence(
        "    {secrecy}, {presses}; rule: {rule}",
        secrecy=sentence("named" if plan.named else "secret"),
        presses=sentence("last press counts" if plan.last_press_counts else "first press counts"),
        rule=plan.rule,
    )
    yield sentence(
        "    presses heard {heard} = counted {counted} + replaced {replaced} + refused {refused}",
        heard=poll.casts + poll.refusals,
        counted=poll.counted,
        replaced=poll.casts - poll.counted,
        refused=poll.refusals,
    )
    for reason, count in sorted(poll.refused.items()):
        yield sentence("        {reason} {count}", reason=sentence(reason), count=count)
    if poll.by_urn:
        yield from _urn(read)
    if read.tally is not None and read.outcome is not None:
        yield from _counts(read.tally)
        yield from _result(read.outcome)
    if read.agrees is False:
        yield sentence("    What was declared is not this: see the checks above")


def _urn(read: PollRead) -> Iterator[Sentence]:
    poll = read.poll
    if poll.opened is None:
        yield sentence("    the urn has not been opened")
        return
    yield sentence(
        "    by urn: {counted} seats took part; the choices are a list without seats",
        counted=poll.counted,
    )
    yield sentence(
        "    ASSERTED by the officers {officers}, not recomputable: that this list came out of "
        "these boxes, that what was refused for its keys had to be, that the shares are destroyed",
        officers=", ".join(poll.openers),
    )
    if poll.plan.breakdowns:
        yield sentence("    ASSERTED, too: who is in a group, and what its people chose")


def _counts(tally: Tally) -> Iterator[Sentence]:
    yield sentence("    roll {roll}, base of this poll {base}", roll=tally.roll, base=tally.base)
    yield sentence(
        "    for {in_favour}  against {against}  abstain {abstain}  not pressed {not_pressed}  "
        "void {void}  recused {recused}",
        in_favour=tally.in_favour,
        against=tally.against,
        abstain=tally.abstain,
        not_pressed=tally.not_pressed,
        void=tally.void,
        recused=tally.recused,
    )
    if tally.area is not None:
        yield from _areas(tally.area)
    if tally.options:
        yield sentence("    valid ballots {chosen}", chosen=tally.chosen)
    for at, ballots in enumerate(tally.options):
        yield sentence("        option {option}: {ballots}", option=at + 1, ballots=ballots)
    for at, ballots in enumerate(tally.noes):
        yield sentence("        option {option}: {ballots} against", option=at + 1, ballots=ballots)


def _areas(area: Buckets) -> Iterator[Sentence]:
    yield sentence(
        "    area in m²: roll {roll}, base {base}, for {in_favour}, against {against}, "
        "abstain {abstain}, valid {chosen}, void {void}, not pressed {not_pressed}, "
        "recused {recused}",
        **{name: _square_metres(getattr(area, name)) for name in AREAS},
    )


def _square_metres(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _result(result: Outcome) -> Iterator[Sentence]:
    for test in result.tests:
        yield _test(test)
    for msgid, options in (
        ("    chosen: {options}", result.taken),
        ("    tied: {options}", result.tied),
    ):
        if options:
            yield sentence(msgid, options=", ".join(map(str, options)))
    if result.mean is not None:
        yield sentence("    mean of the scores: {mean}", mean=result.mean)
    yield sentence("    outcome: {verdict}", verdict=sentence(result.verdict))


def _test(test: Trial) -> Sentence:
    area = test.measure == "area"
    return sentence(
        TEST_OF_AREA if area else TEST_OF_HEADS,
        name=sentence(test.name),
        sign=">" if test.strict else "\N{GREATER-THAN OR EQUAL TO}",
        fraction=test.fraction,
        base=_square_metres(test.base) if area else test.base,
        basis=sentence(test.basis),
        needed=_square_metres(test.needed) if area else test.needed,
        have=_square_metres(test.have) if area else test.have,
        met=sentence("met" if test.met else "not met"),
    )
