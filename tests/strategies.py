"""What the tests of several rooms share: a hall in miniature, and hypothesis strategies.

`Hall` enters facts into a `State` as the clerk does, with numbers without a gap and a time that
stands still until it is told to pass. Its verbs go through the acts of the law; `hall.enter` takes
facts as they are. Seats are "01", "02" …; odd numbers press on base A with their own number as
keypad, even ones on base B with a hundred more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import count
from typing import Any

from hypothesis import strategies as st

from kiosk.meeting import facts as f
from kiosk.meeting.acts import attending, balloting, conducting, declaring
from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.acts.polling import judge
from kiosk.meeting.agenda import Gate
from kiosk.meeting.ballot import FOR_AGAINST_FORM, BallotForm, BallotKind, Channel
from kiosk.meeting.facts import BallotCast, Entered, Fact, Press, PressRefused
from kiosk.meeting.gates import shut_gates
from kiosk.meeting.outcome import Outcome
from kiosk.meeting.papercount import CountSheet
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.roll import Delegate, DelegateClass
from kiosk.meeting.rulepack import read_rulepack
from kiosk.meeting.rules import Basis, RecusedRule, Rule, Share, TieRule
from kiosk.meeting.state import State, apply
from kiosk.meeting.tally import Buckets, Tally

MEETING = "c0ffee00" * 4
SETTINGS = "5e" * 32
SECOND = 1_000_000_000
MS = 1_000_000
DAWN = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
CHAIR, OPERATOR = "王建国", "李敏"
OFFICERS = (CHAIR, OPERATOR)

PACK_TEXT = """
pack = "small-hall"
version = "1"
title = "小会场规则"
source = "测试"
effective = "2026-01-01"
notice_days = 15
phases = ["reading", "polling", "declared"]
silent_share = "1/2"

[rule.ordinary]
title = "一般事项"
article = "§1"
attendance = { fraction = "1/2", strict = true, of = "roll" }
threshold = { fraction = "1/2", strict = true, of = "present" }

[rule.major]
title = "重大事项"
article = "§2"
threshold = { fraction = "2/3", of = "roll" }

[rule.again]
title = "同票重投"
article = "§3"
threshold = { fraction = "1/2", strict = true, of = "for_and_against" }
tie = "poll_again"

[rule.priorities]
title = "票决"
article = "§4"
seats = 2

[rule.secret]
title = "人事"
article = "§5"
threshold = { fraction = "1/2", strict = true, of = "present" }
secret_only = true

[rule.voters]
title = "选民选举"
article = "§9"
participation = { fraction = "1/2", strict = true, of = "roll" }
threshold = { fraction = "1/2", strict = true, of = "participants" }
proxies = 2

[rule.opinion]
title = "意见征询"
article = "§7"
resolution = false

[rule.owners]
title = "业主"
article = "§8"
participation = { fraction = "2/3", of = "roll" }
threshold = { fraction = "1/2", strict = true, of = "participants" }
by_area = true

