"""The one crossing between the clerk's thread and the screens.

The difficulty is the pace: at the end of a poll the clerk makes hundreds of views a second, and a
screen draws sixty. `offer` may be called from any thread and never waits; the newest views take
the place of those not yet shown, and one queued signal at most is under way. The GUI thread takes
them at most once a frame. The other way nothing is kept: an act is handed on as it is pressed.

For measuring press → pixel, `pixels` is told the newest `heard_ns` once the frame that shows it
was swapped: it is noted when the scene is synchronised, and told when that frame is on the wall.
"""

from collections.abc import Callable, Mapping
from threading import Lock

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal
from PySide6.QtQuick import QQuickWindow

from kiosk.clerk.orders import Order
from kiosk.clerk.views import Act, Views

FRAME_MS = 16
Details = dict[str, str]


def _no_details(act: Act, details: Details) -> None:
    """Nobody listens to acts with details."""


def _not_given(order: Order, secrets: Mapping[str, str]) -> None:
    """Nobody takes orders."""


class Bridge(QObject):
    """Carries views to the screens and acts to the clerk."""

    views = Signal(object)
    _offered = Signal()

    def __init__(
        self,
        act: Callable[[Act], None],
        *,
        act_with: Callable[[Act, Details], None] = _no_details,
        give: Callable[[Order, Mapping[str, str]], None] = _not_given,
        pixels: Callable[[int], None] | None = None,
    ) -> None:
        super().__init__()
        self.act = act
        self.act_with = act_with
        self.give = give
        self._pixels = pixels
        self._lock = Lock()
        self._newest: Views | None = None
        self._under_way = False
        self._delivered_ns = self._in_frame_ns = 0
        self._since = QElapsedTimer()
        self._rest = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._rest.timeout.connect(self._deliver)
        self._offered.connect(self._pace, Qt.ConnectionType.QueuedConnection)

    def offer(self, views: Views) -> None:
        """Show these views in the next frame; from any thread, latest wins."""
        with self._lock:
            self._newest = views
            if self._under_way:
                return
            self._under_way = True
        self._offered.emit()

    @property
    def idle(self) -> bool:
        """True while nothing that was offered waits for its frame."""
        with self._lock:
            return not self._under_way

    def watch(self, window: QQuickWindow) -> None:
        """Measure by the frames of this window."""
        if self._pixels is None:
            return
        self.views.connect(window.update)
        direct = Qt.ConnectionType.DirectConnection
        window.beforeSynchronizing.connect(self._synchronised, direct)
        window.frameSwapped.connect(self._swapped, direct)

    def _pace(self) -> None:
        waited = self._since.elapsed() if self._since.isValid() else FRAME_MS
        if waited >= FRAME_MS:
            self._deliver()
        else:
            self._rest.start(FRAME_MS - waited)

    def _deliver(self) -> None:
        with self._lock:
            views, self._newest, self._under_way = self._newest, None, False
        if views is None:
            return
        self._since.start()
        self._delivered_ns = views.heard_ns
        self.views.emit(views)

    def _synchronised(self) -> None:
        self._in_frame_ns = self._delivered_ns

    def _swapped(self) -> None:
        heard_ns, self._in_frame_ns = self._in_frame_ns, 0
        if heard_ns and self._pixels is not None:
            self._delivered_ns = 0 if self._delivered_ns == heard_ns else self._delivered_ns
            self._pixels(heard_ns)
