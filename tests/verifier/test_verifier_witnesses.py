"""What bears the book out: the bytes of a press, the table of a base, the computation in words."""

import struct

import pytest
from bundlebuilder import Scribe, altered, found, members, outcome, press, rule, share, tally, trial

from kiosk.verifier import computation
from kiosk.verifier.counting import Buckets, Tally
from kiosk.verifier.hall import plan_of
from kiosk.verifier.outcome import Outcome
from kiosk.verifier.outcome import outcome as judged
from kiosk.verifier.witnesses import Witnesses, crc16, rows

TWO_THIRDS = share("2/3", "roll")
HALF = share("1/2", "present", strict=True)


def record(sequence, keypad, key, *, kind=1, session=5, ms=7):
    body = struct.pack(">2H2BHI2B", sequence, keypad, kind, key, session, ms, 90, 80)
    return (body + struct.pack(">H", crc16(body))).hex()


def told(keypad, keys, book, sequence, **of):
    """A press of the base `east`, whose keypads are 100 more on their labels."""
    key = sum(1 << (one - 1) for one in keys)
    raw = record(sequence, keypad - 100, key, kind=1 if keys else 3)
    return press(keypad, keys, book.at, **{"sequence": sequence, "made_ms": 7, "raw": raw, **of})


COMPUTED = [
    {
        "msgid": "Quorum: {fraction} × {base} = {quotient} → needs {needed}, present {have}",
        "args": {"fraction": "2/3", "base": 4, "quotient": "2.66", "needed": 3, "have": 4},
    },
    {
        "msgid": "more than {fraction} × {base} = {quotient} → needs {needed}, has {have}",
        "args": {"fraction": "1/2", "base": 4, "quotient": "2", "needed": 3, "have": 2},
    },
    {
        "msgid": "Of {present} present: {recused} recused left out, {not_pressed} not pressed in",
        "args": {"present": 4, "recused": 0, "not_pressed": 1},
    },
    {"msgid": "Not passed, {short} short", "args": {"short": 1}},
]


def hall(*, protocol="hvm1", differences=(), standbys=(), computed=COMPUTED, table=None):
    book = Scribe()
    book.open_book()
    book.freeze({f"A{at}": True for at in range(1, 5)})
    for at in range(1, 5):
        book.bind(100 + at, f"A{at}")
    book.arrive("A1", "A2", "A3", "A4")
    book.write("BaseFound", base="east", identity="x", protocol=protocol)
    book.write("ItemTabled", item=1, title="议题", noticed="")
    book.prepare(1)
    bases = [("east", 5), ("west", 6)] if standbys else [("east", 5)]
    book.write(
        "PollOpened",
        poll=1,
        sessions=[list(one) for one in bases],
        present=4,
        by="主持人",
        standbys=[list(one) for one in standbys],
    )
    book.cast(1, "A1", told(101, [1], book, 1))
    book.cast(1, "A2", told(102, [2], book, 2))
    book.cast(1, "A2", told(102, [], book, 3), replaces=True)
    book.cast(1, "A2", told(102, [2], book, 4), replaces=True)
    book.cast(1, "A3", told(103, [1], book, 5))
    book.closing(1)
    rows_of = [[101, 1, [1]], [102, 3, [2]], [103, 1, [1]]] if table is None else table
    book.write(
        "BaseDrained",
        poll=1,
        base="east",
        session=5,
        last_sequence=5,
        overflow=0,
        table_crc_ok=True,
        table=rows_of,
    )
    book.write(
        "BaseDrained",
        poll=1,
        base="north",
        session=9,
        last_sequence=None,
        overflow=0,
        table_crc_ok=None,
        table=[],
    )
    book.closed(1, "A1", "A2", "A3", "A4")
    book.write(
        "PollReconciled",
        poll=1,
        heard=5,
        counted=3,
        replaced=2,
        refused=0,
        silent=["A4"],
        differences=[list(one) for one in differences],
    )
    counts = tally(roll=4, base=4, in_favour=2, against=1, not_pressed=1)
    tests = [trial("attendance", TWO_THIRDS, 4, 3, 4), trial("threshold", HALF, 4, 3, 2)]
    book.declare(1, counts, outcome("not_passed", tests, computation=computed))
    return book


