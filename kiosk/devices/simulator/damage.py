"""What a bad line does to bytes, from a seed, so that a failure can be played again.

A line carries chunks. Each chunk may be dropped, doubled, split, delayed, have one bit flipped or
noise put before it, come under the name of another base, or tear the line; each with its own
probability. What is delayed does not overtake. A torn line is for whoever holds its plug: it is out
for a second.
"""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Self

from kiosk.faults import UnusableInput

MS = 1_000_000
TORN_NS = 1_000 * MS


@dataclass(frozen=True, slots=True)
class DamageSpec:
    """Probabilities of each mishap per chunk, 0..1; `delay_ms` is the longest delay."""

    drop: float = 0.0
    double: float = 0.0
    flip: float = 0.0
    split: float = 0.0
    delay: float = 0.0
    noise: float = 0.0
    wrong_id: float = 0.0
    unplug: float = 0.0
    delay_ms: float = 30.0

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `drop=0.01,flip=0.002`; UnusableInput for what is none."""
        known = {each.name for each in fields(cls)}
        told: dict[str, float] = {}
        for part in filter(None, text.split(",")):
            name, _, value = part.partition("=")
            try:
                told[name.strip()] = float(value)
            except ValueError:
                told[""] = 0.0
        shares = [value for name, value in told.items() if name != "delay_ms"]
        if (
            not told.keys() <= known
            or any(not 0 <= value <= 1 for value in shares)
            or not 0 <= told.get("delay_ms", 0) < math.inf
        ):
            raise UnusableInput(
                "Not a damage: {text}",
                where="--damage",
                cure="Write name=probability from 0 to 1, names: {known}",
                text=text,
                known=", ".join(sorted(known)),
            )
        return cls(**told)


class Lane:
    """One direction of a line: chunks go in, and come out later, perhaps damaged.

    `baud` paces them as a real line would (11 bits a byte); 0 is at once. `disguise` puts an answer
    under another name: by chance, or always while `misnamed`.
    """

    def __init__(
        self,
        damage: DamageSpec | None = None,
        *,
        seed: int = 0,
        baud: int = 0,
        disguise: Callable[[bytes], bytes] | None = None,
    ) -> None:
        self._damage = damage
        self._disguise = disguise
        self.misnamed = False
        self._torn = False
        self._random = random.Random(seed)
        self._ns_per_byte = 11 * 1_000_000_000 // baud if baud else 0
        self._under_way: list[tuple[int, bytes]] = []
        self._free_ns = 0

    def put(self, data: bytes, now_ns: int) -> None:
        """Send a chunk; empty is nothing."""
        if not data:
            return
        if self._disguise and (self.misnamed or self._chances(lambda spec: spec.wrong_id)):
            data = self._disguise(data)
        if self._chances(lambda spec: spec.unplug):
            self.clear()
            self._torn = True
            return
        for chunk in self._damaged(data) if self._damage else (data,):
            self._send(chunk, now_ns)

    def noise(self, data: bytes, now_ns: int) -> None:
        """Put bytes on the line that no device said."""
        self._send(data, now_ns)

    def take_torn(self) -> bool:
        """Tell, once, that the line tore."""
        torn, self._torn = self._torn, False
        return torn

    def take(self, now_ns: int) -> bytes:
        """Return what has arrived by now."""
        arrived = [chunk for due_ns, chunk in self._under_way if due_ns <= now_ns]
        del self._under_way[: len(arrived)]
        return b"".join(arrived)

    def due_ns(self) -> int | None:
        """Return when the next chunk arrives, None when nothing is under way."""
        return self._under_way[0][0] if self._under_way else None

    def clear(self) -> None:
        """Cut the line: what was under way is lost."""
        self._under_way.clear()
        self._free_ns = 0

    def _send(self, chunk: bytes, now_ns: int) -> None:
        start_ns = max(now_ns, self._free_ns)
        self._free_ns = start_ns + len(chunk) * self._ns_per_byte + self._delay_ns()
        self._under_way.append((self._free_ns, chunk))

    def _delay_ns(self) -> int:
        if not self._damage or not self._happens(self._damage.delay):
            return 0
        return round(self._random.uniform(0, self._damage.delay_ms) * MS)

    def _damaged(self, data: bytes) -> list[bytes]:
        spec = self._damage or DamageSpec()
        if self._happens(spec.drop):
            return []
        if self._happens(spec.flip):
            at = self._random.randrange(8 * len(data))
            whole = int.from_bytes(data, "big") ^ (1 << at)
            data = whole.to_bytes(len(data), "big")
        chunks = [data, data] if self._happens(spec.double) else [data]
        if self._happens(spec.noise):
            chunks.insert(0, self._random.randbytes(self._random.randint(1, 40)))
        if self._happens(spec.split):
            at = self._random.randint(0, len(data))
            chunks[-1:] = [data[:at], data[at:]]
        return [chunk for chunk in chunks if chunk]

    def _chances(self, of: Callable[[DamageSpec], float]) -> bool:
        return self._damage is not None and self._happens(of(self._damage))

    def _happens(self, probability: float) -> bool:
        return probability > 0 and self._random.random() < probability
