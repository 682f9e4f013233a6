# SPDX-License-Identifier: Apache-2.0
"""Entries make the hall: which entry may stand where (`admit`), and what it changes (`apply`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.verifier import audits, channels, merkle, officers, proxies, standby, urns
from kiosk.verifier.chain import Entry
from kiosk.verifier.hall import RUNNING, Hall, Poll, plan_of
from kiosk.verifier.sentence import Broken, sentence

# bundle.md §4, stages: a fact, the stages it may find the poll in, the stage it leads to.
STEPS: dict[str, tuple[tuple[str, ...], str]] = {
    "PollOpened": (("prepared",), "open"),
    "PollResumed": (("paused",), "open"),
    "PollPaused": (("open",), "paused"),
    "PollClosing": (("open", "paused"), "draining"),
    "PollClosed": (("draining",), "closed"),
    "PollReconciled": (("closed", "reconciled"), "reconciled"),
    "Declared": (("reconciled",), "declared"),
    "PollVoided": (
        ("prepared", "open", "paused", "draining", "closed", "reconciled", "declared"),
        "void",
    ),
}
FIRST = {0: "BookOpened", 1: "KioskStarted"}
PRESSES = ("BallotCast", "BallotSealed", "PressRefused")


def admit(hall: Hall, entry: Entry) -> None:
    """`Broken` when this entry cannot stand here (bundle.md §3, §4)."""
    expected = FIRST.get(entry.number, entry.fact)
    if entry.fact != expected or (entry.fact == "BookOpened" and entry.number != 0):
        raise Broken(
            "order",
            sentence(
                "{fact} cannot stand here: BookOpened is entry 0 and only that, "
                "entry 1 is KioskStarted",
                fact=entry.fact,
            ),
        )
    standby.admit_next(hall, entry)
    if entry.fact in ADMISSIONS:
        ADMISSIONS[entry.fact](hall, entry)
    if entry.fact in STEPS:
        _admit_step(hall, entry)


def _admit_step(hall: Hall, entry: Entry) -> None:
    poll = channels.known_poll(hall, entry)
    channels.demand_stage(entry, poll, STEPS[entry.fact][0])
    if entry.fact == "PollOpened" and hall.running is not None:
        raise Broken(
            "order",
            sentence(
                "PollOpened: poll {other} still runs; only one poll may run at a time",
                other=hall.running.plan.poll,
            ),
        )
    if entry.fact == "PollOpened":
        proxies.admit_opening(hall, poll, entry)
    if entry.fact in urns.PLACES:
        urns.demand_place(poll, entry.fact)


def _admit_urn(hall: Hall, entry: Entry) -> None:
    urns.demand_place(channels.known_poll(hall, entry), entry.fact)


def _admit_listening(hall: Hall, entry: Entry) -> None:
    channels.known_poll(hall, entry)


def _admit_shown(hall: Hall, entry: Entry) -> None:
    """A screen shows the result of a poll after that was declared (§3)."""
    poll = channels.known_poll(hall, entry)
    if poll.declared != entry.of["declared"]:
        raise Broken(
            "order",
            sentence(
                "FiguresShown: entry {entry} does not declare poll {poll}",
                entry=entry.of["declared"],
                poll=entry.of["poll"],
            ),
        )


def _admit_plan(hall: Hall, entry: Entry) -> None:
    if hall.audit is not None:
        raise Broken("order", sentence("PollPrepared: an audit of handsets is under way"))
    number, item = entry.of["plan"]["poll"], entry.of["plan"]["item"]
    if item in hall.withdrawn:
        raise Broken("order", sentence("PollPrepared: item {item} was withdrawn", item=item))
    if hall.latest is not None and number <= hall.latest.plan.poll:
        raise Broken(
            "order",
            sentence(
                "PollPrepared: poll {poll} follows poll {latest}; numbers must rise",
                poll=number,
                latest=hall.latest.plan.poll,
            ),
        )


def _admit_withdrawal(hall: Hall, entry: Entry) -> None:
    """An item comes off the agenda between its polls, never during one (§3)."""
    item, latest = entry.of["item"], hall.latest
    if item not in hall.items:
        raise Broken("order", sentence("ItemWithdrawn: item {item} was never tabled", item=item))
    if latest is None or latest.plan.item != item or latest.stage in ("declared", "void"):
        return
    raise Broken(
        "order", sentence("ItemWithdrawn: poll {poll} on it is not over", poll=latest.plan.poll)
    )


def _admit_roll(hall: Hall, entry: Entry) -> None:
    del hall
    seats = [delegate["seat"] for delegate in entry.of["delegates"]]
    if len(set(seats)) != len(seats):
        raise Broken("order", sentence("RollFrozen: a seat stands twice on the roll"))


def _admit_amendment(hall: Hall, entry: Entry) -> None:
    """Additions only, to a roll that stands, while no poll is laid down or runs (§3)."""
    seats = [delegate["seat"] for delegate in entry.of["delegates"]]
    if not hall.votes:
        raise Broken("order", sentence("RollAmended: there is no roll yet"))
    if len(set(seats)) != len(seats) or not hall.votes.keys().isdisjoint(seats):
        raise Broken("order", sentence("RollAmended: a seat stands on the roll already"))
    if hall.latest is not None and hall.latest.stage not in ("declared", "void"):
        raise Broken(
            "order",
            sentence(
                "RollAmended: poll {poll} is not over, the roll cannot grow",
                poll=hall.latest.plan.poll,
            ),
        )


def _admit_restored(hall: Hall, entry: Entry) -> None:
    del hall
    if entry.of["entries"] != entry.number:
        raise Broken(
            "order",
            sentence(
                "BookRestored speaks of {entries} entries, {number} stand before it",
                entries=entry.of["entries"],
                number=entry.number,
            ),
        )


def _admit_following(hall: Hall, entry: Entry) -> None:
    """A desk follows what other desks entered, one after the other (§4, desks)."""
    expected = channels.known_poll(hall, entry).unfollowed(entry.desk)
    if expected is None or expected[0] != entry.of["entry"]:
        raise Broken(
            "order",
            sentence(
                "PollFollowed: entry {entry} is not the next that the desk {desk} has to follow",
                entry=entry.of["entry"],
                desk=entry.desk or "-",
            ),
        )


def _admit_knowing(hall: Hall, entry: Entry) -> None:
    """A desk judges and steps by what it knows, and must know what stands before (§4, desks)."""
    poll = hall.polls.get(entry.of["poll"])
    missed = poll.unfollowed(entry.desk) if poll is not None and poll.stage in RUNNING else None
    if missed is not None:
        raise Broken(
            "order",
            sentence(
                "{fact}: the desk {desk} has not followed {missed} of entry {number} yet",
                fact=entry.fact,
                desk=entry.desk or "-",
                missed=missed[1],
                number=missed[0],
            ),
        )


ADMISSIONS: dict[str, Callable[[Hall, Entry], None]] = {
    "BaseListens": _admit_listening,
    "PollFollowed": _admit_following,
    "BallotCast": _admit_knowing,
    "BallotSealed": _admit_knowing,
    "PressRefused": _admit_knowing,
    "PollPaused": _admit_knowing,
    "PollResumed": _admit_knowing,
    "PollClosing": _admit_knowing,
    "PollPrepared": _admit_plan,
    "PollOpened": standby.admit_opening,
    "FiguresShown": _admit_shown,
    "HandsetAuditDrawn": audits.admit_draw,
    "HandsetAudited": audits.admit_result,
    "StandbyTookOver": standby.admit_take_over,
    "UrnSealed": _admit_urn,
    "UrnOpened": _admit_urn,
    "UrnDestroyed": _admit_urn,
    "ItemWithdrawn": _admit_withdrawal,
    "RollFrozen": _admit_roll,
    "RollAmended": _admit_amendment,
    "BookRestored": _admit_restored,
    "CandidateNamed": proxies.admit_candidate,
    "ProxyGiven": proxies.admit_given,
    "ProxyWithdrawn": proxies.admit_withdrawn,
    "PollTurned": channels.admit_turn,
    "BallotPapersIssued": channels.admit_papers,
    "BallotPaperSpoilt": channels.admit_spoilt,
    "CountEntered": channels.admit_count,
}
CHANNEL_CHANGES: dict[str, Callable[[Poll, Entry], None]] = {
    "PollTurned": channels.turn,
    "BallotPapersIssued": channels.issue,
    "BallotPaperSpoilt": channels.spoil,
    "CountEntered": channels.enter_count,
}


def apply(hall: Hall, entry: Entry) -> None:
    """Change the hall by an admitted entry."""
    if entry.fact in STEPS:
        poll = hall.polls[entry.of["poll"]]
        poll.stage = STEPS[entry.fact][1]
        if hall.running in (None, poll):
            hall.running = poll if poll.stage in RUNNING else None
        if entry.fact in POLL_CHANGES:
            POLL_CHANGES[entry.fact](hall, poll, entry)
    elif entry.fact in PRESSES:
        _hear(hall, entry)
    elif entry.fact in CHANNEL_CHANGES:
        CHANNEL_CHANGES[entry.fact](hall.polls[entry.of["poll"]], entry)
    elif entry.fact in HALL_CHANGES:
        HALL_CHANGES[entry.fact](hall, entry)


def _start(hall: Hall, entry: Entry) -> None:
    """After another boot no earlier instant compares: an open pause begins anew, the rest goes."""
    boot, desk, poll = entry.of["boot"], entry.desk, hall.running
    if poll is not None and hall.boots.get(desk, boot) != boot:
        poll.rebooted.add(desk)
        poll.era += 1
        lasting = [end for _, end in poll.pauses.get(desk, ())[-1:] if end is None]
        poll.pauses[desk] = [(entry.mono, None) for _ in lasting]
    hall.boots[desk] = boot


def _freeze(hall: Hall, entry: Entry) -> None:
    hall.votes = {delegate["seat"]: delegate["votes"] for delegate in entry.of["delegates"]}
    hall.areas = {each["seat"]: each.get("area", 0) for each in entry.of["delegates"]}


def _amend(hall: Hall, entry: Entry) -> None:
    hall.votes.update({one["seat"]: one["votes"] for one in entry.of["delegates"]})
    hall.areas.update({one["seat"]: one.get("area", 0) for one in entry.of["delegates"]})


def _bind(hall: Hall, entry: Entry) -> None:
    keypad, seat = entry.of["keypad"], entry.of["seat"]
    _unbind(hall, entry)
    former = hall.keypad_of.pop(seat, None)
    if former is not None:
        del hall.seat_of[former]
    hall.seat_of[keypad] = seat
    hall.keypad_of[seat] = keypad


def _unbind(hall: Hall, entry: Entry) -> None:
    seat = hall.seat_of.pop(entry.of["keypad"], None)
    if seat is not None:
        del hall.keypad_of[seat]


def _arrive(hall: Hall, entry: Entry) -> None:
    hall.present.add(entry.of["seat"])


def _leave(hall: Hall, entry: Entry) -> None:
    hall.present.discard(entry.of["seat"])


def _adopt(hall: Hall, entry: Entry) -> None:
    hall.pack_sha256 = entry.of["sha256"]


def _table(hall: Hall, entry: Entry) -> None:
    hall.items[entry.of["item"]] = entry.of["title"]
    hall.withdrawn.pop(entry.of["item"], None)


def _withdraw(hall: Hall, entry: Entry) -> None:
    hall.withdrawn[entry.of["item"]] = entry.of["reason"]


def _recuse(hall: Hall, entry: Entry) -> None:
    hall.recused.add((entry.of["item"], entry.of["seat"]))


def _prepare(hall: Hall, entry: Entry) -> None:
    hall.latest = Poll(plan_of(entry.of["plan"]))
    hall.polls[hall.latest.plan.poll] = hall.latest


def _listen(hall: Hall, entry: Entry) -> None:
    of = entry.of
    hall.polls[of["poll"]].listens[of["base"], of["session"]] = of["opened_ns"]


def _follow(hall: Hall, entry: Entry) -> None:
    """What another desk entered happens on the clock of this one, too."""
    poll = hall.polls[entry.of["poll"]]
    fact = next(fact for number, fact, _ in poll.marks if number == entry.of["entry"])
    MARKS[fact](poll, entry.desk, entry.of["at_ns"])
    poll.followed[entry.desk] = entry.of["entry"]


def _seal_urn(hall: Hall, entry: Entry) -> None:
    hall.polls[entry.of["poll"]].keyholders = entry.of["officers"]


def _open_urn(hall: Hall, entry: Entry) -> None:
    poll = hall.polls[entry.of["poll"]]
    poll.opened = [tuple(ballot) for ballot in entry.of["ballots"]]
    poll.openers = entry.of["officers"]


def _destroy_urn(hall: Hall, entry: Entry) -> None:
    hall.polls[entry.of["poll"]].destroyed = True


HALL_CHANGES: dict[str, Callable[[Hall, Entry], None]] = {
    "KioskStarted": _start,
    "OfficerNamed": officers.name,
    "OfficerEnrolled": officers.enrol,
    "MeetingOpened": officers.open_meeting,
    "RulePackAdopted": _adopt,
    "RollFrozen": _freeze,
    "RollAmended": _amend,
    "KeypadBound": _bind,
    "KeypadReturned": _unbind,
    "KeypadLost": _unbind,
    "CheckedIn": _arrive,
    "CheckedOut": _leave,
    "ItemTabled": _table,
    "ItemWithdrawn": _withdraw,
    "Recused": _recuse,
    "CandidateNamed": proxies.name,
    "ProxyGiven": proxies.give,
    "ProxyWithdrawn": proxies.withdraw,
    "PollPrepared": _prepare,
    "BaseListens": _listen,
    "PollFollowed": _follow,
    "BaseStandsBy": standby.place,
    "StandbyHeard": standby.keep,
    "StandbyTookOver": standby.take_over,
    "UrnSealed": _seal_urn,
    "UrnOpened": _open_urn,
    "UrnDestroyed": _destroy_urn,
    "HandsetAuditDrawn": audits.begin,
    "HandsetAudited": audits.end,
}


def _hear(hall: Hall, entry: Entry) -> None:
    """A press as the book has it, whether rightly or not is judged elsewhere."""
    of: dict[str, Any] = entry.of
    poll = hall.polls.get(of["poll"])
    if poll is None:
        audits.hear(hall, of)
        return
    if poll.stage in ("prepared", *RUNNING):
        poll.leaves.append(merkle.leaf(entry.body))
    if entry.fact == "BallotCast":
        poll.casts += 1
        poll.standing[of["seat"]] = tuple(of["choice"])
    elif entry.fact == "BallotSealed":
        poll.casts += 1
        poll.boxes[of["seat"]] = bytes.fromhex(of["box"])
    else:
        poll.refused[of["reason"]] = poll.refused.get(of["reason"], 0) + 1
    standby.deliver(poll, entry)


def _open(hall: Hall, poll: Poll, entry: Entry) -> None:
    poll.present = entry.of["present"]
    poll.one_key = frozenset(entry.of.get("one_key", ()))
    for base, session in entry.of["sessions"]:
        hall.sessions[base, session] = poll
    standby.open_(poll, entry)


def _mark(hall: Hall, poll: Poll, entry: Entry) -> None:
    """A pause, its end or the close, on the clock of the desk that entered it."""
    del hall
    poll.marks.append((entry.number, entry.fact, entry.desk))
    MARKS[entry.fact](poll, entry.desk, entry.of.get("closed_ns", entry.mono))


def _pause_begins(poll: Poll, desk: str, at: int) -> None:
    poll.pauses.setdefault(desk, []).append((at, None))


def _pause_ends(poll: Poll, desk: str, at: int) -> None:
    """No desk enters or follows an end that has not the begin before it: see `_admit_knowing`."""
    pauses = poll.pauses[desk]
    pauses[-1] = (pauses[-1][0], at)


def _closes(poll: Poll, desk: str, at: int) -> None:
    poll.closed_on[desk] = at


MARKS: dict[str, Callable[[Poll, str, int], None]] = {
    "PollPaused": _pause_begins,
    "PollResumed": _pause_ends,
    "PollClosing": _closes,
}


def _close(hall: Hall, poll: Poll, entry: Entry) -> None:
    _mark(hall, poll, entry)
    stay = set(poll.standing) | set(poll.boxes) | set(poll.papers.values())
    stay |= proxies.spoken_for(hall, poll)
    poll.base = sorted(hall.voting(hall.present | stay))
    poll.recused = {seat for item, seat in hall.recused if item == poll.plan.item}


def _declare(hall: Hall, poll: Poll, entry: Entry) -> None:
    del hall
    poll.declared = entry.number


def _void(hall: Hall, poll: Poll, entry: Entry) -> None:
    del hall
    poll.voided, poll.void_reason = entry.number, entry.of["reason"]


POLL_CHANGES: dict[str, Callable[[Hall, Poll, Entry], None]] = {
    "PollOpened": _open,
    "PollPaused": _mark,
    "PollResumed": _mark,
    "PollClosing": _close,
    "Declared": _declare,
    "PollVoided": _void,
}
