"""A window with an engine of its own, its theme and its view-model."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, QTranslator
from PySide6.QtGui import QImage
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

import kiosk
from kiosk.ui.parts.charts import CHARTS, Charts
from kiosk.ui.parts.symbol import PROVIDER, Marks
from kiosk.ui.parts.theme import Theme
from kiosk.ui.parts.tokens import Colours, Palette, Scale, unit
from kiosk.ui.parts.touch import Touch
from kiosk.words import Words

IMPORT_PATH = Path(kiosk.__file__).parent.parent
WINDOW = QSize(1280, 720)


class GettextTranslator(QTranslator):
    """Answers `qsTr()` from the one catalogue."""

    def __init__(self, said: Words) -> None:
        super().__init__()
        self.words = said

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        return self.words.say(source)


@dataclass(frozen=True, slots=True)
class Pane:
    """One window with its engine, its theme, its view-model and its keys on the screen."""

    name: str
    engine: QQmlApplicationEngine
    theme: Theme
    screen: QObject
    window: QQuickWindow
    touch: Touch

    def resize(self, size: QSize) -> None:
        """Give the window this size in pixels."""
        self.window.resize(size)

    def grab(self, size: QSize | None = None) -> QImage:
        """A picture of the window, at this size in pixels where one is given."""
        if size is not None and self.window.size() != size:
            self.resize(size)
        QCoreApplication.processEvents()
        return self.window.grabWindow()

    def close(self) -> None:
        """Take the window down, QML before what it binds to."""
        self.window.close()
        destroy(self.window)
        destroy(self.engine)


def next_colours(colours: Colours) -> Colours:
    """The next of the palettes."""
    every = list(Colours)
    return every[(every.index(colours) + 1) % len(every)]


def destroy(gone: QObject) -> None:
    """Now, and not when somebody collects the garbage."""
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete.value)


def make_pane(
    name: str,
    component: str,
    screen: QObject,
    palette: Palette,
    scale: Scale,
    **more: object,
) -> Pane:
    """Load the window `component` of the screen `name`, dressed; `more` are its properties."""
    engine = QQmlApplicationEngine()
    engine.addImportPath(str(IMPORT_PATH))
    engine.addImageProvider(PROVIDER, Marks())
    engine.addImageProvider(CHARTS, Charts())
    theme = engine.singletonInstance("kiosk.ui.parts", "Theme")
    if not isinstance(theme, Theme):
        raise TypeError(theme)
    touch = engine.singletonInstance("kiosk.ui.parts", "Touch")
    if not isinstance(touch, Touch):
        raise TypeError(touch)
    theme.dress(palette, scale, unit(WINDOW.width(), WINDOW.height()))
    size = {"width": WINDOW.width(), "height": WINDOW.height()}
    engine.setInitialProperties({"shown": screen, **more, **size})
    engine.loadFromModule(f"kiosk.ui.{name}", component)
    window = next(iter(engine.rootObjects()), None)
    if not isinstance(window, QQuickWindow):
        raise TypeError(component)

    def redress(_: int) -> None:
        theme.grow(unit(window.width(), window.height()))

    window.widthChanged.connect(redress)
    window.heightChanged.connect(redress)
    return Pane(name, engine, theme, screen, window, touch)
