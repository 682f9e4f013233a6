"""The passes of a meeting: from the frozen roll, the persons and the seal key to printed cards."""

import io
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from kiosk.faults import UnusableInput
from kiosk.ledger.book import Book
from kiosk.ledger.keys import SealKey
from kiosk.ledger.passes import make_pass
from kiosk.meeting.roll import Delegate
from kiosk.meeting.state import State, replay
from kiosk.printing.pass_card import PassCard, PassSheet, print_passes
from kiosk.words import Words

PHOTO_KINDS = (".jpg", ".jpeg", ".png")
MOST_PHOTO = 10_000_000
PIXELS = (400, 540)
"""A photo is cut to the card's 20 × 27 mm and kept at about 500 dpi."""


def passes_of(book: Book, seal: SealKey, words: Words, *, photos: Path | None) -> tuple[bytes, int]:
    """The PDF of all passes of a frozen roll, and how many. `UnusableInput` before it is frozen."""
    state = replay(book.entries())
    if not state.roll or state.card is None:
        raise UnusableInput(
            "the roll of this book is not frozen yet, so nobody has a pass",
            where=str(book.path),
            cure="freeze the roll first",
        )
    names = {number: (one.name, one.group) for number, one in book.persons().items()}
    cards = [
        _card(state, one, names.get(one.number, ("", "")), words, seal=seal, photos=photos)
        for one in sorted(state.roll.values(), key=lambda delegate: delegate.number)
    ]
    card = state.card
    sheet = PassSheet(card.title, card.session_title, card.place, card.practice)
    return print_passes(sheet, cards, words)[0], len(cards)


def _card(
    state: State,
    delegate: Delegate,
    person: tuple[str, str],
    words: Words,
    *,
    seal: SealKey,
    photos: Path | None,
) -> PassCard:
    assert state.card is not None
    return PassCard(
        number=delegate.number,
        name=person[0],
        seat=delegate.seat,
        kind=words.name("class", delegate.delegate_class),
        group=person[1],
        code=make_pass(seal, state.card.meeting, number=delegate.number),
        photo=photo_of(photos, delegate.number) if photos is not None else b"",
    )


def photo_of(folder: Path, number: int) -> bytes:
    """The photo NUMBER.jpg or .png of a folder, cut to the card's shape; empty when there is none.

    `UnusableInput` for a file that is no picture.
    """
    for kind in PHOTO_KINDS:
        path = folder / f"{number}{kind}"
        if path.is_file():
            return _cut(path)
    return b""


def _cut(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_PHOTO:
            raise _unusable(path, f"it is larger than {MOST_PHOTO:,} bytes")
        with Image.open(path, formats=("JPEG", "PNG")) as opened:
            photo = opened.convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError) as error:
        raise _unusable(path, "it is no sound picture") from error
    wide, high = photo.size
    shape = min(wide / PIXELS[0], high / PIXELS[1])
    size = (round(PIXELS[0] * shape), round(PIXELS[1] * shape))
    left, top = (wide - size[0]) // 2, (high - size[1]) // 3
    held = io.BytesIO()
    cut = photo.crop((left, top, left + size[0], top + size[1]))
    cut.resize(PIXELS).save(held, "JPEG", quality=88)  # pyright: ignore[reportUnknownMemberType]
    return held.getvalue()


def _unusable(path: Path, why: str) -> UnusableInput:
    cure = "give a JPEG or PNG named NUMBER.jpg, or take it away"
    return UnusableInput("the photo cannot be used: {why}", where=str(path), cure=cure, why=why)
