"""Contrast measured in the picture: each text of each window against what lies behind it."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest
from all_windows import DESKS, states
from lettering import Letter, letters, scrolled
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from two_windows import FULL_HD

from kiosk.ui.parts.tokens import Colours, contrast
from kiosk.ui.studio import Studio

WALL, DESK = 7.0, 4.5
"""WCAG 2: enhanced contrast where the last row reads, ordinary at an arm's length."""
LOOKED_AT = 1500
"""Pixels of a text that are looked at."""
AWAY = 21.0
HEX = "#{:06x}"


@cache
def between(one: int, other: int) -> float:
    return contrast(HEX.format(one), HEX.format(other))


def standing_out(picture: QImage, letter: Letter) -> float:
    """The contrast of a text: the ground is what most of its box is, the ink what differs most."""
    left, top, right, bottom = letter.ink
    box = QRect(int(left), int(top), int(right - left), int(bottom - top))
    cut = picture.copy(box.intersected(picture.rect())).convertToFormat(QImage.Format.Format_RGB32)
    if cut.isNull():
        return AWAY
    pixels = memoryview(cut.constBits()).cast("I")
    found = Counter(pixel & 0xFFFFFF for pixel in pixels[:: len(pixels) // LOOKED_AT | 1])
    ground = found.most_common(1)[0][0]
    return max(between(ground, pixel) for pixel, _ in found.most_common(24))


def faint(studio: Studio, pane: str, least: float) -> Iterator[str]:
    """The texts of a window that do not stand out enough."""
    picture = studio.grab(pane, FULL_HD)
    every = [*letters(studio.panes[pane].window)]
    top = max((letter.layer for letter in every), default=0)
    for letter in every:
        if letter.layer == top and not scrolled(letter) and letter.text.strip(" ·›—"):
            found = standing_out(picture, letter)
            if found < least:
                yield f"{letter.text}: {found:.1f}"


MANY = {
    "hall": {
        "check_in",
        "poll",
        "poll_practice",
        "choose",
        "paused",
        "result_failed",
        "ranking",
        "named",
        "halted",
    },
    "console": {
        "check_in",
        "fault",
        "differences",
        "declared_choice",
        "ask_void",
        "look_up",
        "leave",
    },
    "checkin": {"ready", "welcome", "already_checked_in", "pass_forged", "keypads", "add"},
    "observer": {"declared", "wrong", "object"},
    "setup": {"first", "roll_refused", "agenda", "equipment", "ready", "ready_practice", "keys"},
}
"""The states that wear every palette; the ordinary one is looked at in all of them."""


def measured(studio: Studio, pane: str, *, every: bool) -> dict[str, list[str]]:
    least = WALL if pane == "hall" else DESK
    found: dict[str, list[str]] = {}
    for state in states(studio, pane):
        if (every or state in MANY[pane]) and (wrong := [*faint(studio, pane, least)]):
            found[state] = wrong
    return found


@pytest.mark.parametrize("colours", [*Colours])
def test_every_text_of_the_wall_has_seven_to_one_in_the_picture(
    studio: Studio, colours: Colours
) -> None:
    studio.wear(wall=colours)
    assert measured(studio, "hall", every=colours is Colours.DARK) == {}


@pytest.mark.parametrize("colours", [*Colours])
@pytest.mark.parametrize("pane", [*DESKS])
def test_every_text_at_a_desk_has_four_and_a_half_to_one_in_the_picture(
    studio: Studio, pane: str, colours: Colours
) -> None:
    studio.wear(desk=colours)
    assert measured(studio, pane, every=colours is Colours.LIGHT) == {}
