"""The whole set of a meeting with a certificate, as its folder holds it: each paper, every page."""

import subprocess
from pathlib import Path

import pytest
from archive_rules import faults
from presses import run, squeezed

from kiosk.clerk.papers import SUFFIXES, PaperKind
from kiosk.rehearsal.grammar import read_scene_text
from kiosk.rehearsal.playing import Wishes, play
from kiosk.rehearsal.stage import VirtualStage

MEETING = """
certified
officer chair "王建国"
officer operator "李敏"
officer teller "赵敏"
delegates 60
delegates 4 attendee
base A hvm1 keypads 1..64
desk 1
sheet passes
check-in open
hand out keypad 1..60 to seat 1..60
leave 12 reason "病假"
scan 1..11,13..59,61..62 at desk 1
item 1 "停车收费" noticed 20 days ago
motion 1 "关于停车收费的议案" "工作日收费。"
phases 1 to polling
silence 4,7,9
call keypads
sheet opening
prepare 1 rule ordinary duration 60s
papers to seats 4,7,9
zero report
open
press 1..40 for
press 41..50 against
press 5 for at 3s
wait until pressed
close
wait until reconciled
acknowledge silence
count paper for 2 against 1 by "李敏"
count paper for 2 against 1 by "赵敏"
declare
record
sheet uncounted
duty "街道办事处" "答复" within 15 working days
object "张三" "表决过快"
end
sheet seal
expect verifier true
"""


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("set")
    scene = read_scene_text(MEETING, folder / "meeting.scene")
    left = play(scene, folder / "play", VirtualStage(scene.set_up), Wishes())
    return sorted(left.papers.glob("*.pdf"))


def test_every_kind_of_paper_is_there(papers: list[Path]) -> None:
    kinds = {kind.value.replace("_", "-") for kind in PaperKind if kind not in SUFFIXES}
    assert [kind for kind in kinds if not any(kind in one.name for one in papers)] == []


def test_each_keeps_the_rules_of_the_archive_signed_as_it_is(papers: list[Path]) -> None:
    assert {one.name: broken for one in papers if (broken := faults(one.read_bytes()))} == {}


def test_other_programs_find_each_whole_signed_and_its_fonts_embedded(papers: list[Path]) -> None:
    for one in papers:
        held = one.read_bytes()
        run("qpdf", "--check", "PDF", pdf=held)
        signed = subprocess.run(["pdfsig", one], capture_output=True, text=True).stdout
        assert signed.count("Signature is Valid") == 1, one.name
        assert "Total document signed" in signed, one.name
        fonts = run("pdffonts", "PDF", pdf=held).decode().splitlines()[2:]
        assert fonts, one.name
        assert all(font.split()[-5:-2] == ["yes", "yes", "yes"] for font in fonts), one.name
        assert b"record.json" in run("pdfdetach", "-list", "PDF", pdf=held), one.name


def test_each_page_tells_its_number_and_the_one_short_code(papers: list[Path]) -> None:
    for one in papers:
        if "passes" in one.name:
            continue
        pages = run("pdftotext", "-layout", "PDF", "-", pdf=one.read_bytes()).decode().split("\f")
        told = [squeezed(page) for page in pages[:-1]]
        codes = {page.partition("短码")[2][:9] for page in told}
        assert len(codes) == 1, one.name
        assert all(f"第{n}页共{len(told)}页" in page for n, page in enumerate(told, start=1))


WHAT_IS_SIGNED = ("签署对象", "以下签名就", "特别事项", "合计", "核对一致", "本草稿依会议账本")


def test_no_lines_to_sign_stand_without_what_is_signed(papers: list[Path]) -> None:
    """However long its lists are: what stands above the lines goes with them to the next page."""
    for one in papers:
        pages = run("pdftotext", "-layout", "PDF", "-", pdf=one.read_bytes()).decode().split("\f")
        for page in map(squeezed, pages):
            if "年月日" in page:
                assert any(said in page for said in WHAT_IS_SIGNED), (one.name, page)