def test_all_that_bears_the_book_out_is_counted(desk):
    answer = desk.ask(hall().members(), "--lang", "en")
    assert answer.code == 0
    told_of = answer.check("witnesses")
    assert told_of["ok"] is True
    assert told_of["detail"] == (
        "bytes of 5 presses, tables of 1 bases, 1 computations; "
        "0 presses whose bytes are not read here"
    )


def test_what_is_not_read_is_said_and_is_no_agreement(desk):
    silent = hall()
    number = found(silent.bodies, "BallotCast")
    bodies = altered(silent.bodies, number, lambda of: of["press"].update(raw=""))
    told_of = desk.ask(members(bodies), "--lang", "en").check("witnesses")
    assert told_of["detail"].endswith("1 presses whose bytes are not read here")
    other = hall(protocol="sunvote", computed=[], standbys=[("west", "east")])
    answer = desk.ask(other.members())
    assert answer.code == 0
    assert answer.check("witnesses")["ok"] is None
    assert "另有 5 次按键的原始字节本程序不读，未核" in answer.check("witnesses")["detail"]


BYTES = {
    "another key in the bytes": {"raw": record(1, 1, 2)},
    "another keypad in the bytes": {"raw": record(2, 3, 2), "sequence": 2},
    "another sequence": {"sequence": 9},
    "another session": {"raw": record(1, 1, 1, session=4)},
    "another time": {"raw": record(1, 1, 1, ms=8)},
    "a record that is no press": {"raw": record(1, 1, 1, kind=5)},
    "a retract with a key": {"raw": record(1, 1, 1, kind=3)},
    "a checksum that is not of these bytes": {"raw": record(1, 1, 1)[:-1] + "0"},
    "too few bytes": {"raw": "00"},
    "no hex": {"raw": "xyz"},
    "no text": {"raw": 5},
}


@pytest.mark.parametrize("what", BYTES)
def test_bytes_that_are_not_the_press_are_caught(desk, what):
    book = hall()
    nth = 1 if "keypad" in what else 0
    number = found(book.bodies, "BallotCast", nth)
    bodies = altered(book.bodies, number, lambda of: of["press"].update(BYTES[what]))
    answer = desk.ask(members(bodies, persons=book.persons))
    assert {"witnesses", "roots"} == answer.failed
    assert answer.document["first_bad_entry"] == number


def test_a_masked_press_has_no_key_and_no_checksum_in_its_bytes(desk):
    book = hall()
    number = found(book.bodies, "BallotCast")
    blank = bytearray.fromhex(record(1, 1, 1))
    blank[4:6] = blank[-2:] = bytes(2)
    for raw, failed in ((blank.hex(), False), (record(1, 1, 1), True)):
        masked = {"raw": raw, "masked": True, "keys": []}
        bodies = altered(book.bodies, number, lambda of, to=masked: of["press"].update(to))
        said = desk.ask(members(bodies), "--lang", "en").check("witnesses")["findings"]
        assert any("the bytes" in one["detail"] for one in said) is failed


def test_another_base_in_the_same_place_has_labels_of_its_own():
    seen, book = Witnesses(), Scribe()
    one, other = told(101, [1], book, 1), told(101, [1], book, 1, raw=record(1, 51, 1))
    seen.find({"base": "east", "protocol": "hvm1", "identity": "x"})
    assert not [*seen.press(one)]
    assert [*seen.press(other)]
    seen.find({"base": "east", "protocol": "hvm1", "identity": "x"})
    assert [*seen.press(other)]
    seen.find({"base": "east", "protocol": "hvm1", "identity": "y"})
    assert not [*seen.press(other)]


def test_a_table_that_says_otherwise_is_caught_unless_the_book_says_so(desk):
    table = [[101, 1, [2]], [102, 3, [2]], [104, 1, [1]]]
    answer = desk.ask(hall(table=table).members(), "--lang", "en")
    assert answer.failed == {"witnesses"}
    assert [one["detail"][:60] for one in answer.check("witnesses")["findings"]] == [
        "poll 1: the table of base east has 1 presses of keypad 101, ",
        "poll 1: the table of base east has 0 presses of keypad 103, ",
        "poll 1: the table of base east has 1 presses of keypad 104, ",
    ]
    differences = [
        ("choice of keypad", "east/101", 2, 1),
        ("keypad", "east/103", 0, 1),
        ("keypad", "east/104", 1, 0),
    ]
    assert desk.ask(hall(table=table, differences=differences).members()).code == 0


