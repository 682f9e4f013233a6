"""Printing through a real CUPS: what is laid waits, what is released comes out, once."""

import os
import pwd
import shutil
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from cups_server import PATIENCE_S, CupsServer, missing
from reportlab.pdfgen.canvas import Canvas

from kiosk.devices.printer import JobLaid, JobTold, Sheet, Told
from kiosk.devices.printer_station import PrinterStation
from kiosk.devices.printers.cups import CupsPrinter
from kiosk.faults import PrinterFault

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())
PPD = "/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd"
TITLE = f"kiosk_cups_pdf_{os.getpid()}"


@pytest.fixture(scope="module")
def server():
    """In a folder that the account of the filters, which is not ours, may enter."""
    with TemporaryDirectory(prefix="kiosk-cups-") as folder:
        server = CupsServer(Path(folder))
        yield server
        server.stop()


@pytest.fixture
def tray(server):
    """The server with a tray that is empty and well, and a queue that is enabled."""
    server.condition("")
    server.admin("lpadmin", "-p", "hall", "-v", f"tray:{server.tray}", "-m", "raw", "-E")
    for old in server.tray.glob("[0-9]*.pdf"):
        old.unlink()
    return server


@pytest.fixture
def printer(tray):
    return CupsPrinter("hall", server=tray.address, options=("media=A4", "print-scaling=none"))


@pytest.fixture
def pdf(tmp_path):
    file = tmp_path / "2026-001 vote record.pdf"
    canvas = Canvas(str(file))
    canvas.drawString(100, 700, "Paper 2026-001 of the hall")
    canvas.save()
    return file


def until(printer, job, told):
    end = time.monotonic() + PATIENCE_S
    while (said := printer.ask(job)) is not told:
        assert time.monotonic() < end, said
        time.sleep(0.02)


def test_the_filed_paper_comes_out_as_it_was_filed_and_only_when_it_is_released(printer, tray, pdf):
    job = printer.lay(pdf, "2026-001/1")
    assert printer.ask(job) is Told.HELD
    time.sleep(0.1)
    assert tray.printed() == []
    printer.release(job)
    until(printer, job, Told.DONE)
    assert tray.printed() == [pdf.read_bytes()]
    printer.cancel(job)
    assert printer.ask(job) is Told.DONE


@pytest.mark.parametrize(
    ("word", "told"), [("media-empty", Told.PAPER_OUT), ("media-jam", Told.JAM)]
)
def test_a_printer_in_trouble_says_so_and_goes_on_when_it_is_mended(printer, tray, pdf, word, told):
    tray.condition(word)
    job = printer.lay(pdf, "2026-001/1")
    printer.release(job)
    until(printer, job, told)
    assert printer.look() is told
    tray.condition("")
    until(printer, job, Told.DONE)
    assert printer.look() is Told.READY
    assert len(tray.printed()) == 1


def test_a_job_that_is_cancelled_in_the_queue_never_comes_out(printer, tray, pdf):
    tray.condition("media-empty")
    job = printer.lay(pdf, "2026-001/1")
    printer.release(job)
    until(printer, job, Told.PAPER_OUT)
    printer.cancel(job)
    until(printer, job, Told.CANCELLED)
    tray.rest()
    tray.condition("")
    assert tray.printed() == []


def test_a_printer_that_stops_keeps_the_job_and_prints_it_when_it_is_enabled(printer, tray, pdf):
    tray.condition("die")
    job = printer.lay(pdf, "2026-001/1")
    printer.release(job)
    until(printer, job, Told.STOPPED)
    tray.condition("")
    tray.admin("cupsenable", "hall")
    until(printer, job, Told.DONE)
    assert len(tray.printed()) == 1


def test_a_job_that_the_backend_gives_up_is_told_cancelled(printer, tray, pdf):
    tray.condition("fail")
    job = printer.lay(pdf, "2026-001/1")
    printer.release(job)
    until(printer, job, Told.CANCELLED)
    assert tray.printed() == []


def test_a_printer_taken_away_in_the_middle_is_gone_and_its_job_never_comes_back(
    printer, tray, pdf
):
    tray.condition("media-empty")
    job = printer.lay(pdf, "2026-001/1")
    printer.release(job)
    until(printer, job, Told.PAPER_OUT)
    tray.admin("lpadmin", "-x", "hall")
    until(printer, job, Told.GONE)
    assert printer.look() is Told.GONE
    with pytest.raises(PrinterFault, match="does not take the paper"):
        printer.lay(pdf, "2026-001/1")
    tray.rest()
    tray.condition("")
    tray.admin("lpadmin", "-p", "hall", "-v", f"tray:{tray.tray}", "-m", "raw", "-E")
    assert printer.ask(job) is Told.CANCELLED
    assert tray.printed() == []


def test_a_number_that_another_job_has_now_is_not_taken_for_ours(printer, tray, pdf):
    number = printer.lay(pdf, "2026-001/1").split()[0]
    assert printer.ask(number) is Told.HELD
    assert printer.ask(f"{number} urn:uuid:00000000-0000-0000-0000-000000000000") is Told.UNKNOWN
    printer.cancel(number)


def test_a_server_that_is_down_is_told_and_the_job_is_found_again_when_it_is_up(tray, pdf, printer):
    """Also the station: it goes on asking, and releases what the server kept back."""
    heard = []
    station = PrinterStation(printer, heard.append, on_crash=lambda where, bug: None)
    station.lay(Sheet("2026-001", 1, pdf))
    station.step()
    (laid,) = [one for one in heard if isinstance(one, JobLaid)]
    tray.stop()
    with pytest.raises(PrinterFault, match="does not answer"):
        printer.look()
    station.follow("2026-001", 1, laid.job)
    station.step()
    assert JobTold("2026-001", 1, Told.UNREACHABLE) in heard
    tray.start()
    end = time.monotonic() + PATIENCE_S
    while JobTold("2026-001", 1, Told.DONE) not in heard:
        assert time.monotonic() < end, heard
        station.step()
    assert tray.printed() == [pdf.read_bytes()]


def test_a_printing_system_that_is_not_installed_is_one_clear_line(pdf, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(PrinterFault, match=r"program lp .* install the packages cups-client"):
        CupsPrinter("hall").lay(pdf, "2026-001/1")


@pytest.fixture
def pdf_folder():
    """Where cups-pdf leaves what root prints (its settings are the system's); then as before."""
    folder, log = (
        Path(pwd.getpwuid(os.geteuid()).pw_dir) / "PDF",
        Path("/var/log/cups/cups-pdf-kiosk_log"),
    )
    there = folder.exists()
    yield folder
    for file in folder.glob(f"*{TITLE}*"):
        file.unlink()
    if not there and folder.exists():
        folder.rmdir()
    log.unlink(missing_ok=True)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="missing: pdftotext")
def test_what_cups_pdf_prints_says_what_the_filed_paper_says(tray, pdf, pdf_folder):
    if os.geteuid() or not (tray.folder / "bin" / "backend" / "cups-pdf").exists():
        pytest.skip("missing: cups-pdf, or the right to run its backend")
    tray.admin("lpadmin", "-p", "kiosk", "-v", "cups-pdf:/", "-P", PPD, "-E")
    printer = CupsPrinter("kiosk", server=tray.address)
    job = printer.lay(pdf, TITLE)
    printer.release(job)
    until(printer, job, Told.DONE)
    (made,) = pdf_folder.glob(f"*{TITLE}*")
    said = subprocess.run(["pdftotext", made, "-"], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "Paper 2026-001 of the hall"
