"""From a folder without settings to the settings of a meeting: what `kiosk run` does first.

The set-up comes where there are no settings, or where they name no book; settings that name one are
a meeting's, and what is wrong with them is told as it always was.
"""

import tomllib
from functools import partial
from pathlib import Path

from kiosk.clerk.setup.finding import Find, find_equipment
from kiosk.clerk.setup.steward import Steward, Work
from kiosk.clock import Clock, SystemClock
from kiosk.config import read_settings
from kiosk.ui.setup_shell import SetUpShell, Told
from kiosk.words import DEFAULT_LANGUAGE, words


def wants_set_up(settings: Path) -> bool:
    """Whether these settings are not there yet, or name no book."""
    try:
        told = tomllib.loads(settings.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return True
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return False
    book = told.get("book")
    return not (isinstance(book, dict) and "path" in book)


def set_up_shell(settings: Path, clock: Clock, *, find: Find | None = None) -> SetUpShell:
    """The window that sets the meeting of these settings up; equipment is found on this PC."""

    def make(work: Work, told: Told, done: Told) -> Steward:
        return Steward(
            settings,
            words(DEFAULT_LANGUAGE),
            work=work,
            check=read_settings,
            find=find or partial(find_equipment, clock),
            done=done,
            told=told,
        )

    return SetUpShell(make, clock)


def set_meeting_up(settings: Path) -> bool:
    """Set a meeting up; false when the window was closed before it was done."""
    return set_up_shell(settings, SystemClock()).run()
