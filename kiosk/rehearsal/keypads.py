"""Keypads in a scene: handed out, taken back, lost; called, drawn by dice, pressed, silent."""

from kiosk.clerk import orders as o
from kiosk.ledger.store import Ledger
from kiosk.meeting.refusal import Refusal
from kiosk.rehearsal.attending import each
from kiosk.rehearsal.mishaps import read_base
from kiosk.rehearsal.player import PATIENCE_NS, Player
from kiosk.rehearsal.reading import Line, Said
from kiosk.rehearsal.scene import Step, whole, wholes

KEYS = tuple("12345678")
CHOICES = ("for", "against", "abstain", "nothing")


def read_hand(line: Line) -> Said:
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


def read_swap(line: Line) -> Said:
    line.one_of(("seat",))
    said: Said = {"seat": line.number("the seat")}
    line.one_of(("to",))
    line.one_of(("keypad",))
    return said | {"keypad": line.number("the new keypad")}


def read_take(line: Line) -> Said:
    line.one_of(("back",))
    line.one_of(("keypad",))
    return {"keypads": line.numbers("the keypads")}


def read_lost(line: Line) -> Said:
    """`lost keypad 42 reason "…"`."""
    line.one_of(("keypad",))
    said: Said = {"keypad": line.number("the keypad")}
    line.one_of(("reason",))
    return said | {"reason": line.text("the reason")}


def read_await(line: Line) -> Said:
    """`await keypad of seat 5 at desk 1 [reason "…"]`, `await nothing at desk 1`."""
    said: Said = {"seat": 0, "reason": ""}
    if line.one_of(("keypad", "nothing")) == "keypad":
        line.one_of(("of",))
        line.one_of(("seat",))
        said["seat"] = line.number("the seat")
    line.one_of(("at",))
    line.one_of(("desk",))
    said["desk"] = line.word("the desk")
    if line.maybe("reason"):
        said["reason"] = line.text("the reason")
    return said


def read_audit(line: Line) -> Said:
    """`audit 3 dice "31415926"`, then presses, then `audit done`."""
    if line.maybe("done"):
        return {"count": 0}
    said: Said = {"count": line.number("how many handsets")}
    line.one_of(("dice",))
    return said | {"dice": line.text("the digits of the dice")}


def read_call(line: Line) -> Said:
    line.one_of(("keypads",))
    return {}


def read_press(line: Line) -> Said:
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


def read_silence(line: Line) -> Said:
    said: Said = {"keypads": line.numbers("keypads out of radio contact")}
    return said | read_base(line) if line.maybe("with") else said


def hand(player: Player, step: Step) -> Refusal | None:
    keypads, seats = wholes(step.said["keypads"]), wholes(step.said["seats"])
    if keypads:
        pairs = tuple((k, str(seat)) for k, seat in zip(keypads, seats, strict=True))
    else:
        voting = [line for line in player.roll if line.delegate.votes]
        pairs = tuple((line.keypad or line.delegate.number, line.delegate.seat) for line in voting)
    return player.order(o.BindKeypads(pairs, "handed out"))


def swap(player: Player, step: Step) -> Refusal | None:
    pair = (whole(step.said["keypad"]), str(step.said["seat"]))
    return player.order(o.BindKeypads((pair,), "swapped"))


def take(player: Player, step: Step) -> Refusal | None:
    keypads = wholes(step.said["keypads"])
    return each(player, (o.ReturnKeypad(keypad, "taken back") for keypad in keypads))


def lost(player: Player, step: Step) -> Refusal | None:
    return player.order(o.LoseKeypad(whole(step.said["keypad"]), str(step.said["reason"])))


def await_keypad(player: Player, step: Step) -> Refusal | None:
    seat, desk = whole(step.said["seat"]), str(step.said["desk"])
    return player.order(o.AwaitKeypad(desk, str(seat or ""), str(step.said["reason"])))


def audit(player: Player, step: Step) -> Refusal | None:
    """Handsets are drawn by the notary's dice, or what was pressed on them is compared."""
    officers = reversed(player.scene.set_up.officers)
    notary = next((name for name, role in officers if role == "notary"), player.chair())
    if "dice" not in step.said:
        return player.order(o.CloseAudit(notary))
    return player.order(o.DrawAudit(str(step.said["dice"]), whole(step.said["count"]), notary))


def call(player: Player, step: Step) -> Refusal | None:
    before = _calls(player)
    refusal = player.order(o.CallKeypads())
    found = [base.found for base in player.book().bases.values() if base.answers]
    bases = sum(one.can_call for one in found)
    player.wait_for(lambda: _calls(player) >= before + bases)
    return refusal


def _calls(player: Player) -> int:
    with Ledger.read(player.settings.book.path) as book:
        return sum(type(one.fact).__name__ == "KeypadsCalled" for one in book.entries())


def press(player: Player, step: Step) -> Refusal | None:
    """Let the crowd press in the background, while `wait` and later orders let time pass."""
    said = step.said
    keypads, choice = wholes(said["keypads"]), wholes(said["choice"])
    start = player.stage.clock.mono_ns() + player.paced(said["at"])
    over = player.paced(said["over"])
    for place, keypad in enumerate(keypads):
        due = start + over * place // len(keypads)
        player.stage.at(due, lambda keypad=keypad: _press(player, keypad, choice))
    if not over and not said["at"]:
        player.stage.until(lambda: player.stage.idle, PATIENCE_NS)
    return None


def _press(player: Player, keypad: int, choice: tuple[int, ...]) -> None:
    for base in player.scene.set_up.bases:
        collector = player.stage.collectors.get(base.name)
        if collector is not None and base.first <= keypad <= base.last:
            collector.press(keypad, choice, player.stage.clock.mono_ns())


def silence(player: Player, step: Step) -> Refusal | None:
    for keypad in wholes(step.said["keypads"]):
        for base in player.scene.set_up.bases:
            meant = step.said.get("base", base.name) == base.name
            if meant and base.first <= keypad <= base.last:
                player.stage.collectors[base.name].set_online([keypad], online=False)
    return None
