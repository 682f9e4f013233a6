"""Is everything ready: one list of green, amber and red lines, each with what to do.

Red keeps the meeting from beginning. Amber does not: it says plainly what the hall does without.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kiosk.clerk.rollfile import RollPreview
from kiosk.clerk.setup.draft import Draft, Item, Step
from kiosk.clerk.setup.folder import LEAST, ROOMY, Ground
from kiosk.clerk.setup.items import asked_of, doubts, is_day, takes, wrong_with
from kiosk.clerk.setup.keeping import Before
from kiosk.clerk.setup.templates import templates
from kiosk.clerk.views import Light
from kiosk.ledger.keyring import Enrolled
from kiosk.meeting.offices import Office
from kiosk.meeting.outcome import Sentence
from kiosk.meeting.rulepack import RulePack

MOST_WORDS = 60
NONE = "none"
NOTHING = Sentence("")


class Line(NamedTuple):
    """One thing that must be well: its page, its light, what it says, and what to do about it."""

    step: Step
    light: Light
    what: Sentence
    cure: Sentence = NOTHING


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything the lines are made of."""

    draft: Draft
    ground: Ground
    roll: RollPreview | None
    officers: tuple[Enrolled, ...]
    before: Before = field(default_factory=Before)

    @property
    def pack(self) -> RulePack | None:
        template = templates().get(self.draft.says("template"))
        return template.pack if template is not None else None

    @property
    def voters(self) -> int:
        return sum(line.delegate.votes for line in self.roll.lines) if self.roll else 0


def lines_of(got: Gathered) -> tuple[Line, ...]:
    """Every line, in the order of the pages."""
    every = (_folder, _meeting, _day, _roll, _agenda, _officers, _bases, _desk, _printer, _mirror)
    return tuple(line for part in every for line in part(got))


def may_begin(lines: Iterable[Line]) -> bool:
    """Whether nothing is red."""
    return all(line.light is not Light.BAD for line in lines)


def _bad(what: str, cure: str, step: Step, **args: str | int) -> Line:
    return Line(step, Light.BAD, Sentence(what, args), Sentence(cure))


def _warn(what: str, cure: str, step: Step, **args: str | int) -> Line:
    return Line(step, Light.WARN, Sentence(what, args), Sentence(cure))


def _good(what: str, step: Step, **args: str | int) -> Line:
    return Line(step, Light.GOOD, Sentence(what, args))


def _folder(got: Gathered) -> Iterator[Line]:
    ground = got.ground
    free = ground.free // 1_000_000
    if not ground.writable:
        yield _bad(NOT_WRITABLE, "Give the kiosk the right to write there", Step.READY)
    elif ground.free < LEAST:
        yield _bad("The disk has {free} MB left", "Free some space on it", Step.READY, free=free)
    elif ground.free < ROOMY:
        yield _warn(
            "The disk has {free} MB left", "A long meeting wants 2 GB", Step.READY, free=free
        )
    if ground.book_there:
        yield _bad(OTHER_BOOK, "Begin this meeting in an empty folder", Step.READY)
    if ground.settings_there and got.draft.says("replace") != "yes":
        yield _bad(OLD_SETTINGS, "Say below whether they may be put aside", Step.READY)
    elif ground.settings_there:
        yield from _settings(got)


def _settings(got: Gathered) -> Iterator[Line]:
    """What stays of the settings that are put aside."""
    if not got.before.sound:
        yield _warn(UNSOUND, "They are put aside; look there for what is missing", Step.READY)
        return
    yield _good("What is not asked here stays as it is in the settings", Step.READY)
    for left in got.before.left(got.draft.says("template")):
        yield _warn(*LEFT[left], Step.READY)


def _meeting(got: Gathered) -> Iterator[Line]:
    draft = got.draft
    if got.pack is None:
        yield _bad("No kind of meeting is chosen", "Choose one", Step.MEETING)
    if not draft.says("practice"):
        yield _bad("A real meeting or a practice?", "Choose one of the two", Step.MEETING)
    elif draft.practice:
        yield _warn(PRACTICE, "Choose the real meeting for one that decides", Step.MEETING)
    yield from _named(draft)
    if got.pack is not None and draft.says("title"):
        told = {"title": draft.says("title"), "rules": got.pack.title}
        yield _good("{title}, by {rules}", Step.MEETING, **told)


def _named(draft: Draft) -> Iterator[Line]:
    if not draft.says("title"):
        yield _bad("The meeting has no name", "Write what it is called", Step.MEETING)
    if any(len(draft.says(one)) > MOST_WORDS for one in ("title", "session", "place", "convener")):
        yield _bad(TOO_LONG, "Write it shorter", Step.MEETING, most=MOST_WORDS)
    if not (draft.says("place") and draft.says("convener")):
        yield _warn("Place or convener is empty", "The papers leave the line out", Step.MEETING)


