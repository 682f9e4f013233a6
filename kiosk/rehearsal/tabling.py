"""The agenda in a scene: items and motions, their phases, their evidence, who is recused."""

from datetime import timedelta

from kiosk.clerk import orders as o
from kiosk.meeting.agenda import DEMANDED, Gate, next_phase
from kiosk.meeting.refusal import Refusal
from kiosk.rehearsal.attending import each
from kiosk.rehearsal.player import Player
from kiosk.rehearsal.reading import Line, Said
from kiosk.rehearsal.scene import Step, whole, wholes
from kiosk.words import civil


def read_item(line: Line) -> Said:
    said: Said = {"item": line.number("the item's number"), "title": line.text("its title")}
    said["days"] = -1
    if line.maybe("noticed"):
        said["days"] = line.number("how many days ago")
        line.one_of(("days",))
        line.one_of(("ago",))
    return said


def read_motion(line: Line) -> Said:
    said: Said = {"item": line.number("the item's number"), "title": line.text("the title")}
    said["text"] = line.text("the text put to the vote")
    said["noticed"] = line.maybe("unnoticed") is None
    return said


def read_phase(line: Line) -> Said:
    return {"item": line.number("the item's number"), "phase": line.word("the phase")}


def read_phases(line: Line) -> Said:
    said: Said = {"item": line.number("the item's number")}
    line.one_of(("to",))
    return said | {"phase": line.word("the phase to reach")}


def read_withdraw(line: Line) -> Said:
    said: Said = {"item": line.number("the item's number")}
    line.one_of(("reason",))
    return said | {"reason": line.text("the reason")}


def read_return(line: Line) -> Said:
    said = read_phases(line)
    line.one_of(("reason",))
    return said | {"reason": line.text("the reason")}


def read_demand(line: Line) -> Said:
    said: Said = {"gate": line.one_of(tuple(sorted(str(gate) for gate in DEMANDED)))}
    line.one_of(("item",))
    return said | {"item": line.number("the item's number")}


def read_review(line: Line) -> Said:
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


def read_attention(line: Line) -> Said:
    said: Said = {"item": line.number("the item's number")}
    said["attentive"] = line.number("how many care about it")
    line.one_of(("of",))
    return said | {"asked": line.number("how many were asked")}


def read_interest(line: Line) -> Said:
    said: Said = {"item": line.number("the item's number")}
    line.one_of(("reason",))
    return said | {"reason": line.text("the reason")}


def read_amendment(line: Line) -> Said:
    said: Said = {"item": line.number("the amendment's number")}
    line.one_of(("of",))
    return said | {"amends": line.number("the number of the item it amends")}


def read_recuse(line: Line) -> Said:
    said: Said = {"item": line.number("the item's number"), "seats": line.numbers("seats")}
    line.one_of(("reason",))
    return said | {"reason": line.text("the reason")}


def item(player: Player, step: Step) -> Refusal | None:
    said = step.said
    days = whole(said["days"])
    noticed = _days_ago(player, days) if days >= 0 else ""
    return player.order(o.TableItem(whole(said["item"]), str(said["title"]), noticed))


def _days_ago(player: Player, days: int) -> str:
    today = civil(player.stage.clock.now().utc, player.settings.meeting.utc_offset_min).date()
    return (today - timedelta(days=days)).isoformat()


def motion(player: Player, step: Step) -> Refusal | None:
    said = step.said
    return player.order(
        o.PutMotion(
            whole(said["item"]), str(said["title"]), str(said["text"]), bool(said["noticed"])
        )
    )


def phase(player: Player, step: Step) -> Refusal | None:
    return player.order(o.EnterPhase(whole(step.said["item"]), str(step.said["phase"])))


def phases(player: Player, step: Step) -> Refusal | None:
    item, goal = whole(step.said["item"]), str(step.said["phase"])
    while True:
        state = player.book()
        known = state.items.get(item)
        due = next_phase(state.phases, (known.phase or None) if known else None)
        refusal = player.order(o.EnterPhase(item, due or goal))
        if refusal is not None or due == goal:
            return refusal


def withdraw_item(player: Player, step: Step) -> Refusal | None:
    item, reason = whole(step.said["item"]), str(step.said["reason"])
    return player.order(o.WithdrawItem(item, reason, player.chair()))


def resume_item(player: Player, step: Step) -> Refusal | None:
    item, phase = whole(step.said["item"]), str(step.said["phase"])
    return player.order(o.ResumeItem(item, phase, str(step.said["reason"]), player.chair()))


def demand(player: Player, step: Step) -> Refusal | None:
    gate = Gate(str(step.said["gate"]))
    return player.order(o.DemandGate(whole(step.said["item"]), gate, player.chair()))


def review(player: Player, step: Step) -> Refusal | None:
    said = step.said
    return player.order(
        o.GiveReview(
            item=whole(said["item"]),
            number=str(said["number"]),
            day=_days_ago(player, whole(said["days"])),
            opinion=str(said["opinion"]),
            lawful=bool(said["lawful"]),
            by=player.chair(),
        )
    )


def attention(player: Player, step: Step) -> Refusal | None:
    item, attentive = whole(step.said["item"]), whole(step.said["attentive"])
    asked = whole(step.said["asked"])
    return player.order(o.CountAttention(item, attentive, asked, player.chair()))


def interest(player: Player, step: Step) -> Refusal | None:
    item, reason = whole(step.said["item"]), str(step.said["reason"])
    return player.order(o.FindMajorInterest(item, reason, player.chair()))


def amendment(player: Player, step: Step) -> Refusal | None:
    item, amends = whole(step.said["item"]), whole(step.said["amends"])
    return player.order(o.MoveAmendment(item, amends, player.chair()))


def recuse(player: Player, step: Step) -> Refusal | None:
    seats, reason = wholes(step.said["seats"]), str(step.said["reason"])
    item = whole(step.said["item"])
    return each(player, (o.Recuse(item, str(seat), reason) for seat in seats))
