"""The ruled rows that the vote record and the zero report share."""

from collections.abc import Iterable, Sequence

from kiosk.meeting.ballot import BallotKind, Channel
from kiosk.meeting.motion import Motion
from kiosk.meeting.poll import PollPlan
from kiosk.meeting.record import Attendance, EquipmentLine, Heading
from kiosk.printing.blocks import Block
from kiosk.printing.forms import Particular, particular
from kiosk.printing.pen import MM
from kiosk.printing.phrases import clauses, condition, digest, iso_day, joined, set_for_meeting
from kiosk.printing.tables import Align, Column, listing
from kiosk.words import Words

ABSTRACT = 88
ASKED = {
    BallotKind.CHOOSE: "choose {least} to {most} of {of}",
    BallotKind.SCORE: "a score from 1 to {of}",
    BallotKind.YES_NO: "yes or no to each of {of}, {least} to {most} yes",
}


def meeting_row(words: Words, heading: Heading) -> Particular:
    """会议: what meets, who called it."""
    return particular(
        words.say("Meeting"),
        "   ".join(part for part in (heading.title, heading.session_title) if part),
    )


def basis_row(words: Words, heading: Heading) -> Particular:
    """依据: the rule pack, its version, its source and hash."""
    pack = words.say("rule pack {pack} {version}", pack=heading.pack, version=heading.pack_version)
    return particular(
        words.say("Legal basis"),
        joined(words, (heading.pack_title, pack, heading.pack_source)),
        f"SHA-256 {digest(heading.pack_sha256)}",
    )


def place_row(words: Words, heading: Heading) -> Particular:
    """地点: where, who called the meeting, who is in the chair."""
    called = words.say("convened by {convener}", convener=heading.convener)
    chaired = words.say("chaired by {chair}", chair=heading.chair) if heading.chair else ""
    return particular(words.say("Place"), joined(words, (heading.place, called, chaired)))


def attendance_row(words: Words, held: Attendance) -> Particular:
    """到会: 应到, 实到, 缺席, 列席, the quorum and whether it was reached."""
    counts = words.say(
        "Entitled {roll}   present {present}   excused {excused}   absent {absent}   "
        "attending without vote {others}",
        roll=held.roll,
        present=held.present,
        excused=held.excused,
        absent=held.absent - held.excused,
        others=held.attendees,
    )
    if not held.needed:
        return particular(words.say("Attendance"), counts)
    reached = (
        "Quorum {needed}: reached"
        if held.present >= held.needed
        else "Quorum {needed}: NOT reached"
    )
    return particular(
        words.say("Attendance"), f"{counts}   {words.say(reached, needed=held.needed)}"
    )


def item_row(
    words: Words, plan: PollPlan, item_title: str, motion: Motion, fine: str = ""
) -> Particular:
    """表决事项: the item, the motion and its version; `fine` below them in small type."""
    item = words.say("Item {item}: {title}", item=plan.item, title=item_title)
    text = words.say("Motion: {title} (version {n})", title=motion.title, n=motion.version)
    return particular(words.say("Matter"), f"{item}\n{text}", fine)


def abstract(motion: Motion) -> str:
    """The text when it is short, else its beginning."""
    text = " ".join(motion.text.split())
    return text if is_short(motion) else text[:ABSTRACT] + "…"


def is_short(motion: Motion) -> bool:
    """Whether the whole text stands on the first page."""
    return len(" ".join(motion.text.split())) <= ABSTRACT + 20


def text_row(words: Words, motion: Motion, noticed: str) -> Particular:
    """议案文本: text or abstract, its hash, the day of its notice."""
    day = (
        words.say("Noticed on {day}", day=iso_day(words, noticed))
        if noticed
        else words.say("Not noticed")
    )
    sha = f"SHA-256 {digest(motion.sha256)}"
    if is_short(motion):
        return particular(words.say("Text"), abstract(motion), joined(words, (day, sha)))
    whole = words.say("{n} characters, full text in Annex 4", n=len(motion.text))
    notes = f"{joined(words, (day, whole))}\n{sha}"
    return particular(words.say("Text"), abstract(motion), notes)


def _channels(words: Words, plan: PollPlan, channels: Sequence[Channel]) -> Iterable[str]:
    """By what the hall was asked, and why not by keypads."""
    if Channel.KEYPADS in channels:
        yield words.say("by keypad")
    others = [channel for channel in channels if channel is not Channel.KEYPADS]
    yield from (words.say("by {channel}", channel=words.name("channel", one)) for one in others)
    if plan.because:
        yield words.name("because", plan.because)


def _which_press(words: Words, plan: PollPlan, channels: Sequence[Channel]) -> Iterable[str]:
    if Channel.KEYPADS in channels:
        last = plan.last_press_counts
        yield words.say("last press counts") if last else words.say("first press counts")


def way_row(
    words: Words,
    plan: PollPlan,
    zero_report: str = "",
    channels: Sequence[Channel] = (),
) -> Particular:
    """表决方式: named or secret, which press counts, how long, which round."""
    minutes = words.say("preset {n} s", n=plan.duration_s) if plan.duration_s else ""
    form, channels = plan.form, channels or (plan.channel,)
    asked = ASKED.get(form.kind, "")
    limits = {"least": form.minimum, "most": form.maximum, "of": len(form.options)}
    parts = (
        words.say("Named") if plan.named else words.say("Secret"),
        *_channels(words, plan, channels),
        words.say(asked, **limits) if asked else "",
        *_which_press(words, plan, channels),
        minutes or words.say("until the chair ends it"),
        words.say("poll {poll}, round {round}", poll=plan.poll, round=plan.round),
        words.say("between those tied in poll {poll}", poll=plan.of_poll) if plan.of_poll else "",
    )
    before = words.say("zero report {number}", number=zero_report) if zero_report else ""
    return particular(words.say("Way of voting"), joined(words, parts), before)


def rule_row(words: Words, plan: PollPlan) -> Particular:
    """通过条件: the rule, its share and denominator, its article."""
    rule = plan.rule
    places = words.say("{n} places", n=plan.places)
    options = plan.form.kind in (BallotKind.CHOOSE, BallotKind.YES_NO)
    choose = rule.resolution and plan.form.kind is not BallotKind.FOR_AGAINST
    return particular(
        words.say("Passes when"),
        clauses(
            words, (condition(words, plan.deciding, of_options=options), places if choose else "")
        ),
        joined(
            words,
            (
                rule.title,
                rule.article,
                words.name("recusal", rule.recused),
                set_for_meeting(words, rule),
            ),
        ),
    )


def identity(words: Words, told: str) -> str:
    """What a base says it is; the words of our own drivers around it are said in the language."""
    return words.retold(told) or told


def equipment(words: Words, lines: tuple[EquipmentLine, ...], *, compared: bool = True) -> Block:
    """The bases that took part, and how their accounts compared; before a poll there is none."""
    columns = (
        Column(words.say("Base"), 22 * MM),
        Column(words.say("Driver"), 28 * MM),
        Column(words.say("Says it is"), 65 * MM if compared else 95 * MM),
        Column(words.say("Losses"), 20 * MM, Align.RIGHT),
        *((Column(words.say("Key table"), 30 * MM, Align.CENTRE),) if compared else ()),
    )
    told = {True: "agrees", False: "differs", None: "none"}
    return listing(
        columns,
        (
            (
                line.base,
                line.protocol,
                identity(words, line.identity),
                str(line.losses),
                *((words.name("table", told[line.table_agrees]),) if compared else ()),
            )
            for line in lines
        ),
    )
