"""The veil of a secret poll: before a record is printed or attached, its choices are taken out.

What stays is who took part and who did not; nobody reads there who pressed again. The law and the
book keep secrecy by themselves; this is the press's own bolt, so that no slip upstream can put a
secret choice on paper.
"""

from dataclasses import replace

from kiosk.meeting.ballot import Mark
from kiosk.meeting.poll_progress import REPLACED
from kiosk.meeting.record import BallotLine, RefusedLine, VoteRecord


def veiled(record: VoteRecord) -> VoteRecord:
    """The record as it may be printed: unchanged when named, without any choice when secret."""
    if record.plan.named:
        return record
    return replace(
        record,
        ballots=tuple(map(_ballot, record.ballots)),
        replaced=tuple(_press(one) for one in record.replaced if one.reason != REPLACED),
        refused=tuple(map(_press, record.refused)),
    )


def _ballot(line: BallotLine) -> BallotLine:
    silent = line.mark in (None, Mark.WITHDRAWN)
    mark = None if silent else Mark.VALID
    return replace(line, mark=mark, choice=(), at=None, in_flight=False)


def _press(line: RefusedLine) -> RefusedLine:
    return replace(line, keys=())
