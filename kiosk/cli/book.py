"""A book from the command line: show, verify, export; the notary's verifier."""

import json
import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from kiosk.clerk.pressing import Asked, look_up
from kiosk.clerk.pressing import document as press_document
from kiosk.clerk.pressing import told as told_presses
from kiosk.clerk.revealing import told_record
from kiosk.cli.asking import (
    And,
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
    say_line,
    write_lines,
)
from kiosk.cli.files import as_input, held_ledger, read_ledger
from kiosk.cli.vouching import demand_lawful, place, two_typed
from kiosk.clock import SystemClock
from kiosk.faults import BookFault, HallFault, UnusableInput, system_words
from kiosk.ledger.book import Book
from kiosk.ledger.bundle import export_bundle
from kiosk.ledger.check import check_book
from kiosk.ledger.data_key import data_key_path
from kiosk.ledger.entry import read_body
from kiosk.ledger.keyring import keyring_path
from kiosk.ledger.keys import SealKey, fingerprint, seal_key_path
from kiosk.ledger.restoring import read_mirror, restore_book
from kiosk.ledger.server import is_address
from kiosk.ledger.shared_book import SharedBook
from kiosk.meeting.acts.serving import reveal_person
from kiosk.meeting.facts import BookOpened
from kiosk.meeting.offices import RESTORE, TABLE
from kiosk.meeting.state import State, apply
from kiosk.meeting.state import replay as replay_book
from kiosk.verifier.packing import write_pyz
from kiosk.words import words

app = typer.Typer()
book_app = typer.Typer(no_args_is_help=True, help="Look into a book, check it, hand it over.")
app.add_typer(book_app, name="book")


@app.command("verifier")
def verifier_command(
    out: Annotated[Path, typer.Option("--out", help="The .pyz file.")],
    force: Force = False,
) -> None:
    """Write the notary's stand-alone verifier.

    Example: kiosk verifier --out verifier.pyz; python3 verifier.pyz meeting.bundle.zip
    """
    demand_free(out, force=force)
    try:
        write_pyz(out)
    except OSError as error:
        raise HallFault(
            "the verifier cannot be written: {why}",
            where=str(out),
            cure="name a folder that is there and may be written in",
            why=system_words(error),
        ) from error
    sys.stdout.write(f"{out}\n")


def _look_into(book: str, mirror: Path | None = None, *, own: Path | None = None) -> Book:
    """Open a book that a person named, a file or the address of a shared one.

    `own` is what the main desk keeps of its own.
    """
    if not is_address(book):
        return read_ledger(Path(book), mirror=mirror)
    try:
        return SharedBook.read(place(book), own=own)
    except BookFault as fault:
        raise as_input(fault) from fault


@book_app.command("show")
def book_show(
    book: str,
    presses: Annotated[
        int, typer.Option("--presses", metavar="POLL", help="Each press of a poll and why.")
    ] = 0,
    seat: Annotated[str, typer.Option("--seat", help="Only the presses of this seat.")] = "",
    keypad: Annotated[int, typer.Option("--keypad", help="Only those of this keypad.")] = 0,
    language: Language = "zh_CN",
    as_json: Json = False,
) -> None:
    """Tell every entry of a book, also of a damaged one; or each press of a poll and its fate.

    Example: kiosk book show meeting.book --presses 1 --seat 7
    """
    if presses or seat or keypad:
        _show_presses(book, Asked(presses, seat, keypad), known_language(language), as_json=as_json)
        return
    with _look_into(book) as opened:
        if as_json:
            bodies = (entry.body.decode(errors="replace") for entry in opened.raw())
            print_json([_json_or_text(body) for body in bodies])
            return
        for entry in opened.raw():
            line = f"{entry.number:>6} {entry.hash.hex()[:16]} "
            sys.stdout.write(f"{line}{_told_entry(entry.body)}\n")


def _show_presses(book: str, wanted: Asked, language: str, *, as_json: bool) -> None:
    with _look_into(book) as opened:
        state = replay_book(opened.entries())
    lines = look_up(state, wanted, Path(book))
    if as_json:
        print_json(press_document(lines))
        return
    offset = state.card.utc_offset_min if state.card is not None else 0
    write_lines(told_presses(lines, words(language), offset_min=offset))


def _json_or_text(body: str) -> object:
    try:
        return json.loads(body)
    except ValueError:
        return body


def _told_entry(body: bytes) -> str:
    try:
        _, entered = read_body(body)
    except ValueError as error:
        return f"cannot be read ({error}): {body.decode(errors='replace')}"
    return f"{entered.utc:%H:%M:%S.%f} {entered.fact}"


