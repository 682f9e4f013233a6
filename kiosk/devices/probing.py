"""Which base answers on a port: each protocol's own question, at its own speed, one after another.

A question only asks who is there; nothing is opened, started or written. An HVM-1 base is asked as
unit 1. TAIDEN cannot be asked (its only order starts a poll) and a scanner answers nobody: it shows
itself when a code is held before it while we listen.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.clock import Clock
from kiosk.devices.catalog import driver_for
from kiosk.devices.events import BaseAnswered, EquipmentEvent
from kiosk.devices.scanners.serial_line import SerialLine
from kiosk.devices.settings import BaseSettings
from kiosk.devices.wire.chunk import Chunk
from kiosk.devices.wire.ports import Port
from kiosk.faults import PortFault

PATIENCE_NS = 900_000_000
NAP_S = 0.005
LINES: Sequence[tuple[str, int, str]] = (
    ("hvm1", 19200, "E"),
    ("hvm1", 115200, "E"),
    ("sunvote", 19200, "N"),
    ("jsonline", 115200, "N"),
)
SCANNER_BAUD = 9600

OpenPort = Callable[[str, int, str], Port]


@dataclass(frozen=True, slots=True)
class Found:
    """What answered on a port. `protocol` is "" for nothing, `fault` why it could not be asked."""

    port: str
    protocol: str = ""
    baud: int = 0
    identity: str = ""
    first_keypad: int = 0
    keypads: int = 0
    fault: str = ""


def probe(port: str, open_port: OpenPort, clock: Clock) -> Found:
    """Ask one port in every protocol; at most about five seconds."""
    try:
        for protocol, baud, parity in LINES:
            base = BaseSettings(name="?", protocol=protocol, port=port, baud=baud, parity=parity)  # pyright: ignore[reportArgumentType]
            if answer := ask_base(base, open_port, clock):
                return Found(
                    port,
                    protocol=protocol,
                    baud=baud,
                    identity=answer.identity,
                    first_keypad=answer.first_keypad,
                    keypads=answer.keypads,
                )
        text = _listen(port, open_port, clock)
    except PortFault as fault:
        return Found(port, fault=fault.told)
    return (
        Found(port, protocol="scanner", baud=SCANNER_BAUD, identity=text) if text else Found(port)
    )


def ask_base(base: BaseSettings, open_port: OpenPort, clock: Clock) -> BaseAnswered | None:
    """Ask who is there in this base's own protocol; None when nothing answers within a second."""
    driver = driver_for(base)
    port = open_port(base.port, base.baud, base.parity)
    try:
        end_ns = clock.mono_ns() + PATIENCE_NS
        while (now_ns := clock.mono_ns()) < end_ns:
            heard: list[EquipmentEvent] = []
            if data := port.read():
                heard += driver.receive(Chunk(data, now_ns))
            if said := driver.tick(now_ns):
                port.write(said)
            heard += driver.events(now_ns)
            for event in heard:
                if isinstance(event, BaseAnswered):
                    return event
            clock.sleep(NAP_S)
    finally:
        port.close()
    return None


def _listen(path: str, open_port: OpenPort, clock: Clock) -> str:
    """Return what a scanner read in the meantime, "" for nothing."""
    line, port = SerialLine(), open_port(path, SCANNER_BAUD, "N")
    try:
        end_ns = clock.mono_ns() + PATIENCE_NS
        while (now_ns := clock.mono_ns()) < end_ns:
            data = port.read()
            texts = line.receive(Chunk(data, now_ns)) if data else line.tick(now_ns)
            if texts:
                return texts[0]
            clock.sleep(NAP_S)
    finally:
        port.close()
    return ""
