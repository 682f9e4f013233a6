"""Time in a scene: waits, kills, stills, expectations."""

from collections.abc import Callable

from kiosk.meeting.poll import Stage as PollStage
from kiosk.meeting.refusal import Refusal
from kiosk.meeting.state import State
from kiosk.rehearsal.expecting import mistake_in
from kiosk.rehearsal.player import PATIENCE_NS, Player
from kiosk.rehearsal.reading import Line, Said
from kiosk.rehearsal.scene import Step

MOMENT_NS = 3_000_000_000


def _stage_reached(state: State, stages: frozenset[PollStage]) -> bool:
    return state.poll is not None and state.poll.stage in stages


QUIET = frozenset({PollStage.CLOSED, PollStage.RECONCILED, PollStage.DECLARED})
WAITS: dict[str, Callable[[State], bool]] = {
    "closed": lambda state: _stage_reached(state, QUIET),
    "reconciled": lambda state: _stage_reached(state, QUIET - {PollStage.CLOSED}),
    "quiet": lambda state: _stage_reached(state, QUIET),
    "answers": lambda state: all(base.answers for base in state.bases.values()),
}


def read_wait(line: Line) -> Said:
    if line.maybe("until"):
        return {"until": line.one_of(("pressed", "closed", "reconciled", "quiet", "answers"))}
    return {"ns": line.time_ns("a time")}


def read_still(line: Line) -> Said:
    return {"name": line.word("the name of the picture")}


def read_expect(line: Line) -> Said:
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


def wait(player: Player, step: Step) -> Refusal | None:
    until = step.said.get("until")
    if until is None:
        player.pause_for(player.paced(step.said["ns"]))
    elif until == "pressed":
        player.settle()
    elif not player.wait_for(lambda: WAITS[str(until)](player.book()), 4 * PATIENCE_NS):
        player.miss(step, f"waited in vain until {until}")
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
    """An expectation may take a moment to come true: presses are under way.

    In real time the moment is as long as a busy machine takes.
    """
    wrong, moment_ns = "", PATIENCE_NS if player.stage.real else MOMENT_NS

    def holds() -> bool:
        nonlocal wrong
        wrong = player.expecting(player, step)
        return not wrong

    if player.wait_for(holds, moment_ns):
        player.played.held += 1
    else:
        player.miss(step, wrong)
    return None
