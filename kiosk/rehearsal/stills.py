"""`kiosk stills`: a picture of every state of every screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from kiosk.clerk.setup.folder import folder_door
from kiosk.faults import HallFault, UnusableInput
from kiosk.ui.parts.tokens import Colours
from kiosk.ui.pictures import Picture, pictures
from kiosk.ui.studio import Studio
from kiosk.words import LANGUAGES

Pixels = tuple[int, int]
SIZES: tuple[Pixels, ...] = ((1920, 1080), (3840, 2160))


@dataclass(frozen=True, slots=True)
class Sitting:
    """How the pictures of one round are taken; `colours` None are each window's ordinary ones."""

    pixels: Pixels = SIZES[0]
    language: str = LANGUAGES[0]
    colours: Colours | None = None

    def called(self, window: str, name: str) -> str:
        """The file of a picture: `hall-poll-zh_CN-1920x1080.png`, the colours last but ordinary."""
        worn = f"-{self.colours}" if self.colours else ""
        return f"{window}-{name}-{self.language}-{self.pixels[0]}x{self.pixels[1]}{worn}.png"


def every_sitting() -> Iterator[Sitting]:
    """Both languages, both sizes, ordinary and other colours."""
    for language, pixels, colours in product(LANGUAGES, SIZES, (None, *Colours)):
        yield Sitting(pixels, language, colours)


def state_of(picture: Picture) -> str:
    """What a state is called: its window, and what it is in."""
    return f"{picture.window}-{picture.name}"


def take_stills(out: Path, sitting: Sitting, *, force: bool, only: str = "") -> Iterator[Path]:
    """Draw every state, or those whose `window-name` begins so; yields each path as it is written.

    Pictures that stand there are overwritten only by `force`.
    """
    wanted = {
        out / sitting.called(one.window, one.name): one
        for one in pictures()
        if state_of(one).startswith(only)
    }
    for path in wanted:
        if path.exists() and not force:
            raise UnusableInput(
                "a picture stands there already", where=str(path), cure="say --force"
            )
    with folder_door(out):
        out.mkdir(parents=True, exist_ok=True)
    studio = Studio(language=sitting.language, colours=sitting.colours)
    try:
        for path, picture in wanted.items():
            if not studio.take(picture, sitting.pixels).save(str(path)):
                raise HallFault(
                    "a picture cannot be written", where=str(path), cure="free the disk"
                )
            yield path
    finally:
        studio.close()
