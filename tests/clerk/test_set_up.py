"""Setting a meeting up: from an empty folder to settings, whatever comes in between."""

import errno
import time
from pathlib import Path

import pytest
from PIL import Image
from set_up_room import ROLL, SECRETS, SetUpRoom

from kiosk.bringing import agenda_of
from kiosk.clerk.setup import folder as ground
from kiosk.clerk.setup.draft import DRAFT_NAME, Base, Step
from kiosk.clerk.setup.finding import Equipment
from kiosk.clerk.setup.folder import Ground
from kiosk.clerk.setup.pages import Deed, forward, offers, questions
from kiosk.clerk.setup.steward import Job, Then
from kiosk.clerk.setup.templates import templates
from kiosk.clerk.views import Light
from kiosk.config import Settings, read_settings
from kiosk.faults import UnusableInput
from kiosk.ledger.keyring import KEYRING_NAME, read_keyring
from kiosk.meeting.ballot import BallotKind
from kiosk.ui.parts.phrases import tell
from kiosk.ui.parts.tokens import Tone
from kiosk.ui.setup.lines import lines_of_page
from kiosk.ui.setup.props import derive
from kiosk.words import words


@pytest.fixture
def room(tmp_path: Path) -> SetUpRoom:
    return SetUpRoom(tmp_path / "hall" / "kiosk.toml")


@pytest.mark.parametrize("template", templates())
def test_every_kind_of_meeting_begins_from_its_template(room: SetUpRoom, template: str):
    room.through(template)
    assert room.lines(Light.BAD) == []
    room.steward.do(Deed.BEGIN)
    assert room.done == 1
    settings = read_settings(room.settings)
    orders, drafts = agenda_of(settings, room.folder)
    assert settings.pack == template
    assert len(drafts) == len(templates()[template].items)
    assert len(orders) >= 5
    assert sorted(one.name for one in room.folder.iterdir()) == [
        "kiosk.toml",
        KEYRING_NAME,
        "roll.csv",
    ]
    assert room.settings.read_text(encoding="utf-8").startswith("# 由会议筹备程序写成")


def test_the_settings_say_what_was_set_up(room: SetUpRoom):
    room.through()
    room.steward.do(Deed.BEGIN)
    settings = read_settings(room.settings)
    meeting = settings.meeting
    assert (meeting.title, meeting.place, meeting.session_title) == (
        "市民大会",
        "议事厅",
        "第二次会议",
    )
    assert not settings.practice
    assert settings.keys.demanded
    assert [(one.name, one.role) for one in settings.officer] == [
        ("王建国", "chair"),
        ("李敏", "notary"),
    ]
    (base,) = settings.base
    assert (base.name, base.protocol, base.baud, base.parity) == ("A", "hvm1", 115200, "E")
    assert [one.desk for one in (*settings.scanner, *settings.wedge)] == ["1", "2"]
    assert settings.printer is not None
    assert settings.printer.name == "hall"
    assert settings.item[0].text == "正文。\n第二行。"
    assert settings.item[2].options == ("甲", "乙", "丙", "丁")
    assert settings.item[2].maximum == 3


def test_an_item_takes_as_many_as_its_motion_says(room: SetUpRoom):
    """“产生两个项目”, each chooses at most 2: two are taken, not the three of the rule."""
    room.through()
    options = "电梯\n食堂\n公园\n照明"
    assert "Item 3: 3 of 4 are taken, each chooses at most 3" in room.lines(Light.GOOD)
    room.go(Step.AGENDA)
    room.steward.mark(2)
    room.steward.do(Deed.OPEN_ITEM)
    assert room.typed("item_kind", "item_seats") == ["choose", "3"]
    room.type(item_text="产生两个项目。", item_options=options, item_maximum="2")
    room.steward.do(Deed.KEEP_ITEM)
    doubted = "Item 3: 3 of 4 are taken, each chooses at most 2"
    assert doubted in room.lines(Light.WARN)
    row = lines_of_page(room.steward.view, words())[2]
    assert (row.tone, "从 4 项中选 3 项，每人最多选 2 项" in row.text) == (Tone.WARN, True)
    room.steward.do(Deed.OPEN_ITEM)
    room.type(item_seats="2")
    room.steward.do(Deed.KEEP_ITEM)
    assert "Item 3: 2 of 4 are taken, each chooses at most 2" in room.lines(Light.GOOD)
    row = lines_of_page(room.steward.view, words())[2]
    assert (row.tone, "从 4 项中选 2 项，每人最多选 2 项" in row.text) == (Tone.GOOD, True)
    room.go(Step.READY)
    room.steward.do(Deed.BEGIN)
    settings = read_settings(room.settings)
    _, drafts = agenda_of(settings, room.folder)
    assert (drafts[3].seats, drafts[3].form.maximum) == (2, 2)


