"""The command line. Exit 0 done and true, 1 done and false, 2 unusable input, 3 a hall fault."""

import contextlib
import json
import os
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from kiosk.app import Hall, serial_port
from kiosk.assets import asset
from kiosk.clerk.beginning import find_pack, pack_of_book
from kiosk.clerk.desk import Halt
from kiosk.clerk.judging import Counts, document, judge_counts, judge_register, rule_of
from kiosk.clerk.judging import told as judgement_lines
from kiosk.clerk.officers import LEAST_PASSPHRASE
from kiosk.clerk.packtext import pack_lines
from kiosk.clerk.passes import passes_of
from kiosk.clerk.pressing import Asked, look_up
from kiosk.clerk.pressing import document as press_document
from kiosk.clerk.pressing import told as told_presses
from kiosk.clerk.restoring import demand_two
from kiosk.clerk.rollfile import preview_roll
from kiosk.clerk.rolltelling import roll_document, roll_lines
from kiosk.clerk.rolltemplate import write_template
from kiosk.clock import SystemClock
from kiosk.config import read_settings
from kiosk.devices.probing import probe
from kiosk.devices.simulator.damage import DamageSpec
from kiosk.devices.wire.ports import listed_ports
from kiosk.faults import BookFault, HallFault, UnusableInput
from kiosk.ledger.book import Book
from kiosk.ledger.bundle import export_bundle
from kiosk.ledger.check import check_book
from kiosk.ledger.codec import plain
from kiosk.ledger.data_key import data_key_path
from kiosk.ledger.door import NOT_A_BOOK
from kiosk.ledger.entry import read_body
from kiosk.ledger.key_files import recover_key, secret_of, slip, words_of
from kiosk.ledger.keyring import (
    KEYRING_NAME,
    Enrolled,
    Keyring,
    keyring_path,
    read_keyring,
    write_keyring,
)
from kiosk.ledger.keys import SealKey, fingerprint, seal_key_path
from kiosk.ledger.officer_keys import make_key
from kiosk.ledger.restoring import read_mirror, restore_book
from kiosk.ledger.server import Place, is_address
from kiosk.ledger.shared_book import SharedBook
from kiosk.ledger.shares import from_words, to_words
from kiosk.ledger.store import NO_BOOK, Ledger
from kiosk.log import set_up
from kiosk.meeting.facts import BookOpened
from kiosk.meeting.offices import PERSONS
from kiosk.meeting.state import State, apply
from kiosk.meeting.state import replay as replay_book
from kiosk.rehearsal.bench import BENCHES, measured
from kiosk.rehearsal.bench_halls import bench_halls
from kiosk.rehearsal.demo import DemoWishes, demo, play_on_screens, without_display
from kiosk.rehearsal.grammar import read_scene
from kiosk.rehearsal.playing import Left, Wishes, play
from kiosk.rehearsal.replaying import Replayed, base_of, judged_again
from kiosk.rehearsal.stage import PtyStage, VirtualStage
from kiosk.rehearsal.stills import take_stills
from kiosk.rehearsal.telling import show, told
from kiosk.rehearsal.wire_desk import SimulateWishes, decode, read_presses, replay, simulate
from kiosk.verifier.packing import write_pyz
from kiosk.words import LANGUAGES, words

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="The kiosk of a citizens' assembly hall.",
)
book_app = typer.Typer(no_args_is_help=True, help="Look into a book, check it, hand it over.")
rules_app = typer.Typer(no_args_is_help=True, help="Rule packs.")
roll_app = typer.Typer(no_args_is_help=True, help="Roll files.")
officers_app = typer.Typer(no_args_is_help=True, help="The officers of this hall and their keys.")
keys_app = typer.Typer(no_args_is_help=True, help="Key files as words on paper, and back.")
app.add_typer(officers_app, name="officers")
app.add_typer(keys_app, name="keys")
app.add_typer(book_app, name="book")
app.add_typer(rules_app, name="rules")
app.add_typer(roll_app, name="roll")

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite what stands there.")]
Out = Annotated[Path | None, typer.Option("--out", help="An empty or new folder.")]
Seed = Annotated[int, typer.Option("--seed", help="The same seed gives the same hall.")]
Count = Annotated[int | None, typer.Option(min=0)]
Language = Annotated[str, typer.Option("--language", help="zh_CN or en.")]
FALSE, UNUSABLE, FAULT = 1, 2, 3
MOST_PIXELS = 16_384
screen = Console(stderr=True, highlight=False)


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


