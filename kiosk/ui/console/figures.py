"""The figures of the console: what runs, what was counted, what the book says."""

from dataclasses import dataclass

from kiosk.clerk.views import ConsoleView
from kiosk.meeting.outcome import Outcome, Verdict
from kiosk.meeting.tally import Tally
from kiosk.ui.parts.phrases import groups, seconds
from kiosk.ui.parts.tokens import Mark, Tone
from kiosk.words import Words

Sign = tuple[Mark, Tone]
GOOD: Sign = (Mark.TICK, Tone.GOOD)

MIRRORS: dict[str, Sign] = {
    "ok": GOOD,
    "lagging": (Mark.TRIANGLE, Tone.WARN),
    "lost": (Mark.CROSS, Tone.BAD),
    "forgone": (Mark.TRIANGLE, Tone.WARN),
    "off": (Mark.RING, Tone.OFF),
}
VERDICTS: dict[Verdict, Sign] = {
    Verdict.PASSED: GOOD,
    Verdict.NOT_PASSED: (Mark.CROSS, Tone.BAD),
    Verdict.NO_QUORUM: (Mark.TRIANGLE, Tone.WARN),
    Verdict.TIE: (Mark.EQUALS, Tone.WARN),
    Verdict.OPINION: (Mark.RING, Tone.OFF),
}
BUCKETS = (
    ("In favour", "in_favour", Mark.TICK, Tone.FAVOUR),
    ("Against", "against", Mark.CROSS, Tone.AGAINST),
    ("Abstain", "abstain", Mark.RING, Tone.ABSTAIN),
    ("Not pressed", "not_pressed", Mark.NONE, Tone.PLAIN),
    ("Void", "void", Mark.NONE, Tone.PLAIN),
    ("Recused", "recused", Mark.NONE, Tone.PLAIN),
)
OTHERS = (
    ("Valid ballots", "chosen"),
    ("Not pressed", "not_pressed"),
    ("Void", "void"),
    ("Recused", "recused"),
)
"""The buckets of a choice, beside its options."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One tile: a word and a figure."""

    label: str
    figure: str
    mark: Mark = Mark.NONE
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One option of a choice with its ballots."""

    key: str
    label: str
    figure: str
    share: float
    mark: Mark
    tone: Tone


def verdict(outcome: Outcome | None) -> Sign:
    """How a verdict looks."""
    return VERDICTS[outcome.verdict] if outcome else (Mark.NONE, Tone.DIM)


def running(view: ConsoleView, words: Words, now_ns: int, *, paused: bool) -> tuple[FigureRow, ...]:
    """剩余 / 已按 / 未按 / 不计入 of a running poll."""
    left = view.remaining_ms if paused else 0
    if view.ends_ns is not None and not paused:
        left = max(0, view.ends_ns - now_ns) // 1_000_000
    timed = view.ends_ns is not None or left > 0
    remaining = seconds(-(-left // 1000)) if timed else "—"
    return (
        FigureRow(words.say("Remaining"), remaining, Mark.PAUSE if paused else Mark.NONE),
        FigureRow(words.say("Pressed"), str(view.pressed)),
        FigureRow(words.say("Not pressed"), str(view.not_pressed)),
        FigureRow(words.say("Not counted"), str(view.refused)),
    )


def ended(view: ConsoleView, words: Words) -> tuple[FigureRow, ...]:
    """已按 / 未按 / 不计入 of a closed poll; once it was reconciled, every press by its fate.

    Nothing of a choice that was counted: its options take the room, and the account below them says
    how many presses there were.
    """
    if view.tally is not None and view.tally.options:
        return ()
    if view.account is None:
        return running(view, words, 0, paused=False)[1:]
    names = ("heard", "counted", "replaced", "refused")
    return tuple(
        FigureRow(words.name("account", name), str(count))
        for name, count in zip(names, view.account, strict=True)
    )


def attendance(view: ConsoleView, words: Words) -> tuple[FigureRow, ...]:
    """实到 / 应到 / 未到 before the first item; of a roll that is not frozen, who stands on it."""
    if view.awaits_roll:
        return (
            FigureRow(words.say("Roll, not frozen yet"), str(view.brought)),
            FigureRow(words.say("With a vote"), str(view.brought_votes)),
        )
    here = (Mark.TICK, Tone.GOOD) if view.present else (Mark.NONE, Tone.PLAIN)
    return (
        FigureRow(words.say("Present"), str(view.present), *here),
        FigureRow(words.say("On the roll"), str(view.roll)),
        FigureRow(words.say("Not here yet"), str(view.roll - view.present)),
    )


def buckets(tally: Tally, words: Words) -> tuple[FigureRow, ...]:
    """The buckets of a tally, never merged; of a choice they stand in `others`."""
    if tally.options:
        return ()
    return tuple(
        FigureRow(words.say(msgid), str(getattr(tally, name)), mark, tone)
        for msgid, name, mark, tone in BUCKETS
    )


def others(tally: Tally, words: Words) -> str:
    """The buckets of a choice in one line: its options need the room."""
    if not tally.options:
        return ""
    return "     ".join(f"{words.say(msgid)} {getattr(tally, name)}" for msgid, name in OTHERS)


def options(view: ConsoleView, words: Words) -> tuple[OptionRow, ...]:
    """The options of a choice by rank, those taken and tied marked."""
    if view.tally is None or view.plan is None or not view.tally.options:
        return ()
    votes = view.tally.options
    order = sorted(range(len(votes)), key=lambda at: (-votes[at], at))
    return tuple(
        OptionRow(
            str(at + 1),
            view.plan.form.options[at],
            str(votes[at]),
            votes[at] / max(view.tally.base, 1),
            *_place(at + 1, view.outcome),
        )
        for at in order
    )


def _place(option: int, outcome: Outcome | None) -> Sign:
    if outcome and option in outcome.taken:
        return GOOD
    if outcome and option in outcome.tied:
        return Mark.EQUALS, Tone.WARN
    return Mark.NONE, Tone.DIM


def account(view: ConsoleView, words: Words) -> str:
    """The press account in one line, empty before the reconciling."""
    if view.account is None:
        return ""
    heard, counted, replaced, refused = view.account
    return words.say(
        "heard {heard} = counted {counted} + replaced {replaced} + refused {refused}",
        heard=heard,
        counted=counted,
        replaced=replaced,
        refused=refused,
    )


def agreement(view: ConsoleView) -> Sign:
    """Whether the account adds up; what differs from the equipment stands below it."""
    if view.account is None:
        return Mark.NONE, Tone.DIM
    heard, *parts = view.account
    return (Mark.CROSS, Tone.BAD) if heard != sum(parts) else GOOD


def book(entry: int, head: str, words: Words) -> str:
    """The last entry of the book."""
    return words.say("Book #{entry}  {head}", entry=entry, head=groups(head)) if entry >= 0 else ""
