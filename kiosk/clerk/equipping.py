"""What the facts ask of the equipment, after they are in the book."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from kiosk.devices.events import KeypadPressed
from kiosk.devices.keypads.driver import PollCall
from kiosk.meeting import facts as f
from kiosk.meeting.audit import ASKED
from kiosk.meeting.facts import Fact
from kiosk.meeting.poll import Stage
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.state import State


class Hand(Protocol):
    """A base as the clerk reaches it; `devices.station.Station` is one."""

    def open_poll(self, call: PollCall) -> None: ...

    def close_poll(self, session: int) -> None: ...

    def acknowledge(self, presses: Sequence[KeypadPressed]) -> None: ...

    def ping(self) -> None: ...

    def veil(self) -> None: ...


class Equipment:
    """All bases of the hall, by name."""

    def __init__(self, hands: Mapping[str, Hand]) -> None:
        self._hands = hands

    def acknowledge(self, base: str, presses: Sequence[KeypadPressed]) -> None:
        """The book holds these presses."""
        if base in self._hands:
            self._hands[base].acknowledge(presses)

    def ping(self) -> None:
        for hand in self._hands.values():
            hand.ping()

    def hide_what_was(self, state: State) -> None:
        """A base whose last poll was secret may still hold it."""
        for base, session in state.last_session.items():
            number = state.poll_of_session.get((base, session))
            if base in self._hands and number is not None and state.polls[number].secret:
                self._hands[base].veil()

    def poll_prepared(self, state: State, fact: f.PollPrepared) -> None:
        """What is pressed too early for a secret poll is hidden, too."""
        if not fact.plan.named:
            for hand in self._hands.values():
                hand.veil()

    def take_up(self, poll: PollState) -> None:
        """Go on with a poll that ran when the kiosk ended; nothing is cleared."""
        self._open(poll, resume=True)
        if poll.stage is Stage.DRAINING or poll.turned is not None:
            self._close(poll)

    def obey(self, state: State, fact: Fact) -> None:
        """Do what a fact that is now in the book asks for."""
        effect = EFFECTS.get(type(fact))
        if effect is not None:
            effect(self, state, fact)

    def poll_opened(self, state: State, fact: f.PollOpened) -> None:
        self._open(state.polls[fact.poll], resume=False)

    def poll_ends(self, state: State, fact: f.PollClosing | f.PollVoided | f.PollTurned) -> None:
        self._close(state.polls[fact.poll])

    def audit_drawn(self, state: State, fact: f.HandsetAuditDrawn, *, resume: bool = False) -> None:
        """The bases listen; an audit that the kiosk took up again goes on."""
        for base, session in fact.sessions:
            if base in self._hands:
                self._hands[base].open_poll(_audit_call(session, resume=resume))

    def audit_ends(self, state: State, fact: f.HandsetAudited) -> None:
        for base, session in state.audits[fact.audit].drawn.sessions:
            if base in self._hands:
                self._hands[base].close_poll(session)

    def _open(self, poll: PollState, *, resume: bool) -> None:
        form = poll.plan.form
        for base, session in poll.sessions.items():
            if base in self._hands:
                call = PollCall(
                    session=session,
                    options=form.keys,
                    minimum=form.minimum,
                    maximum=form.most_keys,
                    last_press_counts=poll.plan.last_press_counts,
                    secret=not poll.plan.named,
                    resume=resume,
                )
                self._hands[base].open_poll(call)

    def _close(self, poll: PollState) -> None:
        for base, session in poll.sessions.items():
            if base in self._hands and base not in poll.drained:
                self._hands[base].close_poll(session)


def _audit_call(session: int, *, resume: bool) -> PollCall:
    keys = len(ASKED)
    return PollCall(session, keys, 1, 1, last_press_counts=True, secret=False, resume=resume)


EFFECTS: dict[type, Callable[[Equipment, State, Any], None]] = {
    f.PollPrepared: Equipment.poll_prepared,
    f.PollOpened: Equipment.poll_opened,
    f.PollTurned: Equipment.poll_ends,
    f.HandsetAuditDrawn: Equipment.audit_drawn,
    f.HandsetAudited: Equipment.audit_ends,
    f.PollClosing: Equipment.poll_ends,
    f.PollVoided: Equipment.poll_ends,
}
