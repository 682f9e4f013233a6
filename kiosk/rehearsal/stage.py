"""The stage: simulated bases, scanners and a crowd around a real kiosk, in real or virtual time.

Real time: every base stands behind a pseudo-terminal, the kiosk opens it with pyserial and runs its
own threads; the stage waits and lets the crowd press when its time has come. Virtual time: the
cables are in memory, the clock stands until the stage moves it, and stage and kiosk take turns on
one thread, so that a scene plays the same way every time and as fast as the machine can.
"""

import errno
import heapq
import itertools
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from kiosk.app import Kiosk, OpenPort
from kiosk.clock import Clock, ManualClock, SystemClock
from kiosk.devices.simulator.bases import BASES, PressedBase
from kiosk.devices.simulator.code_gun import CodeGun
from kiosk.devices.simulator.damage import Lane
from kiosk.devices.simulator.disguise import DISGUISES
from kiosk.devices.simulator.json_receiver import SimulatedReceiver
from kiosk.devices.simulator.ports import Device, MemoryCable
from kiosk.devices.simulator.pty_host import PtyHost
from kiosk.devices.wire.ports import Port, opening_fault, serial_port
from kiosk.rehearsal.scene import SetUp, SimulatedBase

TURN_NS = 5_000_000
NAP_S = 0.002


class Stage(Protocol):
    """Where a scene plays. Names of lines are `base-A` and `desk-1`."""

    clock: Clock
    open_port: OpenPort
    real: bool

    @property
    def collectors(self) -> Mapping[str, PressedBase]: ...

    @property
    def guns(self) -> Mapping[str, CodeGun]: ...

    def port_of(self, line: str) -> str: ...

    def at(self, due_ns: int, action: Callable[[], None]) -> None: ...

    @property
    def idle(self) -> bool: ...

    def take(self, kiosk: Kiosk) -> None: ...

    def until(self, done: Callable[[], bool], timeout_ns: int) -> bool: ...

    def unplug(self, line: str) -> None: ...

    def noise(self, line: str, data: bytes) -> None: ...

    def replug(self, line: str) -> None: ...

    def bar(self, line: str, error: int) -> None:
        """Pull it out and plug it in again, and it cannot be opened, for this errno."""
        ...

    def misname(self, line: str, *, wrong: bool) -> None: ...

    def close(self) -> None: ...


class Agenda:
    """Actions of the crowd, each at its monotonic instant."""

    def __init__(self) -> None:
        self._due: list[tuple[int, int, Callable[[], None]]] = []
        self._order = itertools.count()

    def at(self, due_ns: int, action: Callable[[], None]) -> None:
        heapq.heappush(self._due, (due_ns, next(self._order), action))

    def act(self, now_ns: int) -> None:
        """Do everything that is due."""
        while self._due and self._due[0][0] <= now_ns:
            heapq.heappop(self._due)[2]()

    @property
    def empty(self) -> bool:
        return not self._due


class PtyStage:
    """Real time, real pseudo-terminals. `pump` is called while waiting (a Qt event loop).

    Bases named in `outside` stand behind other ports and are not simulated.
    """

    def __init__(
        self,
        hall: SetUp,
        *,
        pump: Callable[[], None] = lambda: None,
        outside: Mapping[str, str] | None = None,
    ) -> None:
        self.real = True
        self.clock: Clock = SystemClock()
        self.open_port: OpenPort = self._open
        self._barred: dict[str, int] = {}
        self.collectors, self.guns = _devices(hall, without=outside or {})
        self._pump = pump
        self._agenda = Agenda()
        self._folder = tempfile.TemporaryDirectory(prefix="kiosk-lines-")
        self._host = PtyHost(Path(self._folder.name), self.clock)
        self._lanes = _lanes(hall, self)
        for line, device in _lines(self).items():
            self._host.add(line, device, to_host=self._lanes[line])
        self._host.start()

    def _open(self, path: str, baud: int, parity: str) -> Port:
        _demand_free(path, self._barred.get(Path(path).name))
        return serial_port(path, baud, parity)

    def port_of(self, line: str) -> str:
        return str(Path(self._folder.name) / line)

    def at(self, due_ns: int, action: Callable[[], None]) -> None:
        self._agenda.at(due_ns, action)

    @property
    def idle(self) -> bool:
        return self._agenda.empty

    def take(self, kiosk: Kiosk) -> None:
        """Set a kiosk going on this stage."""
        kiosk.start()

    def until(self, done: Callable[[], bool], timeout_ns: int) -> bool:
        """Let time pass until `done` or the timeout; True when done."""
        end_ns = self.clock.mono_ns() + timeout_ns
        while not done():
            self._agenda.act(self.clock.mono_ns())
            self._pump()
            if self.clock.mono_ns() >= end_ns:
                return done()
            self.clock.sleep(NAP_S)
        return True

    def unplug(self, line: str) -> None:
        self._host.unplug(line)

    def replug(self, line: str) -> None:
        self._barred.pop(line, None)
        self._host.replug(line)

    def bar(self, line: str, error: int) -> None:
        """A port that is held is held indeed; one that is denied only says so: root may all."""
        if error == errno.EBUSY:
            self._host.hold(line)
            return
        self._barred[line] = error
        self._host.unplug(line)
        self._host.replug(line)

    def misname(self, line: str, *, wrong: bool) -> None:
        self._lanes[line].misnamed = wrong

    def noise(self, line: str, data: bytes) -> None:
        self._lanes[line].noise(data, self.clock.mono_ns())

    def close(self) -> None:
        self._host.stop()
        self._folder.cleanup()


