"""The tally: counts, always from ballots, in buckets that are never merged.

赞成 + 反对 + 弃权 + 未按 + 无效 (+ valid choices of a CHOOSE poll) = base − 回避. The base are the
entitled who are present when the poll closes and those who left after a press that counted.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kiosk.meeting.ballot import BallotForm, BallotKind, Mark, mark


@dataclass(frozen=True, slots=True)
class Tally:
    """Heads in each bucket. `absent` are the entitled of the roll outside the base (未签到).

    `options` are the ballots for each option of a CHOOSE poll, option 1 first; empty otherwise.
    `recused` is inside `base`; `cast` = for + against + abstain + chosen (+ void apart).
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

    @property
    def absent(self) -> int:
        """应到 outside the base."""
        return self.roll - self.base

    @property
    def cast(self) -> int:
        """Valid ballots, abstentions included."""
        return self.in_favour + self.against + self.abstain + self.chosen

    @property
    def sums(self) -> bool:
        """The identity of the buckets."""
        return self.cast + self.void + self.not_pressed + self.recused == self.base


def count(
    form: BallotForm,
    ballots: Mapping[str, tuple[int, ...]],
    *,
    roll: int,
    base: Iterable[str],
    recused: frozenset[str] = frozenset(),
) -> Tally:
    """Count the standing choice of every seat of the base; seats outside it have none."""
    seats = set(base)
    marks = Counter(mark(form, ballots[seat]) for seat in seats - recused if seat in ballots)
    pressed = sum(n for kind, n in marks.items() if kind is not Mark.WITHDRAWN)
    out = seats & recused
    chooses = form.kind is BallotKind.CHOOSE
    return Tally(
        roll=roll,
        base=len(seats),
        in_favour=marks[Mark.FOR],
        against=marks[Mark.AGAINST],
        abstain=marks[Mark.ABSTAIN],
        chosen=marks[Mark.VALID],
        void=marks[Mark.VOID],
        not_pressed=len(seats) - len(out) - pressed,
        recused=len(out),
        options=_options(form, ballots, seats - recused) if chooses else (),
    )


def _options(
    form: BallotForm, ballots: Mapping[str, tuple[int, ...]], seats: set[str]
) -> tuple[int, ...]:
    votes = Counter(
        option
        for seat in seats
        if seat in ballots and mark(form, ballots[seat]) is Mark.VALID
        for option in set(ballots[seat])
    )
    return tuple(votes[option] for option in range(1, len(form.options) + 1))
