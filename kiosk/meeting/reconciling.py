"""核对: does the book agree with itself and with the equipment?"""

from collections.abc import Iterable

from kiosk.meeting.ballot import Channel
from kiosk.meeting.base_accounts import Difference, base_differences, base_evidence
from kiosk.meeting.columns import counted_by_people, limits, seats_of, sheets_of, tally_over
from kiosk.meeting.facts import PollReconciled, UrnOpened
from kiosk.meeting.papercount import differing, last_two
from kiosk.meeting.poll_progress import PollState, has_choice

HEARD = "heard"
SEALED = "entries under the seal"
BUCKETS = "sum of the buckets"
COUNTS_MISSING = "people who counted"
COUNTS_DIFFER = "counts of two people"
MORE_THAN_ISSUED = "ballot papers returned"
MORE_THAN_ENTITLED = "more counted than entitled"
BOXES = "boxes opened"
OWN_TOTALS = "totals of the base"


def reconcile_poll(poll: PollState) -> PollReconciled:
    """Add up the press account and compare it with every base's own account."""
    counted = len(poll.ballots)
    return PollReconciled(
        poll=poll.plan.poll,
        heard=poll.heard,
        counted=counted,
        replaced=poll.cast - counted,
        refused=len(poll.refused),
        silent=_silent(poll),
        differences=tuple(_differences(poll, counted)),
        evidence=tuple(base_evidence(poll)) if poll.channel is Channel.KEYPADS else (),
    )


def _differences(poll: PollState, counted: int) -> Iterable[Difference]:
    yield from _sums(poll, counted)
    for channel in counted_by_people(poll):
        yield from _count_differences(poll, channel)
    if poll.channel is Channel.KEYPADS:
        yield from base_differences(poll)


def _count_differences(poll: PollState, channel: Channel) -> Iterable[Difference]:
    """Paper and hands: counted by two people alike, and not more than there can be."""
    two = last_two(sheets_of(poll, channel))
    if len(two) < 2:
        yield (COUNTS_MISSING, channel, 2, len(two))
        return
    (_, one), (_, other) = two
    for figure, first, second in differing(one, other):
        yield (COUNTS_DIFFER, f"{channel}/{figure}", first, second)
    issued, entitled = limits(poll, channel)
    found = max(one.returned, other.returned)
    if channel is Channel.PAPER and found > issued:
        yield (MORE_THAN_ISSUED, channel, issued, found)
    elif found > entitled:
        yield (MORE_THAN_ENTITLED, channel, entitled, found)


def _sums(poll: PollState, counted: int) -> Iterable[Difference]:
    total = counted + (poll.cast - counted) + len(poll.refused)
    if poll.heard != total:
        yield (HEARD, "", poll.heard, total)
    if poll.entries != poll.heard_at_close:
        yield (SEALED, "", poll.entries, poll.heard_at_close)
    buckets = _buckets(poll)
    if buckets != len(poll.base):
        yield (BUCKETS, "", len(poll.base), buckets)
    if poll.by_urn and poll.opened_urn is not None:
        yield from _urn_differences(poll, poll.opened_urn)


def _urn_differences(poll: PollState, opened: UrnOpened) -> Iterable[Difference]:
    if not len(poll.ballots) == opened.boxes == len(opened.ballots):
        yield (BOXES, "", len(poll.ballots), len(opened.ballots))
    for base in opened.differing:
        yield (OWN_TOTALS, base, 1, 0)


def _buckets(poll: PollState) -> int:
    """Every bucket counted by itself, and what no bucket may hold: ballots outside the base."""
    tally = tally_over(poll, None)
    outside = poll.ballots.keys() - poll.base_set
    unseen = sum(one.not_pressed for one in tally.columns if one.channel is not Channel.KEYPADS)
    silent = len(_silent(poll)) + unseen + _taken_back(poll)
    return tally.cast + tally.void + silent + tally.recused + len(outside)


def _taken_back(poll: PollState) -> int:
    """How many ballots of an urn are empty: who cast them pressed, and then took it back."""
    opened = poll.opened_urn.ballots if poll.by_urn and poll.opened_urn is not None else ()
    return sum(not choice for choice in opened)


def _silent(poll: PollState) -> tuple[str, ...]:
    pressing = seats_of(poll, Channel.KEYPADS)
    return tuple(s for s in pressing if s not in poll.recused and not has_choice(poll, s))
