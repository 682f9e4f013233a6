import presses
import pytest
import samples
from presses import paper, poppler_pages, squeezed

from kiosk.printing.anchor import short_code
from kiosk.printing.blocks import BODY, VALUE, Either, Gap, Keep, Prose, Stack, Turn, Under
from kiosk.printing.catalog import print_vote_record
from kiosk.printing.pen import MM
from kiosk.printing.sheet import FIRST_MODULE, LATER_MODULE, lay_out
from kiosk.printing.tables import Align, Column, listing

ROOMS = (200.0, 300.0)


def text(count: int) -> Prose:
    return Prose(tuple("字" for _ in range(count)), BODY)


def rows(count: int, **form: int) -> object:
    columns = (Column("席位", 40), Column("票", 30, Align.RIGHT))
    return listing(columns, ((f"A-{n}", str(n)) for n in range(count)), again="续", **form)


def heights(pages: list[list[object]]) -> list[float]:
    return [sum(block.height for block in page) for page in pages]


@pytest.mark.parametrize("name", ["failing_by_one", "choose_three", "rare_names", "hall_of_500"])
def test_every_page_tells_its_number_and_the_same_short_code(name: str) -> None:
    pages = poppler_pages(name)
    code = short_code(getattr(samples, name)().book.sha256)
    assert len(pages) == paper(name).pages
    for at, page in enumerate(pages, start=1):
        assert f"第{at}页共{len(pages)}页" in squeezed(page)
        assert code in page
        assert "静市会〔2026〕表3号" in page
        assert "宣布2026年11月23日14:33:40UTC+08:00" in squeezed(page)


def test_modules_are_never_smaller_than_the_papers_demand() -> None:
    assert LATER_MODULE >= 0.45 * MM
    assert FIRST_MODULE > LATER_MODULE


def test_the_list_of_500_ballots_repeats_its_head_and_loses_nobody() -> None:
    pages = poppler_pages("hall_of_500")
    listed = [page for page in pages if ("表决器" in page and "A-001" in page) or "（续）" in page]
    assert len(listed) >= 6
    for page in listed:
        assert squeezed(page).count("席位姓名") >= 1
    seen = squeezed("".join(pages))
    for line in samples.hall_of_500().ballots:
        assert f"{line.seat}{squeezed(line.name)}" in seen


def test_every_page_after_the_first_of_an_annex_says_that_it_goes_on() -> None:
    pages = poppler_pages("hall_of_500")
    assert sum("附件一 逐席表决清单（续）" in " ".join(page.split()) for page in pages) == 5


def test_no_page_is_filled_beyond_its_room() -> None:
    blocks = [text(7), rows(90), Keep((text(3), text(4))), text(60), rows(40, abreast=2)]
    pages = lay_out(blocks, ROOMS)
    assert all(
        height <= room + 0.1
        for height, room in zip(heights(pages), [200, *[300] * 99], strict=False)
    )
    assert len(pages) > 5


def test_a_kept_block_moves_whole_to_the_next_page() -> None:
    kept = Keep((text(3), text(3)))
    pages = lay_out([text(10), kept], ROOMS)
    assert pages[1] == [kept]


def test_a_heading_never_stays_behind_alone() -> None:
    pages = lay_out([text(11), Under(text(1), text(9))], ROOMS)
    assert [len(page) for page in pages] == [1, 1]
    pages = lay_out([text(9), Under(text(1), text(9))], ROOMS)
    assert isinstance(pages[0][1], Under)
    assert len(pages[1][0].lines) >= 2


def test_no_single_line_of_a_paragraph_is_left_on_either_page() -> None:
    for before in range(1, 13):
        pages = lay_out([text(before), text(6)], ROOMS)
        pieces = [block for page in pages for block in page][1:]
        assert sum(len(piece.lines) for piece in pieces) == 6
        assert all(len(piece.lines) >= 2 for piece in pieces)


def test_a_list_leaves_at_least_three_rows_here_and_two_there() -> None:
    for before in range(1, 13):
        pages = lay_out([text(before), rows(8)], ROOMS)
        pieces = [block for page in pages for block in page][1:]
        assert sum(len(piece.rows) for piece in pieces) == 8
        assert len(pieces) == 1 or (len(pieces[0].rows) >= 3 and len(pieces[-1].rows) >= 2)


def test_what_fits_only_apart_is_parted_as_foreseen() -> None:
    first, rest = text(4), text(8)
    choice = Either(Keep((first, rest)), first, rest)
    assert lay_out([text(1), choice], ROOMS) == [[text(1), choice]]
    assert lay_out([text(8), choice], ROOMS) == [[text(8), first], [rest]]
    assert lay_out([text(11), choice], ROOMS) == [[text(11)], [choice]]


def test_a_stack_is_torn_between_its_parts_and_inside_the_last() -> None:
    pages = lay_out([Stack((text(5), text(30)))], ROOMS)
    assert len(pages) == 3
    assert sum(len(part.lines) for page in pages for block in page for part in block.blocks) == 35


def test_space_vanishes_at_the_top_of_a_page_and_a_turn_makes_one() -> None:
    pages = lay_out([Gap(9), text(2), Turn(), Gap(9), text(3)], ROOMS)
    assert pages == [[text(2)], [text(3)]]


def test_a_turn_with_enough_room_left_stays_on_the_page() -> None:
    turn = Turn(enough=120)
    assert lay_out([text(2), turn, text(3)], ROOMS) == [[text(2), turn, text(3)]]
    assert lay_out([text(7), turn, text(3)], ROOMS) == [[text(7)], [text(3)]]


def test_a_block_that_fits_no_page_is_a_defect_and_says_so() -> None:
    with pytest.raises(ValueError, match="fits no page"):
        lay_out([Keep((text(40),))], ROOMS)


def test_figures_never_break_but_words_do() -> None:
    columns = (Column("席位", 30), Column("号", 28, Align.RIGHT))
    held = listing(columns, [("很长的席位名称", "1234567")])
    name, number = held.rows[0].cells
    assert len(name.lines) > 1
    assert number.lines == ("1234567",)
    assert number.style.size < VALUE.size


def test_a_hall_of_3376_prints_without_a_broken_figure() -> None:
    choices = [(1,)] * 2300 + [(2,)] * 1000
    held = samples.record(roll=3376, absent=6, choices=choices, rule=samples.MAJORITY, refused=400)
    printed = print_vote_record(held, sign=samples.sign)
    told = presses.run("pdftotext", "-layout", "PDF", "-", pdf=printed.pdf).decode()
    assert printed.pages == told.count("\f")
    flat = " ".join(told.split())
    assert "3369 " in flat
    assert "2300 + 1000 + 0 + 70 + 0 + 0 = 3370" in flat


def test_rows_of_unequal_height_fill_both_columns_without_running_over() -> None:
    columns = (Column("姓名", 40), Column("票", 30, Align.RIGHT))
    names = ("迪丽热巴·迪力木拉提" if n % 3 == 0 or n > 40 else "王喆" for n in range(71))
    held = listing(columns, ((name, str(n)) for n, name in enumerate(names)), abreast=2)
    pages = lay_out([text(3), held], ROOMS)
    assert all(height <= 300.1 for height in heights(pages))
    pieces = [block for page in pages for block in page][1:]
    assert [cell for piece in pieces for row in piece.rows for cell in row.cells[1].lines] == [
        str(n) for n in range(71)
    ]
