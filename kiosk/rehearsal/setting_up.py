"""The hall of a scene before its first step: its meeting, roll, officers, bases and desks."""

from collections.abc import Callable

from kiosk.devices.keypads.hvm1_map import MOST_KEYPADS
from kiosk.meeting.roll import DelegateClass
from kiosk.rehearsal.reading import Line
from kiosk.rehearsal.scene import Group, SetUp, SimulatedBase

CLASSES = tuple(str(one) for one in DelegateClass)
ROLES = ("chair", "operator", "teller", "notary", "legal_observer", "technician")
PROTOCOLS = ("hvm1", "sunvote", "jsonline", "taiden")


def _meeting(line: Line, hall: SetUp) -> None:
    hall.title = line.text("the title of the meeting")
    members = {"session": "session_title", "place": "place", "convener": "convener"}
    members |= {"clock": "clock", "page": "page"}
    while key := line.maybe(*members):
        setattr(hall, members[key], line.text(f"the {key}"))


def _pack(line: Line, hall: SetUp) -> None:
    hall.pack = line.word("the name of a rule pack")


def _practice(line: Line, hall: SetUp) -> None:
    hall.practice = True


def _no_mirror(line: Line, hall: SetUp) -> None:
    line.one_of(("medium",))
    line.one_of(("off",))
    hall.mirror = False


def _certified(line: Line, hall: SetUp) -> None:
    hall.certified = True


def _tray(line: Line, hall: SetUp) -> None:
    hall.tray = True


def _officer(line: Line, hall: SetUp) -> None:
    role = line.one_of(ROLES)
    hall.officers.append((line.text("the officer's name"), role))


def _delegates(line: Line, hall: SetUp) -> None:
    count = line.number("how many delegates")
    if not count:
        raise line.mistake("0 delegates are none", "expected one or more", line.tokens[1])
    classes = line.one_of(CLASSES) if line.more else str(DelegateClass.CITIZEN)
    hall.groups.append(Group(count, classes))


def _roll(line: Line, hall: SetUp) -> None:
    hall.roll = line.path.parent / line.text("the path of a roll file")


def _resolutions(line: Line, hall: SetUp) -> None:
    hall.resolutions = line.path.parent / line.text("the path of a list of resolutions")


def _base(line: Line, hall: SetUp) -> None:
    name = line.word("the name of the base")
    protocol = line.one_of(PROTOCOLS)
    line.one_of(("keypads",))
    keypads = line.numbers("the keypads it hears")
    if keypads != tuple(range(keypads[0], keypads[-1] + 1)) or len(keypads) > MOST_KEYPADS:
        raise line.mistake(
            f"{line.tokens[-1].said} is no row of keypads",
            f"expected one row of at most {MOST_KEYPADS}, such as 1..60",
            line.tokens[-1],
        )
    standby_of = _standby_of(line, hall)
    for base in hall.bases:
        apart = "taiden" in (protocol, base.protocol) or base.name == standby_of
        if not apart and keypads[0] <= base.last and base.first <= keypads[-1]:
            raise line.mistake(
                f"base {base.name} hears some of these keypads",
                "expected keypads that no other base hears",
                line.tokens[-1],
            )
    _demand_new(line, name, hall)
    twice = protocol == "jsonline" and line.maybe("said") is not None
    if twice:
        line.one_of(("twice",))
    known = SimulatedBase(name, protocol, keypads[0], keypads[-1], twice, standby_of)
    hall.bases.append(known)


def _standby_of(line: Line, hall: SetUp) -> str:
    """`standby of A`: it hears the keypads of base A."""
    if not line.maybe("standby"):
        return ""
    line.one_of(("of",))
    return line.one_of(tuple(base.name for base in hall.bases if not base.standby_of))


def _desk(line: Line, hall: SetUp) -> None:
    name = line.word("the name of the desk")
    _demand_new(line, name, hall)
    hall.desks.append(name)


def _demand_new(line: Line, name: str, hall: SetUp) -> None:
    """Bases and desks are told apart by their names."""
    if name in [*hall.desks, *(base.name for base in hall.bases)]:
        raise line.mistake(
            f"{name} stands there already", "expected a name of its own", line.tokens[1]
        )


SET_UP: dict[str, Callable[[Line, SetUp], None]] = {
    "meeting": _meeting,
    "pack": _pack,
    "practice": _practice,
    "certified": _certified,
    "second": _no_mirror,
    "tray": _tray,
    "officer": _officer,
    "delegates": _delegates,
    "roll": _roll,
    "resolutions": _resolutions,
    "base": _base,
    "desk": _desk,
}
