"""Run on an X server: a clerk sets a meeting up in an empty folder, and two officers open it.

`FOLDER` is the folder, which is not there yet; `LIST` the roll on the stick, `BASE` the port of a
base. All in one process, as `kiosk run` does it. What was touched and typed is counted page by page
and written to standard output as JSON; pictures lie in `OUT` where that is given.
"""

import json
import os
import sys
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

from hand import Hand
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from kiosk.clerk.setup.finding import find_equipment
from kiosk.clerk.views import Act
from kiosk.clock import SystemClock
from kiosk.config import read_settings
from kiosk.hall import Hall
from kiosk.meeting.state import State
from kiosk.settingup import set_up_shell
from kiosk.ui.console.props import ConsoleProps
from kiosk.ui.setup_shell import SetUpShell

OFFICERS = (("王建国", "主持人"), ("李敏", "操作员"), ("赵秀英", "监票人"), ("陈志强", "公证员"))
SECRET = "hall{}"
TEXT = "工作日 7:30 至 20:30 收费，其余时段及法定节假日免费停放，试行一年后评估。"
Counts = dict[str, dict[str, int]]


class Counted:
    """What each page took, as the hand counts it."""

    def __init__(self, hand: Hand, counts: Counts) -> None:
        self._hand, self._counts = hand, counts
        self._before = (0, 0, 0)

    def page(self, name: str) -> None:
        """A page is done."""
        hand = self._hand
        now = (hand.touches, hand.keys, hand.letters)
        names = ("touches", "keys", "letters")
        told = zip(names, now, self._before, strict=True)
        self._counts[name] = {one: after - before for one, after, before in told}
        self._before = now


def picture(hand: Hand, name: str) -> None:
    """What the window shows, where pictures are wanted."""
    if out := os.environ.get("OUT"):
        hand.window.grabWindow().save(str(Path(out) / f"{name}.png"))


def set_meeting_up(shell: SetUpShell, roll: Path, counts: Counts) -> None:
    """Every page, by touch where one points and by keys where one writes."""
    hand = Hand(shell.window)
    done = Counted(hand, counts)
    assert QTest.qWaitForWindowExposed(shell.window, 20_000)
    shell.window.requestActivate()
    hand.touch("市民大会")
    hand.touch("正式会议")
    hand.fill("届次（可不填）", "2026 年第二次会议")
    hand.fill("地点（可不填）", "街道议事厅")
    hand.fill("召集人（可不填）", "静安里街道办事处")
    hand.fill("日期，如 2026-11-26", "2026-12-20")
    picture(hand, "meeting")
    done.page("meeting")
    hand.press("Ctrl+Enter")
    hand.fill("名册文件的路径", str(roll))
    hand.press("F6")
    hand.until(lambda: hand.sees("名册已从"), "the roll is taken")
    picture(hand, "roll")
    done.page("roll")
    hand.press("Ctrl+Enter")
    for _ in ("重大事项", "民生实事项目票决"):
        struck = next(one for one in hand.said() if one.startswith("2   "))
        hand.touch(struck)
        hand.press("Ctrl+Del")
        hand.until(lambda struck=struck: not hand.sees(struck), "the item is struck")
    hand.touch(next(one for one in hand.said() if one.startswith("1   ")))
    hand.press("F9")
    hand.touch("议案标题")
    hand.press("Ctrl+A")
    hand.write("关于调整辖区道路停车收费时段的议案")
    hand.fill("议案全文", TEXT)
    hand.fill("公示日，如 2026-11-01", "2026-11-20")
    picture(hand, "item")
    hand.press("Ctrl+Enter")
    hand.until(lambda: hand.sees("审议和表决什么"), "the item is kept")
    picture(hand, "agenda")
    done.page("agenda")
    hand.press("Ctrl+Enter")
    for name, office in OFFICERS:
        hand.fill("姓名", name)
        hand.touch(office)
        hand.fill("本人口令（他人回避）", SECRET.format(office.encode().hex()[:4]))
        hand.fill("再输入一次", SECRET.format(office.encode().hex()[:4]))
        hand.press("F8")
        hand.until(lambda name=name: hand.sees(f"{name}已登记"), "the officer is enrolled")
    picture(hand, "officers")
    done.page("officers")
    hand.press("Ctrl+Enter")
    hand.until(lambda: hand.sees("1 个基站"), "the base is found")
    hand.touch("不打印")
    hand.touch("键盘式扫码枪")
    picture(hand, "equipment")
    done.page("equipment")
    hand.press("Ctrl+Enter")
    hand.until(lambda: hand.sees("一切就绪了吗"), "the last look")
    picture(hand, "ready")
    hand.press("Ctrl+Enter")
    hand.until(lambda: shell.begun, "the settings are written")
    done.page("ready")


