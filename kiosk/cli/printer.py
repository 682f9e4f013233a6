"""The printer from the command line."""

from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.asking import Json, end, print_json, say_line
from kiosk.config import read_settings
from kiosk.devices.printer import WELL
from kiosk.devices.printers.catalog import printer_for
from kiosk.faults import UnusableInput
from kiosk.words import words

app = typer.Typer()


@app.command("printer")
def printer_command(
    settings: Annotated[Path, typer.Option("--settings")] = Path("kiosk.toml"),
    as_json: Json = False,
) -> None:
    """Ask the printer that the settings name how it is; exit 1 where it cannot print now.

    Example: kiosk printer --settings kiosk.toml --json
    """
    named = read_settings(settings).printer
    if named is None:
        raise UnusableInput(
            "no printer is set up",
            where=str(settings),
            cure="add [printer] as assets/kiosk.example.toml shows",
        )
    printer = printer_for(named)
    told = printer.look()
    if as_json:
        print_json({"printer": printer.name, "kind": named.kind, "told": told})
    else:
        say_line(f"{printer.name}  {words('en').name('queue', told)}")
    end(true=told in WELL)
