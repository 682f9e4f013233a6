"""The wire from the command line: simulate, probe, decode."""

import contextlib
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.asking import Json, Seed, end, print_json, say_line, screen
from kiosk.clock import SystemClock
from kiosk.devices.probing import probe
from kiosk.devices.simulator.damage import DamageSpec
from kiosk.devices.wire.ports import listed_ports, serial_port
from kiosk.rehearsal.wire_desk import SimulateWishes, decode, read_presses, simulate

app = typer.Typer()


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
