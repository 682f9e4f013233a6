"""The quick way reads what is as it should be, and never has another opinion than the long way."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.ledger import entry
from kiosk.ledger.codec import to_json
from kiosk.ledger.entry import read_body, read_slowly
from kiosk.ledger.form import Misfit
from kiosk.ledger.quick import quick_fact

GOLDEN = (Path(__file__).parents[1] / "golden" / "facts.jsonl").read_bytes().splitlines()
PUT = (
    None,
    True,
    0,
    -7,
    1.0,
    10**30,
    "",
    "x",
    "1/2",
    "2/4",
    "赞成",
    [],
    [1],
    ["x", 1],
    {},
    {"x": 1},
)
"""What is put in the place of every member, one after the other."""


def opinion(read, body: bytes) -> object:
    try:
        return read(body)
    except Misfit as misfit:
        return str(misfit)


def both_think_of(body: bytes) -> object:
    """What the two ways make of a body, which must be one thing."""
    quickly, slowly = opinion(read_body, body), opinion(read_slowly, body)
    assert (quickly, repr(quickly)) == (slowly, repr(slowly)), body
    return slowly


def spoilt(value: Any) -> Iterator[Any]:
    """A plain value with each of its members, at any depth, left out or replaced."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield {one: other for one, other in value.items() if one != name}
            yield from ({**value, name: other} for other in (*PUT, *spoilt(inner)))
    elif isinstance(value, list):
        for at, inner in enumerate(value[:2]):
            yield value[:at] + value[at + 1 :]
            yield from ([*value[:at], one, *value[at + 1 :]] for one in (*PUT, *spoilt(inner)))


@pytest.mark.parametrize("line", GOLDEN, ids=lambda line: json.loads(line)["fact"])
def test_whatever_stands_in_a_member_both_ways_think_the_same_of_it(line: bytes) -> None:
    body = json.loads(line)
    for of in spoilt(body["of"]):
        both_think_of(to_json({**body, "of": of}))


def test_whatever_stands_around_a_fact_both_ways_think_the_same_of_it() -> None:
    body = json.loads(GOLDEN[1])
    for one in spoilt(body):
        both_think_of(to_json(one))
    for text in (
        b"", b"{}", b"[]", b"{", b"[" * 100_000, GOLDEN[1] + b" ", b" " + GOLDEN[1],
        GOLDEN[1] + b"{}", GOLDEN[1].replace(b'"v":1', b'"v":1,"v":2'),
        GOLDEN[1].replace(b'"v":1', b'"v":1.0'), GOLDEN[1].replace(b'"v":1', b'"v":01'),
        GOLDEN[1].replace(b'"v":1', b'"v":NaN'), GOLDEN[1].replace(b'"v":1', b'"v":1e0'),
        GOLDEN[1].replace(b'"v":1', b'"v":' + b"9" * 5000),
    ):  # fmt: skip
        both_think_of(text)


@pytest.mark.parametrize(
    "member",
    [
        b'"\\ud800"',
        b'"\\ud83d\\ude00"',
        b'"\xff"',
        b'"\xe8\xae"',
        b"NaN",
        b"[" * 2000 + b"]" * 2000,
    ],
    ids=range(6),
)
def test_a_member_that_nobody_knows_is_no_way_to_get_past_the_long_way(member: bytes) -> None:
    both_think_of(GOLDEN[1][:-1] + b',"later":' + member + b"}")
    both_think_of(GOLDEN[1][:-2] + b',"later":' + member + b"}}")


def test_every_golden_fact_is_read_the_quick_way(monkeypatch) -> None:
    monkeypatch.setattr(entry, "read_slowly", None)
    for line in GOLDEN:
        assert quick_fact(line) is not None
        assert read_body(line) == read_slowly(line)
