"""The grammar of scenes: every order is read, every mistake has its line, column and cure."""

from pathlib import Path

import pytest
from scene_stage import HALL, read

from kiosk.faults import UnusableInput
from kiosk.rehearsal.grammar import SET_UP, STEPS, read_scene
from kiosk.rehearsal.hall import settings_of
from kiosk.rehearsal.reading import SceneMistake
from kiosk.rehearsal.stage import VirtualStage
from kiosk.rehearsal.verbs import VERBS as PLAYED

SECOND = 1_000_000_000
LINES = {
    "name": ('name notary "丙"', {"role": "notary", "officer": "丙"}),
    "enrol": (
        'enrol teller "丙" reason "忘记" by "甲" and "乙" alone',
        {
            "role": "teller",
            "officer": "丙",
            "reason": "忘记",
            "officers": ("甲", "乙"),
            "alone": True,
        },
    ),
    "log": ('log in "甲" with "口令"', {"way": "in", "officer": "甲", "with": "口令"}),
    "withdraw": ('withdraw 3 reason "另行研究"', {"item": 3, "reason": "另行研究"}),
    "audit": ('audit 3 dice "31415926"', {"count": 3, "dice": "31415926"}),
    "sheet": ("sheet uncounted poll 2", {"sheet": "uncounted", "poll": 2}),
    "convene": (
        'convene reason "到齐" by "甲" and "乙" apart 61s',
        {"reason": "到齐", "officers": ("甲", "乙"), "apart": 61 * SECOND},
    ),
    "set": (
        "set major threshold at least 2/3 of present",
        {"rule": "major", "part": "threshold", "strict": False, "fraction": "2/3", "of": "present"},
    ),
    "answer": (
        'answer elevator as major reason "本市条例"',
        {"question": "elevator", "rule": "major", "reason": "本市条例"},
    ),
    "item": ('item 3 "停车" noticed 20 days ago', {"item": 3, "title": "停车", "days": 20}),
    "motion": (
        'motion 3 "停车" "收费。" unnoticed',
        {"item": 3, "title": "停车", "text": "收费。", "noticed": False},
    ),
    "phase": ("phase 3 reading", {"item": 3, "phase": "reading"}),
    "phases": ("phases 3 to polling", {"item": 3, "phase": "polling"}),
    "return": (
        'return 3 to reading reason "再议"',
        {"item": 3, "phase": "reading", "reason": "再议"},
    ),
    "demand": ("demand pre_review item 3", {"gate": "pre_review", "item": 3}),
    "review": (
        'review 3 number "司审 7 号" 3 days ago opinion "不合法" unlawful',
        {"item": 3, "number": "司审 7 号", "days": 3, "opinion": "不合法", "lawful": False},
    ),
    "attention": ("attention 3 31 of 100", {"item": 3, "attentive": 31, "asked": 100}),
    "interest": ('interest 3 reason "饮水"', {"item": 3, "reason": "饮水"}),
    "amendment": ("amendment 4 of 3", {"item": 4, "amends": 3}),
    "add": (
        'add 13..14 to roll expert reason "补选" by "甲" and "乙"',
        {
            "numbers": (13, 14),
            "class": "expert",
            "reason": "补选",
            "officers": ("甲", "乙"),
        },
    ),
    "recuse": ('recuse 3 4..5 reason "亲属"', {"item": 3, "seats": (4, 5), "reason": "亲属"}),
    "check-in": (
        'check-in seats 9 reason "迟到"',
        {"what": "seats", "seats": (9,), "reason": "迟到"},
    ),
    "check-out": ("check-out 9", {"seats": (9,), "reason": ""}),
    "scan": (
        "scan 1..3 at desk 1 over 2s",
        {
            "kind": "genuine",
            "numbers": (1, 2, 3),
            "desk": "1",
            "over": 2 * SECOND,
            "unheard": False,
        },
    ),
    "lost": ('lost keypad 14 reason "带走"', {"keypad": 14, "reason": "带走"}),
    "await": (
        'await keypad of seat 3 at desk 1 reason "没电"',
        {"seat": 3, "desk": "1", "reason": "没电"},
    ),
    "desk-mode": ("desk-mode 1 exit", {"desk": "1", "mode": "exit"}),
    "revoke": (
        'revoke pass 3 reissue reason "遗失"',
        {"number": 3, "reissue": True, "reason": "遗失"},
    ),
    "hand": ("hand out keypad 5..6 to seat 1..2", {"keypads": (5, 6), "seats": (1, 2)}),
    "swap": ("swap seat 3 to keypad 14", {"seat": 3, "keypad": 14}),
    "take": ("take back keypad 14..15", {"keypads": (14, 15)}),
    "call": ("call keypads", {}),
    "prepare": (
        'prepare 3 rule priorities choose 2 of "甲" "乙" "丙" duration 90s first-press secret '
        "told-by age_band told-by group",
        {
            "item": 3,
            "kind": "choose",
            "rule": "priorities",
            "options": ("甲", "乙", "丙"),
            "maximum": 2,
            "duration_s": 90,
            "last": False,
            "named": False,
            "channel": "",
            "places": 0,
            "breakdowns": ["age_band", "group"],
        },
    ),
    "proxy": ("proxy of seat 5 to seat 3 item 1", {"seat": 5, "holder": 3, "item": 1}),
    "candidate": ("candidate seat 3 item 1", {"seat": 3, "item": 1}),
    "turn": ('turn to hands reason "断电"', {"channel": "hands", "reason": "断电"}),
    "papers": ("papers to seats 5..7", {"seats": (5, 6, 7)}),
    "spoil": ("spoil paper 3", {"number": 3}),
    "count": (
        'count paper valid 8 options 5,4,3 noes 1,2,0 void 1 by "甲"',
        {
            "channel": "paper",
            "valid": 8,
            "options": (5, 4, 3),
            "noes": (1, 2, 0),
            "void": 1,
            "by": "甲",
        },
    ),
    "repoll": ("repoll tied of poll 3", {"poll": 3}),
    "override": (
        'override notice reason "急" by "甲" and "乙"',
        {"gate": "notice", "reason": "急", "officers": ("甲", "乙")},
    ),
    "zero": ("zero report", {}),
    "open": ("open", {}),
    "press": (
        "press 1..3,7 1+3 over 2s at 500ms",
        {"keypads": (1, 2, 3, 7), "choice": (1, 3), "over": 2 * SECOND, "at": SECOND // 2},
    ),
    "lose": ("lose urn", {}),
    "pause": ("pause", {}),
    "resume": ("resume", {}),
    "extend": ("extend 30s", {"by_s": 30}),
    "close": ("close", {}),
    "give": (
        'give up A reason "断线" by "甲" and "乙"',
        {"base": "A", "reason": "断线", "officers": ("甲", "乙")},
    ),
    "reconcile": ("reconcile", {}),
    "go": (
        'go on without mirror reason "介质损坏" by "甲" and "乙"',
        {"reason": "介质损坏", "officers": ("甲", "乙")},
    ),
    "acknowledge": ("acknowledge silence", {}),
    "declare": ("declare", {}),
    "void": ('void reason "误" by "甲" and "乙"', {"reason": "误", "officers": ("甲", "乙")}),
    "record": ("record poll 2", {"poll": 2}),
    "object": ('object "甲" "计票"', {"by": "甲", "text": "计票"}),
    "leave": ('leave 7,9 reason "病假"', {"seats": (7, 9), "reason": "病假"}),
    "duty": (
        'duty "街道办" "编制方案" accepted "书面报告" within 15 working days poll 2',
        {
            "unit": "街道办",
            "task": "编制方案",
            "acceptance": "书面报告",
            "days": 15,
            "counting": "working",
            "poll": 2,
        },
    ),
    "video": ('video "主机位" at "0:12:07"', {"recording": "主机位", "timecode": "0:12:07"}),
    "end": ("end", {}),
    "reveal": (
        'reveal 7 reason "核对" by "甲" and "乙"',
        {"number": 7, "reason": "核对", "officers": ("甲", "乙")},
    ),
    "forget": (
        'forget persons reason "期满" by "甲" and "乙"',
        {"reason": "期满", "officers": ("甲", "乙")},
    ),
    "wait": ("wait 1.5s", {"ns": 3 * SECOND // 2}),
    "unplug": ("unplug A", {"base": "A"}),
    "replug": ("replug A", {"base": "A"}),
    "noise": ("noise A 40 bytes", {"base": "A", "bytes": 40}),
    "flood": ("flood A for 10s", {"base": "A", "ns": 10_000_000_000}),
    "wrong": ("wrong id A", {"base": "A"}),
    "right": ("right id A", {"base": "A"}),
    "hold": ("hold A", {"base": "A"}),
    "deny": ("deny A", {"base": "A"}),
    "silence": ("silence 3..4", {"keypads": (3, 4)}),
    "mirror": ("mirror full", {"what": "full"}),
    "printer": ("printer out of paper", {"what": "out"}),
    "print": ("print paper 2", {"paper": 2}),
    "confirm": ("confirm paper 2", {"paper": 2}),
    "reprint": ('reprint paper 2 reason "卡纸"', {"paper": 2, "reason": "卡纸"}),
    "show": ("show paper 2 at desk 1", {"paper": 2, "desk": "1"}),
    "kill": ("kill", {}),
    "still": ("still opening", {"name": "opening"}),
    "expect": ("expect refused late 1", {"figure": ("refused", "late"), "value": "1"}),
}


def mistake(line: str, hall: str = HALL) -> SceneMistake:
    with pytest.raises(SceneMistake) as raised:
        read(hall + line + "\n")
    return raised.value


@pytest.mark.parametrize("verb", STEPS)
def test_every_order_is_read(verb: str):
    text, said = LINES[verb]
    (step,) = read(HALL + text).steps
    assert (step.verb, step.said, step.text, step.refused) == (verb, said, text, "")


def test_every_order_that_is_read_is_played():
    assert STEPS.keys() == PLAYED.keys() == LINES.keys()


def test_the_hall_is_read():
    hall = read(
        'meeting "市民大会" session "第二次" place "议事厅" convener "街道办"\n'
        "pack own.toml\npractice\ncertified\nsecond medium off\nofficer chair \"甲\"\n"
        'delegates 3\ndelegates 2 attendee\nroll "roll.csv"\nbase B hvm1 keypads 5..9\ndesk door\n',
        Path("/scenes"),
    ).set_up  # fmt: skip
    assert (hall.title, hall.session_title, hall.place, hall.convener) == (
        "市民大会",
        "第二次",
        "议事厅",
        "街道办",
    )
    assert (hall.pack, hall.practice, hall.mirror) == ("own.toml", True, False)
    assert hall.certified
    assert hall.officers == [("甲", "chair")]
    assert [(group.count, group.delegate_class) for group in hall.groups] == [
        (3, "citizen"),
        (2, "attendee"),
    ]
    assert hall.roll == Path("/scenes/roll.csv")
    assert [(base.name, base.first, base.last) for base in hall.bases] == [("B", 5, 9)]
    assert hall.desks == ["door"]


def test_remarks_and_empty_lines_are_nothing():
    assert read("# a remark\n\n   # another\nopen # and one more\n").steps[0].line == 4


def test_a_refusal_may_be_expected():
    (step,) = read("open => no_quorum").steps
    assert step.refused == "no_quorum"


@pytest.mark.parametrize("verb", [*STEPS, *SET_UP])
def test_a_typo_in_any_order_is_told_with_its_place_and_the_right_one(verb: str):
    told = str(mistake(f"  {verb}x 1", hall=""))
    assert "told.scene:1:3: " in told
    assert f"{verb}x is no order" in told
    assert "did you mean" in told


WRONG = [
    ("opne", 1, "opne is no order", "did you mean open?"),
    ("fly", 1, "fly is no order", "see docs/scenes.md"),
    ("item x", 6, "x is no number", "expected the item's number"),
    ("item 1 title", 8, "title has no quotes", 'in "…"'),
    ("item 1", 7, "the line ends here", "expected its title"),
    ('item 1 "a" noticed 3 days', 26, "the line ends here", "ago"),
    ('item 99999999999 "a"', 6, "is too much", "at most 65535"),
    ("open now", 6, "now is too much", "expected the end of the line"),
    ("open => nonsense", 9, "nonsense is not known here", "expected one of"),
    ("wait soon", 6, "soon is no time", "such as 3s"),
    ("press 5..1 for", 7, "5..1 counts nothing", "expected keypads from 1"),
    ("press 1..99999999 for", 7, "counts nothing", "up to 65535"),
    ("press 0 for", 7, "0 counts nothing", "from 1"),
    ("press 1- for", 7, "1- is no range", "such as 5 or 1..60,70"),
    ("press 1 yes", 9, "yes is no choice", "such as 1+3"),
    ("press 1 9", 9, "9 is no choice", "from 1 to 8"),
    ("press 1 ²", 9, "² is no choice", "from 1 to 8"),
    ("press 17 for", 7, "no base hears keypad 17", "a keypad of a base"),
    ("silence 99", 9, "no base hears keypad 99", "a keypad of a base"),
    ("scan 1 at desk 7", 16, "there is no desk 7", "expected one of 1"),
    ("unplug Z", 8, "there is no base Z", "expected one of A"),
    ("noise Z 3 bytes", 7, "there is no base Z", "expected one of A"),
    ('give up Z reason "a" by "b" and "c"', 9, "there is no base Z", "expected one of A"),
    ("hand out keypad 1..3 to seat 1..2", 30, "3 keypads do not go to 2 seats", "as many"),
    ('override gate reason "a" by "b" and "c"', 10, "gate is not known here", "zero_report"),
    ("expect presnt 3", 8, "presnt is no figure here", "did you mean present?"),
    ("expect hall presed 3", 13, "presed is no figure here", "did you mean pressed?"),
    ("expect console nonsense 3", 16, "nonsense is no figure here", "expected one of"),
    ("expect refused lat 1", 16, "lat is no figure here", "did you mean late?"),
    ("expect base gone", 8, "base is no figure here", "expected base, then a name"),
    ("expect present 3 4", 16, "3 is no figure here", "the end of the line"),
    ("expect option x 4", 15, "x is no figure here", "expected one of"),
    ("expect desk 1 2 3", 15, "2 is no figure here", "the end of the line"),
    ("expect present", 15, "nothing is expected", "a figure and its value"),
    ("delegates 3", 1, "delegates comes too late", "before the first step"),
]


@pytest.mark.parametrize(("line", "column", "what", "right"), WRONG)
def test_a_mistake_has_its_place_and_its_cure(line: str, column: int, what: str, right: str):
    hall = HALL + "open\n" if line.startswith("delegates") else HALL
    told = str(mistake(line, hall))
    row = len(hall.splitlines()) + 1
    assert f"told.scene:{row}:{column}: " in told
    assert what in told
    assert right in told
    assert "\n" not in told


WRONG_HALLS = [
    ("base A hvm1 keypads 1..9", 20, "base A hears some of these keypads"),
    ("base A hvm1 keypads 20..29", 6, "A stands there already"),
    ("desk 1", 6, "1 stands there already"),
    ("desk A", 6, "A stands there already"),
    ("base 1 hvm1 keypads 20..29", 6, "1 stands there already"),
    ("base B hvm1 keypads 20..29,31", 21, "is no row of keypads"),
    ("base B hvm1 keypads 20..999", 21, "is no row of keypads"),
    ("base B hvm2 keypads 20..29", 8, "hvm2 is not known here"),
    ("delegates 0", 11, "0 delegates are none"),
    ("delegates 3 kings", 13, "kings is not known here"),
    ('officer king "甲"', 9, "king is not known here"),
    ("meeting 市民大会", 9, "has no quotes"),
]


@pytest.mark.parametrize(("line", "column", "what"), WRONG_HALLS)
def test_a_hall_that_cannot_be_is_told(line: str, column: int, what: str):
    told = str(mistake(line))
    place = column + 1 if "hears some" in what else column
    assert f"told.scene:7:{place}: " in told
    assert what in told


def test_a_scene_that_is_no_text_or_not_there_is_unusable(tmp_path: Path):
    (tmp_path / "bad.scene").write_bytes(b"\xff\xfe\x00")
    for name in ("bad.scene", "none.scene"):
        with pytest.raises(UnusableInput, match="the scene cannot be read"):
            read_scene(tmp_path / name)


def test_a_byte_order_mark_is_forgiven(tmp_path: Path):
    path = tmp_path / "mark.scene"
    path.write_text("\ufeffopen\n", encoding="utf-8")
    assert [step.verb for step in read_scene(path).steps] == ["open"]


def test_a_scene_names_the_public_page_and_a_list_beside_it(tmp_path: Path):
    path = tmp_path / "one.scene"
    said = 'meeting "市民大会" page "https://www.example.cn/"\nresolutions "list.csv"\n'
    path.write_text(said + HALL, encoding="utf-8")
    hall = read_scene(path).set_up
    assert (hall.page, hall.resolutions) == ("https://www.example.cn/", tmp_path / "list.csv")


def test_a_page_that_no_phone_opens_is_a_mistake_of_the_scene(tmp_path: Path):
    scene = read('meeting "市民大会" page "example.cn"\n' + HALL)
    with pytest.raises(UnusableInput, match="is no web address"):
        settings_of(scene, tmp_path, VirtualStage(scene.set_up), outside={}, language="en")
