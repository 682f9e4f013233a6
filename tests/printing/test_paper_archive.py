import io
import json
from datetime import UTC, datetime
from functools import cache
from xml.etree import ElementTree

import pikepdf
import presses
import pytest
import samples
from PIL import Image, ImageCms
from presses import paper
from pypdf import PdfReader

from kiosk.printing.srgb import srgb_profile

NAMES = ["failing_by_one", "zero_report"]


@cache
def opened(name: str) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(paper(name).pdf))


@pytest.mark.parametrize("name", [*NAMES, "hall_of_500", "practice"])
def test_qpdf_finds_nothing_to_complain_of(name: str) -> None:
    told = presses.run("qpdf", "--check", "PDF", pdf=paper(name).pdf).decode()
    assert "No syntax or stream encoding errors found" in told


@pytest.mark.parametrize("name", NAMES)
def test_the_metadata_says_part_3_conformance_b(name: str) -> None:
    held = opened(name).Root.Metadata
    assert held.Type == "/Metadata"
    assert held.Subtype == "/XML"
    assert "/Filter" not in held
    tree = ElementTree.fromstring(held.read_bytes().decode().strip("\ufeff"))
    space = "{http://www.aiim.org/pdfa/ns/id/}"
    assert tree.findtext(f".//{space}part") == "3"
    assert tree.findtext(f".//{space}conformance") == "B"


@pytest.mark.parametrize("name", NAMES)
def test_document_information_and_metadata_agree(name: str) -> None:
    pdf = opened(name)
    said = pdf.Root.Metadata.read_bytes().decode()
    info = pdf.docinfo
    assert f">{info.Title}<" in said
    assert f">{info.Creator}<" in said
    assert f">{info.Producer}<" in said
    at = datetime.strptime(str(info.CreationDate), "D:%Y%m%d%H%M%SZ").replace(tzinfo=UTC)
    assert at == getattr(samples, name)().book.utc.replace(microsecond=0)
    assert f"<xmp:CreateDate>{at:%Y-%m-%dT%H:%M:%SZ}<" in said


@pytest.mark.parametrize("name", NAMES)
def test_there_is_one_srgb_output_intent(name: str) -> None:
    (intent,) = opened(name).Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert intent.DestOutputProfile.N == 3
    assert intent.DestOutputProfile.read_bytes() == srgb_profile()


def test_the_profile_is_srgb_to_another_reader() -> None:
    profile = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    assert profile.profile.xcolor_space == "RGB "
    assert "sRGB" in profile.profile.profile_description
    ramp = Image.new("RGB", (256, 3))
    ramp.putdata([(n, 255 - n, (n * 7) % 256) for n in range(256)] * 3)
    seen = ImageCms.profileToProfile(ramp, profile, ImageCms.createProfile("sRGB"))
    pairs = zip(ramp.tobytes(), seen.tobytes(), strict=True)
    assert max(abs(a - b) for a, b in pairs) <= 2


@pytest.mark.parametrize("name", NAMES)
def test_the_record_is_attached_as_data(name: str) -> None:
    root = opened(name).Root
    (described,) = root.AF
    assert described.AFRelationship == "/Data"
    assert described.EF.F.Subtype == "/application/json"
    assert described.F == described.UF == "record.json"
    key, again = root.Names.EmbeddedFiles.Names
    assert key == "record.json"
    assert again.objgen == described.objgen
    held = json.loads(described.EF.F.read_bytes())
    assert held["format"] == "kiosk-record/1"
    assert held["record"]["book"]["entry"] == getattr(samples, name)().book.entry
    assert described.EF.F.Params.Size == len(described.EF.F.read_bytes())


def test_the_attached_record_keeps_fractions_times_and_choices_exact() -> None:
    reader = PdfReader(io.BytesIO(paper("failing_by_one").pdf))
    held = json.loads(reader.attachments["record.json"][0])["record"]
    assert held["plan"]["rule"]["threshold"]["fraction"] == "2/3"
    assert held["opened_at"] == "2026-11-23T06:30:55.123456Z"
    assert held["tally"]["in_favour"] == 79
    assert [line["choice"] for line in held["ballots"]].count([1]) == 79


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_an_archive_forbids_is_in_the_file(name: str) -> None:
    pdf = opened(name)
    assert pdf.pdf_version == "1.7"
    assert not pdf.is_encrypted
    assert len(pdf.trailer.ID) == 2
    for key in ("/OpenAction", "/AcroForm", "/AA"):
        assert key not in pdf.Root
    for held in pdf.objects:
        if isinstance(held, pikepdf.Stream):
            assert "LZWDecode" not in str(held.get("/Filter", ""))
            assert "/F" not in held
        if isinstance(held, pikepdf.Dictionary) and held.get("/Type") == "/Font":
            assert held.Subtype == "/TrueType"
            assert "/FontFile2" in held.FontDescriptor
            assert "/Encoding" not in held
            assert held.FontDescriptor.Flags & 4


@pytest.mark.parametrize("name", NAMES)
def test_every_colour_is_covered_by_the_intent(name: str) -> None:
    for page in opened(name).pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            assert str(operator) not in {"k", "K", "cs", "CS", "sh", "gs"}, operands


def test_the_file_id_follows_the_content() -> None:
    first, second = (opened(name).trailer.ID[0] for name in NAMES)
    assert bytes(first) != bytes(second)


def test_the_modules_are_drawn_as_paths_not_as_a_picture() -> None:
    for page in opened("failing_by_one").pages:
        kinds = {str(held.Subtype) for held in page.Resources.XObject.values()}
        assert kinds == {"/Form"}
