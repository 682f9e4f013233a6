"""Facts of the outcome of a closed poll: counted, opened, reconciled, declared, void."""

from dataclasses import dataclass

from kiosk.meeting.ballot import Channel
from kiosk.meeting.outcome import Outcome
from kiosk.meeting.papercount import CountSheet
from kiosk.meeting.secrecy import ToldBreakdown
from kiosk.meeting.tally import Tally


@dataclass(frozen=True, slots=True)
class CountEntered:
    """What one person counted of the papers or the hands; the newest of each person stands."""

    poll: int
    channel: Channel
    sheet: CountSheet
    by: str


@dataclass(frozen=True, slots=True)
class UrnOpened:
    """Two officers opened the newest box of every seat: the choices, sorted, without their seats.

    `root` is the Merkle root over those boxes by seat, `boxes` many; `differing` are the bases
    whose own totals are not those of their boxes.
    """

    poll: int
    boxes: int
    root: str
    ballots: tuple[tuple[int, ...], ...]
    officers: tuple[str, str]
    differing: tuple[str, ...]
    breakdowns: tuple[ToldBreakdown, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class UrnDestroyed:
    """The shares of the urn's key are no more; `why` is "opened" or "given_up"."""

    poll: int
    why: str


@dataclass(frozen=True, slots=True)
class PollReconciled:
    """核对: the sums of the press account, and what differs (empty: nothing).

    `differences` are (what, where, expected, found). So are `evidence`, which decide nothing and
    have to be acknowledged.
    """

    poll: int
    heard: int
    counted: int
    replaced: int
    refused: int
    silent: tuple[str, ...]
    differences: tuple[tuple[str, str, int, int], ...]
    evidence: tuple[tuple[str, str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SilenceAcknowledged:
    """The chair was shown who pressed nothing, by seat, and goes on."""

    poll: int
    seats: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class Declared:
    """宣布: the outcome, by whom, and the figures the hall screen showed (screen truth).

    `pack_sha256` is that of the rule pack it was reached by; empty in older books.
    """

    poll: int
    tally: Tally
    outcome: Outcome
    by: str
    shown: tuple[tuple[str, str], ...]
    pack_sha256: str = ""


@dataclass(frozen=True, slots=True)
class FiguresShown:
    """Screen truth: what stood on a screen once it had drawn the result of entry `declared`.

    `figures` are (name of the place, text that stood there), read back from what was drawn; a
    screen that pages its options tells each page by itself.
    """

    poll: int
    declared: int
    screen: str
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PollVoided:
    """作废: two officers put a poll aside; it stays in the book."""

    poll: int
    reason: str
    officers: tuple[str, str]
