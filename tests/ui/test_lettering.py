"""No word of a screen is cut off, lies on another or leaves its place, however large it is."""

import pytest
from all_windows import DESKS, FORMS, states, window_of
from lettering import ELIDES, faults
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest
from two_windows import FULL_HD, Room, seen

from kiosk.clerk.views import Views
from kiosk.ui.at_the_observer import observer_gallery
from kiosk.ui.gallery import console_gallery, hall_gallery
from kiosk.ui.parts.letters import Letters
from kiosk.ui.studio import Studio

LOOKS = 8


def look(studio: Studio, pane: str) -> dict[str, list[str]]:
    """The faults of each state that has any, and keeps them while rows still find their height."""
    wrong: dict[str, list[str]] = {}
    name = window_of(pane)
    window = studio.panes[name].window
    for state in states(studio, pane):
        for _ in range(LOOKS):
            studio.grab(name, FULL_HD)
            wrong[state] = faults(window)
            if not wrong[state]:
                break
            QTest.qWait(20)
    return {state: found for state, found in wrong.items() if found}


@pytest.mark.parametrize("letters", [*Letters])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("pane", [*DESKS])
def test_every_word_has_its_place(
    studio: Studio, pane: str, language: str, letters: Letters
) -> None:
    studio.speak(language)
    studio.wear(letters=letters)
    assert look(studio, pane) == {}


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_word_on_the_wall_has_its_place(studio: Studio, language: str) -> None:
    studio.speak(language)
    assert look(studio, "hall") == {}


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_form_has_room_for_large_letters(studio: Studio, language: str) -> None:
    studio.speak(language)
    studio.wear(letters=Letters.LARGE)
    assert look(studio, FORMS) == {}


DAMAGED = """
import QtQuick
import QtQuick.Window
Window {
    width: 400; height: 300; visible: true
    Item {
        Text { text: "elided at its end"; width: 40; elide: Text.ElideRight }
        Text { text: "one"; x: 100; y: 60 }
        Text { text: "two"; x: 105; y: 62 }
        Text { text: "out of the window"; x: 390; y: 100 }
        Rectangle { y: 150; width: 20; height: 30; Text { text: "wider than its box" } }
        Flickable {
            y: 200; width: 60; height: 40; contentHeight: 200; clip: true
            Text { text: "scrolled, in order"; y: 120; width: 60; wrapMode: Text.Wrap }
            Text { text: "wider than its pane"; }
        }
        Text { objectName: "meeting"; y: 270; text: "may be"; width: 20; elide: Text.ElideRight }
    }
}
"""


def test_each_kind_of_fault_is_found(gui: QGuiApplication) -> None:
    engine = QQmlApplicationEngine()
    engine.loadData(DAMAGED.encode(), QUrl())
    window = engine.rootObjects()[0]
    assert isinstance(window, QQuickWindow)
    window.grabWindow()
    assert sorted(faults(window)) == [
        "cut off: elided at its end",
        "on each other: one / two",
        "outside its pane: wider than its pane",
        "outside its place: wider than its box",
        "outside the window: out of the window",
    ]
    window.close()


def test_what_may_be_cut_says_why() -> None:
    assert all(len(why) > 20 for why in ELIDES.values())


def test_letters_grow_live_by_the_button_and_by_the_chord(room: Room) -> None:
    room.shell.take(
        Views(
            hall_gallery()["poll"], console_gallery()["open"], observer=observer_gallery()["open"]
        )
    )

    def sizes(pane: str) -> set[int]:
        room.shell.grab(pane, FULL_HD)
        return {item.property("font").pixelSize() for item in room.letters(pane)}

    before = {pane: sizes(pane) for pane in room.shell.panes}
    room.shell.panes["observer"].theme.turnLetters()
    for pane in ("console", "observer"):
        assert min(sizes(pane)) == min(before[pane]) * 3 // 2
    assert sizes("hall") == before["hall"]
    assert room.shell._chord("Ctrl+Y")
    assert {pane: sizes(pane) for pane in room.shell.panes} == before


SCROLLS = {"keys": "the keys on the screen take the room"}
"""States of the observer's window that scroll, and why."""


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_all_of_the_observers_window_stands_there_at_once(
    gui: QGuiApplication, language: str
) -> None:
    studio = Studio(language=language)
    tall = {state for state in states(studio, "observer") if scrolled(studio, "observer")}
    studio.close()
    assert tall - SCROLLS.keys() <= ({"practice"} if language == "en" else set())


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_figures_of_a_poll_stand_whole_above_the_large_button(
    studio: Studio, language: str
) -> None:
    """Also below two lines of faults, where the window has the least room for them."""
    studio.speak(language)
    studio.wear(letters=Letters.ORDINARY)
    polls = {"open", "hardly_pressed", "paused", "draining", "closed", "reconciled", "declared"}
    polls |= {"practice", "missing_base", "silent", "fault", "differences"}
    heading = studio.shell.console.property("heading")
    tall = [
        state
        for state in states(studio, "console")
        if state in polls and heading in scrolled(studio, "console")
    ]
    assert (tall, bool(heading)) == ([], True)


def scrolled(studio: Studio, name: str) -> list[str]:
    """What is taller than its place in a window, by its label."""
    for _ in range(3):
        studio.grab(name, FULL_HD)
        QTest.qWait(5)
    items = seen(studio.panes[name].window)
    return [str(one.property("label")) for one in items if one.property("longer") is True]
