"""Every simulated base, by the name of its protocol."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from kiosk.devices.simulator.collector import SimulatedCollector
from kiosk.devices.simulator.json_receiver import SimulatedReceiver
from kiosk.devices.simulator.sunvote_base import SimulatedSunVote
from kiosk.devices.simulator.taiden_unit import SimulatedTaiden


class PressedBase(Protocol):
    """A `Device` whose keypads can be pressed, from any thread."""

    def press(self, keypad: int, keys: Sequence[int], now_ns: int) -> bool:
        """`keys` is the whole standing choice; false where the unit cannot send it now."""
        ...

    def set_online(self, keypads: Iterable[int], *, online: bool) -> None: ...

    def receive(self, data: bytes, now_ns: int) -> bytes: ...

    def speak(self, now_ns: int) -> bytes: ...


MakeBase = Callable[[int, int, int], PressedBase]

BASES: Mapping[str, MakeBase] = {
    "hvm1": lambda first, keypads, place: SimulatedCollector(first, keypads, uid=place),
    "sunvote": lambda first, keypads, place: SimulatedSunVote(first, keypads, base=place % 200),
    "taiden": lambda first, keypads, _: SimulatedTaiden(first, keypads),
    "jsonline": lambda first, keypads, _: SimulatedReceiver(first, keypads),
}
"""Protocol → first keypad, how many, and the base's place in the hall from 1 on → the base."""
