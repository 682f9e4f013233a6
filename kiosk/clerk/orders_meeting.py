"""Orders about the meeting as a whole: its rules, its opening and end, what stands beside polls."""

from dataclasses import dataclass

from kiosk.meeting.duties import Counting
from kiosk.meeting.rulepack import RulePack
from kiosk.meeting.rules import Part, Share


@dataclass(frozen=True, slots=True)
class AdoptPack:
    pack: RulePack


@dataclass(frozen=True, slots=True)
class SetShare:
    """Set a share that the pack leaves to the meeting."""

    rule: str
    part: Part
    share: Share
    by: str


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """Answer what the pack asks with one of its rules, and the provision that says so."""

    question: str
    rule: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class OpenMeeting:
    reason: str
    officers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class CloseMeeting:
    by: str


@dataclass(frozen=True, slots=True)
class GoOnWithoutMirror:
    """Two officers go on with one copy of the book, until the second medium returns."""

    reason: str
    officers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Object:
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class GrantLeave:
    """请假: the delegate is excused."""

    seat: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class AssignDuty:
    """责任清单: a unit owes the declared poll something, within so many days."""

    poll: int
    unit: str
    task: str
    acceptance: str
    days: int
    counting: Counting
    by: str


@dataclass(frozen=True, slots=True)
class MarkRecording:
    """The timecode (`H:MM:SS`) at which a recording runs just now."""

    recording: str
    timecode: str
    by: str
