"""The gates before a poll opens: each shut, open, and overridden."""

from datetime import date, timedelta

import pytest
from strategies import AMENDING_PACK, CHAIR, OFFICERS, PACK_TEXT, Hall, small_hall

from kiosk.meeting import facts as f
from kiosk.meeting.acts import conducting, tabling
from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.agenda import DEMANDED, Gate
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


def all_shut() -> Hall:
    """A hall where nothing is ready, and an item of which everything is demanded."""
    hall = Hall()
    hall.begin(pack=AMENDING_PACK)
    hall.seat(3)
    hall.table(days=3)
    hall.table(2)
    hall.do(tabling.move_amendment(hall.state, 2, 1, by=CHAIR))
    for gate in sorted(DEMANDED):
        hall.do(tabling.demand_gate(hall.state, 1, gate, by=CHAIR))
    hall.prepare()
    return hall


def test_all_gates_are_looked_at_so_that_the_console_shows_all_lights() -> None:
    hall = all_shut()
    found = shut(hall)
    assert [*found] == [*Gate]
    assert [refusal.reason for refusal in found.values()] == [
        Reason.PHASES_INCOMPLETE,
        Reason.AMENDMENT_UNDECIDED,
        Reason.NOTICE_TOO_SHORT,
        Reason.REVIEW_MISSING,
        Reason.AGENDA_GROUND_MISSING,
        Reason.NO_QUORUM,
        Reason.NO_BASE,
        Reason.ZERO_REPORT_MISSING,
    ]
    for gate in Gate:
        hall.override(gate)
    assert shut(hall) == {}


@pytest.mark.parametrize("gate", Gate)
def test_an_override_opens_its_own_gate_only(gate: Gate) -> None:
    hall = all_shut()
    hall.override(gate)
    assert set(shut(hall)) == set(Gate) - {gate}


def test_only_a_gate_that_is_shut_is_opened(hall: Hall) -> None:
    ready(hall)
    answer = conducting.override_gate(
        hall.state, Gate.NOTICE, reason="以防万一", officers=OFFICERS, today=hall.today
    )
    assert answer == Refusal(Reason.GATE_NOT_SHUT, {"gate": Gate.NOTICE})


def test_an_override_does_not_cover_what_shuts_the_same_gate_later() -> None:
    hall = all_shut()
    hall.override(Gate.PRE_REVIEW)
    assert hall.poll.overrides[-1].shut_for == "review_missing"
    review(hall, lawful=False)
    assert shut(hall)[Gate.PRE_REVIEW].reason is Reason.REVIEW_UNFAVOURABLE
    hall.override(Gate.PRE_REVIEW)
    assert Gate.PRE_REVIEW not in shut(hall)


def test_an_override_of_an_older_book_covers_its_gate() -> None:
    hall = all_shut()
    hall.enter(f.GateOverridden(1, "pre_review", "紧急", OFFICERS))
    assert Gate.PRE_REVIEW not in shut(hall)


# ---- evidence that was demanded ----------------------------------------------------------------


def review(hall: Hall, *, lawful: bool = True) -> None:
    hall.do(
        tabling.give_review(
            hall.state,
            1,
            number="司审〔2026〕7号",
            day="2026-11-20",
            opinion="已审",
            lawful=lawful,
            by=CHAIR,
            today=hall.today,
        )
    )


def test_what_was_not_demanded_is_not_asked_for(hall: Hall) -> None:
    ready(hall)
    assert not {Gate.PRE_REVIEW, Gate.AGENDA, Gate.AMENDMENTS} & set(shut(hall))


def test_the_review_is_of_the_very_text_that_is_put(hall: Hall) -> None:
    hall.do(tabling.demand_gate(hall.state, 1, Gate.PRE_REVIEW, by=CHAIR))
    review(hall)
    assert Gate.PRE_REVIEW not in shut(ready(hall))
    hall.void()
    hall.do(conducting.put_motion(hall.state, 1, "议案", text="改过", noticed=False))
    hall.prepare()
    assert shut(hall)[Gate.PRE_REVIEW] == Refusal(
        Reason.REVIEW_OF_ANOTHER_TEXT, {"reviewed": 1, "put": 2}
    )
    review(hall)
    assert Gate.PRE_REVIEW not in shut(hall)


def test_the_newest_opinion_on_a_text_counts(hall: Hall) -> None:
    hall.do(tabling.demand_gate(hall.state, 1, Gate.PRE_REVIEW, by=CHAIR))
    review(hall)
    review(hall, lawful=False)
    assert shut(ready(hall))[Gate.PRE_REVIEW] == Refusal(
        Reason.REVIEW_UNFAVOURABLE, {"number": "司审〔2026〕7号"}
    )


