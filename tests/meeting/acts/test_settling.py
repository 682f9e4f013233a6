"""What a pack leaves to the meeting is set before the first poll; what it asks is answered once."""

from dataclasses import replace
from fractions import Fraction

import pytest
from strategies import CHAIR, CHOOSE_TWO_OF_FOUR, OFFICERS, PACK_TEXT, Hall, small_hall

from kiosk.meeting import facts as f
from kiosk.meeting.acts import conducting, settling
from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.ballot import FOR_AGAINST_FORM, BallotForm
from kiosk.meeting.outcome import Verdict
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.rules import Basis, Part, Share
from kiosk.meeting.state import State, replay

OPEN_PACK = PACK_TEXT.replace(
    'threshold = { fraction = "2/3", of = "roll" }',
    'threshold = { fraction = "2/3", of = "roll", per_meeting = ["of"] }',
).replace(
    'attendance = { fraction = "1/2", strict = true, of = "roll" }',
    'attendance = { fraction = "1/2", strict = true, of = "roll", per_meeting = ["fraction"] }',
)
ASKING_PACK = (
    PACK_TEXT + '[question.elevator]\ntitle = "加装电梯"\nasks = "算哪一类？"\n'
    'answers = ["ordinary", "major"]\n'
)
MAJOR = Share(Fraction(2, 3), strict=False, basis=Basis.ROLL)
ATTENDANCE = Share(Fraction(1, 2), strict=True, basis=Basis.ROLL)


@pytest.fixture
def hall() -> Hall:
    return small_hall(pack=OPEN_PACK)


def no(answer: Answer) -> Reason:
    assert isinstance(answer, Refusal), answer
    return answer.reason


def threshold(hall: Hall, **of: object) -> Answer:
    share = replace(MAJOR, **of)  # type: ignore[arg-type]
    return settling.set_share(hall.state, "major", Part.THRESHOLD, share, by=CHAIR)


def test_the_denominator_that_a_plan_leaves_open_is_set_and_decides(hall: Hall) -> None:
    """4 of 5 present are for it: 2/3 of those present, not 2/3 of the roll of 6 … nor 5 of 6."""
    hall.do(threshold(hall, basis=Basis.PRESENT))
    assert hall.state.pack is not None
    assert hall.state.pack.text == OPEN_PACK
    held = hall.state.pack.rule("major")
    assert held is not None
    assert held.threshold == replace(MAJOR, basis=Basis.PRESENT)
    assert held.set_for_meeting == (Part.THRESHOLD,)
    hall.leave("05")
    hall.leave("06")
    hall.ask("major")
    for seat in ("01", "02", "03"):
        hall.press(seat, 1)
    hall.press("04", 2)
    outcome = hall.decide()
    assert (outcome.verdict, outcome.tests[-1].base) == (Verdict.PASSED, 4)
    assert outcome.tests[-1].basis == "present"
    assert replay(hall.entered) == hall.state


def test_a_quorum_is_set_for_the_meeting(hall: Hall) -> None:
    share = replace(ATTENDANCE, fraction=Fraction(1), strict=False)
    hall.do(settling.set_share(hall.state, "ordinary", Part.ATTENDANCE, share, by=CHAIR))
    again = replace(ATTENDANCE, fraction=Fraction(5, 6), strict=False)
    (fact,) = hall.do(settling.set_share(hall.state, "ordinary", Part.ATTENDANCE, again, by=CHAIR))
    assert fact == f.ShareSet("ordinary", Part.ATTENDANCE, again, CHAIR)
    assert hall.state.pack is not None
    held = hall.state.pack.rule("ordinary")
    assert held is not None
    assert (held.attendance, held.set_for_meeting) == (again, (Part.ATTENDANCE,))
    assert [one.name for one in hall.state.pack.rules][:2] == ["ordinary", "major"]


