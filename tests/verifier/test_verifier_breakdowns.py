"""What an urn tells of groups: the figures must fit plan, list and the guard of small numbers."""

from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest
from bundlebuilder import altered, found, members
from test_verifier_urns import election

from kiosk.meeting.secrecy import Breakdown, guarded
from kiosk.verifier.breakdowns import breakdowns

PLAN = SimpleNamespace(plan=SimpleNamespace(breakdowns=("group",)))
BALLOTS = [[1]] * 6 + [[2]] * 6


def group(name: str, size: int, ones: int, twos: int, **of: Any) -> dict[str, Any]:
    choices = [one for one in ([[1], ones], [[2], twos]) if one[1]]
    return {"group": name, "size": size, "choices": choices, **of}


def told(*groups: dict[str, Any], rest: tuple[str, ...] = (), withheld: bool = False, name="group"):
    return {"name": name, "groups": list(groups), "rest": list(rest), "withheld": withheld}


EAST, WEST = group("东", 6, 3, 3), group("西", 6, 3, 3)


def wrong(*one: dict[str, Any], plan: Any = PLAN) -> int:
    of = {"poll": 1, "ballots": BALLOTS, "breakdowns": list(one)}
    return len(list(breakdowns(of, plan)))


@pytest.mark.parametrize(
    "right",
    [
        told(EAST, WEST),
        told(EAST, rest=("北", "南")),
        told(rest=("东", "西")),
        told(withheld=True),
    ],
)
def test_figures_that_fit_are_taken(right):
    assert wrong(right) == 0


@pytest.mark.parametrize(
    "bad",
    [
        told(EAST, WEST, withheld=True),
        told(WEST, EAST),
        told(EAST, EAST),
        told(EAST, rest=("东",)),
        told(group("东", 7, 3, 3), WEST),
        told({**EAST, "choices": [[[2], 3], [[1], 3]]}, WEST),
        told({**EAST, "choices": [[[1], 3], [[1], 3]]}, WEST),
        told(group("东", 4, 2, 2), rest=("西",)),
        told(group("东", 6, 5, 1), rest=("西",)),
        told(group("东", 12, 7, 5)),
        told(EAST),
        told(EAST, WEST, rest=("南",)),
        told(group("东", 8, 4, 4), rest=("西",)),
        told(group("东", 6, 1, 5), rest=("西",)),
    ],
)
def test_figures_that_do_not_fit_are_found(bad):
    assert wrong(bad) == 1


def test_only_what_was_fixed_in_the_plan_is_told():
    assert wrong(told(EAST, WEST, name="occupation")) == 1
    assert wrong() == 1
    assert list(breakdowns({"poll": 1, "ballots": BALLOTS}, PLAN)) != []


def test_after_one_that_is_withheld_none_is_told():
    both = SimpleNamespace(plan=SimpleNamespace(breakdowns=("age_band", "group")))
    held = told(withheld=True, name="age_band")
    assert wrong(held, told(withheld=True), plan=both) == 0
    assert wrong(held, told(EAST, WEST), plan=both) == 1


def test_the_bundle_of_an_urn_with_a_breakdown_that_nobody_fixed_is_not_true(desk):
    book = election()

    def change(of):
        of["breakdowns"] = [told(EAST, WEST)]

    bodies = altered(book.bodies, found(book.bodies, "UrnOpened"), change)
    assert "urns" in desk.ask(members(bodies, persons=book.persons)).failed
    slip = desk.slip(book.members(), "--lang", "en").out
    assert "ASSERTED, too" not in slip


def test_what_the_guard_lets_out_fits_whatever_the_hall_chose():
    """The kiosk's guard against this check, over every small hall of two groups."""
    for east in range(8):
        for west in range(8):
            parts = {
                ("东",): {(1,): east, (2,): 7 - east},
                ("西",): {(1,): west, (2,): 7 - west},
            }
            counted = {part: _counter(choices) for part, choices in parts.items()}
            (one,) = guarded([Breakdown.GROUP], counted)
            ballots = [[1]] * (east + west) + [[2]] * (14 - east - west)
            plain = {
                "name": one.name,
                "groups": [
                    {
                        "group": each.group,
                        "size": each.size,
                        "choices": [[list(choice), n] for choice, n in each.choices],
                    }
                    for each in one.groups
                ],
                "rest": list(one.rest),
                "withheld": one.withheld,
            }
            of = {"poll": 1, "ballots": ballots, "breakdowns": [plain]}
            assert list(breakdowns(of, PLAN)) == []


def _counter(choices: dict[tuple[int, ...], int]):
    return Counter({choice: n for choice, n in choices.items() if n})
