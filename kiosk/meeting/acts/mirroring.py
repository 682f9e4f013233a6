"""The second medium goes, is forgone, returns.

Losing it is never silent and never the program's to decide. From `MirrorLost` on no poll is opened,
resumed or declared; one that runs is paused, so that nobody presses for one copy alone. That ends
as soon as the medium returns (the kiosk sees it by itself), or two officers forgo it with a reason.
"""

from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.acts.conducting import pause_poll, two_officers
from kiosk.meeting.facts import Fact, MirrorForgone, MirrorLost, MirrorReturned
from kiosk.meeting.mirror import Medium
from kiosk.meeting.poll import Stage
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.state import State

BY = "mirror"
"""Who paused a poll, when nobody did."""


def lose_mirror(state: State, what: str, where: str, *, now_ns: int) -> tuple[Fact, ...]:
    """The medium failed; nothing where the meeting knows of it already."""
    if state.medium is not Medium.LEVEL:
        return ()
    lost = MirrorLost(what, where)
    if state.poll is None or state.poll.stage is not Stage.OPEN:
        return (lost,)
    paused = pause_poll(state, by=BY, now_ns=now_ns)
    assert not isinstance(paused, Refusal)
    return (lost, *paused)


def forgo_mirror(state: State, *, reason: str, officers: tuple[str, str]) -> Answer:
    """Two officers choose to go on with one copy."""
    if state.medium is not Medium.LOST:
        return Refusal(Reason.MIRROR_NOT_LOST)
    refusal = two_officers(state, reason, officers, deed="go_on_without_mirror")
    return refusal or (MirrorForgone(reason, officers),)


def return_mirror(state: State, *, entry: int, head: str) -> tuple[Fact, ...]:
    """The medium is level with the book again; nothing where it never was away."""
    return () if state.medium is Medium.LEVEL else (MirrorReturned(entry, head),)
