"""Rounds of fuzz: one framer, so many seconds, in three ways.

    examples   hypothesis, a new seed each turn: whatever bytes, cut anywhere
    floods     noise full of spoilt pieces of true frames, as fast as it can be fed
    truths     a crowd presses on a simulated base behind a bad line; what was said is compared with
               what was pressed

The seeds count up from 0, so that a failure plays again: it names its turn.
"""

import gc
import time
import tracemalloc
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from feeding import flood
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

PAGE = 4096


def resident() -> int:
    """Bytes of memory that this process has in its hands now; 0 where nobody tells."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE
    except OSError:
        return 0


@dataclass
class Found:
    """What a round saw: `phantoms` are presses (or codes) that nobody made."""

    turns: int = 0
    fed_bytes: int = 0
    true_presses: int = 0
    phantoms: Counter = field(default_factory=Counter)
    grown: int = 0
    resident_grown: int = 0


@dataclass
class Subject:
    """A framer under test.

    `make` gives what is fed: a function of bytes that returns the presses they gave. `bounded`
    returns how many bytes it holds. `truth` plays one meeting from a seed and returns what was
    truly pressed and what was said; None where a line carries no presses.
    """

    make: object
    frames: list
    bounded: object
    truth: object = None


def examples(subject, turn, most_held):
    """Whatever bytes, cut anywhere: it lives, and holds little."""
    piece = st.binary(max_size=80) | st.sampled_from(subject.frames).flatmap(
        lambda frame: st.integers(0, len(frame)).map(lambda cut: frame[:cut])
    )

    @seed(turn)
    @settings(
        max_examples=8,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(piece, max_size=30))
    def live(chunks):
        fed = subject.make()
        for chunk in chunks:
            fed.feed(chunk)
            assert subject.bounded(fed) <= most_held

    live()


def fuzz(subject, seconds, *, most_held):
    """Examples for a third of the time, then floods and truths by turns until it is over.

    Memory is weighed after the examples, since hypothesis keeps some of its own, and at the end.
    """
    found, begun = Found(), time.monotonic()
    while not found.turns or time.monotonic() - begun < seconds / 3:
        examples(subject, found.turns, most_held)
        found.turns += 1
    steady, turn, weighed = subject.make(), 0, None
    tracemalloc.start()
    try:
        while turn < 2 or time.monotonic() - begun < seconds:
            for chunk in flood(turn, 20_000, frames=subject.frames):
                found.fed_bytes += len(chunk)
                for press in steady.feed(chunk):
                    found.phantoms[press] += 1
            assert subject.bounded(steady) <= most_held
            if subject.truth and turn % 3 == 0:
                pressed, said = subject.truth(turn)
                found.true_presses += sum(pressed.values())
                found.phantoms.update(said - pressed)
            turn += 1
            weighed = weighed or weight()
        now = weight()
    finally:
        tracemalloc.stop()
    found.turns += turn
    found.grown, found.resident_grown = now[0] - weighed[0], now[1] - weighed[1]
    return found


def weight():
    """Bytes that Python holds, and that the process has."""
    gc.collect()
    return tracemalloc.get_traced_memory()[0], resident()
