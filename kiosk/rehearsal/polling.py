"""A poll in a scene: prepared, opened, paused, extended, asked again; its urn."""

from functools import partial
from typing import cast

from kiosk.clerk import orders as o
from kiosk.meeting.agenda import Gate
from kiosk.meeting.ballot import FOR_AGAINST_FORM, LIMITS, BallotForm, BallotKind, Channel
from kiosk.meeting.refusal import Refusal
from kiosk.meeting.secrecy import Breakdown
from kiosk.rehearsal.assenting import read_by_two, read_two
from kiosk.rehearsal.enrolling import passphrase_of
from kiosk.rehearsal.player import Player
from kiosk.rehearsal.reading import Line, Said
from kiosk.rehearsal.scene import Step, two_officers, whole

BREAKDOWNS = tuple(str(one) for one in Breakdown)
CHANNELS = ("keypads", "paper", "hands")
KINDS = {"choose": "choose", "score": "score", "yes-no": "yes_no"}


def read_prepare(line: Line) -> Said:
    said: Said = {"item": line.number("the item's number"), "kind": "for_against"}
    line.one_of(("rule",))
    said["rule"] = line.word("the rule of the pack")
    said.update(
        {
            "options": (),
            "maximum": 1,
            "duration_s": 0,
            "last": True,
            "named": True,
            "channel": "",
            "places": 0,
        }
    )
    breakdowns: list[str] = []
    said["breakdowns"] = breakdowns
    while key := line.maybe(
        *KINDS, *CHANNELS, "duration", "first-press", "last-press", "places", "secret", "told-by"
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
        elif key == "places":
            said["places"] = line.number("how many are taken")
        elif key in CHANNELS:
            said["channel"] = key
        elif key == "told-by":
            breakdowns.append(line.one_of(BREAKDOWNS))
        else:
            said["last"] = key == "last-press"
    return said


def _texts(line: Line) -> tuple[str, ...]:
    found = [line.text("an option")]
    while line.more and line.tokens[line.at].quoted:
        found.append(line.text("an option"))
    return tuple(found)


def read_repoll(line: Line) -> Said:
    """`repoll tied`, `repoll tied of poll 3`."""
    line.one_of(("tied",))
    if not line.maybe("of"):
        return {"poll": 0}
    line.one_of(("poll",))
    return {"poll": line.number("the poll's number")}


def read_override(line: Line) -> Said:
    gate = line.one_of(tuple(str(gate) for gate in Gate))
    return {"gate": gate} | read_two(line)


def read_open(line: Line) -> Said:
    """`open`, or `open urn [reason "…"] by "…" and "…"`, and what the second types, or how late."""
    if not line.maybe("urn"):
        return {}
    reason = line.text("the reason") if line.maybe("reason") else "the poll is closed"
    return {"urn": True, "typing": ""} | read_by_two(line, reason, "typing")


def read_extend(line: Line) -> Said:
    return {"by_s": line.time_ns("a time") // 1_000_000_000}


def prepare(player: Player, step: Step) -> Refusal | None:
    said = step.said
    options = cast("tuple[str, ...]", said["options"])
    form = FOR_AGAINST_FORM
    kind = BallotKind(str(said["kind"]))
    if kind is not BallotKind.FOR_AGAINST:
        least = LIMITS[kind][0]
        form = BallotForm(kind, options, least, whole(said["maximum"]))
    duration = whole(said["duration_s"])
    return player.order(
        o.PreparePoll(
            item=whole(said["item"]),
            rule=str(said["rule"]),
            form=form,
            named=bool(said["named"]),
            last_press_counts=bool(said["last"]),
            seats=whole(said["places"]),
            duration_s=max(1, round(duration * player.pace)) if duration else 0,
            channel=Channel(str(said["channel"])) if said["channel"] else None,
            breakdowns=tuple(map(Breakdown, cast("list[str]", said["breakdowns"]))),
        )
    )


def repoll(player: Player, step: Step) -> Refusal | None:
    return player.order(o.RepollTied(whole(step.said["poll"]) or player.book().last_poll))


def override(player: Player, step: Step) -> Refusal | None:
    reason, officers = two_officers(step)
    order = o.OverrideGate(Gate(str(step.said["gate"])), reason, officers)
    return player.order_by_two(order, step)


def open_poll(player: Player, step: Step) -> Refusal | None:
    if step.said:
        return _open_urn(player, step)
    refusal = player.order(o.OpenPoll(player.chair()))
    if refusal is None:
        player.wait_for(partial(_all_listen, player))
    return refusal


def _open_urn(player: Player, step: Step) -> Refusal | None:
    """As at the console: the first refusal of an assent ends it there."""
    reason, (first, second) = two_officers(step)
    typed = str(step.said["typing"]) or passphrase_of(second)
    order = o.OpenUrn(reason, (first, second), (passphrase_of(first), typed))
    return player.order_by_two(order, step, typed)


def _all_listen(player: Player) -> bool:
    state = player.book()
    poll = state.poll
    assert poll is not None
    answering = [name for name, base in state.bases.items() if base.answers]
    return all(base in poll.listening for base in answering)


def pause(player: Player, step: Step) -> Refusal | None:
    return player.order(o.PausePoll(player.chair()))


def resume(player: Player, step: Step) -> Refusal | None:
    return player.order(o.ResumePoll(player.chair()))


def extend(player: Player, step: Step) -> Refusal | None:
    return player.order(o.ExtendPoll(whole(step.said["by_s"]), player.chair()))
