# SPDX-License-Identifier: Apache-2.0
"""A bundle's ZIP archive to its raw members (bundle.md §7), with a limit on everything.

The archive may come from anyone. Only members that bundle.md names are opened; sizes are those the
archive's directory states, and zipfile gives no more than that and checks the CRC of what it gives.
An archive that two readers could read two ways (a name twice) is not read at all.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kiosk.verifier.sentence import Unusable, sentence

MEGABYTE = 2**20
PAPERS = "papers/"
PERSONS = "persons.jsonl"
NEEDED = ("manifest.json", "entries.jsonl", "hashes.txt", "seal.json")
OF_LINES = ("entries.jsonl", "hashes.txt", PERSONS)
LIMITS = {
    "manifest.json": 64 * MEGABYTE,
    "seal.json": MEGABYTE,
    "entries.jsonl": 1024 * MEGABYTE,
    "hashes.txt": 256 * MEGABYTE,
    PERSONS: 256 * MEGABYTE,
    "bundle.md": 16 * MEGABYTE,
}
LIMIT_OF_A_PAPER = 512 * MEGABYTE
LIMIT_OF_ALL = 4096 * MEGABYTE
MOST_MEMBERS = 200_000
MOST_LINES = 3_000_000
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1
CHUNK = MEGABYTE

# All that zipfile and zlib are known to raise over bytes that are not what they claim to be.
DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    IndexError,
    OSError,
)


@dataclass(frozen=True)
class Bundle:
    """The members that bundle.md names: the bytes of the small ones, size and hash of all.

    Not `sealed`: they were taken from a book, which has no manifest, seal or papers, and may hold
    persons `closed` to whoever lacks the hall's key. Papers are read again where they lie, one at a
    time: `paper`.
    """

    kept: dict[str, bytes]
    sizes: dict[str, int]
    hashes: dict[str, str]
    sealed: bool = True
    path: Path | None = None
    closed: int = 0

    def paper(self, name: str) -> bytes | None:
        """The bytes of a member under `papers/`; None when there is none."""
        if self.path is None or PAPERS + name not in self.hashes:
            return None
        with zipfile.ZipFile(self.path) as archive:
            return archive.read(PAPERS + name)


def read_bundle(path: Path) -> Bundle:
    """The bundle at `path`; `Unusable` when it is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _members(archive, path)
    except FileNotFoundError as fault:
        raise Unusable(sentence("{path}: there is no such file", path=str(path))) from fault
    except DAMAGE as fault:
        raise Unusable(
            sentence(
                "{path}: not a readable ZIP archive ({why}); a bundle is the .zip that the "
                "kiosk exported, whole",
                path=str(path),
                why=str(fault) or type(fault).__name__,
            )
        ) from fault


def _members(archive: zipfile.ZipFile, path: Path) -> Bundle:
    listed = [member for member in archive.infolist() if _is_named(member.filename)]
    _refuse_unreadable(listed)
    kept: dict[str, bytes] = {}
    sizes: dict[str, int] = {}
    hashes: dict[str, str] = {}
    for member in listed:
        name = member.filename
        content, sizes[name], hashes[name] = _content(archive, member, keep=name in LIMITS)
        if name in LIMITS:
            kept[name] = content
    for name in OF_LINES:
        if kept.get(name, b"").count(b"\n") > MOST_LINES:
            raise Unusable(sentence("{name}: more than {most} lines", name=name, most=MOST_LINES))
    return Bundle(kept, sizes, hashes, path=path)


def _content(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, keep: bool
) -> tuple[bytes, int, str]:
    kept, size, digest = bytearray(), 0, sha256()
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            digest.update(chunk)
            if keep:
                kept += chunk
    return bytes(kept), size, digest.hexdigest()


def _is_named(name: str) -> bool:
    return name in LIMITS or (name.startswith(PAPERS) and not name.endswith("/"))


def _refuse_unreadable(listed: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in listed]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise Unusable(
            sentence(
                "the archive holds no {name}; a bundle holds {needed}",
                name=missing[0],
                needed=", ".join(NEEDED),
            )
        )
    if len(names) > MOST_MEMBERS or sum(member.file_size for member in listed) > LIMIT_OF_ALL:
        raise Unusable(
            sentence(
                "the archive is too large: at most {most} members and {size} bytes are read",
                most=MOST_MEMBERS,
                size=LIMIT_OF_ALL,
            )
        )
    seen: set[str] = set()
    for member in listed:
        _refuse_member(member, seen)
        seen.add(member.filename)


def _refuse_member(member: zipfile.ZipInfo, seen: set[str]) -> None:
    limit = LIMITS.get(member.filename, LIMIT_OF_A_PAPER)
    if member.filename in seen:
        said = sentence("{name}: stands twice in the archive", name=member.filename)
    elif member.file_size > limit:
        said = sentence(
            "{name}: {size} bytes; at most {limit} are read",
            name=member.filename,
            size=member.file_size,
            limit=limit,
        )
    elif member.flag_bits & ENCRYPTED or member.compress_type not in METHODS:
        said = sentence(
            "{name}: encrypted or packed in an unknown way; a bundle is deflated or stored",
            name=member.filename,
        )
    else:
        return
    raise Unusable(said)
