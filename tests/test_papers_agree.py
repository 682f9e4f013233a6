"""What stands on paper is what the second hand recounts: twenty meetings led at random.

Each figure is read from the printed pages by another program, and held against the verifier's own
recount of the bundle. It takes some seconds, since every paper of every meeting is really printed.
"""

import re
import subprocess
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from test_whole_meetings import Read, meetings

from kiosk.clerk.papers import SUFFIXES, PaperFailed, PaperKind, PaperReady, PaperWanted, PressRoom
from kiosk.ledger.keys import SealKey
from kiosk.ledger.store import Ledger
from kiosk.meeting.ballot import Channel
from kiosk.meeting.presence import AllowanceRule
from kiosk.meeting.record import PaperMark
from kiosk.verifier.checks import PollRead
from kiosk.verifier.course import instant
from kiosk.verifier.meetingsheets import Meeting
from kiosk.verifier.peoplesheets import allowance_sheet, by_class, roll_sheet, who_came
from kiosk.verifier.pollsheets import zero_report
from kiosk.verifier.told import told
from kiosk.words import words

__all__ = ["meetings"]
MEETINGS = 20
BUCKETS = {
    "赞成": "in_favour",
    "反对": "against",
    "弃权": "abstain",
    "有效票": "chosen",
    "未按": "not_pressed",
    "无效": "void",
    "回避": "recused",
}
OF_THE_MEETING = (
    PaperKind.OPENING_SHEET,
    PaperKind.ROLL_SHEET,
    PaperKind.COMPOSITION_TABLE,
    PaperKind.ALLOWANCE_SHEET,
    PaperKind.MINUTES,
    PaperKind.CLOSING_REPORT,
    PaperKind.NOTARIAL_NOTES,
)


class Press:
    """Prints from the book of the meeting that was led last, and reads the pages back."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.made = folder, 0
        self.came: list[PaperReady | PaperFailed] = []

    def text(self, kind: PaperKind, poll: int = 0, as_of: int = -1) -> str:
        """The text of all pages, without white space; of the whole book or up to an entry."""
        book, key = self.folder / "meeting.book", SealKey.load(self.folder / "hall.seal-key")
        with Ledger.read(book) as held:
            last = held.head[0]
        self.made += 1
        mark = PaperMark(f"2026-{self.made:03d}", self.made, 1)
        room = PressRoom(
            lambda: Ledger.read(book),
            key,
            language="zh_CN",
            post=self.came.append,
            crash=lambda where, bug: None,
        )
        room.want(PaperWanted(kind, poll, mark, last if as_of < 0 else as_of, "ok"))
        room.step()
        ready = self.came[-1]
        assert isinstance(ready, PaperReady), ready
        path = self.folder / "paper.pdf"
        path.write_bytes(ready.pdf)
        told = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True)
        return "".join(told.stdout.split())


@pytest.fixture
def press(tmp_path: Path) -> Press:
    return Press(tmp_path)


def account(found: PollRead) -> dict[str, int]:
    """The presses of a poll as the verifier heard them, set aside or not."""
    poll = found.poll
    refused = sum(poll.refused.values())
    return {
        "heard": poll.casts + refused,
        "counted": poll.counted,
        "replaced": poll.casts - poll.counted,
        "refused": refused,
    }


def said(sums: dict[str, int]) -> str:
    told = "收到按键 {heard} 次 = 计入 {counted} + 被替换 {replaced} + 未计入 {refused}"
    return "".join(told.format(**sums).split())


def demand_record(text: str, found: PollRead, options: tuple[str, ...]) -> None:
    """The buckets with their labels, the sum line, the verdict, the account at the close."""
    tally = found.tally
    assert tally is not None
    of_options = found.poll.plan.kind != "for_against"
    labels = [x for x in BUCKETS if (x == "有效票") == of_options or x in ("未按", "无效", "回避")]
    labels = [x for x in labels if not (of_options and x in ("赞成", "反对", "弃权"))]
    figures = "·".join(f"{label}{getattr(tally, BUCKETS[label])}" for label in labels)
    assert figures in text.replace("\u00a0", ""), figures
    sums = "+".join(str(getattr(tally, BUCKETS[label])) for label in labels)
    assert f"{sums}={tally.base}，即本次表决的计票基数" in text
    for number, votes in enumerate(tally.options, start=1):
        told = str(votes)
        if tally.noes:
            told = f"赞成{votes}，反对{tally.noes[number - 1]}"
        assert f"{number}{options[number - 1]}{told}" in text, (number, told)
    assert found.outcome is not None
    assert words().name("verdict", found.outcome.verdict) in text


def row(found: PollRead) -> str:
    """The figures of a poll's row in the table of polls, in their order."""
    tally = found.tally
    assert tally is not None
    of_options = found.poll.plan.kind != "for_against"
    cells: list[str] = []
    for label, member in BUCKETS.items():
        absent = label == "有效票" if not of_options else label in ("赞成", "反对", "弃权")
        cells.append("–" if absent else str(getattr(tally, member)))
    return "".join(cells)


