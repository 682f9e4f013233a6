"""Orders about the equipment: keypads called, handsets drawn for an audit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DrawAudit:
    """Draw `count` handsets by the dice that the notary threw."""

    dice: str
    count: int
    by: str


@dataclass(frozen=True, slots=True)
class CloseAudit:
    """Every holder has pressed: compare."""

    by: str


@dataclass(frozen=True, slots=True)
class CallKeypads:
    """Ping every base: which keypads are heard."""
