"""What goes wrong in a scene: lines pulled, held, denied, noisy, or leading to another base."""

import errno
import random

from kiosk.meeting.refusal import Refusal
from kiosk.rehearsal.player import Player
from kiosk.rehearsal.scene import Step, whole

BURST_NS = 10_000_000
BURST_BYTES = 115
"""As much as a line at 115200 baud carries in that time: a flood at full speed."""


def _line(step: Step) -> str:
    return f"base-{step.said['base']}"


def _wait_for_loss(player: Player, step: Step) -> None:
    base = str(step.said["base"])
    player.wait_for(lambda: not player.book().bases[base].answers)


def unplug(player: Player, step: Step) -> Refusal | None:
    player.stage.unplug(_line(step))
    _wait_for_loss(player, step)
    return None


def replug(player: Player, step: Step) -> Refusal | None:
    """Plug it in again; a program that holds the port lets it go, a denied account may use it."""
    base = str(step.said["base"])
    player.stage.replug(_line(step))
    player.wait_for(lambda: player.book().bases[base].answers)
    return None


def hold(player: Player, step: Step) -> Refusal | None:
    """The cable comes out, and when it is in again another program has the port."""
    player.stage.bar(_line(step), errno.EBUSY)
    _wait_for_loss(player, step)
    return None


def deny(player: Player, step: Step) -> Refusal | None:
    """The cable comes out, and when it is in again this account may not use the port."""
    player.stage.bar(_line(step), errno.EACCES)
    _wait_for_loss(player, step)
    return None


def wrong_id(player: Player, step: Step) -> Refusal | None:
    """From now on the base answers under the name of another."""
    player.stage.misname(_line(step), wrong=True)
    return None


def right_id(player: Player, step: Step) -> Refusal | None:
    player.stage.misname(_line(step), wrong=False)
    return None


def noise(player: Player, step: Step) -> Refusal | None:
    dice = random.Random(player.seed)
    player.stage.noise(_line(step), dice.randbytes(whole(step.said["bytes"])))
    return None


def flood(player: Player, step: Step) -> Refusal | None:
    """Noise at full speed, in the background from now on."""
    dice, start = random.Random(player.seed), player.stage.clock.mono_ns()
    line = _line(step)
    for at_ns in range(0, player.paced(step.said["ns"]), BURST_NS):
        data = dice.randbytes(BURST_BYTES)
        player.stage.at(start + at_ns, lambda data=data: player.stage.noise(line, data))
    return None
