# SPDX-License-Identifier: Apache-2.0
"""The command line of the verifier.

Exit codes: 0 every check that ran held, 1 a check failed, 2 the input cannot be used.
"""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path
from typing import NoReturn, TextIO

from kiosk.verifier.anchor import typed_anchor
from kiosk.verifier.anchoring import Typed
from kiosk.verifier.bookfile import read_input
from kiosk.verifier.checks import verify
from kiosk.verifier.document import document
from kiosk.verifier.head import typed_fingerprint, typed_head
from kiosk.verifier.sentence import Sentence, Unusable, sentence
from kiosk.verifier.slip import slip
from kiosk.verifier.words import LANGUAGES, say

TRUE, FALSE, UNUSABLE = 0, 1, 2
EXAMPLE = (
    "example: python3 verifier.pyz bundle.zip "
    "--head 'd45f67f0-12 a7c0ca3f-57 …' --fingerprint 'ABCD EF01 2345 6789'"
)


class Arguments(argparse.Namespace):
    bundle: Path
    head: str | None
    fingerprint: str | None
    anchor: str | None
    json: bool
    lang: str


class Parser(argparse.ArgumentParser):
    """argparse, but a mistake is one line in the notary's language."""

    def error(self, message: str) -> NoReturn:
        raise Unusable(
            sentence(
                "unusable command line: {why}; it is: verifier.pyz BUNDLE [--head HEX] "
                "[--fingerprint HEX] [--anchor TEXT] [--json] [--lang zh|en]",
                why=message,
            )
        )


def main(arguments: list[str]) -> int:
    """Verify as the arguments say; the slip or document goes to stdout, a complaint to stderr."""
    for stream in (sys.stdout, sys.stderr):
        _never_fail_to_write(stream)
    language = "en" if _asked_for_english(arguments) else "zh"
    try:
        asked = _parser().parse_args(arguments, namespace=Arguments())
        typed = Typed(
            head=None if asked.head is None else typed_head(asked.head),
            fingerprint=(
                None if asked.fingerprint is None else typed_fingerprint(asked.fingerprint)
            ),
            anchor=None if asked.anchor is None else typed_anchor(asked.anchor),
        )
        reading = verify(read_input(asked.bundle), typed)
    except Unusable as fault:
        return _complain(fault.said, language)
    except MemoryError:
        said = sentence("the bundle is too large for the memory of this computer")
        return _complain(said, language)
    render = document if asked.json else slip
    sys.stdout.write(render(reading, asked.lang))
    return TRUE if reading.true else FALSE


def _complain(said: Sentence, language: str) -> int:
    sys.stderr.write(say(sentence("unusable: {said}", said=said), language) + "\n")
    return UNUSABLE


def _asked_for_english(arguments: list[str]) -> bool:
    """Known before the arguments are understood, for complaints about them."""
    return "--lang=en" in arguments or "--lang en" in " ".join(arguments)


def _never_fail_to_write(stream: TextIO) -> None:
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")


def _parser() -> Parser:
    parser = Parser(
        prog="verifier.pyz",
        allow_abbrev=False,
        description="Recompute a meeting's book from its bundle.",
        epilog=EXAMPLE,
    )
    what = "the .zip from the kiosk, or the book itself"
    parser.add_argument("bundle", type=Path, metavar="BUNDLE", help=what)
    parser.add_argument("--head", metavar="HEX", help="a head printed on paper, as it is printed")
    parser.add_argument("--fingerprint", metavar="HEX", help="the key's fingerprint on paper")
    parser.add_argument("--anchor", metavar="TEXT", help="the text of a QR anchor on paper")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of a slip")
    parser.add_argument("--lang", choices=LANGUAGES, default="zh", help="zh (default) or en")
    return parser
