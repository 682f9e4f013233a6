"""Every scene of `tests/scenes` is a meeting that must go as it says."""

from pathlib import Path

import pytest

from kiosk.rehearsal.grammar import read_scene
from kiosk.rehearsal.playing import Left, Wishes, play
from kiosk.rehearsal.stage import PtyStage, VirtualStage

SCENES = sorted((Path(__file__).parent / "scenes").glob("*.scene"))
IN_REAL_TIME = (
    "majority",
    "unplugged_base",
    "killed_kiosk",
    "presses_in_flight",
    "mixed_protocols",
    "sunvote_unplugged",
    "wrong_id",
    "port_held",
    "dual_channel_back",
    "printer_killed",
)


def told(left: Left) -> list[str]:
    return [f"line {one.line}: {one.text}: {one.what}" for one in left.played.misses]


@pytest.mark.parametrize("path", SCENES, ids=lambda path: path.stem)
def test_the_scene_goes_as_it_says(path: Path, tmp_path: Path):
    scene = read_scene(path)
    left = play(scene, tmp_path / "play", VirtualStage(scene.set_up), Wishes())
    assert told(left) == []
    assert left.played.held > 3
    assert left.verdict["exit"] == 0


@pytest.mark.parametrize("name", IN_REAL_TIME)
def test_the_scene_goes_as_it_says_on_real_ports(name: str, tmp_path: Path):
    scene = read_scene(Path(__file__).parent / "scenes" / f"{name}.scene")
    left = play(scene, tmp_path / "play", PtyStage(scene.set_up), Wishes(pace=0.5))
    assert told(left) == []
    assert left.verdict["exit"] == 0


def test_a_scene_that_expects_too_much_is_told(tmp_path: Path):
    text = (Path(__file__).parent / "scenes" / "majority.scene").read_text(encoding="utf-8")
    path = tmp_path / "wrong.scene"
    path.write_text(text.replace("expect in_favour 7", "expect in_favour 8"), encoding="utf-8")
    scene = read_scene(path)
    left = play(scene, tmp_path / "play", VirtualStage(scene.set_up), Wishes())
    assert [one.text for one in left.played.misses] == ["expect in_favour 8"]
    assert left.played.misses[0].what == "found 7, expected 8"
