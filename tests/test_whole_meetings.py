"""Whole meetings, led at random, written into a true book, bundled, and read by the second hand.

The kiosk judges every press, seals, reconciles, counts and declares; the verifier recomputes all of
it from the bundle alone. They must agree on every meeting, entry for entry, whatever befell it. The
last test shows that they would not: a kiosk with a fault is caught within the same meetings.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import strategies
from strategies import (
    CHAIR,
    CHOOSE_TWO_OF_FOUR,
    MEETING,
    SCORE,
    YES_NO_TWO_OF_THREE,
    Hall,
    keypad_of,
    seat_of,
)

from kiosk.clock import ManualClock, Moment
from kiosk.ledger.bundle import export_bundle
from kiosk.ledger.check import check_book
from kiosk.ledger.codec import plain
from kiosk.ledger.keys import SealKey
from kiosk.ledger.persons import commitment, new_salt
from kiosk.ledger.store import Ledger
from kiosk.meeting import facts as f
from kiosk.meeting.acts import attending, conducting, declaring, tabling
from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.ballot import FOR_AGAINST_FORM
from kiosk.meeting.facts import Fact
from kiosk.meeting.poll import Stage
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.roll import Delegate, DelegateClass, Person
from kiosk.meeting.state import replay
from kiosk.verifier.anchoring import Typed
from kiosk.verifier.book import asdict
from kiosk.verifier.checks import Reading, verify
from kiosk.verifier.reading import read_bundle

ASKED = (
    ("ordinary", FOR_AGAINST_FORM),
    ("major", FOR_AGAINST_FORM),
    ("again", FOR_AGAINST_FORM),
    ("owners", FOR_AGAINST_FORM),
    ("priorities", CHOOSE_TWO_OF_FOUR),
    ("priorities", YES_NO_TWO_OF_THREE),
    ("opinion", SCORE),
    ("opinion", FOR_AGAINST_FORM),
)
KEYS = ((1,), (1,), (1,), (2,), (3,), (), (4,), (1, 2), (1, 3, 5), (9,))


class WrittenHall(Hall):
    """A hall whose facts go into a true book, in one commit for each moment."""

    def __init__(self, ledger: Ledger, key: SealKey, dice: random.Random) -> None:
        super().__init__()
        self.ledger, self.key, self.dice = ledger, key, dice
        self._waiting: list[Fact] = []

    def enter(self, *facts: Fact) -> tuple[Fact, ...]:
        whole = tuple(self._with_key(one) for one in facts)
        self._waiting += whole
        return super().enter(*whole)

    def _with_key(self, fact: Fact) -> Fact:
        if not isinstance(fact, f.BookOpened):
            return fact
        members = {name: getattr(fact, name) for name in fact.__dataclass_fields__}
        return f.BookOpened(**members | {"seal_key": self.key.public_hex})

    def wait(self, seconds: float) -> None:
        self.write()
        super().wait(seconds)

    def write(self) -> None:
        self.ledger.append(self._waiting, at=Moment(self.utc, self.now_ns))
        self._waiting = []

    def seal(self) -> None:
        self.write()
        entries, root = self.ledger.root(self.poll.plan.poll)
        self.do(declaring.seal_poll(self.state, entries=entries, root=root))

    def try_to(self, answer: Answer) -> bool:
        """Do what the law allows; what it refuses is left."""
        if isinstance(answer, Refusal):
            return False
        self.enter(*answer)
        return True

    # ---- a meeting at random -----------------------------------------------------------------

    def gather(self) -> None:
        dice = self.dice
        voters, attendees = dice.randint(3, 11), dice.randint(0, 2)
        self.begin()
        persons = [
            Person(number, f"代表{number}", "A", "18to65", "教师", new_salt())
            for number in range(1, voters + attendees + 1)
        ]
        self.ledger.add_persons(persons)
        roll = [
            Delegate(
                one.number,
                seat_of(one.number),
                DelegateClass.CITIZEN if one.number <= voters else DelegateClass.ATTENDEE,
                one.number <= voters,
                commitment(one),
                dice.randint(1, 99_999),
            )
            for one in persons
        ]
        self.do(attending.freeze_roll(self.state, roll))
        for delegate in roll:
            if dice.random() < 0.95:
                self.bind(delegate.seat)
        self.do(attending.open_check_in(self.state))
        self.arrive(*(one.number for one in persons if dice.random() < 0.9))
        self.find_bases()
        self.table()
        self.to_polling()

    def ask_at_random(self) -> None:
        name, form = self.dice.choice(ASKED)
        if self.dice.random() < 0.3:
            seat = self.dice.choice(list(self.state.roll))
            self.try_to(conducting.recuse(self.state, 1, seat, reason="利害关系"))
        self.prepare(name, form=form, last=self.dice.random() < 0.6, duration_s=60)
        self.press_at_random()
        self.override_all()
        if self.dice.random() < 0.05:
            self.void()
            return
        self.open(listen=self.dice.random() < 0.8)
        for _ in range(self.dice.randint(3, 14)):
            self.dice.choice(self.happenings())()
            if self.dice.random() < 0.4:
                self.wait(self.dice.random() * 3)
        self.end_at_random()

    def to_polling_again(self) -> None:
        """An item that was decided is taken up once more, for another round."""
        if self.state.items[1].phase == "declared":
            again = tabling.resume_item(self.state, 1, "polling", reason="再议", by=CHAIR)
            self.try_to(again)

    def happenings(self) -> list[Callable[[], object]]:
        state, dice = self.state, self.dice
        seat = dice.choice(list(state.roll))
        number = state.roll[seat].number
        return [
            *[self.press_at_random] * 6,
            self.press_together,
            lambda: self.try_to(attending.check_out(state, seat, desk="1", reason="离席")),
            lambda: self.try_to(attending.show_pass(state, "1", number)),
            lambda: self.try_to(
                attending.bind_keypad(state, dice.choice((66, 67)), seat, reason="坏了")
            ),
            lambda: self.try_to(conducting.pause_poll(state, by=CHAIR, now_ns=self.now_ns)),
            lambda: self.try_to(conducting.resume_poll(state, by=CHAIR)),
            lambda: self.try_to(conducting.extend_poll(state, by_s=30, by=CHAIR)),
            lambda: self.restart(dice.choice(("boot-1", f"boot-{len(self.entered)}"))),
        ]

    def press_at_random(self) -> None:
        dice = self.dice
        keypads = [*self.state.seat_of, 66, 99, 199]
        made = None
        if dice.random() < 0.5:
            made = max(self.now_ns // 1_000_000 + dice.randint(-4000, 500), 0)
        session = dice.choice((-1, -1, -1, -1, -1, None, 0, 1, 7))
        keypad = dice.choice(keypads)
        self.press("", *dice.choice(KEYS), keypad=keypad, made_ms=made, session=session)

    def press_together(self) -> None:
        for seat in self.state.present:
            if self.dice.random() < 0.8:
                keypad = self.state.keypad_of.get(seat, keypad_of(seat))
                self.press("", *self.dice.choice(KEYS[:6]), keypad=keypad)

    def end_at_random(self) -> None:
        if self.poll.stage is Stage.PAUSED and self.dice.random() < 0.5:
            self.resume()
        self.close()
        for _ in range(self.dice.randint(0, 4)):
            self.wait(self.dice.random())
            self.press_at_random()
        if self.dice.random() < 0.1:
            self.void()
            return
        for base in self.poll.sessions:
            self.drain(base)
        self.seal()
        if self.dice.random() < 0.3:
            self.press_at_random()
        self.reconcile()
        self.try_to(declaring.acknowledge_silence(self.state, by=CHAIR))
        if not self.try_to(declaring.declare(self.state, by=CHAIR)) or self.dice.random() < 0.15:
            self.void()


class Read:
    """One meeting: the hall that held it, and what the verifier read of it."""

    def __init__(self, hall: WrittenHall, reading: Reading) -> None:
        self.hall, self.reading = hall, reading

    @property
    def failed(self) -> list[str]:
        return [check.name for check in self.reading.checks if check.ok is False]


@pytest.fixture
def meetings(tmp_path: Path) -> Iterator[Callable[[int], Read]]:
    """Lead the meeting of a seed, and have it verified from its bundle."""
    founded, key = tmp_path / "founded.book", SealKey.create(tmp_path / "hall.seal-key")
    Ledger.create(founded, meeting=MEETING, mirror=None, clock=ManualClock()).close()
    content = founded.read_bytes()

    def lead(seed: int) -> Read:
        path, bundle = tmp_path / "meeting.book", tmp_path / "bundle.zip"
        path.write_bytes(content)
        with ExitStack() as stack:
            ledger = stack.enter_context(Ledger.open(path, mirror=None, clock=ManualClock()))
            hall = WrittenHall(ledger, key, random.Random(seed))
            hall.gather()
            for _ in range(hall.dice.randint(1, 3)):
                hall.ask_at_random()
                hall.to_polling_again()
            hall.write()
            assert check_book(ledger) == []
            assert replay(ledger.entries()) == hall.state
            export_bundle(ledger, bundle, key=key, papers=tmp_path, force=True)
        return Read(hall, verify(read_bundle(bundle), Typed(None, None, None)))

    return lead


def demand_agreement(read: Read, seed: int) -> None:
    assert read.failed == [], (seed, [check for check in read.reading.checks if check.ok is False])
    assert read.reading.entries == len(read.hall.entered)
    for found in read.reading.polls:
        poll = read.hall.state.polls[found.poll.plan.poll]
        if found.tally is None:
            assert poll.closing is None, seed
            continue
        tally = plain(declaring.tally_of(read.hall.state, poll))
        told = asdict(found.tally)
        assert {name: tally[name] for name in told} == told, (seed, poll.plan.poll)


def test_two_hundred_meetings_are_read_alike(meetings: Callable[[int], Read]) -> None:
    for seed in range(200):
        demand_agreement(meetings(seed), seed)


@pytest.mark.soak
def test_ten_thousand_meetings_are_read_alike(meetings: Callable[[int], Read]) -> None:
    for seed in range(1_000, 11_000):
        demand_agreement(meetings(seed), seed)


def test_a_kiosk_that_forgets_recusals_is_caught(
    meetings: Callable[[int], Read], monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = strategies.judge

    def forgetful(*asked: object, **how: object) -> Fact:
        fact = judged(*asked, **how)
        if isinstance(fact, f.PressRefused) and fact.reason is Reason.RECUSED:
            return f.PressRefused(fact.poll, fact.seat, Reason.EARLY, fact.press)
        return fact

    monkeypatch.setattr(strategies, "judge", forgetful)
    caught = [meetings(seed).failed for seed in range(25)]
    assert ["dispositions"] in caught
    assert [] in caught
