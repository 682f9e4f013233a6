"""What the clerk at a door reads; a table of every state, without Qt."""

from dataclasses import replace

import pytest

from kiosk.clerk.deskdeeds import REASONS, Deed, added_line, deeds_for, order_of
from kiosk.clerk.orders import AmendRoll, AwaitKeypad, CheckInByHand, LoseKeypad, RevokePass
from kiosk.clerk.views import DeskVerdict, DeskView
from kiosk.faults import HallFault
from kiosk.meeting.outcome import Sentence
from kiosk.meeting.refusal import Reason
from kiosk.ui.at_the_door import checkin_gallery
from kiosk.ui.checkin import working
from kiosk.ui.checkin.desk import DeskStill
from kiosk.ui.checkin.lists import LEAF
from kiosk.ui.checkin.pages import derive_page
from kiosk.ui.checkin.props import SHOWN_NS, TODO, Shown, derive
from kiosk.ui.checkin.wedge import Spoilt
from kiosk.ui.checkin.working import Page, Pick, Work
from kiosk.ui.parts.tokens import Mark, Tone
from kiosk.words import words

GALLERY = checkin_gallery()
SCANS = {name: one for name, one in GALLERY.items() if not isinstance(one, DeskStill)}
STILLS = {name: one for name, one in GALLERY.items() if isinstance(one, DeskStill)}
EN = words("en")


def props(state, **told):
    view = GALLERY[state]
    shown = Shown(view) if isinstance(view, DeskView) else Shown(GALLERY["ready"], spoilt=view)
    return derive(replace(shown, **({"door": STILLS["find"].views.door} | told)), EN, 1_000)


def page(work, said=EN, **told):
    """A page over the roll of the gallery; whoever is looked for is everybody named so."""
    door = STILLS["find"].views.door
    found = [one for one in door.lines if work.typed and one.name.startswith(work.typed)]
    shown = Shown(GALLERY["ready"], door=door, work=work, **told)
    return derive_page(shown, said, 1_000, lambda typed: tuple(found))


def line(number):
    return working.line_of(STILLS["find"].views.door.lines, number)


SAID = {
    "ready": (Tone.DIM, Mark.NONE, "Hold the pass before the scanner", ""),
    "way_out": (Tone.DIM, Mark.NONE, "Hold the pass or the keypad before the scanner", ""),
    "welcome": (Tone.GOOD, Mark.TICK, "Checked in", "Let them in"),
    "awaited": (
        Tone.GOOD,
        Mark.TICK,
        "Checked in",
        "Scan the keypad's label, or press any of its keys",
    ),
    "awaited_twice": (
        Tone.GOOD,
        Mark.TICK,
        "Checked in",
        "Desks 1, 2 wait at once: scan the label",
    ),
    "given": (Tone.GOOD, Mark.TICK, "Keypad handed out", "Let them in"),
    "left": (Tone.GOOD, Mark.TICK, "Checked out", "Take back keypad 42"),
    "taken_back": (Tone.GOOD, Mark.TICK, "Keypad taken back", "Put the keypad back into the case"),
    "lost": (Tone.WARN, Mark.TRIANGLE, "Keypad entered as lost", "Tell the operator"),
    "guest": (
        Tone.WARN,
        Mark.TRIANGLE,
        "Checked in, without a vote",
        "Let them in; no keypad is handed out",
    ),
    "under_18": (
        Tone.WARN,
        Mark.TRIANGLE,
        "Checked in, under 18, without a vote",
        "Let them in; no keypad is handed out",
    ),
    "already_checked_in": (
        Tone.WARN,
        Mark.TRIANGLE,
        "Checked in already at 14:01, desk 1",
        "Let them in; nothing is entered a second time",
    ),
    "pass_of_other_meeting": (
        Tone.WARN,
        Mark.TRIANGLE,
        "Pass of other meeting",
        "Ask for the pass of this meeting",
    ),
    "pass_altered": (
        Tone.WARN,
        Mark.TRIANGLE,
        "This pass was altered",
        "Scan again; if it stays so, keep the pass and call the operator",
    ),
    "pass_revoked": (
        Tone.BAD,
        Mark.CROSS,
        "This pass is void",
        "Ask for the new pass, or check the identity and enter by hand",
    ),
    "pass_forged": (Tone.BAD, Mark.CROSS, "Pass forged", "Keep the pass and call the operator"),
    "not_on_roll": (Tone.BAD, Mark.CROSS, "Not on roll", "Call the operator"),
    "input_method": (
        Tone.WARN,
        Mark.TRIANGLE,
        "Nothing was entered",
        "Switch the keyboard of this computer to English and scan again",
    ),
}


