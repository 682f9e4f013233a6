"""委托投票: at most so many for one holder, never to a candidate, no chain, only where allowed."""

import pytest
from strategies import CHAIR, MEETING, PACK_TEXT, Hall, keypad_of, small_hall

from kiosk.ledger.entry import write_body
from kiosk.meeting import facts as f
from kiosk.meeting.acts import balloting, conducting, proxies
from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.ballot import FOR, FOR_AGAINST_FORM, Channel
from kiosk.meeting.facts import Fact
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.verifier.book import read
from kiosk.verifier.findings import CHECKS, Findings

TWO_RULES = """
[rule.one]
title = "一人一托"
article = "§10"
threshold = { fraction = "1/2", strict = true, of = "present" }
proxies = 1
"""


@pytest.fixture
def hall() -> Hall:
    return small_hall(attendees=1, absent=[4, 5, 6])


def no(answer: Answer) -> Reason:
    assert isinstance(answer, Refusal), answer
    return answer.reason


def given(hall: Hall, seat: str, holder: str, item: int = 1) -> Answer:
    return proxies.give_proxy(hall.state, item, seat, holder=holder, by=CHAIR)


def give(hall: Hall, seat: str, holder: str) -> None:
    hall.do(given(hall, seat, holder))


def found_in(hall: Hall, *more: Fact) -> dict[str, str]:
    entered = list(hall.entered)
    for fact in more:
        entered.append(f.Entered(len(entered), hall.utc, hall.now_ns, fact))
    findings = Findings()
    read([write_body(MEETING, one) for one in entered], findings)
    wrong = [name for name in CHECKS if findings.of(name) and name != "roots"]
    said = {name: findings.of(name)[0].said for name in wrong}
    return {name: one.args.get("why", one).msgid for name, one in said.items()}


def test_a_holder_presses_the_keypad_of_the_principal_and_it_is_a_ballot_of_that_seat(
    hall: Hall,
) -> None:
    give(hall, "04", "01")
    hall.ask("voters")
    assert hall.reason("04", FOR) is None
    assert hall.reason("05", FOR) is Reason.NOT_CHECKED_IN
    hall.press("01", FOR)
    hall.settle()
    assert hall.poll.base == ("01", "02", "03", "04")
    assert hall.poll.spoken_for == {"04": "01"}
    assert hall.poll.left == frozenset()
    assert hall.declare().tally.in_favour == 2
    assert found_in(hall) == {}


def test_a_seat_that_is_spoken_for_and_silent_is_not_pressed(hall: Hall) -> None:
    give(hall, "04", "01")
    hall.ask("voters")
    assert hall.settle().silent == ("01", "02", "03", "04")
    assert found_in(hall) == {}


def test_a_proxy_is_worth_nothing_while_its_holder_is_away(hall: Hall) -> None:
    give(hall, "04", "01")
    hall.ask("voters")
    hall.leave("01")
    assert hall.reason("04", FOR) is Reason.NOT_CHECKED_IN
    hall.settle()
    assert hall.poll.base == ("02", "03")
    assert found_in(hall) == {}


def test_who_comes_after_all_speaks_for_oneself(hall: Hall) -> None:
    give(hall, "04", "01")
    hall.arrive(4)
    hall.ask("voters")
    hall.leave("01")
    assert hall.reason("04", FOR) is None
    hall.settle()
    assert hall.poll.spoken_for == {}
    assert found_in(hall) == {}


def test_a_rule_without_proxies_hears_nobody_for_another(hall: Hall) -> None:
    give(hall, "04", "01")
    hall.ask("major")
    assert hall.reason("04", FOR) is Reason.NOT_CHECKED_IN
    assert hall.reason("04", FOR, session=None) is Reason.NOT_CHECKED_IN
    hall.settle()
    assert found_in(hall) == {}


def test_a_ballot_paper_goes_to_the_holder_of_a_proxy(hall: Hall) -> None:
    give(hall, "04", "01")
    hall.ask("voters", channel=Channel.PAPER)
    hall.papers()
    assert hall.poll.papers == {1: "01", 2: "02", 3: "03", 4: "04"}
    hall.settle()
    hall.count(in_favour=4)
    hall.reconcile()
    hall.declare()
    assert found_in(hall) == {}


def test_nobody_raises_a_hand_for_another(hall: Hall) -> None:
    give(hall, "04", "01")
    hall.prepare("voters", channel=Channel.HANDS)
    hall.zero_report()
    answer = conducting.open_poll(hall.state, by=CHAIR, today=hall.today)
    assert no(answer) is Reason.PROXIES_NEED_BALLOTS
    hall.void()
    hall.ask("voters")
    turned = balloting.turn_poll(hall.state, Channel.HANDS, reason="断电", by=CHAIR)
    assert no(turned) is Reason.PROXIES_NEED_BALLOTS


