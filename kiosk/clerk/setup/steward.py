"""The steward: has the set-up in hand, from an empty folder to settings that a hall starts with.

On one thread, the window's; what takes its time (a list of thousands, the key of an officer, ports
that are asked) is given to `work` and comes back on that thread. After every deed the draft is on
the disk, so that whatever ends the set-up, it goes on where it was.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from kiosk.clerk.rollfile import RollPreview
from kiosk.clerk.setup.agenda_list import AgendaPreview, preview_agenda
from kiosk.clerk.setup.beginning import Check, begin
from kiosk.clerk.setup.draft import STEPS, Draft, Step, keep_draft, read_draft
from kiosk.clerk.setup.enrolling import enrol, officers_in, strike, why_not_enrolled
from kiosk.clerk.setup.finding import Equipment, Find
from kiosk.clerk.setup.folder import Ground, look
from kiosk.clerk.setup.items import ITEM_ENTRIES, Wrong, item_of, typed_of, usual_kind, wrong_with
from kiosk.clerk.setup.keeping import Before, before_at
from kiosk.clerk.setup.lists import TakenRoll, kept_roll, lay_template, take_roll
from kiosk.clerk.setup.pages import Deed, Listed, Officer, SetUpView, forward, offers, step_after
from kiosk.clerk.setup.portraits import TakenPhotos, drop_photos, take_photos
from kiosk.clerk.setup.ready import Gathered, lines_of
from kiosk.clerk.setup.templates import templates
from kiosk.clerk.telling import fault_told
from kiosk.faults import HallFault
from kiosk.ledger.keyring import Keyring
from kiosk.ledger.officer_keys import HALL, Cost
from kiosk.meeting.outcome import Sentence
from kiosk.meeting.rulepack import RulePack
from kiosk.words import Words

Job = Callable[[], object]
Then = Callable[[object], None]
Work = Callable[[Job, Then], None]
"""Does a job elsewhere and hands what it returns back on the caller's thread."""
NOWHERE = -1
AT_ONCE = {
    "roll_found": Deed.READ_ROLL,
    "agenda_found": Deed.READ_AGENDA,
    "photos_found": Deed.TAKE_PHOTOS,
}
"""Choices that are a deed by themselves."""


