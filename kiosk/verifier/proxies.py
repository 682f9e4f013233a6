# SPDX-License-Identifier: Apache-2.0
"""Proxies (bundle.md §4): who may hold whose, and what stands when a poll opens."""

from __future__ import annotations

from kiosk.verifier.chain import Entry
from kiosk.verifier.hall import Hall, Poll
from kiosk.verifier.sentence import Broken, sentence


def _demand(entry: Entry, holds: bool, why: str) -> None:
    if not holds:
        said = sentence("{fact} cannot stand here: {why}", fact=entry.fact, why=sentence(why))
        raise Broken("order", said)


def _quiet(hall: Hall, entry: Entry) -> None:
    """Nothing changes while a poll on the item is under way."""
    latest = hall.latest
    of_item = latest is not None and latest.plan.item == entry.of["item"]
    stage = latest.stage if latest is not None else "void"
    free = not of_item or stage in ("prepared", "declared", "void")
    _demand(entry, free, "a poll on the item is under way")


def admit_given(hall: Hall, entry: Entry) -> None:
    item, seat, holder = entry.of["item"], entry.of["seat"], entry.of["holder"]
    _quiet(hall, entry)
    voting = hall.votes.get(seat, False) and hall.votes.get(holder, False)
    _demand(entry, voting and seat != holder, "a proxy joins two different voting seats")
    free = (item, holder) not in hall.candidates
    _demand(entry, free, "a candidate holds no proxies")
    of_item = {one: by for (at, one), by in hall.proxies.items() if at == item}
    chained = seat in of_item or holder in of_item or seat in of_item.values()
    _demand(entry, not chained, "a proxy of a proxy")


def admit_withdrawn(hall: Hall, entry: Entry) -> None:
    _quiet(hall, entry)
    held = (entry.of["item"], entry.of["seat"]) in hall.proxies
    _demand(entry, held, "there is no such proxy")


def admit_candidate(hall: Hall, entry: Entry) -> None:
    _quiet(hall, entry)
    holders = [by for (item, _), by in hall.proxies.items() if item == entry.of["item"]]
    _demand(entry, entry.of["seat"] not in holders, "a candidate holds no proxies")


def admit_opening(hall: Hall, poll: Poll, entry: Entry) -> None:
    """Nobody holds more proxies than the rule of this poll allows."""
    most = poll.plan.proxies
    holders = [by for (item, _), by in hall.proxies.items() if item == poll.plan.item]
    full = any(holders.count(one) > most for one in holders) if most else False
    _demand(entry, not full, "a holder has more proxies than the rule allows")


def give(hall: Hall, entry: Entry) -> None:
    hall.proxies[entry.of["item"], entry.of["seat"]] = entry.of["holder"]


def withdraw(hall: Hall, entry: Entry) -> None:
    del hall.proxies[entry.of["item"], entry.of["seat"]]


def name(hall: Hall, entry: Entry) -> None:
    hall.candidates.add((entry.of["item"], entry.of["seat"]))


def spoken_for(hall: Hall, poll: Poll) -> set[str]:
    """The seats of those away for whom somebody speaks in this poll."""
    return {
        seat for item, seat in hall.proxies if item == poll.plan.item and hall.speaks(poll, seat)
    }
