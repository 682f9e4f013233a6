# SPDX-License-Identifier: Apache-2.0
"""The command line of the verifier.

Exit codes: 0 what was given agrees, 1 a check failed, 2 the input cannot be used, 4 nothing that
was given decides (bundle.md §9). What was typed from paper is held against something, or refused.
"""

from __future__ import annotations

import io
import sys
from hashlib import sha256
from pathlib import Path
from typing import TextIO

from kiosk.verifier.anchor import typed_anchor
from kiosk.verifier.anchoring import Typed
from kiosk.verifier.ballotlist import ballots
from kiosk.verifier.bookfile import read_input
from kiosk.verifier.checks import Reading, verify
from kiosk.verifier.deciding import AGREES, DIFFERS, UNDECIDED, held_by_list, settled, verdict
from kiosk.verifier.document import document
from kiosk.verifier.head import typed_fingerprint, typed_head
from kiosk.verifier.inputs import Inputs, paper_files, sorted_inputs
from kiosk.verifier.known import Known
from kiosk.verifier.options import HELP, Arguments, asked_for, helped, language_of
from kiosk.verifier.paperframes import read_frames
from kiosk.verifier.paperpoll import verify_paper
from kiosk.verifier.papers import PaperFiles, PaperRead, read_paper
from kiosk.verifier.paperslip import paper_document, paper_slip
from kiosk.verifier.scanned import TypedList, typed_list
from kiosk.verifier.sealslip import Held, Named, bound, has_slip
from kiosk.verifier.sentence import Sentence, Unusable, sentence
from kiosk.verifier.slip import slip
from kiosk.verifier.sm2 import pem
from kiosk.verifier.words import say

EXIT_CODES = {AGREES: 0, DIFFERS: 1, UNDECIDED: 4}
UNUSABLE = 2
CHUNK = 2**20


def main(arguments: list[str]) -> int:
    """Verify as the arguments say; the slip or document goes to stdout, a complaint to stderr."""
    for stream in (sys.stdout, sys.stderr):
        _never_fail_to_write(stream)
    language = language_of(arguments)
    if any(one in HELP for one in arguments):
        sys.stdout.write(helped(language))
        return 0
    try:
        said, found = _answer(asked_for(arguments))
    except Unusable as fault:
        return _complain(fault.said, language)
    except MemoryError:
        said = sentence("the bundle is too large for the memory of this computer")
        return _complain(said, language)
    sys.stdout.write(said)
    return EXIT_CODES[found]


def _answer(asked: Arguments) -> tuple[str, str]:
    """The slip or document of what was given, and the verdict."""
    typed, listed = _typed(asked), None if asked.list is None else typed_list(asked.list)
    if bool(asked.inputs) == (asked.frames is not None):
        raise Unusable(
            sentence(
                "give BUNDLE, papers (.pdf) or both, or --frames FILE with the codes of a paper"
            )
        )
    if asked.frames is None:
        return _of_files(asked, typed, listed)
    _refuse_idle(
        asked, ("--certificate", "--list", "--sm2-pem", "--ballots"), "the codes of a poll on paper"
    )
    paper = verify_paper(read_frames(asked.frames), typed)
    return (paper_document if asked.json else paper_slip)(paper, asked.lang), paper.verdict


def _typed(asked: Arguments) -> Typed:
    key, certificate = asked.fingerprint, asked.certificate
    return Typed(
        heads=tuple(map(typed_head, asked.head)),
        fingerprint=None if key is None else typed_fingerprint(key),
        anchors=tuple(map(typed_anchor, asked.anchor)),
        certificate=(
            None if certificate is None else typed_fingerprint(certificate, option="--certificate")
        ),
    )


def _refuse_idle(asked: Arguments, options: tuple[str, ...], given: str) -> None:
    """What was typed and can be held against nothing that was given is refused, never ignored."""
    for option in options:
        if getattr(asked, option[2:].replace("-", "_")):
            raise Unusable(
                sentence(
                    "{option}: was given, but there is nothing to hold it against: {given} alone",
                    option=option,
                    given=sentence(given),
                )
            )


def _of_files(asked: Arguments, typed: Typed, listed: TypedList | None) -> tuple[str, str]:
    inputs = sorted_inputs(asked.inputs)
    if asked.sm2_pem:
        return _sm2_pem(asked, inputs, typed)
    if inputs.bundle is None and not inputs.papers:
        raise Unusable(inputs.passed[0])
    if inputs.bundle is None:
        _refuse_idle(
            asked, ("--head", "--fingerprint", "--anchor", "--ballots"), "papers without the bundle"
        )
    papers = [(path, paper_files(path)) for path in inputs.papers]
    with_slip = has_slip(papers)
    if listed is not None and not with_slip:
        raise Unusable(sentence("--list: no seal slip is among the papers that were named"))
    reading, held = _of_bundle(inputs.bundle, typed, hold=with_slip)
    known = None if reading is None else reading.known
    reads = [_paper(paper, known, typed.certificate) for _, paper in papers]
    key = None if known is None else known.seal_key
    reads = bound(reads, Named(held, papers), listed, key)
    reading = None if reading is None else held_by_list(reading, reads)
    seats = None if asked.ballots is None else ballots(reading, asked.ballots)
    told = (document if asked.json else slip)(reading, asked.lang, reads, inputs.passed, seats)
    return told, verdict(reading, reads)


def _of_bundle(
    path: Path | None, typed: Typed, *, hold: bool
) -> tuple[Reading | None, Held | None]:
    """The bundle, read and judged; `hold`: with the very bytes that were read."""
    if path is None:
        return None, None
    before = _digest(path) if hold else ""
    reading = verify(read_input(path), typed)
    if not hold:
        return reading, None
    held = Held(path, path.read_bytes())
    if held.sha256 != before:
        raise Unusable(sentence("{path}: was changed while it was read", path=str(path)))
    return reading, held


def _digest(path: Path) -> str:
    digest = sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
    except OSError:
        return ""  # told by whoever reads it
    return digest.hexdigest()


def _sm2_pem(asked: Arguments, inputs: Inputs, typed: Typed) -> tuple[str, str]:
    """The hall's newest SM2 key for `openssl dgst -verify`; nothing else is told."""
    if inputs.bundle is not None and (inputs.papers or asked.list or asked.json):
        raise Unusable(sentence("--sm2-pem: tells the key alone; name the bundle alone with it"))
    reading = None if inputs.bundle is None else verify(read_input(inputs.bundle), typed)
    certificates = [] if reading is None else reading.known.certificates
    keys = [one.sm2_key for one in certificates if one.sm2_key]
    if not keys:
        raise Unusable(sentence("--sm2-pem: no bundle was given, or its book has no SM2 key"))
    return pem(keys[-1]), verdict(reading, [])


def _paper(paper: PaperFiles, known: Known | None, certificate: str | None) -> PaperRead:
    return settled(read_paper(paper, known, certificate), paper, known, certificate)


def _complain(said: Sentence, language: str) -> int:
    sys.stderr.write(say(sentence("unusable: {said}", said=said), language) + "\n")
    return UNUSABLE


def _never_fail_to_write(stream: TextIO) -> None:
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
