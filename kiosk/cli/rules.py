"""Rule packs from the command line: list, show, judge."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from kiosk.assets import asset
from kiosk.clerk.beginning import find_pack, pack_of_book
from kiosk.clerk.judging import (
    Counts,
    document,
    judge_counts,
    judge_register,
    rule_of,
)
from kiosk.clerk.judging import (
    told as judgement_lines,
)
from kiosk.clerk.packtext import pack_lines
from kiosk.cli.asking import Count, Json, Language, known_language, print_json, write_lines
from kiosk.faults import UnusableInput
from kiosk.ledger.codec import plain
from kiosk.words import words

rules_app = typer.Typer(no_args_is_help=True, help="Rule packs.")
app = typer.Typer()
app.add_typer(rules_app, name="rules")


@rules_app.command("list")
def rules_list(as_json: Json = False) -> None:
    """Name the rule packs that come with the kiosk.

    Example: kiosk rules list --json
    """
    folder = asset("rulepacks")
    packs = [find_pack(path.stem, folder) for path in sorted(folder.glob("*.toml"))]
    if as_json:
        shown = ("pack", "version", "title", "effective")
        print_json([{name: getattr(pack, name) for name in shown} for pack in packs])
        return
    for pack in packs:
        sys.stdout.write(f"{pack.pack} {pack.version}  {pack.title}  {pack.effective}\n")


@rules_app.command("show")
def rules_show(
    pack: Annotated[
        str, typer.Argument(help="A name, a file, or the SHA-256 that stands on a paper.")
    ] = "",
    book: Annotated[
        Path | None, typer.Option("--book", help="The pack that this book is bound by.")
    ] = None,
    language: Language = "zh_CN",
    as_json: Json = False,
) -> None:
    """Show a pack: its rules, and of each number the article, the source and since when it holds.

    Example: kiosk rules show citizens-assembly
    """
    if bool(pack) is (book is not None):
        raise UnusableInput(
            "a pack is named, or a book is given", where="PACK", cure="give one of the two"
        )
    found = pack_of_book(book) if book is not None else find_pack(pack, Path.cwd())
    if as_json:
        print_json(plain(found))
    else:
        write_lines(pack_lines(found, words(known_language(language))))


@rules_app.command("judge")
def rules_judge(
    pack: str,
    rule: Annotated[str, typer.Option("--rule", help="Which rule of the pack.")] = "",
    roll: Count = None,
    present: Count = None,
    in_favour: Annotated[int, typer.Option("--for", min=0)] = 0,
    against: Annotated[int, typer.Option("--against", min=0)] = 0,
    abstain: Annotated[int, typer.Option("--abstain", min=0)] = 0,
    silent: Count = None,
    invalid: Annotated[int, typer.Option("--invalid", min=0)] = 0,
    recused: Annotated[int, typer.Option("--recused", min=0)] = 0,
    ballots: Annotated[
        Path | None, typer.Option("--ballots", help="CSV: owner,unit,area,choice.")
    ] = None,
    language: Language = "zh_CN",
    as_json: Json = False,
) -> None:
    """Judge counts, or a register of owners, by a rule; show quorum, threshold and computation.

    Example: kiosk rules judge citizens-assembly --rule major --roll 122 --for 81 --against 41
    """
    found = find_pack(pack, Path.cwd())
    asked = rule_of(found, rule)
    counts = Counts(roll, present, in_favour, against, abstain, silent, invalid, recused)
    if ballots is not None and counts != Counts():
        raise UnusableInput(
            "a register is counted, not told", where="--ballots", cure="leave out the counts"
        )
    if ballots is not None:
        judged = judge_register(found, asked, ballots)
    else:
        judged = judge_counts(found, asked, counts)
    spoken = words(known_language(language))
    if as_json:
        print_json(document(judged, spoken))
    else:
        write_lines(judgement_lines(judged, spoken))
