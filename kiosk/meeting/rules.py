"""Rules: what share of whom must say yes. Exact fractions; a percentage is never used to decide.

民法典 §1259: 以上 includes the number (not strict), 超过 and 过半数 do not (strict).
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Basis(StrEnum):
    """The named denominators (基数)."""

    ROLL = "roll"
    PRESENT = "present"
    PARTICIPANTS = "participants"
    CAST = "cast"
    FOR_AND_AGAINST = "for_and_against"


class TieRule(StrEnum):
    """What for = against means; `LOST` is the ordinary case: not passed."""

    LOST = "lost"
    POLL_AGAIN = "poll_again"


class RecusedRule(StrEnum):
    """Whether recused members leave the denominator."""

    LEAVE = "leave"
    STAY = "stay"


class Part(StrEnum):
    """What of a rule a pack may leave to the meeting, by the names of its fields.

    Shares are set once for the whole meeting, the seats with each poll.
    """

    ATTENDANCE = "attendance"
    PARTICIPATION = "participation"
    THRESHOLD = "threshold"
    SEATS = "seats"


@dataclass(frozen=True, slots=True)
class Share:
    """`fraction` of `basis`; `strict` means more than, otherwise at least."""

    fraction: Fraction
    strict: bool
    basis: Basis

    def needed(self, base: int) -> int:
        """The smallest whole number that satisfies this share of `base`, at least 1.

        Of heads, or of an area in 0.01 m².
        """
        exact = self.fraction * base
        whole = exact.numerator // exact.denominator
        return max(1, whole + 1 if self.strict or whole < exact else whole)

    def met(self, have: int, base: int) -> bool:
        """True when `have` of `base` satisfies the share; of nobody, nothing is satisfied."""
        return base > 0 and have >= self.needed(base)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a pack. `attendance` is tested before the poll, `participation` after it.

    `threshold` decides a for/against poll; of options it is the floor each needs to be taken (None:
    no floor), and `seats` is how many are taken. A rule without `resolution` asks for an opinion.
    `proxies` is how many one holder may have, 0 for none.
    `by_area` tests participation and threshold twice: by heads and by area (民法典 §278).
    `elects`: its options are persons, who are 当选, and no matters, which are 入选.
    `set_for_meeting` are the parts that this meeting set by itself, where its pack lets it.
    """

    name: str
    title: str
    article: str
    attendance: Share | None
    participation: Share | None
    threshold: Share | None
    tie: TieRule
    recused: RecusedRule
    seats: int
    secret_only: bool
    paper_only: bool
    resolution: bool
    by_area: bool = False
    proxies: int = 0
    set_for_meeting: tuple[Part, ...] = ()
    elects: bool = False
