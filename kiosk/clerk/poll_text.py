"""The text of a named poll for its paper (docs/bundle.md §12): entries, and what stood before."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from kiosk.ledger.book import Book
from kiosk.meeting.facts import Entered, PollPrepared
from kiosk.meeting.state import State, apply
from kiosk.printing.paper_frames import PollText

FORMAT = "kiosk-poll/1"


@dataclass(frozen=True, slots=True)
class Before:
    """How the book stood when a poll was laid down: members of the cover, rows of the seats."""

    first: int
    cover: dict[str, object]
    seats: tuple[tuple[object, ...], ...]


def replay_past(entries: Iterable[Entered], poll: int) -> tuple[State, Before | None]:
    """The state after these entries, and how it stood before that poll; None of a secret one."""
    state, before = State(), None
    for entered in entries:
        fact = entered.fact
        if isinstance(fact, PollPrepared) and fact.plan.poll == poll and fact.plan.named:
            before = _standing(state, entered.number, fact)
        apply(state, entered)
    return state, before


def poll_text(book: Book, state: State, before: Before | None, poll: int) -> PollText | None:
    """The text of a named poll that is declared in `state`; None of any other."""
    declared = state.polls[poll].declared
    if before is None or declared is None:
        return None
    last = declared.number
    held = takewhile(lambda entry: entry.number <= last, book.raw(before.first))
    bodies = [entry.body for entry in held]
    cover = before.cover | {
        "before": book.hash_of(before.first - 1).hex(),
        "seats": len(before.seats),
        "entries": len(bodies),
    }
    head = "".join(_line(each) for each in (cover, *before.seats)).encode()
    return PollText(head + b"".join(body + b"\n" for body in bodies), before.first, last)


def _standing(state: State, first: int, prepared: PollPrepared) -> Before:
    card, item = state.card, state.items[prepared.plan.item]
    assert card is not None
    cover: dict[str, object] = {
        "format": FORMAT,
        "meeting": card.meeting,
        "title": card.title,
        "practice": card.practice,
        "seal_key": card.seal_key,
        "poll": prepared.plan.poll,
        "item": item.title,
        "pack_sha256": state.pack.sha256 if state.pack is not None else "",
        "from": first,
        "opened": state.opened,
        "officers": [
            [name, role, int(bool(state.officer_keys.get(name)))]
            for name, role in sorted(state.officers.items())
        ],
        "boots": sorted(state.boots.items()),
        "standbys": sorted(state.standbys.items()),
        "recused": sorted(item.recused),
        "proxies": sorted(item.proxies.items()),
        "candidates": sorted(item.candidates),
    }
    return Before(first, cover, tuple(_seats(state)))


def _seats(state: State) -> Iterable[tuple[object, ...]]:
    for one in sorted(state.roll.values(), key=lambda one: one.number):
        keypad, here = state.keypad_of.get(one.seat), one.seat in state.present
        yield (one.number, one.seat, int(one.votes), one.area, keypad, int(here))


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
