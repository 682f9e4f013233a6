"""Every fact to bytes and back, and everything that does not fit."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.ledger.codec import FACTS, build, fact_from, from_json, plain, plain_fact, to_json
from kiosk.ledger.entry import read_body, read_utc, write_body, write_utc
from kiosk.ledger.form import Misfit, pair_of
from kiosk.meeting.facts import (
    BaseDrained,
    CheckInOpened,
    Declared,
    Entered,
    MeetingClosed,
    PollOpened,
    PollVoided,
)
from kiosk.meeting.outcome import Outcome, Sentence, Verdict
from kiosk.meeting.rules import Basis, Share
from kiosk.meeting.tally import Tally

MOMENT = datetime(2026, 11, 23, 6, 30, 55, 123456, tzinfo=UTC)
TALLY = Tally(3, 3, 2, 1, 0, 0, 0, 0, 0, ())
moments = st.datetimes(timezones=st.just(UTC))


@pytest.mark.parametrize("name", FACTS)
def test_every_fact_comes_back_as_it_went(name: str) -> None:
    @settings(max_examples=15, deadline=None, derandomize=True)
    @given(fact=st.from_type(FACTS[name]), number=st.integers(0), utc=moments, mono=st.integers(0))
    def round_trip(fact, number, utc, mono) -> None:
        entered = Entered(number, utc, mono, fact)
        body = write_body("ab" * 16, entered)
        assert b"\n" not in body
        assert read_body(body) == ("ab" * 16, entered)

    round_trip()


def test_the_forms_are_those_of_the_contract() -> None:
    share = Share(Fraction(1), strict=False, basis=Basis.CAST)
    assert plain(share) == {"fraction": "1/1", "strict": False, "basis": "cast"}
    assert build(Share, {"fraction": "2/3", "strict": True, "basis": "roll"}) == Share(
        Fraction(2, 3), strict=True, basis=Basis.ROLL
    )
    drained = BaseDrained(1, "b", 7, None, 0, None, ((1001, 2, (1, 3)),))
    assert plain_fact(drained)["table"] == [[1001, 2, [1, 3]]]
    assert plain_fact(drained)["last_sequence"] is None
    assert plain_fact(CheckInOpened()) == {}
    outcome = Outcome(Verdict.PASSED, (), (), (), (Sentence("{a} of {b}", {"a": 1, "b": "x"}),))
    of = plain_fact(Declared(1, TALLY, outcome, "chair", (("赞成", "2"),)))
    assert of["outcome"]["computation"] == [{"msgid": "{a} of {b}", "args": {"a": 1, "b": "x"}}]
    assert of["outcome"]["verdict"] == "passed"
    assert type(of["outcome"]["verdict"]) is str


def test_the_body_is_compact_and_keeps_chinese_as_it_is() -> None:
    body = write_body("ab" * 16, Entered(3, MOMENT, 99, MeetingClosed("张伟\n主席")))
    assert body.decode() == (
        '{"v":1,"meeting":"' + "ab" * 16 + '","n":3,"utc":"2026-11-23T06:30:55.123456Z",'
        '"mono":99,"fact":"MeetingClosed","of":{"by":"张伟\\n主席"}}'
    )


def test_an_unknown_member_is_passed_over_and_a_default_fills_a_missing_one() -> None:
    assert fact_from("MeetingClosed", {"by": "chair", "since": 1}) == MeetingClosed("chair")
    assert build(Sentence, {"msgid": "x"}) == Sentence("x")
    body = write_body("ab" * 16, Entered(0, MOMENT, 1, CheckInOpened()))
    assert read_body(body[:-1] + b',"later":[]}')[1].fact == CheckInOpened()


UNREADABLE = [
    ("Flown", {}, "fact: 'Flown' is no fact"),
    ("MeetingClosed", [], "MeetingClosed: an object expected"),
    ("MeetingClosed", {}, "MeetingClosed.by: is missing"),
    ("MeetingClosed", {"by": None}, "MeetingClosed.by: text expected, not None"),
    ("PaperPrinted", {"number": "1", "copy": True}, "PaperPrinted.copy: a whole number expected"),
    ("PaperPrinted", {"number": "1", "copy": 1.0}, "PaperPrinted.copy: a whole number expected"),
    (
        "PollVoided",
        {"poll": 1, "reason": "", "officers": ["a"]},
        "PollVoided.officers: 2 members expected, not 1",
    ),
    ("PollVoided", {"poll": 1, "reason": "", "officers": "ab"}, "officers: an array expected"),
    (
        "RollFrozen",
        {
            "delegates": [
                {"number": 1, "seat": "", "delegate_class": "x", "votes": 1, "commitment": ""}
            ]
        },
        "RollFrozen.delegates.delegate_class: 'x' is no DelegateClass",
    ),
]


@pytest.mark.parametrize(("name", "of", "told"), UNREADABLE)
def test_what_does_not_fit_is_not_read_and_its_field_is_named(name, of, told) -> None:
    with pytest.raises(Misfit) as caught:
        fact_from(name, of)
    assert told in str(caught.value)


SHAPES_SEEN = [
    ("PollVoided", {"poll": 1, "reason": "", "officers": ["a", "b"]}),
    ("PollVoided", {"poll": True, "reason": "", "officers": ["a", "b"]}),
    ("PollVoided", {"poll": 1, "reason": "", "officers": ["a", 2]}),
    ("PollVoided", {"poll": 1, "reason": "", "officers": ["a"]}),
    ("PollVoided", {"poll": 1, "officers": ["a", "b"]}),
    ("PollVoided", {"reason": 1, "poll": "", "officers": ["a", "b"]}),
    ("PollVoided", {"poll": 1, "reason": "", "officers": ["a", "b"], "later": 1}),
]


def test_an_object_of_a_shape_seen_before_is_read_as_strictly_as_the_first() -> None:
    for _ in range(2):
        for name, of in (SHAPES_SEEN[0], SHAPES_SEEN[-1]):
            assert fact_from(name, of) == PollVoided(1, "", ("a", "b"))
        for name, of in SHAPES_SEEN[1:-1]:
            with pytest.raises(Misfit, match="PollVoided"):
                fact_from(name, of)
    assert build(Share, {"fraction": "1/2", "strict": True, "basis": "roll"})
    with pytest.raises(Misfit, match="fraction in lowest terms"):
        build(Share, {"fraction": "2/4", "strict": True, "basis": "roll"})


def test_members_in_another_order_are_the_same_fact() -> None:
    for _ in range(2):
        turned = fact_from("PollVoided", {"officers": ["a", "b"], "reason": "c", "poll": 1})
        assert turned == PollVoided(1, "c", ("a", "b"))


@pytest.mark.parametrize("text", ["2/4", "0.5", "1", "1/0", "-", 5, " 1/2"])
def test_only_a_fraction_in_lowest_terms_is_one(text) -> None:
    with pytest.raises(Misfit, match=r"fraction: .*fraction"):
        build(Share, {"fraction": text, "strict": True, "basis": "roll"})


def test_an_enum_is_read_from_text_only() -> None:
    with pytest.raises(Misfit, match="basis: text expected"):
        build(Share, {"fraction": "1/2", "strict": True, "basis": 1})


def test_an_argument_that_is_neither_text_nor_number_is_not_read() -> None:
    with pytest.raises(Misfit, match="args: str or int expected"):
        build(Sentence, {"msgid": "x", "args": {"a": True}})


UNWRITABLE = [
    (MeetingClosed(None), "MeetingClosed.by: text expected"),
    (PollOpened(1, [("b", 1)], 3, "chair"), "PollOpened.sessions: a tuple expected"),
    (PollOpened(True, (), 3, "chair"), "PollOpened.poll: a whole number expected"),
    (PollVoided(1, "", ("a", "b", "c")), "PollVoided.officers: 2 members expected, not 3"),
    (
        Declared(1, replace(TALLY, options=None), None, "", ()),
        "Declared.tally.options: a tuple expected",
    ),
    (Declared(1, TALLY, None, "", ()), "Declared.outcome: a Outcome expected, not None"),
    (
        Declared(1, TALLY, Outcome("passed", (), (), (), ()), "", ()),
        "Declared.outcome.verdict: a Verdict expected",
    ),
]


@pytest.mark.parametrize(("fact", "told"), UNWRITABLE)
def test_what_could_not_be_read_back_is_not_written(fact, told) -> None:
    with pytest.raises(Misfit) as caught:
        write_body("ab" * 16, Entered(0, MOMENT, 1, fact))
    assert told in str(caught.value)


def test_a_share_that_is_no_fraction_is_not_written() -> None:
    with pytest.raises(Misfit, match="a fraction expected"):
        plain(Share(0.5, strict=True, basis=Basis.ROLL))


def test_half_a_character_is_not_written() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        write_body("ab" * 16, Entered(0, MOMENT, 1, MeetingClosed("\ud800")))


def test_a_type_the_contract_has_no_form_for_stops_the_import() -> None:
    @dataclass
    class Weighed:
        kilograms: float

    with pytest.raises(TypeError, match="no form for <class 'float'>"):
        pair_of(Weighed)


def test_a_choice_of_scalars_needs_no_null() -> None:
    assert pair_of(str | int).read("a") == "a"
    with pytest.raises(Misfit):
        pair_of(str | int).read(None)


def test_the_desk_stands_in_the_body_where_there_is_more_than_one() -> None:
    entered = Entered(7, MOMENT, 1, CheckInOpened(), "东厅")
    body = write_body("ab" * 16, entered)
    assert list(from_json(body))[4:6] == ["mono", "desk"]
    assert read_body(body)[1] == entered
    assert b"desk" not in write_body("ab" * 16, replace(entered, desk=""))
    with pytest.raises(Misfit, match="desk"):
        read_body(body.replace('"东厅"'.encode(), b"7"))


def test_time_is_written_in_utc_whatever_zone_it_came_in() -> None:
    east = MOMENT.astimezone(timezone(timedelta(hours=8)))
    assert write_utc(east) == "2026-11-23T06:30:55.123456Z"
    assert write_utc(MOMENT.replace(microsecond=0)) == "2026-11-23T06:30:55.000000Z"
    with pytest.raises(ValueError, match="without a zone"):
        write_utc(MOMENT.replace(tzinfo=None))


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23T06:30:55Z",
        "2026-13-23T06:30:55.123456Z",
        "2026-11-23T06:30:55.123456",
        "2026-11-23T14:30:55.123456+08:00",
        "0001-01-01T00:00:00.000000+23:00",
        "today",
    ],
)
def test_only_the_one_form_of_a_time_is_read(text) -> None:
    with pytest.raises(Misfit, match=r"utc: .* is no UTC time"):
        read_utc(text)


GOOD = {
    "v": 1,
    "meeting": "ab" * 16,
    "n": 0,
    "utc": "2026-11-23T06:30:55.123456Z",
    "mono": 5,
    "fact": "CheckInOpened",
    "of": {},
}
BAD_BODIES = [
    (b"[]", "an object expected"),
    (b"{", "not JSON"),
    (b'\xff{"v":1}', "not JSON"),
    (b"[" * 100_000, "not JSON"),
    (to_json(GOOD) + b"\n", "a line feed inside a body"),
    (to_json(GOOD) + b" {}", "not JSON"),
    (to_json({**GOOD, "v": 2}), "v: format 2 is not 1"),
    (to_json({**GOOD, "n": True}), "n: int expected, not True"),
    (to_json({name: one for name, one in GOOD.items() if name != "mono"}), "mono: is missing"),
]


@pytest.mark.parametrize(("body", "told"), BAD_BODIES, ids=range(len(BAD_BODIES)))
def test_a_body_that_is_none_is_told_by_its_member(body, told) -> None:
    with pytest.raises(Misfit) as caught:
        read_body(body)
    assert told in str(caught.value)


def test_plain_json_comes_back() -> None:
    assert from_json(to_json({"a": [1, None, "议"]})) == {"a": [1, None, "议"]}
