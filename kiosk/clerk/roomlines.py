"""The room in lines, from the quorum to the second medium; each with a light."""

from collections.abc import Iterable, Mapping

from kiosk.clerk.printlines import open_papers
from kiosk.clerk.views import Light, RoomLine
from kiosk.devices.printer import DeviceTold
from kiosk.meeting.gates import voters_present
from kiosk.meeting.mirror import Copies
from kiosk.meeting.outcome import Sentence
from kiosk.meeting.quotas import GroupShare
from kiosk.meeting.state import State

WEAK = 30
"""Per cent of a full signal; below, a keypad is named before it is missed."""
NAMED = 5
UNHEARD = "no base answers"

MIRROR_LIGHTS = {
    "ok": (Light.GOOD, "agrees"),
    "lagging": (Light.WARN, "is catching up"),
    "lost": (Light.BAD, "is lost"),
    "forgone": (Light.WARN, "is done without"),
    "off": (Light.OFF, "is not set up"),
}


DEVICE_LIGHTS: Mapping[str, tuple[Light, str]] = {
    "ready": (Light.GOOD, "in order"),
    "untold": (Light.OFF, "cannot be asked: look in the tray"),
    "low": (Light.BAD, "is almost full"),
    "unplugged": (Light.BAD, "is unplugged"),
    "no_pin": (Light.WARN, "no PIN is set"),
    "pin_damaged": (Light.BAD, "the PIN cannot be read"),
    "list_damaged": (Light.WARN, "not shown: the list has mistakes"),
}
"""How a device is told by its word; any other is told by its name, and is bad."""
PRINTER = "printer"
OTHERS = {
    "slips": "Slips",
    "disk": "Disk",
    "display console": "Console display",
    "display hall": "Hall screen",
    "display feed": "Broadcast",
    "lock": "Kiosk mode",
    "resolutions": "Earlier resolutions",
}
"""Devices that have a line only where the hall has them."""


def room_lines(
    state: State, *, mirror: str, devices: Mapping[str, DeviceTold]
) -> tuple[RoomLine, ...]:
    """One line for each thing that must be well before a poll."""
    return (
        _quorum(state),
        _keypads(state),
        _bases(state),
        _batteries(state),
        _signal(state),
        _mirror(state, mirror),
        _printer(state, devices.get(PRINTER)),
        *(RoomLine(name, *_device(devices[one])) for one, name in OTHERS.items() if one in devices),
    )


def _printer(state: State, told: DeviceTold | None) -> RoomLine:
    """How the printer is, and how many papers wait for a person."""
    if told is None:
        return RoomLine("Printer", Light.OFF, Sentence("is not set up"))
    light, sentence = _device(told)
    waiting = open_papers(state, has_printer=True)
    if waiting and light is not Light.BAD:
        return RoomLine("Printer", Light.WARN, Sentence("{count} papers open", {"count": waiting}))
    return RoomLine("Printer", light, sentence)


def _device(told: DeviceTold) -> tuple[Light, Sentence]:
    known = DEVICE_LIGHTS.get(told.what)
    if known is not None:
        return known[0], Sentence(known[1])
    return Light.BAD, Sentence("{what}", {"what": f"queue:{told.what}"})


def quorum_needed(state: State) -> int:
    """How many must be present for every rule of the pack."""
    rules = state.pack.rules if state.pack is not None else ()
    shares = [rule.attendance for rule in rules if rule.attendance is not None]
    return max((share.needed(state.voting_roll) for share in shares), default=0)


def _quorum(state: State) -> RoomLine:
    if not state.roll:
        return RoomLine("Quorum", Light.OFF, Sentence("the roll is not frozen yet"))
    present = {"present": state.present_voting, "roll": state.voting_roll}
    needed = quorum_needed(state)
    met = state.present_voting >= needed
    words = "{present} / {roll} reached" if met else "{present} / {roll}, needs {needed}"
    args: dict[str, str | int] = {**present, "needed": needed}
    return RoomLine("Quorum", Light.GOOD if met else Light.BAD, Sentence(words, args))


