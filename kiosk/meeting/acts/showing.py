"""Screen truth: what stood on the wall is written down, and held against what was declared."""

from collections.abc import Iterator

from kiosk.meeting.facts import Declared, FiguresShown
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.state import State

Figures = tuple[tuple[str, str], ...]
"""(name of the place, text that stood there)."""
BUCKETS = ("in_favour", "against", "abstain", "chosen", "void", "not_pressed", "recused")


def figures_shown(
    state: State, poll: int, *, declared: int, screen: str, figures: Figures
) -> tuple[FiguresShown, ...]:
    """Enter what a screen showed of a declared poll; nothing that stands there already."""
    laid = state.polls.get(poll)
    told = FiguresShown(poll, declared, screen, figures)
    if laid is None or laid.declared is None or laid.declared.number != declared:
        return ()
    return () if not figures or told in laid.shown else (told,)


def wrongly_shown(poll: PollState) -> Iterator[tuple[str, str, str, str]]:
    """Screen, place, what was declared and what stood there, where the two differ."""
    declared = poll.declared.fact if poll.declared is not None else None
    if not isinstance(declared, Declared):
        return
    right = declared_figures(declared)
    for told in poll.shown:
        for place, figure in told.figures:
            if right.get(place, "") != figure:
                yield told.screen, place, right.get(place, ""), figure


def declared_figures(declared: Declared) -> dict[str, str]:
    """What the places of a screen have to show."""
    tally = declared.tally
    options = {f"option_{at}": str(n) for at, n in enumerate(tally.options, start=1)}
    buckets = {name: str(getattr(tally, name)) for name in BUCKETS}
    return buckets | options | {"verdict": str(declared.outcome.verdict)}
