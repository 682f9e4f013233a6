"""Each sound of a desk has its twin on the screen, and a desk that is mute shows the same."""

from collections.abc import Sequence

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.assets import asset
from kiosk.clerk.views import DeskVerdict, DeskView, Views
from kiosk.clock import ManualClock
from kiosk.ui import gallery
from kiosk.ui.at_the_door import DESK, checkin_gallery
from kiosk.ui.checkin.desk import CheckInDesk, DeskWish
from kiosk.ui.checkin.props import LOOKS, CheckInProps
from kiosk.ui.checkin.sounds import FILES
from kiosk.ui.parts.tokens import Mark, Tone
from kiosk.ui.sample import NOON, NOON_NS
from kiosk.words import words

SCANS = {
    DeskVerdict.WELCOME: "welcome",
    DeskVerdict.CAUTION: "already_checked_in",
    DeskVerdict.REFUSED: "pass_forged",
}


class Heard:
    """Stands for the loudspeaker."""

    def __init__(self) -> None:
        self.played: list[DeskVerdict] = []

    def play(self, verdict: DeskVerdict) -> None:
        self.played.append(verdict)


def desk() -> CheckInDesk:
    wish = DeskWish(DESK, read=lambda text: None, failed=lambda fault: None)
    return CheckInDesk(wish, ManualClock(NOON, NOON_NS), words(), speak=lambda: None)


def views(desks: Sequence[DeskView]) -> Views:
    hall, console = gallery.hall_gallery()["check_in"], gallery.console_gallery()["check_in"]
    return Views(hall, console, tuple(desks))


def scan(verdict: DeskVerdict) -> DeskView:
    view = checkin_gallery()[SCANS[verdict]]
    assert isinstance(view, DeskView)
    assert view.verdict is verdict
    return view


def test_every_verdict_has_a_sound_a_colour_and_a_symbol_of_its_own() -> None:
    assert set(FILES) == set(LOOKS) == set(DeskVerdict)
    assert {path.name for path in asset("sounds").glob("*.wav")} == set(FILES.values())
    assert len({tone for tone, _ in LOOKS.values()} | {Tone.PLAIN}) == len(LOOKS) + 1
    assert len({mark for _, mark in LOOKS.values()} | {Mark.NONE}) == len(LOOKS) + 1


@pytest.mark.parametrize("verdict", [*DeskVerdict])
def test_what_is_heard_is_seen_in_the_same_moment(
    gui: QGuiApplication, verdict: DeskVerdict
) -> None:
    one, heard = desk(), Heard()
    one._sounds = heard  # type: ignore[assignment]
    for _ in range(2):
        one.take(views([scan(verdict)]))
    assert heard.played == [verdict]
    props: CheckInProps = one.screen.props
    assert (props.tone, props.mark) == LOOKS[verdict]
    assert props.heading
    assert props.verdict


@pytest.mark.parametrize("verdict", [*DeskVerdict])
def test_a_desk_that_is_mute_shows_the_same(gui: QGuiApplication, verdict: DeskVerdict) -> None:
    loud, mute = desk(), desk()
    loud._sounds = Heard()  # type: ignore[assignment]
    assert mute._sounds is None
    for one in (loud, mute):
        one.take(views([scan(verdict)]))
    assert loud.screen.props == mute.screen.props
