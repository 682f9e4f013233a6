"""What takes two and is done at the command line: each types the own passphrase within a minute.

A book is made again from its mirror, a key is given to another officer, a personal record is shown:
no kiosk runs then. The book's own word comes first: where it
knows an officer's key, the keyring must hold that key. Without any key, in keyring and book, names
are taken at their word, as everywhere (`officers`).
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.clock import Clock
from kiosk.ledger.door import Mend
from kiosk.ledger.keyring import Keyring
from kiosk.ledger.officer_keys import unlock, unusable
from kiosk.meeting.offices import ASSENT_NS, PERSONS, Line
from kiosk.meeting.state import State

TWO_NEEDED = Mend("this takes two different officers", "name two of them with --by and --and")
NO_REASON = Mend("no reason is given", "write one with --reason")
NOT_HERE = Mend("this officer is not enrolled in the keyring", "name officers of {keyring}")
NOT_THEIRS = Mend("the office of this officer may not do this", "let one of {offices} do it")
OTHER_KEY = Mend(
    "the keyring holds another key of this officer than the book",
    "bring the keyring of this meeting",
)
LOCKED_OUT = Mend("this officer is locked out until {until} UTC", "wait, or let two others vouch")
TOO_SLOW = Mend(
    "the two passphrases came more than 60 seconds apart", "stand together and type again"
)


def demand_two(
    state: State,
    keyring: Keyring,
    *,
    line: Line,
    reason: str,
    officers: Sequence[str],
    where: Path,
    ask: Callable[[str], str],
    clock: Clock,
) -> tuple[str, str]:
    """The two who answer for it; `ask` gives the passphrase of a name. UnusableInput otherwise.

    `line` says whose offices may do it, `where` is the keyring's file.
    """
    first, second = officers
    if first == second or not (first and second):
        raise unusable(TWO_NEEDED, first)
    if not reason.strip():
        raise unusable(NO_REASON, "--reason")
    if not keyring.officers and not state.officer_keys:
        return first, second
    for name in officers:
        _demand_entitled(state, keyring, name, line=line, where=where, now=clock.now().utc)
    begun: list[int] = []
    for name in officers:
        typed = ask(name)
        begun.append(clock.mono_ns())
        unlock(keyring.officers[name].key, typed, where=name)
    if begun[1] - begun[0] > ASSENT_NS:
        raise unusable(TOO_SLOW, second)
    return first, second


def demand_one(
    state: State,
    keyring: Keyring,
    *,
    line: Line,
    officer: str,
    where: Path,
    ask: Callable[[str], str],
    clock: Clock,
) -> str:
    """The one who answers for what takes one. UnusableInput otherwise."""
    if keyring.officers or state.officer_keys:
        now = clock.now().utc
        _demand_entitled(state, keyring, officer, line=line, where=where, now=now)
        unlock(keyring.officers[officer].key, ask(officer), where=officer)
    return officer


def _demand_entitled(
    state: State, keyring: Keyring, name: str, *, line: Line, where: Path, now: datetime
) -> None:
    enrolled = keyring.officers.get(name)
    if enrolled is None:
        raise unusable(NOT_HERE, name or "--by", keyring=where)
    if state.officers.get(name, enrolled.role) not in line.offices:
        offices = ", ".join(one for one in PERSONS if one in line.offices)
        raise unusable(NOT_THEIRS, name, offices=offices)
    public = enrolled.key.public.hex()
    if state.officer_keys.get(name, public) != public:
        raise unusable(OTHER_KEY, name)
    lockout = state.lockouts.get(name)
    until = lockout.since + timedelta(seconds=lockout.seconds) if lockout is not None else now
    if lockout is not None and lockout.since <= now < until:
        raise unusable(LOCKED_OUT, name, until=f"{until:%H:%M:%S}")
