"""Which window stands on which display, before and after cables were pulled. No Qt."""

from kiosk.ui.placing import AS_THEY_COME, Display, Places

DESK = Display("eDP-1", "Panel", "", primary=True, at=(0, 0, 1920, 1080))
WALL = Display("HDMI-1", "Projector", "P77", at=(1920, 0, 1920, 1080))
CAST = Display("DP-1", "Capture", "C12", at=(3840, 0, 1920, 1080))
NAMES = {"console": "eDP-1", "hall": "Projector", "feed": "C12"}


def names(placed: dict[str, Display]) -> dict[str, str]:
    return {window: display.name for window, display in placed.items()}


def test_the_console_is_on_the_first_the_wall_on_the_second_and_the_broadcast_on_the_third():
    placed = Places(AS_THEY_COME).place([DESK, WALL, CAST])
    assert names(placed) == {"console": "eDP-1", "hall": "HDMI-1", "feed": "DP-1"}


def test_the_primary_display_is_the_consoles_wherever_it_stands_in_the_list():
    assert names(Places(AS_THEY_COME).place([WALL, DESK])) == {"console": "eDP-1", "hall": "HDMI-1"}


def test_a_display_is_named_by_socket_model_or_serial_number_in_any_letters():
    wishes = {"console": "edp-1", "hall": "PROJECTOR", "feed": "c12"}
    placed = Places(wishes).place([CAST, WALL, DESK])
    assert names(placed) == {"console": "eDP-1", "hall": "HDMI-1", "feed": "DP-1"}


def test_a_wall_that_is_lost_lands_nowhere_and_returns_to_its_own_display():
    places = Places(AS_THEY_COME)
    places.place([DESK, WALL, CAST])
    assert names(places.place([DESK, CAST])) == {"console": "eDP-1", "feed": "DP-1"}
    assert names(places.place([DESK, CAST, WALL]))["hall"] == "HDMI-1"
    assert names(places.place([DESK, CAST, WALL]))["feed"] == "DP-1"


def test_the_wall_finds_its_projector_again_in_another_socket():
    places = Places(AS_THEY_COME)
    places.place([DESK, WALL, CAST])
    elsewhere = Display("HDMI-2", "Projector", "P77", at=(1920, 0, 1920, 1080))
    stranger = Display("HDMI-1", "Other", "X1", at=(5760, 0, 800, 600))
    assert names(places.place([DESK, stranger, CAST, elsewhere]))["hall"] == "HDMI-2"


def test_a_new_display_that_is_nobodys_takes_the_place_of_a_lost_one():
    places = Places(AS_THEY_COME)
    places.place([DESK, WALL])
    spare = Display("DP-3", at=(1920, 0, 1280, 720))
    assert names(places.place([DESK, spare]))["hall"] == "DP-3"


def test_a_named_wall_takes_no_other_display():
    places = Places(NAMES)
    assert names(places.place([DESK, CAST])) == {"console": "eDP-1", "feed": "DP-1"}


def test_a_window_without_a_name_takes_no_display_that_another_names():
    wishes = {"console": "primary", "hall": "second", "feed": "HDMI-1"}
    assert names(Places(wishes).place([DESK, WALL])) == {"console": "eDP-1", "feed": "HDMI-1"}


def test_a_console_whose_display_was_named_wrongly_is_shown_all_the_same():
    wishes = {"console": "VGA-9", "hall": "second"}
    assert names(Places(wishes).place([DESK, WALL])) == {"console": "eDP-1", "hall": "HDMI-1"}
    assert names(Places({"console": "primary", "hall": "eDP-1"}).place([DESK])) == {
        "console": "eDP-1"
    }


def test_a_console_that_lost_its_display_does_not_go_on_the_wall():
    places = Places(AS_THEY_COME)
    places.place([DESK, WALL])
    alone = Display("HDMI-1", "Projector", "P77", primary=True, at=(0, 0, 1920, 1080))
    assert names(places.place([alone])) == {"hall": "HDMI-1"}
    assert names(places.place([alone, Display("DP-9", at=(1920, 0, 800, 600))])) == {
        "hall": "HDMI-1",
        "console": "DP-9",
    }


def test_a_display_that_shows_the_consoles_picture_is_no_wall():
    cloned = Display("HDMI-1", "Projector", "P77", at=(0, 0, 1280, 720))
    assert names(Places(NAMES).place([DESK, cloned])) == {"console": "eDP-1"}
    touching = Display("HDMI-1", "Projector", "P77", at=(1920, 0, 1280, 720))
    assert names(Places(NAMES).place([DESK, touching]))["hall"] == "HDMI-1"


def test_where_there_is_no_display_nothing_is_placed_and_nothing_is_forgotten():
    places = Places(AS_THEY_COME)
    places.place([DESK, WALL])
    assert places.place([]) == {}
    assert names(places.place([WALL, DESK])) == {"console": "eDP-1", "hall": "HDMI-1"}
    assert places.stood("hall")
    assert not places.stood("feed")
