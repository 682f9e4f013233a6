"""Screen truth at a real window: the figures are read from what is drawn, and told once."""

import time
from dataclasses import replace

import pytest
from PySide6.QtQuick import QQuickItem
from two_windows import FULL_HD, Room

from kiosk.clerk.witnessing import FiguresSeen
from kiosk.meeting.acts.showing import declared_figures
from kiosk.meeting.facts import Declared
from kiosk.ui import gallery
from kiosk.ui.hall.witness import Witness, figures_on

HALL = gallery.hall_gallery()
RESULTS = [state for state, view in HALL.items() if view.outcome is not None]


@pytest.fixture
def told(room: Room) -> list[FiguresSeen]:
    seen: list[FiguresSeen] = []
    screen = room.shell.hall
    room.witness = Witness(room.window("hall"), screen, name="hall", tell=seen.append)
    return seen


def show(room: Room, state: str, turned: int = 0, **changes: object) -> None:
    """Show it, and wait until a frame of it was swapped."""
    room.shell.hall.take(replace(HALL[state], **changes), turned=turned)
    room.shell.grab("hall", FULL_HD)
    swapped: list[bool] = []
    room.window("hall").frameSwapped.connect(lambda: swapped.append(True))
    room.window("hall").update()
    end = time.monotonic() + 60
    while time.monotonic() < end:
        room.settle(1)
        if swapped:
            return
        time.sleep(0.002)
    pytest.fail("no frame was swapped")


@pytest.mark.parametrize("state", RESULTS)
def test_what_stands_on_the_wall_is_what_was_declared(
    room: Room, told: list[FiguresSeen], state: str
) -> None:
    show(room, state)
    view = HALL[state]
    assert view.tally is not None
    assert view.outcome is not None
    right = declared_figures(Declared(4, view.tally, view.outcome, "", ()))
    (seen,) = told
    assert (seen.poll, seen.declared, seen.screen) == (4, view.entry, "hall")
    assert len(seen.figures) >= 4
    assert dict(seen.figures).items() <= right.items()


def test_each_page_with_figures_is_told_once(room: Room, told: list[FiguresSeen]) -> None:
    for turned in (0, 1, 2, 0, 2):
        show(room, "result_passed", turned)
    assert [len(seen.figures) for seen in told] == [4, 5]


def test_before_a_declaration_nothing_is_told(room: Room, told: list[FiguresSeen]) -> None:
    for state in HALL:
        if state not in RESULTS:
            show(room, state)
    assert told == []


def test_a_text_on_the_wall_that_is_not_the_tally_is_read_as_it_stands(room: Room) -> None:
    """A binding that broke: the item shows something else than its props say."""
    show(room, "result_passed")
    figure = next(one for one in room.letters("hall") if one.property("text") == "86")
    figure.setProperty("text", "68")
    assert ("in_favour", "68") in list(figures_on(room.window("hall").contentItem()))


def test_a_figure_that_is_not_seen_is_not_told(room: Room) -> None:
    show(room, "result_passed")
    row = next(one for one in room.items("hall") if one.property("place") == "against")
    assert isinstance(row, QQuickItem)
    row.setVisible(False)
    assert "against" not in dict(figures_on(room.window("hall").contentItem()))


def test_another_declaration_is_another_truth(room: Room, told: list[FiguresSeen]) -> None:
    show(room, "result_passed")
    show(room, "result_passed", entry=2000)
    assert [seen.declared for seen in told] == [1843, 2000]
