"""A poll in one line: what the closing report, the minutes and the notary's notes say of it."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from kiosk.meeting.accounting import COUNTED, STOOD_BY, press_lines
from kiosk.meeting.ballot import BallotForm
from kiosk.meeting.facts import Declared
from kiosk.meeting.outcome import Outcome
from kiosk.meeting.poll_progress import REPLACED, SET_ASIDE, PollState
from kiosk.meeting.record import BookMark, Voided
from kiosk.meeting.recording import Hashes, book_mark
from kiosk.meeting.recording_course import voided
from kiosk.meeting.state import State
from kiosk.meeting.tally import Tally

GAVE_WAY = frozenset({REPLACED, SET_ASIDE})


@dataclass(frozen=True, slots=True)
class PressSums:
    """heard = counted + replaced + refused, over every press of a poll that the book holds."""

    heard: int
    counted: int
    replaced: int
    refused: int
    stood_by: int
    reasons: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class PollAccount:
    """One poll. `tally` and `outcome` are there once it was declared, though it be void since."""

    poll: int
    item: int
    item_title: str
    motion_title: str
    round: int
    named: bool
    elects: bool
    form: BallotForm
    stage: str
    opened_at: datetime | None
    closed_at: datetime | None
    declared: BookMark | None
    declared_by: str
    tally: Tally | None
    outcome: Outcome | None
    presses: PressSums
    root: str
    zero_report: str
    record: str
    compared: str
    voided: Voided | None


def poll_accounts(state: State, hashes: Hashes) -> tuple[PollAccount, ...]:
    """Every poll of the meeting, in the order in which they were laid down."""
    return tuple(_account(state, poll, hashes) for poll in state.polls.values())


def press_sums(poll: PollState) -> PressSums:
    """The account of a poll's presses, the late ones included that came after it was declared."""
    fates = Counter(line.fate for line in press_lines(poll, keys=False))
    stood_by = fates.pop(STOOD_BY, 0)
    counted = fates.pop(COUNTED, 0)
    replaced = sum(fates[fate] for fate in GAVE_WAY)
    refused = fates.total() - replaced
    return PressSums(
        heard=counted + replaced + refused,
        counted=counted,
        replaced=replaced,
        refused=refused,
        stood_by=stood_by,
        reasons=tuple(sorted(fates.items())),
    )


def _account(state: State, poll: PollState, hashes: Hashes) -> PollAccount:
    item = state.items[poll.plan.item]
    fact = poll.declared.fact if poll.declared is not None else None
    ending = fact if isinstance(fact, Declared) else None
    return PollAccount(
        poll=poll.plan.poll,
        item=item.item,
        item_title=poll.item_title or item.title,
        motion_title=item.motions[poll.plan.motion_version - 1].title,
        round=poll.plan.round,
        named=poll.plan.named,
        elects=poll.plan.rule.elects,
        form=poll.plan.form,
        stage=poll.stage,
        opened_at=poll.opened.utc if poll.opened is not None else None,
        closed_at=poll.closing.utc if poll.closing is not None else None,
        declared=book_mark(poll.declared, hashes) if poll.declared is not None else None,
        declared_by=ending.by if ending is not None else "",
        tally=ending.tally if ending is not None else None,
        outcome=ending.outcome if ending is not None else None,
        presses=press_sums(poll),
        root=poll.root,
        zero_report=poll.zero_report,
        record=poll.record,
        compared=poll.compared.found if poll.compared is not None else "",
        voided=voided(poll),
    )
