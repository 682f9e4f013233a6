"""The printers without a queue: the print verb of Windows, a folder, and the station over all."""

from pathlib import Path

import pytest

from kiosk.devices.printer import DeviceTold, JobLaid, JobNotLaid, JobTold, Sheet, Told
from kiosk.devices.printer_station import PrinterStation
from kiosk.devices.printers.catalog import printer_for
from kiosk.devices.printers.cups import CupsPrinter
from kiosk.devices.printers.folder import FolderPrinter
from kiosk.devices.printers.verb import VerbPrinter
from kiosk.devices.settings import PrinterSettings
from kiosk.faults import PrinterFault


@pytest.fixture
def pdf(tmp_path):
    file = tmp_path / "2026-001.pdf"
    file.write_bytes(b"%PDF-1.7 one")
    return file


class Verb:
    """The print verb of a Windows PC; `broken` has no program that prints PDF."""

    def __init__(self, *, broken: bool = False) -> None:
        self.asked = []
        self.broken = broken

    def __call__(self, file: str, verb: str) -> None:
        if self.broken:
            raise OSError(1155, "no application is associated")
        self.asked.append((file, verb))


def station_of(printer):
    heard = []
    return PrinterStation(printer, heard.append, on_crash=lambda where, bug: None), heard


def test_the_print_verb_hands_a_paper_over_once_and_cannot_be_asked(pdf):
    verb = Verb()
    printer = VerbPrinter("office", start=verb)
    job = printer.lay(pdf, "2026-001/1")
    assert (printer.ask(job), verb.asked) == (Told.HELD, [])
    printer.release(job)
    assert (printer.ask(job), verb.asked) == (Told.UNTOLD, [(str(pdf), "print")])
    assert printer.look() is Told.UNTOLD


def test_a_job_of_an_earlier_run_is_never_handed_over_again(pdf):
    verb = Verb()
    job = VerbPrinter("office", start=verb).lay(pdf, "2026-001/1")
    station, heard = station_of(VerbPrinter("office", start=verb))
    station.follow("2026-001", 1, job)
    station.step()
    assert JobTold("2026-001", 1, Told.UNTOLD) in heard
    assert verb.asked == []


def test_a_pc_that_cannot_print_pdf_says_that_the_job_failed(pdf, caplog):
    printer = VerbPrinter("office", start=Verb(broken=True))
    job = printer.lay(pdf, "2026-001/1")
    printer.release(job)
    assert printer.ask(job) is Told.FAILED
    assert "the print verb failed for 2026-001.pdf" in caplog.text
    caplog.clear()


def test_what_was_not_handed_over_yet_can_be_taken_back(pdf):
    verb = Verb()
    printer = VerbPrinter("office", start=verb)
    job = printer.lay(pdf, "2026-001/1")
    printer.cancel(job)
    assert (printer.ask(job), verb.asked) == (Told.UNTOLD, [])


def test_a_folder_keeps_the_state_of_its_jobs_for_whoever_asks(pdf, tmp_path):
    folder = tmp_path / "tray"
    folder.mkdir()
    one = FolderPrinter(folder)
    first, second = one.lay(pdf, "2026-001/1"), one.lay(pdf, "2026-001/1")
    assert first != second
    one.release(first)
    one.cancel(second)
    again = FolderPrinter(folder)
    assert [again.ask(first), again.ask(first)] == [Told.PRINTING, Told.DONE]
    assert again.ask(second) is Told.CANCELLED
    assert again.ask("7-other.pdf") is Told.UNKNOWN
    assert (folder / "out" / first).read_bytes() == pdf.read_bytes()


def test_a_folder_that_is_a_file_is_one_clear_line(pdf, tmp_path):
    place = tmp_path / "tray"
    place.write_text("")
    with pytest.raises(PrinterFault, match="make the folder, or name another one"):
        FolderPrinter(place).lay(pdf, "2026-001/1")


def test_a_folder_gone_or_out_of_reach_takes_nothing(pdf, tmp_path):
    (tmp_path / "condition").write_text("gone")
    with pytest.raises(PrinterFault, match="switch the printer on"):
        FolderPrinter(tmp_path).lay(pdf, "2026-001/1")


