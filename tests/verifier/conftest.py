import pytest
from meetingscene import true_meeting
from notarydesk import Desk


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture(scope="session")
def meeting():
    """The true meeting, sealed; a test that changes it works on copies of its bodies."""
    return true_meeting()
