"""Which two Chinese characters are a word, so that no line of a title ends between them.

This is no dictionary that cuts a text into words. A break is only asked whether the character
before it and the one after it are a word of two; where they are, the line ends a little sooner.
What the list does not know breaks as before.
"""

from functools import cache

from kiosk.assets import asset


def is_word(before: str, after: str) -> bool:
    """Whether these two characters are a word in the list."""
    return after in _pairs().get(before, "")


@cache
def _pairs() -> dict[str, str]:
    """The second characters of each first one."""
    found = {line[0]: line[1:] for line in _lines("lexicon/pairs.txt")}
    for word in _lines("lexicon/own.txt"):
        found[word[0]] = found.get(word[0], "") + word[1]
    return found


def _lines(name: str) -> list[str]:
    return asset(name).read_text(encoding="utf-8").split()