def test_places_are_asked_only_where_the_rule_leaves_them_open(room: SetUpRoom):
    room.type(template="citizens-assembly")
    room.go(Step.AGENDA)
    room.steward.do(Deed.NEW_ITEM)
    assert "item_seats" not in [one.name for one in questions(room.steward.view)]
    room.type(item_rule="ordinary")
    assert room.typed("item_kind", "item_seats") == ["for_against", ""]
    room.type(item_rule="priorities")
    assert "item_seats" in [one.name for one in questions(room.steward.view)]
    assert room.typed("item_kind", "item_seats") == ["choose", "3"]
    room.type(item_seats="2")
    room.type(item_rule="priorities_floor")
    assert room.typed("item_kind", "item_seats") == ["choose", "2"]


def test_what_keeps_an_item_from_being_kept_is_said_beside_the_button(room: SetUpRoom):
    room.type(template="citizens-assembly")
    room.go(Step.AGENDA)
    room.steward.mark(2)
    room.steward.do(Deed.OPEN_ITEM)
    room.steward.do(Deed.KEEP_ITEM)
    assert [entry for entry, _ in room.steward.view.wrong] == ["text", "options"]
    assert room.problem == "没有保存：有 2 处需要改写"
    room.type(item_text="正文。", item_options="甲\n乙\n丙\n丁")
    room.steward.do(Deed.KEEP_ITEM)
    assert (room.problem, room.steward.view.draft.item) == ("", 0)


def test_a_second_list_that_is_touched_while_one_is_read_is_read_after_it(tmp_path: Path):
    """The mistakes that are shown are those of the list that is marked."""
    room = SetUpRoom(tmp_path / "hall" / "kiosk.toml")
    waiting: list[tuple[Job, Then]] = []
    room.steward._work = lambda job, then: waiting.append((job, then))
    bad, good = tmp_path / "坏.csv", tmp_path / "好.csv"
    bad.write_text(ROLL.replace("代表2", ""), encoding="utf-8")
    good.write_text(ROLL, encoding="utf-8")
    room.go(Step.ROLL)
    for path in (bad, good):
        room.type(roll_found=str(path))
    job, then = waiting.pop(0)
    then(job())
    assert room.steward.view.refused is None
    assert room.steward.view.busy is not None
    job, then = waiting.pop(0)
    then(job())
    assert (waiting, room.steward.view.refused) == ([], None)
    assert room.steward.view.roll is not None


def test_an_election_is_asked_in_secret_and_name_by_name(room: SetUpRoom):
    room.through("committee-election")
    room.steward.do(Deed.BEGIN)
    settings = read_settings(room.settings)
    _, drafts = agenda_of(settings, room.folder)
    assert drafts[1].form.kind is BallotKind.YES_NO
    assert not drafts[1].named


HOSTILE = '引"号"、反斜\\杠、换\n行、三个"""、\x7f、\'单\'、#井号 = [表]'


def test_no_text_breaks_the_settings(room: SetUpRoom):
    room.through()
    room.type(title='a"b\\c # [x]', convener="'''\t'''")
    room.steward.go(Step.AGENDA)
    room.steward.mark(0)
    room.steward.do(Deed.OPEN_ITEM)
    room.type(item_text=HOSTILE)
    room.steward.do(Deed.KEEP_ITEM)
    room.steward.go(Step.READY)
    room.steward.do(Deed.BEGIN)
    settings = read_settings(room.settings)
    assert (settings.meeting.title, settings.meeting.convener) == ('a"b\\c # [x]', "'''\t'''")
    assert settings.item[0].text == HOSTILE


