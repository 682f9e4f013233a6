"""Serves the hall on this PC until somebody leaves it; sets a meeting up where there is none."""

from pathlib import Path

from kiosk.cli.asking import end
from kiosk.config import read_settings
from kiosk.faults import UnusableInput
from kiosk.hall import Hall
from kiosk.log import set_up
from kiosk.settingup import set_meeting_up, wants_set_up


def serve(settings: Path, *, practice: bool) -> None:
    """Open the hall of these settings; exit 0 when it was left on purpose.

    Where there are no settings yet they are made first; to close that window is to leave, too. In a
    folder that is not there nothing begins: a mistyped path would wait for somebody for ever.
    """
    folder = settings.absolute().parent
    if not folder.is_dir():
        raise UnusableInput(
            "there is no such folder",
            where=str(folder),
            cure="correct --settings, or make the folder: in an empty one a meeting is set up",
        )
    if wants_set_up(settings) and not set_meeting_up(settings.absolute()):
        end(true=True)
    read = read_settings(settings)
    if practice and not read.practice:
        apart = {
            name: place.with_stem(place.stem + "-practice")
            for name, place in dict(read.book).items()
            if place is not None
        }
        places = read.book.model_copy(update=apart)
        read = read.model_copy(update={"practice": True, "book": places})
    hall = Hall(read, settings.resolve().parent)
    set_up(read.book.path.parent / "kiosk.log")
    end(true=hall.run() == 0)
