"""The observer's PC: what follows a book that another PC writes, built once and handed down.

book → source → onlooker → the observer's window
          listener ┘  └→ a verifier of its own
officer's passphrase → one entry of a desk of its own, where the book is on a server
"""

import sys
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from kiosk.clerk import orders as o
from kiosk.clerk.observerview import ObserverView
from kiosk.clerk.onlooking import Onlooker
from kiosk.clerk.ordering_afar import OrdersAfar
from kiosk.clock import SystemClock
from kiosk.faults import UnusableInput
from kiosk.ledger.afar import Source, source_of
from kiosk.ledger.keys import fingerprint
from kiosk.ledger.listening import Listener
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.ui.observer.props import Wanted
from kiosk.ui.observer.wish import ObserverWish
from kiosk.ui.observer_shell import ObserverShell
from kiosk.ui.shell import application

VERIFIER = (sys.executable, "-m", "kiosk.verifier")


@dataclass(frozen=True, slots=True)
class Wished:
    """How a book is to be followed. `key` is its seal key or the fingerprint, empty for any."""

    book: str
    key: str = ""
    keyring: Path | None = None
    desk: str = "observer"
    language: str = "zh_CN"


class Outpost:
    """An observer's window on a PC of its own. Lives on the main thread."""

    def __init__(self, wished: Wished) -> None:
        source = source_of(wished.book)
        self._orders = _orders(wished, source)
        self._view: ObserverView | None = None
        application()
        clock = SystemClock()
        self.onlooker = Onlooker(
            source,
            self._show,
            clock=clock,
            key=wished.key,
            orders=self._orders is not None,
            verifier=VERIFIER,
            fingerprint=fingerprint,
        )
        self._shell: ObserverShell | None = None
        self._clock, self._language = clock, wished.language
        self._listener = _listener(source, self.onlooker)

    def run(self) -> int:
        """Follow until the window is closed."""
        self.onlooker.start()
        card = self.onlooker.state.card
        wish = ObserverWish(self.onlooker.ask, self._order, self.onlooker.check)
        offset = card.utc_offset_min if card is not None else 0
        shell = ObserverShell(self._clock, wish, language=self._language, offset_min=offset)
        self._shell = shell
        if self._view is not None:
            shell.offer(self._view)
        if self._listener is not None:
            self._listener.start()
        try:
            return shell.run()
        finally:
            if self._listener is not None:
                self._listener.stop()
            self.onlooker.stop()
            shell.close()

    def _show(self, view: ObserverView) -> None:
        self._view = view
        if self._shell is not None:
            self._shell.offer(view)

    def _order(
        self, wanted: Wanted, who: str, text: str, passphrase: str
    ) -> Future[Refusal | None]:
        view, order = self._view, None
        if wanted is Wanted.OBJECT:
            order = o.Object(who, text)
        elif view is not None and view.poll is not None:
            order = o.IssueRecord(view.poll.poll, who)
        if self._orders is None or order is None:
            reply: Future[Refusal | None] = Future()
            reply.set_result(Refusal(Reason.PAPERS_AT_MAIN_VENUE))
            return reply
        return self._orders.order(o.Vouched(who, order, passphrase))


def _orders(wished: Wished, source: Source) -> OrdersAfar | None:
    """Who may order from here: over a server, with a copy of the keyring."""
    if wished.keyring is None:
        return None
    if source.place is None:
        raise UnusableInput(
            "a book that is a file is only read from here, nobody orders anything in it",
            where="--keyring",
            cure="leave it out, or name the address of the book's server",
        )
    if not wished.keyring.is_file():
        raise UnusableInput(
            "there is no keyring", where=str(wished.keyring), cure="copy the hall's keyring here"
        )
    return OrdersAfar(source.place, wished.desk, wished.keyring, SystemClock())


def _listener(source: Source, onlooker: Onlooker) -> Listener | None:
    """Who hears that there is news; a file is looked at now and then."""
    if source.place is None:
        return None
    return Listener(source.place, lambda _: onlooker.look(), on_crash=onlooker.crash)
