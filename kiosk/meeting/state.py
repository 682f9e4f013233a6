"""The state of the meeting: the fold of its facts.

One `State` belongs to one clerk and is changed in place by `apply` alone: copying a frozen one
costs 23 µs a fact at 3,376 seats. Everything that leaves the clerk (views, records) is frozen.
Replaying the book gives the same state: `apply` asks nothing but the entry and the state.

What a fact changes stands beside this file under the subject of the fact (`state_door` for
`facts_door`, …); what it changes in nothing but its own poll, in `poll_progress`.
"""

from collections.abc import Iterable

from kiosk.meeting import facts as f
from kiosk.meeting import (
    state_agenda,
    state_book,
    state_door,
    state_equipment,
    state_meeting,
    state_officers,
    state_papers,
    state_poll,
)
from kiosk.meeting.facts import Entered, press_of
from kiosk.meeting.poll_progress import POLL_FOLDS
from kiosk.meeting.progress import Fold, State


def next_session(state: State, base: str) -> int:
    """A wire session that this base never had."""
    return state.last_session.get(base, 0) % 65535 + 1


def _noted(state: State, entered: Entered, fact: object) -> None:
    """Kept in the book; the state has no use for it."""


NOTED = (f.OfficerLoggedOut, f.PassRefused, f.HallFaulted, f.PersonRevealed, f.BookRestored)
FOLDS: dict[type, Fold] = {
    **state_book.FOLDS,
    **state_officers.FOLDS,
    **state_meeting.FOLDS,
    **state_door.FOLDS,
    **state_agenda.FOLDS,
    **state_poll.FOLDS,
    **state_equipment.FOLDS,
    **state_papers.FOLDS,
    **dict.fromkeys(NOTED, _noted),
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
    press = press_of(fact)
    if press is not None:
        _note_sequence(state, press)
    fold_poll = POLL_FOLDS.get(type(fact))
    if fold_poll is not None:
        fold_poll(state.polls[fact.poll], entered, fact)  # type: ignore[union-attr]
    else:
        FOLDS[type(fact)](state, entered, fact)
    state.last = state.last_of[entered.desk] = entered
