from collections.abc import Iterator
from logging import WARNING

import pytest


@pytest.fixture(autouse=True)
def nothing_is_warned(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the log fails a test."""
    yield
    told = [one.getMessage() for one in caplog.get_records("call") if one.levelno >= WARNING]
    assert told == []
