import io
from dataclasses import replace

import presses
import pytest
from pypdf import PdfReader
from samples import failing_by_one, long_motion, sign

from kiosk.faults import FontFault
from kiosk.printing import fonts
from kiosk.printing.catalog import print_vote_record
from kiosk.printing.fonts import Face, check, metrics, to_unicode, width

RARE = "𬭎"


def test_a_character_above_the_basic_plane_is_mapped_to_surrogates() -> None:
    assert f"<05> <{'D872DF4E'}>" in to_unicode("F", [0, 65, 66, 67, 68, 0x2CB4E])
    assert chr(0x2CB4E) == RARE


def test_a_unicode_map_holds_at_most_a_hundred_entries_a_block() -> None:
    told = to_unicode("F", [0, *range(0x4E00, 0x4E00 + 255)]).splitlines()
    sizes = [int(line.split()[0]) for line in told if line.endswith("beginbfchar")]
    assert sizes == [100, 100, 55]
    assert told.count("endbfchar") == 3


def test_a_rare_name_can_be_searched_and_copied_from_the_paper() -> None:
    assert any(f"张{RARE}" in page for page in presses.poppler_pages("rare_names"))
    assert any(f"张{RARE}" in page for page in presses.pypdf_pages("rare_names"))
    assert any("王喆" in page for page in presses.poppler_pages("rare_names"))


def test_a_missing_glyph_is_refused_and_named_with_its_place() -> None:
    held = failing_by_one()
    first, *rest = held.ballots
    strange = replace(held, ballots=(replace(first, name="张𠮷😀"), *rest))
    with pytest.raises(FontFault) as fault:
        print_vote_record(strange, sign=sign)
    assert fault.value.where == "ballots[0].name"
    assert fault.value.details["code"] == "U+20BB7"
    assert "𠮷" in str(fault.value)


def test_a_control_character_is_refused_too() -> None:
    with pytest.raises(FontFault, match=r"U\+0007"):
        check("赞成\a", "motion.text")


def test_a_foreign_font_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(fonts.SHA256, Face.BOLD, "00" * 32)
    metrics.cache_clear()
    with pytest.raises(FontFault, match="not the one"):
        metrics(Face.BOLD)


def test_figures_are_all_equally_wide_in_both_faces() -> None:
    for face in Face:
        assert len({width(digit, face, 10) for digit in "0123456789"}) == 1


@pytest.mark.parametrize("name", ["failing_by_one", "hall_of_500", "zero_report"])
def test_every_font_is_embedded_and_has_a_unicode_map(name: str) -> None:
    told = presses.run("pdffonts", "PDF", pdf=presses.paper(name).pdf).decode()
    rows = [line.split() for line in told.splitlines()[2:]]
    assert rows
    for row in rows:
        assert row[0].split("+")[1] in {"NotoSansSC-Regular", "NotoSansSC-Bold"}
        assert row[-5:-2] == ["yes", "yes", "yes"], row


def test_no_paper_refers_to_helvetica() -> None:
    reader = PdfReader(io.BytesIO(presses.paper("failing_by_one").pdf))
    names = {
        font.get_object()["/BaseFont"]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert names
    assert not any("Helvetica" in name for name in names)


def test_the_text_of_a_long_motion_comes_back_whole() -> None:
    pages = "".join(presses.squeezed(page) for page in presses.pypdf_pages("rare_names"))
    first, *_, last = long_motion().text.split("\n")
    assert presses.squeezed(first) in pages
    assert presses.squeezed(last) in pages
    assert all(f"第{at}条" in pages for at in range(1, 25))
