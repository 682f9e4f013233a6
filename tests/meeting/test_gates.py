"""The gates before a poll opens: each shut, open, and overridden."""

from datetime import date, timedelta

import pytest
from strategies import PACK_TEXT, Hall, small_hall

from kiosk.meeting import facts as f
from kiosk.meeting.acts import conducting
from kiosk.meeting.agenda import Gate
from kiosk.meeting.gates import days_noticed, shut_gates, voters_present
from kiosk.meeting.progress import ItemState
from kiosk.meeting.refusal import Reason, Refusal


@pytest.fixture
def hall() -> Hall:
    return small_hall()


def shut(hall: Hall, today: date | None = None) -> dict[Gate, Refusal]:
    return shut_gates(hall.state, hall.poll, today or hall.today)


def ready(hall: Hall) -> Hall:
    hall.prepare()
    hall.zero_report()
    return hall


def test_when_all_is_ready_every_gate_is_open(hall: Hall) -> None:
    assert shut(ready(hall)) == {}


def test_all_gates_are_looked_at_so_that_the_console_shows_all_lights() -> None:
    hall = Hall()
    hall.begin()
    hall.seat(3)
    hall.table(days=3)
    hall.prepare()
    found = shut(hall)
    assert [*found] == [*Gate]
    assert [refusal.reason for refusal in found.values()] == [
        Reason.PHASES_INCOMPLETE,
        Reason.NOTICE_TOO_SHORT,
        Reason.NO_QUORUM,
        Reason.EQUIPMENT_NOT_READY,
        Reason.ZERO_REPORT_MISSING,
    ]
    for gate in Gate:
        hall.override(gate)
    assert shut(hall) == {}


@pytest.mark.parametrize("gate", Gate)
def test_an_override_opens_its_own_gate_only(gate: Gate) -> None:
    hall = Hall()
    hall.begin()
    hall.seat(3)
    hall.table(days=3)
    hall.prepare()
    hall.override(gate)
    assert set(shut(hall)) == set(Gate) - {gate}


def test_an_item_must_have_come_to_its_polling_phase(hall: Hall) -> None:
    hall.table(2)
    hall.prepare(item=2)
    assert shut(hall)[Gate.PHASES].detail == {"phase": "-"}
    hall.do(conducting.enter_phase(hall.state, 2, "reading"))
    assert shut(hall)[Gate.PHASES].detail == {"phase": "reading"}
    hall.do(conducting.enter_phase(hall.state, 2, "polling"))
    assert Gate.PHASES not in shut(hall)


def test_a_pack_that_names_no_polling_phase_has_no_such_gate() -> None:
    hall = Hall()
    hall.begin(pack=PACK_TEXT.replace('"reading", "polling", "declared"', '"reading"'))
    hall.table()
    hall.prepare()
    assert Gate.PHASES not in shut(hall)


@pytest.mark.parametrize(("days", "counted"), [(0, 0), (1, 1), (14, 14), (15, 15), (16, 16)])
def test_the_first_day_of_notice_does_not_count(days: int, counted: int) -> None:
    """民法典 §201: noticed on the 1st, fifteen days are over with the 16th."""
    first = date(2026, 11, 1)
    item = ItemState(1, "议题", first.isoformat())
    assert days_noticed(item, first + timedelta(days=days)) == counted


@pytest.mark.parametrize("noticed", ["", "2026-13-40", "yesterday"])
def test_a_day_the_calendar_does_not_have_is_no_notice(hall: Hall, noticed: str) -> None:
    assert days_noticed(ItemState(1, "议题", noticed), hall.today) == -1


@pytest.mark.parametrize(("days", "is_shut"), [(14, True), (15, False), (16, False)])
def test_the_notice_must_have_stood_long_enough(days: int, is_shut: bool) -> None:
    hall = Hall()
    hall.begin()
    hall.table(days=days)
    hall.prepare()
    refusal = shut(hall).get(Gate.NOTICE)
    assert (refusal is not None) == is_shut
    if refusal is not None:
        assert (refusal.reason, refusal.detail) == (
            Reason.NOTICE_TOO_SHORT,
            {"days": 14, "needed": 15},
        )


