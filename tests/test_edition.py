"""The program says which commit it is, and says nothing where it cannot know."""

import json
import subprocess
from pathlib import Path

import pytest

from kiosk.edition import KNOWN, of_checkout, of_package, software


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    told = subprocess.run(
        ["git", *who, *words], cwd=folder, capture_output=True, text=True, check=True
    )
    return told.stdout.strip()


def test_a_checkout_names_its_commit_and_whether_its_files_were_changed(tmp_path: Path):
    assert not of_checkout(tmp_path), "no checkout at all"
    git(tmp_path, "init", "-q")
    assert not of_checkout(tmp_path), "nothing was ever committed"
    (tmp_path / "a").write_text("1")
    git(tmp_path, "add", "a")
    git(tmp_path, "commit", "-qm", "one")
    commit = git(tmp_path, "rev-parse", "HEAD")[:12]
    assert of_checkout(tmp_path) == commit
    (tmp_path / "tape").write_text("what a meeting leaves is no change")
    assert of_checkout(tmp_path) == commit
    (tmp_path / "a").write_text("2")
    assert of_checkout(tmp_path) == f"{commit}+"


def test_without_git_no_commit_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / ".git").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not of_checkout(tmp_path)


def test_a_package_from_a_repository_names_the_commit_that_pip_fetched():
    fetched = {
        "url": "https://example.org/k.git",
        "vcs_info": {"vcs": "git", "commit_id": "ab" * 20},
    }
    assert of_package(json.dumps(fetched)) == "ab" * 6
    assert not of_package(json.dumps({"url": "file:///k", "dir_info": {"editable": True}}))
    assert not of_package("")


def test_what_the_kiosk_says_of_itself_is_read_by_the_papers():
    found = KNOWN.fullmatch(software())
    assert found is None or found["version"].startswith("kiosk ")
    assert KNOWN.fullmatch("kiosk 0.1.0 (4f2ac1d09b3e+)")["changed"] == "+"
    assert KNOWN.fullmatch("kiosk 0.1.0") is None
