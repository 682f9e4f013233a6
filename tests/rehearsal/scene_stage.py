"""Scenes told in a test: read, played in virtual time, and what they left."""

from pathlib import Path

from kiosk.ledger.store import Ledger
from kiosk.rehearsal.grammar import read_scene_text
from kiosk.rehearsal.playing import Left, Wishes, play
from kiosk.rehearsal.scene import Scene
from kiosk.rehearsal.stage import VirtualStage

HALL = """
officer chair "王建国"
officer operator "李敏"
delegates 12
base A hvm1 keypads 1..16
desk 1
"""
DOOR = """
check-in open
hand out
scan 1..11 at desk 1 over 2s
item 1 "停车" noticed 20 days ago
motion 1 "停车" "收费。"
phases 1 to polling
call keypads
"""
POLL = """
prepare 1 rule ordinary
zero report
open
press 1..7 for over 2s
press 8..10 against over 1s at 1s
wait until pressed
"""
END = """
close
wait until reconciled
declare
"""


def read(text: str, folder: Path = Path()) -> Scene:
    return read_scene_text(text, folder / "told.scene")


def played(text: str, folder: Path, *, seed: int = 1) -> Left:
    scene = read(text, folder)
    return play(scene, folder / "play", VirtualStage(scene.set_up), Wishes(seed=seed))


def misses(left: Left) -> list[tuple[str, str]]:
    return [(one.text, one.what) for one in left.played.misses]


def facts(left: Left, *kinds: type) -> list:
    with Ledger.read(left.book) as book:
        return [one.fact for one in book.entries() if not kinds or type(one.fact) in kinds]