def test_nothing_is_taken_from_a_roll_with_a_mistake_and_the_old_one_stays(room: SetUpRoom):
    room.go_on()
    room.bring_roll()
    room.bring_roll(ROLL + "4,,A-4,国王,是,3,x\n")
    view = room.steward.view
    assert view.refused is not None
    assert [(one.row, one.column) for one in view.refused.mistakes] == [
        (5, "name"),
        (5, "class"),
        (5, "area"),
    ]
    assert view.roll is not None
    assert len(view.roll.lines) == 3
    assert (room.folder / "roll.csv").read_text(encoding="utf-8") == ROLL
    assert sorted(one.name for one in room.folder.iterdir()) == [DRAFT_NAME, "roll.csv"]
    room.steward.go(Step.ROLL)
    assert room.steward.view.refused is None


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xd0\xcf\x11\xe0old excel", "这是旧格式或加密的 Excel 文件"),
        (b"PK\x03\x04 torn", "不是完好的 .xlsx 文件"),
        (b"\x00\x01\x02", "不是文本文件"),
        (b"", ""),
    ],
    ids=["old", "torn", "binary", "empty"],
)
def test_a_file_that_is_no_list_is_told_and_leaves_nothing(
    room: SetUpRoom, content: bytes, why: str
):
    path = room.folder.parent / "x.csv"
    path.write_bytes(content)
    room.go_on()
    room.type(roll_path=str(path))
    room.steward.do(Deed.READ_ROLL)
    view = room.steward.view
    assert view.roll is None
    assert view.problem is not None or view.refused is not None
    assert why in room.problem
    assert [one.name for one in room.folder.iterdir()] == [DRAFT_NAME]


def test_a_gigabyte_is_not_copied_and_the_file_is_told_by_its_name(room: SetUpRoom):
    path = room.folder.parent / "名册.csv"
    with path.open("wb") as file:
        file.truncate(1_000_000_000)
    room.go_on()
    room.type(roll_path=str(path))
    began = time.process_time()
    room.steward.do(Deed.READ_ROLL)
    assert time.process_time() - began < 0.5
    assert room.problem == f"{path}：表格无法读取：文件超过 20,000,000 字节。请只给出名单本身"
    path.write_bytes(b"PK\x03\x04 torn")
    room.steward.do(Deed.READ_ROLL)
    assert room.problem.startswith(f"{path}：")


def test_the_page_of_the_roll_shows_which_head_was_taken_for_what(room: SetUpRoom):
    room.go_on()
    room.bring_roll(ROLL.replace("表决器", "器号"))
    (first, *rest) = lines_of_page(room.steward.view, words())
    assert (first.title, first.tone) == ("名单的列", Tone.WARN)
    assert "席位 → 席位" in first.text
    assert "器号 → 未使用" in first.text
    assert len(rest) == 3
    room.bring_roll("编号,姓名,席位,类别,表决权\nx,甲,1,列席,否\n")
    first, wrong = lines_of_page(room.steward.view, words())
    assert first.tone is Tone.PLAIN
    assert wrong.title.startswith("第 2 行“编号”")


@pytest.mark.parametrize("path", ["nowhere.csv", ".", "/"])
def test_a_path_that_is_no_file_is_told(room: SetUpRoom, path: str):
    room.go_on()
    room.type(roll_path=path)
    room.steward.do(Deed.READ_ROLL)
    assert room.problem
    assert room.steward.view.roll is None


def test_an_interrupted_set_up_goes_on_where_it_was(room: SetUpRoom):
    room.through()
    room.steward.go(Step.AGENDA)
    room.steward.do(Deed.NEW_ITEM)
    room.type(item_title="没写完的", item_text="写到一")
    room.steward.keep()
    again = SetUpRoom(room.settings)
    before, now = room.steward.view, again.steward.view
    assert now.draft == before.draft
    assert now.draft.says("item_text") == "写到一"
    assert [one.name for one in now.officers] == ["王建国", "李敏"]
    assert now.roll is not None
    assert len(now.roll.lines) == 3
    again.type(item_text="写到一半，接着写完。", item_motion="议案", item_rule="ordinary")
    again.steward.do(Deed.KEEP_ITEM)
    again.steward.go(Step.READY)
    again.steward.do(Deed.BEGIN)
    assert again.done == 1
    assert len(read_settings(room.settings).item) == 4


