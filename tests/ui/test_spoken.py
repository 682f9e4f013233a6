"""Open, close and outcome are said aloud in the language of the hall; nothing else is."""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from kiosk.clerk.views import HallMode, Light, RoomLine, Views
from kiosk.clock import ManualClock
from kiosk.ui import gallery
from kiosk.ui.bridge import Bridge
from kiosk.ui.hall.spoken import ENDED, spoken
from kiosk.ui.sample import NOON, NOON_NS
from kiosk.ui.shell import Shell
from kiosk.ui.speaker import NAME, Speaker
from kiosk.ui.wishes import ScreenWishes
from kiosk.words import words

HALL, CONSOLE = gallery.hall_gallery(), gallery.console_gallery()
ZH, EN = words("zh_CN"), words("en")
MOTION = "关于静安里社区食堂选址与三年运营补贴的方案（第三稿）"


def test_a_poll_that_opens_is_said_with_its_keys() -> None:
    said = spoken(HALL["item"], HALL["poll"], ZH)
    assert said == f"开始表决：{MOTION}。 赞成请按 1，反对请按 2，弃权请按 3。"
    assert spoken(HALL["item"], HALL["poll"], EN).startswith("Voting is open: ")
    assert "1" not in spoken(HALL["item"], HALL["hands"], EN)
    assert spoken(HALL["item"], HALL["choose"], ZH).count("。") == 1


def test_a_poll_that_closes_is_said_once() -> None:
    for state in ("poll", "paused", "hands", "paper"):
        assert spoken(HALL[state], HALL["closing"], ZH) == "表决截止。"
    assert spoken(HALL["closing"], HALL["counted"], ZH) == ""


def test_a_result_is_said_with_its_figures_and_what_the_law_says_of_it() -> None:
    said = spoken(HALL["counted"], HALL["result_failed"], ZH)
    assert said == f"宣布表决结果：{MOTION}。 赞成 79 票，反对 31 票，弃权 6 票。 未通过。"
    ranked = spoken(HALL["counted"], HALL["ranking"], EN)
    outcome, plan = HALL["ranking"].outcome, HALL["ranking"].plan
    assert outcome is not None
    assert plan is not None
    assert all(plan.form.options[at - 1] in ranked for at in outcome.taken)


def test_practice_is_said_to_be_practice() -> None:
    practice = HALL["poll_practice"]
    assert spoken(replace(practice, mode=HallMode.ITEM), practice, ZH).startswith("这是演练。")


@pytest.mark.parametrize("said", [ZH, EN], ids=["zh_CN", "en"])
def test_no_figure_is_said_before_the_result_stands_on_the_wall(said: object) -> None:
    known = HALL["result_failed"]
    for (_, before), (_, after) in product(HALL.items(), HALL.items()):
        if after.mode is HallMode.RESULT:
            continue
        leaky = replace(after, tally=known.tally, outcome=known.outcome)
        assert spoken(before, leaky, said) == spoken(before, after, said)  # type: ignore[arg-type]
        if after.mode in ENDED:
            assert not any(letter.isdigit() for letter in spoken(before, leaky, ZH))


def test_a_screen_that_begins_in_the_middle_of_a_poll_opens_none() -> None:
    assert spoken(None, HALL["poll"], ZH) == ""
    assert spoken(HALL["paused"], HALL["poll"], ZH) == ""
    assert spoken(HALL["poll"], replace(HALL["poll"], pressed=98), ZH) == ""


def until(done: Callable[[], bool]) -> None:
    """Serve the screens until it is so."""
    for _ in range(2000):
        if done():
            return
        QTest.qWait(10)
    raise AssertionError("it never was")


@pytest.fixture
def told() -> list[RoomLine]:
    return []


@pytest.fixture
def speaker(gui: QGuiApplication, told: list[RoomLine]) -> Iterator[Speaker]:
    speaker = Speaker(EN, told.append, engine="mock")
    yield speaker
    speaker.leave()


def test_the_engine_says_it_in_a_process_of_its_own(speaker: Speaker, told: list[RoomLine]) -> None:
    until(lambda: bool(told))
    assert told[0].light is Light.GOOD
    said: list[str] = []
    speaker.begun.connect(said.append)
    speaker.take(HALL["item"])
    speaker.take(HALL["poll"])
    until(lambda: bool(said))
    assert said[0].startswith("Voting is open: ")


def test_a_language_that_no_voice_speaks_is_told_and_nothing_is_said(
    speaker: Speaker, told: list[RoomLine], caplog: pytest.LogCaptureFixture
) -> None:
    said: list[str] = []
    speaker.begun.connect(said.append)
    until(lambda: bool(told))
    speaker.speak(ZH)
    speaker.take(HALL["poll"])
    speaker.take(HALL["closing"])
    until(lambda: len(told) == 2)
    assert told[1] == RoomLine(NAME, Light.WARN, told[1].sentence)
    assert ZH.say(told[1].sentence.msgid, **told[1].sentence.args) == "没有 zh_CN 语音"
    assert "no voice for zh_CN" in caplog.text
    assert said == []
    caplog.clear()


def test_a_voice_that_hangs_holds_up_nothing(gui: QGuiApplication, told: list[RoomLine]) -> None:
    hangs = (sys.executable, "-c", "import time; time.sleep(600)")
    speaker = Speaker(ZH, told.append, voice=hangs)
    began = time.monotonic()
    for state in ("item", "poll", "closing", "counted", "result_failed") * 20:
        speaker.take(HALL[state])
    assert time.monotonic() - began < 10
    speaker.leave()
    assert told == []


def test_a_voice_that_dies_is_told_once(
    gui: QGuiApplication, told: list[RoomLine], caplog: pytest.LogCaptureFixture
) -> None:
    speaker = Speaker(ZH, told.append, voice=(sys.executable, "-c", "pass"))
    until(lambda: bool(told))
    speaker.take(HALL["item"])
    speaker.take(HALL["poll"])
    speaker.leave()
    assert [ZH.say(line.sentence.msgid) for line in told] == ["语音程序已停止"]
    assert caplog.text.count("nothing is said aloud") == 1


def test_without_an_engine_the_console_says_so_and_the_meeting_goes_on(
    gui: QGuiApplication, caplog: pytest.LogCaptureFixture
) -> None:
    wishes = ScreenWishes(speech=True, speech_engine="nowhere")
    shell = Shell(ManualClock(NOON, NOON_NS), Bridge(lambda act: None), wishes=wishes)
    try:
        for state in ("item", "poll", "closing", "result_failed"):
            shell.take(Views(HALL[state], CONSOLE["open"]))
        assert shell.speaker is not None
        until(lambda: NAME in shell.console._own)
        rows = {row.name: row.text for row in shell.console.props.room}
        assert rows["语音播报"] == "本机没有语音引擎"
        assert caplog.text.count("nothing is said aloud") == 1
        caplog.clear()
    finally:
        shell.close()