def test_what_is_no_proxy(hall: Hall) -> None:
    assert no(given(hall, "04", "01", item=9)) is Reason.UNKNOWN_ITEM
    assert no(given(hall, "99", "01")) is Reason.UNKNOWN_SEAT
    assert no(given(hall, "07", "01")) is Reason.NO_VOTING_RIGHT
    assert no(given(hall, "01", "01")) is Reason.PROXY_OF_PROXY
    give(hall, "04", "01")
    assert no(given(hall, "04", "02")) is Reason.PROXY_GIVEN
    assert no(given(hall, "05", "04")) is Reason.PROXY_OF_PROXY
    assert no(given(hall, "01", "02")) is Reason.PROXY_OF_PROXY
    give(hall, "05", "01")
    assert given(hall, "06", "01") == Refusal(Reason.PROXIES_FULL, {"seat": "01", "most": 2})


def test_a_candidate_holds_no_proxies(hall: Hall) -> None:
    hall.do(proxies.name_candidate(hall.state, 1, "02", by=CHAIR))
    assert no(given(hall, "04", "02")) is Reason.PROXY_TO_CANDIDATE
    give(hall, "04", "01")
    assert no(proxies.name_candidate(hall.state, 1, "01", by=CHAIR)) is Reason.PROXY_TO_CANDIDATE
    assert no(proxies.name_candidate(hall.state, 9, "01", by=CHAIR)) is Reason.UNKNOWN_ITEM


def test_a_proxy_is_taken_back_before_the_poll_opens_and_not_while_it_runs(hall: Hall) -> None:
    give(hall, "04", "01")
    hall.prepare("voters")
    hall.do(proxies.withdraw_proxy(hall.state, 1, "04", by=CHAIR))
    assert no(proxies.withdraw_proxy(hall.state, 1, "04", by=CHAIR)) is Reason.NO_PROXY
    give(hall, "04", "01")
    hall.zero_report()
    hall.open()
    assert no(proxies.withdraw_proxy(hall.state, 1, "04", by=CHAIR)) is Reason.ANOTHER_POLL_RUNS
    assert no(given(hall, "05", "01")) is Reason.ANOTHER_POLL_RUNS


def test_a_pack_that_allows_none_has_none() -> None:
    hall = small_hall(pack=PACK_TEXT.replace("proxies = 2\n", ""))
    assert no(given(hall, "04", "01")) is Reason.PROXIES_NOT_ALLOWED
    hall.state.pack = None
    assert no(given(hall, "04", "01")) is Reason.PROXIES_NOT_ALLOWED


def test_a_rule_that_lets_one_hold_fewer_is_asked_when_the_poll_opens() -> None:
    hall = small_hall(absent=[4, 5], pack=PACK_TEXT + TWO_RULES)
    give(hall, "04", "01")
    give(hall, "05", "01")
    hall.prepare("one")
    hall.zero_report()
    answer = conducting.open_poll(hall.state, by=CHAIR, today=hall.today)
    assert answer == Refusal(Reason.PROXIES_FULL, {"seat": "01", "most": 1})
    sessions = (("A", 1), ("B", 1))
    opened = f.PollOpened(1, sessions, 4, CHAIR)
    assert found_in(hall, opened) == {"order": "a holder has more proxies than the rule allows"}


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ((f.ProxyGiven(1, "04", "07", CHAIR),), "a proxy joins two different voting seats"),
        ((f.ProxyGiven(1, "04", "04", CHAIR),), "a proxy joins two different voting seats"),
        (
            (f.CandidateNamed(1, "01", CHAIR), f.ProxyGiven(1, "04", "01", CHAIR)),
            "a candidate holds no proxies",
        ),
        (
            (f.ProxyGiven(1, "04", "01", CHAIR), f.CandidateNamed(1, "01", CHAIR)),
            "a candidate holds no proxies",
        ),
        (
            (f.ProxyGiven(1, "04", "01", CHAIR), f.ProxyGiven(1, "05", "04", CHAIR)),
            "a proxy of a proxy",
        ),
        ((f.ProxyWithdrawn(1, "04", CHAIR),), "there is no such proxy"),
        (
            (
                f.ProxyGiven(1, "04", "01", CHAIR),
                f.ProxyWithdrawn(1, "04", CHAIR),
                f.ProxyWithdrawn(1, "04", CHAIR),
            ),
            "there is no such proxy",
        ),
    ],
)
def test_the_notary_names_a_proxy_that_cannot_stand(
    hall: Hall, facts: tuple[Fact, ...], why: str
) -> None:
    assert found_in(hall, *facts) == {"order": why}


def test_the_notary_names_a_proxy_given_while_the_poll_runs(hall: Hall) -> None:
    hall.ask("voters")
    late = f.ProxyGiven(1, "04", "01", CHAIR)
    assert found_in(hall, late) == {"order": "a poll on the item is under way"}


def test_the_keypad_of_the_principal_is_the_one_that_is_handed_over(hall: Hall) -> None:
    give(hall, "04", "01")
    hall.ask("voters")
    cast = hall.press("04", FOR, keypad=keypad_of("04"))
    assert isinstance(cast, f.BallotCast)
    assert cast.seat == "04"
    assert hall.poll.plan.form is FOR_AGAINST_FORM
