"""The urn: three hold shares, two open it, and then it is no more."""

import dataclasses
import io
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from kiosk.faults import BookFault, HallFault
from kiosk.ledger import unsealing, urn
from kiosk.ledger.codec import from_json, plain, to_json
from kiosk.ledger.merkle import merkle_root
from kiosk.ledger.officer_keys import REHEARSAL, WrappedKey, make_key
from kiosk.ledger.unsealing import Answer, Keyholder, OfBase, Task, keys_of, unseal
from kiosk.ledger.urn import Lost, Urn, boxes_root, seal_ballot, seal_totals, urn_path

MEETING = "7" * 32
POLL = 4
NAMES = ("赵", "钱", "孙")
WORDS = {"赵": "correct horse", "钱": "battery staple", "孙": "abracadabra"}
PUBLIC = {name: make_key("", cost=REHEARSAL).public.hex() for name in NAMES}
CHOICES = {"1": (1,), "2": (2,), "3": (1,), "4": (1, 3), "5": (), "6": (2,)}


class Place(Urn):
    """An urn with the keys of its officers at hand."""

    keys: Mapping[str, WrappedKey]

    def laid(self) -> str:
        return self.lay(POLL, {name: key.public.hex() for name, key in self.keys.items()})


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place(tmp_path / "meeting.urn", MEETING)
    place.keys = {name: make_key(WORDS[name], cost=REHEARSAL) for name in NAMES}
    return place


def sealed(key: str, choices: Mapping[str, tuple[int, ...]] = CHOICES) -> dict[str, str]:
    return {
        seat: seal_ballot(key, one, meeting=MEETING, poll=POLL, seat=seat)
        for seat, one in choices.items()
    }


def task(place: Place, key: str, boxes: dict[str, str], **changed: object) -> Task:
    """What `Urn.open` hands to the process, to be unsealed here and now."""
    shares = json.loads(place.path.read_bytes())["shares"]
    held = tuple(
        Keyholder(name, WORDS[name], place.keys[name].to_text(), one["sealed"])
        for name, one in zip(NAMES[:2], shares, strict=False)
    )
    made = Task(MEETING, POLL, key, held, boxes, (), (), {})
    return dataclasses.replace(made, **changed)


def opened(place: Place, key: str, boxes: dict[str, str], *names: str, **more: object) -> Answer:
    officers = [(name, WORDS[name], place.keys[name]) for name in names or NAMES[:2]]
    return place.open(POLL, key, officers=officers, boxes=boxes, **{"bases": (), **more})


def test_two_of_three_open_the_urn_in_a_process_of_its_own(place: Place):
    key = place.laid()
    boxes = sealed(key)
    for pair in (("赵", "钱"), ("钱", "孙"), ("孙", "赵")):
        assert opened(place, key, boxes, *pair).ballots == ((), (1,), (1,), (1, 3), (2,), (2,))


def test_every_box_is_of_one_size_and_none_like_another(place: Place):
    key = place.laid()
    boxes = [
        seal_ballot(key, one, meeting=MEETING, poll=POLL, seat="1") for one in CHOICES.values()
    ]
    boxes += [seal_ballot(key, (), meeting=MEETING, poll=POLL, seat="1")]
    assert {len(bytes.fromhex(box)) for box in boxes} == {80}
    assert len(set(boxes)) == len(boxes)


def test_a_wrong_passphrase_names_its_officer(place: Place):
    key = place.laid()
    officers = [("赵", WORDS["赵"], place.keys["赵"]), ("钱", "guess", place.keys["钱"])]
    answer = place.open(POLL, key, officers=officers, boxes=sealed(key), bases=())
    assert answer == Answer(wrong="钱")


