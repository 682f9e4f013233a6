"""What is said aloud in the hall: that a poll opens, that it closes, how it ended. Pure.

A direction is never said before the result is on the wall: nothing here looks at a tally in any
other state, and the view has none there.
"""

from kiosk.clerk.views import HallMode, HallView
from kiosk.meeting.ballot import BallotKind
from kiosk.ui.parts.phrases import capital
from kiosk.words import Words

ASKING = frozenset({HallMode.POLL, HallMode.PAPER, HallMode.HANDS})
RUNNING = ASKING | {HallMode.PAUSED}
ENDED = frozenset({HallMode.CLOSING, HallMode.COUNTING, HallMode.COUNTED})


def spoken(before: HallView | None, now: HallView, words: Words) -> str:
    """What is said when the wall goes from one view to the other; "" for nothing.

    Nothing is said of the first view: a screen that begins in the middle of a poll opened none.
    """
    if before is None or before.mode is now.mode:
        return ""
    said = _said(before.mode, now, words)
    practice = [words.say("This is practice.")] if said and now.practice else []
    return " ".join([*practice, *said])


def _said(before: HallMode, now: HallView, words: Words) -> list[str]:
    if now.mode in ASKING and before not in RUNNING:
        return _opened(now, words)
    if now.mode in ENDED and before in RUNNING:
        return [words.say("Voting has ended.")]
    return _declared(now, words) if now.mode is HallMode.RESULT else []


def _title(view: HallView) -> str:
    return view.motion_title or view.item_title


def _opened(view: HallView, words: Words) -> list[str]:
    said = [words.say("Voting is open: {title}.", title=_title(view))]
    by_keys = view.mode is HallMode.POLL and view.plan is not None
    if by_keys and view.plan is not None and view.plan.form.kind is BallotKind.FOR_AGAINST:
        said.append(words.say("Press 1 for, 2 against, 3 to abstain."))
    return said


def _declared(view: HallView, words: Words) -> list[str]:
    if view.plan is None or view.tally is None or view.outcome is None:
        return []
    said = [words.say("The result: {title}.", title=_title(view))]
    if view.plan.form.kind is BallotKind.FOR_AGAINST:
        figures = "In favour {in_favour}, against {against}, abstentions {abstain}."
        tally = view.tally
        counts = {name: getattr(tally, name) for name in ("in_favour", "against", "abstain")}
        said.append(words.say(figures, **counts))
    elif view.outcome.taken:
        options = words.say(", ").join(view.plan.form.options[at - 1] for at in view.outcome.taken)
        taken = "Elected: {options}." if view.plan.rule.elects else "Taken: {options}."
        said.append(words.say(taken, options=options))
    verdict = capital(words.name("verdict", view.outcome.verdict))
    return [*said, words.say("{verdict}.", verdict=verdict)]