@pytest.mark.parametrize("state", SAID)
def test_a_scan_is_told_by_colour_symbol_and_what_to_do(state):
    found = props(state)
    assert (found.tone, found.mark, found.verdict, found.todo) == SAID[state]
    assert found.ticking == (state not in ("ready", "way_out"))
    assert found.attendance == "Present 118 / 120"


@pytest.mark.parametrize("state", SCANS)
def test_whoever_is_not_let_in_at_once_has_a_word_what_to_do(state):
    found = props(state)
    assert found.todo or state in ("ready", "way_out")
    assert found.heading


def test_a_name_is_the_largest_word_and_a_stranger_has_none():
    assert props("welcome").heading == GALLERY["welcome"].name
    assert props("pass_forged").heading == "Unknown pass"
    assert (props("welcome").seat, props("pass_forged").seat) == ("42", "")
    assert props("welcome", public=True).heading == "陈*兰"
    nobody = DeskView("2", verdict=DeskVerdict.WELCOME, seat="9", entry=1, number=9)
    found = derive(Shown(nobody), EN, 0)
    assert (found.heading, found.todo) == ("No. 9", "Let them in")


def test_the_keypad_to_hand_out_or_to_take_back_stands_in_its_box():
    told = {state: (props(state).keypad, props(state).keypad_label) for state in SCANS}
    assert told["welcome"] == ("42", "Hand out this keypad")
    assert told["awaited"] == ("…", "Waiting for a keypad")
    assert told["left"] == ("42", "Take back this keypad")
    assert told["already_checked_in"] == ("42", "Holds this keypad")
    assert told["guest"] == told["pass_forged"] == ("", "")


def test_the_desk_is_ready_again_after_a_while_unless_a_keypad_is_waited_for():
    found = derive(Shown(GALLERY["welcome"]), EN, SHOWN_NS)
    assert (found.heading, found.ticking) == ("Ready", False)
    assert derive(Shown(GALLERY["awaited"]), EN, SHOWN_NS).heading == GALLERY["awaited"].name


@pytest.mark.parametrize("state", [str(one) for one in Spoilt])
def test_what_is_no_pass_looks_the_same_from_a_scanner_that_types(state: str):
    """Nobody is suspected because a barcode of something else was held before the scanner."""
    serial, wedge = props("not_a_pass"), props(state)
    assert (wedge.tone, wedge.mark) == (serial.tone, serial.mark) == (Tone.WARN, Mark.TRIANGLE)


def test_before_check_in_is_open_the_desk_says_so():
    assert page(Work(), said=EN).todo == ""
    shut = replace(STILLS["find"].views.door, check_in_open=False)
    assert derive(Shown(GALLERY["ready"], door=shut), EN, 0).todo == "Check-in is not open"
    assert derive(Shown(GALLERY["way_out"], door=shut), EN, 0).todo == ""


def test_a_camera_that_fails_is_one_line_under_everything():
    fault = HallFault(
        "There is no camera {device}", where="camera", cure="{known}", device="X", known="Y"
    )
    assert props("welcome", fault=fault).problem == "There is no camera X · Y"
    assert props("welcome").problem == ""


def test_every_state_is_said_in_chinese():
    zh = words("zh_CN")
    for view in SCANS.values():
        lies_here = Shown(view) if isinstance(view, DeskView) else Shown(DeskView("2"), spoilt=view)
        found = derive(lies_here, zh, 0)
        said = [found.desk, found.verdict, found.todo, found.attendance, found.mode]
        said += [found.keypad_label, found.group]
        assert not any(letter.isascii() and letter.isalpha() for one in said for letter in one)
    for still in STILLS.values():
        found = page(still.work, zh)
        rows = (*found.bar, *found.deeds, *found.tabs, *found.fields, *found.lines)
        said = [found.title, found.note, *(one.label for one in rows)]
        said += [one.name for one in found.ready_reasons]
        assert not any(letter.isascii() and letter.isalpha() for one in said for letter in one)
    assert set(TODO) <= {str(reason) for reason in Reason}
    assert set(Spoilt) <= {one for one in SCANS.values() if not isinstance(one, DeskView)}


# ---- the pages -----------------------------------------------------------------------------------


def test_a_delegate_is_found_with_where_they_are():
    found = page(Work(Page.FIND, typed="王"))
    assert [(row.first, row.side) for row in found.rows[:5]] == [
        ("Seat 1", "In since 14:01"),
        ("Seat 2", "In since 14:01"),
        ("Seat 3", "In since 14:01"),
        ("Seat 4", "Not here yet"),
        ("Seat 5", "Left at 14:32"),
    ]
    assert page(Work(Page.FIND, typed="zzz")).note == "Nobody fits"
    assert {row.name for row in page(Work(Page.FIND, typed="王"), public=True).rows} == {
        "王*",
        "王*英",
    }


