"""A whole meeting, from the frozen roll to the notary's check, led through real windows.

Once by keys alone, once by clicks alone, on an X server, through `kiosk run` with its officers'
passphrases, its check-in desk, its observer and a base on a pseudo-terminal. Nothing is waited for
but states; whatever of a meeting cannot be reached in one of the two ways fails here.
"""

from pathlib import Path

import pytest
from hall_driver import CHAIR, MISSING, OPERATOR, SECRET, Driver, driven

from kiosk.meeting.facts import (
    BaseGone,
    CheckedIn,
    Declared,
    FiguresShown,
    KeypadBound,
    MeetingClosed,
    OfficerLoggedIn,
    PollPaused,
    PollVoided,
    PressRefused,
)
from kiosk.meeting.outcome import Verdict

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"needs {MISSING}")
FOR, AGAINST = (1,), (2,)
OPENER = "屏幕键盘"
TIED = ((1, (1, 2, 3)), (2, (1, 2, 4)), (3, (1, 2)), (4, (1, 2)))
DECIDED = tuple((keypad, (1,) if keypad < 4 else (2,)) for keypad in range(1, 5))


class Keys(Driver):
    """A keyboard alone, and a scanner that types on it."""

    def next(self, act: str) -> None:
        self.comes(act)
        self.until(lambda told: told["active"] == "console", "the keyboard at the console")
        self.keys("ctrl+Return")

    def chord(self, act: str, keys: str) -> None:
        self.until(lambda told: told["acts"].get(act) is True, act)
        self.keys(keys)

    def two(self) -> None:
        """Two officers, each with the own passphrase, and the first reason at hand."""
        told = self.until(lambda told: told["asking"], "a question of two officers")
        if not told["asked"]["first"]:
            self.keys("Right")
        self.keys("Tab")
        self.write(SECRET)
        self.keys("Tab", "Right", "Tab")
        self.write(SECRET)
        self.keys("Tab", "Down")
        self.until(lambda told: told["ask_ready"], "a question that is filled in")
        self.keys("ctrl+Return")
        self.until(lambda told: not told["asking"], "the console again")

    def log_in(self) -> None:
        self.next("log_in")
        self.until(lambda told: told["asking"], "the door")
        self.keys("Right", "Tab")
        self.write(SECRET)
        self.until(lambda told: told["ask_ready"], "name and passphrase")
        self.keys("ctrl+Return")

    def form(self, deed: str, steps: int, *filled: str) -> None:
        """A form of the cabinet: so many deeds down, its entries, the reason at hand."""
        self.keys("F1")
        self.until(lambda told: told["cabinet"], "the cabinet")
        self.keys(*["Down"] * steps)
        self.until(lambda told: told["deed"] == deed, deed)
        for text in filled:
            self.keys("Tab")
            self.write(text)
        self.keys("Tab", "Down", "ctrl+Return")
        self.until(lambda told: not told["cabinet"], "an order that was taken")

    def check_in(self) -> None:
        for number in (1, 2, 3):
            self.scan_in(number)
        self.form("bind_keypads", 1, "4", "4")
        self.form("check_in_by_hand", 3, "4", "1")
        self.until(lambda told: told["present"] == 4, "a check-in")

    def pause(self) -> None:
        self.chord("pause_poll", "ctrl+p")

    def void(self) -> None:
        self.chord("void_poll", "ctrl+shift+v")

    def look_up(self, keypad: int) -> None:
        self.keys("ctrl+f")
        self.until(lambda told: told["looking"], "the look-up")
        self.write(str(keypad))
        self.keys("Return")
        self.until(lambda told: told["who"] != "", "who it was")
        self.keys("Escape")
        self.until(lambda told: not told["looking"], "the console again")

    def see_papers(self) -> None:
        self.keys("F11")
        self.until(lambda told: told["papers"], "the list of papers")
        self.keys("Escape")
        self.until(lambda told: not told["papers"], "the console again")

    def end(self) -> None:
        self.next("close_meeting")
        self.until(lambda told: told["ask_ready"], "the last question")
        self.keys("ctrl+Return")

    def hand_over(self) -> None:
        """Onto the first medium that is put in."""
        self.next("hand_over")
        self.until(lambda told: told["asking"], "where to")
        self.keys("Down")
        self.until(lambda told: told["ask_ready"], "a medium")
        self.keys("ctrl+Return")

    def check_book(self) -> None:
        """The observer's own window, reached from the console, and its button by Alt+Enter."""
        self.keys("ctrl+Tab")
        self.until(lambda told: told["active"] == "observer", "the observer's window")
        while self.asked("console")["focus"] != "立即核验账本":
            self.keys("Tab")
        self.keys("alt+Return")


