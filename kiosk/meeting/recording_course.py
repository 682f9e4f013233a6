"""How a poll came about: leave, amendments, earlier rounds, recordings, the clock."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from kiosk.meeting.facts import Declared, PollVoided, RecordingMarked
from kiosk.meeting.poll import Stage
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.progress import ItemState
from kiosk.meeting.record import AmendmentLine, EarlierPoll, RecordingLine, Voided
from kiosk.meeting.state import State

NS_PER_US = 1000


def excused(state: State, here: Collection[str]) -> tuple[str, ...]:
    """The seats with a vote that had leave and were not among those in the hall."""
    return tuple(seat for seat in state.leave if state.roll[seat].votes and seat not in here)


def apart_ms(poll: PollState) -> int | None:
    """By how much the hall's clock ran away from the steady one, from opening to close."""
    opened, closing = poll.opened, poll.closing
    if opened is None or closing is None or opened.desk != closing.desk or poll.era:
        return None
    wall_us = (closing.utc - opened.utc) // (datetime.resolution)
    steady_us = (closing.mono_ns - opened.mono_ns) // NS_PER_US
    return round((wall_us - steady_us) / 1000)


def amendments(state: State, item: ItemState) -> tuple[AmendmentLine, ...]:
    """The items that amend this one, in the order in which they were moved."""
    return tuple(
        AmendmentLine(number, state.items[number].title, _verdict(state, state.items[number]))
        for number in item.amendments
    )


def _verdict(state: State, item: ItemState) -> str:
    told = [verdict_of(state.polls[number]) for number in item.polls]
    return next((verdict for verdict in reversed(told) if verdict), "")


def verdict_of(poll: PollState) -> str:
    """The verdict of a declared poll that stands; empty for any other."""
    fact = poll.declared.fact if poll.declared is not None else None
    if poll.stage is Stage.VOID or not isinstance(fact, Declared):
        return ""
    return fact.outcome.verdict


def earlier(state: State, poll: PollState) -> tuple[EarlierPoll, ...]:
    """The polls on the same item before this one that are over."""
    found: list[EarlierPoll] = []
    for number in state.items[poll.plan.item].polls:
        one = state.polls[number]
        over = one.voided or one.declared
        if number < poll.plan.poll and over is not None:
            aside = voided(one)
            reason, officers = (aside.reason, aside.officers) if aside else ("", ())
            found.append(
                EarlierPoll(number, one.plan.round, verdict_of(one), reason, officers, over.utc)
            )
    return tuple(found)


def voided(poll: PollState) -> Voided | None:
    """How the poll was put aside, if it was."""
    fact = poll.voided.fact if poll.voided is not None else None
    if poll.voided is None or not isinstance(fact, PollVoided):
        return None
    return Voided(fact.reason, fact.officers, poll.voided.utc)


def recounts(poll: PollState) -> int:
    """How many sheets of paper or hands were entered by somebody who had entered one."""
    sheets = Counter((one.channel, one.by) for one in poll.counts)
    return sheets.total() - len(sheets)


def recordings(state: State, declared: int) -> tuple[RecordingLine, ...]:
    """The timecodes between the declaration before this one (`declared`) and itself."""
    ends = (poll.declared.number for poll in state.polls.values() if poll.declared is not None)
    since = max((number for number in ends if number < declared), default=-1)
    return tuple(
        RecordingLine(one.fact.recording, one.fact.timecode, one.number, one.utc)
        for one in state.recordings
        if isinstance(one.fact, RecordingMarked) and since < one.number < declared
    )
