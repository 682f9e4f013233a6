"""A poll as far as it has gone, and the facts that carry it on."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kiosk.meeting import facts as f
from kiosk.meeting.ballot import Channel
from kiosk.meeting.evidence import Evidence, Instant, follows, in_order
from kiosk.meeting.facts import Entered
from kiosk.meeting.poll import RUNNING, PollPlan, Stage

NS_PER_MS = 1_000_000
SET_ASIDE = "set_aside"
"""Why a press that had counted does not: the poll was turned to another channel."""
REPLACED = "replaced"
"""The same, and a later press of the seat took its place."""


@dataclass(slots=True)
class Standing:
    """A seat's standing ballot: the choice and the entry whose press it is.

    In a secret poll the choice is in the `box`, and `choice` is empty.
    """

    choice: tuple[int, ...]
    entry: int
    press: f.Press
    in_flight: bool
    utc: datetime
    box: str = ""


@dataclass(slots=True)
class Refused:
    """A press that does not count, as it stands in the book."""

    entry: int
    seat: str
    reason: str
    press: f.Press
    utc: datetime


@dataclass(slots=True)
class Pause:
    """A pause of a poll, from `start_ns` to `end_ns` (None: it lasts)."""

    start_ns: int
    end_ns: int | None = None


@dataclass(slots=True)
class PollState:
    """One poll as far as it has gone. `base`, `recused` and `left` stand at the closing instant.

    `roll` stands since it was laid down, `item_title` and `noticed` since it opened.
    `ends_ns` is on the clock of the desk of `timed`, the entry it was last counted from; `pauses`,
    `closed_on` and `rebooted` are by desk, each on its own clock. `marks` are the entries that the
    other desks follow, `followed` the newest of them by desk.
    `papers` are the ballot papers that stand, by number, `spoilt` those handed back, `on_paper` the
    seats of both; `numbered` has the entry that issued each number.
    `pairs` are the bases that stood by when it opened, `standbys` those that do now; `took_over`
    has each take-over with how many presses it took up; those of `pending` are still to be judged.
    """

    plan: PollPlan
    stage: Stage = Stage.PREPARED
    sessions: dict[str, int] = field(default_factory=dict[str, int])
    listening: dict[str, int] = field(default_factory=dict[str, int])
    drained: dict[str, f.BaseDrained] = field(default_factory=dict[str, f.BaseDrained])
    missed: dict[str, f.BaseMissed] = field(default_factory=dict[str, f.BaseMissed])
    losses: Counter[str] = field(default_factory=Counter[str])
    totals_only: frozenset[str] = frozenset()
    pairs: tuple[tuple[str, str], ...] = ()
    standbys: dict[str, str] = field(default_factory=dict[str, str])
    evidence: list[Evidence] = field(default_factory=list[Evidence])
    newest_of: dict[str, tuple[int, Instant]] = field(
        default_factory=dict[str, tuple[int, Instant]]
    )
    took_over: list[tuple[f.StandbyTookOver, int]] = field(
        default_factory=list[tuple[f.StandbyTookOver, int]]
    )
    pending: list[f.Press] = field(default_factory=list[f.Press])
    era: int = 0
    present: int = 0
    here: frozenset[str] = frozenset()
    roll: int = 0
    channel: Channel = Channel.KEYPADS
    one_key: frozenset[str] = frozenset()
    spoken_for: dict[str, str] = field(default_factory=dict[str, str])
    turned: Entered | None = None
    papers: dict[int, str] = field(default_factory=dict[int, str])
    spoilt: dict[int, str] = field(default_factory=dict[int, str])
    numbered: dict[int, int] = field(default_factory=dict[int, int])
    on_paper: set[str] = field(default_factory=set[str])
    counts: list[f.CountEntered] = field(default_factory=list[f.CountEntered])
    item_title: str = ""
    noticed: str = ""
    opened: Entered | None = None
    opened_by: str = ""
    ends_ns: int | None = None
    remaining_ms: int = 0
    timed: Entered | None = None
    pauses: dict[str, list[Pause]] = field(default_factory=dict[str, list[Pause]])
    marks: list[Entered] = field(default_factory=list[Entered])
    followed: dict[str, int] = field(default_factory=dict[str, int])
    closing: Entered | None = None
    closed: Entered | None = None
    closed_ns: int = 0
    closed_on: dict[str, int] = field(default_factory=dict[str, int])
    rebooted: set[str] = field(default_factory=set[str])
    declared: Entered | None = None
    voided: Entered | None = None
    silent_before: dict[str, int] = field(default_factory=dict[str, int])
    ballots: dict[str, Standing] = field(default_factory=dict[str, Standing])
    withdrawn: int = 0
    heard: int = 0
    cast: int = 0
    refused: list[Refused] = field(default_factory=list[Refused])
    replaced: list[Refused] = field(default_factory=list[Refused])
    base: tuple[str, ...] = ()
    base_set: frozenset[str] = frozenset()
    recused: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()
    entries: int = 0
    heard_at_close: int = 0
    root: str = ""
    reconciled: f.PollReconciled | None = None
    silence_by: str = ""
    overrides: list[f.GateOverridden] = field(default_factory=list[f.GateOverridden])
    urn: f.UrnSealed | None = None
    opened_urn: f.UrnOpened | None = None
    urn_destroyed: bool = False
    shown: list[f.FiguresShown] = field(default_factory=list[f.FiguresShown])
    zero_report: str = ""
    record: str = ""
    compared: f.MirrorCompared | None = None

    @property
    def running(self) -> bool:
        return self.stage in RUNNING

    @property
    def secret(self) -> bool:
        return not self.plan.named

    @property
    def asks_urn(self) -> bool:
        """The choices of this poll belong into an urn: it is secret, and by keypads."""
        return self.secret and self.channel is Channel.KEYPADS

    @property
    def by_urn(self) -> bool:
        """The choices of this poll are in an urn, or came out of it."""
        return self.urn is not None and self.channel is Channel.KEYPADS


def has_choice(poll: PollState, seat: str) -> bool:
    """True when the seat has a standing choice that was not withdrawn; of a secret poll, a box."""
    standing = poll.ballots.get(seat)
    return standing is not None and bool(standing.choice or standing.box)


def instant_of(poll: PollState, press: f.Press, desk: str) -> Instant:
    """When a press was made and heard, on the clock of the desk that enters it."""
    own = press.session == poll.sessions.get(press.base)
    opened_ns = poll.listening.get(press.base) if own else None
    if opened_ns is None or press.made_ms is None or desk in poll.rebooted:
        return Instant(press.heard_ns, press.heard_ns, clocked=False, era=poll.era)
    made_ns = opened_ns + press.made_ms * NS_PER_MS
    return Instant(made_ns, press.heard_ns, clocked=True, era=poll.era)


def delivered(poll: PollState, entered: Entered, press: f.Press) -> None:
    """A base delivered a press that was judged."""
    poll.newest_of[press.base] = entered.number, instant_of(poll, press, entered.desk)
    del poll.pending[:1]


def standby_heard(poll: PollState, entered: Entered, press: f.Press) -> None:
    """Keep a press of a base that stands by."""
    at = instant_of(poll, press, entered.desk)
    closed_ns = poll.closed_on.get(entered.desk)
    late = closed_ns is not None and (not at.clocked or at.made_ns > closed_ns)
    poll.evidence.append(Evidence(entered.number, press, at, entered.utc, late))


def _standby_took_over(poll: PollState, entered: Entered, fact: f.StandbyTookOver) -> None:
    """The bases change places; what the new one heard alone is to be judged next."""
    last = poll.newest_of.get(fact.primary)
    kept = [one for one in poll.evidence if one.press.base == fact.base and not one.taken]
    found = [one for one in kept if last is None or follows(one.at, last[1])]
    for one in found:
        one.taken = True
    poll.pending = [one.press for one in in_order(found)]
    poll.took_over.append((fact, len(found)))
    del poll.standbys[fact.base]
    poll.standbys[fact.primary] = fact.base


def _base_listens(poll: PollState, entered: Entered, fact: f.BaseListens) -> None:
    poll.listening[fact.base] = fact.opened_ns


def _poll_paused(poll: PollState, entered: Entered, fact: f.PollPaused) -> None:
    poll.stage, poll.remaining_ms = Stage.PAUSED, fact.remaining_ms
    poll.ends_ns = None
    mark(poll, entered, entered.mono_ns)


def _poll_resumed(poll: PollState, entered: Entered, fact: f.PollResumed) -> None:
    poll.stage = Stage.OPEN
    mark(poll, entered, entered.mono_ns)
    if poll.plan.duration_s:
        poll.timed, poll.ends_ns = entered, entered.mono_ns + fact.remaining_ms * 1_000_000


def mark(poll: PollState, entered: Entered, at_ns: int) -> None:
    """Keep a pause, resumption or close, which the other desks follow."""
    poll.marks.append(entered)
    MARKS[type(entered.fact)](poll, entered.desk, at_ns)


def _pause_begins(poll: PollState, desk: str, at_ns: int) -> None:
    poll.pauses.setdefault(desk, []).append(Pause(at_ns))


def _pause_ends(poll: PollState, desk: str, at_ns: int) -> None:
    for pause in poll.pauses.get(desk, ())[-1:]:
        pause.end_ns = at_ns if pause.end_ns is None else pause.end_ns


def _closes(poll: PollState, desk: str, at_ns: int) -> None:
    poll.closed_on[desk] = at_ns


MARKS: dict[type, Callable[[PollState, str, int], None]] = {
    f.PollPaused: _pause_begins,
    f.PollResumed: _pause_ends,
    f.PollClosing: _closes,
}
"""What happens on a desk's clock when it enters or follows such a fact."""


