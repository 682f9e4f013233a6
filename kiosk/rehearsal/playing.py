"""Playing a scene in a folder: a stage, a kiosk, a player, and what is left behind."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from kiosk.assets import CONTRACT
from kiosk.clerk.views import Views
from kiosk.faults import UnusableInput
from kiosk.ledger.bundle import export_bundle
from kiosk.ledger.keys import SealKey, seal_key_path
from kiosk.ledger.store import Ledger
from kiosk.printing.attached import attached_record
from kiosk.rehearsal.expecting import Seen, look, spoken
from kiosk.rehearsal.player import Played, Player
from kiosk.rehearsal.scene import Scene, Step
from kiosk.rehearsal.stage import Stage
from kiosk.rehearsal.verbs import VERBS
from kiosk.verifier.packing import write_pyz


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a scene is to be played. `outside` gives bases that stand behind other ports."""

    outside: Mapping[str, str] = field(default_factory=dict[str, str])
    language: str = "zh_CN"
    seed: int = 1
    pace: float = 1.0


@dataclass(frozen=True, slots=True)
class Left:
    """What a play left behind in its folder."""

    played: Played
    book: Path
    papers: Path
    bundle: Path
    verifier: Path
    verdict: dict[str, object]


def play(
    scene: Scene,
    folder: Path,
    stage: Stage,
    wishes: Wishes,
    *,
    show: Callable[[Views], None] = lambda views: None,
    still: Callable[[str], None] = lambda name: None,
    met: Callable[[Player], None] = lambda player: None,
) -> Left:
    """Play a scene in an empty folder; bundle and verifier are left beside the book.

    `met` is told the player before the first step, by whoever has something to tell its kiosk.
    """
    try:
        _demand_empty(folder)
        player = Player(
            scene,
            folder,
            stage,
            verbs=VERBS,
            expecting=_expecting(folder),
            outside=wishes.outside,
            language=wishes.language,
            seed=wishes.seed,
            pace=wishes.pace,
            show=show,
            still=still,
        )
        met(player)
        played = player.play()
    finally:
        stage.close()
    bundle, verifier, verdict = hand_over(folder)
    book, papers = folder / "meeting.book", folder / "papers"
    return Left(played, book, papers, bundle, verifier, verdict)


def _demand_empty(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UnusableInput(
            "this is no folder", where=str(folder), cure="name a new folder for this play"
        )
    if folder.exists() and any(folder.iterdir()):
        raise UnusableInput(
            "the folder is not empty", where=str(folder), cure="name a new folder for this play"
        )


def hand_over(folder: Path) -> tuple[Path, Path, dict[str, object]]:
    """Export the bundle, pack the verifier, and let it judge the bundle in a process of its own.

    What stands on a seal slip is left as it is, and judged with the papers and the slip.
    """
    bundle, verifier = folder / "meeting.bundle.zip", folder / "verifier.pyz"
    book = folder / "meeting.book"
    papers = sorted((folder / "papers").glob("*.pdf"))
    if any("seal-slip" in paper.name for paper in papers):
        return bundle, verifier, verify(verifier, bundle, *papers)
    write_pyz(verifier)
    with Ledger.read(book) as ledger:
        key = SealKey.load(seal_key_path(book))
        export_bundle(
            ledger, bundle, key=key, papers=folder / "papers", contract=CONTRACT, force=True
        )
    return bundle, verifier, verify(verifier, bundle)


def verify(verifier: Path, bundle: Path, *papers: Path) -> dict[str, object]:
    """Run the stand-alone verifier as a notary would; its JSON, with its exit code."""
    done = subprocess.run(
        [sys.executable, "-I", *map(str, (verifier, bundle, *papers)), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    told: dict[str, object] = json.loads(done.stdout) if done.stdout else {"error": done.stderr}
    return told | {"exit": done.returncode}


def _expecting(folder: Path) -> Callable[[Player, Step], str]:
    def expecting(player: Player, step: Step) -> str:
        figure, value = step.said["figure"], step.said["value"]
        assert isinstance(figure, tuple)
        names = tuple(str(name) for name in figure)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        seen = Seen(
            player.book(),
            player.views,
            verifier=lambda: hand_over(folder)[2]["exit"] == 0,
            paper=lambda name: _on_paper(folder, name),
            tray=lambda: sum(1 for _ in (folder / "tray" / "out").glob("*")),
        )
        try:
            found = look(seen, names)
        except LookupError as error:
            return str(error)
        return "" if found == value else f"found {found}, expected {value}"

    return expecting


def _on_paper(folder: Path, name: str) -> str:
    """A field of the newest vote record, read from the record attached to its PDF."""
    records = sorted((folder / "papers").glob("*vote-record*.pdf"))
    if not records:
        raise LookupError("no vote record was printed yet")
    record = attached_record(records[-1].read_bytes())
    found: object = record
    for part in name.split("."):
        if isinstance(found, list) and part.isdecimal():
            rows = cast("list[object]", found)
            found = rows[int(part) - 1] if 0 < int(part) <= len(rows) else None
            continue
        if not isinstance(found, dict) or part not in found:
            raise LookupError(f"the record has no field {name}")
        found = found[part]  # pyright: ignore[reportUnknownVariableType]
    return spoken(found)  # pyright: ignore[reportUnknownArgumentType]
