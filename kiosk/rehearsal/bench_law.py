"""`kiosk bench law`: what the law costs, without wire, book or screen.

One press is judged against a full hall, then 100,000 entries of that hall are folded into a fresh
state, then the whole poll is counted and decided. The entries are made before the clock starts.
"""

import time
from datetime import UTC, datetime

from kiosk.assets import asset
from kiosk.clerk.beginning import find_pack
from kiosk.meeting import facts as f
from kiosk.meeting.acts.declaring import outcome_of, tally_of
from kiosk.meeting.acts.polling import judge
from kiosk.meeting.ballot import FOR_AGAINST_FORM
from kiosk.meeting.facts import Entered, Fact, Press
from kiosk.meeting.motion import motion_hash
from kiosk.meeting.poll import PollPlan
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.roll import Delegate, DelegateClass
from kiosk.meeting.state import State, apply, replay
from kiosk.rehearsal.bench_press import Tell

SEATS = 3_376
FOLDED = 100_000
ROUNDS = 3
"""The best of so many is told: what another program took from the machine is not the law's."""
BEGUN = datetime(2026, 1, 1, tzinfo=UTC)


def bench_law(tell: Tell) -> dict[str, object]:
    """Judge, fold and decide; microseconds a press, seconds a hundred thousand entries."""
    entries = [Entered(n, BEGUN, n, fact) for n, fact in enumerate(_hall())]
    state = replay(entries)
    begun = time.perf_counter()
    for number in range(FOLDED - len(entries)):
        pressed = judge(state, _press(number))
        entered = Entered(len(entries), BEGUN, len(entries), pressed)
        apply(state, entered)
        entries.append(entered)
    judged_and_folded = time.perf_counter() - begun
    folded, again = min((_folding(entries) for _ in range(ROUNDS)), key=lambda one: one[0])
    judged_us = min(_judging(again) for _ in range(ROUNDS)) / (FOLDED // 10) * 1e6
    begun = time.perf_counter()
    verdict = _decided(again)
    decided = time.perf_counter() - begun
    tell(f"{SEATS} seats: judging {judged_us:.1f} µs a press; folding {FOLDED} in {folded:.2f} s")
    return {
        "bench": "law",
        "seats": SEATS,
        "judge_us_per_press": round(judged_us, 2),
        "entries": len(entries),
        "fold_s": round(folded, 3),
        "judge_and_fold_s": round(judged_and_folded, 3),
        "count_and_decide_ms": round(decided * 1e3, 2),
        "verdict": verdict,
    }


def _folding(entries: list[Entered]) -> tuple[float, State]:
    begun = time.perf_counter()
    state = replay(entries)
    return time.perf_counter() - begun, state


def _judging(state: State) -> float:
    """Judge presses that count and presses that are refused, entering none of them."""
    presses = [_press(number) for number in range(FOLDED // 10)]
    begun = time.perf_counter()
    for press in presses:
        judge(state, press)
    return time.perf_counter() - begun


def _decided(state: State) -> str:
    poll = state.poll
    assert isinstance(poll, PollState)
    apply(state, Entered(FOLDED, BEGUN, FOLDED, f.PollClosing(1, FOLDED, "chair")))
    return outcome_of(poll, tally_of(state, poll)).verdict


def _press(number: int) -> Press:
    """Presses of the whole hall in turn; every seat changes its mind each round."""
    turn, keypad = divmod(number, SEATS)
    key = turn % 3 + 1
    return Press("A", keypad + 1, (key,), number, 1, number + 1, number, "00" * 16)


def _hall() -> list[Fact]:
    """A hall with every seat present and one poll open."""
    pack = find_pack("citizens-assembly", asset("rulepacks"))
    rule = pack.rule("ordinary")
    assert rule is not None
    seats = [str(number) for number in range(1, SEATS + 1)]
    roll = [Delegate(n, seat, DelegateClass.CITIZEN, True, "") for n, seat in enumerate(seats, 1)]
    plan = PollPlan(1, 1, 1, 1, FOR_AGAINST_FORM, rule, True, True, 0)
    return [
        f.RulePackAdopted(pack.pack, pack.version, pack.title, pack.sha256, pack.text),
        f.RollFrozen(tuple(roll)),
        *(f.KeypadBound(n, seat, "") for n, seat in enumerate(seats, 1)),
        *(f.CheckedIn(seat, "1", "pass", "") for seat in seats),
        f.BaseFound("A", "", 1, SEATS, "hvm1", 8),
        f.ItemTabled(1, "1", ""),
        f.MotionPut(1, 1, "1", "1", motion_hash("1", "1"), False),
        f.PollPrepared(plan),
        f.PollOpened(1, (("A", 1),), SEATS, "chair"),
        f.BaseListens(1, "A", 1, 0),
    ]