class Clicks(Driver):
    """A finger alone, or a mouse: what is typed is tapped on the screen's own keys."""

    def next(self, act: str) -> None:
        self.comes(act)
        self.click(self.asked("console")["next_label"])

    def tap(self, text: str, *, pane: str = "console") -> None:
        """Type with the keys on the screen, which lie open."""
        self.taps(["空格" if key == " " else key for key in text], pane=pane)

    def fill(self, text: str, at: int, *, pane: str = "console") -> None:
        """Open the screen's keys for the line at this place of the window, and type."""
        self.click(OPENER, pane=pane, at=at)
        self.tap(text, pane=pane)
        self.click("收起", pane=pane)

    def two(self) -> None:
        told = self.until(lambda told: told["asking"], "a question of two officers")
        if not told["asked"]["first"]:
            self.click(f"{CHAIR}（主持人）")
        self.fill(SECRET, 0)
        self.click(f"{OPERATOR}（操作员）", at=-1)
        self.fill(SECRET, 1)
        self.click(self.asked("console")["reasons"][0])
        self.until(lambda told: told["ask_ready"], "a question that is filled in")
        self.click("确认")
        self.until(lambda told: not told["asking"], "the console again")

    def log_in(self) -> None:
        self.next("log_in")
        self.until(lambda told: told["asking"], "the door")
        self.click(f"{CHAIR}（主持人）")
        self.fill(SECRET, 0)
        self.click("确认")

    def form(self, deed: str, label: str, *filled: str) -> None:
        """A form of the cabinet: its deed, its entries, the reason at hand."""
        self.click("更多事项")
        self.click(label)
        self.until(lambda told: told["deed"] == deed, deed)
        for at, text in enumerate(filled):
            self.fill(text, at)
        self.click(self.asked("console")["reasons"][0])
        self.click("提交")
        self.until(lambda told: not told["cabinet"], "an order that was taken")

    def check_in(self) -> None:
        self.form("bind_keypads", "发放或更换表决器", "4", "4")
        for seat in range(1, 5):
            self.form("check_in_by_hand", "人工签到", str(seat), "1")
            self.until(lambda told, seat=seat: told["present"] == seat, "a check-in")

    def pause(self) -> None:
        self.click("暂停")

    def void(self) -> None:
        self.click("作废（需两人）")

    def look_up(self, keypad: int) -> None:
        self.click("查询")
        self.until(lambda told: told["looking"], "the look-up")
        self.fill(str(keypad), 0)
        self.click("查询", at=-1)
        self.until(lambda told: told["who"] != "", "who it was")
        self.click("关闭")
        self.until(lambda told: not told["looking"], "the console again")

    def see_papers(self) -> None:
        self.click(self.asked("console")["papers_label"])
        self.until(lambda told: told["papers"], "the list of papers")
        self.click("关闭")
        self.until(lambda told: not told["papers"], "the console again")

    def end(self) -> None:
        self.next("close_meeting")
        self.until(lambda told: told["asking"], "the last question")
        self.click("确认")

    def hand_over(self) -> None:
        self.next("hand_over")
        self.until(lambda told: told["asking"], "where to")
        self.click(self.asked("console")["reasons"][0])
        self.until(lambda told: told["ask_ready"], "a medium")
        self.click("确认")

    def check_book(self) -> None:
        self.click("立即核验账本", pane="observer")


def phases(hall: Driver) -> None:
    """From one item to the poll of the next, as the large button says."""
    hall.next("next_item")
    for phase in ("groups", "plenary", "polling"):
        hall.next("next_phase")
        hall.until(lambda told, phase=phase: told["phase"] == phase, phase)


