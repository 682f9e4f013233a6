"""The room in lines, from the quorum to the second medium; each with a light."""

from collections.abc import Iterable

from kiosk.clerk.views import Light, RoomLine
from kiosk.meeting.gates import voters_present
from kiosk.meeting.mirror import Copies
from kiosk.meeting.outcome import Sentence
from kiosk.meeting.state import State

WEAK = 30
"""Per cent of a full signal; below, a keypad is named before it is missed."""
NAMED = 5

MIRROR_LIGHTS = {
    "ok": (Light.GOOD, "agrees"),
    "lagging": (Light.WARN, "is catching up"),
    "lost": (Light.BAD, "is lost"),
    "forgone": (Light.WARN, "is done without"),
    "off": (Light.OFF, "is not set up"),
}


def room_lines(state: State, *, mirror: str) -> tuple[RoomLine, ...]:
    """One line for each thing that must be well before a poll."""
    return (
        _quorum(state),
        _keypads(state),
        _bases(state),
        _batteries(state),
        _signal(state),
        _mirror(state, mirror),
    )


def _quorum(state: State) -> RoomLine:
    present = {"present": state.present_voting, "roll": state.voting_roll}
    rules = state.pack.rules if state.pack is not None else ()
    shares = [rule.attendance for rule in rules if rule.attendance is not None]
    needed = max((share.needed(state.voting_roll) for share in shares), default=0)
    met = state.present_voting >= needed
    words = "{present} / {roll} reached" if met else "{present} / {roll}, needs {needed}"
    args: dict[str, str | int] = {**present, "needed": needed}
    return RoomLine("Quorum", Light.GOOD if met else Light.BAD, Sentence(words, args))


def _keypads(state: State) -> RoomLine:
    online = frozenset[int]().union(*(base.online for base in state.bases.values()))
    if not any(base.called for base in state.bases.values()):
        return RoomLine("Keypads", Light.OFF, Sentence("not called yet"))
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
