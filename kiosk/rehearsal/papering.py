"""Papers in a scene: issued, printed, confirmed, printed again, and the printer's mishaps.

The printer of a scene is a folder (`devices.printers.folder`); its mishaps are words in a file of
it, so that they reach a kiosk in a process of its own, too. A sheet is shown to a scanner as what
its code says, made anew from the book, as a camera would have it from the page.
"""

from pathlib import Path

from kiosk.clerk import orders as o
from kiosk.clerk.complete_set import PaperOrder, lacking
from kiosk.clerk.orders_papers import Sheet
from kiosk.faults import UnusableInput
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import PaperIssued, PaperPrinted, PassRefused
from kiosk.meeting.record import PaperMark
from kiosk.meeting.recording import vote_record
from kiosk.meeting.refusal import Refusal
from kiosk.meeting.state import replay
from kiosk.printing.anchor import anchor_text
from kiosk.rehearsal.player import Player
from kiosk.rehearsal.reading import Line, Said
from kiosk.rehearsal.scene import Step, whole

MISHAPS = ("out", "jam", "stopped", "gone", "unreachable", "back", "cancels")
WORDS = {"out": "paper_out", "back": ""}
SET_NS = 120_000_000_000


def read_zero(line: Line) -> Said:
    line.one_of(("report",))
    return {}


def read_record(line: Line) -> Said:
    return {"poll": line.number("the poll's number") if line.maybe("poll") else 0}


def read_sheet(line: Line) -> Said:
    """`sheet roll`, `sheet uncounted poll 2`, `sheet all`."""
    return {"sheet": line.one_of(tuple(sheet.name.lower() for sheet in Sheet))} | read_record(line)


def read_printer(line: Line) -> Said:
    what = line.one_of(MISHAPS)
    for word in ("of", "paper") if what == "out" else ():
        line.one_of((word,))
    return {"what": what}


def read_paper(line: Line) -> Said:
    line.one_of(("paper",))
    return {"paper": line.number("the paper's number")}


def read_reprint(line: Line) -> Said:
    """`reprint paper 2 reason "卡纸"`."""
    said = read_paper(line)
    line.one_of(("reason",))
    return said | {"reason": line.text("the reason")}


def read_show(line: Line) -> Said:
    """`show paper 2 at desk 1`."""
    said = read_paper(line)
    line.one_of(("at",))
    line.one_of(("desk",))
    return said | {"desk": line.word("the desk")}


def zero(player: Player, step: Step) -> Refusal | None:
    return _paper(player, o.IssueZeroReport(player.chair()))


def record(player: Player, step: Step) -> Refusal | None:
    poll = whole(step.said["poll"]) or player.book().last_poll
    return _paper(player, o.IssueRecord(poll, player.chair()))


def sheet(player: Player, step: Step) -> Refusal | None:
    kind = Sheet[str(step.said["sheet"]).upper()]
    order = o.IssueSheet(kind, player.chair(), whole(step.said["poll"]))
    if kind is not Sheet.ALL:
        return _paper(player, order)
    refusal = player.order(order)
    since = player.book().last
    assert since is not None
    if refusal is None:
        until_complete(player, since.number)
    return refusal


def until_complete(player: Player, since: int) -> None:
    """Until the set lacks nothing; the clerk makes it by itself."""
    player.wait_for(lambda: not any(lacking(player.book(), since)), SET_NS)


def _paper(player: Player, order: PaperOrder) -> Refusal | None:
    before = len(player.book().papers)
    refusal = player.order(order)
    if refusal is None:
        player.wait_for(lambda: len(player.book().papers) > before)
    return refusal


def tray_of(player: Player) -> Path:
    """The folder that is this hall's printer."""
    printer = player.settings.printer
    if printer is None or printer.folder is None:
        raise UnusableInput(
            "this hall has no printer", where=str(player.scene.path), cure="say tray first"
        )
    return printer.folder


def printer(player: Player, step: Step) -> Refusal | None:
    """Something happens to the printer, or it is well again."""
    folder, what = tray_of(player), str(step.said["what"])
    folder.mkdir(exist_ok=True)
    if what == "cancels":
        (folder / "cancelled").mkdir(exist_ok=True)
        for job in (folder / "queue").glob("*"):
            job.rename(folder / "cancelled" / job.name)
    else:
        (folder / "condition").write_text(WORDS.get(what, what), encoding="utf-8")
    return None


def print_paper(player: Player, step: Step) -> Refusal | None:
    return player.order(o.PrintPaper(_number(player, step), player.chair()))


def confirm(player: Player, step: Step) -> Refusal | None:
    return player.order(o.ConfirmPrinted(_number(player, step), player.chair()))


def reprint(player: Player, step: Step) -> Refusal | None:
    before = len(player.book().papers)
    reason = str(step.said["reason"])
    refusal = player.order(o.Reprint(_number(player, step), reason, player.chair()))
    if refusal is None:
        player.wait_for(lambda: len(player.book().papers) > before)
    return refusal


def show(player: Player, step: Step) -> Refusal | None:
    """Hold a vote record's sheet before a desk's scanner, and wait until the book says so."""
    text = _code(player, whole(step.said["paper"]))
    before = _shown(player)
    player.stage.guns[str(step.said["desk"])].scan(text)
    player.wait_for(lambda: _shown(player) > before)
    return None


def _shown(player: Player) -> int:
    with Ledger.read(player.settings.book.path) as book:
        return sum(1 for _ in book.entries(facts=[PaperPrinted, PassRefused]))


def copies(player: Player, serial: int) -> list[PaperIssued]:
    return [paper for paper in player.book().papers if _serial(paper) == serial]


def _serial(paper: PaperIssued) -> int:
    return int(paper.number.rpartition("-")[2])


def _number(player: Player, step: Step) -> str:
    serial = whole(step.said["paper"])
    known = copies(player, serial)
    return known[0].number if known else str(serial)


def _code(player: Player, serial: int) -> str:
    """The text of the code on a vote record's pages."""
    paper = copies(player, serial)[0]
    seal = player.kiosk.seal
    assert seal is not None
    with Ledger.read(player.settings.book.path) as book:
        state = replay(one for one in book.entries() if one.number <= paper.as_of)
        hashes = {entry.number: entry.hash.hex() for entry in book.raw()}
    record = vote_record(
        state,
        paper.poll,
        paper=PaperMark(paper.number, serial, paper.copy),
        names={},
        hashes=hashes,
        mirror="off",
    )
    return anchor_text(record, seal.sign)
