"""A rule pack for the eye, so that any outcome can be followed from the paper to the article."""

from collections.abc import Iterator
from fractions import Fraction

from kiosk.meeting.rulepack import Question, RulePack
from kiosk.meeting.rules import Part, Rule, Share
from kiosk.words import Words

SHARES = (
    ("Attendance when the poll opens", Part.ATTENDANCE),
    ("Participation when it has closed", Part.PARTICIPATION),
    ("Threshold", Part.THRESHOLD),
)
FLAGS = (
    ("by heads and by area, each", "by_area"),
    ("secret polls only", "secret_only"),
    ("on paper only", "paper_only"),
)


def pack_lines(pack: RulePack, words: Words) -> Iterator[str]:
    """The pack, then each rule with its article; under every number where it comes from."""
    yield f"{pack.pack} {pack.version}  {pack.title}"
    yield f"  {pack.source}"
    yield "  " + words.say("in force from {day}", day=pack.effective)
    yield f"  SHA-256 {pack.sha256}"
    yield "  " + " → ".join(words.name("phase", phase) for phase in pack.phases)
    silent, attention = fraction_text(pack.silent_share), fraction_text(pack.attention)
    numbers = {
        "notice_days": words.say("notice: {days} days", days=pack.notice_days),
        "silent_share": words.say("silence the chair acknowledges: above {share}", share=silent),
        "attention": words.say(
            "attention an item needs where it is demanded: above {share}", share=attention
        ),
    }
    for number, said in numbers.items():
        yield f"  {said}"
        yield f"    {ground_text(pack, number, words)}"
    for rule in pack.rules:
        yield ""
        yield from _rule_lines(pack, rule, words)
    for question in pack.questions:
        yield ""
        yield from _question_lines(question, words)


def _rule_lines(pack: RulePack, rule: Rule, words: Words) -> Iterator[str]:
    yield f"{rule.name}  {rule.title}"
    yield f"  {rule.article}"
    for msgid, part in SHARES:
        share: Share | None = getattr(rule, part)
        if share is not None:
            basis = words.name("basis", share.basis)
            yield f"  {words.say(msgid)}: {share_text(share)} × {basis}"
            yield from _from(pack, rule, part, words)
    if not rule.resolution:
        yield "  " + words.say("An opinion was asked for: it makes no resolution")
    if rule.seats:
        yield "  " + words.say("places: {seats}", seats=rule.seats)
        yield from _from(pack, rule, Part.SEATS, words)
    said = [words.name("tie", rule.tie), words.name("recusal", rule.recused)]
    said += [words.say(msgid) for msgid, name in FLAGS if getattr(rule, name)]
    yield "  " + "; ".join(said)


def _from(pack: RulePack, rule: Rule, part: Part, words: Words) -> Iterator[str]:
    yield f"    {ground_text(pack, f'{rule.name}.{part}', words)}"
    left = pack.left_open(rule.name, part)
    if left and part is Part.SEATS:
        yield "    " + words.say("may be set for each poll")
    elif left:
        what = ", ".join(words.name("left_open", name) for name in left)
        yield "    " + words.say("may be set for each meeting: {what}", what=what)
    if part in rule.set_for_meeting:
        yield "    " + words.say("set for this meeting: {parts}", parts=words.name("part", part))


def _question_lines(question: Question, words: Words) -> Iterator[str]:
    yield f"{question.name}  {question.title}"
    yield "  " + words.say("the pack asks: {asks}", asks=question.asks)
    yield "  " + words.say("answered by one of: {rules}", rules=", ".join(question.answers))


def ground_text(pack: RulePack, number: str, words: Words) -> str:
    """Where a number comes from: source, article, how it was checked, since when it holds."""
    ground = pack.ground(number)
    if ground is None:
        return words.say("no source given")
    source = ground.source
    mark = f"[{source.mark}] {words.name('mark', source.mark)}"
    since = words.say("in force from {day}", day=source.effective)
    return f"{source.title} · {ground.article} · {mark} · {since}"


def fraction_text(fraction: Fraction) -> str:
    """2/3, also 1/1."""
    return f"{fraction.numerator}/{fraction.denominator}"


def share_text(share: Share) -> str:
    """≥ 2/3, or > 1/2."""
    sign = ">" if share.strict else "\N{GREATER-THAN OR EQUAL TO}"
    return f"{sign} {fraction_text(share.fraction)}"
