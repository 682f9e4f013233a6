"""Every named poll comes back from the codes of its paper, and from nothing else.

Whole meetings are led at random into a true book, as in `test_whole_meetings`. Of each declared
poll the codes are made as its vote record carries them, shuffled, some read twice, as many taken
away as parity allows; the verifier gets the texts alone and must find what the book holds.
"""

import json
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ledatrandom import LedAtRandom
from strategies import MEETING
from writtenhall import OFFICES

from kiosk.clerk.poll_text import poll_text, replay_past
from kiosk.clock import ManualClock
from kiosk.ledger import urn
from kiosk.ledger.codec import plain
from kiosk.ledger.keys import SealKey
from kiosk.ledger.officer_keys import REHEARSAL, make_key
from kiosk.ledger.store import Ledger
from kiosk.ledger.unsealing import unseal
from kiosk.printing.paper_frames import PollCodes, PollText, poll_codes
from kiosk.printing.poll_packing import packed
from kiosk.verifier.anchoring import Typed
from kiosk.verifier.book import asdict
from kiosk.verifier.cli import main
from kiosk.verifier.paperframes import read_frames
from kiosk.verifier.paperpoll import verify_paper
from kiosk.verifier.unpacking import unpacked


@dataclass(frozen=True)
class OnPaper:
    """One declared poll: what the book holds of it, and the codes of its paper."""

    hall: LedAtRandom
    number: int
    head: str
    text: PollText
    codes: PollCodes


@pytest.fixture
def polls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Iterator[OnPaper]]:
    """The declared named polls of the meeting of a seed; of a secret one there is no text."""
    founded, key = tmp_path / "founded.book", SealKey.create(tmp_path / "hall.seal-key")
    Ledger.create(founded, meeting=MEETING, mirror=None, clock=ManualClock()).close()
    content = founded.read_bytes()
    keys = {name: make_key(name, cost=REHEARSAL) for name in OFFICES}
    monkeypatch.setattr(urn, "_unsealed", lambda task, where: unseal(task))

    def lead(seed: int) -> Iterator[OnPaper]:
        path = tmp_path / "meeting.book"
        path.write_bytes(content)
        path.with_suffix(".urn").unlink(missing_ok=True)
        with ExitStack() as stack:
            ledger = stack.enter_context(Ledger.open(path, mirror=None, clock=ManualClock()))
            hall = LedAtRandom(ledger, key, random.Random(seed), keys)
            hall.lead()
            for number, poll in hall.state.polls.items():
                state, before = replay_past(ledger.entries(), number)
                text = poll_text(ledger, state, before, number)
                assert (text is not None) == (poll.plan.named and poll.declared is not None)
                if text is not None:
                    head = ledger.hash_of(text.last).hex()
                    yield OnPaper(hall, number, head, text, poll_codes(text, key.sign))

    return lead


