"""核对: does the book agree with itself and with the equipment?"""

from collections.abc import Iterable

from kiosk.meeting.base_accounts import Difference, base_differences, base_evidence
from kiosk.meeting.facts import PollReconciled
from kiosk.meeting.poll_progress import PollState, has_choice
from kiosk.meeting.tally import count

HEARD = "heard"
SEALED = "entries under the seal"
BUCKETS = "sum of the buckets"


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
        evidence=tuple(base_evidence(poll)),
    )


def _differences(poll: PollState, counted: int) -> Iterable[Difference]:
    total = counted + (poll.cast - counted) + len(poll.refused)
    if poll.heard != total:
        yield (HEARD, "", poll.heard, total)
    if poll.entries != poll.heard_at_close:
        yield (SEALED, "", poll.entries, poll.heard_at_close)
    buckets = _buckets(poll)
    if buckets != len(poll.base):
        yield (BUCKETS, "", len(poll.base), buckets)
    yield from base_differences(poll)


def _buckets(poll: PollState) -> int:
    """Every bucket counted by itself, and what no bucket may hold: ballots outside the base."""
    choices = {seat: standing.choice for seat, standing in poll.ballots.items()}
    tally = count(poll.plan.form, choices, roll=poll.roll, base=poll.base, recused=poll.recused)
    outside = poll.ballots.keys() - poll.base_set
    return tally.cast + tally.void + len(_silent(poll)) + tally.recused + len(outside)


def _silent(poll: PollState) -> tuple[str, ...]:
    return tuple(s for s in poll.base if s not in poll.recused and not has_choice(poll, s))
