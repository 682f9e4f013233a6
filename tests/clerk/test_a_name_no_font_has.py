"""A delegate whose name no font can draw: the record is not printed, the meeting goes on."""

from pathlib import Path

from kiosk.clerk import orders as o
from kiosk.meeting.facts import HallFaulted, PaperIssued
from kiosk.rehearsal.grammar import read_scene_text
from kiosk.rehearsal.player import Player
from kiosk.rehearsal.scene import Step
from kiosk.rehearsal.stage import VirtualStage
from kiosk.rehearsal.verbs import VERBS

NOBODY_DRAWS = "\U000323af"
SCENE = """
officer chair "王建国"
officer operator "李敏"
roll "roll.csv"
base A hvm1 keypads 1..8
desk 1
check-in open
scan 1..6 at desk 1
item 1 "停车" noticed 20 days ago
motion 1 "停车" "收费。"
phases 1 to polling
call keypads
prepare 1 rule ordinary
zero report
open
press 1..6 for
wait until pressed
close
wait until reconciled
declare
expect papers vote_record 0
"""


def test_a_record_with_such_a_name_is_told_as_a_fault_and_the_desk_goes_on(tmp_path: Path):
    heads = "number,name,seat,class,votes,keypad\n"
    names = {n: f"代表{n}" for n in range(1, 7)} | {3: f"张{NOBODY_DRAWS}"}
    rows = "".join(f"{n},{name},{n},citizen,yes,{n}\n" for n, name in names.items())
    (tmp_path / "roll.csv").write_text(heads + rows, encoding="utf-8")
    scene = read_scene_text(SCENE, tmp_path / "font.scene")
    stage = VirtualStage(scene.set_up)
    after: list = []

    def then(player: Player, step: Step) -> str:
        """The scene's last line: the record is ordered on the kiosk that still runs."""
        after.append(player.order(o.IssueRecord(1, "王建国")))
        stage.until(lambda: bool(player.views.console.faults), 5_000_000_000)
        after.append(player.views.console.faults)
        after.append(player.order(o.Object("代表1", "记录书")))
        written = player.kiosk.ledger.entries(facts=[HallFaulted, PaperIssued])
        after.append([one.fact for one in written])
        return ""

    player = Player(scene, tmp_path / "play", stage, verbs=VERBS, expecting=then)
    assert player.play().true
    refusal, faults, objection, written = after
    assert refusal is None
    assert objection is None
    assert faults[0].args["code"] == "U+323AF"
    zero, fault = written
    assert zero.kind == "zero_report"
    assert isinstance(fault, HallFaulted)
