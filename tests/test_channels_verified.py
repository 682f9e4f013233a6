"""Paper and hands as the notary reads them: what may stand where, what two counted alike."""

from dataclasses import replace
from typing import Any

import pytest
from strategies import (
    CHAIR,
    CHOOSE_TWO_OF_FOUR,
    MEETING,
    OPERATOR,
    YES_NO_TWO_OF_THREE,
    Hall,
    small_hall,
)

from kiosk.ledger.entry import write_body
from kiosk.meeting import facts as f
from kiosk.meeting.ballot import Channel
from kiosk.meeting.facts import Fact
from kiosk.meeting.papercount import CountRow, CountSheet
from kiosk.verifier.book import read
from kiosk.verifier.findings import CHECKS, Findings

OUT = f.BallotPapersIssued(1, ((1, "03"), (2, "04")), OPERATOR)


def found_in(hall: Hall) -> dict[str, str]:
    """Every check that failed but for the roots, which these books make up, and its first words."""
    findings = Findings()
    read([write_body(MEETING, entered) for entered in hall.entered], findings)
    wrong = [name for name in CHECKS if findings.of(name) and name != "roots"]
    return {name: said(findings.of(name)[0].said.args, findings, name) for name in wrong}


def said(args: dict[str, Any], findings: Findings, name: str) -> str:
    why = args.get("why")
    return why.msgid if why is not None else findings.of(name)[0].said.msgid


def asked(*facts: Fact, **how: Any) -> Hall:
    hall = small_hall(attendees=1, absent=[6])
    hall.enter(f.Recused(1, "05", "利害关系"))
    hall.ask(**how)
    hall.press("01", 1)
    hall.enter(*facts)
    return hall


def test_a_hybrid_poll_is_recounted_and_agrees() -> None:
    hall = asked(OUT)
    hall.spoil(2)
    hall.press("04", 1)
    hall.settle()
    hall.count(in_favour=1)
    hall.reconcile()
    hall.declare()
    assert found_in(hall) == {}


def test_owners_areas_on_paper_are_recounted_and_agree() -> None:
    hall = small_hall(areas=[9_000, 8_000, 7_000, 6_000, 5_000, 4_000])
    hall.ask("owners")
    hall.press("01", 1)
    hall.papers("03", "04", "05", "06")
    hall.settle()
    hall.count(in_favour=3, void=1, area=CountRow(in_favour=15_000, void=7_000))
    hall.reconcile()
    hall.declare()
    assert found_in(hall) == {}


def test_yes_and_no_on_paper_are_recounted_and_agree() -> None:
    hall = small_hall()
    hall.ask("priorities", form=YES_NO_TWO_OF_THREE, channel=Channel.PAPER)
    hall.papers()
    hall.settle()
    hall.count(chosen=5, void=1, options=(4, 3, 1), noes=(1, 2, 4))
    hall.reconcile()
    hall.declare()
    assert found_in(hall) == {}


@pytest.mark.parametrize("stage", ["prepared", "paused", "draining"])
def test_a_turned_poll_is_asked_anew(stage: str) -> None:
    hall = small_hall() if stage == "prepared" else asked()
    if stage == "prepared":
        hall.prepare()
    elif stage == "paused":
        hall.pause()
    else:
        hall.close()
    hall.turn(Channel.HANDS)
    if stage == "prepared":
        hall.zero_report()
        hall.open()
    hall.press("02", 1)
    hall.close()
    hall.seal()
    hall.reconcile()
    hall.count(Channel.HANDS, in_favour=3)
    hall.reconcile()
    hall.declare()
    assert found_in(hall) == {}


BEFORE = "the poll has left the keypads before"
ENTITLED = "a seat is not entitled or absent"


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ((f.PollTurned(1, Channel.HANDS, "x", CHAIR),) * 2, BEFORE),
        ((OUT, f.PollTurned(1, Channel.HANDS, "x", CHAIR)), "ballot papers are out"),
        ((f.PollTurned(1, Channel.HANDS, "x", CHAIR), OUT), "a show of hands has no papers"),
        (
            (OUT, f.BallotPapersIssued(1, ((4, "02"),), CHAIR)),
            "the numbers of the papers do not follow each other",
        ),
        ((f.BallotPapersIssued(1, ((1, "05"),), CHAIR),), ENTITLED),
        ((f.BallotPapersIssued(1, ((1, "06"),), CHAIR),), ENTITLED),
        ((f.BallotPapersIssued(1, ((1, "07"),), CHAIR),), ENTITLED),
        ((f.BallotPapersIssued(1, ((1, "01"),), CHAIR),), "the keypad ballot of a seat stands"),
        (
            (OUT, f.BallotPapersIssued(1, ((3, "04"),), CHAIR)),
            "a seat holds a paper already",
        ),
        ((OUT, f.BallotPaperSpoilt(1, 2, "03", CHAIR)), "no such paper is out"),
        (
            (f.CountEntered(1, Channel.PAPER, CountSheet(), CHAIR),),
            "{fact}: poll {poll} stands {stage}; it must stand {right}",
        ),
        (
            (f.PollTurned(9, Channel.HANDS, "x", CHAIR),),
            "{fact}: poll {poll} was never prepared",
        ),
    ],
)
def test_what_cannot_stand_there_is_named(facts: tuple[Fact, ...], why: str) -> None:
    hall = asked()
    for fact in facts:
        hall.entered.append(f.Entered(len(hall.entered), hall.utc, hall.now_ns, fact))
    assert found_in(hall) == {"order": why}