@book_app.command("verify")
def book_verify(
    book: str,
    mirror: Annotated[Path | None, typer.Option("--mirror")] = None,
    as_json: Json = False,
) -> None:
    """Check chain, roots, persons and mirror of a book; name every break.

    Example: kiosk book verify meeting.book --mirror /media/second/meeting.mirror
    """
    with _look_into(book, mirror) as opened:
        breaks = check_book(opened)
        number, head = opened.reach()
        first = next(opened.entries(), None) if not breaks else None
    card = first.fact if first is not None else None
    seal = fingerprint(card.seal_key) if isinstance(card, BookOpened) else ""
    if as_json:
        print_json(
            {
                "sound": not breaks,
                "entries": number + 1,
                "head": head.hex(),
                "fingerprint": seal,
                "breaks": [
                    {"entry": b.number, "kind": b.kind, "expected": b.expected, "found": b.found}
                    for b in breaks
                ],
            }
        )
    else:
        for one in breaks:
            sys.stdout.write(
                f"entry {one.number}: {one.kind}, expected {one.expected}, found {one.found}\n"
            )
        state = "sound" if not breaks else f"{len(breaks)} breaks"
        sys.stdout.write(f"{state}: {number + 1} entries, head {head.hex()}, seal {seal}\n")
    end(true=not breaks)


@book_app.command("restore")
def book_restore(
    mirror: Annotated[Path, typer.Option("--from", help="The mirror on the second medium.")],
    out: Annotated[Path, typer.Option("--out", help="The book to make; none stands there yet.")],
    first: By,
    second: And,
    reason: Reason,
    keyring: Annotated[
        Path | None, typer.Option("--keyring", help="Default: beside the book.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Make a lost book again from its mirror; two officers type their passphrases within a minute.

    Without a terminal the passphrases are read from standard input, one a line. Keys and personal
    records are in no mirror: put the seal key and the data key beside the book.

    Example: kiosk book restore --from /media/second/meeting.mirror --out hall/meeting.book
    --by 王建国 --and 李敏 --reason 硬盘损坏
    """
    ring, clock, state = keyring or keyring_path(out), SystemClock(), State()
    found = read_mirror(mirror, partial(apply, state))
    two = two_typed(state, ring, line=RESTORE, reason=reason, officers=(first, second), clock=clock)
    fact = restore_book(mirror, out, found, utc=clock.now().utc, reason=reason, officers=two)
    missing = [str(one) for one in (seal_key_path(out), data_key_path(out)) if not one.exists()]
    if as_json:
        told = {"book": str(out), "cut_bytes": found.cut, "missing": missing}
        print_json(told | {"entries": fact.entries, "head": fact.head})
        return
    say_line(f"{out}: {fact.entries} entries, head {fact.head}, {found.cut} torn bytes left out")
    for one in missing:
        say_line(f"{one} is missing: put it there, or recover it with kiosk keys recover")


@book_app.command("reveal")
def book_reveal(
    book: Path,
    number: Annotated[int, typer.Option("--number", help="The delegate's number.")],
    first: By,
    second: And,
    reason: Reason,
    keyring: Annotated[
        Path | None, typer.Option("--keyring", help="Default: beside the book.")
    ] = None,
    mirror: Mirror = None,
    as_json: Json = False,
) -> None:
    """Show a delegate's sealed personal record; two officers type their passphrases.

    That it was shown, to whom and why is entered in the book first; what it holds is not.

    Example: kiosk book reveal hall/meeting.book --number 17 --by 王建国 --and 李敏
    --reason 核对住址 --mirror /media/second/meeting.mirror
    """
    ring, clock, state = keyring or keyring_path(book), SystemClock(), State()
    with held_ledger(book, state, mirror=mirror, clock=clock) as ledger:
        line = TABLE["reveal_person"]
        two = two_typed(
            state, ring, line=line, reason=reason, officers=(first, second), clock=clock
        )
        demanded = demand_lawful(reveal_person(state, number, reason=reason, officers=two), book)
        person = ledger.persons().get(number)
        if person is None:
            raise UnusableInput(
                "the personal record of delegate {number} is not here any more",
                where=str(book),
                cure="it was deleted, or the data key of the meeting is elsewhere",
                number=number,
            )
        ledger.append(demanded)
    shown = dict(told_record(person))
    if as_json:
        print_json(shown)
    else:
        write_lines(f"{name}: {value}" for name, value in shown.items())


@book_app.command("export")
def book_export(
    book: str,
    out: Annotated[Path, typer.Option("--out", help="The bundle.")],
    papers: Annotated[Path | None, typer.Option("--papers", help="Default: beside it.")] = None,
    own: Annotated[
        Path | None,
        typer.Option("--own", help="Of a shared book: the path in the main desk's settings."),
    ] = None,
    force: Force = False,
) -> None:
    """Write the bundle that the notary takes home.

    Example: kiosk book export meeting.book --out meeting.bundle.zip
    """
    demand_free(out, force=force)
    if is_address(book) and own is None:
        raise UnusableInput(
            "a shared book is sealed with the key of the main desk",
            where="--own",
            cure="give the path that its settings name under [book]",
        )
    beside = own or Path(book)
    with _look_into(book, own=own) as opened:
        key = SealKey.load(seal_key_path(beside))
        folder = papers or beside.parent / "papers"
        export_bundle(opened, out, key=key, papers=folder, force=force)
    sys.stdout.write(f"{out}\n")
