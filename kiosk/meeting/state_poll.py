"""What facts of a poll change beyond that poll; what changes it alone is in `poll_progress`."""

from kiosk.meeting import facts as f
from kiosk.meeting.ballot import Channel
from kiosk.meeting.columns import seats_of
from kiosk.meeting.facts import Entered
from kiosk.meeting.poll import Stage
from kiosk.meeting.poll_progress import (
    PollState,
    Refused,
    delivered,
    has_choice,
    mark,
    standby_heard,
)
from kiosk.meeting.progress import Fold, State
from kiosk.meeting.proxies import spoken_for
from kiosk.meeting.refusal import Reason


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
    poll.here = frozenset(state.present)
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
    poll.silent_before = {seat: state.silent_polls[seat] for seat in pressing}
    for seat in pressing:
        state.silent_polls[seat] = state.silent_polls[seat] + 1 if seat in silent else 0


def _poll_voided(state: State, entered: Entered, fact: f.PollVoided) -> None:
    """Who was silent in it was silent in no poll that counts."""
    poll = state.polls[fact.poll]
    poll.stage, poll.ends_ns, poll.voided = Stage.VOID, None, entered
    for seat, polls in poll.silent_before.items():
        state.silent_polls[seat] = polls


FOLDS: dict[type, Fold] = {
    f.PollPrepared: _poll_prepared,
    f.PollOpened: _poll_opened,
    f.PollClosing: _poll_closing,
    f.PressRefused: _press_refused,
    f.StandbyHeard: _standby_heard,
    f.PollClosed: _poll_closed,
    f.PollVoided: _poll_voided,
}
