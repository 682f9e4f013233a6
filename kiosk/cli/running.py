"""The hall: `kiosk run`. Who only starts it again after a crash loads none of it."""

import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.asking import screen
from kiosk.cli.keeping import Keeper
from kiosk.clock import SystemClock

app = typer.Typer()


@app.command("run")
def run_command(
    settings: Annotated[Path, typer.Option("--settings")] = Path("kiosk.toml"),
    practice: Annotated[bool, typer.Option("--practice", help="Rehearse in a book apart.")] = False,
    keep: Annotated[bool, typer.Option("--keep", help="Start it again after a crash.")] = False,
) -> None:
    """Serve the hall; with --keep, start it again after a crash until it is left on purpose.

    Example: kiosk run --settings kiosk.toml
    """
    if keep:
        run = [sys.executable, "-m", "kiosk", "run", "--settings", str(settings)]
        keeper = Keeper(run + ["--practice"] * practice, SystemClock(), screen.print)
        sys.exit(keeper.keep())
    import_module("kiosk.cli.serving").serve(settings, practice=practice)