def test_only_what_is_possible_is_offered_for_a_delegate():
    assert Deed.ADMIT in deeds_for(line(4))
    assert Deed.LEAVE not in deeds_for(line(4))
    assert Deed.LEAVE in deeds_for(line(2))
    assert {Deed.GIVE, Deed.SWAP} & {*deeds_for(line(29))} == {Deed.GIVE}
    assert Deed.GIVE not in deeds_for(replace(line(29), votes=False))
    assert Deed.REVOKE not in deeds_for(replace(line(2), issue=0))
    added = page(Work(Page.PERSON, number=30))
    assert [one.text for one in added.lines if one.name == "added"] == ["Added later"]
    assert page(Work(Page.PERSON, number=7)).lines[4].text == "valid, issue 2"
    assert page(Work(Page.PERSON, number=99)).deeds == ()


def test_each_deed_is_an_order_and_carries_its_reason():
    def order(deed, number):
        return order_of(deed, line(number), desk="2", reason="因为", by="李敏")

    assert order(Deed.ADMIT, 4) == CheckInByHand("4", "2", "因为")
    assert order(Deed.SWAP, 2) == AwaitKeypad("2", "2", "因为")
    assert order(Deed.GIVE, 29) == AwaitKeypad("2", "29")
    assert order(Deed.LOSE, 2) == LoseKeypad(2, "因为", "2")
    assert order(Deed.REISSUE, 2) == RevokePass(2, True, "因为", "李敏")
    assert order(Deed.REVOKE, 2) == RevokePass(2, False, "因为", "李敏")


def test_a_deed_waits_for_its_reason_and_one_without_is_done_at_once():
    work = Work(Page.PERSON, number=4)
    why, at_once = working.wanted(work, Deed.ADMIT)
    assert (why.page, at_once, page(why).confirmable) == (Page.WHY, False, False)
    assert [one.name for one in page(why).ready_reasons] == list(REASONS[Deed.ADMIT])
    told = working.written(why, "reason", REASONS[Deed.ADMIT][1])
    assert page(told).confirmable
    assert [one.text for one in page(told).ready_reasons] == ["", "chosen", "", ""]
    assert working.wanted(work, Deed.TAKE_BACK)[1]
    assert working.back(told).page is Page.PERSON
    assert working.back(working.back(working.chosen(Work(Page.FIND), 4))).page is Page.DOOR


def test_an_order_that_was_refused_keeps_its_page_and_says_why():
    work = working.answered(Work(Page.PERSON, number=4), Sentence("reason:keypad_taken", {
        "keypad": 4, "seat": "7"}))  # fmt: skip
    assert (work.page, page(work).told) == (Page.PERSON, "Keypad 4 is held by seat 7")
    assert working.answered(work, None) == Work()


def test_every_keypad_is_in_a_hand_ready_spare_or_lost():
    found = page(Work(Page.KEYPADS))
    assert [one.label for one in found.tabs] == [
        "All 41",
        "In hand 21",
        "Ready 7",
        "Spare 12",
        "Lost 1",
    ]
    assert (len(found.rows), found.leaf) == (LEAF, "Page 1 of 6")
    assert found.rows[4].side == "Left with it"
    last = page(Work(Page.KEYPADS, leaf=99))
    assert (len(last.rows), last.leaf) == (1, "Page 6 of 6")
    (lost,) = page(Work(Page.KEYPADS, pick=Pick.LOST)).rows
    assert (lost.first, lost.number, lost.tone) == ("Keypad 53", 0, Tone.BAD)
    turned = working.turned(Work(Page.KEYPADS), 1, 6)
    assert (turned.leaf, working.turned(turned, -5, 6).leaf) == (1, 0)


def test_an_addition_needs_two_officers_and_is_read_like_a_line_of_a_roll_file():
    form = {"number": "121", "name": "晚到", "seat": "121", "first": "王", "second": "李"}
    work = Work(Page.ADD, form=form)
    assert not working.may_add(work, secrets=False)
    work = working.written(work, "reason", "名册遗漏")
    assert working.may_add(work, secrets=False)
    assert not working.may_add(work, secrets=True)
    assert not working.may_add(working.written(work, "second", "王"), secrets=False)
    read = added_line(form)
    assert (read.delegate.seat, read.delegate.votes, read.person.name) == ("121", True, "晚到")
    assert isinstance(added_line({**form, "number": "x"}), Sentence)
    assert page(work, guarded=True).secrets
    assert AmendRoll((read.delegate,), (read.person,), "名册遗漏", ("王", "李"))
