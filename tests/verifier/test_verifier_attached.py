"""What is attached to a paper is held against the book, member by member and line by line."""

import argparse
import hashlib
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kiosk.rehearsal.grammar import read_scene_text
from kiosk.rehearsal.playing import Left, Wishes, play
from kiosk.rehearsal.stage import VirtualStage
from kiosk.verifier import alike, attached, ballotlist, cli, options, pollroots, sm3, told
from kiosk.verifier.anchoring import Typed
from kiosk.verifier.bookfile import read_input
from kiosk.verifier.chain import Entry
from kiosk.verifier.checks import Check, Reading, verify
from kiosk.verifier.cli import main
from kiosk.verifier.findings import Finding
from kiosk.verifier.pdffile import PdfFile
from kiosk.verifier.sentence import Unusable, sentence
from kiosk.verifier.slip import check_lines
from kiosk.verifier.terms import MEMBERS, OF_A_RECORD, term
from kiosk.verifier.voterecord import VoteRecord
from kiosk.verifier.words import say

SCENES = Path(__file__).parents[1] / "scenes"
PLAYED = (
    *("voided_poll", "audited_handsets", "keypads_and_paper", "base_dead_to_hands", "owners"),
    *("proxies", "withdrawn_item", "changed_motion", "second_round"),
)
NOT_RECORDED = ("coming_and_going", "in_two_channels", "base_dead_to_paper", "secret_election")
"""Scenes that do not order the vote record themselves, unless it is for another reason."""
EVENING = "evening"
AN_EVENING = """
officer chair "王建国"
officer operator "李敏"
officer notary "赵公证"
delegates 12
base A hvm1 keypads 1..16
desk 1
check-in open
hand out keypad 1..11 to seat 1..11
leave 11..12 reason "病假"
scan 1..10 at desk 1
check-out 10 reason "有事"
check-in seats 10 reason "回来"
check-in seats 11 reason "病愈"
item 1 "停车收费" noticed 20 days ago
motion 1 "关于停车收费的议案" "工作日收费。"
recuse 1 8 reason "利害关系"
phases 1 to polling
call keypads
prepare 1 rule ordinary
zero report
open
video "主机位" at "0:10:00"
press 1..6 for
press 7 against
wait until pressed
close
wait until reconciled
acknowledge silence
declare
video "主机位" at "0:20:00"
unplug A
wait 5s
replug A
wait until answers
audit 1 dice "31415926"
wait 1s
audit done
sheet passes
record
expect verifier true
"""
SWAPPED = "swapped"
"""A keypad changes hands, a seat presses again, one does otherwise, and the paper tells it all."""
Change = Callable[[Any], None]


class Hall:
    """A meeting that was played, its papers as they lie in the bundle, and the reading of it."""

    def __init__(self, left: Left) -> None:
        self.left = left
        self.reading: Reading = verify(read_input(left.bundle), Typed())
        self.held: dict[str, dict[bytes, bytes]] = {}
        for path in sorted(left.papers.glob("*.pdf")):
            pdf = PdfFile(path.read_bytes())
            found = {name: pdf.attached(name) for name in (attached.RECORD, attached.POLL)}
            self.held[path.name] = {name: held for name, held in found.items() if held is not None}

    def named(self, kind: str) -> str:
        return next(name for name in self.held if kind in name)

    def answer(self, name: str, held: dict[bytes, bytes] | None = None, **of: Any):
        """What is said of the attachments of this paper, which are others where told."""
        known = replace(self.reading.known, **of)
        issued = next((one for one in known.issued if one.file == name), None)
        pdf: Any = SimpleNamespace(attached=(held or self.held[name]).get)
        ok, said = attached.attached(pdf, known, issued)
        return ok, say(said, "en")

    def changed(self, name: str, change: Change) -> dict[bytes, bytes]:
        value = json.loads(self.held[name][attached.RECORD])
        change(value["record"])
        return {**self.held[name], attached.RECORD: json.dumps(value).encode()}


