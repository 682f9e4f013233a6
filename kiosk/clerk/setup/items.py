"""An item of the agenda as the set-up takes it: what its rule lets be asked, and what is wrong.

The same checks stand behind a row of a file, a form filled in by hand and the last look before the
meeting begins; what they say is what the law would refuse when the poll is laid down.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from kiosk.clerk.setup.draft import Item
from kiosk.meeting.ballot import BallotKind, laid_form
from kiosk.meeting.outcome import Sentence
from kiosk.meeting.rulepack import RulePack
from kiosk.meeting.rules import Part, Rule

BLANK = "\N{IDEOGRAPHIC SPACE}" * 2
"""What a template leaves for the meeting to write."""
MOST_TITLE, MOST_MOTION, MOST_SECONDS = 60, 120, 3600
"""As `config.ItemSettings` has them."""
Wrong = tuple[str, Sentence]
"""The entry that must be written otherwise, and why."""


def wrong_with(item: Item, pack: RulePack) -> Iterator[Wrong]:
    """Everything that keeps an item from being polled by its rule."""
    yield from _texts(item)
    if item.noticed and not is_day(item.noticed):
        yield "noticed", Sentence("A day is wanted: 2026-11-26")
    if not 0 <= item.duration_s <= MOST_SECONDS:
        yield "duration", Sentence("0 to {most} seconds are wanted", {"most": MOST_SECONDS})
    rule = pack.rule(item.rule)
    if rule is None:
        yield "rule", Sentence("Choose one of those offered")
    else:
        yield from _asked(item, rule)
        yield from _taken(item, rule, pack)


def doubts(item: Item, pack: RulePack) -> Iterator[Wrong]:
    """What may be meant, and is worth a second look: how many are taken and how many chosen."""
    rule = pack.rule(item.rule)
    if rule is None or not takes(item, rule):
        return
    places = places_of(item, rule)
    if places >= len(item.options):
        yield "seats", Sentence("As many are taken as there are options")
    elif kind_of(item) is BallotKind.CHOOSE and places != item.maximum:
        told: dict[str, str | int] = {"places": places, "maximum": item.maximum}
        yield "maximum", Sentence("{places} are taken, and each chooses at most {maximum}", told)


def takes(item: Item, rule: Rule) -> bool:
    """Whether this poll takes some of its options."""
    asked = kind_of(item) in (BallotKind.CHOOSE, BallotKind.YES_NO)
    return asked and rule.resolution and bool(item.options)


def places_of(item: Item, rule: Rule) -> int:
    """How many of the options are taken."""
    form = laid_form(item.kind, item.options, item.maximum)
    return item.seats or rule.seats or form.maximum


def asked_of(item: Item, rule: Rule) -> Sentence:
    """How many are taken, of how many, and how many each may choose."""
    told: dict[str, str | int] = {"places": places_of(item, rule), "options": len(item.options)}
    if kind_of(item) is BallotKind.YES_NO:
        return Sentence("{places} of {options} are taken, yes or no to each", told)
    told["maximum"] = item.maximum
    return Sentence("{places} of {options} are taken, each chooses at most {maximum}", told)


def _texts(item: Item) -> Iterator[Wrong]:
    bounds = {"title": MOST_TITLE, "motion": MOST_MOTION, "text": 0}
    for entry, most in bounds.items():
        said = str(getattr(item, entry))
        if not said.strip():
            yield entry, Sentence("This must be filled in")
        elif most and len(said) > most:
            yield entry, Sentence("is longer than {most} letters", {"most": most})
        elif BLANK in said and entry == "motion":
            yield entry, Sentence("The blank in the title of the motion still stands")


def _asked(item: Item, rule: Rule) -> Iterator[Wrong]:
    kind = kind_of(item)
    if kind is BallotKind.FOR_AGAINST:
        if item.options:
            yield "options", Sentence("A poll for or against has no options")
        elif rule.resolution and rule.threshold is None:
            yield "options", Sentence("This rule takes the first of several: write the options")
        return
    if len(item.options) < 2 or len(set(item.options)) < len(item.options):
        yield "options", Sentence("Two different options or more are wanted, one a line")
    elif not laid_form(item.kind, item.options, item.maximum).possible:
        yield "maximum", Sentence("1 to {most} are wanted", {"most": len(item.options)})
    if kind is BallotKind.SCORE and rule.resolution:
        yield "kind", Sentence("A score resolves nothing; this rule makes a resolution")
    if item.secret and rule.by_area:
        yield "secrecy", Sentence("A poll counted by area cannot be secret")


def _taken(item: Item, rule: Rule, pack: RulePack) -> Iterator[Wrong]:
    """The pack must leave it to the meeting how many are taken, and there must be so many."""
    options = len(set(item.options))
    if not takes(item, rule) or not item.seats or options < 2:
        return
    if item.seats != rule.seats and not pack.left_open(rule.name, Part.SEATS):
        yield "seats", Sentence("The rule says {seats}", {"seats": rule.seats or "-"})
    elif item.seats > options:
        yield "seats", Sentence("1 to {most} are wanted", {"most": options})


def usual_kind(rule: Rule) -> BallotKind:
    """What a rule is for: one that takes the first of several is asked by choosing."""
    only = rule.resolution and rule.threshold is None
    return BallotKind.CHOOSE if only or rule.seats else BallotKind.FOR_AGAINST


def kind_of(item: Item) -> BallotKind:
    """What is asked, where it was not said."""
    if item.kind:
        return BallotKind(item.kind)
    return BallotKind.CHOOSE if item.options else BallotKind.FOR_AGAINST


def is_day(said: str) -> bool:
    """Whether this is an ISO day."""
    try:
        return date.fromisoformat(said).isoformat() == said
    except ValueError:
        return False


def item_of(typed: Mapping[str, str], rule: Rule | None) -> Item | tuple[Wrong, ...]:
    """The item of a form filled in by hand, or what is no number in it."""

    def said(entry: str) -> str:
        return typed.get(f"item_{entry}", "").strip()

    lines = tuple(line.strip() for line in said("options").splitlines() if line.strip())
    chooses = said("kind") != BallotKind.FOR_AGAINST
    counted = ("seats", "maximum", "duration")
    wrong = [entry for entry in counted if said(entry) and not _is_count(said(entry))]
    if wrong:
        return tuple((entry, Sentence("A whole number is wanted")) for entry in wrong)
    seats = int(said("seats") or (rule.seats if rule is not None else 0)) if chooses else 0
    usual = {"maximum": min(seats, len(lines)) or 1, "duration": 60}
    counts = {entry: int(said(entry) or usual[entry]) for entry in usual}
    return Item(
        title=said("title"),
        motion=said("motion"),
        text=said("text"),
        rule=said("rule"),
        noticed=said("noticed"),
        kind=said("kind"),
        options=lines,
        maximum=counts["maximum"],
        seats=seats,
        duration_s=counts["duration"],
        secret=said("secrecy") == "secret",
    )


def typed_of(item: Item, rule: Rule | None = None) -> dict[str, str]:
    """The form of an item that stands already; what its rule says of itself stands in it, too."""
    usual = rule.seats if rule is not None else 0
    told = {
        "title": item.title,
        "motion": item.motion,
        "text": item.text,
        "rule": item.rule,
        "noticed": item.noticed,
        "kind": kind_of(item),
        "options": "\n".join(item.options),
        "seats": str(item.seats or usual or ""),
        "maximum": str(item.maximum) if item.options else "",
        "duration": str(item.duration_s),
        "secrecy": "secret" if item.secret else "named",
    }
    return {f"item_{entry}": text for entry, text in told.items()}


ITEM_ENTRIES = tuple(typed_of(Item("", "", "", "")))
"""The fields of the form."""


def _is_count(said: str) -> bool:
    return said.isascii() and said.isdecimal() and len(said) < 6
