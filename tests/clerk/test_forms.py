"""What is filled in at the console becomes the order that the law knows, or says what is wrong."""

from dataclasses import replace

import pytest

from kiosk.clerk import orders as o
from kiosk.clerk.deeds import DEEDS
from kiosk.clerk.forms import Slip, Why, entries_of, order_of
from kiosk.clerk.formtable import FORMS
from kiosk.clerk.orders_papers import Sheet
from kiosk.clerk.views import ConsoleView, OfficerLine
from kiosk.meeting.agenda import Gate
from kiosk.meeting.ballot import FOR_AGAINST_FORM, BallotForm, BallotKind, Channel
from kiosk.meeting.duties import Counting
from kiosk.meeting.offices import TABLE, deed_name
from kiosk.meeting.papercount import CountRow, CountSheet
from kiosk.ui import gallery

OPEN = gallery.console_gallery()["open"]
BY = OPEN.chair
OPTIONS = BallotForm(BallotKind.YES_NO, ("甲", "乙"), 0, 2)

ORDERS: dict[str, tuple[dict[str, str], o.Order]] = {
    "bind_keypads": (
        {"keypad": "203", "seat": "17", "reason": "换新"},
        o.BindKeypads(((203, "17"),), "换新"),
    ),
    "return_keypad": ({"keypad": "203", "reason": "离场"}, o.ReturnKeypad(203, "离场")),
    "check_in_by_hand": (
        {"seat": "17", "desk": "1", "reason": "忘带签到码"},
        o.CheckInByHand("17", "1", "忘带签到码"),
    ),
    "check_out": ({"seat": "17", "desk": "1", "reason": "离场"}, o.CheckOut("17", "1", "离场")),
    "grant_leave": ({"seat": "17", "reason": "病假"}, o.GrantLeave("17", "病假", BY)),
    "draw_audit": ({"dice": "3 5 1", "count": "4"}, o.DrawAudit("3 5 1", 4, BY)),
    "close_audit": ({}, o.CloseAudit(BY)),
    "table_item": (
        {"number": "7", "title": "路灯", "noticed": "2026-11-01"},
        o.TableItem(7, "路灯", "2026-11-01"),
    ),
    "put_motion": (
        {"item": "3", "title": "路灯", "text": "装灯。", "as_noticed": "no"},
        o.PutMotion(3, "路灯", "装灯。", noticed=False),
    ),
    "move_amendment": ({"item": "4", "amends": "3"}, o.MoveAmendment(4, 3, BY)),
    "withdraw_item": ({"item": "3", "reason": "缓议"}, o.WithdrawItem(3, "缓议", BY)),
    "resume_item": (
        {"item": "3", "phase": "plenary", "reason": "再议"},
        o.ResumeItem(3, "plenary", "再议", BY),
    ),
    "demand_gate": ({"item": "3", "gate": "agenda"}, o.DemandGate(3, Gate.AGENDA, BY)),
    "give_review": (
        {
            "item": "3",
            "number": "审〔2026〕1号",
            "day": "2026-11-02",
            "opinion": "合法",
            "lawful": "yes",
        },
        o.GiveReview(
            item=3, number="审〔2026〕1号", day="2026-11-02", opinion="合法", lawful=True, by=BY
        ),
    ),
    "count_attention": (
        {"item": "3", "attentive": "60", "asked": "100"},
        o.CountAttention(3, 60, 100, BY),
    ),
    "find_major_interest": ({"item": "3", "reason": "补贴"}, o.FindMajorInterest(3, "补贴", BY)),
    "prepare_poll": (
        {
            "item": "3",
            "rule": "major",
            "kind": "choose",
            "options": "甲\n\n 乙 \n丙",
            "maximum": "2",
            "secrecy": "secret",
            "press": "first",
            "duration": "90",
            "channel": "paper",
        },
        o.PreparePoll(
            item=3,
            rule="major",
            form=BallotForm(BallotKind.CHOOSE, ("甲", "乙", "丙"), 1, 2),
            named=False,
            last_press_counts=False,
            duration_s=90,
            channel=Channel.PAPER,
        ),
    ),
    "recuse": ({"item": "3", "seat": "9", "reason": "亲属"}, o.Recuse(3, "9", "亲属")),
    "name_candidate": ({"item": "3", "seat": "9"}, o.NameCandidate(3, "9", BY)),
    "give_proxy": (
        {"item": "3", "seat": "9", "holder": "10"},
        o.GiveProxy(3, "9", "10", BY),
    ),
    "withdraw_proxy": ({"item": "3", "seat": "9"}, o.WithdrawProxy(3, "9", BY)),
    "extend_poll": ({"by_s": "45"}, o.ExtendPoll(45, BY)),
    "give_up_base": (
        {"base": "A", "reason": "不应答", "first": "王", "second": "李"},
        o.GiveUpBase("A", "不应答", ("王", "李")),
    ),
    "turn_poll": (
        {"channel": "hands", "reason": "基站失联"},
        o.TurnPoll(Channel.HANDS, "基站失联", BY),
    ),
    "issue_papers": ({"seats": "1 2\n7"}, o.IssuePapers(("1", "2", "7"), BY)),
    "spoil_paper": ({"number": "12"}, o.SpoilPaper(12, BY)),
    "enter_count": (
        {"channel": "hands", "in_favour": "61", "against": "30", "abstain": "4", "void": "0"},
        o.EnterCount(Channel.HANDS, CountSheet(61, 30, 4), BY),
    ),
    "issue_sheet": ({"sheet": "roll_sheet"}, o.IssueSheet(Sheet.ROLL, BY)),
    "issue_record": ({"poll": "2"}, o.IssueRecord(2, BY)),
    "mark_recording": (
        {"recording": "主机位", "timecode": "0:12:03"},
        o.MarkRecording("主机位", "0:12:03", BY),
    ),
    "assign_duty": (
        {
            "poll": "1",
            "unit": "街道办",
            "task": "装灯",
            "acceptance": "亮灯",
            "days": "15",
            "counting": "working",
        },
        o.AssignDuty(
            poll=1,
            unit="街道办",
            task="装灯",
            acceptance="亮灯",
            days=15,
            counting=Counting.WORKING,
            by=BY,
        ),
    ),
    "object": ({"by": "赵", "text": "计票有误"}, o.Object("赵", "计票有误")),
    "delete_personal_data": (
        {"reason": "保存期满", "first": "王", "second": "李"},
        o.DeletePersonalData("保存期满", ("王", "李")),
    ),
}


