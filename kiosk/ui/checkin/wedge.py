"""A scanner that types: keystrokes with their times in, codes out; without Qt.

A keyboard wedge types a pass into whatever has the focus, key by key and Enter behind it, a few
milliseconds apart. People type there as well, and an input method of the desk's system may turn
letters into others on the way. So three questions are asked of what stands before an Enter:

    was it typed by a machine?   on an average at most 35 ms a key, and a pass is no short word
    did an input method meddle?  full-width letters and small ones are turned back, for that loses
                                 nothing; any other foreign letter means that text was replaced, and
                                 the clerk is told what to do
    is it a pass at all?         Base32, or a keypad's label, or it is the bar code of a bottle

A scanner without an Enter is closed by a rest of 300 ms (`rest`), and what a person typed before a
burst is cut off by the same rest. What is kept is bounded; a longer flood is dropped to its end.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

MS = 1_000_000
REST_NS = 300 * MS
SCANNER_NS = 35 * MS
SHORTEST = 8
LONGEST = 2048
ENTER = frozenset("\r\n")
WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
PASS = re.compile(r"(?:\]Q[0-6])?([A-Z2-7]{8,}|KEYPAD[0-9]{1,5})")
PAPER = re.compile(r"(?:\]Q[0-6])?(KIOSK:A1:[0-9A-Z $%*+./:-]+)")


class Spoilt(StrEnum):
    """Why a scan gave no code."""

    INPUT_METHOD = "input_method"
    NO_PASS = "no_pass"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Code:
    """A scan."""

    text: str


@dataclass(frozen=True, slots=True)
class Garbled:
    """A scan that gave no code, and why."""

    why: Spoilt


@dataclass(frozen=True, slots=True)
class Typed:
    """A person's line."""

    text: str


Line = Code | Garbled | Typed


class Wedge:
    """One keyboard; times are nanoseconds of one clock, whichever it is."""

    def __init__(self) -> None:
        self._text = ""
        self._keys = 0
        self._first_ns = self._last_ns = 0

    def key(self, text: str, now_ns: int) -> Line | None:
        """Take what one key (or one committed text) gave; return the line that Enter closes."""
        if text in ENTER:
            return self._close()
        if self._keys and now_ns - self._last_ns > REST_NS:
            self._forget()
        self._first_ns = self._first_ns if self._keys else now_ns
        self._last_ns = now_ns
        self._keys += 1
        if len(self._text) <= LONGEST:
            self._text = (self._text + text)[: LONGEST + 1]
        return None

    def rest(self) -> Line | None:
        """No key for `REST_NS`: a scan without an Enter is whole now, a person's line is not."""
        line = self._close()
        return None if isinstance(line, Typed) else line

    def _close(self) -> Line | None:
        text, fast = self._text, self.is_fast
        self._forget()
        if not text:
            return None
        return scanned(text) if fast else Typed(text)

    @property
    def is_fast(self) -> bool:
        """Whether what is held so far was typed by a machine."""
        enough = len(self._text) >= SHORTEST
        return enough and self._last_ns - self._first_ns <= SCANNER_NS * (self._keys - 1)

    def _forget(self) -> None:
        self._text, self._keys = "", 0


def scanned(text: str) -> Line:
    """What a text is that a machine typed: a pass, the label of a keypad, or why it is neither."""
    if len(text) > LONGEST:
        return Garbled(Spoilt.TOO_LONG)
    plain = text.translate(WIDE).upper()
    if found := PASS.fullmatch(plain) or PAPER.fullmatch(plain):
        return Code(found[1])
    return Garbled(Spoilt.NO_PASS if plain.isascii() else Spoilt.INPUT_METHOD)
