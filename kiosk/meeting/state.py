"""The state of the meeting: the fold of its facts.

One `State` belongs to one clerk and is changed in place by `apply` alone: copying a frozen one
costs 23 µs a fact at 3,376 seats. Everything that leaves the clerk (views, records) is frozen.
Replaying the book gives the same state: `apply` asks nothing but the entry and the state.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from kiosk.meeting import facts as f
from kiosk.meeting.audit import Audit
from kiosk.meeting.ballot import Channel
from kiosk.meeting.columns import seats_of
from kiosk.meeting.facts import Entered
from kiosk.meeting.mirror import Medium
from kiosk.meeting.motion import Motion
from kiosk.meeting.poll import Stage
from kiosk.meeting.poll_progress import (
    POLL_FOLDS,
    Pause,
    PollState,
    Refused,
    delivered,
    has_choice,
    mark,
    standby_heard,
)
from kiosk.meeting.presence import Stay
from kiosk.meeting.progress import BaseState, ItemState, Withdrawal
from kiosk.meeting.proxies import spoken_for
from kiosk.meeting.refusal import Reason
from kiosk.meeting.roll import Delegate
from kiosk.meeting.rulepack import RulePack, read_rulepack, with_answer, with_share


@dataclass(slots=True)
class State:
    """The whole meeting. Seats are the key of everything a delegate does."""

    card: f.BookOpened | None = None
    boots: dict[str, str] = field(default_factory=dict[str, str])
    pack: RulePack | None = None
    officers: dict[str, str] = field(default_factory=dict[str, str])
    officer_keys: dict[str, str] = field(default_factory=dict[str, str])
    roll: dict[str, Delegate] = field(default_factory=dict[str, Delegate])
    by_number: dict[int, Delegate] = field(default_factory=dict[int, Delegate])
    voting_roll: int = 0
    amended: set[int] = field(default_factory=set[int])
    keypad_of: dict[str, int] = field(default_factory=dict[str, int])
    seat_of: dict[int, str] = field(default_factory=dict[int, str])
    check_in_open: bool = False
    present: dict[str, f.CheckedIn] = field(default_factory=dict[str, f.CheckedIn])
    stays: dict[str, list[Stay]] = field(default_factory=dict[str, list[Stay]])
    present_voting: int = 0
    items: dict[int, ItemState] = field(default_factory=dict[int, ItemState])
    current_item: int = 0
    polls: dict[int, PollState] = field(default_factory=dict[int, PollState])
    poll_of_session: dict[tuple[str, int], int] = field(default_factory=dict[tuple[str, int], int])
    newest: dict[tuple[str, int], int] = field(default_factory=dict[tuple[str, int], int])
    last_session: dict[str, int] = field(default_factory=dict[str, int])
    last_poll: int = 0
    bases: dict[str, BaseState] = field(default_factory=dict[str, BaseState])
    withdrawals: list[Withdrawal] = field(default_factory=list[Withdrawal])
    audits: dict[int, Audit] = field(default_factory=dict[int, Audit])
    audit: Audit | None = None
    audit_sessions: set[tuple[str, int]] = field(default_factory=set[tuple[str, int]])
    standbys: dict[str, str] = field(default_factory=dict[str, str])
    lost: dict[str, str] = field(default_factory=dict[str, str])
    silent_polls: Counter[str] = field(default_factory=Counter[str])
    stray: list[Refused] = field(default_factory=list[Refused])
    papers: list[f.PaperIssued] = field(default_factory=list[f.PaperIssued])
    printed: set[tuple[str, int]] = field(default_factory=set[tuple[str, int]])
    objections: list[f.Objected] = field(default_factory=list[f.Objected])
    medium: Medium = Medium.LEVEL
    last: Entered | None = None
    last_of: dict[str, Entered] = field(default_factory=dict[str, Entered])
    halted: str = ""
    opened: bool = False
    closed: bool = False
    forgotten: bool = False

    @property
    def chair(self) -> str:
        """The officer named chair last who still is; empty for nobody."""
        return next((n for n, role in reversed(self.officers.items()) if role == "chair"), "")

    @property
    def poll(self) -> PollState | None:
        """The latest prepared poll."""
        return self.polls.get(self.last_poll)

    @property
    def running(self) -> PollState | None:
        """The poll that runs now, if one does."""
        poll = self.poll
        return poll if poll is not None and poll.running else None

    @property
    def areas(self) -> dict[str, int]:
        """What each seat with a voting right owns, in 0.01 m²."""
        return {seat: delegate.area for seat, delegate in self.roll.items() if delegate.votes}

    @property
    def phases(self) -> tuple[str, ...]:
        return self.pack.phases if self.pack is not None else ()


def next_session(state: State, base: str) -> int:
    """A wire session that this base never had."""
    return state.last_session.get(base, 0) % 65535 + 1


# ---- the meeting -----------------------------------------------------------------------------


def _book_opened(state: State, entered: Entered, fact: f.BookOpened) -> None:
    state.card = fact


def _kiosk_started(state: State, entered: Entered, fact: f.KioskStarted) -> None:
    poll, desk = state.running, entered.desk
    if poll is not None and desk in state.last_of:
        _take_up(poll, state.last_of[desk], entered, same_boot=fact.boot == state.boots.get(desk))
    state.boots[desk], state.halted = fact.boot, ""
    for name, base in state.bases.items():
        if base.desk == desk:
            base.answers = False
            state.lost.pop(name, None)


def _take_up(poll: PollState, last: Entered, now: Entered, *, same_boot: bool) -> None:
    """The time the kiosk was away is not taken from the delegates; see also `docs/bundle.md` §4."""
    timed, desk = poll.timed, now.desk
    if poll.ends_ns is not None and timed is not None and timed.desk == desk:
        poll.timed, poll.ends_ns = now, now.mono_ns + max(poll.ends_ns - last.mono_ns, 0)
    if not same_boot:
        poll.rebooted.add(desk)
        poll.era += 1
        open_ended = [pause for pause in poll.pauses.get(desk, ()) if pause.end_ns is None]
        poll.pauses[desk] = [Pause(now.mono_ns)] if open_ended else []


def _pack_adopted(state: State, entered: Entered, fact: f.RulePackAdopted) -> None:
    state.pack = read_rulepack(fact.text)


def _share_set(state: State, entered: Entered, fact: f.ShareSet) -> None:
    assert state.pack is not None
    state.pack = with_share(state.pack, fact.rule, fact.part, fact.share)


def _question_answered(state: State, entered: Entered, fact: f.QuestionAnswered) -> None:
    assert state.pack is not None
    state.pack = with_answer(state.pack, fact.question, fact.answer, fact.reason)


def _officer_named(state: State, entered: Entered, fact: f.OfficerNamed) -> None:
    state.officers.pop(fact.officer, None)
    state.officers[fact.officer] = fact.role
    if fact.public_key:
        state.officer_keys[fact.officer] = fact.public_key


def _enrolled(state: State, entered: Entered, fact: f.OfficerEnrolled) -> None:
    state.officer_keys[fact.officer] = fact.public_key


def _roll_frozen(state: State, entered: Entered, fact: f.RollFrozen) -> None:
    state.roll = {delegate.seat: delegate for delegate in fact.delegates}
    state.by_number = {delegate.number: delegate for delegate in fact.delegates}
    state.voting_roll = sum(delegate.votes for delegate in fact.delegates)


def _roll_amended(state: State, entered: Entered, fact: f.RollAmended) -> None:
    for delegate in fact.delegates:
        state.roll[delegate.seat] = state.by_number[delegate.number] = delegate
        state.voting_roll += delegate.votes
        state.amended.add(delegate.number)


def _halted(state: State, entered: Entered, fact: f.Halted) -> None:
    state.halted = fact.what


def _opened(state: State, entered: Entered, fact: f.MeetingOpened) -> None:
    state.opened = True


def _closed(state: State, entered: Entered, fact: f.MeetingClosed) -> None:
    state.closed = True
    for seat in state.present:
        _end_stay(state, seat, entered)


def _forgotten(state: State, entered: Entered, fact: f.PersonalDataDeleted) -> None:
    state.forgotten = True


# ---- the door --------------------------------------------------------------------------------


def _keypad_bound(state: State, entered: Entered, fact: f.KeypadBound) -> None:
    had = state.keypad_of.pop(fact.seat, None)
    if had is not None:
        state.seat_of.pop(had, None)
    was = state.seat_of.pop(fact.keypad, None)
    if was is not None:
        state.keypad_of.pop(was, None)
    state.keypad_of[fact.seat] = fact.keypad
    state.seat_of[fact.keypad] = fact.seat


def _keypad_returned(state: State, entered: Entered, fact: f.KeypadReturned) -> None:
    if state.seat_of.get(fact.keypad) == fact.seat:
        del state.seat_of[fact.keypad]
        del state.keypad_of[fact.seat]


def _check_in_opened(state: State, entered: Entered, fact: f.CheckInOpened) -> None:
    state.check_in_open = True


def _check_in_closed(state: State, entered: Entered, fact: f.CheckInClosed) -> None:
    state.check_in_open = False


def _checked_in(state: State, entered: Entered, fact: f.CheckedIn) -> None:
    if fact.seat not in state.present:
        state.present_voting += state.roll[fact.seat].votes
        state.stays.setdefault(fact.seat, []).append(
            Stay(entered.utc, way=fact.way, reason=fact.reason)
        )
    state.present[fact.seat] = fact


def _checked_out(state: State, entered: Entered, fact: f.CheckedOut) -> None:
    if state.present.pop(fact.seat, None) is not None:
        state.present_voting -= state.roll[fact.seat].votes
        _end_stay(state, fact.seat, entered)


def _end_stay(state: State, seat: str, entered: Entered) -> None:
    stays = state.stays[seat]
    stays[-1] = replace(stays[-1], left=entered.utc)


# ---- the agenda ------------------------------------------------------------------------------


def _item_tabled(state: State, entered: Entered, fact: f.ItemTabled) -> None:
    known = state.items.get(fact.item)
    if known is None:
        state.items[fact.item] = ItemState(fact.item, fact.title, fact.noticed)
        return
    if known.noticed != fact.noticed:
        known.noticed_version = known.puts = 0
    known.title, known.noticed, known.withdrawn = fact.title, fact.noticed, ""


def _item_withdrawn(state: State, entered: Entered, fact: f.ItemWithdrawn) -> None:
    item = state.items[fact.item]
    item.withdrawn = fact.reason
    state.withdrawals.append((entered.number, item.title, fact))


def _motion_put(state: State, entered: Entered, fact: f.MotionPut) -> None:
    item = state.items[fact.item]
    item.motions.append(Motion(fact.item, fact.version, fact.title, fact.text, fact.sha256))
    item.put_at = entered.number
    item.puts += 1
    if fact.noticed:
        item.noticed_version, item.was_noticed = fact.version, True


def _phase_entered(state: State, entered: Entered, fact: f.PhaseEntered) -> None:
    state.items[fact.item].phase = fact.phase
    state.current_item = fact.item


def _recused(state: State, entered: Entered, fact: f.Recused) -> None:
    state.items[fact.item].recused[fact.seat] = fact.reason


def _candidate_named(state: State, entered: Entered, fact: f.CandidateNamed) -> None:
    state.items[fact.item].candidates.add(fact.seat)


def _proxy_given(state: State, entered: Entered, fact: f.ProxyGiven) -> None:
    state.items[fact.item].proxies[fact.seat] = fact.holder


def _proxy_withdrawn(state: State, entered: Entered, fact: f.ProxyWithdrawn) -> None:
    del state.items[fact.item].proxies[fact.seat]


def _gate_demanded(state: State, entered: Entered, fact: f.GateDemanded) -> None:
    state.items[fact.item].demanded.add(fact.gate)


def _review_given(state: State, entered: Entered, fact: f.ReviewGiven) -> None:
    state.items[fact.item].reviews.append(fact)


def _attention_counted(state: State, entered: Entered, fact: f.AttentionCounted) -> None:
    state.items[fact.item].attention = fact


def _major_interest_found(state: State, entered: Entered, fact: f.MajorInterestFound) -> None:
    state.items[fact.item].interest = fact.reason


def _amendment_moved(state: State, entered: Entered, fact: f.AmendmentMoved) -> None:
    state.items[fact.item].amends = fact.amends
    state.items[fact.amends].amendments.append(fact.item)


def _item_resumed(state: State, entered: Entered, fact: f.ItemResumed) -> None:
    item = state.items[fact.item]
    item.phase, item.settled = fact.phase, len(item.polls)
    state.current_item = fact.item


# ---- a poll ----------------------------------------------------------------------------------


def _poll_prepared(state: State, entered: Entered, fact: f.PollPrepared) -> None:
    laid = PollState(fact.plan, roll=state.voting_roll, channel=fact.plan.channel)
    state.polls[fact.plan.poll] = laid
    state.last_poll = fact.plan.poll
    state.current_item = fact.plan.item
    state.items[fact.plan.item].polls.append(fact.plan.poll)


def _poll_opened(state: State, entered: Entered, fact: f.PollOpened) -> None:
    poll = state.polls[fact.poll]
    poll.stage, poll.opened, poll.opened_by = Stage.OPEN, entered, fact.by
    poll.sessions, poll.present = dict(fact.sessions), fact.present
    poll.one_key = frozenset(fact.one_key)
    poll.pairs, poll.standbys = fact.standbys, dict(fact.standbys)
    poll.totals_only = frozenset(b for b in poll.sessions if not state.bases[b].found.per_seat)
    item = state.items[poll.plan.item]
    poll.item_title, poll.noticed = item.title, item.noticed
    for base, session in fact.sessions:
        state.poll_of_session[base, session] = fact.poll
        state.last_session[base] = session
    if poll.plan.duration_s:
        poll.timed, poll.ends_ns = entered, entered.mono_ns + poll.plan.duration_s * 1_000_000_000


def _poll_closing(state: State, entered: Entered, fact: f.PollClosing) -> None:
    poll = state.polls[fact.poll]
    poll.stage, poll.closing, poll.closed_ns = Stage.DRAINING, entered, fact.closed_ns
    poll.ends_ns = None
    mark(poll, entered, fact.closed_ns)
    item = state.items[poll.plan.item]
    voting = {seat for seat in state.present if state.roll[seat].votes}
    poll.spoken_for = spoken_for(item, state.present, most=poll.plan.rule.proxies)
    voting |= poll.spoken_for.keys()
    poll.base = tuple(sorted(voting | poll.ballots.keys() | {*poll.papers.values()}))
    poll.base_set = frozenset(poll.base)
    poll.recused = frozenset(item.recused)
    poll.left = poll.base_set - voting


def _press_refused(state: State, entered: Entered, fact: f.PressRefused) -> None:
    refused = Refused(entered.number, fact.seat, fact.reason, fact.press, entered.utc)
    poll = state.polls.get(fact.poll)
    if poll is None:
        state.stray.append(refused)
        _hear_audit(state, fact)
        return
    poll.refused.append(refused)
    poll.heard += 1
    delivered(poll, entered, fact.press)


def _hear_audit(state: State, fact: f.PressRefused) -> None:
    """A press of an audit; what a base tells that stands by is not compared."""
    audit, press = state.audit, fact.press
    if audit is not None and fact.reason == Reason.AUDIT and press.base not in state.standbys:
        audit.heard.setdefault(press.keypad, []).append(press.keys)


def _audit_drawn(state: State, entered: Entered, fact: f.HandsetAuditDrawn) -> None:
    state.audit = state.audits[fact.audit] = Audit(fact)
    for base, session in fact.sessions:
        state.audit_sessions.add((base, session))
        state.last_session[base] = session


def _audited(state: State, entered: Entered, fact: f.HandsetAudited) -> None:
    audit = state.audits[fact.audit]
    audit.done, audit.ended, state.audit = fact, entered.number, None


def _standby_heard(state: State, entered: Entered, fact: f.StandbyHeard) -> None:
    poll = state.polls.get(fact.poll)
    if poll is not None:
        standby_heard(poll, entered, fact.press)


def _poll_closed(state: State, entered: Entered, fact: f.PollClosed) -> None:
    poll = state.polls[fact.poll]
    poll.stage, poll.closed, poll.heard_at_close = Stage.CLOSED, entered, poll.heard
    poll.entries, poll.root, poll.base = fact.entries, fact.root, fact.base
    poll.base_set = frozenset(fact.base)
    pressing = seats_of(poll, Channel.KEYPADS)
    silent = {seat for seat in pressing if not has_choice(poll, seat)} - poll.recused
    for seat in pressing:
        state.silent_polls[seat] = state.silent_polls[seat] + 1 if seat in silent else 0


# ---- the room and the papers -----------------------------------------------------------------


def _base_found(state: State, entered: Entered, fact: f.BaseFound) -> None:
    known = state.bases.get(fact.base)
    state.lost.pop(fact.base, None)
    if known is None or (known.found, known.desk) != (fact, entered.desk):
        state.bases[fact.base] = BaseState(fact, desk=entered.desk)
    else:
        known.answers = True


def _base_stands_by(state: State, entered: Entered, fact: f.BaseStandsBy) -> None:
    state.standbys.pop(fact.base, None)
    if fact.primary:
        state.standbys[fact.base] = fact.primary


def _base_gone(state: State, entered: Entered, fact: f.BaseGone) -> None:
    state.lost[fact.base] = fact.what
    if fact.base in state.bases:
        state.bases[fact.base].answers = False
    if fact.poll:
        state.polls[fact.poll].losses[fact.base] += 1


def _keypads_called(state: State, entered: Entered, fact: f.KeypadsCalled) -> None:
    base = state.bases[fact.base]
    base.called = True
    base.online, base.low_battery = frozenset(fact.online), frozenset(fact.low_battery)
    base.levels = fact.levels


def _noise_heard(state: State, entered: Entered, fact: f.NoiseHeard) -> None:
    base = state.bases.get(fact.base)
    if base is not None:
        base.noise_bytes += fact.noise_bytes
        base.bad_frames += fact.bad_frames


def _paper_issued(state: State, entered: Entered, fact: f.PaperIssued) -> None:
    state.papers.append(fact)
    poll = state.polls.get(fact.poll)
    if poll is not None and fact.kind == "zero_report":
        poll.zero_report = fact.number
    if poll is not None and fact.kind == "vote_record":
        poll.record = fact.number


def _paper_printed(state: State, entered: Entered, fact: f.PaperPrinted) -> None:
    state.printed.add((fact.number, fact.copy))


def _objected(state: State, entered: Entered, fact: f.Objected) -> None:
    state.objections.append(fact)


def _mirror_lost(state: State, entered: Entered, fact: f.MirrorLost) -> None:
    state.medium = Medium.LOST


def _mirror_forgone(state: State, entered: Entered, fact: f.MirrorForgone) -> None:
    state.medium = Medium.FORGONE


def _mirror_returned(state: State, entered: Entered, fact: f.MirrorReturned) -> None:
    state.medium = Medium.LEVEL


def _noted(state: State, entered: Entered, fact: object) -> None:
    """Kept in the book; the state has no use for it."""


FOLDS: dict[type, Callable[[State, Entered, Any], None]] = {
    f.BookOpened: _book_opened,
    f.KioskStarted: _kiosk_started,
    f.RulePackAdopted: _pack_adopted,
    f.ShareSet: _share_set,
    f.QuestionAnswered: _question_answered,
    f.OfficerNamed: _officer_named,
    f.OfficerEnrolled: _enrolled,
    f.OfficerLoggedIn: _noted,
    f.OfficerLoggedOut: _noted,
    f.OfficerLockedOut: _noted,
    f.RollFrozen: _roll_frozen,
    f.KeypadBound: _keypad_bound,
    f.KeypadReturned: _keypad_returned,
    f.CheckInOpened: _check_in_opened,
    f.CheckInClosed: _check_in_closed,
    f.CheckedIn: _checked_in,
    f.CheckedOut: _checked_out,
    f.PassRefused: _noted,
    f.ItemTabled: _item_tabled,
    f.ItemWithdrawn: _item_withdrawn,
    f.MotionPut: _motion_put,
    f.PhaseEntered: _phase_entered,
    f.Recused: _recused,
    f.CandidateNamed: _candidate_named,
    f.ProxyGiven: _proxy_given,
    f.ProxyWithdrawn: _proxy_withdrawn,
    f.PollPrepared: _poll_prepared,
    f.PollOpened: _poll_opened,
    f.PollClosing: _poll_closing,
    f.PressRefused: _press_refused,
    f.StandbyHeard: _standby_heard,
    f.PollClosed: _poll_closed,
    f.BaseFound: _base_found,
    f.BaseStandsBy: _base_stands_by,
    f.BaseGone: _base_gone,
    f.KeypadsCalled: _keypads_called,
    f.HandsetAuditDrawn: _audit_drawn,
    f.HandsetAudited: _audited,
    f.NoiseHeard: _noise_heard,
    f.PaperIssued: _paper_issued,
    f.PaperPrinted: _paper_printed,
    f.Objected: _objected,
    f.HallFaulted: _noted,
    f.MirrorLost: _mirror_lost,
    f.MirrorForgone: _mirror_forgone,
    f.MirrorReturned: _mirror_returned,
    f.PersonRevealed: _noted,
    f.BookRestored: _noted,
    f.Halted: _halted,
    f.MeetingOpened: _opened,
    f.MeetingClosed: _closed,
    f.PersonalDataDeleted: _forgotten,
    f.GateDemanded: _gate_demanded,
    f.ReviewGiven: _review_given,
    f.AttentionCounted: _attention_counted,
    f.MajorInterestFound: _major_interest_found,
    f.AmendmentMoved: _amendment_moved,
    f.ItemResumed: _item_resumed,
    f.RollAmended: _roll_amended,
}


def _note_sequence(state: State, press: f.Press) -> None:
    """A base tells a press again until it is acknowledged; the book must know what it holds."""
    if press.session is not None and press.sequence is not None:
        known = state.newest.get((press.base, press.session), 0)
        state.newest[press.base, press.session] = max(known, press.sequence)


def replay(entries: Iterable[Entered]) -> State:
    """Fold a whole book into a fresh state."""
    state = State()
    for entered in entries:
        apply(state, entered)
    return state


def apply(state: State, entered: Entered) -> None:
    """Change `state` by one entry; the only function that does."""
    fact = entered.fact
    if isinstance(fact, f.BallotCast | f.BallotSealed | f.PressRefused | f.StandbyHeard):
        _note_sequence(state, fact.press)
    fold_poll = POLL_FOLDS.get(type(fact))
    if fold_poll is not None:
        fold_poll(state.polls[fact.poll], entered, fact)  # type: ignore[union-attr]
    else:
        FOLDS[type(fact)](state, entered, fact)
    state.last = state.last_of[entered.desk] = entered
