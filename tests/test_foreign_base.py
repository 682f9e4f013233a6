"""A base this project did not write: a plain pymodbus server on a pseudo-terminal.

`kiosk play --base A=PORT` attaches a scene to it; the scene only chairs the meeting, every press
comes from the foreign base. All of them must be in the book, and the base's own account must agree.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import BallotCast, BaseFound, PressRefused

ROOT = Path(__file__).parent.parent
COLLECTOR = ROOT / "tests" / "devices" / "foreign_collector.py"
SCENE = """
officer chair "王建国"
officer operator "李敏"
delegates 60
base A hvm1 keypads 1..60
check-in open
hand out
check-in seats 1..55 reason "测试"
item 1 "停车" noticed 20 days ago
motion 1 "停车" "收费。"
phases 1 to polling
call keypads
prepare 1 rule {rule}
zero report
open
wait {wait}
close
wait until reconciled
expect differences 0
{expected}
acknowledge silence
declare
record
expect verifier true
"""


@contextmanager
def foreign(*presses: str, keypads: int = 60) -> Iterator[str]:
    """The server in a process of its own; its port."""
    command = [sys.executable, str(COLLECTOR), "--first", "1", "--keypads", str(keypads), *presses]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


def played(folder: Path, port: str, *, expected: str, rule: str = "ordinary", wait: str) -> dict:
    """What `kiosk play` says of the scene on that port."""
    scene = folder / "foreign.scene"
    scene.write_text(SCENE.format(rule=rule, wait=wait, expected=expected), encoding="utf-8")
    out = folder / "play"
    command = [sys.executable, "-m", "kiosk", "play", scene, "--base", f"A={port}", "--json"]
    done = subprocess.run(
        [*command, "--out", out], capture_output=True, text=True, cwd=ROOT, timeout=300
    )
    assert done.stderr == ""
    told = json.loads(done.stdout)
    assert told["misses"] == []
    assert done.returncode == 0
    return told


def facts(folder: Path, *kinds: type) -> list:
    with Ledger.read(folder / "play" / "meeting.book") as book:
        return [one.fact for one in book.entries(facts=kinds)]


def test_every_press_of_a_foreign_base_is_counted(tmp_path: Path):
    """Forty press for, twelve against, one abstains; all within 1.1 s."""
    plan = [f"{n}=1@{20 * n}" for n in range(1, 41)]
    plan += [f"{n}=2@{20 * n}" for n in range(41, 53)] + ["53=3@1080"]
    expected = "expect in_favour 40\nexpect against 12\nexpect abstain 1\nexpect not_pressed 2"
    with foreign(*plan) as port:
        told = played(tmp_path, port, expected=expected, wait="8s")
    (poll,) = told["polls"]
    assert (poll["heard"], poll["counted"], poll["refused"]) == (53, 53, {})
    assert poll["adds_up"]
    cast = facts(tmp_path, BallotCast)
    assert {fact.press.keypad: fact.press.keys for fact in cast} == {
        n: (1 if n < 41 else 2 if n < 53 else 3,) for n in range(1, 54)
    }
    assert [fact.press.sequence for fact in cast] == list(range(1, 54))
    (found,) = facts(tmp_path, BaseFound)
    assert (found.protocol, found.first_keypad, found.keypads) == ("hvm1", 1, 60)


def test_what_people_change_withdraw_and_press_wrongly_on_it_is_told_apart(tmp_path: Path):
    plan = ["17=1", "42=2", "17=2", "42=", "9=7", "58=1", "5=1", "5=1", "8=1,2@900"]
    expected = "expect against 1\nexpect in_favour 1\nexpect void 1\nexpect replaced 2"
    with foreign(*plan) as port:
        told = played(tmp_path, port, expected=expected, wait="8s")
    (poll,) = told["polls"]
    assert poll["heard"] == len(plan)
    assert poll["refused"] == {"no_such_key": 1, "not_checked_in": 1, "duplicate": 1}
    assert poll["adds_up"]
    refused = facts(tmp_path, PressRefused)
    assert {fact.press.keypad for fact in refused} == {9, 58, 5}
