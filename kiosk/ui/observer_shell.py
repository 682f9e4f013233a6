"""The observer's window alone, on a PC of its own; GUI thread, but for `offer`."""

from kiosk.clerk.observerview import ObserverView
from kiosk.clock import Clock
from kiosk.ui.lone_shell import LoneShell
from kiosk.ui.observer.screen import ObserverScreen
from kiosk.ui.observer.wish import ObserverWish
from kiosk.ui.parts.tokens import Colours
from kiosk.words import DEFAULT_LANGUAGE, Words


class ObserverShell(LoneShell):
    """One window that shows what an onlooker tells; `offset_min` is the hall's civil time."""

    def __init__(
        self,
        clock: Clock,
        wish: ObserverWish,
        *,
        language: str = DEFAULT_LANGUAGE,
        offset_min: int,
        colours: Colours = Colours.LIGHT,
    ) -> None:
        super().__init__(language, colours)
        self.screen = ObserverScreen(
            wish, clock, self.said, speak=self.turn_language, offset_min=offset_min
        )
        self.open("observer", "Observer", self.screen)

    def offer(self, view: ObserverView) -> None:
        """Show this view; from any thread."""
        self.screen.offered.emit(view)

    def tell(self, said: Words) -> None:
        self.screen.speak(said)

    def run(self) -> int:
        """Serve the window until it is closed."""
        self.pane.window.show()
        return self._application.exec()

    def quit(self) -> None:
        """End `run`."""
        self._application.quit()
