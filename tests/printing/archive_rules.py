"""The rules of PDF/A-3b (ISO 19005-3) that can be told from the structure of a file.

No validator is packaged for this project. These are our own readings of the clauses named beside
each rule; they say what is wrong, and nothing here says that a file conforms. A verdict needs
veraPDF, with which a record was compared once.
"""

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import md5
from xml.etree import ElementTree

import pikepdf
from PIL import ImageCms

PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
PDF = "{http://ns.adobe.com/pdf/1.3/}"
DC = "{http://purl.org/dc/elements/1.1/}"
ACTIONS = ("/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide")


def faults(pdf: bytes) -> list[str]:
    """The rules a file breaks, each by its name."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            return [name for name, holds in RULES.items() if not holds(opened)]
    except pikepdf.PasswordError:
        return ["encryption"]


def _metadata(pdf: pikepdf.Pdf) -> ElementTree.Element:
    held = pdf.Root.get("/Metadata")
    if held is None:
        return ElementTree.Element("none")
    return ElementTree.fromstring(held.read_bytes().decode().strip("\ufeff"))


def _identified(pdf: pikepdf.Pdf) -> bool:
    """6.6.4: part 3, conformance B; 6.6.2.1: the metadata stream has no filter."""
    tree = _metadata(pdf)
    said = tree.findtext(f".//{PDFAID}part"), tree.findtext(f".//{PDFAID}conformance")
    return said == ("3", "B") and "/Filter" not in pdf.Root.Metadata


def _told_twice_alike(pdf: pikepdf.Pdf) -> bool:
    """6.6.3: what the document information says the metadata say, too."""
    tree, told = _metadata(pdf), pdf.docinfo
    made = datetime.strptime(str(told.get("/CreationDate", "")), "D:%Y%m%d%H%M%SZ")
    title = tree.findtext(f".//{DC}title//{{*}}li")
    creator, producer = tree.findtext(f".//{XMP}CreatorTool"), tree.findtext(f".//{PDF}Producer")
    return (title, creator, producer, tree.findtext(f".//{XMP}CreateDate")) == (
        str(told.get("/Title")),
        str(told.get("/Creator")),
        str(told.get("/Producer")),
        f"{made.replace(tzinfo=UTC):%Y-%m-%dT%H:%M:%SZ}",
    )


def _intended(pdf: pikepdf.Pdf) -> bool:
    """6.2.3: one GTS_PDFA1 intent with an RGB profile of three components."""
    intents = pdf.Root.get("/OutputIntents", [])
    if len(intents) != 1 or intents[0].S != "/GTS_PDFA1":
        return False
    held = intents[0].DestOutputProfile
    profile = ImageCms.ImageCmsProfile(io.BytesIO(held.read_bytes())).profile
    return held.N == 3 and profile.xcolor_space == "RGB "


def _attached(pdf: pikepdf.Pdf) -> bool:
    """6.8: each embedded file is named twice, typed, related, associated, with size and check."""
    names = pdf.Root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])
    specs = list(names)[1::2]
    listed = [spec.objgen for spec in pdf.Root.get("/AF", [])]
    return bool(specs) and [spec.objgen for spec in specs] == listed and all(map(_whole, specs))


def _whole(spec: pikepdf.Object) -> bool:
    held = spec.EF.F
    content = held.read_bytes()
    typed = "/" in str(held.get("/Subtype", ""))[1:] and spec.get("/AFRelationship") == "/Data"
    named = spec.get("/F") == spec.get("/UF") and spec.get("/F") is not None
    told = held.get("/Params", {})
    check = bytes(told.get("/CheckSum", b"")) == md5(content, usedforsecurity=False).digest()
    return typed and named and told.get("/Size") == len(content) and check


def _named_by_content(pdf: pikepdf.Pdf) -> bool:
    """6.1.3: the trailer has a file identifier of two strings."""
    return len(pdf.trailer.get("/ID", [])) == 2


def _objects(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for held in pdf.objects:
        if isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
            yield held


def _embedded(pdf: pikepdf.Pdf) -> bool:
    """6.2.11.4: every font that is referred to brings its outlines; none of the fourteen."""
    fonts = [held for held in _objects(pdf) if held.get("/Type") == "/Font"]
    return bool(fonts) and all("/FontFile2" in one.get("/FontDescriptor", {}) for one in fonts)


def _readable(pdf: pikepdf.Pdf) -> bool:
    """6.2.11.7 (asked of level U, kept here): every font maps its codes to Unicode."""
    return all("/ToUnicode" in one for one in _objects(pdf) if one.get("/Type") == "/Font")


def _opaque(pdf: pikepdf.Pdf) -> bool:
    """6.2.10: ours is stricter, no transparency at all: no group, no soft mask, no alpha."""
    return not any(
        held.get("/S") == "/Transparency"
        or any(name in held for name in ("/SMask", "/BM"))
        or any(held.get(name, 1) != 1 for name in ("/ca", "/CA"))
        for held in _objects(pdf)
    )


def _inert(pdf: pikepdf.Pdf) -> bool:
    """6.5, 6.6.1: no action of a forbidden kind, nothing that runs when the file is opened."""
    if any(name in pdf.Root for name in ("/OpenAction", "/AA")):
        return False
    if "/JavaScript" in pdf.Root.get("/Names", {}):
        return False
    return not any(held.get("/S") in ACTIONS for held in _objects(pdf))


def _plainly_coded(pdf: pikepdf.Pdf) -> bool:
    """6.1.7: no LZW, no Crypt filter, no stream kept in another file."""
    for held in _objects(pdf):
        if isinstance(held, pikepdf.Stream):
            filters = str(held.get("/Filter", ""))
            if "LZW" in filters or "Crypt" in filters or "/F" in held:
                return False
    return not pdf.is_encrypted


def _in_gray_or_rgb(pdf: pikepdf.Pdf) -> bool:
    """6.2.4: device colours that the RGB intent covers; no CMYK, no shading, no named space."""
    return not any(
        str(operator) in {"k", "K", "cs", "CS", "sh"}
        for page in pdf.pages
        for _, operator in pikepdf.parse_content_stream(page)
    )


RULES: dict[str, Callable[[pikepdf.Pdf], bool]] = {
    "identification": _identified,
    "information": _told_twice_alike,
    "output intent": _intended,
    "attachments": _attached,
    "file identifier": _named_by_content,
    "fonts": _embedded,
    "unicode": _readable,
    "transparency": _opaque,
    "actions": _inert,
    "filters": _plainly_coded,
    "colour": _in_gray_or_rgb,
}
