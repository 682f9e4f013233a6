"""Who may order: sessions, assents and lock-outs, over the hall's keyring.

An officer logs in by opening the own key; from then on orders in that name are taken, as far as the
table of `meeting.offices` lets the office. What takes two is never a matter of sessions: each of
the two assents to exactly that order, with the own passphrase, and both assents are good for a
minute. A session begins when its entry is in the book, and no session outlives the kiosk; a
lock-out does, until it is over or two others vouch for a new key.

Where nobody is enrolled and the book knows no officer's key, names are taken at their word: the
book then shows officers without keys, which a notary sees.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from kiosk.clerk import orders as o
from kiosk.clerk.orders_officers import Enrolment
from kiosk.clerk.porter import Errand, Returned
from kiosk.clock import Moment
from kiosk.ledger.keyring import Enrolled, Keyring, write_keyring
from kiosk.ledger.officer_keys import WrappedKey
from kiosk.meeting import facts as f
from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.acts.serving import enrol_officer
from kiosk.meeting.facts import Fact
from kiosk.meeting.offices import ASSENT_NS, PERSONS, TABLE, Office, deed_name, may
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.state import State

MOST_WRONG = 5
LOCKED_S = 300
LEAST_PASSPHRASE = 8
SECOND_NS = 1_000_000_000
AtTheDoor = o.LogIn | o.LogOut | o.Assent | o.Vouched | o.EnrolFirst
"""What nobody needs to be logged in for."""
ForThePorter = (o.LogIn, o.Assent, o.Vouched, o.EnrolFirst, o.EnrolOfficer)
"""What is answered when the porter is back."""


@dataclass(slots=True)
class Tries:
    """Wrong passphrases in a row, and until when none is taken (monotonic ns)."""

    wrong: int = 0
    locked_until_ns: int = 0


class Officers:
    """The officers of one kiosk, on the clerk's thread. `send` hands an errand to the porter."""

    def __init__(self, path: Path, keyring: Keyring, send: Callable[[Errand], None]) -> None:
        self.sessions: dict[str, str] = {}
        self.path = path
        self._keyring = keyring
        self.send = send
        self._tries: dict[str, Tries] = {}
        self._assents: dict[tuple[o.Order, int], dict[str, int]] = {}

    @property
    def enrolled(self) -> tuple[str, ...]:
        """Who stands in the keyring."""
        return tuple(self._keyring.officers)

    def key_of(self, officer: str) -> WrappedKey | None:
        """The wrapped key of an officer; None for one who is not enrolled."""
        enrolled = self._keyring.officers.get(officer)
        return enrolled.key if enrolled is not None else None

    def locked_out(self, officers: Iterable[str], now_ns: int) -> Refusal | None:
        """Why no passphrase is taken now for one of these."""
        wrong = (self._locked(officer, now_ns) for officer in officers)
        return next((refusal for refusal in wrong if refusal is not None), None)

    def mistyped(self, officer: str, now_ns: int) -> tuple[tuple[Fact, ...], Refusal]:
        """A wrong passphrase was given elsewhere than at the door; it counts like one there."""
        return self._wrong(officer, now_ns)

    def recall(self, state: State, now: Moment) -> None:
        """Who was locked out when the kiosk ended still is; by the wall clock, since the other one
        may have begun anew, and never for longer than it was to last.
        """
        for officer, lockout in state.lockouts.items():
            ends = lockout.since + timedelta(seconds=lockout.seconds)
            left_us = (ends - now.utc) // timedelta(microseconds=1)
            left_ns = min(max(left_us * 1_000, 0), lockout.seconds * SECOND_NS)
            self._tries[officer] = Tries(0, now.mono_ns + left_ns)

    def guards(self, state: State) -> bool:
        """True when orders must be an officer's own."""
        return bool(self._keyring.officers) or bool(state.officer_keys)

    # ---- before the law is asked -----------------------------------------------------------

    def refuse(self, state: State, posted: o.Posted, now_ns: int) -> Refusal | None:
        """Why this order is not taken from who gives it; None when the law may be asked."""
        order = posted.order
        if isinstance(order, AtTheDoor):
            return self._at_the_door(state, order, now_ns)
        if isinstance(order, o.EnrolOfficer):
            refusal = self._may_vouch(order)
            if refusal is not None:
                return refusal
        if not self.guards(state):
            return None
        deed = deed_name(type(order).__name__)
        if TABLE[deed].two:
            return self._assented(state, deed, order, now_ns)
        return self._own(state, deed, posted)

    def _own(self, state: State, deed: str, posted: o.Posted) -> Refusal | None:
        """An order that one officer gives."""
        if posted.by == Office.HALL and may(Office.HALL, deed):
            return None
        by = orderer(posted)
        if by not in self.sessions:
            return Refusal(Reason.NOT_LOGGED_IN, {"officer": by})
        return _not_theirs(state, by, deed)

    def _assented(self, state: State, deed: str, order: o.Order, now_ns: int) -> Refusal | None:
        """An order that two officers give together."""
        reason, officers = two_of(order)
        if not reason.strip():
            return Refusal(Reason.REASON_MISSING)
        if len(officers) != 2 or officers[0] == officers[1]:
            return Refusal(Reason.TWO_OFFICERS_NEEDED)
        given = self._assents.get((order, state.last_poll), {})
        wrong = [_not_theirs(state, officer, deed) for officer in officers]
        wrong += [_stale(officer, given, now_ns) for officer in officers]
        return next((refusal for refusal in wrong if refusal is not None), None)

    def _at_the_door(self, state: State, order: AtTheDoor, now_ns: int) -> Refusal | None:
        if isinstance(order, o.EnrolFirst):
            return self._may_begin(order)
        if isinstance(order, o.LogOut):
            logged_in = order.officer in self.sessions
            return None if logged_in else Refusal(Reason.NOT_LOGGED_IN, {"officer": order.officer})
        refusal = self._may_try(state, order.officer, now_ns)
        if refusal is None and isinstance(order, o.Assent):
            refusal = _may_assent(state, order)
        if refusal is None and isinstance(order, o.Vouched):
            refusal = _may_vouch_for(state, order)
        return refusal

    def _may_begin(self, order: o.EnrolFirst) -> Refusal | None:
        if self._keyring.officers:
            return Refusal(Reason.ALREADY_ENROLLED)
        if order.first.officer == order.second.officer:
            return Refusal(Reason.TWO_OFFICERS_NEEDED)
        return _unfit(order.first) or _unfit(order.second)

    def _may_vouch(self, order: o.EnrolOfficer) -> Refusal | None:
        if not self._keyring.officers:
            return Refusal(Reason.NOT_ENROLLED, {"officer": order.officers[0]})
        if order.enrolment.officer in order.officers:
            return Refusal(Reason.TWO_OFFICERS_NEEDED)
        return _unfit(order.enrolment)

    def _may_try(self, state: State, officer: str, now_ns: int) -> Refusal | None:
        """Whether a passphrase is taken for this officer at all."""
        if officer not in state.officers:
            return Refusal(Reason.UNKNOWN_OFFICER, {"officer": officer})
        enrolled = self._keyring.officers.get(officer)
        if enrolled is None:
            return Refusal(Reason.NOT_ENROLLED, {"officer": officer})
        if state.officer_keys.get(officer, enrolled.key.public.hex()) != enrolled.key.public.hex():
            return Refusal(Reason.OFFICER_KEY_DIFFERS, {"officer": officer})
        return self._locked(officer, now_ns)

    def _locked(self, officer: str, now_ns: int) -> Refusal | None:
        left_ns = self._tries.get(officer, Tries()).locked_until_ns - now_ns
        if left_ns <= 0:
            return None
        seconds = -(-left_ns // SECOND_NS)
        return Refusal(Reason.LOCKED_OUT, {"officer": officer, "seconds": seconds})

    # ---- the porter goes and comes ---------------------------------------------------------

    def knock(self, state: State, posted: o.Posted) -> None:
        """Have the porter do what this order needs; its answer comes with `receive`."""
        order = posted.order
        if isinstance(order, o.LogIn | o.Assent | o.Vouched):
            key = self._keyring.officers[order.officer].key
            self.send(Errand(posted, key, order.passphrase))
        elif isinstance(order, o.EnrolFirst):
            self.send(Errand(posted, made=(order.first, order.second)))
        else:
            assert isinstance(order, o.EnrolOfficer)
            self.spend(state, order)
            self.send(Errand(posted, made=(order.enrolment,)))

    def receive(
        self, state: State, returned: Returned, now_ns: int
    ) -> tuple[tuple[Fact, ...], Refusal | None]:
        """The facts that an errand makes, and why its order was not done.

        BookFault when the keyring cannot be written; then nobody was enrolled.
        """
        order = returned.errand.posted.order
        if isinstance(order, o.LogIn | o.Assent | o.Vouched):
            return self._tried(state, order, returned, now_ns)
        if isinstance(order, o.EnrolFirst):
            self._enrol((order.first, order.second), returned)
            return (), None
        assert isinstance(order, o.EnrolOfficer)
        answer = self._vouched(state, order, returned)
        return ((), answer) if isinstance(answer, Refusal) else (answer, None)

    def _tried(
        self,
        state: State,
        order: o.LogIn | o.Assent | o.Vouched,
        returned: Returned,
        now_ns: int,
    ) -> tuple[tuple[Fact, ...], Refusal | None]:
        locked = self._locked(order.officer, now_ns)
        if locked is not None:
            return (), locked
        if returned.broken:
            return (), Refusal(Reason.OFFICER_KEY_DIFFERS, {"officer": order.officer})
        if not returned.opened:
            return self._wrong(order.officer, now_ns)
        self._tries.pop(order.officer, None)
        if isinstance(order, o.Vouched):
            return (), None
        if isinstance(order, o.Assent):
            self._assent(state, order, now_ns)
            return (), None
        return (f.OfficerLoggedIn(order.officer, state.officers[order.officer]),), None

    def _wrong(self, officer: str, now_ns: int) -> tuple[tuple[Fact, ...], Refusal]:
        tries = self._tries.setdefault(officer, Tries())
        tries.wrong += 1
        left = MOST_WRONG - tries.wrong
        if left > 0:
            return (), Refusal(Reason.WRONG_PASSPHRASE, {"officer": officer, "left": left})
        self._tries[officer] = Tries(0, now_ns + LOCKED_S * SECOND_NS)
        told = {"officer": officer, "seconds": LOCKED_S}
        facts: list[Fact] = [f.OfficerLockedOut(officer, MOST_WRONG, LOCKED_S)]
        if officer in self.sessions:
            facts.append(f.OfficerLoggedOut(officer))
        return tuple(facts), Refusal(Reason.LOCKED_OUT, told)

    def _assent(self, state: State, order: o.Assent, now_ns: int) -> None:
        """Note the assent; those that are too old are forgotten."""
        fresh = {
            deed: given
            for deed, given in self._assents.items()
            if any(now_ns - at_ns <= 2 * ASSENT_NS for at_ns in given.values())
        }
        fresh.setdefault((_bare(order.to), state.last_poll), {})[order.officer] = now_ns
        self._assents = fresh

    def _vouched(self, state: State, order: o.EnrolOfficer, returned: Returned) -> Answer:
        (key,) = returned.keys
        answer = enrol_officer(
            state,
            order.enrolment.officer,
            order.enrolment.role,
            public_key=key.public.hex(),
            reason=order.reason,
            officers=order.officers,
        )
        if not isinstance(answer, Refusal):
            self._enrol((order.enrolment,), returned)
        return answer

    def _enrol(self, enrolments: tuple[Enrolment, ...], returned: Returned) -> None:
        added = [
            Enrolled(one.officer, one.role, key)
            for one, key in zip(enrolments, returned.keys, strict=True)
        ]
        keyring = self._keyring.with_officers(added)
        write_keyring(self.path, keyring)
        self._keyring = keyring
        for one in enrolments:
            self._tries.pop(one.officer, None)

    # ---- with the law ----------------------------------------------------------------------

    def fill_in(self, order: o.Order) -> o.Order | Refusal:
        """The order with what the keyring knows: the public key of an officer who is named."""
        if not isinstance(order, o.NameOfficer) or not self._keyring.officers:
            return order
        enrolled = self._keyring.officers.get(order.officer)
        if enrolled is None:
            return Refusal(Reason.NOT_ENROLLED, {"officer": order.officer})
        return replace(order, public_key=enrolled.key.public.hex())

    def spend(self, state: State, order: o.Order) -> None:
        """An order was done: its assents are good for no second one."""
        self._assents.pop((order, state.last_poll), None)

    def note(self, fact: Fact) -> None:
        """What is in the book now begins or ends a session."""
        if isinstance(fact, f.OfficerLoggedIn):
            self.sessions.pop(fact.officer, None)
            self.sessions[fact.officer] = fact.role
        elif isinstance(fact, f.OfficerLoggedOut | f.OfficerEnrolled):
            self.sessions.pop(fact.officer, None)
        elif isinstance(fact, f.OfficerNamed) and fact.officer in self.sessions:
            self.sessions[fact.officer] = fact.role


def order_together(
    post: Callable[[o.Ordered], Future[Refusal | None]],
    order: o.Order,
    assents: Sequence[tuple[str, str]],
    then: Sequence[o.Order] = (),
) -> None:
    """Post the assents (officer, passphrase) one after the other, then the order, then `then`.

    What is refused ends it there; the console tells why. Later posts come from the clerk's thread.
    """
    first: o.Ordered = order
    rest, after = list(assents), list(then)
    if rest:
        first = o.Assent(rest[0][0], order, rest[0][1])

    def go_on(reply: Future[Refusal | None]) -> None:
        if reply.exception() is not None or reply.result() is not None:
            return
        if rest:
            order_together(post, order, rest[1:], after)
        elif after:
            order_together(post, after[0], (), after[1:])

    post(first).add_done_callback(go_on)


def orderer(posted: o.Posted) -> str:
    """Who gives an order: the officer it names, else the one at the console it comes from."""
    order = posted.order
    return posted.by if isinstance(order, o.Object) else str(getattr(order, "by", posted.by))


def two_of(order: o.Order) -> tuple[str, tuple[str, ...]]:
    """The reason and the officers of an order that takes two."""
    return str(getattr(order, "reason", "")), tuple(getattr(order, "officers", ()))


def _not_theirs(state: State, officer: str, deed: str) -> Refusal | None:
    role = state.officers.get(officer)
    if role is None:
        return Refusal(Reason.UNKNOWN_OFFICER, {"officer": officer})
    if not may(role, deed):
        return Refusal(Reason.NOT_YOUR_OFFICE, {"officer": officer, "role": role})
    return None


def _stale(officer: str, given: Mapping[str, int], now_ns: int) -> Refusal | None:
    if officer not in given:
        return Refusal(Reason.ASSENT_MISSING, {"officer": officer})
    if now_ns - given[officer] > ASSENT_NS:
        return Refusal(Reason.ASSENT_EXPIRED, {"officer": officer})
    return None


def _bare(order: o.Order) -> o.Order:
    """An order as it is assented to: no passphrase waits with it."""
    return replace(order, passphrases=("", "")) if isinstance(order, o.OpenUrn) else order


def _may_assent(state: State, order: o.Assent) -> Refusal | None:
    deed = deed_name(type(order.to).__name__)
    if not TABLE[deed].two or order.officer not in two_of(order.to)[1]:
        return Refusal(Reason.NOT_YOUR_OFFICE, {"officer": order.officer, "role": ""})
    return _not_theirs(state, order.officer, deed)


def _may_vouch_for(state: State, order: o.Vouched) -> Refusal | None:
    """An own order, of a deed that takes one officer."""
    deed = deed_name(type(order.order).__name__)
    if TABLE[deed].two or order.order.by != order.officer:
        return Refusal(Reason.NOT_YOUR_OFFICE, {"officer": order.officer, "role": ""})
    return _not_theirs(state, order.officer, deed)


def _unfit(enrolment: Enrolment) -> Refusal | None:
    """Why nobody can be enrolled so."""
    if not enrolment.officer.strip() or enrolment.role not in PERSONS:
        return Refusal(Reason.UNKNOWN_OFFICE, {"role": enrolment.role})
    if len(enrolment.passphrase) < LEAST_PASSPHRASE:
        return Refusal(Reason.PASSPHRASE_TOO_SHORT, {"least": LEAST_PASSPHRASE})
    return None