class Steward:
    """`check` reads settings, `find` asks for equipment, `done` is told when the meeting begins."""

    def __init__(
        self,
        settings: Path,
        words: Words,
        *,
        work: Work,
        check: Check,
        find: Find,
        done: Callable[[], None],
        told: Callable[[], None],
        cost: Cost = HALL,
    ) -> None:
        self.settings, self.folder = settings, settings.parent
        self._words, self._work, self._check, self._find = words, work, check, find
        self._done, self._told, self._cost = done, told, cost
        self._begins = False
        self._next: Deed | None = None
        self._busy: Sentence | None = None
        self._problem: Sentence | None = None
        self._note: Sentence | None = None
        self._refused: Listed | None = None
        self._wrong: tuple[Wrong, ...] = ()
        self._chosen = NOWHERE
        self._queues: tuple[str, ...] = ()
        self._shut: tuple[str, ...] = ()
        self._draft, self._ring, self._waiting = Draft(), Keyring(), True
        self._roll: RollPreview | None = None
        self._ground, self._before = Ground(), Before()
        self._resume()

    def _resume(self) -> None:
        """Go on where an interrupted set-up was."""
        try:
            self._draft = read_draft(self.folder)
            self._roll = kept_roll(self.folder, self._draft.roll)
            self._ring, self._waiting = officers_in(self.folder)
        except HallFault as fault:
            self._tell(fault)
        self._draft = replace(self._draft, roll=self._draft.roll if self._roll else "")
        if not (self._roll and (self.folder / self._draft.photos).is_dir()):
            self._draft = replace(self._draft, photos="", pictured=0)
        self._look()

    def _look(self) -> None:
        self._ground = look(self.folder, self.settings, self._draft.says("mirror"))
        self._before = before_at(self.settings, self._check)

    # ---- what the window is told -----------------------------------------------------------

    @property
    def view(self) -> SetUpView:
        """Everything as it stands."""
        got = self.gathered
        return SetUpView(
            folder=str(self.folder.resolve()),
            draft=self._draft,
            pack=got.pack,
            roll=self._roll,
            refused=self._refused,
            officers=tuple(
                Officer(one.name, one.role, one.name not in self._draft.absent)
                for one in self._ring.officers.values()
            ),
            waiting=self._waiting,
            ground=self._ground,
            queues=self._queues,
            shut=self._shut,
            lines=lines_of(got),
            busy=self._busy,
            problem=self._problem,
            note=self._note,
            wrong=self._wrong,
            chosen=self._chosen,
        )

    @property
    def gathered(self) -> Gathered:
        """What the settings are made of."""
        officers = (x for x in self._ring.officers.values() if x.name not in self._draft.absent)
        return Gathered(self._draft, self._ground, self._roll, tuple(officers), self._before)

    @property
    def _pack(self) -> RulePack | None:
        return self.gathered.pack

    def speak(self, words: Words) -> None:
        """From now on in another language: what is written, too."""
        self._words = words

    # ---- what the window tells -------------------------------------------------------------

    def write(self, entry: str, text: str) -> None:
        """What stands in a field now."""
        before, self._draft = self._draft, self._draft.write(entry, text)
        if entry == "template":
            self._take_template(before)
        elif entry == "item_rule":
            self._take_rule(before)
        elif entry == "mirror_found":
            self._draft = self._draft.write("mirror", text)
            self._look()
        elif entry in AT_ONCE:
            self._draft = self._draft.write(entry.replace("_found", "_path"), text)
            self._next = AT_ONCE[entry] if self._busy is not None else None
            self.do(AT_ONCE[entry])
        self._told()

    def mark(self, line: int) -> None:
        """Mark a line of the list beside the page; the deeds of lines are about it."""
        self._chosen = line
        self._told()

    def go(self, step: Step) -> None:
        """Turn to a page."""
        self._draft = replace(self._draft, step=step, item=0)
        self._chosen, self._refused, self._wrong = NOWHERE, None, ()
        self._problem = self._note = None
        self._look()
        self.keep()
        if step is Step.EQUIPMENT and not self._draft.probed:
            self._search()
        self._told()

    def do(self, deed: Deed, secrets: Mapping[str, str] | None = None) -> None:
        """Do what the page offers; what it does not offer is not done."""
        view = self.view
        known = {one.deed: one.why_not for one in (*offers(view), forward(view))}
        if view.draft.step is not STEPS[0] and not view.draft.item:
            known[Deed.BACK] = self._busy
        if deed not in known or known[deed] is not None:
            return
        self._problem = self._note = None
        if deed is Deed.ENROL:
            self._enrol(secrets or {})
        else:
            self._deeds[deed]()
        self._told()

    @property
    def _deeds(self) -> Mapping[Deed, Callable[[], None]]:
        return {
            Deed.BACK: lambda: self.go(step_after(self._draft.step, -1)),
            Deed.NEXT: lambda: self.go(step_after(self._draft.step, 1)),
            Deed.BEGIN: self._begin,
            Deed.READ_ROLL: self._read_roll,
            Deed.ROLL_TEMPLATE: lambda: self._lay_template(None),
            Deed.TAKE_PHOTOS: self._take_photos,
            Deed.READ_AGENDA: self._read_agenda,
            Deed.AGENDA_TEMPLATE: lambda: self._lay_template(self._pack),
            Deed.NEW_ITEM: self._new_item,
            Deed.OPEN_ITEM: self._open_item,
            Deed.KEEP_ITEM: self._keep_item,
            Deed.LEAVE_ITEM: self._leave_item,
            Deed.RAISE_ITEM: self._raise_item,
            Deed.STRIKE_ITEM: self._strike_item,
            Deed.STRIKE_OFFICER: self._strike_officer,
            Deed.PROBE: self._search,
            Deed.TURN_BASE: self._turn_base,
            Deed.LOOK_AGAIN: self._look,
        }

    def keep(self) -> None:
        """Have the draft on the disk; what the disk says against it stands on the page."""
        if self._begins:
            return
        try:
            keep_draft(self.folder, self._draft)
        except HallFault as fault:
            self._tell(fault)

    # ---- the pages -------------------------------------------------------------------------

    def _take_template(self, before: Draft) -> None:
        """A template brings its title and items where nothing else was written."""
        known = templates()
        old, new = known.get(before.says("template")), known.get(self._draft.says("template"))
        if new is None:
            return
        if self._draft.says("title") in ("", old.title if old else ""):
            self._draft = self._draft.write("title", new.title)
        if self._draft.items == (old.items if old else ()):
            self._draft = replace(self._draft, items=new.items)
        self.keep()

    def _take_rule(self, before: Draft) -> None:
        """A rule brings what it is for, where nothing else was written."""
        if self._pack is None:
            return
        old, new = (self._pack.rule(one.says("item_rule")) for one in (before, self._draft))
        if new is None:
            return
        if self._draft.says("item_kind") in ("", usual_kind(old) if old else "for_against"):
            self._draft = self._draft.write("item_kind", usual_kind(new))
        if self._draft.says("item_seats") in ("", str(old.seats) if old else ""):
            self._draft = self._draft.write("item_seats", str(new.seats or ""))

    def _read_roll(self) -> None:
        source, self._refused = Path(self._draft.says("roll_path")), None

        def taken(got: object) -> None:
            assert isinstance(got, TakenRoll)
            if not got.name:
                self._refused = Listed(source.name, got.preview.mistakes, got.preview)
                return
            self._roll = got.preview
            drop_photos(self.folder, self._draft.photos)
            self._draft = replace(self._draft, roll=got.name, photos="", pictured=0)
            self._note = Sentence("The roll was taken from {file}", {"file": source.name})
            self.keep()

        busy = Sentence("Reading {file}", {"file": source.name})
        self._start(busy, lambda: take_roll(self.folder, source), taken)

    def _take_photos(self) -> None:
        source = Path(self._draft.says("photos_path"))
        numbers = [line.delegate.number for line in self._roll.lines] if self._roll else []

        def taken(got: object) -> None:
            assert isinstance(got, TakenPhotos)
            self._problem = got.why_not
            if got.name:
                drop_photos(self.folder, self._draft.photos)
                self._draft = replace(self._draft, photos=got.name, pictured=got.count)
                self._note = Sentence("Photos taken: {count}", {"count": got.count})
                self.keep()

        busy = Sentence("Taking the photos from {file}", {"file": source.name})
        self._start(busy, lambda: take_photos(self.folder, source, numbers), taken)

    def _read_agenda(self) -> None:
        source, pack, self._refused = Path(self._draft.says("agenda_path")), self._pack, None
        if pack is None:
            return

        def taken(got: object) -> None:
            assert isinstance(got, AgendaPreview)
            if got.mistakes:
                self._refused = Listed(source.name, got.mistakes)
                return
            self._draft = replace(self._draft, items=got.items)
            self._note = Sentence("The agenda was taken from {file}", {"file": source.name})
            self.keep()

        busy = Sentence("Reading {file}", {"file": source.name})
        self._start(busy, lambda: preview_agenda(source, pack), taken)

    def _lay_template(self, pack: RulePack | None) -> None:
        media = [Path(one) for one in self._ground.media if os.access(one, os.W_OK)]
        place = media[0] if media else self.folder

        def laid(path: object) -> None:
            self._note = Sentence("The template was written: {path}", {"path": str(path)})
            self._look()

        busy = Sentence("Writing the template")
        self._start(busy, lambda: lay_template(place, self._words, pack=pack), laid)

    def _new_item(self) -> None:
        self._fill(
            len(self._draft.items) + 1, {"item_secrecy": "named", "item_kind": "for_against"}
        )

    def _open_item(self) -> None:
        item = self._draft.items[self._chosen]
        rule = self._pack.rule(item.rule) if self._pack is not None else None
        self._fill(self._chosen + 1, typed_of(item, rule))

    def _fill(self, number: int, form: Mapping[str, str]) -> None:
        cleared = self._draft.clear(*ITEM_ENTRIES)
        self._wrong = ()
        self._draft = replace(cleared, item=number, typed={**cleared.typed, **form})
        self.keep()

    def _keep_item(self) -> None:
        """Take the form; one that is not right says where."""
        draft, pack = self._draft, self._pack
        if pack is None:
            return
        found = item_of(draft.typed, pack.rule(draft.says("item_rule")))
        self._wrong = found if isinstance(found, tuple) else tuple(wrong_with(found, pack))
        if isinstance(found, tuple) or self._wrong:
            told: dict[str, str | int] = {"count": len(self._wrong)}
            self._problem = Sentence("Not kept: {count} entries must be written otherwise", told)
            return
        items = list(draft.items)
        items[draft.item - 1 : draft.item] = [found]
        self._chosen = draft.item - 1
        self._draft = replace(draft.clear(*ITEM_ENTRIES), items=tuple(items), item=0)
        self.keep()

    def _leave_item(self) -> None:
        self._wrong = ()
        self._draft = replace(self._draft.clear(*ITEM_ENTRIES), item=0)
        self.keep()

    def _raise_item(self) -> None:
        at, items = self._chosen, list(self._draft.items)
        if at > 0:
            items[at - 1], items[at] = items[at], items[at - 1]
            self._chosen = at - 1
            self._draft = replace(self._draft, items=tuple(items))
            self.keep()

    def _strike_item(self) -> None:
        items = list(self._draft.items)
        del items[self._chosen]
        self._chosen = min(self._chosen, len(items) - 1)
        self._draft = replace(self._draft, items=tuple(items))
        self.keep()

    def _enrol(self, secrets: Mapping[str, str]) -> None:
        name, office = self._draft.says("officer_name"), self._draft.says("officer_office")
        typed = secrets.get("new_secret", ""), secrets.get("again_secret", "")
        self._problem = why_not_enrolled(self._ring, name, office, typed)
        if self._problem is not None:
            return

        def enrolled(_: object) -> None:
            self._ring, self._waiting = officers_in(self.folder)
            self._draft = self._draft.clear("officer_name", "officer_office")
            self._note = Sentence("{name} is enrolled", {"name": name})
            self.keep()

        self._start(
            Sentence("Making the key of {name}", {"name": name}),
            lambda: enrol(self.folder, name, office, typed[0], cost=self._cost),
            enrolled,
        )

    def _strike_officer(self) -> None:
        """Forget one who only waits; one of the hall is without an office this time, or again."""
        name = tuple(self._ring.officers)[self._chosen]
        if self._waiting:
            try:
                strike(self.folder, name)
                self._ring, self._waiting = officers_in(self.folder)
            except HallFault as fault:
                self._tell(fault)
            self._chosen = NOWHERE
            return
        absent = set(self._draft.absent) ^ {name}
        self._draft = replace(self._draft, absent=tuple(sorted(absent)))
        self.keep()

    def _search(self) -> None:
        def found(got: object) -> None:
            assert isinstance(got, Equipment)
            self._queues, self._shut = got.queues, got.faults
            self._draft = replace(self._draft, bases=got.bases, scanners=got.scanners, probed=True)
            self._note = got.told
            self.keep()

        self._start(
            Sentence("Asking the ports; hold a code before each scanner"), self._find, found
        )

    def _turn_base(self) -> None:
        bases = list(self._draft.bases)
        bases[self._chosen] = replace(bases[self._chosen], used=not bases[self._chosen].used)
        self._draft = replace(self._draft, bases=tuple(bases))
        self.keep()

    def _begin(self) -> None:
        """From here on nothing else writes the draft, unless the disk says no."""
        self.keep()
        got, self._begins = self.gathered, self._problem is None
        if not self._begins:
            return

        def begun(_: object) -> None:
            self._done()

        self._start(
            Sentence("Writing the settings"),
            lambda: begin(got, self.settings, self._words, check=self._check),
            begun,
        )

    # ---- what takes its time ---------------------------------------------------------------

    def _start(self, busy: Sentence, job: Job, then: Then) -> None:
        self._busy = busy

        def back(got: object) -> None:
            self._busy = None
            if isinstance(got, HallFault):
                self._begins = False
                self._tell(got)
            else:
                then(got)
            wanted, self._next = self._next, None
            if wanted is not None:
                self.do(wanted)
            self._told()

        self._work(lambda: _tried(job), back)

    def _tell(self, fault: HallFault) -> None:
        self._problem = fault_told(fault)


def _tried(job: Job) -> object:
    """What a job returns, or the hall fault that kept it from it."""
    try:
        return job()
    except HallFault as fault:
        return fault
