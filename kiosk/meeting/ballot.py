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


FOR, AGAINST, ABSTAIN = 1, 2, 3


@dataclass(frozen=True, slots=True)
class BallotForm:
    """The asking: for FOR_AGAINST keys 1 赞成, 2 反对, 3 弃权; for CHOOSE one key per option.

    At least `minimum` and at most `maximum` options make a valid ballot.
    """

    kind: BallotKind
    options: tuple[str, ...]
    minimum: int
    maximum: int

    @property
    def keys(self) -> int:
        """How many keys of the keypad are in play."""
        return 3 if self.kind is BallotKind.FOR_AGAINST else len(self.options)


FOR_AGAINST_FORM = BallotForm(BallotKind.FOR_AGAINST, (), 1, 1)


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
    if not form.minimum <= len(choice) <= form.maximum:
        return Mark.VOID
    if form.kind is BallotKind.FOR_AGAINST:
        return MARK_OF_KEY[choice[0]]
    return Mark.VALID
