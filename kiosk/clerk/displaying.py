"""What the screens say of their displays, on its way to the console and, in a poll, to the book."""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.clerk.viewing import Bulletin
from kiosk.devices.printer import DeviceTold
from kiosk.faults import HallFault
from kiosk.ledger.door import Mend
from kiosk.meeting.facts import HallFaulted
from kiosk.meeting.state import State

CURE = "look at its power and its cable: the picture comes back by itself, and nothing is lost"
LOST: Mapping[str, Mend] = {
    "hall": Mend("the display of the wall is gone", CURE),
    "feed": Mend("the display of the broadcast is gone", CURE),
}
ANOTHER = Mend("the display of a window is gone", CURE)


@dataclass(frozen=True, slots=True)
class DisplayTold:
    """A window stands on its display, or lost it; `display` is what that one is called."""

    window: str
    there: bool
    display: str

    def facts(self, state: State, bulletin: Bulletin) -> tuple[HallFaulted, ...]:
        """Tell the console; what happens while a poll runs goes into the book."""
        place = f"display {self.window}"
        what = "ready" if self.there else "unplugged"
        bulletin.devices[place] = DeviceTold(place, self.there, what)
        if self.there:
            bulletin.mend(place)
            return ()
        lost = LOST.get(self.window, ANOTHER)
        fault = HallFault(lost.what, where=self.display, cure=lost.cure)
        bulletin.fault(place, fault)
        return (HallFaulted(str(fault), fault.where),) if state.running is not None else ()
