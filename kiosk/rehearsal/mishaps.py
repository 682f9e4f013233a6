"""What goes wrong in a scene: lines pulled, held, denied, noisy, or leading to another base; the
second medium and the urn gone.
"""

import errno
import random
import shutil

from kiosk.clerk import orders as o
from kiosk.faults import UnusableInput
from kiosk.ledger.urn import urn_path
from kiosk.meeting.mirror import Medium
from kiosk.meeting.refusal import Refusal
from kiosk.rehearsal.assenting import read_two
from kiosk.rehearsal.player import Player
from kiosk.rehearsal.reading import Line, Said
from kiosk.rehearsal.scene import Step, two_officers, whole

REOPENED_NS = 6_000_000_000
"""A scanner says nothing of itself; its port is tried again within this time."""
BURST_NS = 10_000_000
BURST_BYTES = 115
"""As much as a line at 115200 baud carries in that time: a flood at full speed."""


def read_base(line: Line) -> Said:
    return {"base": line.word("the name of the base")}


def read_line(line: Line) -> Said:
    """The line of a base, or of a desk's scanner: `unplug A`, `unplug desk 2`."""
    return {"desk": line.word("the desk")} if line.maybe("desk") else read_base(line)


def read_noise(line: Line) -> Said:
    said: Said = {"base": line.word("the name of the base")}
    said["bytes"] = line.number("how many bytes")
    line.one_of(("bytes",))
    return said


def read_flood(line: Line) -> Said:
    said: Said = {"base": line.word("the name of the base")}
    line.one_of(("for",))
    return said | {"ns": line.time_ns("how long")}


def read_named(line: Line) -> Said:
    line.one_of(("id",))
    return read_base(line)


def read_mirror(line: Line) -> Said:
    return {"what": line.one_of(("gone", "full", "back"))}


def read_go(line: Line) -> Said:
    """`go on without mirror reason "…" by "…" and "…"`."""
    for word in ("on", "without", "mirror"):
        line.one_of((word,))
    return read_two(line)


def read_lose(line: Line) -> Said:
    line.one_of(("urn",))
    return {}


def _line(step: Step) -> str:
    return f"desk-{step.said['desk']}" if "desk" in step.said else f"base-{step.said['base']}"


def _wait_for_loss(player: Player, step: Step) -> None:
    if "desk" in step.said:
        desk = str(step.said["desk"])
        player.wait_for(lambda: desk in player.book().lost)
        return
    base = str(step.said["base"])
    player.wait_for(lambda: not player.book().bases[base].answers)


def unplug(player: Player, step: Step) -> Refusal | None:
    player.stage.unplug(_line(step))
    _wait_for_loss(player, step)
    return None


def replug(player: Player, step: Step) -> Refusal | None:
    """Plug it in again; a program that holds the port lets it go, a denied account may use it."""
    player.stage.replug(_line(step))
    if "desk" in step.said:
        player.pause_for(REOPENED_NS)
        return None
    base = str(step.said["base"])
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


def go_on_without_mirror(player: Player, step: Step) -> Refusal | None:
    reason, officers = two_officers(step)
    return player.order(o.GoOnWithoutMirror(reason, officers))


def lose_urn(player: Player, step: Step) -> Refusal | None:
    """The file with the shares of the urn's key goes missing."""
    urn_path(player.settings.book.path).unlink()
    return None
