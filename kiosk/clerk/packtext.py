"""A rule pack for the eye, so that any outcome can be followed from the paper to the article."""

from collections.abc import Iterator
from fractions import Fraction

from kiosk.meeting.rulepack import RulePack
from kiosk.meeting.rules import Rule, Share
from kiosk.words import Words

SHARES = (
    ("Attendance when the poll opens", "attendance"),
    ("Participation when it has closed", "participation"),
    ("Threshold", "threshold"),
)
FLAGS = (
    ("by heads and by area, each", "by_area"),
    ("secret polls only", "secret_only"),
    ("on paper only", "paper_only"),
)


def pack_lines(pack: RulePack, words: Words) -> Iterator[str]:
    """The pack, then each rule with its article and every share that decides."""
    yield f"{pack.pack} {pack.version}  {pack.title}"
    yield f"  {pack.source}"
    yield "  " + words.say(
        "in force from {day}; notice {days} days; the chair acknowledges silence above {share}",
        day=pack.effective,
        days=pack.notice_days,
        share=fraction_text(pack.silent_share),
    )
    yield "  " + " → ".join(words.name("phase", phase) for phase in pack.phases)
    yield f"  SHA-256 {pack.sha256}"
    for rule in pack.rules:
        yield ""
        yield from _rule_lines(rule, words)


def _rule_lines(rule: Rule, words: Words) -> Iterator[str]:
    yield f"{rule.name}  {rule.title}"
    yield f"  {rule.article}"
    for msgid, name in SHARES:
        share: Share | None = getattr(rule, name)
        if share is not None:
            basis = words.name("basis", share.basis)
            yield f"  {words.say(msgid)}: {share_text(share)} × {basis}"
    if not rule.resolution:
        yield "  " + words.say("An opinion was asked for: it makes no resolution")
    if rule.seats:
        yield "  " + words.say("places: {seats}", seats=rule.seats)
    said = [words.name("tie", rule.tie), words.name("recusal", rule.recused)]
    said += [words.say(msgid) for msgid, name in FLAGS if getattr(rule, name)]
    yield "  " + "; ".join(said)


def fraction_text(fraction: Fraction) -> str:
    """2/3, also 1/1."""
    return f"{fraction.numerator}/{fraction.denominator}"


def share_text(share: Share) -> str:
    """≥ 2/3, or > 1/2."""
    sign = ">" if share.strict else "\N{GREATER-THAN OR EQUAL TO}"
    return f"{sign} {fraction_text(share.fraction)}"
