"""Every picture there is to take of the windows, and how each comes to lie there.

What nothing puts away (an answered look-up, a check that was made) comes last of its window.
"""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication

from kiosk.clerk.checking import BUNDLE, DOING, Checked
from kiosk.clerk.observerview import ObserverView
from kiosk.clerk.setup.pages import SetUpView
from kiosk.clerk.views import Act, ConsoleView, HallView
from kiosk.meeting.outcome import Sentence
from kiosk.ui import at_the_desk
from kiosk.ui.at_the_door import Told, checkin_gallery
from kiosk.ui.at_the_observer import SOUND, observer_gallery
from kiosk.ui.at_the_setup import setup_gallery
from kiosk.ui.console.leaving import Leaving
from kiosk.ui.gallery import ASKED, PAGES, console_gallery, covered_gallery, hall_gallery
from kiosk.ui.observer.props import Wanted
from kiosk.ui.sample import NOON_NS, SECOND_NS, sample
from kiosk.ui.studio import Picture, Pose, Studio

FEED = ("standby", "poll", "closing", "result_passed", "poll_practice")
FORMS = ("assign_duty", "prepare_poll", "bind_keypads", "enter_count")
BROKEN = Sentence(
    "NOT sound: {count} breaks, the first at entry {entry} ({kind})",
    {"count": 1, "entry": 1201, "kind": "hash"},
)
NOT_MADE = Sentence("The check could not be made: {why}", {"why": "No space left on device"})
CHECKS = {
    "sound": Checked(3, 3, SOUND, over=True, sound=True),
    "unsound": Checked(1, 3, BROKEN, over=True, sound=False),
    "not_checked": Checked(2, 3, NOT_MADE, over=True),
    "verifying": Checked(2, 3, Sentence(DOING[BUNDLE])),
}

LEAVING = {
    "leave": ("declared", Leaving(opened=True)),
    "leave_wrong": ("declared", Leaving(opened=True, wrong=3, waits_ns=NOON_NS + 8 * SECOND_NS)),
    "leave_running": ("open", Leaving(opened=True)),
}
"""The question before kiosk mode is left: over which state, and how it stands."""


def pictures() -> tuple[Picture, ...]:
    """Every picture, window by window."""
    return (*_of_hall(), *_of_console(), *_of_desk(), *_of_observer(), *_of_set_up())


def _of_hall() -> list[Picture]:
    views = hall_gallery(NOON_NS)
    taken = [Picture("hall", name, partial(_wall, view)) for name, view in views.items()]
    later = [
        Picture("hall", name, partial(_wall, views[state], turned=turned))
        for name, (state, turned) in PAGES.items()
    ]
    return taken + later + [Picture("feed", name, partial(_wall, views[name])) for name in FEED]


def _wall(view: HallView, studio: Studio, *, turned: int = 0) -> None:
    studio.shell.hall.take(view, turned=turned)


def _of_console() -> list[Picture]:
    views = {**console_gallery(NOON_NS), **covered_gallery(NOON_NS)}
    papers, forms = at_the_desk.printed(views["open"]), at_the_desk.with_forms(views["prepared"])
    poses: dict[str, Pose] = {name: partial(_desk, view) for name, view in views.items()}
    for name, (state, about) in ASKED.items():
        poses[name] = partial(_asked, views[state], about)
    poses |= {
        "papers": partial(_desk, papers, then=lambda studio: studio.shell.console.turnPapers()),
        "papers_reprint": partial(_desk, papers, then=_reprint),
        "cabinet": partial(_desk, forms, then=lambda studio: studio.shell.console.cabinet.open()),
    }
    for deed in FORMS:
        poses[f"form_{deed}"] = partial(_desk, forms, then=partial(_form, deed))
    poses["form_slips"] = partial(_desk, forms, then=_slips)
    for name, (state, leaving) in LEAVING.items():
        poses[name] = partial(_leaving, views[state], leaving)
    poses["keys"] = _with_keys(
        "console", partial(_asked, views["officers"], ASKED["ask_log_in"][1])
    )
    poses["look_up"] = partial(_desk, views["open"], then=partial(_look_up, ""))
    poses["look_up_seat"] = partial(_desk, views["open"], then=partial(_look_up, "17"))
    return [Picture("console", name, pose) for name, pose in poses.items()]


