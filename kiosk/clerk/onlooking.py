"""Who only looks on: the book read on another PC, folded there, and shown as the observer's view.

One thread owns what was read and the state. It is told that there may be news (a listener, or its
own watch), reads them, answers who looks something up, and shows a view. While the book cannot be
reached it says so and since when, and tries again; what came meanwhile is read then. Entries that
do not hold together end the following: what stood before them stays on the screen.
"""

import logging
import queue
import tempfile
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from kiosk.clerk.checking import SECOND_HAND, Checked, Step, run
from kiosk.clerk.observerview import Looked, ObserverView, SeatLine
from kiosk.clerk.observing import Enquiry, individual, look_up, observer_view
from kiosk.clock import Clock
from kiosk.devices.drained import drained
from kiosk.faults import BookFault
from kiosk.ledger.afar import Reading, Source
from kiosk.meeting.facts import RollAmended, RollFrozen
from kiosk.meeting.outcome import Sentence
from kiosk.meeting.poll import Stage
from kiosk.meeting.state import State, apply
from kiosk.words import civil

log = logging.getLogger(__name__)
WATCH_S = 0.5
KEY_DIGITS = 64
AWAY = (
    "The book cannot be reached since {since}: {why}. It is tried again by itself; what comes "
    "meanwhile is read then."
)
STOPPED = (
    "The book is no longer followed, for a defect of this program ({why}). What stands here is "
    "not new; close the window and open it again."
)
BROKEN = "The book does not hold together at entry {entry} ({kind}); nothing behind it is shown."
OTHER_KEY = "This book has another seal key than the one that was given: {found}, not {given}."
Show = Callable[[ObserverView], None]


class Onlooker:
    """Follows a book. `orders` says whether somebody may order here; `key` is the seal key (hex,
    or its fingerprint) that the book must have, empty for any.
    """

    def __init__(
        self,
        source: Source,
        show: Show,
        *,
        clock: Clock,
        key: str = "",
        orders: bool = False,
        verifier: Sequence[str],
        fingerprint: Callable[[str], str],
    ) -> None:
        self.state = State()
        self._reading = Reading(source)
        self._show, self._clock = show, clock
        self._key, self._orders = key, orders
        self._verifier, self._fingerprint = tuple(verifier), fingerprint
        self._names: dict[int, str] = {}
        self._seats: tuple[int, tuple[SeatLine, ...]] = (-1, ())
        self._away: tuple[datetime, BookFault] | None = None
        self._bug: BaseException | None = None
        self._inbox: queue.SimpleQueue[Enquiry | None] = queue.SimpleQueue()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="onlooker", daemon=True)

    def start(self) -> None:
        """Read all there is, then follow."""
        self._take()
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        self._inbox.put(None)
        if self._thread.is_alive():
            self._thread.join()
        self._reading.source.close()

    def look(self) -> None:
        """There may be news; from any thread."""
        self._inbox.put(None)

    def ask(self, typed: str, poll: int, *, seat: str = "", keypad: int = 0) -> Future[Looked]:
        """Look up presses; answered on this thread's next turn."""
        reply: Future[Looked] = Future()
        self._inbox.put(Enquiry(typed, poll, reply, seat, keypad))
        return reply

    def check(self, tell: Callable[[Checked], None]) -> None:
        """Have all that was read here counted again by the independent verifier."""
        threading.Thread(target=self._check, args=(tell,), name="check", daemon=True).start()

    def _check(self, tell: Callable[[Checked], None]) -> None:
        with tempfile.TemporaryDirectory(prefix="kiosk-check-") as folder:
            copy = Path(folder) / "copy.book"
            try:
                self._reading.copy(copy)
            except BookFault as fault:
                said = Sentence("The check could not be made: {why}", {"why": str(fault)})
                tell(Checked(1, 1, said, over=True))
                return
            key = ("--fingerprint", self._on_paper(self._key)) if self._key else ()
            command = (*self._verifier, str(copy), "--json", *key)
            tell(run((Step(SECOND_HAND, command),), tell))

    def crash(self, where: str, bug: BaseException) -> None:
        """A thread died of a defect; what was read stays on the screen, which says so."""
        log.error(where, exc_info=bug)
        self._bug = bug
        self._ended.set()
        self._tell()

    # ---- the thread ----------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            while not self._ended.is_set():
                self._turn()
        except BaseException as bug:  # noqa: BLE001  a thread's head
            self.crash("onlooker", bug)

    def _turn(self) -> None:
        asked = self._waiting()
        before = self._reading.head, self._away, self._reading.broken
        self._read()
        for one in asked:
            one.reply.set_result(look_up(self.state, self._names, one))
        if (self._reading.head, self._away, self._reading.broken) != before:
            self._tell()

    def _waiting(self) -> list[Enquiry]:
        """What was asked; waits until something was, or until it is time to look."""
        try:
            first = self._inbox.get(timeout=WATCH_S)
        except queue.Empty:
            return []
        return [one for one in (first, *drained(self._inbox)) if one is not None]

    def _take(self) -> None:
        self._read()
        self._tell()

    def _read(self) -> None:
        try:
            for entered in self._reading.news():
                apply(self.state, entered)
                if isinstance(entered.fact, RollFrozen | RollAmended):
                    people = self._reading.source.persons()
                    self._names = {one.number: one.name for one in people}
        except BookFault as fault:
            since = self._away[0] if self._away is not None else self._clock.now().utc
            self._away = self._away or (since, fault)
        else:
            self._away = None

    def _tell(self) -> None:
        entry, head = self._reading.head
        view = observer_view(
            self.state, entry=entry, head=head, mirror="", seats=self._seats_told()
        )
        self._show(
            replace(
                view,
                follows=not self._orders,
                guarded=bool(self.state.officer_keys),
                told=tuple(self._told()),
            )
        )

    def _seats_told(self) -> tuple[SeatLine, ...]:
        """Made once a declaration."""
        poll = self.state.poll
        if poll is None or poll.declared is None or poll.stage is not Stage.DECLARED:
            return ()
        if self._seats[0] != poll.declared.number:
            self._seats = poll.declared.number, individual(self.state, poll, self._names)
        return self._seats[1]

    def _told(self) -> list[Sentence]:
        """What is wrong with the following itself."""
        found: list[Sentence] = []
        if self._bug is not None:
            found.append(Sentence(STOPPED, {"why": f"{type(self._bug).__name__}: {self._bug}"}))
        card, broken = self.state.card, self._reading.broken
        if self._away is not None:
            since, fault = self._away
            offset = card.utc_offset_min if card is not None else 0
            args = {
                "since": f"{civil(since, offset):%H:%M:%S}",
                "why": f"{fault.where}: {fault.what.format(**fault.details)}",
            }
            found.append(Sentence(AWAY, dict(args)))
        if broken is not None:
            args_of = {"entry": broken.number, "kind": str(broken.kind)}
            found.append(Sentence(BROKEN, dict(args_of)))
        if card is not None and self._key and not self._is_given(card.seal_key):
            found_key = self._fingerprint(card.seal_key)
            given = self._on_paper(self._key)
            found.append(Sentence(OTHER_KEY, {"found": found_key, "given": given}))
        return found

    def _is_given(self, seal_key: str) -> bool:
        return self._on_paper(self._key) == self._fingerprint(seal_key)

    def _on_paper(self, given: str) -> str:
        """A key or its fingerprint, however it was typed, as the fingerprint stands on paper."""
        digits = "".join(given.split()).upper()
        if len(digits) == KEY_DIGITS:
            return self._fingerprint(digits.lower())
        return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))
