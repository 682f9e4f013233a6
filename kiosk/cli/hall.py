"""The rehearsals of the hall: demo, play, stills, bench."""

import sys
import time
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kiosk.cli.asking import (
    Force,
    Json,
    Language,
    Out,
    Seed,
    end,
    known_language,
    print_json,
    screen,
)
from kiosk.cli.vouching import place
from kiosk.faults import UnusableInput
from kiosk.rehearsal.bench import BENCHES, measured
from kiosk.rehearsal.bench_book import bench_book
from kiosk.rehearsal.bench_halls import bench_halls
from kiosk.rehearsal.demo import DemoWishes, demo, play_on_screens, without_display
from kiosk.rehearsal.grammar import read_scene
from kiosk.rehearsal.playing import Left, Wishes, play
from kiosk.rehearsal.stage import PtyStage, VirtualStage
from kiosk.rehearsal.stills import Sitting, every_sitting, state_of, take_stills
from kiosk.rehearsal.telling import show, told
from kiosk.ui.parts.tokens import Colours
from kiosk.ui.pictures import pictures
from kiosk.words import words

app = typer.Typer()
MOST_PIXELS = 16_384


def _tell_play(left: Left, language: str, seconds: float, *, as_json: bool) -> None:
    document = told(left, words(language), seconds)
    if as_json:
        print_json(document)
    else:
        console = Console(highlight=False, soft_wrap=True)
        show(document, left, words(language), console=console)
    end(true=bool(document["true"]))


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
    wishes = DemoWishes(headless, seed, known_language(language))
    with screen.status("the demo plays …") as status:
        left = demo(folder, wishes, tell=lambda name: status.update(f"the demo plays: {name}"))
    _tell_play(left, language, time.monotonic() - begun, as_json=as_json)


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
    wishes = Wishes(outside=outside, language=known_language(language), seed=seed, pace=pace)
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
    colours: Annotated[str, typer.Option("--colours", help="dark, light or contrast.")] = "",
    only: Annotated[str, typer.Option("--only", help="Those that begin so: hall-poll.")] = "",
    every: Annotated[
        bool, typer.Option("--every", help="Both languages, 1080p and 4K, all colours.")
    ] = False,
    force: Force = False,
) -> None:
    """Draw a picture of every state of every screen.

    Example: kiosk stills --out stills --size 3840x2160 --language en
    """
    if not any(state_of(picture).startswith(only) for picture in pictures()):
        raise UnusableInput(
            "no state is called so",
            where="--only",
            cure="write one like hall-poll, or its beginning",
        )
    one = Sitting(_pixels(size), known_language(language), _colours(colours))
    for sitting in every_sitting() if every else (one,):
        for path in take_stills(out, sitting, force=force, only=only):
            sys.stdout.write(f"{path}\n")


def _pixels(size: str) -> tuple[int, int]:
    width, _, height = size.partition("x")
    if not (_is_length(width) and _is_length(height)):
        raise UnusableInput(
            "{size} is no size", where="--size", cure="write one like 1920x1080", size=size
        )
    return int(width), int(height)


def _colours(said: str) -> Colours | None:
    if said not in ("", *Colours):
        raise UnusableInput(
            "there are no colours {said}",
            where="--colours",
            cure="name one of " + ", ".join(Colours),
            said=said,
        )
    return Colours(said) if said else None


def _is_length(said: str) -> bool:
    return said.isascii() and said.isdigit() and len(said) < 6 and 0 < int(said) <= MOST_PIXELS


@app.command("bench")
def bench_command(
    name: Annotated[str, typer.Argument(help="Which measurement.")] = "press",
    url: Annotated[str, typer.Option("--url", help="Of `halls`: a server for it.")] = "",
    entries: Annotated[
        int, typer.Option("--entries", help="Of `book`: one book of so many.", min=0)
    ] = 0,
    as_json: Json = False,
) -> None:
    """Measure, and report what was seen and on what.

    Example: kiosk bench book --entries 100000 --json
    """
    bench = BENCHES.get(name)
    if name == "halls":
        bench = partial(bench_halls, place(url))
    elif name == "book" and entries:
        bench = partial(bench_book, sizes=(entries,))
    if bench is None:
        raise UnusableInput(
            "there is no measurement {name}",
            where="bench",
            cure="name one of " + ", ".join((*BENCHES, "halls")),
            name=name,
        )
    document = measured(bench, screen.print)
    if as_json:
        print_json(document)
