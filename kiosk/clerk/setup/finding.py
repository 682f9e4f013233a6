"""Equipment that is found by asking: bases and scanners on the ports, printers of this PC."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kiosk.clerk.setup.draft import Base
from kiosk.clock import Clock
from kiosk.devices.printers.cups import queues
from kiosk.devices.probing import Found, probe
from kiosk.devices.wire.ports import listed_ports, serial_port
from kiosk.meeting.outcome import Sentence

SCANNER = "scanner"


@dataclass(frozen=True, slots=True)
class Equipment:
    """What answered, the printers there are, and which ports could not be asked."""

    bases: tuple[Base, ...] = ()
    scanners: tuple[str, ...] = ()
    queues: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def told(self) -> Sentence:
        """What came of the search."""
        told: dict[str, str | int] = {
            "bases": len(self.bases),
            "scanners": len(self.scanners),
            "silent": len(self.silent),
        }
        return Sentence(
            "{bases} bases and {scanners} scanners answer, {silent} ports are silent", told
        )


Find = Callable[[], Equipment]


def find_equipment(clock: Clock, ports: Callable[[], list[str]] = listed_ports) -> Equipment:
    """Ask every port of this PC, about five seconds each where nothing answers."""
    return sorted_out([probe(port, serial_port, clock) for port in ports()], queues())


def sorted_out(found: list[Found], printers: tuple[str, ...]) -> Equipment:
    """What the ports said, by what it is."""
    return Equipment(
        bases=tuple(_bases(found)),
        scanners=tuple(one.port for one in found if one.protocol == SCANNER),
        queues=printers,
        silent=tuple(one.port for one in found if not (one.protocol or one.fault)),
        faults=tuple(one.fault for one in found if one.fault),
    )


def _bases(found: list[Found]) -> Iterator[Base]:
    for one in found:
        if one.protocol not in ("", SCANNER):
            yield Base(one.port, one.protocol, one.baud, one.identity, one.keypads)
