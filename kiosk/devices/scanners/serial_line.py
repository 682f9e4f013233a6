"""What a serial code scanner sends, cut into codes; sans-I/O.

A scanner sends text, perhaps with an AIM prefix before it (ISO/IEC 15424: `]`, a letter for the
symbology, a modifier), and CR, LF, both or nothing after it. Where nothing comes after, the code is
closed by 60 ms of silence. Only QR codes are taken, `]Q0` to `]Q6`, or codes without any prefix: a
bar code on a water bottle is not a pass. Text is UTF-8, or else GB18030.

What is no code is dropped and counted: another prefix, bytes that are text in neither, control
characters, more than `LONGEST` bytes without an end (and the rest of such a flood up to its end). A
pass held before the scanner is one scan (`once`).
"""

import re
from dataclasses import dataclass

from kiosk.devices.scanners.once import Once
from kiosk.devices.wire.chunk import Chunk

MS = 1_000_000
IDLE_NS = 60 * MS
LONGEST = 2048
EVIDENCE = 32

_END = re.compile(rb"[\r\n]")
_PREFIX = re.compile(rb"\][A-Za-z].", re.DOTALL)
_QR_PREFIX = re.compile(rb"\]Q[0-6]")


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was no code: how many records, how many bytes, and the first of them."""

    records: int
    noise_bytes: int
    first_bytes: bytes


class SerialLine:
    """One scanner; `receive` and `tick` return the texts that were scanned.

    `once` is what the other readers of the desk have seen as well.
    """

    def __init__(self, once: Once | None = None) -> None:
        self._once = once or Once()
        self._held = b""
        self._flooded = False
        self._heard_ns = 0
        self._dropped = Dropped(0, 0, b"")

    def receive(self, chunk: Chunk) -> list[str]:
        """Take what came; codes that an end closes."""
        codes = self.tick(chunk.heard_ns)
        self._heard_ns = chunk.heard_ns
        *closed, self._held = _END.split(self._held + chunk.data)
        for record in closed:
            codes += self._code(record)
        if len(self._held) > LONGEST:
            self._drop(self._held)
            self._held, self._flooded = b"", True
        return codes

    def tick(self, now_ns: int) -> list[str]:
        """Close what silence closes."""
        if now_ns < self.due_ns(now_ns + 1):
            return []
        record, self._held = self._held, b""
        codes = self._code(record)
        self._flooded = False
        return codes

    def due_ns(self, otherwise_ns: int) -> int:
        """Return when silence closes what is held; `otherwise_ns` when nothing is."""
        return self._heard_ns + IDLE_NS if self._held or self._flooded else otherwise_ns

    def forget(self) -> None:
        """Drop half a code: the line it came over is gone."""
        self._held, self._flooded = b"", False

    def take_dropped(self) -> Dropped:
        """Return what was dropped since the last call."""
        dropped, self._dropped = self._dropped, Dropped(0, 0, b"")
        return dropped

    def _code(self, record: bytes) -> list[str]:
        flooded, self._flooded = self._flooded, False
        if not record:
            return []
        text = None if flooded else _text(record)
        if text is None:
            self._drop(record)
            return []
        return [text] if self._once.is_new(text, self._heard_ns) else []

    def _drop(self, record: bytes) -> None:
        before = self._dropped
        self._dropped = Dropped(
            before.records + 1,
            before.noise_bytes + len(record),
            (before.first_bytes + record)[:EVIDENCE],
        )


def _text(record: bytes) -> str | None:
    """Return the text of a record, None when it is no code."""
    if _PREFIX.match(record):
        if not _QR_PREFIX.match(record):
            return None
        record = record[3:]
    for encoding in ("utf-8", "gb18030"):
        try:
            text = record.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text if text and text.isprintable() else None
    return None
