"""The chain and the Merkle root, against values computed by hand and against pymerkle."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest
from pymerkle import InmemoryTree

from kiosk.ledger.chain import GENESIS, Break, BreakKind, chain_breaks, link
from kiosk.ledger.entry import Entry, write_body
from kiosk.ledger.merkle import leaf_hash, merkle_root, node_hash
from kiosk.meeting.facts import Entered, MeetingClosed

MEETING = "ab" * 16


def chain_of(count: int, meeting: str = MEETING) -> list[Entry]:
    entries, previous = [], GENESIS
    for number in range(count):
        moment = datetime(2026, 11, 23, 6, 30, number, tzinfo=UTC)
        body = write_body(meeting, Entered(number, moment, number, MeetingClosed("chair")))
        previous = link(previous, body)
        entries.append(Entry(number, body, previous))
    return entries


def kinds(breaks: list[Break]) -> list[tuple[int, str]]:
    return [(one.number, one.kind.value) for one in breaks]


def test_the_first_hash_stands_on_thirty_two_zero_bytes() -> None:
    # printf '\x02' ; head -c 32 /dev/zero ; printf '{}'  | sha256sum
    by_hand = "dce01aae181972848437ad3899f966450ea3a22899bcbe5a9eaf5e60dc5f5426"
    assert link(GENESIS, b"{}").hex() == by_hand
    # the second: \x02, the 32 bytes above, '{"n":1}'
    assert (
        link(bytes.fromhex(by_hand), b'{"n":1}').hex()
        == "24175fb9f7d2cfe5fd2d5aceae9fe0fcbc449de9b50338ce6241ffe25fc2b1ea"
    )


def test_a_sound_chain_has_no_break() -> None:
    assert list(chain_breaks(chain_of(5), MEETING)) == []


def test_an_altered_body_is_one_break_and_the_first_is_named_first() -> None:
    entries = chain_of(6)
    for number in (2, 4):
        body = entries[number].body.replace(b"chair", b"Chair")
        entries[number] = Entry(number, body, entries[number].hash)
    found = list(chain_breaks(entries, MEETING))
    assert kinds(found) == [(2, "hash"), (4, "hash")]
    assert found[0].found == entries[2].hash.hex()
    assert found[0].expected == link(entries[1].hash, entries[2].body).hex()


def test_a_missing_entry_is_a_gap_and_a_broken_hash() -> None:
    entries = chain_of(5)
    del entries[2]
    assert kinds(list(chain_breaks(entries, MEETING))) == [(3, "number"), (3, "hash")]


def test_a_rewritten_end_still_tells_what_its_bodies_say() -> None:
    entries = chain_of(2)
    body = b'{"v":1}'
    entries.append(Entry(2, body, link(entries[1].hash, body)))
    foreign = chain_of(5, "cd" * 16)[3].body
    entries.append(Entry(3, foreign, link(entries[2].hash, foreign)))
    moved = chain_of(5)[1].body
    entries.append(Entry(4, moved, link(entries[3].hash, moved)))
    found = list(chain_breaks(entries, MEETING))
    assert kinds(found) == [(2, "unreadable"), (3, "meeting"), (4, "number")]
    assert found[0].found == "meeting: is missing"
    assert (found[2].expected, found[2].found) == ("4", "1")
    assert found[1].kind is BreakKind.MEETING


def test_the_small_roots_are_those_of_the_rfc() -> None:
    a, b, c = (leaf_hash(one) for one in (b"a", b"b", b"c"))
    assert merkle_root([]) == sha256(b"").digest()
    assert merkle_root([b"a"]) == sha256(b"\x00a").digest() == a
    assert merkle_root([b"a", b"b"]) == sha256(b"\x01" + a + b).digest()
    assert merkle_root([b"a", b"b", b"c"]) == node_hash(node_hash(a, b), c)


@pytest.mark.parametrize("count", [*range(1, 34), 127, 128, 129])
def test_every_root_is_that_of_the_oracle(count: int) -> None:
    leaves = [f"press {number}".encode() for number in range(count)]
    oracle = InmemoryTree(algorithm="sha256")
    for one in leaves:
        oracle.append_entry(one)
    assert merkle_root(leaves) == oracle.get_root()
