"""A small meeting of a hall with a certificate, played to its end in virtual time."""

from pathlib import Path

from kiosk.rehearsal.grammar import read_scene_text
from kiosk.rehearsal.playing import Left, Wishes, play
from kiosk.rehearsal.stage import VirtualStage

SET_UP = """
meeting "市民大会" place "静安里街道议事厅" convener "静安里街道办事处"
certified
second medium off
officer chair "王建国"
officer operator "李敏"
delegates 3 citizen
base A hvm1 keypads 1..3
desk 1
hand out
"""
ONE_POLL = """
item 1 "停车收费" noticed 21 days ago
motion 1 "停车收费的议案" "全文"
check-in seats 1..3 reason "手工"
phases 1 to polling
call keypads
prepare 1 rule ordinary duration 60s
zero report
open
press 1..2 for over 1s
press 3 against at 1s
wait until pressed
close
wait until reconciled
declare
record
record
end
"""
"""Two original papers and a reprint of the record."""


def played(folder: Path, steps: str = ONE_POLL) -> Left:
    scene = read_scene_text(SET_UP + steps, folder / "certified.scene")
    left = play(scene, folder, VirtualStage(scene.set_up), Wishes())
    assert left.played.misses == []
    return left
