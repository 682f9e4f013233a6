"""The set-up's gallery: every page of a meeting that is being prepared, from views alone."""

from dataclasses import replace
from pathlib import Path, PurePosixPath

from kiosk.clerk.rollcells import LISTED, Mistake, RollLine, classes
from kiosk.clerk.rollfile import COLUMNS, RollPreview
from kiosk.clerk.setup.draft import Base, Draft, Item, Step
from kiosk.clerk.setup.folder import Ground, Medium
from kiosk.clerk.setup.items import typed_of
from kiosk.clerk.setup.pages import Listed, Officer, SetUpView
from kiosk.clerk.setup.ready import Gathered, Line, lines_of
from kiosk.clerk.views import Light
from kiosk.meeting.outcome import Sentence
from kiosk.meeting.roll import Delegate, DelegateClass, Person
from kiosk.ui.sample import ROLL, Sample, sample

FOLDER = PurePosixPath("/srv/assembly/2026-12-20")
STICK = PurePosixPath("/media/hall/USB")
TEMPLATE = "citizens-assembly"
ITEMS = (("parking", "ordinary"), ("canteen", "major"), ("choice", "priorities"))
"""The motions of the sample meeting, and the rule of each."""
MOST_KEYPAD = 999_999_999


def setup_gallery() -> dict[str, SetUpView]:
    """The pages by name."""
    texts = sample()
    empty, full = _empty(), _filled(texts)
    at = {step: replace(full, draft=replace(full.draft, step=step)) for step in Step}
    return {
        "first": empty,
        "meeting": at[Step.MEETING],
        "roll_none": replace(empty, draft=replace(empty.draft, step=Step.ROLL)),
        "roll_refused": replace(at[Step.ROLL], roll=None, refused=_refused(texts)),
        "roll": at[Step.ROLL],
        "reading": replace(at[Step.ROLL], busy=_reading(texts)),
        "agenda": at[Step.AGENDA],
        "agenda_item": _with_item(at[Step.AGENDA], 2),
        "agenda_choosing": _with_slip(_with_item(at[Step.AGENDA], 3)),
        "officers": replace(at[Step.OFFICERS], waiting=True),
        "equipment": at[Step.EQUIPMENT],
        "not_ready": replace(empty, draft=replace(empty.draft, step=Step.READY)),
        "ready": at[Step.READY],
        "ready_practice": _practice(at[Step.READY]),
    }


def _empty() -> SetUpView:
    return _view(Draft(), Ground(), None, ())


def _filled(texts: Sample) -> SetUpView:
    said, stick = texts.texts["set_up"], str(STICK / texts.texts["set_up"]["roll"])
    typed = {
        "template": TEMPLATE,
        "practice": "real",
        "day": "2026-12-20",
        "roll_found": stick,
        "roll_path": stick,
        "reader": "wedge",
        "printer": "hall",
        "officer_office": "teller",
        **said["typed"],
    }
    items = tuple(_item(texts, *one) for one in ITEMS)
    bases = (Base("/dev/ttyUSB0", "hvm1", 115_200, "HVM-1 v3.2", ROLL),)
    draft = Draft(typed=typed, roll=said["roll"], items=items, bases=bases, probed=True)
    ground = Ground(media=(str(STICK),), lists=(stick,), mirror=Medium())
    officers = tuple(Officer(name, office, present=True) for name, office in said["officers"])
    return _view(draft, ground, _roll(texts), officers)


def _view(
    draft: Draft, ground: Ground, roll: RollPreview | None, officers: tuple[Officer, ...]
) -> SetUpView:
    got = Gathered(draft, ground, roll, ())
    return SetUpView(
        folder=str(FOLDER),
        draft=draft,
        pack=got.pack,
        roll=roll,
        refused=None,
        officers=officers,
        waiting=not officers,
        ground=ground,
        queues=("hall",),
        shut=(),
        lines=tuple(_with_keys(line, len(officers)) for line in lines_of(got)),
        busy=None,
        problem=None,
        note=None,
        wrong=(),
        chosen=0,
    )


def _with_keys(line: Line, officers: int) -> Line:
    """The officers' keys are none of a picture's: what their line says where they are enrolled."""
    if line.step is not Step.OFFICERS or not officers:
        return line
    told = Sentence("Officers with a key: {count}", {"count": officers})
    return Line(Step.OFFICERS, Light.GOOD, told)


def _roll(texts: Sample) -> RollPreview:
    names: list[str] = texts.texts["names"]
    lines = tuple(
        RollLine(
            Delegate(n, f"A-{n:03d}", DelegateClass.CITIZEN, True, ""),
            Person(n, names[n % len(names)], "", "18to65", "", ""),
            n,
        )
        for n in range(1, ROLL + 1)
    )
    return RollPreview(_on_stick(texts), _heads(texts), lines, ())


def _heads(texts: Sample) -> tuple[tuple[str, str], ...]:
    """The heads of the sample roll; the first is of a column that is not read."""
    return tuple(zip(texts.texts["set_up"]["heads"], ("", *COLUMNS), strict=False))


def _item(texts: Sample, name: str, rule: str) -> Item:
    motion = texts.texts["motions"][name]
    options = tuple(motion.get("options", ()))
    return Item(
        motion["item_title"],
        motion["title"],
        motion["text"],
        rule,
        noticed="2026-11-30",
        options=options,
        maximum=3 if options else 1,
        seats=3 if options else 0,
    )


def _on_stick(texts: Sample) -> Path:
    return Path(STICK / texts.texts["set_up"]["roll"])


def _refused(texts: Sample) -> Listed:
    """A list with mistakes: a name that is missing, a class and a keypad that are none."""
    cell = texts.texts["set_up"]["cell"]
    no_keypad = Sentence(
        "'{cell}' must be a whole number from 1 to {most}", {"cell": cell, "most": MOST_KEYPAD}
    )
    known = LISTED.join(classes())
    no_class = Sentence("'{cell}' is none of {known}", {"cell": cell, "known": known})
    return Listed(
        texts.texts["set_up"]["roll"],
        (
            Mistake(3, "name", Sentence("must not be empty")),
            Mistake(4, "keypad", no_keypad),
            Mistake(7, "class", no_class),
            Mistake(19, "keypad", no_keypad),
        ),
        RollPreview(_on_stick(texts), _heads(texts), (), ()),
    )


def _reading(texts: Sample) -> Sentence:
    return Sentence("Reading {file}", {"file": texts.texts["set_up"]["roll"]})


def _with_item(view: SetUpView, number: int) -> SetUpView:
    """The form of an item."""
    typed = {**view.draft.typed, **typed_of(view.draft.items[number - 1])}
    return replace(view, draft=replace(view.draft, typed=typed, item=number), chosen=number - 1)


def _with_slip(view: SetUpView) -> SetUpView:
    """More are to be taken than there are: that stands under its entry and beside the button."""
    most = len(view.draft.items[2].options)
    slip = ("seats", Sentence("1 to {most} are wanted", {"most": most}))
    told = Sentence("Not kept: {count} entries must be written otherwise", {"count": 1})
    return replace(view, draft=view.draft.write("item_seats", "12"), wrong=(slip,), problem=told)


def _practice(view: SetUpView) -> SetUpView:
    return replace(view, draft=view.draft.write("practice", "practice"))
