"""The settings of the equipment, as they stand in `kiosk.toml`."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Baud = Literal[1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400, 460800, 921600]

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


class ScannerSettings(BaseModel):
    """One serial code scanner at one check-in desk."""

    model_config = _STRICT

    desk: str = Field(min_length=1, max_length=32, description="Which check-in desk it belongs to")
    port: str = Field(min_length=1, description="Serial port of the scanner")
    baud: Baud = Field(default=9600, description="Speed of the line in bits a second")
