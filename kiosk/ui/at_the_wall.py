"""The wall of the sample meeting, mode by mode; `gallery` hangs the pictures."""

from dataclasses import replace
from typing import Any

from kiosk.clerk.noticeboard import Progress, Resolution
from kiosk.clerk.resolutionlist import put_up
from kiosk.clerk.views import HallMode, HallView
from kiosk.meeting.rules import Basis, Share
from kiosk.meeting.tally import Buckets, Tally
from kiosk.meeting.verdict import decide
from kiosk.ui.sample import (
    HEAD,
    PRESENT,
    ROLL,
    Sample,
    choice_tally,
    for_against_tally,
    hybrid_choice_tally,
    hybrid_tally,
    seat_lines,
)

BASES = {Basis.ROLL: ROLL, Basis.PRESENT: PRESENT}


def wall_base(texts: Sample) -> HallView:
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


def boarded(texts: Sample, base: HallView) -> dict[str, HallView]:
    """Standby with the public page, with a list of earlier resolutions, and with both."""
    page = put_up(texts.texts["meeting"]["page"], None)[0]
    past = tuple(_past(one) for one in texts.texts["resolutions"])
    return {
        "standby_page": replace(base, board=page),
        "standby_list": replace(base, board=replace(page, page="", code=(), resolutions=past)),
        "standby_board": replace(base, board=replace(page, resolutions=past)),
    }


def _past(said: dict[str, Any]) -> Resolution:
    return Resolution(
        session=said["session"],
        title=said["title"],
        responsible=said["responsible"],
        due=said.get("due"),
        progress=Progress(said["progress"]),
        latest=said.get("latest", ""),
    )


def polled(texts: Sample, base: HallView, rule: str, motion: str, ends_ns: int) -> HallView:
    plan = texts.plan(rule, motion)
    return replace(
        base,
        mode=HallMode.POLL,
        phase="polling",
        plan=plan,
        needed=_needed(plan.rule.threshold),
        ends_ns=ends_ns,
        pressed=97,
        expected=PRESENT,
        **texts.motion(motion),
    )


def _needed(share: Share | None) -> int:
    """What is needed of a base that is known while the poll runs."""
    base = BASES.get(share.basis, 0) if share is not None else 0
    return share.needed(base) if share is not None and base else 0


def waiting(texts: Sample, poll: HallView) -> dict[str, HallView]:
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


def results(texts: Sample, poll: HallView, choose: HallView) -> dict[str, HallView]:
    ordinary = replace(poll, plan=texts.plan("ordinary", "parking"), **texts.motion("parking"))
    again = replace(poll, plan=texts.plan("major", "canteen", round_=2))
    return {
        "result_failed": declared(poll, for_against_tally(79, 31, 6)),
        "result_practice": declared(replace(poll, practice=True), for_against_tally(79, 31, 6)),
        "result_passed": declared(ordinary, for_against_tally(86, 28, 4)),
        "result_hybrid": declared(ordinary, hybrid_tally()),
        **_individual(ordinary, choose, texts),
        "result_second_round": declared(again, for_against_tally(80, 30, 6)),
        "result_no_quorum": declared(poll, for_against_tally(51, 12, 4, present=70), opening=79),
        "ranking": declared(choose, choice_tally(47, 61, 29, 58, 33, 71, 20, 12)),
        "ranking_tied": declared(choose, choice_tally(47, 61, 29, 58, 33, 71, 58, 12)),
    }


def _individual(ordinary: HallView, choose: HallView, texts: Sample) -> dict[str, HallView]:
    """Named polls, with how each seat chose; of a hall of 118 and of 3,376."""
    passed = declared(ordinary, for_against_tally(86, 28, 4))
    named = replace(choose, plan=replace(choose.plan, named=True)) if choose.plan else choose
    chosen = declared(named, choice_tally(47, 61, 29, 58, 33, 71, 20, 12))
    many = for_against_tally(2101, 988, 101, present=3376)
    hall = replace(ordinary, roll=3400, present=3376)
    large = declared(hall, replace(many, roll=3400), opening=3376)
    return {
        "result_named": replace(passed, seats=seat_lines(texts, 118, (86, 28, 4))),
        "result_named_large": replace(large, seats=seat_lines(texts, 3376, (2101, 988, 101))),
        "ranking_named": replace(chosen, seats=seat_lines(texts, 118, (0, 0, 0), chosen=113)),
        "ranking_small": _small(named, texts),
        "ranking_hybrid": declared(choose, hybrid_choice_tally()),
    }


def _small(named: HallView, texts: Sample) -> HallView:
    """A hall of twelve whose seats are called by a letter and two figures."""
    lines = seat_lines(texts, 11, (0, 0, 0), chosen=10)
    seats = tuple(replace(one, seat=f"A-{one.seat}") for one in lines)
    few = replace(
        choice_tally(4, 6, 2, 5, 3, 7, 2, 1),
        base=11,
        roll=12,
        chosen=10,
        abstain=0,
        not_pressed=1,
        void=0,
    )
    return declared(replace(named, seats=seats, roll=12, present=11), few, opening=11)


def other_kinds(texts: Sample, base: HallView, ends_ns: int) -> dict[str, HallView]:
    """Owners by heads and by area, candidates with yes and no, an opinion; asked and declared."""
    owners = polled(texts, base, "owners", "reserve", ends_ns)
    voted = polled(texts, base, "elected", "candidates", ends_ns)
    asked = polled(texts, base, "opinion", "satisfaction", ends_ns)
    yeses, noes = (104, 98, 77, 61, 96, 42), (9, 12, 31, 44, 15, 60)
    elected = replace(choice_tally(*yeses), noes=noes)
    return {
        "owners": owners,
        "result_owners": declared(owners, of_owners(86, 28, 4, area=(8_214_50, 2_610_00))),
        "result_owners_area": declared(owners, of_owners(86, 28, 4, area=(5_402_75, 5_421_75))),
        "candidates": voted,
        "ranking_candidates": declared(voted, elected),
        "opinion": asked,
        "ranking_opinion": declared(asked, choice_tally(2, 9, 31, 48, 23)),
    }


def of_owners(*figures: int, area: tuple[int, int]) -> Tally:
    """A sample tally of owners: heads, and 0.01 m² in favour and against."""
    heads = for_against_tally(*figures)
    in_favour, against = area
    abstain = 310_00
    voted = in_favour + against + abstain
    owned = Buckets(
        roll=11_620_50,
        base=voted,
        in_favour=in_favour,
        against=against,
        abstain=abstain,
        chosen=0,
        void=0,
        not_pressed=0,
        recused=0,
        options=(),
    )
    return replace(heads, area=owned)


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
