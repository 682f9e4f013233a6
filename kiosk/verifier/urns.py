# SPDX-License-Identifier: Apache-2.0
"""The urn of a secret poll (bundle.md §10): where its entries may stand, and what they must hold.

What can be recomputed ends at the box. That the list came out of these boxes is the word of two
officers; the slip says so, and no check here pretends otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from kiosk.verifier import merkle
from kiosk.verifier.breakdowns import breakdowns
from kiosk.verifier.hall import Poll
from kiosk.verifier.sentence import Broken, Sentence, sentence


def demand_place(poll: Poll, fact: str) -> None:
    """`Broken` when this fact of the urn, or a step that waits for it, cannot stand here (§4)."""
    if not PLACES[fact](poll):
        raise Broken(
            "order",
            sentence(
                "{fact}: the urn of poll {poll} does not stand as it must for that",
                fact=fact,
                poll=poll.plan.poll,
            ),
        )


def _may_be_sealed(poll: Poll) -> bool:
    asked = not poll.plan.named and poll.channel == "keypads"
    return asked and poll.stage == "prepared" and poll.keyholders is None


def _may_be_opened(poll: Poll) -> bool:
    return poll.stage == "closed" and poll.by_urn and poll.opened is None


def _may_be_destroyed(poll: Poll) -> bool:
    over = poll.opened is not None or poll.stage == "void" or not poll.by_urn
    return over and poll.keyholders is not None and not poll.destroyed


def _may_be_reconciled(poll: Poll) -> bool:
    return not poll.by_urn or poll.opened is not None


def _may_be_declared(poll: Poll) -> bool:
    return poll.keyholders is None or poll.destroyed


PLACES: dict[str, Callable[[Poll], bool]] = {
    "UrnSealed": _may_be_sealed,
    "UrnOpened": _may_be_opened,
    "UrnDestroyed": _may_be_destroyed,
    "PollReconciled": _may_be_reconciled,
    "Declared": _may_be_declared,
}


def sealing(of: dict[str, Any]) -> Iterator[Sentence]:
    if len(set(of["officers"])) != len(of["officers"]):
        yield sentence("UrnSealed of poll {poll}: an officer holds two shares", poll=of["poll"])


def opening(of: dict[str, Any], poll: Poll) -> Iterator[Sentence]:
    """What does not hold of an `UrnOpened`: numbers, root, order of the list, who opened."""
    leaves = [merkle.leaf(poll.boxes[seat]) for seat in sorted(poll.boxes)]
    right: dict[str, Any] = {
        "boxes": len(poll.boxes),
        "root": merkle.root(leaves).hex(),
        "ballots": len(poll.boxes),
    }
    found = {**of, "ballots": len(of["ballots"])}
    for member, value in right.items():
        if found[member] != value:
            yield sentence(
                "UrnOpened of poll {poll}: {member} is recorded as {found}; the book gives {right}",
                poll=of["poll"],
                member=member,
                found=found[member],
                right=value,
            )
    ballots = [list(ballot) for ballot in of["ballots"]]
    if ballots != sorted(ballots) or any(ballot != sorted(set(ballot)) for ballot in ballots):
        yield sentence("UrnOpened of poll {poll}: the list is not sorted", poll=of["poll"])
    if len(set(of["officers"])) != 2 or not set(of["officers"]) <= set(poll.keyholders or ()):
        yield sentence(
            "UrnOpened of poll {poll}: it was not opened by two officers who hold a share",
            poll=of["poll"],
        )
    yield from breakdowns(of, poll)


def shows_keys(press: dict[str, Any]) -> bool:
    """Whether a press of a secret poll says what was pressed."""
    return bool(press["keys"]) or not press.get("masked", False)
