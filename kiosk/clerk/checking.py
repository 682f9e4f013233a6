"""The real check of the book, at the word of an observer, while the meeting goes on.

Each step is the very command that a notary would type, in a process of its own: a check of a
hundred thousand entries takes seconds of processor time, and no press may wait for them. The second
hand is given what the notary would be given, a bundle, since names are sealed in the book itself.
"""

import json
import logging
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kiosk.meeting.outcome import Sentence

BOOK, BUNDLE, SECOND_HAND = "book", "bundle", "second hand"
FOLDER = "{folder}"
"""Stands in a command for a folder that is gone when the check is over."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Step:
    """One command of a check; `name` says what it is."""

    name: str
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """How far a check is: `step` of `steps`, what is done now, and at the end what came of it.

    `sound` is None while it runs, and where it could not be made. `found` is what the second hand
    finds wrong, by language: it has words of its own, which no catalogue of ours knows.
    """

    step: int
    steps: int
    said: Sentence
    over: bool = False
    sound: bool | None = None
    found: tuple[tuple[str, str], ...] = ()

    def told_in(self, language: str) -> Sentence:
        """What came of it, for a reader of this language."""
        found = dict(self.found)
        if language not in found:
            return self.said
        return replace(self.said, args={**self.said.args, "what": found[language]})


Tell = Callable[[Checked], None]
DOING = {
    BOOK: "Checking every entry, the second medium and the roots",
    BUNDLE: "Making the notary's bundle",
    SECOND_HAND: "Counting everything again with the independent verifier",
}
SPOKEN = {"zh_CN": "zh", "en": "en"}
"""What the second hand calls our languages."""


def check(steps: Sequence[Step], tell: Tell) -> None:
    """Run a check on a thread of its own; `tell` is called from there."""
    threading.Thread(target=_run, args=(tuple(steps), tell), name="check", daemon=True).start()


def _run(steps: tuple[Step, ...], tell: Tell) -> None:
    try:
        tell(run(steps, tell))
    except BaseException as bug:
        log.error("check", exc_info=bug)
        said = Sentence("The check could not be made: {why}", {"why": str(bug)})
        tell(Checked(len(steps), len(steps), said, over=True))


def run(steps: tuple[Step, ...], tell: Tell) -> Checked:
    """Every step in order, up to the first that finds something."""
    told: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="kiosk-check-") as folder:
        for number, step in enumerate(steps, start=1):
            tell(Checked(number, len(steps), Sentence(DOING[step.name])))
            command = [part.replace(FOLDER, folder) for part in step.command]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode not in (0, 1):
                said = Sentence("The check could not be made: {why}", {"why": done.stderr.strip()})
                return Checked(number, len(steps), said, over=True)
            if step.name in FOUND:
                told[step.name] = json.loads(done.stdout)
            if done.returncode:
                said = FOUND[step.name](told[step.name])
                found = tuple(_found(command)) if step.name == SECOND_HAND else ()
                return Checked(number, len(steps), said, over=True, sound=False, found=found)
    return Checked(len(steps), len(steps), _sound(told), over=True, sound=True)


def _found(command: list[str]) -> Iterator[tuple[str, str]]:
    """What the second hand finds wrong, asked again in each language: it happens once, if ever."""
    for language, spoken in SPOKEN.items():
        asked = [*command, "--lang", spoken]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
        if done.returncode == 1:
            yield language, str(_disagreeing(json.loads(done.stdout)).args["what"])


def _sound(told: dict[str, Any]) -> Sentence:
    book = told.get(BOOK) or told[SECOND_HAND]
    args: dict[str, str | int] = {"entries": book["entries"], "head": book["head"][:16].upper()}
    if SECOND_HAND in told:
        return Sentence(
            "Sound: {entries} entries up to {head}; the independent verifier finds the same.", args
        )
    return Sentence("Sound: {entries} entries up to {head}.", args)


def _broken(told: dict[str, Any]) -> Sentence:
    first = told["breaks"][0]
    args = {"count": len(told["breaks"]), "entry": first["entry"], "kind": first["kind"]}
    return Sentence("NOT sound: {count} breaks, the first at entry {entry} ({kind})", args)


def _disagreeing(told: dict[str, Any]) -> Sentence:
    wrong = next(one for one in told["checks"] if one["ok"] is False)
    args = {"entry": told["first_bad_entry"], "what": wrong["detail"]}
    return Sentence("NOT true, first at entry {entry}: {what}", args)


FOUND: dict[str, Callable[[dict[str, Any]], Sentence]] = {
    BOOK: _broken,
    SECOND_HAND: _disagreeing,
}
