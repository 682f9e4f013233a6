"""A hall that polls in secret, with an urn of paper: who sealed what is known to the test alone."""

from strategies import CHAIR, OPERATOR, PACK_TEXT, Hall, small_hall

from kiosk.meeting import facts as f
from kiosk.meeting.acts import conducting, declaring
from kiosk.meeting.acts.polling import Hidden, judge
from kiosk.meeting.ballot import FOR_AGAINST_FORM, BallotForm
from kiosk.meeting.facts import BallotSealed, Press, PressRefused
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.refusal import Reason

TELLER = "赵敏"
HOLDERS = (TELLER, CHAIR, OPERATOR)
KEY = "aa" * 32


class SecretHall:
    """The hall of `strategies` and what its urn holds; `inside` is by seat, the newest box."""

    def __init__(self, voters: int = 6, *, pack: str = PACK_TEXT) -> None:
        self.hall: Hall = small_hall(voters, pack=pack)
        self.inside: dict[str, tuple[int, ...]] = {}
        self.hall.enter(f.OfficerNamed(TELLER, "teller"))
        for base, first in (("A", 1), ("B", 101)):
            self.hall.enter(f.BaseFound(base, f"HVM-1 {base}", first, 99, "hvm1", 8, secret=True))
        self.hall.call_keypads()

    @property
    def poll(self) -> PollState:
        return self.hall.poll

    def prepare(
        self, rule: str = "ordinary", *, form: BallotForm = FOR_AGAINST_FORM, last: bool = True
    ) -> None:
        self.hall.do(
            conducting.prepare_poll(
                self.hall.state,
                1,
                rule,
                form=form,
                named=False,
                last_press_counts=last,
                duration_s=0,
            )
        )

    def ask(
        self, rule: str = "ordinary", *, form: BallotForm = FOR_AGAINST_FORM, last: bool = True
    ) -> None:
        self.prepare(rule, form=form, last=last)
        self.hall.zero_report()
        self.hall.enter(f.UrnSealed(self.poll.plan.poll, KEY, HOLDERS))
        self.hall.open()
        self.inside = {}

    def press(self, seat: str, *keys: int, **how: int | None) -> BallotSealed | PressRefused:
        bare = self.hall.pressed(seat, *keys, **how)
        press = Press(
            bare.base, bare.keypad, (), bare.heard_ns, bare.session, bare.sequence, bare.made_ms,
            bare.raw, masked=True,
        )  # fmt: skip
        fact = judge(self.hall.state, press, Hidden(keys, self._seal))
        assert not isinstance(fact, f.BallotCast)
        self.hall.enter(fact)
        return fact

    def _seal(self, poll: PollState, seat: str, keys: tuple[int, ...]) -> str:
        self.inside[seat] = keys
        return f"{len(self.hall.entered):0160x}"

    def reason(self, seat: str, *keys: int, **how: int | None) -> Reason | None:
        fact = self.press(seat, *keys, **how)
        return Reason(fact.reason) if isinstance(fact, PressRefused) else None

    def close(self, **rows: tuple[tuple[int, int, tuple[int, ...]], ...]) -> None:
        """Close, drain the bases with these tables, seal."""
        self.hall.close()
        for base in self.poll.sessions:
            self.hall.drain(base, rows=rows.get(base, ()), crc_ok=True if base in rows else None)
        self.hall.seal()

    def open_urn(
        self, *, ballots: tuple[tuple[int, ...], ...] | None = None, differing: tuple[str, ...] = ()
    ) -> None:
        opened = tuple(sorted(self.inside.values())) if ballots is None else ballots
        number, count = self.poll.plan.poll, len(self.inside)
        officers = (HOLDERS[0], HOLDERS[1])
        self.hall.enter(f.UrnOpened(number, count, "cc" * 32, opened, officers, differing))

    def destroy_urn(self) -> None:
        self.hall.enter(f.UrnDestroyed(self.poll.plan.poll, "opened"))

    def declare(self) -> f.Declared:
        """Open the urn of the closed poll, reconcile, acknowledge, destroy, declare."""
        self.open_urn()
        self.hall.reconcile()
        self.destroy_urn()
        if declaring.may_declare(self.hall.state) is not None:
            self.hall.do(declaring.acknowledge_silence(self.hall.state, by=CHAIR))
        return self.hall.declare()