def _end(*, true: bool) -> None:
    if not true:
        sys.exit(FALSE)


def _print_json(document: object) -> None:
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2, default=str) + "\n")


def _spoken(language: str) -> str:
    if language not in LANGUAGES:
        raise UnusableInput(
            "{language} is not spoken here",
            where="--language",
            cure="write one of " + ", ".join(LANGUAGES),
            language=language,
        )
    return language


def _tell_play(left: Left, language: str, seconds: float, *, as_json: bool) -> None:
    document = told(left, words(language), seconds)
    if as_json:
        _print_json(document)
    else:
        console = Console(highlight=False, soft_wrap=True)
        show(document, left, words(language), console=console)
    _end(true=bool(document["true"]))


@app.command("demo")
def demo_command(
    out: Out = None,
    headless: Annotated[bool, typer.Option("--headless", help="No windows; fast.")] = False,
    seed: Seed = 1,
    language: Language = "zh_CN",
    as_json: Json = False,
) -> None:
    """Play a whole simulated meeting through real serial ports, and verify what it left.

    Example: kiosk demo --headless --out demo
    """
    folder = out or Path(f"demo-{datetime.now().astimezone():%Y%m%d-%H%M%S}")
    begun = time.monotonic()
    headless = headless or without_display()
    wishes = DemoWishes(headless, seed, _spoken(language))
    with screen.status("the demo plays …") as status:
        left = demo(folder, wishes, tell=lambda name: status.update(f"the demo plays: {name}"))
    _tell_play(left, language, time.monotonic() - begun, as_json=as_json)


@app.command("run")
def run_command(
    settings: Annotated[Path, typer.Option("--settings")] = Path("kiosk.toml"),
    practice: Annotated[bool, typer.Option("--practice", help="Rehearse in a book apart.")] = False,
) -> None:
    """Serve the hall.

    Example: kiosk run --settings kiosk.toml
    """
    read = read_settings(settings)
    if practice and not read.practice:
        apart = {
            name: place.with_stem(place.stem + "-practice")
            for name, place in dict(read.book).items()
            if place is not None
        }
        places = read.book.model_copy(update=apart)
        read = read.model_copy(update={"practice": True, "book": places})
    hall = Hall(read, settings.resolve().parent)
    set_up(read.book.path.parent / "kiosk.log")
    _end(true=hall.run() == 0)


@app.command("play")
def play_command(
    scene: Path,
    out: Out = None,
    base: Annotated[
        list[str] | None, typer.Option("--base", help="NAME=PORT: this base is a real one.")
    ] = None,
    windows: Annotated[bool, typer.Option("--windows", help="Show the screens.")] = False,
    fast: Annotated[bool, typer.Option("--fast", help="Virtual time.")] = False,
    seed: Seed = 1,
    pace: Annotated[float, typer.Option("--pace", help="0.2: five times as fast.")] = 1.0,
    language: Language = "zh_CN",
    as_json: Json = False,
) -> None:
    """Play a scene and tell whether everything it expects came true.

    Example: kiosk play tests/scenes/late_press.scene --fast
    """
    read = read_scene(scene)
    outside = dict(_attached(one) for one in base or [])
    if fast and (outside or windows):
        raise UnusableInput(
            "virtual time knows no real ports and no windows",
            where="--fast",
            cure="leave out --fast, or --base and --windows",
        )
    unknown = outside.keys() - {one.name for one in read.set_up.bases}
    if unknown:
        raise UnusableInput(
            "the scene has no base {names}",
            where="--base",
            cure="name a base of the scene",
            names=", ".join(sorted(unknown)),
        )
    folder = out or Path(f"play-{datetime.now().astimezone():%Y%m%d-%H%M%S}")
    wishes = Wishes(outside=outside, language=_spoken(language), seed=seed, pace=pace)
    begun = time.monotonic()
    if windows:
        left = play_on_screens(read, folder, wishes, headless=False, tell=lambda name: None)
    else:
        stage = VirtualStage(read.set_up) if fast else PtyStage(read.set_up, outside=outside)
        left = play(read, folder, stage, wishes)
    _tell_play(left, language, time.monotonic() - begun, as_json=as_json)


