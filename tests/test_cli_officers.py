"""`kiosk officers` and `kiosk keys`: one clear line for what cannot be, nothing overwritten."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.cli import officers
from kiosk.cli.main import command_line
from kiosk.faults import HallFault
from kiosk.ledger import safe_files
from kiosk.ledger.keys import SealKey


def kiosk(*words: str, folder: Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *words],
        cwd=folder,
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])},
    )


def refused(done: subprocess.CompletedProcess[str], code: int, said: str) -> None:
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


TWO = ("officers", "enrol", "王建国:chair", "李敏:operator")


def test_the_first_two_officers_enrol_on_an_empty_pc(tmp_path: Path):
    done = kiosk(*TWO, folder=tmp_path, typed="long enough one\nlong enough two\n")
    assert (done.returncode, done.stdout) == (0, "officers.keyring\n")
    listed = json.loads(kiosk("officers", "list", "--json", folder=tmp_path).stdout)
    assert [(one["name"], one["office"]) for one in listed] == [
        ("王建国", "chair"),
        ("李敏", "operator"),
    ]
    again = kiosk(*TWO, folder=tmp_path, typed="long enough one\nlong enough two\n")
    refused(again, 2, "officers are enrolled already")


@pytest.mark.parametrize(
    ("second", "typed", "said"),
    [
        ("王建国:operator", "", "one officer alone enrols nobody"),
        ("李敏:king", "", "李敏:king names no officer"),
        ("李敏:operator", "long enough\nshort\n", "the passphrase is too short"),
        ("李敏:operator", "long enough\nlong enough\n", "both typed the same passphrase"),
    ],
)
def test_what_is_no_two_officers_enrols_nobody(tmp_path: Path, second: str, typed: str, said: str):
    done = kiosk("officers", "enrol", "王建国:chair", second, folder=tmp_path, typed=typed)
    refused(done, 2, said)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_keyring_is_a_fault_in_one_line(tmp_path: Path):
    (tmp_path / "officers.keyring").write_bytes(b"{")
    refused(kiosk("officers", "list", folder=tmp_path), 3, "the keyring is damaged")
    refused(kiosk(*TWO, folder=tmp_path), 3, "the keyring is damaged")


def test_slips_that_find_no_room_leave_no_half_set(tmp_path: Path, monkeypatch):
    SealKey.create(tmp_path / "meeting.seal-key")
    put, out = safe_files.put_whole, tmp_path / "slips"

    def full(path: Path, content: bytes) -> None:
        if path.name.endswith("3.txt"):
            raise OSError(errno.ENOSPC, "No space left on device")
        put(path, content)

    monkeypatch.setattr(officers, "put_whole", full)
    words = ("keys", "split", str(tmp_path / "meeting.seal-key"), "--out", str(out))
    with pytest.raises(HallFault, match="No space left"):
        CliRunner().invoke(command_line(()), words, catch_exceptions=False)
    assert list(out.iterdir()) == []


def test_a_key_file_or_a_place_that_is_not_there_is_told(tmp_path: Path):
    said = kiosk("keys", "split", "none.seal-key", "--out", "slips", folder=tmp_path)
    refused(said, 2, "there is no such key file")
    SealKey.create(tmp_path / "meeting.seal-key")
    assert kiosk("keys", "split", "meeting.seal-key", "--out", ".", folder=tmp_path).returncode == 0
    slips = ("--slip", "meeting.seal-key-slip-1.txt", "--slip", "meeting.seal-key-slip-2.txt")
    said = kiosk("keys", "recover", "none/meeting.seal-key", *slips, folder=tmp_path)
    refused(said, 3, "there is no such file or folder")


def test_a_key_goes_to_paper_and_comes_back(tmp_path: Path):
    made = SealKey.create(tmp_path / "meeting.seal-key").public_hex
    split = ("keys", "split", "meeting.seal-key", "--out", "slips")
    assert kiosk(*split, folder=tmp_path).returncode == 0
    refused(kiosk(*split, folder=tmp_path), 2, "something stands there already")
    (tmp_path / "meeting.seal-key").unlink()
    slips = [f"slips/meeting.seal-key-slip-{n}.txt" for n in (1, 2, 3)]
    recover = ("keys", "recover", "meeting.seal-key", "--slip")
    refused(kiosk(*recover, slips[0], folder=tmp_path), 2, "1 shares were given")
    same = kiosk(*recover, slips[0], "--slip", slips[0], folder=tmp_path)
    refused(same, 2, "the same share was given twice")
    missing = kiosk(*recover, slips[0], "--slip", "none.txt", folder=tmp_path)
    refused(missing, 2, "the slip cannot be read")
    done = kiosk(*recover, slips[2], "--slip", slips[1], folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, "meeting.seal-key\n")
    assert SealKey.load(tmp_path / "meeting.seal-key").public_hex == made
