"""The rules of the adopted pack: what is read of its text, and what is held against it."""

import tomllib
from pathlib import Path

import pytest
from bundlebuilder import Scribe, rule, sha, share

from kiosk.verifier import packrules, packtext

PACKS = sorted((Path(__file__).parents[2] / "assets" / "rulepacks").glob("*.toml"))
HEAD = 'pack = "p"\n[rule.ordinary]\ntitle = "一般事项"\narticle = "第二十七条"\n'
ATTENDANCE = 'attendance = { fraction = "2/3", of = "roll" }\n'
THRESHOLD = 'threshold = { fraction = "1/2", strict = true, of = "present" }\n'
ORDINARY = HEAD + ATTENDANCE + THRESHOLD
LEFT_OPEN = (
    HEAD
    + ATTENDANCE.replace("}", ', per_meeting = ["of", "fraction"] }')
    + (THRESHOLD.replace("}", ', per_meeting = ["of"] }'))
)
QUESTION = '[question.lift]\ntitle = "加装电梯"\nasks = "?"\nanswers = ["ordinary", "other"]\n'


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_every_pack_that_ships_is_read_as_a_reader_of_toml_reads_it(path):
    text = path.read_text(encoding="utf-8")
    assert packtext.pack_table(text) == tomllib.loads(text)
    assert packrules.adopted(text).rules
    assert packtext.source_of(text)


READ = {
    "blanks and remarks": "# 一\n\n a = 1 # 二\r\n\tb=true\n",
    "quoted keys and names": '[a."市 1"]\n"b c" = "d"\n',
    "what is escaped": r'a = "\"\\\t\n\u5e02"' + "\n",
    "an array over lines": 'a = [ # 一\n "b",\n [1, 2],\n]\nc = []\n',
    "tables in one line": "a = { b = 1, c = { d = false } }\ne = {}\n",
    "a table after the one inside it": '[a.b]\nc = "d"\n[a.e]\nf = 0\n',
    "nothing": "",
    "no line feed at the end": "a = 12",
}


@pytest.mark.parametrize("what", READ)
def test_a_text_in_the_words_of_packs_is_read_as_toml_has_it(what):
    assert packtext.pack_table(READ[what]) == tomllib.loads(READ[what])


