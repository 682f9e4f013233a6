"""The pictures of docs/papers.md: the first page of each paper, drawn anew where it stands there.

python tests/printing/paper_pictures.py

The papers are those of the demo's meeting, and of one that has ballot papers; a slip of a receipt
printer is no page, and its picture stays as it is.
"""

import io
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from presses import run

from kiosk.assets import DEMO
from kiosk.rehearsal.grammar import read_scene_text
from kiosk.rehearsal.playing import Wishes, play
from kiosk.rehearsal.stage import VirtualStage

DOCS = Path(__file__).parents[2] / "docs"
SHOWN = re.compile(r"\((pictures/papers/([a-z-]+)\.png)\)")
ON_PAPER = """
meeting "静安里街道市民大会" session "2026年第二次会议" place "静安里街道议事厅"
certified
officer chair "王建国"
officer operator "李敏"
officer teller "赵敏"
delegates 12
base A hvm1 keypads 1..16
check-in open
hand out
check-in seats 1..12 reason "证件核对"
item 1 "停车收费" noticed 20 days ago
motion 1 "关于停车收费的议案" "工作日收费。"
phases 1 to polling
prepare 1 rule ordinary paper
papers
zero report
open
spoil paper 3
papers to seats 3
close
wait until reconciled
count paper for 6 against 4 abstain 0 void 1 by "李敏"
count paper for 6 against 4 abstain 0 void 1 by "赵敏"
declare
record
sheet counting
expect verifier true
"""
DOTS, COLOURS = 72, 16


def papers(text: str, folder: Path) -> Iterator[tuple[str, bytes]]:
    """The papers of a scene by name, the first of each."""
    scene = read_scene_text(text, DEMO)
    left = play(scene, folder, VirtualStage(scene.set_up), Wishes())
    found: dict[str, bytes] = {}
    for path in sorted(left.papers.glob("*.pdf")):
        kind = path.stem.split("-", 2)[2].rpartition("-copy-")[0]
        found.setdefault(re.sub(r"-poll-\d+$", "", kind), path.read_bytes())
    yield from found.items()


def first_page(pdf: bytes) -> Image.Image:
    """In few colours: a page is black on white."""
    told = run("pdftoppm", "-r", str(DOTS), "-f", "1", "-l", "1", "-gray", "-png", "PDF", pdf=pdf)
    return Image.open(io.BytesIO(told)).quantize(COLOURS)


def write_pictures() -> None:
    shown = {name: DOCS / path for path, name in SHOWN.findall((DOCS / "papers.md").read_text())}
    demo = DEMO.read_text(encoding="utf-8")
    demo = re.sub(r"(?m)^(still .*|page .*|expect (?!verifier).*|show .*|confirm .*)\n", "", demo)
    demo = demo.replace("\nend\n", "\nsheet uncounted poll 1\nsheet passes\nwait 20min\nend\n")
    with tempfile.TemporaryDirectory() as folder:
        held = {
            **dict(papers(ON_PAPER, Path(folder) / "paper")),
            **dict(papers(demo, Path(folder) / "demo")),
        }
    for name in shown.keys() & held.keys():
        first_page(held[name]).save(shown[name], optimize=True)


if __name__ == "__main__":
    write_pictures()