@pytest.fixture(scope="module")
def halls(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Hall]:
    known: dict[str, Hall] = {}

    def hall(name: str) -> Hall:
        if name not in known:
            folder = tmp_path_factory.mktemp(name) / "play"
            path = SCENES / f"{'swapped_keypad' if name == SWAPPED else name}.scene"
            text = AN_EVENING if name == EVENING else path.read_text(encoding="utf-8")
            if name == SWAPPED:
                text = text.replace("press 1..6 for", "press 1..6 for\npress 9 against")
            if name in (SWAPPED, *NOT_RECORDED):
                text = text.replace("expect verifier true", "record\nexpect verifier true")
            scene = read_scene_text(text, path)
            known[name] = Hall(play(scene, folder, VirtualStage(scene.set_up), Wishes()))
        return known[name]

    return hall


@pytest.fixture(scope="module")
def hall(halls: Callable[[str], Hall]) -> Hall:
    return halls("voided_poll")


@pytest.mark.parametrize("scene", [*PLAYED, *NOT_RECORDED, "latecomer_on_the_roll", EVENING])
def test_every_member_of_every_vote_record_is_what_the_book_gives(
    halls: Callable[[str], Hall], scene: str
) -> None:
    played = halls(scene)
    assert played.reading.true
    records = [name for name in played.held if "vote-record" in name]
    assert records
    for name in records:
        ok, said = played.answer(name)
        assert (ok, said.split(", up to")[0]) == (
            True,
            "every member as the book and the recomputation give it",
        )


# ---- what a hall could change in a record that it signs anew -------------------------------------


def at(*path: Any, to: Any) -> Change:
    """The value at this place of the record is another one."""

    def change(record: Any) -> None:
        for step in path[:-1]:
            record = record[step]
        assert record[path[-1]] != to
        record[path[-1]] = to

    return change


def swapped(record: Any) -> None:
    """Two seats that chose differently change places."""
    one, other = record["ballots"][0], record["ballots"][8]
    for name in ("mark", "choice"):
        assert one[name] != other[name]
        one[name], other[name] = other[name], one[name]


def emptied(name: str) -> Change:
    def change(record: Any) -> None:
        assert record[name]
        record[name] = []

    return change


FORGED: dict[str, tuple[Change, str]] = {
    "two seats change places": (swapped, "ballots[seat 1].mark"),
    "a seat is left out": (lambda of: of["ballots"].pop(), "ballots"),
    "a name": (at("ballots", 0, "name", to="张三"), "ballots[seat 1].name"),
    "a keypad": (at("ballots", 0, "keypad", to=99), "ballots[seat 1].keypad"),
    "when a seat pressed": (
        at("ballots", 0, "at", to="2026-01-01T00:00:00Z"),
        "ballots[seat 1].at",
    ),
    "the list of what does not count": (emptied("refused"), "refused"),
    "why a press does not count": (at("refused", 0, "reason", to="late"), "refused[entry"),
    "the chair": (at("heading", "chair", to="张三"), "heading.chair"),
    "the place": (at("heading", "place", to="别处"), "heading.place"),
    "the source of the pack": (at("heading", "pack_source", to="无"), "heading.pack_source"),
    "who declared it": (at("declared_by", to="张三"), "declared_by"),
    "when it closed": (at("closed_at", to="2026-01-01T00:00:00Z"), "closed_at"),
    "how many were there": (at("attendance", "present", to=99), "attendance.present"),
    "how many were needed": (at("attendance", "needed", to=1), "attendance.needed"),
    "the root": (at("root", to="0" * 64), "root"),
    "the root with SM3": (at("root_sm3", to="0" * 64), "root_sm3"),
    "how many presses": (at("entries", to=1), "entries"),
    "the text of the motion": (at("motion", "text", to="全天收费。"), "motion.text"),
    "the hash of the motion": (at("motion", "sha256", to="0" * 64), "motion.sha256"),
    "the rule": (at("plan", "rule", "title", to="特别事项"), "plan.rule.title"),
    "a share of the rule": (
        at("plan", "rule", "threshold", "fraction", to="1/3"),
        "plan.rule.threshold.fraction",
    ),
    "a figure": (at("tally", "against", to=2), "tally.against"),
    "the verdict": (at("outcome", "verdict", to="passed"), "outcome.verdict"),
    "the tests": (at("outcome", "tests", to=[]), "outcome.tests"),
    "the computation": (at("outcome", "computation", to=[]), "outcome.computation"),
    "the account": (at("account", "heard", to=99), "account.heard"),
    "a reason of the account": (at("account", "reasons", to=[]), "account.reasons"),
    "a base": (at("equipment", 0, "identity", to="另一台"), "equipment[base A].identity"),
    "a round before": (at("earlier", to=[{}]), "earlier"),
    "true for one": (lambda of: of["ballots"][0].update(recused=0), "ballots[seat 1].recused"),
    "the number": (at("paper", "number", to="2026-999"), "paper.number"),
    "the serial": (at("paper", "serial", to=999), "paper.serial"),
    "the copy": (at("paper", "copy", to=2), "paper.copy"),
    "the hash of its entry": (at("book", "sha256", to="0" * 64), "book.sha256"),
    "what gave way": (emptied("replaced"), "replaced"),
    "a record before": (lambda of: of.update(previous={}), "previous"),
}


