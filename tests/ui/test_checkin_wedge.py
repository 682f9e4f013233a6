"""A scanner that types, as keystrokes with their times; no Qt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ui.checkin.wedge import LONGEST, REST_NS, Code, Garbled, Spoilt, Typed, Wedge

MS = 1_000_000
PASS = "AE" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" * 3 + "QRSTUVWXYZ234567ABCDEFGHIJ"


def typed(text, gap_ms=2.0, *, wedge=None, at_ms=0.0):
    """Type key by key; return the lines that came of it."""
    wedge = wedge or Wedge()
    lines = [wedge.key(key, round((at_ms + n * gap_ms) * MS)) for n, key in enumerate(text)]
    return [line for line in lines if line is not None]


@pytest.mark.parametrize("gap_ms", [0, 1, 5, 16, 35])
@pytest.mark.parametrize("end", ["\r", "\n"])
def test_what_a_scanner_types_before_enter_is_a_code(gap_ms, end):
    assert typed(PASS + end, gap_ms) == [Code(PASS)]


def test_the_code_of_a_paper_is_one_with_its_spaces_and_signs():
    paper = "KIOSK:A1:0009AB $%*+./-17"
    assert typed(paper + "\r", 2) == [Code(paper)]
    assert typed("KIOSK:A1:0009AB_17\r", 2) == [Garbled(Spoilt.NO_PASS)]


@pytest.mark.parametrize("gap_ms", [60, 120, 400])
def test_what_a_person_types_is_not(gap_ms):
    assert Code(PASS) not in typed(PASS + "\r", gap_ms)
    assert typed("42\r", gap_ms) in ([Typed("42")], [Typed("2")])


def test_a_short_word_is_a_person_s_however_fast():
    assert typed("A42\r", 1) == [Typed("A42")]
    assert typed("\r", 1) == []


def test_one_hiccup_of_a_busy_computer_does_not_make_a_person_of_a_scanner():
    wedge = Wedge()
    typed(PASS[:60], 3, wedge=wedge)
    assert typed(PASS[60:] + "\r", 3, wedge=wedge, at_ms=180 + 250) == [Code(PASS)]


def test_a_scanner_without_an_enter_is_closed_by_a_rest_and_a_person_is_not():
    wedge = Wedge()
    typed(PASS, wedge=wedge)
    assert wedge.rest() == Code(PASS)
    assert wedge.rest() is None
    typed("hello you over there", 120, wedge=wedge)
    assert wedge.rest() is None


def test_what_a_person_began_is_cut_off_by_the_rest_before_the_scan():
    wedge = Wedge()
    typed("4", wedge=wedge)
    assert typed(PASS + "\r", wedge=wedge, at_ms=REST_NS / MS + 1) == [Code(PASS)]


def full_width(text):
    return "".join(chr(ord(key) + 0xFEE0) for key in text)


@pytest.mark.parametrize(
    "said",
    [full_width(PASS), PASS.lower(), full_width(PASS.lower()), "]Q1" + PASS, "]q1" + PASS.lower()],
    ids=["full width", "caps lock", "both", "aim prefix", "prefix under caps lock"],
)
def test_what_loses_nothing_is_turned_back(said):
    assert typed(said + "\r") == [Code(PASS)]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (PASS[:40] + chr(0x4E2D) + chr(0x6587) + PASS[40:], Spoilt.INPUT_METHOD),
        (full_width(PASS) + chr(0x3000), Spoilt.INPUT_METHOD),
        ("4006381333931", Spoilt.NO_PASS),
        ("https://example.org/", Spoilt.NO_PASS),
        ("]E0" + "ABCDEFGH", Spoilt.NO_PASS),
        ("A B C D E F G", Spoilt.NO_PASS),
        ("A" * (LONGEST + 500), Spoilt.TOO_LONG),
    ],
    ids=["pinyin", "wide space", "bottle", "link", "other code", "spaces", "flood"],
)
def test_what_is_no_pass_is_told_why(said, why):
    wedge = Wedge()
    assert typed(said + "\r", wedge=wedge) == [Garbled(why)]
    assert typed(PASS + "\r", wedge=wedge, at_ms=60_000) == [Code(PASS)]


def test_a_whole_text_that_an_input_method_commits_at_once_is_read_too():
    assert Wedge().key(full_width(PASS), 0) is None
    wedge = Wedge()
    wedge.key(PASS, 0)
    assert wedge.key("\r", 1) == Code(PASS)


@given(st.lists(st.tuples(st.text(max_size=3), st.integers(0, 500)), max_size=200))
def test_whatever_is_typed_little_is_kept_and_a_code_is_base32(keys):
    wedge, now = Wedge(), 0
    for text, wait in keys:
        now += wait * MS
        line = wedge.key(text, now)
        assert len(wedge._text) <= LONGEST + 1
        if isinstance(line, Code):
            assert set(line.text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
