"""A meeting led at random: whatever the law allows may happen, in any order, and often does.

What is tried and refused is no step of the meeting. `befell` says what happened, so that a test can
demand that the meetings held everything they are for. `tallies` are by poll, as its end found it.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

from strategies import (
    CHAIR,
    CHOOSE_TWO_OF_FOUR,
    OPERATOR,
    SCORE,
    YES_NO_TWO_OF_THREE,
    keypad_of,
)
from writtenhall import NOTARY, OFFICES, SECOND, TELLER, WrittenHall

from kiosk.meeting import facts as f
from kiosk.meeting.acts import (
    attending,
    auditing,
    balloting,
    conducting,
    declaring,
    proxies,
    repolling,
    serving,
    tabling,
)
from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.acts.standing_by import place_bases
from kiosk.meeting.ballot import FOR_AGAINST_FORM, BallotForm, Channel
from kiosk.meeting.columns import counted_by_people, waits_for_urn
from kiosk.meeting.facts import Fact
from kiosk.meeting.gates import shut_gates
from kiosk.meeting.poll import Stage
from kiosk.meeting.secrecy import Breakdown
from kiosk.meeting.tally import Tally

ASKED: tuple[tuple[str, BallotForm], ...] = (
    ("ordinary", FOR_AGAINST_FORM),
    ("major", FOR_AGAINST_FORM),
    ("again", FOR_AGAINST_FORM),
    ("owners", FOR_AGAINST_FORM),
    ("voters", FOR_AGAINST_FORM),
    ("secret", FOR_AGAINST_FORM),
    ("paper", FOR_AGAINST_FORM),
    *[("priorities", CHOOSE_TWO_OF_FOUR)] * 3,
    ("priorities", YES_NO_TWO_OF_THREE),
    ("opinion", SCORE),
    ("opinion", FOR_AGAINST_FORM),
)
KEYS = ((1,), (1,), (1,), (2,), (3,), (), (4,), (1, 2), (1, 3, 5), (9,))
WANTED = (*(None,) * 9, Channel.KEYPADS, Channel.PAPER, Channel.HANDS)


class LedAtRandom(WrittenHall):
    """One seed, one meeting."""

    def __init__(self, *how: Any) -> None:
        super().__init__(*how)
        self.befell: Counter[str] = Counter()
        self.tallies: dict[int, Tally] = {}

    def enter(self, *facts: Fact) -> tuple[Fact, ...]:
        self.befell.update(type(one).__name__ for one in facts)
        self.befell.update(str(one.reason) for one in facts if isinstance(one, f.PressRefused))
        return super().enter(*facts)

    def chance(self, share: float) -> bool:
        return self.dice.random() < share

    def lead(self) -> None:
        self.gather()
        for _ in range(self.dice.randint(1, 3)):
            self.between_polls()
            self.ask_at_random()
            while self.poll_the_tied_again():
                pass
            self.to_polling_again()
        self.write()

    # ---- before a poll ---------------------------------------------------------------------

    def gather(self) -> None:
        voters, attendees = self.dice.randint(3, 11), self.dice.randint(0, 2)
        if self.chance(0.4):
            self.keys = {}
        self.begin()
        self.enter(f.OfficerNamed(TELLER, "teller"), f.OfficerNamed(NOTARY, "notary"))
        roll = self.enlist(1, voters + attendees, voters=voters)
        two = self.pair() if self.keys else ()
        self.do(attending.freeze_roll(self.state, roll, reason="已核对", officers=two))
        for delegate in roll:
            if self.chance(0.95):
                self.bind(delegate.seat)
        self.try_to(serving.open_meeting(self.state, reason="到齐", officers=self.pair()))
        self.do(attending.open_check_in(self.state))
        self.arrive(*(one.number for one in roll if self.chance(0.9)))
        self.find_secret_bases()
        self.table()
        self.to_polling()

    def find_secret_bases(self) -> None:
        """Bases whose drivers keep the keys to themselves; now and then a second one beside A."""
        found = {"A": 1, "B": 101}
        if self.chance(0.3):
            found[SECOND] = 1
            self.enter(*place_bases(self.state, {SECOND: "A"}))
        for base, first in found.items():
            self.enter(
                f.BaseFound(base, f"HVM-1 {base}", first, 99, "hvm1", 8, multiple=True, secret=True)
            )
        self.call_keypads()

    def between_polls(self) -> None:
        for happening in (
            self.grow_the_roll,
            self.audit_handsets,
            self.give_proxies,
            self.withdraw_and_table_again,
        ):
            if self.chance(0.3):
                happening()

    def grow_the_roll(self) -> None:
        number = len(self.state.roll) + 1
        added = self.enlist(number, 1, voters=number)
        answer = attending.amend_roll(self.state, added, reason="名册遗漏", officers=self.pair())
        if self.try_to(answer):
            self.bind(added[0].seat)
            self.arrive(number)
            self.call_keypads()

    def audit_handsets(self) -> None:
        dice = "".join(self.dice.choices("123456", k=12))
        drawn = auditing.draw_audit(self.state, dice=dice, count=self.dice.randint(1, 2), by=NOTARY)
        if not self.try_to(drawn) or self.state.audit is None:
            return
        audit = self.state.audit.drawn
        sessions = dict(audit.sessions)
        for keypad in audit.drawn:
            base = "A" if keypad < 100 else "B"
            for key in (1, 2, 3):
                if self.chance(0.95):
                    session = sessions[base] if self.chance(0.9) else None
                    self.press("", key, keypad=keypad, session=session)
        self.do(auditing.close_audit(self.state, by=NOTARY))

    def give_proxies(self) -> None:
        seats, give = list(self.state.roll), proxies.give_proxy
        for _ in range(2):
            seat, holder = self.dice.choice(seats), self.dice.choice(seats)
            self.try_to(give(self.state, 1, seat, holder=holder, by=OPERATOR))
        if self.chance(0.3):
            self.try_to(proxies.withdraw_proxy(self.state, 1, self.dice.choice(seats), by=CHAIR))
        if self.chance(0.3):
            self.try_to(proxies.name_candidate(self.state, 1, self.dice.choice(seats), by=CHAIR))

    def withdraw_and_table_again(self) -> None:
        """Another item comes and goes, and comes back now and then."""
        self.try_to(conducting.table_item(self.state, 2, "另一议题", noticed="", today=self.today))
        self.try_to(tabling.withdraw_item(self.state, 2, reason="暂缓", by=CHAIR))

    # ---- a poll ----------------------------------------------------------------------------

    def ask_at_random(self) -> None:
        name, form = self.dice.choice(ASKED)
        if self.chance(0.3):
            seat = self.dice.choice(list(self.state.roll))
            self.try_to(conducting.recuse(self.state, 1, seat, reason="利害关系"))
        prepared = conducting.prepare_poll(
            self.state,
            1,
            name,
            form=form,
            named=self.chance(0.7),
            last_press_counts=self.chance(0.6),
            duration_s=60,
            breakdowns=(Breakdown.DELEGATE_CLASS, Breakdown.GROUP) if self.chance(0.2) else (),
            channel=self.dice.choice(WANTED),
        )
        if self.try_to(prepared):
            self.hold_poll()

    def poll_the_tied_again(self) -> bool:
        if self.state.polls and self.try_to(
            repolling.repoll_tied(self.state, self.state.last_poll)
        ):
            self.befell["tie polled again"] += 1
            return self.hold_poll()
        return False

    def hold_poll(self) -> bool:
        """From the laid-down poll to its end; False where it never opened."""
        self.press_at_random()
        self.override_shut_gates()
        if self.chance(0.05) or not self.open_with_urn():
            self.put_aside()
            return False
        for base in self.poll.sessions:
            if self.chance(0.85):
                self.listen(base)
        for _ in range(self.dice.randint(3, 14)):
            self.dice.choice(self.happenings())()
            if self.chance(0.4):
                self.wait(self.dice.random() * 3)
        self.end_at_random()
        return True

    def override_shut_gates(self) -> None:
        for gate in shut_gates(self.state, self.poll, self.today):
            two = self.pair()
            answer = conducting.override_gate(
                self.state, gate, reason="紧急", officers=two, today=self.today
            )
            self.do(answer)

    def open_with_urn(self) -> bool:
        """The urn is laid before the poll opens, where there is to be one."""
        opened = conducting.open_poll(self.state, by=CHAIR, today=self.today)
        if not isinstance(opened, tuple):
            return False
        laid: Answer = self.urns.lay(self.state, self.poll) if self.poll.asks_urn else ()
        return self.try_to(laid) and self.try_to(opened)

    def put_aside(self) -> None:
        """作废, by two; a urn that was laid is destroyed."""
        self.keep_tally()
        self.do(declaring.void_poll(self.state, reason="设备故障", officers=self.pair()))
        self.do(self.urns.end(self.state))

    def keep_tally(self) -> None:
        poll = self.poll
        if poll.closing is not None and not waits_for_urn(poll):
            self.tallies[poll.plan.poll] = declaring.tally_of(self.state, poll)

    def happenings(self) -> list[Callable[[], object]]:
        state, dice = self.state, self.dice
        seat = dice.choice(list(state.roll))
        number = state.roll[seat].number
        return [
            *[self.press_at_random] * 8,
            *[self.press_together] * 3,
            lambda: self.try_to(attending.check_out(state, seat, desk="1", reason="离席")),
            lambda: self.try_to(attending.show_pass(state, "1", number)),
            lambda: self.try_to(
                attending.bind_keypad(state, dice.choice((66, 67)), seat, reason="坏了")
            ),
            lambda: self.try_to(conducting.pause_poll(state, by=CHAIR, now_ns=self.now_ns)),
            lambda: self.try_to(conducting.resume_poll(state, by=CHAIR)),
            lambda: self.try_to(conducting.extend_poll(state, by_s=30, by=CHAIR)),
            lambda: self.restart(dice.choice(("boot-1", f"boot-{len(self.entered)}"))),
            self.hand_out_papers,
            self.leave_the_keypads,
            *[self.break_the_line] * 2,
        ]

    def hand_out_papers(self) -> None:
        state, dice = self.state, self.dice
        if self.poll.channel is Channel.PAPER:
            self.try_to(balloting.issue_papers(state, (), by=OPERATOR))
        else:
            self.try_to(
                balloting.issue_papers(state, (dice.choice(list(state.roll)),), by=OPERATOR)
            )
        if self.poll.papers and self.chance(0.4):
            number = dice.choice(list(self.poll.papers))
            self.try_to(balloting.spoil_paper(state, number, by=TELLER))

    def leave_the_keypads(self) -> None:
        channel = self.dice.choice((Channel.PAPER, Channel.HANDS))
        if self.chance(0.3):
            turned = balloting.turn_poll(self.state, channel, reason="基站断电", by=CHAIR)
            if self.try_to(turned):
                self.do(self.urns.end(self.state))

    def break_the_line(self) -> None:
        """A is lost; it answers again after a while, or not."""
        if SECOND in self.state.bases and self.state.bases["A"].answers:
            self.lose_base("A")
            if self.chance(0.7):
                self.wait(1)
                found = self.state.bases["A"].found
                self.enter(found)

    def press_at_random(self) -> None:
        dice = self.dice
        keypads = [*self.state.seat_of, *self.state.seat_of, 66, 99, 199]
        made = None
        if self.chance(0.5):
            made = max(self.now_ns // 1_000_000 + dice.randint(-4000, 500), 0)
        session = dice.choice((-1, -1, -1, -1, -1, -1, None, 0, 1, 7))
        self.press(
            "", *dice.choice(KEYS), keypad=dice.choice(keypads), made_ms=made, session=session
        )

    def press_together(self) -> None:
        for seat in self.state.present:
            if self.chance(0.8):
                keypad = self.state.keypad_of.get(seat, keypad_of(seat))
                self.press("", *self.dice.choice(KEYS[:6]), keypad=keypad)

    # ---- its end ---------------------------------------------------------------------------

    def end_at_random(self) -> None:
        if self.poll.stage is Stage.PAUSED and self.chance(0.5):
            self.resume()
        self.close()
        for _ in range(self.dice.randint(0, 4)):
            self.wait(self.dice.random())
            self.press_at_random()
        if self.chance(0.1):
            self.put_aside()
            return
        for base in declaring.undrained(self.state, self.poll):
            self.drain_or_give_up(base)
        self.seal()
        if self.chance(0.3):
            self.press_at_random()
        if waits_for_urn(self.poll):
            self.open_urn()
        self.count_by_people()
        self.reconcile()
        self.do(self.urns.end(self.state))
        self.try_to(declaring.acknowledge_silence(self.state, by=CHAIR))
        self.keep_tally()
        if not self.try_to(declaring.declare(self.state, by=CHAIR)) or self.chance(0.1):
            self.put_aside()

    def drain_or_give_up(self, base: str) -> None:
        if self.chance(0.93):
            self.drain(base)
            return
        self.do(declaring.give_up_base(self.state, base, reason="断电", officers=self.pair()))

    def count_by_people(self) -> None:
        """Two count, and find another number at first now and then; then the newest two agree."""
        for channel in counted_by_people(self.poll):
            slips = self.chance(0.4)
            if slips:
                self.enter_count(channel, TELLER, off=True)
                self.enter_count(channel, NOTARY, off=False)
                self.reconcile()
            for officer in (TELLER, NOTARY):
                self.enter_count(channel, officer, off=False)
            if self.chance(0.1):
                self.enter_count(channel, self.dice.choice(sorted(OFFICES)), off=True)

    def enter_count(self, channel: Channel, officer: str, *, off: bool) -> None:
        sheet = self.counted(channel, off=off)
        self.try_to(balloting.enter_count(self.state, channel, sheet, by=officer))

    def to_polling_again(self) -> None:
        """An item that was decided is taken up once more, for another round."""
        if self.state.items[1].phase == "declared":
            again = tabling.resume_item(self.state, 1, "polling", reason="再议", by=CHAIR)
            self.try_to(again)
