"""The first officers of a hall, enrolled together before there is a meeting.

At the command line the first two enrol each other; here all who hold an office sit before one
window, so all of them may be enrolled in one go (docs/decisions/0079). Until the meeting begins
they wait in a keyring of their own beside the hall's, from which one can still be struck. Where the
hall has officers already, they are the officers: another one takes two of them, at the console.
"""

from pathlib import Path

from kiosk.clerk.officers import LEAST_PASSPHRASE
from kiosk.clerk.setup.folder import folder_door
from kiosk.ledger.keyring import KEYRING_NAME, Enrolled, Keyring, read_keyring, write_keyring
from kiosk.ledger.officer_keys import Cost, make_key
from kiosk.meeting.offices import PERSONS
from kiosk.meeting.outcome import Sentence

WAITING_NAME = "officers.setup"
MOST_NAME = 20


def officers_in(folder: Path) -> tuple[Keyring, bool]:
    """Who is enrolled here, and whether they only wait for the meeting to begin."""
    ring = read_keyring(folder / KEYRING_NAME)
    return (ring, False) if ring.officers else (read_keyring(folder / WAITING_NAME), True)


def why_not_enrolled(
    ring: Keyring, name: str, office: str, typed: tuple[str, str]
) -> Sentence | None:
    """Why this officer is not enrolled so."""
    if not name or len(name) > MOST_NAME:
        return Sentence("A name of 1 to {most} letters is wanted", {"most": MOST_NAME})
    if name in ring.officers:
        return Sentence("{name} is enrolled already; strike the entry to change it", {"name": name})
    if office not in PERSONS:
        return Sentence("Choose the office")
    if len(typed[0]) < LEAST_PASSPHRASE:
        return Sentence("A passphrase has {least} characters or more.", {"least": LEAST_PASSPHRASE})
    if typed[0] != typed[1]:
        return Sentence("The new passphrase was not typed alike both times.")
    return None


def enrol(folder: Path, name: str, office: str, passphrase: str, *, cost: Cost) -> None:
    """Make the officer's key and let it wait; takes a tenth of a second by design."""
    ring, _ = officers_in(folder)
    added = Enrolled(name, office, make_key(passphrase, cost=cost))
    _write(folder, ring.with_officers([added]))


def strike(folder: Path, name: str) -> None:
    """Forget an officer who only waits."""
    ring, waiting = officers_in(folder)
    if waiting:
        _write(folder, Keyring().with_officers(x for x in ring.officers.values() if x.name != name))


def install(folder: Path) -> None:
    """The meeting begins: those who waited are the officers of this hall."""
    ring, waiting = officers_in(folder)
    if waiting and ring.officers:
        write_keyring(folder / KEYRING_NAME, ring)
    with folder_door(folder):
        (folder / WAITING_NAME).unlink(missing_ok=True)


def _write(folder: Path, ring: Keyring) -> None:
    with folder_door(folder):
        folder.mkdir(parents=True, exist_ok=True)
    write_keyring(folder / WAITING_NAME, ring)
