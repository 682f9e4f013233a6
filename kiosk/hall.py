"""The hall: a kiosk with its windows on this PC, and what is ordered and told at them."""

import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from kiosk.app import Kiosk
from kiosk.bringing import agenda_of
from kiosk.clerk import orders as o
from kiosk.clerk.acting import orders_of, two_in
from kiosk.clerk.answers import Answers
from kiosk.clerk.brought import Brought, with_brought
from kiosk.clerk.checking import BOOK, BUNDLE, FOLDER, SECOND_HAND, Step, check
from kiosk.clerk.courier import COPYING, Courier, folder_name
from kiosk.clerk.displaying import DisplayTold
from kiosk.clerk.handing_over import Places
from kiosk.clerk.officers import order_together, two_of
from kiosk.clerk.views import Act, ConsoleView, Views
from kiosk.clock import SystemClock
from kiosk.config import Settings
from kiosk.devices.media import removable_folders
from kiosk.devices.printer import DeviceTold
from kiosk.faults import UnusableInput
from kiosk.ledger.pin import pin_opens, pin_told
from kiosk.meeting.offices import TABLE, Office, deed_name
from kiosk.meeting.outcome import Sentence
from kiosk.meeting.refusal import Refusal
from kiosk.taking_up import read_book
from kiosk.ui.bridge import Bridge
from kiosk.ui.checkin.desk import DeskWish
from kiosk.ui.checkin.screen import Told
from kiosk.ui.displays import Standing
from kiosk.ui.hall.individual import Individual
from kiosk.ui.observer.props import Wanted
from kiosk.ui.observer.wish import ObserverWish
from kiosk.ui.parts.letters import Letters
from kiosk.ui.parts.tokens import Colours
from kiosk.ui.shell import Shell, application
from kiosk.ui.wishes import ScreenWishes
from kiosk.words import civil, words

OF_THE_ROLL = (o.FreezeRoll, o.BindKeypads)
"""What waits on the console until two officers freeze the roll, where officers are enrolled."""


