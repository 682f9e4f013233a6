"""What the papers about a whole meeting say, as plain values from a replayed book."""

from fractions import Fraction
from hashlib import sha256

import pytest
from strategies import CHAIR, OFFICERS, PACK_TEXT, Hall, small_hall

from kiosk.clerk.workdays import is_workday
from kiosk.meeting import facts as f
from kiosk.meeting.acts import assigning, declaring
from kiosk.meeting.agenda import Gate
from kiosk.meeting.ballot import Channel
from kiosk.meeting.ballot_sheets import BALLOTS, counting_sheet, new_numbers, paper_ballots
from kiosk.meeting.closing import ClosingReport, closing_report
from kiosk.meeting.composing import composition_table, quotas_of
from kiosk.meeting.duties import Counting
from kiosk.meeting.duty_list import duty_list
from kiosk.meeting.minutes import minutes
from kiosk.meeting.mirror import Copies
from kiosk.meeting.notable import NOTABLE
from kiosk.meeting.notarial import notarial_notes
from kiosk.meeting.opening import opening_as_of, opening_sheet
from kiosk.meeting.poll_accounts import poll_accounts
from kiosk.meeting.record import PaperMark
from kiosk.meeting.roll import Person
from kiosk.meeting.sealed import FileGroup, SealedFile, seal_slip
from kiosk.meeting.state import State, replay
from kiosk.meeting.uncounted import uncounted_presses

PAPER = PaperMark("2026-009", 9, 1)
NAMES = {number: f"代表{number}" for number in range(1, 8)}


class EveryHash(dict[int, str]):
    """Every entry has a hash."""

    def __missing__(self, number: int) -> str:
        return f"{number:064x}"


HASHES = EveryHash()


def told(hall: Hall) -> list[f.Entered]:
    return [one for one in hall.entered if isinstance(one.fact, NOTABLE)]


def report(hall: Hall) -> ClosingReport:
    state = replay(hall.entered)
    return closing_report(state, told(hall), paper=PAPER, names=NAMES, hashes=HASHES)


@pytest.fixture
def evening() -> Hall:
    """A void poll, a declared one, a press of no poll, a restart, a duty, an objection."""
    hall = small_hall(attendees=1, absent=[6])
    hall.press("01", 1, session=9)
    hall.ask()
    hall.press("01", 1)
    hall.press("01", 2)
    hall.press("02", 7)
    hall.press("", 1, keypad=99)
    hall.void()
    hall.prepare()
    hall.override(Gate.ZERO_REPORT)
    hall.open()
    hall.restart("boot-1")
    for seat in ("01", "02", "03", "04", "05"):
        hall.press(seat, 1)
    hall.settle()
    hall.declare()
    hall.press("03", 1)
    hall.record()
    assigned = assigning.assign_duty(
        hall.state, 2, unit="街道办", task="方案", acceptance="", days=15,
        counting=Counting.WORKING, by=CHAIR,
    )  # fmt: skip
    hall.do(assigned)
    hall.enter(f.Objected("03", "计票"), f.Halted("clerk", "KeyError"))
    return hall


def test_the_closing_report_counts_every_press_that_the_book_holds(evening: Hall) -> None:
    before = report(evening)
    assert (before.closed_at, before.closed_by) == (None, "")
    evening.do(declaring.close_meeting(evening.state, by=CHAIR))
    held = report(evening)
    sums = held.presses
    assert sums.heard == sums.counted + sums.replaced + sums.refused == evening.heard
    assert (sums.of_no_poll, len(held.strays), sums.stood_by) == (1, 1, 0)
    assert (held.closed_by, held.halts, held.starts) == (CHAIR, 1, 2)
    assert [step.fact for step in held.mishaps] == ["KioskStarted", "Halted"]
    assert held.unproven == ((2, "gate_overridden"),)
    assert [paper.kind for paper in held.papers] == ["zero_report", "vote_record"]
    assert (held.entitled, held.came, held.attendees_came) == (6, 5, 1)
    assert held.objections == (("03", "计票"),)


def test_a_void_poll_stands_in_the_account_with_its_reason(evening: Hall) -> None:
    void, declared = poll_accounts(evening.state, HASHES)
    assert (void.stage, void.tally, void.outcome, void.declared) == ("void", None, None, None)
    assert void.voided is not None
    assert void.voided.officers == OFFICERS
    assert declared.tally is not None
    assert (declared.tally.in_favour, declared.declared_by) == (5, CHAIR)
    assert dict(void.presses.reasons) == {"replaced": 1, "no_such_key": 1, "unknown_keypad": 1}


def test_a_poll_that_was_never_opened_has_an_account_without_times(hall: Hall) -> None:
    hall.prepare()
    (account,) = poll_accounts(hall.state, HASHES)
    assert (account.opened_at, account.closed_at, account.compared) == (None, None, "")
    hall.enter(f.MirrorCompared(1, 3, "ab" * 32, Copies.OK))
    assert poll_accounts(hall.state, HASHES)[0].compared == "ok"


