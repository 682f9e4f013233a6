"""The roll that the desks see is kept line by line, and is at every step as if made anew."""

import random

import pytest
from clerk_room import KEYPADS, Room

from kiosk.clerk import orders as o
from kiosk.clerk.doorlist import DoorList
from kiosk.meeting.refusal import Refusal

SEATS = [str(n) for n in range(1, KEYPADS + 1)]


def some_order(chance: random.Random) -> o.Order:
    """What may happen at a door; the law refuses what may not."""
    seat, keypad = chance.choice(SEATS), chance.randint(1, KEYPADS + 2)
    return chance.choice(
        (
            o.CheckInByHand(seat, "1", "忘带证件"),
            o.CheckOut(seat, "1", "离场"),
            o.BindKeypads(((keypad, seat),), "发放"),
            o.ReturnKeypad(keypad, "收回"),
            o.LoseKeypad(keypad, "遗失"),
            o.RevokePass(int(seat), chance.random() < 0.5, "遗失", "王建国"),
        )
    )


@pytest.mark.parametrize("seed", range(5))
def test_the_roll_at_the_door_is_as_if_made_anew_whatever_was_done(room: Room, seed: int) -> None:
    room.with_roll()
    room.done(o.OpenCheckIn())
    chance, done = random.Random(seed), 0
    for _ in range(80):
        done += not isinstance(room.order(some_order(chance)), Refusal)
        assert room.views[-1].door == DoorList().view(room.state, room.clerk.bulletin.people)
    assert done > 20
