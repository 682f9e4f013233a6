"""Prints each sample once, and reads it back with tools that are not ours."""

import io
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import samples
from PIL import Image
from pypdf import PdfReader

from kiosk.printing.catalog import Paper, print_vote_record, print_zero_report


@cache
def paper(name: str, language: str = "zh_CN") -> Paper:
    """The sample of that name, printed."""
    record = getattr(samples, name)()
    if name == "zero_report":
        return print_zero_report(record, language=language)
    return print_vote_record(record, sign=samples.sign, language=language)


def run(tool: str, *words: str, pdf: bytes) -> bytes:
    """What a Debian tool says of a PDF; `PDF` among the words stands for its path."""
    found = shutil.which(tool)
    assert found, f"{tool} is missing: apt-get install poppler-utils qpdf"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(pdf)
        told = subprocess.run(
            [found, *(str(path) if word == "PDF" else word for word in words)],
            capture_output=True,
            check=False,
        )
    assert told.returncode == 0, told.stderr.decode() + told.stdout.decode()
    return told.stdout


def poppler_pages(name: str, language: str = "zh_CN") -> list[str]:
    """The text of each page as poppler reads it, white space as on the page."""
    told = run("pdftotext", "-layout", "PDF", "-", pdf=paper(name, language).pdf)
    return told.decode().split("\f")[:-1]


def pypdf_pages(name: str, language: str = "zh_CN") -> list[str]:
    """The text of each page as pypdf reads it."""
    reader = PdfReader(io.BytesIO(paper(name, language).pdf))
    return [page.extract_text() for page in reader.pages]


def squeezed(text: str) -> str:
    """The text without any white space."""
    return "".join(text.split())


def rasters(pdf: bytes, dpi: int, *, first: int = 1) -> list[Image.Image]:
    """Each page from `first` on in grey, as a scanner of that resolution would see it."""
    told = run("pdftoppm", "-r", str(dpi), "-f", str(first), "-gray", "PDF", pdf=pdf)
    images, stream = [], io.BytesIO(told)
    while stream.tell() < len(told):
        magic, size, deepest = (stream.readline() for _ in range(3))
        assert (magic.strip(), deepest.strip()) == (b"P5", b"255")
        width, height = map(int, size.split())
        images.append(Image.frombytes("L", (width, height), stream.read(width * height)))
    return images
