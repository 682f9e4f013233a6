"""One file for any Python from 3.9: packing, running it elsewhere, its words, its walls."""

import ast
import errno
import runpy
import string
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from bundlebuilder import Scribe, chain, press, zipped

from kiosk.verifier import packing, words
from kiosk.verifier.sentence import sentence

ROOM = Path(packing.__file__).parent
SOURCES = sorted(ROOM.glob("*.py"))
PYENV = Path.home() / ".pyenv" / "versions"
PYTHONS = sorted({sys.executable} | {str(path) for path in PYENV.glob("3.*/bin/python3")})


def version_of(python):
    asked = [python, "-c", "import sys; print(sys.version_info[1])"]
    return int(subprocess.run(asked, capture_output=True, check=True, text=True).stdout)


def test_the_pyz_is_the_same_bytes_every_time(tmp_path):
    one, other = tmp_path / "one.pyz", tmp_path / "other.pyz"
    packing.write_pyz(one)
    packing.write_pyz(other)
    assert one.read_bytes() == other.read_bytes()
    with zipfile.ZipFile(one) as archive:
        assert archive.namelist() == sorted(archive.namelist())
        assert "kiosk/verifier/cli.py" in archive.namelist()
        assert archive.read("kiosk/__init__.py") == b""


def test_a_pyz_that_finds_no_room_is_not_there(tmp_path, monkeypatch):
    target = tmp_path / "verifier.pyz"

    def full(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[:1000])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        packing.write_pyz(target)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("python", PYTHONS)
def test_the_pyz_runs_by_itself_on_other_pythons(tmp_path, meeting, python):
    pyz, bundle = tmp_path / "verifier.pyz", tmp_path / "meeting.zip"
    packing.write_pyz(pyz)
    bundle.write_bytes(zipped(meeting.members()))
    head = chain(meeting.bodies)[-1]
    # -I: neither this checkout nor any installed package is in reach; C: a poor terminal.
    asked = [python, "-I", "-W", "error", str(pyz), str(bundle), "--head", head]
    answer = subprocess.run(
        asked, capture_output=True, check=False, cwd=tmp_path, env={"LC_ALL": "C"}
    )
    if version_of(python) < 9:
        assert (answer.returncode, answer.stderr.count(b"\n")) == (2, 1)
        assert b"needs Python 3.9" in answer.stderr
        return
    assert answer.stderr == b""
    assert answer.returncode == 0


def test_the_room_runs_as_a_module_too(tmp_path):
    asked = [sys.executable, "-m", "kiosk.verifier", str(tmp_path / "none.zip"), "--lang", "en"]
    root = ROOM.parents[1]
    answer = subprocess.run(asked, capture_output=True, check=False, cwd=root, text=True)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "there is no such file" in answer.stderr


