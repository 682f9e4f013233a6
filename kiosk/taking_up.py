"""A book, or a desk of a shared one, as the settings want it: opened, or founded with its key."""

import uuid
from functools import partial
from pathlib import Path

from kiosk.clock import Clock
from kiosk.config import Settings
from kiosk.edition import software
from kiosk.faults import BookFault, UnusableInput, system_words
from kiosk.ledger.book import Book
from kiosk.ledger.keyring import Keyring, read_keyring
from kiosk.ledger.keys import SealKey, seal_key_path
from kiosk.ledger.server import Place
from kiosk.ledger.shared_book import SharedBook
from kiosk.ledger.shared_store import SharedLedger
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import BookOpened, Fact
from kiosk.meeting.state import State, apply


def keyring_of(settings: Settings) -> Keyring:
    """The officers of the hall, before any book is touched."""
    make_folder(settings.book.path.parent)
    keyring = read_keyring(settings.keyring)
    if settings.keys.demanded and not keyring.officers:
        raise UnusableInput(
            "no officer is enrolled",
            where=str(settings.keyring),
            cure="let the first two enrol together: kiosk officers enrol",
        )
    return keyring


Taken = tuple[Ledger | SharedLedger, SealKey | None, tuple[Fact, ...], State | None]
"""A book, the key that seals it where it lies at this desk, what a new book must say first, and its
fold where it was made on the way."""


def take_book(settings: Settings, clock: Clock) -> Taken:
    """Open the book, or found it with its seal key.

    The key comes first: a power cut in between leaves a key without a book, which the next start
    takes up, and never a book without its key.
    """
    book = settings.book
    if book.place is not None:
        return _take_desk(settings, book.place, clock)
    state = State()
    if book.path.exists():
        told = partial(apply, state)
        ledger = Ledger.open(
            book.path,
            mirror=book.mirror,
            clock=clock,
            told=told,
            hall_key=settings.keys.hall_key,
        )
        seal = SealKey.load(seal_key_path(book.path))
    else:
        seal = _new_seal(settings)
        meeting = uuid.uuid4().hex
        ledger = Ledger.create(
            book.path,
            meeting=meeting,
            mirror=book.mirror,
            clock=clock,
            hall_key=settings.keys.hall_key,
        )
    return ledger, seal, _first_words(settings, ledger, seal), state


def _take_desk(settings: Settings, place: Place, clock: Clock) -> Taken:
    """Take up a desk of a shared book; the main venue has the key, founds the book and seals."""
    book = settings.book
    make_folder(book.path.parent)
    seal = _new_seal(settings) if book.main else None
    ledger = SharedLedger.open(
        place,
        desk=book.desk,
        clock=clock,
        main=book.main,
        own=book.path,
        hall_key=settings.keys.hall_key,
    )
    first = _first_words(settings, ledger, seal) if seal is not None else ()
    return ledger, seal, first, None


def _new_seal(settings: Settings) -> SealKey:
    """The key that lies beside the book's name, or a fresh one."""
    book = settings.book
    make_folder(book.path.parent)
    if book.mirror is not None:
        make_folder(book.mirror.parent)
    path = seal_key_path(book.path)
    return SealKey.load(path) if path.exists() else SealKey.create(path)


def _first_words(
    settings: Settings, ledger: Ledger | SharedLedger, seal: SealKey
) -> tuple[Fact, ...]:
    return (_opening(settings, ledger.meeting, seal),) if ledger.head[0] < 0 else ()


def _opening(settings: Settings, meeting: str, seal: SealKey) -> BookOpened:
    hall = settings.meeting
    return BookOpened(
        meeting=meeting,
        title=hall.title,
        session_title=hall.session_title,
        place=hall.place,
        convener=hall.convener,
        utc_offset_min=hall.utc_offset_min,
        practice=settings.practice,
        software=software(),
        settings_sha256=settings.sha256,
        seal_key=seal.public_hex,
        clock=hall.clock,
    )


def read_book(settings: Settings) -> Book:
    """Look into the book of these settings."""
    book = settings.book
    if book.place is not None:
        return SharedBook.read(book.place, own=book.path)
    return Ledger.read(book.path)


def make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BookFault(
            "the folder cannot be made: {why}",
            where=str(folder),
            cure="check the paths of book, mirror and tapes in the settings",
            why=system_words(error),
        ) from error
