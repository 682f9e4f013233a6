"""An officer's key opens with the own passphrase and with nothing else."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kiosk.faults import UnusableInput
from kiosk.ledger.officer_keys import (
    HALL,
    REHEARSAL,
    Cost,
    WrappedKey,
    make_key,
    stretched,
    unlock,
)
from kiosk.ledger.sealing import SEALED_EXTRA, open_sealed, seal_to

KEY = make_key("correct horse", cost=REHEARSAL)


def test_a_key_opens_with_its_passphrase() -> None:
    private = unlock(KEY, "correct horse")
    assert private.public_key().public_bytes_raw() == KEY.public


def test_a_wrong_passphrase_is_told_in_one_line() -> None:
    with pytest.raises(UnusableInput) as told:
        unlock(KEY, "battery staple", where="王建国")
    assert str(told.value) == (
        "王建国: the passphrase is wrong; "
        "type it again; two other officers enrol anew who has lost it"
    )


def test_full_width_letters_of_an_input_method_are_forgiven() -> None:
    assert unlock(make_key("ab12", cost=REHEARSAL), "ａｂ１２")


def test_nothing_but_a_named_cost_is_cheap() -> None:
    key = make_key("x")
    assert key.cost == HALL == Cost(65_536, 3, 4)
    assert unlock(key, "x")


def test_a_record_comes_back_from_its_text() -> None:
    assert WrappedKey.from_text(KEY.to_text()) == KEY
    assert KEY.to_text().isascii()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "argon2id$1",
        KEY.to_text().replace("argon2id", "scrypt"),
        KEY.to_text()[:-2],
        KEY.to_text().replace("argon2id$32", "argon2id$7"),
        KEY.to_text().replace("argon2id$32", "argon2id$9999999"),
        KEY.to_text().replace("$1$1$", "$0$1$"),
        KEY.to_text().replace("$1$1$", "$1$17$"),
        KEY.to_text().replace("$1$1$", "$1$x$"),
    ],
)
def test_a_damaged_record_is_told(text: str) -> None:
    with pytest.raises(UnusableInput, match="the key of an officer cannot be read"):
        WrappedKey.from_text(text)


def test_a_record_with_another_public_key_or_cost_does_not_open() -> None:
    other = make_key("correct horse", cost=REHEARSAL)
    for altered in (replace(KEY, public=other.public), replace(KEY, memory_kib=64)):
        with pytest.raises(UnusableInput, match="the passphrase is wrong"):
            unlock(altered, "correct horse")


def test_a_private_key_under_another_ones_public_key_is_found_out() -> None:
    """Who can write the keyring could wrap a key of his own under the public key of an officer."""
    mine = X25519PrivateKey.generate()
    cost = f"{KEY.memory_kib}|{KEY.passes}|{KEY.lanes}|".encode()
    aead = AESGCM(stretched(b"mine", KEY.salt, KEY.cost))
    bound = b"kiosk-officer-key/1|" + cost + KEY.public
    forged = replace(KEY, box=aead.encrypt(KEY.nonce, mine.private_bytes_raw(), bound))
    with pytest.raises(UnusableInput, match="the key of an officer cannot be read"):
        unlock(forged, "mine")


def test_a_sealed_box_opens_for_its_key_and_its_purpose_alone() -> None:
    private = unlock(KEY, "correct horse")
    box = seal_to(KEY.public, b"share", b"poll 1")
    assert len(box) == len(b"share") + SEALED_EXTRA
    assert open_sealed(private, box, b"poll 1") == b"share"
    assert seal_to(KEY.public, b"share", b"poll 1") != box
    other = make_key("x", cost=REHEARSAL)
    altered = box[:-1] + bytes([box[-1] ^ 1])
    for key, sealed, context in (
        (private, box, b"poll 2"),
        (unlock(other, "x"), box, b"poll 1"),
        (private, altered, b"poll 1"),
        (private, box[:20], b"poll 1"),
        (private, bytes(32) + box[32:], b"poll 1"),
    ):
        with pytest.raises(UnusableInput, match="a sealed box does not open with this key"):
            open_sealed(key, sealed, context)
