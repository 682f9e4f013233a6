"""A secret of 32 bytes in three shares of which any two make it whole and one says nothing.

The shares are those of SLIP-39, by its authors' own code: Shamir over GF(256) with a digest of the
secret inside, so that a share that was altered is found out. The key of a poll is shared as bytes
that are destroyed with the poll; the keys of the hall and of a meeting's personal data are shared
as words for paper. No words are ever made of a poll's key: paper would undo its erasure.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from shamir_mnemonic import (
    EncryptedMasterSecret,
    MnemonicError,
    combine_mnemonics,
    generate_mnemonics,
    recover_ems,
    split_ems,
)
from shamir_mnemonic import Share as Slip39Share
from shamir_mnemonic.shamir import ShareGroup

from kiosk.ledger.door import Mend
from kiosk.ledger.officer_keys import unusable

NEEDED, SHARES = 2, 3
SET_ID, VALUE = 8, 32
SHARE_BYTES = SET_ID + 1 + VALUE
WHERE = "shares"

OTHER_SET = Mend(
    "the two shares are not of the same set: one is of another meeting or another key",
    "bring two shares that were made together",
)
SAME_SHARE = Mend("the same share was given twice", "bring two of the three different shares")
SHARE_DAMAGED = Mend("a share is damaged", "bring another of the three shares")
NOT_OURS = Mend("these are not words of a kiosk's key", "bring the slips of this hall")
MISREAD = Mend(
    "share {number}: a word is misread or missing ({why})",
    "compare the words with the paper, one by one",
)
NOT_TWO = Mend("{count} shares were given", "give exactly two of the three shares")


@dataclass(frozen=True, slots=True)
class Share:
    """One share: the id of its set (8 random bytes), its place 0 to 2, and 32 bytes of value."""

    of: bytes
    index: int
    value: bytes

    def to_bytes(self) -> bytes:
        return self.of + bytes([self.index]) + self.value

    @classmethod
    def from_bytes(cls, raw: bytes) -> Self:
        """What `to_bytes` gave; UnusableInput for anything else."""
        if len(raw) != SHARE_BYTES or raw[SET_ID] >= SHARES:
            raise unusable(SHARE_DAMAGED, WHERE)
        return cls(raw[:SET_ID], raw[SET_ID], raw[SET_ID + 1 :])


def split(secret: bytes) -> tuple[Share, Share, Share]:
    """Share a secret of 32 bytes among three."""
    of = secrets.token_bytes(SET_ID)
    ((first, second, third),) = split_ems(1, [(NEEDED, SHARES)], _as_it_is(secret))
    return _share(of, first), _share(of, second), _share(of, third)


def join(one: Share, other: Share) -> bytes:
    """The secret of two different shares of one set; UnusableInput says what is wrong with them."""
    if one.of != other.of:
        raise unusable(OTHER_SET, WHERE)
    if one.index == other.index:
        raise unusable(SAME_SHARE, WHERE)
    group = ShareGroup()
    for share in (one, other):
        group.add(_slip39(share))
    try:
        return recover_ems({0: group}).ciphertext
    except MnemonicError as error:
        raise unusable(SHARE_DAMAGED, WHERE) from error


def to_words(secret: bytes) -> tuple[str, str, str]:
    """Three times 33 English words for paper, any two of which give the secret back (SLIP-39)."""
    ((first, second, third),) = generate_mnemonics(1, [(NEEDED, SHARES)], secret)
    return first, second, third


def from_words(shares: Sequence[str]) -> bytes:
    """The secret of the words of two shares; capitals and double spaces are forgiven."""
    if len(shares) != NEEDED:
        raise unusable(NOT_TWO, WHERE, count=len(shares))
    read = [_read_words(words, number) for number, words in enumerate(shares, start=1)]
    if len({share.group_parameters() for share in read}) > 1:
        raise unusable(OTHER_SET, WHERE)
    if read[0].index == read[1].index:
        raise unusable(SAME_SHARE, WHERE)
    try:
        secret = combine_mnemonics([share.mnemonic() for share in read])
    except MnemonicError as error:
        raise unusable(SHARE_DAMAGED, WHERE) from error
    if len(secret) != VALUE:
        raise unusable(NOT_OURS, WHERE)
    return secret


def _read_words(words: str, number: int) -> Slip39Share:
    try:
        return Slip39Share.from_mnemonic(" ".join(words.lower().split()))
    except MnemonicError as error:
        raise unusable(MISREAD, WHERE, number=number, why=error) from error


def _as_it_is(secret: bytes) -> EncryptedMasterSecret:
    """The secret to be shared without SLIP-39's own encryption, which needs a passphrase."""
    return EncryptedMasterSecret(0, extendable=True, iteration_exponent=0, ciphertext=secret)


def _share(of: bytes, share: Slip39Share) -> Share:
    return Share(of, share.index, share.value)


def _slip39(share: Share) -> Slip39Share:
    return Slip39Share(
        identifier=0,
        extendable=True,
        iteration_exponent=0,
        group_index=0,
        group_threshold=1,
        group_count=1,
        index=share.index,
        member_threshold=NEEDED,
        value=share.value,
    )
