"""The collector rests while a book is opened, and is as it was afterwards."""

import gc
from collections.abc import Iterator

import pytest

from kiosk.ledger.collector import collector_at_rest


@pytest.fixture(autouse=True)
def running() -> Iterator[None]:
    """It runs, whatever windows of the same process have done about it; and then as it was."""
    was_on = gc.isenabled()
    gc.enable()
    yield
    if not was_on:
        gc.disable()


def test_the_collector_is_on_again_whatever_happened() -> None:
    with pytest.raises(ZeroDivisionError), collector_at_rest():
        assert not gc.isenabled()
        raise ZeroDivisionError
    assert gc.isenabled()


def test_a_collector_that_somebody_stopped_stays_stopped() -> None:
    gc.disable()
    with collector_at_rest():
        pass
    assert not gc.isenabled()