def test_no_passphrase_is_in_any_file_at_any_time(room: SetUpRoom):
    room.through()
    held = [one.read_bytes() for one in room.folder.iterdir()]
    room.steward.do(Deed.BEGIN)
    held += [one.read_bytes() for one in room.folder.iterdir()]
    assert len(held) == 6
    assert not [one for one in held for secret in SECRETS.values() if secret.encode() in one]


@pytest.mark.parametrize(
    "text",
    [
        "{torn",
        '{"format": "kiosk-setup/9", "step": "roll"}',
        '{"format": "kiosk-setup/1", "colour": "red"}',
        '{"format": "kiosk-setup/1", "items": [{"title": 7}]}',
        "[]",
    ],
)
def test_a_draft_that_cannot_be_read_is_put_aside_and_told(tmp_path: Path, text: str):
    (tmp_path / DRAFT_NAME).write_text(text, encoding="utf-8")
    room = SetUpRoom(tmp_path / "kiosk.toml")
    assert "原记录已另存为 kiosk.setup.old" in room.problem
    assert (tmp_path / f"{DRAFT_NAME}.old").read_text(encoding="utf-8") == text
    assert room.steward.view.draft.step is Step.MEETING


def test_a_folder_that_cannot_be_made_is_told_and_nothing_begins(tmp_path: Path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    room = SetUpRoom(tmp_path / "file" / "hall" / "kiosk.toml", stick=tmp_path)
    room.type(template="citizens-assembly")
    room.steward.keep()
    assert room.problem
    room.through()
    room.steward.do(Deed.BEGIN)
    assert room.done == 0


def test_a_full_disk_is_told_and_nothing_half_is_left(
    room: SetUpRoom, monkeypatch: pytest.MonkeyPatch
):
    room.through()
    before = sorted(one.name for one in room.folder.iterdir())

    def full(path: Path, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as held:
        held.setattr(ground, "put_whole", full)
        room.steward.do(Deed.BEGIN)
        assert "磁盘已满，没有写入任何内容" in room.problem
        assert room.done == 0
    assert sorted(one.name for one in room.folder.iterdir()) == before
    room.steward.do(Deed.BEGIN)
    assert room.done == 1


def test_settings_that_cannot_be_read_back_are_told_and_leave_nothing(room: SetUpRoom):
    room.through()

    def misread(path: Path) -> None:
        raise UnusableInput("{why}", where=str(path), cure="Choose another", why="it is no text")

    room.steward._check = misread
    before = sorted(one.name for one in room.folder.iterdir())
    room.steward.do(Deed.BEGIN)
    assert "不是文本文件" in room.problem
    assert sorted(one.name for one in room.folder.iterdir()) == before
    assert room.done == 0


def test_the_book_of_another_meeting_shuts_the_folder(room: SetUpRoom):
    room.through()
    (room.folder / "meeting.book").write_bytes(b"")
    room.steward.do(Deed.LOOK_AGAIN)
    assert room.lines(Light.BAD) == ["The book of another meeting lies in this folder"]
    room.steward.do(Deed.BEGIN)
    assert room.done == 0
    assert not room.settings.exists()


def test_settings_that_are_there_are_put_aside_only_when_asked(room: SetUpRoom):
    room.folder.mkdir()
    room.settings.write_text("practice = true\n", encoding="utf-8")
    room.settings.with_name("kiosk.toml.old").write_text("older", encoding="utf-8")
    room.through()
    assert room.lines(Light.BAD) == ["There are settings in this folder already"]
    assert [one.name for one in questions(room.steward.view)] == ["replace"]
    room.steward.do(Deed.BEGIN)
    assert room.settings.read_text(encoding="utf-8") == "practice = true\n"
    room.type(replace="yes")
    room.steward.do(Deed.BEGIN)
    assert room.done == 1
    old = {one.name: one.read_text("utf-8") for one in room.folder.glob("kiosk.toml.old*")}
    assert old == {"kiosk.toml.old": "older", "kiosk.toml.old-2": "practice = true\n"}


def photo(path: Path, size: tuple[int, int] = (60, 90)) -> None:
    path.parent.mkdir(exist_ok=True)
    Image.new("RGB", size, "grey").save(path)


def test_the_photos_of_the_roll_are_cut_and_copied_and_of_nobody_else(room: SetUpRoom):
    stick = room.folder.parent / "stick"
    for name in ("1.jpg", "2.png", "9.jpg", "notes.jpg"):
        photo(stick / name)
    room.through()
    room.go(Step.ROLL)
    room.type(photos_found=str(stick))
    assert tell(room.steward.view.note, words()) == "已导入照片 2 张"
    assert sorted(one.name for one in (room.folder / "photos").iterdir()) == ["1.jpg", "2.jpg"]
    assert "Photos: 2; 1 have none" in room.lines(Light.WARN)
    photo(stick / "3.jpg")
    room.steward.do(Deed.TAKE_PHOTOS)
    assert "Photos: 3" in room.lines(Light.GOOD)
    assert [one.name for one in room.folder.glob("photos*")] == ["photos-2"]
    again = SetUpRoom(room.settings)
    assert again.steward.view.draft.photos == "photos-2"
    room.go(Step.READY)
    room.steward.do(Deed.BEGIN)
    assert read_settings(room.settings).door.photos == room.folder / "photos-2"


def test_a_photo_that_is_none_keeps_all_from_being_taken_and_is_named(room: SetUpRoom):
    stick = room.folder.parent / "stick"
    photo(stick / "1.jpg")
    (stick / "2.jpg").write_bytes(b"\xff\xd8 torn")
    room.go_on()
    room.bring_roll()
    room.type(photos_found=str(stick))
    assert room.problem == "1 张照片不是完好的图片：2.jpg；一张也未导入"
    assert not list(room.folder.glob("*photos*"))
    room.type(photos_found=str(room.folder))
    assert room.problem == "其中没有以名册编号命名的照片（如 17.jpg）"
    room.type(photos_found=str(stick / "nowhere"))
    assert "没有这个文件或文件夹" in room.problem


def test_photos_go_with_the_roll_they_were_taken_for(room: SetUpRoom):
    stick = room.folder.parent / "stick"
    photo(stick / "1.jpg")
    room.through()
    room.go(Step.ROLL)
    room.type(photos_found=str(stick))
    room.bring_roll()
    assert room.steward.view.draft.photos == ""
    assert not list(room.folder.glob("photos*"))


def test_photos_of_the_meeting_before_are_told(tmp_path: Path):
    room = SetUpRoom(tmp_path / "hall" / "kiosk.toml", MANY)
    begun_over(room, TUNED)
    told = "The photos are those of the meeting before, by its numbers: photos"
    assert told in room.lines(Light.WARN)


def test_a_day_that_is_none_is_told_under_its_field(room: SetUpRoom):
    room.type(day="2026-02-30")
    slips = {one.name: one.slip for one in derive(room.steward.view, words("en"), {}).entries}
    assert slips["day"] == "2026-02-30 is no day; one is written like 2026-11-26"
    assert not any(slip for name, slip in slips.items() if name != "day")
    room.type(day="2026-11-26")
    assert not any(one.slip for one in derive(room.steward.view, words("en"), {}).entries)


TUNED = """
practice = false
pack = "citizens-assembly"
[meeting]
title = "上一次会议"
place = "旧址"
clock = "与公证员手表核对"
utc_offset_min = 420
page = "https://www.example.gov.cn/hall"
resolutions = "resolutions.csv"
[book]
path = "other.book"
papers = "文书"
[[base]]
name = "主"
protocol = "sunvote"
port = "/dev/ttyUSB0"
parity = "N"
label_offset = 100
[[base]]
name = "备"
protocol = "jsonline"
port = "/dev/ttyUSB1"
standby_of = "主"
mac = { "AA:BB:CC:DD:EE:FF" = 1, "AA:BB:CC:DD:EE:00" = 2 }
[[base]]
name = "坏"
port = "/dev/ttyUSB7"
[[scanner]]
desk = "东门"
port = "/dev/ttyACM0"
trigger = "newland"
[[wedge]]
desk = "西门"
[[camera]]
desk = "西门"
device = "HD Pro"
[printer]
kind = "cups"
name = "hall"
options = ["media=A4"]
[slips]
kind = "network"
host = "10.0.0.8"
[screens]
language = "en"
speech = true
wall = "contrast"
[displays]
observer = "HDMI-3"
[kiosk]
mode = true
pin = "my.pin"
[door]
photos = "photos"
public = true
[keys]
hall_key = "/media/key/hall.key"
[[officer]]
name = "旧人"
role = "chair"
[[set]]
rule = "major"
part = "threshold"
fraction = "2/3"
of = "present"
[[item]]
title = "旧议题"
motion = "旧议案"
text = "旧文"
rule = "ordinary"
"""
MANY = Equipment(
    bases=(
        Base("/dev/ttyUSB2", "hvm1", 115200, "", 120),
        Base("/dev/ttyUSB1", "jsonline", 115200, "", 120),
        Base("/dev/ttyUSB0", "hvm1", 19200, "", 120),
    ),
    scanners=("/dev/ttyACM1", "/dev/ttyACM0"),
    queues=("hall",),
)


def begun_over(room: SetUpRoom, text: str, **typed: str) -> Settings:
    """The settings that come of a set-up in a folder where some are."""
    room.folder.mkdir(exist_ok=True)
    room.settings.write_text(text, encoding="utf-8")
    room.through()
    room.type(replace="yes", **typed)
    room.steward.do(Deed.BEGIN)
    assert room.done == 1
    return read_settings(room.settings)


def test_what_the_set_up_does_not_ask_stays_in_the_settings(tmp_path: Path):
    room = SetUpRoom(tmp_path / "hall" / "kiosk.toml", MANY)
    after = begun_over(room, TUNED)
    meeting, book, folder = after.meeting, after.book, room.folder
    assert (meeting.title, meeting.place) == ("市民大会", "议事厅")
    assert (meeting.clock, meeting.utc_offset_min) == ("与公证员手表核对", 420)
    assert meeting.page == "https://www.example.gov.cn/hall"
    assert meeting.resolutions == folder / "resolutions.csv"
    assert (book.path, book.papers) == (folder / "meeting.book", folder / "文书")
    assert (after.screens.language, after.screens.speech, after.screens.wall) == (
        "zh_CN",
        True,
        "contrast",
    )
    assert (after.displays.observer, after.kiosk.mode, after.kiosk.pin) == (
        "HDMI-3",
        True,
        folder / "my.pin",
    )
    assert (after.door.photos, after.door.public) == (folder / "photos", True)
    assert after.keys.hall_key == Path("/media/key/hall.key")
    assert after.slips is not None
    assert after.printer is not None
    assert (after.slips.host, after.printer.options) == ("10.0.0.8", ("media=A4",))
    assert [(one.rule, one.part) for one in after.set] == [("major", "threshold")]
    assert "旧人" not in [one.name for one in after.officer]
    assert "旧议题" not in [one.title for one in after.item]


def test_bases_and_scanners_keep_by_their_port_what_was_tuned(tmp_path: Path):
    room = SetUpRoom(tmp_path / "hall" / "kiosk.toml", MANY)
    after = begun_over(room, TUNED)
    assert [(one.name, one.protocol, one.standby_of) for one in after.base] == [
        ("A", "hvm1", ""),
        ("备", "jsonline", "主"),
        ("主", "hvm1", ""),
    ]
    assert (after.base[2].parity, after.base[2].label_offset) == ("N", 100)
    assert dict(after.base[1].mac) == {"AA:BB:CC:DD:EE:FF": 1, "AA:BB:CC:DD:EE:00": 2}
    assert [(one.desk, one.trigger) for one in after.scanner] == [
        ("1", "none"),
        ("东门", "newland"),
    ]
    assert [one.desk for one in (*after.wedge, *after.camera)] == ["西门", "西门"]
    assert after.camera[0].device == "HD Pro"


def test_a_base_that_no_search_finds_stays_as_it_is(tmp_path: Path):
    room = SetUpRoom(tmp_path / "hall" / "kiosk.toml", Equipment(bases=MANY.bases[:1]))
    silent = 'protocol = "taiden"\nport = "/dev/ttyS3"\nseats = 120'
    text = TUNED.replace('port = "/dev/ttyUSB7"', silent).replace('name = "坏"', 'name = "A"')
    after = begun_over(room, text)
    assert [(one.name, one.protocol, one.seats) for one in after.base] == [
        ("B", "hvm1", 0),
        ("A", "taiden", 120),
    ]
    told = "Bases that no search finds and that stay in the settings: {count}"
    assert told.format(count=1) in room.lines(Light.GOOD)


def test_a_base_that_stands_by_for_one_that_is_gone_counts_again(tmp_path: Path):
    gone = Equipment(bases=MANY.bases[:2], scanners=("/dev/ttyACM0",))
    room = SetUpRoom(tmp_path / "hall" / "kiosk.toml", gone)
    after = begun_over(room, TUNED, reader="none", printer="none")
    assert [(one.name, one.standby_of) for one in after.base] == [("A", ""), ("备", "")]
    assert (after.wedge, after.camera, after.printer) == ((), (), None)
    assert after.door.window == "东门"


SHARED = 'url = "postgresql+psycopg://k@10.0.0.5/h?meeting=0123456789abcdef0123456789abcdef"'


def test_what_belongs_to_the_meeting_before_does_not_stay_and_is_said(room: SetUpRoom):
    text = TUNED.replace("[[base]]", f'{SHARED}\ndesk = "x"\n[[base]]', 1)
    text = text.replace('pack = "citizens-assembly"', 'pack = "owners-meeting"')
    after = begun_over(room, text[: text.index("[[item]]")])
    assert (after.book.url, after.book.desk, after.set) == ("", "", ())
    assert after.meeting.page == "https://www.example.gov.cn/hall"
    told = room.lines(Light.WARN)
    assert "The shared book of the settings that are there does not stay" in told
    assert "What was set of the rules of another kind of meeting does not stay" in told
    assert "What is not asked here stays as it is in the settings" in room.lines(Light.GOOD)


@pytest.mark.parametrize("text", ["practice = ", "", "colour = 1\n"])
def test_settings_that_no_hall_could_start_with_leave_nothing(room: SetUpRoom, text: str):
    assert begun_over(room, text).meeting.title == "市民大会"
    unsound = "The settings that are there cannot be used, and nothing of them stays"
    assert unsound in room.lines(Light.WARN)


def test_an_officer_is_enrolled_with_a_passphrase_of_the_own(room: SetUpRoom):
    room.steward.go(Step.OFFICERS)
    assert room.enrol("", "chair")
    assert room.enrol("王" * 21, "chair")
    assert room.enrol("王建国", "king") == "请选择职务"
    assert room.enrol("王建国", "chair", "short")
    assert room.enrol("王建国", "chair", "long enough", again="long enouhg")
    assert room.steward.view.officers == ()
    assert not room.enrol("王建国", "chair")
    assert room.enrol("王建国", "notary")
    assert not room.enrol("李敏", "operator")
    room.steward.mark(0)
    room.steward.do(Deed.STRIKE_OFFICER)
    assert [one.name for one in room.steward.view.officers] == ["李敏"]
    assert not (room.folder / KEYRING_NAME).exists()


def test_officers_of_the_hall_keep_their_keys_and_may_stay_away(room: SetUpRoom):
    room.through()
    room.steward.do(Deed.BEGIN)
    key = read_keyring(room.folder / KEYRING_NAME).officers["李敏"].key
    room.settings.unlink()
    next_one = SetUpRoom(room.settings)
    next_one.steward.go(Step.OFFICERS)
    view = next_one.steward.view
    assert not view.waiting
    assert questions(view) == ()
    assert [one.deed for one in offers(view)] == [Deed.STRIKE_OFFICER]
    next_one.steward.mark(1)
    next_one.steward.do(Deed.STRIKE_OFFICER)
    assert [one.present for one in next_one.steward.view.officers] == [True, False]
    assert read_keyring(room.folder / KEYRING_NAME).officers["李敏"].key == key
    next_one.steward.do(Deed.STRIKE_OFFICER)
    assert [one.present for one in next_one.steward.view.officers] == [True, True]


def test_a_practice_may_do_without_officers_and_a_real_meeting_may_not(room: SetUpRoom):
    room.type(template="hearing", practice="practice")
    assert "Fewer than two officers are enrolled" in room.lines(Light.WARN)
    room.type(practice="real")
    assert "Fewer than two officers are enrolled" in room.lines(Light.BAD)


def test_notice_is_counted_to_the_day_of_the_meeting(room: SetUpRoom):
    room.through()
    assert room.lines(Light.WARN) == ["Nobody is teller", "There is no second medium"]
    room.type(day="2026-12-04")
    assert "Item 1: noticed 14 days before the meeting, 15 are wanted" in room.lines(Light.WARN)
    room.type(day="4.12.2026")
    assert room.lines(Light.BAD) == ["4.12.2026 is no day; one is written like 2026-11-26"]


def test_the_second_medium_is_looked_at(room: SetUpRoom, tmp_path: Path):
    room.through()
    room.type(mirror_found=str(tmp_path))
    assert f"The second copy {tmp_path} lies on the same disk as the book" in room.lines(Light.WARN)
    room.type(mirror_found=str(tmp_path / "gone"))
    assert room.lines(Light.BAD) == [f"The second medium {tmp_path / 'gone'} is not there"]
    room.type(mirror_found=str(tmp_path))
    room.steward.do(Deed.BEGIN)
    assert read_settings(room.settings).book.mirror == tmp_path / "meeting-2026-12-20.mirror"


def test_owners_without_area_are_told(room: SetUpRoom):
    room.type(template="owners-meeting")
    room.go_on()
    room.bring_roll("number,name,seat,class,votes\n1,甲,1,citizen,yes\n")
    told = "1 with a voting right have no area, and the rules count areas"
    assert told in room.lines(Light.BAD)


def test_a_page_does_only_what_it_offers(room: SetUpRoom):
    for deed in (Deed.BEGIN, Deed.READ_ROLL, Deed.KEEP_ITEM, Deed.PROBE, Deed.BACK):
        room.steward.do(deed)
    assert room.steward.view.draft.step is Step.MEETING
    assert not room.folder.exists()
    room.steward.go(Step.READY)
    ahead = forward(room.steward.view)
    assert ahead.deed is Deed.BEGIN
    assert ahead.why_not is not None


def test_another_template_brings_its_items_unless_some_were_written(room: SetUpRoom):
    room.type(template="citizens-assembly")
    assert len(room.steward.view.draft.items) == 3
    room.type(template="hearing")
    assert [one.rule for one in room.steward.view.draft.items] == ["opinion"]
    assert room.steward.view.draft.says("title") == "听证会"
    room.steward.go(Step.AGENDA)
    room.fill_items()
    room.type(title="自己的名称", template="citizens-assembly")
    assert [one.rule for one in room.steward.view.draft.items] == ["opinion"]
    assert room.steward.view.draft.says("title") == "自己的名称"
    assert "Item 1 is not complete" in room.lines(Light.BAD)


def test_items_are_moved_and_struck(room: SetUpRoom):
    room.type(template="citizens-assembly")
    room.steward.go(Step.AGENDA)
    rules = [one.rule for one in room.steward.view.draft.items]
    room.steward.mark(2)
    room.steward.do(Deed.RAISE_ITEM)
    room.steward.do(Deed.RAISE_ITEM)
    room.steward.do(Deed.RAISE_ITEM)
    assert [one.rule for one in room.steward.view.draft.items] == [rules[2], *rules[:2]]
    room.steward.do(Deed.STRIKE_ITEM)
    assert [one.rule for one in room.steward.view.draft.items] == rules[:2]


def test_a_list_on_the_stick_is_taken_with_one_touch(
    room: SetUpRoom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "名册.csv").write_text(ROLL, encoding="gb18030")
    (stick / "~$名册.xlsx").write_bytes(b"locked")
    monkeypatch.setattr(ground, "removable_folders", lambda: (stick,))
    room.go_on()
    found = questions(room.steward.view)[0]
    assert (found.name, found.labels) == ("roll_found", ("名册.csv",))
    room.type(roll_found=found.choices[0])
    assert room.steward.view.roll is not None
    (stick / "名册模板.xlsx").write_bytes(b"of last year")
    room.steward.do(Deed.ROLL_TEMPLATE)
    assert (stick / "名册模板-2.xlsx").stat().st_size > 1000
    assert (stick / "名册模板.xlsx").read_bytes() == b"of last year"


def test_a_disk_that_is_almost_full_is_told(room: SetUpRoom, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(
        "kiosk.clerk.setup.steward.look", lambda *_: Ground(free=100_000_000, writable=True)
    )
    room.steward.go(Step.READY)
    assert "The disk has 100 MB left" in room.lines(Light.BAD)