def test_nothing_else_is_set(hall: Hall) -> None:
    assert no(threshold(hall, fraction=Fraction(1, 2))) is Reason.NOT_SET_PER_MEETING
    assert no(threshold(hall, strict=True)) is Reason.NOT_SET_PER_MEETING
    both = {"fraction": Fraction(1, 2), "basis": Basis.CAST}
    assert no(threshold(hall, **both)) is Reason.NOT_SET_PER_MEETING
    set_share = settling.set_share
    for rule, part in (("again", Part.THRESHOLD), ("major", Part.ATTENDANCE)):
        answer = set_share(hall.state, rule, part, replace(MAJOR, basis=Basis.CAST), by=CHAIR)
        assert no(answer) is Reason.NOT_SET_PER_MEETING
    assert no(set_share(hall.state, "x", Part.THRESHOLD, MAJOR, by=CHAIR)) is Reason.UNKNOWN_RULE
    assert no(set_share(State(), "x", Part.THRESHOLD, MAJOR, by=CHAIR)) is Reason.NO_RULE_PACK


@pytest.mark.parametrize(
    ("fraction", "strict", "possible"),
    [
        ("0", False, False),
        ("1/6", False, True),
        ("1", False, True),
        ("1", True, False),
        ("7/6", False, False),
        ("99/100", True, True),
    ],
)
def test_a_share_that_is_set_can_be_reached(
    hall: Hall, fraction: str, strict: bool, possible: bool
) -> None:
    share = Share(Fraction(fraction), strict, Basis.ROLL)
    answer = settling.set_share(hall.state, "ordinary", Part.ATTENDANCE, share, by=CHAIR)
    if possible:
        hall.do(answer)
    else:
        assert no(answer) is Reason.IMPOSSIBLE_SHARE


def test_a_part_is_taken_of_a_base_that_fits_it() -> None:
    both = OPEN_PACK.replace('per_meeting = ["fraction"]', 'per_meeting = ["fraction", "of"]')
    hall = small_hall(pack=both)
    share = replace(ATTENDANCE, basis=Basis.CAST)
    answer = settling.set_share(hall.state, "ordinary", Part.ATTENDANCE, share, by=CHAIR)
    assert no(answer) is Reason.IMPOSSIBLE_SHARE


def test_after_the_first_poll_was_laid_down_it_is_too_late(hall: Hall) -> None:
    hall.prepare()
    assert no(threshold(hall, basis=Basis.PRESENT)) is Reason.TOO_LATE_TO_SET
    hall.void()
    assert no(threshold(hall, basis=Basis.PRESENT)) is Reason.TOO_LATE_TO_SET


def test_after_the_meeting_was_opened_it_is_too_late(hall: Hall) -> None:
    hall.enter(f.MeetingOpened("到齐", OFFICERS))
    assert no(threshold(hall, basis=Basis.PRESENT)) is Reason.TOO_LATE_TO_SET


# ---- what the pack asks ------------------------------------------------------------------------


def answered(hall: Hall, question: str, rule: str, reason: str = "本市条例 §30") -> Answer:
    return settling.answer_question(hall.state, question, rule, reason=reason, by=CHAIR)


def prepare(hall: Hall, rule: str) -> Answer:
    return conducting.prepare_poll(
        hall.state, 1, rule, form=FOR_AGAINST_FORM, named=True, last_press_counts=True, duration_s=0
    )