[rule.paper]
title = "纸质"
article = "§6"
threshold = { fraction = "1/2", strict = true, of = "present" }
paper_only = true
"""

AMENDING_PACK = PACK_TEXT.replace('"reading", "polling"', '"reading", "amendments", "polling"')

SCORE = BallotForm(BallotKind.SCORE, ("1", "2", "3", "4", "5"), 1, 1)
YES_NO_TWO_OF_THREE = BallotForm(BallotKind.YES_NO, ("甲", "乙", "丙"), 0, 2)
CHOOSE_TWO_OF_FOUR = BallotForm(BallotKind.CHOOSE, ("路灯", "食堂", "公园", "电梯"), 1, 2)


def share(fraction: str, basis: Basis = Basis.PRESENT, *, strict: bool = False) -> Share:
    return Share(Fraction(fraction), strict, basis)


def rule(
    threshold: Share | None = None,
    *,
    attendance: Share | None = None,
    participation: Share | None = None,
    tie: TieRule = TieRule.LOST,
    recused: RecusedRule = RecusedRule.LEAVE,
    seats: int = 0,
    resolution: bool = True,
    by_area: bool = False,
) -> Rule:
    return Rule(
        name="rule",
        title="规则",
        article="§1",
        attendance=attendance,
        participation=participation,
        threshold=threshold,
        tie=tie,
        recused=recused,
        seats=seats,
        secret_only=False,
        paper_only=False,
        resolution=resolution,
        by_area=by_area,
    )


def tally(
    in_favour: int = 0,
    against: int = 0,
    abstain: int = 0,
    *,
    roll: int | None = None,
    not_pressed: int = 0,
    void: int = 0,
    recused: int = 0,
    chosen: int = 0,
    options: tuple[int, ...] = (),
    noes: tuple[int, ...] = (),
    area: Buckets | None = None,
) -> Tally:
    """A tally whose base is the sum of its buckets; the roll is the base unless it is given."""
    base = in_favour + against + abstain + chosen + void + not_pressed + recused
    return Tally(
        roll=base if roll is None else roll,
        base=base,
        in_favour=in_favour,
        against=against,
        abstain=abstain,
        chosen=chosen,
        void=void,
        not_pressed=not_pressed,
        recused=recused,
        options=options,
        noes=noes,
        area=area,
    )


def delegate(number: int, *, votes: bool = True, area: int = 0) -> Delegate:
    kind = DelegateClass.CITIZEN if votes else DelegateClass.ATTENDEE
    return Delegate(number, seat_of(number), kind, votes, f"{number:064x}", area)


def seat_of(number: int) -> str:
    return f"{number:02d}"


def keypad_of(seat: str) -> int:
    """The keypad a seat gets at first."""
    number = int(seat)
    return number if number % 2 else 100 + number


def base_of(keypad: int) -> str:
    return "A" if keypad < 100 else "B"


class Hall:
    """A meeting that is entered fact by fact. Every verb returns what was entered."""

    def __init__(self) -> None:
        self.state = State()
        self.entered: list[Entered] = []
        self.now_ns = 0
        self.desk = ""
        self.heard = 0
        self._sequence = count(1)

    # ---- the book and the time -------------------------------------------------------------

    @property
    def utc(self) -> datetime:
        return DAWN + timedelta(microseconds=self.now_ns // 1000)

    @property
    def today(self) -> date:
        return self.utc.date()

    @property
    def poll(self) -> PollState:
        poll = self.state.poll
        assert poll is not None
        return poll

    def wait(self, seconds: float) -> None:
        self.now_ns += round(seconds * SECOND)

    def enter(self, *facts: Fact) -> tuple[Fact, ...]:
        for fact in facts:
            entered = Entered(len(self.entered), self.utc, self.now_ns, fact, self.desk)
            apply(self.state, entered)
            self.entered.append(entered)
        return facts

    def do(self, answer: Answer) -> tuple[Fact, ...]:
        assert not isinstance(answer, Refusal), answer
        return self.enter(*answer)

    # ---- before a poll ---------------------------------------------------------------------

    def begin(self, *, pack: str = PACK_TEXT, boot: str = "boot-1", practice: bool = False) -> None:
        self.enter(
            f.BookOpened(
                meeting=MEETING,
                title="市民大会",
                session_title="第二次",
                place="议事厅",
                convener="街道",
                utc_offset_min=480,
                practice=practice,
                software="0.1",
                settings_sha256=SETTINGS,
                seal_key="5a" * 32,
            ),
            f.KioskStarted("0.1", boot, SETTINGS),
            f.OfficerNamed(CHAIR, "chair"),
            f.OfficerNamed(OPERATOR, "operator"),
        )
        self.do(conducting.adopt_pack(self.state, read_rulepack(pack)))

    def restart(self, boot: str) -> None:
        self.enter(f.KioskStarted("0.1", boot, SETTINGS))

    def seat(self, voters: int, attendees: int = 0, *, areas: Sequence[int] = ()) -> None:
        """Freeze the roll, hand out the keypads, open the doors; nobody is in yet."""
        numbers = range(1, voters + attendees + 1)
        owned = dict(enumerate(areas, start=1))
        roll = [delegate(n, votes=n <= voters, area=owned.get(n, 0)) for n in numbers]
        self.do(attending.freeze_roll(self.state, roll))
        for number in numbers:
            self.bind(seat_of(number))
        self.do(attending.open_check_in(self.state))

    def bind(self, seat: str, keypad: int | None = None) -> None:
        wanted = keypad_of(seat) if keypad is None else keypad
        self.do(attending.bind_keypad(self.state, wanted, seat, reason="handed out"))

    def arrive(self, *numbers: int) -> None:
        for number in numbers:
            self.do(attending.show_pass(self.state, "1", number))

    def leave(self, seat: str) -> None:
        self.do(attending.check_out(self.state, seat, desk="1", reason="离席"))

    def table(self, item: int = 1, *, days: int = 20, noticed: bool = True) -> None:
        day = (self.today - timedelta(days=days)).isoformat()
        self.do(
            conducting.table_item(self.state, item, f"议题{item}", noticed=day, today=self.today)
        )
        self.do(conducting.put_motion(self.state, item, "议案", text="全文", noticed=noticed))

    def to_polling(self, item: int = 1) -> None:
        phases = self.state.phases
        for phase in phases[: phases.index("polling") + 1]:
            self.do(conducting.enter_phase(self.state, item, phase))

    def find_bases(self, *, options: int = 8, multiple: bool = True) -> None:
        for base, first in (("A", 1), ("B", 101)):
            found = f.BaseFound(base, f"HVM-1 {base}", first, 99, "hvm1", options)
            self.enter(replace(found, multiple=multiple))
        self.call_keypads()

    def call_keypads(self, *, silent: Iterable[int] = ()) -> None:
        for base in self.state.bases:
            online = [k for k in self.state.seat_of if base_of(k) == base and k not in [*silent]]
            self.enter(f.KeypadsCalled(base, tuple(sorted(online)), ()))

    # ---- a poll ----------------------------------------------------------------------------

    def prepare(
        self,
        rule_name: str = "ordinary",
        *,
        item: int = 1,
        form: BallotForm = FOR_AGAINST_FORM,
        last: bool = True,
        duration_s: int = 0,
        named: bool = True,
        channel: Channel | None = None,
    ) -> PollState:
        self.do(
            conducting.prepare_poll(
                self.state,
                item,
                rule_name,
                form=form,
                named=named,
                last_press_counts=last,
                duration_s=duration_s,
                channel=channel,
            )
        )
        return self.poll

    def zero_report(self) -> None:
        number = self.poll.plan.poll
        self.issue("zero_report", f"2026-{2 * number - 1:03d}")

    def record(self) -> None:
        self.issue("vote_record", f"2026-{2 * self.poll.plan.poll:03d}")

    def issue(self, kind: str, number: str, *, copy: int = 1) -> None:
        poll, as_of = self.poll.plan.poll, len(self.entered) - 1
        self.enter(f.PaperIssued(number, kind, poll, copy, 1, "00" * 32, f"{number}.pdf", as_of))

    def override(self, gate: Gate) -> None:
        self.do(
            conducting.override_gate(
                self.state, gate, reason="紧急", officers=OFFICERS, today=self.today
            )
        )

    def override_all(self) -> None:
        """Open every gate that is shut."""
        for gate in shut_gates(self.state, self.poll, self.today):
            self.override(gate)

    def open(self, *, listen: bool = True) -> PollState:
        self.do(conducting.open_poll(self.state, by=CHAIR, today=self.today))
        for base in self.poll.sessions if listen else ():
            self.listen(base)
        return self.poll

    def ask(
        self,
        rule_name: str = "ordinary",
        *,
        item: int = 1,
        form: BallotForm = FOR_AGAINST_FORM,
        last: bool = True,
        duration_s: int = 0,
        listen: bool = True,
        named: bool = True,
        channel: Channel | None = None,
    ) -> PollState:
        """Prepare a poll, issue its zero report and open it."""
        self.prepare(
            rule_name,
            item=item,
            form=form,
            last=last,
            duration_s=duration_s,
            named=named,
            channel=channel,
        )
        self.zero_report()
        return self.open(listen=listen)

    def listen(self, base: str) -> None:
        poll = self.poll
        self.enter(f.BaseListens(poll.plan.poll, base, poll.sessions[base], self.now_ns))

    def pressed(
        self,
        seat: str,
        *keys: int,
        keypad: int | None = None,
        made_ms: int | None = None,
        heard_ns: int | None = None,
        session: int | None = -1,
    ) -> Press:
        """A press as equipment tells it; session -1 is that of the latest poll, if it has one."""
        unit = keypad_of(seat) if keypad is None else keypad
        base = base_of(unit)
        if session == -1:
            session = self.state.poll.sessions.get(base) if self.state.poll is not None else None
        return Press(
            base=base,
            keypad=unit,
            keys=keys,
            heard_ns=self.now_ns if heard_ns is None else heard_ns,
            session=session,
            sequence=next(self._sequence),
            made_ms=made_ms,
            raw="",
        )

    def press(self, seat: str, *keys: int, **how: int | None) -> BallotCast | PressRefused:
        """Press, have it judged and entered."""
        fact = judge(self.state, self.pressed(seat, *keys, **how), desk=self.desk)
        self.heard += 1
        self.enter(fact)
        return fact

    def reason(self, seat: str, *keys: int, **how: int | None) -> Reason | None:
        """Press, and tell why it did not count."""
        fact = self.press(seat, *keys, **how)
        return Reason(fact.reason) if isinstance(fact, PressRefused) else None

    def turn(self, channel: Channel = Channel.PAPER) -> None:
        self.do(balloting.turn_poll(self.state, channel, reason="基站断电", by=CHAIR))

    def papers(self, *seats: str) -> None:
        self.do(balloting.issue_papers(self.state, seats, by=OPERATOR))

    def spoil(self, number: int) -> None:
        self.do(balloting.spoil_paper(self.state, number, by=OPERATOR))

    def count(
        self,
        channel: Channel = Channel.PAPER,
        *,
        by: Iterable[str] = OFFICERS,
        **figures: Any,
    ) -> None:
        """Count, each officer the same."""
        for officer in by:
            sheet = CountSheet(**figures)
            self.do(balloting.enter_count(self.state, channel, sheet, by=officer))

    def pause(self) -> None:
        self.do(conducting.pause_poll(self.state, by=CHAIR, now_ns=self.now_ns))

    def resume(self) -> None:
        self.do(conducting.resume_poll(self.state, by=CHAIR))

    def close(self) -> None:
        self.do(conducting.close_poll(self.state, by=CHAIR, closed_ns=self.now_ns))

    def drain(
        self,
        base: str,
        *,
        rows: Iterable[tuple[int, int, tuple[int, ...]]] = (),
        overflow: int = 0,
        crc_ok: bool | None = None,
        totals: tuple[int, ...] = (),
    ) -> None:
        poll = self.poll
        session = poll.sessions[base]
        self.enter(
            f.BaseDrained(
                poll.plan.poll, base, session, None, overflow, crc_ok, tuple(rows), totals
            )
        )

    def seal(self) -> None:
        self.do(declaring.seal_poll(self.state, entries=self.poll.heard, root="ab" * 32))

    def reconcile(self) -> f.PollReconciled:
        (found,) = self.do(declaring.reconcile(self.state))
        assert isinstance(found, f.PollReconciled)
        return found

    def settle(self) -> f.PollReconciled:
        """Close the open poll, drain both bases, seal and reconcile."""
        self.close()
        for base in self.poll.sessions:
            self.drain(base)
        self.seal()
        return self.reconcile()

    def declare(self) -> f.Declared:
        declared = self.do(declaring.declare(self.state, by=CHAIR))[0]
        assert isinstance(declared, f.Declared)
        return declared

    def decide(self) -> Outcome:
        """Settle, acknowledge silence where it must be, and declare."""
        self.settle()
        if declaring.may_declare(self.state) is not None:
            self.do(declaring.acknowledge_silence(self.state, by=CHAIR))
        return self.declare().outcome

    def void(self) -> None:
        self.do(declaring.void_poll(self.state, reason="设备故障", officers=OFFICERS))


def small_hall(
    voters: int = 6,
    *,
    attendees: int = 0,
    absent: Iterable[int] = (),
    areas: Sequence[int] = (),
    pack: str = PACK_TEXT,
) -> Hall:
    """A hall that waits for its first poll: item 1 noticed and in its polling phase, all heard."""
    hall = Hall()
    hall.begin(pack=pack)
    hall.seat(voters, attendees, areas=areas)
    away = set(absent)
    hall.arrive(*(n for n in range(1, voters + attendees + 1) if n not in away))
    hall.find_bases()
    hall.table()
    hall.to_polling()
    return hall


# ---- hypothesis ------------------------------------------------------------------------------

fractions = st.integers(1, 12).flatmap(
    lambda below: st.builds(Fraction, st.integers(1, below), st.just(below))
)
shares = st.builds(Share, fractions, st.booleans(), st.sampled_from(Basis))
rules = st.builds(
    rule,
    st.none() | shares,
    attendance=st.none() | shares,
    participation=st.none() | shares,
    tie=st.sampled_from(TieRule),
    recused=st.sampled_from(RecusedRule),
    seats=st.integers(0, 4),
    resolution=st.booleans(),
)


@st.composite
def choose_forms(draw: st.DrawFn) -> BallotForm:
    options = draw(st.integers(2, 6))
    maximum = draw(st.integers(1, options))
    names = tuple(f"选项{n}" for n in range(1, options + 1))
    return BallotForm(BallotKind.CHOOSE, names, draw(st.integers(1, maximum)), maximum)


@st.composite
def yes_no_forms(draw: st.DrawFn) -> BallotForm:
    names = tuple(f"候选人{n}" for n in range(1, draw(st.integers(1, 4)) + 1))
    maximum = draw(st.integers(1, len(names)))
    return BallotForm(BallotKind.YES_NO, names, draw(st.integers(0, maximum)), maximum)


forms = st.one_of(st.just(FOR_AGAINST_FORM), choose_forms(), yes_no_forms(), st.just(SCORE))


def choices(form: BallotForm) -> st.SearchStrategy[tuple[int, ...]]:
    """Standing choices: any set of options, withdrawn and void ones too."""
    keys = st.integers(1, form.keys)
    return st.sets(keys, max_size=form.keys).map(lambda found: tuple(sorted(found)))


@st.composite
def ballot_boxes(draw: st.DrawFn) -> tuple[BallotForm, dict[str, tuple[int, ...]], set[str]]:
    """A form, the standing choices of some seats, and the seats of the base."""
    form = draw(forms)
    base = {seat_of(n) for n in range(1, draw(st.integers(0, 9)) + 1)}
    seats = st.sampled_from(sorted(base)) if base else st.nothing()
    return form, draw(st.dictionaries(seats, choices(form))), base
