"""What import-linter cannot see. Each check is shown a house that breaks it."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

import pytest

from kiosk.clerk.orders import Order
from kiosk.ledger.codec import FACTS
from kiosk.meeting.offices import TABLE, deed_name
from kiosk.meeting.refusal import Reason
from kiosk.words import LANGUAGES, words

ROOT = Path(__file__).parent.parent
KIOSK = ROOT / "kiosk"
SOURCES = sorted(KIOSK.rglob("*.py"))
QML = sorted(KIOSK.rglob("*.qml"))
BANNED = {"utils", "util", "common", "helpers", "helper", "misc", "manager", "managers", "data"}
BANNED |= {"info", "report", "status"}
CJK = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
CHINESE_ALLOWED = {KIOSK / "verifier" / name for name in ("words.py", "terms.py")}
THREAD_HEADS = {
    KIOSK / "clerk" / "checking.py",
    KIOSK / "clerk" / "courier.py",
    KIOSK / "clerk" / "desk.py",
    KIOSK / "clerk" / "onlooking.py",
    KIOSK / "clerk" / "papers.py",
    KIOSK / "clerk" / "porter.py",
    KIOSK / "devices" / "turns.py",
    KIOSK / "devices" / "wire" / "rounds.py",
    KIOSK / "ledger" / "listening.py",
}


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in SOURCES:
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def more_than_a_docstring(tree: ast.Module) -> bool:
    return len(tree.body) != 1 or ast.get_docstring(tree) is None


def asks_the_time(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.Attribute)
        and node.attr in {"now", "utcnow", "today"}
        and isinstance(node.value, ast.Name)
        and node.value.id in {"datetime", "date"}
        for node in ast.walk(tree)
    )


def prints(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
        for node in ast.walk(tree)
    )


def swallows(tree: ast.Module) -> bool:
    """A bare except, or one that takes every exception."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            names = [node.type] if not isinstance(node.type, ast.Tuple) else node.type.elts
            for name in names:
                if name is None:
                    return True
                if isinstance(name, ast.Name) and name.id in {"Exception", "BaseException"}:
                    return True
    return False


def imports_inside(tree: ast.Module) -> bool:
    """An import inside a function is a circle in hiding."""
    return any(
        isinstance(inner, ast.Import | ast.ImportFrom)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        for inner in ast.walk(node)
    )


def chinese(tree: ast.Module) -> list[str]:
    """Chinese in string literals, docstrings aside."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    } | {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
        and CJK.search(node.value)
    ]


def chinese_qml(text: str) -> list[str]:
    return [said for said in re.findall(r'"[^"\n]*"', text) if CJK.search(said)]


def orders_without_a_line(orders: set[str]) -> set[str]:
    """Orders for which `meeting.offices` does not say who may give them."""
    return {name for name in orders if deed_name(name) not in TABLE}


def test_every_order_says_who_may_give_it():
    orders = {kind.__name__ for kind in get_args(Order)} | {"Assent"}
    assert orders_without_a_line(orders) == set()
    assert {deed_name(name) for name in orders} == TABLE.keys()
    assert orders_without_a_line({"OpenPoll", "CrownTheChair"}) == {"CrownTheChair"}


def classes_of(paths: Iterable[Path]) -> set[str]:
    bodies = (ast.parse(path.read_text("utf-8")).body for path in paths)
    return {node.name for body in bodies for node in body if isinstance(node, ast.ClassDef)}


def test_every_fact_and_order_of_a_subject_is_in_its_one_list(tmp_path: Path):
    facts = classes_of((KIOSK / "meeting").glob("facts_*.py"))
    assert facts - FACTS.keys() == {"Press"}
    assert FACTS.keys() - facts == set()
    listed = {kind.__name__ for kind in get_args(Order)}
    orders = classes_of((KIOSK / "clerk").glob("orders_*.py"))
    assert orders - listed == {"Enrolment", "Sheet"}
    assert listed - orders == {"SetDesk", "AwaitKeypad"}
    unlisted = tmp_path / "facts_attic.py"
    unlisted.write_text("class AtticOpened:\n    pass\n")
    assert classes_of([unlisted]) - FACTS.keys() == {"AtticOpened"}


def test_an_init_file_holds_a_docstring_and_nothing_else():
    packages = [path for path in SOURCES if path.name == "__init__.py"]
    assert packages
    guilty = [p for p in packages if more_than_a_docstring(ast.parse(p.read_text("utf-8")))]
    assert guilty == []
    assert more_than_a_docstring(ast.parse("'''A room.'''\nfrom x import y"))


def test_only_the_clock_asks_the_time():
    allowed = {KIOSK / "clock.py", KIOSK / "cli" / "hall.py"}
    assert [path for path, tree in trees() if asks_the_time(tree) and path not in allowed] == []
    assert asks_the_time(ast.parse("datetime.now()"))


def test_nothing_prints():
    assert [path for path, tree in trees() if prints(tree)] == []
    assert prints(ast.parse("print(1)"))


def test_every_exception_is_taken_at_the_head_of_a_thread_only():
    assert [path for path, tree in trees() if swallows(tree) and path not in THREAD_HEADS] == []
    assert swallows(ast.parse("try:\n  pass\nexcept Exception:\n  pass"))
    assert swallows(ast.parse("try:\n  pass\nexcept:\n  pass"))


def test_nothing_is_imported_inside_a_function():
    assert [path for path, tree in trees() if imports_inside(tree)] == []
    assert imports_inside(ast.parse("def f():\n  import os"))


def test_chinese_stands_in_catalogue_and_rule_packs_only():
    found = {path: chinese(tree) for path, tree in trees() if path not in CHINESE_ALLOWED}
    assert {path: said for path, said in found.items() if said} == {}
    assert chinese(ast.parse("x = '赞成'")) == ["赞成"]
    guilty = [path for path in QML if chinese_qml(path.read_text(encoding="utf-8"))]
    assert guilty == []
    assert chinese_qml('text: "赞成" // 赞成') == ['"赞成"']


def test_no_file_has_a_name_that_says_nothing():
    assert [path for path in SOURCES if path.stem in BANNED] == []


def test_qml_gets_no_context_properties():
    guilty = [path for path, _ in trees() if "setContextProperty" in path.read_text("utf-8")]
    assert guilty == []


def test_every_fact_has_a_codec_and_a_golden_body():
    golden = (ROOT / "tests" / "golden" / "facts.jsonl").read_text(encoding="utf-8")
    for name in FACTS:
        assert f'"fact":"{name}"' in golden, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_reason_has_words(language: str):
    said = words(language)
    assert [one for one in Reason if said.name("reason", one) == f"reason:{one}"] == []


@pytest.mark.parametrize("room", ["clerk.desk", "app"])
def test_what_shows_nothing_imports_with_qt_blocked(room: str):
    blocked = f"import sys; sys.modules['PySide6'] = None; import kiosk.{room}"
    done = subprocess.run([sys.executable, "-c", blocked], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    blocked = "import sys; sys.modules['PySide6'] = None; import kiosk.ui.shell"
    done = subprocess.run([sys.executable, "-c", blocked], capture_output=True, text=True)
    assert done.returncode != 0


def test_the_lock_holds_hashes_and_no_addresses():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text


def test_the_walls_stand():
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout


def test_every_room_is_placed_on_a_floor():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    floors = next(one for one in contracts["contracts"] if one["type"] == "layers")
    assert floors["exhaustive"] is True
