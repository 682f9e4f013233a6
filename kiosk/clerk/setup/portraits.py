"""Photos that come on a stick: cut to the card's shape, and copied once every one of them is sound.

Only those of the roll are taken, NUMBER.jpg or .png of each: what is nobody's on this roll stays
where it is. They lie in a folder of their own, never among those of another roll, since a number is
another person's there.
"""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kiosk.clerk.passes import photo_of, photo_path
from kiosk.clerk.setup.folder import folder_door, put
from kiosk.faults import UnusableInput
from kiosk.meeting.outcome import Sentence

PHOTOS = "photos"
WAITING = ".photos-waiting"
TOLD = 5


@dataclass(frozen=True, slots=True)
class TakenPhotos:
    """The folder's name, "" where nothing was taken; how many; the files that are no picture."""

    name: str
    count: int
    unsound: tuple[str, ...] = ()

    @property
    def why_not(self) -> Sentence | None:
        """Why none was taken."""
        if self.unsound:
            files = ", ".join(self.unsound[:TOLD])
            told: dict[str, str | int] = {"count": len(self.unsound), "files": files}
            return Sentence("{count} photos are no sound pictures: {files}; none was taken", told)
        return (
            None
            if self.name
            else Sentence("No photo there is called by a number of the roll, such as 17.jpg")
        )


def take_photos(folder: Path, source: Path, numbers: Iterable[int]) -> TakenPhotos:
    """Copy the photos of these numbers into the meeting's folder.

    `HallFault` when a disk refuses.
    """
    with folder_door(source):
        next(source.iterdir(), None)
    waiting = folder / WAITING
    shutil.rmtree(waiting, ignore_errors=True)
    try:
        count, unsound = _cut(waiting, source, numbers)
        if unsound or not count:
            return TakenPhotos("", count, tuple(unsound))
        name = _free(folder)
        with folder_door(folder):
            waiting.rename(folder / name)
        return TakenPhotos(name, count)
    finally:
        shutil.rmtree(waiting, ignore_errors=True)


def drop_photos(folder: Path, name: str) -> None:
    """What was taken for another roll, or before, is no longer wanted here."""
    if name:
        shutil.rmtree(folder / name, ignore_errors=True)


def _cut(waiting: Path, source: Path, numbers: Iterable[int]) -> tuple[int, list[str]]:
    count, unsound = 0, list[str]()
    for number in numbers:
        path = photo_path(source, number)
        if path is None:
            continue
        try:
            put(waiting / f"{number}.jpg", photo_of(source, number))
        except UnusableInput:
            unsound.append(path.name)
        count += 1
    return count, unsound


def _free(folder: Path) -> str:
    """A name that nothing has yet: photos, photos-2, …"""
    name, number = PHOTOS, 2
    while (folder / name).exists():
        name = f"{PHOTOS}-{number}"
        number += 1
    return name
