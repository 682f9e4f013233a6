"""A book that several desks share takes no secret poll: it is refused where it is prepared."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from clerk_room import FakeHand, Room, book_opened
from postgres import Server

from kiosk.clerk import orders as o
from kiosk.clerk.archive import Archive
from kiosk.clerk.clerk import Clerk
from kiosk.clerk.doorkeeping import CodeShown
from kiosk.clerk.equipping import Equipment
from kiosk.clerk.filing import Filing
from kiosk.clerk.officers import Officers
from kiosk.clock import ManualClock
from kiosk.ledger.keyring import Keyring
from kiosk.ledger.server import Place
from kiosk.ledger.shared_store import SharedLedger
from kiosk.meeting import facts as f
from kiosk.meeting.ballot import FOR_AGAINST_FORM, Channel
from kiosk.meeting.refusal import Reason, Refusal


class SharedRoom(Room):
    """A room whose book is on a server; no base is there, so nothing else forbids secrecy."""

    def __init__(self, folder: Path, server: Server) -> None:
        self.clock, self.log, self.views = ManualClock(), [], []
        self.hands: dict[str, FakeHand] = {}
        place = Place.parse(server.url(uuid.uuid4().hex))
        self.ledger = SharedLedger.open(
            place, desk="main", clock=self.clock, main=True, own=folder / "desk"
        )
        self.clerk = Clerk(
            self.ledger,
            clock=self.clock,
            equipment=Equipment({}),
            filing=Filing(Archive(folder / "papers"), lambda wanted: None),
            officers=Officers(folder / "officers.keyring", Keyring(), lambda errand: None),
            read_pass=lambda text: CodeShown(1),
            show=self.views.append,
        )
        self.clerk.begin(book_opened(), f.KioskStarted("test", self.clock.boot, "0" * 64))


@pytest.fixture
def room(server: Server, tmp_path: Path) -> Iterator[SharedRoom]:
    made = SharedRoom(tmp_path, server)
    yield made
    made.ledger.close()


def test_a_secret_poll_by_keypads_is_refused_before_it_stands(room: SharedRoom) -> None:
    room.with_roll()
    room.done(o.CheckInByHand("1", "1", "test"))
    room.done(o.TableItem(1, "停车收费", ""))
    room.done(o.PutMotion(1, "关于停车收费的议案", "工作日收费。", noticed=True))
    secret = o.PreparePoll(1, "ordinary", FOR_AGAINST_FORM, named=False)
    assert room.order(secret) == Refusal(Reason.SECRET_ON_SEVERAL_DESKS)
    assert room.facts(f.PollPrepared) == []
    paper = o.PreparePoll(1, "ordinary", FOR_AGAINST_FORM, named=False, channel=Channel.PAPER)
    room.done(paper)
    (prepared,) = room.facts(f.PollPrepared)
    assert (prepared.plan.named, prepared.plan.channel) == (False, Channel.PAPER)