class VirtualStage:
    """Virtual time, cables in memory, everything on the caller's thread."""

    def __init__(self, hall: SetUp) -> None:
        self.real = False
        self.clock: Clock = ManualClock()
        self._manual = self.clock
        self.collectors, self.guns = _devices(hall, without={})
        self._agenda = Agenda()
        self._kiosk: Kiosk | None = None
        self._lanes = _lanes(hall, self)
        self._barred: dict[str, int] = {}
        self._cables = {
            line: MemoryCable(device, self.clock, to_host=self._lanes[line])
            for line, device in _lines(self).items()
        }
        self.open_port: OpenPort = self._open

    def _open(self, path: str, baud: int, parity: str) -> Port:
        _demand_free(path, self._barred.get(path))
        return self._cables[path].open()

    def port_of(self, line: str) -> str:
        return line

    def at(self, due_ns: int, action: Callable[[], None]) -> None:
        self._agenda.at(due_ns, action)

    @property
    def idle(self) -> bool:
        return self._agenda.empty

    def take(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        kiosk.begin()

    def until(self, done: Callable[[], bool], timeout_ns: int) -> bool:
        end_ns = self.clock.mono_ns() + timeout_ns
        while not done():
            if self.clock.mono_ns() >= end_ns:
                return False
            self._turn()
        return True

    def _turn(self) -> None:
        self._agenda.act(self.clock.mono_ns())
        if self._kiosk is not None:
            self._kiosk.step()
        self._manual.advance(TURN_NS)

    def unplug(self, line: str) -> None:
        self._cables[line].unplug()

    def replug(self, line: str) -> None:
        self._barred.pop(line, None)
        self._cables[line].replug()

    def bar(self, line: str, error: int) -> None:
        self._barred[line] = error
        self._cables[line].unplug()
        self._cables[line].replug()

    def misname(self, line: str, *, wrong: bool) -> None:
        self._lanes[line].misnamed = wrong

    def noise(self, line: str, data: bytes) -> None:
        self._lanes[line].noise(data, self.clock.mono_ns())

    def close(self) -> None:
        self._kiosk = None


def _lanes(hall: SetUp, stage: Stage) -> dict[str, Lane]:
    """The way from each device; bases can be put under another name."""
    protocols = {f"base-{base.name}": base.protocol for base in hall.bases}
    return {line: Lane(disguise=DISGUISES.get(protocols.get(line, ""))) for line in _lines(stage)}


def _demand_free(path: str, error: int | None) -> None:
    if error is not None:
        raise opening_fault(path, OSError(error, os.strerror(error)))


def _devices(
    hall: SetUp, *, without: Mapping[str, str]
) -> tuple[dict[str, PressedBase], dict[str, CodeGun]]:
    collectors = {
        base.name: _simulated(base, place)
        for place, base in enumerate(hall.bases, start=1)
        if base.name not in without
    }
    return collectors, {desk: CodeGun() for desk in hall.desks}


def _simulated(base: SimulatedBase, place: int) -> PressedBase:
    keypads = base.last - base.first + 1
    if base.twice:
        return SimulatedReceiver(base.first, keypads, copies=2)
    return BASES[base.protocol](base.first, keypads, place)


def _lines(stage: Stage) -> dict[str, Device]:
    """Every line of the hall by its name, with the device behind it."""
    bases: dict[str, Device] = {f"base-{name}": one for name, one in stage.collectors.items()}
    return bases | {f"desk-{desk}": gun for desk, gun in stage.guns.items()}
