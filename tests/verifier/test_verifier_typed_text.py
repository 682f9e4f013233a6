"""What a person types or scans from paper: base45, anchors, heads, fingerprints."""

import pytest
from anchorpress import base45 as encoded
from anchorpress import framed, payload

from kiosk.verifier import base45
from kiosk.verifier.anchor import check_digits, typed_anchor
from kiosk.verifier.head import grouped, typed_fingerprint, typed_head
from kiosk.verifier.sentence import Unusable
from kiosk.verifier.words import say

HEAD = "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16"
GROUPS = grouped(HEAD)
COUNTS = (1, 2, 3, 4, 5, 6, 7, 8)


def told(call, text):
    with pytest.raises(Unusable) as caught:
        call(text)
    return say(caught.value.said, "en")


# RFC 9285 §4.3 and §4.4.
@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("BB8", b"AB"),
        ("%69 VD92EX0", b"Hello!!"),
        ("UJCLQE7W581", b"base-45"),
        ("QED8WEX0", b"ietf!"),
    ],
)
def test_base45_reads_the_examples_of_the_rfc(text, data):
    assert base45.decoded(text) == data


def test_base45_reads_every_byte_back():
    data = bytes(range(256)) + b"\xff"
    assert base45.decoded(encoded(data)) == data
    assert base45.decoded("") == b""


# RFC 9285 §4.2: GGW is 65536; `::` is 2024; lower case is not of the alphabet.
@pytest.mark.parametrize("text", ["GGW", ":::", "::", "A", "BB8A", "bb8", "BB\n", "é12"])
def test_base45_refuses_what_no_encoder_writes(text):
    with pytest.raises(base45.NotBase45):
        base45.decoded(text)


def test_check_digits_are_those_of_iso_7064_mod_97():
    for text in ("BB8", "QED8WEX0", "A" * 216):
        number = int.from_bytes(text.encode(), "big")
        assert (number * 100 + check_digits(text)) % 97 == 1


def test_an_anchor_is_read_field_by_field():
    of = payload(70000, HEAD, COUNTS, poll=9, verdict=4)
    anchor = typed_anchor(framed(of))
    names = ["in_favour", "against", "abstain", "not_pressed", "void", "recused", "chosen", "base"]
    assert [anchor.counts[name] for name in names] == list(COUNTS)
    assert (anchor.entry, anchor.entry_hash, anchor.poll) == (70000, HEAD, 9)
    assert (anchor.verdict, anchor.serial) == ("tie", 1)


GOOD = framed(payload(1, HEAD, COUNTS))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "begins with KIOSK:A1:"),
        ("KIOSK:A2:" + GOOD[9:], "begins with KIOSK:A1:"),
        ("KIOSK:A1:02x6" + GOOD[13:], "begins with KIOSK:A1:"),
        ("KIOSK:A1:²²²²" + GOOD[13:], "begins with KIOSK:A1:"),
        (GOOD[:-1], "217 characters follow its length, 218 are announced"),
        (GOOD[:-2] + f"{(int(GOOD[-2:]) + 1) % 100:02d}", "check digits"),
        (GOOD[:20] + ("0" if GOOD[20] != "0" else "1") + GOOD[21:], "check digits"),
        ("KIOSK:A1:0000" + f"{check_digits(''):02d}", "0 bytes long"),
        (f"KIOSK:A1:0003GGW{check_digits('GGW'):02d}", "“GGW” is not base45"),
        (framed(payload(1, HEAD, COUNTS)[:-1]), "143 bytes long"),
        (framed(payload(1, HEAD, COUNTS, start=b"KB\x01\x01")), "not that of a vote record"),
        (framed(payload(1, HEAD, COUNTS, start=b"KA\x02\x01")), "not that of a vote record"),
        (framed(payload(1, HEAD, COUNTS, verdict=6)), "not that of a vote record"),
    ],
)
def test_an_anchor_that_was_misread_is_told_why(text, why):
    assert why in told(typed_anchor, text)


@pytest.mark.parametrize(
    "text",
    [
        HEAD,
        HEAD.upper(),
        " ".join(GROUPS),
        "-".join(GROUPS),
        "  ".join(GROUPS[:4]) + "\n" + "  ".join(GROUPS[4:]),
        "".join(GROUPS).replace("-", ""),
        " ".join(group[:8] for group in GROUPS),
        " ".join(GROUPS[:4] + [group[:8] for group in GROUPS[4:]]),
        " ".join(GROUPS).replace("-", "－").replace("d4", "ｄ4"),  # typed through a Chinese IME
    ],
)
def test_a_head_is_read_however_it_is_typed(text):
    assert typed_head(text) == HEAD


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "0 digits were typed"),
        (HEAD[:-1], "63 digits were typed"),
        ("g" + HEAD[1:], "group 1 reads"),
        (" ".join([*GROUPS[:2], GROUPS[2].replace("2", "3", 1), *GROUPS[3:]]), "group 3"),
        (" ".join([*GROUPS[:7], "12345"]), "group 8 reads"),
        ("".join(GROUPS).replace("-", "")[:-2] + "zz", "group 8 reads"),
    ],
)
def test_a_head_that_was_mistyped_names_the_group(text, why):
    assert why in told(typed_head, text)


def test_a_fingerprint_is_sixteen_hex_digits_in_any_writing():
    assert typed_fingerprint("abcd-ef01 23456789") == "ABCD EF01 2345 6789"
    for text in ("", "ABCD", "ABCD EF01 2345 678G", "ABCD EF01 2345 6789 0"):
        assert "four groups of four" in told(typed_fingerprint, text)