def _desk(view: ConsoleView, studio: Studio, *, then: Pose | None = None) -> None:
    studio.shell.console.take(view)
    if then is not None:
        then(studio)


def _asked(view: ConsoleView, about: tuple[Act, Mapping[str, str]], studio: Studio) -> None:
    studio.shell.console.take(view)
    studio.shell.console.ask(*about)


def _leaving(view: ConsoleView, leaving: Leaving, studio: Studio) -> None:
    """The question before kiosk mode is left."""
    studio.shell.console.take(view)
    studio.shell.leaving.take(view)
    studio.shell.leaving.lay_open(leaving, closed=True)


def _with_keys(window: str, pose: Pose) -> Pose:
    """With the keys of the screen over it, for who has no keyboard."""

    def both(studio: Studio) -> None:
        pose(studio)
        studio.touch(window)

    return both


def _reprint(studio: Studio) -> None:
    studio.shell.console.turnPapers()
    studio.shell.console.askPaper(Act.REPRINT, "2026-004")


def _form(deed: str, studio: Studio) -> None:
    studio.shell.console.cabinet.open()
    studio.shell.console.cabinet.choose(deed)


def _slips(studio: Studio) -> None:
    """A form that was given before it was filled in."""
    _form("bind_keypads", studio)
    studio.shell.console.cabinet.write("keypad", "seventeen")
    studio.shell.console.cabinet.give()


def _look_up(typed: str, studio: Studio) -> None:
    polls = observer_gallery()["open"].polls
    studio.shell.look_up.take(polls)
    studio.shell.look_up.lay(over=True)
    studio.shell.look_up.look(typed)
    QCoreApplication.processEvents()


def _of_desk() -> list[Picture]:
    told = checkin_gallery()
    poses: dict[str, Pose] = {name: partial(_at_door, view) for name, view in told.items()}
    poses["keys"] = _with_keys("checkin", poses["find"])
    return [Picture("checkin", name, pose) for name, pose in poses.items()]


def _at_door(view: Told, studio: Studio) -> None:
    studio.desk.show(view)


def _of_observer() -> list[Picture]:
    views = observer_gallery()
    poses: dict[str, Pose] = {name: partial(_watch, view) for name, view in views.items()}
    open_, declared = views["open"], views["declared"]
    poses |= {
        "seats": partial(_watch, declared, then=_show_seats),
        "seats_large": partial(_watch, views["declared_large"], then=_show_seats),
        "object": partial(_watch, open_, then=partial(_write, Wanted.OBJECT)),
        "print": partial(_watch, open_, then=partial(_write, Wanted.PRINT)),
        "look_up": partial(_watch, declared, then=partial(_seek, "")),
        "look_up_seat": partial(_watch, declared, then=partial(_seek, "17")),
    }
    poses["keys"] = _with_keys("observer", poses["object"])
    for name, check in CHECKS.items():
        poses[name] = partial(_watch, declared, then=partial(_verify, check))
    return [Picture("observer", name, pose) for name, pose in poses.items()]


def _watch(view: ObserverView, studio: Studio, *, then: Pose | None = None) -> None:
    studio.observer.take(view)
    if then is not None:
        then(studio)


def _show_seats(studio: Studio) -> None:
    studio.observer.showSeats(seats=True)


def _write(wanted: Wanted, studio: Studio) -> None:
    studio.observer.want(wanted)
    if wanted is Wanted.OBJECT:
        studio.observer.write("text", sample().texts["messages"]["objection"])


def _seek(typed: str, studio: Studio) -> None:
    studio.observer.look_up.look(typed)
    QCoreApplication.processEvents()


def _verify(check: Checked, studio: Studio) -> None:
    studio.check = check
    studio.observer.check()
    QCoreApplication.processEvents()


def _of_set_up() -> list[Picture]:
    poses: dict[str, Pose] = {
        name: partial(_setting_up, view) for name, view in setup_gallery().items()
    }
    poses["keys"] = _with_keys("setup", poses["officers"])
    return [Picture("setup", name, pose) for name, pose in poses.items()]


def _setting_up(view: SetUpView, studio: Studio) -> None:
    studio.set_up.take(view)
