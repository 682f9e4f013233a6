"""会议纪要 as paragraphs: the same words for the PDF and for the file an office edits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.meeting.ballot import BallotKind
from kiosk.meeting.minutes import Minutes, MinutesItem
from kiosk.meeting.outcome import Verdict
from kiosk.meeting.poll import Stage
from kiosk.meeting.poll_accounts import PollAccount
from kiosk.printing.phrases import clauses, clock, day, iso_day, offices
from kiosk.words import Words


class Level(StrEnum):
    """What a paragraph is in the draft."""

    SECTION = "section"
    ITEM = "item"
    BODY = "body"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph and its level."""

    level: Level
    text: str


def draft_title(held: Minutes, words: Words) -> str:
    """Which meeting's minutes these are, and that they are a draft."""
    heading = held.heading
    if not heading.session_title:
        return words.say("Minutes of {meeting} (draft)", meeting=heading.title)
    return words.say(
        "Minutes of {meeting}, {session} (draft)",
        meeting=heading.title,
        session=heading.session_title,
    )


def paragraphs(held: Minutes, words: Words) -> tuple[Paragraph, ...]:
    """The whole draft."""
    return tuple(
        paragraph
        for msgid, body in (
            ("I. The meeting", _meeting(held, words)),
            ("II. What was considered and polled", _items(held, words)),
            ("III. What was resolved", _resolved(held, words)),
            ("IV. Duties", _duties(held, words)),
            ("V. Objections", _objections(held, words)),
            ("VI. About this draft", _about(held, words)),
        )
        for paragraph in (Paragraph(Level.SECTION, words.say(msgid)), *body)
    )


def _meeting(held: Minutes, words: Words) -> Iterable[Paragraph]:
    heading, minutes = held.heading, held.heading.utc_offset_min
    until = clock(held.until, minutes)[:5]
    yield _body(
        words.say(
            "On {day} the meeting sat at {place} from {began} to {until}. It was convened by "
            "{convener} and chaired by {chair}.",
            day=day(words, held.began, minutes),
            place=heading.place or words.say("a place not noted"),
            began=clock(held.began, minutes)[:5],
            until=until if held.closed else words.say("(not closed yet)"),
            convener=heading.convener or words.say("nobody noted"),
            chair=heading.chair or words.say("nobody noted"),
        )
    )
    yield _body(
        words.say(
            "Entitled were {roll}; {came} came, {excused} were excused, {absent} were absent "
            "without leave. {others} attended without a vote.",
            roll=held.entitled,
            came=held.came,
            excused=held.excused,
            absent=held.entitled - held.came - held.excused,
            others=held.attendees_came,
        )
    )
    yield _body(words.say("Officers: {list}.", list=offices(words, held.officers)))
    yield _body(
        words.say(
            "The meeting followed {title} (rule pack {pack}, version {version}).",
            title=heading.pack_title,
            pack=heading.pack,
            version=heading.pack_version,
        )
    )


def _items(held: Minutes, words: Words) -> Iterable[Paragraph]:
    if not held.items:
        yield _body(words.say("No item stood on the agenda."))
    for item in held.items:
        head = words.say("({n}) {title}", n=item.item, title=item.title)
        yield Paragraph(Level.ITEM, head)
        yield from _item(item, words)


def _item(item: MinutesItem, words: Words) -> Iterable[Paragraph]:
    if item.motion:
        notice = (
            words.say("noticed on {day}", day=iso_day(words, item.noticed)) if item.noticed else ""
        )
        amends = words.say("amends item {item}", item=item.amends) if item.amends else ""
        said = "Considered was “{title}” (version {n})"
        if not item.polls:
            said = "Put to the meeting was “{title}” (version {n})"
        text = words.say(said, title=item.motion, n=item.version)
        yield _body(clauses(words, (text, notice, amends)) + words.say("."))
    for poll in item.polls:
        yield _body(_poll(poll, words))
    if item.withdrawn:
        yield _body(words.say("The item was withdrawn: {reason}.", reason=item.withdrawn))
    elif not item.polls:
        yield _body(words.say("No poll was held on this item."))


