"""撤回: what came off the agenda before a poll was declared stands on its record, and why."""

from dataclasses import replace

import samples
from presses import run, squeezed

from kiosk.meeting.record import Voided, WithdrawnLine
from kiosk.printing.catalog import print_vote_record
from kiosk.printing.conclusion import matters
from kiosk.words import words


def test_a_record_tells_what_was_withdrawn_by_whom_and_why() -> None:
    gone = WithdrawnLine(4, "加装电梯", "提案人撤回", "王建国")
    record = replace(samples.failing_by_one(), withdrawn=(gone,))
    assert "议题 4“加装电梯”已由 王建国 撤回：提案人撤回" in [*matters(record, words("zh_CN"))]
    said = "item 4 “加装电梯” was withdrawn by 王建国: 提案人撤回"
    assert said in [*matters(record, words("en"))]
    assert not any("加装电梯" in one for one in matters(samples.failing_by_one(), words("en")))


def test_who_signs_a_record_of_a_void_poll_signs_that_it_is_void() -> None:
    """Where the lines stand on a page of their own, that page alone would say that it passed."""
    aside = Voided("宣读有误", ("王建国", "李敏"), samples.DECLARED)
    record = replace(samples.choose_three(), voided=aside)
    told = run(
        "pdftotext", "-layout", "PDF", "-", pdf=print_vote_record(record, sign=samples.sign).pdf
    )
    pages = [squeezed(page) for page in told.decode().split("\f")]
    (signed,) = [page for page in pages if "以下签名就表决记录书" in page]
    assert "（其后已作废）" in signed
