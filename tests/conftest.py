"""What tests of more than one room share: a PostgreSQL, and hypothesis without watch and dice.

How fast examples are drawn depends on what else the machine does; no test is about that. The same
examples are drawn every time, so that a change is judged and nothing else; `make soak` looks for
new ones (`--hypothesis-profile=search`).
"""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from postgres import Cable, Server, running

calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", calm, max_examples=2_000)
settings.register_profile("hall", calm, derandomize=True, database=None)
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
