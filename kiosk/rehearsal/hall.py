"""The hall a scene asks for: its settings, its invented roll, its passes."""

import random
import tomllib
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from kiosk.assets import asset
from kiosk.clerk.rollfile import RollLine, read_roll, roll_line
from kiosk.config import BookSettings, MeetingSettings, ScreenSettings, Settings
from kiosk.devices.settings import BaseSettings, PrinterSettings, ScannerSettings
from kiosk.devices.simulator.json_receiver import numbers_of
from kiosk.faults import UnusableInput
from kiosk.meeting.roll import Delegate, DelegateClass
from kiosk.rehearsal.scene import Scene, SetUp
from kiosk.rehearsal.stage import Stage


def settings_of(
    scene: Scene, folder: Path, stage: Stage, *, outside: Mapping[str, str], language: str
) -> Settings:
    """The settings of a scene's kiosk; `outside` gives bases that stand behind other ports."""
    try:
        return _settings(scene, folder, stage, outside=outside, language=language)
    except ValidationError as error:
        told = "; ".join(f"{'.'.join(map(str, x['loc']))}: {x['msg']}" for x in error.errors())
        raise UnusableInput(
            "the hall of this scene cannot be: {told}",
            where=str(scene.path),
            cure="correct the lines before the first step",
            told=told,
        ) from error


def _settings(
    scene: Scene, folder: Path, stage: Stage, *, outside: Mapping[str, str], language: str
) -> Settings:
    hall = scene.set_up
    bases = tuple(
        BaseSettings(
            name=base.name,
            protocol=base.protocol,
            port=outside.get(base.name, stage.port_of(f"base-{base.name}")),
            baud=115200,
            standby_of=base.standby_of,
            mac=numbers_of(base.first, base.last - base.first + 1)
            if base.protocol == "jsonline"
            else {},
            seats=base.last - base.first + 1 if base.protocol == "taiden" else 0,
        )
        for base in hall.bases
    )
    return Settings(
        meeting=_meeting(hall),
        book=BookSettings(
            path=folder / "meeting.book",
            mirror=folder / "second-medium" / "meeting.mirror" if hall.mirror else None,
            papers=folder / "papers",
            tapes=folder / "tapes",
        ),
        base=bases,
        scanner=tuple(
            ScannerSettings(desk=desk, port=stage.port_of(f"desk-{desk}")) for desk in hall.desks
        ),
        printer=PrinterSettings(kind="folder", folder=folder / "tray") if hall.tray else None,
        screens=ScreenSettings.model_validate({"language": language}),
        practice=hall.practice,
        sha256="0" * 64,
    )


def _meeting(hall: SetUp) -> MeetingSettings:
    return MeetingSettings(
        title=hall.title,
        session_title=hall.session_title,
        place=hall.place,
        convener=hall.convener,
        clock=hall.clock,
        page=hall.page,
        resolutions=hall.resolutions,
    )


def roll_of(scene: Scene, seed: int) -> tuple[RollLine, ...]:
    """The roll of a scene: its file, or as many invented delegates as it asks for."""
    hall = scene.set_up
    if hall.roll is not None:
        return read_roll(hall.roll)
    classes = [
        DelegateClass(group.delegate_class) for group in hall.groups for _ in range(group.count)
    ]
    names = invented_names(len(classes), seed)
    return tuple(
        _line(number, one, names[number - 1]) for number, one in enumerate(classes, start=1)
    )


def invented(number: int, group: DelegateClass, *, seed: int) -> RollLine:
    """An invented delegate, whose seat is the number; the name is the one a roll would give."""
    return _line(number, group, invented_names(number, seed)[-1])


def _line(number: int, group: DelegateClass, name: str) -> RollLine:
    votes = group is not DelegateClass.ATTENDEE
    return roll_line(Delegate(number, str(number), group, votes, ""), name=name)


def invented_names(count: int, seed: int) -> list[str]:
    """Invented names; they repeat only after all pairs were used."""
    table = tomllib.loads(asset("names.toml").read_text(encoding="utf-8"))
    pairs = [family + given for family in table["surnames"] for given in table["given"]]
    random.Random(seed).shuffle(pairs)
    return [pairs[place % len(pairs)] for place in range(count)]
