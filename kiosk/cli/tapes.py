"""Tapes from the command line."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.asking import Json, end, print_json, say_line
from kiosk.rehearsal.replaying import Replayed, base_of, judged_again
from kiosk.rehearsal.wire_desk import replay

app = typer.Typer()
tape_app = typer.Typer(no_args_is_help=True, help="Tapes: the bytes of a line with their times.")
app.add_typer(tape_app, name="tape")


@tape_app.command("replay")
def tape_replay(
    file: Path,
    protocol: Annotated[
        str, typer.Option("--protocol", help="What the line speaks; the book knows it.")
    ] = "",
    book: Annotated[
        Path | None, typer.Option("--book", help="The book of that meeting: dispositions.")
    ] = None,
    base: Annotated[str, typer.Option("--base", help="Default: by the tape's name.")] = "",
    as_json: Json = False,
) -> None:
    """Raw bytes again through framer, fold and, with the book at hand, the law: dispositions.

    Exit 1 where a press is judged otherwise than the book has it.

    Example: kiosk tape replay tapes/base-A.tape --book meeting.book
    """
    if book is not None:
        _judge_again(list(judged_again(file, book, base or base_of(file), protocol)), as_json)
        return
    lines = replay(file, protocol or "hvm1")
    if as_json:
        print_json([{"mono_ns": at, "kind": one.kind, "text": one.text} for at, one in lines])
        return
    for mono_ns, told_line in lines:
        say_line(f"{mono_ns} {told_line}")


def _judge_again(presses: Sequence[Replayed], as_json: bool) -> None:
    if as_json:
        print_json([asdict(one) | {"agrees": one.agrees} for one in presses])
    for one in presses if not as_json else ():
        say_line(str(one))
    end(true=all(one.agrees for one in presses))
