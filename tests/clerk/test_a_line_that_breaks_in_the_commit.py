"""The line to a shared book breaks in the middle of a commit: was it done or not?"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from clerk_room import CAPABILITY, FakeHand, book_opened
from postgres import Server

from kiosk.clerk.archive import Archive
from kiosk.clerk.clerk import RETRY_NS, Clerk
from kiosk.clerk.doorkeeping import CodeShown
from kiosk.clerk.equipping import Equipment
from kiosk.clerk.filing import Filing
from kiosk.clerk.following import BookMoved
from kiosk.clerk.officers import Officers
from kiosk.clock import ManualClock
from kiosk.devices import events as e
from kiosk.faults import BookFault
from kiosk.ledger.keyring import Keyring
from kiosk.ledger.server import Place
from kiosk.ledger.shared_store import SharedLedger
from kiosk.ledger.spool import Spool
from kiosk.meeting.facts import BaseFound, KioskStarted, PressRefused


class Doubtful(SharedLedger):
    """The answer to the next commit does not arrive; `done` says whether the server did it."""

    tears = False
    done = True

    @contextmanager
    def turn(self) -> Iterator[None]:
        known = len(self._known)
        lost, self.tears = self.tears, False
        fault = BookFault("the line broke", where="server", cure="wait")
        with super().turn():
            yield
            if lost and not self.done:
                raise fault
        if lost:
            del self._known[known:], self._hashes[known:]
            raise fault


@pytest.mark.parametrize("done", [True, False])
def test_a_press_stands_once_whether_the_commit_was_done_or_not(
    server: Server, tmp_path: Path, done: bool
) -> None:
    clock, log = ManualClock(), []
    place = Place.parse(server.url(uuid.uuid4().hex))
    ledger = Doubtful.open(place, desk="main", clock=clock, main=True, own=tmp_path / "desk")
    spool = tmp_path / "desk.spool"
    clerk = Clerk(
        ledger,
        clock=clock,
        equipment=Equipment({"main/A": FakeHand(log)}),
        filing=Filing(Archive(tmp_path / "papers"), lambda wanted: None),
        officers=Officers(tmp_path / "officers.keyring", Keyring(), lambda errand: None),
        read_pass=lambda text: CodeShown(1),
        show=lambda views: None,
        spool=Spool(spool),
    )
    clerk.begin(book_opened(), KioskStarted("test", clock.boot, "0" * 64))
    clerk.take([e.BaseAnswered("main/A", "x", 1, 16, CAPABILITY, clock.mono)])
    ledger.done, ledger.tears = done, True
    press = e.KeypadPressed("main/A", 7, (1,), clock.mono, None, None, None, b"\x07")
    clerk.take([press])
    assert log == [], "nothing is acknowledged that may not stand"
    assert spool.read_bytes().count(b"KeypadPressed") == 1
    clock.advance(RETRY_NS // 2)
    clerk.take([BookMoved(reachable=False)])
    assert log == []
    clerk.take([BookMoved(reachable=True)])
    assert log == [("acknowledged", (None,))]
    assert spool.read_bytes() == b""
    kinds = [type(one.fact) for one in ledger.entries(facts=[BaseFound, PressRefused])]
    assert kinds == [BaseFound, PressRefused], "once, and not as its own duplicate"
    assert clerk.due_ns() is None
    ledger.close()
