"""The observer's screen of the sample meeting; `gallery` hangs the pictures."""

from concurrent.futures import Future
from dataclasses import replace
from datetime import timedelta

from kiosk.clerk.checking import BOOK, DOING, Checked
from kiosk.clerk.observerview import (
    Dispositions,
    Found,
    Looked,
    ObserverView,
    PaperLine,
    PollLine,
)
from kiosk.meeting.accounting import COUNTED, PressLine
from kiosk.meeting.facts import Objected
from kiosk.meeting.outcome import Sentence, Verdict
from kiosk.meeting.poll import Stage
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.ui.observer.props import Wanted
from kiosk.ui.observer.wish import ObserverWish
from kiosk.ui.sample import HEAD, NOON, PRESENT, ROLL, Sample, sample, seat_lines

SOUND = Sentence(
    "Sound: {entries} entries up to {head}; the independent verifier finds the same.",
    {"entries": 1844, "head": HEAD[:16].upper()},
)
FATES = (
    (COUNTED, 0),
    ("replaced", 0),
    (COUNTED, 0),
    (Reason.LATE, 1),
    (Reason.UNKNOWN_KEYPAD, 2),
    (Reason.DUPLICATE, 0),
)
"""Fates in turn, and how often the press repeats its seat."""


def observer_gallery() -> dict[str, ObserverView]:
    """The observer's screen through a meeting."""
    texts = sample()
    running = _running(texts)
    declared = _declared(texts, running)
    return {
        "before": replace(
            running,
            poll=None,
            polls=(),
            presses=Dispositions(),
            zero_report="",
            overrides=(),
            papers=(),
            objections=(),
        ),
        "open": running,
        "declared": declared,
        "declared_large": replace(
            declared,
            roll=3400,
            present=3376,
            seats=seat_lines(texts, 3376, (2101, 988, 101)),
        ),
        "wrong": replace(declared, wrong=(("hall", "in_favour", "86", "68"),), mirror="lost"),
        "follows": replace(declared, follows=True, mirror="off"),
        "practice": replace(running, practice=True),
    }


def _running(texts: Sample) -> ObserverView:
    said = texts.texts
    polls = tuple(_poll(texts, number, Stage.DECLARED) for number in (1, 2, 3))
    poll = _poll(texts, 4, Stage.OPEN)
    return ObserverView(
        title=said["meeting"]["title"],
        session_title=said["meeting"]["session_title"],
        practice=False,
        entry=1843,
        head=HEAD,
        written=NOON - timedelta(seconds=1),
        seal_key=HEAD[::-1],
        mirror="ok",
        roll=ROLL,
        present=PRESENT,
        polls=(*polls, poll),
        poll=poll,
        presses=Dispositions(
            131, 97, 29, 0, 5, ((Reason.UNKNOWN_KEYPAD, 2), (Reason.NOT_CHECKED_IN, 3)), 0
        ),
        zero_report="2026-004",
        overrides=("notice",),
        papers=tuple(
            PaperLine(f"2026-{number:03d}", kind, number, copy, number < 4)
            for number, kind, copy in (
                (4, "zero_report", 1),
                (3, "vote_record", 2),
                (2, "vote_record", 1),
                (1, "zero_report", 1),
            )
        ),
        objections=(Objected(names(texts)[1], texts.texts["messages"]["objection"]),),
        wrong=(),
        officers=((names(texts)[0], "chair"), (names(texts)[1], "notary")),
        guarded=True,
    )


def names(texts: Sample) -> list[str]:
    """The invented people."""
    return list(texts.texts["names"])


def _poll(texts: Sample, number: int, stage: Stage) -> PollLine:
    item = texts.texts["items"][number - 1]
    verdict = Verdict.PASSED if stage is Stage.DECLARED else None
    return PollLine(number, number, item["title"], stage, number != 3, verdict)


def _declared(texts: Sample, running: ObserverView) -> ObserverView:
    poll = replace(_poll(texts, 4, Stage.DECLARED), named=True)
    return replace(
        running,
        polls=(*running.polls[:3], poll),
        poll=poll,
        presses=Dispositions(
            152, 116, 29, 2, 5, ((Reason.UNKNOWN_KEYPAD, 2), (Reason.LATE, 3)), 14
        ),
        overrides=(),
        seats=seat_lines(texts, PRESENT, (86, 28, 4)),
    )


def presses(count: int, *, told: bool) -> tuple[PressLine, ...]:
    """So many sample presses, each fate in turn."""
    lines: list[PressLine] = []
    for at in range(count):
        fate, offset = FATES[at % len(FATES)]
        keypad = at - offset + 1 if fate != Reason.UNKNOWN_KEYPAD else 900 + at
        lines.append(
            PressLine(
                entry=900 + at,
                heard=NOON - timedelta(milliseconds=37 * (count - at)),
                made_ms=at * 37,
                base="AB"[at % 2],
                keypad=keypad,
                seat=f"{keypad:02d}" if fate != Reason.UNKNOWN_KEYPAD else "",
                keys=(at % 3 + 1,) if told else None,
                fate=str(fate),
            )
        )
    return tuple(lines)


def sample_wish(texts: Sample | None = None, *, count: int = 60) -> ObserverWish:
    """A clerk of the sample meeting, who answers at once."""
    known = names(texts or sample())

    def ask(typed: str, poll: int, *, seat: str = "", keypad: int = 0) -> Future[Looked]:
        every = presses(count, told=False)
        found: tuple[Found, ...] = ()
        wanted = seat or typed.strip()
        if wanted:
            fits = [
                at
                for at, name in enumerate(known, 1)
                if wanted in (f"{at:02d}", str(at)) or wanted in name
            ]
            found = tuple(Found(f"{at:02d}", known[at - 1], "citizen", at, True) for at in fits[:8])
            every = tuple(one for one in every if [one.seat] == [each.seat for each in found])
        reply: Future[Looked] = Future()
        reply.set_result(Looked(typed, poll, found, every, False))
        return reply

    def order(wanted: Wanted, who: str, text: str, passphrase: str) -> Future[Refusal | None]:
        reply: Future[Refusal | None] = Future()
        reply.set_result(None)
        return reply

    def check(tell: object) -> None:
        if callable(tell):
            tell(Checked(1, 2, Sentence(DOING[BOOK])))
            tell(Checked(2, 2, SOUND, over=True, sound=True))

    return ObserverWish(ask, order, check)
