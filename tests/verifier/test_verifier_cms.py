"""Signatures read strictly: one of the hall's form holds, and each other is told what it is not."""

from hashlib import sha256

import pytest
from signedbyhand import (
    DATA,
    NULL,
    RSA,
    SHA_1,
    SHA_256,
    SIGNED_DATA,
    SIGNING_CERTIFICATE,
    algorithm,
    attribute,
    attributes,
    certificate,
    key_of,
    number,
    oid,
    sequence,
    signature,
    signer,
    tlv,
)

from kiosk.verifier import der
from kiosk.verifier.cms import read_signed

DIGEST = sha256(b"paper").digest()
HALL = certificate()
SAID = attributes(DIGEST, HALL)


def test_a_signature_of_the_halls_form_holds_and_names_its_certificate() -> None:
    for tail in (b"", bytes(40)):
        read = read_signed(signature(DIGEST) + tail)
        assert (read.holds, read.digest) == (True, DIGEST)
        assert read.fingerprint == sha256(HALL).hexdigest()


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"kind": oid(DATA)}, "no SignedData"),
        ({"version": number(3)}, "a signer of another form"),
        ({"more": number(1)}, "a signer of another form"),
        ({"certificates": b""}, "no certificate"),
        ({"more": tlv(0xA0, b"")}, "no certificate"),
        ({"digests": tlv(0x31, algorithm(SHA_1))}, "another algorithm"),
        ({"digests": tlv(0x31, sequence())}, "no algorithm"),
        ({"digests": tlv(0x31, algorithm(SHA_256, number(1)))}, "no algorithm"),
        ({"content": sequence(oid(SIGNED_DATA))}, "a signature over something else"),
        ({"certificate": certificate(members=6)}, "a certificate of another form"),
        ({"certificate": certificate(key_of(2**2047, SHA_1))}, "a key that is not RSA"),
        ({"certificate": certificate(key_of(2**2047, pad=b"\1"))}, "a key that is not RSA"),
        ({"certificate": certificate(key_of(2**1023))}, "an RSA key of no use"),
        ({"certificate": certificate(key_of(2**2047, exponent=2))}, "an RSA key of no use"),
    ],
)
def test_a_signature_of_another_form_is_told_what_it_is_not(
    parts: dict[str, bytes], why: str
) -> None:
    with pytest.raises(der.Damaged, match=why):
        read_signed(signature(DIGEST, **parts))


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"version": number(2)}, "a signer of another form"),
        ({"names": sequence(sequence(), number(7))}, "a signer of another form"),
        ({"more": number(1)}, "a signer of another form"),
        ({"digests": algorithm(SHA_1)}, "another algorithm"),
        ({"algorithm": algorithm(SHA_1)}, "another algorithm"),
        ({"attributes": b"".join([*SAID, SAID[0]])}, "an attribute twice"),
        ({"attributes": b"".join(SAID[:2])}, "the hash of the file is not signed"),
        ({"attributes": b"".join(attributes(DIGEST, HALL, RSA))}, "over something else"),
    ],
)
def test_a_signer_of_another_form_is_told_what_it_is_not(parts: dict[str, bytes], why: str) -> None:
    with pytest.raises(der.Damaged, match=why):
        read_signed(signature(DIGEST, signer=signer(DIGEST, HALL, **parts)))


@pytest.mark.parametrize(
    "parts",
    [
        {"signature": b"\1" * 255},
        {"signature": b"\xff" * 256},
        {"signature": b"\1" * 256},
        {"attributes": b"".join(attributes(DIGEST, HALL + NULL))},
    ],
    ids=["short", "above the modulus", "made up", "of another certificate"],
)
def test_a_signature_that_was_not_made_so_does_not_hold(parts: dict[str, bytes]) -> None:
    assert read_signed(signature(DIGEST, signer=signer(DIGEST, HALL, **parts))).holds is False


def test_a_certificate_that_the_signer_names_by_nothing_does_not_hold() -> None:
    by_nothing = attribute(SIGNING_CERTIFICATE, sequence(sequence(sequence())))
    held = signer(DIGEST, HALL, attributes=b"".join([*SAID[:2], by_nothing]))
    assert read_signed(signature(DIGEST, signer=held)).holds is False


@pytest.mark.parametrize(
    ("held", "why"),
    [
        (b"\x30", "cut off"),
        (b"\x30\x05\x02\x01", "cut off"),
        (b"\x1f\x81\x01\x00", "a tag of many bytes"),
        (b"\x30\x80\x00\x00", "a length without end"),
        (b"\x30\x85\x00\x00\x00\x00\x01\x00", "a length without end"),
        (b"\x30\x84\x01", "a length without end"),
        (b"\x30\x81\x01\x00", "a length written too long"),
        (b"\x30\x82\x00\x80" + bytes(128), "a length written too long"),
    ],
)
def test_der_is_read_strictly_or_not_at_all(held: bytes, why: str) -> None:
    with pytest.raises(der.Damaged, match=why):
        der.read(held)


@pytest.mark.parametrize("held", [b"\x02\x00", b"\x02\x02\x00\x01"])
def test_an_integer_has_one_way_to_be_written(held: bytes) -> None:
    with pytest.raises(der.Damaged, match="an integer written too long"):
        der.integer(der.read(held))


def test_a_value_is_of_the_kind_that_was_asked_for_and_has_so_many_inside() -> None:
    one = der.read(sequence(number(1)))
    assert der.integer(der.exactly(one, 1)[0]) == 1
    with pytest.raises(der.Damaged, match="values of another form"):
        der.exactly(one, 2)
    with pytest.raises(der.Damaged, match="another kind of value"):
        der.children(one, der.SET)
    with pytest.raises(der.Damaged, match="another kind of value"):
        der.content(one, der.OCTETS)
