"""The set-up is done: the officers, then the settings, are put in their place.

The settings come last and at once, so that a power cut leaves a set-up that goes on, or a meeting.
What stood there before is kept beside them under another name.
"""

from collections.abc import Callable
from pathlib import Path

from kiosk.clerk.setup.draft import drop_draft
from kiosk.clerk.setup.enrolling import install
from kiosk.clerk.setup.folder import folder_door, put
from kiosk.clerk.setup.ready import Gathered
from kiosk.clerk.setup.settings_text import settings_text
from kiosk.words import Words

Check = Callable[[Path], object]
"""Reads a settings file; UnusableInput when it is none."""


def begin(got: Gathered, settings: Path, words: Words, *, check: Check) -> None:
    """Write the settings of what was gathered. HallFault when the disk refuses."""
    folder = settings.parent
    content = settings_text(got, words).encode()
    draft = settings.with_name(f"{settings.name}.new")
    put(draft, content)
    try:
        check(draft)
        install(folder)
        if settings.exists():
            with folder_door(settings):
                put(_aside(settings), settings.read_bytes())
        with folder_door(settings):
            draft.replace(settings)
    finally:
        draft.unlink(missing_ok=True)
    drop_draft(folder)


def _aside(settings: Path) -> Path:
    """A name that nothing has yet: kiosk.toml.old, kiosk.toml.old-2, …"""
    named = settings.with_name(f"{settings.name}.old")
    number = 2
    while named.exists():
        named = settings.with_name(f"{settings.name}.old-{number}")
        number += 1
    return named
