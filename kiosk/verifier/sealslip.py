# SPDX-License-Identifier: Apache-2.0
"""The seal slip (bundle.md §13): what was verified, and every file on it, against its list.

The list stands in the record of the slip's PDF. It is bound by its number, the SHA-256 of its text:
a notary who holds the slip in ink types that number (`--list`), and then neither the PDF nor any
file need be believed. The bundle and the papers that were named are held against the list by the
very bytes that were read; what is on the list and was not named is looked for beside the slip and
in the folder above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, cast

from kiosk.verifier import jsontext
from kiosk.verifier.attached import RECORD
from kiosk.verifier.deciding import DECIDING, LISTED, decided
from kiosk.verifier.head import grouped
from kiosk.verifier.papers import SIG, SM2_SIG, PaperCheck, PaperFiles, PaperRead
from kiosk.verifier.pdffile import Damaged, PdfFile
from kiosk.verifier.scanned import TypedList
from kiosk.verifier.sentence import Sentence, sentence
from kiosk.verifier.shapes import Shape, array, hex_32, hex_64, natural, one_of, record, text
from kiosk.verifier.sm3 import sm3

KIND = "SealSlip"
FILE = record(
    group=one_of("papers", "bundle", "verifier"),
    name=text,
    bytes=natural,
    sha256=hex_64,
    sm3=hex_64,
)
SLIP: Shape = record(
    kind=text,
    record=record(heading=record(meeting=hex_32), files=array(FILE), list_sha256=hex_64),
)

Row = dict[str, Any]


@dataclass(frozen=True)
class Held:
    """A file and its bytes as they were read."""

    path: Path
    content: bytes

    @cached_property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()

    @cached_property
    def sm3(self) -> str:
        return sm3(self.content)

    def is_row(self, row: Row) -> bool:
        return (
            len(self.content) == row["bytes"]
            and self.sha256 == row["sha256"]
            and self.sm3 == row["sm3"]
        )


@dataclass(frozen=True)
class Named:
    """Everything that was named: the bundle, or a book, and the papers with their signatures."""

    bundle: Held | None = None
    papers: list[tuple[Path, PaperFiles]] = field(default_factory=list)

    @property
    def files(self) -> list[Held]:
        bundle = [] if self.bundle is None else [self.bundle]
        return [*bundle, *(one for path, paper in self.papers for one in files_of(path, paper))]


@dataclass(frozen=True)
class Slip:
    """A seal slip among the papers. `number` is that of the list as it stands in its record."""

    path: Path
    meeting: str
    rows: list[Row]
    number: str
    told: str


def files_of(path: Path, paper: PaperFiles) -> list[Held]:
    """A paper and the signature files that were read with it."""
    beside = (Held(Path(f"{path}{end}"), held) for end, held in paper.beside.items())
    return [Held(path, paper.pdf), *beside]


def slip_in(path: Path, pdf: bytes) -> Slip | None:
    """The seal slip that a paper is; None when it is another paper or none."""
    try:
        held = PdfFile(pdf).attached(RECORD)
        told: Any = None if held is None else jsontext.read(held)
    except (Damaged, jsontext.NotStrict):
        return None
    if SLIP(told) is not None or told["kind"] != KIND:
        return None
    of = cast("dict[str, Any]", told["record"])
    meeting, rows = of["heading"]["meeting"], of["files"]
    number = sha256(list_text(meeting, rows)).hexdigest()
    return Slip(path, meeting, rows, number, of["list_sha256"])


def has_slip(papers: Iterable[tuple[Path, PaperFiles]]) -> bool:
    return any(slip_in(path, paper.pdf) is not None for path, paper in papers)


def bound(
    reads: Sequence[PaperRead], named: Named, typed: TypedList | None, seal_key: bytes | None
) -> list[PaperRead]:
    """The readings of the papers, each held against the list of every seal slip among them."""
    among = enumerate(named.papers)
    found = {at: slip_in(path, paper.pdf) for at, (path, paper) in among}
    slips = {at: slip for at, slip in found.items() if slip is not None}
    if not slips:
        return list(reads)
    with_lists = [
        _with_list(read, slips[at], named, typed, seal_key) if at in slips else read
        for at, read in enumerate(reads)
    ]
    sure = all(_sure(with_lists[at]) for at in slips)
    alike = len({slip.number for slip in slips.values()}) == 1
    lists = list(slips.values())
    return [
        read
        if alike and at in slips
        else _listed(read, files_of(*named.papers[at]), lists, sure=sure)
        for at, read in enumerate(with_lists)
    ]


def _with_list(
    read: PaperRead, slip: Slip, named: Named, typed: TypedList | None, seal_key: bytes | None
) -> PaperRead:
    read = _excused(read)
    return replace(read, checks=[*read.checks, *slip_checks(slip, named, typed, seal_key)])


def _sure(slip: PaperRead) -> bool:
    """The list of a slip agrees with more than itself; how the files on it are is another matter.

    By the number that was typed it does even where nobody vouches for the pages around it.
    """
    answers = {check.name: check.ok for check in slip.checks}
    if False in [answers[name] for name in ("list", *DECIDING) if name in answers]:
        return False
    return answers["list"] is True or decided(slip)


def _excused(read: PaperRead) -> PaperRead:
    """The bundle was exported before its slip: that it does not hold it is nothing against a slip
    that the hall has signed.
    """
    answers = {check.name: check.ok for check in read.checks}
    signed = True in (answers.get("inside"), answers.get(SIG))
    broken = False in (answers.get("inside"), answers.get(SIG), answers.get(SM2_SIG))
    if not signed or broken or answers["issued"] is not False:
        return read
    after = sentence("made after the bundle, which does not hold it")
    return replace(read, checks=[PaperCheck("issued", None, after), *read.checks[1:]])


def slip_checks(
    slip: Slip, named: Named, typed: TypedList | None, seal_key: bytes | None
) -> list[PaperCheck]:
    """The list of a seal slip, the bundle that was named, and each file on the list."""
    checks = [PaperCheck("list", *_number(slip, typed, seal_key))]
    if named.bundle is not None:
        checks.append(PaperCheck("bundle", *_bundle(slip, named.bundle)))
    files = named.files
    return [*checks, *(PaperCheck("file", *_file(slip.path, row, files)) for row in slip.rows)]


def list_text(meeting: str, files: list[Row]) -> bytes:
    lines = [f"kiosk-seal-slip/1|{meeting}"]
    lines += [
        "|".join(map(str, (one["sha256"], one["sm3"], one["bytes"], one["group"], one["name"])))
        for one in files
    ]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass")


def _number(
    slip: Slip, typed: TypedList | None, seal_key: bytes | None
) -> tuple[bool | None, Sentence]:
    if slip.number != slip.told:
        return False, sentence("the list is not the one whose number the slip states")
    if typed is None:
        said = "number {groups}: compare it with the slip that was signed in ink"
        return None, sentence(said, groups="  ".join(grouped(slip.number)))
    if typed.number != slip.number:
        return False, sentence("the number typed from paper is another one")
    code = typed.code
    if code is not None:
        if (code.meeting, code.files) != (slip.meeting, len(slip.rows)):
            return False, sentence("the code on paper is of another meeting or number of files")
        if seal_key is not None and not code.genuine(seal_key):
            return False, sentence("the code on paper is not signed by the seal key of the book")
    return True, sentence("the number typed from paper is that of this list")


def _bundle(slip: Slip, bundle: Held) -> tuple[bool | None, Sentence]:
    name = bundle.path.name
    for row in slip.rows:
        if row["group"] == "bundle" and bundle.is_row(row):
            return True, sentence("{name}: what was verified above is what is listed", name=name)
    return False, sentence(
        "{name}: what was verified above is NOT the bundle of this list", name=name
    )


def _listed(read: PaperRead, files: list[Held], slips: list[Slip], *, sure: bool) -> PaperRead:
    """Whether a paper and the signature files beside it are on the list of each slip.

    `sure`: the slips themselves agree with more than themselves.
    """
    wrong = next(
        (one for slip in slips for one in files if not any(map(one.is_row, slip.rows))), None
    )
    if wrong is not None:
        said = sentence("{name}: not on the list of the seal slip", name=wrong.path.name)
        return replace(read, checks=[*read.checks, PaperCheck(LISTED, False, said)])
    said = sentence("on the list of the seal slip, byte for byte")
    if not sure:
        said = sentence("on the list of a seal slip that nothing vouches for here")
    return replace(read, checks=[*read.checks, PaperCheck(LISTED, True if sure else None, said)])


def _file(slip: Path, row: Row, named: Sequence[Held]) -> tuple[bool | None, Sentence]:
    """A row of the list: by the bytes that were named, else by those that lie here."""
    name = row["name"]
    copies = _copies(slip, name, named)
    if not copies:
        renamed = any(one.is_row(row) for one in named)
        return (True if renamed else None), sentence(
            "{name}: SHA-256 and SM3" if renamed else "{name}: not here", name=name
        )
    if len({copy.sha256 for copy in copies}) > 1:
        places = ", ".join(str(copy.path) for copy in copies)
        return False, sentence(
            "{name}: files that differ bear this name: {places}", name=name, places=places
        )
    if copies[0].is_row(row):
        return True, sentence("{name}: SHA-256 and SM3", name=name)
    return False, sentence("{name}: not the file that was sealed", name=name)


def _copies(slip: Path, name: str, named: Sequence[Held]) -> list[Held]:
    """Every file of this name: those that were named, and those beside the slip or in the folder
    above it, never one outside of these.
    """
    pure = PurePosixPath(name)
    if pure.is_absolute() or ".." in pure.parts or "\\" in name or ":" in name or not pure.parts:
        return []
    found = {one.path.absolute(): one for one in named if one.path.name == pure.name}
    here = slip.absolute().parent
    for place in (here / pure.name, here.parent / pure, here / pure):
        if place in found:
            continue
        try:
            found[place] = Held(place, place.read_bytes())
        except (OSError, ValueError):
            continue
    return list(found.values())
