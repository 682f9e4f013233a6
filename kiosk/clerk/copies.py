"""The two copies of the book: what the clerk does when the second one goes, and when it is back.

The order is book, mirror, acknowledgement. A press that only the book holds is therefore kept from
its base until the mirror has it, too, or two officers have forgone the mirror; the base tells it
again meanwhile, and the law knows it by its number.
"""

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress

from kiosk.clerk.equipping import Equipment
from kiosk.clock import Moment
from kiosk.devices.events import KeypadPressed
from kiosk.faults import BookFault
from kiosk.ledger.mirror import MirrorState
from kiosk.ledger.shared_store import SharedLedger
from kiosk.ledger.store import Ledger
from kiosk.meeting.acts.mirroring import lose_mirror, return_mirror
from kiosk.meeting.facts import Fact, MirrorCompared
from kiosk.meeting.mirror import Copies, Medium
from kiosk.meeting.poll import Stage
from kiosk.meeting.state import State

Told = tuple[int, int | None, int | None]
"""Keypad, session and number of a press: it is told again until it is acknowledged."""
LOOK_NS = 2_000_000_000
QUIET = frozenset({Stage.CLOSED, Stage.RECONCILED, Stage.DECLARED})


class SecondCopy:
    """Watches the second medium for the clerk; on the clerk's thread."""

    def __init__(self, ledger: Ledger | SharedLedger, equipment: Equipment) -> None:
        self._ledger = ledger
        self._equipment = equipment
        self._kept: dict[str, dict[Told, KeypadPressed]] = defaultdict(dict)
        self._look_ns = 0

    @property
    def due_ns(self) -> int | None:
        """When the medium must be looked at again; None where the hall has none."""
        return None if self._ledger.mirror_state is MirrorState.OFF else self._look_ns

    def watch(self, state: State, now: Moment) -> tuple[Fact, ...]:
        """Look at the medium when it is time to, bring it level when it is back; what is new."""
        if now.mono_ns >= self._look_ns:
            self._look_ns = now.mono_ns + LOOK_NS
            with suppress(BookFault):  # another's medium: `mirror_fault` tells it until it is gone
                self._ledger.look_at_mirror()
        found, fault = self._ledger.mirror_state, self._ledger.mirror_fault
        if fault is not None:
            return lose_mirror(state, str(fault), fault.where, now_ns=now.mono_ns)
        if found is MirrorState.OK:
            number, head = self._ledger.head
            return return_mirror(state, entry=number, head=head.hex())
        return ()

    def compare(self, state: State) -> tuple[Fact, ...]:
        """双备份一致: once after every close, the heads of both copies."""
        poll = state.poll
        if poll is None or poll.stage not in QUIET or poll.compared is not None:
            return ()
        number, head = self._ledger.head
        found = self._ledger.compare_heads()
        if found is Copies.LOST and state.medium is Medium.FORGONE:
            found = Copies.FORGONE
        return (MirrorCompared(poll.plan.poll, number, head.hex(), found),)

    def acknowledge(self, state: State, base: str, presses: Sequence[KeypadPressed]) -> None:
        """Tell the base that its presses are safe; kept where they are not yet."""
        if self._safe(state):
            self._equipment.acknowledge(base, presses)
        else:
            self._kept[base] |= {(one.keypad, one.session, one.sequence): one for one in presses}

    def release(self, state: State) -> None:
        """Acknowledge what was kept, as soon as it is safe."""
        if self._safe(state):
            for base, presses in self._kept.items():
                self._equipment.acknowledge(base, tuple(presses.values()))
            self._kept.clear()

    def _safe(self, state: State) -> bool:
        """Both copies hold all that was written, or one was chosen to do."""
        sound = self._ledger.mirror_state in (MirrorState.OK, MirrorState.OFF)
        return state.medium is Medium.FORGONE or (sound and state.medium is Medium.LEVEL)
