# SPDX-License-Identifier: Apache-2.0
"""What the book holds beside its own word, and whether it bears that out (bundle.md §15).

Each press has the bytes that came over the wire; a base that was drained gave its own table; an
outcome is told in sentences with figures. None of them makes a result, each can contradict one.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from kiosk.verifier.chain import Entry
from kiosk.verifier.sentence import Sentence, sentence

HVM1 = "hvm1"
RECORD = struct.Struct(">2H2BHI2BH")
PRESSED, RETRACTED = 1, 3
COUNTED_TO = 16


def _keys(byte: int) -> list[int]:
    """One bit an option, option 1 the lowest."""
    return [at + 1 for at in range(8) if byte >> at & 1]


def _table() -> tuple[int, ...]:
    """CRC-16/MODBUS of each byte: polynomial A001h, reflected."""
    found: list[int] = []
    for byte in range(256):
        crc = byte
        for _ in range(8):
            crc = crc >> 1 ^ 0xA001 if crc & 1 else crc >> 1
        found.append(crc)
    return tuple(found)


CRC_OF = _table()
KEYS_OF = [_keys(byte) for byte in range(256)]


def crc16(content: bytes) -> int:
    """CRC-16/MODBUS."""
    crc = 0xFFFF
    for byte in content:
        crc = crc >> 8 ^ CRC_OF[crc & 0xFF ^ byte]
    return crc


@dataclass
class Witnesses:
    """`read` and `unread` count the presses whose bytes are known here, and the others.

    `found` is what each base said it is, `labels` what it adds to the keypad's number on the wire.
    `drained` holds the tables of each poll by base, `tables` and `told` count those and the
    computations that were compared.
    """

    found: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    protocols: dict[str, str] = field(default_factory=dict)
    labels: dict[str, int] = field(default_factory=dict)
    drained: dict[int, dict[str, dict[str, Any]]] = field(default_factory=dict)
    read: int = 0
    unread: int = 0
    tables: int = 0
    told: int = 0

    def find(self, of: dict[str, Any]) -> None:
        """A base says which protocol it speaks; another one in its place has labels of its own."""
        base, what = of.get("base", ""), (of.get("identity"), of.get("first_keypad"))
        if self.found.get(base) != what:
            self.labels.pop(base, None)
        self.found[base], self.protocols[base] = what, of.get("protocol", "")

    def drain(self, of: dict[str, Any]) -> None:
        self.drained.setdefault(of.get("poll", 0), {})[of.get("base", "")] = of

    def press(self, press: dict[str, Any]) -> Iterator[Sentence]:
        """The bytes of a press against what the book took from them."""
        if self.protocols.get(press["base"]) != HVM1 or press.get("raw", "") == "":
            self.unread += 1
            return
        self.read += 1
        found = _of_the_wire(press)
        label = press["keypad"] - found[0] if found else 0
        if found is None or self.labels.setdefault(press["base"], label) != label:
            yield sentence(
                "the bytes {raw} of the press of keypad {keypad} are no such press of its base",
                raw=str(press.get("raw", ""))[:64],
                keypad=press["keypad"],
            )


def _of_the_wire(press: dict[str, Any]) -> tuple[int] | None:
    """The keypad's number in an HVM-1 record that says what the press says; None for another."""
    raw = press.get("raw", "")
    try:
        held = bytes.fromhex(raw)
        sequence, keypad, kind, key, session, made, _, _, crc = RECORD.unpack(held)
    except (TypeError, ValueError, struct.error):
        return None
    told = (press.get("sequence"), press["session"] or 0, press["made_ms"])
    if told != (sequence, session, made):
        return None
    if press.get("masked", False):
        return (keypad,) if (kind, key, crc) == (0, 0, 0) else None
    if kind not in (PRESSED, RETRACTED) or crc != crc16(held[:-2]):
        return None
    return (keypad,) if press["keys"] == (KEYS_OF[key] if kind == PRESSED else []) else None


# ---- the table of a base -------------------------------------------------------------------------


def rows(
    drained: dict[str, Any], presses: Iterable[Entry], *, last: bool
) -> Iterator[tuple[int, int, list[int]]]:
    """The rows of a table that no cut through the late presses explains: keypad, count, keys."""
    by_keypad: dict[int, list[tuple[int, list[int], bool]]] = {}
    for entry in presses:
        press = entry.of["press"]
        if (press["base"], press["session"]) == (drained["base"], drained["session"]):
            order = press.get("sequence")
            place = press["heard_ns"] if order is None else order
            late = entry.of.get("reason") == "late"
            by_keypad.setdefault(press["keypad"], []).append((place, press["keys"], late))
    table = {keypad: (count, keys) for keypad, count, keys in drained["table"]}
    for keypad in sorted(table.keys() | by_keypad.keys()):
        count, keys = table.get(keypad, (0, []))
        heard = sorted(by_keypad.get(keypad, []), key=lambda one: one[0])
        if not _explained(heard, count, keys, last=last):
            yield keypad, count, keys


def _explained(
    heard: list[tuple[int, list[int], bool]], count: int, keys: list[int], *, last: bool
) -> bool:
    on_time = len(heard)
    while on_time and heard[on_time - 1][2]:
        on_time -= 1
    cuts = [heard[:n] for n in range(on_time, len(heard) + 1)]
    standing = [(len(cut) % COUNTED_TO, cut[-1 if last else 0][1] if cut else []) for cut in cuts]
    return (count, keys) in standing
