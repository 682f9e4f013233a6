"""Rolls and passes from the command line."""

from pathlib import Path
from typing import Annotated

import typer

from kiosk.clerk.passes import passes_of
from kiosk.clerk.rollfile import preview_roll
from kiosk.clerk.rolltelling import roll_document, roll_lines
from kiosk.clerk.rolltemplate import write_template
from kiosk.cli.asking import (
    Force,
    Json,
    Language,
    demand_free,
    end,
    known_language,
    print_json,
    write_lines,
)
from kiosk.faults import UnusableInput
from kiosk.ledger.keys import SealKey, seal_key_path
from kiosk.ledger.store import Ledger
from kiosk.words import words

app = typer.Typer()
roll_app = typer.Typer(no_args_is_help=True, help="Roll files.")


@roll_app.command("check")
def roll_check(file: Path, language: Language = "zh_CN", as_json: Json = False) -> None:
    """Tell what a roll file says and every mistake of it, with row and column.

    Example: kiosk roll check roll.xlsx
    """
    preview, said = preview_roll(file), words(known_language(language))
    if as_json:
        print_json(roll_document(preview, said))
    else:
        write_lines(roll_lines(preview, said))
    end(true=not preview.mistakes)


@roll_app.command("template")
def roll_template(
    out: Annotated[Path, typer.Option("--out", help="The .xlsx file to write.")],
    language: Language = "zh_CN",
    force: Force = False,
) -> None:
    """Write an empty roll file to be filled in.

    Example: kiosk roll template --out roll.xlsx
    """
    demand_free(out, force=force)
    write_template(out, words(known_language(language)))
    write_lines([str(out)])


@app.command("passes")
def passes_command(
    book: Annotated[Path, typer.Option("--book", help="The book of the meeting.")],
    out: Annotated[Path, typer.Option("--out", help="The PDF to write.")],
    photos: Annotated[Path | None, typer.Option("--photos", help="NUMBER.jpg of each.")] = None,
    language: Language = "zh_CN",
    force: Force = False,
) -> None:
    """Print the passes of a frozen roll, ten cards a sheet, signed for that meeting.

    Example: kiosk passes --book meeting.sqlite --out passes.pdf --photos photos
    """
    demand_free(out, force=force)
    if photos is not None and not photos.is_dir():
        raise UnusableInput(
            "there is no such folder", where=str(photos), cure="name the folder of the photos"
        )
    with Ledger.read(book) as opened:
        seal = SealKey.load(seal_key_path(book))
        pdf, count = passes_of(opened, seal, words(known_language(language)), photos=photos)
    out.write_bytes(pdf)
    write_lines([f"{count} passes: {out}"])
