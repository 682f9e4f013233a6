"""What the hall does in a scene: passes shown, keys pressed, waits, expectations."""

import shutil
from collections.abc import Callable

from kiosk.faults import UnusableInput
from kiosk.ledger.passes import make_pass
from kiosk.ledger.store import Ledger
from kiosk.ledger.urn import urn_path
from kiosk.meeting.mirror import Medium
from kiosk.meeting.poll import Stage as PollStage
from kiosk.meeting.refusal import Refusal
from kiosk.meeting.state import State
from kiosk.rehearsal.player import PATIENCE_NS, Player
from kiosk.rehearsal.scene import Step, wholes


def _stage_reached(state: State, stages: frozenset[PollStage]) -> bool:
    return state.poll is not None and state.poll.stage in stages


QUIET = frozenset({PollStage.CLOSED, PollStage.RECONCILED, PollStage.DECLARED})
WAITS: dict[str, Callable[[State], bool]] = {
    "closed": lambda state: _stage_reached(state, QUIET),
    "reconciled": lambda state: _stage_reached(state, QUIET - {PollStage.CLOSED}),
    "quiet": lambda state: _stage_reached(state, QUIET),
    "answers": lambda state: all(base.answers for base in state.bases.values()),
}


def scan(player: Player, step: Step) -> Refusal | None:
    """Show passes to a desk's scanner, and wait until the book knows of each."""
    gun = player.stage.guns[str(step.said["desk"])]
    texts = _passes(player, step)
    over, start = player.paced(step.said["over"]), player.stage.clock.mono_ns()
    for place, text in enumerate(texts):
        player.stage.at(start + over * place // len(texts), lambda text=text: gun.scan(text))
    before = _scans(player)
    player.wait_for(lambda: _scans(player) >= before + len(texts), over + PATIENCE_NS)
    return None


def _scans(player: Player) -> int:
    from_desks = ("CheckedIn", "PassRefused")
    with Ledger.read(player.settings.book.path) as book:
        return sum(type(one.fact).__name__ in from_desks for one in book.entries())


def _passes(player: Player, step: Step) -> list[str]:
    seal, meeting = player.kiosk.seal, player.kiosk.meeting
    assert seal is not None
    if step.said["kind"] == "forged":
        genuine = make_pass(seal, meeting, number=1)
        return [genuine[:-8] + ("A" * 8 if genuine[-8:] != "A" * 8 else "B" * 8)]
    if step.said["kind"] == "other-meeting":
        return [make_pass(seal, "f" * 32, number=1)]
    return [make_pass(seal, meeting, number=one) for one in wholes(step.said["numbers"])]


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


def wait(player: Player, step: Step) -> Refusal | None:
    until = step.said.get("until")
    if until is None:
        player.pause_for(player.paced(step.said["ns"]))
    elif until == "pressed":
        player.settle()
    elif not player.wait_for(lambda: WAITS[str(until)](player.book()), 4 * PATIENCE_NS):
        player.miss(step, f"waited in vain until {until}")
    return None


def silence(player: Player, step: Step) -> Refusal | None:
    for keypad in wholes(step.said["keypads"]):
        for base in player.scene.set_up.bases:
            meant = step.said.get("base", base.name) == base.name
            if meant and base.first <= keypad <= base.last:
                player.stage.collectors[base.name].set_online([keypad], online=False)
    return None


def mirror(player: Player, step: Step) -> Refusal | None:
    """Pull the second medium out, fill it, or put it back as it was; until the kiosk knows.

    The folder of the mirror is renamed away; a full one is a stand-in on the device that is always
    full. What the mirror held is back with `back`, as it was when it went.
    """
    place = player.settings.book.mirror
    if place is None:
        raise UnusableInput(
            "this hall has no second medium", where=str(player.scene.path), cure="set one up"
        )
    folder, away = place.parent, place.parent.with_name("pulled")
    if step.said["what"] == "back":
        if folder.exists():
            shutil.rmtree(folder)
        away.rename(folder)
        player.wait_for(lambda: player.book().medium is Medium.LEVEL)
        return None
    folder.rename(away)
    if step.said["what"] == "full":
        folder.mkdir()
        place.symlink_to("/dev/full")
    player.wait_for(lambda: player.book().medium is not Medium.LEVEL)
    return None


def kill(player: Player, step: Step) -> Refusal | None:
    """End the kiosk where it stands and start another on the same book."""
    player.kiosk.abandon()
    player.kiosk = player.new_kiosk()
    player.log_in()
    bases = len(player.scene.set_up.bases)
    player.wait_for(lambda: sum(b.answers for b in player.book().bases.values()) == bases)
    return None


def take_still(player: Player, step: Step) -> Refusal | None:
    player.still(str(step.said["name"]))
    return None


def expect(player: Player, step: Step) -> Refusal | None:
    """An expectation may take a moment to come true: presses are under way."""
    wrong = ""

    def holds() -> bool:
        nonlocal wrong
        wrong = player.expecting(player, step)
        return not wrong

    if player.wait_for(holds, 3_000_000_000):
        player.played.held += 1
    else:
        player.miss(step, wrong)
    return None


def lose_urn(player: Player, step: Step) -> Refusal | None:
    """The file with the shares of the urn's key goes missing."""
    urn_path(player.settings.book.path).unlink()
    return None
