"""The command line. Exit 0 done and true, 1 done and false, 2 unusable input, 3 a hall fault."""

import os
import sys
from typing import NoReturn

import typer

from kiosk.clerk.desk import Halt
from kiosk.cli import book, hall, officers, rolls, rules, wire
from kiosk.cli.asking import FALSE, FAULT, UNUSABLE
from kiosk.faults import HallFault, UnusableInput

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="The kiosk of a citizens' assembly hall.",
)
for part in (hall, book, rolls, wire):
    app.add_typer(part.app)
app.add_typer(book.book_app, name="book")
app.add_typer(officers.officers_app, name="officers")
app.add_typer(officers.keys_app, name="keys")
app.add_typer(rules.rules_app, name="rules")
app.add_typer(rolls.roll_app, name="roll")
app.add_typer(wire.tape_app, name="tape")


def main() -> NoReturn:
    """Run a command; every fault is one line on stderr, and no traceback."""
    try:
        app(prog_name="kiosk", standalone_mode=False)
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
