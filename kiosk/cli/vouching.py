"""What commands that touch a book share: who answers for it, what the law says, where it lies."""

import sys
from pathlib import Path

import typer

from kiosk.clerk.two_at_hand import demand_two
from kiosk.clock import Clock
from kiosk.faults import UnusableInput
from kiosk.ledger.keyring import read_keyring
from kiosk.ledger.server import Place
from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.facts import Fact
from kiosk.meeting.offices import Line
from kiosk.meeting.refusal import Refusal
from kiosk.meeting.state import State
from kiosk.words import words


def place(address: str) -> Place:
    try:
        return Place.parse(address)
    except ValueError as error:
        raise UnusableInput(
            "{why}", where="the address of the book", cure="correct it", why=error
        ) from error


def asked(name: str) -> str:
    """The passphrase of an officer: typed unseen, or a line of standard input."""
    if sys.stdin.isatty():
        return str(typer.prompt(f"passphrase of {name}", hide_input=True))
    return sys.stdin.readline().rstrip("\n")


def two_typed(
    state: State, ring: Path, *, line: Line, reason: str, officers: tuple[str, str], clock: Clock
) -> tuple[str, str]:
    """The two who answer for it, once each has typed the passphrase of the keyring `ring`."""
    return demand_two(
        state,
        read_keyring(ring),
        line=line,
        reason=reason,
        officers=officers,
        where=ring,
        ask=asked,
        clock=clock,
    )


def demand_lawful(answer: Answer, where: Path) -> tuple[Fact, ...]:
    """The facts of an act; UnusableInput with the reason where the law refuses it."""
    if isinstance(answer, Refusal):
        raise UnusableInput(
            "{why}",
            where=str(where),
            cure="see docs/manual/officers.md",
            why=words("en").say(f"reason:{answer.reason}", **answer.detail),
        )
    return answer
