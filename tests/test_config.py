"""`kiosk.toml`: read once, every mistake told at once with its key, paths from the file's place."""

import hashlib
from pathlib import Path

import pytest

from kiosk.assets import asset
from kiosk.config import Settings, read_settings
from kiosk.faults import UnusableInput

LEAST = '[meeting]\ntitle = "市民大会"\n[book]\npath = "meeting.book"\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "kiosk.toml"
    path.write_text(text, encoding="utf-8")
    return path


def mistakes(folder: Path, text: str) -> str:
    with pytest.raises(UnusableInput) as raised:
        read_settings(written(folder, text))
    told = str(raised.value)
    assert "\n" not in told
    assert str(folder / "kiosk.toml") in told
    return told


def test_the_example_that_is_shipped_can_be_read():
    path = asset("kiosk.example.toml")
    settings = read_settings(path)
    assert [base.name for base in settings.base] == ["A"]
    assert [item.rule for item in settings.item] == ["ordinary", "priorities"]
    assert settings.book.mirror == Path("/media/second/meeting.mirror")
    assert settings.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_what_is_not_said_has_its_usual_value(tmp_path: Path):
    settings = read_settings(written(tmp_path, LEAST))
    assert (settings.pack, settings.practice, settings.roll) == ("citizens-assembly", False, None)
    assert (settings.screens.language, settings.meeting.utc_offset_min) == ("zh_CN", 480)
    assert settings.book.tapes is None


def test_paths_are_taken_from_the_place_of_the_file(tmp_path: Path, monkeypatch):
    monkeypatch.chdir("/")
    text = 'roll = "lists/roll.csv"\n' + LEAST + 'mirror = "../second/m"\ntapes = "/var/tapes"\n'
    settings = read_settings(written(tmp_path, text))
    assert settings.book.path == tmp_path / "meeting.book"
    assert settings.book.mirror == tmp_path / "../second/m"
    assert settings.book.papers == tmp_path / "papers"
    assert settings.book.tapes == Path("/var/tapes")
    assert settings.roll == tmp_path / "lists/roll.csv"


def test_settings_do_not_change_once_they_are_read(tmp_path: Path):
    settings = read_settings(written(tmp_path, LEAST))
    with pytest.raises(ValueError, match="frozen"):
        settings.practice = True


def test_several_mistakes_are_told_at_once_each_with_its_key(tmp_path: Path):
    text = (
        'practise = true\nlanguage = "zh"\n[meeting]\ntitle = ""\nutc_offset_min = 900\n'
        "[book]\n[[base]]\nname = 7\nport = \"COM3\"\nbaud = 300\n"
        '[[officer]]\nname = "甲"\nrole = "king"\n'
    )  # fmt: skip
    told = mistakes(tmp_path, text)
    assert "8 mistakes" in told
    for key in ("practise", "language", "meeting.title", "meeting.utc_offset_min", "book.path"):
        assert f"{key}: " in told
    for key in ("base 1.name", "base 1.baud", "officer 1.role"):
        assert f"{key}: " in told
    assert "less than or equal to 840" in told
    assert "'chair', 'operator'" in told


def test_no_mistake_hides_behind_another(tmp_path: Path):
    """A wrong value, a key that is none, an unknown protocol and rule, names and officers twice."""
    text = (
        LEAST.replace("[book]", 'plcae = "hall"\n[book]')
        + 'mirror = "meeting.book"\n'
        + '[[base]]\nname = "A"\nport = "COM3"\nprotocol = "hvm9"\n'
        + '[[base]]\nname = "B"\nport = "COM4"\nbaud = 300\nprotocol = "hvm8"\n'
        + '[[officer]]\nname = "甲"\nrole = "chair"\n[[officer]]\nname = "甲"\nrole = "operator"\n'
        + '[[item]]\ntitle = "a"\nmotion = "b"\ntext = "c"\nrule = "major"\nseats = 1\n'
        + 'options = ["x", "y"]\n'
        + '[[item]]\ntitle = "z"\nduration_s = -1\nmotion = "b"\ntext = "c"\nrule = "ordinery"\n'
    )
    told = mistakes(tmp_path, text)
    for one in (
        "meeting.plcae: no such key; did you mean place?",
        "base 1.protocol: hvm9 is none of hvm1",
        "base 2.baud: ",
        "base 2.protocol: hvm8 is none of hvm1",
        "item 2.duration_s: ",
        "item 2.rule: the pack citizens-assembly has no rule ordinery; did you mean ordinary?",
        "item 1.seats: the pack citizens-assembly does not leave the places of major to the",
        "one person holds one office, and 甲 stands twice",
        "the files of book and mirror must all differ",
    ):
        assert one in told, one
    assert "9 mistakes: " in told


