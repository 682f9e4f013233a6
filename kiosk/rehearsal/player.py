"""The player: orders, presses and mishaps of a scene, one line after another, on a real kiosk.

It speaks to the kiosk as people and equipment do: by orders to the desk and by bytes on its ports.
What it expects it reads in the book, as a notary would, never in the kiosk's memory.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path

from kiosk.app import Kiosk
from kiosk.clerk import orders as o
from kiosk.clerk.beginning import find_pack, roll_orders
from kiosk.clerk.officers import two_of
from kiosk.clerk.views import Views
from kiosk.faults import HallFault, PortFault
from kiosk.ledger.officer_keys import REHEARSAL
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import BaseGone
from kiosk.meeting.offices import TABLE, Office, deed_name
from kiosk.meeting.refusal import Refusal
from kiosk.meeting.state import State, apply
from kiosk.rehearsal.child import ChildKiosk
from kiosk.rehearsal.enrolling import BY_SCRIPT, certify, enrol_all, passphrase_of
from kiosk.rehearsal.hall import roll_of, settings_of
from kiosk.rehearsal.scene import Scene, Step, whole
from kiosk.rehearsal.stage import Stage
from kiosk.words import words

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
Verb = Callable[["Player", Step], Refusal | None]
"""What a step does; the refusal is the law's, not the player's."""


class Player:
    """Plays one scene in one folder. `pace` scales every time of the crowd and the waits."""

    def __init__(
        self,
        scene: Scene,
        folder: Path,
        stage: Stage,
        *,
        verbs: Mapping[str, Verb],
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
        self._verbs = verbs
        self.expecting = expecting
        self.pace = pace
        self.seed = seed
        self._show_on = show
        self.settings = settings_of(scene, folder, stage, outside=outside or {}, language=language)
        self.roll = roll_of(scene, seed)
        self.pack = find_pack(scene.set_up.pack, scene.path.parent)
        self.officers = officers_of(scene)
        enrol_all(self.settings.keyring, self.officers)
        if scene.set_up.certified:
            certify(self.settings, self.officers, now=stage.clock.now().utc)
        self._state, self._read = State(), 0
        self.kiosk = self.new_kiosk()

    # ---- playing ---------------------------------------------------------------------------

    def play(self) -> Played:
        """Play every step; the kiosk is stopped whatever happens."""
        try:
            self._set_up()
            for step in self.scene.steps:
                self._play(step)
            self.settle()
        finally:
            self.kiosk.stop()
        return self.played

    def _play(self, step: Step) -> None:
        refusal = self._verbs[step.verb](self, step)
        reason = refusal.reason if refusal is not None else ""
        if step.verb == "expect":
            return
        if reason != step.refused:
            told = f"refused: {reason} {refusal.detail}" if refusal is not None else "not refused"
            self.miss(step, f"{told}, expected {step.refused or 'no refusal'}")

    def miss(self, step: Step, what: str) -> None:
        self.played.misses.append(Miss(step.line, step.text, what))

    def new_kiosk(self) -> Kiosk | ChildKiosk:
        """In real time, a scene that kills has its kiosk in a process of its own."""
        if self.stage.real and any(step.verb == "kill" for step in self.scene.steps):
            return ChildKiosk(self.settings, self._show)
        kiosk = Kiosk(
            self.settings,
            clock=self.stage.clock,
            show=self._show,
            open_port=self.stage.open_port,
            cost=REHEARSAL,
        )
        self.stage.take(kiosk)
        return kiosk

    def _show(self, views: Views) -> None:
        self.views = views
        self._show_on(views)

    def _set_up(self) -> None:
        """What every scene begins with: pack, officers, roll, bases that answer, the opening."""
        self._post(o.AdoptPack(self.pack), by=Office.HALL)
        for name, role in self.officers:
            self._post(o.NameOfficer(name, role), by=Office.HALL)
        self.log_in()
        reason = words(self.settings.screens.language).say(BY_SCRIPT)
        for order in roll_orders(self.roll):
            frozen = isinstance(order, o.FreezeRoll)
            self.order(replace(order, reason=reason, officers=self.two) if frozen else order)
        if not any(step.verb == "convene" for step in self.scene.steps):
            self.order(o.OpenMeeting(reason, self.two))
        names = [base.name for base in self.scene.set_up.bases]
        self.wait_for(lambda: len(self.book().bases) == len(names), ANSWER_NS)
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
        """Order as people do: what takes two is assented to by both; wait for the answer."""
        if TABLE[deed_name(type(order).__name__)].two:
            for name in two_of(order)[1]:
                self.assent(name, order)
        return self._post(order, by=self.chair())

    def order_by_two(self, order: o.Order, step: Step, typed: str = "") -> Refusal | None:
        """The same for a step that says how the two assent: `alone`, or `apart` by so long.

        `typed` is what the second types; a passphrase that is not taken ends it there.
        """
        first, second = two_of(order)[1]
        refusal = self.assent(first, order)
        if "alone" not in step.said:
            self.pause_for(whole(step.said.get("apart", 0)))
            refusal = self.assent(second, order, typed) or refusal
        if typed and refusal is not None:
            return refusal
        return self._post(order, by=self.chair())

    def assent(self, name: str, order: o.Order, typed: str = "") -> Refusal | None:
        return self._post(o.Assent(name, order, typed or passphrase_of(name)), by=name)

    def log_in(self) -> None:
        """Every officer opens the own key; the first named comes last and has the console."""
        for name, _ in reversed(self.officers):
            self._post(o.LogIn(name, passphrase_of(name)), by=name)

    def _post(self, order: o.Ordered, *, by: str) -> Refusal | None:
        """Post an order and wait until the book has answered."""
        reply: Future[Refusal | None] = self.kiosk.desk.order(order, by=by)
        if not self.stage.until(reply.done, PATIENCE_NS):
            raise HallFault(
                "{order} was not answered in time",
                where=str(self.settings.book.path),
                cure="look at kiosk and disk, then play the scene again in a new folder",
                order=type(order).__name__,
            )
        return reply.result()

    def book(self) -> State:
        """The state as the book on the disk gives it; asked again, only what came since is read."""
        with Ledger.read(self.settings.book.path) as book:
            for entered in book.entries(self._read):
                apply(self._state, entered)
                self._read = entered.number + 1
        return self._state

    def chair(self) -> str:
        """Who orders: the last chair named."""
        return next(name for name, role in reversed(self.officers) if role == "chair")

    @property
    def two(self) -> tuple[str, str]:
        """The two who do what the scene does not say itself."""
        return self.officers[0][0], self.officers[1][0]

    def wait_for(self, done: Callable[[], bool], timeout_ns: int = PATIENCE_NS) -> bool:
        return self.stage.until(_now_and_then(done, self.stage), timeout_ns)

    def pause_for(self, for_ns: int) -> None:
        end_ns = self.stage.clock.mono_ns() + for_ns
        self.stage.until(lambda: self.stage.clock.mono_ns() >= end_ns, 2 * for_ns + PATIENCE_NS)

    def settle(self) -> None:
        """Until the crowd has pressed, and the book has been quiet for a while."""
        self.stage.until(lambda: self.stage.idle, PATIENCE_NS)
        self.pause_for(QUIET_NS)

    def paced(self, time_ns: object) -> int:
        assert isinstance(time_ns, int)
        return round(time_ns * self.pace)


def officers_of(scene: Scene) -> list[tuple[str, str]]:
    """Those the scene names; a chair, and a second officer, when it names none."""
    named = list(scene.set_up.officers)
    if not any(role == "chair" for _, role in named):
        named.append(("Chair", "chair"))
    return named if len(named) > 1 else [*named, ("Clerk", "operator")]


def _now_and_then(done: Callable[[], bool], stage: Stage) -> Callable[[], bool]:
    """Ask a costly question (the book is opened) at most every 50 ms of the stage's time."""
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
