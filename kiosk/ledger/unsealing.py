"""The process that opens an urn: `python -m kiosk.ledger.unsealing`, task in, answer out, end.

Only here, and for a moment, are the choices beside their seats. Two officers' keys are unlocked,
their shares make the poll's key, the newest boxes are opened; the choices lose their seats, are
shuffled and sorted, and the process ends. It writes no file and dumps no core.
"""

import secrets
import struct
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import BinaryIO

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.faults import UnusableInput
from kiosk.ledger.codec import build, from_json, plain, to_json
from kiosk.ledger.officer_keys import WRONG_PASSPHRASE, WrappedKey, unlock
from kiosk.ledger.sealing import open_sealed
from kiosk.ledger.shares import Share, join
from kiosk.meeting.secrecy import ToldBreakdown, guarded

resource = import_module("resource") if sys.platform != "win32" else None

BALLOT, TOTALS, SHARE = "kiosk-ballot/1", "kiosk-totals/1", "kiosk-share/1"
"""What a box is for; bound into it with meeting, poll and whose it is."""
CHOICE_BYTES = 32
MOST_TOTALS = CHOICE_BYTES // 2


@dataclass(frozen=True, slots=True)
class Keyholder:
    """One of the two officers: the wrapped key, and the share that is sealed to it."""

    officer: str
    passphrase: str = field(repr=False)
    wrapped: str = field(repr=False)
    sealed: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OfBase:
    """A base's own totals in their box, and the seats whose newest ballot it heard."""

    base: str
    totals: str
    seats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be opened. `parts` gives the groups of each seat in the order of `breakdowns`."""

    meeting: str
    poll: int
    key: str
    keyholders: tuple[Keyholder, ...] = field(repr=False)
    boxes: dict[str, str]
    bases: tuple[OfBase, ...]
    breakdowns: tuple[str, ...]
    parts: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is told of the urn: the sorted choices, or why it stays shut.

    `wrong` names the officer whose passphrase is wrong, `stranger` one who holds no share (or whose
    key is another now), `damaged` what was altered.
    """

    ballots: tuple[tuple[int, ...], ...] = ()
    differing: tuple[str, ...] = ()
    breakdowns: tuple[ToldBreakdown, ...] = ()
    wrong: str = ""
    stranger: str = ""
    damaged: str = ""


def context(what: str, meeting: str, poll: int, whose: str) -> bytes:
    """What is bound into a box (bundle.md §10)."""
    return f"{what}|{meeting}|{poll}|{whose}".encode()


def choice_bytes(keys: Iterable[int]) -> bytes:
    """A choice as 32 bytes, whatever it is: bit k-1 stands for key k."""
    return sum(1 << (key - 1) for key in set(keys)).to_bytes(CHOICE_BYTES, "big")


def keys_of(plaintext: bytes) -> tuple[int, ...]:
    """The keys of a choice, ascending."""
    bits = int.from_bytes(plaintext, "big")
    return tuple(key for key in range(1, 8 * CHOICE_BYTES + 1) if bits >> (key - 1) & 1)


def totals_bytes(totals: Sequence[int]) -> bytes:
    """Up to 16 totals as 32 bytes."""
    return struct.pack(f">{MOST_TOTALS}H", *totals, *(0,) * (MOST_TOTALS - len(totals)))


def unseal(task: Task) -> Answer:
    """Open everything; what was altered is told, never guessed."""
    shares: list[Share] = []
    for keyholder in task.keyholders:
        try:
            shares.append(_share(task, keyholder))
        except UnusableInput as fault:
            if fault.what == WRONG_PASSPHRASE.what:
                return Answer(wrong=keyholder.officer)
            return Answer(damaged=keyholder.officer)
    try:
        private = X25519PrivateKey.from_private_bytes(join(*shares))
    except UnusableInput:
        return Answer(damaged="shares")
    if private.public_key().public_bytes_raw().hex() != task.key:
        return Answer(damaged="key")
    return _opened(task, private)


def _share(task: Task, keyholder: Keyholder) -> Share:
    own = unlock(WrappedKey.from_text(keyholder.wrapped), keyholder.passphrase)
    what_for = context(SHARE, task.meeting, task.poll, keyholder.officer)
    return Share.from_bytes(open_sealed(own, bytes.fromhex(keyholder.sealed), what_for))


def _opened(task: Task, private: X25519PrivateKey) -> Answer:
    choices: dict[str, tuple[int, ...]] = {}
    for seat, box in task.boxes.items():
        what_for = context(BALLOT, task.meeting, task.poll, seat)
        try:
            choices[seat] = keys_of(open_sealed(private, bytes.fromhex(box), what_for))
        except UnusableInput:
            return Answer(damaged=seat)
    differing: list[str] = []
    for base in task.bases:
        try:
            agrees = _totals(task, private, base) == _counted(choices, base.seats)
        except UnusableInput:
            return Answer(damaged=base.base)
        if not agrees:
            differing.append(base.base)
    told = guarded(task.breakdowns, _parts(task, choices)) if task.breakdowns else ()
    ballots = list(choices.values())
    secrets.SystemRandom().shuffle(ballots)
    return Answer(tuple(sorted(ballots)), tuple(differing), told)


def _totals(task: Task, private: X25519PrivateKey, base: OfBase) -> bytes:
    what_for = context(TOTALS, task.meeting, task.poll, base.base)
    return open_sealed(private, bytes.fromhex(base.totals), what_for)


def _counted(choices: Mapping[str, tuple[int, ...]], seats: Iterable[str]) -> bytes:
    counted = Counter(key for seat in seats for key in choices[seat])
    return totals_bytes([counted[key] for key in range(1, MOST_TOTALS + 1)])


def _parts(
    task: Task, choices: Mapping[str, tuple[int, ...]]
) -> dict[tuple[str, ...], Counter[tuple[int, ...]]]:
    parts: dict[tuple[str, ...], Counter[tuple[int, ...]]] = {}
    for seat, choice in choices.items():
        parts.setdefault(task.parts[seat], Counter())[choice] += 1
    return parts


def main(task: BinaryIO, answer: BinaryIO) -> None:
    """One task, one answer."""
    _keep_out_of_core_files()
    answer.write(to_json(plain(unseal(build(Task, from_json(task.read()))))))


def _keep_out_of_core_files() -> None:
    """A crash leaves nothing behind; Windows writes no core files by itself."""
    if resource:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
