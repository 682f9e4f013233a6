"""The keypad protocols: one line each, and those that a maker brings along by entry point.

An entry point of the group `kiosk.keypads` names a callable that takes `BaseSettings` and returns
a `Driver`.
"""

from collections.abc import Callable, Mapping
from importlib.metadata import entry_points
from typing import cast

from kiosk.devices.keypads.driver import Driver
from kiosk.devices.keypads.hvm1 import Hvm1, timeout_ms
from kiosk.devices.keypads.jsonline import JsonLine
from kiosk.devices.keypads.sunvote import SunVote
from kiosk.devices.keypads.taiden import Taiden
from kiosk.devices.settings import BaseSettings
from kiosk.faults import UnusableInput

GROUP = "kiosk.keypads"

DriverMaker = Callable[[BaseSettings], Driver]


def _hvm1(base: BaseSettings) -> Driver:
    return Hvm1(
        base.name,
        unit=base.unit,
        label_offset=base.label_offset,
        timeout_ms=timeout_ms(base.baud),
    )


def _sunvote(base: BaseSettings) -> Driver:
    return SunVote(base.name, label_offset=base.label_offset)


def _taiden(base: BaseSettings) -> Driver:
    if not base.seats:
        raise UnusableInput(
            "Totals cannot be checked without the number of seats",
            where=f"base {base.name}",
            cure="Write seats = the number of units of the system",
        )
    return Taiden(base.name, seats=base.seats)


def _jsonline(base: BaseSettings) -> Driver:
    return JsonLine(base.name, numbers=base.mac)


OURS: Mapping[str, DriverMaker] = {
    "hvm1": _hvm1,
    "sunvote": _sunvote,
    "taiden": _taiden,
    "jsonline": _jsonline,
}


def protocols() -> tuple[str, ...]:
    """Return the names that a base's settings may give, ours first."""
    return (*OURS, *(point.name for point in entry_points(group=GROUP) if point.name not in OURS))


def driver_for(base: BaseSettings) -> Driver:
    """Make the driver that this base's settings ask for; UnusableInput when nobody knows it."""
    if maker := OURS.get(base.protocol):
        return maker(base)
    for point in entry_points(group=GROUP, name=base.protocol):
        return cast(DriverMaker, point.load())(base)
    raise UnusableInput(
        "No driver speaks the keypad protocol {protocol}",
        where=f"base {base.name}",
        cure="Write one of: {known}",
        protocol=base.protocol,
        known=", ".join(protocols()),
    )
