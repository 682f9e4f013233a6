"""What the commands share: options, the languages spoken, how a result is told."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kiosk.faults import UnusableInput
from kiosk.words import LANGUAGES

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite what stands there.")]
Out = Annotated[Path | None, typer.Option("--out", help="An empty or new folder.")]
Seed = Annotated[int, typer.Option("--seed", help="The same seed gives the same hall.")]
Count = Annotated[int | None, typer.Option(min=0)]
Language = Annotated[str, typer.Option("--language", help="zh_CN or en.")]
By = Annotated[str, typer.Option("--by", help="One officer.")]
And = Annotated[str, typer.Option("--and", help="Another officer.")]
Reason = Annotated[str, typer.Option("--reason", help="It stands in the book.")]
FALSE, UNUSABLE, FAULT = 1, 2, 3
Mirror = Annotated[
    Path | None, typer.Option("--mirror", help="The second copy, which takes the entry, too.")
]
screen = Console(stderr=True, highlight=False)


def end(*, true: bool) -> None:
    if not true:
        sys.exit(FALSE)


def print_json(document: object) -> None:
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2, default=str) + "\n")


def known_language(language: str) -> str:
    if language not in LANGUAGES:
        raise UnusableInput(
            "{language} is not spoken here",
            where="--language",
            cure="write one of " + ", ".join(LANGUAGES),
            language=language,
        )
    return language


def demand_free(path: Path, *, force: bool) -> None:
    if path.is_dir() or (path.exists() and not force):
        raise UnusableInput(
            "something stands there already",
            where=str(path),
            cure="name another place, or say --force",
        )


def write_lines(lines: Iterable[str]) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def say_line(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
