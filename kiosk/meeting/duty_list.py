"""责任清单: every duty of the meeting with the day by which it is due."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from kiosk.meeting.duties import IsWorkday, due_day
from kiosk.meeting.record import BookMark, Heading, PaperMark
from kiosk.meeting.recording import Hashes, book_mark, heading
from kiosk.meeting.state import State


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty. `unpublished` are the days of the period that no published calendar holds."""

    duty: int
    poll: int
    record: str
    motion: str
    unit: str
    task: str
    acceptance: str
    days: int
    counting: str
    since: date
    due: date
    unpublished: int


@dataclass(frozen=True, slots=True)
class DutyList:
    """The list, in the order in which duties were assigned."""

    heading: Heading
    paper: PaperMark
    book: BookMark
    lines: tuple[DutyLine, ...]


def duty_list(state: State, *, is_workday: IsWorkday, paper: PaperMark, hashes: Hashes) -> DutyList:
    """The list of a meeting; `is_workday` is the calendar of working days as far as it is known."""
    assert state.last is not None
    return DutyList(
        heading(state), paper, book_mark(state.last, hashes), duty_lines(state, is_workday)
    )


def duty_lines(state: State, is_workday: IsWorkday) -> tuple[DutyLine, ...]:
    """Every duty with its due day, from the civil day on which its poll was declared."""
    lines: list[DutyLine] = []
    for duty in state.duties:
        poll = state.polls[duty.poll]
        assert poll.declared is not None
        since = civil_day(state, poll.declared.utc)
        due = due_day(since, duty.days, counting=duty.counting, is_workday=is_workday)
        motion = state.items[poll.plan.item].motions[poll.plan.motion_version - 1]
        lines.append(
            DutyLine(
                duty=duty.duty,
                poll=duty.poll,
                record=poll.record,
                motion=motion.title,
                unit=duty.unit,
                task=duty.task,
                acceptance=duty.acceptance,
                days=duty.days,
                counting=duty.counting,
                since=since,
                due=due.day,
                unpublished=due.unpublished,
            )
        )
    return tuple(lines)


def civil_day(state: State, at: datetime) -> date:
    """The hall's civil day of an instant."""
    assert state.card is not None
    return at.astimezone(timezone(timedelta(minutes=state.card.utc_offset_min))).date()
