"""What 监督屏 may know: the account of every press and paper, and never a direction too early."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.meeting.accounting import PressLine
from kiosk.meeting.ballot import Mark
from kiosk.meeting.facts import Objected
from kiosk.meeting.outcome import Sentence, Verdict
from kiosk.meeting.poll import Stage


@dataclass(frozen=True, slots=True)
class SeatLine:
    """How one seat of the base chose in a named poll that was declared.

    `mark` None: nothing was pressed. `counted_by_people`: on paper or by hand, where no choice has
    a name.
    """

    seat: str
    name: str
    mark: Mark | None
    choice: tuple[int, ...]
    recused: bool = False
    counted_by_people: bool = False


@dataclass(frozen=True, slots=True)
class PollLine:
    """One poll of the meeting, for whoever looks back; `verdict` None before the declaration."""

    poll: int
    item: int
    title: str
    stage: Stage
    named: bool
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper that was issued; `poll` is 0 for one about the whole meeting."""

    number: str
    kind: str
    poll: int
    copy: int
    printed: bool


@dataclass(frozen=True, slots=True)
class Dispositions:
    """What became of the presses of a poll; heard = counted + replaced + set aside + refused.

    `reasons` are (reason, how many), in the law's order; `stood_by` is evidence and in no sum.
    """

    heard: int = 0
    counted: int = 0
    replaced: int = 0
    set_aside: int = 0
    refused: int = 0
    reasons: tuple[tuple[str, int], ...] = ()
    stood_by: int = 0


@dataclass(frozen=True, slots=True)
class ObserverView:
    """The notary's screen. `head` is the hash (hex) of the last entry, `written` when that was.

    `seal_key` is the hall's public key (hex), `zero_report` its number for the latest poll, empty
    before; `overrides` are the gates that two officers opened for it. `wrong` is a screen that
    showed other figures than were declared: (screen, place, declared, shown). `officers` are (name,
    office) of those who may object; `guarded` says that they have to prove who they are.
    `seats` are those of the latest poll where it was named and is declared. `follows` is true on a
    PC that only reads the book: nobody orders anything there. `told` is what is wrong with the
    following itself.
    """

    title: str
    session_title: str
    practice: bool
    entry: int
    head: str
    written: datetime | None
    seal_key: str
    mirror: str
    roll: int
    present: int
    polls: tuple[PollLine, ...]
    poll: PollLine | None
    presses: Dispositions
    zero_report: str
    overrides: tuple[str, ...]
    papers: tuple[PaperLine, ...]
    objections: tuple[Objected, ...]
    wrong: tuple[tuple[str, str, str, str], ...]
    officers: tuple[tuple[str, str], ...]
    seats: tuple[SeatLine, ...] = ()
    guarded: bool = False
    follows: bool = False
    told: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody the look-up may mean: a seat with its delegate, or a keypad that is nobody's."""

    seat: str
    name: str
    delegate_class: str
    keypad: int
    present: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look-up found: who was meant, and where that is one, each of the presses in the poll.

    `poll` 0 is what was heard outside any poll. `told` says whether keys are told: of a named poll
    that was declared; of any other, that and not what.
    """

    typed: str
    poll: int
    found: tuple[Found, ...]
    presses: tuple[PressLine, ...]
    told: bool
