"""The command line. Exit 0 done and true, 1 done and false, 2 unusable input, 3 a hall fault.

What a command needs is loaded when it is asked for: `kiosk rules list` waits for no screens, and a
pipe of `kiosk decode` for no book. Help, and a word that is no command, load all of them.
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import typer

from kiosk.cli.asking import FALSE, FAULT, UNUSABLE
from kiosk.faults import HallFault, Halt, UnusableInput

FILES = {
    "demo": "hall",
    "run": "running",
    "play": "hall",
    "stills": "hall",
    "bench": "hall",
    "observe": "outpost",
    "book": "book",
    "verifier": "book",
    "roll": "rolls",
    "passes": "rolls",
    "keypads": "keypads",
    "attendance": "keypads",
    "officers": "officers",
    "keys": "officers",
    "rules": "rules",
    "simulate": "wire",
    "probe": "wire",
    "decode": "wire",
    "tape": "tapes",
    "printer": "printer",
    "install": "install",
    "doctor": "doctor",
}
"""In which file of this room a command stands."""


def command_line(words: Sequence[str]) -> typer.Typer:
    """The commands that these words can mean."""
    asked = next((word for word in words if not word.startswith("-")), "")
    files = (FILES[asked],) if asked in FILES else dict.fromkeys(FILES.values())
    app = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        help="The kiosk of a citizens' assembly hall.",
    )
    for file in files:
        app.add_typer(import_module(f"kiosk.cli.{file}").app)
    return app


def main() -> NoReturn:
    """Run a command; every fault is one line on stderr, and no traceback."""
    try:
        command_line(sys.argv[1:])(prog_name="kiosk", standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        sys.stderr.write(f"{_usage_fault(error)}\n")
        sys.exit(UNUSABLE)
    except (typer.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        _leave_pipe()
    except Halt as halt:
        sys.stderr.write(f"the kiosk stopped for a defect of its own: {halt}; see the log\n")
        sys.exit(FAULT)
    except UnusableInput as fault:
        sys.stderr.write(f"{fault}\n")
        sys.exit(UNUSABLE)
    except HallFault as fault:
        sys.stderr.write(f"{fault}\n")
        sys.exit(FAULT)
    sys.exit(0)


def _usage_fault(error: typer.TyperException) -> str:
    """One line: which command, what is wrong, where the right words stand; or the help."""
    said = error.format_message()
    if "\n" in said.strip():
        return said
    command = str(getattr(getattr(error, "ctx", None), "command_path", "kiosk"))
    said = " ".join(said.split()).rstrip(".")
    return f"{command}: {said}; see {command} --help"


def _leave_pipe() -> NoReturn:
    """Who read our output went away (`| head`): nothing is left to be said."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(FALSE)
