# SPDX-License-Identifier: Apache-2.0
"""What a poll's text on paper says before its entries (bundle.md §12): the cover and the seats."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kiosk.verifier.hall import Hall

OF_THE_BOOK = ("meeting", "title", "practice", "seal_key")


def cover(hall: Hall, card: dict[str, Any], plan: dict[str, Any], first: int) -> dict[str, Any]:
    """The members that tell how the book stood before entry `first`, which lays the poll down."""
    item = plan["item"]
    return {
        "format": "kiosk-poll/1",
        **{name: card.get(name, "") for name in OF_THE_BOOK},
        "poll": plan["poll"],
        "item": hall.items.get(item, ""),
        "pack_sha256": hall.pack_sha256,
        "from": first,
        "opened": hall.opened,
        "officers": [
            [name, role, int(name in hall.keyed)] for name, role in sorted(hall.officers.items())
        ],
        "boots": [list(pair) for pair in sorted(hall.boots.items())],
        "standbys": [list(pair) for pair in sorted(hall.standbys.items())],
        "recused": sorted(seat for of, seat in hall.recused if of == item),
        "proxies": sorted([seat, by] for (of, seat), by in hall.proxies.items() if of == item),
        "candidates": sorted(seat for of, seat in hall.candidates if of == item),
    }


def seats(hall: Hall, delegates: Iterable[dict[str, Any]]) -> list[list[Any]]:
    """A row for each delegate of the roll, in the order of the numbers."""
    return [
        [
            one["number"],
            one["seat"],
            int(one["votes"]),
            one.get("area", 0),
            hall.keypad_of.get(one["seat"]),
            int(one["seat"] in hall.present),
        ]
        for one in sorted(delegates, key=lambda one: one["number"])
    ]