class Troubled(FolderPrinter):
    """A folder whose `cancel` and `look` fail while it is `away`."""

    away = False

    def look(self):
        if self.away:
            raise PrinterFault("it is away", where="tray", cure="fetch it")
        return super().look()


def test_the_station_tells_each_change_once_and_goes_on_cancelling(pdf, tmp_path):
    tray = tmp_path / "tray"
    tray.mkdir()
    printer = Troubled(tray)
    station, heard = station_of(printer)
    station.lay(Sheet("2026-001", 1, pdf))
    assert station.step() == pytest.approx(2)
    laid = next(one for one in heard if isinstance(one, JobLaid))
    printer.away = True
    station.cancel("2026-001", 1, laid.job)
    station.follow("2026-002", 1, "1-x.pdf")
    station.lay(Sheet("2026-003", 1, pdf))
    for _ in range(2):
        assert station.step() == pytest.approx(0.5)
    printer.away = False
    station.step()
    assert printer.ask(laid.job) is Told.CANCELLED
    (failed,) = [one for one in heard if isinstance(one, JobNotLaid)]
    assert failed.sheet.number == "2026-003"
    assert [one for one in heard if isinstance(one, JobTold | DeviceTold)] == [
        DeviceTold("printer", True, Told.READY),
        JobTold("2026-002", 1, Told.UNREACHABLE),
        DeviceTold("printer", False, Told.UNREACHABLE),
        JobTold("2026-002", 1, Told.UNKNOWN),
        DeviceTold("printer", True, Told.READY),
    ]


def test_a_job_that_is_taken_back_leaves_another_of_the_same_copy_alone(pdf, tmp_path):
    printer = FolderPrinter(tmp_path)
    station, heard = station_of(printer)
    first, second = printer.lay(pdf, "2026-001/1"), printer.lay(pdf, "2026-001/1")
    station.follow("2026-001", 1, first)
    station.cancel("2026-001", 1, second)
    for _ in range(3):
        station.step()
    assert JobTold("2026-001", 1, Told.DONE) in heard
    assert printer.ask(second) is Told.CANCELLED


def test_a_job_held_again_by_somebody_at_the_queue_stays_held(pdf, tmp_path):
    printer = FolderPrinter(tmp_path)
    station, heard = station_of(printer)
    job = printer.lay(pdf, "2026-001/1")
    (tmp_path / "condition").write_text("paper_out")
    station.follow("2026-001", 1, job)
    station.step()
    (tmp_path / "queue" / job).rename(tmp_path / "held" / job)
    (tmp_path / "condition").write_text("")
    station.step()
    assert JobTold("2026-001", 1, Told.WAITING) in heard
    assert (tmp_path / "held" / job).exists()


def test_a_bug_on_the_stations_thread_is_told_and_ends_it(caplog):
    crashed = []

    class Broken(FolderPrinter):
        def look(self):
            raise KeyError("a bug")

    station = PrinterStation(
        Broken(Path("tray")),
        lambda event: None,
        on_crash=lambda where, bug: crashed.append((where, str(bug))),
    )
    station.start()
    station.stop()
    assert crashed == [("printer", "'a bug'")]
    caplog.clear()


def test_the_settings_say_which_printer(tmp_path):
    assert isinstance(printer_for(PrinterSettings(name="hall")), CupsPrinter)
    assert isinstance(printer_for(PrinterSettings(kind="folder", folder=tmp_path)), FolderPrinter)
    assert isinstance(printer_for(PrinterSettings(kind="windows")), VerbPrinter)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({}, "needs the name of its queue"),
        ({"kind": "folder"}, "needs its folder"),
        ({"name": "a b"}, "pattern"),
        ({"name": "hall", "server": "nowhere"}, "pattern"),
    ],
)
def test_a_printer_that_cannot_be_is_refused_with_its_key(settings, told):
    with pytest.raises(ValueError, match=told):
        PrinterSettings(**settings)