def test_an_urn_that_is_not_open_in_time_is_told_and_stays(
    place: Place, monkeypatch: pytest.MonkeyPatch
):
    key = place.laid()
    monkeypatch.setattr(urn, "UNSEALING", ("-c", "import time; time.sleep(9)"))
    monkeypatch.setattr(urn, "PATIENCE_S", 0.2)
    with pytest.raises(HallFault) as caught:
        opened(place, key, {})
    assert caught.value.what == urn.NOT_IN_TIME.what
    assert place.lies(POLL, key)


def test_who_holds_no_share_or_has_another_key_by_now_opens_nothing(place: Place):
    key = place.laid()
    place.keys = {**place.keys, "钱": make_key(WORDS["钱"], cost=REHEARSAL)}
    assert opened(place, key, sealed(key)) == Answer(stranger="钱")
    officers = [("李", "", place.keys["钱"]), ("孙", WORDS["孙"], place.keys["孙"])]
    answer = place.open(POLL, key, officers=officers, boxes=sealed(key), bases=())
    assert answer == Answer(stranger="李")


def test_the_file_says_whose_urn_it_is_and_lies_where_nothing_copies_it(place: Place):
    key = place.laid()
    assert place.lies(POLL, key)
    assert not place.lies(POLL + 1, key)
    assert not Urn(place.path, "8" * 32).lies(POLL, key)
    assert urn_path(Path("/hall/meeting.book")) == Path("/hall/meeting.urn")
    if os.name == "posix":
        assert place.path.stat().st_mode & 0o777 == 0o600


def test_a_destroyed_urn_stays_shut_and_its_bytes_were_overwritten(place: Place):
    key = place.laid()
    before = place.path.read_bytes()
    with place.path.open("rb") as held:
        place.destroy()
        left = held.read()
    assert not place.path.exists()
    assert len(left) == len(before)
    assert sum(one == other for one, other in zip(left, before, strict=True)) < len(before) // 8
    place.destroy()
    with pytest.raises(Lost):
        opened(place, key, sealed(key))


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b'{"meeting":"7"}'])
def test_a_file_that_is_no_share_file_is_a_lost_one(place: Place, content: bytes):
    key = place.laid()
    place.path.write_bytes(content)
    with pytest.raises(Lost):
        opened(place, key, sealed(key))


def test_the_next_urn_destroys_what_lay_there(place: Place):
    first = place.laid()
    second = place.laid()
    assert first != second
    assert not place.lies(POLL, first)
    assert place.lies(POLL, second)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path):
    with pytest.raises(BookFault, match="no such file or folder"):
        Urn(tmp_path / "away" / "meeting.urn", MEETING).lay(POLL, PUBLIC)


def test_a_box_of_another_seat_poll_or_meeting_does_not_open(place: Place):
    key = place.laid()
    boxes = sealed(key)
    assert unseal(task(place, key, boxes | {"2": boxes["1"]})) == Answer(damaged="2")
    other = seal_ballot(key, (1,), meeting=MEETING, poll=POLL + 1, seat="1")
    assert unseal(task(place, key, {"1": other})) == Answer(damaged="1")


def test_altered_shares_and_foreign_ones_are_told(place: Place):
    key = place.laid()
    whole = task(place, key, sealed(key))
    first, second = whole.keyholders
    last = "00" if not first.sealed.endswith("00") else "ff"
    bent = dataclasses.replace(first, sealed=first.sealed[:-2] + last)
    assert unseal(dataclasses.replace(whole, keyholders=(bent, second))).damaged == "赵"
    assert unseal(dataclasses.replace(whole, keyholders=(first, first))).damaged == "shares"
    assert unseal(dataclasses.replace(whole, key="ab" * 32)).damaged == "key"


