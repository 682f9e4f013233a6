"""A whole kiosk is killed in a busy poll, with its threads, lines and papers, and another goes on.

Real time: the bases stand behind pseudo-terminals in this process, the kiosk is a process of its
own and ends by SIGKILL. What was pressed is in the book once, and the poll is the same poll with
the time that remained.
"""

import os
import random
import signal
import time
from pathlib import Path

import pytest

from kiosk.clerk import orders as o
from kiosk.clerk.views import Views
from kiosk.faults import HallFault, Halt
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import (
    BallotCast,
    BallotSealed,
    Entered,
    KioskStarted,
    PollClosing,
    PollOpened,
)
from kiosk.meeting.state import State, apply
from kiosk.rehearsal.child import ChildKiosk
from kiosk.rehearsal.grammar import read_scene_text
from kiosk.rehearsal.hall import settings_of
from kiosk.rehearsal.playing import Wishes, play
from kiosk.rehearsal.stage import PtyStage

KEYPADS = 24
LASTS_NS = 600_000_000_000
SCENE = f"""
officer chair "王建国"
officer operator "李敏"
delegates {KEYPADS}
base A hvm1 keypads 1..12
base B hvm1 keypads 13..{KEYPADS}
check-in open
hand out
check-in seats 1..{KEYPADS} reason "试"
item 1 "停车收费" noticed 20 days ago
motion 1 "关于停车收费的议案" "工作日收费。"
phases 1 to polling
call keypads
prepare 1 rule ordinary duration 600s
zero report
open
press 1..{KEYPADS} for over 1s
KILLS
wait until pressed
close
wait until reconciled
expect heard {KEYPADS}
expect in_favour {KEYPADS}
expect differences 0
expect copies ok
declare
expect outcome passed
expect verifier true
"""

SECRET = (
    SCENE.replace('officer operator "李敏"', 'officer teller "赵敏"\nofficer notary "钱芳"')
    .replace("600s", "600s secret")
    .replace("reconciled", 'closed\nopen urn by "赵敏" and "钱芳"')
    .replace("for over 1s", f"for over 1s\npress 1..{KEYPADS // 4} against over 1s")
    .replace(f"in_favour {KEYPADS}", f"in_favour {KEYPADS - KEYPADS // 4}")
    .replace(f"heard {KEYPADS}", f"heard {KEYPADS + KEYPADS // 4}")
)


def killed(folder: Path, *, seed: int, kills: int, text: str = SCENE) -> None:
    dice = random.Random(seed)
    lines = "\n".join(
        f"wait {dice.randrange(20, 600)}ms\nkill\nexpect stage open" for _ in range(kills)
    )
    scene = read_scene_text(text.replace("KILLS", lines), folder / "killed.scene")
    told: list[tuple[int, int]] = []

    def show(views: Views) -> None:
        if views.hall.ends_ns is not None:
            told.append((time.monotonic_ns(), views.hall.ends_ns))

    left = play(scene, folder / "play", PtyStage(scene.set_up), Wishes(pace=1.0), show=show)
    assert [one.what for one in left.played.misses] == []
    with Ledger.read(left.book) as book:
        entered = list(book.entries())
    starts = [one for one in entered if isinstance(one.fact, KioskStarted)]
    assert len(starts) == kills + 1
    ballots = [one.fact for one in entered if isinstance(one.fact, BallotCast | BallotSealed)]
    cast = [one.seat for one in ballots if not (isinstance(one, BallotSealed) and one.replaces)]
    assert sorted(cast, key=int) == [str(seat) for seat in range(1, KEYPADS + 1)]
    remains_the_same(entered, told, starts[1:])


def remains_the_same(
    entered: list[Entered], told: list[tuple[int, int]], starts: list[Entered]
) -> None:
    """What remained at the last entry of the killed kiosk remains at the start of the next one."""
    closing = next(one for one in entered if isinstance(one.fact, PollClosing))
    state, remains_ns, right = State(), LASTS_NS, dict[int, int]()
    for one in entered[: closing.number]:
        apply(state, one)
        ends_ns = state.running and state.running.ends_ns
        if isinstance(one.fact, PollOpened) or one in starts:
            assert ends_ns is not None
            right[one.mono_ns] = ends_ns
            assert ends_ns - one.mono_ns == remains_ns
        remains_ns = LASTS_NS if ends_ns is None else ends_ns - one.mono_ns
    assert {ends_ns for _, ends_ns in told} == set(right.values())
    for at, ends_ns in told:
        assert ends_ns == right[max(begun for begun in right if begun < at)]


def test_a_kiosk_killed_twice_in_a_busy_poll_goes_on_in_the_same_poll(tmp_path: Path) -> None:
    killed(tmp_path, seed=1, kills=2)


def test_a_kiosk_killed_twice_in_a_secret_poll_goes_on_and_its_urn_opens(tmp_path: Path) -> None:
    """The boxes are in the book, the shares in their file: no press is lost, none counted twice."""
    killed(tmp_path, seed=1, kills=2, text=SECRET)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 12))
def test_twenty_whole_kiosks_are_killed(tmp_path: Path, seed: int) -> None:
    killed(tmp_path, seed=seed, kills=2)


def test_a_child_that_dies_by_itself_is_told_and_one_that_cannot_begin_says_why(
    tmp_path: Path,
) -> None:
    scene = read_scene_text("delegates 3\nbase A hvm1 keypads 1..3\n", tmp_path / "x.scene")
    stage = PtyStage(scene.set_up)
    try:
        settings = settings_of(scene, tmp_path / "play", stage, outside={}, language="en")
        views: list[object] = []
        kiosk = ChildKiosk(settings, views.append)
        assert kiosk.desk.order(o.OpenCheckIn()).result(20) is not None
        with pytest.raises(HallFault, match="held by another kiosk"):
            ChildKiosk(settings, views.append)
        assert views
        os.kill(kiosk.pid, signal.SIGKILL)
        with pytest.raises(Halt):
            kiosk.desk.order(o.OpenCheckIn()).result(20)
        kiosk.stop()
    finally:
        stage.close()