def asked(form: BallotForm, *, by_area: bool = False) -> ConsoleView:
    """The console while a poll of this form is counted by people."""
    assert OPEN.plan is not None
    rule = replace(OPEN.plan.rule, by_area=by_area)
    return replace(OPEN, plan=replace(OPEN.plan, form=form, rule=rule))


def test_every_form_is_tried_here():
    assert ORDERS.keys() == FORMS.keys()


@pytest.mark.parametrize("deed", FORMS)
def test_a_filled_form_gives_its_order(deed: str):
    values, order = ORDERS[deed]
    assert order_of(FORMS[deed], values, OPEN) == order
    assert deed_name(type(order).__name__) == deed


@pytest.mark.parametrize("deed", FORMS)
def test_an_empty_form_says_of_each_needed_entry_that_it_is_empty(deed: str):
    needed = [one.name for one in entries_of(FORMS[deed], OPEN) if one.needed]
    found = order_of(FORMS[deed], dict.fromkeys(needed, "  "), OPEN)
    if needed:
        assert found == tuple(Slip(name, Why.EMPTY) for name in needed)
    else:
        assert not isinstance(found, tuple)


NOT_A_FORM = {
    "assent": "given with the order that takes two",
    "enrol_first": "at the command line, before a book",
    "enrol_officer": "a dialog of its own",
    "name_officer": "comes with the settings",
    "adopt_pack": "comes with the settings",
    "set_share": "comes with the settings",
    "answer_question": "comes with the settings",
    "amend_roll": "at the desk, with a person",
    "enter_phase": "the next action",
    "repoll_tied": "the next action",
    "give_up_desk": "a dialog of its own",
    "reveal_person": "a dialog of its own",
    "await_keypad": "at the desk's window",
    "lose_keypad": "at the desk's window",
    "revoke_pass": "at the command line",
    "set_desk": "at the desk's window",
    "print_paper": "the panel of papers",
    "reprint": "the panel of papers",
    "confirm_printed": "the panel of papers",
}


