"""Light, dark, high contrast: measured from the tokens and from the picture; switched live."""

from itertools import product

import pytest
from PySide6.QtGui import QGuiApplication
from two_windows import FULL_HD, Room

from kiosk.clerk.views import Views
from kiosk.clerk.witnessing import FiguresSeen
from kiosk.clock import ManualClock
from kiosk.ui import gallery
from kiosk.ui.at_the_observer import observer_gallery
from kiosk.ui.bridge import Bridge
from kiosk.ui.parts.theme import inks
from kiosk.ui.parts.tokens import (
    DESK_PALETTES,
    WALL_PALETTES,
    Colours,
    Palette,
    Tone,
    contrast,
)
from kiosk.ui.sample import NOON, NOON_NS
from kiosk.ui.shell import Shell
from kiosk.ui.wishes import ScreenWishes

INKS = ("text", "dim", "accent", "favour", "against", "abstain", "good", "warn", "bad", "off")
HALL, CONSOLE = gallery.hall_gallery(), gallery.console_gallery()


@pytest.mark.parametrize("palette", WALL_PALETTES.values(), ids=[*WALL_PALETTES])
@pytest.mark.parametrize(("ink", "ground"), [*product(INKS, ("ground", "panel"))])
def test_every_ink_on_the_wall_has_seven_to_one(palette: Palette, ink: str, ground: str) -> None:
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 7


@pytest.mark.parametrize("palette", DESK_PALETTES.values(), ids=[*DESK_PALETTES])
@pytest.mark.parametrize(("ink", "ground"), [*product(INKS, ("ground", "panel", "raised"))])
def test_every_ink_at_a_desk_is_readable_small(palette: Palette, ink: str, ground: str) -> None:
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("palette", [*WALL_PALETTES.values(), *DESK_PALETTES.values()])
def test_what_is_written_on_a_filled_button_or_cell_is_readable(palette: Palette) -> None:
    assert contrast(palette.on_accent, palette.accent) >= 7
    assert contrast(palette.on_bar, palette.bar) >= 7
    assert contrast(palette.on_practice, palette.practice) >= 7
    for ink in ("favour", "against", "abstain", "accent", "dim"):
        assert contrast(palette.ground, getattr(palette, ink)) >= 5.5


def test_high_contrast_has_no_shade_of_grey_to_read() -> None:
    palette = WALL_PALETTES[Colours.CONTRAST]
    assert contrast(palette.text, palette.ground) == pytest.approx(21)
    assert all(contrast(getattr(palette, ink), palette.ground) >= 11 for ink in INKS)


def test_charts_take_the_colours_in_the_order_of_the_tones() -> None:
    for palette in WALL_PALETTES.values():
        colours = inks(palette).split("-")
        assert colours[Tone.FAVOUR] == palette.favour.removeprefix("#")
        assert colours[-2:] == [palette.ground.removeprefix("#"), palette.raised.removeprefix("#")]
        assert len(colours) == len(Tone) + 2


def corner(room: Room, pane: str) -> str:
    return room.shell.grab(pane, FULL_HD).pixelColor(3, 600).name().upper()


def test_colours_turn_live_by_their_chords_and_by_the_button(room: Room) -> None:
    room.shell.take(Views(HALL["poll"], CONSOLE["open"], observer=observer_gallery()["open"]))
    assert corner(room, "console") == DESK_PALETTES[Colours.LIGHT].ground
    room.shell._chord("Ctrl+T")
    assert corner(room, "console") == DESK_PALETTES[Colours.CONTRAST].ground
    assert corner(room, "observer") == DESK_PALETTES[Colours.CONTRAST].ground
    assert corner(room, "hall") == WALL_PALETTES[Colours.DARK].ground
    room.shell.panes["console"].theme.turnColours()
    assert corner(room, "console") == DESK_PALETTES[Colours.DARK].ground
    room.shell._chord("Ctrl+Shift+T")
    assert corner(room, "hall") == WALL_PALETTES[Colours.LIGHT].ground
    assert corner(room, "console") == DESK_PALETTES[Colours.DARK].ground


@pytest.mark.parametrize("colours", [*Colours])
@pytest.mark.parametrize("state", ["poll", "result_passed", "result_named", "ranking"])
def test_every_text_of_the_wall_stands_out_from_what_is_behind_it(
    room: Room, state: str, colours: Colours
) -> None:
    """From the picture: the darkest and the brightest pixel in the box of each text."""
    room.shell._wall = colours
    room.shell._wear()
    room.shell.hall.take(HALL[state])
    picture = room.shell.grab("hall", FULL_HD)
    for item in room.letters("hall"):
        corner_ = item.mapToScene(item.boundingRect().topLeft())
        wide, tall = int(item.property("contentWidth")), int(item.height())
        found = {
            picture.pixelColor(int(corner_.x()) + x, int(corner_.y()) + y).name()
            for x in range(0, min(wide, int(item.width())), 3)
            for y in range(0, tall, 3)
            if 0 <= corner_.y() + y < FULL_HD.height() and corner_.x() + x < FULL_HD.width()
        }
        best = max(contrast(one, other) for one in found for other in list(found)[:40])
        assert best >= 6.5, (state, item.property("text"), best)


def test_the_look_up_lies_over_the_console_and_goes_by_escape(
    room: Room, gui: QGuiApplication
) -> None:
    room.shell.take(Views(HALL["poll"], CONSOLE["open"], observer=observer_gallery()["open"]))
    assert room.shell._chord("Ctrl+F")
    room.shell.look_up.look("")
    room.settle()
    room.shell.grab("console", FULL_HD)
    assert "谁的按键为什么没算" in room.texts("console")
    assert "本次表决的全部按键" in room.texts("console")
    assert not room.shell._chord("Ctrl+L")
    assert room.acts == []
    assert room.shell._chord("Esc")
    room.settle()
    assert "谁的按键为什么没算" not in room.texts("console")
    assert room.shell._chord("Ctrl+L")


def test_who_answers_nobody_leaves_the_look_up_as_it_was(room: Room) -> None:
    from kiosk.ui.shell import _nobody

    room.shell.look_up._ask = _nobody
    room.shell.look_up.look("王")
    room.settle()
    assert room.shell.look_up.props.who == ""


def test_the_feed_shows_what_is_on_the_wall_without_its_head_and_is_read_back_by_itself(
    gui: QGuiApplication,
) -> None:
    seen: list[FiguresSeen] = []
    wishes = ScreenWishes(feed=True, seen=seen.append)
    shell = Shell(ManualClock(NOON, NOON_NS), Bridge(lambda act: None), wishes=wishes)
    shell.show()
    try:
        shell.hall.take(HALL["result_passed"])
        for pane in ("feed", "hall"):
            shell.grab(pane, FULL_HD)
        words = {
            pane: {
                str(item.property("text")) for item in Room(shell, ManualClock(), []).letters(pane)
            }
            for pane in ("feed", "hall")
        }
        assert words["hall"] - words["feed"] == {
            "静安里街道 2026 年第二次市民大会",
            "实到 118 / 应到 120",
        }
        assert words["feed"] <= words["hall"]
        assert {one.screen for one in seen} == {"hall", "hall/feed"}
        assert len({one.figures for one in seen}) == 1
    finally:
        shell.close()
