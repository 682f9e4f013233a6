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
from kiosk.ui import at_the_desk, at_the_wall
from kiosk.ui.sample import NOON_NS, SECOND_NS, sample
from kiosk.ui.sample_people import sample_composition


def hall_gallery(now_ns: int = NOON_NS) -> dict[str, HallView]:
    """The wall in every state; `now_ns` is what the clock of the screen will say."""
    texts = sample()
    base = at_the_wall.wall_base(texts)
    poll = at_the_wall.polled(texts, base, "major", "canteen", now_ns + 42 * SECOND_NS)
    choose = at_the_wall.polled(texts, base, "topk", "choice", now_ns + 75 * SECOND_NS)
    long_item = replace(base, mode=HallMode.ITEM, phase="plenary", **texts.motion("canteen"))
    return {
        "standby": base,
        **at_the_wall.boarded(texts, base),
        "check_in": replace(
            base, mode=HallMode.CHECK_IN, present=87, composition=sample_composition()
        ),
        "check_in_plain": replace(base, mode=HallMode.CHECK_IN, present=87),
        "standby_practice": replace(base, practice=True),
        "item": replace(base, mode=HallMode.ITEM, phase="reading", **texts.motion("parking")),
        "item_pages": long_item,
        "discussion": replace(long_item, phase="groups", **texts.motion("pets")),
        "poll": poll,
        "poll_last_seconds": replace(poll, ends_ns=now_ns + 7 * SECOND_NS, pressed=116),
        "poll_untimed": replace(poll, ends_ns=None, **texts.motion("parking")),
        "poll_long_title": replace(poll, **texts.motion("long")),
        "poll_practice": replace(poll, practice=True),
        "choose": choose,
        "choose_key_by_key": replace(choose, take_back=9),
        **at_the_wall.other_kinds(texts, base, now_ns + 42 * SECOND_NS),
        **at_the_wall.waiting(texts, poll),
        **at_the_wall.results(texts, poll, choose),
        "fault": replace(poll, mode=HallMode.FAULT, message=texts.sentence("fault")),
        "halted": replace(poll, mode=HallMode.HALTED, message=texts.sentence("halted")),
        "void": replace(poll, mode=HallMode.VOID),
        "standby_closed": replace(poll, mode=HallMode.STANDBY, closed=True),
    }


PAGES = {
    "standby_list_page_1": ("standby_list", 1),
    "standby_board_page_1": ("standby_board", 1),
    "standby_board_page_2": ("standby_board", 2),
    "check_in_ages": ("check_in", 1),
    "item_page_2": ("item_pages", 1),
    "candidates_page_2": ("candidates", 1),
    "result_shares": ("result_named", 2),
    "result_seats": ("result_named", 3),
    "result_names": ("result_named", 4),
    "result_seats_large": ("result_named_large", 3),
    "result_names_large": ("result_named_large", 4),
    "ranking_seats": ("ranking_named", 1),
    "ranking_names": ("ranking_named", 2),
    "ranking_seats_small": ("ranking_small", 1),
    "ranking_names_small": ("ranking_small", 2),
}
"""Pages of the wall that come later in their state: which state, after how many turns."""


def console_gallery(now_ns: int = NOON_NS) -> dict[str, ConsoleView]:
    """The chair's screen through a meeting."""
    texts = sample()
    base = at_the_desk.console_base(texts)
    running = at_the_desk.running(texts, base, now_ns)
    closed = at_the_desk.closed(running)
    officers = at_the_desk.officers(texts, at_the_desk.prepared(texts, base))
    reconciled = replace(closed, stage=Stage.RECONCILED, account=(131, 97, 29, 5))
    return {
        "unfrozen": at_the_desk.unfrozen(base),
        "opening": at_the_desk.opening(base),
        "check_in": at_the_desk.check_in(base),
        "gate_closed": at_the_desk.gate_closed(texts, base),
        "prepared": at_the_desk.prepared(texts, base),
        "changed_text": at_the_desk.changed(at_the_desk.prepared(texts, base)),
        "open": running,
        "practice": replace(running, practice=True),
        "hardly_pressed": replace(running, pressed=12, not_pressed=106),
        "paused": at_the_desk.paused(running),
        "making": replace(
            at_the_desk.prepared(texts, base),
            next=Action(Act.ZERO_REPORT),
            under_way=Act.ZERO_REPORT,
        ),
        "draining": replace(at_the_desk.draining(running), pressed=116, not_pressed=2),
        "closed": closed,
        "missing_base": at_the_desk.missing(running),
        "officers": officers,
        "differences": at_the_desk.differing(reconciled),
        "silent": at_the_desk.silent(texts, reconciled),
        "reconciled": replace(reconciled, next=Action(Act.DECLARE)),
        "counted_choice": at_the_desk.counted_choice(texts, reconciled),
        "declared": at_the_desk.declared(reconciled),
        "declared_choice": at_the_desk.declared_choice(texts, reconciled),
        "over": at_the_desk.over(base),
        "fault": replace(
            running,
            faults=(texts.sentence("cable", base="A"), texts.sentence("paper")),
        ),
    }


def covered_gallery(now_ns: int = NOON_NS) -> dict[str, ConsoleView]:
    """The chair's screen with something lying over it."""
    return {"record": at_the_desk.revealed(console_gallery(now_ns)["officers"])}


ASKED: dict[str, tuple[str, tuple[Act, dict[str, str]]]] = {
    "ask_log_in": ("officers", (Act.LOG_IN, {"first_secret": "12345678"})),
    "ask_enrol": (
        "officers",
        (
            Act.ENROL_OFFICER,
            {"office": "teller", "new_secret": "12345678", "again_secret": "1234"},
        ),
    ),
    "ask_record": ("officers", (Act.REVEAL_PERSON, {"number": "42"})),
    "ask_venue": ("missing_base", (Act.GIVE_UP_DESK, {})),
    "ask_freeze": ("unfrozen", (Act.FREEZE_ROLL, {})),
    "ask_void": ("open", (Act.VOID_POLL, {})),
    "ask_close": ("hardly_pressed", (Act.CLOSE_POLL, {})),
    "ask_hand_over": ("over", (Act.HAND_OVER, {"target": "/media/hall/NOTARY"})),
}
"""Questions over a state of the console, with what was filled in."""
