"""Run on an X server: `kiosk run` as it is, and an eye that tells where its controls stand.

Whoever drives it asks on stdin, one line a question, and gets a line of JSON: what the console
offers now, and every control of every window with its accessible name and its middle on the
display. It presses nothing and orders nothing: that is done with real keys and clicks. `MOUNTS`
names the list of what is mounted, as the system would write it, `MEDIA` where sticks lie.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPointF, QRectF, QSocketNotifier, QTimer
from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem

import kiosk.cli.serving
from kiosk.cli.main import main
from kiosk.config import Settings
from kiosk.devices import media
from kiosk.hall import Hall
from kiosk.ui.hall.witness import visible

PLACES = {
    "hall": (0, 0, 640, 360),
    "checkin": (0, 720, 640, 360),
    "console": (1280, 0, 1280, 720),
    "observer": (1280, 720, 1280, 720),
}
"""Left, top, width, height; small where nobody clicks, since a processor draws all of it."""


class Watched(Hall):
    """The hall, with its windows side by side on one display."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        super().__init__(settings, folder)
        self._asked = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self._asked.activated.connect(self._answer)
        QTimer.singleShot(0, self._lay_out)

    def _lay_out(self) -> None:
        for name, place in PLACES.items():
            if name in self._shell.panes:
                self._shell.panes[name].window.setGeometry(*place)

    def _answer(self, *_: object) -> None:
        asked = sys.stdin.readline().strip()
        if asked in ("", "quit"):
            self._shell.quit()
            return
        asking = {"controls": self._controls, "console": self._console, "grab": self._grab}
        told = asking[asked]()
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
        sys.stdout.flush()

    def _console(self) -> dict[str, object]:
        """What stands on the chair's screen."""
        props, view = self._shell.console.props, self._shell.console._view
        if props is None or view is None:
            return {"next": ""}
        cabinet, observer = self._shell.console.cabinet.props, self._shell.observer
        return {
            "next": props.next_act,
            "ready": props.next_ready,
            "reason": props.next_reason,
            "asking": props.asking,
            "ask_ready": props.ask_ready,
            "next_label": props.next,
            "papers_label": props.papers_opener,
            "reasons": [text for one in props.ask_fields for text in one.ready]
            + [text for one in cabinet.entries for text in one.ready],
            "asked": {one.name: one.value for one in props.ask_fields},
            "papers": props.papers_shown,
            "cabinet": cabinet.opened,
            "deed": next((one.deed for one in cabinet.deeds if one.chosen), ""),
            "looking": self._shell.look_up.opened,
            "officer": view.officer,
            "stage": str(view.stage or ""),
            "phase": view.phase,
            "item": view.item,
            "poll": view.plan.poll if view.plan is not None else 0,
            "present": view.present,
            "pressed": view.pressed,
            "faults": [one.text for one in props.faults],
            "acts": {one.act: one.ready for one in props.actions},
            "check": observer.props.check_said if observer and observer.props else "",
            "checked": observer is not None
            and observer.props is not None
            and not observer.props.check_runs,
            "active": next(
                (name for name, pane in self._shell.panes.items() if pane.window.isActive()), ""
            ),
            "focus": self._focus(),
            "held": self._shell.keys_held,
            "papers_of": [one.kind for one in view.prints],
            "handed": view.handed.msgid if view.handed is not None else "",
            "found": self._shell.look_up.props.count,
            "who": self._shell.look_up.props.who,
        }

    def _grab(self) -> list[str]:
        """A picture of every window beside the settings, for who looks into a failure."""
        folder = self.kiosk.settings.book.path.parent
        for name in self._shell.panes:
            self._shell.grab(name).save(str(folder / f"{name}.png"))
        return [str(folder / f"{name}.png") for name in self._shell.panes]

    def _focus(self) -> str:
        for pane in self._shell.panes.values():
            item = pane.window.activeFocusItem()
            if pane.window.isActive() and item is not None:
                return _said(item)
        return ""

    def _controls(self) -> list[dict[str, object]]:
        """Every control that can be seen, in the order of the item tree."""
        return [
            told
            for name, pane in self._shell.panes.items()
            for item in visible(pane.window.contentItem())
            for told in _told(name, item)
        ]


def _told(pane: str, item: QQuickItem) -> Iterator[dict[str, object]]:
    if not item.activeFocusOnTab() and item.property("label") is None:
        return
    name = _said(item)
    if not name or item.width() <= 0:
        return
    headed = bool(item.property("deed")) and bool(item.property("section"))
    middle = QPointF(item.width() / 2, item.height() * (0.75 if headed else 0.5))
    at = item.mapToGlobal(middle)
    yield {
        "pane": pane,
        "name": name,
        "ready": item.isEnabled() and item.property("ready") is not False,
        "why": str(_accessible(item, "description") or ""),
        "x": round(at.x()),
        "y": round(at.y()),
        "shown": _shown(item, middle),
    }


def _said(item: QObject) -> str:
    return str(_accessible(item, "name") or item.property("label") or "")


def _accessible(item: QObject, what: str) -> object:
    context = qmlContext(item)
    if context is None:
        return ""
    return QQmlExpression(context, item, f"Accessible.{what}").evaluate()[0]


def _shown(item: QQuickItem, middle: QPointF) -> bool:
    """Whether its middle lies inside everything that clips it."""
    above = item.parentItem()
    while above is not None:
        if (above.clip() or above.parentItem() is None) and not QRectF(
            0, 0, above.width(), above.height()
        ).contains(item.mapToItem(above, middle)):
            return False
        above = above.parentItem()
    return True


def _end(*wrong: Any) -> None:
    """Who waits for an answer is told at once that there is none."""
    sys.__excepthook__(*wrong)
    sys.stderr.flush()
    os._exit(70)


if __name__ == "__main__":
    sys.excepthook = _end
    kiosk.cli.serving.Hall = Watched
    media.ROOTS = (os.environ["MEDIA"],)
    media.removable_folders.__defaults__ = (Path(os.environ["MOUNTS"]),)
    main()
