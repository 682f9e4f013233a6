"""纸质选票: numbered ballots, several on a sheet, to be cut along their frames.

A ballot bears its number and no name. Its boxes are drawn, not typed, so that a mark in one of them
is seen by a scanner and by two people alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.meeting.ballot import BallotKind
from kiosk.meeting.ballot_sheets import PaperBallots
from kiosk.printing.blocks import (
    FINE,
    LABEL,
    MEASURE,
    SMALL,
    STRONG,
    VALUE,
    Block,
    baseline,
    evenly,
)
from kiosk.printing.breaking import fitted, lines
from kiosk.printing.fonts import Face
from kiosk.printing.pen import MM, Pen, Style
from kiosk.printing.phrases import joined
from kiosk.words import Words

ABREAST = 2
WIDE = MEASURE / ABREAST
PAD = 6 * MM
ROOM = WIDE - 2 * PAD
NAME = Style(Face.BOLD, 17, 26, track=6)
NUMBER = Style(Face.BOLD, 13, 16)
BOX = 4.4 * MM
LARGE_BOX = 9 * MM
LINE = 0.9
CUT, CUT_GREY = 0.4, 0.6
FOOT = 13 * MM
LEAST = 76 * MM


@dataclass(frozen=True, slots=True)
class Choice:
    """One line to mark: its text, and the boxes behind it with their labels."""

    lines: tuple[str, ...]
    boxes: tuple[str, ...]

    @property
    def height(self) -> float:
        return max(len(self.lines) * VALUE.leading, BOX) + 1.6 * MM


@dataclass(frozen=True, slots=True)
class Ballot:
    """What every ballot of the poll says."""

    meeting: str
    name: str
    kind: str
    motion: tuple[str, ...]
    how: tuple[str, ...]
    answers: tuple[str, ...]
    choices: tuple[Choice, ...]
    stamp: str
    practice: str

    @property
    def height(self) -> float:
        text = SMALL.leading + NAME.leading + SMALL.leading + 2 * MM
        text += len(self.motion) * STRONG.leading + len(self.how) * FINE.leading + 3 * MM
        asked = LARGE_BOX + LABEL.leading + 3 * MM if self.answers else 0
        return max(LEAST, PAD + text + asked + sum(one.height for one in self.choices) + FOOT)


@dataclass(frozen=True, slots=True)
class BallotRow:
    """Ballots side by side, as high as their text needs; a row is never torn."""

    ballot: Ballot
    numbers: tuple[str, ...]

    @property
    def height(self) -> float:
        return self.ballot.height

    def draw(self, pen: Pen, x: float, top: float) -> None:
        for number in self.numbers:
            _draw(pen, x, top, self.ballot, number)
            x += WIDE

    def split(self, room: float) -> None:
        """Ballots are cut by people."""


def ballot_blocks(held: PaperBallots, words: Words) -> tuple[Block, ...]:
    """The rows of ballots."""
    ballot = _ballot(held, words)
    said = [words.say("No. {number}", number=f"{number:04d}") for number in held.numbers]
    return tuple(
        BallotRow(ballot, tuple(said[at : at + ABREAST])) for at in range(0, len(said), ABREAST)
    )


def _ballot(held: PaperBallots, words: Words) -> Ballot:
    form, plan = held.plan.form, held.plan
    for_against = form.kind is BallotKind.FOR_AGAINST
    limits = {"least": form.minimum, "most": form.maximum}
    answers = ("In favour", "Against", "Abstaining") if for_against else ()
    return Ballot(
        meeting="  ".join(one for one in (held.heading.title, held.heading.session_title) if one),
        name=words.say("BALLOT"),
        kind=joined(
            words,
            (
                words.say("Item {item}", item=plan.item),
                words.say("poll {poll}, round {round}", poll=plan.poll, round=plan.round),
                words.say("Named") if plan.named else words.say("Secret"),
            ),
        ),
        motion=evenly(held.motion.title, STRONG, ROOM, 0),
        how=lines(words.say(HOW[form.kind], **limits), FINE, ROOM),
        answers=tuple(map(words.say, answers)),
        choices=tuple(_choices(form.options, form.kind, words)),
        stamp=words.say("(seal of the meeting)"),
        practice=words.say("PRACTICE") if held.heading.practice else "",
    )


HOW = {
    BallotKind.FOR_AGAINST: "Mark one box. More than one mark, or a mark outside, is void.",
    BallotKind.CHOOSE: "Mark {least} to {most} boxes. More marks make the ballot void.",
    BallotKind.SCORE: "Mark the box of one score. More than one mark is void.",
    BallotKind.YES_NO: "Mark one box in each line; in favour {least} to {most}. More is void.",
}


def _choices(options: Sequence[str], kind: BallotKind, words: Words) -> list[Choice]:
    boxes = (words.say("In favour"), words.say("Against")) if kind is BallotKind.YES_NO else ("",)
    room = ROOM - len(boxes) * (BOX + 2 * MM) - (18 * MM if len(boxes) > 1 else 0)
    return [
        Choice(lines(f"{n}. {option}", VALUE, room), boxes)
        for n, option in enumerate(options, start=1)
    ]


def _draw(pen: Pen, x: float, top: float, ballot: Ballot, number: str) -> None:
    pen.rule(x, top, x + WIDE, weight=CUT, grey=CUT_GREY)
    pen.rule(x, top + ballot.height, x + WIDE, weight=CUT, grey=CUT_GREY)
    for side in (x, x + WIDE):
        pen.upright(side, top, top + ballot.height, weight=CUT, grey=CUT_GREY)
    middle, at = x + WIDE / 2, top + PAD - 1.5 * MM
    for text, style in ((ballot.meeting, SMALL), (ballot.name, NAME), (ballot.kind, SMALL)):
        pen.centre(middle, at + baseline(style), *fitted(text, style, ROOM))
        at += style.leading
    at += 2 * MM
    for held, style in ((ballot.motion, STRONG), (ballot.how, FINE)):
        for line in held:
            pen.text(x + PAD, at + baseline(style), line, style)
            at += style.leading
    at += 3 * MM
    at = _draw_answers(pen, x + PAD, at, ballot.answers)
    for choice in ballot.choices:
        _draw_choice(pen, x + PAD, at, choice)
        at += choice.height
    foot = top + ballot.height - 4 * MM
    pen.text(x + PAD, foot, number, NUMBER)
    stamp = replace(SMALL, grey=0.45)
    pen.right(x + WIDE - PAD, foot, _foot_mark(ballot), stamp)


def _foot_mark(ballot: Ballot) -> str:
    """Where the seal goes, or that this is a practice."""
    return ballot.practice or ballot.stamp


def _draw_answers(pen: Pen, x: float, top: float, answers: tuple[str, ...]) -> float:
    if not answers:
        return top
    each = ROOM / len(answers)
    for at, answer in enumerate(answers):
        middle = x + (at + 0.5) * each
        pen.frame(middle - LARGE_BOX / 2, top, (LARGE_BOX, LARGE_BOX), weight=LINE)
        below = top + LARGE_BOX + 1.5 * MM
        pen.centre(middle, below + baseline(LABEL), *fitted(answer, LABEL, each))
    return top + LARGE_BOX + LABEL.leading + 3 * MM


def _draw_choice(pen: Pen, x: float, top: float, choice: Choice) -> None:
    for at, line in enumerate(choice.lines):
        pen.text(x, top + at * VALUE.leading + baseline(VALUE), line, VALUE)
    right = x + ROOM
    for label in reversed(choice.boxes):
        right -= BOX
        pen.frame(right, top + 0.3 * MM, (BOX, BOX), weight=LINE)
        if label:
            pen.right(right - 1 * MM, top + baseline(VALUE), *fitted(label, SMALL, 9 * MM))
            right -= 11 * MM
        right -= 1 * MM
