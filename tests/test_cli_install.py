"""`kiosk install`: what starts the hall by itself, checked by the systems that read it."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.cli import main as cli
from kiosk.fitting.installing import Fitting, Start, desktop_quoted, files_of, installed
from kiosk.ledger.pin import read_pin

SETTINGS = '[meeting]\ntitle = "市民大会"\n[book]\npath = "b"\n[kiosk]\nmode = true\n'
Said = Callable[..., tuple[int, str, str]]
HOME = Path("/home/hall")
OFF = '100% "Hall" $HOME\\ it\'s'
"""A folder whose name means something in each of the three languages of quoting."""
LONG_PIN = "470218093365"
"""So long that it does not stand in a hash by chance."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "hall"
    place.mkdir()
    (place / "kiosk.toml").write_text(SETTINGS, encoding="utf-8")
    return place


@pytest.fixture
def said(folder: Path, tmp_path: Path, capsys, monkeypatch) -> Said:
    """Run `kiosk install` under a root of its own; exit code, what it wrote, what it complained."""
    monkeypatch.setenv("HOME", str(HOME))

    def run(*words: str) -> tuple[int, str, str]:
        argv = ["kiosk", "install", "--settings", str(folder / "kiosk.toml")]
        monkeypatch.setattr("sys.argv", [*argv, "--root", str(tmp_path / "root"), *words])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        told = capsys.readouterr()
        return int(ended.value.code or 0), told.out, told.err

    return run


def fitting(tmp_path: Path, settings: str = "/srv/hall/kiosk.toml") -> Fitting:
    root = tmp_path / "root"
    return Fitting(Path(settings), root / "home/hall", root, python="/opt/kiosk/bin/python")


PLACES = {
    "--systemd": ["home/hall/.config/systemd/user/kiosk.service"],
    "--xdg": ["home/hall/.config/autostart/kiosk.desktop"],
    "--session": [
        "usr/local/lib/kiosk/kiosk-session",
        "usr/share/xsessions/kiosk.desktop",
        "etc/X11/xorg.conf.d/90-kiosk.conf",
    ],
}


@pytest.mark.parametrize("start", PLACES)
def test_what_is_installed_is_told_and_taken_away_again(said: Said, tmp_path: Path, start: str):
    root = tmp_path / "root"
    code, out, complaint = said(start)
    assert (code, complaint) == (0, "")
    laid = [root / place for place in PLACES[start]]
    assert all(path.is_file() for path in laid)
    assert all(f"written {path}\n" in out for path in laid)
    assert "by hand: " in out
    assert said(start)[0] == 0, "our own file is written anew"
    code, out, _ = said(start, "--remove")
    assert code == 0
    assert [path for path in root.rglob("*") if not path.is_dir()] == []
    assert said(start, "--remove")[1].startswith("not there ")


def test_without_a_word_it_is_the_service_that_every_graphical_session_wants(
    said: Said, tmp_path: Path
):
    assert said()[0] == 0
    folder = tmp_path / "root/home/hall/.config/systemd/user"
    link = folder / "graphical-session.target.wants/kiosk.service"
    assert link.resolve() == (folder / "kiosk.service").resolve()
    assert str(link.readlink()) == "../kiosk.service"


def test_for_everybody_it_lies_where_every_user_finds_it(said: Said, tmp_path: Path):
    said("--xdg", "--everybody")
    assert (tmp_path / "root/etc/xdg/autostart/kiosk.desktop").is_file()


def test_somebody_elses_file_is_left_alone_without_force(said: Said, tmp_path: Path):
    foreign = tmp_path / "root" / PLACES["--session"][2]
    foreign.parent.mkdir(parents=True)
    foreign.write_text('Section "ServerFlags"\nEndSection\n')
    code, out, complaint = said("--session")
    assert (code, out) == (2, "")
    assert "somebody else's file stands there" in complaint
    assert not (tmp_path / "root" / PLACES["--session"][0]).exists(), "all of it, or none"
    assert said("--session", "--remove")[1].count("left, not ours") == 1
    assert said("--session", "--force")[0] == 0
    assert "DontVTSwitch" in foreign.read_text()


def test_a_hall_that_is_started_already_is_not_started_twice(said: Said):
    said("--systemd")
    code, _, complaint = said("--xdg")
    assert code == 2
    assert "take that away first: kiosk install --systemd --remove" in complaint
    code, _, complaint = said("--xdg", "--session")
    assert (code, "in one way only" in complaint) == (2, True)


def test_settings_without_kiosk_mode_are_installed_with_a_word(said: Said, folder: Path):
    (folder / "kiosk.toml").write_text(SETTINGS.partition("[kiosk]")[0], encoding="utf-8")
    code, _, complaint = said("--xdg")
    assert code == 0
    assert "kiosk mode is off" in complaint


def test_settings_that_cannot_be_read_install_nothing(said: Said, folder: Path, tmp_path: Path):
    (folder / "kiosk.toml").write_text("[meeting")
    assert said("--xdg")[0] == 2
    assert not (tmp_path / "root").exists()


