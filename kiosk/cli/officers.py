"""Officers and key files from the command line."""

import contextlib
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kiosk.clerk.officers import LEAST_PASSPHRASE
from kiosk.cli.asking import (
    And,
    By,
    Force,
    Json,
    Mirror,
    Reason,
    demand_free,
    print_json,
    say_line,
)
from kiosk.cli.files import held_ledger
from kiosk.cli.vouching import demand_lawful, two_typed
from kiosk.clock import SystemClock
from kiosk.config import read_settings
from kiosk.faults import HallFault, UnusableInput, system_words
from kiosk.ledger.certificate import STANDS, Subject, certificate_path, make_certificate
from kiosk.ledger.data_key import hall_key_path
from kiosk.ledger.key_files import NO_KEY_FILE, recover_key, secret_of, slip, words_of
from kiosk.ledger.keyring import KEYRING_NAME, Enrolled, Keyring, read_keyring, write_keyring
from kiosk.ledger.officer_keys import make_key, unusable
from kiosk.ledger.safe_files import put_whole
from kiosk.ledger.shares import from_words, to_words
from kiosk.meeting.acts.serving import enrol_officer
from kiosk.meeting.offices import CERTIFY, PERSONS, TABLE
from kiosk.meeting.state import State
from kiosk.words import words

keys_app = typer.Typer(no_args_is_help=True, help="Key files as words on paper, and back.")
officers_app = typer.Typer(no_args_is_help=True, help="The officers of this hall and their keys.")
app = typer.Typer()
app.add_typer(officers_app, name="officers")
app.add_typer(keys_app, name="keys")


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
        print_json({"keyring": str(keyring), "officers": _listed(added)})
        return
    sys.stdout.write(f"{keyring}\n")


@officers_app.command("vouch")
def officers_vouch(
    newcomer: Annotated[str, typer.Argument(help="NAME:OFFICE, new or with a lost passphrase")],
    first: By,
    second: And,
    reason: Reason,
    keyring: Annotated[Path, typer.Option("--keyring")] = Path(KEYRING_NAME),
    book: Annotated[Path | None, typer.Option("--book", help="The meeting that goes on.")] = None,
    mirror: Mirror = None,
    as_json: Json = False,
) -> None:
    """Two officers enrol another one, or give a new key to one who lost the passphrase.

    The two type their passphrases within a minute, then the other one types a new one, twice.
    With --book the new key is entered in that meeting and, with --mirror, in its second copy; its
    kiosk must be ended for it and goes on where it was.

    Example: kiosk officers vouch 赵秀英:teller --by 王建国 --and 李敏 --reason 遗忘口令
    """
    (name, role), clock, state = _named(newcomer), SystemClock(), State()
    ring = read_keyring(keyring)
    if not ring.officers:
        raise UnusableInput(
            "nobody is enrolled yet", where=str(keyring), cure="enrol the first two together"
        )
    if name in (first, second):
        raise UnusableInput(
            "nobody vouches for the own key", where=name, cure="name two other officers"
        )
    with contextlib.ExitStack() as stack:
        ledger = None
        if book is not None:
            opened = held_ledger(book, state, mirror=mirror, clock=clock)
            ledger = stack.enter_context(opened)
        line = TABLE["enrol_officer"]
        two = two_typed(
            state, keyring, line=line, reason=reason, officers=(first, second), clock=clock
        )
        added = Enrolled(name, role, make_key(_passphrase(name)))
        if ledger is not None:
            public = added.key.public.hex()
            answer = enrol_officer(
                state, name, role, public_key=public, reason=reason, officers=two
            )
            ledger.append(demand_lawful(answer, keyring))
        write_keyring(keyring, ring.with_officers([added]))
    if as_json:
        print_json({"keyring": str(keyring), "officers": _listed([added])})
    else:
        say_line(str(keyring))


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
    if not keyring.exists():
        raise UnusableInput(
            "there is no keyring of this name",
            where=str(keyring),
            cure="name the keyring, or enrol the first two: kiosk officers enrol",
        )
    officers = _listed(read_keyring(keyring).officers.values())
    if as_json:
        print_json(officers)
        return
    for one in officers:
        sys.stdout.write(f"{one['name']}  {one['office']}  {one['public_key']}\n")


@keys_app.command("certify")
def keys_certify(
    settings: Annotated[Path, typer.Argument(help="kiosk.toml: names the hall and its keyring.")],
    first: By,
    second: And,
    reason: Reason,
    as_json: Json = False,
) -> None:
    """Two officers have the hall's certificate made; every later start signs papers with it.

    It lies beside the keyring and outlives the meetings; its keys open with the hall's key.

    Example: kiosk keys certify kiosk.toml --by 王建国 --and 李敏 --reason 启用会场证书
    """
    read, clock = read_settings(settings), SystemClock()
    path = certificate_path(read.keyring)
    if path.exists():
        raise unusable(STANDS, str(path))
    two = two_typed(
        State(), read.keyring, line=CERTIFY, reason=reason, officers=(first, second), clock=clock
    )
    told = make_certificate(
        path,
        Subject(read.meeting.place or read.meeting.title, read.meeting.convener),
        hall_key=read.keys.hall_key or hall_key_path(read.book.path),
        now=clock.now().utc,
        reason=reason,
        officers=two,
    )
    if as_json:
        print_json(asdict(told) | {"file": str(path)})
        return
    say_line(f"{path}: {told.subject}, to {told.valid_to}, SHA-256 {told.fingerprint}")
    if not told.sm2_key:
        why = words("en").name("sm2", told.sm2_missing)
        say_line(f"no SM2 signature: {why}; papers will say so")


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
    if not file.is_file():
        raise unusable(NO_KEY_FILE, str(file))
    told = to_words(secret_of(file))
    slips = [out / f"{file.name}-slip-{number}.txt" for number in (1, 2, 3)]
    for path in slips:
        demand_free(path, force=force)
    written: list[Path] = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        for number, (path, said) in enumerate(zip(slips, told, strict=True), start=1):
            put_whole(path, slip(file, said, number=number).encode())
            written.append(path)
    except OSError as error:
        for path in written:
            path.unlink()
        raise HallFault(
            "the slips cannot be written: {why}",
            where=str(out),
            cure="name a folder that is there and may be written in",
            why=system_words(error),
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
            why=system_words(error),
        ) from error
