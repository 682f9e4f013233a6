"""Presence: who is in the hall, from check-in to check-out."""

from enum import StrEnum


class Way(StrEnum):
    """How a delegate was checked in or out."""

    PASS = "pass"
    BY_HAND = "by_hand"
