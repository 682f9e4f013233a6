"""Keypads by where they are: given to a seat and not back, lost, spare."""

from dataclasses import dataclass

from kiosk.meeting.state import State


@dataclass(frozen=True, slots=True)
class Missing:
    """A keypad that is not back: who had it (empty for nobody), and whether it was given up."""

    keypad: int
    seat: str
    lost: bool


def unreturned(state: State) -> tuple[Missing, ...]:
    """Every keypad that is not back, by number: given to a seat, or lost.

    Also that of a seat whose delegate never came: nobody knows in whose hand it is.
    """
    out = [Missing(keypad, seat, lost=False) for keypad, seat in state.seat_of.items()]
    out += [Missing(keypad, seat, lost=True) for keypad, seat in state.lost_keypads.items()]
    return tuple(sorted(out, key=lambda one: one.keypad))


def spare(state: State) -> tuple[int, ...]:
    """The keypads that a base hears and nobody holds, ascending; a lost one is none."""
    heard: set[int] = set()
    for base in state.bases.values():
        if base.found.per_seat:
            first = base.found.first_keypad
            heard.update(range(first, first + base.found.keypads))
    return tuple(sorted(heard - state.seat_of.keys() - state.lost_keypads.keys()))
