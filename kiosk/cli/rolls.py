"""Rolls and passes from the command line."""

from pathlib import Path
from typing import Annotated

import typer

from kiosk.clerk.passes import passes_of
from kiosk.clerk.rollfile import preview_roll
from kiosk.clerk.rolltelling import roll_document, roll_lines
from kiosk.clerk.rolltemplate import write_template
from kiosk.clerk.two_at_hand import demand_one
from kiosk.cli.asking import (
    By,
    Force,
    Json,
    Language,
    Mirror,
    Reason,
    demand_free,
    end,
    known_language,
    print_json,
    write_lines,
)
from kiosk.cli.files import held_ledger, read_ledger, write_out
from kiosk.cli.vouching import asked, demand_lawful
from kiosk.clock import SystemClock
from kiosk.faults import UnusableInput
from kiosk.ledger.keyring import keyring_path, read_keyring
from kiosk.ledger.keys import SealKey, seal_key_path
from kiosk.ledger.store import Ledger
from kiosk.meeting.acts.attending import revoke_pass
from kiosk.meeting.offices import TABLE
from kiosk.meeting.state import State
from kiosk.words import words

app = typer.Typer()
roll_app = typer.Typer(no_args_is_help=True, help="Roll files.")
app.add_typer(roll_app, name="roll")


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
    if out.suffix.lower() != ".xlsx":
        raise UnusableInput(
            "a template is a sheet with choices",
            where=str(out),
            cure="name a file that ends in .xlsx",
        )
    demand_free(out, force=force)
    write_template(out, words(known_language(language)))
    write_lines([str(out)])


@app.command("passes")
def passes_command(
    book: Annotated[Path, typer.Option("--book", help="The book of the meeting.")],
    out: Annotated[Path | None, typer.Option("--out", help="The PDF to write.")] = None,
    photos: Annotated[Path | None, typer.Option("--photos", help="NUMBER.jpg of each.")] = None,
    only: Annotated[str, typer.Option("--only", help="Numbers, such as 3,17.")] = "",
    revoke: Annotated[int, typer.Option("--revoke", help="A number: its pass is void.")] = 0,
    reissue: Annotated[int, typer.Option("--reissue", help="The same, and a new one.")] = 0,
    officer: By = "",
    reason: Reason = "",
    keyring: Annotated[
        Path | None, typer.Option("--keyring", help="Default: beside the book.")
    ] = None,
    mirror: Mirror = None,
    language: Language = "zh_CN",
    force: Force = False,
) -> None:
    """Print the passes of a frozen roll, ten cards a sheet, signed for that meeting.

    A lost pass is revoked while no kiosk runs on the book (at the desk it is done in its window);
    the card of a reissued one is printed with --out.

    Example: kiosk passes --book meeting.book --out passes.pdf --photos photos
    Example: kiosk passes --book meeting.book --reissue 17 --by 李敏 --reason 遗失 --out 17.pdf
    """
    said = words(known_language(language))
    numbers = _numbers(only) | ({reissue} if reissue else set[int]())
    _demand_sense(out, photos, revoke=revoke, reissue=reissue, force=force)
    if revoke or reissue:
        ring = keyring or keyring_path(book)
        state, clock = State(), SystemClock()
        with held_ledger(book, state, mirror=mirror, clock=clock) as ledger:
            number = revoke or reissue
            _revoke(ledger, state, number, ring, reissue=bool(reissue), by=officer, reason=reason)
    if out is not None:
        with read_ledger(book) as opened:
            seal = SealKey.load(seal_key_path(book))
            pdf, count = passes_of(opened, seal, said, photos=photos, only=numbers)
        write_out(out, pdf)
        write_lines([f"{count} passes: {out}"])


def _demand_sense(
    out: Path | None, photos: Path | None, *, revoke: int, reissue: int, force: bool
) -> None:
    if out is None and not (revoke or reissue):
        raise UnusableInput("nothing is asked for", where="passes", cure="name a PDF with --out")
    if revoke and (reissue or out is not None):
        raise UnusableInput(
            "a revoked pass is not printed",
            where="--revoke",
            cure="say --reissue instead, or leave out --out",
        )
    if out is not None:
        demand_free(out, force=force)
    if photos is not None and not photos.is_dir():
        raise UnusableInput(
            "there is no such folder", where=str(photos), cure="name the folder of the photos"
        )


def _numbers(said: str) -> set[int]:
    parts = [part.strip() for part in said.split(",")] if said else []
    if not all(part.isascii() and part.isdecimal() for part in parts):
        raise UnusableInput(
            "{said} are no numbers", where="--only", cure="write them like 3,17", said=said
        )
    return {int(part) for part in parts}


def _revoke(
    ledger: Ledger,
    state: State,
    number: int,
    ring: Path,
    *,
    reissue: bool,
    by: str,
    reason: str,
) -> None:
    """Enter that a pass is void."""
    officer = demand_one(
        state,
        read_keyring(ring),
        line=TABLE["revoke_pass"],
        officer=by,
        where=ring,
        ask=asked,
        clock=SystemClock(),
    )
    answer = revoke_pass(state, number, reissue=reissue, reason=reason, by=officer)
    ledger.append(demand_lawful(answer, ring))
    write_lines([f"the pass of {number} is void" + (", the next is its own" if reissue else "")])
