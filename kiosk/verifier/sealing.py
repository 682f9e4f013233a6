# SPDX-License-Identifier: Apache-2.0
"""What stands around the book (bundle.md §7, §11): seal, manifest, persons, papers."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import Any

from kiosk.verifier import ed25519, jsontext
from kiosk.verifier.book import Book
from kiosk.verifier.chain import lines
from kiosk.verifier.findings import Findings
from kiosk.verifier.known import Known
from kiosk.verifier.papers import SIG, SM2_SIG, PaperCheck, PaperFiles, read_paper
from kiosk.verifier.reading import PAPERS, PERSONS, Bundle
from kiosk.verifier.sentence import Sentence, Unusable, sentence
from kiosk.verifier.shapes import (
    Shape,
    array,
    hex_32,
    hex_64,
    hex_128,
    integer,
    natural,
    record,
    text,
)

FORMAT = "kiosk-bundle/1"
ALWAYS_LISTED = ("entries.jsonl", "hashes.txt", "bundle.md")
MANIFEST = record(
    format=text,
    meeting=hex_32,
    entries=natural,
    head=hex_64,
    seal_key=hex_64,
    files=array(record(name=text, sha256=hex_64, bytes=natural)),
)
SEAL = record(
    meeting=hex_32, entries=natural, head=hex_64, manifest_sha256=hex_64, signature=hex_128
)
PERSON = record(number=integer, name=text, group=text, age_band=text, occupation=text, salt=text)
COMMITTED = ("salt", "number", "name", "group", "age_band", "occupation")

Document = dict[str, Any]


def _document(member: bytes, name: str, shape: Shape) -> tuple[Document, Sentence | None]:
    """The JSON object in a member, or an empty one and what is wrong with it."""
    try:
        value = jsontext.read(member)
    except jsontext.NotStrict as fault:
        return {}, sentence("{name}: not strict JSON: {why}", name=name, why=str(fault))
    misfit = shape(value)
    if misfit is not None:
        path = (misfit[0] or " it").lstrip(".")
        return {}, sentence(
            "{name}: {path} must be {kind}", name=name, path=path, kind=sentence(misfit[1])
        )
    return value, None


def read_manifest(bundle: Bundle, findings: Findings) -> Document:
    """The manifest, empty when it cannot be read; another format is no input for us."""
    manifest, wrong = _document(bundle.kept["manifest.json"], "manifest.json", MANIFEST)
    if wrong is not None:
        findings.add("files", wrong)
    elif manifest["format"] != FORMAT:
        raise Unusable(
            sentence(
                "manifest.json: the format is “{found}”; this verifier reads {right}",
                found=manifest["format"],
                right=FORMAT,
            )
        )
    return manifest


def check_seal(
    bundle: Bundle,
    book: Book,
    manifest: Document,
    hashes: list[bytes],
    findings: Findings,
    *,
    broken: frozenset[str] = frozenset(),
) -> None:
    """Manifest and seal against the book, the signature against the key in entry 0.

    `broken` are hashes of the book before a body was changed (`chain.broken`): what still states
    them follows from that.
    """
    right = {
        "meeting": book.meeting,
        "entries": len(hashes),
        "head": hashes[-1].hex() if hashes else "",
        "seal_key": book.seal_key.hex(),
        "manifest_sha256": sha256(bundle.kept["manifest.json"]).hexdigest(),
    }
    seal, wrong = _document(bundle.kept["seal.json"], "seal.json", SEAL)
    if wrong is not None:
        findings.add("seal", wrong)
    _compare("manifest.json", manifest, right, findings, broken)
    _compare("seal.json", seal, right, findings, broken)
    if seal and not ed25519.genuine(
        book.seal_key, sealed_text(seal), bytes.fromhex(seal["signature"])
    ):
        findings.add("seal", sentence("the signature is not that of the key in entry 0"))


def sealed_text(seal: Document) -> bytes:
    members = (seal["meeting"], seal["entries"], seal["head"], seal["manifest_sha256"])
    return "|".join(["kiosk-seal/1", *map(str, members)]).encode("ascii")


def _compare(
    name: str, document: Document, right: Document, findings: Findings, broken: frozenset[str]
) -> None:
    for member in right:
        if member == "head" and document.get(member) in broken:
            findings.follow("seal")
        elif member in document and document[member] != right[member]:
            found, count = document["entries"], right["entries"]
            findings.add(
                "seal",
                sentence(
                    "{name}: {member} is {found}; the bundle gives {right}",
                    name=name,
                    member=member,
                    found=document[member],
                    right=right[member],
                ),
                min(found, count) if member == "entries" else None,
            )


def check_files(
    bundle: Bundle, manifest: Document, findings: Findings, broken: frozenset[str] = frozenset()
) -> None:
    """Every member against the manifest, and the manifest against the archive."""
    listed: list[Document] = manifest.get("files", [])
    names = Counter(file["name"] for file in listed)
    for file in listed:
        wrong = _file_fault(bundle, file)
        if wrong is not None and file["name"] == "entries.jsonl" and broken:
            findings.follow("files")
        elif wrong is not None:
            findings.add("files", wrong)
    for name in sorted({*bundle.hashes, *ALWAYS_LISTED} - {"manifest.json", "seal.json"}):
        if manifest and names[name] != 1:
            findings.add(
                "files",
                sentence(
                    "{name}: listed {count} times in manifest.json; it must be once",
                    name=name,
                    count=names[name],
                ),
            )


def _file_fault(bundle: Bundle, file: Document) -> Sentence | None:
    name = file["name"]
    if name not in bundle.hashes:
        gone = sentence("{name}: listed in manifest.json, missing in the archive", name=name)
        return None if name == PERSONS else gone
    if (file["sha256"], file["bytes"]) != (bundle.hashes[name], bundle.sizes[name]):
        return sentence("{name}: not the file whose hash stands in manifest.json", name=name)
    return None


def check_persons(bundle: Bundle, book: Book, findings: Findings) -> int | None:
    """Commitments of the roll against `persons.jsonl`: how many agreed, None without the file."""
    if PERSONS not in bundle.kept:
        return None
    rows, _ = lines(bundle.kept[PERSONS])
    seen: set[int] = set()
    for at, row in enumerate(rows):
        person, wrong = _document(row, f"{PERSONS}:{at + 1}", PERSON)
        if wrong is not None:
            findings.add("persons", wrong)
            continue
        committed, entry = book.commitments.get(person["number"], ("", None))
        if person["number"] in seen or commitment(person) != committed:
            findings.add(
                "persons",
                sentence(
                    "line {line}, number {number}: not the person to whom the roll is committed",
                    line=at + 1,
                    number=person["number"],
                ),
                entry,
            )
        seen.add(person["number"])
    for number in sorted(book.commitments.keys() - seen):
        findings.add(
            "persons",
            sentence("number {number} of the roll is missing in persons.jsonl", number=number),
            book.commitments[number][1],
        )
    return len(rows)


def names(bundle: Bundle) -> dict[int, str] | None:
    """The names by number; None where there are none. Whether they are right says `persons`."""
    if PERSONS not in bundle.kept:
        return None
    read = [_document(row, PERSONS, PERSON)[0] for row in lines(bundle.kept[PERSONS])[0]]
    return {person["number"]: person["name"] for person in read if person}


def commitment(person: Document) -> str:
    return sha256("\n".join(str(person[name]) for name in COMMITTED).encode()).hexdigest()


def check_papers(bundle: Bundle, book: Book, findings: Findings) -> None:
    for paper in book.papers:
        found = bundle.hashes.get(PAPERS + paper.file)
        if found is None:
            said = sentence(
                "paper {number}: {file} is missing", number=paper.number, file=paper.file
            )
        elif found != paper.sha256:
            said = sentence(
                "paper {number}: {file} has changed", number=paper.number, file=paper.file
            )
        else:
            continue
        findings.add("papers", said, paper.entry)


def check_signatures(
    bundle: Bundle, known: Known, findings: Findings, broken: frozenset[str] = frozenset()
) -> int:
    """The signatures of every paper in the bundle that the book says is signed: how many held."""
    held = 0
    for issued in known.issued:
        content = bundle.paper(issued.file)
        if content is None or not (issued.certificate or issued.detached):
            continue
        if sha256(content).hexdigest() != issued.sha256:
            continue  # told by `papers`
        beside = {end: bundle.paper(issued.file + end) for end in (SIG, SM2_SIG)}
        there = {end: found for end, found in beside.items() if found is not None}
        read = read_paper(PaperFiles(issued.file, content, there), known)
        for check in read.checks:
            if check.ok is False and _states_what_was(check, broken):
                findings.follow("signatures")
            elif check.ok is False:
                said = sentence(
                    "paper {number}: {check}: {said}",
                    number=issued.number,
                    check=sentence(check.name),
                    said=check.said,
                )
                findings.add("signatures", said, issued.entry)
        held += read.true
    return held


def _states_what_was(check: PaperCheck, broken: frozenset[str]) -> bool:
    """A record that names the hash that an entry had before a body was changed."""
    args = check.said.args
    return check.name == "attached" and args.get("found") in broken