def _poll_followed(poll: PollState, entered: Entered, fact: f.PollFollowed) -> None:
    marked = next(one for one in poll.marks if one.number == fact.entry)
    MARKS[type(marked.fact)](poll, entered.desk, fact.at_ns)
    poll.followed[entered.desk] = fact.entry


def _poll_turned(poll: PollState, entered: Entered, fact: f.PollTurned) -> None:
    """What the keypads sent gives way to the other channel; a poll under way is open again."""
    poll.channel, poll.turned = fact.channel, entered
    for seat, held in poll.ballots.items():
        poll.replaced.append(Refused(held.entry, seat, SET_ASIDE, held.press, held.utc))
    poll.ballots.clear()
    poll.withdrawn, poll.ends_ns, poll.remaining_ms = 0, None, 0
    if poll.stage is Stage.PREPARED:
        return
    poll.stage, poll.closing, poll.closed_ns = Stage.OPEN, None, 0
    poll.closed_on.clear()
    poll.base, poll.base_set = (), frozenset()
    poll.recused = poll.left = frozenset()
    poll.spoken_for = {}
    poll.drained.clear()
    poll.missed.clear()


def _papers_issued(poll: PollState, entered: Entered, fact: f.BallotPapersIssued) -> None:
    poll.papers.update(fact.papers)
    poll.numbered.update((number, entered.number) for number, _ in fact.papers)
    poll.on_paper.update(seat for _, seat in fact.papers)


