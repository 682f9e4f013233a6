"""`kiosk.toml` → frozen settings: read once, every mistake told at once, its hash kept.

Paths are taken relative to the file. Legal content is not a setting: it is a rule pack.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal, cast

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)

from kiosk.clerk.beginning import find_pack
from kiosk.devices.catalog import protocols
from kiosk.devices.settings import (
    BaseSettings,
    CameraSettings,
    PrinterSettings,
    ScannerSettings,
    SlipSettings,
    WedgeSettings,
)
from kiosk.faults import UnusableInput, meant, system_words
from kiosk.ledger.keyring import keyring_path
from kiosk.ledger.server import EXAMPLE, Place
from kiosk.meeting.rulepack import RulePack
from kiosk.meeting.rules import Basis, Part, Share
from kiosk.misread import Wrong, found_wrong, where
from kiosk.ui.placing import AS_THEY_COME, CONSOLE, FEED, HALL

_STRICT = ConfigDict(frozen=True, extra="forbid")


ADDRESS = re.compile(r"https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:\d{1,5})?([/?#][!-~]*)?")
"""What a phone opens: http or https, a host, and what follows without blanks, all of it ASCII."""


class MeetingSettings(BaseModel):
    """What the papers say of the meeting, and what the wall shows before it and in its pauses.

    `page` is the public page, which the wall shows as a code. `resolutions` is a list (.xlsx or
    CSV) of what earlier meetings resolved and how far that is.
    """

    model_config = _STRICT

    title: str = Field(min_length=1, max_length=60)
    session_title: str = Field(default="", max_length=60)
    place: str = Field(default="", max_length=60)
    convener: str = Field(default="", max_length=60)
    clock: str = Field(default="", max_length=60)
    utc_offset_min: int = Field(default=480, ge=-720, le=840)
    page: str = Field(default="", max_length=80)
    resolutions: Path | None = None

    @field_validator("page")
    @classmethod
    def _is_an_address(cls, said: str) -> str:
        if said and not ADDRESS.fullmatch(said):
            raise ValueError(
                f"{said!r} is no web address; write one like https://www.example.gov.cn/hall"
            )
        return said


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
    """Language of screens and papers; how the screens of this PC are.

    `individual` is how much of a named poll the wall tells of each delegate; `observer` opens the
    observer's own window at this PC, `feed` one for the broadcast: the wall without its head line.
    `wall` and `desk` are the colours of the wall and of every other window, `desk_letters`
    the size of the letters of every other window. `speech` says aloud that a
    poll opens, that it closes, and how it ended.
    """

    model_config = _STRICT

    language: Literal["zh_CN", "en"] = "zh_CN"
    individual: Literal["names", "masked", "seats", "off"] = "names"
    observer: bool = False
    wall: Literal["dark", "light", "contrast"] = "dark"
    desk: Literal["dark", "light", "contrast"] = "light"
    desk_letters: Literal["ordinary", "large"] = "ordinary"
    feed: bool = False
    speech: bool = False


class DisplaySettings(BaseModel):
    """Which window fills which display: `primary`, `second`, `third`, or what a display is called.

    That is its socket (HDMI-1), its model or its serial number; `kiosk doctor` lists them. "" for a
    window that shares the console's display.
    """

    model_config = _STRICT

    console: str = Field(default=AS_THEY_COME[CONSOLE], min_length=1, max_length=64)
    hall: str = Field(default=AS_THEY_COME[HALL], min_length=1, max_length=64)
    feed: str = Field(default=AS_THEY_COME[FEED], min_length=1, max_length=64)
    checkin: str = Field(default="", max_length=64)
    observer: str = Field(default="", max_length=64)

    @model_validator(mode="after")
    def _differ(self) -> "DisplaySettings":
        named = [one.casefold() for one in self.wishes.values()]
        if len(set(named)) != len(named):
            raise ValueError(f"every window needs a display of its own: {', '.join(named)}")
        return self

    @property
    def wishes(self) -> dict[str, str]:
        """Window → display, of those that are to have one."""
        return {window: str(name) for window, name in dict(self).items() if name}


class KioskSettings(BaseModel):
    """Kiosk mode: every window fills its display, has no frame and is left by the PIN alone.

    `pin` is the file that `kiosk install pin` writes.
    """

    model_config = _STRICT

    mode: bool = False
    pin: Path = Path("kiosk.pin")


class DoorSettings(BaseModel):
    """The check-in desk whose window this PC shows.

    `photos` holds NUMBER.jpg of the delegates. `public`: those who wait see the window, so that
    names are masked. `window` names a desk with a serial scanner that is to have the window; a
    desk with a wedge or a camera has it anyway.
    """

    model_config = _STRICT

    photos: Path | None = None
    public: bool = False
    sounds: bool = True
    window: str = Field(default="", max_length=32)


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
    or abstain. `kind` says otherwise: score (the options are the levels) or yes_no (to each of the
    options). `seats` is how many are taken, 0 for as many as the rule says; the pack must leave it
    to the meeting. `secret` asks without names where the rule leaves it open. `noticed` is the ISO
    day of the public notice, empty for none.
    """

    model_config = _STRICT

    title: str = Field(min_length=1, max_length=60)
    noticed: str = ""
    motion: str = Field(min_length=1, max_length=120)
    text: str = Field(min_length=1)
    rule: str = Field(min_length=1)
    kind: Literal["", "for_against", "choose", "score", "yes_no"] = ""
    options: tuple[str, ...] = ()
    maximum: int = Field(default=1, ge=1)
    seats: int = Field(default=0, ge=0)
    secret: bool = False
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
        if self.seats > len(self.options):
            raise ValueError(f"seats {self.seats} are more than the {len(self.options)} options")
        if self.kind and (self.kind == "for_against") == bool(self.options):
            raise ValueError(f"kind {self.kind} does not go with {len(self.options)} options")
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
    printer: PrinterSettings | None = None
    slips: SlipSettings | None = None
    screens: ScreenSettings = ScreenSettings()
    displays: DisplaySettings = DisplaySettings()
    kiosk: KioskSettings = KioskSettings()
    door: DoorSettings = DoorSettings()
    keys: KeySettings = KeySettings()
    practice: bool = False
    sha256: str = ""

    @model_validator(mode="after")
    def _fit_together(self) -> "Settings":
        told = [*self._twice(), *self._stand_by()]
        if told:
            raise ValueError("\n".join(told))
        return self

    def _twice(self) -> list[str]:
        """What must differ, and who would lose an office to another of the own."""
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
        window, desks = self.door.window, {one.desk for one in self.scanner}
        if window and (window not in desks or own - {window}):
            told.append(f"door.window = {window} is the desk of no scanner, or of another window")
        names = [one.name for one in self.officer]
        twice = sorted({name for name in names if names.count(name) > 1})
        told += [f"one person holds one office, and {name} stands twice" for name in twice]
        return told

    @property
    def keyring(self) -> Path:
        """Where the hall's officers stand."""
        return self.keys.keyring or keyring_path(self.book.path)

    def _stand_by(self) -> Iterator[str]:
        """A base stands by for one that counts, and both name keypads."""
        known = {base.name: base for base in self.base}
        for base in self.base:
            counts = known.get(base.standby_of)
            if base.standby_of and (counts is None or counts.standby_of or counts is base):
                said = f"standby_of = {base.standby_of}"
                yield f"base {base.name}: {said} is no other base that counts"
            if counts is not None and "taiden" in (base.protocol, counts.protocol):
                yield f"base {base.name}: a base that gives totals only has no standby"


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
            why=system_words(error),
        ) from error
    wrong = [*found_wrong(Settings, raw), *_beyond(raw, path.resolve().parent)]
    if wrong:
        raise _mistakes(path, wrong)
    settings = Settings.model_validate(raw)
    return _rooted(settings, path.resolve().parent, hashlib.sha256(content).hexdigest())


