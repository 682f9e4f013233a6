"""A desk learns what another desk entered in a poll that runs: pauses, resumptions, the close.

Clocks of two machines do not compare, so every desk says at what instant of its own each of them
happened for its own presses (`docs/bundle.md` §4): when it learned of it, and never earlier.
"""

from kiosk.meeting.facts import PollFollowed
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
