"""Agendas on a stick: every mistake has its row and column, and a template can be filled in."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from kiosk.clerk.setup.agenda_list import preview_agenda, write_agenda_template
from kiosk.clerk.setup.draft import Item
from kiosk.clerk.setup.finding import sorted_out
from kiosk.clerk.setup.items import item_of, typed_of, wrong_with
from kiosk.clerk.setup.templates import templates
from kiosk.devices.media import removable_folders
from kiosk.devices.probing import Found
from kiosk.settingup import wants_set_up
from kiosk.words import words

PACK = templates()["citizens-assembly"].pack
SCORES = templates()["evaluation"].pack
HEADS = "议题,议案,议案全文,表决规则,公示日,表决方式,选项,最多选,时限,无记名\n"
ENGLISH = words("en")


def mistakes(folder: Path, rows: str) -> list[str]:
    path = folder / "agenda.csv"
    path.write_text(HEADS + rows, encoding="utf-8")
    return [one.told(ENGLISH) for one in preview_agenda(path, PACK).mistakes]


def test_an_agenda_is_read_with_the_rule_by_its_title_or_its_name(tmp_path: Path):
    path = tmp_path / "议程.csv"
    rows = (
        '停车,关于停车的议案,"第一条。\n第二条。",一般事项,2026-11-01,,,,0,\n'
        "实事,民生实事票决,四选二。,priorities,,,电梯；食堂;公园；照明,2,120,是\n"
    )
    path.write_text("2026 年第二次会议议程\n" + HEADS + rows, encoding="gb18030")
    preview = preview_agenda(path, PACK)
    assert preview.mistakes == ()
    assert preview.items == (
        Item(
            "停车",
            "关于停车的议案",
            "第一条。\n第二条。",
            "ordinary",
            noticed="2026-11-01",
            duration_s=0,
        ),
        Item(
            "实事",
            "民生实事票决",
            "四选二。",
            "priorities",
            options=("电梯", "食堂", "公园", "照明"),
            maximum=2,
            seats=3,
            duration_s=120,
            secret=True,
        ),
    )


def test_every_mistake_of_an_agenda_has_its_row_and_column(tmp_path: Path):
    rows = (
        ",议案,全文,一般事项,,,,,,\n"
        "题,议案,全文,国法,11月1日,,,,,\n"
        "题,议案,全文,民生实事票决,,,,,9999,\n"
        "题,议案,全文,一般事项,,赞成 / 反对 / 弃权,甲；乙,,,也许\n"
        "题,关于\N{IDEOGRAPHIC SPACE}\N{IDEOGRAPHIC SPACE}的议案,=1+1,重大事项,,评分,甲；乙,,x,\n"
        "题,议案,全文,民生实事票决,,,甲；甲,,,\n"
    )
    assert mistakes(tmp_path, rows) == [
        "row 2, title: This must be filled in",
        "row 3, rule: '国法' is none of major, ordinary, priorities, priorities_floor",
        "row 3, noticed: A day is wanted: 2026-11-26",
        "row 4, duration: '9999' must be a whole number from 1 to 3600",
        "row 4, options: This rule takes the first of several: write the options",
        "row 5, secret: '也许' is none of yes, 1, no, 0",
        "row 5, options: A poll for or against has no options",
        "row 6, text: =1+1 is a formula; write the value itself",
        "row 6, duration: 'x' must be a whole number from 1 to 3600",
        "row 6, motion: The blank in the title of the motion still stands",
        "row 6, kind: A score resolves nothing; this rule makes a resolution",
        "row 7, options: Two different options or more are wanted, one a line",
    ]


def test_an_agenda_without_heads_or_without_rows_is_a_mistake(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text("议题,议案\n甲,乙\n", encoding="utf-8")
    told = [one.told(ENGLISH) for one in preview_agenda(path, PACK).mistakes]
    assert told == ["row 1, text: this column is missing", "row 1, rule: this column is missing"]
    assert mistakes(tmp_path, "") == ["row 2: no item stands in this file"]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_template_of_an_agenda_can_be_filled_in_and_read(tmp_path: Path, language: str):
    path = tmp_path / "agenda.xlsx"
    said = words(language)
    write_agenda_template(path, PACK, said)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for at, text in enumerate(["题", "议案", "全文", "重大事项"], start=1):
        sheet.cell(2, at, text)
    sheet.cell(2, 11, said.name("answer", "yes"))
    book.save(path)
    preview = preview_agenda(path, PACK)
    assert preview.mistakes == ()
    assert [(one.rule, one.secret) for one in preview.items] == [("major", True)]


def test_a_form_says_again_what_it_was_filled_with():
    item = Item(
        "题", "议案", "文", "priorities", kind="choose", options=("甲", "乙"), maximum=2, seats=1
    )
    assert item_of(typed_of(item), PACK.rule("priorities")) == item
    wrong = item_of(typed_of(item) | {"item_duration": "soon"}, None)
    assert [entry for entry, _ in wrong] == ["duration"]


def test_an_agenda_says_how_many_are_taken(tmp_path: Path):
    path = tmp_path / "议程.csv"
    head = "议题,议案,议案全文,表决规则,选项,最多选,名额\n"
    rows = "实事,票决,四选二。,民生实事票决,电梯；食堂；公园；照明,{},{}\n"
    for most, seats, wanted in (("2", "2", (2, 2)), ("", "2", (2, 2)), ("", "", (3, 3))):
        path.write_text(head + rows.format(most, seats), encoding="utf-8")
        (item,) = preview_agenda(path, PACK).items
        assert (item.maximum, item.seats) == wanted
    path.write_text(head + rows.format("2", "5"), encoding="utf-8")
    told = [one.told(ENGLISH) for one in preview_agenda(path, PACK).mistakes]
    assert told == ["row 2, places: 1 to 4 are wanted"]


def test_a_score_takes_levels_and_a_most_that_is_too_many_is_told():
    score = Item("题", "测评", "文", "score", kind="score", options=("差", "好"))
    assert list(wrong_with(score, SCORES)) == []
    many = Item("题", "议案", "文", "priorities", options=("甲", "乙"), maximum=3)
    assert [entry for entry, _ in wrong_with(many, PACK)] == ["maximum"]
    long = Item("题" * 61, "议案", "文", "ordinary", duration_s=-1)
    assert [entry for entry, _ in wrong_with(long, PACK)] == ["title", "duration"]


def test_what_ports_say_is_sorted_out():
    found = sorted_out(
        [
            Found("COM3", "hvm1", 19200, "HVM-1", 1, 120),
            Found("COM4", "scanner", 9600, "]Q1x"),
            Found("COM5"),
            Found("COM6", fault="COM6: held"),
        ],
        ("hall",),
    )
    assert [(one.port, one.keypads, one.used) for one in found.bases] == [("COM3", 120, True)]
    assert (found.scanners, found.silent, found.faults) == (
        ("COM4",),
        ("COM5",),
        ("COM6: held",),
    )


def test_sticks_are_found_among_the_mounts(tmp_path: Path):
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\n"
        "/dev/sdb1 /media/clerk/KING\\040STON vfat rw 0 0\n"
        "tmpfs /run tmpfs rw 0 0\n"
        "/dev/sdc1 /run/media/clerk/A exfat rw 0 0\n",
        encoding="utf-8",
    )
    assert removable_folders(mounts) == (
        Path("/media/clerk/KING STON"),
        Path("/run/media/clerk/A"),
    )
    assert removable_folders(tmp_path / "none") == ()


def test_a_set_up_is_wanted_where_no_book_is_named(tmp_path: Path):
    settings = tmp_path / "kiosk.toml"
    assert wants_set_up(settings)
    for text, wanted in (
        ("", True),
        ("practice = true\n[meeting]\ntitle = 'a'\n", True),
        ("[book]\nmirror = 'x'\n", True),
        ("[book]\npath = 'x'\n", False),
        ("book = [", False),
    ):
        settings.write_text(text, encoding="utf-8")
        assert wants_set_up(settings) is wanted, text
