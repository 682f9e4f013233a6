"""What the clerk at a door reads; a table of every state, without Qt."""

import pytest

from kiosk.clerk.views import DeskVerdict, DeskView
from kiosk.faults import HallFault
from kiosk.meeting.refusal import Reason
from kiosk.ui.at_the_door import checkin_gallery
from kiosk.ui.checkin.props import SHOWN_NS, TODO, Shown, derive
from kiosk.ui.checkin.wedge import Spoilt
from kiosk.ui.parts.tokens import Mark, Tone
from kiosk.words import words

GALLERY = checkin_gallery()
EN = words("en")


def props(state, **told):
    view = GALLERY[state]
    shown = Shown(view) if isinstance(view, DeskView) else Shown(GALLERY["ready"], spoilt=view)
    return derive(Shown(shown.view, spoilt=shown.spoilt, **told), EN, 1_000)


@pytest.mark.parametrize(
    ("state", "tone", "mark", "verdict", "todo"),
    [
        ("ready", Tone.DIM, Mark.NONE, "Hold the pass before the scanner", ""),
        ("welcome", Tone.GOOD, Mark.TICK, "Checked in", "Hand out keypad 42"),
        (
            "guest",
            Tone.WARN,
            Mark.TRIANGLE,
            "Checked in, without a vote",
            "No keypad is handed out",
        ),
        (
            "already_checked_in",
            Tone.WARN,
            Mark.TRIANGLE,
            EN.name("reason", Reason.ALREADY_CHECKED_IN),
            "Let them in; nothing is entered a second time",
        ),
        (
            "pass_forged",
            Tone.BAD,
            Mark.CROSS,
            EN.name("reason", Reason.PASS_FORGED),
            "Keep the pass and call the operator",
        ),
        (
            "not_on_roll",
            Tone.BAD,
            Mark.CROSS,
            EN.name("reason", Reason.NOT_ON_ROLL),
            "Call the operator",
        ),
        (
            "input_method",
            Tone.BAD,
            Mark.CROSS,
            "Nothing was entered",
            "Switch the keyboard of this computer to English and scan again",
        ),
    ],
)
def test_a_scan_is_told_by_colour_symbol_and_what_to_do(state, tone, mark, verdict, todo):
    found = props(state)
    assert (found.tone, found.mark, found.verdict, found.todo) == (tone, mark, verdict, todo)
    assert found.ticking == (state != "ready")
    assert found.attendance == "Present 118 / 120"


@pytest.mark.parametrize("state", GALLERY)
def test_whoever_is_not_let_in_at_once_has_a_word_what_to_do(state):
    found = props(state)
    assert found.todo or state == "ready"
    assert found.heading


def test_a_name_is_the_largest_word_and_a_stranger_has_none():
    assert props("welcome").heading == GALLERY["welcome"].name
    assert props("pass_forged").heading == "Unknown pass"
    assert (props("welcome").seat, props("pass_forged").seat) == ("Seat 42", "")
    nobody = DeskView("2", verdict=DeskVerdict.WELCOME, seat="9", entry=1)
    assert derive(Shown(nobody), EN, 0).todo == "Let them in"


def test_the_desk_is_ready_again_after_a_while():
    found = derive(Shown(GALLERY["welcome"]), EN, SHOWN_NS)
    assert (found.heading, found.ticking) == ("Ready", False)


def test_a_camera_that_fails_is_one_line_under_everything():
    fault = HallFault(
        "There is no camera {device}", where="camera", cure="{known}", device="X", known="Y"
    )
    assert props("welcome", fault=fault).problem == "There is no camera X · Y"
    assert props("welcome").problem == ""


def test_every_state_is_said_in_chinese():
    for state in GALLERY:
        view = GALLERY[state]
        lies_here = Shown(view) if isinstance(view, DeskView) else Shown(DeskView("2"), spoilt=view)
        found = derive(lies_here, words("zh_CN"), 0)
        for said in (found.desk, found.verdict, found.todo, found.attendance):
            assert not any(letter.isascii() and letter.isalpha() for letter in said), said
    assert set(TODO) <= {str(reason) for reason in Reason}
    assert set(Spoilt) <= {one for one in GALLERY.values() if not isinstance(one, DeskView)}
