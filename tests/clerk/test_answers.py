"""An act of the console is answered when every order of it is, those that follow included."""

from concurrent.futures import Future

from kiosk.clerk import orders as o
from kiosk.clerk.answers import Answers
from kiosk.clerk.officers import order_together


def test_an_act_is_answered_when_its_last_order_is():
    answers, posted = Answers(), list[Future]()

    def post(order):
        posted.append(Future())
        return posted[-1]

    with answers.act():
        order_together(answers.following(post), o.OpenCheckIn(), [("a", "x"), ("b", "y")])
        answers.following(post)(o.CallKeypads())
    seen = []
    for at in (0, 2, 3):
        seen.append(answers.answered)
        posted[at].set_result(None)
    assert len(posted) == 4
    assert [*seen, answers.answered] == [0, 0, 0, 0]
    posted[1].set_result(None)
    assert answers.answered == 1


def test_an_act_without_orders_is_answered_at_once():
    answers = Answers()
    with answers.act():
        assert answers.answered == 0
    assert answers.answered == 1
