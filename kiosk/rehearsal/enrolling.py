"""The officers of a scene, enrolled at a cheap cost before it begins; the hall's certificate."""

from datetime import datetime
from pathlib import Path

from kiosk.clerk.setup.folder import folder_door
from kiosk.config import Settings
from kiosk.ledger.certificate import Subject, certificate_path, make_certificate
from kiosk.ledger.data_key import hall_key_path
from kiosk.ledger.keyring import Enrolled, Keyring, write_keyring
from kiosk.ledger.officer_keys import REHEARSAL, make_key
from kiosk.words import words

BY_SCRIPT = "by the script of a rehearsal"
"""Why the officers of a scene do what every scene begins with."""


def passphrase_of(name: str) -> str:
    """What an officer of a scene types."""
    return f"passphrase of {name}"


def enrol_all(path: Path, officers: list[tuple[str, str]], *, secret: str = "") -> None:
    """Write the keyring of a rehearsal; `path` is in a folder that may not be there yet.

    `secret` is the passphrase of all of them, where each is not to have the own.
    """
    with folder_door(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
    keyring = Keyring().with_officers(
        Enrolled(name, role, make_key(secret or passphrase_of(name), cost=REHEARSAL))
        for name, role in officers
    )
    write_keyring(path, keyring)


def certify(settings: Settings, officers: list[tuple[str, str]], *, now: datetime) -> None:
    """The first two officers have the hall's certificate made, before the scene begins."""
    hall = settings.meeting
    make_certificate(
        certificate_path(settings.keyring),
        Subject(hall.place or hall.title, hall.convener),
        hall_key=settings.keys.hall_key or hall_key_path(settings.book.path),
        now=now,
        reason=words(settings.screens.language).say(BY_SCRIPT),
        officers=(officers[0][0], officers[1][0]),
    )