@pytest.mark.parametrize(
    ("attentive", "asked", "is_shut"),
    [(30, 100, True), (31, 100, False), (3, 10, True), (301, 1000, False), (0, 1, True)],
)
def test_attention_must_be_strictly_above_thirty_in_a_hundred(
    hall: Hall, attentive: int, asked: int, is_shut: bool
) -> None:
    """方案 3.3: 超过 30 %; 民法典 §1259: 超过 does not include the number."""
    hall.do(tabling.demand_gate(hall.state, 1, Gate.AGENDA, by=CHAIR))
    hall.do(tabling.count_attention(hall.state, 1, attentive=attentive, asked=asked, by=CHAIR))
    found = shut(ready(hall)).get(Gate.AGENDA)
    figures = {"attentive": attentive, "asked": asked}
    assert found == (Refusal(Reason.ATTENTION_TOO_LOW, figures) if is_shut else None)


def test_major_public_interest_takes_the_place_of_attention(hall: Hall) -> None:
    hall.do(tabling.demand_gate(hall.state, 1, Gate.AGENDA, by=CHAIR))
    assert shut(ready(hall))[Gate.AGENDA].reason is Reason.AGENDA_GROUND_MISSING
    hall.do(tabling.find_major_interest(hall.state, 1, reason="饮用水安全", by=CHAIR))
    assert Gate.AGENDA not in shut(hall)


# ---- amendments first --------------------------------------------------------------------------


def amended_hall() -> Hall:
    """Item 2 amends item 1; both are noticed and stand in their polling phase."""
    hall = Hall()
    hall.begin(pack=AMENDING_PACK)
    hall.seat(6)
    hall.arrive(1, 2, 3, 4, 5, 6)
    hall.find_bases()
    for item in (1, 2):
        hall.table(item)
        for phase in ("reading", "amendments", "polling"):
            hall.do(conducting.enter_phase(hall.state, item, phase))
    hall.do(tabling.move_amendment(hall.state, 2, 1, by=CHAIR))
    return hall


def decide_amendment(hall: Hall, *keys: int) -> None:
    hall.prepare(item=2)
    hall.zero_report()
    hall.open()
    for number, key in enumerate(keys, start=1):
        hall.press(f"0{number}", key)
    hall.decide()


def test_an_amendment_is_decided_before_what_it_amends() -> None:
    hall = amended_hall()
    hall.prepare()
    assert shut(hall)[Gate.AMENDMENTS] == Refusal(Reason.AMENDMENT_UNDECIDED, {"item": 2})
    hall.void()
    decide_amendment(hall, 2, 2, 2, 2)
    hall.prepare()
    assert Gate.AMENDMENTS not in shut(hall)


def test_a_poll_on_an_amendment_that_was_put_aside_decided_nothing() -> None:
    hall = amended_hall()
    decide_amendment(hall, 2, 2, 2, 2)
    hall.void()
    hall.prepare()
    assert shut(hall)[Gate.AMENDMENTS].reason is Reason.AMENDMENT_UNDECIDED


def test_an_amendment_that_was_passed_must_stand_in_the_text() -> None:
    hall = amended_hall()
    decide_amendment(hall, 1, 1, 1, 1)
    hall.prepare()
    assert shut(hall)[Gate.AMENDMENTS] == Refusal(Reason.AMENDMENT_NOT_IN_TEXT, {"item": 2})
    hall.void()
    hall.do(conducting.put_motion(hall.state, 1, "议案", text="全文，经修正", noticed=False))
    hall.prepare()
    assert Gate.AMENDMENTS not in shut(hall)
    assert shut(hall)[Gate.NOTICE].reason is Reason.MOTION_CHANGED_AFTER_NOTICE


# ---- phases, notice, quorum, equipment ---------------------------------------------------------


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


def test_a_new_day_of_notice_serves_a_new_text(hall: Hall) -> None:
    """The old day cannot be given to another text, and the new one cannot lie in the past."""

    def put(text: str) -> Answer:
        return conducting.put_motion(hall.state, 1, "议案", text=text, noticed=True)

    def table(day: date | None) -> Answer:
        noticed = day.isoformat() if day is not None else ""
        return conducting.table_item(hall.state, 1, "议题1", noticed=noticed, today=hall.today)

    first = hall.today - timedelta(days=20)
    assert put("改过") == Refusal(Reason.NOTICE_ALREADY_GIVEN, {"noticed": 1})
    hall.do(table(None))
    for day in (first, hall.today - timedelta(days=1)):
        assert table(day) == Refusal(Reason.NOTICE_BACKDATED, {"noticed": day.isoformat()})
    hall.do(table(hall.today))
    hall.do(put("改过"))
    assert put("再改") == Refusal(Reason.NOTICE_ALREADY_GIVEN, {"noticed": 2})
    ready(hall)
    assert shut(hall)[Gate.NOTICE].reason is Reason.NOTICE_TOO_SHORT
    assert Gate.NOTICE not in shut(hall, hall.today + timedelta(days=15))


def test_a_text_put_unnoticed_first_cannot_be_followed_by_a_noticed_one() -> None:
    hall = Hall()
    hall.begin()
    hall.table(noticed=False)
    answer = conducting.put_motion(hall.state, 1, "议案", text="改过", noticed=True)
    assert answer == Refusal(Reason.NOTICE_ALREADY_GIVEN, {"noticed": 0})


