"""What a vote record says of paper and hands: who counted, and how the poll left the keypads."""

from kiosk.meeting.ballot import Channel
from kiosk.meeting.columns import counted_by_people, sheets_of
from kiosk.meeting.facts import PollTurned
from kiosk.meeting.papercount import last_two
from kiosk.meeting.poll_progress import SET_ASIDE, PollState
from kiosk.meeting.record import ByPeople, Turned


def by_people(poll: PollState) -> tuple[ByPeople, ...]:
    """The channels that people counted, with the two whose sheets stand."""
    return tuple(
        ByPeople(
            channel=channel,
            counted_by=tuple(by for by, _ in last_two(sheets_of(poll, channel))),
            spoilt=len(poll.spoilt) if channel is Channel.PAPER else 0,
        )
        for channel in counted_by_people(poll)
    )


def turned(poll: PollState) -> Turned | None:
    """How the poll left the keypads, if it did."""
    fact = poll.turned.fact if poll.turned is not None else None
    if poll.turned is None or not isinstance(fact, PollTurned):
        return None
    set_aside = sum(one.reason == SET_ASIDE for one in poll.replaced)
    return Turned(fact.channel, fact.reason, fact.by, poll.turned.utc, set_aside)


def papers_held(poll: PollState) -> dict[str, int]:
    """Seat → number of the ballot paper it holds; a secret poll joins no number to a seat."""
    return {seat: number if poll.plan.named else 0 for number, seat in poll.papers.items()}
