"""What the set-up shows: from the clerk's view to display-ready texts and closed lists. No Qt."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kiosk.clerk.forms import Kind
from kiosk.clerk.setup.draft import STEPS, Step
from kiosk.clerk.setup.items import is_day
from kiosk.clerk.setup.pages import (
    Deed,
    Offer,
    Question,
    SetUpView,
    forward,
    offers,
    questions,
    step_after,
)
from kiosk.clerk.setup.ready import NO_SUCH_DAY, Line
from kiosk.clerk.views import Light
from kiosk.meeting.outcome import Sentence
from kiosk.ui.parts.entries import EntryRow
from kiosk.ui.parts.lights import LIGHTS
from kiosk.ui.parts.phrases import next_language, tell
from kiosk.ui.parts.tokens import Mark, Tone
from kiosk.ui.setup.chords import CHORDS
from kiosk.ui.setup.lines import LineRow, heading_of, lines_of_page
from kiosk.words import Words

WORST = (Light.BAD, Light.WARN, Light.GOOD)
MARKED = frozenset({Step.AGENDA, Step.OFFICERS, Step.EQUIPMENT})
"""Pages on which a line can be marked."""


@dataclass(frozen=True, slots=True)
class StepRow:
    """A page among the others: its number, its light, what stands there."""

    step: str
    number: str
    label: str
    text: str
    mark: Mark
    tone: Tone
    current: bool


@dataclass(frozen=True, slots=True)
class DeedRow:
    """A button of the page: why it may not be pressed stands in `reason`."""

    deed: str
    label: str
    chord: str
    ready: bool
    reason: str


@dataclass(frozen=True, slots=True)
class SetUpProps:
    """Everything in the window."""

    folder: str
    language: str
    practice: bool
    steps: tuple[StepRow, ...]
    heading: str
    note: str
    entries: tuple[EntryRow, ...]
    deeds: tuple[DeedRow, ...]
    lines_heading: str
    lines: tuple[LineRow, ...]
    lines_marked: bool
    lines_wide: bool
    told: str
    told_mark: Mark
    told_tone: Tone
    busy: bool
    next: str
    next_deed: str
    next_chord: str
    next_ready: bool
    next_reason: str
    back: bool


def derive(view: SetUpView, words: Words, secrets: Mapping[str, str]) -> SetUpProps:
    """The props of a view; `secrets` are the passphrases that are being typed."""
    ahead = forward(view)
    told, light = _told(view, words)
    mark, tone = LIGHTS[light]
    return SetUpProps(
        folder=view.folder,
        language=next_language(words),
        practice=view.draft.practice,
        steps=tuple(_steps(view, words)),
        heading=_heading(view, words),
        note=_note(view, words),
        entries=tuple(_entry(one, view, words, secrets) for one in questions(view)),
        deeds=tuple(_deed(one, words) for one in offers(view)),
        lines_heading=heading_of(view, words),
        lines=lines_of_page(view, words),
        lines_marked=view.draft.step in MARKED and view.refused is None,
        lines_wide=view.draft.step is Step.READY or view.refused is not None,
        told=told,
        told_mark=mark if told else Mark.NONE,
        told_tone=tone,
        busy=view.busy is not None,
        next=_next(view, ahead, words),
        next_deed=ahead.deed,
        next_chord=CHORDS[ahead.deed],
        next_ready=ahead.why_not is None,
        next_reason=tell(ahead.why_not, words) if ahead.why_not is not None else "",
        back=view.draft.step is not STEPS[0] and not view.draft.item and view.busy is None,
    )


def _next(view: SetUpView, ahead: Offer, words: Words) -> str:
    """What is done next, and to which page it leads."""
    if ahead.deed is not Deed.NEXT:
        return words.name("set_up", ahead.deed)
    page = words.name("step", step_after(view.draft.step, 1))
    return words.say("Next: {page}", page=page)


def _heading(view: SetUpView, words: Words) -> str:
    if view.draft.item > len(view.draft.items):
        return words.say("A new item")
    if view.draft.item:
        return words.say("Item {number}", number=view.draft.item)
    return words.name("step_heading", view.draft.step)


def _note(view: SetUpView, words: Words) -> str:
    if view.draft.item:
        return words.say("The text is what the hall decides on, word for word.")
    if view.draft.step is Step.OFFICERS and not view.waiting:
        return words.say("These are the officers of this hall. Others are enrolled at the console.")
    return words.name("step_note", view.draft.step)


def _told(view: SetUpView, words: Words) -> tuple[str, Light]:
    """What is going on, else what came of the last deed."""
    if view.busy is not None:
        return words.say("{what} …", what=tell(view.busy, words)), Light.OFF
    if view.problem is not None:
        return said(view.problem, words), Light.BAD
    return (said(view.note, words), Light.GOOD) if view.note is not None else ("", Light.OFF)


def said(sentence: Sentence, words: Words) -> str:
    """A sentence of the clerk; why a file could not be used is said in words, too."""
    why = sentence.args.get("why", "")
    args = {**sentence.args, "why": words.say(str(why))} if why else sentence.args
    return tell(Sentence(sentence.msgid, args), words)


def _steps(view: SetUpView, words: Words) -> Iterator[StepRow]:
    for number, step in enumerate(STEPS, start=1):
        lines = [line for line in view.lines if line.step is step]
        worst = next((one for one in WORST if any(line.light is one for line in lines)), Light.GOOD)
        light = _light_of_all(view.lines) if step is Step.READY else worst
        mark, tone = LIGHTS[light]
        first = next((line for line in lines if line.light is light), None)
        yield StepRow(
            step=step,
            number=str(number),
            label=words.name("step", step),
            text=tell(first.what, words) if first is not None else "",
            mark=mark,
            tone=tone,
            current=step is view.draft.step,
        )


def _light_of_all(lines: tuple[Line, ...]) -> Light:
    return next((one for one in WORST if any(line.light is one for line in lines)), Light.GOOD)


def _deed(offer: Offer, words: Words) -> DeedRow:
    return DeedRow(
        deed=offer.deed,
        label=words.name("set_up", offer.deed),
        chord=CHORDS[offer.deed],
        ready=offer.why_not is None,
        reason=tell(offer.why_not, words) if offer.why_not is not None else "",
    )


def _entry(asked: Question, view: SetUpView, words: Words, secrets: Mapping[str, str]) -> EntryRow:
    typed = secrets if asked.kind is Kind.SECRET else view.draft.typed
    plain = asked.name.removeprefix("item_")
    slips = dict(view.wrong) if asked.name.startswith("item_") else {}
    wrong = slips.get(plain, _no_day(asked, view))
    return EntryRow(
        name=asked.name,
        kind=asked.kind,
        label=_label(asked, words),
        value=typed.get(asked.name, ""),
        slip=tell(wrong, words) if wrong is not None else "",
        values=asked.choices,
        labels=tuple(_choices(asked, words)),
        wide=asked.wide,
    )


def _no_day(asked: Question, view: SetUpView) -> Sentence | None:
    """Why the day of the meeting cannot stand so; the days of items are told when they are kept."""
    day = view.draft.says(asked.name)
    if asked.name != "day" or not day or is_day(day):
        return None
    return Sentence(NO_SUCH_DAY, {"day": day})


def _label(asked: Question, words: Words) -> str:
    label = words.name("set_up_entry", asked.name)
    if asked.needed or asked.kind is Kind.DAY:
        return label
    if asked.empty is None:
        return words.say("{entry} (may stay empty)", entry=label)
    usual = str(asked.empty) if isinstance(asked.empty, int) else tell(asked.empty, words)
    return words.say("{entry} (empty: {usual})", entry=label, usual=usual)


def _choices(asked: Question, words: Words) -> Iterator[str]:
    for at, choice in enumerate(asked.choices):
        if at < len(asked.labels):
            yield asked.labels[at]
        else:
            yield words.name(asked.domain, choice)