def _day(got: Gathered) -> Iterator[Line]:
    said = got.draft.says("day")
    if not said:
        yield _warn("The day of the meeting is not told", NO_DAY, Step.MEETING)
    elif not is_day(said):
        yield _bad(NO_SUCH_DAY, "Correct it, or leave it empty", Step.MEETING, day=said)


def _roll(got: Gathered) -> Iterator[Line]:
    if got.roll is None:
        yield _bad("There is no roll", "Bring the list of those who belong to it", Step.ROLL)
        return
    told = {"count": len(got.roll.lines), "voting": got.voters}
    yield _good("{count} delegates, {voting} with a voting right", Step.ROLL, **told)
    if not got.voters:
        yield _bad("Nobody on the roll has a voting right", "Correct the list", Step.ROLL)
    yield from _photos(got)
    without = sum(line.delegate.votes and not line.keypad for line in got.roll.lines)
    if without and got.draft.bases:
        yield _warn(NO_KEYPAD, "They get one at the check-in desk", Step.ROLL, count=without)
    by_area = got.pack is not None and any(rule.by_area for rule in got.pack.rules)
    owners = sum(line.delegate.votes and not line.delegate.area for line in got.roll.lines)
    if by_area and owners:
        yield _bad(NO_AREA, "Add the column of areas", Step.ROLL, count=owners)


def _photos(got: Gathered) -> Iterator[Line]:
    """Whose photo is there; those of the meeting before may be those of other people."""
    draft, count = got.draft, len(got.roll.lines) if got.roll else 0
    before = got.before.kept("door").get("photos")
    if draft.photos and draft.pictured == count:
        yield _good("Photos: {count}", Step.ROLL, count=count)
    elif draft.photos:
        told = {"count": draft.pictured, "without": count - draft.pictured}
        yield _warn("Photos: {count}; {without} have none", NO_PHOTO, Step.ROLL, **told)
    elif before:
        yield _warn(OLD_PHOTOS, "Take those of this roll", Step.ROLL, folder=str(before))


def _agenda(got: Gathered) -> Iterator[Line]:
    items = got.draft.items
    if not items:
        yield _bad("There is no item on the agenda", "Write one, or bring a list", Step.AGENDA)
    if got.pack is None:
        return
    wrong = [number for number, item in enumerate(items, 1) if any(wrong_with(item, got.pack))]
    for number in wrong:
        yield _bad(
            "Item {number} is not complete", "Open it and fill it in", Step.AGENDA, number=number
        )
    if items and not wrong:
        yield _good("Items with their rules: {count}", Step.AGENDA, count=len(items))
    yield from _taken(got.pack, items)
    yield from _notice(got, got.pack.notice_days)


def _taken(pack: RulePack, items: Iterable[Item]) -> Iterator[Line]:
    """How many each item takes of its options, by name; amber where that wants a second look."""
    for number, item in enumerate(items, start=1):
        rule = pack.rule(item.rule)
        if rule is None or not takes(item, rule) or any(wrong_with(item, pack)):
            continue
        asked, doubt = asked_of(item, rule), next(doubts(item, pack), None)
        told = {"number": number, "what": asked.msgid, **asked.args}
        light = Light.GOOD if doubt is None else Light.WARN
        said = Sentence("Item {number}: {what}", told)
        yield Line(Step.AGENDA, light, said, NOTHING if doubt is None else doubt[1])


def _notice(got: Gathered, days: int) -> Iterator[Line]:
    """Notice counts from the day after it to the day of the meeting."""
    said = got.draft.says("day")
    if not (days and is_day(said)):
        return
    meeting = date.fromisoformat(said)
    for number, item in enumerate(got.draft.items, start=1):
        given = is_day(item.noticed) and (meeting - date.fromisoformat(item.noticed)).days
        if not given or given < days:
            told = {"number": number, "given": int(given or 0), "days": days}
            yield _warn(SHORT_NOTICE, NOTICE_CURE, Step.AGENDA, **told)


def _officers(got: Gathered) -> Iterator[Line]:
    offices = {one.role for one in got.officers}
    if len(got.officers) >= 2:
        count = len(got.officers)
        yield _good("Officers with a key: {count}", Step.OFFICERS, count=count)
    elif got.draft.practice:
        yield _warn(FEW_OFFICERS, "In a practice names are then taken at their word", Step.OFFICERS)
    else:
        yield _bad(FEW_OFFICERS, "Enrol two or more, each with a passphrase", Step.OFFICERS)
    if got.officers and Office.CHAIR not in offices:
        yield _bad("Nobody holds the office of chair", "Only the chair opens a poll", Step.OFFICERS)
    if got.officers and Office.TELLER not in offices:
        yield _warn("Nobody is teller", "Enrol one, or go on without", Step.OFFICERS)
    if got.officers and Office.NOTARY not in offices:
        yield _warn("No notary is enrolled", "Enrol one, or go on without", Step.OFFICERS)


