"""Facts of officers and their keys, and what two of them see or destroy of the persons."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OfficerNamed:
    """Someone took an office: chair, operator, teller, notary, legal_observer, technician.

    `public_key` is the officer's X25519 public key, hex; empty where names are taken at their word.
    """

    officer: str
    role: str
    public_key: str = ""


@dataclass(frozen=True, slots=True)
class OfficerLoggedIn:
    """An officer opened the own key with the own passphrase and may order from now on."""

    officer: str
    role: str


@dataclass(frozen=True, slots=True)
class OfficerLoggedOut:
    """The officer left the console."""

    officer: str


@dataclass(frozen=True, slots=True)
class OfficerLockedOut:
    """So many wrong passphrases in a row: for so many seconds none is taken for this officer."""

    officer: str
    wrong: int
    seconds: int


@dataclass(frozen=True, slots=True)
class OfficerEnrolled:
    """Two officers gave another one a key: a new officer, or one who lost the passphrase.

    `public_key` is the new X25519 public key, hex.
    """

    officer: str
    public_key: str
    reason: str
    officers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class PersonRevealed:
    """Two officers had the personal record of a delegate shown; what it holds stands nowhere."""

    number: int
    reason: str
    officers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class PersonalDataDeleted:
    """Retention delete: the key of the personal records and the records themselves are destroyed.

    `persons` is how many there were. The chain holds commitments only and stays whole.
    """

    persons: int
    reason: str
    officers: tuple[str, str]
