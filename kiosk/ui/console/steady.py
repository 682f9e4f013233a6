"""The large button holds still: what it means does not change under the finger. Pure.

While an order of the button is under way it takes no press and says what is being done; and when
its meaning has changed it takes none for a second, by touch, by its chord, or by the act's own.
The first meaning after the start is free: nobody's finger is on it yet.
"""

from dataclasses import dataclass

from kiosk.clerk.views import Act, ConsoleView
from kiosk.meeting.ballot import Channel

STEADY_NS = 1_000_000_000
PATIENCE_NS = 10_000_000_000
"""For how long a base that answers is waited for calmly after the close."""
Meaning = tuple[str, int, str, int]


@dataclass(frozen=True, slots=True)
class Held:
    """The button now: `doing` names the order under way, `waits` a meaning that is still new.

    `long` says that its meaning has stood for longer than a close usually takes.
    """

    doing: Act | None = None
    waits: bool = False
    long: bool = False

    @property
    def free(self) -> bool:
        return self.doing is None and not self.waits


FREE = Held()


def meaning_of(view: ConsoleView) -> Meaning:
    """What a press of the large button would do, and to what."""
    act = str(view.next.act) if view.next is not None else ""
    return act, view.item, view.phase, view.plan.poll if view.plan is not None else 0


def too_few(view: ConsoleView) -> bool:
    """Whether fewer than half of those entitled have pressed; of a poll by keypads only."""
    by_keypads = view.plan is None or view.plan.channel is Channel.KEYPADS
    return by_keypads and view.pressed < view.not_pressed


@dataclass(slots=True)
class Steady:
    """What the button means, since when (monotonic ns), and which order of it is under way."""

    meaning: Meaning | None = None
    since_ns: int = 0
    free_ns: int = 0
    ordered: Act | None = None
    answered: int = 0

    def see(self, view: ConsoleView, now_ns: int) -> None:
        """A new view: an order that was answered is over, a new meaning begins to stand."""
        meaning = meaning_of(view)
        if view.answered != self.answered:
            self.ordered = None
        if meaning == self.meaning:
            return
        if self.meaning is not None:
            self.free_ns = now_ns + STEADY_NS
        self.meaning, self.since_ns, self.ordered = meaning, now_ns, None

    def hold(self, now_ns: int) -> None:
        """A question opened: it takes no answer for as long."""
        self.free_ns = now_ns + STEADY_NS

    def order(self, act: Act, view: ConsoleView, now_ns: int) -> None:
        """The button was pressed: this act is under way until it is answered."""
        self.ordered, self.answered = act, view.answered
        self.free_ns = now_ns + STEADY_NS

    def held(self, view: ConsoleView, now_ns: int) -> Held:
        """How the button stands at this instant."""
        return Held(
            doing=self.ordered or view.under_way,
            waits=now_ns < self.free_ns,
            long=now_ns - self.since_ns > PATIENCE_NS,
        )