REFUSED = {
    "a key twice": "a = 1\na = 2\n",
    "a table twice": "[a]\n[a]\n",
    "a table inside a value": "a = { b = 1 }\n[a.c]\n",
    "a table in the place of a value": "a = 1\n[a]\n",
    "a dotted key": "a.b = 1\n",
    "a literal string": "a = 'b'\n",
    "a string over lines": 'a = """b"""\n',
    "half a character": 'a = "\\ud800"\n',
    "a fraction": "a = 1.5\n",
    "a nought before": "a = 01\n",
    "a day": "a = 2026-01-01\n",
    "an array of tables": "[[a]]\n",
    "a comma too many": "a = { b = 1, }\n",
    "an array without end": "a = [1\n",
    "an array without commas": "a = [1 2]\n",
    "two pairs on a line": "a = 1 b = 2\n",
    "no value": "a =\n",
    "no key": "= 1\n",
    "a word": "a = yes\n",
    "nested too deep": "a = " + "[" * 20 + "]" * 20 + "\n",
    "a header cut off": "[a\n",
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_text_that_could_be_read_otherwise_is_not_read_at_all(what):
    assert packtext.pack_table(REFUSED[what]) is None
    assert packtext.source_of(REFUSED[what]) == ""


def test_a_source_that_is_no_text_is_none():
    assert packtext.source_of("source = 1\n") == ""


# ---- in a whole book -----------------------------------------------------------------------------


class Hall(Scribe):
    def adopt(self, text):
        self.open_book()
        told = {"pack": "p", "version": "1", "title": "规则", "sha256": sha(text.encode())}
        self.write("RulePackAdopted", **told, text=text)
        self.freeze({"A1": True, "A2": True})
        self.write("ItemTabled", item=1, title="议题", noticed="")
        return self

    def set(self, part, **of):
        given = {"fraction": "2/3", "strict": False, "basis": "roll", **of}
        self.write("ShareSet", rule="ordinary", part=part, share=given, by="王建国")
        return self

    def answered(self, answer="ordinary", question="lift"):
        told = {"question": question, "answer": answer, "reason": "本市规定"}
        self.write("QuestionAnswered", **told, by="王建国")
        return self

    def laid(self, poll=1, **of):
        self.prepare(poll, rule=rule(**of))
        return self


def test_a_plan_by_the_rule_of_its_pack_agrees(desk):
    answer = desk.ask(Hall().adopt(ORDINARY).laid().members())
    assert answer.check("rules")["ok"] is True
    assert answer.code == 0


@pytest.mark.parametrize(
    "text", ["[pack]\n", "rule = 1\n", "[rule.a]\n", ORDINARY + "[x]\ny = 1979-05-27\n"]
)
def test_where_no_rules_can_be_read_that_is_said_for_each_poll(desk, text):
    book = Hall().adopt(text).set("attendance").answered().laid()
    answer = desk.ask(book.members(), "--lang", "en")
    told = answer.check("rules")
    assert (told["ok"], told["detail"]) == (None, "rules not compared with a pack: polls 1")
    assert answer.code == 0
    assert "未核对规则" in desk.slip(book.members()).out


def found(desk, book):
    answer = desk.ask(book.members(), "--lang", "en")
    assert answer.failed == {"rules"}
    return [one["detail"] for one in answer.check("rules")["findings"]]


def test_each_member_that_differs_from_the_pack_is_named(desk):
    weak = share("1/100", "roll")
    assert found(desk, Hall().adopt(ORDINARY).laid(attendance=weak, threshold=None)) == [
        "PollPrepared: poll 1: attendance of its rule is ≥ 1/100 of roll; "
        "the pack gives ≥ 2/3 of roll",
        "PollPrepared: poll 1: threshold of its rule is -; the pack gives > 1/2 of present",
    ]
    same = share("4/6", "roll")
    assert desk.ask(Hall().adopt(ORDINARY).laid(attendance=same).members()).code == 0
    assert found(desk, Hall().adopt(ORDINARY).laid(secret_only=0))
    assert "不同" in desk.slip(Hall().adopt(ORDINARY).laid(name="easy").members()).out


def test_what_the_pack_leaves_to_the_meeting_may_be_set_before_the_first_poll(desk):
    half = share("1/2", "present", strict=True)
    book = Hall().adopt(LEFT_OPEN).set("attendance", fraction="1/2", basis="roll", strict=True)
    book.set("threshold", fraction="1/2", strict=True, basis="cast")
    settled = {
        "attendance": share("1/2", "roll", strict=True),
        "threshold": share("1/2", "cast", strict=True),
        "set_for_meeting": ["attendance", "threshold"],
    }
    assert desk.ask(book.laid(**settled).members()).code == 0
    unsettled = Hall().adopt(LEFT_OPEN).set("attendance", fraction="1/2").laid(threshold=half)
    assert len(found(desk, unsettled)) == 2


@pytest.mark.parametrize(
    "book",
    [
        Hall().adopt(ORDINARY).set("attendance", fraction="1/2"),
        Hall().adopt(LEFT_OPEN).set("threshold", fraction="1/3", strict=True, basis="present"),
        Hall().adopt(LEFT_OPEN).set("participation", fraction="1/3"),
        Hall().adopt(LEFT_OPEN).laid().set("attendance", fraction="1/2"),
    ],
    ids=["nothing is left", "only whom it is of", "no such share", "after the first poll"],
)
def test_a_share_that_was_not_the_meetings_to_set_is_told(desk, book):
    (said,) = found(desk, book)
    assert said.startswith("ShareSet: the pack does not leave")


def test_a_question_answered_is_a_rule_of_its_name(desk):
    text = ORDINARY + ORDINARY.partition("\n")[2].replace("ordinary", "other") + QUESTION
    right = {"name": "lift", "title": "加装电梯 · 一般事项", "article": "第二十七条 · 本市规定"}
    assert desk.ask(Hall().adopt(text).answered().laid(**right).members()).code == 0
    assert found(desk, Hall().adopt(text).laid(**right))
    for book in (Hall().adopt(text).answered("none"), Hall().adopt(text).answered(question="no")):
        assert found(desk, book)[0].startswith("QuestionAnswered: the pack does not ask")
    unknown = text.replace('"other"]', '"gone"]')
    assert found(desk, Hall().adopt(unknown).answered("gone"))


def test_the_places_may_be_set_with_a_poll_where_the_pack_leaves_them_open(desk):
    left = ORDINARY + 'seats = { is = 2, per_meeting = ["is"] }\n'
    own = {"seats": 3, "set_for_meeting": ["seats"]}
    assert desk.ask(Hall().adopt(left).laid(**own).members()).code == 0
    assert desk.ask(Hall().adopt(left).laid(seats=2).members()).code == 0
    assert len(found(desk, Hall().adopt(left).laid(seats=3))) == 1
    assert len(found(desk, Hall().adopt(ORDINARY).laid(**own))) == 2
    assert len(found(desk, Hall().adopt(ORDINARY).laid(elects=True))) == 1
