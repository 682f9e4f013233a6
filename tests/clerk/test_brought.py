"""What two officers are asked to freeze is told before they do."""

from pathlib import Path

from clerk_room import Room

from kiosk.clerk import orders as o
from kiosk.clerk.beginning import find_pack, roll_orders
from kiosk.clerk.brought import Brought, with_brought
from kiosk.clerk.rollfile import roll_line
from kiosk.meeting.roll import Delegate, DelegateClass


def test_the_roll_that_waits_is_told_on_console_and_wall_until_it_is_frozen(tmp_path: Path):
    room = Room(tmp_path)
    room.done(o.AdoptPack(find_pack("citizens-assembly", Path())))
    lines = [
        roll_line(
            Delegate(n, f"A-{n}", DelegateClass.CITIZEN, n < 10, ""), name=f"代表{n}", keypad=n
        )
        for n in range(1, 13)
    ]
    orders = roll_orders(lines)
    brought = Brought.of(orders, Path("/srv/roll.xlsx"))
    assert brought == Brought(12, 9, "roll.xlsx")
    told = with_brought(room.views[-1], brought)
    console = told.console
    assert (console.brought, console.brought_votes, console.brought_from) == (12, 9, "roll.xlsx")
    assert told.hall.roll == 9
    for order in orders:
        room.done(order)
    frozen = room.views[-1]
    assert with_brought(frozen, brought) is frozen
    assert (frozen.console.roll, frozen.hall.roll) == (9, 9)
