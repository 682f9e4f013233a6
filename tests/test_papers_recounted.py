"""Every figure on a vote record is the one that the notary's verifier recounts from the bundle.

The meetings are those of `test_whole_meetings`, led at random. The record is what a paper is set
from and what travels inside it; of some meetings the paper itself is printed and read back.
"""

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from test_whole_meetings import Read, meetings  # noqa: F401  a fixture

from kiosk.ledger.keys import SealKey
from kiosk.ledger.merkle import merkle_root, sm3
from kiosk.meeting.ballot import BallotKind
from kiosk.meeting.record import PaperMark, VoteRecord
from kiosk.meeting.recording import vote_record
from kiosk.printing.attachment import record_json
from kiosk.printing.catalog import print_vote_record
from kiosk.printing.veil import veiled
from kiosk.verifier import attached
from kiosk.verifier.voterecord import BUCKETS
from kiosk.verifier.words import say

MARK = PaperMark("2026-001", 1, 1)
FIGURES = (("赞成", "in_favour"), ("反对", "against"), ("弃权", "abstain"), ("未按", "not_pressed"))


def records(read: Read) -> Iterator[VoteRecord]:
    """The record of every poll that was declared."""
    state, course = read.hall.state, read.reading.known.course
    hashes = {number: held.hex() for number, held in enumerate(read.reading.known.hashes)}
    for number, poll in state.polls.items():
        if poll.declared is not None:
            leaves = [course.bodies[at] for at in course.presses.get(number, [])[: poll.entries]]
            root = merkle_root(leaves, sm3).hex()
            record = vote_record(
                state, number, paper=MARK, names={}, hashes=hashes, mirror="off", root_sm3=root
            )
            yield veiled(record)


def told_against(record: VoteRecord, read: Read) -> str:
    """What the verifier says against the record, empty where every member is the book's."""
    held = {attached.RECORD: record_json(record)}
    pdf: Any = SimpleNamespace(attached=held.get)
    ok, said = attached.attached(pdf, replace(read.reading.known, names={}), None)
    return "" if ok else say(said, "en")


def test_the_records_of_twenty_meetings_are_recounted(
    meetings: Callable[[int], Read],  # noqa: F811
) -> None:
    polls = 0
    for seed in range(20):
        read = meetings(seed)
        for record in records(read):
            assert told_against(record, read) == "", seed
            polls += 1
    assert polls > 20


def test_a_record_with_one_figure_changed_is_caught_whichever_it_is(
    meetings: Callable[[int], Read],  # noqa: F811
) -> None:
    read = meetings(3)
    record = next(records(read))
    for name in BUCKETS:
        if name == "options":
            continue
        changed = replace(record.tally, **{name: getattr(record.tally, name) + 1})
        assert f"tally.{name}" in told_against(replace(record, tally=changed), read)
    other = replace(record.book, sha256="0" * 64)
    assert "book.sha256" in told_against(replace(record, book=other), read)


def test_the_printed_figures_are_the_recounted_ones(
    meetings: Callable[[int], Read],  # noqa: F811
    tmp_path: Path,
) -> None:
    key = SealKey.create(tmp_path / "printing.seal-key")
    printed = 0
    for seed in range(4):
        read = meetings(seed)
        for record in records(read):
            if record.plan.form.kind is not BallotKind.FOR_AGAINST or printed >= 4:
                continue
            right = read.reading.known.polls[record.plan.poll]
            paper = tmp_path / "paper.pdf"
            paper.write_bytes(print_vote_record(record, sign=key.sign).pdf)
            done = subprocess.run(
                ["pdftotext", "-l", "1", str(paper), "-"],
                capture_output=True,
                text=True,
                check=True,
            )
            said = "".join(done.stdout.split())
            line = "·".join(f"{word}{right[name]}" for word, name in FIGURES)
            assert line in said, (seed, line, said)
            printed += 1
    assert printed


@pytest.mark.soak
def test_the_records_of_a_thousand_meetings_are_recounted(
    meetings: Callable[[int], Read],  # noqa: F811
) -> None:
    for seed in range(20_000, 21_000):
        read = meetings(seed)
        assert not [said for record in records(read) if (said := told_against(record, read))]