def test_every_deed_of_the_hall_has_a_button_or_a_form():
    """Who adds a deed that a person orders adds how it is ordered."""
    assert sorted(TABLE.keys() - {*DEEDS.values(), *FORMS, *NOT_A_FORM}) == []


@pytest.mark.parametrize(
    ("deed", "entry", "said", "why"),
    [
        ("bind_keypads", "keypad", "十", Why.NO_NUMBER),
        ("bind_keypads", "keypad", "-3", Why.NO_NUMBER),
        ("bind_keypads", "keypad", "٣", Why.NO_NUMBER),
        ("bind_keypads", "keypad", "9" * 13, Why.NO_NUMBER),
        ("table_item", "noticed", "2026-13-01", Why.NO_DAY),
        ("give_review", "lawful", "maybe", Why.NOT_OFFERED),
        ("turn_poll", "channel", "keypads", Why.NOT_OFFERED),
        ("give_up_base", "second", "王", Why.SAME_OFFICER),
    ],
)
def test_what_cannot_be_read_is_one_slip(deed: str, entry: str, said: str, why: Why):
    values, _ = ORDERS[deed]
    assert order_of(FORMS[deed], {**values, entry: said}, OPEN) == (Slip(entry, why),)


def test_every_slip_of_a_form_is_told_at_once():
    values = {"channel": "hands", "in_favour": "x", "against": "", "abstain": "1", "void": "y"}
    assert order_of(FORMS["enter_count"], values, OPEN) == (
        Slip("in_favour", Why.NO_NUMBER),
        Slip("against", Why.EMPTY),
        Slip("void", Why.NO_NUMBER),
    )


def test_a_count_asks_for_each_option_of_the_poll():
    form = FORMS["enter_count"]
    values = {"channel": "paper", "chosen": "9", "void": "1"}
    values |= {"option_1": "5", "option_2": "3", "no_1": "4", "no_2": "6"}
    sheet = CountSheet(chosen=9, void=1, options=(5, 3), noes=(4, 6))
    assert order_of(form, values, asked(OPTIONS)) == o.EnterCount(Channel.PAPER, sheet, BY)
    labels = [one.label for one in entries_of(form, asked(OPTIONS)) if one.label]
    assert labels == ["甲", "乙", "甲 ✕", "乙 ✕"]


def test_owners_are_counted_by_heads_and_by_area():
    view = asked(FOR_AGAINST_FORM, by_area=True)
    heads = {"in_favour": "2", "against": "1", "abstain": "0", "void": "0"}
    areas = {"in_favour": "180.5", "against": "86.27", "abstain": "0", "void": "0"}
    values = {"channel": "paper", **heads, **{f"area_{k}": v for k, v in areas.items()}}
    sheet = CountSheet(2, 1, area=CountRow(18050, 8627))
    assert order_of(FORMS["enter_count"], values, view) == o.EnterCount(Channel.PAPER, sheet, BY)
    for wrong in ("86.275", "8.6.2", "㎡", "-1"):
        found = order_of(FORMS["enter_count"], values | {"area_against": wrong}, view)
        assert found == (Slip("area_against", Why.NO_AREA),)


def test_an_order_is_in_the_name_of_who_is_logged_in():
    view = replace(OPEN, guarded=True, officer="李秀英", role="operator")
    assert order_of(FORMS["extend_poll"], {"by_s": "45"}, view) == o.ExtendPoll(45, "李秀英")


def test_where_officers_have_keys_two_of_them_are_chosen_and_type_their_passphrases():
    officers = (OfficerLine("王", "chair", logged_in=True), OfficerLine("李", "teller", False))
    view = replace(OPEN, guarded=True, officers=officers)
    names = [one.name for one in entries_of(FORMS["give_up_base"], view)]
    assert names[-4:] == ["first", "first_secret", "second", "second_secret"]
    values, order = ORDERS["give_up_base"]
    assert order_of(FORMS["give_up_base"], values, view) == (
        Slip("first_secret", Why.EMPTY),
        Slip("second_secret", Why.EMPTY),
    )
    secrets = {"first_secret": "一二三", "second_secret": "四五六"}
    assert order_of(FORMS["give_up_base"], values | secrets, view) == order
