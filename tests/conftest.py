"""What tests of more than one room share: a PostgreSQL of their own."""

from collections.abc import Iterator

import pytest
from postgres import Cable, Server, running


@pytest.fixture(scope="session")
def cluster() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture
def server(cluster: Server) -> Server:
    """A server that runs, whatever the test before did to it."""
    if not cluster.runs:
        cluster.start()
    return cluster


@pytest.fixture
def cable(server: Server) -> Iterator[Cable]:
    one = Cable(server.port)
    yield one
    one.remove()
