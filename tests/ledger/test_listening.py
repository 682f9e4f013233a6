"""LISTEN on a real server: news, the server away, the server back."""

import threading
import uuid
from pathlib import Path

from postgres import Server

from kiosk.clock import SystemClock
from kiosk.ledger.listening import Listener
from kiosk.ledger.server import Place
from kiosk.ledger.shared_store import SharedLedger
from kiosk.meeting.facts import Objected


class Ear:
    """Notes what the listener says."""

    def __init__(self) -> None:
        self.crashed: list[BaseException] = []
        self._said = {True: threading.Semaphore(0), False: threading.Semaphore(0)}

    def tell(self, reachable: bool) -> None:
        self._said[reachable].release()

    def crash(self, where: str, bug: BaseException) -> None:
        self.crashed.append(bug)
        self._said[False].release()

    def hears(self, reachable: bool) -> bool:
        return self._said[reachable].acquire(timeout=120)


def test_a_listener_hears_what_others_append_and_that_the_server_went_and_came_back(
    server: Server, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr("kiosk.ledger.listening.PATIENCE_S", 0.1)
    place = Place.parse(server.url(uuid.uuid4().hex))
    ledger = SharedLedger.open(
        place, desk="main", clock=SystemClock(), main=True, own=tmp_path / "desk"
    )
    ear = Ear()
    listener = Listener(place, ear.tell, on_crash=ear.crash)
    listener.start()
    assert ear.hears(True), "what was missed before is worth a look"
    ledger.append([Objected("A-1", "x")])
    assert ear.hears(True)
    server.kill()
    assert ear.hears(False)
    server.start()
    assert ear.hears(True)
    listener.stop()
    ledger.close()
    assert ear.crashed == []


def test_a_defect_of_the_listener_is_told_and_ends_it(server: Server) -> None:
    ear = Ear()

    def tell(reachable: bool) -> None:
        raise KeyError("a defect")

    listener = Listener(Place.parse(server.url(uuid.uuid4().hex)), tell, on_crash=ear.crash)
    listener.stop()
    listener = Listener(Place.parse(server.url(uuid.uuid4().hex)), tell, on_crash=ear.crash)
    listener.start()
    assert ear.hears(False)
    listener.stop()
    assert [type(bug) for bug in ear.crashed] == [KeyError]
