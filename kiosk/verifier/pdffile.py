# SPDX-License-Identifier: Apache-2.0
"""A PDF file read as far as a signed paper of the hall needs it: its last signature, its record.

    the last `startxref` → cross-reference tables, newest first → the trailer's /Root
      → /AcroForm /Fields → the fields that are signed → /ByteRange, and where /Contents stands
      → /Names /EmbeddedFiles → the record, inflated

The file may come from anyone, so nothing in it is believed: an offset is looked at before it is
followed, a loop ends after so many steps, nesting and sizes have a limit, and what is not of the
form that the hall writes (classic tables, no object streams, no encryption) is `Damaged` in a few
words. A scan for the text `/ByteRange` would be fooled by one inside a stream or a comment.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import Any, cast

HEADER = b"%PDF-1."
MOST_REVISIONS = 64
MOST_OBJECTS = 2_000_000
MOST_DEPTH = 40
MOST_MEMBERS = 200_000
MOST_FIELDS = 1000
MOST_RECORD = 64 * 2**20
TAIL = 2048

Reference = tuple[int, int]
_SPACE = rb"(?:[\0\t\n\f\r ]|%[^\r\n]*[\r\n])*"
_BLANK = re.compile(_SPACE)
_TOKEN = re.compile(rb"<<|>>|[\[\]]|/[^\0\t\n\f\r ()<>\[\]{}/%]*|[^\0\t\n\f\r ()<>\[\]{}/%]+")
_REFERENCE = re.compile(
    rb"(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>\[\]{}/%])"
)
_NUMBER = re.compile(rb"[+-]?\d{1,12}")
_OBJECT = re.compile(rb"(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+obj")
_SECTION = re.compile(rb"[\0\t\n\f\r ]*(\d{1,10}) (\d{1,10})[ ]*\r?\n")
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])(?: \r| \n|\r\n)")
_WORDS: dict[bytes, Any] = {b"null": None, b"true": True, b"false": False}
_START = re.compile(rb"startxref[\r\n ]+(\d{1,12})[\r\n ]+%%EOF")


class Damaged(ValueError):
    """The file is not of the form that the hall writes; the text says what."""


@dataclass(frozen=True)
class Name:
    text: str


@dataclass(frozen=True)
class Ref:
    number: int
    generation: int


@dataclass(frozen=True)
class Text:
    """A string, and where it stands in the file with its brackets."""

    held: bytes
    start: int
    end: int


@dataclass(frozen=True)
class Stream:
    head: dict[str, Any]
    start: int


@dataclass(frozen=True)
class Signature:
    """A signed field: its name, the four numbers of its range, and where its contents stand."""

    field: str
    span: tuple[int, int, int, int]
    contents: Text


class PdfFile:
    """One file, its objects found through its tables."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        if not content.startswith(HEADER):
            raise Damaged("it does not begin as a PDF file")
        starts = _START.findall(content, max(0, len(content) - TAIL))
        if not starts:
            raise Damaged("its end is cut off")
        self._offsets: dict[int, int] = {}
        self.tables: list[int] = []
        self.trailer = self._read_tables(int(starts[-1]))
        if "Encrypt" in self.trailer:
            raise Damaged("it is encrypted")

    # ---- tables ------------------------------------------------------------------------------

    def _read_tables(self, at: int) -> dict[str, Any]:
        newest: dict[str, Any] | None = None
        while True:
            if at in self.tables or len(self.tables) >= MOST_REVISIONS:
                raise Damaged("its tables run in a circle")
            self.tables.append(at)
            trailer = self._read_table(at)
            newest = trailer if newest is None else newest
            previous = trailer.get("Prev")
            if previous is None:
                return newest
            if type(previous) is not int:
                raise Damaged("a table names no other")
            at = previous

    def _read_table(self, at: int) -> dict[str, Any]:
        if not 0 <= at < len(self.content) or not self.content.startswith(b"xref", at):
            raise Damaged("there is no table where the file says")
        at += 4
        while section := _SECTION.match(self.content, at):
            first, count = int(section.group(1)), int(section.group(2))
            at = section.end()
            if first + count > MOST_OBJECTS:
                raise Damaged("too many objects")
            for number in range(first, first + count):
                entry = _ENTRY.match(self.content, at)
                if entry is None:
                    raise Damaged("a table is cut off")
                at = entry.end()
                where = int(entry.group(1)) if entry.group(3) == b"n" else -1
                self._offsets.setdefault(number, where)
        at = _blank(self.content, at)
        if not self.content.startswith(b"trailer", at):
            raise Damaged("a table has no trailer")
        trailer, _ = _value(self.content, at + len(b"trailer"), 0)
        return _dictionary(trailer)

    # ---- objects -----------------------------------------------------------------------------

    def resolved(self, value: Any) -> Any:
        """The object itself where a reference stands."""
        for _ in range(MOST_DEPTH):
            if not isinstance(value, Ref):
                return value
            value = self._object(value)
        raise Damaged("references run in a circle")

    def _object(self, ref: Ref) -> Any:
        at = self._offsets.get(ref.number, -1)
        if at < 0:
            return None
        head = _OBJECT.match(self.content, at)
        if head is None or (int(head.group(1)), int(head.group(2))) != (ref.number, ref.generation):
            raise Damaged("an object is not where the table says")
        value, at = _value(self.content, head.end(), 0)
        at = _blank(self.content, at)
        if not self.content.startswith(b"stream", at):
            return value
        at += len(b"stream")
        at += 2 if self.content.startswith(b"\r\n", at) else 1
        return Stream(_dictionary(value), at)

    def at_path(self, *names: str) -> Any:
        """What stands under these names from the catalogue on; None where one is missing."""
        value = self.resolved(self.trailer.get("Root"))
        for name in names:
            if type(value) is not dict:
                return None
            value = self.resolved(_dictionary(value).get(name))
        return value

    # ---- what a paper holds ------------------------------------------------------------------

    def signatures(self) -> list[Signature]:
        """The signed fields in the order in which their signed bytes end."""
        fields = _listed(self.at_path("AcroForm", "Fields") or [])
        if fields is None or len(fields) > MOST_FIELDS:
            raise Damaged("its form has no fields")
        found = [self._signature(_dictionary(self.resolved(field))) for field in fields]
        return sorted((one for one in found if one), key=lambda one: one.span[2] + one.span[3])

    def _signature(self, field: dict[str, Any]) -> Signature | None:
        if field.get("FT") != Name("Sig") or self.resolved(field.get("V")) is None:
            return None
        held = _dictionary(self.resolved(field["V"]))
        span, contents = _listed(self.resolved(held.get("ByteRange"))), held.get("Contents")
        if span is None or len(span) != 4 or any(type(n) is not int for n in span):
            raise Damaged("a signature says not what it covers")
        if not isinstance(contents, Text):
            raise Damaged("a signature is empty")
        if held.get("SubFilter") != Name("ETSI.CAdES.detached"):
            raise Damaged("a signature of another kind")
        name = field.get("T")
        said = name.held.decode("latin-1") if isinstance(name, Text) else ""
        return Signature(said, (span[0], span[1], span[2], span[3]), contents)

    def attached(self, name: bytes) -> bytes | None:
        """The bytes of the attachment of this name; None when there is none."""
        names = _listed(self.at_path("Names", "EmbeddedFiles", "Names"))
        if names is None:
            return None
        for at in range(0, len(names) - 1, 2):
            key = names[at]
            if isinstance(key, Text) and key.held == name:
                spec = _dictionary(self.resolved(names[at + 1]))
                held = _dictionary(self.resolved(spec.get("EF"))).get("F")
                return self._inflated(self.resolved(held))
        return None

    def _inflated(self, stream: Any) -> bytes:
        if not isinstance(stream, Stream):
            raise Damaged("an attachment is no stream")
        length = self.resolved(stream.head.get("Length"))
        if type(length) is not int or not 0 <= length <= len(self.content) - stream.start:
            raise Damaged("an attachment is cut off")
        raw = self.content[stream.start : stream.start + length]
        kind = self.resolved(stream.head.get("Filter"))
        filters = _listed(kind)
        if filters is not None and len(filters) == 1:
            kind = filters[0]
        if kind is None:
            return raw
        if kind != Name("FlateDecode"):
            raise Damaged("an attachment is packed in an unknown way")
        try:
            unpacking = zlib.decompressobj()
            held = unpacking.decompress(raw, MOST_RECORD)
        except zlib.error as fault:
            raise Damaged("an attachment cannot be unpacked") from fault
        if unpacking.unconsumed_tail:
            raise Damaged("an attachment is too large")
        return held


