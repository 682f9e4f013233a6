from collections.abc import Iterator
from logging import WARNING
from pathlib import Path

import pytest
from clerk_room import Room


@pytest.fixture(autouse=True)
def nothing_is_warned(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """A warning in the log fails a test, and so does none where `told` expects one."""
    yield
    told = [one.getMessage() for one in caplog.get_records("call") if one.levelno >= WARNING]
    assert bool(told) is ("told" in request.fixturenames), told


@pytest.fixture
def told() -> None:
    """This test expects that the log is told of a defect."""


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path)
    yield made
    made.ledger.close()
