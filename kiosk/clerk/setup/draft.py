"""What the set-up has gathered so far, and how it outlives a power cut.

The draft is one file beside the settings that are to be. It is written anew, whole or not at all,
after everything that was done; what is being typed is kept a moment later. No passphrase is ever
in it: the officers stand with their wrapped keys in a keyring of their own (`enrolling`).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, cast

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from kiosk.clerk.setup.folder import folder_door, put
from kiosk.faults import UnusableInput
from kiosk.ledger.door import Mend

FORMAT = "kiosk-setup/1"
DRAFT_NAME = "kiosk.setup"
STRANGE = Mend(
    "the set-up that was begun here cannot be read ({why})",
    "it was put aside as {aside}; begin anew",
)


class Step(StrEnum):
    """The pages of the set-up, in their order."""

    MEETING = "meeting"
    ROLL = "roll"
    AGENDA = "agenda"
    OFFICERS = "officers"
    EQUIPMENT = "equipment"
    READY = "ready"


STEPS = tuple(Step)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the agenda with its poll; `kind` is empty for the usual one (see `laid_form`).

    `seats` is how many of the options are taken, 0 for as many as the rule says.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    title: str
    motion: str
    text: str
    rule: str
    noticed: str = ""
    kind: str = ""
    options: tuple[str, ...] = ()
    maximum: int = 1
    seats: int = 0
    duration_s: int = 60
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Base:
    """A base that answered on a port."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    port: str
    protocol: str
    baud: int
    identity: str
    keypads: int
    used: bool = True


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything but the keys. `typed` is what stands in the fields, by entry.

    `roll` is the file's name in the meeting's folder, `photos` the folder of those of this roll,
    `pictured` how many they are; `scanners` are ports; `absent` are enrolled officers of the hall
    who have no office in this meeting.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    step: Step = Step.MEETING
    typed: Annotated[Mapping[str, str], Field(strict=True)] = field(default_factory=dict[str, str])
    roll: str = ""
    photos: str = ""
    pictured: int = 0
    items: tuple[Item, ...] = ()
    item: int = 0
    bases: tuple[Base, ...] = ()
    scanners: tuple[str, ...] = ()
    probed: bool = False
    absent: tuple[str, ...] = ()

    def says(self, entry: str) -> str:
        """What stands in a field, without the blanks around it."""
        return self.typed.get(entry, "").strip()

    def write(self, entry: str, text: str) -> "Draft":
        return replace(self, typed={**self.typed, entry: text})

    def clear(self, *entries: str) -> "Draft":
        """Empty these fields."""
        return replace(self, typed={k: v for k, v in self.typed.items() if k not in entries})

    @property
    def practice(self) -> bool:
        return self.says("practice") == "practice"


DRAFTS = TypeAdapter(Draft)


def read_draft(folder: Path) -> Draft:
    """The set-up that was interrupted in this folder, a fresh one where there is none.

    One that cannot be read, or is of another version, is put aside and told: `UnusableInput`.
    """
    path = folder / DRAFT_NAME
    if not path.exists():
        return Draft()
    with folder_door(path):
        content = path.read_bytes()
    try:
        document: object = json.loads(content)
        told = cast("dict[str, object]", document) if isinstance(document, dict) else {}
        if told.pop("format", None) != FORMAT:
            raise ValueError("another version")
        return DRAFTS.validate_python(told)
    except ValidationError as error:
        raise _strange(path, f"{error.error_count()} fields") from error
    except ValueError as error:
        raise _strange(path, str(error)) from error


def _strange(path: Path, why: str) -> UnusableInput:
    aside = path.with_name(f"{path.name}.old")
    with folder_door(path):
        path.replace(aside)
    return UnusableInput(
        STRANGE.what, where=str(path), cure=STRANGE.cure, why=why, aside=aside.name
    )


def keep_draft(folder: Path, draft: Draft) -> None:
    """Write the draft, whole or not at all; HallFault when the disk refuses."""
    document = {"format": FORMAT, **DRAFTS.dump_python(draft, mode="json")}
    content = json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
    put(folder / DRAFT_NAME, content)


def drop_draft(folder: Path) -> None:
    """The set-up is done."""
    with folder_door(folder):
        (folder / DRAFT_NAME).unlink(missing_ok=True)
