"""Places to sign inside the file: empty signature fields over the lines that a hand signs on.

A person signs with ink. The fields say where, to a reader program and to whoever cannot see the
lines; the kiosk fills one of them, the hall's seal. Each has an empty appearance, so that nothing
is drawn over the page and PDF/A's rule is kept that every widget brings its own (ISO 19005-3
§6.3.3); there is no script, no action, and `NeedAppearances` is absent (§6.4.1).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

SEAL = "HallSeal"
PRINTED_AND_LOCKED = 4 + 128


@dataclass(frozen=True, slots=True)
class Field:
    """A place to sign: page from 1, name, whose; left, bottom, right and top in points."""

    page: int
    name: str
    what: str
    box: tuple[float, float, float, float]


def add_fields(pdf: Pdf, fields: Iterable[Field]) -> None:
    """Add the form of these fields, the hall's seal last; nothing where there are none."""
    held = sorted(fields, key=lambda field: field.name == SEAL)
    if not held:
        return
    form = [_widget(pdf, one) for one in held]
    for one, widget in zip(held, form, strict=True):
        page = pdf.pages[one.page - 1].obj
        page.Annots = Array([*page.get("/Annots", Array()), widget])
    pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array(form), SigFlags=0))


def _widget(pdf: Pdf, field: Field) -> Object:
    left, bottom, right, top = (round(at, 2) for at in field.box)
    size = Array([0, 0, round(right - left, 2), round(top - bottom, 2)])
    nothing = Stream(
        pdf, b"", Type=Name.XObject, Subtype=Name.Form, BBox=size, Resources=Dictionary()
    )  # pyright: ignore[reportUnknownMemberType]
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(field.name),
            TU=String(field.what),
            F=PRINTED_AND_LOCKED,
            P=pdf.pages[field.page - 1].obj,
            Rect=Array([left, bottom, right, top]),
            AP=Dictionary(N=pdf.make_indirect(nothing)),
        )
    )
