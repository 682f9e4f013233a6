"""Counting by people: ballot papers and raised hands, counted twice by two of them.

What the keypads do by themselves has to be proven here by care: each of two people counts all
there is and enters what was found, without the other's sheet; what differs is shown figure by
figure and nothing is declared until the newest sheets of two people are the same. Everybody may
count again; every sheet stays in the book. The sums that must hold besides:

    issued = returned + unreturned      more returned than issued: the poll is void, polled again
    raised ≤ entitled and present       more hands than people: counted again
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from kiosk.meeting.ballot import BallotForm, BallotKind


@dataclass(frozen=True, slots=True)
class CountRow:
    """What was counted: heads, or area in 0.01 m². `options` and `noes` as in a tally."""

    in_favour: int = 0
    against: int = 0
    abstain: int = 0
    chosen: int = 0
    void: int = 0
    options: tuple[int, ...] = ()
    noes: tuple[int, ...] = ()

    @property
    def returned(self) -> int:
        """Everything that was counted: valid and void."""
        return self.in_favour + self.against + self.abstain + self.chosen + self.void


@dataclass(frozen=True, slots=True)
class CountSheet(CountRow):
    """What one person counted; `area` is there where owners decide."""

    area: CountRow | None = None


def nothing_counted(form: BallotForm) -> CountSheet:
    """A sheet on which nothing stands yet."""
    options, noes = ((0,) * length for length in _lists(form))
    return CountSheet(options=options, noes=noes, area=CountRow(options=options, noes=noes))


def _lists(form: BallotForm) -> tuple[int, int]:
    """How many options and noes a sheet of this form has."""
    if form.kind is BallotKind.FOR_AGAINST:
        return 0, 0
    return len(form.options), len(form.options) if form.kind is BallotKind.YES_NO else 0


def is_possible(form: BallotForm, sheet: CountSheet, *, by_area: bool) -> bool:
    """True when ballots of this form can make these figures."""
    if (sheet.area is not None) != by_area:
        return False
    return all(_row_is_possible(form, row) for row in (sheet, sheet.area) if row is not None)


def _row_is_possible(form: BallotForm, row: CountRow) -> bool:
    piles = (row.in_favour, row.against, row.abstain, row.chosen, row.void)
    lists = (len(row.options), len(row.noes))
    if min(*piles, *row.options, *row.noes) < 0 or lists != _lists(form):
        return False
    if form.kind is BallotKind.FOR_AGAINST:
        return not row.chosen
    if row.in_favour or row.against or row.abstain:
        return False
    return _options_are_possible(form, row)


def _options_are_possible(form: BallotForm, row: CountRow) -> bool:
    """No ballot names an option twice, says yes and no to it, or names too many or too few."""
    noes = row.noes or (0,) * len(row.options)
    if any(yes + no > row.chosen for yes, no in zip(row.options, noes, strict=True)):
        return False
    least, most = form.minimum * row.chosen, form.maximum * row.chosen
    return least <= sum(row.options) <= most


Entry = tuple[str, CountSheet]
"""Who counted, and what."""


def last_two(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The newest sheets of the two people who counted last, or of the one who did."""
    newest: dict[str, CountSheet] = {}
    for by, sheet in entries:
        newest.pop(by, None)
        newest[by] = sheet
    return tuple(newest.items())[-2:]


def agreed(entries: Iterable[Entry]) -> CountSheet | None:
    """What two people found alike; None while they have not."""
    two = last_two(entries)
    return two[0][1] if len(two) == 2 and two[0][1] == two[1][1] else None


def differing(one: CountSheet, other: CountSheet) -> Sequence[tuple[str, int, int]]:
    """The figures in which two sheets differ: name, the one's, the other's."""
    mine, others = dict(_figures(one)), dict(_figures(other))
    return [
        (name, mine.get(name, 0), others.get(name, 0))
        for name in {**mine, **others}
        if mine.get(name, 0) != others.get(name, 0)
    ]


def _figures(sheet: CountSheet) -> Iterable[tuple[str, int]]:
    yield from _row_figures(sheet, "")
    if sheet.area is not None:
        yield from _row_figures(sheet.area, "area ")


def _row_figures(row: CountRow, of: str) -> Iterable[tuple[str, int]]:
    for one in fields(CountRow):
        found = getattr(row, one.name)
        if isinstance(found, int):
            yield f"{of}{one.name}", found
    for name, ballots in (("option", row.options), ("no", row.noes)):
        yield from ((f"{of}{name} {n}", count) for n, count in enumerate(ballots, start=1))
