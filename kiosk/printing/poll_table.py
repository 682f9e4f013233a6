"""All polls of a meeting in one table, and the sums of their presses in another."""

from collections.abc import Iterable, Sequence

from kiosk.meeting.ballot import BallotKind
from kiosk.meeting.poll import Stage
from kiosk.meeting.poll_accounts import PollAccount
from kiosk.printing.blocks import BODY, Block, prose
from kiosk.printing.pen import MM
from kiosk.printing.phrases import clauses
from kiosk.printing.tables import Align, Column, listing
from kiosk.words import Words

FIGURES = (
    ("In favour", "in_favour", 11),
    ("Against", "against", 13),
    ("Abstaining", "abstain", 17),
    ("Valid", "chosen", 11),
    ("Not pressed", "not_pressed", 13),
    ("Void", "void", 11),
    ("Recused", "recused", 14),
)
"""Head, member of the tally, width in mm: no English head is broken within a word."""


def poll_table(polls: Sequence[PollAccount], words: Words, *, again: str) -> list[Block]:
    """One row a poll: what was asked, every bucket, what came of it."""
    if not polls:
        return list(prose(words.say("No poll was laid down."), BODY))
    columns = (
        Column(words.say("No."), 11 * MM, Align.CENTRE),
        Column(words.say("Item and motion"), 36 * MM),
        *(Column(words.say(head), mm * MM, Align.CENTRE) for head, _, mm in FIGURES),
        Column(words.say("Outcome"), 28 * MM),
    )
    rows = (
        (
            str(one.poll),
            clauses(words, (words.say("Item {item}", item=one.item), one.motion_title)),
            *(_figure(one, member) for _, member, _ in FIGURES),
            outcome(one, words),
        )
        for one in polls
    )
    return [listing(columns, rows, again=words.say("{annex} (continued)", annex=again))]


def _figure(one: PollAccount, member: str) -> str:
    tally = one.tally
    if tally is None:
        return "–"
    of_options = one.form.kind is not BallotKind.FOR_AGAINST
    if member == "chosen":
        return str(tally.chosen) if of_options else "–"
    if of_options and member in ("in_favour", "against", "abstain"):
        return "–"
    return str(getattr(tally, member))


def outcome(one: PollAccount, words: Words) -> str:
    """The verdict and the options taken; that it is void; or how far it went."""
    if one.stage == Stage.VOID:
        reason = one.voided.reason if one.voided is not None else ""
        return clauses(words, (words.say("VOID"), reason))
    if one.outcome is None:
        return words.name("stage", one.stage)
    verdict = words.name("verdict", one.outcome.verdict)
    names = [one.form.options[option - 1] for option in one.outcome.taken if one.form.options]
    record = words.say("vote record {number}", number=one.record) if one.record else ""
    return clauses(words, (verdict, words.say(", ").join(names), record))


def press_table(polls: Iterable[PollAccount], words: Words, *, again: str) -> list[Block]:
    """Heard = counted + replaced + refused, poll by poll."""
    columns = (
        Column(words.say("Poll no."), 20 * MM, Align.CENTRE),
        Column(words.say("Heard"), 20 * MM, Align.CENTRE),
        Column(words.say("Counted"), 20 * MM, Align.CENTRE),
        Column(words.say("Replaced"), 20 * MM, Align.CENTRE),
        Column(words.say("Not counted"), 20 * MM, Align.CENTRE),
        Column(words.say("Reasons"), 65 * MM),
    )
    rows = [
        (
            str(one.poll),
            str(one.presses.heard),
            str(one.presses.counted),
            str(one.presses.replaced),
            str(one.presses.refused),
            reasons(one, words),
        )
        for one in polls
    ]
    if not rows:
        return list(prose(words.say("No poll was laid down."), BODY))
    return [listing(columns, rows, again=words.say("{annex} (continued)", annex=again))]


def reasons(one: PollAccount, words: Words) -> str:
    """Why presses of the poll did not count, with how many each."""
    said = (f"{words.name('reason', reason)} {n}" for reason, n in one.presses.reasons)
    return words.say(", ").join(said) or "–"
