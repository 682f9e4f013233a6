"""The code on a sheet, as a scanner gives it: taken when our seal made it for this meeting."""

import struct

import pytest

from kiosk.clerk.paper_codes import read_code
from kiosk.ledger.keys import SealKey
from kiosk.meeting.refusal import Reason
from kiosk.printing.anchor import SIGNED_TEXT, framed

MEETING = "5" * 32


@pytest.fixture(scope="module")
def seal(tmp_path_factory):
    return SealKey.create(tmp_path_factory.mktemp("seal") / "hall.seal-key")


def code(seal, *, meeting=MEETING, serial=7, spoil=b""):
    said = struct.pack(">2sBB16sI", b"KA", 1, 1, bytes.fromhex(meeting), serial) + bytes(56)
    return framed(said + seal.sign(SIGNED_TEXT + said + spoil))


def read(seal, text):
    return read_code(text, seal.public_hex, meeting=MEETING)


def test_a_code_of_our_seal_names_its_paper(seal):
    assert read(seal, code(seal)) == 7
    assert read(seal, code(seal, serial=70_000)) == 70_000


def test_a_code_of_another_meeting_or_another_seal_is_not_taken(seal):
    assert read(seal, code(seal, meeting="6" * 32)) is Reason.CODE_OF_OTHER_MEETING
    assert read(seal, code(seal, spoil=b"!")) is Reason.CODE_FORGED


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[:-1],
        lambda text: text[:40] + ("A" if text[40] != "A" else "B") + text[41:],
        lambda text: text[:13] + "::::::" + text[19:],
        lambda text: text[:13] + "啊" + text[14:],
        lambda text: "KIOSK:A1:",
        lambda text: "KIOSK:A1:0003BB812",
        lambda text: text + " ",
    ],
)
def test_a_code_misread_in_any_way_is_not_taken(seal, spoil):
    assert read(seal, spoil(code(seal))) is Reason.CODE_FORGED