class Hall:
    """A kiosk with its windows: what `kiosk run` starts. Lives on the main thread."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        orders, self._drafts = agenda_of(settings, folder)
        self._roll = tuple(one for one in orders if isinstance(one, OF_THE_ROLL))
        application()
        clock = SystemClock()
        self._brought = Brought.of(self._roll, settings.roll)
        self._views: Views | None = None
        self._answers, self._showing = Answers(), threading.Lock()
        self._bridge = Bridge(self._act, act_with=self._act, give=self._give)
        self._folder = settings.book.path.parent.resolve()
        self._clock, self._offset_min = clock, settings.meeting.utc_offset_min
        self._handed: Sentence | None = None
        self.kiosk = Kiosk(settings, clock=clock, show=self._show)
        self._shell = Shell(
            clock,
            self._bridge,
            language=settings.screens.language,
            offset_min=settings.meeting.utc_offset_min,
            desk=self._own_desk(settings),
            wishes=self._wishes(settings),
        )
        self._courier = Courier(
            Places.beside(settings.book.path, settings.book.papers),
            partial(read_book, settings),
            tell=self._handed_over,
            crash=self.kiosk.desk.crash,
        )
        new = self.kiosk.clerk.state.pack is None and self.kiosk.seal is not None
        self._orders = orders if new else ()
        if self.kiosk.guarded:
            self._orders = tuple(one for one in self._orders if one not in self._roll)

    def run(self) -> int:
        """Serve the hall until the windows are closed.

        What the settings bring along waits in the inbox before the desk starts, so that it is one
        transaction: a new book has all of it or can still be given it.
        """
        waiting = [self.kiosk.desk.order(order, by=Office.HALL) for order in self._orders]
        try:
            with self.kiosk:
                for reply in waiting:
                    _demand(reply.result())
                self._shell.show()
                return self._shell.run()
        finally:
            self._shell.close()

    def _wishes(self, settings: Settings) -> ScreenWishes:
        """The screens as the settings want them; what they draw of a result goes into the book."""
        desk = settings.book.desk
        return ScreenWishes(
            individual=Individual(settings.screens.individual),
            seen=self.kiosk.desk.post,
            screen=f"{desk}/hall" if desk else "hall",
            observer=self._observer(settings) if settings.screens.observer else None,
            ask=self.kiosk.desk.ask,
            wall=Colours(settings.screens.wall),
            desk=Colours(settings.screens.desk),
            desk_letters=Letters(settings.screens.desk_letters),
            feed=settings.screens.feed,
            speech=settings.screens.speech,
            standing=Standing(
                settings.displays.wishes, closed=settings.kiosk.mode, tell=self._tell_display
            ),
            opens=self._door(settings),
        )

    def _tell_display(self, window: str, there: bool, display: str) -> None:
        self.kiosk.desk.post(DisplayTold(window, there, display))

    def _door(self, settings: Settings) -> Callable[[str], bool] | None:
        """What opens kiosk mode; None where no PIN is set, which the console is told.

        A file that cannot be read opens to nobody, and the hall runs all the same.
        """
        if not settings.kiosk.mode:
            return None
        path = settings.kiosk.pin
        told = pin_told(path)
        self.kiosk.desk.post(DeviceTold(LOCK, told == "ready", told))
        return None if told == "no_pin" else partial(pin_opens, path)

    def _observer(self, settings: Settings) -> ObserverWish:
        """What the observer's window at this PC works with."""
        return ObserverWish(
            ask=self.kiosk.desk.ask,
            order=self._order_of_observer,
            check=partial(check, steps_of(settings)),
        )

    def _order_of_observer(
        self, wanted: Wanted, who: str, text: str, passphrase: str
    ) -> Future[Refusal | None]:
        """An objection or a copy of the latest record, in the own name; with keys, vouched for."""
        observer = self._views.observer if self._views is not None else None
        poll = observer.poll.poll if observer is not None and observer.poll is not None else 0
        order = o.Object(who, text) if wanted is Wanted.OBJECT else o.IssueRecord(poll, who)
        if self.kiosk.guarded:
            return self.kiosk.desk.order(o.Vouched(who, order, passphrase))
        return self.kiosk.desk.order(order, by=who)

    def _own_desk(self, settings: Settings) -> DeskWish | None:
        """The check-in desk whose window this PC shows."""
        cameras, door = settings.camera, settings.door
        own = [one.desk for one in (*settings.wedge, *cameras)] + [door.window] * bool(door.window)
        for desk in own:
            return DeskWish(
                desk,
                read=partial(self.kiosk.scanned, desk),
                failed=partial(self.kiosk.reader_lost, desk),
                wedge=True,
                camera=cameras[0].device if cameras else None,
                order=self._at_the_desk,
                photos=door.photos,
                public=door.public,
                sounds=door.sounds,
                offset_min=settings.meeting.utc_offset_min,
            )
        return None

    def _at_the_desk(self, order: o.Order, secrets: tuple[str, str], told: Told) -> None:
        """Order in the name of who is logged in on this PC; `told` hears every no, and the yes."""
        if self._views is None:
            return
        view = self._views.console
        first, second = secrets
        details: dict[str, str] = {"first_secret": first, "second_secret": second}
        self._together(view, order, details, by=view.officer, told=told)

    def _show(self, views: Views) -> None:
        with self._showing:
            self._offer(views)

    def _show_again(self) -> None:
        """What only this PC knows has changed: the newest views once more."""
        with self._showing:
            if self._views is not None:
                self._offer(self._views)

    def _offer(self, views: Views) -> None:
        views = with_brought(views, self._brought)
        console = replace(views.console, answered=self._answers.answered)
        if console.closed:
            console = self._handing(console)
        self._views = replace(views, console=console)
        self._bridge.offer(self._views)

    def _handing(self, console: ConsoleView) -> ConsoleView:
        """What only this PC knows of the handing over: from where, onto what, and how far."""
        media = tuple(map(str, removable_folders()))
        copying = Act.HAND_OVER if self._handed == COPYING else console.under_way
        return replace(
            console,
            folder=str(self._folder),
            handed=self._handed,
            media=media,
            under_way=copying,
        )

    def _act(self, act: Act, details: Mapping[str, str] = MappingProxyType({})) -> None:
        if self._views is None:
            return
        with self._answers.act():
            self._order(act, self._views.console, details)
        self._show_again()

    def _order(self, act: Act, view: ConsoleView, details: Mapping[str, str]) -> None:
        if act is Act.FREEZE_ROLL:
            self._freeze(view, details)
        elif act is Act.HAND_OVER:
            self._hand_over(view, Path(details.get("target", "")))
        for order in orders_of(act, view, self._drafts, details):
            self._together(view, order, details, by=view.officer)

    def _give(self, order: o.Order, secrets: Mapping[str, str]) -> None:
        """An order from the cabinet of forms."""
        if self._views is None:
            return
        view = self._views.console
        with self._answers.act():
            self._together(view, order, secrets, by=view.officer)
        self._show_again()

    def _hand_over(self, view: ConsoleView, medium: Path) -> None:
        """Everything that leaves the hall, onto the notary's medium."""
        day = civil(self._clock.now().utc, self._offset_min).date().isoformat()
        self._courier.send(medium, named=folder_name(view.title, day))

    def _handed_over(self, told: Sentence) -> None:
        self._handed = told
        self._show_again()

    def _freeze(self, view: ConsoleView, details: Mapping[str, str]) -> None:
        """The roll that the settings brought along, and then its keypads."""
        for freeze in (one for one in self._roll if isinstance(one, o.FreezeRoll)):
            reason, officers = two_in(details)
            order = replace(freeze, reason=reason, officers=officers)
            handed_out = [one for one in self._roll if one is not freeze]
            self._together(view, order, details, by=Office.HALL, then=handed_out)

    def _together(
        self,
        view: ConsoleView,
        order: o.Order,
        details: Mapping[str, str],
        *,
        by: str,
        then: Sequence[o.Order] = (),
        told: Told | None = None,
    ) -> None:
        """Order in the name of who is at the console; what takes two, with both passphrases."""
        names = (
            two_of(order)[1] if view.guarded and TABLE[deed_name(type(order).__name__)].two else ()
        )
        secrets = (details.get("first_secret", ""), details.get("second_secret", ""))
        order_by = self._answers.following(partial(self.kiosk.desk.order, by=by))
        post = partial(_telling, order_by, told)
        order_together(post, order, list(zip(names, secrets, strict=False)), then)


