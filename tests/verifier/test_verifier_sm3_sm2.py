"""SM3 and SM2 in the verifier's own arithmetic, against the standards' examples and OpenSSL."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ledger import digests
from kiosk.verifier import sm2, sm3

KEY = bytes.fromhex(  # GB/T 32918.5 annex A.2
    "0409F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
    "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"
)
R = 0xF5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3
S = 0xB1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA
MESSAGE = b"message digest"


def der(r: int, s: int) -> bytes:
    parts = b""
    for number in (r, s):
        held = number.to_bytes(number.bit_length() // 8 + 1, "big")
        parts += bytes([2, len(held)]) + held
    return bytes([0x30, len(parts)]) + parts


def test_sm3_gives_the_two_examples_of_the_standard() -> None:
    assert sm3.sm3_by_hand(b"abc") == (
        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    )
    assert sm3.sm3_by_hand(b"abcd" * 16) == (
        "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
    )


@given(st.binary(max_size=300))
def test_sm3_by_hand_is_sm3_of_the_libraries(content: bytes) -> None:
    assert sm3.sm3_by_hand(content) == digests.sm3(content) == sm3.sm3(content)


def test_a_python_without_sm3_works_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str, content: bytes) -> object:
        raise ValueError(f"unsupported hash type {name}")

    monkeypatch.setattr(sm3.hashlib, "new", missing)
    assert sm3.sm3(b"abc") == sm3.sm3_by_hand(b"abc")


def test_sm2_accepts_the_example_of_the_standard() -> None:
    assert sm2.genuine(KEY, MESSAGE, der(R, S))


@pytest.mark.parametrize(
    ("key", "message", "signature"),
    [
        (KEY, MESSAGE + b".", der(R, S)),
        (KEY, MESSAGE, der(R + 1, S)),
        (KEY, MESSAGE, der(R, S + 1)),
        (KEY, MESSAGE, der(R, sm2.N - R)),
        (KEY, MESSAGE, der(0, S)),
        (KEY, MESSAGE, der(R, sm2.N + S)),
        (KEY, MESSAGE, der(R, S) + b"\0"),
        (KEY, MESSAGE, der(R, S)[:-1]),
        (KEY, MESSAGE, b""),
        (KEY, MESSAGE, b"\x30\x80\x00\x00"),
        (KEY[:-1], MESSAGE, der(R, S)),
        (b"\x02" + KEY[1:], MESSAGE, der(R, S)),
        (KEY[:-1] + bytes([KEY[-1] ^ 1]), MESSAGE, der(R, S)),
    ],
)
def test_sm2_refuses_every_other(key: bytes, message: bytes, signature: bytes) -> None:
    assert not sm2.genuine(key, message, signature)


def test_adding_points_knows_its_special_cases() -> None:
    one = (sm2.GX, sm2.GY, 1)
    minus = (sm2.GX, sm2.P - sm2.GY, 1)
    assert sm2._added(one, minus) == sm2.NOWHERE
    assert sm2._twice(sm2.NOWHERE) == sm2.NOWHERE
    assert sm2._added(one, sm2.NOWHERE) == sm2._added(sm2.NOWHERE, one) == one
    assert sm2._added(one, one) == sm2._twice(one)
    assert sm2._times(sm2.N, one)[2] == 0


def test_a_signature_that_leads_nowhere_is_refused() -> None:
    """The key of the number 1 is G itself: s·G + t·G is nowhere when s + t is the order."""
    key = b"\x04" + sm2.GX.to_bytes(32, "big") + sm2.GY.to_bytes(32, "big")
    assert not sm2.genuine(key, MESSAGE, der(sm2.N - 2, 1))


def test_openssl_and_the_verifier_agree_on_fresh_signatures(tmp_path: Path) -> None:
    key, paper = tmp_path / "key", tmp_path / "paper"
    run("openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2", "-out", key)
    public = run("openssl", "pkey", "-in", key, "-pubout", "-outform", "DER")[-65:]
    for number in range(5):
        paper.write_bytes(b"paper %d" % number * 50)
        distid = ("-sigopt", "distid:1234567812345678")
        signature = run("openssl", "dgst", "-sm3", "-sign", key, *distid, paper)
        assert sm2.genuine(public, paper.read_bytes(), signature)
        assert not sm2.genuine(public, paper.read_bytes() + b" ", signature)


def run(*command: object) -> bytes:
    return subprocess.run(list(map(str, command)), capture_output=True, check=True).stdout
