"""The list of papers on the chair's screen: how far each copy is, and what is asked about one.

Pure: no Qt. Nothing is ordered by one touch that another copy would come of: a reprint is asked its
reason, a confirmation who has the sheet in hand.
"""

from dataclasses import dataclass

from kiosk.clerk.views import Act, Action, ConsoleView, PrintLine
from kiosk.meeting.paper_copies import Confirmed, Queue, Way
from kiosk.ui.parts.tokens import Mark, Tone
from kiosk.words import Words

MAIN = (Act.PRINT_PAPER, Act.CONFIRM_PRINTED)
LIGHTS = {
    Way.FILED: (Mark.RING, Tone.OFF),
    Way.SENT: (Mark.DOT, Tone.ACCENT),
    Way.TROUBLE: (Mark.TRIANGLE, Tone.BAD),
    Way.DONE: (Mark.TRIANGLE, Tone.WARN),
    Way.CONFIRMED: (Mark.TICK, Tone.GOOD),
    Way.SPOILT: (Mark.CROSS, Tone.DIM),
}


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A copy: what it is, how far it is, and its two buttons; a button without a label is none."""

    number: str
    title: str
    copy: str
    text: str
    mark: Mark
    tone: Tone
    main: str
    main_act: str
    main_ready: bool
    main_reason: str
    again: str


@dataclass(frozen=True, slots=True)
class PaperPanel:
    """The list is open; `act` is asked about for the paper `number`, with what was typed so far."""

    act: Act | None = None
    number: str = ""
    text: str = ""

    @property
    def ready(self) -> bool:
        return self.act is not None and bool(self.text.strip())

    @property
    def details(self) -> dict[str, str]:
        """What the clerk is told: the paper, and the reason or the name."""
        field = "first" if self.act is Act.CONFIRM_PRINTED else "reason"
        return {"number": self.number, field: self.text.strip()}


def rows(view: ConsoleView, words: Words) -> tuple[PaperRow, ...]:
    """Every copy, the newest first."""
    return tuple(_row(line, words) for line in view.prints)


def opener(view: ConsoleView, words: Words) -> str:
    """What stands on the button that opens the list."""
    if not view.open_papers:
        return words.say("Papers")
    return words.say("Papers: {count} open", count=view.open_papers)


def question(panel: PaperPanel | None, words: Words) -> tuple[str, str]:
    """What is asked of the paper, and of whom or why; empty while nothing is."""
    if panel is None or panel.act is None:
        return "", ""
    act = words.name("act", panel.act)
    asked = words.say("{act}: paper {number}", act=act, number=panel.number)
    if panel.act is Act.CONFIRM_PRINTED:
        return asked, words.say("Who has every page in hand")
    return asked, words.say("Why another copy is needed")


def _row(line: PrintLine, words: Words) -> PaperRow:
    mark, tone = LIGHTS[Way(line.way)]
    main = next((one for one in line.actions if one.act in MAIN), None)
    again = any(one.act is Act.REPRINT and one.refusal is None for one in line.actions)
    kind = words.name("paper", line.kind)
    return PaperRow(
        number=line.number,
        title=words.say("{kind}, poll {poll}", kind=kind, poll=line.poll) if line.poll else kind,
        copy=words.say("Reprint {copy}", copy=line.copy - 1)
        if line.copy > 1
        else words.say("Original"),
        text=_how_far(line, words),
        mark=mark,
        tone=tone,
        main=words.name("act", main.act) if main else "",
        main_act=main.act if main else "",
        main_ready=main is not None and main.refusal is None,
        main_reason=_why(main, words),
        again=words.name("act", Act.REPRINT) if again else "",
    )


def _why(action: Action | None, words: Words) -> str:
    if action is None or action.refusal is None:
        return ""
    return words.say(f"reason:{action.refusal.reason}", **action.refusal.detail)


def _how_far(line: PrintLine, words: Words) -> str:
    if line.way == Way.CONFIRMED:
        if line.confirmed == Confirmed.SCAN:
            return words.say("confirmed at desk {desk} by its code", desk=line.by)
        return words.say("confirmed by {name}", name=line.by)
    if line.way == Way.SPOILT:
        return words.say("given up: {reason}", reason=line.reason)
    if line.way == Way.FILED:
        return words.say("filed, not printed")
    return words.name("queue", line.told or Queue.WAITING)
