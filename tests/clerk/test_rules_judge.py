"""`kiosk rules`: what a rule says of counts and of a register; every mistake in one clear line."""

import json
import sys
from pathlib import Path

import pytest
from strategies import PACK_TEXT

from kiosk.clerk.areas import read_area
from kiosk.clerk.beginning import find_pack
from kiosk.clerk.rollfile import RollMistakes, read_roll
from kiosk.cli.main import main
from kiosk.rehearsal.grammar import read_scene
from kiosk.rehearsal.playing import Wishes, play
from kiosk.rehearsal.stage import VirtualStage

SETTING = """officer chair "王建国"
officer operator "李敏"
delegates 3
set major threshold at least 2/3 of present
set major threshold at least 1/2 of present => not_set_per_meeting
convene reason "代表到齐" by "王建国" and "李敏"
"""
REGISTER = """owner,unit,area,choice
甲,1-1,100.10,for
甲,1-2,50.05,for
乙,2-1,80,against
丙,3-1,60.5,
"""


class Terminal:
    """The command line of a test: what it printed, what it complained of, how it ended."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch = monkeypatch
        self.capsys = capsys

    def say(self, *words: str) -> tuple[int | str | None, str, str]:
        self.monkeypatch.setattr(sys, "argv", ["kiosk", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        said = self.capsys.readouterr()
        return ended.value.code, said.out, said.err

    def judge(self, *words: str) -> dict[str, object]:
        code, out, err = self.say("rules", "judge", *words, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    def refuse(self, *words: str) -> str:
        """The one line that a bad order is answered with."""
        code, out, err = self.say("rules", "judge", *words)
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
        return err


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(monkeypatch, capsys)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "owners.csv"
    path.write_text(REGISTER, encoding="utf-8")
    return path


def test_the_document_has_exactly_its_shape(terminal: Terminal) -> None:
    asked = ("--rule", "major", "--roll", "122", "--for", "81", "--against", "41")
    assert terminal.judge("citizens-assembly", *asked, "--language", "en") == {
        "pack": "citizens-assembly",
        "rule": "major",
        "quorum": {"base": 122, "have": 122, "needed": 82, "met": True},
        "threshold": [
            {
                "basis": "heads",
                "denominator": "roll",
                "base": 122,
                "have": 81,
                "needed": 82,
                "met": False,
            }
        ],
        "outcome": "not_passed",
        "computation": [
            "Quorum: 2/3 × 122 = 81.33 → needs 82, present 122",
            "2/3 × 122 = 81.33 → needs 82, has 81",
            "Of the roll of 122: 0 recused left out, 0 not pressed in",
            "Not passed, 1 short",
        ],
    }


@pytest.mark.parametrize(
    ("counts", "outcome"),
    [
        ("--for 2958 --against 2 --abstain 3 --invalid 1", "passed"),
        ("--for 1490 --against 700", "not_passed"),
        ("--for 1491 --against 700", "passed"),
        ("--for 1986", "no_quorum"),
        ("--for 1900 --present 1987", "passed"),
        ("--for 1900 --silent 80 --recused 6 --present 1986", "no_quorum"),
    ],
)
def test_counts_are_judged(terminal: Terminal, counts: str, outcome: str) -> None:
    found = terminal.judge("peoples-congress", "--roll", "2980", *counts.split())
    assert found["outcome"] == outcome


def test_a_rule_without_a_quorum_has_none(terminal: Terminal) -> None:
    found = terminal.judge("hearing", "--for", "3", "--against", "9")
    assert (found["quorum"], found["threshold"], found["outcome"]) == (None, [], "opinion")


def test_a_register_is_judged_by_heads_and_by_area(terminal: Terminal, register: Path) -> None:
    found = terminal.judge("owners-meeting", "--rule", "ordinary", "--ballots", str(register))
    area = {"base": "290.65", "have": "230.15", "needed": "193.77", "met": True}
    assert found["quorum"] == {"base": 3, "have": 2, "needed": 2, "met": True, "area": area}
    heads, square = found["threshold"]  # type: ignore[misc]
    assert heads == {
        "basis": "heads",
        "denominator": "participants",
        "base": 2,
        "have": 1,
        "needed": 2,
        "met": False,
    }
    assert (square["basis"], square["have"], square["needed"]) == ("area", "150.15", "115.08")
    assert found["outcome"] == "not_passed"


def test_a_register_may_be_in_chinese(terminal: Terminal, register: Path) -> None:
    register.write_text(
        "表决意见,业主,房屋,建筑面积\n赞成,甲,1,100\n未按,乙,2,40\n无效,丙,3,40\n",
        encoding="utf-8-sig",
    )
    found = terminal.judge("owners-meeting", "--rule", "major", "--ballots", str(register))
    assert found["quorum"]["have"] == 2  # type: ignore[index]


def test_an_area_quorum_that_fails_is_no_quorum(terminal: Terminal, register: Path) -> None:
    register.write_text("owner,unit,area,choice\na,1,1,for\nb,2,1,for\nc,3,99,\n", encoding="utf-8")
    found = terminal.judge("owners-meeting", "--rule", "ordinary", "--ballots", str(register))
    assert found["outcome"] == "no_quorum"
    assert found["quorum"]["met"] is False  # type: ignore[index]


def test_what_is_said_can_be_followed_to_the_article(terminal: Terminal) -> None:
    asked = ("--rule", "major", "--roll", "122", "--for", "81", "--against", "41")
    code, out, _ = terminal.say("rules", "judge", "citizens-assembly", *asked)
    lines = out.splitlines()
    assert code == 0
    assert lines[0] == "citizens-assembly 1.3 · major  重大事项"
    assert lines[1].startswith("方案 3.3")
    assert lines[-1] == "未通过"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("nope", "there is no such rule pack"),
        ("citizens-assembly", "has several rules; name one of major, ordinary, priorities"),
        ("citizens-assembly --rule x", "has no rule x; name one of"),
        ("citizens-assembly --rule priorities", "ranks options"),
        ("peoples-congress --for 3", "counts the whole roll; give --roll"),
        ("peoples-congress --roll 9 --for 10", "10 present are more than 9"),
        ("peoples-congress --roll 9 --present 4 --for 5", "the counts are 5 in all, not 4"),
        ("peoples-congress --roll 9 --present 7 --for 5 --silent 1", "recused are 6, not 7"),
        ("peoples-congress --roll x", "--roll"),
        ("peoples-congress --roll 9 --for -1", "--for"),
        ("owners-meeting --rule major --for 3", "counts areas; give --ballots FILE"),
        ("hearing --ballots {register}", "counts heads alone"),
        ("owners-meeting --rule major --ballots {register} --for 1", "leave out the counts"),
        ("owners-meeting --rule major --ballots nowhere.csv", "cannot be read"),
        ("hearing --for 1 --language fr", "is not spoken here"),
    ],
)
def test_a_bad_order_is_answered_in_one_line(
    terminal: Terminal, register: Path, words: str, said: str
) -> None:
    assert said in terminal.refuse(*words.format(register=register).split())


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("甲,1,1.234,for", "row 2, area: '1.234' must be square metres"),
        ("甲,1,0,for", "row 2, area: '0'"),
        ("甲,1,ten,for", "row 2, area: 'ten'"),
        (
            "甲,1,10,for\n甲,2,10,against",
            "row 3, choice: 'against' is not what row 2 says for owner 甲",
        ),
        ("甲,1,10,for\n乙,1,10,for", "row 3, unit: '1' stands in row 2 already"),
        ("甲,1,10,perhaps", "row 2, choice: 'perhaps' is none of"),
        (",1,10,for", "row 2, owner: must not be empty"),
        ("甲,,10,for", "row 2, unit: must not be empty"),
        ("甲", "row 2, unit: must not be empty"),
        ("", "row 2: there is no unit"),
        ('甲,1,10,"for', "cannot be read"),
    ],
)
def test_a_bad_register_is_told_by_row_and_column(
    terminal: Terminal, register: Path, rows: str, said: str
) -> None:
    register.write_text(f"owner,unit,area,choice\n{rows}\n", encoding="utf-8")
    words = ("owners-meeting", "--rule", "major", "--ballots", str(register))
    assert said in terminal.refuse(*words)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("owner,unit,choice", "row 1: column area is missing"),
        ("owner,unit,area,choice,area", "row 1: a column stands twice"),
        ("", "row 1: column owner is missing"),
    ],
)
def test_a_bad_head_is_told(terminal: Terminal, register: Path, head: str, said: str) -> None:
    register.write_text(f"{head}\n1,2,3,4\n", encoding="utf-8")
    words = ("owners-meeting", "--rule", "major", "--ballots", str(register))
    assert said in terminal.refuse(*words)


# ---- list and show ---------------------------------------------------------------------------


def test_every_pack_is_listed(terminal: Terminal) -> None:
    code, out, _ = terminal.say("rules", "list")
    assert code == 0
    assert len(out.splitlines()) == 10
    _, out, _ = terminal.say("rules", "list", "--json")
    listed = {one["pack"]: one["effective"] for one in json.loads(out)}
    assert listed["residents-meeting"] == "2026-01-01"


def test_a_pack_shows_each_share_with_its_denominator_and_article(terminal: Terminal) -> None:
    _, out, _ = terminal.say("rules", "show", "owners-meeting", "--language", "en")
    assert "  Threshold: ≥ 3/4 × those who took part" in out
    assert "第二百七十八条" in out
    _, out, _ = terminal.say("rules", "show", "citizens-assembly")
    assert "法定人数（开始表决时）: ≥ 2/3 × 全体代表" in out
    assert "名额：3" in out
    _, out, _ = terminal.say("rules", "show", "hearing")
    assert "意见征询，不产生决议" in out


def test_a_pack_shows_as_json(terminal: Terminal) -> None:
    _, out, _ = terminal.say("rules", "show", "owners-meeting", "--json")
    assert [rule["by_area"] for rule in json.loads(out)["rules"]] == [True, True]


# ---- areas of the roll -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [("89.5", 8950), ("89.05", 8905), ("89", 8900), ("0.01", 1), (" 7 ", 700)],
)
def test_an_area_is_read_exactly(text: str, hundredths: int) -> None:
    assert read_area(text) == hundredths


@pytest.mark.parametrize("text", ["", "0", "0.00", "-1", "1,5", "1.234", "1e3", "٣", "1."])
def test_what_is_no_area_is_none(text: str) -> None:
    assert read_area(text) is None


def test_a_roll_may_carry_areas(tmp_path: Path) -> None:
    path = tmp_path / "roll.csv"
    rows = ["1,甲,A-1,citizen,yes,89.50", "2,乙,A-2,citizen,yes,"]
    path.write_text("\n".join(["number,name,seat,class,votes,area", *rows]), encoding="utf-8")
    assert [line.delegate.area for line in read_roll(path)] == [8950, 0]
    path.write_text(
        "number,name,seat,class,votes,建筑面积\n1,甲,A-1,citizen,yes,x", encoding="utf-8"
    )
    with pytest.raises(RollMistakes, match="row 2, area: 'x'"):
        read_roll(path)


# ---- from the paper to the article -------------------------------------------------------------


def test_a_pack_is_shown_with_the_source_of_every_number(terminal: Terminal) -> None:
    code, out, err = terminal.say("rules", "show", "residents-meeting")
    assert (code, err) == (0, "")
    law = "城市居民委员会组织法（2025-10-28 修订）"
    since = "[V] 法律原文已核 · 2026-01-01 起施行"
    assert f"    {law} · 第二十七条 · {since}\n" in out
    assert "公示：10 日\n    " + law + " · 第二十六条" in out
    assert out.count("来源未注明") == 1  # the attention of an item is no matter of this law


def test_the_hash_on_a_paper_leads_to_the_pack(terminal: Terminal) -> None:
    digest = find_pack("owners-meeting", Path()).sha256.upper()
    printed = " ".join(digest[at : at + 8] for at in range(0, 64, 8))
    for said in (printed, digest[:8]):
        code, out, _ = terminal.say("rules", "show", said)
        assert code == 0
        assert out.startswith("owners-meeting 1.1")
    assert "elevator  加装电梯\n  规则包问：" in out
    code, _, err = terminal.say("rules", "show", "0" * 64)
    assert (code, "there is no such rule pack" in err) == (2, True)


def test_what_a_meeting_may_set_is_shown(terminal: Terminal) -> None:
    _, out, _ = terminal.say("rules", "show", "citizens-assembly", "--language", "en")
    assert "may be set for each meeting: denominator" in out
    assert "may be set for each meeting: fraction" in out
    assert "[seed] assembly plan · in force from 2026-01-01" in out


def test_a_pack_of_ones_own_without_sources_says_so(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(PACK_TEXT, encoding="utf-8")
    _, out, _ = terminal.say("rules", "show", str(path))
    assert out.count("来源未注明") >= 5


def test_the_pack_of_a_book_is_shown_as_its_meeting_set_it(
    terminal: Terminal, tmp_path: Path
) -> None:
    scene = tmp_path / "set.scene"
    scene.write_text(SETTING, encoding="utf-8")
    read = read_scene(scene)
    left = play(read, tmp_path / "play", VirtualStage(read.set_up), Wishes())
    assert [one.what for one in left.played.misses] == []
    book = str(tmp_path / "play" / "meeting.book")
    code, out, err = terminal.say("rules", "show", "--book", book)
    assert (code, err) == (0, "")
    assert "≥ 2/3 × 实到代表\n" in out
    assert "本次会议设定：通过条件" in out
    assert terminal.say("rules", "show")[0] == 2
    assert terminal.say("rules", "show", "x", "--book", book)[0] == 2
