"""Whole meetings, led at random, written into a true book, bundled, and read by the second hand.

The kiosk judges every press, seals, counts, opens urns, reconciles and declares; the verifier
recomputes all of it from the bundle alone. They must agree on every meeting, entry for entry,
whatever befell it (`ledatrandom`). The last tests show that they would not: a kiosk with a fault is
caught within the same meetings.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from ledatrandom import LedAtRandom
from strategies import MEETING
from writtenhall import OFFICES

from kiosk.clock import ManualClock
from kiosk.ledger import urn
from kiosk.ledger.bundle import export_bundle
from kiosk.ledger.check import check_book
from kiosk.ledger.codec import plain
from kiosk.ledger.keys import SealKey
from kiosk.ledger.officer_keys import REHEARSAL, make_key
from kiosk.ledger.store import Ledger
from kiosk.ledger.unsealing import unseal
from kiosk.meeting import facts as f
from kiosk.meeting.acts import standing_by
from kiosk.meeting.facts import Fact
from kiosk.meeting.refusal import Reason
from kiosk.meeting.state import replay
from kiosk.verifier.anchoring import Typed
from kiosk.verifier.book import asdict
from kiosk.verifier.checks import Reading, verify
from kiosk.verifier.reading import read_bundle

HELD = (
    *("BallotCast", "PressRefused", "StandbyHeard", "StandbyTookOver"),
    *("UrnSealed", "BallotSealed", "UrnOpened", "UrnDestroyed"),
    *("BallotPapersIssued", "BallotPaperSpoilt", "CountEntered", "PollTurned"),
    *("ProxyGiven", "ProxyWithdrawn", "CandidateNamed", "Recused", "RollAmended"),
    *("PollPaused", "PollResumed", "PollExtended", "PollVoided", "BaseGone", "BaseMissed"),
    *("HandsetAuditDrawn", "HandsetAudited", "ItemWithdrawn", "ItemResumed", "Declared"),
    "tie polled again",
)
"""What two hundred meetings must have held between them."""


class Read:
    """One meeting: the hall that held it, and what the verifier read of it."""

    def __init__(self, hall: LedAtRandom, reading: Reading) -> None:
        self.hall, self.reading = hall, reading

    @property
    def failed(self) -> list[str]:
        return [check.name for check in self.reading.checks if check.ok is False]


@pytest.fixture
def meetings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], Read]]:
    """Lead the meeting of a seed, and have it verified from its bundle."""
    founded, key = tmp_path / "founded.book", SealKey.create(tmp_path / "hall.seal-key")
    Ledger.create(founded, meeting=MEETING, mirror=None, clock=ManualClock()).close()
    content = founded.read_bytes()
    keys = {name: make_key(name, cost=REHEARSAL) for name in OFFICES}
    monkeypatch.setattr(urn, "_unsealed", lambda task, where: unseal(task))

    def lead(seed: int) -> Read:
        path, bundle = tmp_path / "meeting.book", tmp_path / "bundle.zip"
        path.write_bytes(content)
        path.with_suffix(".urn").unlink(missing_ok=True)
        with ExitStack() as stack:
            ledger = stack.enter_context(Ledger.open(path, mirror=None, clock=ManualClock()))
            hall = LedAtRandom(ledger, key, random.Random(seed), keys)
            hall.lead()
            assert check_book(ledger) == []
            assert replay(ledger.entries()) == hall.state
            export_bundle(ledger, bundle, key=key, papers=tmp_path, force=True)
        return Read(hall, verify(read_bundle(bundle), Typed()))

    return lead


def demand_agreement(read: Read, seed: int) -> None:
    assert read.failed == [], (seed, [check for check in read.reading.checks if check.ok is False])
    assert read.reading.entries == len(read.hall.entered)
    read_back = {one.poll.plan.poll: one.tally for one in read.reading.polls}
    for number, tally in read.hall.tallies.items():
        told, found = plain(tally), read_back[number]
        assert found is not None
        assert asdict(found) == {name: told[name] for name in asdict(found)}, (seed, number)


def test_two_hundred_meetings_are_read_alike(meetings: Callable[[int], Read]) -> None:
    befell: Counter[str] = Counter()
    for seed in range(200):
        read = meetings(seed)
        demand_agreement(read, seed)
        befell += read.hall.befell
    assert [one for one in HELD if not befell[one]] == []


@pytest.mark.soak
def test_ten_thousand_meetings_are_read_alike(meetings: Callable[[int], Read]) -> None:
    for seed in range(1_000, 11_000):
        demand_agreement(meetings(seed), seed)


def test_a_kiosk_that_forgets_recusals_is_caught(
    meetings: Callable[[int], Read], monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = standing_by.judge

    def forgetful(*asked: object, **how: object) -> Fact:
        fact = judged(*asked, **how)
        if isinstance(fact, f.PressRefused) and fact.reason is Reason.RECUSED:
            return f.PressRefused(fact.poll, fact.seat, Reason.EARLY, fact.press)
        return fact

    monkeypatch.setattr(standing_by, "judge", forgetful)
    caught = [meetings(seed).failed for seed in range(25)]
    assert ["dispositions"] in caught
    assert [] in caught


def test_a_kiosk_whose_urn_swallows_a_ballot_is_caught(
    meetings: Callable[[int], Read], monkeypatch: pytest.MonkeyPatch
) -> None:
    enter = LedAtRandom.enter

    def swallowing(hall: LedAtRandom, *facts: Fact) -> tuple[Fact, ...]:
        return enter(hall, *map(without_the_last, facts))

    monkeypatch.setattr(LedAtRandom, "enter", swallowing)
    urns = [read for read in map(meetings, range(15)) if read.hall.befell["UrnOpened"]]
    held = [one for one in urns if any(poll.ballots for poll in one.hall.state.polls.values())]
    assert held
    assert any("urns" in one.failed for one in held)


def without_the_last(fact: Fact) -> Fact:
    """The list that comes out of an urn, one ballot short."""
    if isinstance(fact, f.UrnOpened):
        return replace(fact, ballots=fact.ballots[:-1])
    return fact
