"""A receipt printer by ESC/POS: a picture, then the cut; one connection a slip.

`network` is a raw TCP port (9100), `serial` a serial line, `file` a device file such as
`/dev/usb/lp0`. The printer's own fonts and code pages are never used (`printing.slip`).

python-escpos makes the bytes; they are sent from here, since its network printer leaves its socket
open where nobody answers (3.1).
"""

import io
import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol, cast

import serial
from escpos.printer import Dummy
from PIL import Image

from kiosk.devices.settings import SlipSettings
from kiosk.faults import PrinterFault, system_words

PATIENCE_S = 5


class _Profile(Protocol):
    profile_data: dict[str, object]


class _EscPos(Protocol):
    """What we use of a printer of python-escpos."""

    output: bytes
    profile: "_Profile"

    def image(self, img_source: Image.Image) -> None: ...

    def cut(self) -> None: ...


class ReceiptPrinter:
    """The printer of these settings; nothing is opened before the first slip."""

    def __init__(self, settings: SlipSettings) -> None:
        self.name = settings.place
        self._settings = settings

    def print(self, png: bytes) -> None:
        """Print a picture and cut it off; `PrinterFault` when the printer does not take it."""
        try:
            SENT[self._settings.kind](self._settings, escpos_bytes(png))
        except OSError as error:
            raise PrinterFault(
                "the slip printer does not answer: {why}",
                where=self.name,
                cure="switch it on, check cable and paper roll: slips go on by themselves",
                why=system_words(error),
            ) from error


def escpos_bytes(png: bytes) -> bytes:
    """The picture in raster form (GS v 0), and a cut behind it.

    The library complains on stdout of a profile without a width; ours is the picture's.
    """
    printer, picture = cast("_EscPos", Dummy()), Image.open(io.BytesIO(png))
    width = {"media": {"width": {"pixels": picture.width}}}
    printer.profile.profile_data = printer.profile.profile_data | width
    printer.image(picture)
    printer.cut()
    return printer.output


def _network(settings: SlipSettings, data: bytes) -> None:
    with socket.create_connection((settings.host, settings.port), PATIENCE_S) as line:
        line.sendall(data)


def _serial(settings: SlipSettings, data: bytes) -> None:
    """`SerialException` is an `OSError`."""
    with serial.Serial(settings.device, settings.baud, write_timeout=PATIENCE_S) as line:
        line.write(data)
        line.flush()


def _file(settings: SlipSettings, data: bytes) -> None:
    with Path(settings.device).open("wb") as device:
        device.write(data)


SENT: Mapping[str, Callable[[SlipSettings, bytes], None]] = {
    "network": _network,
    "serial": _serial,
    "file": _file,
}
