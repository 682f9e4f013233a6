"""Facts of a poll, from its laying down until the line is quiet."""

from dataclasses import dataclass

from kiosk.meeting.ballot import Channel
from kiosk.meeting.poll import PollPlan


@dataclass(frozen=True, slots=True)
class PollPrepared:
    """A poll was laid down, before anyone could press."""

    plan: PollPlan


@dataclass(frozen=True, slots=True)
class GateOverridden:
    """Two officers opened a gate that stood closed; the paper says so.

    `shut_for` is the reason the gate was shut for then, and the only one this covers; empty in
    books older than this field, where it covers the gate.
    """

    poll: int
    gate: str
    reason: str
    officers: tuple[str, str]
    shut_for: str = ""


@dataclass(frozen=True, slots=True)
class UrnSealed:
    """The urn of a secret poll stands shut; any two of the officers open it. `key` is hex."""

    poll: int
    key: str
    officers: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class PollOpened:
    """The hall is asked. `sessions` gives each base its wire session (base, session).

    `standbys` are the bases that stand by, each with the one it stands by for; `one_key` those on
    which a choice of several is put together key by key.
    """

    poll: int
    sessions: tuple[tuple[str, int], ...]
    present: int
    by: str
    standbys: tuple[tuple[str, str], ...] = ()
    one_key: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BaseListens:
    """A base confirmed the session; its clock of this session started at `opened_ns`."""

    poll: int
    base: str
    session: int
    opened_ns: int


@dataclass(frozen=True, slots=True)
class PollPaused:
    """Presses do not count until the poll goes on. `remaining_ms` of a preset duration stand."""

    poll: int
    remaining_ms: int
    by: str


@dataclass(frozen=True, slots=True)
class PollResumed:
    """The poll goes on with what remained."""

    poll: int
    remaining_ms: int
    by: str


@dataclass(frozen=True, slots=True)
class PollExtended:
    """The preset duration grew by `by_s` seconds."""

    poll: int
    by_s: int
    by: str


@dataclass(frozen=True, slots=True)
class PollTurned:
    """The hall is asked by paper or by hands from now on; what keypads sent counts no more."""

    poll: int
    channel: Channel
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class BallotPapersIssued:
    """Ballot papers were handed out: (number, seat), numbered from 1 through the poll."""

    poll: int
    papers: tuple[tuple[int, str], ...]
    by: str


@dataclass(frozen=True, slots=True)
class BallotPaperSpoilt:
    """A paper was handed back before it was cast; the seat may get the next number."""

    poll: int
    number: int
    seat: str
    by: str


@dataclass(frozen=True, slots=True)
class PollClosing:
    """The closing instant: presses made after `closed_ns` are late; the line is drained."""

    poll: int
    closed_ns: int
    by: str


@dataclass(frozen=True, slots=True)
class PollFollowed:
    """What another desk entered in `entry` (a pause, its end, the close) reached us at `at_ns`."""

    poll: int
    entry: int
    at_ns: int


@dataclass(frozen=True, slots=True)
class BaseDrained:
    """A base gave all it had. `table` rows are (keypad, presses mod 16, keys).

    `totals` are the base's own counts of options 1, 2, … (empty where it gives none). Of a secret
    poll the keys are not there, and the totals stand sealed for the urn in `totals_box`.
    """

    poll: int
    base: str
    session: int
    last_sequence: int | None
    overflow: int
    table_crc_ok: bool | None
    table: tuple[tuple[int, int, tuple[int, ...]], ...]
    totals: tuple[int, ...] = ()
    totals_box: str = ""


@dataclass(frozen=True, slots=True)
class BaseMissed:
    """Two officers gave up a base that could not be drained; the paper says so."""

    poll: int
    base: str
    reason: str
    officers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class PollClosed:
    """The line is quiet. `root` is the Merkle root over the poll's press entries, `entries` long.

    `base` are the seats the poll is counted over; all of them are listed, so that a reader can
    recount without replaying presence.
    """

    poll: int
    entries: int
    root: str
    base: tuple[str, ...]
