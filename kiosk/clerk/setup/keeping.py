"""What stays of the settings that a set-up writes anew: whatever no page of it asks.

A hall is set up again for every meeting, in a folder whose settings somebody has tuned: the clock's
check, displays, PIN, the table of a receiver's transmitters. None of that is asked, so none of it
may go. A base and a scanner are known by their port and keep their names, by which a standby calls
the one and people the other. What belongs to the meeting before does not stay, and the last page
says so: its shared book, and what it set of its own rules.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from kiosk.faults import HallFault

Table = Mapping[str, object]
ASKED: Mapping[str, frozenset[str]] = {
    "meeting": frozenset({"title", "session_title", "place", "convener"}),
    "book": frozenset({"path", "mirror", "url", "desk", "main"}),
    "screens": frozenset({"language"}),
    "keys": frozenset({"keyring", "demanded"}),
    "door": frozenset(),
    "base": frozenset({"protocol", "port", "baud"}),
    "scanner": frozenset({"port"}),
    "wedge": frozenset(),
    "camera": frozenset(),
    "printer": frozenset({"kind", "name"}),
}
"""The keys that the set-up writes of each table it writes."""
LAID = frozenset({*ASKED, "practice", "pack", "roll", "officer", "item"})
SILENT = ("taiden",)
"""Protocols that answer no search."""
_NOTHING: Table = {}
OF_THE_PACK = ("set", "answer")


@dataclass(frozen=True, slots=True)
class Before:
    """The settings that are there. `sound` is false for some that cannot be used."""

    tables: Table = field(default_factory=dict[str, object])
    sound: bool = True

    def kept(self, name: str) -> dict[str, object]:
        """What stays of a table."""
        return _rest(name, _table(self.tables.get(name)))

    def at_port(self, name: str, port: str) -> dict[str, object]:
        """What stays of the base or the scanner at a port."""
        found = (one for one in self._every(name) if one.get("port") == port)
        return _rest(name, next(found, _NOTHING))

    def unasked(self, found: Iterable[str]) -> list[Table]:
        """The bases that no search finds: those of a protocol that answers none, and on a network.

        `found` are the ports of those that were.
        """
        ports = set(found)
        return [
            one
            for one in self._every("base")
            if one.get("port") not in ports
            and (one.get("protocol") in SILENT or "://" in str(one.get("port")))
        ]

    def of_kind(self, name: str) -> dict[str, object]:
        """What stays of the one table of a list."""
        return _rest(name, next(iter(self._every(name)), _NOTHING))

    def of_printer(self, told: Table) -> dict[str, object]:
        """What stays of the printer, where it is the same one."""
        printer = _table(self.tables.get("printer"))
        same = all(printer.get(key) == told.get(key) for key in ASKED["printer"])
        return _rest("printer", printer) if same else {}

    def others(self, pack: str) -> Iterator[tuple[str, Table]]:
        """Whole tables that no page asks, each with its head."""
        for name, held in self.tables.items():
            if name in LAID or (name in OF_THE_PACK and not self._is_of(pack)):
                continue
            if isinstance(held, dict):
                yield name, _table(cast("object", held))
            else:
                yield from ((f"[{name}]", one) for one in self._every(name))

    def left(self, pack: str) -> Iterator[str]:
        """What cannot stay, by what it is: the shared book, what was set of another pack."""
        if _table(self.tables.get("book")).get("url"):
            yield "book"
        if not self._is_of(pack) and any(self._every(one) for one in OF_THE_PACK):
            yield "rules"

    def _is_of(self, pack: str) -> bool:
        return self.tables.get("pack") == pack

    def _every(self, name: str) -> Sequence[Table]:
        held = self.tables.get(name)
        return [_table(one) for one in cast("list[object]", held)] if isinstance(held, list) else []


def before_at(settings: Path, check: Callable[[Path], object]) -> Before:
    """What stands in settings that are there; nothing of those that no hall could start with."""
    if not settings.is_file():
        return Before()
    with suppress(HallFault, OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        check(settings)
        return Before(tomllib.loads(settings.read_text(encoding="utf-8")))
    return Before(sound=False)


def _table(held: object) -> dict[str, object]:
    return dict(cast("Table", held)) if isinstance(held, dict) else {}


def _rest(name: str, held: Table) -> dict[str, object]:
    return {key: value for key, value in held.items() if key not in ASKED[name]}
