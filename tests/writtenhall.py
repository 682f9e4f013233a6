"""A hall whose facts go into a true book, in one commit for each moment.

Its officers have keys where the meeting says so, its secret polls a real urn: shares beside the
book, boxes that two officers open. Only the process that opens an urn is left out: what it does is
done here, since starting a Python takes longer than a meeting.
"""

import random
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from strategies import CHAIR, OPERATOR, Hall, seat_of

from kiosk.clerk import orders as o
from kiosk.clerk.urnkeeping import UrnKeeper
from kiosk.clock import Moment
from kiosk.ledger.keys import SealKey
from kiosk.ledger.officer_keys import WrappedKey
from kiosk.ledger.persons import commitment, new_salt
from kiosk.ledger.store import Ledger
from kiosk.meeting import facts as f
from kiosk.meeting.acts import declaring
from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.acts.polling import Hidden, poll_of
from kiosk.meeting.acts.standing_by import next_to_judge, receive, take_over
from kiosk.meeting.ballot import Channel
from kiosk.meeting.columns import seats_of
from kiosk.meeting.facts import Fact, Press
from kiosk.meeting.papercount import CountRow, CountSheet
from kiosk.meeting.refusal import Refusal
from kiosk.meeting.roll import Delegate, DelegateClass, Person
from kiosk.meeting.tally import Buckets, count

TELLER, NOTARY = "赵敏", "陈思远"
OFFICES = {CHAIR: "chair", OPERATOR: "operator", TELLER: "teller", NOTARY: "notary"}
SECOND = "C"
"""The base that may stand by for A."""


class WrittenHall(Hall):
    """`keys` are the officers' wrapped keys, all under the passphrase that is their name."""

    def __init__(
        self, ledger: Ledger, key: SealKey, dice: random.Random, keys: Mapping[str, WrappedKey]
    ) -> None:
        super().__init__()
        self.ledger, self.key, self.dice, self.keys = ledger, key, dice, keys
        self.urns = UrnKeeper(ledger, Path(), keys.get)
        self._waiting: list[Fact] = []

    # ---- the book --------------------------------------------------------------------------

    def enter(self, *facts: Fact) -> tuple[Fact, ...]:
        whole = tuple(self._with_key(one) for one in facts)
        self._waiting += whole
        return super().enter(*whole)

    def _with_key(self, fact: Fact) -> Fact:
        if isinstance(fact, f.BookOpened):
            return replace(fact, seal_key=self.key.public_hex)
        if isinstance(fact, f.OfficerNamed) and fact.officer in self.keys:
            return replace(fact, public_key=self.keys[fact.officer].public.hex())
        return fact

    def wait(self, seconds: float) -> None:
        self.write()
        super().wait(seconds)

    def write(self) -> None:
        self.ledger.append(self._waiting, at=Moment(self.utc, self.now_ns))
        self._waiting = []

    def try_to(self, answer: Answer) -> bool:
        """Do what the law allows; what it refuses is left."""
        if isinstance(answer, Refusal):
            return False
        self.enter(*answer)
        return True

    def pair(self) -> tuple[str, str]:
        """Two officers, whoever is at hand."""
        first, second = self.dice.sample(sorted(OFFICES), 2)
        return first, second

    # ---- who belongs to it -----------------------------------------------------------------

    def enlist(self, first: int, count: int, *, voters: int) -> list[Delegate]:
        """So many people with numbers from `first` on, those up to `voters` with a vote."""
        persons = [
            Person(number, f"代表{number}", "A", "18to65", "教师", new_salt())
            for number in range(first, first + count)
        ]
        self.ledger.add_persons(persons)
        return [self._delegate(one, votes=one.number <= voters) for one in persons]

    def _delegate(self, person: Person, *, votes: bool) -> Delegate:
        kind = DelegateClass.CITIZEN if votes else DelegateClass.ATTENDEE
        seat, area = seat_of(person.number), self.dice.randint(1, 99_999)
        return Delegate(person.number, seat, kind, votes, commitment(person), area)

    # ---- presses ---------------------------------------------------------------------------

    def press(self, seat: str, *keys: int, **how: int | None) -> Fact:
        """Press; a second base that hears the same keypads is told of it, too."""
        bare = self.pressed(seat, *keys, **how)
        fact = self._receive(bare)
        if SECOND in self.state.bases and bare.base == "A" and self.dice.random() < 0.9:
            late_ns = self.dice.randint(0, 40_000_000)
            session = self.poll.sessions.get(SECOND) if self.state.polls else None
            at_second = session if bare.session else bare.session
            self._receive(
                replace(bare, base=SECOND, session=at_second, heard_ns=bare.heard_ns + late_ns)
            )
        return fact

    def _receive(self, press: Press) -> Fact:
        """As the clerk takes it: of a secret poll the keys stand beside the press."""
        poll, hidden = poll_of(self.state, press), None
        if poll is not None and poll.secret:
            hidden = Hidden(press.keys, self.urns.seal)
            press = replace(press, keys=(), raw="", masked=True)
        fact = receive(self.state, press, hidden, desk=self.desk)
        self.heard += 1
        self.enter(fact)
        return fact

    def lose_base(self, base: str) -> None:
        """The line breaks; whoever stands by takes over, and what it alone heard is judged."""
        running = self.state.running
        self.enter(f.BaseGone(base, running.plan.poll if running is not None else 0, "断线"))
        while (took := take_over(self.state, desk=self.desk)) is not None:
            self.enter(took)
            while (press := next_to_judge(self.state)) is not None:
                self._receive(press)

    # ---- the end of a poll -----------------------------------------------------------------

    def seal(self) -> None:
        self.write()
        entries, root = self.ledger.root(self.poll.plan.poll)
        self.do(declaring.seal_poll(self.state, entries=entries, root=root))

    def open_urn(self) -> None:
        """Two of the three who hold a share open it, for a reason."""
        urn = self.poll.urn
        assert urn is not None
        first, second = self.dice.sample(urn.officers, 2)
        order = o.OpenUrn("截止，当场计票", (first, second), (first, second))
        opening = self.urns.opening(self.state, order)
        assert not isinstance(opening, Refusal)
        self.do(self.urns.opened(self.state, order, opening()))

    def counted(self, channel: Channel, *, off: bool) -> CountSheet:
        """What somebody finds in the papers or hands of a channel; `off` by a slip of the eye."""
        poll, dice = self.poll, self.dice
        form, seats = poll.plan.form, seats_of(poll, channel)
        entitled = [seat for seat in seats if seat not in poll.recused]
        kept = random.Random(f"{poll.plan.poll} {channel}")
        ways = [(), (1,), (2,), (3,), (1, 2)] if channel is Channel.PAPER else [(), (1,), (2,)]
        given = {seat: kept.choice(ways) for seat in entitled}
        if off and given:
            given[dice.choice(sorted(given))] = dice.choice(ways)
        areas = self.state.areas if poll.plan.rule.by_area else None
        handed = {seat: choice for seat, choice in given.items() if choice}
        found = count(form, handed, roll=len(entitled), base=entitled, areas=areas)
        area = row(found.area) if found.area is not None else None
        figures = row(found)
        return CountSheet(
            figures.in_favour, figures.against, figures.abstain, figures.chosen, figures.void,
            figures.options, figures.noes, area,
        )  # fmt: skip


def row(found: Buckets) -> CountRow:
    return CountRow(
        found.in_favour, found.against, found.abstain, found.chosen, found.void,
        found.options, found.noes,
    )  # fmt: skip