def test_late_presses_may_be_in_the_table_or_not_and_others_may_not():
    class Pressed:
        def __init__(self, keys, sequence, reason=""):
            one = press(101, keys, sequence, sequence=sequence)
            self.of = {"press": one, **({"reason": reason} if reason else {})}

    drained = {"base": "east", "session": 5, "table": [[101, 2, [1]]]}
    in_time, late = Pressed([1], 2), Pressed([3], 3, "late")
    first = Pressed([2], 1)
    assert not [*rows(drained, [in_time, first, late], last=True)]
    drained["table"] = [[101, 3, [3]]]
    assert not [*rows(drained, [first, in_time, late], last=True)]
    drained["table"] = [[101, 1, [2]]]
    assert [*rows(drained, [first, in_time, late], last=True)] == [(101, 1, [2])]
    drained["table"] = [[101, 2, [2]]]
    assert not [*rows(drained, [first, in_time, late], last=False)]
    timed = [press(101, [1], 9), press(101, [2], 8)]
    unnumbered = [Pressed([], 0), Pressed([], 0)]
    for one, of in zip(unnumbered, timed, strict=True):
        one.of["press"] = of
    drained["table"] = [[101, 2, [1]]]
    assert not [*rows(drained, unnumbered, last=True)]


def test_what_the_bases_counted_before_a_poll_was_turned_is_not_compared(desk):
    book = hall(table=[[101, 9, [3]]])
    number = found(book.bodies, "PollClosed")
    turned = Scribe()
    turned.bodies, turned.at = book.bodies[:number], book.at
    turned.write("PollTurned", poll=1, channel="hands", reason="基站断电", by="主持人")
    answer = desk.ask(members(turned.bodies, persons=book.persons))
    assert answer.failed == set()


COMPUTATIONS = {
    "a figure": [{**COMPUTED[0], "args": {**COMPUTED[0]["args"], "have": 9}}, *COMPUTED[1:]],
    "the words": [*COMPUTED[:-1], {"msgid": "Passed", "args": {}}],
    "a sentence left out": COMPUTED[:-1],
    "a sentence more": [*COMPUTED, {"msgid": "Passed", "args": {}}],
}


@pytest.mark.parametrize("what", COMPUTATIONS)
def test_a_computation_that_tells_other_figures_is_caught(desk, what):
    answer = desk.ask(hall(computed=COMPUTATIONS[what]).members())
    assert answer.failed == {"witnesses"}


@pytest.mark.parametrize("written", ["4/6", "2/3"])
def test_a_computation_may_write_its_fraction_as_the_pack_does(desk, written):
    first = {**COMPUTED[0], "args": {**COMPUTED[0]["args"], "fraction": written}}
    assert not desk.ask(hall(computed=[first, *COMPUTED[1:]]).members()).failed


@pytest.mark.parametrize("args", ["2/3", {"fraction": "a third"}, {"fraction": None}])
def test_a_sentence_that_has_no_figures_is_another_one(desk, args):
    computed = [{**COMPUTED[0], "args": args}, *COMPUTED[1:]]
    assert desk.ask(hall(computed=computed).members()).failed == {"witnesses"}


# ---- the words of a computation ------------------------------------------------------------------


def form(kind, options=0, maximum=1):
    names = [f"项目{at + 1}" for at in range(options)]
    return {"kind": kind, "options": names, "minimum": 1, "maximum": maximum}


def sentences(of_form, of_rule, counts, present=4, **plan):
    laid = {"poll": 1, "item": 1, "motion_version": 1, "round": 1, "named": True}
    value = {**laid, "last_press_counts": True, "form": of_form, "rule": of_rule, **plan}
    whole = {**tally(), "noes": [], **counts}
    area = whole.pop("area", None)
    held = Tally(**whole, area=None if area is None else Buckets(**{**tally(), **area}))
    result: Outcome = judged(plan_of(value), held, present)
    return [
        one["msgid"].format(**one["args"])
        for one in computation.computation(plan_of(value), held, result)
    ]


