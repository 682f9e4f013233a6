"""A forgotten pass: the desk finds the delegate by what the person says."""

import pytest

from kiosk.clerk.finding import NameIndex, the_one

NAMES = {
    1: "王建国",
    2: "李建国",
    7: "吕秀英",
    12: "单雄信",
    13: "古丽巴哈尔·阿不都热依木",
    71: "王静",
    120: "欧阳震华",
    130: "John Smith",
}
FOUND = {
    "王建国": (1,),
    "王": (1, 71),
    "建国": (1, 2),
    "wjg": (1,),
    "W J G": (1,),
    "wj": (71, 1),
    "wangj": (1, 71),
    "lv": (7,),
    "lxy": (7,),
    "shanx": (12,),
    "danx": (12,),
    "sxx": (12,),
    "guli": (13,),
    "glbhe": (13,),
    "oyzh": (120,),
    "glbheabdrym": (13,),
    "jg": (1, 2),
    "j": (130,),
    "jianguo": (1, 2),
    "zhenhua": (120,),
    "john": (130,),
    "js": (130,),
    "smith": (130,),
    "7": (7, 71),
    "71": (71,),
    "1": (1, 12, 13, 120, 130),
    "赵": (),
    "": (),
    "  ": (),
}


@pytest.mark.parametrize("typed", FOUND)
def test_what_is_typed_finds(typed: str):
    assert NameIndex(NAMES).find(typed) == FOUND[typed]


def test_the_one_of_a_short_list_is_meant_and_never_one_of_two():
    names = ("王建国", "李建国", "李敏", "Wang")
    told = {typed: the_one(typed, names) for typed in ("wjg", "lim", "jg", "x", "李敏", "1", "")}
    assert told == {
        "wjg": "王建国",
        "lim": "李敏",
        "jg": "jg",
        "x": "x",
        "李敏": "李敏",
        "1": "1",
        "": "",
    }


def test_no_more_are_told_than_the_desk_can_show():
    many = NameIndex(dict.fromkeys(range(1, 40), "王建国"))
    assert many.find("wjg") == tuple(range(1, 9))
    assert many.find("wjg", most=2) == (1, 2)


def test_a_name_with_very_many_readings_is_still_found():
    assert NameIndex({1: "单曾解仇乐行长"}).find("1") == (1,)
