# SPDX-License-Identifier: Apache-2.0
"""Paper and hands (bundle.md §4, §5): which of their entries may stand where, what they change,
and what two people must have counted alike. A keypad speaks for itself; these do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kiosk.verifier.chain import Entry
from kiosk.verifier.hall import Hall, Plan, Poll
from kiosk.verifier.sentence import Broken, sentence

PILES = ("in_favour", "against", "abstain", "chosen", "void")
TURNS = {"prepared": "prepared", "open": "open", "paused": "open", "draining": "open"}
GIVING = ("prepared", "open", "paused")
COUNTING = ("closed", "reconciled")


def known_poll(hall: Hall, entry: Entry) -> Poll:
    """The poll that an entry names, which must have been prepared."""
    poll = hall.polls.get(entry.of["poll"])
    if poll is None:
        raise Broken(
            "order",
            sentence(
                "{fact}: poll {poll} was never prepared", fact=entry.fact, poll=entry.of["poll"]
            ),
        )
    return poll


def demand_stage(entry: Entry, poll: Poll, right: tuple[str, ...]) -> None:
    if poll.stage not in right:
        raise Broken(
            "order",
            sentence(
                "{fact}: poll {poll} stands {stage}; it must stand {right}",
                fact=entry.fact,
                poll=poll.plan.poll,
                stage=sentence(poll.stage),
                right=" | ".join(right),
            ),
        )


def _demand(entry: Entry, holds: bool, why: str) -> None:
    if not holds:
        raise Broken(
            "order",
            sentence(
                "{fact} of poll {poll} cannot stand here: {why}",
                fact=entry.fact,
                poll=entry.of["poll"],
                why=sentence(why),
            ),
        )


# ---- which entry may stand where -------------------------------------------------------------


def admit_turn(hall: Hall, entry: Entry) -> None:
    poll = known_poll(hall, entry)
    demand_stage(entry, poll, tuple(TURNS))
    _demand(entry, poll.channel == "keypads", "the poll has left the keypads before")
    free = entry.of["channel"] != "hands" or not poll.papers
    _demand(entry, free, "ballot papers are out")


def admit_papers(hall: Hall, entry: Entry) -> None:
    poll = known_poll(hall, entry)
    demand_stage(entry, poll, GIVING)
    _demand(entry, poll.channel != "hands", "a show of hands has no papers")
    papers: list[tuple[int, str]] = [(number, seat) for number, seat in entry.of["papers"]]
    numbers = [number for number, _ in papers]
    first = poll.papers_issued + 1
    in_turn = numbers == list(range(first, first + len(papers)))
    _demand(entry, in_turn, "the numbers of the papers do not follow each other")
    holders = set(poll.papers.values())
    for _, seat in papers:
        may = hall.votes.get(seat, False) and hall.speaks(poll, seat)
        _demand(entry, may and not hall.is_recused(poll, seat), "a seat is not entitled or absent")
        _demand(entry, seat not in holders, "a seat holds a paper already")
        stands = poll.standing.get(seat) or seat in poll.boxes
        _demand(entry, not stands, "the keypad ballot of a seat stands")
        holders.add(seat)


def admit_spoilt(hall: Hall, entry: Entry) -> None:
    poll = known_poll(hall, entry)
    demand_stage(entry, poll, GIVING)
    held = poll.papers.get(entry.of["number"]) == entry.of["seat"]
    _demand(entry, held, "no such paper is out")


def admit_count(hall: Hall, entry: Entry) -> None:
    poll, channel = known_poll(hall, entry), entry.of["channel"]
    demand_stage(entry, poll, COUNTING)
    _demand(entry, channel in counted_channels(poll), "the poll does not use this channel")
    sheet = entry.of["sheet"]
    _demand(entry, _possible(hall, poll, channel, sheet), "the figures of the sheet cannot be")


def _possible(hall: Hall, poll: Poll, channel: str, sheet: dict[str, Any]) -> bool:
    """What bundle.md §4 asks of a sheet."""
    area = sheet.get("area")
    if (area is not None) != poll.plan.by_area or (channel == "hands" and sheet["void"]):
        return False
    if area is not None and returned(area) > sum(
        hall.areas.get(seat, 0) for seat in entitled(hall, poll, channel)
    ):
        return False
    return all(_row_possible(poll.plan, row) for row in (sheet, area) if row is not None)


def _row_possible(plan: Plan, row: dict[str, Any]) -> bool:
    options, noes, chosen = row["options"], row["noes"], row["chosen"]
    answers = plan.kind == "yes_no"
    if plan.kind == "for_against":
        return not chosen and not options and not noes
    if len(options) != plan.options or len(noes) != (plan.options if answers else 0):
        return False
    if row["in_favour"] or row["against"] or row["abstain"]:
        return False
    said = [yes + (noes[at] if answers else 0) for at, yes in enumerate(options)]
    if any(count > chosen for count in said):
        return False
    return plan.minimum * chosen <= sum(options) <= plan.maximum * chosen


# ---- what they change ------------------------------------------------------------------------


def turn(poll: Poll, entry: Entry) -> None:
    """Nothing that keypads sent stands any more; the hall is asked anew."""
    poll.channel = entry.of["channel"]
    poll.standing.clear()
    poll.boxes.clear()
    poll.base = None
    poll.closed_on.clear()
    poll.stage = TURNS[poll.stage]


def issue(poll: Poll, entry: Entry) -> None:
    for number, seat in entry.of["papers"]:
        poll.papers[number] = seat
        poll.on_paper.add(seat)
        poll.papers_issued = number


def spoil(poll: Poll, entry: Entry) -> None:
    del poll.papers[entry.of["number"]]


def enter_count(poll: Poll, entry: Entry) -> None:
    of = entry.of
    poll.counts.append((of["channel"], of["by"], of["sheet"]))
    poll.stage = "closed"


# ---- what was counted ------------------------------------------------------------------------


def channels(poll: Poll) -> list[str]:
    """The channels in use, in the order of their columns."""
    used = {poll.channel, *(["paper"] if poll.papers else [])}
    return [one for one in ("keypads", "paper", "hands") if one in used]


def counted_channels(poll: Poll) -> list[str]:
    return [one for one in channels(poll) if one != "keypads"]


def seats(hall: Hall, poll: Poll, channel: str) -> list[str]:
    """The seats of the base that stand in this column."""
    holders = set(poll.papers.values())
    found: list[str] = []
    for seat in poll.base or ():
        by_paper = seat in holders and not hall.was_recused(poll, seat)
        if ("paper" if by_paper else poll.channel) == channel:
            found.append(seat)
    return found


def entitled(hall: Hall, poll: Poll, channel: str) -> list[str]:
    return [seat for seat in seats(hall, poll, channel) if not hall.was_recused(poll, seat)]


def returned(row: dict[str, Any]) -> int:
    return sum(row[pile] for pile in PILES)


def agreed(hall: Hall, poll: Poll, channel: str) -> dict[str, Any] | None:
    """The sheet that the two who counted last agree on, if there can be as much to count."""
    newest: dict[str, dict[str, Any]] = {}
    for by, sheet in [(who, sheet) for of, who, sheet in poll.counts if of == channel]:
        newest.pop(by, None)
        newest[by] = written(sheet)
    last = list(newest.values())[-2:]
    if len(last) < 2 or last[0] != last[1]:
        return None
    most = [len(entitled(hall, poll, channel))]
    if channel == "paper":
        most.append(len(poll.papers))
    return last[0] if returned(last[0]) <= min(most) else None


def written(sheet: dict[str, Any]) -> dict[str, Any]:
    """A sheet with the members of bundle.md §3 alone."""
    names = (*PILES, "options", "noes")
    row: dict[str, Any] = {name: sheet[name] for name in names}
    area = sheet.get("area")
    return {**row, "area": None if area is None else {name: area[name] for name in names}}


def uncounted(hall: Hall, poll: Poll) -> Iterator[str]:
    """Channels whose count is not agreed or cannot stand."""
    for channel in counted_channels(poll):
        if agreed(hall, poll, channel) is None:
            yield channel
