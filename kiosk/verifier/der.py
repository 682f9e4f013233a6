# SPDX-License-Identifier: Apache-2.0
"""DER (X.690) read as far as signatures need it: definite lengths, one-byte tags, strictly."""

from __future__ import annotations

from dataclasses import dataclass

SEQUENCE, SET, INTEGER, OCTETS, OID, BITS = 0x30, 0x31, 0x02, 0x04, 0x06, 0x03
MOST_LENGTH_BYTES = 4


class Damaged(ValueError):
    """The bytes are no DER, or not of the form that was expected."""


@dataclass(frozen=True)
class Node:
    """One value: where it lies in `of`, its content, and itself with its head."""

    of: bytes
    tag: int
    start: int
    body: int
    end: int

    @property
    def content(self) -> bytes:
        return self.of[self.body : self.end]

    @property
    def whole(self) -> bytes:
        return self.of[self.start : self.end]


def read(of: bytes, at: int = 0, stop: int | None = None) -> Node:
    """The value that begins at `at`; Damaged when it does not end before `stop`."""
    stop = len(of) if stop is None else stop
    if at + 2 > stop:
        raise Damaged("cut off")
    tag, first = of[at], of[at + 1]
    body = at + 2
    if tag & 0x1F == 0x1F:
        raise Damaged("a tag of many bytes")
    if first >= 0x80:
        count = first & 0x7F
        if not 0 < count <= MOST_LENGTH_BYTES or body + count > stop:
            raise Damaged("a length without end")
        first = int.from_bytes(of[body : body + count], "big")
        if first < 0x80 or of[body] == 0:
            raise Damaged("a length written too long")
        body += count
    if body + first > stop:
        raise Damaged("cut off")
    return Node(of, tag, at, body, body + first)


def children(node: Node, tag: int | None = SEQUENCE) -> list[Node]:
    """The values inside; Damaged when it is another kind of value. `tag` None: of any kind."""
    if tag is not None and node.tag != tag:
        raise Damaged("another kind of value")
    found: list[Node] = []
    at = node.body
    while at < node.end:
        found.append(read(node.of, at, node.end))
        at = found[-1].end
    return found


def content(node: Node, tag: int) -> bytes:
    """The content of a value that must be of this kind."""
    if node.tag != tag:
        raise Damaged("another kind of value")
    return node.content


def integer(node: Node) -> int:
    held = content(node, INTEGER)
    if not held or (len(held) > 1 and held[0] == 0 and held[1] < 0x80):
        raise Damaged("an integer written too long")
    return int.from_bytes(held, "big", signed=True)


def exactly(node: Node, count: int, tag: int | None = SEQUENCE) -> list[Node]:
    """The values inside, which must be so many."""
    held = children(node, tag)
    if len(held) != count:
        raise Damaged("values of another form")
    return held