def _mistakes(path: Path, wrong: Iterable[Wrong]) -> UnusableInput:
    told = list(dict.fromkeys(f"{where(loc)}: {what}" for loc, what in wrong))
    return UnusableInput(
        "{count} mistakes: {told}" if len(told) > 1 else "{told}",
        where=str(path),
        cure="correct them as assets/kiosk.example.toml shows",
        count=len(told),
        told="; ".join(told),
    )


def _beyond(raw: Mapping[str, Any], folder: Path) -> Iterator[Wrong]:
    """What stands in one table and is known by another file: protocols, and the rules of a pack."""
    for at, base in _tables(raw, "base"):
        said = base.get("protocol")
        if isinstance(said, str) and said not in protocols():
            yield ("base", at, "protocol"), f"{said} is none of {', '.join(protocols())}"
    pack = _pack_of(raw, folder)
    if pack is not None:
        for at, item in _tables(raw, "item"):
            yield from ((("item", at, key), what) for key, what in _against(pack, item))


def _against(pack: RulePack, item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What the pack of the meeting has not, or does not leave to it."""
    said, known = item.get("rule"), [one.name for one in (*pack.rules, *pack.questions)]
    if not isinstance(said, str) or not said:
        return
    if said not in known:
        right = meant(said, known, f"it has {', '.join(known)}")
        yield "rule", f"the pack {pack.pack} has no rule {said}; {right}"
        return
    rule, seats = pack.rule(said), item.get("seats", 0)
    if rule is not None and seats not in (0, rule.seats) and not pack.left_open(said, Part.SEATS):
        yield "seats", f"the pack {pack.pack} does not leave the places of {said} to the meeting"


def _pack_of(raw: Mapping[str, Any], folder: Path) -> RulePack | None:
    """The pack, where it can be read; a book that has adopted it needs its file no more."""
    named = raw.get("pack", Settings.model_fields["pack"].default)
    try:
        return find_pack(named, folder) if isinstance(named, str) and named else None
    except UnusableInput:
        return None


def _tables(raw: Mapping[str, Any], name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    listed = raw.get(name)
    for at, one in enumerate(cast("list[object]", listed) if isinstance(listed, list) else ()):
        if isinstance(one, dict):
            yield at, cast("dict[str, Any]", one)


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
    meeting = settings.meeting
    if meeting.resolutions is not None:
        meeting = meeting.model_copy(update={"resolutions": folder / meeting.resolutions})
    door = settings.door
    if door.photos is not None:
        door = door.model_copy(update={"photos": folder / door.photos})
    keys = settings.keys
    kept = {"keyring": keys.keyring, "hall_key": keys.hall_key}
    placed = {name: folder / place for name, place in kept.items() if place is not None}
    keys = keys.model_copy(update=placed)
    printer = settings.printer
    if printer is not None and printer.folder is not None:
        printer = printer.model_copy(update={"folder": folder / printer.folder})
    kiosk = settings.kiosk.model_copy(update={"pin": folder / settings.kiosk.pin})
    placed = {"book": rooted, "keys": keys, "roll": roll, "door": door, "printer": printer}
    own = {"meeting": meeting, "kiosk": kiosk, "sha256": sha256}
    return settings.model_copy(update=placed | own)
