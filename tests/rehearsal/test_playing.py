"""Playing: the same seed plays the same meeting; what is missed is told; nothing is half done."""

import time
from pathlib import Path

import pytest
from scene_stage import DOOR, END, HALL, POLL, facts, misses, played, read

from kiosk.faults import HallFault, UnusableInput
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import BallotCast, Declared, KioskStarted, PollPrepared, RollFrozen
from kiosk.rehearsal import player
from kiosk.rehearsal.expecting import FIGURES
from kiosk.rehearsal.playing import Wishes, play
from kiosk.rehearsal.stage import PtyStage, VirtualStage
from kiosk.rehearsal.telling import told
from kiosk.words import words

WHOLE = HALL + DOOR + POLL + END


def test_the_same_seed_plays_the_same_meeting(tmp_path: Path):
    lefts = [played(WHOLE, tmp_path / name) for name in ("one", "two")]
    one, two = ([type(fact).__name__ for fact in facts(left)] for left in lefts)
    assert one == two
    for kind in (BallotCast, Declared):
        assert facts(lefts[0], kind) == facts(lefts[1], kind)
    documents = [told(left, words("en"), 0.0)["polls"] for left in lefts]
    assert documents[0] == documents[1]


def test_another_seed_names_the_delegates_otherwise(tmp_path: Path):
    lefts = [played(WHOLE, tmp_path / f"{seed}", seed=seed) for seed in (1, 2)]
    names = []
    for left in lefts:
        with Ledger.read(left.book) as book:
            names.append([person.name for person in book.persons().values()])
    assert names[0] != names[1]
    assert len(facts(lefts[0])) == len(facts(lefts[1]))


def test_what_a_play_tells_adds_up(tmp_path: Path):
    document = told(played(WHOLE + "record\n", tmp_path), words("en"), 1.0)
    assert document["true"] is True
    (poll,) = document["polls"]
    assert (poll["heard"], poll["counted"], poll["adds_up"]) == (10, 10, True)
    assert poll["outcome"] == "passed"
    assert len(document["papers"]) == 2
    assert document["verifier"]["verdict"]["exit"] == 0


def test_an_expectation_that_does_not_hold_is_told_with_what_was_found(tmp_path: Path):
    left = played(WHOLE + "expect in_favour 8\nexpect ballot 3 2\nexpect present 11\n", tmp_path)
    assert misses(left) == [
        ("expect in_favour 8", "found 7, expected 8"),
        ("expect ballot 3 2", "found 1, expected 2"),
    ]
    assert left.played.held == 1
    assert told(left, words("en"), 0.0)["true"] is False


def test_a_figure_that_is_not_there_yet_is_told(tmp_path: Path):
    text = HALL + "expect outcome passed\nexpect paper tally.void 0\nexpect base Z gone\n"
    left = played(text, tmp_path)
    told = dict(misses(left))
    assert told["expect outcome passed"] == "no poll was prepared yet"
    assert told["expect paper tally.void 0"] == "no vote record was printed yet"
    assert "Z" in told["expect base Z gone"]


def test_a_field_the_record_has_not_is_told(tmp_path: Path):
    left = played(
        WHOLE + "record\nexpect paper tally.kings 1\nexpect paper tally.a.b 1\n", tmp_path
    )
    assert [what for _, what in misses(left)] == [
        "the record has no field tally.kings",
        "the record has no field tally.a.b",
    ]


def test_an_order_that_should_have_been_refused_is_told(tmp_path: Path):
    left = played(HALL + "check-in open => roll_frozen\nopen\n", tmp_path)
    (first, second) = misses(left)
    assert first[1] == "not refused, expected roll_frozen"
    assert second[1].startswith("refused: unknown_poll")


def test_waiting_in_vain_is_told(tmp_path: Path):
    left = played(HALL + DOOR + POLL + "wait until reconciled\n", tmp_path)
    assert misses(left) == [("wait until reconciled", "waited in vain until reconciled")]


