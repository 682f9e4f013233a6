"""The second medium is lost: polls stand still until it is back, or two officers forgo it."""

import pytest
from strategies import CHAIR, OFFICERS, Hall, small_hall

from kiosk.meeting import facts as f
from kiosk.meeting.acts import conducting, declaring, mirroring
from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.mirror import Medium
from kiosk.meeting.poll import Stage
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.roll import masked
from kiosk.meeting.state import replay

WHERE = "/media/stick"


@pytest.fixture
def hall() -> Hall:
    return small_hall()


def no(answer: Answer) -> Reason:
    assert isinstance(answer, Refusal), answer
    return answer.reason


def lose(hall: Hall) -> tuple[f.Fact, ...]:
    return hall.do(mirroring.lose_mirror(hall.state, "gone", WHERE, now_ns=hall.now_ns))


def test_no_poll_is_opened_without_both_copies(hall: Hall) -> None:
    hall.prepare()
    hall.zero_report()
    assert lose(hall) == (f.MirrorLost("gone", WHERE),)
    assert hall.state.medium is Medium.LOST
    assert lose(hall) == ()
    opened = conducting.open_poll(hall.state, by=CHAIR, today=hall.today)
    assert no(opened) is Reason.MIRROR_LOST
    assert hall.do(mirroring.return_mirror(hall.state, entry=9, head="ab")) == (
        f.MirrorReturned(9, "ab"),
    )
    assert mirroring.return_mirror(hall.state, entry=9, head="ab") == ()
    hall.open()
    hall.enter(f.MirrorCompared(1, 9, "ab", "ab"))
    assert hall.poll.compared == f.MirrorCompared(1, 9, "ab", "ab")
    assert replay(hall.entered) == hall.state


def test_a_poll_that_runs_is_paused_and_goes_on_when_two_officers_say_so(hall: Hall) -> None:
    hall.ask(duration_s=60)
    lost, paused = lose(hall)
    assert isinstance(lost, f.MirrorLost)
    assert paused == f.PollPaused(1, 60_000, mirroring.BY)
    assert hall.poll.stage is Stage.PAUSED
    assert no(conducting.resume_poll(hall.state, by=CHAIR)) is Reason.MIRROR_LOST
    alone = (CHAIR, CHAIR)
    answer = mirroring.forgo_mirror(hall.state, reason="坏了", officers=alone)
    assert no(answer) is Reason.TWO_OFFICERS_NEEDED
    hall.do(mirroring.forgo_mirror(hall.state, reason="坏了", officers=OFFICERS))
    assert hall.state.medium is Medium.FORGONE
    again = mirroring.forgo_mirror(hall.state, reason="坏了", officers=OFFICERS)
    assert no(again) is Reason.MIRROR_NOT_LOST
    hall.resume()


def test_nothing_is_declared_without_both_copies(hall: Hall) -> None:
    hall.ask()
    for seat in ("01", "02", "03", "04", "05", "06"):
        hall.press(seat, 1)
    hall.settle()
    lose(hall)
    assert no(declaring.declare(hall.state, by=CHAIR)) is Reason.MIRROR_LOST


@pytest.mark.parametrize(
    ("name", "shown"),
    [("张", "张"), ("张伟", "张*"), ("张建伟", "张*伟"), ("欧阳建伟", "欧**伟"), ("", "")],
)
def test_a_name_on_a_public_screen_is_masked(name: str, shown: str) -> None:
    assert masked(name) == shown
