"""A desk learns what another desk entered in a poll that runs: pauses, resumptions, the close.

Clocks of two machines do not compare, so every desk says at what instant of its own each of them
happened for its own presses (`docs/bundle.md` §4): when it learned of it, and never earlier. Until
it has said so it judges no press and takes no such step itself: a pause that it ended before it
knew of it would begin for its presses after its end, and never end.
"""

from kiosk.meeting.facts import PollFollowed
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.state import State


def follow(state: State, desk: str, *, now_ns: int) -> tuple[PollFollowed, ...]:
    """What `desk` has not followed yet in the poll that runs; `now_ns` is its own clock."""
    poll = state.running
    if poll is None:
        return ()
    newest = poll.followed.get(desk, -1)
    return tuple(
        PollFollowed(poll.plan.poll, marked.number, now_ns)
        for marked in poll.marks
        if marked.desk != desk and marked.number > newest
    )


def behind(state: State, desk: str) -> Refusal | None:
    """Why `desk` may not pause, resume or close now: it has not followed what another one did."""
    return Refusal(Reason.NOT_FOLLOWED) if follow(state, desk, now_ns=0) else None
