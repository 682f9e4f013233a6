"""The two faces of every paper, checked glyph by glyph before anything is drawn.

reportlab 5.1 does three things a record must not suffer, each mended or refused here:

* it draws a missing glyph as an empty box and says nothing: `check` refuses the text instead;
* its ToUnicode map writes a character above U+FFFF as five hex digits, so that a name with 𬭎
  can be seen but neither searched nor copied: `to_unicode` writes UTF-16 surrogates, and keeps
  a block below the hundred entries a CMap may have;
* it refers to an un-embedded Helvetica unless the canvas starts with another font: see `pen`.

The files are known by their SHA-256: a face with other outlines could print another name.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Protocol, cast

from reportlab.pdfbase import pdfmetrics, ttfonts

from kiosk.assets import asset
from kiosk.faults import FontFault


class Face(StrEnum):
    """The faces, under the names that the PDF knows them by."""

    REGULAR = "NotoSansSC-Regular"
    BOLD = "NotoSansSC-Bold"


SHA256 = {
    Face.REGULAR: "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
    Face.BOLD: "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
}


class _Outlines(Protocol):
    charToGlyph: dict[int, int]  # noqa: N815
    charWidths: dict[int, float]  # noqa: N815


@dataclass(frozen=True, slots=True)
class Metrics:
    """What a face can draw, and how wide: thousandths of the size by code point."""

    widths: dict[int, float]
    glyphs: frozenset[int]


@cache
def metrics(face: Face) -> Metrics:
    """Register a face with reportlab, once, and tell its measures.

    Raises `FontFault` when the file is missing or is not the one this kiosk was made with.
    """
    path = asset(f"fonts/{face}.ttf")
    _refuse_other_files(face, path.read_bytes() if path.is_file() else b"")
    ttfonts.makeToUnicodeCMap = to_unicode
    font = ttfonts.TTFont(str(face), str(path))
    pdfmetrics.registerFont(font)  # pyright: ignore[reportUnknownMemberType]
    outlines = cast("_Outlines", font.face)
    return Metrics(outlines.charWidths, frozenset(outlines.charToGlyph))


def _refuse_other_files(face: Face, held: bytes) -> None:
    if hashlib.sha256(held).hexdigest() != SHA256[face]:
        raise FontFault(
            "The font file is missing or is not the one this kiosk was made with",
            where=f"assets/fonts/{face}.ttf",
            cure="Install the kiosk again from the sealed medium",
        )


def width(text: str, face: Face, size: float) -> float:
    """The width of a text in points."""
    widths = metrics(face).widths
    return sum(widths[ord(letter)] for letter in text) * size / 1000


def check(text: str, where: str) -> None:
    """Refuse a text that holds a character without a glyph; `where` names the text."""
    for letter in undrawable(text):
        raise FontFault(
            "The character {character} ({code}) is not in the fonts of the papers",
            where=where,
            cure="Write it with another character, or print this paper by hand",
            character=letter,
            code=f"U+{ord(letter):04X}",
        )


def undrawable(text: str) -> list[str]:
    """The characters of a text that have no glyph in both faces, in their order."""
    held = _common_glyphs()
    return [letter for letter in text if ord(letter) not in held]


@cache
def _common_glyphs() -> frozenset[int]:
    return metrics(Face.REGULAR).glyphs & metrics(Face.BOLD).glyphs


def to_unicode(name: str, subset: Sequence[int]) -> str:
    """The ToUnicode CMap of one subset: code → UTF-16, in blocks of at most a hundred."""
    codes = [(code, letter) for code, letter in enumerate(subset) if letter]
    blocks = [codes[start : start + 100] for start in range(0, len(codes), 100)]
    return "\n".join((*_opening(name), *(line for block in blocks for line in _block(block)), *END))


def _opening(name: str) -> Iterable[str]:
    return (
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    )


END = ("endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end")


def _block(codes: Sequence[tuple[int, int]]) -> Iterable[str]:
    yield f"{len(codes)} beginbfchar"
    for code, letter in codes:
        yield f"<{code:02X}> <{chr(letter).encode('utf-16-be').hex().upper()}>"
    yield "endbfchar"
