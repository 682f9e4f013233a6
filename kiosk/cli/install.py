"""The hall PC: what starts the hall by itself, and the PIN that lets out of it."""

import getpass
import sys
from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.asking import Force, say_line, write_lines
from kiosk.config import read_settings
from kiosk.faults import UnusableInput
from kiosk.fitting.installing import BY_HAND, Fitting, Start, install, remove
from kiosk.ledger.pin import make_pin, write_pin

app = typer.Typer()
fitted = typer.Typer()
app.add_typer(fitted, name="install")
Settings = Annotated[Path, typer.Option("--settings", help="The hall's kiosk.toml.")]


@fitted.callback(invoke_without_command=True)
def install_command(
    context: typer.Context,
    settings: Settings = Path("kiosk.toml"),
    systemd: Annotated[bool, typer.Option("--systemd", help="A systemd user service.")] = False,
    xdg: Annotated[bool, typer.Option("--xdg", help="An autostart file of the desktop.")] = False,
    session: Annotated[
        bool, typer.Option("--session", help="A session of its own, without a desktop.")
    ] = False,
    user: Annotated[
        bool, typer.Option("--user/--everybody", help="For this user, or for every user.")
    ] = True,
    away: Annotated[bool, typer.Option("--remove", help="Take our files away.")] = False,
    root: Annotated[
        Path, typer.Option("--root", help="Lay the files under this folder, to look at them.")
    ] = Path("/"),
    force: Force = False,
) -> None:
    """Have the hall start by itself, and again after a crash; without a word: the systemd service.

    Example: kiosk install --settings kiosk.toml --systemd
    """
    if context.invoked_subcommand is not None:
        return
    chosen = [one for one, said in zip(Start, (systemd, xdg, session), strict=True) if said]
    if len(chosen) > 1:
        raise UnusableInput(
            "a hall is started in one way only",
            where="kiosk install",
            cure="name one of --systemd, --xdg and --session",
        )
    start = chosen[0] if chosen else Start.SYSTEMD
    if sys.platform == "win32":
        raise UnusableInput(
            "Windows starts a program by itself in ways of its own",
            where="kiosk install",
            cure="do it by hand as docs/manual/kiosk-mode.md says",
        )
    fitting = _fitting(settings, root, everybody=not user)
    if away:
        write_lines(remove(start, fitting))
        return
    if not read_settings(settings).kiosk.mode:
        sys.stderr.write(f"{settings}: kiosk mode is off; set mode = true under [kiosk]\n")
    write_lines(install(start, fitting, force=force))
    write_lines(f"by hand: {line}" for line in BY_HAND[start])


def _fitting(settings: Path, root: Path, *, everybody: bool) -> Fitting:
    home = Path.home()
    if root != Path("/"):
        home = root / home.relative_to(home.anchor)
    return Fitting(settings.resolve(), home, root, everybody)


@fitted.command("pin")
def pin_command(
    context: typer.Context,
    settings: Annotated[
        Path | None, typer.Option("--settings", help="The hall's kiosk.toml.")
    ] = None,
) -> None:
    """Set the PIN that lets out of kiosk mode: asked for twice, or the first line of a pipe.

    Example: kiosk install pin --settings kiosk.toml
    """
    before = context.parent.params["settings"] if context.parent is not None else "kiosk.toml"
    path = read_settings(settings or Path(before)).kiosk.pin
    write_pin(path, make_pin(_asked()))
    say_line(f"set {path}")


def _asked() -> str:
    """The PIN as it was typed: unseen and twice where somebody sits there."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    pin = getpass.getpass("PIN: ")
    if getpass.getpass("PIN once more: ") != pin:
        raise UnusableInput(
            "the two differ", where="PIN", cure="type the same PIN both times; nothing was changed"
        )
    return pin
