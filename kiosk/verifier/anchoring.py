# SPDX-License-Identifier: Apache-2.0
"""Whether what a person holds on paper is what the bundle says (bundle.md §8, §9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.verifier.anchor import Anchor
from kiosk.verifier.book import Book
from kiosk.verifier.findings import Findings
from kiosk.verifier.head import DIGITS_OF_A_CERTIFICATE, fingerprint
from kiosk.verifier.sentence import Sentence, Unusable, sentence


@dataclass(frozen=True)
class Typed:
    """What was typed from paper: heads of 64 hex digits, fingerprints in four groups, anchors.

    All of it is demanded. `certificate` is held against the book and each paper.
    """

    heads: tuple[str, ...] = ()
    fingerprint: str | None = None
    anchors: tuple[Anchor, ...] = ()
    certificate: str | None = None

    @property
    def nothing(self) -> bool:
        return not (self.heads or self.anchors or self.fingerprint or self.certificate)


@dataclass(frozen=True)
class Anchoring:
    """`entry`: the latest entry that paper vouches for, None when no head agrees."""

    entry: int | None
    following: int

    def covers(self, entry: int) -> bool:
        return self.entry is not None and entry <= self.entry

    @property
    def opening_alone(self) -> bool:
        """What was typed is the hash of entry 0, which stands on the opening sheet."""
        return self.entry == 0


def check_anchoring(typed: Typed, book: Book, hashes: list[bytes], findings: Findings) -> Anchoring:
    entries: list[int] = []
    for head in typed.heads:
        entries += _entry_of_head(bytes.fromhex(head), hashes, findings)
    if typed.fingerprint is not None and typed.fingerprint != fingerprint(book.seal_key):
        findings.add(
            "anchored",
            sentence(
                "the fingerprint typed from paper is {typed}; that of the seal key is {found}",
                typed=typed.fingerprint,
                found=fingerprint(book.seal_key),
            ),
        )
    if typed.certificate is not None:
        whole = book.first + book.read >= len(hashes)
        _check_certificate(typed.certificate, book, findings, whole=whole)
    for anchor in typed.anchors:
        for said in anchor_faults(anchor, book, hashes):
            findings.add("anchored", said)
        entries.append(anchor.entry)
    if not entries or findings.count("anchored"):
        return Anchoring(None, 0)
    return Anchoring(max(entries), len(hashes) - 1 - max(entries))


def outside(book: Book, anchoring: Anchoring) -> list[int]:
    """The polls, declared or void, of which paper does not vouch for the end."""
    ends = ((number, poll.ended) for number, poll in sorted(book.hall.polls.items()))
    return [number for number, end in ends if end is not None and not anchoring.covers(end)]


def _check_certificate(typed: str, book: Book, findings: Findings, *, whole: bool) -> None:
    """`whole`: every entry was read, so that a certificate that is not named is not there."""
    shown = [shown_certificate(one.fingerprint) for one in book.certificates]
    if not shown and whole:
        raise Unusable(
            sentence("--certificate: the book names no certificate of the hall to hold it against")
        )
    if shown and typed not in shown:
        findings.add(
            "anchored",
            sentence(
                "the certificate typed from paper is {typed}; the book names {found}",
                typed=typed,
                found=", ".join(shown),
            ),
        )


def shown_certificate(digits: str) -> str:
    """The fingerprint of a certificate, SHA-256 in hex, as paper shows it."""
    found = digits[:DIGITS_OF_A_CERTIFICATE].upper()
    return " ".join(found[at : at + 4] for at in range(0, len(found), 4))


def _entry_of_head(head: bytes, hashes: list[bytes], findings: Findings) -> list[int]:
    if head in hashes:
        return [hashes.index(head)]
    findings.add(
        "anchored",
        sentence(
            "the head typed from paper is the hash of no entry: {head}…",
            head=head.hex()[:8].upper(),
        ),
    )
    return []


def anchor_faults(anchor: Anchor, book: Book, hashes: list[bytes]) -> Iterator[Sentence]:
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
