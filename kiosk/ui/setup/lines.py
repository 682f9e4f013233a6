"""The list beside each page: what a template brings, who is on the roll, what was found. No Qt."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kiosk.clerk.packtext import SHARES, share_text
from kiosk.clerk.rollfile import RollPreview
from kiosk.clerk.rolltelling import roll_heads
from kiosk.clerk.setup.draft import Item, Step
from kiosk.clerk.setup.items import asked_of, doubts, kind_of, takes, wrong_with
from kiosk.clerk.setup.pages import Listed, SetUpView
from kiosk.clerk.views import Light
from kiosk.meeting.ballot import BallotKind
from kiosk.meeting.rulepack import RulePack
from kiosk.meeting.rules import Part, Rule
from kiosk.ui.parts.lights import LIGHTS
from kiosk.ui.parts.phrases import tell
from kiosk.ui.parts.tokens import Mark, Tone
from kiosk.words import Words

SHOWN = 500
"""So many lines of a roll are shown; the count above them is of all."""


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line: a mark, what it is, and under it what there is to say."""

    title: str
    text: str
    mark: Mark
    tone: Tone
    chosen: bool


def heading_of(view: SetUpView, words: Words) -> str:
    """What the list is."""
    if view.refused is not None:
        count = len(view.refused.mistakes)
        told = "{file}: {count} mistakes, nothing was taken"
        return words.say(told, file=view.refused.file, count=count)
    if view.draft.step is Step.ROLL and view.roll is not None:
        voting = sum(line.delegate.votes for line in view.roll.lines)
        told = "{count} delegates, {voting} with a voting right"
        return words.say(told, count=len(view.roll.lines), voting=voting)
    return words.name("step_list", view.draft.step)


def lines_of_page(view: SetUpView, words: Words) -> tuple[LineRow, ...]:
    """The lines beside the page that is open."""
    if view.refused is not None:
        return tuple(_mistakes(view.refused, words))
    return tuple(BESIDE[view.draft.step](view, words))


def _heads(roll: RollPreview, words: Words) -> Iterator[LineRow]:
    """Which head was taken for which column; amber where one was taken for none."""
    told = "\n".join(roll_heads(roll, words))
    if told:
        passed = any(head and not column for head, column in roll.heads)
        mark, tone = LIGHTS[Light.WARN] if passed else (Mark.NONE, Tone.PLAIN)
        yield LineRow(words.say("Columns of the list"), told, mark, tone, chosen=False)


def _mistakes(listed: Listed, words: Words) -> Iterator[LineRow]:
    if listed.roll is not None:
        yield from _heads(listed.roll, words)
    for mistake in listed.mistakes:
        yield LineRow(mistake.told(words), "", Mark.CROSS, Tone.BAD, chosen=False)


def _plain(title: str, text: str, *, chosen: bool = False) -> LineRow:
    return LineRow(title, text, Mark.NONE, Tone.PLAIN, chosen)


def _of_meeting(view: SetUpView, words: Words) -> Iterator[LineRow]:
    if view.pack is None:
        return
    yield _plain(view.pack.title, view.pack.source)
    yield _plain(words.say("notice: {days} days", days=view.pack.notice_days), "")
    for rule in view.pack.rules:
        shares = " · ".join((*_shares(rule, words), *_places(rule, view.pack, words)))
        yield _plain(rule.title, f"{shares}\n{rule.article}" if shares else rule.article)


def _shares(rule: Rule, words: Words) -> Iterator[str]:
    for msgid, part in SHARES:
        share = getattr(rule, part)
        if share is not None:
            basis = words.name("basis", share.basis)
            yield f"{words.say(msgid)}: {share_text(share)} × {basis}"


def _places(rule: Rule, pack: RulePack, words: Words) -> Iterator[str]:
    if rule.seats and pack.left_open(rule.name, Part.SEATS):
        yield words.say("places: {seats}, or as each item says", seats=rule.seats)
    elif rule.seats:
        yield words.say("places: {seats}", seats=rule.seats)


def _of_roll(view: SetUpView, words: Words) -> Iterator[LineRow]:
    if view.roll is None:
        return
    yield from _heads(view.roll, words)
    for line in view.roll.lines[:SHOWN]:
        delegate, person = line.delegate, line.person
        parts = [words.name("class", delegate.delegate_class)]
        parts += [] if delegate.votes else [words.say("no voting right")]
        parts += [person.group] * bool(person.group)
        parts += [words.say("keypad {number}", number=line.keypad)] * bool(line.keypad)
        title = f"{delegate.number}   {person.name}   {delegate.seat}"
        yield _plain(title, " · ".join(parts))