def demand_sheets(press: Press, read: Read) -> None:
    """The papers about the whole meeting and each poll that was opened."""
    state = read.hall.state
    polls = {one.poll.plan.poll: one for one in read.reading.polls}
    opened = [found for number, found in polls.items() if state.polls[number].opened is not None]
    closing = press.text(PaperKind.CLOSING_REPORT)
    sums = {name: sum(account(one)[name] for one in polls.values()) for name in account(opened[0])}
    stray = len(state.stray)
    sums["heard"] += stray
    sums["refused"] += stray
    assert said(sums) + f"；其中不属于任何一次表决的{stray}次" in closing
    voting = sum(one.votes for one in state.roll.values())
    came = sum(state.roll[seat].votes for seat, stays in state.stays.items() if stays)
    assert f"应到{voting}人，到会{came}人" in closing
    texts = {kind: press.text(kind) for kind in OF_THE_MEETING}
    texts[PaperKind.CLOSING_REPORT] = closing
    for number, found in polls.items():
        if state.polls[number].declared is not None:
            assert row(found) in closing
            assert row(found) in texts[PaperKind.NOTARIAL_NOTES]
    assert f"应到代表{voting}人，到会{came}人" in texts[PaperKind.MINUTES]
    assert f"应到{voting}人，到会{came}人" in texts[PaperKind.ROLL_SHEET]
    members = sum(one.delegate_class != "attendee" for one in state.roll.values())
    assert f"名册共{members}人" in texts[PaperKind.COMPOSITION_TABLE]
    for found in opened:
        number = found.poll.plan.poll
        assert said(account(found)) in press.text(PaperKind.UNCOUNTED_PRESSES, number)
        if found.poll.counts:
            counted = press.text(PaperKind.COUNTING_SHEET, number)
            for channel, _, sheet in found.poll.counts[-1:]:
                assert f"{words().name('channel', Channel(channel))}计票" in counted
                assert f"无效{sheet['void']}" in counted


def clock(utc: str) -> str:
    """A time of the book by the hall's clock, as it is printed."""
    return f"{instant(utc) + timedelta(hours=8):%H:%M:%S}"


def demand_roll(press: Press, read: Read) -> None:
    """Each line with its stays, the classes, the sums."""
    course, last = read.reading.known.course, read.reading.entries - 1
    right = roll_sheet(course, told(course, last), read.reading.known.names, last, {})
    text = press.text(PaperKind.ROLL_SHEET)
    for line in right["lines"]:
        stays = [
            f"{clock(stay['came'])}–{clock(stay['left']) if stay['left'] else ''}"
            for stay in line["stays"]
        ]
        named = words().name("class", line["delegate_class"])
        seat, keypad = line["seat"], "–" if line["keypad"] is None else line["keypad"]
        late = "+" if line["number"] in right["amended"] else ""
        row = f"{line['number']}{seat}{line['name']}{late}{named}{keypad}"
        assert len(stays) > 1 or f"{row}{''.join(stays) or '未到会'}" in text, line
        assert all(stay in text for stay in stays), line
    for name, on, here in right["classes"]:
        assert re.search(rf"{words().name('class', name)}{on}[\d.]+%{here}([\d.]+%|–)", text)
    assert f"出表时在场{right['present']}人" in text
    assert f"列席（无表决权）{right['attendees']}人，到会{right['attendees_came']}人" in text
    out = [f"{keypad}({seat}" for keypad, seat in right["unreturned"]]
    assert all(one in text for one in out)
    assert f"尚有{len(out)}只表决器未收回" in text or not out


def demand_allowances(press: Press, read: Read) -> None:
    """Each sum with its days, and what they come to."""
    course, last = read.reading.known.course, read.reading.entries - 1
    rule = asdict(AllowanceRule())
    names = read.reading.known.names
    right = allowance_sheet(course, told(course, last), names, last, {"rule": rule})
    text = press.text(PaperKind.ALLOWANCE_SHEET)
    for line in right["lines"]:
        days = "".join(f"{one['minutes']}分钟" for one in line["days"])
        halves = sum(one["halves"] for one in line["days"])
        paid = f"{halves // 2}{'.5' if halves % 2 else ''}"
        yuan = f"{line['fen'] // 100:,}.{line['fen'] % 100:02d}"
        row = rf"{line['number']}{line['seat']}{line['name']}({yuan})?\d+年\d+月\d+日{days}{paid}"
        assert re.search(row, text), (row, text)
        assert yuan in text
    fen = sum(line["fen"] for line in right["lines"])
    assert f"共{len(right['lines'])}人，合计{fen // 100:,}.{fen % 100:02d}元" in text


