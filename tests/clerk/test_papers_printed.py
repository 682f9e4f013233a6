"""From the filed paper to the sheet in hand: sent once, never lost; a reprint is another copy."""

from concurrent.futures import Future
from pathlib import Path

import pytest
from clerk_room import OFFICERS, PDF, Room

from kiosk.clerk import orders as o
from kiosk.clerk.orders import Posted
from kiosk.devices import events as e
from kiosk.devices.printer_station import PrinterStation
from kiosk.devices.printers.folder import FolderPrinter
from kiosk.meeting import facts as f
from kiosk.meeting.paper_copies import Queue
from kiosk.meeting.refusal import Reason

BY = OFFICERS[1]
RECORD = o.IssueRecord(1, OFFICERS[0])
NUMBER = "2026-001"
ANCHOR = "KIOSK:A1:0001X00"


class PrintingRoom(Room):
    """A clerk and a printer, whose thread is the test's; the tray is a folder."""

    def __init__(self, folder: Path, *, fresh: bool = True) -> None:
        self.tray = folder / "tray"
        self.tray.mkdir(exist_ok=True)
        self.said = []
        self.station = PrinterStation(
            FolderPrinter(self.tray), self.said.append, on_crash=lambda where, bug: None
        )
        super().__init__(folder, fresh=fresh, printer=self.station)

    def condition(self, word: str) -> None:
        (self.tray / "condition").write_text(word)

    def turn(self, times: int = 1) -> None:
        """The printer takes a turn, and the clerk hears what it said."""
        for _ in range(times):
            self.station.step()
            said = list(self.said)
            self.said.clear()
            self.hear(*said)

    def out(self) -> list[bytes]:
        """What lies in the tray."""
        folder = self.tray / "out"
        return [one.read_bytes() for one in sorted(folder.iterdir())] if folder.exists() else []

    def restarted(self) -> "PrintingRoom":
        """The kiosk is killed; another one takes up the book and the printer."""
        self.ledger.close()
        return PrintingRoom(self.folder, fresh=False)

    def told(self) -> list[str]:
        return [fact.told for fact in self.facts(f.QueueTold)]

    @property
    def faults(self) -> list[str]:
        return [str(one.args["what"]) for one in self.console.faults]


@pytest.fixture
def room(tmp_path):
    room = PrintingRoom(tmp_path)
    room.with_declared_poll()
    room.done(RECORD)
    yield room
    room.ledger.close()


def copies(room: Room) -> list[int]:
    return [fact.copy for fact in room.facts(f.PaperSent)]


def test_a_filed_paper_goes_to_the_printer_and_a_person_confirms_it(room):
    room.paper_comes()
    room.turn(3)
    assert room.out() == [PDF]
    (sent,) = room.facts(f.PaperSent)
    assert (sent.number, sent.copy, sent.printer) == (NUMBER, 1, "tray")
    assert room.told() == [Queue.DONE]
    assert room.facts(f.PaperPrinted) == [], "done is not yet paper"
    room.done(o.ConfirmPrinted(NUMBER, BY))
    assert room.facts(f.PaperPrinted) == [f.PaperPrinted(NUMBER, 1, "hand", BY)]


def test_the_paper_is_let_go_only_after_the_book_knows_its_name_in_the_queue(room):
    room.paper_comes()
    room.station.step()
    assert room.out() == []
    assert len(list((room.tray / "held").iterdir())) == 1
    room.ledger.trouble = None
    room.hear(*room.said)
    room.said.clear()
    room.turn(2)
    assert room.out() == [PDF]


def test_a_code_scanned_at_a_desk_confirms_the_copy_that_is_out(room):
    room.paper_comes()
    room.turn(3)
    room.codes[ANCHOR] = 1
    room.hear(e.CodeScanned("1", ANCHOR, room.clock.mono))
    assert room.facts(f.PaperPrinted) == [f.PaperPrinted(NUMBER, 1, "scan", "1")]
    (desk,) = room.views[-1].desks
    assert (desk.name, desk.verdict, desk.deed) == (NUMBER, "welcome", "paper")
    room.hear(e.CodeScanned("1", ANCHOR, room.clock.mono))
    room.codes[ANCHOR] = Reason.CODE_FORGED
    room.hear(e.CodeScanned("1", ANCHOR, room.clock.mono))
    reasons = [fact.reason for fact in room.facts(f.PassRefused)]
    assert reasons == [Reason.NO_COPY_OUT, Reason.CODE_FORGED]
    assert room.views[-1].desks[0].verdict == "refused"
    room.codes[ANCHOR] = 77
    room.hear(e.CodeScanned("1", ANCHOR, room.clock.mono))
    assert room.facts(f.PassRefused)[-1].reason == Reason.NO_SUCH_PAPER


def test_paper_out_is_told_and_the_same_copy_goes_on_when_there_is_paper_again(room):
    room.condition("paper_out")
    room.paper_comes()
    room.turn(3)
    assert room.told() == [Queue.PAPER_OUT]
    assert room.faults == ["the printer is out of paper"]
    room.condition("")
    room.turn(2)
    assert room.out() == [PDF]
    assert room.told() == [Queue.PAPER_OUT, Queue.PRINTING, Queue.DONE]
    assert room.faults == []
    assert copies(room) == [1]


@pytest.mark.parametrize("word", ["paper_out", "jam", "stopped"])
def test_a_reprint_after_a_mishap_is_the_next_copy_and_the_spoilt_one_never_comes(room, word):
    room.condition(word)
    room.paper_comes()
    room.turn(3)
    assert room.order(RECORD).reason is Reason.COPY_IS_OUT
    room.done(o.Reprint(NUMBER, "卡纸，只出一页", BY))
    assert room.faults == []
    room.paper_comes(b"%PDF-1.7 copy two")
    room.turn()
    room.condition("")
    room.turn(3)
    assert room.out() == [b"%PDF-1.7 copy two"]
    assert room.facts(f.PaperSpoilt) == [f.PaperSpoilt(NUMBER, 1, "卡纸，只出一页", BY)]
    first, second = room.facts(f.PaperIssued)
    assert (second.number, second.copy, second.as_of) == (first.number, 2, first.as_of)
    assert copies(room) == [1, 2]


