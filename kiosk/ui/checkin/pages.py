"""The pages of a desk behind its door page: find, person, reason, keypads, addition. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from kiosk.clerk.deskdeeds import REASONS, Deed, deeds_for
from kiosk.clerk.orders import DeskMode
from kiosk.clerk.views import DoorLine
from kiosk.ui.checkin import lists
from kiosk.ui.checkin.lists import Finder, Seen
from kiosk.ui.checkin.props import ActRow, CheckInProps, FieldRow, Shown, derive
from kiosk.ui.checkin.working import Page, Pick, Work, line_of, may_add
from kiosk.ui.parts.phrases import capital
from kiosk.words import Words

CHORDS: Mapping[str, str] = {
    Page.FIND: "F2",
    Page.KEYPADS: "F3",
    "mode": "F4",
    "check_in": "F5",
    Page.ADD: "F6",
}
"""The buttons below every page."""
DANGER = frozenset({Deed.LOSE, Deed.REVOKE})
LABELS: Mapping[str, str] = {
    "number": "Number",
    "name": "Name",
    "seat": "Seat",
    "class": "Class (citizen if left empty)",
    "votes": "Voting right (yes if left empty)",
    "group": "Group",
    "first": "First officer",
    "second": "Second officer",
    "reason": "Reason",
}


def derive_page(shown: Shown, words: Words, now_ns: int, find: Finder) -> CheckInProps:
    """Everything in the window at this instant; `find` gives those who fit what was typed."""
    page = derive(shown, words, now_ns)
    told = shown.work.told
    said = words.say(told.msgid, **told.args) if told is not None else ""
    framed = replace(page, page=shown.work.page, bar=_bar(shown, words), told=capital(said))
    return PAGES[shown.work.page](framed, shown, words, find)


def _bar(shown: Shown, words: Words) -> tuple[ActRow, ...]:
    door, leaving = shown.door, shown.view.mode is DeskMode.EXIT
    labels = {
        Page.FIND: "Find a delegate",
        Page.KEYPADS: "Keypads",
        "mode": "Way in" if leaving else "Way out",
        "check_in": "End check-in" if door.check_in_open else "Start check-in",
        Page.ADD: "Add to the roll",
    }
    ready = {"mode": True, "check_in": door.frozen and not door.closed, Page.ADD: door.frozen}
    return tuple(
        ActRow(
            act,
            words.say(labels[act]),
            chord,
            ready.get(act, True),
            act == shown.work.page,
            danger=False,
        )
        for act, chord in CHORDS.items()
    )


Derive = Callable[[CheckInProps, Shown, Words, Finder], CheckInProps]


def _door(props: CheckInProps, shown: Shown, words: Words, find: Finder) -> CheckInProps:
    return props


def _find(props: CheckInProps, shown: Shown, words: Words, find: Finder) -> CheckInProps:
    found = find(shown.work.typed)
    nobody = bool(shown.work.typed.strip()) and not found
    asked = "Type a number, a name, or the first letters of its Pinyin"
    return replace(
        props,
        title=words.say("Find a delegate"),
        note=words.say("Nobody fits" if nobody else asked),
        rows=lists.found_rows(found, _seen(shown), words),
    )


def _seen(shown: Shown) -> Seen:
    return Seen(shown.public, shown.offset_min)


def _person(props: CheckInProps, shown: Shown, words: Words, find: Finder) -> CheckInProps:
    line = line_of(shown.door.lines, shown.work.number)
    if line is None:
        return props
    deeds = deeds_for(line)
    rows = [
        ActRow(deed, words.name("deed", deed), "", ready=True, active=False, danger=deed in DANGER)
        for deed in deeds
    ]
    return replace(
        _of_person(props, line, shown, words), deeds=tuple(rows), lines=_particulars(line, words)
    )


def _of_person(props: CheckInProps, line: DoorLine, shown: Shown, words: Words) -> CheckInProps:
    seen = _seen(shown)
    text, mark, tone = lists.standing(line, seen, words)
    name = seen.name(line) or words.say("No. {number}", number=line.number)
    said = [words.name("class", line.delegate_class), line.group]
    return replace(
        props,
        title=name,
        note=" · ".join(part for part in said if part),
        heading=name,
        verdict=text,
        mark=mark,
        tone=tone,
        number=line.number,
    )


def _particulars(line: DoorLine, words: Words) -> tuple[FieldRow, ...]:
    vote = "under 18" if line.under_18 else "no"
    has_pass = "void" if not line.issue else "valid" if line.issue == 1 else "valid, issue {issue}"
    said = {
        "Seat": line.seat,
        "Number": str(line.number),
        "Keypad": str(line.keypad) if line.keypad else words.say("none"),
        "Voting right": words.say("yes" if line.votes else vote),
        "Pass": words.say(has_pass, issue=line.issue),
    }
    rows = [FieldRow(name, words.say(name), text) for name, text in said.items()]
    if line.added:
        rows.append(FieldRow("added", words.say("Roll"), words.say("Added later")))
    return tuple(rows)


def _why(props: CheckInProps, shown: Shown, words: Words, find: Finder) -> CheckInProps:
    line, deed = line_of(shown.door.lines, shown.work.number), shown.work.deed
    if line is None or deed is None:
        return props
    person = _of_person(props, line, shown, words)
    ready = [
        FieldRow(words.say(reason), words.say(reason), "chosen" if chosen else "")
        for reason in REASONS[deed]
        for chosen in [shown.work.reason in (reason, words.say(reason))]
    ]
    return replace(
        person,
        title=f"{words.name('deed', deed)} · {person.title}",
        note=words.say("Why? The reason stands in the book and on the papers."),
        ready_reasons=tuple(ready),
        confirmable=bool(shown.work.reason.strip()),
    )


def _keypads(props: CheckInProps, shown: Shown, words: Words, find: Finder) -> CheckInProps:
    work, every = shown.work, lists.places(shown.door)
    found = lists.picked(every, work.pick)
    rows = lists.keypad_rows(found, _seen(shown), words)
    leaves = lists.leaves_of(len(rows))
    leaf = min(work.leaf, leaves - 1)
    page = words.say("Page {page} of {pages}", page=leaf + 1, pages=leaves) if leaves > 1 else ""
    return replace(
        props,
        title=words.say("Keypads"),
        note=words.say("{count} not returned", count=len(shown.door.unreturned)),
        tabs=tuple(_tab(pick, every, work, words) for pick in Pick),
        rows=lists.leaf_of(rows, leaf),
        leaf=page,
    )


def _tab(pick: Pick, every: tuple[lists.Place, ...], work: Work, words: Words) -> ActRow:
    count = len(lists.picked(every, pick))
    label = f"{words.name('keypads', pick)} {count}"
    return ActRow(pick, label, "", ready=True, active=pick is work.pick, danger=False)


def _add(props: CheckInProps, shown: Shown, words: Words, find: Finder) -> CheckInProps:
    form = shown.work.form
    fields = [
        FieldRow(name, words.say(label), form.get(name, "")) for name, label in LABELS.items()
    ]
    return replace(
        props,
        title=words.say("Add to the roll"),
        note=words.say(
            "Two officers add a delegate to the frozen roll, while no poll is laid down or runs. "
            "Officers and class may be written by pinyin initials."
        ),
        fields=tuple(fields),
        secrets=shown.guarded,
        confirmable=may_add(shown.work, secrets=shown.guarded),
    )


PAGES: Mapping[Page, Derive] = {
    Page.DOOR: _door,
    Page.FIND: _find,
    Page.PERSON: _person,
    Page.WHY: _why,
    Page.KEYPADS: _keypads,
    Page.ADD: _add,
}