def test_a_notice_in_the_future_is_none_yet(hall: Hall) -> None:
    ready(hall)
    refusal = shut(hall, hall.today - timedelta(days=30))[Gate.NOTICE]
    assert refusal.detail == {"days": 0, "needed": 15}


def test_a_text_changed_after_its_notice_shuts_the_gate(hall: Hall) -> None:
    hall.do(conducting.put_motion(hall.state, 1, "议案", text="改过", noticed=False))
    refusal = shut(ready(hall))[Gate.NOTICE]
    assert (refusal.reason, refusal.detail) == (
        Reason.MOTION_CHANGED_AFTER_NOTICE,
        {"noticed": 1, "put": 2},
    )
    hall.override(Gate.NOTICE)
    assert shut(hall) == {}


def test_a_pack_without_notice_asks_for_none() -> None:
    hall = Hall()
    hall.begin(pack=PACK_TEXT.replace("notice_days = 15", "notice_days = 0"))
    hall.enter(f.ItemTabled(1, "议题", ""))
    hall.do(conducting.put_motion(hall.state, 1, "议案", text="全文", noticed=False))
    hall.prepare()
    assert Gate.NOTICE not in shut(hall)


@pytest.mark.parametrize(("present", "is_shut"), [(3, True), (4, False), (5, False)])
def test_the_quorum_is_counted_now(present: int, is_shut: bool) -> None:
    """More than half of six: four."""
    hall = small_hall(absent=range(present + 1, 7))
    refusal = shut(ready(hall)).get(Gate.QUORUM)
    assert (refusal is not None) == is_shut
    if refusal is not None:
        assert refusal.detail == {"needed": 4, "present": 3}


def test_who_leaves_shuts_the_gate_of_the_quorum_again() -> None:
    hall = ready(small_hall(absent=[5, 6]))
    assert shut(hall) == {}
    hall.leave("01")
    assert [*shut(hall)] == [Gate.QUORUM]


def test_attendees_make_no_quorum() -> None:
    hall = ready(small_hall(attendees=5, absent=[4, 5, 6]))
    assert Gate.QUORUM in shut(hall)


def test_a_rule_without_attendance_has_no_gate_of_quorum() -> None:
    hall = small_hall(absent=range(2, 7))
    hall.prepare("major")
    assert Gate.QUORUM not in shut(hall)


def equipment(hall: Hall) -> str:
    refusal = shut(hall)[Gate.EQUIPMENT]
    assert refusal.reason is Reason.EQUIPMENT_NOT_READY
    return str(refusal.detail["what"])


def test_every_base_must_answer(hall: Hall) -> None:
    ready(hall)
    hall.enter(f.BaseGone("B", 0, "cable"))
    assert equipment(hall) == "base B"
    hall.enter(f.BaseFound("B", "HVM-1 B", 101, 99, "hvm1", 8))
    assert shut(hall) == {}


def test_the_keypads_of_those_present_must_be_heard(hall: Hall) -> None:
    ready(hall)
    hall.call_keypads(silent=[1, 102])
    assert equipment(hall) == "2 keypads"
    hall.leave("01")
    assert equipment(hall) == "1 keypads"
    hall.call_keypads()
    assert shut(hall) == {}


def test_after_a_start_every_base_must_answer_anew(hall: Hall) -> None:
    ready(hall)
    hall.restart("boot-1")
    assert equipment(hall) == "base A"


def test_without_any_base_nothing_is_ready() -> None:
    hall = Hall()
    hall.begin()
    hall.table()
    hall.prepare()
    assert equipment(hall) == "no base"


def test_who_holds_no_keypad_is_not_waited_for() -> None:
    hall = small_hall(attendees=1)
    hall.enter(f.KeypadReturned(1, "01", "broken"))
    assert voters_present(hall.state) == ["02", "03", "04", "05", "06"]


def test_the_zero_report_of_another_poll_does_not_serve(hall: Hall) -> None:
    ready(hall)
    hall.void()
    hall.prepare()
    assert [*shut(hall)] == [Gate.ZERO_REPORT]
