import ast
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from kiosk.assets import asset
from kiosk.printing import annexes, certification, sheet

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
