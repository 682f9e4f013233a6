"""Nothing that is told of a breakdown gives one person's choice away; tried by brute force.

The reader of these figures knows the rule, the sizes and the whole tally. For every way in which a
hall of that shape may have chosen, everything that would be told alike is held together; whoever
could have made only one choice in all of it is given away.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import product

import pytest

from kiosk.meeting.secrecy import FEWEST, Choice, Part, guarded

Shape = dict[Part, int]
CHOICES: tuple[Choice, ...] = ((1,), (2,), (3,))


def partitions(people: int, largest: int) -> Iterator[tuple[int, ...]]:
    """Every way to part so many people into groups, largest first."""
    if not people:
        yield ()
    for first in range(min(people, largest), 0, -1):
        for rest in partitions(people - first, first):
            yield (first, *rest)


def figures(size: int, choices: int) -> list[tuple[int, ...]]:
    """Every tally of so many people over so many choices."""
    if choices == 1:
        return [(size,)]
    return [(n, *rest) for n in range(size + 1) for rest in figures(size - n, choices - 1)]


def given_away(shape: Shape, breakdowns: tuple[str, ...], choices: int) -> tuple[int, int]:
    """How many of the possible halls give someone away, and in how many anything is told."""
    alike: dict[object, list[set[int]]] = defaultdict(lambda: [set() for _ in shape])
    told_in = Counter[object]()
    for hall in product(*(figures(size, choices) for size in shape.values())):
        whole = tuple(map(sum, zip(*hall, strict=True)))
        if max(whole) == sum(whole):
            continue  # the declared tally says it all
        parts = {
            part: Counter(dict(zip(CHOICES, tally, strict=False)))
            for part, tally in zip(shape, hall, strict=True)
        }
        told = guarded(breakdowns, parts)
        known = (whole, told)
        told_in[known] += any(one.groups for one in told)
        for possible, tally in zip(alike[known], hall, strict=True):
            possible.update(at for at, heads in enumerate(tally) if heads)
    wrong = sum(
        any(len(one) == 1 for one, size in zip(possible, shape.values(), strict=True) if size)
        for possible in alike.values()
    )
    return wrong, sum(told_in.values())


@pytest.mark.parametrize("people", range(1, 13))
def test_no_breakdown_of_a_small_hall_gives_anyone_away(people: int) -> None:
    """Every partition of up to twelve people, two choices; three where there are few groups."""
    for sizes in partitions(people, people):
        shape: Shape = {(f"{at:02}",): size for at, size in enumerate(sizes)}
        assert given_away(shape, ("group",), 2)[0] == 0, sizes
        if len(sizes) <= 3:
            assert given_away(shape, ("group",), 3)[0] == 0, sizes


@pytest.mark.parametrize("people", range(4, 13))
def test_no_two_breakdowns_of_a_small_hall_give_anyone_away(people: int) -> None:
    """Two groups crossed with two, every size of the four parts, told one after the other."""
    for sizes in product(range(people + 1), repeat=4):
        if sum(sizes) == people and list(sizes) == sorted(sizes):
            for order in ((0, 1, 2, 3), (0, 2, 3, 1), (3, 0, 1, 2)):
                crossed = dict(zip(product("ab", "cd"), (sizes[at] for at in order), strict=True))
                assert given_away(crossed, ("first", "second"), 2)[0] == 0, crossed


LARGE: list[tuple[Shape, int]] = [
    ({("a", "c"): 5, ("a", "d"): 5, ("b", "c"): 5, ("b", "d"): 5}, 2),
    ({("a", "c"): 6, ("a", "d"): 5, ("b", "c"): 5, ("b", "d"): 7}, 2),
    ({("a", "c"): 5, ("b", "c"): 5, ("b", "d"): 5}, 3),
    ({("a", "c"): 6, ("b", "c"): 5, ("b", "d"): 4}, 3),
]


@pytest.mark.parametrize(("shape", "choices"), LARGE)
def test_nor_in_halls_large_enough_for_both_to_be_told(shape: Shape, choices: int) -> None:
    wrong, told = given_away(shape, ("first", "second"), choices)
    assert wrong == 0
    assert told > 0


def test_the_brute_force_finds_what_a_guard_that_only_drops_unanimous_groups_lets_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With one person off enough, or cells of one, the same trial must fail."""
    monkeypatch.setattr("kiosk.meeting.secrecy.OFF", 1)
    assert given_away({("a",): 5, ("b",): 6}, ("group",), 3)[0] > 0
    monkeypatch.setattr("kiosk.meeting.secrecy.OFF", 0)
    assert given_away({("a",): 5, ("b",): 6}, ("group",), 2)[0] > 0


def hall(*tallies: tuple[str, int, int]) -> dict[Part, Counter[Choice]]:
    return {(group,): Counter({(1,): yes, (2,): no}) for group, yes, no in tallies}


def test_groups_below_five_are_merged_and_take_the_next_with_them() -> None:
    """A rest of four could be subtracted from the whole."""
    (told,) = guarded(("age",), hall(("18-35", 3, 1), ("36-65", 20, 9), ("66-", 4, 2)))
    assert told.rest == ("18-35", "66-")
    assert [(one.group, one.size, one.choices) for one in told.groups] == [
        ("36-65", 29, (((1,), 20), ((2,), 9)))
    ]


@pytest.mark.parametrize("off", [0, 1])
def test_a_group_that_chose_all_but_alike_withholds_the_whole_breakdown(off: int) -> None:
    (told,) = guarded(("age",), hall(("18-35", 10, 10), ("36-65", 20 - off, off)))
    assert (told.groups, told.withheld) == ((), True)


def test_after_a_breakdown_that_was_withheld_no_other_is_told() -> None:
    parts = {
        ("a", "c"): Counter({(1,): 10}),
        ("b", "c"): Counter({(1,): 5, (2,): 5}),
        ("b", "d"): Counter({(1,): 5, (2,): 5}),
    }
    first, second = guarded(("first", "second"), parts)
    assert (first.withheld, second.withheld) == (True, True)
    _, alone = guarded(("second", "first"), {part[::-1]: made for part, made in parts.items()})
    assert alone.withheld
    assert guarded(("second",), {(p[1],): m for p, m in list(parts.items())[1:]})[0].groups


def test_a_second_breakdown_that_differs_by_one_person_is_not_told() -> None:
    """One more or less: the difference of the two would be that person's choice."""
    parts = {
        ("a", "c"): Counter({(1,): 6, (2,): 6}),
        ("b", "c"): Counter({(2,): 1}),
        ("b", "d"): Counter({(1,): 6, (2,): 6}),
    }
    first, second = guarded(("first", "second"), parts)
    assert [one.group for one in first.groups] == ["a", "b"]
    assert (second.groups, second.rest, second.withheld) == ((), ("c", "d"), False)


def test_five_are_enough_and_a_group_nobody_came_of_hides_nothing() -> None:
    (told,) = guarded(("age",), hall(("a", 3, 2), ("b", 2, 3), ("empty", 0, 0)))
    assert [one.size for one in told.groups] == [FEWEST, FEWEST, 0]
