"""Papers on their way out: sent once, one copy at a time, confirmed by a person or given up."""

import pytest
from strategies import Hall, small_hall

from kiosk.meeting import facts as f
from kiosk.meeting.acts import printing
from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.paper_copies import Confirmed, CopyState, Queue, Way, is_printed, way_of
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.state import replay

NUMBER = "2026-002"
BY = "操作员"


@pytest.fixture
def hall() -> Hall:
    hall = small_hall()
    hall.ask()
    hall.decide()
    hall.record()
    return hall


def no(answer: Answer) -> Reason:
    assert isinstance(answer, Refusal)
    return answer.reason


def send(hall: Hall, copy: int = 1) -> None:
    hall.enter(*printing.send(hall.state, NUMBER, copy, printer="hall", job=f"{copy}"))


def told(hall: Hall, *words: Queue, copy: int = 1) -> list[str]:
    """Let the queue say this; what the book took of it."""
    entered: list[str] = []
    for word in words:
        facts = printing.hear_queue(hall.state, NUMBER, copy, word)
        hall.enter(*facts)
        entered += [fact.told for fact in facts]
    return entered


def way(hall: Hall, copy: int = 1) -> Way:
    (paper,) = [one for one in hall.state.papers if (one.number, one.copy) == (NUMBER, copy)]
    return way_of(hall.state.copies, paper)


def confirm(hall: Hall, *, how: Confirmed = Confirmed.HAND, by: str = BY) -> Answer:
    return printing.confirm(hall.state, NUMBER, how=how, by=by)


def test_a_copy_is_sent_once(hall: Hall) -> None:
    assert not is_printed(hall.state.copies, hall.state.papers[-1])
    assert (way(hall), printing.may_print(hall.state, NUMBER)) == (Way.FILED, ())
    send(hall)
    assert way(hall) is Way.SENT
    assert printing.send(hall.state, NUMBER, 1, printer="hall", job="2") == ()
    assert no(printing.may_print(hall.state, NUMBER)) is Reason.SENT_ALREADY
    assert no(printing.may_print(hall.state, "2026-999")) is Reason.NO_SUCH_PAPER


def test_the_book_has_what_is_new_of_a_queue_and_no_more(hall: Hall) -> None:
    send(hall)
    assert told(hall, Queue.WAITING, Queue.PRINTING) == []
    assert told(hall, Queue.PAPER_OUT, Queue.PAPER_OUT) == ["paper_out"]
    assert way(hall) is Way.TROUBLE
    assert told(hall, Queue.PRINTING, Queue.DONE) == ["printing", "done"]
    assert way(hall) is Way.DONE
    assert told(hall, Queue.UNKNOWN) == [], "after done the queue is not asked any more"
    assert told(hall, Queue.JAM, copy=2) == [], "a copy that was never sent"


def test_done_is_not_paper_until_a_person_says_so(hall: Hall) -> None:
    assert no(confirm(hall)) is Reason.NO_COPY_OUT
    send(hall)
    told(hall, Queue.DONE)
    assert no(confirm(hall, by="")) is Reason.NAME_MISSING
    assert not is_printed(hall.state.copies, hall.state.papers[-1])
    hall.do(confirm(hall, how=Confirmed.SCAN, by="1"))
    assert way(hall) is Way.CONFIRMED
    assert is_printed(hall.state.copies, hall.state.papers[-1])
    assert hall.state.copies[NUMBER, 1] == CopyState("hall", "1", Queue.DONE, "scan", "1")
    assert no(confirm(hall)) is Reason.NO_COPY_OUT
    assert told(hall, Queue.JAM) == []
    unknown = printing.confirm(hall.state, "2026-999", how=Confirmed.HAND, by=BY)
    assert no(unknown) is Reason.NO_SUCH_PAPER


@pytest.mark.parametrize("word", [Queue.PAPER_OUT, Queue.JAM, Queue.CANCELLED, Queue.GONE])
def test_a_copy_that_did_not_come_out_is_given_up_for_the_next(hall: Hall, word: Queue) -> None:
    send(hall)
    told(hall, word)
    assert no(printing.give_up(hall.state, NUMBER, reason="", by=BY)) is Reason.REASON_MISSING
    assert printing.may_issue_again(hall.state, "vote_record", 1) is not None
    hall.do(printing.give_up(hall.state, NUMBER, reason="卡纸", by=BY))
    assert way(hall) is Way.SPOILT
    assert printing.may_issue_again(hall.state, "vote_record", 1) is None
    hall.issue("vote_record", NUMBER, copy=2)
    send(hall, copy=2)
    assert (way(hall), way(hall, 2)) == (Way.SPOILT, Way.SENT)
    hall.do(confirm(hall))
    assert way(hall, 2) is Way.CONFIRMED, "a sheet that is shown can only be the copy that is out"


def test_a_confirmed_copy_stands_when_another_is_wanted(hall: Hall) -> None:
    send(hall)
    hall.do(confirm(hall))
    assert printing.give_up(hall.state, NUMBER, reason="多用一份", by=BY) == ()
    assert way(hall) is Way.CONFIRMED


def test_a_copy_that_was_never_sent_can_be_given_up(hall: Hall) -> None:
    (spoilt,) = hall.do(printing.give_up(hall.state, NUMBER, reason="文件损坏", by=BY))
    assert spoilt == f.PaperSpoilt(NUMBER, 1, "文件损坏", BY)
    assert no(printing.may_print(hall.state, NUMBER)) is Reason.SENT_ALREADY
    unknown = printing.give_up(hall.state, "2026-999", reason="x", by=BY)
    assert no(unknown) is Reason.NO_SUCH_PAPER


def test_one_copy_of_a_paper_is_out_at_a_time(hall: Hall) -> None:
    send(hall)
    refusal = printing.may_issue_again(hall.state, "vote_record", 1)
    assert refusal == Refusal(Reason.COPY_IS_OUT, {"number": NUMBER, "copy": 1})
    assert printing.may_issue_again(hall.state, "zero_report", 1) is None
    hall.do(confirm(hall))
    assert printing.may_issue_again(hall.state, "vote_record", 1) is None


def test_a_book_of_before_says_that_a_paper_is_done(hall: Hall) -> None:
    hall.enter(f.PaperPrinted(NUMBER, 1))
    assert way(hall) is Way.DONE
    assert no(confirm(hall)) is Reason.NO_COPY_OUT
    assert is_printed(hall.state.copies, hall.state.papers[-1])


def test_the_replayed_book_knows_the_same_copies(hall: Hall) -> None:
    send(hall)
    told(hall, Queue.JAM)
    hall.enter(f.DeviceSeen("printer", False, "jam"))
    again = replay(hall.entered)
    assert (again.copies, again.devices) == (hall.state.copies, hall.state.devices)
