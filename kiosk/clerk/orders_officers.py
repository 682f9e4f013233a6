"""Orders about officers and their keys, and to see or destroy what is known of the persons."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class NameOfficer:
    """`public_key` is filled in by the clerk from the keyring, where the officer is enrolled."""

    officer: str
    role: str
    public_key: str = ""


@dataclass(frozen=True, slots=True)
class LogIn:
    """An officer opens the own key; from then on this console orders in that officer's name."""

    officer: str
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LogOut:
    officer: str


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Who is to be enrolled: a name, the usual office, a passphrase that nobody else knows."""

    officer: str
    role: str
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class EnrolFirst:
    """The first two officers of an empty PC enrol together."""

    first: Enrolment
    second: Enrolment


@dataclass(frozen=True, slots=True)
class EnrolOfficer:
    """Two officers enrol another one: somebody new, or somebody who lost the passphrase."""

    enrolment: Enrolment
    reason: str
    officers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class RevealPerson:
    """Two officers have the personal record of a delegate shown at the console, for a minute."""

    number: int
    reason: str
    officers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class DeletePersonalData:
    """Retention delete, after the meeting: key and records of the persons are destroyed."""

    reason: str
    officers: tuple[str, str]
