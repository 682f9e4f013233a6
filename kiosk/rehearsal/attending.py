"""The door in a scene: who is checked in and out, passes shown, latecomers, the mode of a desk."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kiosk.clerk import orders as o
from kiosk.clerk.doorkeeping import label_of
from kiosk.ledger.keys import SealKey
from kiosk.ledger.passes import make_pass
from kiosk.ledger.store import Ledger
from kiosk.meeting.acts.attending import issue_of
from kiosk.meeting.facts import CheckedIn, CheckedOut, KeypadBound, KeypadReturned, PassRefused
from kiosk.meeting.refusal import Refusal
from kiosk.meeting.roll import DelegateClass
from kiosk.rehearsal.assenting import read_two
from kiosk.rehearsal.hall import invented
from kiosk.rehearsal.player import PATIENCE_NS, Player
from kiosk.rehearsal.reading import Line, Said
from kiosk.rehearsal.scene import Step, two_officers, whole, wholes
from kiosk.rehearsal.setting_up import CLASSES

AT_DESKS = (CheckedIn, CheckedOut, PassRefused, KeypadBound, KeypadReturned)
UNHEARD_NS = 1_000_000_000


def read_check_in(line: Line) -> Said:
    what = line.one_of(("open", "close", "seats"))
    if what != "seats":
        return {"what": what}
    said: Said = {"what": what, "seats": line.numbers("seats"), "reason": ""}
    if line.maybe("reason"):
        said["reason"] = line.text("the reason")
    return said


def read_check_out(line: Line) -> Said:
    said: Said = {"seats": line.numbers("seats"), "reason": ""}
    if line.maybe("reason"):
        said["reason"] = line.text("the reason")
    return said


def read_add(line: Line) -> Said:
    """`add 13..14 to roll [CLASS] reason "…" by "…" and "…"`."""
    said: Said = {"numbers": line.numbers("the new delegates' numbers")}
    line.one_of(("to",))
    line.one_of(("roll",))
    said["class"] = line.maybe(*CLASSES) or str(DelegateClass.CITIZEN)
    return said | read_two(line)


def read_scan(line: Line) -> Said:
    """`scan 1..118 at desk 1 over 10s`, `scan forged at desk 1`, `scan label 42 at desk 1`.

    `old 17` is the first issue of a pass; what ends with `unheard` makes no entry.
    """
    kind = line.maybe(*STRANGE, "old", "label")
    said: Said = {"kind": "labels" if kind == "label" else kind or "genuine", "numbers": (0,)}
    if kind not in STRANGE:
        said["numbers"] = line.numbers("numbers of keypads" if kind == "label" else "numbers")
    line.one_of(("at",))
    line.one_of(("desk",))
    said["desk"] = line.word("the desk")
    said["over"] = line.time_ns("a time") if line.maybe("over") else 0
    return said | {"unheard": line.maybe("unheard") is not None}


def read_desk_mode(line: Line) -> Said:
    """`desk-mode 1 exit`."""
    return {"desk": line.word("the desk"), "mode": line.one_of(("entry", "exit"))}


def read_revoke(line: Line) -> Said:
    """`revoke pass 17 [reissue] reason "…"`."""
    line.one_of(("pass",))
    said: Said = {"number": line.number("the delegate's number")}
    said["reissue"] = line.maybe("reissue") is not None
    line.one_of(("reason",))
    return said | {"reason": line.text("the reason")}


def check_in(player: Player, step: Step) -> Refusal | None:
    what = step.said["what"]
    if what != "seats":
        return player.order(o.OpenCheckIn() if what == "open" else o.CloseCheckIn())
    seats, reason = wholes(step.said["seats"]), str(step.said["reason"])
    return each(player, (o.CheckInByHand(str(seat), "1", reason) for seat in seats))


def check_out(player: Player, step: Step) -> Refusal | None:
    seats, reason = wholes(step.said["seats"]), str(step.said["reason"])
    return each(player, (o.CheckOut(str(seat), "1", reason) for seat in seats))


def each(player: Player, orders: Iterable[o.Order]) -> Refusal | None:
    for order in orders:
        refusal = player.order(order)
        if refusal is not None:
            return refusal
    return None


def add(player: Player, step: Step) -> Refusal | None:
    """Latecomers come to the roll; they are handed out keypads and shown in like anyone."""
    group = DelegateClass(str(step.said["class"]))
    lines = [invented(number, group, seed=player.seed) for number in wholes(step.said["numbers"])]
    reason, officers = two_officers(step)
    delegates = tuple(line.delegate for line in lines)
    persons = tuple(line.person for line in lines)
    return player.order_by_two(o.AmendRoll(delegates, persons, reason, officers), step)


def turn_desk(player: Player, step: Step) -> Refusal | None:
    mode = o.DeskMode(str(step.said["mode"]))
    return player.order(o.SetDesk(str(step.said["desk"]), mode))


def revoke(player: Player, step: Step) -> Refusal | None:
    number, again = whole(step.said["number"]), bool(step.said["reissue"])
    return player.order(o.RevokePass(number, again, str(step.said["reason"]), player.chair()))


def scan(player: Player, step: Step) -> Refusal | None:
    """Show passes to a desk's scanner, and wait until the book knows of each."""
    gun = player.stage.guns[str(step.said["desk"])]
    texts = _passes(player, step)
    over, start = player.paced(step.said["over"]), player.stage.clock.mono_ns()
    for place, text in enumerate(texts):
        player.stage.at(start + over * place // len(texts), lambda text=text: gun.scan(text))
    if step.said["unheard"]:
        player.pause_for(over + UNHEARD_NS)
        return None
    path = player.settings.book.path
    with Ledger.read(path) as book:
        begun = book.head[0] + 1
    player.wait_for(lambda: _scans(path, begun) >= len(texts), over + PATIENCE_NS)
    return None


def _scans(path: Path, begun: int) -> int:
    """What the desks entered from this entry on."""
    with Ledger.read(path) as book:
        return sum(1 for _ in book.entries(begun, facts=AT_DESKS))


def _passes(player: Player, step: Step) -> list[str]:
    seal, meeting = player.kiosk.seal, player.kiosk.meeting
    assert seal is not None
    kind, numbers = str(step.said["kind"]), wholes(step.said["numbers"])
    if kind in STRANGE:
        return [STRANGE[kind](seal, meeting)]
    if kind == "labels":
        return [label_of(one) for one in numbers]
    state = player.book()
    issues = {one: 1 if kind == "old" else issue_of(state, one) or 1 for one in numbers}
    return [make_pass(seal, meeting, number=one, issue=issues[one]) for one in numbers]


def _altered(seal: SealKey, meeting: str) -> str:
    """Somebody changed the last letters of a genuine one."""
    genuine = make_pass(seal, meeting, number=1)
    return genuine[:-8] + ("A" * 8 if genuine[-8:] != "A" * 8 else "B" * 8)


STRANGE: Mapping[str, Callable[[SealKey, str], str]] = {
    "forged": lambda seal, meeting: make_pass(SealKey.fresh(), meeting, number=1),
    "altered": _altered,
    "other-meeting": lambda seal, meeting: make_pass(seal, "f" * 32, number=1),
    "no-pass": lambda seal, meeting: "6921168509256",
}
