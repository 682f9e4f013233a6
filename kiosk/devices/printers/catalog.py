"""Which printer the settings mean."""

from kiosk.devices.printer import Printer
from kiosk.devices.printers.cups import CupsPrinter
from kiosk.devices.printers.folder import FolderPrinter
from kiosk.devices.printers.verb import VerbPrinter
from kiosk.devices.settings import PrinterSettings


def printer_for(settings: PrinterSettings) -> Printer:
    """The printer of these settings; nothing is asked or opened yet."""
    if settings.kind == "cups":
        return CupsPrinter(settings.name, server=settings.server, options=settings.options)
    if settings.folder is not None:
        return FolderPrinter(settings.folder)
    return VerbPrinter(settings.name or settings.kind)
