"""A small meeting led at random: whatever befalls it, the sums stand and the book tells it all.

Eight keypads on two bases, among them a stranger's, an attendee's and one of a delegate who may be
away. Orders come in any order; the law takes or refuses them.
"""

from collections import Counter
from datetime import timedelta
from fractions import Fraction
from hashlib import sha256

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from strategies import (
    AMENDING_PACK,
    CHAIR,
    CHOOSE_TWO_OF_FOUR,
    MEETING,
    OFFICERS,
    OPERATOR,
    Hall,
    base_of,
    delegate,
    keypad_of,
    seat_of,
    small_hall,
)

from kiosk.ledger.entry import write_body
from kiosk.meeting import facts as f
from kiosk.meeting.acts import (
    attending,
    balloting,
    conducting,
    declaring,
    proxies,
    repolling,
    settling,
    tabling,
)
from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.agenda import Gate
from kiosk.meeting.ballot import FOR_AGAINST_FORM, Channel
from kiosk.meeting.columns import counted_by_people, limits, standing_sheet
from kiosk.meeting.gates import shut_gates
from kiosk.meeting.papercount import CountSheet
from kiosk.meeting.poll import HIDDEN, Stage
from kiosk.meeting.poll_progress import has_choice
from kiosk.meeting.refusal import Refusal
from kiosk.meeting.rounds import declared_of, rounds
from kiosk.meeting.rules import Basis, Part, Share
from kiosk.meeting.state import replay
from kiosk.verifier.book import read
from kiosk.verifier.findings import CHECKS, Findings

SETTLED_PACK = (
    AMENDING_PACK.replace(
        'attendance = { fraction = "1/2", strict = true, of = "roll" }',
        'attendance = { fraction = "1/2", strict = true, of = "roll", per_meeting = ["fraction"] }',
    )
    + '[question.elevator]\ntitle = "加装电梯"\nasks = "算哪一类？"\n'
    + 'answers = ["ordinary", "major"]\n'
)
PACK_SHA256 = sha256(SETTLED_PACK.encode()).hexdigest()
VOTERS, ATTENDEES = 6, 1
SEATS = [seat_of(n) for n in range(1, VOTERS + ATTENDEES + 1)]
SPARES = [66, 166]
KEYPADS = [*map(keypad_of, SEATS), *SPARES]
CHOICES = [(), (1,), (2,), (3,), (4,), (1, 2), (1, 2, 3), (9,)]

seats = st.sampled_from(SEATS)
keypads = st.sampled_from(KEYPADS)


