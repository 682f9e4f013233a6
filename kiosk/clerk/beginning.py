"""What a meeting brings along: pack, officers, roll, agenda, as orders for a new book."""

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from kiosk.assets import asset
from kiosk.clerk import orders as o
from kiosk.clerk.rollfile import RollLine
from kiosk.faults import UnusableInput
from kiosk.ledger.store import Ledger
from kiosk.meeting.rulepack import RulePack, RulePackMistakes, read_rulepack
from kiosk.meeting.state import replay

HASH = re.compile("[0-9a-f]{8,64}")


def roll_orders(lines: Iterable[RollLine]) -> tuple[o.Order, ...]:
    """Freeze the roll, and hand out the keypads that the list names."""
    known = tuple(lines)
    pairs = tuple((line.keypad, line.delegate.seat) for line in known if line.keypad)
    freeze = o.FreezeRoll(
        tuple(line.delegate for line in known), tuple(line.person for line in known)
    )
    return (freeze, o.BindKeypads(pairs, "by the roll")) if pairs else (freeze,)


def find_pack(name: str, folder: Path) -> RulePack:
    """The pack of that name among ours, else the file of that path under `folder`.

    The name may be the SHA-256 that stands on a paper, or the beginning of it, as it is printed.
    `UnusableInput` when there is none or when it has mistakes (all of them told).
    """
    path = _with_hash(name) or asset(f"rulepacks/{name}.toml")
    if not path.exists():
        path = folder / name
    try:
        return read_rulepack(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableInput(
            "there is no such rule pack",
            where=str(path),
            cure="name one of assets/rulepacks, the SHA-256 of one, or give the path of a pack",
        ) from error
    except RulePackMistakes as error:
        raise UnusableInput(
            "{mistakes}", where=str(path), cure="correct the pack", mistakes=error
        ) from error


def _with_hash(name: str) -> Path | None:
    digest = "".join(name.split()).lower()
    if not HASH.fullmatch(digest):
        return None
    for path in sorted(asset("rulepacks").glob("*.toml")):
        if sha256(path.read_bytes()).hexdigest().startswith(digest):
            return path
    return None


def pack_of_book(path: Path) -> RulePack:
    """The pack that a book is bound by, as its meeting set it. `UnusableInput` when it has none."""
    with Ledger.read(path) as book:
        pack = replay(book.entries()).pack
    if pack is None:
        raise UnusableInput(
            "no rule pack was adopted in this book",
            where=str(path),
            cure="give a book that a meeting was held in",
        )
    return pack
