"""The papers about a whole meeting as another program reads them; the draft for an office."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import samples
from docx import Document
from docx.oxml.ns import qn
from presses import run, squeezed

from kiosk.faults import BookFault, PrinterFault
from kiosk.meeting.ballot import BallotForm, BallotKind, Channel
from kiosk.meeting.ballot_sheets import ChannelToCount, CountingSheet, PaperBallots
from kiosk.meeting.duty_list import DutyLine, DutyList
from kiosk.meeting.minutes import Minutes, MinutesItem
from kiosk.meeting.notable import COURSE, MISHAPS
from kiosk.meeting.papercount import CountSheet
from kiosk.meeting.poll_accounts import PressSums
from kiosk.meeting.uncounted import UncountedPresses
from kiosk.printing.catalog import SETTINGS, print_sheet, write_minutes
from kiosk.printing.closing_report import WHY
from kiosk.printing.course_of_meeting import STEPS, what_happened
from kiosk.printing.notarial_notes import LINES
from kiosk.printing.paper_ballots import HOW
from kiosk.printing.pen import MM, measure
from kiosk.printing.poll_table import FIGURES
from kiosk.printing.tables import HEAD, PAD
from kiosk.words import words

ZH = words("zh_CN")
NINE = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def text(pdf: bytes) -> str:
    return squeezed(run("pdftotext", "-layout", "PDF", "-", pdf=pdf).decode())


def ballots(count: int, form: BallotForm | None = None) -> PaperBallots:
    held = samples.failing_by_one()
    plan = held.plan if form is None else replace(held.plan, form=form)
    numbers = tuple(range(1, count + 1))
    return PaperBallots(
        held.heading, held.paper, held.book, plan, held.item_title, held.motion, numbers, count
    )


def duty(number: int, *, unpublished: int = 0) -> DutyLine:
    return DutyLine(
        duty=number,
        poll=3,
        record="2026-007",
        motion="方案",
        unit="街道办事处",
        task=f"事项{number}",
        acceptance="",
        days=15,
        counting="working",
        since=date(2026, 11, 23),
        due=date(2026, 12, 14),
        unpublished=unpublished,
    )


def minutes(items: int = 1) -> Minutes:
    held = samples.failing_by_one()
    one = MinutesItem(1, "社区食堂", "2026-11-01", "", 0, "方案", 3, "全文", "ab" * 32, ())
    return Minutes(
        heading=held.heading,
        paper=held.paper,
        book=held.book,
        began=NINE,
        until=NINE + timedelta(hours=2),
        closed=True,
        officers=(("chair", "王建国"), ("notary", "陈思远")),
        entitled=120,
        came=118,
        excused=1,
        attendees=4,
        attendees_came=2,
        classes=(("citizen", 120, 118),),
        items=tuple(replace(one, item=n + 1) for n in range(items)),
        duties=(duty(1), duty(2, unpublished=5)),
        objections=(("代表3", "计票单字迹不清"),),
    )


def test_each_ballot_stands_once_with_its_number_and_no_name() -> None:
    said = text(print_sheet(ballots(7)).pdf)
    assert said.count("表决票") == 7
    assert [said.count(f"编号{n:04d}") for n in range(1, 9)] == [*[1] * 7, 0]
    assert not any(line.name in said for line in samples.failing_by_one().ballots)


@pytest.mark.parametrize("kind", [BallotKind.CHOOSE, BallotKind.YES_NO, BallotKind.SCORE])
def test_a_ballot_of_many_options_is_whole_on_its_page(kind: BallotKind) -> None:
    options = tuple(f"第{n}项{name}" for n, name in enumerate(samples.PROJECTS * 2))
    paper = print_sheet(ballots(3, BallotForm(kind, options, 1, 3)))
    said = text(paper.pdf)
    assert all(said.count(f"{n}.第{n - 1}项") == 3 for n in (1, 9, 16))


def test_a_counting_sheet_is_blank_before_the_count_and_filled_after_it() -> None:
    held = samples.failing_by_one()
    blank = ChannelToCount(Channel.PAPER, 12, 1, None, (), agreed=False)
    sheet = CountingSheet(
        held.heading, held.paper, held.book, held.plan, held.item_title, held.motion, (blank,)
    )
    assert "发出有效选票12张，此前交回作废1张" in text(print_sheet(sheet).pdf)
    counted = (("李敏", CountSheet(9, 2, 0, 0, 1)), ("赵敏", CountSheet(9, 1, 1, 0, 1)))
    filled = replace(sheet, channels=(replace(blank, entitled=12, sheets=counted),))
    said = text(print_sheet(filled).pdf)
    assert "赞成9玖9玖" in said
    assert "反对2贰1壹" in said
    assert "合计12壹拾贰12壹拾贰" in said
    assert "两人计票相同" not in said


def test_a_provisional_due_day_says_so() -> None:
    held = samples.failing_by_one()
    duties = DutyList(held.heading, held.paper, held.book, (duty(1), duty(2, unpublished=5)))
    said = text(print_sheet(duties).pdf)
    assert said.count("暂定2026-12-14*") == 1
    assert "第2项：所计期间有5天" in said


def test_the_draft_for_an_office_is_read_back_with_its_fonts_and_the_same_words() -> None:
    made, again = write_minutes(minutes()), write_minutes(minutes())
    assert made == again
    document = Document(io.BytesIO(made.pdf))
    said = [one.text for one in document.paragraphs if one.text]
    assert said[0] == "静安里街道2026年第二次市民大会第一次全体会议纪要（草稿）"
    assert "应到代表 120 人，到会 118 人，请假 1 人，缺席 1 人；列席 2 人。" in said
    printed = text(print_sheet(minutes()).pdf)
    assert all(squeezed(one) in printed for one in said)
    fonts = {
        run.element.rPr.rFonts.get(qn("w:eastAsia"))
        for one in document.paragraphs
        for run in one.runs
    }
    assert fonts == {"SimSun", "SimHei", "KaiTi", "FangSong"}
    assert document.core_properties.created == samples.DECLARED.replace(microsecond=0)


def test_long_minutes_leave_no_heading_at_the_foot_of_a_page() -> None:
    told = run("pdftotext", "-layout", "PDF", "-", pdf=print_sheet(minutes(60)).pdf).decode()
    for page in told.split("\f")[:-2]:
        body = [line.strip() for line in page.split("\n") if line.strip()]
        foot = next(at for at, line in enumerate(body) if line.startswith("账本条目 #"))
        assert not body[foot - 1].startswith(("（", "一、", "二、", "三、", "四、"))


def test_every_word_that_stands_in_a_table_is_in_the_chinese_catalogue() -> None:
    spoken = words("zh_CN")
    said = [*STEPS.values(), *WHY.values(), *LINES, *HOW.values()]
    said += [setting.name for setting in SETTINGS.values()]
    assert [one for one in said if spoken.say(one) == one] == []
    assert {kind.__name__ for kind in (*COURSE, *MISHAPS)} == STEPS.keys()


def test_no_head_of_the_table_of_polls_is_broken_within_a_word() -> None:
    for spoken in (ZH, words("en")):
        for head, _, mm in FIGURES:
            room = mm * MM - 2 * PAD
            assert all(measure(word, HEAD) <= room for word in spoken.say(head).split())


def test_the_presses_that_did_not_count_stand_by_seat_as_people_count_seats() -> None:
    held = samples.failing_by_one()
    line = held.refused[0]
    seats = ("119", "", "9", "60")
    presses = UncountedPresses(
        held.heading, held.paper, held.book, held.plan, held.item_title, held.motion, "declared",
        None, PressSums(4, 0, 0, 4, 0, (("late", 4),)), tuple(replace(line, seat=s) for s in seats),
    )  # fmt: skip
    said = run("pdftotext", "-layout", "PDF", "-", pdf=print_sheet(presses).pdf).decode()
    rows = [row.split() for row in said.splitlines() if f" {line.base} " in row]
    assert [row[0] for row in rows] == ["9", "60", "119", "–"]
    assert "去向与原因：截止后4" in squeezed(said)


def test_a_fault_that_the_book_keeps_in_english_is_told_in_the_papers_language() -> None:
    fault = PrinterFault(
        "the printer is out of paper", where="printer", cure="put paper in; wait, {copy}", copy=3
    )
    assert what_happened(str(fault), ZH, "printer") == "打印机缺纸"
    assert what_happened(str(fault), words("en"), "printer") == "the printer is out of paper"
    unknown = "nobody foresaw this; nor this"
    assert what_happened(unknown, ZH, "printer") == unknown


def test_a_fault_with_figures_in_it_keeps_them() -> None:
    said = "paper {number} was issued as {file}, which is not there"
    zh = ZH.say(said, number="2026-003", file="a.pdf")
    assert zh != said.format(number="2026-003", file="a.pdf")
    fault = BookFault(said, where="/book", cure="look for it", number="2026-003", file="a.pdf")
    assert what_happened(str(fault), ZH, "/book") == zh


def test_an_english_paper_is_english_but_for_what_the_record_says() -> None:
    said = run("pdftotext", "PDF", "-", pdf=print_sheet(ballots(1), language="en").pdf).decode()
    assert "BALLOT" in said
    assert "Mark one box." in said


def test_a_draft_is_no_original() -> None:
    """The minutes are for an office to go on with, the notes for the notary: neither is a 正本."""
    head = text(print_sheet(minutes(1)).pdf)[:80]
    assert "会议纪要（草稿）" in head
    assert "正本" not in head
    assert "正本" in text(print_sheet(ballots(1)).pdf)[:80]


def test_minutes_say_that_an_item_was_considered_only_where_a_poll_was_held() -> None:
    held = minutes(3)
    gone = replace(held.items[1], withdrawn="提案人撤回")
    heard = replace(held.items[2], motion="", version=0, text="", sha256="")
    said = text(print_sheet(replace(held, items=(held.items[0], gone, heard))).pdf)
    assert "会议审议了" not in said
    assert said.count("提交的议案为《方案》（第3稿）") == 2
    assert said.count("本议题未进行表决。") == 2
    assert "本议题已撤回，理由：提案人撤回。" in said


def test_what_is_signed_of_a_list_of_presses_are_its_own_figures() -> None:
    held = samples.failing_by_one()
    sums = PressSums(9, 5, 3, 1, 0, (("late", 1), ("replaced", 3)))
    sheet = UncountedPresses(
        *(held.heading, held.paper, held.book, held.plan, held.item_title, held.motion),
        *("declared", None, sums, held.refused[:1] + held.replaced),
    )
    assert "第3次表决，被替换3次，未计入1次。" in text(print_sheet(sheet).pdf)
