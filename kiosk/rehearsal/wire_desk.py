"""The integrator's desk: a base to talk to, and a look at what went over a wire."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from kiosk.clock import SystemClock
from kiosk.devices.reading_lines import FRAME, READERS, LineReader, Told
from kiosk.devices.settings import LINES
from kiosk.devices.simulator.bases import BASES
from kiosk.devices.simulator.crowd import PlannedPress
from kiosk.devices.simulator.damage import DamageSpec, Lane
from kiosk.devices.simulator.disguise import DISGUISES
from kiosk.devices.simulator.ports import Device
from kiosk.devices.simulator.pty_host import PtyHost
from kiosk.devices.simulator.tcp_host import TcpHost
from kiosk.devices.wire.tape import read_tape
from kiosk.faults import UnusableInput, system_words

MS = 1_000_000
HVM1_BAUD = 19200
NAP_S = 0.002
MOST_KEYPADS = {"hvm1": 480, "sunvote": 255, "taiden": 65535, "jsonline": 65535}

Tell = Callable[[str], None]


def known(protocol: str, names: Iterable[str]) -> str:
    """Return the protocol, if it is one of these."""
    if protocol in names:
        return protocol
    raise UnusableInput(
        "nobody here speaks {protocol}",
        where="PROTOCOL",
        cure="name one of " + ", ".join(names),
        protocol=protocol,
    )


@dataclass(frozen=True, slots=True)
class SimulateWishes:
    """What the simulated base is to be; `listen` is HOST:PORT for one behind a socket."""

    protocol: str
    keypads: int
    first: int = 1
    link: Path | None = None
    listen: str = ""
    presses: tuple[PlannedPress, ...] = ()
    damage: DamageSpec | None = None
    paced: bool = False
    seed: int = 1


def simulate(wishes: SimulateWishes, tell: Tell, going: Callable[[], bool]) -> None:
    """Serve a base on a pseudo-terminal or a socket while `going`; where it is, is told first."""
    _demand_fitting(wishes)
    clock = SystemClock()
    base = BASES[known(wishes.protocol, BASES)](wishes.first, wishes.keypads, 1)
    lane = _lane(wishes)
    with ExitStack() as stack:
        serve = _on_a_socket if wishes.listen else _on_a_pty
        tell(serve(wishes, base, lane, stack))
        begun_ns, waiting = clock.mono_ns(), list(reversed(wishes.presses))
        while going():
            now_ns = clock.mono_ns()
            while waiting and begun_ns + waiting[-1].at_ns <= now_ns:
                press = waiting.pop()
                if not base.press(press.keypad, press.keys, now_ns):
                    tell(f"keypad {press.keypad}: the press is not recorded")
            clock.sleep(NAP_S)


def _lane(wishes: SimulateWishes) -> Lane:
    """The line from the base, as bad and as slow as it was wished for."""
    baud, parity = LINES.get(wishes.protocol, (HVM1_BAUD, "E"))
    baud = baud * 11 // 10 if parity == "N" else baud  # a lane counts eleven bits a byte
    disguise = DISGUISES.get(wishes.protocol)
    if wishes.damage and wishes.damage.wrong_id and disguise is None:
        raise UnusableInput(
            "{protocol} carries no name of a base",
            where="--damage",
            cure="leave out wrong_id",
            protocol=wishes.protocol,
        )
    paced = baud if wishes.paced else 0
    return Lane(wishes.damage, seed=wishes.seed, baud=paced, disguise=disguise)


def _on_a_pty(wishes: SimulateWishes, base: Device, lane: Lane, stack: ExitStack) -> str:
    link = wishes.link
    if link is None:
        folder = tempfile.TemporaryDirectory(prefix="kiosk-simulate-")
        link = Path(stack.enter_context(folder)) / wishes.protocol
    host = PtyHost(link.parent, SystemClock())
    stack.callback(host.stop)
    path = host.add(link.name, base, to_host=lane)
    host.start()
    return str(path)


def _on_a_socket(wishes: SimulateWishes, base: Device, lane: Lane, stack: ExitStack) -> str:
    name, _, port = wishes.listen.rpartition(":")
    try:
        at = int(port)
        served = TcpHost(base, SystemClock(), to_host=lane, host=name or "127.0.0.1", port=at)
    except (OSError, OverflowError, ValueError) as error:
        raise UnusableInput(
            "nobody can be served there: {why}",
            where="--listen",
            cure="write HOST:PORT of this computer, or 0 for any free port",
            why=error,
        ) from error
    stack.callback(served.stop)
    served.start()
    return served.url


def _demand_fitting(wishes: SimulateWishes) -> None:
    most = MOST_KEYPADS[known(wishes.protocol, BASES)]
    if not (1 <= wishes.keypads <= most and 1 <= wishes.first <= 65536 - wishes.keypads):
        raise UnusableInput(
            "{protocol} has no such keypads",
            where="--keypads",
            cure="write 1 to {most} keypads, numbered up to 65535",
            protocol=wishes.protocol,
            most=most,
        )
    last = wishes.first + wishes.keypads - 1
    for press in wishes.presses:
        if not wishes.first <= press.keypad <= last:
            raise UnusableInput(
                "the base has no keypad {keypad}",
                where="--press",
                cure="name keypads {first} to {last}",
                keypad=press.keypad,
                first=wishes.first,
                last=last,
            )
    if wishes.link is not None and wishes.listen:
        raise UnusableInput(
            "a socket has no path", where="--link", cure="leave out --link or --listen"
        )
    if wishes.link is None:
        return
    if wishes.link.exists() or wishes.link.is_symlink():
        raise UnusableInput(
            "something stands there already", where=str(wishes.link), cure="name another path"
        )
    if not wishes.link.parent.is_dir():
        raise UnusableInput(
            "there is no such folder", where=str(wishes.link.parent), cure="make it first"
        )


def read_presses(path: Path) -> tuple[PlannedPress, ...]:
    """Read lines `at_ms keypad keys`; keys are `1`, `1+3`, or `none` for a press taken back."""
    return tuple(sorted(_press(where, line) for where, line in _lines(path)))


def _press(where: str, line: str) -> PlannedPress:
    try:
        at_ms, keypad, keys = line.split()
        pressed = () if keys == "none" else tuple(sorted(int(key) for key in keys.split("+")))
        if int(at_ms) < 0 or not all(1 <= key <= 8 for key in pressed):
            raise ValueError(line)
        return PlannedPress(int(at_ms) * MS, int(keypad), pressed)
    except ValueError as error:
        raise UnusableInput(
            "{line} is no press",
            where=where,
            cure="write milliseconds, keypad and keys such as 1+3: 500 17 1",
            line=line,
        ) from error


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """The lines of a text file without comments, each with its place."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableInput(
            "the file cannot be read: {why}",
            where=str(path),
            cure="give a text file",
            why=system_words(error),
        ) from error
    yield from _numbered(text.splitlines(), str(path))


