"""A hall full of hands, from a seed: who presses what, and when.

Times are nanoseconds from the moment the poll opens; a plan is sorted by time. The helpers take a
plan and return what else the same people do: press before the opening, after the close, twice, or
change their minds.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

Keys = tuple[int, ...]


@dataclass(frozen=True, slots=True, order=True)
class PlannedPress:
    """Keypad `keypad` will press `keys` at `at_ns`."""

    at_ns: int
    keypad: int
    keys: Keys


def crowd(
    keypads: Iterable[int],
    choices: Mapping[Keys, float],
    *,
    span_ns: int,
    seed: int = 0,
    start_ns: int = 0,
) -> list[PlannedPress]:
    """Let each keypad press once within the span; `choices` gives each choice its weight."""
    dice = random.Random(seed)
    kinds, weights = list(choices), list(choices.values())
    return sorted(
        PlannedPress(
            at_ns=start_ns + dice.randrange(max(1, span_ns)),
            keypad=keypad,
            keys=dice.choices(kinds, weights)[0],
        )
        for keypad in keypads
    )


def moved(plan: Iterable[PlannedPress], by_ns: int) -> list[PlannedPress]:
    """Early (`by_ns` negative, past the opening) or late: the same presses at another time."""
    return sorted(replace(press, at_ns=press.at_ns + by_ns) for press in plan)


def twice(plan: Iterable[PlannedPress], *, gap_ns: int) -> list[PlannedPress]:
    """Press the same key once more after `gap_ns`."""
    plan = list(plan)
    return merged(plan, moved(plan, gap_ns))


def changed(
    plan: Iterable[PlannedPress], choices: Sequence[Keys], *, gap_ns: int
) -> list[PlannedPress]:
    """Change one's mind after `gap_ns`: from each choice to the next one, the last to the first."""
    plan = list(plan)
    after = dict(zip(choices, (*choices[1:], choices[0]), strict=True))
    return merged(plan, (replace(each, keys=after[each.keys]) for each in moved(plan, gap_ns)))


def some(plan: Sequence[PlannedPress], share: float, *, seed: int = 0) -> list[PlannedPress]:
    """Return the presses of a random share (0..1) of the plan."""
    return sorted(random.Random(seed).sample(plan, round(share * len(plan))))


def merged(*plans: Iterable[PlannedPress]) -> list[PlannedPress]:
    """Return one plan of several."""
    return sorted(press for plan in plans for press in plan)
