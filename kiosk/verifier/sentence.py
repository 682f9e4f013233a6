# SPDX-License-Identifier: Apache-2.0
"""What the verifier says, before it is put into a language: an English msgid and its arguments."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Arguments = dict[str, Any]


@dataclass(frozen=True)
class Sentence:
    msgid: str
    args: Arguments = field(default_factory=dict)


def sentence(msgid: str, /, **args: object) -> Sentence:
    return Sentence(msgid, dict(args))


class Unusable(Exception):
    """The input allows no verdict at all (exit 2): what, where, and what would be right."""

    def __init__(self, said: Sentence) -> None:
        super().__init__(said.msgid)
        self.said = said


class Broken(Exception):
    """The book cannot be read past this entry: `check` failed and nothing follows from here."""

    def __init__(self, check: str, said: Sentence) -> None:
        super().__init__(said.msgid)
        self.check = check
        self.said = said
