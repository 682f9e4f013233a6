"""PDF/A-3b (ISO 19005-3): the drawn PDF made fit for an archive, the same bytes every time.

Added: XMP with part 3, conformance B; an sRGB OutputIntent; the machine-readable record, and the
entries of a named poll, as embedded files with /AF, /AFRelationship /Data, name tree and MIME type;
dates taken from the record; a file id made from the content.

The limit: no PDF/A validator is packaged with the kiosk. The tests check each rule named here on
the structure of the file, and that every font is embedded; a conformance verdict needs veraPDF.
"""

import hashlib
import io
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, Stream, String

from kiosk.printing.sign_fields import Field, add_fields
from kiosk.printing.srgb import srgb_profile

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>{iso}</xmp:CreateDate><xmp:ModifyDate>{iso}</xmp:ModifyDate>
<xmp:CreatorTool>{creator}</xmp:CreatorTool><pdf:Producer>{producer}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
PRODUCER = "kiosk (reportlab, pikepdf)"


JSON, JSON_LINES = "/application/json", "/application/x-ndjson"
DESCRIBED = {
    JSON: "The record of this paper as JSON",
    JSON_LINES: "The entries of this poll (docs/bundle.md §12)",
}


@dataclass(frozen=True, slots=True)
class Attached:
    """A file inside the paper: its name (ASCII), its MIME type as a PDF name, its bytes."""

    name: str
    kind: str
    held: bytes


@dataclass(frozen=True, slots=True)
class Archive:
    """What the archive is told of a paper: title, language tag, maker, time, attached files.

    The files stand in the order of their names; `fields` are the places to sign, none where the
    hall signs outside the file only.
    """

    title: str
    language: str
    creator: str
    at: datetime
    attached: tuple[Attached, ...]
    fields: tuple[Field, ...] = ()


def archived(drawn: bytes, archive: Archive) -> bytes:
    """The PDF/A-3b bytes of a drawn PDF."""
    with Pdf.open(io.BytesIO(drawn)) as pdf:
        _add_intent(pdf)
        _add_words(pdf, archive)
        _attach(pdf, archive)
        add_fields(pdf, archive.fields)
        del pdf.trailer.ID  # reportlab gives every invariant file the same one
        sink = io.BytesIO()
        pdf.save(
            sink,
            deterministic_id=True,
            force_version="1.7",
            object_stream_mode=ObjectStreamMode.disable,
        )
    return sink.getvalue()


def _add_intent(pdf: Pdf) -> None:
    profile = _stream(pdf, srgb_profile(), N=3, Alternate=Name.DeviceRGB)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _add_words(pdf: Pdf, archive: Archive) -> None:
    """XMP and document information, which must say the same."""
    at = archive.at.astimezone(UTC)
    said = XMP.format(
        title=escape(archive.title),
        iso=f"{at:%Y-%m-%dT%H:%M:%SZ}",
        creator=escape(archive.creator),
        producer=PRODUCER,
    )
    xmp = _stream(pdf, said.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Metadata = xmp
    pdf.Root.Lang = String(archive.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(archive.title),
            Creator=String(archive.creator),
            Producer=String(PRODUCER),
            CreationDate=_date(at),
            ModDate=_date(at),
        )
    )


def _attach(pdf: Pdf, archive: Archive) -> None:
    held = sorted(archive.attached, key=lambda one: one.name)
    specs = {one.name: _described(pdf, one, archive.at) for one in held}
    names = [part for name, spec in specs.items() for part in (String(name), spec)]
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array(names)))
    pdf.Root.AF = Array(list(specs.values()))


def _described(pdf: Pdf, one: Attached, at: datetime) -> Object:
    """The file specification of an attached file."""
    held = _stream(
        pdf,
        one.held,
        Type=Name.EmbeddedFile,
        Subtype=Name(one.kind),
        Params=Dictionary(
            Size=len(one.held),
            ModDate=_date(at.astimezone(UTC)),
            CheckSum=String(hashlib.md5(one.held, usedforsecurity=False).digest()),
        ),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(one.name),
            UF=String(one.name),
            Desc=String(DESCRIBED[one.kind]),
            AFRelationship=Name.Data,
            EF=Dictionary(F=held, UF=held),
        )
    )


def _stream(pdf: Pdf, held: bytes, **members: object) -> Stream:
    return pdf.make_stream(held, **members)  # pyright: ignore[reportUnknownMemberType]


def _date(at: datetime) -> Object:
    return String(f"D:{at:%Y%m%d%H%M%S}Z")
