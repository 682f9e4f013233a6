"""The passes of a meeting: from the frozen roll, the persons and the seal key to printed cards."""

import io
from collections.abc import Collection, Mapping
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from kiosk.faults import UnusableInput
from kiosk.ledger.book import Book
from kiosk.ledger.keys import SealKey
from kiosk.ledger.passes import make_pass
from kiosk.meeting.acts.attending import issue_of
from kiosk.meeting.roll import Delegate, Person
from kiosk.meeting.state import State, replay
from kiosk.printing.pass_card import PassCard, PassSheet, print_passes
from kiosk.words import Words

PHOTO_KINDS = (".jpg", ".jpeg", ".png")
MOST_PHOTO = 10_000_000
PIXELS = (400, 540)
"""A photo is cut to the card's 20 × 27 mm and kept at about 500 dpi."""


def passes_of(
    book: Book,
    seal: SealKey,
    words: Words,
    *,
    photos: Path | None,
    only: Collection[int] = (),
) -> tuple[bytes, int]:
    """The PDF of the passes of a frozen roll, and how many; `only` these numbers, if any.

    A delegate whose pass was revoked and not made out again has none. `UnusableInput` before the
    roll is frozen, and when nobody asked for has a pass.
    """
    state = replay(book.entries())
    if not state.roll:
        raise UnusableInput(
            "the roll of this book is not frozen yet, so nobody has a pass",
            where=str(book.path),
            cure="freeze the roll first",
        )
    cards = cards_of(state, book.persons(), words, seal=seal, photos=photos, only=only)
    if not cards:
        raise UnusableInput(
            "nobody asked for has a pass",
            where=str(book.path),
            cure="name numbers of the roll whose pass is not revoked, or reissue it",
        )
    card = state.card
    assert card is not None
    sheet = PassSheet(card.title, card.session_title, card.place, card.practice)
    return print_passes(sheet, cards, words).pdf, len(cards)


def cards_of(
    state: State,
    persons: Mapping[int, Person],
    words: Words,
    *,
    seal: SealKey,
    photos: Path | None,
    only: Collection[int],
) -> list[PassCard]:
    """The cards of those on the roll whose pass is good, by number."""
    names = {number: (one.name, one.group) for number, one in persons.items()}
    return [
        _card(state, one, names.get(one.number, ("", "")), words, seal=seal, photos=photos)
        for one in sorted(state.roll.values(), key=lambda delegate: delegate.number)
        if issue_of(state, one.number) and (not only or one.number in only)
    ]


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
        code=make_pass(
            seal,
            state.card.meeting,
            number=delegate.number,
            issue=issue_of(state, delegate.number),
        ),
        photo=photo_of(photos, delegate.number) if photos is not None else b"",
    )


def photo_path(folder: Path | None, number: int) -> Path | None:
    """Where the photo NUMBER.jpg or .png of a folder lies; None when there is none."""
    if folder is None:
        return None
    paths = (folder / f"{number}{kind}" for kind in PHOTO_KINDS)
    return next((path for path in paths if path.is_file()), None)


def photo_of(folder: Path, number: int) -> bytes:
    """The photo NUMBER.jpg or .png of a folder, cut to the card's shape; empty when there is none.

    `UnusableInput` for a file that is no picture.
    """
    path = photo_path(folder, number)
    return _cut(path) if path is not None else b""


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