def _keypads(state: State) -> RoomLine:
    if not any(base.called for base in state.bases.values()):
        return RoomLine("Keypads", Light.OFF, Sentence("not called yet"))
    hearing = [base for base in state.bases.values() if base.answers]
    if not hearing:
        return RoomLine("Keypads", Light.BAD, Sentence(UNHEARD))
    online = frozenset[int]().union(*(base.online for base in hearing))
    held = [state.keypad_of[seat] for seat in voters_present(state)]
    heard = sum(keypad in online for keypad in held)
    silent = len(held) - heard
    light = Light.GOOD if not silent else Light.WARN
    return RoomLine(
        "Keypads",
        light,
        Sentence("{heard} heard · {silent} silent", {"heard": heard, "silent": silent}),
    )


def _bases(state: State) -> RoomLine:
    if not state.bases:
        return RoomLine("Bases", Light.BAD, Sentence("none answers"))
    gone = sorted(name for name, base in state.bases.items() if not base.answers)
    if gone:
        return RoomLine(
            "Bases", Light.BAD, Sentence("{bases} does not answer", {"bases": ", ".join(gone)})
        )
    names = ", ".join(sorted(state.bases))
    return RoomLine("Bases", Light.GOOD, Sentence("{bases} in order", {"bases": names}))


def _batteries(state: State) -> RoomLine:
    if not any(base.called for base in state.bases.values()):
        return RoomLine("Batteries", Light.OFF, Sentence("not told"))
    if not any(base.answers for base in state.bases.values()):
        return RoomLine("Batteries", Light.OFF, Sentence(UNHEARD))
    low = {keypad for base in state.bases.values() for keypad in base.low_battery}
    if not low:
        return RoomLine("Batteries", Light.GOOD, Sentence("in order"))
    return RoomLine("Batteries", Light.WARN, Sentence("{count} low: {keypads}", _named(low)))


def _signal(state: State) -> RoomLine:
    """A keypad that two bases hear is as well heard as the better of them hears it."""
    best = dict[int, int]()
    for base in state.bases.values():
        for keypad, _, signal in base.levels:
            best[keypad] = max(signal, best.get(keypad, 0))
    weak = {keypad for keypad, signal in best.items() if signal < WEAK}
    if not best:
        return RoomLine("Signal", Light.OFF, Sentence("not told"))
    if not any(base.answers for base in state.bases.values()):
        return RoomLine("Signal", Light.OFF, Sentence(UNHEARD))
    if not weak:
        return RoomLine("Signal", Light.GOOD, Sentence("in order"))
    return RoomLine("Signal", Light.WARN, Sentence("{count} weak: {keypads}", _named(weak)))


def _named(keypads: Iterable[int]) -> dict[str, str | int]:
    """How many, and the first of them by the numbers printed on them."""
    told = sorted(keypads)
    more = " …" if len(told) > NAMED else ""
    return {"count": len(told), "keypads": " ".join(map(str, told[:NAMED])) + more}


def _mirror(state: State, mirror: str) -> RoomLine:
    """Whether two copies are kept, and up to which entry they were last seen to agree."""
    light, words = MIRROR_LIGHTS[mirror]
    compared = state.poll.compared if state.poll is not None else None
    if mirror == "ok" and compared is not None and compared.found is Copies.OK:
        words = "both copies agree up to entry {entry}"
        return RoomLine("Second medium", light, Sentence(words, {"entry": compared.entry}))
    return RoomLine("Second medium", light, Sentence(words))


def composition_lines(found: Iterable[GroupShare]) -> Iterable[RoomLine]:
    """Whether those who are here are composed as the pack says; no line where it says nothing."""
    told = [share for share in found if share.quota is not None and share.of]
    outside = [share for share in told if share.outside]
    if outside:
        said = Sentence("{count} groups outside their share", {"count": len(outside)})
        yield RoomLine("Composition", Light.WARN, said)
    elif told:
        yield RoomLine("Composition", Light.GOOD, Sentence("as the rules say"))
