import ast
import re
import string
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import presses
import pytest
import samples
from babel.messages.pofile import read_po

from kiosk.assets import asset
from kiosk.meeting.outcome import Sentence
from kiosk.meeting.rulepack import read_rulepack
from kiosk.meeting.rules import Basis, Share
from kiosk.printing import annexes, certification, sheet
from kiosk.printing.catalog import print_vote_record
from kiosk.printing.phrases import condition, formal_yuan
from kiosk.verifier.terms import FACTS, MEMBERS
from kiosk.verifier.words import ZH
from kiosk.words import words

ROOM = Path(sheet.__file__).parent
LEADS = ("reason:", "verdict:", "basis:", "mark:", "gate:", "phase:")


def catalogue(language: str, name: str = "papers.po") -> dict[str, str]:
    with asset(f"locale/{language}/LC_MESSAGES/{name}").open("rb") as text:
        return {str(held.id): str(held.string) for held in read_po(text) if held.id}


def everything(language: str) -> dict[str, str]:
    files = asset(f"locale/{language}/LC_MESSAGES").glob("*.po")
    return {said: word for held in files for said, word in catalogue(language, held.name).items()}


def spoken(source: Path) -> set[str]:
    """The literal msgids of `say` calls in a file."""
    calls = (node for node in ast.walk(ast.parse(source.read_text())) if isinstance(node, ast.Call))
    return {
        node.args[0].value
        for node in calls
        if isinstance(node.func, ast.Attribute)
        and node.func.attr == "say"
        and isinstance(node.args[0], ast.Constant)
    }


TABLES = (*certification.LIMITS, *certification.SECRET_LIMITS, annexes.BALLOTS, annexes.REFUSED)


def literals() -> set[str]:
    trees = (ast.parse(source.read_text()) for source in ROOM.glob("*.py"))
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def test_every_msgid_the_press_says_has_chinese_words() -> None:
    said = {msgid for source in ROOM.glob("*.py") for msgid in spoken(source)}
    assert len(said) > 60
    said |= {*TABLES, annexes.REPLACED}
    assert said - set(everything("zh_CN")) == set()


def test_every_word_of_the_papers_is_used() -> None:
    used = literals()
    for msgid in catalogue("zh_CN"):
        assert msgid in used or ":" in msgid, msgid


def test_words_and_msgids_name_the_same_fields() -> None:
    for msgid, word in catalogue("zh_CN").items():
        fields = [
            {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for text in (msgid, word)
        ]
        assert fields[0] == fields[1], msgid


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_closed_lists_of_the_law_are_left_to_the_law(language: str) -> None:
    assert not [msgid for msgid in catalogue(language) if msgid.startswith(LEADS)]


def test_the_press_holds_no_chinese_outside_its_docstrings() -> None:
    for source in ROOM.glob("*.py"):
        tree = ast.parse(source.read_text())
        owners = (ast.Module, ast.ClassDef, ast.FunctionDef)
        told = {ast.get_docstring(n, clean=False) for n in ast.walk(tree) if isinstance(n, owners)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                han = any("\u4e00" <= letter <= "\u9fff" for letter in node.value)
                assert not han or node.value in told, (source.name, node.value)


@pytest.mark.parametrize("strict", [True, False])
def test_a_condition_reads_as_chinese(strict: bool) -> None:
    part = Share(Fraction(1, 2), strict=strict, basis=Basis.ROLL)
    rule = replace(samples.TWO_THIRDS, attendance=part, participation=part, threshold=part)
    said = condition(words("zh_CN"), rule)
    must = "须超过全体代表的 1/2（不含本数）" if strict else "须达全体代表的 1/2 以上（含本数）"
    assert said == f"到会{must}；参加表决{must}；赞成{must}"
    assert f"每项得票{must}" in condition(words("zh_CN"), rule, of_options=True)
    assert "达超过" not in said


def test_persons_are_elected_and_matters_are_chosen() -> None:
    held = samples.choose_three()
    person = replace(held.plan, rule=replace(held.plan.rule, elects=True))
    for record, said, other in (
        (held, "入选", "当选"),
        (replace(held, plan=person), "当选", "入选"),
    ):
        printed = print_vote_record(record, sign=samples.sign)
        told = presses.run("pdftotext", "-l", "1", "PDF", "-", pdf=printed.pdf).decode()
        assert said in told
        assert other not in told
    pack = read_rulepack(asset("rulepacks/committee-election.toml").read_text(encoding="utf-8"))
    assert all(rule.elects for rule in pack.rules)


def test_one_thing_has_one_name_on_papers_screens_and_the_verifiers_slip() -> None:
    told = [*everything("zh_CN").values(), *map(str, ZH.values())]
    told += [*FACTS.values(), *MEMBERS.values()]
    for other in ("账册", "封印公钥", "封印密钥", "被后按替换", "改按 {", "+ 不计"):
        assert not [word for word in told if other in word], other


def test_a_sum_is_written_in_capital_figures() -> None:
    said = {
        30_000: "叁佰元整",
        20_050: "贰佰元伍角",
        105: "壹元零伍分",
        12_345_600: "拾贰万叁仟肆佰伍拾陆元整",
    }
    for fen, written in said.items():
        assert formal_yuan(words("zh_CN"), fen).removeprefix("壹") == written.removeprefix("壹")
    assert not formal_yuan(words("en"), 30_000)


def test_each_signature_has_its_own_day_and_a_verdict_stands_once() -> None:
    printed = print_vote_record(samples.failing_by_one(), sign=samples.sign)
    told = presses.run("pdftotext", "-l", "1", "-layout", "PDF", "-", pdf=printed.pdf).decode()
    assert len(re.findall(r"年\s*月\s*日", told)) == 7
    held = samples.choose_three()
    twice = (*held.outcome.computation, Sentence("Passed"))
    record = replace(held, outcome=replace(held.outcome, computation=twice))
    printed = print_vote_record(record, sign=samples.sign)
    told = presses.run("pdftotext", "-layout", "PDF", "-", pdf=printed.pdf).decode()
    assert len(re.findall(r"(?m)(?:^|\s)通过$", told)) == 1