def _attached(said: str) -> tuple[str, str]:
    name, equals, port = said.partition("=")
    if not (name and equals and port):
        raise UnusableInput(
            "{said} attaches nothing", where="--base", cure="write NAME=PORT", said=said
        )
    return name, port


@app.command("stills")
def stills_command(
    out: Annotated[Path, typer.Option("--out", help="The folder of the pictures.")],
    size: Annotated[str, typer.Option("--size", help="Width x height.")] = "1920x1080",
    language: Language = "zh_CN",
    force: Force = False,
) -> None:
    """Draw a picture of every state of every screen.

    Example: kiosk stills --out stills --size 3840x2160 --language en
    """
    width, _, height = size.partition("x")
    if not (_is_length(width) and _is_length(height)):
        raise UnusableInput(
            "{size} is no size", where="--size", cure="write one like 1920x1080", size=size
        )
    pixels = int(width), int(height)
    for path in take_stills(out, pixels, language=_spoken(language), force=force):
        sys.stdout.write(f"{path}\n")


def _is_length(said: str) -> bool:
    return said.isascii() and said.isdigit() and len(said) < 6 and 0 < int(said) <= MOST_PIXELS


@app.command("bench")
def bench_command(
    name: Annotated[str, typer.Argument(help="Which measurement.")] = "press",
    url: Annotated[str, typer.Option("--url", help="Of `halls`: a server for it.")] = "",
    as_json: Json = False,
) -> None:
    """Measure, and report what was seen and on what.

    Example: kiosk bench press --json
    """
    bench = partial(bench_halls, _place(url)) if name == "halls" else BENCHES.get(name)
    if bench is None:
        raise UnusableInput(
            "there is no measurement {name}",
            where="bench",
            cure="name one of " + ", ".join((*BENCHES, "halls")),
            name=name,
        )
    document = measured(bench, screen.print)
    if as_json:
        _print_json(document)


@app.command("verifier")
def verifier_command(
    out: Annotated[Path, typer.Option("--out", help="The .pyz file.")],
    force: Force = False,
) -> None:
    """Write the notary's stand-alone verifier.

    Example: kiosk verifier --out verifier.pyz; python3 verifier.pyz meeting.bundle.zip
    """
    _demand_free(out, force=force)
    try:
        write_pyz(out)
    except OSError as error:
        raise HallFault(
            "the verifier cannot be written: {why}",
            where=str(out),
            cure="name a folder that is there and may be written in",
            why=error.strerror or error,
        ) from error
    sys.stdout.write(f"{out}\n")


def _demand_free(path: Path, *, force: bool) -> None:
    if path.is_dir() or (path.exists() and not force):
        raise UnusableInput(
            "something stands there already",
            where=str(path),
            cure="name another place, or say --force",
        )


def _look_into(book: str, mirror: Path | None = None, *, own: Path | None = None) -> Book:
    """Open a book that a person named, a file or the address of a shared one.

    What is none is unusable, no fault of the hall. `own` is what the main desk keeps of its own.
    """
    try:
        if is_address(book):
            return SharedBook.read(_place(book), own=own)
        return Ledger.read(Path(book), mirror=mirror)
    except BookFault as fault:
        if fault.what in (NO_BOOK.what, NOT_A_BOOK.what):
            raise UnusableInput(fault.what, where=fault.where, cure=fault.cure) from fault
        raise


def _place(address: str) -> Place:
    try:
        return Place.parse(address)
    except ValueError as error:
        raise UnusableInput(
            "{why}", where="the address of the book", cure="correct it", why=error
        ) from error


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
        _show_presses(book, Asked(presses, seat, keypad), _spoken(language), as_json=as_json)
        return
    with _look_into(book) as opened:
        if as_json:
            bodies = (entry.body.decode(errors="replace") for entry in opened.raw())
            _print_json([_json_or_text(body) for body in bodies])
            return
        for entry in opened.raw():
            line = f"{entry.number:>6} {entry.hash.hex()[:16]} "
            sys.stdout.write(f"{line}{_told_entry(entry.body)}\n")


