"""Each rule of PDF/A-3b that we can tell holds for every paper, and can fail."""

import io
from collections.abc import Callable

import pikepdf
import pytest
import samples
from archive_rules import RULES, faults
from pikepdf import Array, Dictionary, Name, Pdf, String
from presses import paper

from kiosk.printing.catalog import print_vote_record
from kiosk.printing.paper_frames import PollText


def with_codes() -> bytes:
    """A record with codes and two attached files."""
    text = PollText(b'{"any":"text"}\n' * 200, 1, 2)
    return print_vote_record(samples.failing_by_one(), sign=samples.sign, poll=text).pdf


@pytest.mark.parametrize(
    "name", ["failing_by_one", "choose_three", "rare_names", "practice", "zero_report"]
)
def test_no_rule_is_broken_by_a_paper(name: str) -> None:
    assert faults(paper(name).pdf) == []


def test_no_rule_is_broken_by_a_record_with_codes() -> None:
    assert faults(with_codes()) == []


def part_2(pdf: Pdf) -> None:
    said = pdf.Root.Metadata.read_bytes().replace(b"<pdfaid:part>3<", b"<pdfaid:part>2<")
    pdf.Root.Metadata = pdf.make_stream(said, Type=Name.Metadata, Subtype=Name.XML)


def another_title(pdf: Pdf) -> None:
    pdf.docinfo["/Title"] = String("another paper")


def no_intent(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


def gray_profile(pdf: Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile.N = 1


def unrelated(pdf: Pdf) -> None:
    del pdf.Root.AF[0].AFRelationship


def untyped(pdf: Pdf) -> None:
    del pdf.Root.AF[0].EF.F.Subtype


def unassociated(pdf: Pdf) -> None:
    pdf.Root.AF = Array([])


def changed_attachment(pdf: Pdf) -> None:
    spec = pdf.Root.AF[0]
    params = spec.EF.F.Params
    held = pdf.make_stream(b"{}", Type=Name.EmbeddedFile, Subtype=Name("/application/json"))
    held.Params = params
    spec.EF = Dictionary(F=held, UF=held)


def helvetica(pdf: Pdf) -> None:
    """What reportlab refers to when nobody tells it another first font."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    font.ToUnicode = pdf.make_stream(b"")
    pdf.pages[0].Resources.Font.F9 = pdf.make_indirect(font)


def outlines_gone(pdf: Pdf) -> None:
    del next(iter(pdf.pages[0].Resources.Font.values())).FontDescriptor.FontFile2


def no_unicode(pdf: Pdf) -> None:
    del next(iter(pdf.pages[0].Resources.Font.values())).ToUnicode


def half_seen(pdf: Pdf) -> None:
    state = pdf.make_indirect(Dictionary(Type=Name.ExtGState, ca=0.5))
    pdf.pages[0].Resources.ExtGState = Dictionary(G0=state)


def group(pdf: Pdf) -> None:
    pdf.pages[0].Group = pdf.make_indirect(Dictionary(S=Name.Transparency, CS=Name.DeviceRGB))


def script(pdf: Pdf) -> None:
    action = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.pages[0].Annots = Array([pdf.make_indirect(Dictionary(A=pdf.make_indirect(action)))])


def at_opening(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.Named, N=Name.Print)


def elsewhere(pdf: Pdf) -> None:
    pdf.Root.AF[0].EF.F.F = String("other.json")


def cmyk(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 0 1 k", prepend=True)


CONTROLS: dict[Callable[[Pdf], None], str] = {
    part_2: "identification",
    another_title: "information",
    no_intent: "output intent",
    gray_profile: "output intent",
    unrelated: "attachments",
    untyped: "attachments",
    unassociated: "attachments",
    changed_attachment: "attachments",
    helvetica: "fonts",
    outlines_gone: "fonts",
    no_unicode: "unicode",
    half_seen: "transparency",
    group: "transparency",
    script: "actions",
    at_opening: "actions",
    elsewhere: "filters",
    cmyk: "colour",
}


@pytest.mark.parametrize("spoil", CONTROLS, ids=lambda spoil: spoil.__name__)
def test_a_spoilt_paper_breaks_the_rule_and_no_other(spoil: Callable[[Pdf], None]) -> None:
    sink = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper("failing_by_one").pdf)) as pdf:
        spoil(pdf)
        pdf.save(sink, deterministic_id=True)
    assert faults(sink.getvalue()) == [CONTROLS[spoil]]


def test_an_encrypted_paper_and_one_without_a_file_identifier_are_told() -> None:
    sink = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper("failing_by_one").pdf)) as pdf:
        pdf.save(sink, encryption=pikepdf.Encryption(owner="a", user="b"))
        assert faults(sink.getvalue()) == ["encryption"]
        del pdf.trailer.ID
        assert not RULES["file identifier"](pdf)


def test_every_rule_has_been_seen_to_fail() -> None:
    assert {*CONTROLS.values(), "file identifier"} == RULES.keys()
