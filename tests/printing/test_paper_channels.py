"""A vote record of paper and hands: each channel in a line of its own, and who counted it."""

from dataclasses import replace
from datetime import timedelta

import samples
from presses import run, squeezed

from kiosk.meeting.ballot import Channel
from kiosk.meeting.record import ByPeople, Turned, VoteRecord
from kiosk.meeting.tally import Column
from kiosk.printing.catalog import print_vote_record


def read_back(record: VoteRecord) -> str:
    pdf = print_vote_record(record, sign=samples.sign, language="zh_CN").pdf
    return squeezed(run("pdftotext", "-layout", "PDF", "-", pdf=pdf).decode())


def test_the_channels_stand_in_lines_of_their_own() -> None:
    record = samples.failing_by_one()
    keypads = Column(Channel.KEYPADS, 110, 71, 35, 3, 0, 0, 1, 0, (), ())
    paper = Column(Channel.PAPER, 12, 10, 1, 0, 0, 1, 0, 0, (), (), 12, 12)
    tally = replace(record.tally, columns=(keypads, paper))
    people = (ByPeople(Channel.PAPER, ("李敏", "赵敏"), 1),)
    at = record.opened_at + timedelta(seconds=9)
    lines = tuple(
        replace(line, channel=Channel.PAPER, paper=line.number) if line.number < 4 else line
        for line in record.ballots
    )
    said = read_back(
        replace(
            record,
            tally=tally,
            by_people=people,
            turned=Turned(Channel.PAPER, "基站断电", "王建国", at, 4),
            ballots=lines,
        )
    )
    assert "用纸质选票" in said
    assert "发出12=收回12+未收回0" in said
    assert "李敏·赵敏分别计票" in said
    assert "改用纸质选票：基站断电" in said
    assert "纸票3" in said


def test_options_on_paper_are_told_option_by_option() -> None:
    record = samples.choose_three()
    options = tuple(range(1, len(record.plan.form.options) + 1))
    paper = Column(Channel.PAPER, 9, 0, 0, 0, 8, 1, 0, 0, options, (), 9, 9)
    plan = replace(record.plan, channel=Channel.PAPER, because="too_many_options")
    said = read_back(replace(record, plan=plan, tally=replace(record.tally, columns=(paper,))))
    assert "1:1·2:2" in said
    assert "选项多于表决器的键" in said
