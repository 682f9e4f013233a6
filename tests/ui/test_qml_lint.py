"""qmllint with types over the screens, and proof that it can fail."""

import shutil
from pathlib import Path

import pytest
from qml_lint import ROOT, lint, main, unformatted


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "kiosk" / "ui", tmp_path / "kiosk" / "ui", ignore=ignored)
    return tmp_path


def test_the_screens_are_clean() -> None:
    assert main([]) == 0


WRONG = {
    "Nothing": ("text: shown.nothing", "missing-property"),
    "Boddy": ("text: Theme.boddy", "missing-property"),
    "Nowhere": ("size: nowhere.size", "unqualified"),
    "Gooood": ("visible: Tone.GOOOD === 1", "missing-property"),
}


def test_what_is_wrong_is_found(copy: Path) -> None:
    for name, (wrong, _) in WRONG.items():
        page = copy / "kiosk" / "ui" / "hall" / f"{name}.qml"
        page.write_text(
            "pragma ComponentBehavior: Bound\n\nimport QtQuick\nimport kiosk.ui.parts\n\n"
            f"Say {{\n    required property HallScreen shown\n\n    {wrong}\n}}\n",
            encoding="utf-8",
        )
    code, told = lint(copy)
    assert code != 0
    for name, (_, said) in WRONG.items():
        assert any(f"{name}.qml" in line and said in line for line in told.splitlines()), told


def test_what_is_badly_formatted_is_found(copy: Path) -> None:
    page = copy / "kiosk" / "ui" / "parts" / "Card.qml"
    page.write_text(page.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    assert unformatted(copy) == [page]
