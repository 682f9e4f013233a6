"""The settings of the equipment, as they stand in `kiosk.toml`."""

import re
from collections.abc import Mapping
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


class CameraSettings(BaseModel):
    """A camera over the check-in desk that this PC serves itself."""

    model_config = _STRICT

    desk: str = Field(min_length=1, max_length=32, description="Which check-in desk it belongs to")
    device: str = Field(
        default="", description="The camera's name as the system tells it; empty for the first"
    )