def test_one_mistake_is_not_counted(tmp_path: Path):
    told = mistakes(tmp_path, f"practise = true\n{LEAST}")
    assert "1 mistake" not in told
    assert "practise: no such key; did you mean practice?" in told


def test_the_rules_of_a_pack_of_the_own_are_known_and_a_pack_that_is_gone_is_not_asked(
    tmp_path: Path,
):
    own = asset("rulepacks/owners-meeting.toml").read_text(encoding="utf-8")
    (tmp_path / "own.toml").write_text(own, encoding="utf-8")
    item = ITEM.removeprefix(LEAST).replace("ordinary", "priorities")
    assert "has no rule priorities" in mistakes(tmp_path, f'pack = "own.toml"\n{LEAST}{item}')
    settings = read_settings(written(tmp_path, f'pack = "gone.toml"\n{LEAST}{item}'))
    assert settings.item[0].rule == "priorities"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (LEAST + "papers = 7\n", "book.papers: "),
        (LEAST + '[screens]\nlanguage = "de"\n', "screens.language: input should be 'zh_CN' or"),
        (LEAST + '[[base]]\nname = "A"\nport = "x"\nprotocol = "hvm2"\n', "none of hvm1"),
        (LEAST + '[[scanner]]\ndesk = "1"\nport = "x"\nbaud = 9601\n', "scanner 1.baud: "),
    ],
)
def test_a_wrong_value_is_told_with_what_would_be_right(tmp_path: Path, text: str, right: str):
    assert right in mistakes(tmp_path, text)


def test_the_public_page_and_the_list_of_resolutions_belong_to_the_meeting(tmp_path: Path):
    said = 'page = "https://www.example.gov.cn:8443/hall?y=2026#top"\nresolutions = "list.xlsx"\n'
    settings = read_settings(written(tmp_path, LEAST.replace("[book]", said + "[book]")))
    assert settings.meeting.page == "https://www.example.gov.cn:8443/hall?y=2026#top"
    assert settings.meeting.resolutions == tmp_path / "list.xlsx"
    bare = read_settings(written(tmp_path, LEAST))
    assert (bare.meeting.page, bare.meeting.resolutions) == ("", None)


@pytest.mark.parametrize(
    "page",
    [
        "www.example.gov.cn",
        "ftp://example.gov.cn",
        "https://",
        "https:///hall",
        "https://example.gov.cn/a b",
        "https://example.gov.cn/大会",
        "https://user:word@example.gov.cn/",
        "https://example..cn/",
        "javascript:alert(1)",
        "https://example.gov.cn/\\n",
    ],
)
def test_a_page_that_no_phone_would_open_is_told(tmp_path: Path, page: str):
    told = mistakes(tmp_path, LEAST.replace("[book]", f'page = "{page}"\n[book]'))
    assert "meeting.page: " in told
    assert "is no web address; write one like https://www.example.gov.cn/hall" in told


def test_an_address_longer_than_the_wall_can_say_is_told(tmp_path: Path):
    longest = "https://example.cn/" + "x" * 61
    text = LEAST.replace("[book]", f'page = "{longest}"\n[book]')
    assert read_settings(written(tmp_path, text)).meeting.page == longest
    assert "at most 80 characters" in mistakes(tmp_path, text.replace("xx", "xxx", 1))


ITEM = LEAST + '[[item]]\ntitle = "a"\nmotion = "b"\ntext = "c"\nrule = "ordinary"\n'


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ('noticed = "2026-02-30"', "item 1.noticed: 2026-02-30 is no day"),
        ('noticed = "soon"', "item 1.noticed: soon is no day; write one like 2026-11-01"),
        ('options = ["x", "y"]\nmaximum = 3', "item 1: maximum 3 is more than the 2 options"),
        ("duration_s = -1", "item 1.duration_s: input should be greater than or equal to 0"),
    ],
)
def test_an_item_that_cannot_be_is_told(tmp_path: Path, line: str, right: str):
    assert right in mistakes(tmp_path, f"{ITEM}{line}\n")


def test_names_and_ports_that_stand_twice_are_told_together(tmp_path: Path):
    text = LEAST + 'mirror = "meeting.book"\n'
    text += '[[base]]\nname = "A"\nport = "/dev/ttyUSB0"\n' * 2
    told = mistakes(tmp_path, text)
    assert "the names of bases and desks must all differ: A, A" in told
    assert "the ports of bases and scanners must all differ: /dev/ttyUSB0, /dev/ttyUSB0" in told
    assert "the files of book and mirror must all differ" in told


