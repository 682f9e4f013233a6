# SPDX-License-Identifier: Apache-2.0
"""The end of a slip: the conclusion, what paper vouches for, and what it does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiosk.verifier.checks import PollRead, Reading
from kiosk.verifier.deciding import (
    AGREES,
    DIFFERS,
    UNDECIDED,
    answer_of,
    unchecked,
    verdict,
    vouched_by_list,
)
from kiosk.verifier.papers import PaperRead
from kiosk.verifier.sentence import Sentence, sentence

CONCLUSIONS = {
    AGREES: "VERDICT: AGREES",
    DIFFERS: "VERDICT: DOES NOT AGREE",
    UNDECIDED: "VERDICT: COULD NOT BE VERIFIED",
}

ITSELF = (
    "This program vouches for nothing of itself: compare the SHA-256 of verifier.pyz, by another "
    "tool, with the seal slip that was signed in ink"
)


def of_papers_alone(papers: Sequence[PaperRead]) -> Iterator[Sentence]:
    """The end of a slip that had no bundle."""
    found = verdict(None, papers)
    yield sentence(CONCLUSIONS[found])
    yield from _of_papers(papers)
    if found == UNDECIDED:
        yield sentence(
            "Nothing here decides: a signature that fits its own certificate can be anybody's. "
            "Type the certificate's fingerprint from paper with --certificate, the list number "
            "with --list, or give the bundle"
        )
    yield sentence("No bundle was given: what the papers say was not held against the book")
    yield sentence(ITSELF)


def _of_papers(papers: Sequence[PaperRead]) -> Iterator[Sentence]:
    """Which papers fail or are undecided, and how many lines about papers were not checked."""
    for paper in papers:
        answer = answer_of(paper)
        if answer is False:
            yield sentence("Paper that does not agree: {name}", name=paper.name)
        elif answer is None:
            yield sentence("Paper that could not be verified: {name}", name=paper.name)
    lines = unchecked(papers)
    if lines:
        yield sentence(
            "Not checked: {n} lines about papers (see above); that is no agreement", n=lines
        )


def conclusion(reading: Reading, papers: Sequence[PaperRead]) -> Iterator[Sentence]:
    """The end of the slip of a bundle or a book, with papers or without."""
    found = verdict(reading, papers)
    by_list = vouched_by_list(papers)
    partly = found == AGREES and reading.partly and not by_list
    yield sentence("VERDICT: AGREES, BUT ONLY PARTLY ANCHORED" if partly else CONCLUSIONS[found])
    if reading.first_bad_entry is not None:
        yield sentence("First bad entry: {entry}", entry=reading.first_bad_entry)
    yield from _of_papers(papers)
    if not reading.closed:
        yield sentence("The book goes only so far: the meeting is not closed in it")
    yield from _anchored(reading, by_list=by_list)
    yield sentence(
        "Recomputed from the bundle alone by a program that shares no code with the kiosk."
    )
    yield sentence(ITSELF)


def _anchored(reading: Reading, *, by_list: bool) -> Iterator[Sentence]:
    """What paper vouches for, and what it does not; `by_list`: the seal slip for the bundle."""
    if by_list:
        yield sentence(
            "Anchored: the list number that was typed is that of a list with this very bundle on "
            "it; the seal slip that was signed in ink vouches for all of it"
        )
        return
    if reading.partly and reading.anchoring.opening_alone:
        yield sentence(
            "Anchored: the head that was typed is that of entry 0 and vouches for the opening "
            "alone, for no poll; {following} entries follow, vouched for by the seal alone",
            following=reading.anchoring.following,
        )
    elif reading.anchored:
        yield sentence(
            "Anchored: paper vouches for entries 0 to {entry}; {following} entries follow, "
            "vouched for by the seal alone",
            entry=reading.anchoring.entry,
            following=reading.anchoring.following,
        )
    else:
        yield sentence(
            "Self-consistent only, not anchored: a whole rewritten book is consistent too. "
            "Type the head at the foot of the seal slip with --head"
        )
    if reading.anchored and reading.outside:
        yield sentence(
            "Paper does not vouch for poll {polls}: what was typed is older. The head at the foot "
            "of the seal slip covers all polls: type that one; where it was that one, what "
            "follows was added after the sealing",
            polls=", ".join(map(str, reading.outside)),
        )


def vouched(reading: Reading, read: PollRead, *, by_list: bool) -> Iterator[Sentence]:
    """Whether paper vouches for a poll that is over."""
    end = read.poll.ended
    if end is None:
        return
    if reading.anchoring.covers(end):
        yield sentence("    Paper vouches for this poll: it ends at entry {entry}", entry=end)
    elif by_list:
        yield sentence("    Paper vouches for this poll: the seal slip lists this very bundle")
    elif reading.anchored:
        yield sentence(
            "    Paper does NOT vouch for this poll, the seal alone does: it ends at entry "
            "{entry}, after what was typed",
            entry=end,
        )
    elif reading.sealed:
        yield sentence("    The seal alone vouches for this poll: no head from paper agreed")
    else:
        yield sentence("    Nothing but this book vouches for this poll: no head from paper agreed")
