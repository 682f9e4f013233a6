"""A tape judged again beside its book: the same dispositions, or it is told."""

import subprocess
import sys

import pytest
from scene_stage import DOOR, END, HALL, played

from kiosk.faults import UnusableInput
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import BallotCast, PressRefused
from kiosk.rehearsal.replaying import base_of, judged_again

OPEN = """
prepare 1 rule ordinary duration 60s
zero report
press 9 for
open
"""
PRESSES = """
press 1..7 for over 2s
press 3 against at 3s
press 8 against over 1s at 1s
press 12..13 for
press 2 7
wait until pressed
"""


def meeting(tmp_path, protocol):
    gate = 'override equipment reason "无法点名" by "王建国" and "李敏"\n'
    door = DOOR if protocol == "hvm1" else DOOR.replace("call keypads\n", "")
    opening = OPEN if protocol == "hvm1" else OPEN.replace("open\n", gate + "open\n")
    presses = PRESSES if protocol == "hvm1" else PRESSES.replace("press 2 7", "press 2 4")
    hall = HALL.replace("hvm1", protocol)
    left = played(hall + door + opening + presses + "wait 4s" + END, tmp_path)
    return left.book, left.book.parent / "tapes" / "base-A.tape"


@pytest.mark.parametrize("protocol", ["hvm1", "sunvote", "jsonline"])
def test_a_tape_replays_to_the_dispositions_of_the_book(protocol, tmp_path):
    book, tape = meeting(tmp_path, protocol)
    again = list(judged_again(tape, book, base_of(tape), ""))
    with Ledger.read(book) as opened:
        judged = [one.fact for one in opened.entries(facts=(BallotCast, PressRefused))]
    assert len(again) == len(judged) > 9
    assert [one for one in again if not one.agrees] == []
    said = [one.disposition for one in again]
    assert sum(one.startswith("counted") for one in said) >= 8
    assert any("replaces" in one for one in said)
    assert any(one.startswith("refused not_checked_in") for one in said)
    assert any(one.startswith("refused no_such_key") for one in said)


def test_a_tape_that_was_changed_does_not_agree(tmp_path):
    book, tape = meeting(tmp_path, "jsonline")
    one, another = b'"value":1'.hex(), b'"value":2'.hex()
    tape.write_text(tape.read_text().replace(one, another, 1))
    command = ["tape", "replay", tape, "--book", book]
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", *map(str, command)], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "not judged, but the book says nothing" in done.stdout


def test_a_base_that_the_book_does_not_know_is_told(tmp_path):
    book, tape = meeting(tmp_path, "hvm1")
    with pytest.raises(UnusableInput, match="no base B"):
        list(judged_again(tape, book, "B", ""))
