"""Ed25519 against the test vectors of RFC 8032 §7.1, against OpenSSL, and against forgery."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.verifier.ed25519 import ORDER, P, genuine

# RFC 8032 §7.1: public key, message, signature.
VECTORS = {
    "TEST 1": (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    "TEST 2": (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    "TEST 3": (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    "TEST SHA(abc)": (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
        "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
}
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
MESSAGE = b"kiosk-seal/1|"
SIGNATURE = KEY.sign(MESSAGE)


@pytest.mark.parametrize("name", VECTORS)
def test_a_signature_of_the_rfc_is_genuine_and_over_one_byte_more_is_not(name):
    key, message, signature = (bytes.fromhex(part) for part in VECTORS[name])
    assert genuine(key, message, signature)
    assert not genuine(key, message + b"\0", signature)


def test_signatures_made_by_openssl_are_genuine():
    for length in (0, 1, 63, 64, 200):
        key = Ed25519PrivateKey.from_private_bytes(bytes([length]) * 32)
        message = bytes(length)
        assert genuine(key.public_key().public_bytes_raw(), message, key.sign(message))


@pytest.mark.parametrize("at", range(0, 64, 7))
def test_a_flipped_bit_of_the_signature_is_told(at):
    forged = bytes(byte ^ (4 if place == at else 0) for place, byte in enumerate(SIGNATURE))
    assert not genuine(PUBLIC, MESSAGE, forged)


def test_an_s_of_the_order_or_more_is_refused_though_the_equation_would_hold():
    s = int.from_bytes(SIGNATURE[32:], "little") + ORDER
    assert not genuine(PUBLIC, MESSAGE, SIGNATURE[:32] + s.to_bytes(32, "little"))


@pytest.mark.parametrize(
    "key",
    [
        (P + 1).to_bytes(32, "little"),  # not the canonical encoding of y = 1
        (2).to_bytes(32, "little"),  # y = 2 is on no point
        (1 | 1 << 255).to_bytes(32, "little"),  # x = 0 has no sign
        b"",
        PUBLIC[:31],
    ],
)
def test_bytes_that_are_no_point_are_no_key(key):
    assert not genuine(key, MESSAGE, SIGNATURE)


def test_a_signature_of_another_length_is_none():
    assert not genuine(PUBLIC, MESSAGE, SIGNATURE + b"\0")
    assert not genuine(PUBLIC, MESSAGE, b"")
