"""Keypads and attendance from the command line: what the books of a hall say of both."""

import csv
import io
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from kiosk.clerk.doorkeeping import label_of
from kiosk.cli.asking import Force, Json, Language, demand_free, known_language, print_json
from kiosk.cli.files import read_ledger, write_out
from kiosk.faults import UnusableInput
from kiosk.meeting.attendance import AttendanceLine, GroupAttendance, attendance, by_group
from kiosk.meeting.facts import Entered
from kiosk.meeting.inventory import Handset, inventory
from kiosk.meeting.roll import Known
from kiosk.meeting.state import replay
from kiosk.printing.keypad_labels import print_labels
from kiosk.words import Words, civil, words

app = typer.Typer()
keypads_app = typer.Typer(no_args_is_help=True, help="The hall's keypads.")
app.add_typer(keypads_app, name="keypads")
SUFFIX = ".book"
MOST_LABELS = 5_000


@keypads_app.command("inventory")
def keypads_inventory(
    books: Annotated[list[Path], typer.Argument(help="Books, or folders of *.book.")],
    as_json: Json = False,
) -> None:
    """Tell of every keypad its presses, batteries, faults, swaps and losses, over all meetings.

    Nothing is kept beside the books: this folds them anew each time.

    Example: kiosk keypads inventory meetings/
    """
    read = [entries for path in _books(books) if (entries := _entries(path))]
    read.sort(key=lambda entries: entries[0].utc)
    found = inventory(read)
    if as_json:
        print_json([_document(one) for one in found])
        return
    table = Table(
        "keypad", "bases", "meetings", "presses", "battery", "by meeting", "silent", "what happened"
    )
    for one in found:
        table.add_row(*_cells(one))
    Console(highlight=False).print(table)


def _books(named: list[Path]) -> list[Path]:
    found: list[Path] = []
    for path in named:
        found += sorted(path.rglob(f"*{SUFFIX}")) if path.is_dir() else [path]
    if not found:
        raise UnusableInput(
            "there is no book", where=str(named[0]), cure=f"name a folder with *{SUFFIX} in it"
        )
    return found


def _entries(path: Path) -> list[Entered]:
    with read_ledger(path) as book:
        return list(book.entries())


def _document(one: Handset) -> dict[str, object]:
    notes = [
        {"day": str(n.day), "meeting": n.meeting, "what": n.what, "reason": n.reason}
        for n in one.notes
    ]
    return {
        "keypad": one.keypad,
        "bases": sorted(one.bases),
        "meetings": len(one.meetings),
        "presses": one.presses,
        "identities": sorted(one.identities),
        "battery": one.battery,
        "lowest": one.lowest,
        "charges": [
            {"day": str(c.day), "meeting": c.meeting, "first": c.first, "lowest": c.lowest}
            for c in one.charges
        ],
        "silent": one.silent,
        "warnings": one.warnings,
        "swaps": one.swaps,
        "lost": one.lost,
        "notes": notes,
    }


def _cells(one: Handset) -> tuple[str, ...]:
    told = [f"{n.day} {n.what}" + (f": {n.reason}" if n.reason else "") for n in one.notes]
    return (
        str(one.keypad),
        " ".join(sorted(one.bases)),
        str(len(one.meetings)),
        str(one.presses),
        "" if one.battery is None else f"{one.battery} %",
        "\n".join(f"{c.day} {c.first}→{c.lowest} %" for c in one.charges),
        str(one.silent or ""),
        "; ".join(told),
    )


@keypads_app.command("labels")
def keypads_labels(
    numbers: Annotated[str, typer.Argument(help="Such as 1-120 or 1-60,201.")],
    out: Annotated[Path, typer.Option("--out", help="The PDF to write.")],
    force: Force = False,
) -> None:
    """Print labels that a desk can scan, 65 a sheet of 38 × 21 mm stickers.

    Example: kiosk keypads labels 1-120 --out labels.pdf
    """
    demand_free(out, force=force)
    wanted = _ranges(numbers)
    write_out(out, print_labels([(number, label_of(number)) for number in wanted]))
    sys.stdout.write(f"{len(wanted)} labels: {out}\n")


