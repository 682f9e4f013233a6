"""At 4K the wall and the feed are laid out as at 1080p: the same words, lines and places."""

import pytest
from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest
from two_windows import FULL_HD, is_text, seen

from kiosk.ui.pictures import pictures
from kiosk.ui.studio import Studio

FOUR_K = QSize(3840, 2160)
TWICE = FOUR_K.width() / FULL_HD.width()
APART = 24
"""So many pixels of 1080p a word may stand elsewhere: letters are of whole pixels, rounded up."""
Word = tuple[str, int, float, float]


def words_of(window: QQuickWindow, scale: float) -> list[Word]:
    """Every word that is seen: its text, its lines, and where it begins, in pixels of 1080p."""
    return sorted(
        (
            str(one.property("text")),
            int(one.property("lineCount")),
            place.x() / scale,
            place.y() / scale,
        )
        for one in seen(window)
        if is_text(one) and one.property("text")
        for place in [one.mapToScene(QPointF(0, 0))]
    )


def look(studio: Studio, window: str, size: QSize, scale: float) -> list[Word]:
    for _ in range(2):
        studio.grab(window, size)
        QTest.qWait(2)
    return words_of(studio.panes[window].window, scale)


def differences(plain: list[Word], large: list[Word]) -> list[str]:
    """What is said or broken otherwise, or stands elsewhere."""
    said, other = ([one[:2] for one in words] for words in (plain, large))
    if said != other:
        return [f"other words or lines: {set(said) ^ set(other)}"]
    return [
        f"{text!r} at {x:.0f},{y:.0f} and {other_x:.0f},{other_y:.0f}"
        for (text, _, x, y), (_, _, other_x, other_y) in zip(plain, large, strict=True)
        if max(abs(x - other_x), abs(y - other_y)) > APART
    ]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_state_of_the_wall_is_laid_out_alike_at_4k(
    gui: QGuiApplication, language: str
) -> None:
    studio = Studio(language=language)
    wrong: dict[str, list[str]] = {}
    for picture in (one for one in pictures() if one.window in ("hall", "feed")):
        studio.pose(picture)
        plain = look(studio, picture.window, FULL_HD, 1)
        found = differences(plain, look(studio, picture.window, FOUR_K, TWICE))
        if found:
            wrong[f"{picture.window}-{picture.name}"] = found[:3]
    studio.close()
    assert wrong == {}


def test_a_word_that_stands_elsewhere_or_is_broken_otherwise_is_seen() -> None:
    plain: list[Word] = [("a", 1, 10, 10), ("b", 2, 10, 50)]
    assert differences(plain, [("a", 1, 14, 6), ("b", 2, 10, 50)]) == []
    assert differences(plain, [("a", 1, 10, 10), ("b", 2, 10, 80)]) == ["'b' at 10,50 and 10,80"]
    assert len(differences(plain, [("a", 1, 10, 10), ("b", 3, 10, 50)])) == 1
