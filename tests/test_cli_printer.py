"""`kiosk printer`: how the printer of the settings is, in one line."""

import json

import pytest

from kiosk.cli import main as cli

SETTINGS = """
[meeting]
title = "市民大会"
[book]
path = "meeting.book"
"""
TRAY = """
[printer]
kind = "folder"
folder = "tray"
"""


@pytest.fixture
def said(tmp_path, capsys, monkeypatch):
    """Run the command on these settings; exit code, what it wrote, what it complained of."""

    def run(settings, *arguments):
        file = tmp_path / "kiosk.toml"
        file.write_text(settings, encoding="utf-8")
        argv = ["kiosk", "printer", "--settings", str(file), *arguments]
        monkeypatch.setattr("sys.argv", argv)
        with pytest.raises(SystemExit) as ended:
            cli.main()
        told = capsys.readouterr()
        return ended.value.code, told.out, told.err

    (tmp_path / "tray").mkdir()
    return run


def test_a_printer_that_is_well_is_true_and_one_without_paper_is_not(said, tmp_path):
    assert said(SETTINGS + TRAY) == (0, "tray  ready to print\n", "")
    (tmp_path / "tray" / "condition").write_text("paper_out")
    code, out, _ = said(SETTINGS + TRAY, "--json")
    assert (code, json.loads(out)) == (
        1,
        {"printer": "tray", "kind": "folder", "told": "paper_out"},
    )


def test_settings_without_a_printer_are_one_clear_line(said):
    code, out, complaint = said(SETTINGS)
    assert (code, out) == (2, "")
    assert "no printer is set up; add [printer]" in complaint


def test_a_printing_system_that_does_not_answer_is_a_hall_fault(said):
    away = TRAY.replace("folder", "cups", 1).replace('folder = "tray"', 'name = "hall"')
    code, _, complaint = said(SETTINGS + away + 'server = "127.0.0.1:9"\n')
    assert code == 3
    assert "hall" in complaint