def open_poll(hall: Driver) -> None:
    hall.next("prepare_poll")
    hall.next("zero_report")
    hall.next("open_poll")
    hall.until(lambda told: told["stage"] == "open", "an open poll")


def decide(hall: Driver) -> None:
    hall.until(lambda told: told["pressed"] == 4, "four presses")
    hall.next("close_poll")
    hall.next("declare")
    hall.next("print_record")


def first_item(hall: Driver) -> None:
    """Pressed, paused, the base lost and mended, resumed, decided; one press is nobody's."""
    phases(hall)
    open_poll(hall)
    hall.press((1, FOR), (2, FOR), (3, AGAINST), (8, FOR))
    hall.until(lambda told: told["pressed"] == 3, "three presses")
    hall.pause()
    hall.comes("resume_poll")
    hall.host.unplug("base-A")
    hall.until(lambda told: any("A" in one for one in told["faults"]), "a fault that is told")
    hall.host.replug("base-A")
    hall.until(lambda told: not told["faults"], "its cure")
    hall.next("resume_poll")
    hall.until(lambda told: told["stage"] == "open", "the poll again")
    hall.press((4, FOR))
    decide(hall)


def second_item(hall: Driver) -> None:
    """A tie across the line, its run-off voided, and taken again."""
    phases(hall)
    open_poll(hall)
    hall.press(*TIED)
    decide(hall)
    open_poll(hall)
    hall.press((1, (2,)))
    hall.until(lambda told: told["pressed"] == 1, "a press")
    hall.void()
    hall.two()
    hall.until(lambda told: told["stage"] == "void", "a voided poll")
    open_poll(hall)
    hall.press(*DECIDED)
    decide(hall)


def open_meeting(hall: Driver) -> None:
    """From the roll that waits to be frozen to the open meeting with all four in it."""
    hall.next("freeze_roll")
    hall.two()
    hall.log_in()
    hall.next("open_check_in")
    hall.comes("open_meeting")
    hall.check_in()
    hall.next("open_meeting")
    hall.two()


def lead(hall: Driver) -> None:
    """The meeting; what differs between keys and clicks is the driver's."""
    open_meeting(hall)
    first_item(hall)
    hall.look_up(8)
    hall.see_papers()
    second_item(hall)
    hall.end()
    hall.next("seal_slip")
    hall.until(lambda told: "seal_slip" in told["papers_of"], "the seal slip")
    hall.hand_over()
    hall.until(lambda told: "finds the bundle true" in told["handed"], "a medium that was checked")
    hall.check_book()
    hall.until(lambda told: told["checked"] and "1" in told["check"], "the check of the book")


def demand(hall: Driver) -> None:
    """What the book holds of it, and what the notary's verifier says."""
    assert [one.officer for one in hall.facts(OfficerLoggedIn)] == [CHAIR]
    assert sorted(one.seat for one in hall.facts(CheckedIn)) == list("1234")
    assert (4, "4") in {(one.keypad, one.seat) for one in hall.facts(KeypadBound)}
    assert len(hall.facts(PollPaused)) == len(hall.facts(PollVoided)) == 1
    assert len(hall.facts(BaseGone)) == 1
    assert "unknown_keypad" in {one.reason for one in hall.facts(PressRefused)}
    declared = hall.facts(Declared)
    assert [one.poll for one in declared] == [1, 2, 4]
    assert [one.outcome.verdict for one in declared] == [
        Verdict.PASSED,
        Verdict.TIE,
        Verdict.PASSED,
    ]
    assert {one.poll for one in hall.facts(FiguresShown)} == {1, 2, 4}
    assert len(hall.facts(MeetingClosed)) == 1
    done = hall.verdict()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "相符" in done.stdout


@pytest.mark.parametrize("hands", [Keys, Clicks])
def test_a_whole_meeting_is_led(tmp_path: Path, hands: type[Driver]) -> None:
    with driven(tmp_path, hands) as hall:
        lead(hall)
        hall.leave()
        demand(hall)
