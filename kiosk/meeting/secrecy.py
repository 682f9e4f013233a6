"""Secrecy of small numbers: which figures of a secret poll's breakdowns may be told (law §7).

A breakdown tells how groups of those who took part chose. Whoever adds and subtracts what is told,
earlier breakdowns and the whole tally included, learns the figures of every *cell*: the people who
belong to the same told groups. A cell of fewer than five is too small to hide in, and one whose
members all chose alike gives each of them away. To leave out just the groups that would do so does
not help: who knows this rule then knows which group was left out, and why.

So the breakdowns are fixed, in their order, before the poll opens, and go through two sieves:

1. *Sizes*, which are public. The smallest groups of a breakdown are merged into an untold rest
   until no cell is smaller than five. What anyone chose plays no part in this.
2. *Choices*. A breakdown is told whole or not at all: only if in every cell at least two people are
   off the most frequent choice. After the first that is not told, none is told any more.

Why nobody's choice follows, even for a reader who knows all this: inside a told cell two people who
chose differently can change places. If a breakdown was withheld, some cell of it has at most one
person off; whoever stands in a cell with exactly one can be that one, and whoever stands in one
with none can change places with somebody who chose otherwise in the told cell around it, after
which exactly one is off and the breakdown is withheld again. The tests prove it by brute force.

What no guard hides: a whole tally in which everyone chose alike, for the tally is declared; and
what people know of each other beside the figures.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

FEWEST = 5
"""No cell is smaller."""
OFF = 2
"""So many people of a cell at least are off its most frequent choice."""


class Breakdown(StrEnum):
    """By what the people of a poll can be broken down; a `PollPlan` names those that it tells."""

    DELEGATE_CLASS = "delegate_class"
    GROUP = "group"
    AGE_BAND = "age_band"
    OCCUPATION = "occupation"


Choice = tuple[int, ...]
Part = tuple[str, ...]
"""The group of each breakdown, in their order: people who are in the same group of every one."""
Cell = tuple[str | None, ...]
"""The told groups that people belong to; None for the rest of a breakdown."""
Parts = Mapping[Part, Counter[Choice]]
"""How often each choice was made in each part, uncounted by whom: a secret poll keeps no more."""


@dataclass(frozen=True, slots=True)
class ToldGroup:
    """A group's figures: how many of it took part, and how often each choice was made."""

    group: str
    size: int
    choices: tuple[tuple[Choice, int], ...]


@dataclass(frozen=True, slots=True)
class ToldBreakdown:
    """What is told of one breakdown. `rest` names the groups that were merged for their size.

    `withheld` is true when the choices forbid it, here or in an earlier breakdown.
    """

    name: str
    groups: tuple[ToldGroup, ...]
    rest: tuple[str, ...]
    withheld: bool


def guarded(breakdowns: Sequence[str], parts: Parts) -> tuple[ToldBreakdown, ...]:
    """What may be told of the breakdowns, which were fixed before the poll opened."""
    told = [frozenset[str]() for _ in breakdowns]
    found: list[ToldBreakdown] = []
    withheld = False
    for at, name in enumerate(breakdowns):
        groups = sorted({part[at] for part in parts})
        keep = _by_size(told, at, groups, parts)
        told[at] = frozenset(keep)
        withheld = withheld or (bool(keep) and not _mixed(_cells(told, parts).values()))
        if withheld:
            told[at] = frozenset()
        figures = tuple(_figures(at, group, parts) for group in keep) if not withheld else ()
        rest = tuple(group for group in groups if group not in keep)
        found.append(ToldBreakdown(name, figures, rest, withheld))
    return tuple(found)


def _by_size(
    told: Sequence[frozenset[str]], at: int, groups: Sequence[str], parts: Parts
) -> list[str]:
    """The groups of breakdown `at` that can be told for their size: the smallest go first."""
    sizes = {group: _figures(at, group, parts).size for group in groups}
    keep = sorted(groups, key=lambda group: (sizes[group], group))
    while keep:
        tried = [*told[:at], frozenset(keep)]
        if all(cell.total() >= FEWEST for cell in _cells(tried, parts).values()):
            break
        del keep[0]
    return sorted(keep)


def _cells(told: Sequence[frozenset[str]], parts: Parts) -> dict[Cell, Counter[Choice]]:
    """The figures of every set of people that the told groups cut out; empty ones are none."""
    cells: dict[Cell, Counter[Choice]] = {}
    for part, choices in parts.items():
        if choices.total():
            known = tuple(
                group if group in groups else None
                for group, groups in zip(part, told, strict=False)
            )
            cells.setdefault(known, Counter()).update(choices)
    return cells


def _mixed(cells: Iterable[Counter[Choice]]) -> bool:
    return all(cell.total() - max(cell.values()) >= OFF for cell in cells)


def _figures(at: int, group: str, parts: Parts) -> ToldGroup:
    choices = Counter[Choice]()
    for part, made in parts.items():
        if part[at] == group:
            choices.update(made)
    return ToldGroup(group, choices.total(), tuple(sorted((+choices).items())))