def test_the_totals_of_a_base_are_compared_inside_and_only_the_base_comes_out(place: Place):
    key = place.laid()

    def base(name: str, totals: tuple[int, ...], *seats: str) -> OfBase:
        box = seal_totals(key, totals, meeting=MEETING, poll=POLL, base=name)
        return OfBase(name, box, seats)

    bases = (base("A", (2, 1, 0), "1", "2", "3"), base("B", (1, 2, 1), "4", "5", "6"))
    answer = unseal(task(place, key, sealed(key), bases=bases))
    assert answer.differing == ("B",)
    assert not answer.damaged
    moved = dataclasses.replace(bases[0], base="C")
    assert unseal(task(place, key, sealed(key), bases=(moved,))).damaged == "C"
    assert seal_totals(key, (), meeting=MEETING, poll=POLL, base="A") == ""


def test_breakdowns_come_out_guarded(place: Place):
    key = place.laid()
    choices = {str(n): (1 + n % 2,) for n in range(12)}
    parts = {seat: ("东" if int(seat) < 6 else "西",) for seat in choices}
    told = unseal(task(place, key, sealed(key, choices), breakdowns=("区",), parts=parts))
    (found,) = told.breakdowns
    assert [(group.group, group.size) for group in found.groups] == [("东", 6), ("西", 6)]
    alone = parts | {"0": ("南",)}
    (found,) = unseal(
        task(place, key, sealed(key, choices), breakdowns=("区",), parts=alone)
    ).breakdowns
    assert "南" in found.rest


def test_what_the_process_is_told_and_tells(place: Place):
    key = place.laid()
    whole = task(place, key, sealed(key))
    heard, said = io.BytesIO(to_json(plain(whole))), io.BytesIO()
    unsealing.main(heard, said)
    assert from_json(said.getvalue())["ballots"] == [[], [1], [1], [1, 3], [2], [2]]


def test_it_is_a_program_that_reads_its_task_and_says_its_answer(place: Place, monkeypatch):
    key = place.laid()
    whole = task(place, key, sealed(key))
    first, second = whole.keyholders
    wrong = dataclasses.replace(first, passphrase="guessed")
    told = dataclasses.replace(whole, keyholders=(wrong, second))
    heard, said = io.BytesIO(to_json(plain(told))), io.BytesIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(heard))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(said))
    with pytest.warns(RuntimeWarning, match="found in sys.modules"):
        runpy.run_module("kiosk.ledger.unsealing", run_name="__main__")
    assert from_json(said.getvalue())["wrong"] == first.officer
    assert unseal(told) == Answer(wrong=first.officer)


def test_no_passphrase_shows_in_a_repr(place: Place):
    key = place.laid()
    whole = task(place, key, sealed(key))
    shown = repr(whole) + repr(whole.keyholders[0])
    assert not any(word in shown for word in WORDS.values())


def test_a_process_that_fails_is_a_fault_and_tells_nothing(place: Place, monkeypatch):
    key = place.laid()
    for program in ("raise SystemExit(3)", "print('{}x')", "print('{\"ballots\":1}')"):
        monkeypatch.setattr(urn, "UNSEALING", ("-c", program))
        with pytest.raises(HallFault, match="did not do its work"):
            opened(place, key, sealed(key))


def test_a_bad_task_ends_the_process_without_a_word():
    done = subprocess.run(
        [sys.executable, "-I", "-m", "kiosk.ledger.unsealing"], input=b"{}", capture_output=True,
        check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert done.stdout == b""


def test_windows_has_no_core_files_to_keep_out_of(place: Place, monkeypatch):
    key = place.laid()
    said = io.BytesIO()
    monkeypatch.setattr(unsealing, "resource", None)
    unsealing.main(io.BytesIO(to_json(plain(task(place, key, sealed(key))))), said)
    assert said.getvalue()


def test_the_root_over_boxes_goes_by_seat():
    boxes = {"2": "bb", "10": "aa", "1": "cc"}
    assert boxes_root(boxes) == merkle_root([b"\xcc", b"\xaa", b"\xbb"]).hex()


def test_a_choice_of_many_keys_comes_back():
    assert keys_of(unsealing.choice_bytes((99, 1, 8))) == (1, 8, 99)
