"""The observer's screen on a PC of its own."""

from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.asking import Language, end, known_language
from kiosk.faults import UnusableInput
from kiosk.outpost import Outpost, Wished

app = typer.Typer()
DIGITS = (16, 64)


@app.command("observe")
def observe_command(
    book: Annotated[
        str,
        typer.Option("--book", help="A server's address, a book, a mirror, a bundle, or a folder."),
    ],
    key: Annotated[
        str,
        typer.Option("--key", "--fingerprint", help="The seal key, or its fingerprint on paper."),
    ] = "",
    keyring: Annotated[
        Path | None,
        typer.Option("--keyring", help="A copy of the hall's, to enter objections from here."),
    ] = None,
    desk: Annotated[str, typer.Option("--desk", help="The name of this PC in the book.")] = (
        "observer"
    ),
    language: Language = "zh_CN",
) -> None:
    """Follow a book that another PC writes, on the observer's screen; nothing of it is changed.

    Example: kiosk observe --book "postgresql+psycopg://notary@10.0.0.5/hall?meeting=0123…"
    """
    wished = Wished(book, _key(key), keyring, _desk(desk), known_language(language))
    end(true=Outpost(wished).run() == 0)


def _key(said: str) -> str:
    digits = "".join(said.split())
    try:
        bytes.fromhex(digits)
    except ValueError:
        digits = "?"
    if digits and len(digits) not in DIGITS:
        raise UnusableInput(
            "this is neither a seal key nor its fingerprint",
            where="--key or --fingerprint",
            cure="type it as the zero report or the seal slip has it: 9F3A 01BC 77D0 5E12",
        )
    return digits


def _desk(said: str) -> str:
    if not said or "/" in said or len(said) > 20:
        raise UnusableInput(
            "{said} is no name of a desk",
            where="--desk",
            cure="give one of 20 letters at most, without /",
            said=said,
        )
    return said