def _show_presses(book: str, wanted: Asked, language: str, *, as_json: bool) -> None:
    with _look_into(book) as opened:
        state = replay_book(opened.entries())
    lines = look_up(state, wanted, Path(book))
    if as_json:
        _print_json(press_document(lines))
        return
    offset = state.card.utc_offset_min if state.card is not None else 0
    _write_lines(told_presses(lines, words(language), offset_min=offset))


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
        number, head = opened.head
        first = next(opened.entries(), None) if not breaks else None
    card = first.fact if first is not None else None
    seal = fingerprint(card.seal_key) if isinstance(card, BookOpened) else ""
    if as_json:
        _print_json(
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
    _end(true=not breaks)


@book_app.command("restore")
def book_restore(
    mirror: Annotated[Path, typer.Option("--from", help="The mirror on the second medium.")],
    out: Annotated[Path, typer.Option("--out", help="The book to make; none stands there yet.")],
    first: Annotated[str, typer.Option("--by", help="One officer.")],
    second: Annotated[str, typer.Option("--and", help="Another officer.")],
    reason: Annotated[str, typer.Option("--reason", help="It stands in the book.")],
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
    two = demand_two(
        state,
        read_keyring(ring),
        reason=reason,
        officers=(first, second),
        where=ring,
        ask=_asked,
        clock=clock,
    )
    fact = restore_book(mirror, out, found, utc=clock.now().utc, reason=reason, officers=two)
    missing = [str(one) for one in (seal_key_path(out), data_key_path(out)) if not one.exists()]
    if as_json:
        told = {"book": str(out), "cut_bytes": found.cut, "missing": missing}
        _print_json(told | {"entries": fact.entries, "head": fact.head})
        return
    _say_line(f"{out}: {fact.entries} entries, head {fact.head}, {found.cut} torn bytes left out")
    for one in missing:
        _say_line(f"{one} is missing: put it there, or recover it with kiosk keys recover")


def _asked(name: str) -> str:
    if sys.stdin.isatty():
        return str(typer.prompt(f"passphrase of {name}", hide_input=True))
    return sys.stdin.readline().rstrip("\n")


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
    _demand_free(out, force=force)
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


@officers_app.command("enrol")
def officers_enrol(
    first: Annotated[str, typer.Argument(help="NAME:OFFICE")],
    second: Annotated[str, typer.Argument(help="NAME:OFFICE, another person")],
    keyring: Annotated[Path, typer.Option("--keyring")] = Path(KEYRING_NAME),
    as_json: Json = False,
) -> None:
    """Enrol the first two officers of an empty PC together; each types the own passphrase twice.

    Without a terminal the two passphrases are read from standard input, one a line. Further
    officers, and who lost a passphrase, are enrolled by two others (docs/manual/officers.md).

    Example: kiosk officers enrol 王建国:chair 李敏:operator --keyring hall/officers.keyring
    """
    if read_keyring(keyring).officers:
        raise UnusableInput(
            "officers are enrolled already",
            where=str(keyring),
            cure="let two of them enrol another, as docs/manual/officers.md says",
        )
    named = [_named(one) for one in (first, second)]
    if named[0][0] == named[1][0]:
        raise UnusableInput(
            "one officer alone enrols nobody", where=first, cure="name two different persons"
        )
    typed = [_passphrase(name) for name, _ in named]
    if typed[0] == typed[1]:
        raise UnusableInput(
            "both typed the same passphrase",
            where=second,
            cure="let each choose one that the other does not know",
        )
    added = [
        Enrolled(name, role, make_key(words))
        for (name, role), words in zip(named, typed, strict=True)
    ]
    write_keyring(keyring, Keyring().with_officers(added))
    if as_json:
        _print_json({"keyring": str(keyring), "officers": _listed(added)})
        return
    sys.stdout.write(f"{keyring}\n")


def _listed(enrolled: Iterable[Enrolled]) -> list[dict[str, str]]:
    return [
        {"name": one.name, "office": one.role, "public_key": one.key.public.hex()}
        for one in enrolled
    ]


def _named(said: str) -> tuple[str, str]:
    name, _, office = said.rpartition(":")
    if not name.strip() or office not in PERSONS:
        raise UnusableInput(
            "{said} names no officer",
            where="officers enrol",
            cure="write NAME:OFFICE with one of " + ", ".join(PERSONS),
            said=said,
        )
    return name.strip(), office


def _passphrase(name: str) -> str:
    if sys.stdin.isatty():
        typed = typer.prompt(f"passphrase of {name}", hide_input=True, confirmation_prompt=True)
    else:
        typed = sys.stdin.readline().rstrip("\n")
    if len(typed) < LEAST_PASSPHRASE:
        raise UnusableInput(
            "the passphrase is too short",
            where=name,
            cure="give one of {least} characters or more",
            least=LEAST_PASSPHRASE,
        )
    return str(typed)


@officers_app.command("list")
def officers_list(
    keyring: Annotated[Path, typer.Argument()] = Path(KEYRING_NAME), as_json: Json = False
) -> None:
    """Tell who is enrolled, with the public key that a book will hold.

    Example: kiosk officers list hall/officers.keyring
    """
    officers = _listed(read_keyring(keyring).officers.values())
    if as_json:
        _print_json(officers)
        return
    for one in officers:
        sys.stdout.write(f"{one['name']}  {one['office']}  {one['public_key']}\n")


@keys_app.command("split")
def keys_split(
    file: Path,
    out: Annotated[Path, typer.Option("--out", help="The folder of the three slips.")],
    force: Force = False,
) -> None:
    """Write a key file as three slips of words (SLIP-39), any two of which give it back.

    Print them, give each to another person, and delete the files.

    Example: kiosk keys split hall/meeting.seal-key --out slips
    """
    told = to_words(secret_of(file))
    slips = [out / f"{file.name}-slip-{number}.txt" for number in (1, 2, 3)]
    for path in slips:
        _demand_free(path, force=force)
    try:
        out.mkdir(parents=True, exist_ok=True)
        for number, (path, said) in enumerate(zip(slips, told, strict=True), start=1):
            path.touch(mode=0o600)
            path.write_text(slip(file, said, number=number), encoding="utf-8")
    except OSError as error:
        raise HallFault(
            "the slips cannot be written: {why}",
            where=str(out),
            cure="name a folder that is there and may be written in",
            why=error.strerror or error,
        ) from error
    for path in slips:
        sys.stdout.write(f"{path}\n")


@keys_app.command("recover")
def keys_recover(
    file: Path,
    slips: Annotated[list[Path], typer.Option("--slip", help="A slip, as text; twice.")],
    hall_key: Annotated[Path | None, typer.Option("--hall-key")] = None,
) -> None:
    """Write a lost key file anew from two of its three slips.

    Example: kiosk keys recover hall/meeting.seal-key --slip a.txt --slip c.txt
    """
    secret = from_words([words_of(_read_slip(path)) for path in slips])
    recover_key(file, secret, hall_key=hall_key)
    sys.stdout.write(f"{file}\n")


def _read_slip(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableInput(
            "the slip cannot be read: {why}",
            where=str(path),
            cure="type its words into a text file",
            why=error,
        ) from error


@rules_app.command("list")
def rules_list(as_json: Json = False) -> None:
    """Name the rule packs that come with the kiosk.

    Example: kiosk rules list --json
    """
    folder = asset("rulepacks")
    packs = [find_pack(path.stem, folder) for path in sorted(folder.glob("*.toml"))]
    if as_json:
        shown = ("pack", "version", "title", "effective")
        _print_json([{name: getattr(pack, name) for name in shown} for pack in packs])
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
        _print_json(plain(found))
    else:
        _write_lines(pack_lines(found, words(_spoken(language))))


def _write_lines(lines: Iterable[str]) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


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
    spoken = words(_spoken(language))
    if as_json:
        _print_json(document(judged, spoken))
    else:
        _write_lines(judgement_lines(judged, spoken))


@roll_app.command("check")
def roll_check(file: Path, language: Language = "zh_CN", as_json: Json = False) -> None:
    """Tell what a roll file says and every mistake of it, with row and column.

    Example: kiosk roll check roll.xlsx
    """
    preview, said = preview_roll(file), words(_spoken(language))
    if as_json:
        _print_json(roll_document(preview, said))
    else:
        _write_lines(roll_lines(preview, said))
    _end(true=not preview.mistakes)


@roll_app.command("template")
def roll_template(
    out: Annotated[Path, typer.Option("--out", help="The .xlsx file to write.")],
    language: Language = "zh_CN",
    force: Force = False,
) -> None:
    """Write an empty roll file to be filled in.

    Example: kiosk roll template --out roll.xlsx
    """
    _demand_free(out, force=force)
    write_template(out, words(_spoken(language)))
    _write_lines([str(out)])


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
    _demand_free(out, force=force)
    if photos is not None and not photos.is_dir():
        raise UnusableInput(
            "there is no such folder", where=str(photos), cure="name the folder of the photos"
        )
    with Ledger.read(book) as opened:
        seal = SealKey.load(seal_key_path(book))
        pdf, count = passes_of(opened, seal, words(_spoken(language)), photos=photos)
    out.write_bytes(pdf)
    _write_lines([f"{count} passes: {out}"])


# ---- the wire ------------------------------------------------------------------------------------

tape_app = typer.Typer(no_args_is_help=True, help="Tapes: the bytes of a line with their times.")
app.add_typer(tape_app, name="tape")


@app.command("simulate")
def simulate_command(
    protocol: str,
    keypads: Annotated[int, typer.Option("--keypads", help="How many it hears.")],
    first: Annotated[int, typer.Option("--first", help="The number of the first.")] = 1,
    link: Annotated[Path | None, typer.Option("--link", help="Where its port is to be.")] = None,
    listen: Annotated[
        str, typer.Option("--listen", help="HOST:PORT of a socket:// instead of a port; 0: any.")
    ] = "",
    press: Annotated[
        Path | None, typer.Option("--press", help="Lines: at_ms keypad keys, from the start on.")
    ] = None,
    damage: Annotated[
        str,
        typer.Option(
            "--damage",
            help="Of what it says: drop=0.01,double=…,flip=…,split=…,delay=…,noise=…,"
            "wrong_id=…,unplug=…,delay_ms=30",
        ),
    ] = "",
    paced: Annotated[bool, typer.Option("--paced", help="As fast as the wire, no faster.")] = False,
    seed: Seed = 1,
) -> None:
    """A base for anyone to talk to, until Ctrl-C; prints its path or address first.

    Example: kiosk simulate sunvote --keypads 60 --link /tmp/base-a --damage flip=0.01 --seed 3
    """
    wishes = SimulateWishes(
        protocol=protocol,
        keypads=keypads,
        first=first,
        link=link,
        listen=listen,
        presses=read_presses(press) if press else (),
        damage=DamageSpec.parse(damage) if damage else None,
        paced=paced,
        seed=seed,
    )
    with contextlib.suppress(KeyboardInterrupt):
        simulate(wishes, _say_line, lambda: True)


@app.command("probe")
def probe_command(
    ports: Annotated[list[str] | None, typer.Argument(help="Default: all there are.")] = None,
    as_json: Json = False,
) -> None:
    """Ask which base answers on which port; exit 1 where a port that was named stays silent.

    Example: kiosk probe /dev/ttyUSB0 --json
    """
    with screen.status("asking the ports …"):
        found = [probe(port, serial_port, SystemClock()) for port in ports or listed_ports()]
    if as_json:
        _print_json([asdict(one) for one in found])
    for one in found if not as_json else ():
        keypads = f"{one.keypads} keypads from {one.first_keypad}" if one.keypads else ""
        answer = f"{one.protocol} at {one.baud}: {one.identity} {keypads}".rstrip()
        _say_line(f"{one.port}  {one.fault or (answer if one.protocol else 'nothing answers')}")
    _end(true=not ports or all(one.protocol for one in found))


@app.command("decode")
def decode_command(
    protocol: str,
    file: Annotated[Path | None, typer.Argument(help="Default: standard input.")] = None,
    as_json: Json = False,
) -> None:
    """Tell what hex chunks mean, one chunk a line, > before what the host sent.

    Example: kiosk decode taiden chunks.txt --json
    """
    lines = decode(protocol, file or sys.stdin.read().splitlines())
    if as_json:
        _print_json([{"kind": line.kind, "text": line.text} for line in lines])
        return
    for line in lines:
        _say_line(str(line))


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
        _print_json([{"mono_ns": at, "kind": one.kind, "text": one.text} for at, one in lines])
        return
    for mono_ns, told_line in lines:
        _say_line(f"{mono_ns} {told_line}")


def _judge_again(presses: Sequence[Replayed], as_json: bool) -> None:
    if as_json:
        _print_json([asdict(one) | {"agrees": one.agrees} for one in presses])
    for one in presses if not as_json else ():
        _say_line(str(one))
    _end(true=all(one.agrees for one in presses))


def _say_line(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