def scanned(codes: PollCodes, dice: random.Random) -> str:
    """What a reader may give: any order, some twice, of each residue one data code missing."""
    data = len(codes.texts) - codes.parities
    groups = [range(residue, data, codes.parities) for residue in range(codes.parities)]
    lost = {dice.choice(group) for group in groups if dice.random() < 0.7}
    read = [text for at, text in enumerate(codes.texts) if at not in lost]
    read += dice.sample(read, len(read) // 2)
    dice.shuffle(read)
    return "\n".join(f"QR-Code:{text}\r" if dice.random() < 0.2 else text for text in read) + "\n"


def test_every_named_poll_comes_back_from_its_codes(
    polls: Callable[[int], Iterator[OnPaper]], tmp_path: Path
) -> None:
    path, found = tmp_path / "frames.txt", 0
    for seed in range(25):
        for poll in polls(seed):
            path.write_text(scanned(poll.codes, random.Random(seed)), encoding="utf-8")
            read = read_frames(path)
            assert read.text == poll.text.text
            demand_agreement(poll, read, seed)
            found += 1
    assert found > 20


def demand_agreement(poll: OnPaper, read: Any, seed: int) -> None:
    reading = verify_paper(read, Typed())
    assert reading.true, (seed, [check for check in reading.checks if check.ok is False])
    held = poll.hall.state.polls[poll.number]
    assert held.declared is not None
    tally = plain(held.declared.fact.tally)
    outcome = plain(held.declared.fact.outcome)
    assert reading.poll.tally is not None
    assert reading.poll.outcome is not None
    told = asdict(reading.poll.tally)
    assert {name: tally[name] for name in told} == told, seed
    assert reading.poll.outcome.verdict == outcome["verdict"], seed
    assert reading.poll.outcome.taken == outcome["taken"], seed
    assert {s: list(c.choice) for s, c in held.ballots.items() if s in held.base} == {
        seat: list(reading.poll.poll.standing[seat])
        for seat in held.base
        if seat in reading.poll.poll.standing
    }
    assert reading.head == poll.head


@pytest.mark.soak
def test_thousands_of_named_polls_come_back_from_their_codes(
    polls: Callable[[int], Iterator[OnPaper]], tmp_path: Path
) -> None:
    path = tmp_path / "frames.txt"
    for seed in range(2_000, 6_000):
        for poll in polls(seed):
            path.write_text(scanned(poll.codes, random.Random(seed)), encoding="utf-8")
            demand_agreement(poll, read_frames(path), seed)


def test_a_ballot_that_was_changed_in_the_codes_does_not_agree(
    polls: Callable[[int], Iterator[OnPaper]], tmp_path: Path
) -> None:
    """Signed anew by the same key, as an operator could: head and root are not kept."""
    caught = 0
    for seed in range(8):
        for poll in polls(seed):
            forged = poll.text.text.replace(
                b'"choice":[1],"replaces":false', b'"choice":[2],"replaces":false', 1
            )
            if forged == poll.text.text:
                continue
            codes = poll_codes(PollText(forged, 0, 0), poll.hall.key.sign)
            (tmp_path / "frames.txt").write_text("\n".join(codes.texts), encoding="utf-8")
            reading = verify_paper(read_frames(tmp_path / "frames.txt"), Typed())
            failed = {check.name for check in reading.checks if check.ok is False}
            assert {"roots", "dispositions"} <= failed
            caught += 1
    assert caught


def test_a_poll_that_another_key_signed_does_not_agree(
    polls: Callable[[int], Iterator[OnPaper]], tmp_path: Path
) -> None:
    stranger = SealKey.create(tmp_path / "stranger.seal-key")
    poll = next(one for seed in range(8) for one in polls(seed))
    codes = poll_codes(poll.text, stranger.sign)
    (tmp_path / "frames.txt").write_text("\n".join(codes.texts), encoding="utf-8")
    reading = verify_paper(read_frames(tmp_path / "frames.txt"), Typed())
    assert [check.name for check in reading.checks if check.ok is False] == ["seal"]


def test_the_head_typed_from_the_foot_of_the_page_anchors_the_codes(
    polls: Callable[[int], Iterator[OnPaper]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    poll = next(one for seed in range(8) for one in polls(seed))
    (tmp_path / "frames.txt").write_text("\n".join(poll.codes.texts), encoding="utf-8")
    asked = ["--frames", str(tmp_path / "frames.txt"), "--json"]
    assert main([*asked, "--head", poll.head]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["anchored"], told["anchored_entry"]) == (True, poll.text.last)
    assert main([*asked, "--head", "ab" * 32]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in told["checks"] if one["ok"] is False] == ["anchored"]


LINES = st.lists(
    st.one_of(
        st.builds(
            '{{"n":{},"utc":"{}","mono":{},"raw":"{}","seat":"{}"}}'.format,
            st.integers(0, 10**18),
            st.datetimes().map(lambda at: at.isoformat(timespec="microseconds") + "Z"),
            st.integers(0, 10**20),
            st.binary(max_size=20).map(bytes.hex),
            st.text("A-01", max_size=6),
        ),
        st.text(st.characters(exclude_categories=("Cc", "Cs"))),
        st.lists(st.integers(0, 9999), max_size=300).map(
            lambda one: json.dumps([[n, [n]] for n in one])
        ),
        st.sampled_from(
            ['"2026-13-45T99:99:99.000000Z"', '"1999-01-01T00:00:00.000000Z"', '"00000000"']
        ),
    )
)


@settings(deadline=None)
@given(LINES)
@example(['"9999-01-01T00:00:00.000000Z"', '"9998-12-31T23:59:59.999999Z"'])
def test_any_text_comes_back_from_its_packing(lines: list[str]) -> None:
    text = "".join(line + "\n" for line in lines)
    assert unpacked(packed(text)) == text.encode()