def _paper_spoilt(poll: PollState, entered: Entered, fact: f.BallotPaperSpoilt) -> None:
    poll.spoilt[fact.number] = poll.papers.pop(fact.number)


def _poll_extended(poll: PollState, entered: Entered, fact: f.PollExtended) -> None:
    if poll.ends_ns is not None:
        poll.ends_ns += fact.by_s * 1_000_000_000
    elif poll.stage is Stage.PAUSED:
        poll.remaining_ms += fact.by_s * 1000


def _ballot_cast(poll: PollState, entered: Entered, fact: f.BallotCast) -> None:
    before = poll.ballots.get(fact.seat)
    poll.withdrawn += not fact.choice
    if before is not None:
        poll.withdrawn -= not before.choice
    _stands(poll, entered, fact, choice=fact.choice)


def _ballot_sealed(poll: PollState, entered: Entered, fact: f.BallotSealed) -> None:
    _stands(poll, entered, fact, box=fact.box)


def _stands(
    poll: PollState,
    entered: Entered,
    fact: f.BallotCast | f.BallotSealed,
    *,
    choice: tuple[int, ...] = (),
    box: str = "",
) -> None:
    before = poll.ballots.get(fact.seat)
    if before is not None:
        poll.replaced.append(Refused(before.entry, fact.seat, REPLACED, before.press, before.utc))
    poll.ballots[fact.seat] = Standing(
        choice, entered.number, fact.press, fact.in_flight, entered.utc, box
    )
    poll.heard += 1
    poll.cast += 1
    delivered(poll, entered, fact.press)


