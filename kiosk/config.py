"""`kiosk.toml` → frozen settings: read once, every mistake told at once, its hash kept.

Paths are taken relative to the file. Legal content is not a setting: it is a rule pack.
"""

import hashlib
import tomllib
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from kiosk.devices.catalog import protocols
from kiosk.devices.settings import (
    BaseSettings,
    CameraSettings,
    ScannerSettings,
    WedgeSettings,
)
from kiosk.faults import UnusableInput
from kiosk.ledger.keyring import keyring_path
from kiosk.ledger.server import EXAMPLE, Place
from kiosk.meeting.rules import Basis, Part, Share

_STRICT = ConfigDict(frozen=True, extra="forbid")


class MeetingSettings(BaseModel):
    """What the papers say of the meeting."""

    model_config = _STRICT

    title: str = Field(min_length=1, max_length=60)
    session_title: str = Field(default="", max_length=60)
    place: str = Field(default="", max_length=60)
    convener: str = Field(default="", max_length=60)
    utc_offset_min: int = Field(default=480, ge=-720, le=840)


class BookSettings(BaseModel):
    """Where the book, its mirror and the papers lie; the mirror belongs on a second medium.

    With `url` the book is on a server and several desks share it. `desk` is then our name among
    them, `main` marks the one that begins the meeting and seals it, and `path` is what this desk
    keeps of its own: the seal key and the spool lie beside it.
    """

    model_config = _STRICT

    path: Path
    url: str = ""
    desk: str = Field(default="", max_length=20, pattern=r"^[^/]*$")
    main: bool = False
    mirror: Path | None = None
    papers: Path = Path("papers")
    tapes: Path | None = None

    @property
    def place(self) -> Place | None:
        """Where the shared book is; None for a book of our own."""
        return Place.parse(self.url) if self.url else None

    @model_validator(mode="after")
    def _is_shared_or_own(self) -> "BookSettings":
        if not self.url:
            if self.desk or self.main:
                raise ValueError("desk and main belong to a book with a url")
            return self
        if self.place is not None and not self.place.meeting:
            raise ValueError(f"url names no meeting; write one like {EXAMPLE}")
        if not self.desk:
            raise ValueError("a book with a url needs the name of this desk")
        if self.mirror is not None:
            raise ValueError("a book with a url has its second copy on the server, and no mirror")
        return self


class ScreenSettings(BaseModel):
    """Language of screens and papers."""

    model_config = _STRICT

    language: Literal["zh_CN", "en"] = "zh_CN"


class KeySettings(BaseModel):
    """Where the keyring of the hall's officers and the hall's key lie; else beside the book.

    `demanded`: the kiosk does not start before officers are enrolled.
    """

    model_config = _STRICT

    keyring: Path | None = None
    hall_key: Path | None = None
    demanded: bool = False


class OfficerSettings(BaseModel):
    """Someone who holds an office in this meeting."""

    model_config = _STRICT

    name: str = Field(min_length=1, max_length=20)
    role: Literal["chair", "operator", "teller", "notary", "legal_observer", "technician"]


class ShareSettings(BaseModel):
    """A share of a rule that the pack leaves to the meeting (`[[set]]`)."""

    model_config = _STRICT

    rule: str = Field(min_length=1)
    part: Part
    fraction: str
    strict: bool = False
    of: Basis

    @property
    def share(self) -> Share:
        return Share(Fraction(self.fraction), self.strict, self.of)

    @field_validator("fraction")
    @classmethod
    def _is_a_fraction(cls, said: str) -> str:
        try:
            whole = "/" in said and 0 < Fraction(said) <= 1
        except (ValueError, ZeroDivisionError):
            whole = False
        if not whole:
            raise ValueError(f"{said} is no fraction; write one like 2/3")
        return said


class AnswerSettings(BaseModel):
    """The answer to what the pack asks, and the local provision that says so (`[[answer]]`)."""

    model_config = _STRICT

    question: str = Field(min_length=1)
    rule: str = Field(min_length=1)
    reason: str = Field(min_length=1, max_length=120)


class ItemSettings(BaseModel):
    """One item of the agenda, with the poll that is laid down for it.

    `options` make it a poll that chooses at most `maximum` of them; without any it is for, against
    or abstain. `noticed` is the ISO day of the public notice, empty for none.
    """

    model_config = _STRICT

    title: str = Field(min_length=1, max_length=60)
    noticed: str = ""
    motion: str = Field(min_length=1, max_length=120)
    text: str = Field(min_length=1)
    rule: str = Field(min_length=1)
    options: tuple[str, ...] = ()
    maximum: int = Field(default=1, ge=1)
    duration_s: int = Field(default=60, ge=0, le=3600)
    last_press_counts: bool = True

    @field_validator("noticed")
    @classmethod
    def _is_a_day(cls, said: str) -> str:
        if said:
            try:
                date.fromisoformat(said)
            except ValueError:
                raise ValueError(f"{said} is no day; write one like 2026-11-01") from None
        return said

    @model_validator(mode="after")
    def _can_be_chosen(self) -> "ItemSettings":
        if self.options and self.maximum > len(self.options):
            raise ValueError(f"maximum {self.maximum} is more than the {len(self.options)} options")
        return self


