"""The wire from the command line: simulate, probe, decode, tapes."""

import contextlib
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kiosk.app import serial_port
from kiosk.cli.asking import Json, Seed, end, print_json, say_line, screen
from kiosk.clock import SystemClock
from kiosk.devices.probing import probe
from kiosk.devices.simulator.damage import DamageSpec
from kiosk.devices.wire.ports import listed_ports
from kiosk.rehearsal.replaying import Replayed, base_of, judged_again
from kiosk.rehearsal.wire_desk import SimulateWishes, decode, read_presses, replay, simulate

app = typer.Typer()
tape_app = typer.Typer(no_args_is_help=True, help="Tapes: the bytes of a line with their times.")


@app.command("simulate")
def simulate_command(
    protocol: str,
    keypads: Annotated[int, typer.Option("--keypads", help="How many it hears.")],
    first: Annotated[int, typer.Option("--first", help="The number of the first.")] = 1,
    link: Annotated[Path | None, typer.Option("--link", help="Where its port is to be.")] = None,
    listen: Annotated[
        str, typer.Option("--listen", help="HOST:PORT of a socket:// instead of a port; 0: any.")
    ] = "",
    press: Annotated[
        Path | None, typer.Option("--press", help="Lines: at_ms keypad keys, from the start on.")
    ] = None,
    damage: Annotated[
        str,
        typer.Option(
            "--damage",
            help="Of what it says: drop=0.01,double=…,flip=…,split=…,delay=…,noise=…,"
            "wrong_id=…,unplug=…,delay_ms=30",
        ),
    ] = "",
    paced: Annotated[bool, typer.Option("--paced", help="As fast as the wire, no faster.")] = False,
    seed: Seed = 1,
) -> None:
    """A base for anyone to talk to, until Ctrl-C; prints its path or address first.

    Example: kiosk simulate sunvote --keypads 60 --link /tmp/base-a --damage flip=0.01 --seed 3
    """
    wishes = SimulateWishes(
        protocol=protocol,
        keypads=keypads,
        first=first,
        link=link,
        listen=listen,
        presses=read_presses(press) if press else (),
        damage=DamageSpec.parse(damage) if damage else None,
        paced=paced,
        seed=seed,
    )
    with contextlib.suppress(KeyboardInterrupt):
        simulate(wishes, say_line, lambda: True)


@app.command("probe")
def probe_command(
    ports: Annotated[list[str] | None, typer.Argument(help="Default: all there are.")] = None,
    as_json: Json = False,
) -> None:
    """Ask which base answers on which port; exit 1 where a port that was named stays silent.

    Example: kiosk probe /dev/ttyUSB0 --json
    """
    with screen.status("asking the ports …"):
        found = [probe(port, serial_port, SystemClock()) for port in ports or listed_ports()]
    if as_json:
        print_json([asdict(one) for one in found])
    for one in found if not as_json else ():
        keypads = f"{one.keypads} keypads from {one.first_keypad}" if one.keypads else ""
        answer = f"{one.protocol} at {one.baud}: {one.identity} {keypads}".rstrip()
        say_line(f"{one.port}  {one.fault or (answer if one.protocol else 'nothing answers')}")
    end(true=not ports or all(one.protocol for one in found))


@app.command("decode")
def decode_command(
    protocol: str,
    file: Annotated[Path | None, typer.Argument(help="Default: standard input.")] = None,
    as_json: Json = False,
) -> None:
    """Tell what hex chunks mean, one chunk a line, > before what the host sent.

    Example: kiosk decode taiden chunks.txt --json
    """
    lines = decode(protocol, file or sys.stdin.read().splitlines())
    if as_json:
        print_json([{"kind": line.kind, "text": line.text} for line in lines])
        return
    for line in lines:
        say_line(str(line))


@tape_app.command("replay")
def tape_replay(
    file: Path,
    protocol: Annotated[
        str, typer.Option("--protocol", help="What the line speaks; the book knows it.")
    ] = "",
    book: Annotated[
        Path | None, typer.Option("--book", help="The book of that meeting: dispositions.")
    ] = None,
    base: Annotated[str, typer.Option("--base", help="Default: by the tape's name.")] = "",
    as_json: Json = False,
) -> None:
    """Raw bytes again through framer, fold and, with the book at hand, the law: dispositions.

    Exit 1 where a press is judged otherwise than the book has it.

    Example: kiosk tape replay tapes/base-A.tape --book meeting.book
    """
    if book is not None:
        _judge_again(list(judged_again(file, book, base or base_of(file), protocol)), as_json)
        return
    lines = replay(file, protocol or "hvm1")
    if as_json:
        print_json([{"mono_ns": at, "kind": one.kind, "text": one.text} for at, one in lines])
        return
    for mono_ns, told_line in lines:
        say_line(f"{mono_ns} {told_line}")


def _judge_again(presses: Sequence[Replayed], as_json: bool) -> None:
    if as_json:
        print_json([asdict(one) | {"agrees": one.agrees} for one in presses])
    for one in presses if not as_json else ():
        say_line(str(one))
    end(true=all(one.agrees for one in presses))
