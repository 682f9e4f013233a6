"""The text put to the vote is known by its hash."""

import hashlib

from kiosk.meeting.motion import motion_hash


def test_the_hash_of_a_motion_is_over_title_line_feed_and_text() -> None:
    assert motion_hash("议案", "全文") == hashlib.sha256("议案\n全文".encode()).hexdigest()


def test_a_line_moved_from_the_title_to_the_text_is_another_motion() -> None:
    assert motion_hash("甲", "乙\n丙") == motion_hash("甲\n乙", "丙"), "the line feed alone parts"
    assert motion_hash("甲", "乙") != motion_hash("甲乙", "")
