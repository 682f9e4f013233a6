"""会议纪要（草稿） as a .docx that an office edits, laid out by GB/T 9704-2012 for public papers.

A4, margins 37/35/28/26 mm; the title in 22 pt, headings in 16 pt SimHei, text in 16 pt FangSong on
lines of 28 pt. The fonts are named, not embedded: where a machine lacks one, the office suite puts
another in its place. The same minutes give the same bytes: python-docx stamps the hour of writing
on every member of its archive, so the archive is written anew.
"""

import io
import zipfile
from typing import Any, Protocol, cast

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from kiosk.meeting.minutes import Minutes
from kiosk.printing.minutes_words import Level, Paragraph, draft_title, paragraphs
from kiosk.words import Words

EPOCH = (1980, 1, 1, 0, 0, 0)
LATIN = "Times New Roman"
TITLE_FONT, HEAD_FONT, ITEM_FONT, TEXT_FONT = "SimSun", "SimHei", "KaiTi", "FangSong"
MARGINS = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26}
LINE = Pt(28)


class _Run(Protocol):
    font: Any
    element: Any


def minutes_docx(held: Minutes, words: Words) -> bytes:
    """The bytes of the .docx."""
    document: Any = Document()
    _page(document)
    _properties(document, held, words)
    _add(document, draft_title(held, words), font=TITLE_FONT, size=22, centred=True, bold=True)
    for one in paragraphs(held, words):
        _paragraph(document, one)
    sink = io.BytesIO()
    document.save(sink)
    return _stamped(sink.getvalue())


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, wide in MARGINS.items():
        setattr(section, name, Mm(wide))


def _properties(document: Any, held: Minutes, words: Words) -> None:
    told = document.core_properties
    at = held.book.utc.replace(tzinfo=None, microsecond=0)
    told.title, told.author = draft_title(held, words), held.heading.software
    told.created = told.modified = at
    told.last_modified_by, told.revision = held.heading.software, 1
    told.identifier, told.language = held.paper.number, words.language.replace("_", "-")
    told.comments = f"{held.heading.meeting} #{held.book.entry} {held.book.sha256}"


def _paragraph(document: Any, one: Paragraph) -> None:
    if one.level is Level.SECTION:
        _add(document, one.text, font=HEAD_FONT, keep=True)
    elif one.level is Level.ITEM:
        _add(document, one.text, font=ITEM_FONT, keep=True)
    else:
        _add(document, one.text, font=TEXT_FONT)


def _add(
    document: Any,
    text: str,
    *,
    font: str,
    size: int = 16,
    centred: bool = False,
    bold: bool = False,
    keep: bool = False,
) -> None:
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    form.space_before = form.space_after = Pt(14) if centred else Pt(0)
    form.keep_with_next = keep
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        form.line_spacing = Pt(36)
    else:
        form.first_line_indent = Pt(2 * size)
    _face(cast("_Run", paragraph.add_run(text)), font, size=size, bold=bold)


def _face(run: _Run, font: str, *, size: int, bold: bool) -> None:
    """Latin and Han letters have their own fonts in a run."""
    run.font.name, run.font.size, run.font.bold = LATIN, Pt(size), bold
    run.element.rPr.rFonts.set(qn("w:eastAsia"), font)


def _stamped(held: bytes) -> bytes:
    """The same archive, every member of it stamped alike."""
    sink = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(held)) as source,
        zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return sink.getvalue()
