# SPDX-License-Identifier: Apache-2.0
"""Whether what a person holds on paper is what the bundle says (bundle.md §8, §9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.verifier.anchor import Anchor
from kiosk.verifier.book import Book
from kiosk.verifier.findings import Findings
from kiosk.verifier.head import fingerprint
from kiosk.verifier.sentence import Sentence, sentence


@dataclass(frozen=True)
class Typed:
    """What was typed from paper; `head` 64 hex digits, `fingerprint` in four groups."""

    head: str | None = None
    fingerprint: str | None = None
    anchor: Anchor | None = None

    @property
    def nothing(self) -> bool:
        return self.head is None and self.fingerprint is None and self.anchor is None


@dataclass(frozen=True)
class Anchoring:
    """`entry`: the latest entry that paper vouches for, None when no head agrees."""

    entry: int | None
    following: int


def check_anchoring(typed: Typed, book: Book, hashes: list[bytes], findings: Findings) -> Anchoring:
    entries: list[int] = []
    if typed.head is not None:
        entries += _entry_of_head(bytes.fromhex(typed.head), hashes, findings)
    if typed.fingerprint is not None and typed.fingerprint != fingerprint(book.seal_key):
        findings.add(
            "anchored",
            sentence(
                "the fingerprint typed from paper is {typed}; that of the seal key is {found}",
                typed=typed.fingerprint,
                found=fingerprint(book.seal_key),
            ),
        )
    if typed.anchor is not None:
        for said in _anchor_faults(typed.anchor, book, hashes):
            findings.add("anchored", said)
        entries.append(typed.anchor.entry)
    if not entries or findings.count("anchored"):
        return Anchoring(None, 0)
    return Anchoring(max(entries), len(hashes) - 1 - max(entries))


def _entry_of_head(head: bytes, hashes: list[bytes], findings: Findings) -> list[int]:
    if head in hashes:
        return [hashes.index(head)]
    findings.add("anchored", sentence("the head typed from paper is the hash of no entry"))
    return []


def _anchor_faults(anchor: Anchor, book: Book, hashes: list[bytes]) -> Iterator[Sentence]:
    if not anchor.genuine(book.seal_key):
        yield sentence("the anchor is not signed by the seal key of this bundle")
    if anchor.meeting != book.meeting:
        yield sentence("the anchor is of another meeting, {found}", found=anchor.meeting)
    if anchor.entry >= len(hashes) or hashes[anchor.entry].hex() != anchor.entry_hash:
        yield sentence(
            "the anchor gives entry {entry} a hash that it does not have", entry=anchor.entry
        )
    declared = book.declared.get(anchor.entry)
    if declared is None or declared["poll"] != anchor.poll:
        yield sentence(
            "the anchor names entry {entry}, which does not declare poll {poll}",
            entry=anchor.entry,
            poll=anchor.poll,
        )
        return
    found = {**anchor.counts, "verdict": anchor.verdict}
    right = {**declared["tally"], "verdict": declared["outcome"]["verdict"]}
    for member, value in found.items():
        if value != right[member]:
            yield sentence(
                "the anchor says {member} {found}; entry {entry} says {right}",
                member=sentence(member),
                found=value,
                entry=anchor.entry,
                right=right[member],
            )
