"""A disk whose power can be cut: every write and sync of the book is recorded and can be replayed.

The book is written through SQLite with the statements and pragmas of the store, on a recording VFS
(apsw); the mirror's lines and the acknowledgements stand in the same log. A cut at any place of the
log leaves of each file what was synced, and of what was not yet synced whatever the disk happened
to do: each write kept, dropped, or torn at sectors of 512 bytes, in no order.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import apsw

from kiosk.clock import ManualClock
from kiosk.ledger.chain import link
from kiosk.ledger.connection import WRITER_PRAGMAS
from kiosk.ledger.entry import Entry, write_body
from kiosk.ledger.mirror import line_of
from kiosk.ledger.schema import INSERT_ENTRY
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import BallotCast, Entered, Press

MEETING = "ab" * 16
SECTOR = 512


@dataclass(frozen=True)
class Op:
    """One step of the disk or of the kiosk; `number` of an acknowledgement is the entry."""

    kind: str
    file: str = ""
    offset: int = 0
    data: bytes = b""
    number: int = -1


@dataclass
class Disk:
    """The log of a run, and the files as they stood before it."""

    before: dict[str, bytes]
    log: list[Op] = field(default_factory=list)


class _RecordingFile(apsw.VFSFile):
    def __init__(self, name, flags, disk: Disk) -> None:
        super().__init__("", name, flags)
        self._name = Path(name if isinstance(name, str) else name.filename()).name
        self._disk = disk

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802  SQLite names it
        self._disk.log.append(Op("write", self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802  SQLite names it
        self._disk.log.append(Op("truncate", self._name, newsize))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802  SQLite names it
        self._disk.log.append(Op("sync", self._name))
        super().xSync(flags)


class _RecordingDisk(apsw.VFS):
    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self.name = f"recording-{id(disk)}"
        super().__init__(self.name, "")

    def xOpen(self, name, flags):  # noqa: N802  SQLite names it
        return _RecordingFile(name, flags, self._disk)

    def xDelete(self, name: str, syncdir: bool) -> None:  # noqa: N802  SQLite names it
        self._disk.log.append(Op("truncate", Path(name).name, 0))
        super().xDelete(name, syncdir)


def record(
    folder: Path, seed: int, *, batches: int, synchronous: int = 2, mirror_synced: bool = True
) -> Disk:
    """A busy poll of `batches` drains, as the store writes it; every seventh or so a checkpoint."""
    folder.mkdir(parents=True)
    path, dice = folder / "meeting.book", random.Random(seed)
    Ledger.create(path, meeting=MEETING, mirror=None, clock=ManualClock()).close()
    disk = Disk({"meeting.book": path.read_bytes()})
    vfs = _RecordingDisk(disk)
    book = apsw.Connection(str(path), vfs=vfs.name, flags=apsw.SQLITE_OPEN_READWRITE)
    for pragma, value in (WRITER_PRAGMAS | {"synchronous": synchronous}).items():
        book.execute(f"PRAGMA {pragma}={value}").fetchall()
    size, head = 0, (-1, bytes(32))
    for batch in _batches(dice, batches):
        entries = list(_chained(batch, head, dice))
        book.execute("BEGIN IMMEDIATE")
        book.executemany(
            INSERT_ENTRY, [(x.number, x.hash, x.body, "BallotCast", 1) for x in entries]
        )
        book.execute("COMMIT")
        lines = b"".join(map(line_of, entries))
        disk.log.append(Op("write", "meeting.mirror", size, lines))
        if mirror_synced:
            disk.log.append(Op("sync", "meeting.mirror"))
        size, head = size + len(lines), (entries[-1].number, entries[-1].hash)
        disk.log.append(Op("acknowledged", number=head[0]))
        if dice.random() < 0.15:
            book.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    book.close()
    return disk


def _batches(dice: random.Random, count: int) -> Iterator[int]:
    for _ in range(count):
        yield dice.choice((1, 1, 1, 2, 3, 7, 20, 40))


def _chained(count: int, head: tuple[int, bytes], dice: random.Random) -> Iterator[Entry]:
    number, previous = head
    for _ in range(count):
        number += 1
        press = Press("A", number, (dice.randint(1, 3),), number, 1, number, None, "a55a")
        fact = BallotCast(1, f"A-{number}", press.keys, False, False, press)
        body = write_body(MEETING, Entered(number, ManualClock().now().utc, number, fact))
        previous = link(previous, body)
        yield Entry(number, body, previous)


def cut(disk: Disk, at: int, dice: random.Random) -> tuple[dict[str, bytes], int]:
    """What the disk holds when the power goes before step `at`, and what was acknowledged."""
    synced = {name: bytearray(content) for name, content in disk.before.items()}
    waiting: dict[str, list[Op]] = {}
    acknowledged = -1
    for op in disk.log[:at]:
        if op.kind == "acknowledged":
            acknowledged = op.number
        elif op.kind == "sync":
            for one in waiting.pop(op.file, []):
                _do(synced.setdefault(one.file, bytearray()), one)
            synced.setdefault(op.file, bytearray())
        else:
            waiting.setdefault(op.file, []).append(op)
    for name, ops in waiting.items():
        content = synced.setdefault(name, bytearray())
        dice.shuffle(ops)
        for op in ops:
            for kept in _of(op, dice):
                _do(content, kept)
    return {name: bytes(content) for name, content in synced.items()}, acknowledged


def _of(op: Op, dice: random.Random) -> Iterator[Op]:
    """What of an unsynced step reached the disk: all, nothing, or some sectors."""
    fate = dice.choice(("kept", "dropped", "torn"))
    if fate == "kept":
        yield op
    elif fate == "torn" and op.kind == "write":
        at = 0
        while at < len(op.data):
            upto = min(len(op.data), at + SECTOR - (op.offset + at) % SECTOR)
            if dice.random() < 0.5:
                yield Op("write", op.file, op.offset + at, op.data[at:upto])
            at = upto


def _do(content: bytearray, op: Op) -> None:
    if op.kind == "truncate":
        del content[op.offset :]
        return
    end = op.offset + len(op.data)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    content[op.offset : end] = op.data


def lay(folder: Path, files: dict[str, bytes]) -> tuple[Path, Path]:
    """The disk after the cut as real files; book and mirror."""
    folder.mkdir(exist_ok=True)
    for left in folder.iterdir():
        left.unlink()
    for name, content in files.items():
        if name != "meeting.book-shm":
            (folder / name).write_bytes(content)
    return folder / "meeting.book", folder / "meeting.mirror"
