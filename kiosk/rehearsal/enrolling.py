"""The officers of a scene: enrolled at a cheap cost before it begins, logged in by themselves."""

from pathlib import Path

from kiosk.ledger.keyring import Enrolled, Keyring, write_keyring
from kiosk.ledger.officer_keys import REHEARSAL, make_key


def passphrase_of(name: str) -> str:
    """What an officer of a scene types."""
    return f"passphrase of {name}"


def enrol_all(path: Path, officers: list[tuple[str, str]]) -> None:
    """Write the keyring of a rehearsal; `path` is in a folder that may not be there yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    keyring = Keyring().with_officers(
        Enrolled(name, role, make_key(passphrase_of(name), cost=REHEARSAL))
        for name, role in officers
    )
    write_keyring(path, keyring)