def demand_groups(press: Press, read: Read) -> None:
    """Opening, composition and minutes: who was entitled, who was there, of which class."""
    known, last = read.reading.known, read.reading.entries - 1
    opened = next((one.number for one in known.course.notes if one.fact == "PollOpened"), last + 1)
    meeting = Meeting(known.course, told(known.course, opened - 1), opened - 1, {}, known.polls)
    right = meeting.opening_sheet()
    names = ("entitled", "present", "attendees", "attendees_present", "keypads")
    figures = "".join(str(right[name]) for name in names)
    text = press.text(PaperKind.OPENING_SHEET, as_of=opened - 1)
    assert f"应到实到列席名额列席到会已配发表决器{figures}" in text
    meeting = Meeting(known.course, told(known.course, last), last, {}, known.polls)
    text = press.text(PaperKind.COMPOSITION_TABLE)
    for name, on, here in by_class(meeting.found, who_came(meeting.found)):
        row = rf"{words().name('class', name)}[\d.–%]*?{on}[\d.]+%{here}([\d.]+%|–)"
        assert name == "attendee" or re.search(row, text), (row, text)
    right = meeting.minutes()
    absent = right["entitled"] - right["came"] - right["excused"]
    said = f"应到代表{right['entitled']}人，到会{right['came']}人，请假{right['excused']}人"
    text = press.text(PaperKind.MINUTES)
    assert f"{said}，缺席{absent}人；列席{right['attendees_came']}人" in text


def demand_zero(press: Press, read: Read) -> int:
    """The report of each poll as it stood before it opened."""
    course = read.reading.known.course
    opened = [one for one in course.notes if one.fact == "PollOpened"]
    for one in opened:
        number, before = one.of["poll"], one.number - 1
        right = zero_report(course, told(course, before), number, before, {})
        text = press.text(PaperKind.ZERO_REPORT, number, before)
        here = right["attendance"]
        away = here["absent"] - here["excused"]
        said = f"应到{here['roll']}实到{here['present']}请假{here['excused']}缺席{away}"
        assert f"{said}列席{here['attendees']}" in text
        bound, heard = right["keypads"], right["heard"]
        assert f"已绑定席位{bound}只，最近一次点名应答{heard}只，未应答{bound - heard}只" in text
        pressed = sum(count for _, count in right["refused"])
        early = f"此前收到本次表决的按键{pressed}次，计入0，未计入{pressed}"
        assert (early if pressed else "尚未收到本次表决的按键。") in text
    return len(opened)


def test_the_sheets_are_printed_as_the_verifier_recounts_them(
    meetings: Callable[[int], Read], press: Press
) -> None:
    opened = 0
    for seed in range(0, MEETINGS, 3):
        read = meetings(seed)
        demand_roll(press, read)
        demand_allowances(press, read)
        demand_groups(press, read)
        opened += demand_zero(press, read)
    assert opened > MEETINGS // 3


def test_every_figure_on_paper_is_the_one_that_the_verifier_recounts(
    meetings: Callable[[int], Read], press: Press
) -> None:
    printed = 0
    for seed in range(MEETINGS):
        read = meetings(seed)
        state = read.hall.state
        for found in read.reading.polls:
            number = found.poll.plan.poll
            if state.polls[number].declared is not None:
                options = state.polls[number].plan.form.options
                demand_record(press.text(PaperKind.VOTE_RECORD, number), found, options)
                printed += 1
        if seed % 4 == 0 and any(poll.opened for poll in state.polls.values()):
            demand_sheets(press, read)
    assert printed >= MEETINGS // 2


def test_each_kind_of_paper_can_be_made_and_says_the_same_twice(
    meetings: Callable[[int], Read], press: Press, tmp_path: Path
) -> None:
    read = meetings(1)
    poll = next(n for n, one in read.hall.state.polls.items() if one.opened is not None)
    for kind in (*OF_THE_MEETING, PaperKind.UNCOUNTED_PRESSES, *SUFFIXES):
        for _ in range(2):
            press.made = 0
            press.text(kind, poll if kind is PaperKind.UNCOUNTED_PRESSES else 0)
    made = [one.pdf for one in press.came if isinstance(one, PaperReady)]
    assert all(one == other for one, other in list(pairwise(made))[::2])
