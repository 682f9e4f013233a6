"""The grammar of scenes: one table of verbs, each with how its line is read."""

from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import cast

from kiosk.clerk.orders import Sheet
from kiosk.devices.keypads.hvm1_map import MOST_KEYPADS
from kiosk.faults import UnusableInput
from kiosk.meeting.agenda import DEMANDED, Gate
from kiosk.meeting.refusal import Reason
from kiosk.meeting.roll import DelegateClass
from kiosk.meeting.secrecy import Breakdown
from kiosk.rehearsal.expecting import mistake_in
from kiosk.rehearsal.reading import Line
from kiosk.rehearsal.scene import Group, Scene, SetUp, SimulatedBase, Step
from kiosk.rehearsal.settling import read_answer, read_set

Said = dict[str, object]
CLASSES = tuple(str(one) for one in DelegateClass)
ROLES = ("chair", "operator", "teller", "notary", "legal_observer", "technician")
PROTOCOLS = ("hvm1", "sunvote", "jsonline", "taiden")
BREAKDOWNS = tuple(str(one) for one in Breakdown)
KEYS = tuple("12345678")
CHANNELS = ("keypads", "paper", "hands")
CHOICES = ("for", "against", "abstain", "nothing")


def read_scene(path: Path) -> Scene:
    """Read a scene file; `SceneMistake` names line and column, `UnusableInput` a bad file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableInput(
            "the scene cannot be read: {why}",
            where=str(path),
            cure="give a UTF-8 text file",
            why=error,
        ) from error
    return read_scene_text(text, path)


def read_scene_text(text: str, path: Path) -> Scene:
    """Read a scene's text; paths in it are relative to `path`."""
    set_up, steps = SetUp(), list[Step]()
    for number, content in enumerate(text.splitlines(), start=1):
        line = Line(path, number, content)
        if line.empty:
            continue
        verb = line.word("an order")
        if verb in SET_UP:
            if steps:
                raise line.mistake(
                    f"{verb} comes too late",
                    "set the hall up before the first step",
                    line.tokens[0],
                )
            SET_UP[verb](line, set_up)
            line.end()
        else:
            step = _step(line, verb)
            _demand_known(line, step, set_up)
            steps.append(step)
    return Scene(path, set_up, tuple(steps))


def _step(line: Line, verb: str) -> Step:
    read = STEPS.get(verb)
    if read is None:
        close = get_close_matches(verb, [*STEPS, *SET_UP], n=1)
        right = f"did you mean {close[0]}?" if close else "see docs/scenes.md for all orders"
        raise line.mistake(f"{verb} is no order", right, line.tokens[0])
    said = read(line)
    refused = ""
    if line.maybe("=>"):
        refused = line.one_of(tuple(str(reason) for reason in Reason))
    line.end()
    return Step(line.row, line.content.strip(), verb, said, refused)


def _demand_known(line: Line, step: Step, hall: SetUp) -> None:
    """What a step names must stand in the hall."""
    heard = [range(base.first, base.last + 1) for base in hall.bases]
    for kind, known in (("base", [one.name for one in hall.bases]), ("desk", hall.desks)):
        said = step.said.get(kind)
        if said is not None and said not in known:
            right = f"expected one of {', '.join(known) or 'none: the hall has no ' + kind}"
            raise line.mistake(f"there is no {kind} {said}", right, line.find(said))
    if step.verb in ("press", "silence"):
        keypads = cast("tuple[int, ...]", step.said["keypads"])
        for keypad in keypads:
            if not any(keypad in base for base in heard):
                raise line.mistake(
                    f"no base hears keypad {keypad}",
                    "expected a keypad of a base of this scene",
                    line.tokens[1],
                )


# ---- the hall --------------------------------------------------------------------------------


def _meeting(line: Line, hall: SetUp) -> None:
    hall.title = line.text("the title of the meeting")
    while key := line.maybe("session", "place", "convener"):
        said = line.text(f"the {key}")
        if key == "session":
            hall.session_title = said
        elif key == "place":
            hall.place = said
        else:
            hall.convener = said


def _pack(line: Line, hall: SetUp) -> None:
    hall.pack = line.word("the name of a rule pack")


def _practice(line: Line, hall: SetUp) -> None:
    hall.practice = True


