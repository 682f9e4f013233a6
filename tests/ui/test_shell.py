"""The shell: displays, words, and a window on a real X server."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from xserver import x_server

from kiosk.assets import asset
from kiosk.ui import shell
from kiosk.words import LANGUAGES

UI = Path(shell.__file__).parent
ROOT = UI.parent.parent
SAYS = re.compile(r'(?:qsTr|\bsay|Notice)\(\s*"((?:[^"\\]|\\.)+)"')
PARTED = re.compile(r'(?<!\\)"\n\s*"')
"""Where a text goes on in the next line."""
NOTICE = re.compile(r'Notice\(\s*"([^"]+)",\s*"([^"]+)"')
TABLED = re.compile(r'^    \("([A-Z][^"]+)", "[a-z_]+"|^    \([A-Z]+, "([^"]+)"|msgid = "([^"]+)"')
WITHOUT_DISPLAY = """
from kiosk.faults import HallFault
from kiosk.ui.shell import application
try:
    application()
except HallFault as fault:
    print(fault)
"""


def said() -> set[str]:
    """Every msgid that the screens say themselves."""
    found: set[str] = set()
    for source in (*UI.rglob("*.py"), *UI.rglob("*.qml")):
        text = PARTED.sub("", source.read_text(encoding="utf-8"))
        found |= set(SAYS.findall(text))
        for match in (*NOTICE.finditer(text), *TABLED.finditer(text)):
            found |= {group for group in match.groups() if group}
        for line in text.splitlines():
            if match := TABLED.match(line):
                found |= {group for group in match.groups() if group}
    return found


def catalogue(language: str) -> dict[str, str]:
    entries: dict[str, str] = {}
    for source in sorted(asset(f"locale/{language}/LC_MESSAGES").glob("*.po")):
        with source.open("rb") as text:
            entries |= {str(one.id): str(one.string) for one in read_po(text) if one.id}
    return entries


def test_every_word_of_the_screens_has_a_chinese_one() -> None:
    known = catalogue("zh_CN")
    found = said()
    assert len(found) > 70
    assert {"Agenda", "Pressed {pressed} / {expected}", "In favour"} <= found
    assert sorted(msgid for msgid in found if not known.get(msgid)) == []


def test_translations_fill_the_same_fields() -> None:
    for language in LANGUAGES:
        path = asset(f"locale/{language}/LC_MESSAGES/screens.po")
        with path.open("rb") as text:
            for one in read_po(text):
                if one.id and ":" not in str(one.id)[:12]:
                    wanted = set(re.findall(r"{(\w+)}", str(one.id)))
                    assert set(re.findall(r"{(\w+)}", str(one.string))) <= wanted, one.id


def test_no_word_of_the_screens_contradicts_another_catalogue() -> None:
    for language in LANGUAGES:
        folder = asset(f"locale/{language}/LC_MESSAGES")
        seen: dict[str, str] = {}
        for source in sorted(folder.glob("*.po")):
            with source.open("rb") as text:
                for one in read_po(text):
                    if one.id and source.name == "screens.po":
                        assert seen.get(str(one.id), one.string) == one.string, one.id
                    seen[str(one.id)] = str(one.string)


def run(program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("QT_", "DISPLAY"))
    }
    kept.pop("WAYLAND_DISPLAY", None)
    return subprocess.run(
        [sys.executable, "-c", program],
        env={**kept, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="DISPLAY is a Linux matter")
def test_without_a_display_the_fault_says_what_to_do_and_qt_does_not_abort() -> None:
    done = run(WITHOUT_DISPLAY)
    assert done.returncode == 0, done.stderr
    assert "no display" in done.stdout
    assert "headless" in done.stdout


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb")
def test_a_real_window_on_an_x_server_is_driven_by_clicks_and_keys(tmp_path: Path) -> None:
    with x_server("1920x1080x24") as around:
        display = around["DISPLAY"]
        if missing := run(WITHOUT_DISPLAY, DISPLAY=display).stdout.strip():
            pytest.skip(missing)
        driven = Path(__file__).with_name("driven_window.py").read_text(encoding="utf-8")
        done = run(driven, DISPLAY=display, QT_QUICK_BACKEND="software", OUT=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["xcb", "close_poll", "close_poll", "extend_poll", "None"]
    assert (tmp_path / "console.png").stat().st_size > 10_000