def secret_of(officer: str) -> str:
    """The passphrase of an officer."""
    office = dict(OFFICERS)[officer]
    return SECRET.format(office.encode().hex()[:4])


class Console(Hand):
    """Who leads the meeting by keys, and waits until what is to be pressed holds still."""

    def __init__(self, hall: Hall) -> None:
        super().__init__(hall._shell.panes["console"].window)
        self._shown = hall._shell.console

    def next(self, act: Act) -> None:
        """The large button, once it offers this act."""
        self.until(lambda: self._props.next_act == act and self._props.next_ready, f"{act} is next")
        self.press("Ctrl+Enter")

    def confirm(self) -> None:
        """The question, once it may be answered, until it is gone."""
        self.until(lambda: self._props.ask_ready, "the question is filled in")
        self.press("Ctrl+Enter")
        self.until(lambda: not self._props.asking, "the question is gone")

    def log_in(self, officer: str) -> None:
        """The first of the officers, by the passphrase."""
        self.press("F5")
        self.until(lambda: self.sees("口令"), "the passphrase is asked")
        self.press("Right", "Tab")
        self.write(secret_of(officer))
        self.confirm()

    def two(self, first: str, second: str) -> None:
        """Both with their passphrases, and a reason at hand."""
        self.until(lambda: self.sees("第二名工作人员"), "two are asked")
        self.press("Tab")
        self.write(secret_of(first))
        self.press("Tab", "Right", "Tab")
        self.write(secret_of(second))
        self.press("Tab", "Down")
        self.confirm()

    @property
    def _props(self) -> ConsoleProps:
        props = self._shown.props
        assert props is not None
        return props


def open_meeting(hall: Hall, counts: Counts) -> None:
    """At the console: the roll is frozen, check-in opened, the meeting opened."""
    state: State = hall.kiosk.clerk.state
    hand = Console(hall)
    done = Counted(hand, counts)
    assert QTest.qWaitForWindowExposed(hand.window, 20_000)
    hand.window.requestActivate()
    hand.until(lambda: hand.sees("F5"), "the console is there")
    hand.log_in("王建国")
    hand.until(lambda: "王建国" in hall.kiosk._officers.sessions, "the chair is logged in")
    hand.next(Act.FREEZE_ROLL)
    hand.two("王建国", "李敏")
    hand.until(lambda: bool(state.roll), "the roll is frozen")
    hand.next(Act.OPEN_CHECK_IN)
    hand.until(lambda: state.check_in_open, "check-in is open")
    hand.next(Act.OPEN_MEETING)
    hand.two("王建国", "李敏")
    hand.until(lambda: state.opened, "the meeting is open")
    QTest.qWait(300)
    picture(hand, "open")
    done.page("console")


def driven(script: Callable[[], None], end: Callable[[], None]) -> None:
    """Run a script once the event loop runs; where it fails, the process ends and says why."""

    def run() -> None:
        done = False
        try:
            script()
            done = True
        finally:
            if not done:
                traceback.print_exc()
                sys.stderr.flush()
                os._exit(1)
        end()

    QTimer.singleShot(300, run)


def main() -> None:
    settings = Path(os.environ["FOLDER"]) / "kiosk.toml"
    counts: Counts = {}
    clock = SystemClock()
    find = partial(find_equipment, clock, lambda: [os.environ["BASE"]])
    shell = set_up_shell(settings, clock, find=find)
    driven(partial(set_meeting_up, shell, Path(os.environ["LIST"]), counts), lambda: None)
    assert shell.run()
    hall = Hall(read_settings(settings), settings.parent)
    driven(partial(open_meeting, hall, counts), hall._shell.quit)
    hall.run()
    sys.stdout.write(json.dumps(counts))


if __name__ == "__main__":
    main()
