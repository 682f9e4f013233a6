"""The tally: counts, always from ballots, in buckets that are never merged.

赞成 + 反对 + 弃权 + 未按 + 无效 (+ valid ballots of other kinds) = base − 回避. The base are the
entitled who are present when the poll closes and those who left after a press that counted. The
same ballots are counted twice where owners decide: by heads, and by the area that each owns.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kiosk.meeting.ballot import BallotForm, BallotKind, Channel, Mark, mark, options_said


@dataclass(frozen=True, slots=True)
class Buckets:
    """Heads, or area in 0.01 m², in each bucket. `recused` is inside `base`.

    `options` are the valid ballots for each option, option 1 first, `noes` those that say no to it
    (YES_NO); both empty for a for/against poll.
    """

    roll: int
    base: int
    in_favour: int
    against: int
    abstain: int
    chosen: int
    void: int
    not_pressed: int
    recused: int
    options: tuple[int, ...]
    noes: tuple[int, ...] = ()

    @property
    def absent(self) -> int:
        """应到 outside the base: the entitled of the roll who are not in it (未签到)."""
        return self.roll - self.base

    @property
    def cast(self) -> int:
        """Valid ballots, abstentions included."""
        return self.in_favour + self.against + self.abstain + self.chosen

    @property
    def participants(self) -> int:
        """Those who took part: valid and void ballots."""
        return self.base - self.recused - self.not_pressed

    @property
    def sums(self) -> bool:
        """The identity of the buckets."""
        return self.cast + self.void + self.not_pressed + self.recused == self.base


@dataclass(frozen=True, slots=True)
class Column:
    """The heads of one channel of a poll that was not by keypads alone.

    `base` are the seats of the base that this channel speaks for. Of ballot papers `issued` stand
    out and `returned` came back; what did not come back is 未按. Both are 0 for keypads, and
    for hands `issued` is 0 and `returned` the hands that were counted.
    """

    channel: Channel
    base: int
    in_favour: int
    against: int
    abstain: int
    chosen: int
    void: int
    not_pressed: int
    recused: int
    options: tuple[int, ...]
    noes: tuple[int, ...]
    issued: int = 0
    returned: int = 0

    @property
    def sums(self) -> bool:
        """The identity of the buckets, in this column alone."""
        valid = self.in_favour + self.against + self.abstain + self.chosen
        return valid + self.void + self.not_pressed + self.recused == self.base


@dataclass(frozen=True, slots=True)
class Tally(Buckets):
    """The count by heads, and of what it is the sum.

    `area` is the same count by area, None where areas decide nothing. `columns` are the channels,
    none where keypads were the only one.
    """

    area: Buckets | None = None
    columns: tuple[Column, ...] = ()


BUCKET_OF_MARK = {
    Mark.FOR: "in_favour",
    Mark.AGAINST: "against",
    Mark.ABSTAIN: "abstain",
    Mark.VALID: "chosen",
    Mark.VOID: "void",
    Mark.WITHDRAWN: "not_pressed",
}
LISTS = {BallotKind.FOR_AGAINST: 0, BallotKind.CHOOSE: 1, BallotKind.SCORE: 1, BallotKind.YES_NO: 2}
"""How many lists of options a kind of ballot fills: none, the options, the options and the noes."""


def count(
    form: BallotForm,
    ballots: Mapping[str, tuple[int, ...]],
    *,
    roll: int,
    base: Iterable[str],
    recused: frozenset[str] = frozenset(),
    areas: Mapping[str, int] | None = None,
) -> Tally:
    """Count the standing choice of every seat of the base; seats outside it have none.

    `areas` has every seat with a voting right, and is given where areas decide.
    """
    seats = set(base)
    heads = _counted(form, ballots, dict.fromkeys(seats, 1), recused)
    if areas is None:
        return Tally(roll, *heads)
    owned = {seat: areas[seat] for seat in seats}
    by_area = Buckets(sum(areas.values()), *_counted(form, ballots, owned, recused))
    return Tally(roll, *heads, by_area)


def count_unnamed(
    form: BallotForm, choices: Sequence[tuple[int, ...]], *, roll: int, base: int, recused: int
) -> Tally:
    """Count the choices of an urn; those who pressed nothing or are recused are only numbers."""
    places = [str(place) for place in range(base)]
    ballots = dict(zip(places, choices, strict=False))
    away = frozenset(places[len(places) - recused :])
    return Tally(roll, *_counted(form, ballots, dict.fromkeys(places, 1), away))


_Row = tuple[int, int, int, int, int, int, int, int, tuple[int, ...], tuple[int, ...]]


def _counted(
    form: BallotForm,
    ballots: Mapping[str, tuple[int, ...]],
    weights: Mapping[str, int],
    recused: frozenset[str],
) -> _Row:
    """The buckets from `base` on, each seat counted with its weight."""
    found: defaultdict[str, int] = defaultdict(int)
    yes: defaultdict[int, int] = defaultdict(int)
    no: defaultdict[int, int] = defaultdict(int)
    for seat, weight in weights.items():
        if seat in recused:
            found["recused"] += weight
            continue
        choice = ballots.get(seat, ())
        marked = mark(form, choice)
        found[BUCKET_OF_MARK[marked]] += weight
        if marked is Mark.VALID:
            named, refused = options_said(form, choice)
            for option in named:
                yes[option] += weight
            for option in refused:
                no[option] += weight
    lists = LISTS[form.kind]
    numbers = range(1, len(form.options) + 1)
    return (
        sum(weights.values()),
        found["in_favour"],
        found["against"],
        found["abstain"],
        found["chosen"],
        found["void"],
        found["not_pressed"],
        found["recused"],
        tuple(yes[option] for option in numbers) if lists > 0 else (),
        tuple(no[option] for option in numbers) if lists > 1 else (),
    )
