# SPDX-License-Identifier: Apache-2.0
"""The conclusion (bundle.md §9): what may be called agreement, and what could not be verified.

That nothing was found against a file is no agreement. Something must have been held against what
did not come with the file: the book of a bundle, or what a person typed from paper. A signature
that fits its own certificate was made by whoever made both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kiosk.verifier.checks import Reading
from kiosk.verifier.papers import SIG, SM2_SIG, Known, PaperCheck, PaperFiles, PaperRead
from kiosk.verifier.pdffile import HEADER
from kiosk.verifier.sentence import sentence

AGREES, DIFFERS, UNDECIDED = "true", "false", "unverified"
LISTED = "listed"
DECIDING = frozenset({"issued", "inside", SIG, SM2_SIG, LISTED})
"""Not `list`: that its record holds the right list says nothing of the pages of a seal slip."""
SIGNED = frozenset({"inside", SIG, SM2_SIG})
SPAN = "the last signature covers {covered} of {size} bytes; nobody signed the rest"


def decided(paper: PaperRead) -> bool:
    """Something about the paper was held against more than itself, and agreed."""
    return any(check.ok is True and check.name in DECIDING for check in paper.checks)


def answer_of(paper: PaperRead) -> bool | None:
    """True: it agrees; False: it does not; None: nothing here decides."""
    return None if paper.true and not decided(paper) else paper.true


def verdict(reading: Reading | None, papers: Sequence[PaperRead]) -> str:
    """Of everything that was given."""
    if (reading is not None and not reading.true) or not all(paper.true for paper in papers):
        return DIFFERS
    if all(map(decided, papers)) and (reading is not None or papers):
        return AGREES
    return UNDECIDED


def vouched_by_list(papers: Sequence[PaperRead]) -> bool:
    """The list number was typed from the slip in ink, and the bundle is the one on that list."""
    return any(
        {("list", True), ("bundle", True)} <= {(check.name, check.ok) for check in paper.checks}
        for paper in papers
    )


def held_by_list(reading: Reading, papers: Sequence[PaperRead]) -> Reading:
    """The reading of a bundle; where the signed list vouches for all of it, anchored by that."""
    if reading.anchored or not vouched_by_list(papers):
        return reading
    said = sentence("the list number typed from paper vouches for this whole bundle")
    checks = [
        replace(check, ok=True, detail=said)
        if check.name == "anchored" and check.ok is not False
        else check
        for check in reading.checks
    ]
    return replace(reading, checks=checks)


def settled(
    read: PaperRead, files: PaperFiles, known: Known | None, certificate: str | None
) -> PaperRead:
    """The reading of a paper, of which each check says no more than it can.

    Of a file that the book has issued, the book says whether it is signed inside.
    """
    issued = any(check.ok is True and check.name == "issued" for check in read.checks)
    typed = None if issued else certificate
    checks = [_settled(check, files, known, typed) for check in read.checks]
    if any(check.ok is False and check.name in SIGNED for check in checks):
        checks = [_of_broken_bytes(check) for check in checks]
    return replace(read, checks=checks)


def _settled(
    check: PaperCheck, files: PaperFiles, known: Known | None, certificate: str | None
) -> PaperCheck:
    if check.name != "inside":
        return check
    is_pdf = files.pdf.startswith(HEADER) or files.name.lower().endswith(".pdf")
    if not is_pdf and known is None:
        said = sentence("this file is no PDF: its signatures lie beside it")
        return PaperCheck("inside", None, said)
    if check.ok is None and is_pdf and certificate is not None:
        said = sentence("nothing is signed inside this file, so not with the certificate typed")
        return PaperCheck("inside", False, said)
    if check.ok is True and known is None and certificate is None:
        return replace(check, ok=None)
    if check.ok is False and check.said.msgid == SPAN and not check.said.args["covered"]:
        said = sentence(
            "the file was changed after it was signed: its signature no longer lies where it says"
        )
        return PaperCheck("inside", False, said)
    return check


def _of_broken_bytes(check: PaperCheck) -> PaperCheck:
    """What is attached to a file that somebody changed is no record of the hall's."""
    if check.name != "attached" or check.ok is not True:
        return check
    said = sentence("not held against the book: the file around it was changed")
    return PaperCheck("attached", None, said)


def unchecked(papers: Iterable[PaperRead]) -> int:
    """Lines about papers that were not checked."""
    return sum(check.ok is None for paper in papers for check in paper.checks)
