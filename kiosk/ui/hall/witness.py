"""Screen truth: once a result is on the wall, what stands there is read back and told.

The figures are read from the drawn items of the window, not from the props that feed them: between
the two stand models, delegates and bindings. They are read when the scene is synchronised, so that
they are those of the very frame, and told when that frame was swapped. Both signals come from the
render thread where there is one; the GUI thread stands still at the first.
"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk.clerk.views import HallMode
from kiosk.clerk.witnessing import FiguresSeen
from kiosk.ui.hall.screen import HallScreen

FIGURE = "figure"
"""The name of the item that a figure is drawn in: a parts/BigNumber.qml of each row."""


class Witness(QObject):
    """Watches one window of the wall; `tell` is called on the thread that draws."""

    def __init__(
        self,
        window: QQuickWindow,
        screen: HallScreen,
        *,
        name: str,
        tell: Callable[[FiguresSeen], None],
    ) -> None:
        super().__init__()
        self._window, self._screen, self._name, self._tell = window, screen, name, tell
        self._props: object = None
        self._seen: FiguresSeen | None = None
        self._told: set[FiguresSeen] = set()
        direct = Qt.ConnectionType.DirectConnection
        window.beforeSynchronizing.connect(self._read, direct)
        window.frameSwapped.connect(self._swapped, direct)

    @property
    def waits(self) -> bool:
        """True while a result is to be seen here of which no frame was swapped yet."""
        shown = self._screen.view is not None and self._screen.view.mode is HallMode.RESULT
        return shown and (self._screen.props is not self._props or self._seen is not None)

    def leave(self) -> None:
        """Watch no longer."""
        self._window.beforeSynchronizing.disconnect(self._read)
        self._window.frameSwapped.disconnect(self._swapped)

    def _read(self) -> None:
        if self._screen.props is self._props:
            return
        self._props, view = self._screen.props, self._screen.view
        if view is None or view.plan is None or view.mode is not HallMode.RESULT:
            return
        figures = tuple(figures_on(self._window.contentItem()))
        seen = FiguresSeen(view.plan.poll, view.entry, self._name, figures)
        self._seen = seen if figures and seen not in self._told else None

    def _swapped(self) -> None:
        seen, self._seen = self._seen, None
        if seen is not None:
            self._told.add(seen)
            self._tell(seen)


def figures_on(top: QQuickItem) -> Iterator[tuple[str, str]]:
    """The figures under an item that can be seen: (what the book calls the place, the text)."""
    for item in visible(top):
        place = item.property("place")
        if place:
            yield str(place), str(item.property(FIGURE) if place == "verdict" else _text_in(item))


def _text_in(row: QQuickItem) -> str:
    """What is drawn as the figure of a row: the texts inside the item of that name."""
    return " ".join(
        str(text.property("text"))
        for number in visible(row)
        if number.objectName() == FIGURE
        for text in visible(number)
        if text is not number
    )


def visible(top: QQuickItem) -> Iterator[QQuickItem]:
    """Every item that is drawn, in the order of the tree."""
    waiting = [top]
    while waiting:
        item = waiting.pop()
        if item.isVisible() and item.opacity() > 0:
            yield item
            waiting += reversed(item.childItems())
