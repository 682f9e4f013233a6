"""Is this hall ready: one line for each thing, and what to do about it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from kiosk.clerk.readiness import Ready, is_ready
from kiosk.cli.asking import Json, Language, end, known_language, print_json, say_line, screen
from kiosk.clock import SystemClock
from kiosk.config import read_settings
from kiosk.devices.wire.ports import serial_port
from kiosk.fitting.doctor import Tools, examine
from kiosk.fitting.installing import Fitting
from kiosk.ui.parts.phrases import tell
from kiosk.ui.shell import displays_here
from kiosk.words import Words, words

app = typer.Typer()


@app.command("doctor")
def doctor_command(
    settings: Annotated[Path, typer.Option("--settings")] = Path("kiosk.toml"),
    language: Language = "en",
    as_json: Json = False,
) -> None:
    """Look whether this hall is ready; exit 1 where something is bad. Ask it before the hall opens.

    Example: kiosk doctor --settings kiosk.toml --json
    """
    said = words(known_language(language))
    read = read_settings(settings)
    tools = Tools(SystemClock(), serial_port, displays_here)
    found: list[Ready] = []
    with screen.status("looking at the hall …"):
        found += examine(read, Fitting(settings.resolve(), Path.home()), tools)
    if as_json:
        print_json({"ready": is_ready(found), "checks": [_plain(one, said) for one in found]})
    else:
        _tell(found, said)
    end(true=is_ready(found))


def _plain(one: Ready, said: Words) -> dict[str, str]:
    cure = tell(one.cure, said) if one.cure is not None else ""
    return {
        "check": one.subject,
        "standing": one.light,
        "what": tell(one.said, said),
        "cure": cure,
    }


def _tell(found: Sequence[Ready], said: Words) -> None:
    for one in found:
        cure = f"  → {tell(one.cure, said)}" if one.cure is not None else ""
        name = said.name("check", one.subject)
        say_line(f"{one.light:4}  {name}  {tell(one.said, said)}{cure}")
