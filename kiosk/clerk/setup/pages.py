"""What each page of the set-up asks and offers, and everything its window may know.

A page asks questions, which are fields or choices, and offers deeds. The window shows them as they
come and knows none by its name.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kiosk.clerk.forms import Kind
from kiosk.clerk.rollcells import Mistake
from kiosk.clerk.rollfile import RollPreview
from kiosk.clerk.setup.draft import STEPS, Draft, Step
from kiosk.clerk.setup.folder import Ground
from kiosk.clerk.setup.items import Wrong
from kiosk.clerk.setup.ready import NONE, Line, may_begin
from kiosk.clerk.setup.settings_text import CAMERA, WEDGE, WINDOWS
from kiosk.clerk.setup.templates import templates
from kiosk.meeting.ballot import BallotKind
from kiosk.meeting.offices import PERSONS
from kiosk.meeting.outcome import Sentence
from kiosk.meeting.rulepack import RulePack
from kiosk.meeting.rules import Part


class Deed(StrEnum):
    """What can be done on the pages."""

    BACK = "back"
    NEXT = "next"
    BEGIN = "begin"
    PICK_ROLL = "pick_roll"
    READ_ROLL = "read_roll"
    ROLL_TEMPLATE = "roll_template"
    PICK_PHOTOS = "pick_photos"
    TAKE_PHOTOS = "take_photos"
    PICK_AGENDA = "pick_agenda"
    READ_AGENDA = "read_agenda"
    AGENDA_TEMPLATE = "agenda_template"
    NEW_ITEM = "new_item"
    OPEN_ITEM = "open_item"
    KEEP_ITEM = "keep_item"
    LEAVE_ITEM = "leave_item"
    RAISE_ITEM = "raise_item"
    STRIKE_ITEM = "strike_item"
    ENROL = "enrol"
    STRIKE_OFFICER = "strike_officer"
    PROBE = "probe"
    TURN_BASE = "turn_base"
    PICK_MIRROR = "pick_mirror"
    LOOK_AGAIN = "look_again"


@dataclass(frozen=True, slots=True)
class Question:
    """A field, or a choice: `choices`, called `labels`, else `domain:choice` in the catalogue.

    `empty` says what a field means in which nothing is written.
    """

    name: str
    kind: Kind = Kind.LINE
    needed: bool = True
    choices: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    domain: str = ""
    wide: bool = True
    empty: Sentence | int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A deed, and why it may not be done now (None: it may)."""

    deed: Deed
    why_not: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Officer:
    """Someone enrolled; `present` is false for one of the hall without an office this time."""

    name: str
    office: str
    present: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A list that was not taken: its file and every mistake, and of a roll what was read."""

    file: str
    mistakes: tuple[Mistake, ...]
    roll: RollPreview | None = None


@dataclass(frozen=True, slots=True)
class SetUpView:
    """Everything the window may know. `waiting`: the officers can still be struck.

    `shut` are ports that could not be asked, each with why and the cure.
    `problem` and `note` are what came of the last deed, `busy` is what takes its time now, `wrong`
    are the entries of the form that must be written otherwise, `chosen` is the line that is marked.
    """

    folder: str
    draft: Draft
    pack: RulePack | None
    roll: RollPreview | None
    refused: Listed | None
    officers: tuple[Officer, ...]
    waiting: bool
    ground: Ground
    queues: tuple[str, ...]
    shut: tuple[str, ...]
    lines: tuple[Line, ...]
    busy: Sentence | None
    problem: Sentence | None
    note: Sentence | None
    wrong: tuple[Wrong, ...]
    chosen: int


def questions(view: SetUpView) -> tuple[Question, ...]:
    """What the page asks, in order."""
    return tuple(ASKED[view.draft.step](view))


def offers(view: SetUpView) -> tuple[Offer, ...]:
    """What the page offers beside going on."""
    if view.busy is not None:
        return ()
    return tuple(OFFERED[view.draft.step](view))


def forward(view: SetUpView) -> Offer:
    """The one next thing."""
    if view.busy is not None:
        return Offer(Deed.NEXT, view.busy)
    if view.draft.item:
        return Offer(Deed.KEEP_ITEM)
    if view.draft.step is not Step.READY:
        return Offer(Deed.NEXT)
    red = sum(not may_begin([line]) for line in view.lines)
    said = Sentence("{count} things are still red", {"count": red})
    return Offer(Deed.BEGIN, said if red else None)


def step_after(step: Step, places: int) -> Step:
    """The page so many places on; the first and the last stay."""
    return STEPS[min(max(STEPS.index(step) + places, 0), len(STEPS) - 1)]


def _of_meeting(view: SetUpView) -> Iterator[Question]:
    yield Question("template", Kind.CHOICE, choices=tuple(templates()), domain="template")
    yield Question("practice", Kind.CHOICE, choices=("real", "practice"), domain="meeting_kind")
    yield Question("title")
    yield Question("session", needed=False, wide=False)
    yield Question("place", needed=False, wide=False)
    yield Question("convener", needed=False, wide=False)
    yield Question("day", Kind.DAY, needed=False, wide=False)


def _lists(name: str, view: SetUpView) -> Iterator[Question]:
    lists = view.ground.lists
    if lists:
        labels = tuple(Path(one).name for one in lists)
        yield Question(f"{name}_found", Kind.CHOICE, choices=lists, labels=labels)
    yield Question(f"{name}_path")


def _of_roll(view: SetUpView) -> Iterator[Question]:
    yield from _lists("roll", view)
    if view.roll is not None:
        yield Question("photos_path", needed=False)


def _of_agenda(view: SetUpView) -> Iterator[Question]:
    if not view.draft.item:
        yield from _lists("agenda", view)
        return
    rules = view.pack.rules if view.pack is not None else ()
    names, titles = (tuple(getattr(rule, one) for rule in rules) for one in ("name", "title"))
    yield Question("item_title", wide=False)
    yield Question("item_noticed", Kind.DAY, needed=False, wide=False)
    yield Question("item_motion")
    yield Question("item_text", Kind.TEXT)
    yield Question("item_rule", Kind.CHOICE, choices=names, labels=titles)
    yield Question("item_kind", Kind.CHOICE, choices=tuple(BallotKind), domain="kind")
    yield Question("item_options", Kind.TEXT, needed=False)
    yield from _counts(view)
    yield Question(
        "item_secrecy", Kind.CHOICE, choices=("named", "secret"), domain="choice", wide=False
    )


def _counts(view: SetUpView) -> Iterator[Question]:
    """How many are taken, where the rule leaves it open; how many each chooses; how long."""
    rule = view.pack.rule(view.draft.says("item_rule")) if view.pack is not None else None
    seats = rule.seats if rule is not None else 0
    if view.pack is not None and rule is not None and view.pack.left_open(rule.name, Part.SEATS):
        yield Question("item_seats", Kind.NUMBER, needed=False, wide=False, empty=seats)
    most = Sentence("as many as are taken") if seats else 1
    yield Question("item_maximum", Kind.NUMBER, needed=False, wide=False, empty=most)
    seconds = Sentence("60; 0: by hand")
    yield Question("item_duration", Kind.NUMBER, needed=False, wide=False, empty=seconds)


def _of_officers(view: SetUpView) -> Iterator[Question]:
    if view.waiting:
        yield Question("officer_name")
        yield Question("officer_office", Kind.CHOICE, choices=tuple(PERSONS), domain="office")
        yield Question("new_secret", Kind.SECRET, wide=False)
        yield Question("again_secret", Kind.SECRET, wide=False)


def _of_equipment(view: SetUpView) -> Iterator[Question]:
    yield Question("reader", Kind.CHOICE, choices=(WEDGE, CAMERA, NONE), domain="reader")
    known = (*view.queues, *((WINDOWS,) if os.name == "nt" else ()))
    yield Question(
        "printer", Kind.CHOICE, choices=(*known, NONE), labels=known, domain="printer_kind"
    )
    if view.ground.media:
        yield Question("mirror_found", Kind.CHOICE, choices=view.ground.media,
                       labels=view.ground.media)  # fmt: skip
    yield Question("mirror", needed=False)


def _of_ready(view: SetUpView) -> Iterator[Question]:
    if view.ground.settings_there:
        yield Question("replace", Kind.CHOICE, choices=("yes", "no"), domain="choice")


ASKED = {
    Step.MEETING: _of_meeting,
    Step.ROLL: _of_roll,
    Step.AGENDA: _of_agenda,
    Step.OFFICERS: _of_officers,
    Step.EQUIPMENT: _of_equipment,
    Step.READY: _of_ready,
}


def _unless(typed: bool, deed: Deed) -> Offer:
    return Offer(deed, None if typed else Sentence("Write or choose a file first"))


def _mark(view: SetUpView, deed: Deed, count: int) -> Offer:
    marked = 0 <= view.chosen < count
    return Offer(deed, None if marked else Sentence("Mark a line first"))


def _for_meeting(view: SetUpView) -> Iterator[Offer]:
    yield from ()


def _for_roll(view: SetUpView) -> Iterator[Offer]:
    yield Offer(Deed.PICK_ROLL)
    yield _unless(bool(view.draft.says("roll_path")), Deed.READ_ROLL)
    yield Offer(Deed.ROLL_TEMPLATE)
    if view.roll is not None:
        yield Offer(Deed.PICK_PHOTOS)
        yield _unless(bool(view.draft.says("photos_path")), Deed.TAKE_PHOTOS)


def _for_agenda(view: SetUpView) -> Iterator[Offer]:
    if view.draft.item:
        yield Offer(Deed.LEAVE_ITEM)
        return
    known = None if view.pack is not None else Sentence("No kind of meeting is chosen")
    count = len(view.draft.items)
    yield Offer(Deed.NEW_ITEM, known)
    yield _mark(view, Deed.OPEN_ITEM, count)
    yield _mark(view, Deed.RAISE_ITEM, count)
    yield _mark(view, Deed.STRIKE_ITEM, count)
    yield Offer(Deed.PICK_AGENDA, known)
    yield _unless(bool(view.draft.says("agenda_path")), Deed.READ_AGENDA)
    yield Offer(Deed.AGENDA_TEMPLATE, known)


def _for_officers(view: SetUpView) -> Iterator[Offer]:
    if view.waiting:
        yield Offer(Deed.ENROL)
    yield _mark(view, Deed.STRIKE_OFFICER, len(view.officers))


def _for_equipment(view: SetUpView) -> Iterator[Offer]:
    yield Offer(Deed.PROBE)
    yield _mark(view, Deed.TURN_BASE, len(view.draft.bases))
    yield Offer(Deed.PICK_MIRROR)


def _for_ready(view: SetUpView) -> Iterator[Offer]:
    yield Offer(Deed.LOOK_AGAIN)


OFFERED = {
    Step.MEETING: _for_meeting,
    Step.ROLL: _for_roll,
    Step.AGENDA: _for_agenda,
    Step.OFFICERS: _for_officers,
    Step.EQUIPMENT: _for_equipment,
    Step.READY: _for_ready,
}
