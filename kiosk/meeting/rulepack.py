"""Rule packs: versioned legal content, read from TOML text; every mistake is told at once.

A pack is data: its whole text stands in the book, so that a notary can read years later what the
hall was bound by. Unknown keys are mistakes: a misspelt threshold must never fall back to a
default.
"""

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import cast

from kiosk.meeting.agenda import Phase
from kiosk.meeting.rules import Basis, RecusedRule, Rule, Share, TieRule


@dataclass(frozen=True, slots=True)
class RulePack:
    """One pack: `sha256` is over the file's UTF-8 text as adopted."""

    pack: str
    version: str
    title: str
    source: str
    effective: str
    notice_days: int
    phases: tuple[str, ...]
    silent_share: Fraction
    rules: tuple[Rule, ...]
    sha256: str
    text: str

    def rule(self, name: str) -> Rule | None:
        """The rule of that name, None when the pack has none."""
        return next((rule for rule in self.rules if rule.name == name), None)


class RulePackMistakes(ValueError):
    """Every mistake of a pack, one line each: key, what is there, what would be right."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("; ".join(mistakes))
        self.mistakes = mistakes


class _Reader:
    """Takes keys out of one TOML table and notes what is missing, wrong or left over."""

    def __init__(self, where: str, table: Mapping[str, object], mistakes: list[str]) -> None:
        self.where = where
        self.left = dict(table)
        self.mistakes = mistakes

    def wrong(self, key: str, what: str) -> None:
        self.mistakes.append(f"{self.where}{key}: {what}")

    def text(self, key: str) -> str:
        found = self.left.pop(key, None)
        if isinstance(found, str) and found.strip():
            return found
        self.wrong(key, f"must be a text, found {found!r}")
        return ""

    def day(self, key: str) -> str:
        found = self.text(key)
        try:
            return date.fromisoformat(found).isoformat()
        except ValueError:
            if found:
                self.wrong(key, f"must be a day such as 2026-01-01, found {found!r}")
            return ""

    def number(self, key: str, default: int) -> int:
        found = self.left.pop(key, default)
        if isinstance(found, int) and not isinstance(found, bool) and found >= 0:
            return found
        self.wrong(key, f"must be a whole number from 0, found {found!r}")
        return default

    def flag(self, key: str, *, default: bool) -> bool:
        found = self.left.pop(key, default)
        if isinstance(found, bool):
            return found
        self.wrong(key, f"must be true or false, found {found!r}")
        return default

    def one_of(self, key: str, allowed: list[str], default: str | None = None) -> str:
        found = self.left.pop(key, default)
        if isinstance(found, str) and found in allowed:
            return found
        self.wrong(key, f"must be one of {', '.join(allowed)}, found {found!r}")
        return default or allowed[0]

    def fraction(self, key: str, default: Fraction | None = None) -> Fraction:
        found = self.left.pop(key, None)
        if found is None and default is not None:
            return default
        try:
            share = Fraction(found) if isinstance(found, str) else Fraction(-1)
        except (ValueError, ZeroDivisionError):
            share = Fraction(-1)
        if not 0 < share <= 1 or not (isinstance(found, str) and "/" in found):
            self.wrong(key, f'must be a fraction such as "2/3", found {found!r}')
        return share

    def table(self, key: str) -> "_Reader | None":
        found = self.left.pop(key, None)
        if found is None:
            return None
        if isinstance(found, dict):
            return _Reader(f"{self.where}{key}.", cast("dict[str, object]", found), self.mistakes)
        self.wrong(key, f"must be a table, found {found!r}")
        return None

    def done(self) -> None:
        for key in self.left:
            self.wrong(key, "is not a key of rule packs")


def _share(reader: "_Reader | None", bases: Iterable[Basis]) -> Share | None:
    if reader is None:
        return None
    share = Share(
        fraction=reader.fraction("fraction"),
        strict=reader.flag("strict", default=False),
        basis=Basis(reader.one_of("of", [*bases])),
    )
    if share.strict and share.fraction == 1:
        reader.wrong("strict", "more than all of them can never be reached")
    reader.done()
    return share


def _rule(name: str, reader: _Reader) -> Rule:
    rule = Rule(
        name=name,
        title=reader.text("title"),
        article=reader.text("article"),
        attendance=_share(reader.table("attendance"), [Basis.ROLL]),
        participation=_share(reader.table("participation"), [Basis.ROLL, Basis.PRESENT]),
        threshold=_share(reader.table("threshold"), Basis),
        tie=TieRule(reader.one_of("tie", [*TieRule], TieRule.LOST)),
        recused=RecusedRule(reader.one_of("recused", [*RecusedRule], RecusedRule.LEAVE)),
        seats=reader.number("seats", 0),
        secret_only=reader.flag("secret_only", default=False),
        paper_only=reader.flag("paper_only", default=False),
        resolution=reader.flag("resolution", default=True),
        by_area=reader.flag("by_area", default=False),
    )
    if rule.by_area and rule.participation is None and rule.threshold is None:
        reader.wrong("by_area", "needs a participation or a threshold to be taken of areas")
    if not rule.resolution and rule.seats:
        reader.wrong("seats", "an opinion fills no places")
    reader.done()
    return rule


def _phases(reader: _Reader) -> tuple[str, ...]:
    found = reader.left.pop("phases", None)
    if isinstance(found, list):
        names = cast("list[object]", found)
        if names and all(isinstance(name, str) for name in names):
            return _known_phases(reader, tuple(str(name) for name in names))
    reader.wrong("phases", f"must be a list of phase names, found {found!r}")
    return ()


def _known_phases(reader: _Reader, names: tuple[str, ...]) -> tuple[str, ...]:
    """A misspelt phase would leave its gate open for ever; a phase that stands twice, a circle."""
    for name in names:
        if name not in [*Phase]:
            reader.wrong("phases", f"must be of {', '.join(Phase)}, found {name!r}")
    if len(set(names)) < len(names):
        reader.wrong("phases", "a phase stands twice")
    return names


def _rules(reader: _Reader) -> tuple[Rule, ...]:
    tables = reader.table("rule")
    if tables is None or not tables.left:
        reader.wrong("rule", "a pack needs at least one [rule.NAME] table")
        return ()
    found = {name: tables.table(name) for name in list(tables.left)}
    return tuple(_rule(name, table) for name, table in found.items() if table is not None)


def read_rulepack(text: str) -> RulePack:
    """Read a pack from its TOML text.

    Raises `RulePackMistakes` with every mistake; a TOML syntax error is the only one then.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RulePackMistakes([f"not TOML: {error}"]) from error
    mistakes: list[str] = []
    reader = _Reader("", raw, mistakes)
    pack = RulePack(
        pack=reader.text("pack"),
        version=reader.text("version"),
        title=reader.text("title"),
        source=reader.text("source"),
        effective=reader.day("effective"),
        notice_days=reader.number("notice_days", 15),
        phases=_phases(reader),
        silent_share=reader.fraction("silent_share", Fraction(1, 10)),
        rules=_rules(reader),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
    )
    reader.done()
    if mistakes:
        raise RulePackMistakes(mistakes)
    return pack