LOCK = "lock"
"""What kiosk mode is called among the devices of the room."""


def _telling(
    post: Callable[[o.Ordered], Future[Refusal | None]], told: Told | None, order: o.Ordered
) -> Future[Refusal | None]:
    """Post an order and tell its answer; that an assent was taken is not yet the answer."""

    def tell(reply: Future[Refusal | None]) -> None:
        refusal = None if reply.exception() is not None else reply.result()
        if told is not None and (refusal is not None or not isinstance(order, o.Assent)):
            told(refusal)

    reply = post(order)
    reply.add_done_callback(tell)
    return reply


def steps_of(settings: Settings) -> tuple[Step, ...]:
    """The commands that check the book of these settings, as a notary would type them."""
    book = settings.book
    kiosk = (sys.executable, "-m", "kiosk", "book", "verify")
    if book.url:
        return (Step(BOOK, (*kiosk, book.url, "--json")),)
    mirror = ("--mirror", str(book.mirror)) if book.mirror is not None else ()
    bundle = f"{FOLDER}/check.bundle.zip"
    export = (sys.executable, "-m", "kiosk", "book", "export", str(book.path), "--out", bundle)
    return (
        Step(BOOK, (*kiosk, str(book.path), *mirror, "--json")),
        Step(BUNDLE, (*export, "--papers", str(book.papers))),
        Step(SECOND_HAND, (sys.executable, "-m", "kiosk.verifier", bundle, "--json")),
    )


def _demand(refusal: Refusal | None) -> None:
    """The agenda of a settings file must be lawful."""
    if refusal is not None:
        raise UnusableInput(
            "{reason} {detail}",
            where="kiosk.toml",
            cure="correct the agenda, and begin with a new book",
            reason=words("en").say(f"reason:{refusal.reason}", **refusal.detail),
            detail=refusal.detail or "",
        )
