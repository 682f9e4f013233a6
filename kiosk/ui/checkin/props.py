"""What a check-in desk shows: who was scanned, in large, and what the clerk does now.

Pure: no Qt, no clock of its own. Green: done. Amber: no harm, and something to be read. Red: the
person waits. A scan that gave no code is told like one that was refused, for somebody stands there.
The pages behind the door page are derived in `pages`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kiosk.clerk.orders import DeskMode
from kiosk.clerk.views import DeskDeed, DeskVerdict, DeskView, DoorView
from kiosk.faults import HallFault
from kiosk.meeting.refusal import Reason
from kiosk.meeting.roll import masked
from kiosk.ui.checkin.lists import ListRow
from kiosk.ui.checkin.wedge import Spoilt
from kiosk.ui.checkin.working import Page, Work
from kiosk.ui.parts.phrases import capital, next_language
from kiosk.ui.parts.tokens import Mark, Tone
from kiosk.words import Words, civil

SHOWN_NS = 12_000_000_000
CHINA_MIN = 480
CALL = "Call the operator"
TODO: Mapping[str, str] = {
    Reason.ALREADY_CHECKED_IN: "Let them in; nothing is entered a second time",
    Reason.CHECK_IN_CLOSED: "Open check-in, or find the delegate and enter a reason",
    Reason.PASS_FORGED: "Keep the pass and call the operator",
    Reason.PASS_ALTERED: "Scan again; if it stays so, keep the pass and call the operator",
    Reason.NOT_A_PASS: "Hold the square code of the pass before the scanner",
    Reason.PASS_OF_OTHER_MEETING: "Ask for the pass of this meeting",
    Reason.PASS_REVOKED: "Ask for the new pass, or check the identity and enter by hand",
    Reason.NOT_PRESENT: "Not checked in; nothing was entered",
    Reason.MEETING_CLOSED: "The meeting is over; take the keypad back",
    Reason.NO_COPY_OUT: "Nothing was entered: it is confirmed already, or was not printed here",
}
OF_PAPERS = frozenset(
    {
        Reason.NO_COPY_OUT,
        Reason.NO_SUCH_PAPER,
        Reason.CODE_FORGED,
        Reason.CODE_OF_OTHER_MEETING,
    }
)
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
DONE: Mapping[DeskDeed, str] = {
    DeskDeed.ENTERED: "Checked in",
    DeskDeed.LEFT: "Checked out",
    DeskDeed.GIVEN: "Keypad handed out",
    DeskDeed.TAKEN_BACK: "Keypad taken back",
    DeskDeed.LOST: "Keypad entered as lost",
    DeskDeed.PAPER: "Printed copy confirmed",
}


@dataclass(frozen=True, slots=True)
class ActRow:
    """One button; `active` when it is what lies open or is chosen."""

    act: str
    label: str
    chord: str
    ready: bool
    active: bool
    danger: bool


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One line to write in, or a name and what stands for it."""

    name: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class CheckInProps:
    """Everything in the window of a desk; `ticking` says that it goes back to waiting by itself."""

    desk: str
    practice: bool
    attendance: str
    mode: str
    leaving: bool
    tone: Tone
    mark: Mark
    heading: str
    verdict: str
    todo: str
    seat: str = ""
    group: str = ""
    keypad: str = ""
    keypad_label: str = ""
    keypad_waits: bool = False
    number: int = 0
    problem: str = ""
    ticking: bool = False
    page: str = Page.DOOR
    bar: tuple[ActRow, ...] = ()
    title: str = ""
    note: str = ""
    rows: tuple[ListRow, ...] = ()
    leaf: str = ""
    tabs: tuple[ActRow, ...] = ()
    deeds: tuple[ActRow, ...] = ()
    ready_reasons: tuple[FieldRow, ...] = ()
    lines: tuple[FieldRow, ...] = ()
    fields: tuple[FieldRow, ...] = ()
    secrets: bool = False
    told: str = ""
    confirmable: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What lies before the desk; `since_ns` is when it came. `spoilt` takes the place of `view`.

    `fault` is what is wrong with the camera, for as long as it is. `public`: the window can be
    seen by those who wait, so that names are masked. `guarded`: officers have keys.
    """

    view: DeskView
    practice: bool = False
    spoilt: Spoilt | None = None
    since_ns: int = 0
    fault: HallFault | None = None
    door: DoorView = field(default_factory=DoorView)
    work: Work = field(default_factory=Work)
    public: bool = False
    guarded: bool = False
    offset_min: int = CHINA_MIN


def derive(shown: Shown, words: Words, now_ns: int) -> CheckInProps:
    """The props of the door page at this instant."""
    fresh = now_ns - shown.since_ns < SHOWN_NS
    if fresh and shown.spoilt is not None:
        return _spoilt(shown, shown.spoilt, words)
    if (fresh or shown.view.awaited) and shown.view.verdict is not None:
        return _scanned(shown, shown.view.verdict, words)
    leaving = shown.view.mode is DeskMode.EXIT
    asked = "Hold the pass or the keypad before the scanner"
    closed = not (shown.door.check_in_open or leaving) and bool(shown.view.roll)
    return replace(
        _frame(shown, words),
        heading=words.say("Ready"),
        verdict=words.say(asked if leaving else "Hold the pass before the scanner"),
        todo=words.say("Check-in is not open") if closed else "",
    )


def _frame(shown: Shown, words: Words) -> CheckInProps:
    view, fault = shown.view, shown.fault
    problem = ""
    if fault is not None:
        told = {key: str(value) for key, value in fault.details.items()}
        problem = f"{words.say(fault.what, **told)} · {words.say(fault.cure, **told)}"
    return CheckInProps(
        desk=words.say("Desk {desk}", desk=view.desk),
        practice=shown.practice,
        attendance=words.say("Present {present} / {roll}", present=view.present, roll=view.roll),
        mode=words.name("desk_mode", view.mode),
        leaving=view.mode is DeskMode.EXIT,
        tone=Tone.DIM,
        mark=Mark.NONE,
        heading="",
        verdict="",
        todo="",
        problem=problem,
        language=next_language(words),
    )


def _spoilt(shown: Shown, why: Spoilt, words: Words) -> CheckInProps:
    """What is no pass says nothing against who holds it: the same colour as from a scanner."""
    heading, todo = SPOILT[why]
    tone, mark = LOOKS[DeskVerdict.CAUTION]
    return replace(
        _frame(shown, words),
        tone=tone,
        mark=mark,
        heading=words.say(heading),
        verdict=words.say("Nothing was entered"),
        todo=words.say(todo),
        ticking=True,
    )


def _scanned(shown: Shown, verdict: DeskVerdict, words: Words) -> CheckInProps:
    view = shown.view
    tone, mark = LOOKS[verdict]
    name = masked(view.name) if shown.public else view.name
    said = [words.name("class", view.delegate_class)] if view.delegate_class else []
    said += [view.group] if view.group else []
    shows = replace(
        _frame(shown, words),
        tone=tone,
        mark=mark,
        heading=name or _nameless(view, words),
        verdict=_verdict(view, words, shown.offset_min),
        todo=_todo(view, words),
        seat=view.seat,
        group=" · ".join(said),
        number=view.number,
        ticking=True,
    )
    return _with_keypad(shows, view, words)


def _nameless(view: DeskView, words: Words) -> str:
    if view.number:
        return words.say("No. {number}", number=view.number)
    if view.refusal is not None and view.refusal.reason in OF_PAPERS:
        return words.say("Papers")
    return words.say("Unknown pass")


def _verdict(view: DeskView, words: Words, offset_min: int) -> str:
    if view.refusal is not None:
        if view.refusal.reason is Reason.ALREADY_CHECKED_IN and view.since is not None:
            time = f"{civil(view.since, offset_min):%H:%M}"
            said = "Checked in already at {time}, desk {desk}"
            return words.say(said, time=time, desk=view.at_desk)
        if view.refusal.reason is Reason.CHECK_IN_CLOSED:
            return words.say("Check-in is not open")
        return capital(words.name("reason", view.refusal.reason))
    if view.deed is DeskDeed.ENTERED and view.verdict is DeskVerdict.CAUTION:
        under = "Checked in, under 18, without a vote"
        return words.say(under if view.under_18 else "Checked in, without a vote")
    return words.say(DONE.get(view.deed, "Checked in"))


def _todo(view: DeskView, words: Words) -> str:
    if view.keypad_refusal is not None:
        why = view.keypad_refusal
        return capital(words.name("reason", why.reason).format(**why.detail))
    if view.refusal is not None:
        return words.say(TODO.get(view.refusal.reason, CALL))
    if view.deed is DeskDeed.ENTERED and view.verdict is DeskVerdict.CAUTION:
        return words.say("Let them in; no keypad is handed out")
    if view.awaited and view.awaited == view.seat:
        return words.say("Scan the keypad's label, or press any of its keys")
    if view.deed is DeskDeed.LEFT and view.keypad:
        return words.say("Take back keypad {keypad}", keypad=view.keypad)
    return words.say(AFTER.get(view.deed, "Let them in"))


AFTER: Mapping[DeskDeed, str] = {
    DeskDeed.LEFT: "They may leave",
    DeskDeed.TAKEN_BACK: "Put the keypad back into the case",
    DeskDeed.LOST: "Tell the operator",
    DeskDeed.PAPER: "Put it with the papers of the meeting",
}


def _with_keypad(props: CheckInProps, view: DeskView, words: Words) -> CheckInProps:
    """The box of the keypad: its number, or that one is waited for."""
    if view.awaited and view.awaited == view.seat:
        waits = words.say("Waiting for a keypad")
        return replace(props, keypad="…", keypad_label=waits, keypad_waits=True)
    told = KEYPAD_LABELS.get(view.deed)
    already = view.refusal is not None and view.refusal.reason is Reason.ALREADY_CHECKED_IN
    if not view.keypad or (told is None and not already):
        return props
    label = words.say(told or "Holds this keypad")
    return replace(props, keypad=str(view.keypad), keypad_label=label)


KEYPAD_LABELS: Mapping[DeskDeed, str] = {
    DeskDeed.ENTERED: "Hand out this keypad",
    DeskDeed.GIVEN: "Keypad handed out",
    DeskDeed.LEFT: "Take back this keypad",
    DeskDeed.TAKEN_BACK: "Keypad taken back",
    DeskDeed.LOST: "Keypad entered as lost",
}
