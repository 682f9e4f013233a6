"""Records from a folded meeting: what the papers say."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from strategies import CHAIR, DAWN, MEETING, OFFICERS, Hall, small_hall

from kiosk.meeting import facts as f
from kiosk.meeting.acts import attending, auditing, conducting, declaring
from kiosk.meeting.agenda import Gate
from kiosk.meeting.ballot import Mark
from kiosk.meeting.record import (
    Account,
    Attendance,
    AuditLine,
    BookMark,
    EquipmentLine,
    Override,
    PaperMark,
    VoteRecord,
)
from kiosk.meeting.recording import vote_record, zero_report
from kiosk.meeting.refusal import Reason
from kiosk.meeting.state import replay

FOR, AGAINST = 1, 2
NAMES = {number: f"代表{number}" for number in range(1, 8)}
PAPER = PaperMark("2026-002", 2, 1)


def hashes(hall: Hall) -> Mapping[int, str]:
    return {entered.number: f"{entered.number:064x}" for entered in hall.entered}


def record_of(hall: Hall, poll: int = 1, names: Mapping[int, str] | None = None) -> VoteRecord:
    """From the book, not from memory."""
    return vote_record(
        replay(hall.entered),
        poll,
        paper=PAPER,
        names=NAMES if names is None else names,
        hashes=hashes(hall),
        mirror="ok",
    )


@pytest.fixture
def evening() -> Hall:
    """One poll with everything a record can tell, declared."""
    hall = small_hall(attendees=1, absent=[6])
    hall.do(conducting.recuse(hall.state, 1, "05", reason="利害关系"))
    hall.prepare()
    hall.press("01", FOR)
    hall.override(Gate.ZERO_REPORT)
    hall.zero_report()
    hall.open()
    hall.press("01", AGAINST)
    hall.press("01", FOR)
    hall.press("02", FOR, AGAINST)
    hall.press("03", FOR)
    hall.press("03")
    hall.press("66", FOR, keypad=66)
    hall.press("02", 9)
    hall.enter(f.BaseGone("B", 1, "cable"))
    hall.leave("01")
    hall.wait(5)
    hall.close()
    hall.wait(0.5)
    hall.press("04", FOR, made_ms=4_000)
    hall.press("03", FOR, made_ms=5_100)
    hall.drain("A", rows=[(1, 2, (FOR,)), (3, 2, ()), (66, 1, (FOR,))])
    hall.drain("B")
    hall.seal()
    hall.reconcile()
    hall.press("02", FOR)
    hall.do(declaring.acknowledge_silence(hall.state, by=CHAIR))
    hall.declare()
    return hall


def test_the_heading_names_the_meeting_the_software_and_the_pack(evening: Hall) -> None:
    heading = record_of(evening).heading
    assert (heading.meeting, heading.place, heading.chair) == (MEETING, "议事厅", CHAIR)
    assert (heading.pack, heading.pack_version, heading.practice) == ("small-hall", "1", False)
    assert evening.state.pack is not None
    assert heading.pack_sha256 == evening.state.pack.sha256


def test_the_heading_names_who_was_named_chair_last(evening: Hall) -> None:
    evening.enter(f.OfficerNamed("赵明", "chair"))
    assert record_of(evening).heading.chair == "赵明"
    evening.enter(f.OfficerNamed("赵明", "teller"))
    assert record_of(evening).heading.chair == CHAIR
    evening.enter(f.OfficerNamed("赵明", "chair"), f.OfficerNamed(CHAIR, "chair"))
    assert record_of(evening).heading.chair == CHAIR


def test_a_meeting_without_a_named_chair_says_so_by_an_empty_place(evening: Hall) -> None:
    evening.enter(f.OfficerNamed(CHAIR, "operator"))
    assert record_of(evening).heading.chair == ""


def test_the_record_is_tied_to_the_entry_of_its_declaration(evening: Hall) -> None:
    record = record_of(evening)
    declared = next(one for one in evening.entered if isinstance(one.fact, f.Declared))
    assert record.book == BookMark(declared.number, f"{declared.number:064x}", declared.utc)
    assert record.previous is None
    assert isinstance(declared.fact, f.Declared)
    assert (record.tally, record.outcome) == (declared.fact.tally, declared.fact.outcome)


def test_the_record_tells_what_was_asked_when_and_by_whom(evening: Hall) -> None:
    record = record_of(evening)
    assert (record.item_title, record.motion.title, record.motion.text) == ("议题1", "议案", "全文")
    assert (record.opened_at, record.closed_at) == (DAWN, DAWN + timedelta(seconds=5))
    assert (record.declared_by, record.silent_acknowledged_by) == (CHAIR, CHAIR)
    assert (record.zero_report, record.mirror, record.root) == ("2026-001", "ok", "ab" * 32)
    assert record.noticed == (DAWN - timedelta(days=20)).date().isoformat()
    assert record.overrides == (Override("zero_report", "紧急", OFFICERS),)


def test_the_record_holds_the_text_that_was_asked_about_and_not_a_later_one() -> None:
    hall = small_hall()
    hall.do(conducting.put_motion(hall.state, 1, "议案", text="二稿", noticed=False))
    hall.prepare("major")
    hall.override_all()
    hall.open()
    for seat in ("01", "02", "03", "04"):
        hall.press(seat, FOR)
    hall.decide()
    hall.do(conducting.put_motion(hall.state, 1, "议案", text="三稿", noticed=False))
    motion = record_of(hall).motion
    assert (motion.version, motion.text) == (2, "二稿")


def test_a_poll_that_ended_before_anyone_looked_is_closed_at_its_own_instant() -> None:
    hall = small_hall()
    hall.ask("major", duration_s=60)
    for seat in ("01", "02", "03", "04"):
        hall.press(seat, FOR)
    hall.wait(63)
    ends_ns = hall.poll.ends_ns
    assert ends_ns is not None
    hall.do(conducting.close_poll(hall.state, by="duration", closed_ns=ends_ns))
    hall.drain("A")
    hall.drain("B")
    hall.seal()
    hall.reconcile()
    hall.declare()
    record = record_of(hall)
    assert record.closed_at - record.opened_at == timedelta(seconds=60)


def test_attendance_is_that_of_the_opening(evening: Hall) -> None:
    assert record_of(evening).attendance == Attendance(6, 5, 1, 1, 4)


def test_the_account_adds_up_and_names_its_reasons_in_the_order_of_the_law(evening: Hall) -> None:
    account = record_of(evening).account
    assert account == Account(
        heard=10,
        counted=4,
        replaced=2,
        refused=4,
        reasons=(
            (Reason.UNKNOWN_KEYPAD, 1),
            (Reason.EARLY, 1),
            (Reason.LATE, 2),
            (Reason.NO_SUCH_KEY, 1),
        ),
        in_flight=1,
        late_after_close=1,
    )
    assert account.heard == account.counted + account.replaced + account.refused


def test_each_seat_of_the_base_has_its_line_in_the_order_of_the_roll(evening: Hall) -> None:
    lines = record_of(evening).ballots
    assert [(line.seat, line.mark, line.choice, line.left) for line in lines] == [
        ("01", Mark.FOR, (FOR,), True),
        ("02", Mark.VOID, (FOR, AGAINST), False),
        ("03", None, (), False),
        ("04", Mark.FOR, (FOR,), False),
        ("05", None, (), False),
    ]
    assert [line.in_flight for line in lines] == [False, False, False, True, False]
    assert [line.recused for line in lines] == [False] * 4 + [True]
    assert [line.name for line in lines] == [f"代表{n}" for n in range(1, 6)]
    assert [line.keypad for line in lines] == [1, 102, 3, 104, 5]
    assert lines[4].at is None


def test_what_was_replaced_and_what_was_refused_are_both_listed(evening: Hall) -> None:
    record = record_of(evening)
    assert [(line.seat, line.keys, line.reason) for line in record.replaced] == [
        ("01", (AGAINST,), "replaced"),
        ("03", (FOR,), "replaced"),
    ]
    assert [(line.seat, line.name, line.keypad, line.reason) for line in record.refused] == [
        ("01", "代表1", 1, Reason.EARLY),
        ("", "", 66, Reason.UNKNOWN_KEYPAD),
        ("02", "代表2", 102, Reason.NO_SUCH_KEY),
        ("03", "代表3", 3, Reason.LATE),
        ("02", "代表2", 102, Reason.LATE),
    ]


def test_each_base_has_its_line(evening: Hall) -> None:
    assert record_of(evening).equipment == (
        EquipmentLine("A", "hvm1", "HVM-1 A", 0, table_agrees=True),
        EquipmentLine("B", "hvm1", "HVM-1 B", 1, table_agrees=None),
    )


@pytest.mark.parametrize(
    ("rows", "overflow", "agrees"),
    [([(1, 0, ())], 0, True), ([(1, 1, (FOR,))], 0, False), ([(1, 0, ())], 2, False)],
)
def test_a_base_whose_table_differs_is_marked(
    rows: list[tuple[int, int, tuple[int, ...]]], overflow: int, agrees: bool
) -> None:
    hall = small_hall()
    hall.ask()
    hall.close()
    hall.drain("A", rows=rows, overflow=overflow)
    hall.drain("B", rows=[(102, 0, ())])
    hall.seal()
    hall.reconcile()
    hall.enter(f.Declared(1, *_nothing(hall), CHAIR, ()))
    lines = record_of(hall).equipment
    assert [line.table_agrees for line in lines] == [agrees, True]


def _nothing(hall: Hall) -> tuple[declaring.Tally, declaring.Outcome]:
    counted = declaring.tally_of(hall.state, hall.poll)
    return counted, declaring.outcome_of(hall.poll, counted)


def test_names_that_were_deleted_leave_their_places_empty(evening: Hall) -> None:
    assert {line.name for line in record_of(evening, names={}).ballots} == {""}


def test_the_same_book_gives_the_same_record_whoever_leaves_later(evening: Hall) -> None:
    before = record_of(evening)
    evening.leave("04")
    evening.do(conducting.recuse(evening.state, 1, "02", reason="以后"))
    after = record_of(evening)
    assert after.ballots == before.ballots
    assert after.tally == before.tally


def test_the_keypad_of_a_ballot_is_the_one_that_pressed_it(evening: Hall) -> None:
    evening.do(attending.bind_keypad(evening.state, 88, "04", reason="坏了"))
    assert record_of(evening).ballots[3].keypad == 104


def test_a_record_points_to_the_one_before_it(evening: Hall) -> None:
    first = record_of(evening).book
    evening.table(2)
    evening.to_polling(2)
    evening.prepare(item=2)
    evening.zero_report()
    evening.override(Gate.EQUIPMENT)
    evening.open()
    for seat in ("02", "03", "04", "05"):
        evening.press(seat, FOR)
    evening.decide()
    assert record_of(evening, 2).previous == first
    assert record_of(evening).previous is None


def test_a_rule_without_quorum_needs_nobody() -> None:
    hall = small_hall()
    hall.ask("major")
    for seat in ("01", "02", "03", "04"):
        hall.press(seat, FOR)
    hall.decide()
    assert record_of(hall).attendance == Attendance(6, 6, 0, 0, 0)


# ---- the zero report -----------------------------------------------------------------------------


def test_a_zero_report_says_that_nothing_is_counted_yet_and_what_is_ready() -> None:
    hall = small_hall(attendees=1, absent=[6])
    hall.call_keypads(silent=[1])
    hall.prepare()
    hall.press("01", FOR)
    paper = PaperMark("2026-001", 1, 1)
    report = zero_report(replay(hall.entered), 1, paper=paper, hashes=hashes(hall))
    last = hall.entered[-1]
    assert report.book == BookMark(last.number, f"{last.number:064x}", last.utc)
    assert (report.plan, report.paper) == (hall.poll.plan, paper)
    assert (report.keypads, report.heard) == (7, 6)
    assert report.attendance == Attendance(6, 5, 1, 1, 4)
    assert report.bases == (
        EquipmentLine("A", "hvm1", "HVM-1 A", 0, table_agrees=None),
        EquipmentLine("B", "hvm1", "HVM-1 B", 0, table_agrees=None),
    )
    assert (report.item_title, report.motion.version) == ("议题1", 1)


def test_there_is_no_zero_report_of_a_poll_that_was_opened() -> None:
    hall = small_hall()
    hall.ask()
    with pytest.raises(AssertionError):
        zero_report(hall.state, 1, paper=PAPER, hashes=hashes(hall))


def test_a_record_names_the_handset_audits_that_were_done_before_its_poll() -> None:
    hall = small_hall()
    drawn = auditing.draw_audit(hall.state, dice="31415926", count=1, by="公证员")
    hall.do(drawn)
    hall.do(auditing.close_audit(hall.state, by="公证员"))
    hall.ask()
    hall.decide()
    (keypad,) = hall.state.audits[1].drawn.drawn
    hall.do(auditing.draw_audit(hall.state, dice="27182818", count=1, by="公证员"))
    assert record_of(hall).audits == (AuditLine(1, "31415926", 1, (keypad,), "公证员"),)


def test_an_audit_that_was_not_ended_stands_on_no_record() -> None:
    hall = small_hall()
    hall.ask()
    hall.decide()
    hall.do(auditing.draw_audit(hall.state, dice="27182818", count=1, by="公证员"))
    assert record_of(hall).audits == ()