class Settings(BaseModel):
    """Everything of kiosk.toml; `sha256` is over the file's bytes.

    `pack` names a rule pack of ours or the path of a file; `roll` is the path of a roll file. What
    the meeting brings along (pack, roll, officers, items) is entered when the book is new.
    """

    model_config = _STRICT

    meeting: MeetingSettings
    book: BookSettings
    pack: str = "citizens-assembly"
    set: tuple[ShareSettings, ...] = ()
    answer: tuple[AnswerSettings, ...] = ()
    roll: Path | None = None
    officer: tuple[OfficerSettings, ...] = ()
    item: tuple[ItemSettings, ...] = ()
    base: tuple[BaseSettings, ...] = ()
    scanner: tuple[ScannerSettings, ...] = ()
    wedge: tuple[WedgeSettings, ...] = Field(default=(), max_length=1)
    camera: tuple[CameraSettings, ...] = Field(default=(), max_length=1)
    screens: ScreenSettings = ScreenSettings()
    keys: KeySettings = KeySettings()
    practice: bool = False
    sha256: str = ""

    @model_validator(mode="after")
    def _names_differ(self) -> "Settings":
        names = [base.name for base in self.base] + [one.desk for one in self.scanner]
        ports = [base.port for base in self.base] + [one.port for one in self.scanner]
        places = [self.book.path] + [self.book.mirror] * (self.book.mirror is not None)
        own = {one.desk for one in (*self.wedge, *self.camera)}
        told = [
            f"{kind} must all differ: {', '.join(map(str, said))}"
            for kind, said in (
                ("the names of bases and desks", names),
                ("the ports of bases and scanners", ports),
                ("the files of book and mirror", places),
            )
            if len(set(said)) != len(said)
        ]
        if len(own) > 1 or own & {base.name for base in self.base}:
            told.append("wedge and camera belong to one desk, and no base has its name")
        if told:
            raise ValueError("; ".join(told))
        return self

    @property
    def keyring(self) -> Path:
        """Where the hall's officers stand."""
        return self.keys.keyring or keyring_path(self.book.path)

    @model_validator(mode="after")
    def _stand_by(self) -> "Settings":
        """A base stands by for one that counts, and both name keypads."""
        known = {base.name: base for base in self.base}
        for base in self.base:
            counts = known.get(base.standby_of)
            if base.standby_of and (counts is None or counts.standby_of or counts is base):
                raise ValueError(
                    f"base {base.name}: standby_of = {base.standby_of} is no other base that counts"
                )
            if counts is not None and "taiden" in (base.protocol, counts.protocol):
                raise ValueError(f"base {base.name}: a base that gives totals only has no standby")
        return self

    @field_validator("base")
    @classmethod
    def _are_spoken(cls, bases: tuple[BaseSettings, ...]) -> tuple[BaseSettings, ...]:
        unknown = [base.protocol for base in bases if base.protocol not in protocols()]
        if unknown:
            raise ValueError(f"protocol {', '.join(unknown)} is none of {', '.join(protocols())}")
        return bases


def read_settings(path: Path) -> Settings:
    """Read a settings file; `UnusableInput` names every wrong key at once."""
    try:
        content = path.read_bytes()
        raw = tomllib.loads(content.decode())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnusableInput(
            "the settings cannot be read: {why}",
            where=str(path),
            cure="give a TOML file like assets/kiosk.example.toml",
            why=error,
        ) from error
    try:
        settings = Settings.model_validate(raw)
    except ValidationError as error:
        raise _mistakes(path, error) from error
    return _rooted(settings, path.resolve().parent, hashlib.sha256(content).hexdigest())


def _mistakes(path: Path, error: ValidationError) -> UnusableInput:
    told = [
        f"{'.'.join(str(part) for part in one['loc']) or 'file'}: {_in_one_line(one['msg'])}"
        for one in error.errors()
    ]
    return UnusableInput(
        "{count} mistakes: {told}",
        where=str(path),
        cure="correct them as assets/kiosk.example.toml shows",
        count=len(told),
        told="; ".join(told),
    )


def _in_one_line(said: str) -> str:
    said = said.removeprefix("Value error, ")
    return said[:1].lower() + said[1:]


def _rooted(settings: Settings, folder: Path, sha256: str) -> Settings:
    book = settings.book
    rooted = book.model_copy(
        update={
            "path": folder / book.path,
            "mirror": folder / book.mirror if book.mirror is not None else None,
            "papers": folder / book.papers,
            "tapes": folder / book.tapes if book.tapes is not None else None,
        }
    )
    roll = folder / settings.roll if settings.roll is not None else None
    keys = settings.keys
    kept = {"keyring": keys.keyring, "hall_key": keys.hall_key}
    placed = {name: folder / place for name, place in kept.items() if place is not None}
    keys = keys.model_copy(update=placed)
    return settings.model_copy(
        update={"book": rooted, "keys": keys, "roll": roll, "sha256": sha256}
    )
