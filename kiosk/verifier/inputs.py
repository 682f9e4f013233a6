# SPDX-License-Identifier: Apache-2.0
"""What was named on the command line: a bundle or book, papers, and what lies beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kiosk.verifier.papers import SIG, SM2_SIG, PaperFiles
from kiosk.verifier.pdffile import HEADER
from kiosk.verifier.sentence import Sentence, Unusable, sentence

LARGEST = 512 * 2**20
LARGEST_SIGNATURE = 65536
OF_PAPERS = (".pdf", ".docx", ".json", ".jsonl")
"""Endings of what a hall issues: papers to print, minutes to be edited, records for machines."""

NO_PAPERS = {
    ".pyz": "{name}: a program; compare its SHA-256 by another tool with the seal slip",
    ".html": "{name}: the manual; it is no paper",
}
"""What else is handed over: of these a list tells only that they are those that were sealed."""


@dataclass
class Inputs:
    """The bundle or book, if one was named, the papers, and what was passed over, with why."""

    bundle: Path | None = None
    papers: list[Path] = field(default_factory=list)
    passed: list[Sentence] = field(default_factory=list)


def sorted_inputs(paths: list[Path]) -> Inputs:
    """What each name is; `Unusable` when two are bundles.

    A signature file is taken along with its paper, which looks for it beside itself; one without
    is passed over, as a program is.
    """
    paths = [found for path in paths for found in _expanded(path)]
    signatures = [path for path in paths if path.name.endswith((SIG, SM2_SIG))]
    sorted_out = Inputs(papers=[path for path in paths if _is_paper(path)])
    for path in signatures:
        if path.with_suffix("") not in sorted_out.papers:
            said = "{name}: a signature file; its paper was not named beside it"
            sorted_out.passed.append(sentence(said, name=path.name))
    for path in paths:
        if path in sorted_out.papers or path in signatures:
            continue
        ending = path.suffix.lower()
        if ending in NO_PAPERS:
            sorted_out.passed.append(sentence(NO_PAPERS[ending], name=path.name))
        elif sorted_out.bundle is None:
            sorted_out.bundle = path
        else:
            raise Unusable(
                sentence(
                    "{path}: neither a paper nor the first bundle; one bundle at a time",
                    path=str(path),
                )
            )
    return sorted_out


def paper_files(path: Path) -> PaperFiles:
    """A paper with its signature files; `Unusable` when it cannot be read."""
    beside = {end: _held(Path(str(path) + end), LARGEST_SIGNATURE) for end in (SIG, SM2_SIG)}
    there = {end: held for end, held in beside.items() if held is not None}
    pdf = _held(path, LARGEST)
    if pdf is None:
        raise Unusable(sentence("{path}: there is no such file", path=str(path)))
    return PaperFiles(path.name, pdf, there)


def _is_paper(path: Path) -> bool:
    return path.name.lower().endswith(OF_PAPERS) or _begins(path) == HEADER


def _expanded(path: Path) -> list[Path]:
    """A name with `*` in it, which the command line of Windows hands on as it was typed."""
    if "*" not in path.name or path.exists():
        return [path]
    return sorted(path.parent.glob(path.name)) or [path]


def _begins(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(len(HEADER))
    except OSError:
        return b""


def _held(path: Path, most: int) -> bytes | None:
    try:
        with path.open("rb") as file:
            held = file.read(most + 1)
    except FileNotFoundError:
        return None
    except OSError as fault:
        said = sentence("{path}: cannot be read ({why})", path=str(path), why=str(fault))
        raise Unusable(said) from fault
    if len(held) > most:
        said = sentence("{path}: more than {most} bytes", path=str(path), most=most)
        raise Unusable(said)
    return held
