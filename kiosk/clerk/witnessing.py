"""What a screen says it has drawn of a result, on its way to the book."""

from dataclasses import dataclass

from kiosk.clerk.viewing import Bulletin
from kiosk.meeting.acts.showing import Figures, figures_shown
from kiosk.meeting.facts import FiguresShown
from kiosk.meeting.state import State


@dataclass(frozen=True, slots=True)
class FiguresSeen:
    """The figures that stood on `screen` when it had drawn what entry `declared` declares."""

    poll: int
    declared: int
    screen: str
    figures: Figures

    def facts(self, state: State, _: Bulletin) -> tuple[FiguresShown, ...]:
        """What of it goes into the book: nothing that stands there already."""
        return figures_shown(
            state, self.poll, declared=self.declared, screen=self.screen, figures=self.figures
        )