def _blank(of: bytes, at: int) -> int:
    blank = _BLANK.match(of, at)
    return blank.end() if blank is not None else at


def _listed(value: Any) -> list[Any] | None:
    """An array as such, None for any other value."""
    return cast("list[Any]", value) if type(value) is list else None


def _dictionary(value: Any) -> dict[str, Any]:
    if isinstance(value, Stream):
        return value.head
    if type(value) is not dict:
        raise Damaged("something else stands where a dictionary must")
    return cast("dict[str, Any]", value)


def _value(of: bytes, at: int, depth: int) -> tuple[Any, int]:
    """The value at `at` and where it ends."""
    if depth > MOST_DEPTH:
        raise Damaged("nested too deep")
    at = _blank(of, at)
    if of.startswith(b"(", at):
        return _literal(of, at)
    if of.startswith(b"<", at) and not of.startswith(b"<<", at):
        return _hexadecimal(of, at)
    reference = _REFERENCE.match(of, at)
    if reference is not None:
        return Ref(int(reference.group(1)), int(reference.group(2))), reference.end()
    return _from_token(of, at, depth)


def _from_token(of: bytes, at: int, depth: int) -> tuple[Any, int]:
    token = _TOKEN.match(of, at)
    if token is None:
        raise Damaged("a value is missing")
    word, end = token.group(), token.end()
    if word == b"<<":
        return _members(of, end, depth)
    if word == b"[":
        return _array(of, end, depth)
    if word in (b">>", b"]"):
        raise Damaged("a bracket closes what was not open")
    return _plain(word), end


