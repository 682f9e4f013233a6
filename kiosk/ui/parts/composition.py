"""Composition: a bar for each group, with the share that the rules want. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from kiosk.meeting.quotas import GroupShare, Trait
from kiosk.ui.parts.phrases import capital
from kiosk.ui.parts.tokens import Tone
from kiosk.words import Words

MOST_ROWS = 6
DOMAINS = {Trait.CLASS: "class", Trait.AGE: "age"}


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group; shares 0..1, `quota` below 0 for none.

    `title` stands over the first of a trait, and `warning` under one that is outside its share,
    where there is room for either.
    """

    label: str
    text: str
    share: float
    quota: float
    tone: Tone
    title: str = ""
    warning: str = ""


def leaves(found: Iterable[GroupShare]) -> tuple[tuple[Trait, tuple[GroupShare, ...]], ...]:
    """The groups by trait, at most six a leaf, the larger ones first where there are more."""
    every = tuple(found)
    made: list[tuple[Trait, tuple[GroupShare, ...]]] = []
    for trait in Trait:
        groups = tuple(one for one in every if one.trait is trait)
        if trait is Trait.OCCUPATION:
            groups = tuple(sorted(groups, key=lambda one: (-one.roll, one.group)))
        if groups:
            made.append((trait, groups[:MOST_ROWS]))
    return tuple(made)


def rows(shares: Iterable[GroupShare], words: Words) -> tuple[GroupRow, ...]:
    """One row for each group."""
    return tuple(_row(share, words) for share in shares)


def titled_rows(found: Iterable[GroupShare], words: Words) -> tuple[GroupRow, ...]:
    """Every leaf below the other, each under its trait; a group outside its share says so."""
    made: list[GroupRow] = []
    for trait, groups in leaves(found):
        told = [
            replace(row, warning=_warning(one, words))
            for one, row in zip(groups, rows(groups, words), strict=True)
        ]
        made += [replace(told[0], title=words.name("trait", trait)), *told[1:]]
    return tuple(made)


def _warning(one: GroupShare, words: Words) -> str:
    quota = one.quota
    if quota is None or not one.outside:
        return ""
    wanted = _percent(quota.least)
    if quota.most != quota.least:
        wanted = words.say("{least} to {most}", least=wanted, most=_percent(quota.most))
    share = _percent(Fraction(one.present, one.of))
    return words.say("{share} here, {wanted} wanted", share=share, wanted=wanted)


def _percent(share: Fraction) -> str:
    """Rounded to a whole per cent, for the eye; what is outside is judged exactly."""
    return f"{round(share * 100)}%"


def _row(one: GroupShare, words: Words) -> GroupRow:
    domain, quota = DOMAINS.get(one.trait), one.quota
    return GroupRow(
        label=capital(words.name(domain, one.group)) if domain is not None else one.group,
        text=f"{one.present} / {one.roll}",
        share=one.present / one.of if one.of else 0.0,
        quota=float(quota.least + quota.most) / 2 if quota is not None else -1.0,
        tone=Tone.WARN if one.outside else Tone.FAVOUR,
    )
