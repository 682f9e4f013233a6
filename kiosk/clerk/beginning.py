"""What a meeting brings along: pack, officers, roll, agenda, as orders for a new book."""

from collections.abc import Iterable
from pathlib import Path

from kiosk.assets import asset
from kiosk.clerk import orders as o
from kiosk.clerk.rollfile import RollLine
from kiosk.faults import UnusableInput
from kiosk.meeting.rulepack import RulePack, RulePackMistakes, read_rulepack


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

    `UnusableInput` when there is none or when it has mistakes (all of them told).
    """
    path = asset(f"rulepacks/{name}.toml")
    if not path.exists():
        path = folder / name
    try:
        return read_rulepack(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableInput(
            "there is no such rule pack",
            where=str(path),
            cure="name one of assets/rulepacks, or give the path of a pack",
        ) from error
    except RulePackMistakes as error:
        raise UnusableInput(
            "{mistakes}", where=str(path), cure="correct the pack", mistakes=error
        ) from error
