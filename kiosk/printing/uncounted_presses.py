"""未计入按键清单: 谁的按键为什么没算, for one poll, whatever became of it."""

import re
from collections.abc import Iterable

from kiosk.meeting.record import RefusedLine
from kiosk.meeting.uncounted import UncountedPresses
from kiosk.printing.blocks import BODY, VALUE, Block, Gap, Keep, prose, title, under
from kiosk.printing.breaking import BOUND
from kiosk.printing.conclusion import signed
from kiosk.printing.forms import Figures, figures, particular, ruled
from kiosk.printing.particulars import item_row, meeting_row, place_row
from kiosk.printing.pen import MM
from kiosk.printing.phrases import clauses, instant, moment
from kiosk.printing.press_account import account_boxes, account_sentence
from kiosk.printing.tables import Align, Column, listing
from kiosk.words import Words

LINES = "Whose press did not count, and why"
NUMBERS = re.compile(r"(\d+)")


def uncounted_blocks(held: UncountedPresses, words: Words) -> tuple[Block, ...]:
    """Everything the paper says, in order."""
    return (
        title(words.say("PRESSES THAT DID NOT COUNT")),
        ruled(
            (
                meeting_row(words, held.heading),
                place_row(words, held.heading),
                item_row(words, held.plan, held.item_title, held.motion),
                particular(words.say("Poll"), _poll(held, words), _voided(held, words)),
            )
        ),
        Gap(3.5 * MM),
        _figures(held, words),
        Gap(1.5 * MM),
        *prose(_sum(held, words), VALUE),
        *under(words.say(LINES), tuple(_lines(held, words))),
        Gap(4 * MM),
        Keep(tuple(signed(words, _again(held, words)))),
    )


def _poll(held: UncountedPresses, words: Words) -> str:
    named = words.say("Named") if held.plan.named else words.say("Secret")
    number = words.say("poll {poll}, round {round}", poll=held.plan.poll, round=held.plan.round)
    secret = (
        "secret: that a key was pressed, and not which; of those that a later press replaced, how "
        "many"
    )
    keys = "" if held.plan.named else words.say(secret)
    return clauses(words, (f"{number} {named}", words.name("stage", held.stage), keys))


def _voided(held: UncountedPresses, words: Words) -> str:
    aside = held.voided
    if aside is None:
        return ""
    return words.say(
        "put aside by {first} and {second}, {at}: {reason}",
        first=aside.officers[0],
        second=aside.officers[1],
        at=moment(words, aside.at, held.heading.utc_offset_min),
        reason=aside.reason,
    )


def _figures(held: UncountedPresses, words: Words) -> Figures:
    return figures(words, account_boxes(held.presses, words, heard=words.say("Heard")))


def _sum(held: UncountedPresses, words: Words) -> str:
    sums = held.presses
    presses = account_sentence(sums, words)
    reasons = (f"{words.name('reason', reason)}{BOUND}{n}" for reason, n in sums.reasons)
    listed = words.say(", ").join(reasons)
    told = words.say("Reasons") + words.say(": ") + listed if listed else ""
    return clauses(words, (presses, told))


def _lines(held: UncountedPresses, words: Words) -> Iterable[Block]:
    if not held.lines:
        yield from prose(words.say("No press of this kind."), BODY)
        return
    columns = (
        Column(words.say("Seat"), 20 * MM),
        Column(words.say("Name"), 34 * MM),
        Column(words.say("Time"), 25 * MM, Align.CENTRE),
        Column(words.say("Base"), 14 * MM, Align.CENTRE),
        Column(words.say("Keypad"), 15 * MM, Align.RIGHT),
        Column(words.say("Key"), 14 * MM, Align.CENTRE),
        Column(words.say("Reason"), 43 * MM),
    )
    rows = (
        (
            line.seat or "–",
            line.name or "–",
            instant(line.at, held.heading.utc_offset_min),
            line.base,
            str(line.keypad),
            " ".join(map(str, line.keys)) or "–",
            words.name("reason", line.reason),
        )
        for line in sorted(held.lines, key=_by_seat)
    )
    yield listing(columns, rows, again=words.say("{annex} (continued)", annex=words.say(LINES)))


def _by_seat(line: RefusedLine) -> tuple[bool, list[str | int], int]:
    """Seat 9 before seat 60 and A-9 before A-60; a keypad of no seat last."""
    parts = NUMBERS.split(line.seat)
    told = [int(part) if part.isdigit() else part for part in parts]
    return not line.seat, told, line.entry


def _again(held: UncountedPresses, words: Words) -> str:
    return words.say(
        "Signed on list {number} of poll {poll}: {replaced} presses replaced, {refused} refused.",
        number=held.paper.number,
        poll=held.plan.poll,
        replaced=held.presses.replaced,
        refused=held.presses.refused,
    )
