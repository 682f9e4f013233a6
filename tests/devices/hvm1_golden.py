"""The worked dialogue of HVM-1: golden bytes.

Source of every frame: `wire.md` section 1, "Worked dialogue (unit 1, session 7)"; the CRCs were
recomputed with pymodbus 3.16.1 (`FramerRTU.compute_CRC`).
"""


def _hex(text: str) -> bytes:
    return bytes.fromhex(text)


CLEAR = _hex("01 10 02 00 00 02 04 00 05 00 07 BB 0C")
ENABLE_60 = _hex("01 10 02 10 00 04 08 FF FF FF FF FF FF FF FF 31 43")
OPEN = _hex("01 10 02 00 00 08 10 00 01 00 07 00 02 00 03 00 01 00 01 00 02 00 00 63 E0")
OPEN_ANSWER = _hex("01 10 02 00 00 08 C0 77")
OPEN_SIGNED_IN_60_S = _hex(
    "01 10 02 00 00 08 10 00 01 00 07 00 02 00 03 00 01 00 01 00 06 00 3C 22 30"
)
STATUS = _hex("01 04 00 10 00 14 F1 C0")
FIFO_2 = _hex("01 04 01 00 00 12 71 FB")
FIFO_WHOLE = _hex("01 04 01 00 00 7A 70 15")
FIFO_2_ANSWER = _hex(
    "01 04 24 00 01 00 02 00 01 00 2A 01 01 00 07 00 00 0B B8 5A 5F 94 F1"
    "00 02 00 11 01 02 00 07 00 00 0C 1C 5A 60 04 3A 64 15"
)
ACK_2 = _hex("01 10 02 08 00 02 04 00 07 00 02 DB 69")
ACK_ANSWER = _hex("01 10 02 08 00 02 C1 B2")
CLOSE = _hex("01 10 02 00 00 02 04 00 02 00 07 0A CD")
CLOSE_ANSWER = _hex("01 10 02 00 00 02 40 70")
TABLE_120 = _hex("01 04 04 00 00 78 F1 18")
BUSY = _hex("01 90 06 CC 02")
IDENTIFY_43 = _hex("01 2B 0E 01 00 70 77")

REQUESTS = {
    "clear": CLEAR,
    "enable": ENABLE_60,
    "open": OPEN,
    "open, signed in only, 60 s": OPEN_SIGNED_IN_60_S,
    "status": STATUS,
    "fifo of two": FIFO_2,
    "whole fifo": FIFO_WHOLE,
    "acknowledge": ACK_2,
    "close": CLOSE,
    "table": TABLE_120,
    "identify 43/14": IDENTIFY_43,
}
ANSWERS = {
    "open": OPEN_ANSWER,
    "fifo of two": FIFO_2_ANSWER,
    "acknowledge": ACK_ANSWER,
    "close": CLOSE_ANSWER,
    "busy": BUSY,
}