def test_a_job_cancelled_at_the_queue_is_told_with_what_to_do(room):
    room.condition("paper_out")
    room.paper_comes()
    room.turn(2)
    (job,) = (room.tray / "queue").iterdir()
    (room.tray / "cancelled").mkdir()
    job.rename(room.tray / "cancelled" / job.name)
    room.turn()
    assert room.told() == [Queue.PAPER_OUT, Queue.CANCELLED]
    assert room.faults == ["the print job was cancelled in the queue"]


def test_a_printer_that_goes_in_the_middle_loses_the_job_and_the_book_says_so(room):
    room.condition("stopped")
    room.paper_comes()
    room.turn(2)
    room.condition("gone")
    room.turn()
    room.condition("")
    room.turn()
    assert room.told() == [Queue.STOPPED, Queue.GONE, Queue.UNKNOWN]
    assert room.out() == []
    room.done(o.Reprint(NUMBER, "打印机断开", BY))
    room.paper_comes(b"%PDF-1.7 copy two")
    room.turn(3)
    assert room.out() == [b"%PDF-1.7 copy two"]


def test_a_printer_that_is_not_there_when_the_paper_comes_takes_it_when_it_is(room):
    room.condition("unreachable")
    room.paper_comes()
    room.turn()
    assert room.facts(f.PaperSent) == []
    assert room.faults == ["the printer does not answer"]
    room.condition("")
    room.done(o.PrintPaper(NUMBER, BY))
    room.done(o.PrintPaper(NUMBER, BY))
    room.turn(3)
    assert room.out() == [PDF]
    assert copies(room) == [1]
    assert room.faults == []
    assert room.order(o.PrintPaper(NUMBER, BY)).reason is Reason.SENT_ALREADY


def test_a_kiosk_killed_before_it_wrote_that_the_paper_was_sent_leaves_it_held(room):
    """What was laid and never entered is not printed; the paper is sent anew, once."""
    room.paper_comes()
    room.station.step()
    room.said.clear()
    room = room.restarted()
    room.turn(3)
    assert room.out() == []
    room.done(o.PrintPaper(NUMBER, BY))
    room.turn(3)
    assert room.out() == [PDF]


def test_a_kiosk_killed_before_it_let_the_paper_go_lets_it_go_now(room):
    room.paper_comes()
    room.turn()
    room = room.restarted()
    room.turn(2)
    assert room.out() == [PDF]
    assert copies(room) == [1]
    assert room.told() == [Queue.DONE]


@pytest.mark.parametrize("word", ["", "paper_out"])
def test_a_kiosk_killed_in_the_middle_asks_the_queue_and_prints_nothing_twice(room, word):
    room.condition(word)
    room.paper_comes()
    room.turn(2)
    room = room.restarted()
    room.condition("")
    room.turn(4)
    assert room.out() == [PDF]
    assert copies(room) == [1]
    assert room.told()[-1] == Queue.DONE
    room.done(o.ConfirmPrinted(NUMBER, BY))


def test_a_copy_given_up_before_the_kill_is_still_taken_out_of_the_queue(room):
    room.condition("jam")
    room.paper_comes()
    room.turn(3)
    room.done(o.Reprint(NUMBER, "卡纸", BY))
    room = room.restarted()
    room.condition("")
    room.turn(3)
    assert room.out() == []
    room.done(o.Reprint(NUMBER, "重启后补打", BY))
    room.paper_comes(b"%PDF-1.7 copy two")
    room.turn(3)
    assert room.out() == [b"%PDF-1.7 copy two"]


def test_a_copy_given_up_while_it_is_handed_over_is_taken_out_again(room):
    room.paper_comes()
    room.station.step()
    room.done(o.Reprint(NUMBER, "改用另一台打印机", BY))
    room.turn(2)
    assert room.out() == []
    assert room.facts(f.PaperSent) == []
    assert len(list((room.tray / "cancelled").iterdir())) == 1


def test_an_order_to_print_that_crosses_the_handing_over_lays_nothing_twice(room):
    room.paper_comes()
    room.station.step()
    crossing = Posted(o.PrintPaper(NUMBER, BY), Future())
    room.hear(crossing, *room.said)
    room.said.clear()
    room.turn(3)
    assert crossing.reply.result() is None
    assert room.out() == [PDF]
    assert not (room.tray / "cancelled").exists()
    assert room.told() == [Queue.DONE]


def test_the_printers_state_is_a_fact_when_it_keeps_the_gate_shut(room):
    room.turn()
    assert room.facts(f.DeviceSeen) == []
    room.condition("paper_out")
    room.turn(2)
    room.condition("")
    room.turn()
    assert room.facts(f.DeviceSeen) == [
        f.DeviceSeen("printer", False, "paper_out"),
        f.DeviceSeen("printer", True, "ready"),
    ]


def test_a_hall_without_a_printer_files_its_papers_and_says_so(tmp_path):
    room = Room(tmp_path)
    room.with_declared_poll()
    room.done(RECORD)
    room.paper_comes()
    assert room.facts(f.PaperSent) == []
    assert room.order(o.PrintPaper(NUMBER, BY)).reason is Reason.NO_PRINTER
    assert room.order(o.Reprint(NUMBER, "", BY)).reason is Reason.REASON_MISSING
    room.ledger.close()
