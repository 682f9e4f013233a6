"""The large button pressed twice in a row, on an X server: the second press orders nothing."""

from pathlib import Path

import pytest
from hall_driver import MISSING, Driver, driven
from test_whole_meeting import Clicks, Keys, open_meeting, phases

from kiosk.meeting.facts import PaperIssued, PollClosing, PollOpened

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"needs {MISSING}")


def twice_by_keys(hall: Driver) -> None:
    hall.x("key", "--delay", 160, "ctrl+Return", "ctrl+Return")


def twice_by_clicks(hall: Driver) -> None:
    one = hall.control(hall.asked("console")["next_label"])
    hall.x("mousemove", one["x"], one["y"], "click", "--repeat", 2, "--delay", 160, 1)


TWICE = {Keys: twice_by_keys, Clicks: twice_by_clicks}


@pytest.mark.parametrize("hands", TWICE)
def test_a_double_press_makes_a_zero_report_and_then_opens_a_poll_and_no_more(
    tmp_path: Path, hands: type[Driver]
) -> None:
    with driven(tmp_path, hands) as hall:
        open_meeting(hall)
        phases(hall)
        hall.next("prepare_poll")
        hall.comes("zero_report")
        TWICE[hands](hall)
        told = hall.comes("open_poll")
        assert told["stage"] == "prepared"
        TWICE[hands](hall)
        told = hall.comes("close_poll")
        assert (told["stage"], told["asking"]) == ("open", False)
        hall.next("close_poll")
        hall.until(lambda told: told["asking"], "whether nobody having pressed is meant")
        assert hall.asked("console")["stage"] == "open"
        hall.leave()
        assert [one.kind for one in hall.facts(PaperIssued)].count("zero_report") == 1
        assert [len(hall.facts(one)) for one in (PollOpened, PollClosing)] == [1, 0]
