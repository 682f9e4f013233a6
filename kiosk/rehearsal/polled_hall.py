"""A hall that polled once: a true book with the frames, times and noise of a real line.

What the codes on a paper carry is every byte of the book, so that their number hangs on how much of
a press nobody can foretell; presses that come on the second, in the order of seats, would flatter.
"""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.assets import asset
from kiosk.clerk.beginning import find_pack
from kiosk.clock import ManualClock, Moment
from kiosk.ledger.keys import SealKey
from kiosk.ledger.persons import commitment
from kiosk.ledger.store import Ledger
from kiosk.meeting import facts as f
from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.acts.conducting import close_poll
from kiosk.meeting.acts.declaring import acknowledge_silence, declare, reconcile, seal_poll
from kiosk.meeting.acts.polling import judge
from kiosk.meeting.ballot import FOR_AGAINST_FORM
from kiosk.meeting.facts import Fact, Press
from kiosk.meeting.motion import motion_hash
from kiosk.meeting.poll import PollPlan
from kiosk.meeting.refusal import Refusal
from kiosk.meeting.roll import Delegate, DelegateClass, Person
from kiosk.meeting.state import State, apply
from kiosk.rehearsal.hall import invented_names

BOOK, KEY = "book", "book.seal-key"
MEETING = "0" * 32
BEGUN = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
SECOND, MS = 1_000_000_000, 1_000_000
SPAN_S = 20
PREPARED, OPENED = 60 * SECOND, 61 * SECOND


def poll_once(folder: Path, seats: int) -> None:
    """A book in `folder` of a meeting whose one poll is declared; a seal key beside it."""
    key = SealKey.create(folder / KEY)
    with Ledger.create(folder / BOOK, meeting=MEETING, mirror=None, clock=ManualClock()) as ledger:
        hall = _Hall(ledger, key, seats)
        hall.open()
        hall.press()
        hall.declare()


class _Hall:
    """A meeting of one poll, entered with the times of a real one."""

    def __init__(self, ledger: Ledger, key: SealKey, seats: int) -> None:
        self._ledger, self._key, self._seats = ledger, key, seats
        self._dice = random.Random(seats)
        self._state = State()

    def open(self) -> None:
        """Everybody is in and the poll listens."""
        pack = find_pack("citizens-assembly", asset("rulepacks"))
        rule = pack.rule("ordinary")
        assert rule is not None
        settings = "00" * 32
        title, place = "Bench", "Hall"
        motion = motion_hash(title, title)
        self._enter(
            0,
            f.BookOpened(
                MEETING,
                title,
                title,
                place,
                place,
                480,
                False,
                "bench",
                settings,
                self._key.public_hex,
            ),
            f.KioskStarted("bench", "boot", settings),
            f.RulePackAdopted(pack.pack, pack.version, pack.title, pack.sha256, pack.text),
            f.RollFrozen(tuple(self._roll())),
            *(f.KeypadBound(n, str(n), "") for n in range(1, self._seats + 1)),
            *(f.CheckedIn(str(n), "1", "pass", "") for n in range(1, self._seats + 1)),
            f.BaseFound("A", "HVM-1", 1, self._seats, "hvm1", 8),
            f.ItemTabled(1, title, ""),
            f.MotionPut(1, 1, title, title, motion, False),
        )
        plan = PollPlan(1, 1, 1, 1, FOR_AGAINST_FORM, rule, True, True, 0)
        self._enter(PREPARED, f.PollPrepared(plan))
        self._enter(OPENED, f.PollOpened(1, (("A", 1),), self._seats, "chair"))
        self._enter(OPENED + 3 * MS, f.BaseListens(1, "A", 1, OPENED + MS))

    def _roll(self) -> Iterator[Delegate]:
        names = invented_names(self._seats, seed=1)
        persons = [
            Person(n, name, "1", "18to65", "", f"{n:032x}") for n, name in enumerate(names, start=1)
        ]
        self._ledger.add_persons(persons)
        for one in persons:
            kind = DelegateClass.CITIZEN
            yield Delegate(one.number, str(one.number), kind, True, commitment(one))

    def press(self) -> None:
        """Nearly all press once within the span, in any order; heard in drains of a few."""
        dice = self._dice
        pressing = [n for n in range(1, self._seats + 1) if dice.random() < 0.97]
        dice.shuffle(pressing)
        made = sorted(dice.randrange(SPAN_S * 1000) for _ in pressing)
        waiting = list(zip(pressing, made, range(1, len(made) + 1), strict=True))
        while waiting:
            drain, waiting = waiting[: (few := dice.randint(1, 6))], waiting[few:]
            heard = OPENED + (drain[-1][1] + 4) * MS
            presses = [self._pressed(*one, heard) for one in drain]
            noted = heard + MS + dice.randrange(2 * MS)
            self._enter(noted, *(judge(self._state, press) for press in presses))

    def _pressed(self, keypad: int, made_ms: int, sequence: int, drained_ns: int) -> Press:
        """With the bytes of an HVM-1 frame: sequence, keypad, key, time, check."""
        heard_ns = drained_ns + self._dice.randrange(MS)
        key = self._dice.choice((1, 1, 1, 2, 2, 3))
        check = self._dice.getrandbits(32)
        raw = f"{sequence:04x}{keypad:04x}0101{key:02x}01{made_ms:08x}{check:08x}"
        return Press("A", keypad, (key,), heard_ns, 1, sequence, made_ms, raw)

    def declare(self) -> None:
        now = OPENED + (SPAN_S + 1) * SECOND
        self._do(now, close_poll(self._state, by="chair", closed_ns=now))
        self._enter(now, f.BaseDrained(1, "A", 1, None, 0, True, tuple(self._table())))
        entries, root = self._ledger.root(1)
        self._do(now, seal_poll(self._state, entries=entries, root=root))
        self._do(now, reconcile(self._state))
        silent = acknowledge_silence(self._state, by="chair")
        if not isinstance(silent, Refusal):
            self._enter(now, *silent)
        self._do(now, declare(self._state, by="chair"))

    def _table(self) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        """What the base says that each keypad chose."""
        poll = self._state.polls[1]
        for seat, standing in sorted(poll.ballots.items(), key=lambda one: int(one[0])):
            yield int(seat), 1, standing.choice

    def _do(self, now_ns: int, answer: Answer) -> None:
        assert not isinstance(answer, Refusal), answer
        self._enter(now_ns, *answer)

    def _enter(self, now_ns: int, *facts: Fact) -> None:
        at = Moment(BEGUN + timedelta(microseconds=now_ns // 1000), now_ns)
        for entered in self._ledger.append(facts, at):
            apply(self._state, entered)
