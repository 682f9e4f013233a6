"""Papers are numbered and filed by the clerk: once, never over another, each copy counted."""

import hashlib

import pytest
from clerk_room import OFFICERS, PDF, Room

from kiosk.clerk import orders as o
from kiosk.clerk.archive import Archive
from kiosk.clerk.orders_papers import Sheet
from kiosk.clerk.papers import PaperFailed, PaperKind, PaperReady
from kiosk.faults import FontFault, HallFault
from kiosk.meeting.facts import HallFaulted, PaperIssued

RECORD = o.IssueRecord(1, OFFICERS[0])
GLYPH = FontFault(
    "The character {character} ({code}) is not in the fonts of the papers",
    where="seat 3",
    cure="Write it with another character, or print this paper by hand",
    character="\U000323af",
    code="U+323AF",
)


def test_a_paper_is_filed_under_its_number_and_entered_with_its_hash(room: Room):
    room.with_declared_poll()
    room.done(RECORD)
    room.paper_comes()
    (issued,) = room.facts(PaperIssued)
    assert (issued.number, issued.copy, issued.kind) == ("2026-001", 1, PaperKind.VOTE_RECORD)
    filed = (room.folder / "papers" / issued.file).read_bytes()
    assert filed == PDF
    assert issued.sha256 == hashlib.sha256(filed).hexdigest()


def test_a_reprint_is_copy_two_of_the_same_number(room: Room):
    room.with_declared_poll()
    for _ in range(2):
        room.done(RECORD)
        room.paper_comes()
    first, second = room.facts(PaperIssued)
    assert (second.number, second.copy) == (first.number, 2)
    assert first.file != second.file


def test_a_paper_that_is_under_way_is_not_ordered_twice(room: Room):
    room.with_declared_poll()
    room.done(RECORD)
    room.done(RECORD)
    assert len(room.wanted) == 1


def test_two_papers_under_way_have_different_numbers(room: Room):
    room.with_declared_poll()
    room.done(RECORD)
    room.done(o.TableItem(2, "绿化", ""))
    room.done(o.PutMotion(2, "关于绿化的议案", "种树。", noticed=True))
    room.done(o.PreparePoll(2, "ordinary", room.state.poll.plan.form))
    room.done(o.IssueZeroReport(OFFICERS[0]))
    assert [one.mark.number for one in room.wanted] == ["2026-001", "2026-002"]


def test_another_file_in_the_place_is_a_fault_and_stays_as_it_is(room: Room):
    room.with_declared_poll()
    place = room.folder / "papers" / "2026-001-vote-record-poll-1-copy-1.pdf"
    place.parent.mkdir()
    place.write_bytes(b"somebody's own")
    room.done(RECORD)
    room.paper_comes()
    assert place.read_bytes() == b"somebody's own"
    assert room.facts(PaperIssued) == []
    assert [fact.where for fact in room.facts(HallFaulted)] == [str(place)]
    (told,) = room.console.faults
    assert told.args["what"] == "another file stands where the paper belongs"
    assert told.args["cure"] == "move that file away and print the paper again"


def test_the_fault_is_gone_from_the_console_once_the_paper_is_filed(room: Room):
    room.with_declared_poll()
    place = room.folder / "papers" / "2026-001-vote-record-poll-1-copy-1.pdf"
    place.parent.mkdir()
    place.write_bytes(b"somebody's own")
    room.done(RECORD)
    room.paper_comes()
    place.rename(place.with_suffix(".old"))
    room.done(RECORD)
    room.paper_comes()
    assert room.console.faults == ()
    assert [fact.copy for fact in room.facts(PaperIssued)] == [1]


def test_a_file_whose_fact_was_never_entered_is_taken_when_it_has_the_same_bytes(tmp_path):
    archive = Archive(tmp_path / "papers")
    path = archive.file("one.pdf", PDF)
    assert archive.file("one.pdf", PDF) == path
    assert list(path.parent.iterdir()) == [path]


def test_a_signature_that_a_crash_left_gives_way_to_the_new_one(tmp_path):
    archive = Archive(tmp_path / "papers")
    archive.file("one.pdf.sm2sig", b"old")
    path = archive.file("one.pdf.sm2sig", b"new", anew=True)
    assert path.read_bytes() == b"new"


def test_a_signature_that_could_not_be_made_is_told_once_until_it_can_be(room: Room):
    room.with_declared_poll()
    gone = HallFault("openssl is gone", where="hall.sm2-key", cure="install it")
    for fault in (gone, gone, None, gone):
        room.done(RECORD)
        room.hear(PaperReady(room.wanted.pop(), PDF, 1, detached={".sig": b"s"}, fault=fault))
        assert len(room.console.faults) == (fault is not None)
    assert [fact.where for fact in room.facts(HallFaulted)] == ["hall.sm2-key"] * 2
    issued = room.facts(PaperIssued)
    assert [fact.detached for fact in issued] == [(".sig",)] * 4
    assert (room.folder / "papers" / f"{issued[3].file}.sig").read_bytes() == b"s"


