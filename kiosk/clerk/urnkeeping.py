"""The clerk's hand at the urn: lays it, seals ballots, has it opened, and sees that it is no more.

The clerk does not wait while an urn is opened: he says what is to be done (`opening`), the porter
waits for it, and what came of it is entered when it is back (`opened`).
Passphrases pass through here on their way to the process that opens the urn, and stay nowhere.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from kiosk.clerk import orders as o
from kiosk.faults import HallFault
from kiosk.ledger.officer_keys import WrappedKey
from kiosk.ledger.shared_store import SharedLedger
from kiosk.ledger.store import Ledger
from kiosk.ledger.unsealing import Answer, OfBase
from kiosk.ledger.urn import Lost, Urn, boxes_root, seal_ballot, seal_totals, urn_path
from kiosk.meeting import facts as f
from kiosk.meeting.acts.unsealing import destroy_urns, keyholders, may_open_urn
from kiosk.meeting.facts import Fact
from kiosk.meeting.poll import OVER
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.state import State

KeyOf = Callable[[str], WrappedKey | None]
"""The wrapped key of an officer, from the hall's keyring."""


@dataclass(frozen=True, slots=True)
class Unsealed:
    """What came of the urn of a poll, and which boxes it was opened for (by seat).

    `answer` is None where the shares are lost, or the process failed: then `fault` says how.
    """

    poll: int
    boxes: Mapping[str, str] = field(repr=False)
    answer: Answer | None = field(repr=False)
    fault: HallFault | None = None


class UrnKeeper:
    """One urn at a time, beside one book. `under_way` while it is being opened elsewhere."""

    def __init__(self, ledger: Ledger | SharedLedger, keyring: Path, key_of: KeyOf) -> None:
        """The share file lies beside the book; that of a book in a database beside the keyring."""
        self._meeting = ledger.meeting
        beside = ledger.path
        if not isinstance(beside, Path):
            beside = keyring.with_name(ledger.meeting)
        self._urn = Urn(urn_path(beside), ledger.meeting)
        self._key_of = key_of
        self._persons = ledger.persons
        self.under_way = False

    def lay(self, state: State, poll: PollState) -> tuple[Fact, ...] | Refusal:
        """The urn of a poll that is about to open; BookFault when its file cannot be written."""
        holders = keyholders(state, self._able(state))
        if isinstance(holders, Refusal):
            return holders
        keys = {name: state.officer_keys[name] for name in holders}
        number = poll.plan.poll
        return (f.UrnSealed(number, self._urn.lay(number, keys), holders),)

    def _able(self, state: State) -> Collection[str]:
        return [name for name in state.officers if name in state.officer_keys]

    def seal(self, poll: PollState, seat: str, keys: tuple[int, ...]) -> str:
        """A choice in its box."""
        assert poll.urn is not None
        number = poll.plan.poll
        return seal_ballot(poll.urn.key, keys, meeting=self._meeting, poll=number, seat=seat)

    def seal_totals(self, poll: PollState, base: str, totals: tuple[int, ...]) -> str:
        """A base's own totals in their box."""
        assert poll.urn is not None
        number = poll.plan.poll
        return seal_totals(poll.urn.key, totals, meeting=self._meeting, poll=number, base=base)

    def opening(self, state: State, order: o.OpenUrn) -> Callable[[], Unsealed] | Refusal:
        """What is to be done on another thread to have the urn opened, once at a time."""
        poll = may_open_urn(state, order.reason, order.officers)
        if isinstance(poll, Refusal):
            return poll
        if self.under_way:
            return Refusal(Reason.URN_BEING_OPENED)
        assert poll.urn is not None
        boxes = {seat: standing.box for seat, standing in poll.ballots.items()}
        officers: list[tuple[str, str, WrappedKey]] = []
        for name, passphrase in zip(order.officers, order.passphrases, strict=True):
            key = self._key_of(name)
            if key is None:
                return Refusal(Reason.NOT_A_KEYHOLDER, {"officer": name})
            officers.append((name, passphrase, key))
        names = tuple(str(one) for one in poll.plan.breakdowns)
        number = poll.plan.poll
        opened = partial(
            self._urn.open,
            number,
            poll.urn.key,
            officers=officers,
            boxes=boxes,
            bases=tuple(_accounts(poll)),
            breakdowns=names,
            parts=self._parts(state, boxes, names),
        )
        return partial(_unsealed, number, boxes, opened)

    def opened(
        self, state: State, order: o.OpenUrn, unsealed: Unsealed
    ) -> tuple[Fact, ...] | Refusal:
        """What is entered of an urn that was opened; the poll may be void by now, or another."""
        poll = may_open_urn(state, order.reason, order.officers)
        if isinstance(poll, Refusal):
            return poll
        if poll.plan.poll != unsealed.poll or unsealed.answer is None:
            return Refusal(Reason.URN_FILE_LOST)
        answer = unsealed.answer
        return _refused(answer) or (
            f.UrnOpened(
                poll.plan.poll,
                len(unsealed.boxes),
                boxes_root(unsealed.boxes),
                answer.ballots,
                order.officers,
                answer.differing,
                answer.breakdowns,
                order.reason.strip(),
            ),
        )

    def _parts(
        self, state: State, seats: Collection[str], names: tuple[str, ...]
    ) -> dict[str, tuple[str, ...]]:
        """The groups of each seat: the class by the roll, the others by the personal records."""
        persons = self._persons() if names else {}
        found: dict[str, tuple[str, ...]] = {}
        for seat in seats:
            delegate = state.roll[seat]
            sides = (delegate, persons.get(delegate.number))
            found[seat] = tuple(_group(sides, name) for name in names)
        return found

    def end(self, state: State) -> tuple[Fact, ...]:
        """Destroy what nobody needs any more, and say so; BookFault when the disk refuses."""
        answer = destroy_urns(state)
        assert not isinstance(answer, Refusal)
        if answer or not _stands(state):
            self._urn.destroy()
        return answer

    def lost(self, state: State) -> HallFault | None:
        """Why the urn of a poll that is not over cannot be opened any more; None while it can."""
        poll = state.poll
        if poll is None or poll.urn is None or not _stands(state):
            return None
        if self._urn.lies(poll.plan.poll, poll.urn.key):
            return None
        return HallFault(
            "the file with the shares of the urn's key is lost",
            where=str(self._urn.path),
            cure="void the poll by two officers, then poll again",
        )


