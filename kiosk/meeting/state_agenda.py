"""What facts of the agenda change in the state: items, texts, phases, evidence."""

from kiosk.meeting import facts as f
from kiosk.meeting.facts import Entered
from kiosk.meeting.motion import Motion
from kiosk.meeting.progress import Fold, ItemState, State


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


FOLDS: dict[type, Fold] = {
    f.ItemTabled: _item_tabled,
    f.ItemWithdrawn: _item_withdrawn,
    f.MotionPut: _motion_put,
    f.PhaseEntered: _phase_entered,
    f.Recused: _recused,
    f.CandidateNamed: _candidate_named,
    f.ProxyGiven: _proxy_given,
    f.ProxyWithdrawn: _proxy_withdrawn,
    f.GateDemanded: _gate_demanded,
    f.ReviewGiven: _review_given,
    f.AttentionCounted: _attention_counted,
    f.MajorInterestFound: _major_interest_found,
    f.AmendmentMoved: _amendment_moved,
    f.ItemResumed: _item_resumed,
}
