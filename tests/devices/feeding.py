"""The ways in which bytes arrive, for the tests of every framer."""

import random

NOISE = bytes.fromhex("00 FF 10 04 7F 3A 90 55")


def fed(frame):
    """Name → the chunks in which a frame may come."""
    halves = {f"cut at {at}": [frame[:at], frame[at:]] for at in range(1, len(frame))}
    return halves | {
        "whole": [frame],
        "by bytes": [frame[at : at + 1] for at in range(len(frame))],
        "after noise": [NOISE + frame],
        "after noise of its own": [NOISE, frame],
    }


def flipped(frame):
    """Every frame that differs from this one in one bit."""
    whole = int.from_bytes(frame, "big")
    for bit in range(8 * len(frame)):
        yield (whole ^ 1 << bit).to_bytes(len(frame), "big")


def flood(seed, size, *, frames):
    """Noise in chunks, with pieces of true frames mixed in: what a framer finds hardest."""
    dice = random.Random(seed)
    while size > 0:
        frame = bytearray(dice.choice(frames))
        at = dice.randrange(len(frame))
        frame[at] ^= 1 << dice.randrange(8)
        chunk = dice.randbytes(dice.randrange(60)) + bytes(frame[: dice.randrange(len(frame) + 1)])
        size -= len(chunk)
        yield chunk
