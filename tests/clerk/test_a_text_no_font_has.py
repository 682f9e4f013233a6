"""A reason with a letter that no font can draw: no record is printed, the meeting goes on.

Such a name does not come so far: the roll file is refused (`test_roll_files`).
"""

from pathlib import Path

from kiosk.clerk import orders as o
from kiosk.meeting.facts import HallFaulted, PaperIssued
from kiosk.rehearsal.grammar import read_scene_text
from kiosk.rehearsal.player import Player
from kiosk.rehearsal.scene import Step
from kiosk.rehearsal.stage import VirtualStage
from kiosk.rehearsal.verbs import VERBS

NOBODY_DRAWS = "\U000323af"
SCENE = f"""
officer chair "王建国"
officer operator "李敏"
delegates 6
base A hvm1 keypads 1..8
desk 1
check-in open
hand out
scan 1..6 at desk 1
item 1 "停车" noticed 20 days ago
motion 1 "停车" "收费。"
phases 1 to polling
prepare 1 rule ordinary
override equipment reason "{NOBODY_DRAWS}" by "王建国" and "李敏"
zero report
open
press 1..6 for
wait until pressed
close
wait until reconciled
declare
expect papers vote_record 0
"""


def test_its_record_is_told_as_a_fault_and_the_desk_goes_on(tmp_path: Path):
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
