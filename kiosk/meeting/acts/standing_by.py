"""Two bases hear the same keypads (双通道): one counts, the other stands by.

Their presses are never merged one by one: a keypad that only one of them heard would have its
ballots put together from two accounts, and nobody could recount that. The base that stands by is
kept as evidence. When the other is lost while its poll runs, the base that stood by takes over, for
all its keypads: it counts from then on, and what it alone can know is judged at once, its presses
after the last one that the lost base delivered. "After" is told by the device clocks where
both have one. They may be apart by `OVERLAP_NS`, and a press too many is harmless: the same choice
of the same seat is a duplicate, while a press too few is a ballot lost.

The base that was lost stands by when it comes back. What it kept meanwhile is evidence, too; the
next poll begins as the settings say. In a secret poll nothing is taken over: what the second base
kept is masked, and its choices were never sealed for the urn. `docs/bundle.md` §4 has the same in
the words of the contract.
"""

from kiosk.meeting.acts.polling import Hidden, judge, poll_of
from kiosk.meeting.ballot import Channel
from kiosk.meeting.facts import (
    BallotCast,
    BallotSealed,
    BaseStandsBy,
    Press,
    PressRefused,
    StandbyHeard,
    StandbyTookOver,
)
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.state import State


def receive(
    state: State, press: Press, hidden: Hidden | None = None, *, desk: str = ""
) -> BallotCast | BallotSealed | PressRefused | StandbyHeard:
    """Judge a press, or keep it as evidence when its base stands by."""
    if press.session and (press.base, press.session) not in state.poll_of_session:
        return judge(state, press, hidden, desk=desk)
    poll = poll_of(state, press)
    if stands_by(state, poll, press.base):
        return StandbyHeard(poll.plan.poll if poll is not None else 0, press)
    return judge(state, press, hidden, desk=desk)


def stands_by(state: State, poll: PollState | None, base: str) -> bool:
    """In a poll it takes part in a base has the place it has there, else that of the settings."""
    if poll is not None and base in poll.sessions:
        return base in poll.standbys
    return base in state.standbys


def place_bases(state: State, wanted: dict[str, str]) -> tuple[BaseStandsBy, ...]:
    """What the settings say otherwise than the book: base → the base it stands by for."""
    bases = sorted(wanted.keys() | state.standbys.keys())
    return tuple(
        BaseStandsBy(base, wanted.get(base, ""))
        for base in bases
        if wanted.get(base, "") != state.standbys.get(base, "")
    )


def take_over(state: State, *, desk: str = "") -> StandbyTookOver | None:
    """The next base of this desk that must take over: the one it stands by for is lost."""
    poll = state.running
    asked = poll is not None and poll.channel is Channel.KEYPADS and poll.plan.named
    for base, primary in poll.standbys.items() if poll is not None and asked else ():
        known, lost = state.bases.get(base), primary in state.lost
        if poll is not None and lost and known is not None and known.answers and known.desk == desk:
            newest = poll.newest_of.get(primary)
            after = newest[0] if newest is not None else -1
            return StandbyTookOver(poll.plan.poll, base, primary, after)
    return None


def next_to_judge(state: State) -> Press | None:
    """The next press of a base that has just taken over."""
    poll = state.running
    return poll.pending[0] if poll is not None and poll.pending else None