@pytest.mark.parametrize("what", FORGED)
def test_a_record_that_was_changed_is_caught_where_it_was_changed(
    halls: Callable[[str], Hall], what: str
) -> None:
    change, where = FORGED[what]
    forged = halls(SWAPPED)
    name = forged.named("vote-record")
    ok, said = forged.answer(name, forged.changed(name, change))
    assert ok is False
    assert where in said


SLICES: dict[str, tuple[Callable[[list[bytes]], list[bytes]], str]] = {
    "nothing": (lambda lines: [b"{}"], "poll.jsonl"),
    "another cover": (
        lambda lines: [lines[0].replace(b'"practice":false', b'"practice":true'), *lines[1:]],
        "poll.jsonl[1].practice",
    ),
    "a seat without its vote": (
        lambda lines: [lines[0], lines[1].replace(b",1,", b",0,", 1), *lines[2:]],
        "poll.jsonl[2]",
    ),
    "a choice": (lambda lines: [*lines[:-1], lines[-1] + b" "], "poll.jsonl["),
    "an entry left out": (lambda lines: lines[:-1], "poll.jsonl"),
}


@pytest.mark.parametrize("what", SLICES)
def test_attached_entries_that_are_not_the_books_are_caught(hall: Hall, what: str) -> None:
    change, where = SLICES[what]
    name = hall.named("vote-record")
    lines = hall.held[name][attached.POLL].splitlines()
    held = b"".join(line + b"\n" for line in change(lines))
    ok, said = hall.answer(name, {**hall.held[name], attached.POLL: held})
    assert ok is False
    assert f"the entries attached ({where}" in said


def test_attached_entries_must_end_with_their_last_line_feed_and_be_json(hall: Hall) -> None:
    name = hall.named("vote-record")
    held = hall.held[name][attached.POLL]
    cut = {**hall.held[name], attached.POLL: held[:-1]}
    assert hall.answer(name, cut)[0] is False
    odd = {**hall.held[name], attached.POLL: b"{" + held}
    assert hall.answer(name, odd)[1] == "the book does not have what this record speaks of"


def test_a_record_without_its_entries_says_so(hall: Hall) -> None:
    name = hall.named("vote-record")
    only = {attached.RECORD: hall.held[name][attached.RECORD]}
    ok, said = hall.answer(name, only)
    assert (ok, said.rpartition("; ")[2]) == (True, "not compared: poll.jsonl")


def test_a_secret_poll_has_no_entries_on_its_paper(halls: Callable[[str], Hall]) -> None:
    secret = halls("proxies")
    name = secret.named("vote-record")
    assert attached.POLL not in secret.held[name]
    ok, said = secret.answer(name, {**secret.held[name], attached.POLL: b"{}\n"})
    assert ok is False
    assert "poll.jsonl" in said


# ---- what is not compared is said ----------------------------------------------------------------


