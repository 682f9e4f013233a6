# SPDX-License-Identifier: Apache-2.0
"""Two bases that hear the same keypads (bundle.md §4): who stands by, what a take-over takes up."""

from __future__ import annotations

from typing import Any

from kiosk.verifier.chain import Entry
from kiosk.verifier.hall import RUNNING, Evidence, Hall, Instant, Poll
from kiosk.verifier.sentence import Broken, sentence

NS_IN_MS = 1_000_000
OVERLAP = 500_000_000


def stands_by(hall: Hall, poll: Poll | None, base: str) -> bool:
    """In a poll that names the base as the poll says, else as the settings did."""
    if poll is not None and base in poll.sessions:
        return base in poll.standbys
    return base in hall.standbys


def instant(poll: Poll, press: dict[str, Any], desk: str) -> Instant:
    """When a press was made and heard, on the clock of the desk that entered it."""
    made_ms, heard = press["made_ms"], press["heard_ns"]
    opened = poll.listens.get((press["base"], press["session"]))
    if made_ms is None or opened is None or desk in poll.rebooted:
        return Instant(poll.era, heard, heard, False)
    return Instant(poll.era, opened + made_ms * NS_IN_MS, heard, True)


def taken_up(poll: Poll, base: str, primary: str) -> list[Evidence]:
    """What `base` alone can know, in the order in which it is judged."""
    last = poll.newest.get(primary)
    kept = [one for one in poll.evidence if one.press["base"] == base and not one.taken]
    found = [one for one in kept if last is None or _follows(one.at, last[1])]
    clocked = all(one.at.clocked for one in found)
    return sorted(
        found, key=lambda one: (one.at.era, one.at.made if clocked else one.at.heard, one.entry)
    )


def _follows(one: Instant, last: Instant) -> bool:
    if one.era != last.era:
        return one.era > last.era
    if one.clocked and last.clocked:
        return one.made > last.made - OVERLAP
    return one.heard > last.heard - OVERLAP


def admit_opening(hall: Hall, entry: Entry) -> None:
    """Who stands by stands by once, for a base of the poll that does not."""
    del hall
    pairs = entry.of.get("standbys", [])
    named = {base for base, _ in entry.of["sessions"]}
    waiting = [base for base, _ in pairs]
    counting = {primary for _, primary in pairs}
    twice = len(set(waiting)) != len(waiting)
    if twice or not named.issuperset([*waiting, *counting]) or not counting.isdisjoint(waiting):
        raise Broken("order", sentence("PollOpened: the bases that stand by cannot be these"))


def admit_take_over(hall: Hall, entry: Entry) -> None:
    """Only in a poll that runs, and only from the base that it stands by for."""
    of, poll = entry.of, hall.polls.get(entry.of["poll"])
    runs = poll is not None and poll.stage in RUNNING
    if poll is None or not runs or poll.standbys.get(of["base"]) != of["primary"]:
        raise Broken(
            "order",
            sentence(
                "StandbyTookOver: base {base} does not stand by for {primary} in a poll that runs",
                base=of["base"],
                primary=of["primary"],
            ),
        )


def admit_next(hall: Hall, entry: Entry) -> None:
    """What was taken up is judged before anything else happens."""
    pending = hall.running.pending if hall.running is not None else []
    if not pending:
        return
    judged = entry.fact in ("BallotCast", "BallotSealed", "PressRefused")
    if not judged or entry.of["press"] != pending[0]:
        raise Broken(
            "order",
            sentence(
                "the press of keypad {keypad} that a take-over took up is not judged next",
                keypad=pending[0]["keypad"],
            ),
        )


def open_(poll: Poll, entry: Entry) -> None:
    poll.sessions = dict(entry.of["sessions"])
    poll.standbys = dict(entry.of.get("standbys", []))
    poll.paired = bool(poll.standbys)


def place(hall: Hall, entry: Entry) -> None:
    hall.standbys.pop(entry.of["base"], None)
    if entry.of["primary"]:
        hall.standbys[entry.of["base"]] = entry.of["primary"]


def keep(hall: Hall, entry: Entry) -> None:
    poll, press = hall.polls.get(entry.of["poll"]), entry.of["press"]
    if poll is not None:
        poll.evidence.append(Evidence(entry.number, press, instant(poll, press, entry.desk)))


def deliver(poll: Poll, entry: Entry) -> None:
    """A press entry: the newest of its base, and one less to be judged.

    Which is the newest is asked only where a base may take over, which the opening tells.
    """
    if poll.standbys or poll.stage == "prepared":
        press = entry.of["press"]
        poll.newest[press["base"]] = entry.number, instant(poll, press, entry.desk)
        del poll.pending[:1]


def take_over(hall: Hall, entry: Entry) -> None:
    poll, base, primary = hall.polls[entry.of["poll"]], entry.of["base"], entry.of["primary"]
    found = taken_up(poll, base, primary)
    for one in found:
        one.taken = True
    poll.pending = [one.press for one in found]
    del poll.standbys[base]
    poll.standbys[primary] = base


def last_delivered(poll: Poll, primary: str) -> int:
    """What `StandbyTookOver.after` must be."""
    return poll.newest[primary][0] if primary in poll.newest else -1
