# SPDX-License-Identifier: Apache-2.0
"""What an urn tells of groups (bundle.md §10): as much of it as the list of the choices bears out.

Who is in a group stands nowhere in a bundle; that its people chose so is the officers' word. But
the figures must fit the plan and the list, and no part may be too small or too much of one mind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from kiosk.verifier.hall import Poll
from kiosk.verifier.sentence import Sentence, sentence

FEWEST, OFF = 5, 2


def breakdowns(of: dict[str, Any], poll: Poll) -> Iterator[Sentence]:
    """What does not hold of the breakdowns of an `UrnOpened`."""
    told = of.get("breakdowns", [])
    if [one["name"] for one in told] != list(poll.plan.breakdowns):
        yield sentence(
            "UrnOpened of poll {poll}: the breakdowns are not those that were fixed in its plan",
            poll=of["poll"],
        )
    whole = Counter(tuple(ballot) for ballot in of["ballots"])
    withheld = False
    for one in told:
        misfit = _misfit(one, whole) or (withheld and not one["withheld"])
        withheld = withheld or one["withheld"]
        if misfit:
            yield sentence(
                "UrnOpened of poll {poll}: the breakdown {name} does not fit the list or the guard "
                "of small numbers",
                poll=of["poll"],
                name=one["name"],
            )


def _misfit(one: dict[str, Any], whole: Counter[tuple[int, ...]]) -> bool:
    groups, rest = one["groups"], one["rest"]
    names = [group["group"] for group in groups]
    if names != sorted(set(names)) or set(names) & set(rest):
        return True
    if one["withheld"] or not groups:
        return bool(groups)
    left = Counter(whole)
    for group in groups:
        choices = [(tuple(choice), count) for choice, count in group["choices"]]
        figures = Counter(dict(choices))
        if choices != sorted(figures.items()) or group["size"] != sum(figures.values()):
            return True
        if not _guarded(figures):
            return True
        left.subtract(figures)
    if min(left.values()) < 0:
        return True
    left = +left
    return bool(left) != bool(rest) or (bool(left) and not _guarded(left))


def _guarded(figures: Counter[tuple[int, ...]]) -> bool:
    size = sum(figures.values())
    return size >= FEWEST and size - max(figures.values()) >= OFF
