"""The templates of meetings: a rule pack of ours, what such a meeting is called, its usual items.

`assets/meetings.toml` holds them. The text of a motion is nobody's but this meeting's, so a
template leaves it empty, and no meeting begins before it is written.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kiosk.assets import asset
from kiosk.clerk.beginning import find_pack
from kiosk.clerk.setup.draft import Item
from kiosk.meeting.rulepack import RulePack


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of meeting."""

    pack: RulePack
    title: str
    items: tuple[Item, ...]

    @property
    def name(self) -> str:
        return self.pack.pack


@cache
def templates() -> dict[str, Template]:
    """Every template by the name of its pack, in the order of the file."""
    listed = tomllib.loads(asset("meetings.toml").read_text(encoding="utf-8"))["template"]
    found = [_template(one) for one in listed]
    return {one.name: one for one in found}


def _template(told: dict[str, Any]) -> Template:
    pack = find_pack(told["pack"], Path())
    return Template(pack, told["title"], tuple(_item(one) for one in told.get("item", ())))


def _item(told: dict[str, Any]) -> Item:
    options = tuple(told.pop("options", ()))
    return Item(text="", options=options, **told)
