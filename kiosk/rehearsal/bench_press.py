"""`kiosk bench press`: from the bytes in our hands to the pixels on the wall, press by press.

The hall (collectors, crowd) runs in a process of its own behind real pseudo-terminals; the kiosk
with its stations, clerk, book, mirror and an offscreen hall window runs in this one. Each press:

    heard      the bytes were read from the port            (in the fact)
    committed  book and mirror had synced it                (when `append` returned)
    acknowledged  the base saw the acknowledgement          (in the other process; same clock)
    viewed     the clerk handed on a view that counts it
    pixels     the frame that shows that view was swapped
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from bisect import bisect_left
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

from kiosk.app import Kiosk
from kiosk.clerk import orders as o
from kiosk.clerk.beginning import find_pack, roll_orders
from kiosk.clerk.rollfile import roll_line
from kiosk.clerk.views import Views
from kiosk.clock import Moment, SystemClock
from kiosk.config import BookSettings, MeetingSettings, Settings
from kiosk.devices.settings import BaseSettings
from kiosk.ledger.shared_store import SharedLedger
from kiosk.ledger.store import Ledger
from kiosk.meeting.agenda import Gate
from kiosk.meeting.ballot import FOR_AGAINST_FORM
from kiosk.meeting.facts import BallotCast, Entered, Fact
from kiosk.meeting.roll import Delegate, DelegateClass
from kiosk.rehearsal.crowded import bases_for
from kiosk.ui.bridge import Bridge
from kiosk.ui.shell import Shell, application

SIZES = (120, 500, 3376)
OFFICERS = ("Chair", "Operator")
PATIENCE_S = 60.0
Tell = Callable[[str], None]
Instants = list[tuple[int, int]]


@dataclass(slots=True)
class Watch:
    """What was seen: (how many ballots, at which monotonic ns), in order, for each place."""

    committed: Instants = field(default_factory=list[tuple[int, int]])
    viewed: Instants = field(default_factory=list[tuple[int, int]])
    pixels: Instants = field(default_factory=list[tuple[int, int]])
    pressed_of: dict[int, int] = field(default_factory=dict[int, int])
    cast: int = 0

    def watch_book(self, ledger: Ledger | SharedLedger) -> None:
        """Note when each append returned; the book itself is untouched."""
        append = ledger.append

        def timed(facts: Sequence[Fact], at: Moment | None = None) -> list[Entered]:
            entered = append(facts, at)
            self.cast += sum(type(fact) is BallotCast for fact in facts)
            self.committed.append((self.cast, time.monotonic_ns()))
            return entered

        ledger.append = timed

    def show(self, views: Views) -> None:
        self.viewed.append((views.hall.pressed, time.monotonic_ns()))
        self.pressed_of[views.heard_ns] = views.hall.pressed

    def swapped(self, heard_ns: int) -> None:
        self.pixels.append((self.pressed_of.get(heard_ns, 0), time.monotonic_ns()))


def bench_press(tell: Tell) -> dict[str, object]:
    """Measure each size within a second, then the largest all at once; one document."""
    sizes = [_report(size, 1.0, tell) for size in SIZES]
    return {"bench": "press", "sizes": sizes, "all_at_once": _report(SIZES[-1], 0.0, tell)}


def _report(keypads: int, span_s: float, tell: Tell) -> dict[str, object]:
    found = _measure(keypads, span_s)
    latency = cast("dict[str, dict[str, float]]", found["ms"])
    told = ", ".join(f"{name} {one['p50']}/{one['p99']}" for name, one in latency.items())
    tell(f"{keypads} keypads: ms after heard, p50/p99: {told}; {found['presses_per_s']} presses/s")
    return found


def _measure(keypads: int, span_s: float) -> dict[str, object]:
    with (
        tempfile.TemporaryDirectory(prefix="kiosk-bench-") as folder,
        crowd(keypads, span_s) as (hall, ports),
    ):
        return _run(hall, ports, Path(folder))


@contextmanager
def crowd(keypads: int, span_s: float) -> Generator[tuple["Crowd", list[str]]]:
    """A hall of so many keypads in a process of its own, and the ports its bases are at."""
    command = [
        sys.executable,
        "-m",
        "kiosk.rehearsal.crowded",
        str(keypads),
        str(bases_for(keypads)),
    ]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as hall:
        assert hall.stdin is not None
        assert hall.stdout is not None
        ports = cast("list[str]", _hear(hall.stdout)["ports"])
        yield Crowd(keypads, span_s, hall.stdin, hall.stdout), ports


@dataclass(frozen=True, slots=True)
class Crowd:
    """The hall in the other process: so many keypads, each pressing once within `span_s`."""

    keypads: int
    span_s: float
    orders: IO[str]
    answers: IO[str]

    def say(self, order: str) -> None:
        self.orders.write(f"{order}\n")
        self.orders.flush()

    def hear(self) -> dict[str, object]:
        return _hear(self.answers)


def _run(hall: Crowd, ports: list[str], folder: Path) -> dict[str, object]:
    keypads = hall.keypads
    running = application(offscreen=True)
    watch = Watch()
    bridge = Bridge(lambda act: None, pixels=watch.swapped)
    shell = Shell(SystemClock(), bridge)
    shell.show()

    def show(views: Views) -> None:
        watch.show(views)
        bridge.offer(views)

    kiosk = Kiosk(settings_for(folder, ports), clock=SystemClock(), show=show)
    with kiosk:
        until(lambda: len(kiosk.clerk.state.bases) == len(ports), running.processEvents)
        open_poll(kiosk, keypads)
        until(lambda: listening(kiosk, len(ports)), running.processEvents)
        watch.watch_book(kiosk.ledger)
        cpu, wall = time.process_time(), time.monotonic()
        hall.say(f"press {hall.span_s}")
        until(lambda: shown(watch, keypads), running.processEvents)
        used, lasted = time.process_time() - cpu, time.monotonic() - wall
        pressed = hall.hear()
        until(lambda: watch.cast >= keypads, running.processEvents)
        hall.say("stop")
        acknowledged = cast("list[list[list[int]]]", hall.hear()["acknowledged"])
    shell.close()
    return _figures(kiosk, watch, keypads=keypads, pressed=pressed, acknowledged=acknowledged) | {
        "collectors": len(ports),
        "cpu_us_per_press": round(used / keypads * 1e6, 1),
        "cpu_s": round(used, 2),
        "wall_s": round(lasted, 2),
        "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def settings_for(folder: Path, ports: list[str]) -> Settings:
    """A hall PC with a base at each port."""
    return Settings(
        meeting=MeetingSettings(title="Bench"),
        book=BookSettings(
            path=folder / "meeting.book",
            mirror=folder / "second" / "meeting.mirror",
            papers=folder / "papers",
        ),
        base=tuple(
            BaseSettings(name=f"{place:02d}", port=port, baud=115200)
            for place, port in enumerate(ports)
        ),
    )


def open_poll(kiosk: Kiosk, keypads: int) -> None:
    """A meeting in which everyone is present and the first poll is open."""
    lines = [
        roll_line(
            Delegate(number, str(number), DelegateClass.CITIZEN, True, ""),
            name=str(number),
            keypad=number,
        )
        for number in range(1, keypads + 1)
    ]
    orders: list[o.Order] = [
        o.AdoptPack(find_pack("citizens-assembly", Path())),
        *(o.NameOfficer(name, "chair") for name in OFFICERS),
        *roll_orders(lines),
        o.OpenCheckIn(),
        *(o.CheckInByHand(str(n), "1", "bench") for n in range(1, keypads + 1)),
        o.TableItem(1, "Bench", ""),
        o.PutMotion(1, "Bench", "Bench", noticed=True),
        o.EnterPhase(1, "reading"),
        o.PreparePoll(1, "ordinary", FOR_AGAINST_FORM),
        *(
            o.OverrideGate(gate, "bench", OFFICERS)
            for gate in (Gate.PHASES, Gate.NOTICE, Gate.EQUIPMENT, Gate.ZERO_REPORT)
        ),
        o.OpenPoll(OFFICERS[0]),
    ]
    obeyed(kiosk, orders)


def obeyed(kiosk: Kiosk, orders: list[o.Order]) -> None:
    """Give the orders all at once and wait for each; RuntimeError at the first refusal."""
    replies = [kiosk.desk.order(order) for order in orders]
    for order, reply in zip(orders, replies, strict=True):
        refusal = reply.result(timeout=PATIENCE_S)
        if refusal is not None:
            raise RuntimeError(f"{order} was refused: {refusal}")


def listening(kiosk: Kiosk, bases: int) -> bool:
    """Whether the poll hears so many bases."""
    poll = kiosk.clerk.state.poll
    return poll is not None and len(poll.listening) == bases


def shown(watch: Watch, keypads: int) -> bool:
    """Whether so many presses are on the wall."""
    return bool(watch.pixels) and watch.pixels[-1][0] >= keypads


def until(done: Callable[[], bool], pump: Callable[[], None], *, pause_s: float = 0.001) -> None:
    """Serve the screens until it is so; RuntimeError when it never is."""
    end = time.monotonic() + PATIENCE_S
    while not done():
        pump()
        if time.monotonic() > end:
            raise RuntimeError("the bench waited in vain")
        time.sleep(pause_s)


def _hear(answers: IO[str]) -> dict[str, object]:
    return cast("dict[str, object]", json.loads(answers.readline()))


def _figures(
    kiosk: Kiosk,
    watch: Watch,
    *,
    keypads: int,
    pressed: dict[str, object],
    acknowledged: list[list[list[int]]],
) -> dict[str, object]:
    """Milliseconds from heard to each place, p50 and p99 over all presses; presses per second."""
    with Ledger.read(kiosk.settings.book.path) as book:
        casts = [one.fact for one in book.entries(facts=[BallotCast])]
    presses = [fact.press for fact in casts if isinstance(fact, BallotCast)]
    heard = [press.heard_ns for press in presses]
    acked = [_reached(acknowledged[int(press.base)], press.sequence or 0) for press in presses]
    numbers = range(1, len(heard) + 1)
    places = {
        "committed": [_reached(watch.committed, n) for n in numbers],
        "acknowledged": acked,
        "viewed": [_reached(watch.viewed, n) for n in numbers],
        "pixels": [_reached(watch.pixels, n) for n in numbers],
    }
    span_s = (places["committed"][-1] - min(heard)) / 1e9
    begun, ended = cast("int", pressed["begun_ns"]), cast("int", pressed["ended_ns"])
    return {
        "keypads": keypads,
        "counted": len(heard),
        "pressed_within_s": round((ended - begun) / 1e9, 3),
        "ms": {
            name: percentiles([(there - at) / 1e6 for at, there in zip(heard, when, strict=True)])
            for name, when in places.items()
        },
        "presses_per_s": round(len(heard) / span_s) if span_s > 0 else 0,
    }


def _reached(instants: Sequence[Sequence[int]], number: int) -> int:
    """When `number` was first reached, of ascending (number, ns) pairs."""
    place = bisect_left(instants, number, key=lambda one: one[0])
    return instants[place][1]


def percentiles(values: list[float]) -> dict[str, float]:
    ordered = sorted(values)
    return {
        "p50": round(ordered[len(ordered) // 2], 2),
        "p99": round(ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)], 2),
        "max": round(ordered[-1], 2),
    }