def _ranges(said: str) -> list[int]:
    found: list[range] = []
    for part in said.split(","):
        first, _, last = part.strip().partition("-")
        ends = (first, last or first)
        if not all(one.isascii() and one.isdecimal() and len(one) < 19 for one in ends):
            raise UnusableInput(
                "{said} are no numbers", where="labels", cure="write them like 1-120", said=said
            )
        found.append(range(int(ends[0]), int(ends[1]) + 1))
    count = sum(max(0, one.stop - one.start) for one in found)
    if not 0 < count <= MOST_LABELS or min(one.start for one in found) < 1:
        raise UnusableInput(
            "{said} are {count} labels",
            where="labels",
            cure=f"ask for 1 to {MOST_LABELS}, numbered from 1, the lower number first",
            said=said,
            count=count,
        )
    return [number for one in found for number in one]


@app.command("attendance")
def attendance_command(
    book: Path,
    groups: Annotated[bool, typer.Option("--groups", help="By class, age and occupation.")] = False,
    language: Language = "zh_CN",
    as_json: Json = False,
) -> None:
    """Tell who came, when and for how long, as CSV or JSON; or what it adds up to by group.

    Example: kiosk attendance meeting.book --groups
    """
    said = words(known_language(language))
    with read_ledger(book) as opened:
        state = replay(opened.entries())
        people = {number: Known.of(one) for number, one in opened.persons().items()}
    lines = attendance(state, people)
    offset = state.card.utc_offset_min if state.card is not None else 0
    if groups:
        _tell_groups(by_group(lines, state, people), said, as_json=as_json)
    elif as_json:
        print_json([_attended(line, offset) for line in lines])
    else:
        _write_csv(lines, said, offset)


def _tell_groups(found: tuple[GroupAttendance, ...], said: Words, *, as_json: bool) -> None:
    if as_json:
        print_json(
            [
                {
                    "by": one.trait,
                    "group": one.group,
                    "roll": one.roll,
                    "came": one.came,
                    "left": one.left,
                    "mean_minutes": one.mean_minutes,
                }
                for one in found
            ]
        )
        return
    table = Table("", "group", "roll", "came", "left early", "mean minutes")
    for one in found:
        figures = (one.roll, one.came, one.left, one.mean_minutes)
        table.add_row(one.trait, _named(one, said), *map(str, figures))
    Console(highlight=False).print(table)


def _named(one: GroupAttendance, said: Words) -> str:
    domains = {"delegate_class": "class", "age_band": "age"}
    domain = domains.get(one.trait)
    return said.name(domain, one.group) if domain is not None else one.group


def _attended(line: AttendanceLine, offset: int) -> dict[str, object]:
    stays = [
        {
            "came": civil(stay.came, offset).isoformat(timespec="seconds"),
            "left": civil(stay.left, offset).isoformat(timespec="seconds") if stay.left else None,
            "way": stay.way,
            "reason": stay.reason,
        }
        for stay in line.stays
    ]
    return {
        "number": line.number,
        "seat": line.seat,
        "name": line.name,
        "class": line.delegate_class,
        "votes": line.votes,
        "stays": stays,
        "minutes": line.minutes,
        "departures": line.departures,
        "days": [{"day": str(one.day), "half_days": one.halves} for one in line.days],
    }


def _write_csv(lines: tuple[AttendanceLine, ...], said: Words, offset: int) -> None:
    """One row a delegate, with a byte order mark, so that Excel reads it."""
    held = io.StringIO()
    rows = csv.writer(held)
    rows.writerow(["number", "seat", "name", "class", "stays", "minutes", "half_days"])
    for line in lines:
        stays = "; ".join(
            f"{civil(one.came, offset):%H:%M}–"
            + (f"{civil(one.left, offset):%H:%M}" if one.left else "")
            for one in line.stays
        )
        halves = sum(day.halves for day in line.days)
        kind = said.name("class", line.delegate_class)
        rows.writerow([line.number, _plain(line.seat), _plain(line.name), kind, stays,
                       line.minutes, halves])  # fmt: skip
    sys.stdout.write("\ufeff" + held.getvalue())


def _plain(text: str) -> str:
    """A text that no spreadsheet computes."""
    return "'" + text if text[:1] in "=+-@\t" and text else text
