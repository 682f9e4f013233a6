"""Facts of the meeting as a whole: its rules, opening and end, what is put down beside polls."""

from dataclasses import dataclass

from kiosk.meeting.duties import Counting
from kiosk.meeting.rules import Part, Share


@dataclass(frozen=True, slots=True)
class RulePackAdopted:
    """The hall is bound by this pack; its whole text stands here."""

    pack: str
    version: str
    title: str
    sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class ShareSet:
    """A share that the pack leaves to the meeting was set, before the first poll."""

    rule: str
    part: Part
    share: Share
    by: str


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    """The pack asked which of its rules applies here; `reason` names the local provision.

    From now on the pack has a rule that is called like the question.
    """

    question: str
    answer: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class MeetingOpened:
    """Two officers opened the meeting on its frozen roll; books of old have no such entry."""

    reason: str
    officers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class MeetingClosed:
    """The meeting is over; the book takes papers, and keypads that come back, nothing else."""

    by: str


@dataclass(frozen=True, slots=True)
class Objected:
    """Someone with a right to object did."""

    by: str
    text: str


@dataclass(frozen=True, slots=True)
class LeaveGranted:
    """请假: the delegate of this seat was excused beforehand; who comes all the same is present."""

    seat: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class DutyAssigned:
    """责任清单: a unit owes a declared poll something, within so many days of its declaration.

    `acceptance` is by what the work is accepted, empty where nobody said so.
    """

    duty: int
    poll: int
    unit: str
    task: str
    acceptance: str
    days: int
    counting: Counting
    by: str


@dataclass(frozen=True, slots=True)
class RecordingMarked:
    """A recording ran at this timecode (`H:MM:SS`) when this was entered: the book ties to it."""

    recording: str
    timecode: str
    by: str
