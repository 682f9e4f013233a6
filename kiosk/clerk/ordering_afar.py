"""An order given at a PC that only follows the book: one entry of a desk of its own.

The officer proves who that is with the own passphrase, over a copy of the hall's keyring; the law
judges the order against all that stands, in a turn of the shared book. The passphrase is tried
before the turn begins: it takes a tenth of a second by design, and nobody's press waits for it.
"""

import threading
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path

from kiosk.clerk import orders as o
from kiosk.clerk.obeying import Now, obey
from kiosk.clerk.officers import Officers
from kiosk.clerk.porter import Errand, run
from kiosk.clock import Clock
from kiosk.faults import HallFault
from kiosk.ledger.keyring import read_keyring
from kiosk.ledger.officer_keys import HALL
from kiosk.ledger.server import Place
from kiosk.ledger.shared_store import SharedLedger
from kiosk.meeting.facts import Fact
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.state import State, apply
from kiosk.words import civil

Answer = tuple[Sequence[Fact], Refusal | None]


class OrdersAfar:
    """The officers who may order from here, as the desk `desk` of the meeting at `place`.

    `keyring` is a copy of the hall's; UnusableInput where there is none.
    """

    def __init__(self, place: Place, desk: str, keyring: Path, clock: Clock) -> None:
        self._place, self._desk, self._clock = place, desk, clock
        self._own = keyring.with_name(desk)
        self._errands: list[Errand] = []
        self._officers = Officers(keyring, read_keyring(keyring), self._errands.append)
        self._turn = threading.Lock()

    def order(self, vouched: o.Vouched) -> Future[Refusal | None]:
        """Give an order; None once it stands in the book, else why it was not done."""
        reply: Future[Refusal | None] = Future()
        threading.Thread(target=self._answer, args=(vouched, reply), daemon=True).start()
        return reply

    def _answer(self, vouched: o.Vouched, reply: Future[Refusal | None]) -> None:
        try:
            with self._turn:
                reply.set_result(self._give(vouched))
        except HallFault as fault:
            reply.set_exception(fault)

    def _give(self, vouched: o.Vouched) -> Refusal | None:
        if not isinstance(vouched.order, o.Object):
            return Refusal(Reason.PAPERS_AT_MAIN_VENUE)
        with SharedLedger.open(
            self._place, desk=self._desk, clock=self._clock, main=False, own=self._own
        ) as ledger:
            state = State()
            for entered in ledger.known():
                apply(state, entered)
            posted = o.Posted(vouched, Future(), vouched.officer)
            self._officers.recall(state, self._clock.now())
            refusal = self._officers.refuse(state, posted, self._clock.mono_ns())
            if refusal is not None:
                return refusal
            self._officers.knock(state, posted)
            returned = run(self._errands.pop(), HALL)
            with ledger.turn():
                for entered in ledger.news():
                    apply(state, entered)
                now = self._clock.now()
                facts, refusal = self._officers.receive(state, returned, now.mono_ns)
                if refusal is None:
                    facts, refusal = self._judged(state, vouched.order)
                ledger.append(facts, at=now)
        return refusal

    def _judged(self, state: State, order: o.Object) -> Answer:
        now = self._clock.now()
        offset = state.card.utc_offset_min if state.card is not None else 0
        today = civil(now.utc, offset).date()
        answer = obey(state, order, Now(now.mono_ns, today, now.mono_ns, self._desk))
        return ((), answer) if isinstance(answer, Refusal) else (answer, None)
