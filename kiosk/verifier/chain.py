# SPDX-License-Identifier: Apache-2.0
"""The chain (bundle.md §1): hash(n) = SHA-256(0x02 ‖ hash(n-1) ‖ body(n)), and what a body is."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, NamedTuple

from kiosk.verifier import jsontext
from kiosk.verifier.facts import ENVELOPE, FACTS, FORMAT_VERSION
from kiosk.verifier.findings import Findings
from kiosk.verifier.sentence import Broken, Sentence, sentence
from kiosk.verifier.shapes import Misfit, record

BEFORE_THE_FIRST = bytes(32)
LONGEST_BODY = 64 * 2**20
EMPTY = record()


class Entry(NamedTuple):
    """One entry as it was read. `number` is its place in the file, `stated` what it says of it."""

    number: int
    stated: int
    meeting: str
    mono: int
    fact: str
    of: dict[str, Any]
    body: bytes
    desk: str = ""
    utc: str = ""


def lines(member: bytes) -> tuple[list[bytes], bool]:
    """The lines of a member, and whether the last one is finished by its LF."""
    pieces = member.split(b"\n")
    unfinished = pieces.pop()
    return ([*pieces, unfinished], False) if unfinished else (pieces, True)


def hash_after(previous: bytes, body: bytes) -> bytes:
    return sha256(b"\x02" + previous + body).digest()


def hashes_of(bodies: list[bytes]) -> list[bytes]:
    hashes: list[bytes] = []
    previous = BEFORE_THE_FIRST
    for body in bodies:
        previous = hash_after(previous, body)
        hashes.append(previous)
    return hashes


def compare_hashes(hashes: list[bytes], member: bytes, findings: Findings) -> None:
    """The computed hashes against `hashes.txt`: only the first break is named, the rest follow."""
    stated, finished = lines(member)
    for number in range(min(len(hashes), len(stated))):
        if hashes[number].hex().encode() != stated[number]:
            findings.add(
                "chain", sentence("the hash of the body is not the one in hashes.txt"), number
            )
            return
    if len(hashes) != len(stated) or not finished:
        findings.add(
            "chain",
            sentence(
                "entries.jsonl holds {entries} entries, hashes.txt {hashes} hashes, each must "
                "end with a line feed",
                entries=len(hashes),
                hashes=len(stated),
            ),
            min(len(hashes), len(stated)),
        )


def broken(hashes: list[bytes], member: bytes) -> frozenset[str]:
    """What `hashes.txt` states from the first hash on that the bodies do not have.

    Who states one of these names the book as it was before a body was changed.
    """
    stated, _ = lines(member)
    for number, hash_ in enumerate(hashes[: len(stated)]):
        if hash_.hex().encode() != stated[number]:
            return frozenset(one.decode("ascii", "replace") for one in stated[number:])
    return frozenset()


def entry_of(body: bytes, number: int) -> Entry:
    """The entry in a body; `Broken` when it is not what bundle.md §1 and §3 say."""
    value = _json(body)
    misfit = ENVELOPE(value)
    if misfit is not None:
        raise Broken("format", _misfit(misfit, ""))
    if value["v"] != FORMAT_VERSION:
        raise Broken(
            "format",
            sentence(
                "format version {found}; this verifier reads version {right}",
                found=value["v"],
                right=FORMAT_VERSION,
            ),
        )
    fact: str = value["fact"]
    misfit = FACTS.get(fact, EMPTY)(value["of"])
    if misfit is not None:
        raise Broken("format", _misfit(misfit, f"{fact}: of"))
    desk: str = value.get("desk", "")
    return Entry(
        number,
        value["n"],
        value["meeting"],
        value["mono"],
        fact,
        value["of"],
        body,
        desk,
        value["utc"],
    )


def _json(body: bytes) -> Any:
    if len(body) > LONGEST_BODY:
        raise Broken("format", sentence("the body is longer than {most} bytes", most=LONGEST_BODY))
    try:
        return jsontext.read(body)
    except jsontext.NotStrict as fault:
        raise Broken(
            "format", sentence("the body is not strict JSON: {why}", why=str(fault))
        ) from fault


def _misfit(misfit: Misfit, where: str) -> Sentence:
    path = where + misfit[0] if where else misfit[0].lstrip(".") or "body"
    return sentence("{path} must be {kind}", path=path, kind=sentence(misfit[1]))