def _bases(got: Gathered) -> Iterator[Line]:
    used = [base for base in got.draft.bases if base.used]
    kept = got.before.unasked(base.port for base in got.draft.bases)
    if kept:
        yield _good(UNASKED, Step.EQUIPMENT, count=len(kept))
    if not used and kept:
        return
    if not used:
        yield _warn("No base of keypads is set up", NO_BASE, Step.EQUIPMENT)
        return
    keypads = sum(base.keypads for base in used)
    yield _good(
        "Bases: {count}, keypads: {keypads}", Step.EQUIPMENT, count=len(used), keypads=keypads
    )
    if 0 < keypads < got.voters:
        told = {"keypads": keypads, "voters": got.voters}
        yield _warn(
            FEW_KEYPADS, "Bring another base, or count some by hand", Step.EQUIPMENT, **told
        )
    if any(base.protocol == "jsonline" for base in used):
        yield _warn("A receiver knows its transmitters by a table", TABLE, Step.EQUIPMENT)


def _desk(got: Gathered) -> Iterator[Line]:
    reader = got.draft.says("reader")
    if not got.draft.scanners and reader in ("", NONE):
        yield _warn(
            "No desk reads passes", "Who comes is entered by hand at the console", Step.EQUIPMENT
        )
    else:
        yield _good("Passes are read at the check-in desk", Step.EQUIPMENT)


def _printer(got: Gathered) -> Iterator[Line]:
    printer = got.draft.says("printer")
    if printer in ("", NONE):
        yield _warn("No printer is set up", NO_PRINTER, Step.EQUIPMENT)
    else:
        yield _good("Papers are printed on {printer}", Step.EQUIPMENT, printer=printer)


def _mirror(got: Gathered) -> Iterator[Line]:
    said, medium = got.draft.says("mirror"), got.ground.mirror
    if not said:
        yield _warn("There is no second medium", NO_MIRROR, Step.EQUIPMENT)
    elif medium is None or not medium.there:
        yield _bad(
            "The second medium {path} is not there",
            "Put it in, or choose another",
            Step.EQUIPMENT,
            path=said,
        )
    elif not medium.writable:
        yield _bad(
            "The second medium {path} cannot be written",
            "Choose another",
            Step.EQUIPMENT,
            path=said,
        )
    elif not medium.apart:
        yield _warn(SAME_DISK, "Choose a folder on a stick", Step.EQUIPMENT, path=said)
    else:
        yield _good("Every press is written to {path}, too", Step.EQUIPMENT, path=said)


UNASKED = "Bases that no search finds and that stay in the settings: {count}"
UNSOUND = "The settings that are there cannot be used, and nothing of them stays"
LEFT = {
    "book": (
        "The shared book of the settings that are there does not stay",
        "Write the address of this meeting's book into the settings (docs/scaling.md)",
    ),
    "rules": (
        "What was set of the rules of another kind of meeting does not stay",
        "Look what the rules of this one leave open",
    ),
}
NOT_WRITABLE = "Nothing can be written in this folder"
OTHER_BOOK = "The book of another meeting lies in this folder"
OLD_SETTINGS = "There are settings in this folder already"
PRACTICE = "This is a practice: it decides nothing"
NO_SUCH_DAY = "{day} is no day; one is written like 2026-11-26"
NO_DAY = "Whether the notice was long enough is then seen only at the poll"
NO_KEYPAD = "{count} with a voting right have no keypad on the roll"
NO_PHOTO = "Their passes stay without one, and the desk checks them by another paper"
OLD_PHOTOS = "The photos are those of the meeting before, by its numbers: {folder}"
NO_AREA = "{count} with a voting right have no area, and the rules count areas"
SHORT_NOTICE = "Item {number}: noticed {given} days before the meeting, {days} are wanted"
NOTICE_CURE = "Correct the day of notice; else two officers must give a reason before the poll"
NO_BASE = "Polls are then held on paper or by show of hands"
FEW_KEYPADS = "{voters} may vote, and there are {keypads} keypads"
TABLE = "Write it into the settings as `mac` before the meeting (manual, 5)"
NO_PRINTER = "Papers are filed as PDF and printed elsewhere"
NO_MIRROR = "If this disk breaks, what was not printed is lost"
SAME_DISK = "The second copy {path} lies on the same disk as the book"
TOO_LONG = "A line of the meeting is longer than {most} letters"
FEW_OFFICERS = "Fewer than two officers are enrolled"
