from dataclasses import replace

import presses
import pytest
import samples
from presses import paper, poppler_pages, squeezed

from kiosk.meeting.record import EquipmentLine
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
        "应到120实到118请假0缺席2列席14法定人数80，已达到",
        "已绑定席位118只，最近一次点名应答117只，未应答1只",
        "HVM-1r2SN20260417",
        "关于静安里社区食堂选址与三年运营补贴的方案（第3稿）",
        "计票人（操作员）",
        "记账2026年11月23日14:26:55UTC+08:00",
    ):
        assert said in page, said


def test_before_the_poll_it_says_nothing_of_a_comparison_that_nobody_has_made() -> None:
    assert "按键表核对" not in squeezed(poppler_pages("zero_report")[0])


def test_settings_without_a_file_are_told_as_such_and_not_as_a_hash_of_zeros() -> None:
    report = samples.zero_report()
    scripted = replace(report, heading=replace(report.heading, settings_sha256="0" * 64))
    said = presses.run("pdftotext", "-raw", "PDF", "-", pdf=print_zero_report(scripted).pdf)
    assert "未使用kiosk.toml：由演练脚本设定" in squeezed(said.decode())
    assert "00000000" not in said.decode()


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


def text(report, language="zh_CN") -> str:
    printed = print_zero_report(report, language=language)
    assert printed.pages == 1
    return squeezed(presses.run("pdftotext", "-layout", "PDF", "-", pdf=printed.pdf).decode())


def test_each_option_stands_there_with_its_own_zero() -> None:
    plan = samples.choose_three().plan
    page = text(replace(samples.zero_report(), plan=plan))
    assert len(plan.form.options) == 8
    for number, name in enumerate(plan.form.options, start=1):
        assert f"{number}{name}0零" in page


def test_what_was_pressed_too_early_is_said_and_is_no_ballot() -> None:
    """The report is tied to the entry of such a press, so it cannot say that nothing was heard."""
    early = replace(samples.zero_report(), refused=(("early", 2), ("not_checked_in", 1)))
    page = text(early)
    assert "各项得票均为零" in page
    assert "此前收到本次表决的按键3次，计入0，未计入3（" in page
    assert "尚未收到本次表决的按键。" in text(samples.zero_report())


def test_the_software_is_named_with_its_commit_or_says_that_none_is_known() -> None:
    report = samples.zero_report()
    assert "kiosk0.1.0；提交号a1b2c3d" in text(report)
    bare = replace(report, heading=replace(report.heading, software="kiosk 0.1.0"))
    assert "kiosk0.1.0；安装包未载明提交号" in text(bare)


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


def test_what_is_signed_stands_above_the_lines_on_the_same_page() -> None:
    report = samples.zero_report()
    line = EquipmentLine("B", "sunvote", "SunVote base 7 channel 12", 0, None)
    bases = (*report.bases, *(replace(line, base=name) for name in "BCDEFGHIJ"))
    plan = samples.choose_three().plan
    printed = print_zero_report(replace(report, bases=bases, plan=plan))
    pages = presses.run("pdftotext", "-layout", "PDF", "-", pdf=printed.pdf).decode().split("\f")
    last = squeezed(pages[printed.pages - 1])
    assert printed.pages == 2
    assert (
        "签署对象：零票报告静市会〔2026〕零3号，第3次表决开始前当场查看，各项得票均为零。" in last
    )
    assert last.count("公证员") == 2


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("SunVote base 7 channel 12", "SunVote基站7，信道12"),
        ("JSON-lines receiver", "JSON-lines接收器"),
        ("TAIDEN HCS-3600, totals only", "TAIDENHCS-3600，只报总数"),
        ("0001-0001 0000000000000001 firmware 0100", "0001-00010000000000000001固件0100"),
        ("其他厂家 X", "其他厂家X"),
    ],
)
def test_what_a_driver_says_of_its_base_is_said_in_the_language_of_the_paper(
    told: str, said: str
) -> None:
    report = samples.zero_report()
    (line,) = report.bases
    held = replace(report, bases=(replace(line, identity=told),))
    assert said in text(held)
    assert squeezed(told) in text(held, "en")
