"""The entries that a paper about the whole meeting tells one by one, each as a step of its course.

What is told of a fact are its fields, as text and numbers; the words are the press's.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.meeting import facts as f
from kiosk.meeting.facts import Entered

Told = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Step:
    """One entry: which fact, when, and what it says."""

    entry: int
    at: datetime
    fact: str
    told: Told


def _two(fact: Any, **more: str | int) -> Told:
    officers = tuple(fact.officers)
    return {
        "first": officers[0] if officers else "–",
        "second": officers[1] if officers else "–",
        "reason": fact.reason or "–",
        **more,
    }


COURSE: Mapping[type, Callable[[Any], Told]] = {
    f.BookOpened: lambda x: {"software": x.software},
    f.RulePackAdopted: lambda x: {"title": x.title, "version": x.version},
    f.RollFrozen: lambda x: _two(x, n=len(x.delegates)),
    f.RollAmended: lambda x: _two(x, n=len(x.delegates)),
    f.MeetingOpened: _two,
    f.CheckInOpened: lambda x: {},
    f.CheckInClosed: lambda x: {},
    f.ItemWithdrawn: lambda x: {"item": x.item, "by": x.by, "reason": x.reason},
    f.HandsetAuditDrawn: lambda x: {
        "n": x.audit,
        "dice": x.dice,
        "count": len(x.drawn),
        "by": x.by,
    },
    f.HandsetAudited: lambda x: {"n": x.audit, "failed": len(x.failed)},
    f.GateOverridden: lambda x: _two(x, poll=x.poll, gate=x.gate),
    f.PollOpened: lambda x: {"poll": x.poll, "present": x.present, "by": x.by},
    f.PollTurned: lambda x: {
        "poll": x.poll,
        "channel": x.channel,
        "by": x.by,
        "reason": x.reason,
    },
    f.BallotPapersIssued: lambda x: {"poll": x.poll, "n": len(x.papers), "by": x.by},
    f.PollClosing: lambda x: {"poll": x.poll, "by": x.by},
    f.CountEntered: lambda x: {"poll": x.poll, "channel": x.channel, "by": x.by},
    f.UrnOpened: lambda x: _two(x, poll=x.poll, n=x.boxes),
    f.PollReconciled: lambda x: {
        "poll": x.poll,
        "heard": x.heard,
        "counted": x.counted,
        "replaced": x.replaced,
        "refused": x.refused,
    },
    f.SilenceAcknowledged: lambda x: {"poll": x.poll, "n": len(x.seats), "by": x.by},
    f.Declared: lambda x: {"poll": x.poll, "verdict": x.outcome.verdict, "by": x.by},
    f.PollVoided: lambda x: _two(x, poll=x.poll),
    f.Objected: lambda x: {"by": x.by, "text": x.text},
    f.PaperIssued: lambda x: {"number": x.number, "paper": x.kind, "copy": x.copy},
    f.MeetingClosed: lambda x: {"by": x.by},
}
"""The course of a meeting as a notary follows it."""

MISHAPS: Mapping[type, Callable[[Any], Told]] = {
    f.KioskStarted: lambda x: {"software": x.software},
    f.BaseGone: lambda x: {"base": x.base, "what": x.what, "poll": x.poll},
    f.BaseMissed: lambda x: _two(x, base=x.base, poll=x.poll),
    f.StandbyTookOver: lambda x: {"base": x.base, "primary": x.primary, "poll": x.poll},
    f.HallFaulted: lambda x: {"what": x.what, "where": x.where},
    f.MirrorLost: lambda x: {"what": x.what},
    f.MirrorForgone: _two,
    f.MirrorReturned: lambda x: {"entry": x.entry},
    f.BookRestored: _two,
    f.OfficerLockedOut: lambda x: {"officer": x.officer, "wrong": x.wrong},
    f.Halted: lambda x: {"what": x.what, "where": x.where},
}
"""What befell the hall. The first start of a kiosk is none."""

NOTABLE = tuple({**COURSE, **MISHAPS})
"""The facts that the makers of such papers need beside the state."""


def steps(told: Iterable[Entered]) -> tuple[Step, ...]:
    """The course of the meeting."""
    return tuple(_step(one, COURSE) for one in told if type(one.fact) in COURSE)


def mishaps(told: Iterable[Entered]) -> tuple[Step, ...]:
    """What befell the hall, restarts included."""
    found = [one for one in told if type(one.fact) in MISHAPS]
    first = next((one for one in found if isinstance(one.fact, f.KioskStarted)), None)
    return tuple(_step(one, MISHAPS) for one in found if one is not first)


def _step(one: Entered, table: Mapping[type, Callable[[Any], Told]]) -> Step:
    return Step(one.number, one.utc, type(one.fact).__name__, table[type(one.fact)](one.fact))