def _poll(one: PollAccount, words: Words) -> str:
    named = words.say("Named") if one.named else words.say("Secret")
    lead = words.say(
        "Poll {poll} ({named}, round {round})", poll=one.poll, named=named, round=one.round
    )
    if one.stage == Stage.VOID:
        reason = one.voided.reason if one.voided is not None else ""
        return words.say("{poll} was put aside: {reason}.", poll=lead, reason=reason)
    if one.tally is None or one.outcome is None:
        stage = words.name("stage", one.stage)
        return words.say("{poll} has not been declared ({stage}).", poll=lead, stage=stage)
    computed = clauses(words, (words.say(s.msgid, **s.args) for s in one.outcome.computation))
    return words.say(
        "{poll}: {counts}. {computation}. {by} declared on the spot: {outcome}.",
        poll=lead,
        counts=_counts(one, words),
        computation=computed,
        by=one.declared_by,
        outcome=_outcome(one, words),
    )


def _counts(one: PollAccount, words: Words) -> str:
    tally = one.tally
    assert tally is not None
    rest = words.say(
        "not pressed {silent}, void {void}, recused {recused}",
        silent=tally.not_pressed,
        void=tally.void,
        recused=tally.recused,
    )
    if one.form.kind is BallotKind.FOR_AGAINST:
        asked = words.say(
            "in favour {yes}, against {no}, abstaining {abstain}",
            yes=tally.in_favour,
            no=tally.against,
            abstain=tally.abstain,
        )
        return words.say(", ").join((asked, rest))
    votes = (
        words.say("{option}: {n}", option=option, n=n)
        for option, n in zip(one.form.options, tally.options, strict=True)
    )
    valid = words.say("valid {n}", n=tally.chosen)
    return clauses(words, (words.say(", ").join((valid, rest)), *votes))


def _outcome(one: PollAccount, words: Words) -> str:
    assert one.outcome is not None
    verdict = words.name("verdict", one.outcome.verdict)
    taken = [one.form.options[option - 1] for option in one.outcome.taken]
    if not taken:
        return verdict
    names = words.say(", ").join(taken)
    said = "{verdict}, elected {names}" if one.elects else "{verdict}, taken {names}"
    return words.say(said, verdict=verdict, names=names)


def _resolved(held: Minutes, words: Words) -> Iterable[Paragraph]:
    passed = [
        poll
        for item in held.items
        for poll in item.polls
        if poll.stage == Stage.DECLARED
        and poll.outcome is not None
        and poll.outcome.verdict is Verdict.PASSED
    ]
    if not passed:
        yield _body(words.say("No motion was passed."))
    for n, poll in enumerate(passed, start=1):
        taken = _outcome(poll, words)
        record = words.say("vote record {number}", number=poll.record) if poll.record else ""
        said = clauses(words, (words.say("“{title}”", title=poll.motion_title), taken, record))
        yield _body(words.say("{n}. {said}.", n=n, said=said))


def _duties(held: Minutes, words: Words) -> Iterable[Paragraph]:
    if not held.duties:
        yield _body(words.say("No duty was assigned."))
    for duty in held.duties:
        day_due = iso_day(words, duty.due.isoformat())
        due = words.say("provisional {day}", day=day_due) if duty.unpublished else day_due
        yield _body(
            words.say(
                "{n}. {unit}: {task}, by {due}.",
                n=duty.duty,
                unit=duty.unit,
                task=duty.task,
                due=due,
            )
        )


def _objections(held: Minutes, words: Words) -> Iterable[Paragraph]:
    if not held.objections:
        yield _body(words.say("Nobody objected."))
    for by, text in held.objections:
        yield _body(words.say("{by} objected: {text}", by=by, text=text) + words.say("."))


def _about(held: Minutes, words: Words) -> Iterable[Paragraph]:
    yield _body(
        words.say(
            "This draft was drawn from entries 0 to {entry} of the book of the meeting. It becomes "
            "minutes when somebody in charge has checked, completed and signed it.",
            entry=held.book.entry,
        )
    )


def _body(text: str) -> Paragraph:
    return Paragraph(Level.BODY, text)


def of_level(told: Sequence[Paragraph], level: Level) -> list[str]:
    """The texts of one level."""
    return [one.text for one in told if one.level is level]