def test_a_folder_that_may_not_be_written_is_one_clear_line(said: Said, tmp_path: Path):
    (tmp_path / "root").write_text("a file")
    code, _, complaint = said("--xdg")
    assert code == 2
    assert complaint.count("\n") == 1


def test_what_is_installed_can_be_asked(said: Said, tmp_path: Path):
    here = fitting(tmp_path)
    assert installed(here) == ()
    said("--xdg", "--everybody")
    assert installed(here) == (Start.XDG,)


# ---- the systems that read them ------------------------------------------------------------------


def laid(tmp_path: Path, start: Start, settings: str = "/srv/hall/kiosk.toml") -> list[Path]:
    folder = tmp_path / start
    folder.mkdir()
    paths: list[Path] = []
    for file in files_of(start, fitting(tmp_path, settings)):
        path = folder / file.path.name
        path.write_text(file.text, encoding="utf-8")
        paths.append(path)
    return paths


def verified(unit: Path, tmp_path: Path) -> str:
    around = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    command = ["systemd-analyze", "--user", "verify", str(unit)]
    done = subprocess.run(command, env=around, capture_output=True, text=True, timeout=300)
    return done.stdout + done.stderr


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_has_nothing_to_say_against_the_service(tmp_path: Path):
    (unit,) = laid(tmp_path, Start.SYSTEMD)
    unit.write_text(unit.read_text().replace("/opt/kiosk/bin/python", "/bin/sh"))
    assert verified(unit, tmp_path) == ""
    unit.write_text(unit.read_text().replace("Restart=always", "Restart=sometimes"))
    assert "Failed to parse service restart specifier" in verified(unit, tmp_path)


def test_the_service_is_back_after_every_crash_and_stays_away_when_it_was_left(tmp_path: Path):
    (unit,) = laid(tmp_path, Start.SYSTEMD)
    lines = unit.read_text().splitlines()
    assert "Restart=always" in lines
    assert "RestartPreventExitStatus=0 2" in lines
    assert "StartLimitIntervalSec=0" in lines, "it never gives up"
    assert "WantedBy=graphical-session.target" in lines
    assert "--keep" not in unit.read_text(), "one of the two starts it again, not both"


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="needs its validator")
@pytest.mark.parametrize("start", [Start.XDG, Start.SESSION])
def test_the_desktop_has_nothing_to_say_against_its_entries(tmp_path: Path, start: Start):
    entries = [
        one for one in laid(tmp_path, start, f"/srv/{OFF}/k.toml") if one.suffix == ".desktop"
    ]
    assert len(entries) == 1
    done = subprocess.run(
        ["desktop-file-validate", *entries], capture_output=True, text=True, timeout=300
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_a_folder_with_a_difficult_name_starts_as_any_other(tmp_path: Path):
    settings = f"/srv/{OFF}/kiosk.toml"
    script, _, _ = files_of(Start.SESSION, fitting(tmp_path, settings))
    (line,) = [one for one in script.text.splitlines() if one.startswith("exec ")]
    assert shlex.split(line)[-2] == settings
    (service,) = files_of(Start.SYSTEMD, fitting(tmp_path, settings))
    assert (
        f'"{settings}"'.replace("\\", "\\\\")
        .replace("100%", "100%%")
        .replace('"Hall"', '\\"Hall\\"')
        .replace("$HOME", "$$HOME")
        in service.text
    )
    assert desktop_quoted("/plain/kiosk.toml") == "/plain/kiosk.toml"
    assert desktop_quoted("a $b") == '"a \\\\$b"'
    assert desktop_quoted("50%") == '"50%%"'


def test_the_session_closes_the_ways_out_and_its_script_is_a_script(tmp_path: Path):
    script, _, xorg = files_of(Start.SESSION, fitting(tmp_path))
    assert script.mode == 0o755
    done = subprocess.run(["sh", "-n"], input=script.text, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "--keep" in script.text
    for flag in ("DontVTSwitch", "DontZap"):
        assert f'Option "{flag}" "true"' in xorg.text


# ---- the PIN -------------------------------------------------------------------------------------


def test_a_pin_from_a_pipe_is_set_and_stands_nowhere_in_plain(
    said: Said, folder: Path, monkeypatch
):
    class Pipe:
        @staticmethod
        def isatty() -> bool:
            return False

        @staticmethod
        def readline() -> str:
            return f"{LONG_PIN}\n"

    monkeypatch.setattr("sys.stdin", Pipe())
    assert said("pin") == (0, f"set {folder / 'kiosk.pin'}\n", "")
    pin = read_pin(folder / "kiosk.pin")
    assert pin is not None
    assert pin.opens(LONG_PIN)
    assert LONG_PIN not in (folder / "kiosk.pin").read_text()


def test_a_pin_that_was_not_typed_alike_twice_changes_nothing(
    said: Said, folder: Path, monkeypatch
):
    class Terminal:
        @staticmethod
        def isatty() -> bool:
            return True

    typed = iter(["470218", "470219"])
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    code, _, complaint = said("pin")
    assert (code, "the two differ" in complaint) == (2, True)
    assert not (folder / "kiosk.pin").exists()