def _no_mirror(line: Line, hall: SetUp) -> None:
    line.one_of(("medium",))
    line.one_of(("off",))
    hall.mirror = False


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
    "second": _no_mirror,
    "officer": _officer,
    "delegates": _delegates,
    "roll": _roll,
    "base": _base,
    "desk": _desk,
}


# ---- the steps -------------------------------------------------------------------------------


def _nothing(line: Line) -> Said:
    return {}


def _item(line: Line) -> Said:
    said: Said = {"item": line.number("the item's number"), "title": line.text("its title")}
    said["days"] = -1
    if line.maybe("noticed"):
        said["days"] = line.number("how many days ago")
        line.one_of(("days",))
        line.one_of(("ago",))
    return said


def _motion(line: Line) -> Said:
    said: Said = {"item": line.number("the item's number"), "title": line.text("the title")}
    said["text"] = line.text("the text put to the vote")
    said["noticed"] = line.maybe("unnoticed") is None
    return said


def _phase(line: Line) -> Said:
    return {"item": line.number("the item's number"), "phase": line.word("the phase")}


def _phases(line: Line) -> Said:
    said: Said = {"item": line.number("the item's number")}
    line.one_of(("to",))
    return said | {"phase": line.word("the phase to reach")}


def _withdraw(line: Line) -> Said:
    said: Said = {"item": line.number("the item's number")}
    line.one_of(("reason",))
    return said | {"reason": line.text("the reason")}


def _return(line: Line) -> Said:
    said = _phases(line)
    line.one_of(("reason",))
    return said | {"reason": line.text("the reason")}


def _demand(line: Line) -> Said:
    said: Said = {"gate": line.one_of(tuple(sorted(str(gate) for gate in DEMANDED)))}
    line.one_of(("item",))
    return said | {"item": line.number("the item's number")}


def _review(line: Line) -> Said:
    """`review 1 number "…" 3 days ago opinion "…" [unlawful]`."""
    said: Said = {"item": line.number("the item's number")}
    line.one_of(("number",))
    said["number"] = line.text("the number of the opinion")
    said["days"] = line.number("how many days ago")
    line.one_of(("days",))
    line.one_of(("ago",))
    line.one_of(("opinion",))
    said["opinion"] = line.text("the opinion")
    return said | {"lawful": line.maybe("unlawful") is None}


def _attention(line: Line) -> Said:
    said: Said = {"item": line.number("the item's number")}
    said["attentive"] = line.number("how many care about it")
    line.one_of(("of",))
    return said | {"asked": line.number("how many were asked")}


def _interest(line: Line) -> Said:
    said: Said = {"item": line.number("the item's number")}
    line.one_of(("reason",))
    return said | {"reason": line.text("the reason")}


def _amendment(line: Line) -> Said:
    said: Said = {"item": line.number("the amendment's number")}
    line.one_of(("of",))
    return said | {"amends": line.number("the number of the item it amends")}


def _recuse(line: Line) -> Said:
    said: Said = {"item": line.number("the item's number"), "seats": line.numbers("seats")}
    line.one_of(("reason",))
    return said | {"reason": line.text("the reason")}


def _check_in(line: Line) -> Said:
    what = line.one_of(("open", "close", "seats"))
    if what != "seats":
        return {"what": what}
    said: Said = {"what": what, "seats": line.numbers("seats"), "reason": ""}
    if line.maybe("reason"):
        said["reason"] = line.text("the reason")
    return said


def _check_out(line: Line) -> Said:
    said: Said = {"seats": line.numbers("seats"), "reason": ""}
    if line.maybe("reason"):
        said["reason"] = line.text("the reason")
    return said


def _add(line: Line) -> Said:
    """`add 13..14 to roll [CLASS] reason "…" by "…" and "…"`."""
    said: Said = {"numbers": line.numbers("the new delegates' numbers")}
    line.one_of(("to",))
    line.one_of(("roll",))
    said["class"] = line.maybe(*CLASSES) or str(DelegateClass.CITIZEN)
    return said | _two(line)


def _scan(line: Line) -> Said:
    """`scan 1..118 at desk 1 over 10s`, `scan forged at desk 1`, `scan other-meeting at desk 1`."""
    kind = line.maybe("forged", "other-meeting")
    said: Said = {"kind": kind or "genuine", "numbers": (0,)}
    if kind is None:
        said["numbers"] = line.numbers("the delegates' numbers")
    line.one_of(("at",))
    line.one_of(("desk",))
    said["desk"] = line.word("the desk")
    said["over"] = line.time_ns("a time") if line.maybe("over") else 0
    return said


