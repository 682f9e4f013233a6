"""Reading a scene line: words, quoted texts, numbers, ranges, times; every mistake has a place.

A scene is for people who are not programmers, so a mistake says what stands there, in which line
and column, and what would be right.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from kiosk.faults import UnusableInput

TOKEN = re.compile(r'"(?P<text>[^"]*)"|(?P<comment>#.*)|(?P<arrow>=>)|(?P<word>[^\s"#]+)')
TIME = re.compile(r"(\d+(?:\.\d+)?)(ms|s|min)")
RANGE = re.compile(r"([0-9]{1,9})(?:\.\.([0-9]{1,9}))?")
MOST = 65_535
SCALE = {"ms": 1_000_000, "s": 1_000_000_000, "min": 60_000_000_000}
Said = dict[str, object]
"""What the words of a line carry."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word or quoted text of a line, and the column (from 1) it begins in."""

    said: str
    quoted: bool
    column: int


class SceneMistake(UnusableInput):
    """A line of a scene that cannot be read."""

    def __init__(self, path: Path, line: int, column: int, *, what: str, right: str) -> None:
        super().__init__(
            "{problem}", where=f"{path}:{line}:{column}", cure="{right}", problem=what, right=right
        )


class Line:
    """The words of one line, read from left to right."""

    def __init__(self, path: Path, number: int, text: str) -> None:
        self.path = path
        self.row = number
        self.content = text
        self.tokens = list(self._tokens(text))
        self.at = 0

    def _tokens(self, text: str) -> list[Token]:
        found: list[Token] = []
        for match in TOKEN.finditer(text):
            if match["comment"] is None:
                quoted = match["text"] is not None
                said = match["text"] if quoted else match[0]
                found.append(Token(said, quoted, match.start() + 1))
        return found

    @property
    def empty(self) -> bool:
        return not self.tokens

    @property
    def more(self) -> bool:
        """True while words are left."""
        return self.at < len(self.tokens)

    def mistake(self, what: str, right: str, token: Token | None = None) -> SceneMistake:
        column = token.column if token is not None else len(self.content.rstrip()) + 1
        return SceneMistake(self.path, self.row, column, what=what, right=right)

    def find(self, said: object) -> Token | None:
        """Where this was said last."""
        return next((token for token in reversed(self.tokens) if token.said == said), None)

    def next(self, right: str) -> Token:
        """The next token; `right` says what belongs here."""
        if not self.more:
            raise self.mistake("the line ends here", f"expected {right}")
        self.at += 1
        return self.tokens[self.at - 1]

    def word(self, right: str) -> str:
        token = self.next(right)
        if token.quoted:
            raise self.mistake(f'"{token.said}" is a text', f"expected {right}", token)
        return token.said

    def text(self, right: str) -> str:
        token = self.next(right)
        if not token.quoted:
            raise self.mistake(f"{token.said} has no quotes", f'expected {right} in "…"', token)
        return token.said

    def one_of(self, allowed: tuple[str, ...]) -> str:
        right = "one of " + ", ".join(allowed)
        token = self.next(right)
        if token.quoted or token.said not in allowed:
            raise self.mistake(f"{token.said} is not known here", f"expected {right}", token)
        return token.said

    def maybe(self, *words: str) -> str | None:
        """The next word if it is one of these, else None and nothing is taken."""
        token = self.tokens[self.at] if self.more else None
        if token is None or token.quoted or token.said not in words:
            return None
        self.at += 1
        return token.said

    def number(self, right: str) -> int:
        token = self.next(right)
        if token.quoted or not token.said.isascii() or not token.said.isdigit():
            raise self.mistake(f"{token.said} is no number", f"expected {right}", token)
        if len(token.said) > 9 or int(token.said) > MOST:
            raise self.mistake(
                f"{token.said} is too much", f"expected {right}, at most {MOST}", token
            )
        return int(token.said)

    def time_ns(self, right: str) -> int:
        """A time such as 3s, 200ms, 2min."""
        token = self.next(right)
        match = TIME.fullmatch(token.said)
        if token.quoted or match is None:
            raise self.mistake(
                f"{token.said} is no time", f"expected {right} such as 3s, 200ms, 2min", token
            )
        return round(float(match[1]) * SCALE[match[2]])

    def numbers(self, right: str) -> tuple[int, ...]:
        """Numbers and ranges: 1..60 or 5 or 1..3,7,9..12."""
        token = self.next(right)
        found: list[int] = []
        for part in token.said.split(","):
            match = RANGE.fullmatch(part)
            if token.quoted or match is None:
                raise self.mistake(
                    f"{token.said} is no range", f"expected {right} such as 5 or 1..60,70", token
                )
            first, last = int(match[1]), int(match[2] or match[1])
            if not 1 <= first <= last <= MOST:
                raise self.mistake(
                    f"{part} counts nothing", f"expected {right} from 1 up to {MOST}", token
                )
            found.extend(range(first, last + 1))
        return tuple(found)

    def end(self) -> None:
        """Nothing may follow."""
        if self.more:
            token = self.tokens[self.at]
            raise self.mistake(f"{token.said} is too much", "expected the end of the line", token)
