"""One realistic view of every state of every screen, for `kiosk stills` and for the tests."""

from dataclasses import replace

from kiosk.clerk.views import (
    Act,
    Action,
    ConsoleView,
    HallMode,
    HallView,
)
from kiosk.meeting.poll import Stage
from kiosk.meeting.tally import Tally
from kiosk.meeting.verdict import decide
from kiosk.ui import at_the_desk
from kiosk.ui.sample import (
    HEAD,
    NOON_NS,
    PRESENT,
    ROLL,
    SECOND_NS,
    Sample,
    choice_tally,
    for_against_tally,
    hybrid_tally,
    sample,
)


def hall_gallery(now_ns: int = NOON_NS) -> dict[str, HallView]:
    """The wall in every state; `now_ns` is what the clock of the screen will say."""
    texts = sample()
    base = _hall_base(texts)
    poll = _poll(texts, base, "major", "canteen", now_ns + 42 * SECOND_NS)
    choose = _poll(texts, base, "topk", "choice", now_ns + 75 * SECOND_NS)
    long_item = replace(base, mode=HallMode.ITEM, phase="plenary", **texts.motion("canteen"))
    return {
        "standby": base,
        "check_in": replace(base, mode=HallMode.CHECK_IN, present=87),
        "item": replace(base, mode=HallMode.ITEM, phase="reading", **texts.motion("parking")),
        "item_pages": long_item,
        "poll": poll,
        "poll_last_seconds": replace(poll, ends_ns=now_ns + 7 * SECOND_NS, pressed=116),
        "poll_untimed": replace(poll, ends_ns=None, **texts.motion("parking")),
        "poll_long_title": replace(poll, **texts.motion("long")),
        "poll_practice": replace(poll, practice=True),
        "choose": choose,
        **_waiting(texts, poll),
        **_results(texts, poll, choose),
        "fault": replace(poll, mode=HallMode.FAULT, message=texts.sentence("fault", base="A")),
        "halted": replace(poll, mode=HallMode.HALTED, message=texts.sentence("halted", entry=1843)),
        "void": replace(
            poll,
            mode=HallMode.VOID,
            message=texts.sentence("void", reason=texts.texts["messages"]["void_reason"]),
        ),
    }


def _hall_base(texts: Sample) -> HallView:
    meeting = texts.texts["meeting"]
    return HallView(
        mode=HallMode.STANDBY,
        title=meeting["title"],
        session_title=meeting["session_title"],
        practice=False,
        roll=ROLL,
        present=PRESENT,
        pack_title=meeting["pack_title"],
        pack_version=meeting["pack_version"],
        entry=1843,
        head=HEAD,
    )


def _poll(texts: Sample, base: HallView, rule: str, motion: str, ends_ns: int) -> HallView:
    plan = texts.plan(rule, motion)
    share = plan.rule.threshold
    return replace(
        base,
        mode=HallMode.POLL,
        phase="polling",
        plan=plan,
        needed=share.needed(ROLL) if share else 0,
        ends_ns=ends_ns,
        pressed=97,
        expected=PRESENT,
        **texts.motion(motion),
    )


def _waiting(texts: Sample, poll: HallView) -> dict[str, HallView]:
    still = replace(poll, ends_ns=None, pressed=116)
    by_people = replace(still, pressed=0, expected=0)
    return {
        "paused": replace(still, mode=HallMode.PAUSED, remaining_ms=23_000),
        "closing": replace(still, mode=HallMode.CLOSING),
        "counted": replace(still, mode=HallMode.COUNTED),
        "paper": replace(by_people, mode=HallMode.PAPER),
        "hands": replace(by_people, mode=HallMode.HANDS),
        "counting": replace(by_people, mode=HallMode.COUNTING),
        "counted_long_title": replace(still, mode=HallMode.COUNTED, **texts.motion("long")),
    }


def _results(texts: Sample, poll: HallView, choose: HallView) -> dict[str, HallView]:
    ordinary = replace(poll, plan=texts.plan("ordinary", "parking"), **texts.motion("parking"))
    again = replace(poll, plan=texts.plan("major", "canteen", round_=2))
    return {
        "result_failed": declared(poll, for_against_tally(79, 31, 6)),
        "result_passed": declared(ordinary, for_against_tally(86, 28, 4)),
        "result_hybrid": declared(ordinary, hybrid_tally()),
        "result_second_round": declared(again, for_against_tally(80, 30, 6)),
        "result_no_quorum": declared(poll, for_against_tally(51, 12, 4, present=70), opening=79),
        "ranking": declared(choose, choice_tally(47, 61, 29, 58, 33, 71, 20, 12)),
        "ranking_tied": declared(choose, choice_tally(47, 61, 29, 58, 33, 71, 58, 12)),
    }


def declared(view: HallView, counted: Tally, *, opening: int = PRESENT) -> HallView:
    """A poll's view once its result is declared."""
    if view.plan is None:
        return view
    return replace(
        view,
        mode=HallMode.RESULT,
        ends_ns=None,
        tally=counted,
        outcome=decide(view.plan.form, view.plan.rule, counted, present_at_opening=opening),
    )


def console_gallery(now_ns: int = NOON_NS) -> dict[str, ConsoleView]:
    """The chair's screen through a meeting."""
    texts = sample()
    base = at_the_desk.console_base(texts)
    running = at_the_desk.running(texts, base, now_ns)
    closed = at_the_desk.closed(running)
    reconciled = replace(closed, stage=Stage.RECONCILED, account=(131, 97, 29, 5))
    return {
        "check_in": at_the_desk.check_in(base),
        "gate_closed": at_the_desk.gate_closed(texts, base),
        "prepared": at_the_desk.prepared(texts, base),
        "changed_text": at_the_desk.changed(at_the_desk.prepared(texts, base)),
        "open": running,
        "practice": replace(running, practice=True),
        "paused": at_the_desk.paused(running),
        "draining": replace(
            running, stage=Stage.DRAINING, next=None, actions=(), ends_ns=None, pressed=116
        ),
        "closed": closed,
        "differences": at_the_desk.differing(reconciled),
        "silent": at_the_desk.silent(texts, reconciled),
        "reconciled": replace(reconciled, next=Action(Act.DECLARE)),
        "declared": at_the_desk.declared(reconciled),
        "declared_choice": at_the_desk.declared_choice(texts, reconciled),
        "fault": replace(
            running,
            faults=(texts.sentence("cable", base="A"), texts.sentence("paper")),
        ),
    }
