"""What a check-in desk shows: who was scanned, in large, and what the clerk does now.

Pure: no Qt, no clock of its own. Green: let in. Amber: let in, and read what stands here. Red: the
person waits. A scan that gave no code is told like one that was refused, for somebody stands there.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.clerk.views import DeskVerdict, DeskView
from kiosk.faults import HallFault
from kiosk.meeting.refusal import Reason
from kiosk.ui.checkin.wedge import Spoilt
from kiosk.ui.parts.tokens import Mark, Tone
from kiosk.words import Words

SHOWN_NS = 12_000_000_000
CALL = "Call the operator"
TODO: Mapping[str, str] = {
    Reason.ALREADY_CHECKED_IN: "Let them in; nothing is entered a second time",
    Reason.CHECK_IN_CLOSED: "Check-in is closed; ask the operator to open it",
    Reason.PASS_FORGED: "Keep the pass and call the operator",
    Reason.PASS_OF_OTHER_MEETING: "Ask for the pass of this meeting",
}
SPOILT: Mapping[Spoilt, tuple[str, str]] = {
    Spoilt.INPUT_METHOD: (
        "The code came in garbled",
        "Switch the keyboard of this computer to English and scan again",
    ),
    Spoilt.NO_PASS: ("That was no pass", "Hold the square code of the pass before the scanner"),
    Spoilt.TOO_LONG: ("That was no pass", "Hold the square code of the pass before the scanner"),
}
LOOKS: Mapping[DeskVerdict, tuple[Tone, Mark]] = {
    DeskVerdict.WELCOME: (Tone.GOOD, Mark.TICK),
    DeskVerdict.CAUTION: (Tone.WARN, Mark.TRIANGLE),
    DeskVerdict.REFUSED: (Tone.BAD, Mark.CROSS),
}


@dataclass(frozen=True, slots=True)
class CheckInProps:
    """Everything in the window of a desk; `ticking` says that it goes back to waiting by itself."""

    desk: str
    practice: bool
    attendance: str
    tone: Tone
    mark: Mark
    heading: str
    verdict: str
    todo: str
    seat: str = ""
    group: str = ""
    problem: str = ""
    ticking: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What lies before the desk; `since_ns` is when it came. `spoilt` takes the place of `view`.

    `fault` is what is wrong with the camera, for as long as it is.
    """

    view: DeskView
    practice: bool = False
    spoilt: Spoilt | None = None
    since_ns: int = 0
    fault: HallFault | None = None


def derive(shown: Shown, words: Words, now_ns: int) -> CheckInProps:
    """The props at this instant."""
    fresh = now_ns - shown.since_ns < SHOWN_NS
    if fresh and shown.spoilt is not None:
        return _spoilt(shown, shown.spoilt, words)
    if fresh and shown.view.verdict is not None:
        return _scanned(shown, shown.view.verdict, words)
    return CheckInProps(
        **_frame(shown, words),
        tone=Tone.DIM,
        mark=Mark.NONE,
        heading=words.say("Ready"),
        verdict=words.say("Hold the pass before the scanner"),
        todo="",
    )


def _frame(shown: Shown, words: Words) -> dict[str, object]:
    view, fault = shown.view, shown.fault
    counted = words.say("Present {present} / {roll}", present=view.present, roll=view.roll)
    problem = ""
    if fault is not None:
        told = {key: str(value) for key, value in fault.details.items()}
        problem = f"{words.say(fault.what, **told)} · {words.say(fault.cure, **told)}"
    return {
        "desk": words.say("Desk {desk}", desk=view.desk),
        "practice": shown.practice,
        "attendance": counted,
        "problem": problem,
    }


def _spoilt(shown: Shown, why: Spoilt, words: Words) -> CheckInProps:
    heading, todo = SPOILT[why]
    return CheckInProps(
        **_frame(shown, words),
        tone=Tone.BAD,
        mark=Mark.CROSS,
        heading=words.say(heading),
        verdict=words.say("Nothing was entered"),
        todo=words.say(todo),
        ticking=True,
    )


def _scanned(shown: Shown, verdict: DeskVerdict, words: Words) -> CheckInProps:
    view = shown.view
    tone, mark = LOOKS[verdict]
    return CheckInProps(
        **_frame(shown, words),
        tone=tone,
        mark=mark,
        heading=view.name or words.say("Unknown pass"),
        verdict=_verdict(view, words),
        todo=_todo(view, words),
        seat=words.say("Seat {seat}", seat=view.seat) if view.seat else "",
        group=words.name("class", view.delegate_class) if view.delegate_class else "",
        ticking=True,
    )


def _verdict(view: DeskView, words: Words) -> str:
    if view.refusal is not None:
        return words.name("reason", view.refusal.reason)
    if view.verdict is DeskVerdict.CAUTION:
        return words.say("Checked in, without a vote")
    return words.say("Checked in")


def _todo(view: DeskView, words: Words) -> str:
    if view.refusal is not None:
        return words.say(TODO.get(view.refusal.reason, CALL))
    if view.verdict is DeskVerdict.CAUTION:
        return words.say("No keypad is handed out")
    if view.keypad:
        return words.say("Hand out keypad {keypad}", keypad=view.keypad)
    return words.say("Let them in")
