"""An entry of a form, as FormEntry.qml shows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry: how it is written (`kind`), what stands there and what is wrong with that.

    `ready` are words at hand for it. One that is not `wide` shares its row.
    """

    name: str
    kind: str
    label: str
    value: str
    slip: str
    values: tuple[str, ...]
    labels: tuple[str, ...]
    ready: tuple[str, ...] = ()
    wide: bool = True
