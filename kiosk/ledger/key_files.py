"""The key files of a hall as words on paper and back: seal key, data key, hall key.

A file that comes back from its words is tried against what it belongs to before it is written: a
share of another meeting gives another key, and another key gives nothing back here.
"""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.faults import BookFault
from kiosk.ledger.data_key import (
    HALL_KEY_NAME,
    KEY,
    DataKey,
    hall_key_path,
    load_data_key,
    load_hall_key,
    write_data_key,
)
from kiosk.ledger.disk import write_new
from kiosk.ledger.door import Mend, book_door
from kiosk.ledger.keys import SealKey
from kiosk.ledger.officer_keys import unusable
from kiosk.ledger.persons import is_sealed, open_person
from kiosk.ledger.shares import SHARES
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import BookOpened

SEAL, DATA = ".seal-key", ".data-key"
NOT_A_KEY_FILE = Mend(
    "this is no key file", "name a file that ends in .seal-key or .data-key, or hall.key"
)
NO_KEY_FILE = Mend("there is no such key file", "name the key file of the meeting, or hall.key")
KEY_STANDS = Mend(
    "there is a key file of this name already", "move it away first; a key is never overwritten"
)
NOT_ITS_KEY = Mend(
    "these words give another key than the one of this {whose}",
    "bring two slips that were made for it",
)
SLIP = """{title}

{what}
slip {number} of {count}; any two of the three give the key back
file {file}

{words}

Keep each slip with another person, under lock. One slip alone says nothing.
"""


def secret_of(path: Path) -> bytes:
    """The 32 bytes of a key file; UnusableInput for another file, BookFault for a broken one."""
    if path.name == HALL_KEY_NAME:
        return load_hall_key(path)
    if path.suffix == DATA:
        return load_data_key(path).secret
    if path.suffix == SEAL:
        return SealKey.load(path).private.private_bytes_raw()
    raise unusable(NOT_A_KEY_FILE, str(path))


def recover_key(path: Path, secret: bytes, *, hall_key: Path | None = None) -> None:
    """Write a key file anew from its secret; UnusableInput when it is another's, or one stands."""
    if path.exists():
        raise unusable(KEY_STANDS, str(path))
    if path.name == HALL_KEY_NAME:
        _recover_hall_key(path, secret)
    elif path.suffix == DATA:
        _recover_data_key(path, secret, hall_key or hall_key_path(path))
    elif path.suffix == SEAL:
        _recover_seal_key(path, secret)
    else:
        raise unusable(NOT_A_KEY_FILE, str(path))


def slip(path: Path, words: str, *, number: int) -> str:
    """The text of one paper slip: the words in rows of six, each with its number."""
    said = words.split()
    numbered = [f"{at:>2} {word:<10}" for at, word in enumerate(said, start=1)]
    rows = ["".join(numbered[at : at + 6]).rstrip() for at in range(0, len(numbered), 6)]
    return SLIP.format(
        title="KIOSK RECOVERY SLIP",
        what=f"{path.stem or path.name}: {_KINDS.get(path.suffix, 'key of the hall')}",
        number=number,
        count=SHARES,
        file=path.name,
        words="\n".join(rows),
    )


def words_of(slip_text: str) -> str:
    """The words of a slip, or of a line of bare words; numbers and the rest of it are left out."""
    rows = [row.split() for row in slip_text.splitlines() if row.strip()[:1].isdigit()]
    numbered = [word for row in rows for word in row if not word.isdigit()]
    return " ".join(numbered) if numbered else " ".join(slip_text.split())


_KINDS = {SEAL: "seal key of the meeting", DATA: "key of its personal records"}


def _recover_seal_key(path: Path, secret: bytes) -> None:
    key = SealKey(Ed25519PrivateKey.from_private_bytes(secret))
    book = _book_of(path)
    if book is not None:
        with Ledger.read(book) as opened:
            cards = [one.fact for one in opened.entries(facts=[BookOpened])]
        if any(isinstance(c, BookOpened) and c.seal_key != key.public_hex for c in cards):
            raise unusable(NOT_ITS_KEY, str(path), whose="meeting")
    key.write(path)


def _recover_data_key(path: Path, secret: bytes, hall_key: Path) -> None:
    book = _book_of(path)
    if book is None:
        raise unusable(NOT_ITS_KEY, str(path), whose="meeting")
    key = DataKey(secret)
    with Ledger.read(book) as opened:
        for record in opened.person_records():
            try:
                if is_sealed(record):
                    open_person(record, key)
            except ValueError as error:
                raise unusable(NOT_ITS_KEY, str(path), whose="meeting") from error
        write_data_key(path, key, meeting=opened.meeting, hall_key=hall_key)


def _recover_hall_key(path: Path, secret: bytes) -> None:
    """A hall key must open every data key that lies beside it."""
    with book_door(path):
        write_new(path, secret[:KEY].hex().encode() + b"\n", mode=0o600)
    try:
        for file in sorted(path.parent.glob(f"*{DATA}")):
            load_data_key(file)
    except BookFault as fault:
        path.unlink()
        raise unusable(NOT_ITS_KEY, str(path), whose="hall") from fault


def _book_of(path: Path) -> Path | None:
    """The book beside a key file: the file of its stem that is one."""
    for one in sorted(path.parent.glob(f"{path.stem}.*")):
        try:
            Ledger.read(one).close()
        except BookFault:
            continue
        return one
    return None