@pytest.fixture
def hall() -> Hall:
    return small_hall(absent=[6])


def test_presses_that_do_not_count_are_listed_by_entry_and_named(evening: Hall) -> None:
    held = uncounted_presses(evening.state, 1, paper=PAPER, names=NAMES, hashes=HASHES)
    assert [(line.seat, line.name, line.reason) for line in held.lines] == [
        ("01", "代表1", "replaced"),
        ("02", "代表2", "no_such_key"),
        ("", "", "unknown_keypad"),
    ]
    assert held.presses.heard == 4
    assert held.voided is not None


def test_of_a_secret_poll_it_says_that_and_not_what() -> None:
    hall = small_hall()
    hall.prepare("secret", named=False, channel=Channel.PAPER)
    hall.press("01", 2)
    held = uncounted_presses(hall.state, 1, paper=PAPER, names={}, hashes=HASHES)
    assert [(line.keys, line.reason) for line in held.lines] == [((), "early")]
    assert held.item_title == "议题1"


def test_the_opening_sheet_stops_before_the_first_poll(hall: Hall) -> None:
    assert hall.state.last is not None
    assert opening_as_of(hall.state) == hall.state.last.number
    hall.ask()
    opened = hall.poll.opened
    assert opened is not None
    hall.wait(3)
    assert opening_as_of(hall.state) == opened.number - 1
    state = replay(hall.entered[: opened.number])
    sheet = opening_sheet(state, told(hall), paper=PAPER, hashes=HASHES)
    assert sheet.book.entry == opened.number - 1
    assert (sheet.entitled, sheet.present, sheet.attendees) == (6, 5, 0)
    assert sheet.frozen is not None
    assert (sheet.opened, sheet.starts) == (None, 1)
    assert [one.item for one in sheet.items] == [1]
    assert [one.base for one in sheet.bases] == ["A", "B"]


def test_an_item_without_a_text_is_on_no_opening_sheet(hall: Hall) -> None:
    hall.enter(f.ItemTabled(2, "未定", ""), f.MeetingOpened("到齐", OFFICERS))
    sheet = opening_sheet(hall.state, told(hall), paper=PAPER, hashes=HASHES)
    assert [one.item for one in sheet.items] == [1]
    assert sheet.opened is not None
    assert sheet.opened.officers == OFFICERS


def test_the_composition_is_told_by_what_is_known_of_the_persons() -> None:
    quotas = """
[composition]
[composition.delegate_class]
citizen = "3/5"
[composition.age_band]
each = "1/5"
"""
    hall = small_hall(attendees=1, absent=[6], pack=PACK_TEXT + quotas)
    persons = {n: Person(n, f"代表{n}", "", "18to65" if n < 4 else "", "", "00") for n in (1, 2, 4)}
    held = composition_table(hall.state, persons, paper=PAPER, hashes=HASHES)
    classes, ages = held.parts
    assert (held.roll, held.came) == (6, 5)
    (citizens,) = classes.groups
    assert (citizens.group, citizens.roll, citizens.came) == ("citizen", 6, 5)
    assert citizens.quota is not None
    assert citizens.quota.least == Fraction(3, 5)
    assert [(one.group, one.roll, one.quota is None) for one in ages.groups] == [
        ("18to65", 2, False),
        ("", 4, True),
    ]
    assert len(composition_table(hall.state, {}, paper=PAPER, hashes=HASHES).parts) == 1
    assert quotas_of(State()) == {}


def test_a_ballot_number_is_printed_once(hall: Hall) -> None:
    hall.prepare("paper")
    hall.papers("01", "02", "03")
    held = paper_ballots(hall.state, 1, paper=PAPER, hashes=HASHES)
    assert (held.numbers, held.issued, held.item_title) == ((1, 2, 3), 3, "议题1")
    hall.issue(BALLOTS, "2026-010")
    assert new_numbers(hall.state, hall.poll) == ()
    hall.spoil(2)
    hall.papers("02")
    again = paper_ballots(hall.state, 1, paper=PAPER, hashes=HASHES)
    assert (again.numbers, again.issued) == ((4,), 4)


def test_the_counting_sheet_knows_who_is_entitled_once_the_poll_is_closed(hall: Hall) -> None:
    hall.ask(channel=Channel.HANDS)
    (blank,) = counting_sheet(hall.state, 1, paper=PAPER, hashes=HASHES).channels
    assert (blank.entitled, blank.issued, blank.sheets, blank.agreed) == (None, 0, (), False)
    hall.close()
    hall.seal()
    hall.count(Channel.HANDS, in_favour=3)
    (held,) = counting_sheet(hall.state, 1, paper=PAPER, hashes=HASHES).channels
    assert (held.entitled, len(held.sheets), held.agreed) == (5, 2, True)