def _numbered(lines: Iterable[str], where: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(lines, start=1):
        if said := line.partition("#")[0].strip():
            yield f"{where}:{number}", said


def decode(protocol: str, lines: Sequence[str] | Path) -> Iterator[Told]:
    """Tell what hex chunks mean, one chunk a line, `>` before what the host sent."""
    reader = READERS[known(protocol, READERS)]()
    numbered = _lines(lines) if isinstance(lines, Path) else _numbered(lines, "stdin")
    for where, line in numbered:
        from_host = line.startswith(">")
        yield from reader.read(_hex(where, line.lstrip("<> ")), from_host=from_host)
    yield from reader.end()


def _hex(where: str, text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError as error:
        raise UnusableInput(
            "{text} is no hex", where=where, cure="write bytes such as 01 0A FF", text=text
        ) from error


def replay(path: Path, protocol: str) -> Iterator[tuple[int, Told]]:
    """Tell the presses and the noise of a tape, each with its monotonic instant.

    The bytes go again through the protocol's framer and fold, told apart by what the host said on
    the tape. No poll is open and no book is at hand: what the law made of a press is in the book.
    """
    reader: LineReader = READERS[known(protocol, READERS)]()
    mono_ns = 0
    if not path.is_file():
        raise UnusableInput("there is no such tape", where=str(path), cure="name a .tape file")
    for inch in read_tape(path):
        mono_ns = inch.mono_ns
        if inch.masked:
            continue
        told = reader.read(inch.data, from_host=inch.direction == ">")
        yield from ((mono_ns, one) for one in told if one.kind != FRAME)
    yield from ((mono_ns, one) for one in reader.end() if one.kind != FRAME)
