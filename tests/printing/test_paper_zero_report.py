from dataclasses import replace

import presses
import samples
from presses import paper, poppler_pages, squeezed

from kiosk.printing.anchor import checked_groups
from kiosk.printing.catalog import print_zero_report


def test_a_zero_report_is_one_page_on_which_every_counter_is_zero() -> None:
    assert paper("zero_report").pages == 1
    (page,) = poppler_pages("zero_report")
    assert any(line.split() == ["0"] * 5 for line in page.splitlines())
    assert any(line.split() == ["零"] * 5 for line in page.splitlines())


def test_it_says_which_poll_equipment_and_hall_it_is_about() -> None:
    page = squeezed(poppler_pages("zero_report")[0])
    for said in (
        "零票报告",
        "静市会〔2026〕零3号",
        "第3次表决（本议案第1轮）",
        "应到120实到118缺席2列席14法定人数80，已达到",
        "已绑定席位118只，最近一次点名应答117只，未应答1只",
        "HVM-1r2SN20260417",
        "关于静安里社区食堂选址与三年运营补贴的方案（第3稿）",
        "计票人（操作员）",
        "记账2026年11月23日14:26:55UTC+08:00",
    ):
        assert said in page, said


def test_the_mark_of_the_book_stands_on_it_in_checked_groups() -> None:
    page = poppler_pages("zero_report")[0]
    assert all(group in page for group in checked_groups(samples.zero_report().book.sha256))
    assert "#1602" in page


def test_a_poll_among_options_counts_valid_ballots() -> None:
    plan = samples.choose_three().plan
    printed = print_zero_report(replace(samples.zero_report(), plan=plan))
    page = squeezed(presses.run("pdftotext", "-layout", "PDF", "-", pdf=printed.pdf).decode())
    assert "有效票无效票数合计" in page
    assert "8项中选1至3项" in page


def test_the_same_report_gives_the_same_bytes() -> None:
    assert print_zero_report(samples.zero_report()).pdf == paper("zero_report").pdf


def test_a_zero_report_of_a_practice_meeting_says_so() -> None:
    report = samples.zero_report()
    practice = replace(report, heading=replace(report.heading, practice=True))
    told = presses.run("pdftotext", "-raw", "PDF", "-", pdf=print_zero_report(practice).pdf)
    assert "演练" in squeezed(told.decode())


def test_an_english_zero_report_is_english() -> None:
    page = squeezed(poppler_pages("zero_report", "en")[0])
    assert "ZEROREPORT" in page
    assert "Ballotsinall" in page
