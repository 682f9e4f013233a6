"""The sheets of people, from a meeting as it was: who came, for how long, and what it is worth.

The hall is at UTC+8 and opens at 14:00.
"""

from datetime import date, timedelta

from strategies import CHAIR, DAWN, OFFICERS, Hall, delegate, small_hall

from kiosk.meeting.acts import assigning, attending
from kiosk.meeting.people import AllowanceSheet, RollSheet, allowance_sheet, roll_sheet
from kiosk.meeting.presence import AllowanceRule, DayInHall, Stay
from kiosk.meeting.record import PaperMark

HOUR = 3600
MARK = PaperMark("2026-009", 9, 1)
NAMES = {1: "王建国", 2: "李敏"}


def sheet(hall: Hall, names: dict[int, str] = NAMES) -> RollSheet:
    hashes = {entered.number: f"{entered.number:064x}" for entered in hall.entered}
    return roll_sheet(hall.state, paper=MARK, names=names, hashes=hashes)


def allowances(hall: Hall, rule: AllowanceRule | None = None) -> AllowanceSheet:
    hashes = {entered.number: f"{entered.number:064x}" for entered in hall.entered}
    wanted = rule or AllowanceRule()
    return allowance_sheet(hall.state, rule=wanted, paper=MARK, names=NAMES, hashes=hashes)


def test_every_stay_stands_on_the_sheet_with_how_it_began() -> None:
    hall = small_hall(3, absent=[3])
    hall.wait(HOUR)
    hall.leave("01")
    hall.wait(HOUR)
    hall.do(attending.check_in_by_hand(hall.state, "01", desk="1", reason="证件遗失"))
    first, second, third = sheet(hall).lines
    assert first.stays == (
        Stay(DAWN, DAWN + timedelta(hours=1), "pass"),
        Stay(DAWN + timedelta(hours=2), None, "by_hand", "证件遗失"),
    )
    assert second.stays == (Stay(DAWN, None, "pass"),)
    assert third.stays == ()
    assert (first.number, first.seat, first.name, first.keypad) == (1, "01", "王建国", 1)
    assert (third.name, third.delegate_class, third.votes) == ("", "citizen", True)


def test_who_came_and_left_did_come_and_is_no_more_present() -> None:
    hall = small_hall(4, absent=[4])
    hall.leave("02")
    told = sheet(hall)
    assert (told.entitled, told.came, told.present) == (4, 3, 2)
    assert told.classes == (("citizen", 4, 3),)


def test_attendees_are_counted_apart_and_in_the_order_of_the_classes() -> None:
    hall = Hall()
    hall.begin()
    roll = [delegate(2, votes=False), delegate(1), delegate(3, votes=False)]
    hall.do(attending.freeze_roll(hall.state, roll))
    hall.do(attending.open_check_in(hall.state))
    hall.arrive(1, 3)
    told = sheet(hall)
    assert (told.entitled, told.came, told.attendees, told.attendees_came) == (1, 1, 2, 1)
    assert told.classes == (("citizen", 1, 1), ("attendee", 2, 1))
    assert [line.number for line in told.lines] == [1, 2, 3]
    assert [line.votes for line in told.lines] == [True, False, False]


def test_who_came_to_the_roll_later_and_what_keypads_are_still_out_is_named() -> None:
    hall = small_hall(3)
    late = [delegate(9), delegate(8)]
    hall.do(attending.amend_roll(hall.state, late, reason="补选", officers=OFFICERS))
    hall.do(attending.return_keypad(hall.state, 102, reason="交回"))
    told = sheet(hall)
    assert told.amended == (8, 9)
    assert told.unreturned == ((1, "01"), (3, "03"))
    assert [line.keypad for line in told.lines] == [1, 102, 3, None, None]


def test_a_sheet_is_tied_to_the_last_entry_of_its_book() -> None:
    hall = small_hall(2)
    told, last = sheet(hall), hall.entered[-1]
    assert (told.book.entry, told.book.utc) == (last.number, last.utc)
    assert told.book.sha256 == f"{last.number:064x}"
    assert (told.paper, told.heading.title) == (MARK, "市民大会")
    assert allowances(hall).book == told.book


def test_after_the_personal_records_are_gone_the_sheet_still_counts() -> None:
    told = sheet(small_hall(2), names={})
    assert [line.name for line in told.lines] == ["", ""]
    assert told.came == 2


def test_a_stay_that_lasts_is_paid_until_the_last_entry() -> None:
    hall = small_hall(3, absent=[3])
    hall.wait(3 * HOUR)
    hall.leave("02")
    hall.wait(HOUR)
    hall.do(attending.return_keypad(hall.state, 102, reason="交回"))
    told = allowances(hall)
    day = date(2026, 11, 23)
    assert told.until == DAWN + timedelta(hours=4)
    assert [(line.number, line.days, line.fen) for line in told.lines] == [
        (1, (DayInHall(day, 240, 2),), 20_000),
        (2, (DayInHall(day, 180, 1),), 10_000),
    ]
    assert told.fen == 30_000
    assert (told.lines[0].name, told.lines[0].delegate_class) == ("王建国", "citizen")


def test_the_civil_day_of_the_hall_ends_at_its_own_midnight() -> None:
    hall = small_hall(1)
    hall.wait(11 * HOUR)
    hall.leave("01")
    (line,) = allowances(hall).lines
    assert line.days == (
        DayInHall(date(2026, 11, 23), 600, 2),
        DayInHall(date(2026, 11, 24), 60, 1),
    )


def test_what_a_day_is_worth_is_the_meetings_own_to_say() -> None:
    hall = small_hall(1)
    hall.wait(HOUR)
    hall.do(attending.close_check_in(hall.state))
    rule = AllowanceRule(fen_a_day=15_001, full_from_min=60)
    assert allowances(hall, rule).fen == 15_001
    assert allowances(hall, AllowanceRule(15_001, 61)).fen == 7_500


def test_nobody_who_stayed_away_is_paid() -> None:
    told = allowances(small_hall(2, absent=[1, 2]))
    assert (told.lines, told.fen) == ((), 0)


def test_the_keypad_that_was_given_last_stands_on_the_sheet_when_it_is_back() -> None:
    hall = small_hall(2)
    hall.do(attending.bind_keypad(hall.state, 77, "01", reason="没电"))
    for keypad in (77, 102):
        hall.do(attending.return_keypad(hall.state, keypad, reason="交回"))
    told = sheet(hall)
    assert [line.keypad for line in told.lines] == [77, 102]
    assert told.unreturned == ()


def test_who_had_leave_and_never_came_is_excused_and_who_came_all_the_same_is_not() -> None:
    hall = small_hall(3, absent=[2, 3])
    for seat in ("01", "02"):
        hall.do(assigning.grant_leave(hall.state, seat, reason="病假", by=CHAIR))
    assert [line.excused for line in sheet(hall).lines] == [False, True, False]


def test_who_was_there_for_less_than_a_minute_stands_on_the_sheet_and_is_owed_nothing() -> None:
    hall = small_hall(2)
    hall.wait(59)
    hall.leave("01")
    hall.wait(1)
    hall.leave("02")
    told = allowances(hall)
    day = date(2026, 11, 23)
    assert [(line.days, line.fen) for line in told.lines] == [
        ((DayInHall(day, 0, 0),), 0),
        ((DayInHall(day, 1, 1),), 10_000),
    ]
    assert told.fen == 10_000