def test_every_figure_can_be_looked_at(tmp_path: Path):
    after = {
        "base": "base A answers",
        "option": None,
        "taken": "taken none",
        "tied": "tied none",
        "column": "column paper issued none",
        "channel": "channel keypads",
        "because": "because nothing",
        "ballot": "ballot 1 1",
        "losses": "losses A 0",
        "differs": "differs none",
        "took_over": "took_over none",
        "silent_watch": "silent_watch none",
        "trouble": "trouble A none",
        "drawn": "drawn none",
        "failed": "failed none",
        "paper": "paper tally.in_favour 7",
        "papers": "papers vote_record 1",
        "hall": "hall mode result",
        "console": "console next close_meeting",
        "desk": "desk 1 welcome",
        "stage": "stage declared",
        "outcome": "outcome passed",
        "verifier": "verifier true",
        "medium": "medium level",
        "copies": "copies ok",
        "halted": "halted false",
        "sums": "sums true",
        "round": "round 1 verdict passed",
        "changed": "changed 1 0",
        # looked at in the scenes of the printer and of the door
        **dict.fromkeys(("copy", "queue", "issued", "tray")),
        **dict.fromkeys(("at_desk", "keypad", "unreturned", "passes")),
    }
    figures = {
        "roll": 12, "present": 11, "polled": 11, "in_favour": 7, "against": 3, "abstain": 0,
        "chosen": 0, "void": 0, "not_pressed": 1, "recused": 0, "heard": 10, "counted": 10,
        "replaced": 0, "differences": 0, "evidence": 0, "silent": 1, "refused": 0, "stray": 0,
        "in_flight": 0, "papers_out": 0, "stood_by": 0, "taken_up": 0,
        "needed": 6, "have": 7,
    }  # fmt: skip
    assert after.keys() | figures.keys() == FIGURES.keys()
    lines = [f"expect {line}\n" for line in after.values() if line]
    lines += [f"expect {figure} {value}\n" for figure, value in figures.items()]
    left = played(WHOLE + "record\n" + "".join(lines), tmp_path)
    assert misses(left) == []
    assert left.played.held == len(lines)


def test_virtual_time_is_faster_than_the_hall(tmp_path: Path):
    """The hall would wait five minutes."""
    begun = time.monotonic()
    left = played(WHOLE.replace("close\n", "wait 5min\nclose\n"), tmp_path)
    assert left.played.true
    assert time.monotonic() - begun < 5 * 60


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path):
    (tmp_path / "play").mkdir()
    (tmp_path / "play" / "mine.txt").write_text("mine")
    with pytest.raises(UnusableInput, match="the folder is not empty"):
        played(HALL, tmp_path)
    (tmp_path / "other").write_text("a file")
    scene = read(HALL)
    with pytest.raises(UnusableInput, match="this is no folder"):
        play(scene, tmp_path / "other", VirtualStage(scene.set_up), Wishes())
    assert [path.name for path in (tmp_path / "play").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("pack nowhere\n", "there is no such rule pack"),
        ('roll "nowhere.csv"\n', "the list cannot be read"),
        (f'meeting "{"长" * 61}"\n', "title"),
    ],
)
def test_a_hall_that_cannot_be_leaves_nothing_behind(tmp_path: Path, text: str, told: str):
    with pytest.raises(UnusableInput, match=told):
        played(HALL + text, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_not_there_is_told_and_not_waited_for_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(player, "ANSWER_NS", 1_000_000_000)
    scene = read(HALL + DOOR)
    outside = {"A": "/dev/there-is-none"}
    stage = PtyStage(scene.set_up, outside=outside)
    begun = time.monotonic()
    with pytest.raises(HallFault) as raised:
        play(scene, tmp_path / "play", stage, Wishes(outside=outside))
    assert time.monotonic() - begun < 60
    assert str(raised.value) == (
        "/dev/there-is-none: base A does not answer: There is no such serial port; check its "
        "power and cable, or name another port with --base A=PORT"
    )


def test_a_kiosk_that_is_killed_in_real_time_comes_back_into_the_same_poll(tmp_path: Path):
    killed = POLL.replace("wait until pressed", "wait until pressed\npress 11 for\nkill")
    text = HALL + DOOR + killed + "expect stage open\nexpect hall pressed 11\n" + END
    scene = read(text + "expect in_favour 8\n")
    left = play(scene, tmp_path / "play", PtyStage(scene.set_up), Wishes(pace=0.2))
    assert misses(left) == []
    assert len(facts(left, KioskStarted)) == 2
    assert len(facts(left, PollPrepared)) == len(facts(left, RollFrozen)) == 1
    assert len({fact.press.sequence for fact in facts(left, BallotCast)}) == 11
    assert left.verdict["exit"] == 0