def _hand_out(line: Line) -> Said:
    line.one_of(("out",))
    if not line.maybe("keypad"):
        return {"keypads": (), "seats": ()}
    keypads = line.numbers("the keypads")
    line.one_of(("to",))
    line.one_of(("seat",))
    seats = line.numbers("the seats")
    if len(seats) != len(keypads):
        raise line.mistake(
            f"{len(keypads)} keypads do not go to {len(seats)} seats",
            "expected as many seats as keypads",
            line.tokens[-1],
        )
    return {"keypads": keypads, "seats": seats}


def _swap(line: Line) -> Said:
    line.one_of(("seat",))
    said: Said = {"seat": line.number("the seat")}
    line.one_of(("to",))
    line.one_of(("keypad",))
    return said | {"keypad": line.number("the new keypad")}


def _take_back(line: Line) -> Said:
    line.one_of(("back",))
    line.one_of(("keypad",))
    return {"keypad": line.number("the keypad")}


KINDS = {"choose": "choose", "score": "score", "yes-no": "yes_no"}


SETTINGS = ("duration", "first-press", "last-press", "secret", "told-by")


def _prepare(line: Line) -> Said:
    said: Said = {"item": line.number("the item's number"), "kind": "for_against"}
    line.one_of(("rule",))
    said["rule"] = line.word("the rule of the pack")
    said.update(
        {"options": (), "maximum": 1, "duration_s": 0, "last": True, "named": True, "channel": ""}
    )
    breakdowns: list[str] = []
    said["breakdowns"] = breakdowns
    while key := line.maybe(
        *KINDS, *CHANNELS, "duration", "first-press", "last-press", "secret", "told-by"
    ):
        if key in KINDS:
            said["kind"] = KINDS[key]
            said["maximum"] = 1 if key == "score" else line.number("how many at most")
            line.one_of(("of",))
            said["options"] = _texts(line)
        elif key == "duration":
            said["duration_s"] = max(1, line.time_ns("a time") // 1_000_000_000)
        elif key == "secret":
            said["named"] = False
        elif key in CHANNELS:
            said["channel"] = key
        elif key == "told-by":
            breakdowns.append(line.one_of(BREAKDOWNS))
        else:
            said["last"] = key == "last-press"
    return said


def _repoll(line: Line) -> Said:
    """`repoll tied`, `repoll tied of poll 3`."""
    line.one_of(("tied",))
    if not line.maybe("of"):
        return {"poll": 0}
    line.one_of(("poll",))
    return {"poll": line.number("the poll's number")}


def _proxy(line: Line) -> Said:
    """`proxy of seat 5 to seat 3 item 1`, `proxy of seat 5 withdrawn item 1`."""
    line.one_of(("of",))
    line.one_of(("seat",))
    said: Said = {"seat": line.number("the seat that is spoken for"), "holder": 0}
    if line.one_of(("to", "withdrawn")) == "to":
        line.one_of(("seat",))
        said["holder"] = line.number("the seat of the holder")
    line.one_of(("item",))
    return said | {"item": line.number("the item's number")}


def _candidate(line: Line) -> Said:
    """`candidate seat 3 item 1`."""
    line.one_of(("seat",))
    said: Said = {"seat": line.number("the candidate's seat")}
    line.one_of(("item",))
    return said | {"item": line.number("the item's number")}


def _turn(line: Line) -> Said:
    """`turn to hands reason "…"`."""
    line.one_of(("to",))
    said: Said = {"channel": line.one_of(("paper", "hands"))}
    line.one_of(("reason",))
    return said | {"reason": line.text("the reason")}


def _papers(line: Line) -> Said:
    """`papers` for all of a poll on paper, `papers to seats 5..16`."""
    if not line.maybe("to"):
        return {"seats": ()}
    line.one_of(("seats",))
    return {"seats": line.numbers("seats")}


def _spoil(line: Line) -> Said:
    line.one_of(("paper",))
    return {"number": line.number("the number of the ballot paper")}


FIGURES = ("for", "against", "abstain", "valid", "void")


def _count(line: Line) -> Said:
    """`count paper for 9 against 2 void 1 by "…"`, `count paper valid 8 options 5,4,3 by "…"`."""
    said: Said = {"channel": line.one_of(("paper", "hands")), "options": (), "noes": ()}
    while key := line.maybe(*FIGURES, "options", "noes"):
        said[key] = _list(line) if key in ("options", "noes") else line.number("how many")
    line.one_of(("by",))
    return said | {"by": line.text("who counted")}


def _list(line: Line) -> tuple[int, ...]:
    """Ballots for each option, in order: 5,4,0."""
    token = line.next("a number for each option, such as 5,4,0")
    parts = token.said.split(",")
    if not all(part.isascii() and part.isdigit() and len(part) < 6 for part in parts):
        raise line.mistake(
            f"{token.said} is no list", "expected a number for each option, such as 5,4,0", token
        )
    return tuple(int(part) for part in parts)


def _texts(line: Line) -> tuple[str, ...]:
    found = [line.text("an option")]
    while line.more and line.tokens[line.at].quoted:
        found.append(line.text("an option"))
    return tuple(found)


def _press(line: Line) -> Said:
    """`press 1..60 for over 5s at 1s`, `press 7 1+3+5`, `press 9 nothing`."""
    said: Said = {"keypads": line.numbers("keypads"), "over": 0, "at": 0, "choice": ()}
    token = line.next("for, against, abstain, nothing or keys such as 1+3")
    if token.said in CHOICES:
        said["choice"] = ((1,), (2,), (3,), ())[CHOICES.index(token.said)]
    else:
        parts = token.said.split("+")
        if not all(part in KEYS for part in parts):
            raise line.mistake(
                f"{token.said} is no choice",
                "expected for, against, abstain, nothing or keys from 1 to 8 such as 1+3",
                token,
            )
        said["choice"] = tuple(sorted(int(part) for part in parts))
    while key := line.maybe("over", "at"):
        said[key] = line.time_ns("a time")
    return said


def _open(line: Line) -> Said:
    """`open`, or `open urn [reason "…"] by "…" and "…"`, and what the second types, or how late."""
    if not line.maybe("urn"):
        return {}
    reason = line.text("the reason") if line.maybe("reason") else "the poll is closed"
    return {"urn": True, "typing": ""} | _by_two(line, reason, "typing")


def _audit(line: Line) -> Said:
    """`audit 3 dice "31415926"`, then presses, then `audit done`."""
    if line.maybe("done"):
        return {"count": 0}
    said: Said = {"count": line.number("how many handsets")}
    line.one_of(("dice",))
    return said | {"dice": line.text("the digits of the dice")}


def _call(line: Line) -> Said:
    line.one_of(("keypads",))
    return {}


def _zero(line: Line) -> Said:
    line.one_of(("report",))
    return {}


def _extend(line: Line) -> Said:
    return {"by_s": line.time_ns("a time") // 1_000_000_000}


def _wait(line: Line) -> Said:
    if line.maybe("until"):
        return {"until": line.one_of(("pressed", "closed", "reconciled", "quiet", "answers"))}
    return {"ns": line.time_ns("a time")}


def _base_name(line: Line) -> Said:
    return {"base": line.word("the name of the base")}


def _noise(line: Line) -> Said:
    said: Said = {"base": line.word("the name of the base")}
    said["bytes"] = line.number("how many bytes")
    line.one_of(("bytes",))
    return said


def _flood(line: Line) -> Said:
    said: Said = {"base": line.word("the name of the base")}
    line.one_of(("for",))
    return said | {"ns": line.time_ns("how long")}


def _named(line: Line) -> Said:
    line.one_of(("id",))
    return _base_name(line)


def _silent(line: Line) -> Said:
    said: Said = {"keypads": line.numbers("keypads out of radio contact")}
    return said | _base_name(line) if line.maybe("with") else said


def _two(line: Line) -> Said:
    line.one_of(("reason",))
    return _by_two(line, line.text("the reason"))


def _by_two(line: Line, reason: str, *more: str) -> Said:
    """Who assents, and whether one does so `alone` or the second late; `more` may stand there."""
    line.one_of(("by",))
    first = line.text("an officer")
    line.one_of(("and",))
    said: Said = {"reason": reason, "officers": (first, line.text("another officer"))}
    how = line.maybe("alone", "apart", *more)
    if how is not None and how in more:
        said[how] = line.text("what the second types")
    if how == "apart":
        said["apart"] = line.time_ns("how long between the two assents")
    return said | ({"alone": True} if how == "alone" else {})


def _officer_of(line: Line) -> Said:
    role = line.one_of(ROLES)
    return {"role": role, "officer": line.text("the officer's name")}


def _enrol(line: Line) -> Said:
    return _officer_of(line) | _two(line)


def _log(line: Line) -> Said:
    said: Said = {"way": line.one_of(("in", "out")), "officer": line.text("the officer's name")}
    typed = said["way"] == "in" and line.maybe("with") is not None
    return said | {"with": line.text("the passphrase") if typed else ""}


def _forget(line: Line) -> Said:
    line.one_of(("persons",))
    return _two(line)


def _override(line: Line) -> Said:
    gate = line.one_of(tuple(str(gate) for gate in Gate))
    return {"gate": gate} | _two(line)


def _give_up(line: Line) -> Said:
    line.one_of(("up",))
    return {"base": line.word("the name of the base")} | _two(line)


def _without(line: Line) -> Said:
    """`go on without mirror reason "…" by "…" and "…"`."""
    for word in ("on", "without", "mirror"):
        line.one_of((word,))
    return _two(line)


def _mirror(line: Line) -> Said:
    return {"what": line.one_of(("gone", "full", "back"))}


def _acknowledge(line: Line) -> Said:
    line.one_of(("silence",))
    return {}


def _record(line: Line) -> Said:
    return {"poll": line.number("the poll's number") if line.maybe("poll") else 0}


def _sheet(line: Line) -> Said:
    return {"sheet": line.one_of(tuple(sheet.name.lower() for sheet in Sheet))}


def _object(line: Line) -> Said:
    return {"by": line.text("who objects"), "text": line.text("what to")}


def _lose(line: Line) -> Said:
    line.one_of(("urn",))
    return {}


def _still(line: Line) -> Said:
    return {"name": line.word("the name of the picture")}


def _expect(line: Line) -> Said:
    figure: list[str] = []
    while line.more and len(figure) < 4:
        figure.append(line.next("a figure and its value").said)
    if len(figure) < 2:
        raise line.mistake("nothing is expected", "expected a figure and its value")
    wrong = mistake_in(tuple(figure[:-1]))
    if wrong is not None:
        at, right = wrong
        raise line.mistake(f"{figure[at]} is no figure here", right, line.tokens[1 + at])
    return {"figure": tuple(figure[:-1]), "value": figure[-1]}


STEPS: dict[str, Callable[[Line], Said]] = {
    "name": _officer_of,
    "enrol": _enrol,
    "log": _log,
    "convene": _two,
    "set": read_set,
    "answer": read_answer,
    "item": _item,
    "motion": _motion,
    "phase": _phase,
    "phases": _phases,
    "withdraw": _withdraw,
    "return": _return,
    "demand": _demand,
    "review": _review,
    "attention": _attention,
    "interest": _interest,
    "amendment": _amendment,
    "recuse": _recuse,
    "add": _add,
    "check-in": _check_in,
    "check-out": _check_out,
    "scan": _scan,
    "hand": _hand_out,
    "swap": _swap,
    "take": _take_back,
    "audit": _audit,
    "call": _call,
    "prepare": _prepare,
    "repoll": _repoll,
    "override": _override,
    "zero": _zero,
    "open": _open,
    "press": _press,
    "pause": _nothing,
    "resume": _nothing,
    "extend": _extend,
    "proxy": _proxy,
    "candidate": _candidate,
    "turn": _turn,
    "papers": _papers,
    "spoil": _spoil,
    "count": _count,
    "close": _nothing,
    "give": _give_up,
    "go": _without,
    "reconcile": _nothing,
    "acknowledge": _acknowledge,
    "declare": _nothing,
    "void": _two,
    "record": _record,
    "sheet": _sheet,
    "object": _object,
    "end": _nothing,
    "forget": _forget,
    "wait": _wait,
    "unplug": _base_name,
    "replug": _base_name,
    "noise": _noise,
    "flood": _flood,
    "wrong": _named,
    "right": _named,
    "hold": _base_name,
    "deny": _base_name,
    "silence": _silent,
    "lose": _lose,
    "mirror": _mirror,
    "kill": _nothing,
    "still": _still,
    "expect": _expect,
}
