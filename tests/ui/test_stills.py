"""Every state of every window against the picture kept of it, and that a changed one is seen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import manual_pictures
import pytest
from likeness import FOLDER, MOST, TAKEN, beside, kept, likeness, small
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QGuiApplication, QImage
from PySide6.QtQuick import QQuickItem
from two_windows import is_text

from kiosk.faults import HallFault, UnusableInput
from kiosk.rehearsal.stills import Sitting, every_sitting, take_stills
from kiosk.ui.parts.tokens import Colours
from kiosk.ui.pictures import pictures
from kiosk.ui.studio import Studio

DIFFERENCES = Path("build/stills-that-differ")
ANEW = "where the change is meant: make references"
EVERY = {f"{one.window}-{one.name}": one for one in pictures()}


def test_every_state_looks_as_it_did(studio: Studio) -> None:
    differ: list[str] = []
    for name, picture in EVERY.items():
        found, reference = small(studio.take(picture, TAKEN)), QImage(str(kept(picture)))
        assert not reference.isNull(), f"{name} has no reference; {ANEW}"
        how = likeness(reference, found)
        if not how.alike:
            DIFFERENCES.mkdir(parents=True, exist_ok=True)
            out = DIFFERENCES / f"{name}.png"
            beside(reference, found).save(str(out))
            where = f"{how.across:.0%} across, {how.down:.0%} down"
            differ.append(f"{out.resolve()}: {how.worst} of {MOST} levels, {where}")
    assert not differ, "\n".join([*differ, ANEW])


def test_no_reference_is_of_a_state_that_is_gone() -> None:
    assert {path.stem for path in FOLDER.glob("*.png")} == set(EVERY)


def test_the_manual_shows_states_that_there_are_in_less_than_two_megabytes() -> None:
    names = {language: manual_pictures.shown(language) for language in manual_pictures.PAGES}
    assert set(names["en"]) == set(names["zh_CN"]) <= set(EVERY)
    files = [path for one in names.values() for path in one.values()]
    assert sum(path.stat().st_size for path in files) < 2_000_000


def texts(studio: Studio, window: str, said: str) -> list[QQuickItem]:
    return [one for one in items(studio, window) if is_text(one) and one.property("text") == said]


def items(studio: Studio, window: str) -> Iterator[QQuickItem]:
    waiting = [studio.shell.panes[window].window.contentItem()]
    while waiting:
        item = waiting.pop()
        if item.isVisible():
            yield item
            waiting += item.childItems()


def named(studio: Studio, window: str, kind: str) -> QQuickItem:
    found = (one for one in items(studio, window))
    return next(one for one in found if one.metaObject().className().startswith(kind))


def spoil(studio: Studio, name: str, change: Callable[[], object]) -> int:
    """How far a picture is from its reference once something on it was changed."""
    picture = EVERY[name]
    change()
    found = studio.shell.grab(picture.window, QSize(*TAKEN))
    return likeness(QImage(str(kept(picture))), small(found)).worst


def test_a_label_that_moved_by_eight_pixels_is_seen(studio: Studio) -> None:
    studio.take(EVERY["hall-poll"], TAKEN)
    label = texts(studio, "hall", "秒后截止")[0]
    assert spoil(studio, "hall-poll", lambda: label.setProperty("leftPadding", 16)) > MOST


def test_a_bar_that_is_missing_is_seen(studio: Studio) -> None:
    studio.take(EVERY["hall-poll"], TAKEN)
    bar = named(studio, "hall", "PressedBar")
    try:
        assert spoil(studio, "hall-poll", lambda: bar.setOpacity(0)) > MOST
    finally:
        bar.setOpacity(1)


def test_a_small_light_that_is_missing_is_seen(studio: Studio) -> None:
    studio.take(EVERY["console-open"], TAKEN)
    light = named(studio, "console", "Light")
    try:
        assert spoil(studio, "console-open", lambda: light.setOpacity(0)) > MOST
    finally:
        light.setOpacity(1)


def test_a_wrong_colour_is_seen(studio: Studio) -> None:
    studio.take(EVERY["hall-result_passed"], TAKEN)
    figure = texts(studio, "hall", "28")[0]
    ink = figure.property("color")
    try:
        changed = lambda: figure.setProperty("color", "#E8C766")  # noqa: E731
        assert spoil(studio, "hall-result_passed", changed) > MOST
    finally:
        figure.setProperty("color", ink)


def test_letters_drawn_with_other_hinting_are_still_alike(gui: QGuiApplication) -> None:
    plain, hinted = gui.font(), QFont(gui.font())
    hinted.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    gui.setFont(hinted)
    other = Studio(language="zh_CN")
    try:
        for name in ("hall-poll", "hall-item_pages", "console-open", "checkin-welcome"):
            found = small(other.take(EVERY[name], TAKEN))
            assert likeness(QImage(str(kept(EVERY[name]))), found).alike, name
    finally:
        other.close()
        gui.setFont(plain)


def test_a_picture_is_the_same_whatever_was_taken_before_it(studio: Studio) -> None:
    first = studio.take(EVERY["console-open"], TAKEN)
    for name in ("console-ask_void", "console-form_slips", "console-papers_reprint"):
        studio.take(EVERY[name], TAKEN)
    assert likeness(first, studio.take(EVERY["console-open"], TAKEN)).worst <= 2


def test_stills_are_written_by_size_language_and_colours(tmp_path: Path) -> None:
    sitting = Sitting((960, 540), "en", Colours.CONTRAST)
    (path,) = take_stills(tmp_path / "out", sitting, force=False, only="hall-result_failed")
    assert path.name == "hall-result_failed-en-960x540-contrast.png"
    assert QImage(str(path)).size() == QSize(960, 540)
    with pytest.raises(UnusableInput, match="stands there already"):
        list(take_stills(tmp_path / "out", sitting, force=False, only="hall-result_failed"))
    assert len(list(take_stills(tmp_path / "out", sitting, force=True, only="hall-void"))) == 1


def test_a_picture_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / Sitting().called("hall", "standby")).mkdir()
    with pytest.raises(HallFault, match="cannot be written"):
        list(take_stills(tmp_path, Sitting(), force=True, only="hall-standby"))


def test_every_sitting_is_every_language_size_and_colours() -> None:
    found = list(every_sitting())
    assert len(found) == len(set(found)) == 16
    assert {one.pixels for one in found} == {(1920, 1080), (3840, 2160)}
