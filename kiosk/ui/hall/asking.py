"""What the wall says of a poll while it is open: the rule, the keys, the time. No directions."""

from dataclasses import dataclass
from fractions import Fraction

from kiosk.meeting.ballot import ABSTAIN, AGAINST, FOR, BallotForm, BallotKind
from kiosk.ui.parts.lines import DOTS, fit
from kiosk.ui.parts.phrases import seconds
from kiosk.ui.parts.tokens import SMALLEST_BODY, Mark, Tone
from kiosk.words import Words

KEYS = (
    (FOR, "In favour", Mark.TICK, Tone.FAVOUR),
    (AGAINST, "Against", Mark.CROSS, Tone.AGAINST),
    (ABSTAIN, "Abstain", Mark.RING, Tone.ABSTAIN),
)
OPTIONS_A_PAGE = 8
KEY_SIZES = (Fraction(1, 11), Fraction(1, 13), Fraction(1, 15), Fraction(1, 18), Fraction(1, 20))
KEY_WIDTH = Fraction(47, 200)
OPTION_SIZES = (Fraction(1, 20), Fraction(1, 23), SMALLEST_BODY)
OPTION_WIDTH = Fraction(3, 5)
SECOND_MS = 1000
URGENT_S = 10


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One key of the keypad and what it stands for."""

    key: str
    label: str
    size: float
    mark: Mark
    tone: Tone


@dataclass(frozen=True, slots=True)
class Clock:
    """The countdown: whole seconds, rounded up, so that 0 means over."""

    text: str
    label: str
    urgent: bool


def keys(form: BallotForm, words: Words, leaf: int) -> tuple[KeyRow, ...]:
    """The keys in play; of many those of one page. Yes and no to an option are a key each."""
    if form.kind is BallotKind.FOR_AGAINST:
        return _three_keys(words)
    every = _labels(form, words)
    tried = [fit(title, OPTION_SIZES, width=OPTION_WIDTH, lines=1) for title in every]
    size = min((one.size for one in tried if not one.text.endswith(DOTS)), default=SMALLEST_BODY)
    first = leaf * OPTIONS_A_PAGE
    shown = every[first : first + OPTIONS_A_PAGE]
    return tuple(_option(first + at, title, size) for at, title in enumerate(shown, start=1))


def _labels(form: BallotForm, words: Words) -> tuple[str, ...]:
    if form.kind is not BallotKind.YES_NO:
        return form.options
    answers = [words.say("In favour"), words.say("Against")]
    return tuple(f"{title}  {answer}" for title in form.options for answer in answers)


def _three_keys(words: Words) -> tuple[KeyRow, ...]:
    """赞成, 反对, 弃权: in this order, and in letters of one size."""
    labels = [fit(words.say(msgid), KEY_SIZES, width=KEY_WIDTH, lines=1) for _, msgid, _, _ in KEYS]
    size = float(min(label.size for label in labels))
    return tuple(
        KeyRow(str(key), label.text, size, mark, tone)
        for (key, _, mark, tone), label in zip(KEYS, labels, strict=True)
    )


def _option(key: int, title: str, size: Fraction) -> KeyRow:
    """In the letters of all that take one line; two lines have room in the smallest only."""
    label = fit(title, (size,), width=OPTION_WIDTH, lines=1)
    if label.text.endswith(DOTS):
        label = fit(title, (SMALLEST_BODY,), width=OPTION_WIDTH, lines=2)
    return KeyRow(str(key), label.text, float(label.size), Mark.NONE, Tone.ACCENT)


def leaves(form: BallotForm) -> int:
    """How many pages the options take."""
    return max(1, -(-form.keys // OPTIONS_A_PAGE))


def clock(ends_ns: int | None, now_ns: int, words: Words) -> Clock:
    """What is left of a running poll; without a preset duration the chair ends it."""
    if ends_ns is None:
        return Clock("", words.say("The chair ends the poll"), urgent=False)
    left = max(0, -(-(ends_ns - now_ns) // 1_000_000_000))
    label = words.say("seconds left") if left < 60 else words.say("left")
    return Clock(seconds(left), label, urgent=left <= URGENT_S)


def standing(remaining_ms: int) -> str:
    """The time a paused poll has left."""
    return seconds(-(-remaining_ms // SECOND_MS)) if remaining_ms else ""