def test_of_other_papers_it_is_said_that_the_rest_was_not_compared(
    halls: Callable[[str], Hall],
) -> None:
    played = halls(EVENING)
    name = played.named("passes")
    ok, said = played.answer(name)
    assert (ok, said.rpartition("; ")[2]) == (None, "the rest was not compared")
    change = at("heading", "title", to="别的会议")
    ok, said = played.answer(name, played.changed(name, change))
    assert ok is False
    assert "heading.title" in said


def test_what_the_book_cannot_bear_out_is_named(hall: Hall) -> None:
    name = hall.named("vote-record")
    ok, said = hall.answer(name, names=None)
    assert ok is True
    assert "not compared: ballots.name" in said
    later = hall.changed(name, lambda record: record.update(later={"new": 1}))
    assert hall.answer(name, later)[1].endswith("not compared: later")


def test_the_root_with_sm3_is_left_out_where_it_would_take_minutes(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pollroots, "MOST_BY_HAND", 1)
    monkeypatch.setattr(sm3, "at_hand", lambda: False)
    assert hall.answer(hall.named("vote-record"))[1].endswith("not compared: root_sm3")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (at("book", "entry", to=10**6), "the book does not have what this record speaks of"),
        (at("book", "entry", to="5"), "the book does not have what this record speaks of"),
        (lambda record: record.pop("book"), "the book does not have what this record speaks of"),
        (lambda record: record.pop("plan"), "the record cannot be read"),
    ],
)
def test_a_record_of_nothing_in_the_book_is_told(hall: Hall, change: Change, why: str) -> None:
    name = hall.named("vote-record")
    assert hall.answer(name, hall.changed(name, change)) == (False, why)


def test_a_record_of_another_kind_or_poll_than_was_issued_is_caught(
    halls: Callable[[str], Hall],
) -> None:
    played = halls("second_round")
    first, second = [name for name in played.held if "vote-record" in name][:2]
    ok, said = played.answer(second, played.held[first])
    assert ok is False
    zero = played.named("zero-report")
    said = played.answer(zero, played.held[first])[1]
    assert said == "the record is of another kind than the paper that the book has issued"
    assert played.answer(first, played.held[zero])[0] is False


def test_without_a_kind_in_the_book_a_record_is_what_it_says(hall: Hall) -> None:
    """Books by hand may leave out what their papers are of."""
    name = hall.named("vote-record")
    bare = [replace(one, kind="") for one in hall.reading.known.issued]
    assert hall.answer(name, issued=bare)[0] is True
    odd = [replace(one, number="first") for one in hall.reading.known.issued]
    assert hall.answer(name, issued=odd)[0] is False


def test_a_paper_that_the_book_has_not_issued_is_held_against_its_end(hall: Hall) -> None:
    ok, said = hall.answer(hall.named("vote-record"), issued=[])
    assert ok is True
    assert "not compared: paper" in said


def test_a_book_that_was_not_read_so_far_judges_no_paper(hall: Hall) -> None:
    course = replace(hall.reading.known.course, read=3)
    ok, said = hall.answer(hall.named("vote-record"), course=course)
    assert (ok, said) == (None, "the book could be read only up to entry 3")


def test_a_poll_that_was_never_declared_has_no_record(hall: Hall) -> None:
    name = hall.named("vote-record")
    early = [replace(one, as_of=60) for one in hall.reading.known.issued]
    value = json.loads(hall.held[name][attached.RECORD])
    value["record"]["book"]["entry"] = 3
    held = {**hall.held[name], attached.RECORD: json.dumps(value).encode()}
    ok, said = hall.answer(name, held, issued=early)
    assert (ok, said) == (False, "the book does not have what this record speaks of")


def test_a_long_value_is_cut_in_what_is_said(hall: Hall) -> None:
    name = hall.named("vote-record")
    change = at("heading", "place", to="长" * 500)
    said = hall.answer(name, hall.changed(name, change))[1]
    assert "…" in said
    assert len(said) < 400