def test_owners_are_told_by_heads_and_by_area():
    by_area = rule(
        attendance=None,
        participation=share("2/3", "roll"),
        threshold=share("1/2", "participants"),
        by_area=True,
    )
    counts = {"roll": 4, "base": 4, "in_favour": 3, "against": 1}
    area = {"roll": 40001, "base": 40001, "in_favour": 10000, "against": 30001}
    assert sentences(form("for_against"), by_area, {**counts, "area": area}) == [
        "Took part: 2/3 × 4 = 2.66 → needs 3, have 4",
        "Area that took part: 2/3 × 400.01 m² = 266.67 m² → needs 266.68 m², have 400.01 m²",
        "1/2 × 4 = 2 → needs 2, has 3",
        "By area: 1/2 × 400.01 m² = 200.00 m² → needs 200.01 m², has 100.00 m²",
        "Of 4 who took part: 0 void in, 0 not pressed and 0 recused left out",
        "Not passed, 100.01 m² short",
    ]


@pytest.mark.parametrize(
    ("basis", "recused", "said"),
    [
        ("roll", "leave", "Of the roll of 9: 1 recused left out, 2 not pressed in"),
        ("roll", "stay", "Of the roll of 9: 1 recused and 2 not pressed in"),
        ("present", "stay", "Of 8 present: 1 recused and 2 not pressed in"),
        ("cast", "leave", "Of 5 valid ballots: 1 abstaining in; 2 not pressed, 0 void, 1 recused "
         "left out"),
        ("for_and_against", "stay", "Of for and against: 1 abstaining, 2 not pressed, 0 void, "
         "1 recused left out"),
    ],
)  # fmt: skip
def test_the_denominator_is_told_by_its_name(basis, recused, said):
    counts = {"roll": 9, "base": 8, "in_favour": 4, "abstain": 1, "not_pressed": 2, "recused": 1}
    by = rule(attendance=None, threshold=share("1/3", basis), recused=recused)
    assert sentences(form("for_against"), by, counts)[-2:] == [said, "Passed"]


def test_places_equals_means_and_ties_polled_again_are_told():
    seats = rule(attendance=None, threshold=None, seats=2)
    counts = {"roll": 6, "base": 6, "chosen": 6}
    first = sentences(form("choose", 3), seats, {**counts, "options": [4, 2, 0]})
    assert first == ["Taken 2 of 2 places", "Passed"]
    tied = sentences(form("choose", 3), seats, {**counts, "options": [4, 1, 1]})
    assert tied == [
        "Equal across the line with 1 each: 2 for 1 of 2 places",
        "A tie: it must be polled again",
    ]
    again = sentences(form("choose", 2), seats, {**counts, "options": [4, 2]}, of_poll=7)
    assert again[0] == "Polled again between those tied in poll 7; most ballots are taken"
    standing = {"of_poll": 7, "taken_before": ["甲", "乙"]}
    again = sentences(form("choose", 2), seats, {**counts, "options": [4, 2]}, **standing)
    assert again[0].endswith("taken before and standing: 甲, 乙")
    score = rule(attendance=None, threshold=None, resolution=False)
    scored = sentences(form("score", 3), score, {**counts, "options": [1, 1, 4]})
    assert scored[0] == "Mean of 6 valid scores: 15 ÷ 6 = 2.50"
    assert scored[1] == "An opinion was asked for: it makes no resolution"
    nobody = sentences(form("score", 3), score, {"roll": 6, "base": 6, "options": [0, 0, 0]})
    assert nobody[0] == "No valid score: there is no mean"


def test_without_a_quorum_nothing_is_decided():
    counts = {"roll": 9, "base": 4, "in_favour": 4}
    told_of = sentences(form("for_against"), rule(threshold=None), counts)
    assert told_of == [
        "Quorum: 2/3 × 9 = 6 → needs 6, present 4",
        "No quorum: the poll decides nothing",
    ]
