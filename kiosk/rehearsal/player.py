"""The player: orders, presses and mishaps of a scene, one line after another, on a real kiosk.

It speaks to the kiosk as people and equipment do: by orders to the desk and by bytes on its ports.
What it expects it reads in the book, as a notary would, never in the kiosk's memory.
"""

import random
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import cast

from kiosk.app import Kiosk
from kiosk.clerk import orders as o
from kiosk.clerk.beginning import find_pack, roll_orders
from kiosk.clerk.views import Views
from kiosk.faults import HallFault, PortFault
from kiosk.ledger.passes import make_pass
from kiosk.ledger.store import Ledger
from kiosk.meeting.agenda import Gate, next_phase
from kiosk.meeting.ballot import FOR_AGAINST_FORM, LIMITS, BallotForm, BallotKind
from kiosk.meeting.facts import BaseGone
from kiosk.meeting.poll import Stage as PollStage
from kiosk.meeting.refusal import Refusal
from kiosk.meeting.roll import DelegateClass
from kiosk.meeting.state import State, replay
from kiosk.rehearsal.hall import invented, roll_of, settings_of
from kiosk.rehearsal.scene import Scene, Step
from kiosk.rehearsal.stage import Stage
from kiosk.words import civil

PATIENCE_NS = 15_000_000_000
ANSWER_NS = 15_000_000_000
QUIET_NS = 400_000_000


@dataclass(frozen=True, slots=True)
class Miss:
    """Something that was expected and is not so."""

    line: int
    text: str
    what: str


@dataclass(slots=True)
class Played:
    """How a scene went: what was missed, how many expectations held."""

    misses: list[Miss] = field(default_factory=list[Miss])
    held: int = 0

    @property
    def true(self) -> bool:
        return not self.misses


Expecting = Callable[["Player", Step], str]
"""Returns what is wrong, empty when the expectation holds."""


