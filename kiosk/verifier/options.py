# SPDX-License-Identifier: Apache-2.0
"""What may stand on the command line, its help, and what is wrong with it, in both languages."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kiosk.verifier.sentence import Sentence, Unusable, sentence
from kiosk.verifier.words import LANGUAGES, say

PROGRAM = "verifier.pyz"
HELP = ("-h", "--help")
USAGE = (
    "usage: python3 verifier.pyz [BUNDLE] [PAPER ...] [--head HEX ...] [--fingerprint HEX] "
    "[--certificate HEX] [--list HEX] [--anchor TEXT ...] [--ballots N] [--json] [--sm2-pem] "
    "[--lang zh|en]\n"
    "       python3 verifier.pyz --frames FILE [--head HEX ...] [--fingerprint HEX]"
)
EXAMPLE = (
    "example: python3 verifier.pyz meeting.bundle.zip papers/*.pdf "
    "--head 'd45f67f0-12 a7c0ca3f-57 …' --fingerprint 'ABCD EF01 2345 6789' "
    "--certificate '0123 4567 89AB CDEF' --list '1b2c3d4e-55 …'"
)
CODES = (
    "exit code: 0 what was given agrees (partly anchored included), 1 something does not agree, "
    "2 unusable input or command line, 4 could not be verified: nothing here decides"
)
FIRST = (
    "First of all compare the SHA-256 of verifier.pyz, by another tool, with the seal slip: "
    "sha256sum verifier.pyz, on Windows certutil -hashfile verifier.pyz SHA256"
)
TOLD: dict[str, str] = {
    "BUNDLE, PAPER": (
        "the .zip from the kiosk or the book itself, and papers to be held against it"
    ),
    "--frames FILE": "the codes on a paper as a QR reader told them, one a line",
    "--head HEX": (
        "a head printed on paper: that at the foot of the SEAL SLIP, which covers the whole "
        "meeting; heads of other papers may be given, too, each with a --head of its own"
    ),
    "--fingerprint HEX": "the fingerprint of the seal key, at the foot of every paper",
    "--certificate HEX": "the fingerprint of the hall's certificate, at the foot of every paper",
    "--list HEX": (
        "the list number on the signed seal slip, or the text of the slip's QR code KIOSK:S1:…"
    ),
    "--anchor TEXT": "the text of a QR anchor KIOSK:A1:… on a vote record; may be given again",
    "--ballots N": (
        "print the ballots of poll N seat by seat, too, to be laid beside the annexes on paper"
    ),
    "--json": "one JSON document instead of a slip",
    "--sm2-pem": "print the hall's SM2 key for openssl instead, from the bundle alone",
    "--lang zh|en": "the language: zh (as without it) or en",
    "-h, --help": "this text",
}
WRONG = {
    "invalid int value": "{option}: it is the number of a poll",
    "expected one argument": "{option}: a value must follow it, in quotation marks",
    "invalid choice": "{option}: it is zh or en",
    "ignored explicit argument": "{option}: it takes no value",
}


class Arguments(argparse.Namespace):
    inputs: list[Path]
    frames: Path | None
    certificate: str | None
    list: str | None
    ballots: int | None
    head: list[str]
    fingerprint: str | None
    anchor: list[str]
    json: bool
    sm2_pem: bool
    lang: str


class _Once(argparse.Action):
    """A value that was typed twice is not one of them, silently."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        if getattr(namespace, self.dest) is not None:
            raise Unusable(sentence("{option}: given twice; give it once", option=option_string))
        setattr(namespace, self.dest, values)


def asked_for(arguments: list[str]) -> Arguments:
    """The arguments, understood; `Unusable` where they cannot be."""
    try:
        asked, more = _parser().parse_known_args(arguments, namespace=Arguments())
    except argparse.ArgumentError as fault:
        raise Unusable(_wrong(fault)) from fault
    asked.inputs += [Path(one) for one in more if not one.startswith("-")]
    if more := [one for one in more if one.startswith("-")]:
        said = "unknown on the command line: {what}; --help tells what may stand there"
        raise Unusable(sentence(said, what=" ".join(more)))
    return asked


def language_of(arguments: list[str]) -> str:
    """Known before the arguments are understood, for help and for complaints about them."""
    english = "--lang=en" in arguments or "--lang en" in " ".join(arguments)
    return "en" if english else "zh"


def helped(language: str) -> str:
    """The help, whole."""
    lines = [*_lines(USAGE, language), "", say(sentence(FIRST), language), ""]
    for name, told in TOLD.items():
        lines += [f"  {say(sentence(name), language)}", f"      {say(sentence(told), language)}"]
    lines += ["", say(sentence(CODES), language), "", say(sentence(EXAMPLE), language)]
    return "\n".join(lines) + "\n"


def _lines(said: str, language: str) -> Iterator[str]:
    for line in said.split("\n"):
        yield say(sentence(line), language)


def _wrong(fault: argparse.ArgumentError) -> Sentence:
    option, message = fault.argument_name or "", str(fault.message)
    for begin, said in WRONG.items():
        if message.startswith(begin):
            return sentence(said, option=option)
    return sentence("{option}: {said}", option=option, said=message)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=PROGRAM, allow_abbrev=False, add_help=False, exit_on_error=False
    )
    parser.add_argument("inputs", type=Path, nargs="*")
    parser.add_argument("--frames", type=Path, action=_Once)
    parser.add_argument("--head", action="append", default=[])
    parser.add_argument("--anchor", action="append", default=[])
    for option in ("--fingerprint", "--certificate", "--list"):
        parser.add_argument(option, action=_Once)
    parser.add_argument("--ballots", type=int, action=_Once)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--sm2-pem", action="store_true")
    parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])
    return parser
