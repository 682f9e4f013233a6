"""Finding a delegate at the desk: by number, by name, by Pinyin or its initials.

A clerk types what a person says: 王建国 is found by 建国, wjg, wangj, jianguo or the number.
Characters with several readings are kept under all of them (单 is shan and dan), since a surname is
often read in a way that no dictionary puts first; ü is typed v. Points and blanks between the parts
of a name are not typed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product

from pypinyin import Style, pinyin

MOST_FOUND = 8
WORD = re.compile(r"[^\W_]+")
MOST_READINGS = 24
"""So many readings of one name are kept; two characters with four each are sixteen."""


@dataclass(frozen=True, slots=True)
class _Known:
    number: int
    name: str
    readings: tuple[str, ...]
    initials: tuple[str, ...]
    tails: tuple[str, ...]
    """The readings again, from each further part of the name on."""


class NameIndex:
    """The names of a roll, ready to be searched at every key."""

    def __init__(self, names: Mapping[int, str]) -> None:
        self._known = [_known(number, name) for number, name in sorted(names.items())]

    def find(self, typed: str, *, most: int = MOST_FOUND) -> tuple[int, ...]:
        """The numbers that fit what was typed, the best first; none for an empty text."""
        text = "".join(typed.split()).lower()
        if not text:
            return ()
        ranked = [
            (rank, one.number) for one in self._known if (rank := _rank(one, text)) is not None
        ]
        return tuple(number for _, number in sorted(ranked)[:most])


def the_one(typed: str, names: Iterable[str]) -> str:
    """The name that is meant, written out or by its pinyin; what was typed for none or several.

    So a word of a short list is written by touch, where no finger writes Chinese.
    """
    known = dict(enumerate(dict.fromkeys(names), start=1))
    if typed in known.values() or not typed.isascii() or not typed.isalpha():
        return typed
    found = NameIndex(known).find(typed, most=2)
    return known[found[0]] if len(found) == 1 else typed


def _known(number: int, name: str) -> _Known:
    readings = tuple(islice(product(*_parts(name)), MOST_READINGS))
    tails = (syllables[at:] for syllables in readings for at in range(1, len(syllables)))
    return _Known(
        number,
        name.lower(),
        _joined(readings),
        tuple(dict.fromkeys("".join(s[:1] for s in syllables).lower() for syllables in readings)),
        _joined(tails),
    )


def _parts(name: str) -> Iterator[list[str]]:
    """Each syllable in all its readings; words of letters as they are, points left out."""
    for spoken in pinyin(name, style=Style.NORMAL, heteronym=True, v_to_u=False):
        words = WORD.findall(spoken[0])
        if words == spoken[:1]:
            yield spoken
        else:
            yield from ([word] for word in words)


def _joined(readings: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys("".join(syllables).lower() for syllables in readings))


def _rank(one: _Known, text: str) -> int | None:
    """How well a name fits, 0 best; None when it does not."""
    fits = (
        str(one.number) == text or one.name == text,
        one.name.startswith(text),
        text in one.initials,
        text in one.name,
        any(initials.startswith(text) for initials in one.initials),
        any(reading.startswith(text) for reading in one.readings),
        str(one.number).startswith(text),
        len(text) > 1 and any(text in initials for initials in one.initials),
        len(text) > 1 and any(tail.startswith(text) for tail in one.tails),
    )
    return next((rank for rank, fit in enumerate(fits) if fit), None)
