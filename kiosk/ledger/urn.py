"""The sealed urn of a secret poll, as the kiosk holds it: shut.

    at opening    a fresh X25519 key; its private half is shared among three officers, and dropped
    while open    every ballot is sealed to the public key; who has only the book can open none
    at close      two officers' passphrases go to a process of their own (`unsealing`), which
                  opens the newest boxes and ends
    then          the file with the shares is overwritten and removed, and all boxes stay shut

The shares lie in one file beside the book, `<book stem>.urn`, which nothing copies: no mirror, no
bundle, no backup. Everything that keeps a secret here is a wish once a copy of it exists.

The difficulty is what an attacker has who comes afterwards, with the disk, every page that SQLite
ever wrote and all passphrases. Nothing that links a seat to a choice may have been written in any
form, and so nothing is: the book has the seat beside a box whose key is gone, and the choices
sorted. `tests/test_forensics.py` plays that attacker.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.faults import HallFault
from kiosk.ledger.codec import build, from_json, plain, to_json
from kiosk.ledger.disk import sync_folder, write_new
from kiosk.ledger.door import Mend, book_door
from kiosk.ledger.form import Misfit
from kiosk.ledger.merkle import merkle_root
from kiosk.ledger.officer_keys import WrappedKey
from kiosk.ledger.sealing import seal_to
from kiosk.ledger.shares import split
from kiosk.ledger.unsealing import (
    BALLOT,
    SHARE,
    TOTALS,
    Answer,
    Keyholder,
    OfBase,
    Task,
    choice_bytes,
    context,
    totals_bytes,
)

PATIENCE_S = 30
UNSEALING = ("-I", "-m", "kiosk.ledger.unsealing")

NOT_ENDED = Mend(
    "the process that opens the urn did not do its work (exit {code})",
    "open the urn again; if it stays shut, two officers void the poll and it is polled again",
)
NOT_IN_TIME = Mend(
    "the process that opens the urn took more than {seconds} s and was ended; nothing is lost",
    NOT_ENDED.cure,
)


@dataclass(frozen=True, slots=True)
class Share:
    """One officer's share as it lies in the file: sealed to the officer's public key; both hex."""

    officer: str
    public: str
    sealed: str


@dataclass(frozen=True, slots=True)
class Shares:
    """The file: whose urn, and the three shares of its key."""

    meeting: str
    poll: int
    key: str
    shares: tuple[Share, ...]


class Lost(Exception):
    """The file of the shares is not there, or is not this urn's."""


class Urn:
    """The place of the share file. One urn at a time; what lay there before is destroyed."""

    def __init__(self, path: Path, meeting: str) -> None:
        self.path = path
        self._meeting = meeting

    def lay(self, poll: int, keyholders: Mapping[str, str]) -> str:
        """Make the urn of a poll for three officers and their public keys (hex); its own (hex).

        BookFault when the disk refuses.
        """
        self.destroy()
        private = X25519PrivateKey.generate()
        key = private.public_key().public_bytes_raw().hex()
        rows = zip(keyholders.items(), split(private.private_bytes_raw()), strict=True)
        shares = tuple(
            Share(
                officer,
                public,
                seal_to(
                    bytes.fromhex(public),
                    share.to_bytes(),
                    context(SHARE, self._meeting, poll, officer),
                ).hex(),
            )
            for (officer, public), share in rows
        )
        with book_door(self.path):
            content = to_json(plain(Shares(self._meeting, poll, key, shares)))
            write_new(self.path, content, mode=0o600)
        return key

    def lies(self, poll: int, key: str) -> bool:
        """True while the shares of this urn are there."""
        try:
            self._shares(poll, key)
        except Lost:
            return False
        return True

    def destroy(self) -> None:
        """Overwrite and remove the shares, if there are any; BookFault when the disk refuses."""
        with book_door(self.path):
            if not self.path.exists():
                return
            with self.path.open("rb+") as file:
                file.write(os.urandom(self.path.stat().st_size))
                file.flush()
                os.fsync(file.fileno())
            self.path.unlink()
            sync_folder(self.path.parent)

    def open(
        self,
        poll: int,
        key: str,
        *,
        officers: Sequence[tuple[str, str, WrappedKey]],
        boxes: Mapping[str, str],
        bases: Sequence[OfBase],
        breakdowns: tuple[str, ...] = (),
        parts: Mapping[str, tuple[str, ...]] | None = None,
    ) -> Answer:
        """Have the newest boxes (by seat) opened by two officers: name, passphrase, wrapped key.

        Lost when the shares are gone; HallFault when the process failed.
        """
        held = {share.officer: share for share in self._shares(poll, key).shares}
        for name, _, wrapped in officers:
            if name not in held or held[name].public != wrapped.public.hex():
                return Answer(stranger=name)
        task = Task(
            self._meeting,
            poll,
            key,
            tuple(
                Keyholder(name, passphrase, wrapped.to_text(), held[name].sealed)
                for name, passphrase, wrapped in officers
            ),
            dict(boxes),
            tuple(bases),
            breakdowns,
            dict(parts or {}),
        )
        return _unsealed(task, str(self.path))

    def _shares(self, poll: int, key: str) -> Shares:
        try:
            shares = build(Shares, from_json(self.path.read_bytes()))
        except (OSError, Misfit) as error:
            raise Lost from error
        if (shares.meeting, shares.poll, shares.key) != (self._meeting, poll, key):
            raise Lost
        return shares


def urn_path(book: Path) -> Path:
    """Where the shares of a book's urn lie: `<book stem>.urn` beside it."""
    return book.with_suffix(".urn")


def seal_ballot(key: str, keys: Sequence[int], *, meeting: str, poll: int, seat: str) -> str:
    """A seat's choice in a box of fixed size (hex)."""
    what_for = context(BALLOT, meeting, poll, seat)
    return seal_to(bytes.fromhex(key), choice_bytes(keys), what_for).hex()


def seal_totals(key: str, totals: Sequence[int], *, meeting: str, poll: int, base: str) -> str:
    """A base's own totals in a box (hex); empty where the base has none."""
    if not totals:
        return ""
    what_for = context(TOTALS, meeting, poll, base)
    return seal_to(bytes.fromhex(key), totals_bytes(totals), what_for).hex()


def boxes_root(boxes: Mapping[str, str]) -> str:
    """The Merkle root (hex) over the boxes in the order of their seats."""
    return merkle_root([bytes.fromhex(boxes[seat]) for seat in sorted(boxes)]).hex()


def _unsealed(task: Task, where: str) -> Answer:
    """Everything goes in by a pipe and nothing is told but the answer: not even a traceback."""
    try:
        done = subprocess.run(
            [sys.executable, *UNSEALING],
            input=to_json(plain(task)),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise HallFault(
            NOT_IN_TIME.what, where=where, cure=NOT_IN_TIME.cure, seconds=PATIENCE_S
        ) from None
    try:
        return build(Answer, json.loads(done.stdout))
    except (ValueError, Misfit) as error:
        raise HallFault(
            NOT_ENDED.what, where=where, cure=NOT_ENDED.cure, code=done.returncode
        ) from error