def _of_agenda(view: SetUpView, words: Words) -> Iterator[LineRow]:
    for at, item in enumerate(view.draft.items):
        wrong = next(wrong_with(item, view.pack), None) if view.pack is not None else None
        doubt = next(doubts(item, view.pack), None) if view.pack is not None else None
        right = Light.GOOD if doubt is None else Light.WARN
        mark, tone = LIGHTS[right if wrong is None else Light.BAD]
        text = _rule_of(item, view, words)
        if wrong is not None:
            entry = words.name("set_up_entry", f"item_{wrong[0]}")
            text = words.say("{entry}: {what}", entry=entry, what=tell(wrong[1], words))
        title = f"{at + 1}   {item.title} · {item.motion}"
        yield LineRow(title, text, mark, tone, at == view.chosen)


def _rule_of(item: Item, view: SetUpView, words: Words) -> str:
    rule = view.pack.rule(item.rule) if view.pack is not None else None
    parts = [rule.title if rule is not None else item.rule]
    kind = kind_of(item)
    if rule is not None and takes(item, rule):
        parts.append(tell(asked_of(item, rule), words))
    elif kind is not BallotKind.FOR_AGAINST:
        parts.append(words.say("{kind}, options: {count}", kind=words.name("kind", kind),
                               count=len(item.options)))  # fmt: skip
    parts.append(words.name("choice", "secret" if item.secret else "named"))
    if item.duration_s:
        parts.append(words.say("{seconds} s", seconds=item.duration_s))
    return " · ".join(parts)


def _of_officers(view: SetUpView, words: Words) -> Iterator[LineRow]:
    for at, one in enumerate(view.officers):
        mark, tone = LIGHTS[Light.GOOD if one.present else Light.OFF]
        text = words.say("with a key") if one.present else words.say("not in this meeting")
        office = words.name("office", one.office)
        yield LineRow(f"{one.name}   {office}", text, mark, tone, at == view.chosen)


def _of_equipment(view: SetUpView, words: Words) -> Iterator[LineRow]:
    for at, base in enumerate(view.draft.bases):
        mark, tone = LIGHTS[Light.GOOD if base.used else Light.OFF]
        used = words.say("is used") if base.used else words.say("is not used")
        count = words.say("keypads: {count}", count=base.keypads)
        identity = words.retold(base.identity) or base.identity
        text = " · ".join(part for part in (used, count, identity, base.port) if part)
        title = words.say("Base {protocol}", protocol=_protocol(base.protocol, words))
        yield LineRow(title, text, mark, tone, at == view.chosen)
    mark, tone = LIGHTS[Light.GOOD]
    for at, port in enumerate(view.draft.scanners, start=1):
        title = words.say("Scanner of desk {desk}", desk=at)
        yield LineRow(title, port, mark, tone, chosen=False)
    yield from (_shut(told, words) for told in view.shut)
    yield from _lights(view, words, Step.EQUIPMENT)


def _protocol(name: str, words: Words) -> str:
    """What the maker calls it; one that was brought along is called as it calls itself."""
    said = words.name("protocol", name)
    return name if said == f"protocol:{name}" else said


def _shut(told: str, words: Words) -> LineRow:
    """A port that could not be asked: `where: what; cure`, as a fault says itself."""
    where, _, rest = told.partition(": ")
    parts = [words.retold(part) or part for part in rest.split("; ")]
    mark, tone = LIGHTS[Light.WARN]
    return LineRow(where, "\n".join(parts), mark, tone, chosen=False)


def _of_ready(view: SetUpView, words: Words) -> Iterator[LineRow]:
    for light in (Light.BAD, Light.WARN, Light.GOOD):
        for line in view.lines:
            if line.light is light:
                mark, tone = LIGHTS[light]
                page = words.name("step", line.step)
                title = words.say("{entry}: {what}", entry=page, what=tell(line.what, words))
                yield LineRow(title, tell(line.cure, words), mark, tone, chosen=False)


def _lights(view: SetUpView, words: Words, step: Step) -> Iterator[LineRow]:
    for line in view.lines:
        if line.step is step:
            mark, tone = LIGHTS[line.light]
            yield LineRow(tell(line.what, words), tell(line.cure, words), mark, tone, chosen=False)


BESIDE: dict[Step, Callable[[SetUpView, Words], Iterator[LineRow]]] = {
    Step.MEETING: _of_meeting,
    Step.ROLL: _of_roll,
    Step.AGENDA: _of_agenda,
    Step.OFFICERS: _of_officers,
    Step.EQUIPMENT: _of_equipment,
    Step.READY: _of_ready,
}
