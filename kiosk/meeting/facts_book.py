"""Facts of the book itself: opened, taken up, held twice, made again, halted, certified."""

from dataclasses import dataclass

from kiosk.meeting.mirror import Copies


@dataclass(frozen=True, slots=True)
class BookOpened:
    """The first entry: which meeting, which software, which settings, whose seal.

    `utc_offset_min` is the hall's civil time. `settings_sha256` is over the kiosk.toml in force.
    `seal_key` is the hall's Ed25519 public key, hex. `clock` says how the hall's clock was set and
    checked, in the words of the settings.
    """

    meeting: str
    title: str
    session_title: str
    place: str
    convener: str
    utc_offset_min: int
    practice: bool
    software: str
    settings_sha256: str
    seal_key: str
    clock: str = ""


@dataclass(frozen=True, slots=True)
class KioskStarted:
    """A kiosk took up this book; monotonic times are comparable only under the same `boot`."""

    software: str
    boot: str
    settings_sha256: str


@dataclass(frozen=True, slots=True)
class HallFaulted:
    """The room failed in a way that touches the record: what and where."""

    what: str
    where: str


@dataclass(frozen=True, slots=True)
class MirrorLost:
    """The second medium does not take what the book takes: why, and which."""

    what: str
    where: str


@dataclass(frozen=True, slots=True)
class MirrorForgone:
    """Two officers go on without the second medium, until it returns."""

    reason: str
    officers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class MirrorReturned:
    """The second medium is back: held against the whole book and brought level up to `entry`."""

    entry: int
    head: str


@dataclass(frozen=True, slots=True)
class MirrorCompared:
    """After the close of a poll: the head of the book, and what the second medium ends in."""

    poll: int
    entry: int
    head: str
    found: Copies


@dataclass(frozen=True, slots=True)
class BookRestored:
    """Two officers had the book made again from its mirror, which held `entries` up to `head`."""

    reason: str
    officers: tuple[str, str]
    entries: int
    head: str


@dataclass(frozen=True, slots=True)
class HallCertified:
    """From here on the hall's papers are signed with this certificate; two officers had it made.

    `certificate` is its DER as hex, `fingerprint` the SHA-256 of that. `sm2_key` is the hall's SM2
    public key (04, X, Y as hex), empty where it has none: `sm2_missing` then says why.
    """

    subject: str
    certificate: str
    fingerprint: str
    valid_from: str
    valid_to: str
    sm2_key: str
    sm2_missing: str
    reason: str
    officers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Halted:
    """中止: a defect of the program stopped the kiosk; nothing after it was accepted."""

    where: str
    what: str
