"""What people do in a scene: each step is an order to the desk, answered by the book."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from typing import cast

from kiosk.clerk import orders as o
from kiosk.clerk.filing import PaperOrder
from kiosk.ledger.store import Ledger
from kiosk.meeting.agenda import Gate, next_phase
from kiosk.meeting.ballot import FOR_AGAINST_FORM, LIMITS, BallotForm, BallotKind, Channel
from kiosk.meeting.refusal import Refusal
from kiosk.meeting.roll import DelegateClass
from kiosk.meeting.secrecy import Breakdown
from kiosk.rehearsal.enrolling import passphrase_of
from kiosk.rehearsal.hall import invented
from kiosk.rehearsal.player import Player
from kiosk.rehearsal.scene import Step, two_officers, whole, wholes
from kiosk.words import civil

"""The protocols whose bases can tell which keypads are there."""


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


def add(player: Player, step: Step) -> Refusal | None:
    """Latecomers come to the roll; they are handed out keypads and shown in like anyone."""
    group = DelegateClass(str(step.said["class"]))
    lines = [invented(number, group, seed=player.seed) for number in wholes(step.said["numbers"])]
    reason, officers = two_officers(step)
    delegates = tuple(line.delegate for line in lines)
    persons = tuple(line.person for line in lines)
    return player.order_by_two(o.AmendRoll(delegates, persons, reason, officers), step)


def recuse(player: Player, step: Step) -> Refusal | None:
    seats, reason = wholes(step.said["seats"]), str(step.said["reason"])
    item = whole(step.said["item"])
    return _each(player, (o.Recuse(item, str(seat), reason) for seat in seats))


def check_in(player: Player, step: Step) -> Refusal | None:
    what = step.said["what"]
    if what != "seats":
        return player.order(o.OpenCheckIn() if what == "open" else o.CloseCheckIn())
    seats, reason = wholes(step.said["seats"]), str(step.said["reason"])
    return _each(player, (o.CheckInByHand(str(seat), "1", reason) for seat in seats))


def check_out(player: Player, step: Step) -> Refusal | None:
    seats, reason = wholes(step.said["seats"]), str(step.said["reason"])
    return _each(player, (o.CheckOut(str(seat), "1", reason) for seat in seats))


def _each(player: Player, orders: Iterable[o.Order]) -> Refusal | None:
    for order in orders:
        refusal = player.order(order)
        if refusal is not None:
            return refusal
    return None


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
    return player.order(o.ReturnKeypad(whole(step.said["keypad"]), "taken back"))


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


def zero(player: Player, step: Step) -> Refusal | None:
    return _paper(player, o.IssueZeroReport(player.chair()))


def record(player: Player, step: Step) -> Refusal | None:
    poll = whole(step.said["poll"]) or player.book().last_poll
    return _paper(player, o.IssueRecord(poll, player.chair()))


def sheet(player: Player, step: Step) -> Refusal | None:
    kind = o.Sheet[str(step.said["sheet"]).upper()]
    return _paper(player, o.IssueSheet(kind, player.chair()))


def _paper(player: Player, order: PaperOrder) -> Refusal | None:
    before = len(player.book().papers)
    refusal = player.order(order)
    if refusal is None:
        player.wait_for(lambda: len(player.book().papers) > before)
    return refusal


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


def close(player: Player, step: Step) -> Refusal | None:
    return player.order(o.ClosePoll(player.chair()))


def give(player: Player, step: Step) -> Refusal | None:
    reason, officers = two_officers(step)
    return player.order_by_two(o.GiveUpBase(str(step.said["base"]), reason, officers), step)


def go_on_without_mirror(player: Player, step: Step) -> Refusal | None:
    reason, officers = two_officers(step)
    return player.order(o.GoOnWithoutMirror(reason, officers))


def reconcile(player: Player, step: Step) -> Refusal | None:
    return player.order(o.Reconcile())


def acknowledge(player: Player, step: Step) -> Refusal | None:
    return player.order(o.AcknowledgeSilence(player.chair()))


def declare(player: Player, step: Step) -> Refusal | None:
    return player.order(o.Declare(player.chair()))


def void(player: Player, step: Step) -> Refusal | None:
    reason, officers = two_officers(step)
    return player.order_by_two(o.VoidPoll(reason, officers), step)


def object_to(player: Player, step: Step) -> Refusal | None:
    return player.order(o.Object(str(step.said["by"]), str(step.said["text"])))


def end(player: Player, step: Step) -> Refusal | None:
    return player.order(o.CloseMeeting(player.chair()))
