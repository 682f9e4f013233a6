"""The veil of a secret poll: the keys leave the station beside the press, and nowhere else.

While a station is veiled every press has its keys in `secret_keys`, which does not show, and zeros
in `raw` where they were, checksums included (three keys are soon tried). Of the base's table only
the counts go out, of noise only how much there was. The tape keeps lengths and times.

What a base holds outlives the poll, so the veil stays until a named poll runs there.
"""

from collections.abc import Callable
from dataclasses import replace

from kiosk.devices.events import (
    EquipmentEvent,
    KeypadPressed,
    LineNoise,
    PollDrained,
    TableRow,
    TotalsHeard,
)

Blank = Callable[[bytes], bytes]
"""The bytes of a press → the same with zeros where the keys were."""


def veiled(event: EquipmentEvent, blank: Blank) -> EquipmentEvent | None:
    """The event as it may leave the station; None for one that may not."""
    if isinstance(event, KeypadPressed):
        return replace(event, keys=(), raw=blank(event.raw), secret_keys=event.keys)
    if isinstance(event, PollDrained):
        rows = tuple(TableRow(row.keypad, row.presses, ()) for row in event.table)
        return replace(event, table=rows)
    if isinstance(event, LineNoise):
        return replace(event, first_bytes=b"")
    return None if isinstance(event, TotalsHeard) else event


def no_bytes(raw: bytes) -> bytes:
    """For a driver that cannot tell where the keys are."""
    del raw
    return b""
