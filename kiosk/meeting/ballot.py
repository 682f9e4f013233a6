"""Ballots: one seat's standing choice, and which keys mean one.

A key that means nothing here is refused and the earlier ballot stands; a choice of too many
options is a ballot, and void (无效): the rule judges it, not the equipment.
"""

from dataclasses import dataclass
from enum import StrEnum


class BallotKind(StrEnum):
    """What the hall is asked."""

    FOR_AGAINST = "for_against"
    CHOOSE = "choose"
    SCORE = "score"
    YES_NO = "yes_no"


class Channel(StrEnum):
    """How ballots reach the count. Paper may stand beside keypads, hands stand alone."""

    KEYPADS = "keypads"
    PAPER = "paper"
    HANDS = "hands"


FOR, AGAINST, ABSTAIN = 1, 2, 3


@dataclass(frozen=True, slots=True)
class BallotForm:
    """The asking, and its keys.

    FOR_AGAINST  1 赞成, 2 反对, 3 弃权
    CHOOSE       one key an option; minimum to maximum of them (1 to 1: a single choice)
    SCORE        one key a level, level n is worth n; exactly one of them
    YES_NO       2n - 1 yes and 2n no to option n, neither abstains on it;
                 minimum to maximum yeses
    """

    kind: BallotKind
    options: tuple[str, ...]
    minimum: int
    maximum: int

    @property
    def keys(self) -> int:
        """How many keys of the keypad are in play."""
        if self.kind is BallotKind.FOR_AGAINST:
            return 3
        return len(self.options) * (2 if self.kind is BallotKind.YES_NO else 1)

    @property
    def most_keys(self) -> int:
        """How many keys a valid ballot may hold."""
        return len(self.options) if self.kind is BallotKind.YES_NO else self.maximum

    @property
    def possible(self) -> bool:
        """True when a valid ballot of this form can be pressed; see `LIMITS`."""
        least, most = LIMITS[self.kind]
        return least <= self.minimum <= self.maximum <= (most or len(self.options))


LIMITS: dict[BallotKind, tuple[int, int]] = {
    BallotKind.FOR_AGAINST: (1, 1),
    BallotKind.CHOOSE: (1, 0),
    BallotKind.SCORE: (1, 1),
    BallotKind.YES_NO: (0, 0),
}
"""The least `minimum` and the greatest `maximum` of each kind; 0 is the number of options."""

FOR_AGAINST_FORM = BallotForm(BallotKind.FOR_AGAINST, (), 1, 1)


def laid_form(kind: str, options: tuple[str, ...], maximum: int) -> BallotForm:
    """The form that an agenda lays down; without a `kind`, options are chosen among."""
    if not options:
        return FOR_AGAINST_FORM
    asked = BallotKind(kind or BallotKind.CHOOSE)
    least, most = LIMITS[asked]
    return BallotForm(asked, options, least, most or maximum)


class Mark(StrEnum):
    """How a ballot is counted."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    VALID = "valid"
    VOID = "void"
    WITHDRAWN = "withdrawn"


MARK_OF_KEY = {FOR: Mark.FOR, AGAINST: Mark.AGAINST, ABSTAIN: Mark.ABSTAIN}


def means_something(form: BallotForm, keys: tuple[int, ...]) -> bool:
    """True when every pressed key stands for an option of this asking (withdrawing included)."""
    return all(1 <= key <= form.keys for key in keys)


def mark(form: BallotForm, choice: tuple[int, ...]) -> Mark:
    """Tell how a standing choice counts; `choice` holds option numbers, ascending."""
    if not choice:
        return Mark.WITHDRAWN
    if form.kind is BallotKind.YES_NO:
        yes, no = options_said(form, choice)
        clear = not yes & no and form.minimum <= len(yes) <= form.maximum
        return Mark.VALID if clear else Mark.VOID
    if not form.minimum <= len(choice) <= form.maximum:
        return Mark.VOID
    if form.kind is BallotKind.FOR_AGAINST:
        return MARK_OF_KEY[choice[0]]
    return Mark.VALID


def options_said(form: BallotForm, choice: tuple[int, ...]) -> tuple[set[int], set[int]]:
    """The options that a choice names (says yes to), and those it says no to."""
    if form.kind is not BallotKind.YES_NO:
        return set(choice), set()
    return {(key + 1) // 2 for key in choice if key % 2}, {
        key // 2 for key in choice if not key % 2
    }
