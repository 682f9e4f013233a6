"""撤回: what came off the agenda before a poll was declared stands on its record, and why."""

from dataclasses import replace

import samples

from kiosk.meeting.record import WithdrawnLine
from kiosk.printing.conclusion import matters
from kiosk.words import words


def test_a_record_tells_what_was_withdrawn_by_whom_and_why() -> None:
    gone = WithdrawnLine(4, "加装电梯", "提案人撤回", "王建国")
    record = replace(samples.failing_by_one(), withdrawn=(gone,))
    assert "议题 4“加装电梯”已由 王建国 撤回：提案人撤回" in [*matters(record, words("zh_CN"))]
    said = "item 4 “加装电梯” was withdrawn by 王建国: 提案人撤回"
    assert said in [*matters(record, words("en"))]
    assert not any("加装电梯" in one for one in matters(samples.failing_by_one(), words("en")))