def test_duties_are_due_from_the_civil_day_of_the_declaration(evening: Hall) -> None:
    held = duty_list(evening.state, is_workday=is_workday, paper=PAPER, hashes=HASHES)
    (line,) = held.lines
    assert (str(line.since), str(line.due), line.unpublished) == ("2026-11-23", "2026-12-14", 0)
    assert line.record == evening.state.polls[2].record


def test_the_minutes_tell_each_item_with_its_polls(evening: Hall) -> None:
    evening.enter(f.ItemTabled(2, "未定", ""))
    evening.do(assigning.grant_leave(evening.state, "06", reason="病假", by=CHAIR))
    state = replay(evening.entered)
    began = evening.entered[0].utc
    held = minutes(state, began=began, is_workday=is_workday, paper=PAPER, hashes=HASHES)
    first, second = held.items
    assert (held.began, held.closed, held.excused) == (began, False, 1)
    assert [one.poll for one in first.polls] == [1, 2]
    assert (second.motion, second.version, second.polls) == ("", 0, ())
    evening.wait(2)
    evening.enter(f.MeetingOpened("到齐", OFFICERS))
    state = replay(evening.entered)
    held = minutes(state, began=began, is_workday=is_workday, paper=PAPER, hashes=HASHES)
    assert held.began > began


def test_the_notary_is_told_the_course_entry_by_entry(evening: Hall) -> None:
    notes = notarial_notes(evening.state, told(evening), paper=PAPER, hashes=HASHES)
    kinds = [step.fact for step in notes.steps]
    assert kinds[:3] == ["BookOpened", "RulePackAdopted", "RollFrozen"]
    assert kinds.count("Declared") == 1
    assert [step.entry for step in notes.steps] == sorted(step.entry for step in notes.steps)
    (voided,) = [step for step in notes.steps if step.fact == "PollVoided"]
    assert voided.told["first"] == OFFICERS[0]


def test_every_notable_fact_can_be_told() -> None:
    two = ("甲", "乙")
    facts = (
        f.RollAmended((), "补选", two),
        f.CheckInClosed(),
        f.ItemWithdrawn(1, "撤回", CHAIR),
        f.HandsetAuditDrawn(1, "31415926", (1,), (1,), (), CHAIR),
        f.HandsetAudited(1, (), (), CHAIR),
        f.PollTurned(1, Channel.PAPER, "断电", CHAIR),
        f.BallotPapersIssued(1, ((1, "01"),), CHAIR),
        f.UrnOpened(1, 2, "ab", ((1,),), two, ()),
        f.SilenceAcknowledged(1, ("01",), CHAIR),
        f.BaseGone("A", 1, "断线"),
        f.BaseMissed(1, "A", "断电", two),
        f.StandbyTookOver(1, "B", "A", -1),
        f.HallFaulted("盘满", "/x"),
        f.MirrorLost("断开", "/x"),
        f.MirrorForgone("损坏", two),
        f.MirrorReturned(5, "ab"),
        f.BookRestored("损坏", two, 5, "ab"),
        f.OfficerLockedOut("甲", 5, 300),
        f.RollFrozen(()),
    )
    hall = small_hall()
    for fact in facts:
        hall.entered.append(f.Entered(len(hall.entered), hall.utc, 0, fact))
    notes = notarial_notes(hall.state, told(hall), paper=PAPER, hashes=HASHES)
    assert {type(one).__name__ for one in facts} <= {
        step.fact for step in (*notes.steps, *notes.mishaps)
    }
    assert all(step.told is not None for step in notes.steps)


def test_what_rests_on_people_is_named(hall: Hall) -> None:
    hall.ask(channel=Channel.HANDS)
    hall.poll.era = 1
    hall.poll.totals_only = frozenset("A")
    hall.poll.missed["A"] = f.BaseMissed(1, "A", "断电", OFFICERS)
    hall.poll.opened_urn = f.UrnOpened(1, 0, "ab", (), OFFICERS, ())
    held = closing_report(hall.state, told(hall), paper=PAPER, names={}, hashes=HASHES)
    assert [why for _, why in held.unproven] == [
        *("urn", "counted_by_people", "base_missed", "totals_only", "clocks_lost"),
    ]


def test_the_slip_holds_the_hash_of_its_list_as_it_may_be_read_out(evening: Hall) -> None:
    files = [
        SealedFile(FileGroup.PAPERS, "2026-001.pdf", 12, "ab", "cd"),
        SealedFile(FileGroup.VERIFIER, "verify.pyz", 7, "12", "34"),
    ]
    slip = seal_slip(evening.state, files=files, paper=PAPER, hashes=HASHES)
    text = (
        f"kiosk-seal-slip/1|{slip.heading.meeting}\n"
        "ab|cd|12|papers|2026-001.pdf\n"
        "12|34|7|verifier|verify.pyz\n"
    )
    assert slip.list_sha256 == sha256(text.encode()).hexdigest()
    assert slip.files == tuple(files)
    assert (slip.paper, slip.book.entry) == (PAPER, evening.entered[-1].number)