def test_the_pack_asks_before_it_judges() -> None:
    hall = small_hall(pack=ASKING_PACK)
    asked = prepare(hall, "elevator")
    assert asked == Refusal(Reason.QUESTION_OPEN, {"asks": "算哪一类？"})
    assert no(prepare(hall, "escalator")) is Reason.UNKNOWN_RULE
    assert no(answered(hall, "elevator", "priorities")) is Reason.NO_SUCH_ANSWER
    assert no(answered(hall, "escalator", "major")) is Reason.NO_SUCH_ANSWER
    assert no(answered(hall, "elevator", "major", " ")) is Reason.REASON_MISSING
    hall.do(answered(hall, "elevator", "ordinary"))
    hall.do(answered(hall, "elevator", "major"))
    hall.do(prepare(hall, "elevator"))
    rule = hall.poll.plan.rule
    assert (rule.name, rule.title) == ("elevator", "加装电梯 · 重大事项")
    assert rule.article == "§2 · 本市条例 §30"
    assert rule.threshold == MAJOR
    assert no(answered(hall, "elevator", "ordinary")) is Reason.TOO_LATE_TO_SET
    assert replay(hall.entered) == hall.state


def test_a_question_may_be_answered_after_a_poll_on_something_else() -> None:
    hall = small_hall(pack=ASKING_PACK)
    hall.prepare()
    hall.do(answered(hall, "elevator", "major"))


def test_no_pack_asks_nothing() -> None:
    answer = settling.answer_question(State(), "elevator", "major", reason="x", by=CHAIR)
    assert no(answer) is Reason.NO_RULE_PACK


OPEN_SEATS = PACK_TEXT.replace("seats = 2", 'seats = { is = 2, per_meeting = ["is"] }')


def laid(hall: Hall, seats: int, *, form: BallotForm = CHOOSE_TWO_OF_FOUR) -> Answer:
    hall.table()
    return conducting.prepare_poll(
        hall.state,
        1,
        "priorities",
        form=form,
        named=True,
        last_press_counts=True,
        duration_s=0,
        seats=seats,
    )


@pytest.mark.parametrize(("seats", "taken"), [(0, (1, 2)), (1, (1,)), (2, (1, 2)), (3, (1, 2, 3))])
def test_a_poll_takes_as_many_as_it_was_laid_down_for(seats: int, taken: tuple[int, ...]) -> None:
    hall = small_hall(pack=OPEN_SEATS)
    (fact,) = hall.do(laid(hall, seats))
    assert isinstance(fact, f.PollPrepared)
    assert fact.plan.rule.set_for_meeting == ((Part.SEATS,) if seats in (1, 3) else ())
    assert fact.plan.places == (seats or 2)
    hall.zero_report()
    hall.open()
    for seat, keys in (("01", (1, 2)), ("02", (1, 2)), ("03", (1, 3)), ("04", (1, 3))):
        hall.press(seat, *keys)
    hall.press("05", 2)
    assert hall.decide().taken == taken
    assert replay(hall.entered) == hall.state


def test_how_many_are_taken_is_set_only_where_the_pack_leaves_it_open() -> None:
    assert no(laid(small_hall(pack=PACK_TEXT), 3)) is Reason.NOT_SET_PER_MEETING
    again = laid(small_hall(pack=PACK_TEXT), 2)
    assert not isinstance(again, Refusal)


def test_more_than_there_are_cannot_be_taken() -> None:
    assert no(laid(small_hall(pack=OPEN_SEATS), 5)) is Reason.IMPOSSIBLE_SEATS
    assert no(laid(small_hall(pack=OPEN_SEATS), -1)) is Reason.IMPOSSIBLE_SEATS
    assert not isinstance(laid(small_hall(pack=OPEN_SEATS), 4), Refusal)


def test_a_poll_for_or_against_takes_none() -> None:
    pack = OPEN_SEATS.replace(
        "seats = {", 'threshold = { fraction = "1/2", of = "present" }\nseats = {'
    )
    answer = laid(small_hall(pack=pack), 1, form=FOR_AGAINST_FORM)
    assert no(answer) is Reason.IMPOSSIBLE_SEATS


def test_seats_are_no_share_of_the_whole_meeting() -> None:
    hall = small_hall(pack=OPEN_SEATS)
    answer = settling.set_share(hall.state, "priorities", Part.SEATS, MAJOR, by=CHAIR)
    assert no(answer) is Reason.NOT_SET_PER_MEETING
