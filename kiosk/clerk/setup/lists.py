"""Lists that come on a stick: read, shown with every mistake, and copied once they are clean.

A roll is copied into the meeting's folder, since the stick is pulled out before the hall starts;
the copy is what is read and judged, so that nothing can change in between.
"""

from dataclasses import dataclass
from pathlib import Path

from kiosk.clerk.rollfile import RollPreview, preview_roll
from kiosk.clerk.rolltemplate import write_template
from kiosk.clerk.setup.agenda_list import write_agenda_template
from kiosk.clerk.setup.folder import ROLL, folder_door, put
from kiosk.clerk.spreadsheet import weigh
from kiosk.faults import UnusableInput
from kiosk.meeting.rulepack import RulePack
from kiosk.words import Words

WAITING = ".roll-waiting"
SUFFIXES = (".xlsx", ".csv")


@dataclass(frozen=True, slots=True)
class TakenRoll:
    """A roll that was read: its name in the folder, "" where nothing was taken."""

    name: str
    preview: RollPreview


def take_roll(folder: Path, source: Path) -> TakenRoll:
    """Read a roll; a clean one lies in the folder afterwards.

    `UnusableInput` where the file is no list, `HallFault` where it cannot be copied.
    """
    suffix = ".xlsx" if source.suffix.lower() == ".xlsx" else ".csv"
    waiting = folder / f"{WAITING}{suffix}"
    if not source.is_file():
        preview_roll(source)
    weigh(source)
    with folder_door(source):
        content = source.read_bytes()
    put(waiting, content)
    named = f"{ROLL}{suffix}"
    try:
        preview = _read(waiting, source)
        if preview.mistakes:
            return TakenRoll("", preview)
        with folder_door(folder):
            waiting.replace(folder / named)
            for other in SUFFIXES:
                if other != suffix:
                    (folder / f"{ROLL}{other}").unlink(missing_ok=True)
        return TakenRoll(named, preview)
    finally:
        waiting.unlink(missing_ok=True)


def _read(waiting: Path, source: Path) -> RollPreview:
    """The copy is read; what is told of it names the file that was brought."""
    try:
        return preview_roll(waiting)
    except UnusableInput as fault:
        fault.where = str(source)
        raise


def kept_roll(folder: Path, name: str) -> RollPreview | None:
    """The roll that was taken before the set-up was interrupted; None where it is no more."""
    if not name or not (folder / name).is_file():
        return None
    preview = preview_roll(folder / name)
    return None if preview.mistakes else preview


def lay_template(place: Path, words: Words, *, pack: RulePack | None = None) -> Path:
    """Write an empty roll, or with a pack an empty agenda, beside what is there; its path."""
    stem = words.say("Agenda template" if pack is not None else "Roll template")
    path = place / f"{stem}.xlsx"
    number = 2
    while path.exists():
        path = place / f"{stem}-{number}.xlsx"
        number += 1
    with folder_door(place):
        place.mkdir(parents=True, exist_ok=True)
    if pack is None:
        write_template(path, words)
    else:
        write_agenda_template(path, pack, words)
    return path
