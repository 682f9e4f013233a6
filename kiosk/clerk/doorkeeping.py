"""The doorkeeper: what a desk waits for between two scans, and what it makes of each.

A desk is turned to the way in or to the way out, and it may wait for the keypad of one seat. A
delegate who was let in, may vote and has no keypad yet is waited for by the desk that let them in.
The next keypad that shows itself there is theirs: by the code on its label, or, outside a poll, by
a press of any of its keys.

A press names no desk. So it hands a keypad out only while one desk alone waits; where several do,
they are told to use the label, for the keypads of two delegates must never be taken one for the
other. A press that binds is first a press: it is refused and kept like any other (`hearing`).

Nothing of this is in the book but what comes of it; a kiosk that starts again waits for nobody.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.clerk.orders import AwaitKeypad, DeskMode, SetDesk
from kiosk.devices.events import CodeScanned, KeypadPressed
from kiosk.meeting import facts as f
from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.acts.attending import bind_keypad, leave_by_pass, return_keypad, show_pass
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.state import State

LABEL = re.compile(r"KEYPAD(\d{1,5})")
BY_LABEL, BY_PRESS, TAKEN_BACK = "by its label", "by a press", "taken back"
WAITS_NS = 60_000_000_000


@dataclass(frozen=True, slots=True)
class CodeShown:
    """A code as it was read: whose pass, which issue, or which paper; `reason` why it is none."""

    number: int
    issue: int = 1
    reason: Reason | None = None


ReadCode = Callable[[str], CodeShown]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A desk waits for the keypad of this seat, until then (monotonic ns)."""

    seat: str
    reason: str
    until_ns: int


def label_of(keypad: int) -> str:
    """The text of the code on a keypad: capitals and digits, ten characters or more."""
    return f"KEYPAD{keypad:04d}"


@dataclass(slots=True)
class Doorkeeper:
    """The desks of one kiosk, on the clerk's thread.

    `told` is what a desk must be told that is no fact: which keypad showed itself, and why nothing
    came of it.
    """

    modes: dict[str, DeskMode] = field(default_factory=dict[str, DeskMode])
    waiting: dict[str, Waiting] = field(default_factory=dict[str, Waiting])
    told: dict[str, tuple[int, Refusal]] = field(default_factory=dict[str, tuple[int, Refusal]])

    # ---- what is shown ---------------------------------------------------------------------

    def code(self, state: State, event: CodeScanned, read_code: ReadCode) -> tuple[f.Fact, ...]:
        """A pass or the label of a keypad was scanned."""
        label = LABEL.fullmatch(event.text.strip().upper())
        if label is not None:
            return self._label(state, event, int(label[1]))
        self.told.pop(event.desk, None)
        shown, desk = read_code(event.text), event.desk
        if shown.reason is not None:
            return (f.PassRefused(desk, "", shown.reason, shown.number),)
        way = leave_by_pass if self.mode(desk) is DeskMode.EXIT else show_pass
        answer = way(state, desk, shown.number, issue=shown.issue)
        assert not isinstance(answer, Refusal)
        return answer

    def _label(self, state: State, event: CodeScanned, keypad: int) -> tuple[f.Fact, ...]:
        desk, waits = event.desk, self._waits(event.desk, event.heard_ns)
        if waits is not None:
            return self._given(state, desk, keypad, waits, BY_LABEL)
        if self.mode(desk) is DeskMode.EXIT:
            answer = return_keypad(state, keypad, reason=TAKEN_BACK, desk=desk)
            return self._tell(desk, keypad, answer)
        seat = state.seat_of.get(keypad)
        if seat is None:
            refusal = Refusal(Reason.UNKNOWN_KEYPAD, {"keypad": keypad})
        else:
            refusal = Refusal(Reason.KEYPAD_TAKEN, {"keypad": keypad, "seat": seat})
        return self._tell(desk, keypad, refusal)

    def pressed(self, state: State, event: KeypadPressed) -> tuple[f.Fact, ...]:
        """A keypad was pressed while a desk may wait for one; nothing while the hall is asked."""
        keypad = event.keypad
        desks = [desk for desk in self.waiting if self._waits(desk, event.heard_ns)]
        if not desks or state.running is not None or state.audit is not None:
            return ()
        held = state.seat_of.get(keypad)
        if held is not None and held in state.present:
            return ()
        if len(desks) > 1:
            several = Refusal(Reason.KEYPAD_AWAITED_TWICE, {"desks": ", ".join(sorted(desks))})
            for desk in desks:
                self._tell(desk, keypad, several)
            return ()
        waits = self.waiting[desks[0]]
        return self._given(state, desks[0], keypad, waits, BY_PRESS)

    def _given(
        self, state: State, desk: str, keypad: int, waits: Waiting, how: str
    ) -> tuple[f.Fact, ...]:
        reason = waits.reason or how
        answer = bind_keypad(state, keypad, waits.seat, reason=reason, desk=desk)
        return self._tell(desk, keypad, answer)

    def _tell(self, desk: str, keypad: int, answer: Answer) -> tuple[f.Fact, ...]:
        if isinstance(answer, Refusal):
            self.told[desk] = keypad, answer
            return ()
        self.told.pop(desk, None)
        return answer

    # ---- what is ordered, and what came of it ----------------------------------------------

    def mode(self, desk: str) -> DeskMode:
        return self.modes.get(desk, DeskMode.ENTRY)

    def awaited(self, desk: str, now_ns: int) -> str:
        """The seat whose keypad this desk waits for; empty for none."""
        waits = self._waits(desk, now_ns)
        return waits.seat if waits is not None else ""

    def _waits(self, desk: str, now_ns: int) -> Waiting | None:
        waits = self.waiting.get(desk)
        return waits if waits is not None and now_ns <= waits.until_ns else None

    def obey(self, order: SetDesk | AwaitKeypad, now_ns: int) -> None:
        """Turn a desk, or have it wait."""
        self.told.pop(order.desk, None)
        self.waiting.pop(order.desk, None)
        if isinstance(order, SetDesk):
            self.modes[order.desk] = order.mode
        elif order.seat:
            waits = Waiting(order.seat, order.reason, now_ns + WAITS_NS)
            self.waiting[order.desk] = waits

    def note(self, state: State, fact: f.Fact, now_ns: int) -> None:
        """What is in the book now begins or ends a waiting."""
        if isinstance(fact, f.CheckedIn):
            self._arrived(state, fact, now_ns)
        elif isinstance(fact, f.PassRefused | f.CheckedOut):
            self.waiting.pop(fact.desk, None)
        elif isinstance(fact, f.KeypadBound):
            for desk in [d for d, waits in self.waiting.items() if waits.seat == fact.seat]:
                del self.waiting[desk]

    def _arrived(self, state: State, fact: f.CheckedIn, now_ns: int) -> None:
        self.waiting.pop(fact.desk, None)
        delegate = state.roll[fact.seat]
        if delegate.votes and fact.seat not in state.keypad_of:
            self.waiting[fact.desk] = Waiting(fact.seat, "", now_ns + WAITS_NS)
