"""Tab reaches every control of every window, each once, as one reads, and comes back."""

from dataclasses import dataclass
from itertools import pairwise

import pytest
from all_windows import DESKS, FORMS, states, window_of
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest
from two_windows import FULL_HD, seen

from kiosk.ui.studio import Studio

TAB, BACK_TAB = Qt.Key.Key_Tab, Qt.Key.Key_Backtab
SLACK = 12
"""Pixels by which what stands in one row may differ in height."""


@pytest.fixture(scope="module")
def studio(studio: Studio) -> Studio:
    studio.shell._guard._passing = True  # Tab is not held back for a blink
    return studio


def controls(window: QQuickWindow) -> list[QQuickItem]:
    """What Tab is to reach: enabled, seen, and wanting it."""
    return [item for item in seen(window) if item.isEnabled() and item.activeFocusOnTab()]


def label(item: QQuickItem) -> str:
    return str(item.property("label") or item.objectName() or item.metaObject().className())


def standing(window: QQuickWindow, among: list[QQuickItem]) -> int:
    """Which control has the focus, itself or by what lies in it; -1 for none."""
    item = window.activeFocusItem()
    while item is not None:
        if item in among:
            return among.index(item)
        item = item.parentItem()
    return -1


@dataclass(frozen=True, slots=True)
class Stop:
    """A control that got the focus, and where what is seen of it stood then (a form scrolls)."""

    at: int
    item: QQuickItem
    corner: QPointF
    bottom: float

    def leads_back_to(self, other: "Stop") -> bool:
        """Whether the other stands neither below nor right of this one, nor in it.

        In one pane that scrolls, what moved in between is no matter.
        """
        if self.item.isAncestorOf(other.item):
            return False
        pane = scrolled_in(self.item)
        if pane is not None and pane is scrolled_in(other.item):
            here, there = (one.item.mapToItem(pane, QPointF(0, 0)) for one in (self, other))
            below = there.y() >= here.y() + self.item.height() - SLACK
            return not below and there.x() < here.x() + self.item.width() - SLACK
        below = other.corner.y() >= self.bottom - SLACK
        return not below and other.corner.x() < self.corner.x() + self.item.width() - SLACK


def scrolled_in(item: QQuickItem) -> QQuickItem | None:
    """What moves when the innermost pane around an item is scrolled; None for no pane."""
    above = item.parentItem()
    while above is not None and not above.inherits("QQuickFlickable"):
        above = above.parentItem()
    return above.property("contentItem") if above is not None else None


def press(window: QQuickWindow, key: Qt.Key, among: list[QQuickItem]) -> Stop:
    QTest.keyClick(window, key)
    at = standing(window, among)
    item = among[at] if at >= 0 else window.contentItem()
    corner = item.mapToScene(QPointF(0, 0))
    bottom, pane = corner.y() + item.height(), item.parentItem()
    while pane is not None:
        if pane.clip():
            bottom = min(bottom, pane.mapToScene(QPointF(0, pane.height())).y())
        pane = pane.parentItem()
    return Stop(at, item, corner, bottom)


def round_(window: QQuickWindow, key: Qt.Key, among: list[QQuickItem]) -> list[Stop]:
    """One whole way round, from the first stop to the first stop again."""
    way = [press(window, key, among)]
    for _ in range(len(among) + 3):
        way.append(press(window, key, among))
        if way[-1].at == way[0].at:
            break
    return way


def wrong(window: QQuickWindow) -> list[str]:
    """What is wrong with the way of Tab through this window."""
    among = controls(window)
    way = round_(window, TAB, among)
    ring = [stop.at for stop in way[:-1]]
    told = [f"not reached: {label(item)}" for at, item in enumerate(among) if at not in ring]
    told += [f"twice: {label(among[at])}" for at in {*ring} if ring.count(at) > 1]
    if -1 in ring or way[0].at != way[-1].at:
        return [*told, "the focus is lost, or does not come back"]
    back = [(one, other) for one, other in pairwise(way) if one.leads_back_to(other)]
    if len(back) > 1:  # once it begins anew
        told += [f"goes back: {label(one.item)} -> {label(other.item)}" for one, other in back]
    again = [stop.at for stop in round_(window, BACK_TAB, among)]
    ring.reverse()
    first = ring.index(again[0])
    same = again[:-1] == ring[first:] + ring[:first]
    return told if same else [*told, "Shift+Tab goes another way"]


@pytest.mark.parametrize("pane", [*DESKS, FORMS])
def test_tab_goes_once_round_every_window_as_one_reads_it(studio: Studio, pane: str) -> None:
    window = studio.panes[window_of(pane)].window
    window.requestActivate()
    found: dict[str, list[str]] = {}
    for state in states(studio, pane):
        studio.grab(window_of(pane), FULL_HD)
        if said := wrong(window):
            found[state] = said
    assert found == {}


SEEN = {
    "console": {"open", "gate_closed", "ask_log_in", "ask_enrol", "record", "look_up"},
    "checkin": {"ready", "find", "person_present", "why", "add"},
    "observer": {"declared", "object"},
    "setup": {"meeting", "roll", "agenda_item", "officers", "ready"},
}


@pytest.mark.parametrize("pane", [*SEEN])
def test_what_has_the_focus_looks_another_way(studio: Studio, pane: str) -> None:
    window = studio.panes[pane].window
    window.requestActivate()
    for state in states(studio, pane):
        if state not in SEEN[pane]:
            continue
        studio.grab(pane, FULL_HD)
        among = controls(window)
        before = press(window, TAB, among)
        picture = studio.grab(pane, FULL_HD)
        for _ in among:
            after = press(window, TAB, among)
            later = studio.grab(pane, FULL_HD)
            here = around(after.item)
            if after.at == before.at:
                break  # the only one
            assert picture.copy(here) != later.copy(here), f"{state}: {label(after.item)}"
            before, picture = after, later


def around(item: QQuickItem) -> QRect:
    """An item on the picture, with the frame that may stand round it."""
    corner = item.mapToScene(QPointF(0, 0)).toPoint()
    return QRect(corner.x() - 6, corner.y() - 6, int(item.width()) + 12, int(item.height()) + 12)