def _unsealed(poll: int, boxes: Mapping[str, str], opened: Callable[[], Answer]) -> Unsealed:
    """Have it opened, on whatever thread this is."""
    try:
        return Unsealed(poll, boxes, opened())
    except Lost:
        return Unsealed(poll, boxes, None)
    except HallFault as fault:
        return Unsealed(poll, boxes, None, fault)


def _group(sides: tuple[object, ...], name: str) -> str:
    return next((str(getattr(one, name)) for one in sides if hasattr(one, name)), "")


def _stands(state: State) -> bool:
    """True while an urn waits to be opened."""
    poll = state.poll
    if poll is None or not poll.by_urn:
        return False
    return poll.stage not in OVER and poll.opened_urn is None


def _accounts(poll: PollState) -> list[OfBase]:
    """The bases whose own totals can be compared: those that counted nothing that was refused."""
    refused = {(one.press.base, one.press.session) for one in poll.refused}
    found: list[OfBase] = []
    for base, drained in sorted(poll.drained.items()):
        if drained.totals_box and (base, drained.session) not in refused:
            seats = [seat for seat, one in poll.ballots.items() if one.press.base == base]
            found.append(OfBase(base, drained.totals_box, tuple(seats)))
    return found


def _refused(answer: Answer) -> Refusal | None:
    if answer.wrong:
        return Refusal(Reason.WRONG_PASSPHRASE, {"officer": answer.wrong, "left": 0})
    if answer.stranger:
        return Refusal(Reason.NOT_A_KEYHOLDER, {"officer": answer.stranger})
    return Refusal(Reason.URN_DAMAGED, {"damaged": answer.damaged}) if answer.damaged else None