def test_a_desk_is_not_called_like_a_base_and_has_a_port_of_its_own(tmp_path: Path):
    text = LEAST + '[[base]]\nname = "A"\nport = "COM3"\n[[scanner]]\ndesk = "A"\nport = "COM3"\n'
    told = mistakes(tmp_path, text)
    assert "desks must all differ: A, A" in told
    assert "scanners must all differ: COM3, COM3" in told


@pytest.mark.parametrize("text", ["[meeting\n\n", "a = \n\n", "title = 1 2\n\n"])
def test_what_is_no_toml_is_told_with_its_line(tmp_path: Path, text: str):
    assert "cannot be read" in mistakes(tmp_path, text)
    assert "line 1" in mistakes(tmp_path, text)


PAIR = """{least}
[[base]]
name = "A"
port = "COM1"
standby_of = "{of_a}"
[[base]]
name = "B"
port = "COM2"
protocol = "{protocol}"
standby_of = "{of_b}"
"""


def test_a_base_stands_by_for_another(tmp_path: Path):
    text = PAIR.format(least=LEAST, of_a="", of_b="A", protocol="hvm1")
    assert [base.standby_of for base in read_settings(written(tmp_path, text)).base] == ["", "A"]


@pytest.mark.parametrize(
    ("of_a", "of_b", "protocol", "right"),
    [
        ("", "C", "hvm1", "base B: standby_of = C is no other base that counts"),
        ("", "B", "hvm1", "base B: standby_of = B is no other base that counts"),
        ("B", "A", "hvm1", "base A: standby_of = B is no other base that counts"),
        ("", "A", "taiden", "base B: a base that gives totals only has no standby"),
    ],
)
def test_a_base_that_cannot_stand_by_is_told(
    tmp_path: Path, of_a: str, of_b: str, protocol: str, right: str
):
    text = PAIR.format(least=LEAST, of_a=of_a, of_b=of_b, protocol=protocol)
    assert right in mistakes(tmp_path, text)


def test_a_file_that_is_not_there_is_told(tmp_path: Path):
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(UnusableInput, match=r"kiosk\.example\.toml"):
            read_settings(path)


def test_a_file_that_is_no_text_is_told(tmp_path: Path):
    path = tmp_path / "kiosk.toml"
    path.write_bytes("title = '会议'".encode("gb18030"))
    with pytest.raises(UnusableInput, match="cannot be read"):
        read_settings(path)


def test_every_byte_of_the_file_is_in_its_hash(tmp_path: Path):
    before = read_settings(written(tmp_path, LEAST)).sha256
    assert read_settings(written(tmp_path, LEAST + "# a remark\n")).sha256 != before


def test_a_file_cannot_name_its_own_hash(tmp_path: Path):
    settings = read_settings(written(tmp_path, 'sha256 = "abc"\n' + LEAST))
    assert settings.sha256 != "abc"


def test_legal_content_is_no_setting():
    assert not {"threshold", "quorum", "majority"} & set(Settings.model_fields)


def test_displays_are_the_first_the_second_and_the_third_unless_they_are_named(tmp_path: Path):
    usual = read_settings(written(tmp_path, LEAST)).displays
    assert usual.wishes == {"console": "primary", "hall": "second", "feed": "third"}
    named = LEAST + '[displays]\nhall = "HDMI-1"\nobserver = "DP-2"\n'
    wishes = read_settings(written(tmp_path, named)).displays.wishes
    assert (wishes["hall"], wishes["observer"], "checkin" in wishes) == ("HDMI-1", "DP-2", False)


def test_two_windows_on_one_display_are_a_mistake(tmp_path: Path):
    told = mistakes(tmp_path, LEAST + '[displays]\nhall = "hdmi-1"\nfeed = "HDMI-1"\n')
    assert "every window needs a display of its own" in told


def test_kiosk_mode_is_asked_for_and_its_pin_lies_beside_the_settings(tmp_path: Path):
    usual = read_settings(written(tmp_path, LEAST)).kiosk
    assert (usual.mode, usual.pin) == (False, tmp_path / "kiosk.pin")
    away = read_settings(written(tmp_path, LEAST + '[kiosk]\nmode = true\npin = "etc/p"\n')).kiosk
    assert (away.mode, away.pin) == (True, tmp_path / "etc" / "p")
