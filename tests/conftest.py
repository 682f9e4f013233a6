"""What tests of more than one room share: a PostgreSQL, and hypothesis without a watch.

How fast examples are drawn depends on what else the machine does; no test is about that.
"""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from postgres import Cable, Server, running

settings.register_profile("hall", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("hall")


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
