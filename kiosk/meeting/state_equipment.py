"""What facts of the equipment change in the state: bases, audits of handsets, devices."""

from kiosk.meeting import facts as f
from kiosk.meeting.audit import Audit
from kiosk.meeting.facts import Entered
from kiosk.meeting.progress import BaseState, Fold, State


def _audit_drawn(state: State, entered: Entered, fact: f.HandsetAuditDrawn) -> None:
    state.audit = state.audits[fact.audit] = Audit(fact)
    for base, session in fact.sessions:
        state.audit_sessions.add((base, session))
        state.last_session[base] = session


def _audited(state: State, entered: Entered, fact: f.HandsetAudited) -> None:
    audit = state.audits[fact.audit]
    audit.done, audit.ended, state.audit = fact, entered.number, None


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


def _device_seen(state: State, entered: Entered, fact: f.DeviceSeen) -> None:
    state.devices[entered.desk, fact.device] = fact


FOLDS: dict[type, Fold] = {
    f.BaseFound: _base_found,
    f.BaseStandsBy: _base_stands_by,
    f.BaseGone: _base_gone,
    f.KeypadsCalled: _keypads_called,
    f.HandsetAuditDrawn: _audit_drawn,
    f.HandsetAudited: _audited,
    f.NoiseHeard: _noise_heard,
    f.DeviceSeen: _device_seen,
}
