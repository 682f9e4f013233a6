"""What comes out of a mould cannot be told from what its class makes itself."""

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields
from typing import Any

import pytest

from kiosk.ledger.codec import FACTS
from kiosk.ledger.entry import Entry
from kiosk.ledger.mould import mould_of
from kiosk.meeting.facts import Entered, Press

PRESS = ("base-1", 1001, (1,), 5, 7, 3, None, "a55a", False)


def test_a_moulded_press_is_a_press_in_every_way() -> None:
    moulded, made = mould_of(Press)(*PRESS), Press(*PRESS)
    assert type(moulded) is Press
    assert moulded == made
    assert hash(moulded) == hash(made)
    assert repr(moulded) == repr(made)
    assert pickle.loads(pickle.dumps(moulded)) == made
    with pytest.raises(FrozenInstanceError):
        moulded.keypad = 2  # type: ignore[misc]


@pytest.mark.parametrize("kind", [*FACTS.values(), Entered, Entry])
def test_every_fact_has_a_mould_that_fills_all_its_fields(kind: type[Any]) -> None:
    values = [object() for _ in fields(kind)]
    moulded = mould_of(kind)(*values)
    assert type(moulded) is kind
    assert mould_of(kind) is not kind
    assert [getattr(moulded, one.name) for one in fields(kind)] == values
    with pytest.raises(TypeError):
        mould_of(kind)(*values, None)


@dataclass(frozen=True)
class Loose:
    seat: str


@dataclass(frozen=True, slots=True)
class Checked:
    seat: str

    def __post_init__(self) -> None:
        if not self.seat:
            raise ValueError("no seat")


@dataclass(frozen=True, slots=True)
class Counted:
    seat: str
    presses: list[int] = field(default_factory=list[int], init=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    seat: str


@dataclass(frozen=True, slots=True)
class Under(Checked):
    pass


@pytest.mark.parametrize("kind", [Loose, Checked, Counted, Named, Under])
def test_a_class_that_does_more_than_hold_its_fields_makes_them_itself(kind: type) -> None:
    assert mould_of(kind) is kind
