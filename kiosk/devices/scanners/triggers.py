"""Commands that pull a scanner's trigger from here, for one that stands on a table.

Published by the makers: Newland's command frame (`7E 01 "0000" # TAG ; 03`) with SCNTRG1, and
Honeywell's trigger characters. Not confirmed: how long a scanner goes on looking after one of them,
so it is told again every `AGAIN_NS` and after each code. Honeywell's is ended when the desk closes;
for Newland no command that ends it is known to us.
"""

from collections.abc import Mapping
from dataclasses import dataclass

AGAIN_NS = 5_000_000_000


@dataclass(frozen=True, slots=True)
class Trigger:
    """`on` starts the looking, `off` ends it; empty where there is no such command."""

    on: bytes = b""
    off: bytes = b""


TRIGGERS: Mapping[str, Trigger] = {
    "none": Trigger(),
    "newland": Trigger(on=b"\x7e\x01" + b"0000#SCNTRG1;" + b"\x03"),
    "honeywell": Trigger(on=b"\x16T\r", off=b"\x16U\r"),
}
