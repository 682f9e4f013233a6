"""What the bench of the screens counts: frames, turns of the main thread, and which were late."""

import time

from kiosk.rehearsal.frames import Frames, Turns


def test_a_frame_that_took_longer_than_a_sixtieth_is_late() -> None:
    frames = Frames(window=None, spent=[4.0, 16.0, 17.0, 40.0])
    told = frames.told(2.0)
    assert (told["frames"], told["per_s"], told["late"], told["max"]) == (4, 2.0, 2, 40.0)


def test_a_window_that_drew_nothing_says_so() -> None:
    assert Frames(window=None).told(1.0) == {"frames": 0}


def test_turns_with_nothing_to_do_are_not_kept_and_waiting_is_no_work() -> None:
    def work() -> None:
        end = time.thread_time() + 0.005
        while time.thread_time() < end:
            pass

    turns = Turns(work)
    turns.turn()
    turns.pump = lambda: time.sleep(0.002)
    turns.turn()
    assert len(turns.wall) == len(turns.cpu) == 1
    assert 5.0 <= turns.cpu[0] <= turns.wall[0] + 0.1, "two clocks of the system"