def _urn_sealed(poll: PollState, entered: Entered, fact: f.UrnSealed) -> None:
    poll.urn = fact


def _urn_opened(poll: PollState, entered: Entered, fact: f.UrnOpened) -> None:
    poll.opened_urn = fact


def _urn_destroyed(poll: PollState, entered: Entered, fact: f.UrnDestroyed) -> None:
    poll.urn_destroyed = True


def _base_drained(poll: PollState, entered: Entered, fact: f.BaseDrained) -> None:
    poll.drained[fact.base] = fact
    poll.missed.pop(fact.base, None)


def _base_missed(poll: PollState, entered: Entered, fact: f.BaseMissed) -> None:
    poll.missed[fact.base] = fact


def _count_entered(poll: PollState, entered: Entered, fact: f.CountEntered) -> None:
    poll.counts.append(fact)
    poll.stage, poll.reconciled = Stage.CLOSED, None


def _poll_reconciled(poll: PollState, entered: Entered, fact: f.PollReconciled) -> None:
    poll.stage, poll.reconciled = Stage.RECONCILED, fact


def _silence_acknowledged(poll: PollState, entered: Entered, fact: f.SilenceAcknowledged) -> None:
    poll.silence_by = fact.by


def _declared(poll: PollState, entered: Entered, fact: f.Declared) -> None:
    poll.stage, poll.declared = Stage.DECLARED, entered


def _figures_shown(poll: PollState, entered: Entered, fact: f.FiguresShown) -> None:
    poll.shown.append(fact)


def _gate_overridden(poll: PollState, entered: Entered, fact: f.GateOverridden) -> None:
    poll.overrides.append(fact)


def _mirror_compared(poll: PollState, entered: Entered, fact: f.MirrorCompared) -> None:
    poll.compared = fact


POLL_FOLDS: dict[type, Callable[[PollState, Entered, Any], None]] = {
    f.BaseListens: _base_listens,
    f.PollPaused: _poll_paused,
    f.PollResumed: _poll_resumed,
    f.PollTurned: _poll_turned,
    f.BallotPapersIssued: _papers_issued,
    f.BallotPaperSpoilt: _paper_spoilt,
    f.PollExtended: _poll_extended,
    f.PollFollowed: _poll_followed,
    f.BallotCast: _ballot_cast,
    f.StandbyTookOver: _standby_took_over,
    f.BallotSealed: _ballot_sealed,
    f.UrnSealed: _urn_sealed,
    f.UrnOpened: _urn_opened,
    f.UrnDestroyed: _urn_destroyed,
    f.BaseDrained: _base_drained,
    f.BaseMissed: _base_missed,
    f.CountEntered: _count_entered,
    f.PollReconciled: _poll_reconciled,
    f.SilenceAcknowledged: _silence_acknowledged,
    f.Declared: _declared,
    f.FiguresShown: _figures_shown,
    f.GateOverridden: _gate_overridden,
    f.MirrorCompared: _mirror_compared,
}
"""The facts that change nothing but their own poll."""
