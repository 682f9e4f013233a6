"""The mirror (副本) as the meeting knows it: one of two copies of its book."""

from enum import StrEnum


class Medium(StrEnum):
    """How the meeting stands to its second medium; FORGONE: two officers go on without it."""

    LEVEL = "level"
    LOST = "lost"
    FORGONE = "forgone"


class Copies(StrEnum):
    """What came of comparing book and mirror (双备份一致); OFF: the hall has no second medium."""

    OK = "ok"
    DIFFERS = "differs"
    LOST = "lost"
    FORGONE = "forgone"
    OFF = "off"
