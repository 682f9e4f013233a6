"""The window of the set-up: every page in both languages, by touch alone and by keys alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hand import Hand
from lettering import faults
from PySide6.QtCore import QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from test_accessible import told
from two_windows import FULL_HD

from kiosk.clerk.setup import folder as ground
from kiosk.clerk.setup.draft import STEPS, Base, Step
from kiosk.clerk.setup.finding import Equipment
from kiosk.clerk.setup.pages import Deed, offers
from kiosk.clerk.setup.steward import Steward
from kiosk.clock import SystemClock
from kiosk.config import read_settings
from kiosk.ledger.officer_keys import REHEARSAL
from kiosk.ui.parts.letters import Letters
from kiosk.ui.parts.tokens import Colours
from kiosk.ui.setup.chords import CHORDS
from kiosk.ui.setup_shell import SetUpShell
from kiosk.words import LANGUAGES, words

ROLL = "编号,姓名,席位,类别,表决权,表决器\n" + "".join(
    f"{n},代表{n},A-{n:02d},市民代表,是,{n}\n" for n in range(1, 31)
)
AGENDA = "议题,议案,议案全文,表决规则\n停车,关于停车收费时段的议案,工作日收费。,一般事项\n"
FOUND = Equipment(
    bases=(Base("/dev/ttyUSB0", "hvm1", 115200, "HVM-1 v3.2", 120),),
    queues=("hall",),
    faults=("/dev/ttyS0: no right to use this port; add this user to the group dialout",),
)
ROLES = {43, 42, 33, 46, 16}
"""Button, text, list, combo box and pane, as QAccessible numbers them."""


@pytest.fixture
def shell(gui: QGuiApplication, tmp_path: Path) -> Iterator[SetUpShell]:
    def make(work: object, told: object, done: object) -> Steward:
        return Steward(
            tmp_path / "hall" / "kiosk.toml",
            words(),
            work=lambda job, then: then(job()),
            check=read_settings,
            find=lambda: FOUND,
            done=done,
            told=told,
            cost=REHEARSAL,
        )

    shell = SetUpShell(make, SystemClock(), offscreen=True)
    shell.show()
    shell.grab(FULL_HD)
    yield shell
    shell.close()


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "名册.csv").write_text(ROLL, encoding="utf-8")
    (stick / "议程.csv").write_text(AGENDA, encoding="utf-8")
    monkeypatch.setattr(ground, "removable_folders", lambda: (stick,))
    return stick


def pages(shell: SetUpShell) -> Iterator[str]:
    """Every page with something on it, the form of an item and a refused list among them."""
    steward = shell.steward
    steward.write("template", "citizens-assembly")
    steward.write("practice", "practice")
    for step in STEPS:
        steward.go(step)
        yield step
        if step is Step.AGENDA:
            steward.mark(2)
            steward.do(Deed.OPEN_ITEM)
            steward.do(Deed.KEEP_ITEM)
            yield "item"
            steward.do(Deed.LEAVE_ITEM)
        if step is Step.OFFICERS:
            for name, office in (("王建国", "chair"), ("赵秀英", "teller")):
                steward.write("officer_name", name)
                steward.write("officer_office", office)
                typed = {"new_secret": "long enough", "again_secret": "long enough"}
                steward.do(Deed.ENROL, typed)
            yield "enrolled"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letters", Letters)
def test_no_word_of_a_page_is_cut_off_or_lies_on_another(
    shell: SetUpShell, stick: Path, language: str, letters: Letters
):
    shell.speak(language)
    if letters is Letters.LARGE:
        shell.turn_letters()
    wrong = {}
    for page in pages(shell):
        shell.grab(FULL_HD)
        found = [one for one in faults(shell.window) if str(stick.parent) not in one]
        if found:
            wrong[page] = found
    assert wrong == {}


def test_every_control_says_what_it_is(shell: SetUpShell, stick: Path):
    for page in pages(shell):
        shell.grab(FULL_HD)
        hand = Hand(shell.window)
        controls = [one for one in hand.items() if one.activeFocusOnTab() and one.isEnabled()]
        assert len(controls) > 6, page
        for item in controls:
            assert told(item, "name"), (page, item)
            assert told(item, "role") in ROLES, (page, told(item, "name"), told(item, "role"))


def test_a_mistake_of_an_item_comes_into_sight_and_is_told_beside_the_button(shell: SetUpShell):
    hand, steward, slip = Hand(shell.window), shell.steward, "应填 1 至 2"
    steward.write("template", "citizens-assembly")
    steward.go(Step.AGENDA)
    steward.mark(2)
    steward.do(Deed.OPEN_ITEM)
    steward.write("item_text", "产生两个项目。")
    steward.write("item_options", "电梯\n食堂")
    shell.grab(FULL_HD)
    hand.touch("保存议题")
    for _ in range(3):
        shell.grab(FULL_HD)
    (under,) = [one for one in hand.items() if one.property("text") == slip]
    page = next(one for one in hand.items() if one.metaObject().className() == "QQuickFlickable")
    top = under.mapToItem(page, QPointF(0, 0)).y()
    assert top >= 0
    assert top + under.height() <= page.height()
    assert "没有保存：有 1 处需要改写" in hand.said()


def test_all_of_it_by_touch_alone(shell: SetUpShell, stick: Path, tmp_path: Path):
    """Lists come on a stick; a passphrase is tapped on the keys on the screen."""
    hand = Hand(shell.window)
    hand.touch("市民大会")
    hand.touch("正式会议")
    hand.touch("下一步：名册")
    hand.touch("名册.csv")
    hand.until(lambda: hand.sees("名册已从 名册.csv 导入"), "the roll is taken")
    hand.touch("下一步：议程")
    hand.touch("议程.csv")
    hand.until(lambda: hand.sees("议程已从 议程.csv 导入"), "the agenda is taken")
    hand.touch("下一步：工作人员")
    for name, office in (("A", "主持人"), ("B", "监票人")):
        hand.fill("姓名", name)
        hand.touch(office)
        for label in ("本人口令（他人回避）", "再输入一次"):
            hand.touch(label)
            shell.screen.write("new_secret", "long enough")
            shell.screen.write("again_secret", "long enough")
        hand.touch("登记")
        hand.until(lambda name=name: hand.sees(f"{name}已登记"), "enrolled")
    hand.touch("下一步：设备")
    hand.touch("hall")
    hand.touch("键盘式扫码枪")
    hand.touch(str(stick))
    hand.touch("下一步：检查与开始")
    hand.touch("开始会议")
    hand.until(lambda: shell.begun, "the meeting begins")
    settings = read_settings(tmp_path / "hall" / "kiosk.toml")
    assert settings.printer is not None
    assert settings.book.mirror == stick / "meeting-book.mirror"
    assert [one.motion for one in settings.item] == ["关于停车收费时段的议案"]


def test_a_bare_enter_or_space_does_nothing_and_chords_do(shell: SetUpShell):
    hand = Hand(shell.window)
    hand.touch("市民大会")
    before = shell.steward.view.draft
    for key in ("Space", "Enter", "Down"):
        hand.press(key)
    assert shell.steward.view.draft == before
    for chord, step in (("Ctrl+Enter", Step.ROLL), ("Esc", Step.MEETING), ("Ctrl+6", Step.READY)):
        hand.press(chord)
        hand.until(lambda step=step: shell.steward.view.draft.step is step, chord)
    hand.press("Ctrl+Enter")
    assert not shell.begun
    hand.press("F12")
    hand.until(lambda: hand.sees("Is everything ready?"), "English is spoken")


def test_a_line_is_marked_by_the_arrow_keys(shell: SetUpShell):
    shell.steward.write("template", "citizens-assembly")
    shell.steward.go(Step.AGENDA)
    hand = Hand(shell.window)
    hand.touch("1   一般事项 · 关于\u3000\u3000\u3000\u3000的议案")
    assert shell.steward.view.chosen == 0
    hand.press("Down", "Down")
    hand.until(lambda: shell.steward.view.chosen == 2, "the third line is marked")
    hand.press("Ctrl+Up")
    hand.until(lambda: shell.steward.view.chosen == 1, "the item is moved")
    hand.press("Ctrl+Del")
    hand.until(lambda: len(shell.steward.view.draft.items) == 2, "the item is struck")
    assert [one.rule for one in shell.steward.view.draft.items] == ["ordinary", "major"]


def test_the_tabulator_leaves_a_field_of_several_lines(shell: SetUpShell):
    shell.steward.write("template", "citizens-assembly")
    shell.steward.go(Step.AGENDA)
    shell.steward.do(Deed.NEW_ITEM)
    hand = Hand(shell.window)
    field = hand.touch("议案全文")
    hand.until(field.hasActiveFocus, "the text takes the keys")
    hand.press("Tab")
    hand.until(lambda: not field.hasActiveFocus(), "the tabulator goes on")
    assert shell.steward.view.draft.says("item_text") == ""


def test_what_is_typed_is_on_the_disk_a_moment_later(shell: SetUpShell, tmp_path: Path):
    hand, draft = Hand(shell.window), tmp_path / "hall" / "kiosk.setup"
    hand.fill("地点（可不填）", "Hall 3")
    hand.until(lambda: draft.exists() and "Hall 3" in draft.read_text("utf-8"), "it is kept")


def test_a_scanner_that_types_writes_into_no_field(shell: SetUpShell):
    hand = Hand(shell.window)
    hand.touch("会议名称")
    for letter in "8F31K204X":
        QTest.keyClick(shell.window, letter)
    QTest.qWait(200)
    assert shell.steward.view.draft.says("title") == ""


def test_a_picked_file_is_read_and_a_folder_is_the_second_medium(shell: SetUpShell, stick: Path):
    shell.steward.go(Step.ROLL)
    asked: list[bool] = []
    shell.screen.picks.connect(asked.append)
    shell.screen.press(Deed.PICK_ROLL)
    shell.screen.pick(QUrl.fromLocalFile(str(stick / "名册.csv")))
    _put_away(shell, "files")
    assert shell.steward.view.roll is not None
    shell.steward.go(Step.EQUIPMENT)
    shell.screen.press(Deed.PICK_MIRROR)
    shell.screen.pick(QUrl.fromLocalFile(str(stick)))
    _put_away(shell, "folders")
    assert shell.steward.view.draft.says("mirror") == str(stick)
    assert asked == [False, True]


def _put_away(shell: SetUpShell, name: str) -> None:
    dialog = shell.window.findChild(QObject, name)
    assert dialog.property("visible")
    dialog.setProperty("visible", False)


def test_no_two_deeds_of_a_page_have_one_chord(shell: SetUpShell):
    for page in pages(shell):
        deeds = [one.deed for one in offers(shell.steward.view)]
        chords = [CHORDS[one] for one in (*deeds, Deed.NEXT)]
        assert len(set(chords)) == len(chords), page


def test_colours_are_turned_live(shell: SetUpShell):
    seen = set()
    for colours in Colours:
        shell.wear(colours)
        seen.add(shell.grab(FULL_HD).pixelColor(1000, 1000).name())
    assert len(seen) == len(Colours)
    assert shell.window.flags() & Qt.WindowType.Window
