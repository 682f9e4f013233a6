"""Every window in every state that a picture is taken of, for tests that only look."""

from collections.abc import Iterator

from kiosk.ui.pictures import pictures
from kiosk.ui.studio import Studio

DESKS = ("console", "checkin", "observer", "setup")
"""The windows at which somebody sits; the others are walls."""
FORMS = "forms"
PICTURES = {
    window: [one for one in pictures() if one.window == window] for window in ("hall", *DESKS)
}


def states(studio: Studio, pane: str) -> Iterator[str]:
    """A window in every state, with all that can lie over it; `FORMS` is every form there is."""
    if pane == FORMS:
        yield from forms(studio)
        return
    for picture in PICTURES[pane]:
        studio.pose(picture)
        yield picture.name


def forms(studio: Studio) -> Iterator[str]:
    """Every form of the console, with nothing filled in."""
    studio.pose(next(one for one in PICTURES["console"] if one.name == "open"))
    cabinet = studio.shell.console.cabinet
    cabinet.open()
    for row in cabinet.props.deeds:
        cabinet.choose(row.deed)
        yield row.deed
    cabinet.close()


def window_of(pane: str) -> str:
    """The window that a walk goes through."""
    return "console" if pane == FORMS else pane