class Meeting(RuleBasedStateMachine):
    hall: Hall

    @initialize(
        absent=st.sets(st.sampled_from([1, 2]), max_size=1),
        recused=st.sets(st.sampled_from(["02", "04"]), max_size=1),
        last=st.booleans(),
        quorum=st.sampled_from(["1/2", "1/3", "5/6", "1"]),
        answer=st.sampled_from(["ordinary", "major"]),
    )
    def begin(
        self, absent: set[int], recused: set[str], last: bool, quorum: str, answer: str
    ) -> None:
        self.hall = small_hall(VOTERS, attendees=ATTENDEES, absent=absent, pack=SETTLED_PACK)
        self.settle(quorum, answer)
        for seat in recused:
            self.hall.do(conducting.recuse(self.hall.state, 1, seat, reason="利害关系"))
        self.hall.table(2)
        self.hall.table(3, noticed=False)
        self.ask("ordinary", last, listening={"A"})

    def settle(self, quorum: str, answer: str) -> None:
        """What the pack leaves to the meeting and what it asks, before the first poll and after."""
        state, share = self.hall.state, Share(Fraction(quorum), quorum != "1", Basis.ROLL)
        self.order(settling.set_share(state, "ordinary", Part.ATTENDANCE, share, by=CHAIR))
        self.order(
            settling.answer_question(state, "elevator", answer, reason="本市条例 §30", by=CHAIR)
        )

    def order(self, answer: Answer) -> None:
        if not isinstance(answer, Refusal):
            self.hall.enter(*answer)

    @property
    def stage(self) -> Stage | None:
        poll = self.hall.state.poll
        return poll.stage if poll is not None else None

    @property
    def at_rest(self) -> bool:
        """The latest poll is over, and item 1 stands on the agenda."""
        over = self.stage in (Stage.VOID, Stage.DECLARED)
        return over and not self.hall.state.items[1].withdrawn

    def ask(
        self, name: str, last: bool, *, listening: set[str], channel: Channel | None = None
    ) -> None:
        form = CHOOSE_TWO_OF_FOUR if name == "priorities" else FOR_AGAINST_FORM
        by_hands = channel is Channel.HANDS and form is not FOR_AGAINST_FORM
        if name == "voters" and channel is Channel.HANDS:
            channel = Channel.PAPER
        self.hall.prepare(name, form=form, last=last, channel=None if by_hands else channel)
        self.hall.override_all()
        self.hall.open(listen=False)
        for base in sorted(listening & self.hall.poll.sessions.keys()):
            self.hall.listen(base)

    # ---- the delegates ---------------------------------------------------------------------

    @rule(
        keypad=keypads,
        keys=st.sampled_from(CHOICES),
        ago_ms=st.none() | st.integers(-1000, 3000),
        session=st.sampled_from([-1, -1, -1, -1, None, 1, 9]),
    )
    def press(
        self, keypad: int, keys: tuple[int, ...], ago_ms: int | None, session: int | None
    ) -> None:
        """Whoever presses whatever, told with the device clock or without one."""
        hall, made_ms = self.hall, None
        if ago_ms is not None:
            opened = hall.poll.listening.get(base_of(keypad), 0)
            made_ms = max((hall.now_ns - opened) // 1_000_000 - ago_ms, 0)
        hall.press("", *keys, keypad=keypad, made_ms=made_ms, session=session)

    @rule(keys=st.sampled_from([(1,), (1,), (2,), (3,), ()]), some=st.sets(seats, min_size=4))
    def press_together(self, keys: tuple[int, ...], some: set[str]) -> None:
        for seat in sorted(some):
            self.hall.press("", *keys, keypad=self.hall.state.keypad_of.get(seat, SPARES[0]))

    @rule(turn=st.sampled_from(["in", "in", "out", "swap", "return"]), seat=seats, keypad=keypads)
    def pass_the_door(self, turn: str, seat: str, keypad: int) -> None:
        state = self.hall.state
        self.order(
            {
                "in": lambda: attending.show_pass(state, "1", int(seat)),
                "out": lambda: attending.check_out(state, seat, desk="1", reason="离席"),
                "swap": lambda: attending.bind_keypad(state, keypad, seat, reason="坏了"),
                "return": lambda: attending.return_keypad(state, keypad, reason="交回"),
            }[turn]()
        )

    # ---- the chair -------------------------------------------------------------------------

    @rule(
        turn=st.sampled_from(["recuse", "table", "text", "notice", "withdraw", "back"]),
        seat=seats,
        text=st.sampled_from(["全文", "改", "再改"]),
        noticed=st.booleans(),
        ago=st.sampled_from([20, 1, 0, -1]),
    )
    def change_the_agenda(self, turn: str, seat: str, text: str, noticed: bool, ago: int) -> None:
        state = self.hall.state
        day = (self.hall.today - timedelta(days=ago)).isoformat()
        self.order(
            {
                "recuse": lambda: conducting.recuse(state, 1, seat, reason="利害关系"),
                "withdraw": lambda: tabling.withdraw_item(
                    state, int(seat) % 3 + 1, reason="撤回", by=CHAIR
                ),
                "back": lambda: conducting.table_item(
                    state, int(seat) % 3 + 1, "又提", noticed=day, today=self.hall.today
                ),
                "table": lambda: conducting.table_item(
                    state, 1, "新题", noticed="", today=self.hall.today
                ),
                "text": lambda: conducting.put_motion(state, 1, "案", text=text, noticed=noticed),
                "notice": lambda: conducting.table_item(
                    state, 1, "新题", noticed=day, today=self.hall.today
                ),
            }[turn]()
        )

    @rule(
        turn=st.sampled_from(
            ["review", "unlawful", "attention", "interest", "pre_review", "agenda", "amendment"]
        ),
        item=st.integers(1, 3),
        attentive=st.integers(0, 12),
    )
    def bring_evidence(self, turn: str, item: int, attentive: int) -> None:
        state, today = self.hall.state, self.hall.today

        def review(*, lawful: bool) -> Answer:
            return tabling.give_review(
                state,
                item,
                number="7号",
                day=today.isoformat(),
                opinion="已审",
                lawful=lawful,
                by=CHAIR,
                today=today,
            )

        self.order(
            {
                "review": lambda: review(lawful=True),
                "unlawful": lambda: review(lawful=False),
                "attention": lambda: tabling.count_attention(
                    state, item, attentive=attentive, asked=10, by=CHAIR
                ),
                "interest": lambda: tabling.find_major_interest(
                    state, item, reason="饮用水", by=CHAIR
                ),
                "pre_review": lambda: tabling.demand_gate(state, item, Gate.PRE_REVIEW, by=CHAIR),
                "agenda": lambda: tabling.demand_gate(state, item, Gate.AGENDA, by=CHAIR),
                "amendment": lambda: tabling.move_amendment(state, item, 1, by=CHAIR),
            }[turn]()
        )

    @rule(phase=st.sampled_from(["reading", "polling", "declared"]), back=st.booleans())
    def move_the_item(self, phase: str, back: bool) -> None:
        state = self.hall.state
        if back:
            self.order(tabling.resume_item(state, 1, phase, reason="再议", by=CHAIR))
        else:
            self.order(conducting.enter_phase(state, 1, phase))

    @rule(number=st.integers(1, 10), votes=st.booleans(), sure=st.integers(0, 2))
    def add_to_the_roll(self, number: int, votes: bool, sure: int) -> None:
        late = delegate(number, votes=votes)
        if not sure:
            self.order(
                attending.amend_roll(self.hall.state, [late], reason="补选", officers=OFFICERS)
            )

    @precondition(lambda self: self.stage is Stage.PREPARED)
    @rule(gate=st.sampled_from(Gate))
    def override_one(self, gate: Gate) -> None:
        answer = conducting.override_gate(
            self.hall.state, gate, reason="紧急", officers=OFFICERS, today=self.hall.today
        )
        self.order(answer)
        assert gate not in shut_gates(self.hall.state, self.hall.poll, self.hall.today)

    @precondition(lambda self: self.stage is Stage.PREPARED)
    @rule()
    def open_if_all_gates_are(self) -> None:
        state, today = self.hall.state, self.hall.today
        shut = shut_gates(state, self.hall.poll, today)
        answer = conducting.open_poll(state, by=CHAIR, today=today)
        assert isinstance(answer, Refusal) == bool(shut)
        self.order(answer)

    @rule(quorum=st.sampled_from(["1/2", "2/3"]), answer=st.sampled_from(["ordinary", "major"]))
    def settle_too_late(self, quorum: str, answer: str) -> None:
        """After the first poll a share stands as it is; a question may still be answered."""
        before = self.hall.state.pack
        assert before is not None
        self.settle(quorum, answer)
        assert self.hall.state.pack is not None
        assert self.hall.state.pack.rule("ordinary") == before.rule("ordinary")

    @precondition(lambda self: self.at_rest)
    @rule(name=st.sampled_from(["ordinary", "major", "elevator"]))
    def lay_down_and_leave(self, name: str) -> None:
        self.hall.prepare(name)

    @precondition(lambda self: self.at_rest)
    @rule(last=st.booleans(), third=st.booleans())
    def tie_and_ask_again(self, last: bool, third: bool) -> None:
        """Two choose two each of four options, a third may lift one of them above the line."""
        self.ask("priorities", last, listening=set())
        for seat, keys in zip(self.able(), [(1, 2), (3, 4), (1,)][: 2 + third], strict=False):
            self.hall.press("", *keys, keypad=self.hall.state.keypad_of[seat])
        self.close(0)
        self.drain(0, gone=False)
        self.reconcile_and_declare()
        self.reconcile_and_declare()
        self.repoll()

    def able(self) -> list[str]:
        """Who is here, may vote on item 1 and holds a keypad."""
        state = self.hall.state
        here = state.present.keys() & state.keypad_of.keys() - state.items[1].recused.keys()
        return sorted(seat for seat in here if state.roll[seat].votes)

    @rule(poll=st.none() | st.integers(1, 6))
    def repoll(self, poll: int | None = None) -> None:
        """Among those tied, for the places that were left; a tie is asked again once."""
        state = self.hall.state
        answer = repolling.repoll_tied(state, state.last_poll if poll is None else poll)
        if isinstance(answer, Refusal):
            return
        self.hall.enter(*answer)
        tie = declared_of(state.polls[self.hall.poll.plan.of_poll])
        assert tie is not None
        assert self.hall.poll.plan.form.maximum < len(tie.outcome.tied)
        assert isinstance(repolling.repoll_tied(state, tie.poll), Refusal)
        self.hall.override_all()
        self.hall.open(listen=False)

    @precondition(lambda self: self.at_rest)
    @rule(
        name=st.sampled_from(["ordinary", "major", "again", "priorities", "voters", "voters"]),
        last=st.booleans(),
        listening=st.sets(st.sampled_from("AB")),
        at_once=st.booleans(),
        channel=st.sampled_from([None, None, *Channel]),
    )
    def ask_again(
        self, name: str, last: bool, listening: set[str], at_once: bool, channel: Channel | None
    ) -> None:
        if not at_once:
            self.hall.prepare("ordinary")
            self.press(1, (1,), None, -1)
            self.hall.void()
        self.ask(name, last, listening=listening, channel=channel)

    # ---- proxies ---------------------------------------------------------------------------

    @rule(seat=seats, holder=seats, turn=st.sampled_from(["give", "give", "withdraw", "stand"]))
    def speak_for_another(self, seat: str, holder: str, turn: str) -> None:
        state = self.hall.state
        self.order(
            {
                "give": lambda: proxies.give_proxy(state, 1, seat, holder=holder, by=CHAIR),
                "withdraw": lambda: proxies.withdraw_proxy(state, 1, seat, by=CHAIR),
                "stand": lambda: proxies.name_candidate(state, 1, seat, by=CHAIR),
            }[turn]()
        )

    # ---- paper and hands -------------------------------------------------------------------

    @rule(channel=st.sampled_from(Channel), sure=st.integers(0, 4))
    def turn_to_another_channel(self, channel: Channel, sure: int) -> None:
        state = self.hall.state
        if not sure:
            self.order(balloting.turn_poll(state, channel, reason="基站断电", by=CHAIR))

    @rule(some=st.sets(seats, max_size=3).map(sorted))
    def give_out_papers(self, some: list[str]) -> None:
        self.order(balloting.issue_papers(self.hall.state, tuple(some), by=OPERATOR))

    @rule(number=st.integers(1, 9))
    def hand_a_paper_back(self, number: int) -> None:
        self.order(balloting.spoil_paper(self.hall.state, number, by=OPERATOR))

    @precondition(lambda self: self.stage in (Stage.CLOSED, Stage.RECONCILED))
    @rule(
        sheet=st.builds(CountSheet, *[st.integers(0, 2)] * 3),
        by=st.sampled_from([OFFICERS, OFFICERS, (CHAIR,), (OPERATOR,)]),
        channel=st.sampled_from(Channel),
    )
    def count(self, sheet: CountSheet, by: tuple[str, ...], channel: Channel) -> None:
        for officer in by:
            self.order(balloting.enter_count(self.hall.state, channel, sheet, by=officer))

    @precondition(lambda self: self.stage in (Stage.OPEN, Stage.PAUSED))
    @rule()
    def pause_or_go_on(self) -> None:
        if self.stage is Stage.OPEN:
            self.hall.pause()
        else:
            self.hall.resume()

    @precondition(lambda self: self.stage in (Stage.OPEN, Stage.PAUSED))
    @rule(ago_ms=st.integers(0, 500))
    def close(self, ago_ms: int) -> None:
        closed_ns = self.hall.now_ns - ago_ms * 1_000_000
        self.order(conducting.close_poll(self.hall.state, by=CHAIR, closed_ns=closed_ns))

    @precondition(lambda self: self.stage is Stage.DRAINING)
    @rule(overflow=st.sampled_from([0, 0, 0, 1]), gone=st.booleans())
    def drain(self, overflow: int, gone: bool) -> None:
        if not self.hall.poll.sessions:
            self.hall.seal()
            return
        self.hall.drain("A", overflow=overflow)
        if gone:
            state = self.hall.state
            self.order(declaring.give_up_base(state, "B", reason="断电", officers=OFFICERS))
        else:
            self.hall.drain("B")
        self.hall.seal()

    @precondition(lambda self: self.stage in (Stage.CLOSED, Stage.RECONCILED))
    @rule()
    def reconcile_and_declare(self) -> None:
        poll = self.hall.poll
        if self.stage is Stage.DECLARED:
            return
        found = self.hall.reconcile()
        assert found.heard == found.counted + found.replaced + found.refused == poll.heard
        state = self.hall.state
        self.order(declaring.declare(state, by=CHAIR))
        self.order(declaring.acknowledge_silence(state, by=CHAIR))

    @rule(sure=st.integers(0, 5))
    def put_aside(self, sure: int) -> None:
        state = self.hall.state
        if not sure:
            self.order(declaring.void_poll(state, reason="设备故障", officers=OFFICERS))

    # ---- the room --------------------------------------------------------------------------

    @rule(ms=st.sampled_from([1, 100, 1500]), boot=st.sampled_from([None] * 4 + [1, 2]))
    def wait_or_restart(self, ms: int, boot: int | None) -> None:
        self.hall.wait(ms / 1000)
        if boot is not None:
            name = f"boot-{boot}"
            self.hall.now_ns = (
                self.hall.now_ns if name == self.hall.state.boots[""] else 1_000_000_000
            )
            self.hall.restart(name)
            running = self.hall.state.running
            if running is not None and running.sessions:
                self.hall.listen("A")

    def teardown(self) -> None:
        """Every meeting is led to its end."""
        if not hasattr(self, "hall"):
            return
        if self.stage in (Stage.OPEN, Stage.PAUSED):
            self.close(0)
        if self.stage is Stage.DRAINING:
            self.drain(0, gone=False)
        if self.stage in (Stage.CLOSED, Stage.RECONCILED):
            self.reconcile_and_declare()
            self.reconcile_and_declare()
        self.counted_and_replaced_and_refused_are_heard()
        self.the_buckets_sum_to_the_base()
        self.replaying_the_book_gives_the_state()
        self.the_verifier_agrees()

    def the_verifier_agrees(self) -> None:
        """The roots of these polls are made up; everything else follows from the book."""
        findings = Findings()
        bodies = [write_body(MEETING, entered) for entered in self.hall.entered]
        assert read(bodies, findings).read == len(bodies)
        wrong = {name for name in CHECKS if findings.of(name)}
        assert wrong <= {"roots"}, [findings.of(name) for name in wrong]

    # ---- what always holds -----------------------------------------------------------------

    @invariant()
    def every_press_is_exactly_one_fact(self) -> None:
        presses = [
            e for e in self.hall.entered if isinstance(e.fact, f.BallotCast | f.PressRefused)
        ]
        assert len(presses) == self.hall.heard

    @invariant()
    def counted_and_replaced_and_refused_are_heard(self) -> None:
        casts, refused = Counter[int](), Counter[int]()
        counted = set[tuple[int, str]]()
        for entered in self.hall.entered:
            if isinstance(entered.fact, f.BallotCast):
                casts[entered.fact.poll] += 1
                new = (entered.fact.poll, entered.fact.seat) not in counted
                assert entered.fact.replaces != new
                counted.add((entered.fact.poll, entered.fact.seat))
            elif isinstance(entered.fact, f.PollTurned):
                counted = {one for one in counted if one[0] != entered.fact.poll}
            elif isinstance(entered.fact, f.PressRefused):
                refused[entered.fact.poll] += 1
        for number, poll in self.hall.state.polls.items():
            seats_counted = sum(poll_of == number for poll_of, _ in counted)
            assert poll.heard == casts[number] + refused[number]
            assert (len(poll.ballots), len(poll.replaced), len(poll.refused)) == (
                seats_counted,
                casts[number] - seats_counted,
                refused[number],
            )

    @invariant()
    def the_buckets_sum_to_the_base(self) -> None:
        state = self.hall.state
        for poll in state.polls.values():
            if poll.closed is not None:
                counted = declaring.tally_of(state, poll)
                assert counted.sums
                assert all(column.sums for column in counted.columns)
                bases = [column.base for column in counted.columns]
                assert sum(bases) == counted.base or not bases
                assert set(poll.ballots) <= poll.base_set
                assert poll.base_set <= {s for s, d in state.roll.items() if d.votes}
            if poll.declared is not None:
                assert isinstance(poll.declared.fact, f.Declared)
                assert poll.declared.fact.tally == declaring.tally_of(state, poll)

    @invariant()
    def the_five_buckets_are_never_merged(self) -> None:
        """赞成 + 反对 + 弃权 (or chosen) + 未按 + 无效 = base − 回避, of what was declared, too."""
        for poll in self.hall.state.polls.values():
            declared = declared_of(poll)
            if declared is not None:
                one = declared.tally
                cast = one.in_favour + one.against + one.abstain + one.chosen
                assert cast + one.not_pressed + one.void == one.base - one.recused
                assert one.base <= one.roll
                assert declared.pack_sha256 == PACK_SHA256

    @invariant()
    def nothing_is_polled_on_that_was_withdrawn(self) -> None:
        state = self.hall.state
        if state.poll is not None and state.items[state.poll.plan.item].withdrawn:
            assert state.poll.stage in (Stage.VOID, Stage.DECLARED)

    @invariant()
    def nothing_is_learnt_before_the_line_is_quiet(self) -> None:
        state, poll = self.hall.state, self.hall.state.poll
        if poll is None or poll.stage not in HIDDEN:
            return
        assert (poll.reconciled, poll.declared, poll.closed, poll.root) == (None, None, None, "")
        for answer in (
            declaring.reconcile(state),
            declaring.declare(state, by=CHAIR),
            declaring.acknowledge_silence(state, by=CHAIR),
            declaring.may_declare(state),
        ):
            assert isinstance(answer, Refusal)

    @invariant()
    def nobody_is_in_two_channels(self) -> None:
        for poll in self.hall.state.polls.values():
            holders = [*poll.papers.values()]
            assert len(set(holders)) == len(holders)
            assert not any(has_choice(poll, seat) for seat in holders)
            assert not poll.ballots or poll.channel is Channel.KEYPADS
            assert not poll.papers or poll.channel is not Channel.HANDS

    @invariant()
    def nothing_is_declared_that_two_people_did_not_count_alike(self) -> None:
        for poll in self.hall.state.polls.values():
            if poll.stage is Stage.DECLARED:
                for channel in counted_by_people(poll):
                    sheet = standing_sheet(poll, channel)
                    assert sheet is not None
                    assert sheet.returned <= min(limits(poll, channel))

    @invariant()
    def at_most_one_poll_runs_and_it_is_the_latest(self) -> None:
        running = [poll for poll in self.hall.state.polls.values() if poll.running]
        assert running in ([], [self.hall.state.poll])

    @invariant()
    def the_door_agrees_with_itself(self) -> None:
        state = self.hall.state
        assert state.seat_of == {keypad: seat for seat, keypad in state.keypad_of.items()}
        voting = [seat for seat in state.present if state.roll[seat].votes]
        assert state.present_voting == len(voting)

    @invariant()
    def the_rolls_are_one(self) -> None:
        state = self.hall.state
        assert {d.number: d for d in state.roll.values()} == state.by_number
        assert state.voting_roll == sum(d.votes for d in state.roll.values())
        assert set(SEATS) <= set(state.roll)

    @invariant()
    def the_rounds_tell_every_poll_once_and_only_what_was_declared(self) -> None:
        state = self.hall.state
        told = [one for item in state.items for one in rounds(state, item)]
        assert sorted(one.poll for one in told) == [*state.polls]
        for one in told:
            assert (one.verdict is not None) == (one.stage is Stage.DECLARED)
            assert one.tally is None or one.stage in (Stage.DECLARED, Stage.VOID)

    @invariant()
    def one_day_of_notice_serves_one_text(self) -> None:
        seen: dict[tuple[int, str], set[str]] = {}
        days: dict[int, str] = {}
        for entered in self.hall.entered:
            if isinstance(entered.fact, f.ItemTabled):
                days[entered.fact.item] = entered.fact.noticed
            elif isinstance(entered.fact, f.MotionPut) and entered.fact.noticed:
                texts = seen.setdefault((entered.fact.item, days[entered.fact.item]), set())
                texts.add(entered.fact.sha256)
        assert all(len(texts) == 1 for texts in seen.values())

    @invariant()
    def replaying_the_book_gives_the_state(self) -> None:
        assert replay(self.hall.entered) == self.hall.state


TestMeeting = Meeting.TestCase
TestMeeting.settings = settings(
    max_examples=100,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