def test_the_noticed_text_put_again_is_the_noticed_text(hall: Hall) -> None:
    hall.do(conducting.put_motion(hall.state, 1, "议案", text="改过", noticed=False))
    hall.do(conducting.put_motion(hall.state, 1, "议案", text="全文", noticed=False))
    hall.do(conducting.put_motion(hall.state, 1, "议案", text="全文", noticed=True))
    assert Gate.NOTICE not in shut(ready(hall))


def test_another_title_under_the_same_day_leaves_the_notice_as_it_is(hall: Hall) -> None:
    noticed = hall.state.items[1].noticed
    hall.do(conducting.table_item(hall.state, 1, "新题", noticed=noticed, today=hall.today))
    assert Gate.NOTICE not in shut(ready(hall))


def test_a_new_notice_without_its_text_shuts_the_gate(hall: Hall) -> None:
    hall.do(
        conducting.table_item(
            hall.state, 1, "议题1", noticed=hall.today.isoformat(), today=hall.today
        )
    )
    refusal = shut(ready(hall), hall.today + timedelta(days=15))[Gate.NOTICE]
    assert refusal.detail == {"noticed": 0, "put": 1}


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


def equipment(hall: Hall) -> Refusal:
    return shut(hall)[Gate.EQUIPMENT]


def not_heard(count: int) -> Refusal:
    return Refusal(Reason.KEYPADS_NOT_HEARD, {"count": count})


def not_answering(base: str) -> Refusal:
    return Refusal(Reason.BASE_NOT_ANSWERING, {"base": base})


def test_every_base_must_answer(hall: Hall) -> None:
    ready(hall)
    hall.enter(f.BaseGone("B", 0, "cable"))
    assert equipment(hall) == not_answering("B")
    hall.enter(f.BaseFound("B", "HVM-1 B", 101, 99, "hvm1", 8))
    assert shut(hall) == {}


def test_keypads_that_nobody_can_call_are_told_apart_from_silent_ones(hall: Hall) -> None:
    ready(hall)
    hall.enter(f.BaseFound("B", "SunVote B", 101, 99, "sunvote", 6, can_call=False))
    of_b = [keypad for keypad in hall.state.seat_of if keypad > 100]
    refusal = shut(hall)[Gate.EQUIPMENT]
    assert refusal == Refusal(Reason.KEYPADS_CANNOT_BE_CALLED, {"count": len(of_b)})
    hall.call_keypads(silent=[1, *of_b])
    assert equipment(hall) == not_heard(1)


def test_the_keypads_of_those_present_must_be_heard(hall: Hall) -> None:
    ready(hall)
    hall.call_keypads(silent=[1, 102])
    assert equipment(hall) == not_heard(2)
    hall.leave("01")
    assert equipment(hall) == not_heard(1)
    hall.call_keypads()
    assert shut(hall) == {}


def test_after_a_start_every_base_must_answer_anew(hall: Hall) -> None:
    ready(hall)
    hall.restart("boot-1")
    assert equipment(hall) == not_answering("A")


def test_without_any_base_nothing_is_ready() -> None:
    hall = Hall()
    hall.begin()
    hall.table()
    hall.prepare()
    assert equipment(hall) == Refusal(Reason.NO_BASE)


def test_who_holds_no_keypad_is_not_waited_for() -> None:
    hall = small_hall(attendees=1)
    hall.enter(f.KeypadReturned(1, "01", "broken"))
    assert voters_present(hall.state) == ["02", "03", "04", "05", "06"]


def test_the_zero_report_of_another_poll_does_not_serve(hall: Hall) -> None:
    ready(hall)
    hall.void()
    hall.prepare()
    assert [*shut(hall)] == [Gate.ZERO_REPORT]


@pytest.mark.parametrize(
    ("device", "reason"),
    [("printer", Reason.PRINTER_NOT_READY), ("disk", Reason.DISK_ALMOST_FULL)],
)
def test_a_device_of_the_hall_that_is_not_ready_keeps_the_equipment_gate_shut(
    device: str, reason: Reason
) -> None:
    hall = small_hall()
    hall.prepare()
    assert Gate.EQUIPMENT not in shut_gates(hall.state, hall.poll, hall.today)
    hall.enter(f.DeviceSeen(device, False, "paper_out"))
    assert shut_gates(hall.state, hall.poll, hall.today)[Gate.EQUIPMENT].reason is reason
    hall.enter(f.DeviceSeen(device, True, "ready"))
    assert Gate.EQUIPMENT not in shut_gates(hall.state, hall.poll, hall.today)
    hall.enter(f.DeviceSeen(device, False, "paper_out"))
    hall.restart("boot-2")
    hall.find_bases()
    refusal = shut_gates(hall.state, hall.poll, hall.today).get(Gate.EQUIPMENT)
    assert refusal is None or refusal.reason is not reason, "a new start looks anew"
