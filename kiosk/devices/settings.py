"""The settings of the equipment, as they stand in `kiosk.toml`."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

Baud = Literal[1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400, 460800, 921600]

MAC = re.compile(r"[0-9A-F]{2}(:[0-9A-F]{2}){5}")

LINES: Mapping[str, tuple[int, str]] = {
    "sunvote": (19200, "N"),
    "taiden": (9600, "N"),
    "jsonline": (115200, "N"),
}
"""Speed and parity of the protocols whose maker has fixed them, where the settings say nothing."""

_STRICT = ConfigDict(frozen=True, extra="forbid")


class BaseSettings(BaseModel):
    """One keypad base on one serial port."""

    model_config = _STRICT

    name: str = Field(
        min_length=1, max_length=32, description="What the hall calls this base, for example A"
    )
    protocol: str = Field(
        default="hvm1",
        min_length=1,
        description="Which keypad protocol it speaks",
    )
    port: str = Field(
        min_length=1,
        description="Serial port: COM3, /dev/ttyUSB0, /dev/serial/by-id/…, or socket://host:port",
    )
    baud: Baud = Field(default=19200, description="Speed of the line in bits a second")
    parity: Literal["N", "E", "O"] = Field(
        default="E", description="Parity: N none, E even, O odd; always 8 data bits and 1 stop bit"
    )
    unit: int = Field(default=1, ge=1, le=247, description="Modbus unit number, 1 to 247")
    label_offset: int = Field(
        default=0,
        ge=-65535,
        le=65535,
        description="Added to the keypad number on the wire to give the number printed on the unit",
    )
    standby_of: str = Field(
        default="",
        max_length=32,
        description="Name of the base that hears the same keypads and counts: this one stands by",
    )
    seats: int = Field(
        default=0,
        ge=0,
        le=65535,
        description="taiden: how many units the system has; totals beyond it are not believed",
    )
    mac: Mapping[str, int] = Field(
        default={},
        description='jsonline: the keypad number of each transmitter, "AA:BB:CC:DD:EE:FF" = 1',
    )

    @model_validator(mode="before")
    @classmethod
    def _line_of_the_protocol(cls, told: Any) -> Any:
        """Fill in what the protocol's maker has fixed, where the settings do not say otherwise."""
        if not isinstance(told, dict):
            return told
        said = cast("dict[str, Any]", told)
        line = LINES.get(str(said.get("protocol")))
        return {"baud": line[0], "parity": line[1]} | said if line else said

    @field_validator("mac")
    @classmethod
    def _transmitters(cls, told: Mapping[str, int]) -> Mapping[str, int]:
        numbers = list(told.values())
        if not all(MAC.fullmatch(mac) for mac in told):
            raise ValueError("write each transmitter as AA:BB:CC:DD:EE:FF, in capitals")
        if len(set(numbers)) != len(numbers) or not all(1 <= n <= 65535 for n in numbers):
            raise ValueError("give each transmitter a number of its own, 1 to 65535")
        return told


class ScannerSettings(BaseModel):
    """One serial code scanner at one check-in desk."""

    model_config = _STRICT

    desk: str = Field(min_length=1, max_length=32, description="Which check-in desk it belongs to")
    port: str = Field(min_length=1, description="Serial port of the scanner")
    baud: Baud = Field(default=9600, description="Speed of the line in bits a second")
    trigger: Literal["none", "newland", "honeywell"] = Field(
        default="none",
        description="The maker's command that keeps a scanner on a table looking for codes",
    )


class WedgeSettings(BaseModel):
    """A scanner that types like a keyboard, at the check-in desk that this PC serves itself."""

    model_config = _STRICT

    desk: str = Field(min_length=1, max_length=32, description="Which check-in desk it belongs to")


class PrinterSettings(BaseModel):
    """The printer of the papers."""

    model_config = _STRICT

    kind: Literal["cups", "windows", "folder"] = Field(
        default="cups",
        description="A CUPS queue, the print verb of Windows, or a folder that takes files",
    )
    name: str = Field(
        default="", max_length=127, pattern=r"^[^/#\s]*$", description="cups: name of the queue"
    )
    server: str = Field(
        default="",
        pattern=r"^$|^[A-Za-z0-9.-]+:[0-9]{1,5}$",
        description="cups: host:port of the server, empty for this PC's own",
    )
    options: tuple[str, ...] = Field(
        default=("media=A4", "print-scaling=none"),
        description="cups: options of the queue, as lp -o takes them",
    )
    folder: Path | None = Field(default=None, description="folder: where the files go")

    @model_validator(mode="after")
    def _is_named(self) -> "PrinterSettings":
        if self.kind == "cups" and not self.name:
            raise ValueError("a CUPS printer needs the name of its queue (lpstat -e lists them)")
        if self.kind == "folder" and self.folder is None:
            raise ValueError("a printer that is a folder needs its folder")
        return self


class SlipSettings(BaseModel):
    """A receipt printer (ESC/POS) for slips: the opening head, and one for each who comes in."""

    model_config = _STRICT

    kind: Literal["network", "serial", "file"] = Field(
        description="A TCP port of the printer, a serial line, or a device file"
    )
    host: str = Field(default="", description="network: its name or address")
    port: int = Field(default=9100, ge=1, le=65535, description="network: its TCP port")
    device: str = Field(default="", description="serial and file: COM3, /dev/ttyUSB1, /dev/usb/lp0")
    baud: Baud = Field(default=9600, description="serial: speed of the line in bits a second")
    dots: Literal[384, 576] = Field(
        default=576, description="Width of the roll in dots: 576 for 80 mm, 384 for 58 mm"
    )
    opening: bool = Field(default=True, description="The book's head when the meeting is opened")
    check_in: bool = Field(default=False, description="Name, seat and keypad for each who comes in")

    @property
    def place(self) -> str:
        return f"{self.host}:{self.port}" if self.kind == "network" else self.device

    @model_validator(mode="after")
    def _has_a_place(self) -> "SlipSettings":
        if self.kind == "network" and not self.host:
            raise ValueError("a slip printer on the network needs its host")
        if self.kind != "network" and not self.device:
            raise ValueError(f"a slip printer of kind {self.kind} needs its device")
        return self


class CameraSettings(BaseModel):
    """A camera over the check-in desk that this PC serves itself."""

    model_config = _STRICT

    desk: str = Field(min_length=1, max_length=32, description="Which check-in desk it belongs to")
    device: str = Field(
        default="", description="The camera's name as the system tells it; empty for the first"
    )
