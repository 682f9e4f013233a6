"""Hears that other desks appended: LISTEN on a line of its own, on a thread of its own.

What it hears is only that there is news; the clerk reads them. After every loss it says that the
book can be reached again, since nobody repeats what was told meanwhile.
"""

import threading
from collections.abc import Callable
from contextlib import closing, suppress

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from kiosk.ledger.server import LINE, Place
from kiosk.ledger.shared_store import channel_of

AGAIN_S = 0.5
PATIENCE_S = 1.0
"""How long nothing may be heard until the line is tried."""


class Listener:
    """`tell(True)`: there may be news; `tell(False)`: the server is away. On its own thread."""

    def __init__(
        self,
        place: Place,
        tell: Callable[[bool], None],
        *,
        on_crash: Callable[[str, BaseException], None],
    ) -> None:
        self._place = place
        self._tell = tell
        self._on_crash = on_crash
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="listener", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        try:
            while not self._ended.is_set():
                with suppress(psycopg.OperationalError, psycopg.InterfaceError):
                    self._listen()
                if not self._ended.is_set():
                    self._tell(False)
                    self._ended.wait(AGAIN_S)
        except BaseException as bug:  # noqa: BLE001  a thread's head
            self._on_crash("listener", bug)

    def _listen(self) -> None:
        with closing(self._connect()) as line:
            line.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel_of(self._place))))
            self._tell(True)
            while not self._ended.is_set():
                heard = list(line.notifies(timeout=PATIENCE_S, stop_after=1))
                if heard:
                    self._tell(True)
                else:
                    line.execute("SELECT 1")

    def _connect(self) -> psycopg.Connection:
        url = self._place.url.set(drivername="postgresql")
        address = url.render_as_string(hide_password=False)
        told = make_conninfo(address, application_name="kiosk-listener", **LINE)
        return psycopg.connect(told, autocommit=True)
