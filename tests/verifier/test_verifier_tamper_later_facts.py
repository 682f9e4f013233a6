"""The tamper matrix for urn, second base, several desks, handset audit, names of two officers.

Each row takes a true book, changes it in one place and says which check catches that, and at which
entry: hashed and sealed anew by someone who has the hall's key, and as it lies in the archive.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest
from bundlebuilder import OTHER_KEY, TWO, Scribe, altered, encode, found, members, press
from test_verifier_urns import box, election

SECOND = 1_000_000_000
EAST = 9_000 * SECOND


def seats() -> Scribe:
    book = Scribe()
    book.open_book()
    book.freeze({"A1": True, "A2": True, "A3": True})
    for at in (1, 2, 3):
        book.bind(100 + at, f"A{at}")
    book.arrive("A1", "A2", "A3")
    return book


def two_bases() -> Scribe:
    book = seats()
    book.write("BaseStandsBy", base="west", primary="east")
    book.prepare(1)
    told, pairs = [["east", 5], ["west", 6]], [["west", "east"]]
    book.write("PollOpened", poll=1, sessions=told, present=3, by="主持人", standbys=pairs)
    heard = press(101, [2], book.at, base="west", session=6)
    book.write("StandbyHeard", poll=1, press=heard)
    return book


def two_desks() -> Scribe:
    book = seats()
    book.prepare(1)
    book.open(1, 3)
    book.desk, book.at = "east", EAST
    book.start("boot-east")
    book.listen(1, EAST)
    book.desk, book.at = "", SECOND
    paused = len(book.bodies)
    book.pause(1)
    book.desk, book.at = "east", EAST + 2 * SECOND
    book.follow(1, paused, EAST + SECOND)
    book.refuse(1, "A1", "paused", press(101, [1], book.at, made_ms=1_500))
    return book


def audit() -> Scribe:
    book = seats()
    told = {"keypads": [101, 102, 103], "drawn": [101, 102], "sessions": [["east", 9]]}
    book.write("HandsetAuditDrawn", audit=1, dice="31415926", **told, by="公证员")
    return book


def void() -> Scribe:
    book = seats()
    book.prepare(1)
    book.open(1, 3)
    book.write("PollVoided", poll=1, reason="基站断电", officers=TWO)
    return book


Alter = Callable[[list[bytes]], list[bytes]]


def change(fact: str, **of: Any) -> Alter:
    return lambda bodies: altered(bodies, found(bodies, fact), lambda was: was.update(of))


def boxes_swapped(bodies: list[bytes]) -> list[bytes]:
    for at, number in ((0, 2), (1, 1)):
        entry = found(bodies, "BallotSealed", at)
        bodies = altered(bodies, entry, lambda was, number=number: was.update(box=box(number)))
    return bodies


def made_to_count(bodies: list[bytes]) -> list[bytes]:
    number = found(bodies, "StandbyHeard")
    entry = json.loads(bodies[number])
    heard = entry["of"]["press"]
    of = {"poll": 1, "seat": "A1", "choice": heard["keys"], "replaces": False, "in_flight": False}
    counted = {**entry, "fact": "BallotCast", "of": {**of, "press": heard}}
    return [*bodies[:number], encode(counted), *bodies[number + 1 :]]


def dropped(bodies: list[bytes]) -> list[bytes]:
    number = found(bodies, "PollFollowed")
    left = [*bodies[:number], *bodies[number + 1 :]]
    return [encode({**json.loads(body), "n": at}) for at, body in enumerate(left)]


ROWS: dict[str, tuple[Callable[[], Scribe], Alter, set[str], str]] = {
    "two sealed boxes swapped between seats": (
        election,
        boxes_swapped,
        {"roots", "urns"},
        "PollClosed",
    ),
    "one ballot of the opened list": (
        election,
        change("UrnOpened", ballots=[[], [1], [1], [1, 2, 3], [3]]),
        {"tallies"},
        "Declared",
    ),
    "one ballot left out of the opened list": (
        election,
        change("UrnOpened", ballots=[[1], [1], [1, 2, 3], [2]]),
        {"urns"},
        "UrnOpened",
    ),
    "an opener who holds no share": (
        election,
        change("UrnOpened", officers=["赵强", "路人"]),
        {"urns", "officers"},
        "UrnOpened",
    ),
    "a press that stood by made to count": (
        two_bases,
        made_to_count,
        {"dispositions"},
        "BallotCast",
    ),
    "what another desk followed dropped": (
        two_desks,
        dropped,
        {"order"},
        "PressRefused",
    ),
    "a stranger for one of the two who put a poll aside": (
        void,
        change("PollVoided", officers=["王建国", "路人"]),
        {"officers"},
        "PollVoided",
    ),
    "one officer for the two who put a poll aside": (
        void,
        change("PollVoided", officers=["王建国", "王建国"]),
        {"officers"},
        "PollVoided",
    ),
    "the reason why a poll was put aside": (
        void,
        change("PollVoided", reason=" "),
        {"officers"},
        "PollVoided",
    ),
    "the keypads an audit drew": (
        audit,
        change("HandsetAuditDrawn", drawn=[101, 103]),
        {"account"},
        "HandsetAuditDrawn",
    ),
}
WORDS_ONLY = {
    "the two who agreed to void a poll": (void, change("PollVoided", officers=["王建国", "赵强"])),
}


@pytest.mark.parametrize("what", ROWS)
def test_what_was_changed_and_sealed_anew_is_caught_at_its_entry(desk, what: str) -> None:
    make, alter, caught_by, fact = ROWS[what]
    book = make()
    assert desk.ask(book.members()).code == 0
    bodies = alter(book.bodies)
    answer = desk.ask(members(bodies, persons=book.persons))
    assert (answer.code, answer.failed) == (1, caught_by)
    assert answer.document["first_bad_entry"] == found(bodies, fact)


@pytest.mark.parametrize("what", [*ROWS, *WORDS_ONLY])
def test_what_was_changed_in_the_archive_alone_breaks_the_chain_there(desk, what: str) -> None:
    make, alter = {**ROWS, **WORDS_ONLY}[what][:2]
    book = make()
    bodies = alter(book.bodies)
    first = next(at for at, one in enumerate(book.bodies) if bodies[at : at + 1] != [one])
    content = {**book.members(), "entries.jsonl": b"".join(body + b"\n" for body in bodies)}
    answer = desk.ask(content)
    assert answer.failed >= {"chain", "files", "seal"}
    assert answer.document["first_bad_entry"] == first


@pytest.mark.parametrize("what", [*ROWS, *WORDS_ONLY])
def test_what_was_changed_without_the_halls_key_breaks_the_seal(desk, what: str) -> None:
    make, alter = {**ROWS, **WORDS_ONLY}[what][:2]
    book = make()
    answer = desk.ask(members(alter(book.bodies), OTHER_KEY, persons=book.persons))
    assert "seal" in answer.failed