def test_the_start_of_the_room_hands_on_the_exit_code(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["verifier", "none.zip"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("kiosk.verifier", run_name="__main__")
    assert ended.value.code == 2
    assert "none.zip" in capsys.readouterr().err
    assert "main" in runpy.run_module("kiosk.verifier.__main__", run_name="imported")


def test_help_shows_an_example(capsys):
    from kiosk.verifier.cli import main

    assert main(["--help", "--lang", "en"]) == 0
    assert "example: python3 verifier.pyz" in capsys.readouterr().out
    assert main(["bundle.zip", "-h"]) == 0
    told = capsys.readouterr().out
    assert "【封存单】页脚的链首" in told
    assert "certutil -hashfile verifier.pyz SHA256" in told
    for english in ("usage", "options", "show this help", "BUNDLE", "HEX", "exit code"):
        assert english not in told


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--head"], "--head：其后须有值，用引号括起"),
        (["--json=yes"], "--json：不带值"),
        (["--lang", "fr"], "--lang：须为 zh 或 en"),
        (["--hea", "12"], "命令行上有不认识的内容：--hea；用法见 --help"),
    ],
)
def test_a_mistake_on_the_command_line_is_told_in_chinese(arguments, why, capsys):
    from kiosk.verifier.cli import main

    assert main(["a.zip", *arguments]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", f"无法核验：{why}\n")


def test_names_may_stand_after_options(capsys):
    from kiosk.verifier.cli import main

    assert main(["none.zip", "--json", "other.zip"]) == 2
    assert "other.zip：既不是文书，也不是第一个核验包" in capsys.readouterr().err


def imported(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


def strangers(source):
    return [
        name
        for name in imported(source)
        if not name.startswith("kiosk.verifier")
        and name.split(".")[0] not in sys.stdlib_module_names
    ]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_module_imports_the_standard_library_and_this_room_only(path):
    assert strangers(path.read_text()) == []


def test_the_wall_is_seen_when_it_is_climbed():
    assert strangers("import kiosk.meeting.poll") == ["kiosk.meeting.poll"]
    assert strangers("from cryptography import x509") == ["cryptography"]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_chinese_stands_in_the_words_alone(path):
    chinese = [character for character in path.read_text() if "\u4e00" <= character <= "\u9fff"]
    assert path.name in ("words.py", "terms.py") or chinese == []


def said_in(path):
    """Every msgid that a source says: the first argument of `sentence`, and texts in tables."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "sentence":
            for part in ast.walk(node.args[0]):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value


def test_everything_that_is_said_has_chinese_words():
    said = {msgid for path in SOURCES for msgid in said_in(path)}
    assert len(said) > 60
    assert sorted(said - words.ZH.keys()) == []


def test_the_named_values_have_chinese_words():
    from kiosk.verifier import (
        checks,
        concluding,
        deciding,
        facts,
        fold,
        inputs,
        judging,
        options,
        slip,
        terms,
    )
    from kiosk.verifier.findings import CHECKS

    named = {*CHECKS, *judging.OF_THE_SEAT, *dict(judging.OF_A_NAMED_POLL), "wrong_session"}
    named |= {stage for _, stage in fold.STEPS.values()} | {"prepared"}
    named |= set(slip.ANSWERS.values()) | {msgid for msgid, _ in checks.COUNTED.values()}
    named |= {"passed", "not_passed", "no_quorum", "tie", "opinion"}
    named |= {"roll", "present", "participants", "cast", "for_and_against"}
    named |= {*slip.OF_A_PAPER.values(), *concluding.CONCLUSIONS.values(), concluding.ITSELF}
    named |= {options.EXAMPLE, options.CODES, options.FIRST, *options.USAGE.split("\n")}
    named |= {*options.TOLD, *options.TOLD.values(), *options.WRONG.values()}
    named |= set(inputs.NO_PAPERS.values()) | {*deciding.DECIDING, "bundle", "file"}
    assert set(terms.FACTS) <= set(facts.FACTS)
    assert sorted(named - words.ZH.keys()) == []
    assert facts.VERDICTS("other") == ("", "passed | not_passed | no_quorum | tie | opinion")


def fields(text):
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("msgid", words.ZH)
def test_the_chinese_tells_all_that_the_english_tells(msgid):
    assert fields(words.ZH[msgid]) == fields(msgid)


def test_words_from_the_book_are_said_as_they_stand():
    assert words.say(sentence("{not a field}"), "zh") == "{not a field}"
    assert words.say(sentence("\x1b"), "en") == "\ufffd"


@pytest.mark.soak
def test_a_hundred_thousand_entries_are_read_in_five_seconds(tmp_path):
    book = Scribe()
    book.open_book()
    seats = {f"S{at}": True for at in range(1000)}
    book.freeze(seats)
    for at, seat in enumerate(seats):
        book.bind(at, seat)
        book.arrive(seat)
    book.prepare(1)
    book.open(1, 1000)
    for round_ in range(98):
        for at, seat in enumerate(seats):
            heard = press(at, [round_ % 3 + 1], book.at)
            book.cast(1, seat, heard, replaces=round_ > 0)
    pyz, bundle = tmp_path / "verifier.pyz", tmp_path / "meeting.zip"
    packing.write_pyz(pyz)
    bundle.write_bytes(zipped(book.members()))
    begin = time.perf_counter()
    asked = [sys.executable, str(pyz), str(bundle)]
    assert subprocess.run(asked, capture_output=True, check=False).returncode == 0
    assert time.perf_counter() - begin < 5