def _plain(word: bytes) -> Any:
    """A name, an integer, one of the three words; any other word as it stands."""
    if word[:1] == b"/":
        return Name(_name(word[1:]))
    if _NUMBER.fullmatch(word):
        return int(word)
    return _WORDS.get(word, word.decode("latin-1"))


def _members(of: bytes, at: int, depth: int) -> tuple[dict[str, Any], int]:
    found: dict[str, Any] = {}
    while True:
        at = _blank(of, at)
        if of.startswith(b">>", at):
            return found, at + 2
        name, at = _value(of, at, depth + 1)
        if not isinstance(name, Name) or name.text in found or len(found) > MOST_MEMBERS:
            raise Damaged("a dictionary names a member twice, or none")
        found[name.text], at = _value(of, at, depth + 1)


def _array(of: bytes, at: int, depth: int) -> tuple[list[Any], int]:
    found: list[Any] = []
    while True:
        at = _blank(of, at)
        if of.startswith(b"]", at):
            return found, at + 1
        member, at = _value(of, at, depth + 1)
        found.append(member)
        if len(found) > MOST_MEMBERS:
            raise Damaged("an array without end")


def _name(word: bytes) -> str:
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes([int(code.group(1), 16)]), word)
    return plain.decode("latin-1")


def _hexadecimal(of: bytes, at: int) -> tuple[Text, int]:
    end = of.find(b">", at)
    if end < 0:
        raise Damaged("a string without end")
    try:
        held = bytes.fromhex(of[at + 1 : end].decode("ascii"))
    except ValueError as fault:
        raise Damaged("a string that is not hexadecimal") from fault
    return Text(held, at, end + 1), end + 1


_ESCAPED = {ord("n"): 10, ord("r"): 13, ord("t"): 9, ord("b"): 8, ord("f"): 12}


def _literal(of: bytes, at: int) -> tuple[Text, int]:
    held, depth, here = bytearray(), 1, at + 1
    while here < len(of):
        code = of[here]
        if code == ord("\\"):
            octal = re.compile(rb"[0-7]{1,3}").match(of, here + 1)
            if octal is not None:
                held.append(int(octal.group(), 8) & 0xFF)
                here = octal.end()
                continue
            follows = of[here + 1 : here + 2]
            if follows not in (b"\r", b"\n", b""):
                held.append(_ESCAPED.get(follows[0], follows[0]))
            here += 2
            continue
        depth += (code == ord("(")) - (code == ord(")"))
        here += 1
        if depth == 0:
            return Text(bytes(held), at, here), here
        held.append(code)
    raise Damaged("a string without end")
