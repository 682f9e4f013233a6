"""Slips: the book's head when the meeting opens, and what a delegate needs on coming in."""

from collections.abc import Mapping
from functools import partial
from typing import Protocol

from kiosk.devices.slip_station import Draw
from kiosk.ledger.keys import fingerprint
from kiosk.meeting import facts as f
from kiosk.meeting.facts import Entered
from kiosk.meeting.state import State
from kiosk.printing.slip import CheckInSlip, OpeningSlip, Slip, draw_slip
from kiosk.words import Words, civil


class SlipHand(Protocol):
    """The slip printer as the clerk reaches it; `devices.slip_station.SlipStation` is one."""

    def want(self, draw: Draw) -> None: ...


class SlipKeeper:
    """Orders slips by what was entered at our own desk; `dots` is the width of the roll."""

    def __init__(
        self, hand: SlipHand, words: Words, *, dots: int, opening: bool, check_in: bool
    ) -> None:
        self._hand = hand
        self._words = words
        self._dots = dots
        self._opening = opening
        self._check_in = check_in

    def note(
        self, state: State, entered: Entered, names: Mapping[int, str], head: tuple[int, bytes]
    ) -> None:
        """`head` is the book's as it stands now, entry and hash."""
        if isinstance(entered.fact, f.MeetingOpened) and self._opening:
            self._want(_opened(state, entered, head))
        elif isinstance(entered.fact, f.CheckedIn) and self._check_in:
            self._want(_came(state, entered, entered.fact, names))

    def _want(self, slip: Slip) -> None:
        self._hand.want(partial(draw_slip, slip, self._words, dots=self._dots))


def _opened(state: State, entered: Entered, head: tuple[int, bytes]) -> OpeningSlip:
    card = state.card
    assert card is not None
    return OpeningSlip(
        title=card.title,
        session_title=card.session_title,
        practice=card.practice,
        time=f"{civil(entered.utc, card.utc_offset_min):%Y-%m-%d %H:%M:%S}",
        entry=head[0],
        head=head[1].hex(),
        fingerprint=fingerprint(card.seal_key),
    )


def _came(
    state: State, entered: Entered, fact: f.CheckedIn, names: Mapping[int, str]
) -> CheckInSlip:
    card = state.card
    assert card is not None
    return CheckInSlip(
        title=card.title,
        practice=card.practice,
        name=names.get(state.roll[fact.seat].number, ""),
        seat=fact.seat,
        keypad=state.keypad_of.get(fact.seat, 0),
        desk=fact.desk,
        time=f"{civil(entered.utc, card.utc_offset_min):%H:%M:%S}",
    )
