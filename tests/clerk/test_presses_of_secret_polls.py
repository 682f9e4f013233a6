"""`book show --presses` of a secret poll: that somebody pressed and why it counts, no more."""

import json
from concurrent.futures import Future
from pathlib import Path

from secrethall import SecretHall

from kiosk.clerk import observing
from kiosk.clerk.observing import Enquiry
from kiosk.clerk.pressing import Asked, document, look_up, told
from kiosk.meeting.acts import attending
from kiosk.words import words

FOR, AGAINST, ABSTAIN = 1, 2, 3
BOOK = Path("meeting.book")


def pressed(first: int, second: int) -> SecretHall:
    """Five seats press; two halls that differ in nothing but what was chosen."""
    secret = SecretHall()
    secret.ask()
    secret.press("01", first)
    secret.press("01", second)
    secret.press("02", second)
    secret.hall.do(attending.bind_keypad(secret.hall.state, 66, "03", reason="坏了"))
    secret.press("03", first, keypad=3)
    secret.press("05", 9)
    secret.close()
    secret.press("04", first)
    return secret


def lines(secret: SecretHall, seat: str = "", keypad: int = 0):
    return look_up(secret.hall.state, Asked(1, seat, keypad), BOOK)


def test_each_press_has_its_fate_and_no_key():
    found = lines(pressed(FOR, AGAINST))
    assert [(one.seat, one.keypad, one.fate) for one in found] == [
        ("01", 1, "counted"),
        ("02", 102, "counted"),
        ("", 3, "unknown_keypad"),
        ("05", 5, "no_such_key"),
        ("04", 104, "late"),
    ]
    assert {one.keys for one in found} == {None}
    assert {one["keys"] for one in document(found)} == {None}


def test_who_pressed_again_and_when_is_not_told():
    """Whoever pressed again may be who took the choice back, which the urn's list shows."""
    secret = pressed(FOR, AGAINST)
    assert secret.poll.replaced
    counted = [one for one in lines(secret) if one.counted]
    assert {(one.entry, one.heard, one.made_ms) for one in counted} == {(0, None, None)}
    assert [(one.seat, one.fate) for one in lines(secret, seat="01")] == [("01", "counted")]
    for typed in ("", "01"):
        enquiry = Enquiry(typed, 1, Future())
        told_of = observing.look_up(secret.hall.state, {}, enquiry).presses
        assert told_of == lines(secret, seat=typed)


def test_what_is_told_is_the_same_whatever_was_pressed():
    one, other = pressed(FOR, AGAINST), pressed(ABSTAIN, FOR)
    for tongue in ("zh_CN", "en"):
        said = [told(lines(hall), words(tongue), offset_min=480) for hall in (one, other)]
        assert said[0] == said[1]
        assert all("*" in line for line in said[0])
    assert json.dumps(document(lines(one))) == json.dumps(document(lines(other)))


def test_a_seat_is_told_why_its_press_does_not_count():
    secret = pressed(FOR, AGAINST)
    (late,) = told(lines(secret, seat="04"), words("en"), offset_min=480)
    assert words("en").name("reason", "late") in late
    (swapped,) = told(lines(secret, keypad=3), words(), offset_min=480)
    assert words().name("reason", "unknown_keypad") in swapped
    assert told(lines(secret, seat="06"), words(), offset_min=480) == [
        words().say("no press was heard")
    ]
