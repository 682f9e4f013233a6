"""Serial ports: opening them, and telling in the operator's words why one does not open.

A Linux pseudo-terminal refuses parity (opening one as 8E1 fails with EINVAL): one is opened as 8N1
whatever the settings say.
"""

import contextlib
import errno
import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import serial
from serial.tools.list_ports import comports

from kiosk.faults import PortFault

log = logging.getLogger(__name__)

READ_SIZE = 4096
WRITE_TIMEOUT_S = 1.0

GONE = "The serial port is gone"
GONE_CURE = "Plug the cable in again; the kiosk goes on by itself"
MISSING = "There is no such serial port", "Plug the cable in, or correct the port in the settings"
DENIED = "This account may not use the port", "Add it to the group {group} and log in again"
HELD = "Another program holds the serial port", "Close the other program, or the second kiosk"
OTHERWISE = "The port does not open: {reason}", "Check the port and its speed in the settings"

WHY: Mapping[int | None, tuple[str, str]] = {
    errno.ENOENT: MISSING,
    errno.ENXIO: MISSING,
    errno.ENODEV: MISSING,
    errno.EACCES: DENIED,
    errno.EPERM: DENIED,
    errno.EAGAIN: HELD,
    errno.EBUSY: HELD,
}


class Port(Protocol):
    """Where bytes come from and go to; belongs to one thread and never waits."""

    def read(self) -> bytes:
        """Return what is there now, perhaps nothing; PortFault when the port is gone."""
        ...

    def write(self, data: bytes) -> None:
        """Send all of it; PortFault when the port is gone."""
        ...

    def fileno(self) -> int | None:
        """Return what `select` can wait on, None where there is no such thing."""
        ...

    def close(self) -> None: ...


def is_pty(path: str) -> bool:
    """Tell whether this path leads to a pseudo-terminal, through a link or directly."""
    return os.path.realpath(path).startswith(("/dev/pts/", "/dev/ttys"))


class SerialPort:
    """A port opened with pyserial, for this program alone; `parity` is N, E or O."""

    def __init__(self, path: str, *, baud: int, parity: str) -> None:
        if is_pty(path) and parity != "N":
            log.info("%s is a pseudo-terminal: opened as 8N1, not 8%s1", path, parity)
            parity = "N"
        self._path = path
        try:
            self._serial = serial.serial_for_url(
                path,
                baudrate=baud,
                parity=parity,
                timeout=0,
                write_timeout=WRITE_TIMEOUT_S,
                exclusive=True,
            )
        except (OSError, ValueError) as error:
            raise opening_fault(path, error) from error

    def read(self) -> bytes:
        try:
            return self._serial.read(READ_SIZE)
        except OSError as error:
            raise self._gone() from error

    def write(self, data: bytes) -> None:
        try:
            self._serial.write(data)
        except OSError as error:
            raise self._gone() from error

    def fileno(self) -> int | None:
        try:
            return self._serial.fileno()
        except (OSError, AttributeError):
            return None

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._serial.close()

    def _gone(self) -> PortFault:
        return PortFault(GONE, where=self._path, cure=GONE_CURE)


def serial_port(path: str, baud: int, parity: str) -> Port:
    """Open a real port."""
    return SerialPort(path, baud=baud, parity=parity)


def opening_fault(path: str, error: Exception) -> PortFault:
    """Return why a port does not open, in the operator's words."""
    what, cure = WHY.get(getattr(error, "errno", None), OTHERWISE)
    return PortFault(what, where=path, cure=cure, reason=error, group=_group_of(path))


def _group_of(path: str) -> str:
    """Return the group that may use this port; Debian's name for it where it cannot be seen."""
    try:
        return Path(path).group()
    except (OSError, KeyError, NotImplementedError):
        return "dialout"


def listed_ports() -> list[str]:
    """Return the serial ports that the operating system tells of."""
    return sorted(str(port.device) for port in comports())
