"""Whether a hall is ready: what is good, weak and bad, at each limit."""

import pytest

from kiosk.clerk import readiness as r
from kiosk.clerk.readiness import Light, Ready, Subject, is_ready
from kiosk.faults import PortFault
from kiosk.ui.parts.phrases import tell
from kiosk.words import LANGUAGES, words

GOOD, WARN, BAD = Light.GOOD, Light.WARN, Light.BAD


def test_a_hall_is_ready_while_nothing_is_bad():
    weak = r.no_printer()
    assert is_ready([weak, r.pin_kept("ready", closed=True)])
    assert not is_ready([weak, r.pin_kept("pin_damaged", closed=True)])
    assert is_ready([])


@pytest.mark.parametrize(
    ("spent", "light"),
    [
        ([20_000], GOOD),
        ([20_001], WARN),
        ([100_000], WARN),
        ([100_001], BAD),
        ([1, 1, 900_000], GOOD),
    ],
)
def test_a_medium_is_judged_by_what_a_press_usually_costs(spent: list[int], light: Light):
    assert r.disk_synced("/hall", spent).light is light


@pytest.mark.parametrize(
    ("free", "light"), [(1024, GOOD), (1023, WARN), (200, WARN), (199, BAD), (0, BAD)]
)
def test_a_disk_is_told_before_it_is_full(free: int, light: Light):
    assert r.room_left("/hall", free).light is light


@pytest.mark.parametrize(
    ("book", "mirror", "filed", "light"),
    [
        ("sda", "sdb", False, GOOD),
        ("sda", "sda", False, BAD),
        ("sda", "sda", True, BAD),
        ("", "", True, BAD),
        ("", "", False, WARN),
        ("sda", "", False, WARN),
        ("sda", None, False, WARN),
    ],
)
def test_two_copies_are_two_only_on_two_media(
    book: str, mirror: str | None, filed: bool, light: Light
):
    assert r.media_apart(book, mirror, filed=filed).light is light


@pytest.mark.parametrize(
    ("synchronised", "off", "plausible", "light"),
    [
        (True, None, True, GOOD),
        (False, 2, True, GOOD),
        (False, 3, True, WARN),
        (False, 60, True, WARN),
        (False, 61, True, BAD),
        (None, None, True, WARN),
        (True, 0, False, BAD),
    ],
)
def test_a_clock_is_believed_by_its_server_or_by_its_battery(
    synchronised: bool | None, off: int | None, plausible: bool, light: Light
):
    found = r.clock_told(synchronised=synchronised, rtc_off_s=off, plausible=plausible)
    assert found.light is light


@pytest.mark.parametrize(("keypads", "light"), [(120, GOOD), (119, WARN)])
def test_there_is_a_keypad_for_each_who_votes(keypads: int, light: Light):
    assert r.keypads_enough(120, keypads).light is light


@pytest.mark.parametrize(
    ("kept", "closed", "light"),
    [
        ("ready", True, GOOD),
        ("no_pin", True, WARN),
        ("pin_damaged", True, BAD),
        ("ready", False, WARN),
        ("pin_damaged", False, WARN),
    ],
)
def test_kiosk_mode_wants_a_pin(kept: str, closed: bool, light: Light):
    assert r.pin_kept(kept, closed=closed).light is light


@pytest.mark.parametrize(
    ("says", "light"),
    [("ready", GOOD), ("printing", GOOD), ("untold", WARN), ("paper_out", BAD), ("gone", BAD)],
)
def test_a_printer_is_as_it_says(says: str, light: Light):
    assert r.printer_told("hall", says).light is light


@pytest.mark.parametrize(
    ("names", "light"), [((), WARN), (("xdg",), GOOD), (("systemd", "xdg"), BAD)]
)
def test_a_hall_starts_by_itself_in_one_way(names: tuple[str, ...], light: Light):
    assert r.started_by(names).light is light


def test_a_window_without_a_display_is_bad_in_kiosk_mode_and_weak_on_a_laptop():
    wished, placed = ("console", "hall"), {"console": "eDP-1"}
    missing = r.windows_placed(wished, placed, ["eDP-1"], closed=True)
    assert (missing.light, missing.said.args["missing"]) == (BAD, "hall")
    assert r.windows_placed(wished, placed, ["eDP-1"], closed=False).light is WARN
    both = r.windows_placed(wished, placed | {"hall": "HDMI-1"}, ["eDP-1", "HDMI-1"], closed=True)
    assert (both.light, both.cure) == (GOOD, None)


def test_a_base_that_cannot_be_asked_is_weak_and_a_silent_one_is_bad():
    assert r.base_silent("A", "/dev/ttyUSB0", asked=False).light is WARN
    assert r.base_silent("A", "/dev/ttyUSB0", asked=True).light is BAD
    assert r.base_answered("A", "/dev/ttyUSB0", 1, 60).light is GOOD
    assert r.scanner_opens("1", "/dev/ttyACM0").light is GOOD
    assert r.characters_drawn(["𰻞"]).light is BAD
    assert r.characters_drawn([]).light is GOOD


EVERY = [
    r.faulty(
        Subject.BASE,
        PortFault("The port does not open: {reason}", where="x", cure="c", reason="no"),
    ),
    r.base_silent("A", "p", asked=True),
    r.base_silent("A", "p", asked=False),
    r.keypads_enough(2, 1),
    r.no_roll(),
    r.characters_drawn(["x"]),
    r.windows_placed(("hall",), {}, ["eDP-1"], closed=True),
    r.printer_told("hall", "jam"),
    r.printer_told("hall", "untold"),
    r.no_printer(),
    r.disk_synced("/hall", [200_000]),
    r.media_apart("a", "a", filed=True),
    r.media_apart("", "", filed=False),
    r.media_apart("a", None, filed=False),
    r.room_left("/hall", 1),
    r.clock_told(synchronised=None, rtc_off_s=None, plausible=True),
    r.clock_told(synchronised=None, rtc_off_s=99, plausible=True),
    r.clock_told(synchronised=None, rtc_off_s=None, plausible=False),
    r.pin_kept("no_pin", closed=True),
    r.pin_kept("no_pin", closed=False),
    r.started_by(()),
    r.started_by(("xdg", "systemd")),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("one", EVERY, ids=lambda one: f"{one.subject}-{one.said.msgid[:20]}")
def test_whatever_is_not_good_says_what_and_what_to_do(one: Ready, language: str):
    said = words(language)
    assert one.light is not GOOD
    assert one.cure is not None
    for sentence in (one.said, one.cure):
        text = tell(sentence, said)
        assert text
        assert "{" not in text
    assert said.name("check", one.subject) != f"check:{one.subject}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_looked_at_has_a_word(language: str):
    said = words(language)
    assert [one for one in Subject if said.name("check", one) == f"check:{one}"] == []