def test_values_of_two_kinds_differ() -> None:
    assert not [*alike.differences({"a": [1, {"seat": "x"}]}, {"a": [1, {"seat": "x"}]})]
    (one,) = alike.differences({"a": 1}, {"a": True})
    assert (one.where, one.unknown) == ("a", False)
    (one,) = alike.differences([[1]], [[2]])
    assert one.where == "[0][0]"
    (one,) = alike.differences(5, alike.UNKNOWN, "x")
    assert one.unknown


# ---- a hall that signs a changed record anew -----------------------------------------------------


def test_the_slip_of_a_whole_bundle_names_the_paper_whose_record_is_another(
    hall: Hall, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same words stand with the paper and in the check of the bundle's signatures."""
    code = main([str(hall.left.bundle), str(hall.left.papers / hall.named("vote-record"))])
    out = capsys.readouterr().out
    assert code == 0
    assert re.search("所附记录：各项逐一与账本（至第 [0-9]+ 条）及复算结果一致", out)
    with zipfile.ZipFile(hall.left.bundle) as archive:
        assert any(name.startswith("papers/") for name in archive.namelist())


# ---- the ballots seat by seat, beside the paper --------------------------------------------------


def slip(capsys: pytest.CaptureFixture[str], bundle: Path, *arguments: str) -> tuple[int, str, str]:
    code = main([str(bundle), *arguments])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_the_ballots_of_a_poll_are_printed_as_the_annexes_have_them(
    halls: Callable[[str], Hall], capsys: pytest.CaptureFixture[str]
) -> None:
    played = halls(SWAPPED)
    record = json.loads(played.held[played.named("vote-record")][attached.RECORD])["record"]
    code, out, _ = slip(capsys, played.left.bundle, "--ballots", "1")
    assert code == 0
    names = {"for": "赞成", "against": "反对", "abstain": "弃权", None: "未按"}
    for line in record["ballots"]:
        name, seat, mark = line["name"], line["seat"], names[line["mark"]]
        told = f"{line['number']}. 席位 {seat} {name}：{mark}，表决器 {line['keypad'] or '-'}"
        assert told in out
    for line in (*record["refused"], *record["replaced"]):
        keys = "+".join(map(str, line["keys"]))
        assert f"第 {line['entry']} 条" in out
        assert f"表决器 {line['keypad']}，按键 {keys}：" in out
    assert "谁的按键为什么没算：共 1 次" in out
    assert "被替换的按键：共 1 次" in out


def test_the_ballots_in_english_and_as_a_document(
    halls: Callable[[str], Hall], capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = halls(SWAPPED).left.bundle
    out = slip(capsys, bundle, "--ballots", "1", "--lang", "en")[1]
    assert re.search(r"1\. seat 1 \S+: abstain, keypad 13, \d\d:\d\d:\d\d\n", out)
    assert "the keypad" not in out
    told = json.loads(slip(capsys, bundle, "--ballots", "1", "--json")[1])["ballots"]
    assert (told["poll"], len(told["seats"])) == (1, 11)
    assert [one["reason"] for one in told["refused"]] == ["unknown_keypad"]


@pytest.mark.parametrize(
    ("scene", "poll", "said"),
    [
        ("keypads_and_paper", "1", "4 .*：纸质选票第 1 号，表决器 4，-"),
        ("base_dead_to_hands", "1", "1 .*：举手，表决器 1，-"),
        ("base_dead_to_hands", "1", "改用其他方式表决，不计"),
        ("proxies", "1", "1 .*：纸质选票，"),
        ("ballot_kinds", "1", r"：有效票：\+1 张三, -2 李四，"),
        ("ballot_kinds", "1", r"：无效：\+1 张三, \+2 李四，"),
        ("ballot_kinds", "2", "：有效票：5 很好，"),
    ],
)
def test_what_a_seat_chose_is_said_as_far_as_the_book_knows(
    halls: Callable[[str], Hall],
    capsys: pytest.CaptureFixture[str],
    scene: str,
    poll: str,
    said: str,
) -> None:
    assert re.search(said, slip(capsys, halls(scene).left.bundle, "--ballots", poll)[1])


def test_a_poll_that_is_not_there_is_one_line(
    hall: Hall, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = slip(capsys, hall.left.bundle, "--ballots", "77")
    assert (code, out) == (2, "")
    assert "没有第 77 次表决" in err
    paper = hall.left.papers / hall.named("vote-record")
    assert slip(capsys, paper, "--ballots", "1")[0] == 2


@pytest.mark.parametrize(
    ("scene", "said"),
    [
        (EVENING, r"席位 8 \S+：回避，"),
        ("secret_election", r"席位 1 \S+：已投入票箱，选择不按席位记载，"),
    ],
)
def test_a_seat_that_was_recused_or_pressed_in_secret_is_told_so(
    halls: Callable[[str], Hall], capsys: pytest.CaptureFixture[str], scene: str, said: str
) -> None:
    _, out, _ = slip(capsys, halls(scene).left.bundle, "--ballots", "1")
    assert re.search(said, out)


def test_ballots_that_are_not_there_are_one_line(
    halls: Callable[[str], Hall],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bundle = halls(EVENING).left.bundle
    code, out, error = slip(capsys, bundle, "--ballots", "9", "--lang", "en")
    assert (code, out) == (2, "")
    assert "there is no poll 9" in error
    monkeypatch.setattr(ballotlist, "_Teller", lambda reading, number: {}[number])
    code, out, error = slip(capsys, bundle, "--ballots", "1", "--lang", "en")
    assert (code, out) == (2, "")
    assert "does not bear out the seats of poll 1" in error


# ---- what no hall of ours writes -----------------------------------------------------------------


def entry(fact: str, **of: Any) -> Entry:
    return Entry(7, 7, "", 5, fact, of, b"", "")


def test_who_comes_twice_or_leaves_without_having_come_makes_no_stay() -> None:
    found = told.Told()
    found.hall.present.add("1")
    told.BEFORE["CheckedIn"](found, entry("CheckedIn", seat="1"))
    told.BEFORE["CheckedOut"](found, entry("CheckedOut", seat="2"))
    assert found.stays == {}


def test_by_how_much_a_clock_left_the_steady_one_is_not_known_across_desks() -> None:
    of: Any = SimpleNamespace(
        opened=SimpleNamespace(desk="a"),
        closing=SimpleNamespace(desk="b"),
        held=SimpleNamespace(era=0),
    )
    assert VoteRecord._apart_ms(of) is None


def test_an_amendment_tells_the_verdict_of_its_last_poll_that_stands() -> None:
    found = told.Told()
    told.AFTER["AmendmentMoved"](found, entry("AmendmentMoved", item=2, amends=1))
    assert (found.items[2].amends, found.items[1].amendments) == (1, [2])
    of: Any = SimpleNamespace(found=found)
    assert VoteRecord._last(of, 2) == ""


def test_what_merely_follows_from_a_break_is_counted_in_one_line() -> None:
    found = Finding(sentence("the last entry is cut off"), 3)
    check = Check("chain", False, found.said, 3, [found], 5, following=4)
    lines = [say(one, "en") for one in check_lines(check)]
    assert "1 places" in lines[0]
    assert lines[-1].strip() == "and 4 more, which follow from the break of the chain"


def test_a_member_of_a_record_and_a_library_s_own_fault_are_told_in_words() -> None:
    assert term(OF_A_RECORD, "name", "ballots") == MEMBERS["ballots"]
    assert term(OF_A_RECORD, "name", "what nobody named") == "what nobody named"
    fault = argparse.ArgumentError(None, "something that no reader knows")
    assert say(options._wrong(fault), "en").endswith("something that no reader knows")


def test_a_bundle_that_is_gone_is_told_by_whoever_reads_it(tmp_path: Path) -> None:
    assert cli._digest(tmp_path / "none.zip") == ""
    with pytest.raises(Unusable):
        read_input(tmp_path / "none.zip")


def test_the_library_s_sm3_is_used_where_there_is_one() -> None:
    assert sm3.at_hand() is ("sm3" in hashlib.algorithms_available)