class Player:
    """Plays one scene in one folder. `pace` scales every time of the crowd and the waits."""

    def __init__(
        self,
        scene: Scene,
        folder: Path,
        stage: Stage,
        *,
        expecting: Expecting,
        outside: Mapping[str, str] | None = None,
        language: str = "zh_CN",
        seed: int = 1,
        pace: float = 1.0,
        show: Callable[[Views], None] = lambda views: None,
        still: Callable[[str], None] = lambda name: None,
    ) -> None:
        self.scene = scene
        self.folder = folder
        self.stage = stage
        self.views: Views | None = None
        self.played = Played()
        self.still = still
        self._expecting = expecting
        self._pace = pace
        self._seed = seed
        self._show_on = show
        self.settings = settings_of(scene, folder, stage, outside=outside or {}, language=language)
        self._roll = roll_of(scene, seed)
        self._pack = find_pack(scene.set_up.pack, scene.path.parent)
        self.kiosk = self._new_kiosk()

    # ---- playing ---------------------------------------------------------------------------

    def play(self) -> Played:
        """Play every step; the kiosk is stopped whatever happens."""
        try:
            self._set_up()
            for step in self.scene.steps:
                self._play(step)
            self._settle()
        finally:
            self.kiosk.stop()
        return self.played

    def _play(self, step: Step) -> None:
        refusal = STEPS[step.verb](self, step)
        reason = refusal.reason if refusal is not None else ""
        if step.verb == "expect":
            return
        if reason != step.refused:
            told = f"refused: {reason} {refusal.detail}" if refusal is not None else "not refused"
            self.miss(step, f"{told}, expected {step.refused or 'no refusal'}")

    def miss(self, step: Step, what: str) -> None:
        self.played.misses.append(Miss(step.line, step.text, what))

    def _new_kiosk(self) -> Kiosk:
        kiosk = Kiosk(
            self.settings, clock=self.stage.clock, show=self._show, open_port=self.stage.open_port
        )
        self.stage.take(kiosk)
        return kiosk

    def _show(self, views: Views) -> None:
        self.views = views
        self._show_on(views)

    def _set_up(self) -> None:
        """What every scene begins with: pack, officers, roll, bases that answer."""
        self.order(o.AdoptPack(self._pack))
        for name, role in self.scene.set_up.officers or [("Chair", "chair"), ("Clerk", "operator")]:
            self.order(o.NameOfficer(name, role))
        for order in roll_orders(self._roll):
            self.order(order)
        names = [base.name for base in self.scene.set_up.bases]
        self._wait_for(lambda: len(self.book().bases) == len(names), ANSWER_NS)
        for name in sorted(set(names) - self.book().bases.keys()):
            raise self._silent_base(name)

    def _silent_base(self, name: str) -> HallFault:
        """Why nothing of the scene can be played; the book holds what the station said."""
        with Ledger.read(self.settings.book.path) as book:
            gone = [one.fact for one in book.entries(facts=[BaseGone])]
        told = [fact.what for fact in gone if isinstance(fact, BaseGone) and fact.base == name]
        return PortFault(
            "base {base} does not answer: {why}",
            where=next(base.port for base in self.settings.base if base.name == name),
            cure="check its power and cable, or name another port with --base {base}=PORT",
            base=name,
            why=told[-1] if told else "nothing came from it",
        )

    # ---- speaking and looking --------------------------------------------------------------

    def order(self, order: o.Order) -> Refusal | None:
        """Order, and wait until the book has answered."""
        reply: Future[Refusal | None] = self.kiosk.desk.order(order)
        if not self.stage.until(reply.done, PATIENCE_NS):
            raise HallFault(
                "{order} was not answered in time",
                where=str(self.settings.book.path),
                cure="look at kiosk and disk, then play the scene again in a new folder",
                order=type(order).__name__,
            )
        return reply.result()

    def book(self) -> State:
        """The state as the book on the disk gives it."""
        with Ledger.read(self.settings.book.path) as book:
            return replay(book.entries())

    def chair(self) -> str:
        """Who orders: the last chair named, else anyone."""
        officers = reversed(self.scene.set_up.officers)
        return next((n for n, role in officers if role == "chair"), "Chair")

    def _wait_for(self, done: Callable[[], bool], timeout_ns: int = PATIENCE_NS) -> bool:
        return self.stage.until(_now_and_then(done, self.stage), timeout_ns)

    def _pause(self, for_ns: int) -> None:
        end_ns = self.stage.clock.mono_ns() + for_ns
        self.stage.until(lambda: self.stage.clock.mono_ns() >= end_ns, 2 * for_ns + PATIENCE_NS)

    def _settle(self) -> None:
        """Until the crowd has pressed, and the book has been quiet for a while."""
        self.stage.until(lambda: self.stage.idle, PATIENCE_NS)
        self._pause(QUIET_NS)

    def paced(self, time_ns: object) -> int:
        assert isinstance(time_ns, int)
        return round(time_ns * self._pace)

    # ---- the steps -------------------------------------------------------------------------

    def item(self, step: Step) -> Refusal | None:
        said = step.said
        days = _int(said["days"])
        noticed = self._days_ago(days) if days >= 0 else ""
        return self.order(o.TableItem(_int(said["item"]), str(said["title"]), noticed))

    def _days_ago(self, days: int) -> str:
        today = civil(self.stage.clock.now().utc, self.settings.meeting.utc_offset_min).date()
        return (today - timedelta(days=days)).isoformat()

    def motion(self, step: Step) -> Refusal | None:
        said = step.said
        return self.order(
            o.PutMotion(
                _int(said["item"]), str(said["title"]), str(said["text"]), bool(said["noticed"])
            )
        )

    def phase(self, step: Step) -> Refusal | None:
        return self.order(o.EnterPhase(_int(step.said["item"]), str(step.said["phase"])))

    def phases(self, step: Step) -> Refusal | None:
        item, goal = _int(step.said["item"]), str(step.said["phase"])
        while True:
            state = self.book()
            known = state.items.get(item)
            due = next_phase(state.phases, (known.phase or None) if known else None)
            refusal = self.order(o.EnterPhase(item, due or goal))
            if refusal is not None or due == goal:
                return refusal

    def resume_item(self, step: Step) -> Refusal | None:
        item, phase = _int(step.said["item"]), str(step.said["phase"])
        return self.order(o.ResumeItem(item, phase, str(step.said["reason"]), self.chair()))

    def demand(self, step: Step) -> Refusal | None:
        gate = Gate(str(step.said["gate"]))
        return self.order(o.DemandGate(_int(step.said["item"]), gate, self.chair()))

    def review(self, step: Step) -> Refusal | None:
        said = step.said
        return self.order(
            o.GiveReview(
                item=_int(said["item"]),
                number=str(said["number"]),
                day=self._days_ago(_int(said["days"])),
                opinion=str(said["opinion"]),
                lawful=bool(said["lawful"]),
                by=self.chair(),
            )
        )

    def attention(self, step: Step) -> Refusal | None:
        item, attentive = _int(step.said["item"]), _int(step.said["attentive"])
        asked = _int(step.said["asked"])
        return self.order(o.CountAttention(item, attentive, asked, self.chair()))

    def interest(self, step: Step) -> Refusal | None:
        item, reason = _int(step.said["item"]), str(step.said["reason"])
        return self.order(o.FindMajorInterest(item, reason, self.chair()))

    def amendment(self, step: Step) -> Refusal | None:
        item, amends = _int(step.said["item"]), _int(step.said["amends"])
        return self.order(o.MoveAmendment(item, amends, self.chair()))

    def add(self, step: Step) -> Refusal | None:
        """Latecomers come to the roll; they are handed out keypads and shown in like anyone."""
        group = DelegateClass(str(step.said["class"]))
        lines = [invented(number, group, seed=self._seed) for number in _ints(step.said["numbers"])]
        reason, officers = _two(step)
        return self.order(
            o.AmendRoll(
                tuple(line.delegate for line in lines),
                tuple(line.person for line in lines),
                reason,
                officers,
            )
        )

    def recuse(self, step: Step) -> Refusal | None:
        seats, reason = _ints(step.said["seats"]), str(step.said["reason"])
        item = _int(step.said["item"])
        return self._each(o.Recuse(item, str(seat), reason) for seat in seats)

    def check_in(self, step: Step) -> Refusal | None:
        what = step.said["what"]
        if what != "seats":
            return self.order(o.OpenCheckIn() if what == "open" else o.CloseCheckIn())
        seats, reason = _ints(step.said["seats"]), str(step.said["reason"])
        return self._each(o.CheckInByHand(str(seat), "1", reason) for seat in seats)

    def check_out(self, step: Step) -> Refusal | None:
        seats, reason = _ints(step.said["seats"]), str(step.said["reason"])
        return self._each(o.CheckOut(str(seat), "1", reason) for seat in seats)

    def _each(self, orders: Iterable[o.Order]) -> Refusal | None:
        for order in orders:
            refusal = self.order(order)
            if refusal is not None:
                return refusal
        return None

    def scan(self, step: Step) -> Refusal | None:
        """Show passes to a desk's scanner, and wait until the book knows of each."""
        gun = self.stage.guns[str(step.said["desk"])]
        texts = self._passes(step)
        over, start = self.paced(step.said["over"]), self.stage.clock.mono_ns()
        for place, text in enumerate(texts):
            self.stage.at(start + over * place // len(texts), lambda text=text: gun.scan(text))
        before = self._scans()
        self._wait_for(lambda: self._scans() >= before + len(texts), over + PATIENCE_NS)
        return None

    def _scans(self) -> int:
        from_desks = ("CheckedIn", "PassRefused")
        with Ledger.read(self.settings.book.path) as book:
            return sum(type(one.fact).__name__ in from_desks for one in book.entries())

    def _passes(self, step: Step) -> list[str]:
        seal, meeting = self.kiosk.seal, self.kiosk.meeting
        if step.said["kind"] == "forged":
            genuine = make_pass(seal, meeting, number=1)
            return [genuine[:-8] + ("A" * 8 if genuine[-8:] != "A" * 8 else "B" * 8)]
        if step.said["kind"] == "other-meeting":
            return [make_pass(seal, "f" * 32, number=1)]
        return [make_pass(seal, meeting, number=one) for one in _ints(step.said["numbers"])]

    def hand(self, step: Step) -> Refusal | None:
        keypads, seats = _ints(step.said["keypads"]), _ints(step.said["seats"])
        if keypads:
            pairs = tuple((k, str(seat)) for k, seat in zip(keypads, seats, strict=True))
        else:
            voting = [line for line in self._roll if line.delegate.votes]
            pairs = tuple(
                (line.keypad or line.delegate.number, line.delegate.seat) for line in voting
            )
        return self.order(o.BindKeypads(pairs, "handed out"))

    def swap(self, step: Step) -> Refusal | None:
        pair = (_int(step.said["keypad"]), str(step.said["seat"]))
        return self.order(o.BindKeypads((pair,), "swapped"))

    def take(self, step: Step) -> Refusal | None:
        return self.order(o.ReturnKeypad(_int(step.said["keypad"]), "taken back"))

    def call(self, step: Step) -> Refusal | None:
        before = self._calls()
        refusal = self.order(o.CallKeypads())
        found = [base.found for base in self.book().bases.values() if base.answers]
        bases = sum(one.protocol in CALLED for one in found)
        self._wait_for(lambda: self._calls() >= before + bases)
        return refusal

    def _calls(self) -> int:
        with Ledger.read(self.settings.book.path) as book:
            return sum(type(one.fact).__name__ == "KeypadsCalled" for one in book.entries())

    def prepare(self, step: Step) -> Refusal | None:
        said = step.said
        options = cast("tuple[str, ...]", said["options"])
        form = FOR_AGAINST_FORM
        kind = BallotKind(str(said["kind"]))
        if kind is not BallotKind.FOR_AGAINST:
            least = LIMITS[kind][0]
            form = BallotForm(kind, options, least, _int(said["maximum"]))
        duration = _int(said["duration_s"])
        return self.order(
            o.PreparePoll(
                item=_int(said["item"]),
                rule=str(said["rule"]),
                form=form,
                named=bool(said["named"]),
                last_press_counts=bool(said["last"]),
                duration_s=max(1, round(duration * self._pace)) if duration else 0,
            )
        )

    def override(self, step: Step) -> Refusal | None:
        reason, officers = _two(step)
        return self.order(o.OverrideGate(Gate(str(step.said["gate"])), reason, officers))

    def zero(self, step: Step) -> Refusal | None:
        return self._paper(o.IssueZeroReport(self.chair()))

    def record(self, step: Step) -> Refusal | None:
        poll = _int(step.said["poll"]) or self.book().last_poll
        return self._paper(o.IssueRecord(poll, self.chair()))

    def _paper(self, order: o.IssueZeroReport | o.IssueRecord) -> Refusal | None:
        before = len(self.book().papers)
        refusal = self.order(order)
        if refusal is None:
            self._wait_for(lambda: len(self.book().papers) > before)
        return refusal

    def open(self, step: Step) -> Refusal | None:
        refusal = self.order(o.OpenPoll(self.chair()))
        if refusal is None:
            self._wait_for(self._all_listen)
        return refusal

    def _all_listen(self) -> bool:
        state = self.book()
        poll = state.poll
        assert poll is not None
        answering = [name for name, base in state.bases.items() if base.answers]
        return all(base in poll.listening for base in answering)

    def press(self, step: Step) -> Refusal | None:
        """Let the crowd press in the background, while `wait` and later orders let time pass."""
        said = step.said
        keypads, choice = _ints(said["keypads"]), _ints(said["choice"])
        start = self.stage.clock.mono_ns() + self.paced(said["at"])
        over = self.paced(said["over"])
        for place, keypad in enumerate(keypads):
            due = start + over * place // len(keypads)
            self.stage.at(due, lambda keypad=keypad: self._press(keypad, choice))
        if not over and not said["at"]:
            self.stage.until(lambda: self.stage.idle, PATIENCE_NS)
        return None

    def _press(self, keypad: int, choice: tuple[int, ...]) -> None:
        for base in self.scene.set_up.bases:
            collector = self.stage.collectors.get(base.name)
            if collector is not None and base.first <= keypad <= base.last:
                collector.press(keypad, choice, self.stage.clock.mono_ns())
                return

    def pause(self, step: Step) -> Refusal | None:
        return self.order(o.PausePoll(self.chair()))

    def resume(self, step: Step) -> Refusal | None:
        return self.order(o.ResumePoll(self.chair()))

    def extend(self, step: Step) -> Refusal | None:
        return self.order(o.ExtendPoll(_int(step.said["by_s"]), self.chair()))

    def close(self, step: Step) -> Refusal | None:
        return self.order(o.ClosePoll(self.chair()))

    def give(self, step: Step) -> Refusal | None:
        reason, officers = _two(step)
        return self.order(o.GiveUpBase(str(step.said["base"]), reason, officers))

    def reconcile(self, step: Step) -> Refusal | None:
        return self.order(o.Reconcile())

    def acknowledge(self, step: Step) -> Refusal | None:
        return self.order(o.AcknowledgeSilence(self.chair()))

    def declare(self, step: Step) -> Refusal | None:
        return self.order(o.Declare(self.chair()))

    def void(self, step: Step) -> Refusal | None:
        reason, officers = _two(step)
        return self.order(o.VoidPoll(reason, officers))

    def object(self, step: Step) -> Refusal | None:
        return self.order(o.Object(str(step.said["by"]), str(step.said["text"])))

    def end(self, step: Step) -> Refusal | None:
        return self.order(o.CloseMeeting(self.chair()))

    def wait(self, step: Step) -> Refusal | None:
        until = step.said.get("until")
        if until is None:
            self._pause(self.paced(step.said["ns"]))
        elif until == "pressed":
            self._settle()
        elif not self._wait_for(lambda: WAITS[str(until)](self.book()), 4 * PATIENCE_NS):
            self.miss(step, f"waited in vain until {until}")
        return None

    def unplug(self, step: Step) -> Refusal | None:
        base = str(step.said["base"])
        self.stage.unplug(f"base-{base}")
        self._wait_for(lambda: not self.book().bases[base].answers)
        return None

    def replug(self, step: Step) -> Refusal | None:
        base = str(step.said["base"])
        self.stage.replug(f"base-{base}")
        self._wait_for(lambda: self.book().bases[base].answers)
        return None

    def noise(self, step: Step) -> Refusal | None:
        dice = random.Random(self._seed)
        data = bytes(dice.randrange(256) for _ in range(_int(step.said["bytes"])))
        self.stage.noise(f"base-{step.said['base']}", data)
        return None

    def silence(self, step: Step) -> Refusal | None:
        for keypad in _ints(step.said["keypads"]):
            for base in self.scene.set_up.bases:
                if base.first <= keypad <= base.last:
                    self.stage.collectors[base.name].set_online([keypad], online=False)
        return None

    def kill(self, step: Step) -> Refusal | None:
        """End the kiosk where it stands and start another on the same book."""
        self.kiosk.abandon()
        self.kiosk = self._new_kiosk()
        bases = len(self.scene.set_up.bases)
        self._wait_for(lambda: sum(b.answers for b in self.book().bases.values()) == bases)
        return None

    def take_still(self, step: Step) -> Refusal | None:
        self.still(str(step.said["name"]))
        return None

    def expect(self, step: Step) -> Refusal | None:
        """An expectation may take a moment to come true: presses are under way."""
        wrong = ""

        def holds() -> bool:
            nonlocal wrong
            wrong = self._expecting(self, step)
            return not wrong

        if self._wait_for(holds, 3_000_000_000):
            self.played.held += 1
        else:
            self.miss(step, wrong)
        return None


def _now_and_then(done: Callable[[], bool], stage: Stage) -> Callable[[], bool]:
    """Ask a costly question (a replay of the book) at most every 50 ms of the stage's time."""
    next_ns = 0
    answer = False

    def asked() -> bool:
        nonlocal next_ns, answer
        now_ns = stage.clock.mono_ns()
        if now_ns >= next_ns:
            answer = done()
            next_ns = now_ns + 50_000_000
        return answer

    return asked


def _int(said: object) -> int:
    assert isinstance(said, int)
    return said


def _ints(said: object) -> tuple[int, ...]:
    return tuple(_int(one) for one in cast("tuple[object, ...]", said))


def _two(step: Step) -> tuple[str, tuple[str, str]]:
    first, second = cast("tuple[str, str]", step.said["officers"])
    return str(step.said["reason"]), (first, second)


def _stage_reached(state: State, stages: frozenset[PollStage]) -> bool:
    return state.poll is not None and state.poll.stage in stages


CALLED = ("hvm1",)
"""The protocols whose bases can tell which keypads are there."""

QUIET = frozenset({PollStage.CLOSED, PollStage.RECONCILED, PollStage.DECLARED})
WAITS: dict[str, Callable[[State], bool]] = {
    "closed": lambda state: _stage_reached(state, QUIET),
    "reconciled": lambda state: _stage_reached(state, QUIET - {PollStage.CLOSED}),
    "quiet": lambda state: _stage_reached(state, QUIET),
    "answers": lambda state: all(base.answers for base in state.bases.values()),
}

STEPS: dict[str, Callable[[Player, Step], Refusal | None]] = {
    "item": Player.item,
    "motion": Player.motion,
    "phase": Player.phase,
    "phases": Player.phases,
    "return": Player.resume_item,
    "demand": Player.demand,
    "review": Player.review,
    "attention": Player.attention,
    "interest": Player.interest,
    "amendment": Player.amendment,
    "recuse": Player.recuse,
    "add": Player.add,
    "check-in": Player.check_in,
    "check-out": Player.check_out,
    "scan": Player.scan,
    "hand": Player.hand,
    "swap": Player.swap,
    "take": Player.take,
    "call": Player.call,
    "prepare": Player.prepare,
    "override": Player.override,
    "zero": Player.zero,
    "open": Player.open,
    "press": Player.press,
    "pause": Player.pause,
    "resume": Player.resume,
    "extend": Player.extend,
    "close": Player.close,
    "give": Player.give,
    "reconcile": Player.reconcile,
    "acknowledge": Player.acknowledge,
    "declare": Player.declare,
    "void": Player.void,
    "record": Player.record,
    "object": Player.object,
    "end": Player.end,
    "wait": Player.wait,
    "unplug": Player.unplug,
    "replug": Player.replug,
    "noise": Player.noise,
    "silence": Player.silence,
    "kill": Player.kill,
    "still": Player.take_still,
    "expect": Player.expect,
}