@pytest.mark.parametrize(
    ("how", "channel", "sheet"),
    [
        ({}, Channel.PAPER, CountSheet(area=CountRow())),
        ({}, Channel.PAPER, CountSheet(chosen=1)),
        ({}, Channel.PAPER, CountSheet(options=(1,))),
        ({"channel": Channel.HANDS}, Channel.HANDS, CountSheet(void=1)),
        (
            {"rule_name": "priorities", "form": CHOOSE_TWO_OF_FOUR},
            Channel.PAPER,
            CountSheet(options=(0, 0)),
        ),
        (
            {"rule_name": "priorities", "form": CHOOSE_TWO_OF_FOUR},
            Channel.PAPER,
            CountSheet(in_favour=1, options=(0, 0, 0, 0)),
        ),
        (
            {"rule_name": "priorities", "form": CHOOSE_TWO_OF_FOUR},
            Channel.PAPER,
            CountSheet(chosen=1, options=(2, 0, 0, 0)),
        ),
        (
            {"rule_name": "priorities", "form": CHOOSE_TWO_OF_FOUR},
            Channel.PAPER,
            CountSheet(chosen=2, options=(1, 0, 0, 0)),
        ),
    ],
)
def test_figures_that_cannot_be_are_named(
    how: dict[str, Any], channel: Channel, sheet: CountSheet
) -> None:
    hall = asked(**{"channel": Channel.PAPER, **how})
    hall.settle()
    hall.enter(f.CountEntered(1, channel, sheet, CHAIR))
    assert found_in(hall) == {"order": "the figures of the sheet cannot be"}


def test_more_area_than_the_papers_have_is_named() -> None:
    hall = small_hall(areas=[100] * 6)
    hall.ask("owners", channel=Channel.PAPER)
    hall.settle()
    sheet = CountSheet(1, area=CountRow(601))
    hall.enter(f.CountEntered(1, Channel.PAPER, sheet, CHAIR))
    assert found_in(hall) == {"order": "the figures of the sheet cannot be"}


def test_a_channel_that_is_not_used_is_not_counted() -> None:
    hall = asked()
    hall.settle()
    hall.enter(f.CountEntered(1, Channel.PAPER, CountSheet(), CHAIR))
    assert found_in(hall) == {"order": "the poll does not use this channel"}


@pytest.mark.parametrize(
    ("one", "other"), [(2, None), (2, 3), (5, 5)], ids=["once", "apart", "too many"]
)
def test_a_poll_declared_without_two_equal_counts_is_caught(one: int, other: int | None) -> None:
    hall = asked(channel=Channel.PAPER)
    hall.papers()
    hall.settle()
    hall.count(by=[CHAIR], in_favour=one)
    if other is not None:
        hall.count(by=[OPERATOR], in_favour=other)
    hall.enter(f.PollReconciled(1, 1, 0, 0, 1, (), ()))
    hall.poll.reconciled = f.PollReconciled(1, 1, 0, 0, 1, (), ())
    hall.declare()
    assert found_in(hall) == {
        "tallies": "{fact} of poll {poll}: no two people have counted {channel} alike, "
        "and no more than there can be"
    }


@pytest.mark.parametrize("altered", ["one sheet", "both sheets"])
def test_a_sheet_altered_after_the_declaration_is_caught_at_the_declaration(altered: str) -> None:
    hall = asked(channel=Channel.PAPER)
    hall.papers()
    hall.settle()
    hall.count(by=[CHAIR, OPERATOR], in_favour=3)
    hall.reconcile()
    hall.declare()
    assert found_in(hall) == {}
    sheets = [one for one in hall.entered if isinstance(one.fact, f.CountEntered)]
    for one in sheets[: 1 if altered == "one sheet" else 2]:
        assert isinstance(one.fact, f.CountEntered)
        sheet = replace(one.fact.sheet, in_favour=2)
        hall.entered[one.number] = replace(one, fact=replace(one.fact, sheet=sheet))
    findings = Findings()
    read([write_body(MEETING, one) for one in hall.entered], findings)
    declared = next(one for one in hall.entered if isinstance(one.fact, f.Declared))
    assert findings.of("tallies")[0].entry == declared.number
