# SPDX-License-Identifier: Apache-2.0
"""The text of a rule pack: as much of TOML as packs are written in, and nothing else.

Python 3.9 has no reader of TOML, and a guess here would let a hall be bound by another rule than
its pack says. So a text with anything in it that is not known here (a date, a literal string, a
dotted key, an array of tables) is not read at all, which a slip then says.
"""

from __future__ import annotations

import json
import re
from typing import Any

BLANK = re.compile(r"[ \t]*")
BLANKS = re.compile(r"(?:[ \t\n]|\r\n|#[^\n\x00-\x08\x0b-\x1f\x7f]*(?=\n|\Z))*")
END_OF_LINE = re.compile(r"[ \t]*(?:#[^\n\x00-\x08\x0b-\x1f\x7f]*)?(?:\n|\Z)")
STRING = re.compile(r'"(?:[^"\\\x00-\x08\x0a-\x1f\x7f]|\\["\\bfnrt]|\\u[0-9a-fA-F]{4})*"(?!")')
BARE = re.compile(r"[A-Za-z0-9_-]+")
WORD = re.compile(r"true|false|0|[1-9][0-9]{0,9}")
AFTER_WORD = re.compile(r"[A-Za-z0-9_.:+-]")
DEEPEST = 8

Table = dict[str, Any]


class Unreadable(ValueError):
    """The text holds what no pack is written in here."""


class _Text:
    def __init__(self, text: str) -> None:
        self.text = text.replace("\r\n", "\n")
        self.at = 0

    def skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self.at)
        if found is None:
            raise Unreadable
        self.at = found.end()

    def take(self, pattern: re.Pattern[str]) -> str:
        begin = self.at
        self.skip(pattern)
        return self.text[begin : self.at]

    def sees(self, mark: str) -> bool:
        """Whether this stands here; it is passed then."""
        if not self.text.startswith(mark, self.at):
            return False
        self.at += len(mark)
        return True

    def demand(self, mark: str) -> None:
        if not self.sees(mark):
            raise Unreadable


def pack_table(text: str) -> Table | None:
    """The tables of a pack; None where the text is not to be read."""
    try:
        return _document(_Text(text))
    except Unreadable:
        return None


def source_of(text: str) -> str:
    """What a pack says it is made after; empty where its text is not to be read."""
    found = (pack_table(text) or {}).get("source", "")
    return found if isinstance(found, str) else ""


def _document(text: _Text) -> Table:
    root: Table = {}
    opened = [root]
    inside = root
    text.skip(BLANKS)
    while text.at < len(text.text):
        if text.sees("["):
            inside = _header(text, root, opened)
        else:
            _pair(text, inside, 0)
        text.skip(END_OF_LINE)
        text.skip(BLANKS)
    return root


def _header(text: _Text, root: Table, opened: list[Table]) -> Table:
    """The table that a header begins; none stands twice, and none goes on inside a value."""
    names = [_key(text)]
    while text.sees("."):
        names.append(_key(text))
    text.demand("]")
    table = root
    for name in names[:-1]:
        table = table.setdefault(name, _new(opened, name not in table))
        if not any(table is one for one in opened):
            raise Unreadable
    if names[-1] in table:
        raise Unreadable
    table[names[-1]] = _new(opened, True)
    return table[names[-1]]


def _new(opened: list[Table], counts: bool) -> Table:
    found: Table = {}
    opened += [found] * counts
    return found


def _pair(text: _Text, table: Table, depth: int) -> None:
    name = _key(text)
    text.demand("=")
    text.skip(BLANK)
    if name in table:
        raise Unreadable
    table[name] = _value(text, depth)


def _key(text: _Text) -> str:
    text.skip(BLANK)
    quoted = text.text.startswith('"', text.at)
    name = _string(text) if quoted else text.take(BARE)
    text.skip(BLANK)
    return name


def _string(text: _Text) -> str:
    found: str = json.loads(text.take(STRING), strict=False)
    if any("\ud800" <= sign <= "\udfff" for sign in found):
        raise Unreadable
    return found


def _value(text: _Text, depth: int) -> Any:
    if depth > DEEPEST:
        raise Unreadable
    if text.sees("["):
        return _array(text, depth + 1)
    if text.sees("{"):
        return _inline(text, depth + 1)
    if text.text.startswith('"', text.at):
        return _string(text)
    word = text.take(WORD)
    if AFTER_WORD.match(text.text, text.at):
        raise Unreadable
    return {"true": True, "false": False}.get(word, word) if word.isalpha() else int(word)


def _array(text: _Text, depth: int) -> list[Any]:
    found: list[Any] = []
    text.skip(BLANKS)
    while not text.sees("]"):
        found.append(_value(text, depth))
        text.skip(BLANKS)
        if not text.sees(","):
            text.demand("]")
            break
        text.skip(BLANKS)
    return found


def _inline(text: _Text, depth: int) -> Table:
    """On one line, without a comma after its last pair."""
    found: Table = {}
    text.skip(BLANK)
    if text.sees("}"):
        return found
    _pair(text, found, depth)
    text.skip(BLANK)
    while not text.sees("}"):
        text.demand(",")
        _pair(text, found, depth)
        text.skip(BLANK)
    return found