def test_a_folder_that_cannot_be_made_is_a_fault_with_its_cure(tmp_path):
    (tmp_path / "papers").write_text("a file")
    with pytest.raises(HallFault, match="make room on the disk"):
        Archive(tmp_path / "papers").file("one.pdf", PDF)


def test_a_name_no_font_has_is_told_and_the_desk_goes_on(room: Room):
    room.with_declared_poll()
    room.done(RECORD)
    room.hear(PaperFailed(room.wanted.pop(), GLYPH))
    (fact,) = room.facts(HallFaulted)
    assert fact.where == "seat 3"
    (told,) = room.console.faults
    assert told.args["code"] == "U+323AF"
    room.done(o.Object("代表3", "计票"))
    room.done(RECORD)
    room.hear(PaperReady(room.wanted.pop(), PDF, 1))
    assert room.console.faults == ()


def test_a_record_of_a_poll_that_is_not_declared_is_refused(room: Room):
    room.with_open_poll()
    assert room.order(RECORD).reason == "unknown_poll"
    assert room.wanted == []


WHOLE = (
    *("opening_sheet", "roll_sheet", "composition_table", "allowance_sheet", "minutes"),
    *("minutes_text", "closing_report", "notarial_notes", "notarial_record"),
)


def press_all(room: Room) -> list[PaperKind]:
    """Hand over whatever is wanted, until nothing is."""
    made: list[PaperKind] = []
    while room.wanted:
        made.append(room.wanted[0].kind)
        room.paper_comes()
    return made


def test_a_closed_meeting_still_gives_reprints(room: Room):
    room.with_declared_poll()
    room.done(RECORD)
    room.paper_comes()
    room.done(o.CloseMeeting(OFFICERS[0]))
    assert room.order(o.OpenCheckIn()).reason == "meeting_closed"
    press_all(room)
    room.done(RECORD)
    room.paper_comes()
    records = [fact for fact in room.facts(PaperIssued) if fact.kind == PaperKind.VOTE_RECORD]
    assert [fact.copy for fact in records] == [1, 2]


def test_the_end_of_the_meeting_orders_the_complete_set_one_after_the_other(room: Room):
    room.with_declared_poll()
    room.done(o.CloseMeeting(OFFICERS[0]))
    assert len(room.wanted) == 1
    assert press_all(room) == [WHOLE[0], "vote_record", *WHOLE[1:]]
    issued = room.facts(PaperIssued)
    assert [fact.number for fact in issued] == [f"2026-{n:03d}" for n in range(1, 11)]
    assert [fact.file.rpartition(".")[2] for fact in issued].count("pdf") == 8
    assert room.wanted == []


def test_what_is_about_the_whole_meeting_is_made_again_at_its_end(room: Room):
    room.with_declared_poll()
    room.done(o.IssueSheet(Sheet.ALL, OFFICERS[0]))
    assert len(press_all(room)) == 10
    room.done(o.CloseMeeting(OFFICERS[0]))
    assert press_all(room) == list(WHOLE[1:])


def test_a_paper_of_the_set_that_fails_does_not_stop_it_and_waits_for_an_order(room: Room):
    room.with_declared_poll()
    room.done(o.CloseMeeting(OFFICERS[0]))
    room.hear(PaperFailed(room.wanted.pop(), GLYPH))
    assert press_all(room) == ["vote_record", *WHOLE[1:]]
    room.done(o.IssueSheet(Sheet.OPENING, OFFICERS[0]))
    assert press_all(room) == ["opening_sheet"]


def test_sheets_that_have_nothing_to_say_are_refused(room: Room):
    room.with_declared_poll()
    for sheet, reason in (
        (Sheet.DUTIES, "nothing_to_print"),
        (Sheet.BALLOTS, "nothing_to_print"),
        (Sheet.COUNTING, "channel_not_used"),
    ):
        assert room.order(o.IssueSheet(sheet, OFFICERS[0])).reason == reason
    unknown = room.order(o.IssueSheet(Sheet.UNCOUNTED, OFFICERS[0], 7))
    assert unknown.reason == "unknown_poll"
    room.done(o.IssueSheet(Sheet.UNCOUNTED, OFFICERS[0]))
    assert press_all(room) == ["uncounted_presses"]


def test_another_sheet_of_a_kind_has_another_number_for_it_says_something_else(room: Room):
    room.with_declared_poll()
    for _ in range(2):
        room.done(o.IssueSheet(Sheet.ROLL, OFFICERS[0]))
        press_all(room)
    issued = room.facts(PaperIssued)
    assert [(fact.number, fact.copy) for fact in issued] == [("2026-001", 1), ("2026-002", 1)]
