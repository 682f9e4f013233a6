"""What the chair's screen shows: from the clerk's view to display-ready texts and closed lists.

Pure: no Qt. The rows of the side columns are made in `sides`, the figures in `figures`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.clerk.views import Act, Action, ConsoleView, RoomLine
from kiosk.clock import Moment
from kiosk.meeting.changes import ChangedLine, Kind
from kiosk.meeting.outcome import Sentence
from kiosk.meeting.poll import RUNNING, Stage
from kiosk.ui.console import figures, handover, papers, sides
from kiosk.ui.console.asking import (
    Asking,
    FieldRow,
    OfficeRow,
    fields_of,
    note_of,
    offices_of,
)
from kiosk.ui.console.figures import FigureRow, OptionRow
from kiosk.ui.console.handover import HAND_OVER
from kiosk.ui.console.keys import (
    AT_THE_DOOR,
    CALM,
    CHORDS,
    DANGEROUS,
    GIVEN_UP,
    NEXT_CHORD,
    WITH_OFFICERS,
)
from kiosk.ui.console.papers import PaperPanel, PaperRow
from kiosk.ui.console.revealed import RecordRow, record
from kiosk.ui.console.sides import AgendaRow, PhaseRow, RefusedRow, RoomRow, SilentRow
from kiosk.ui.console.steady import FREE, Held
from kiosk.ui.parts.composition import GroupRow, titled_rows
from kiosk.ui.parts.phrases import (
    capital,
    channel_lines,
    next_language,
    rule_line,
    tell,
    why,
)
from kiosk.ui.parts.tokens import Mark, Tone
from kiosk.words import Words, civil

CHINA_MIN = 480
ENDED = frozenset({Stage.CLOSED, Stage.RECONCILED})
BEFORE = frozenset({None, Stage.PREPARED})


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One button: what it says, its chord, why it may not be pressed."""

    act: str
    label: str
    chord: str
    ready: bool
    reason: str
    danger: bool


@dataclass(frozen=True, slots=True)
class TextRow:
    """One line of a list."""

    text: str


@dataclass(frozen=True, slots=True)
class ConsoleProps:
    """Everything on the chair's screen."""

    title: str
    practice: bool
    clock: str
    chair: str
    book: str
    mirror: str
    mirror_mark: Mark
    mirror_tone: Tone
    language: str
    faults: tuple[TextRow, ...]
    agenda: tuple[AgendaRow, ...]
    phases: tuple[PhaseRow, ...]
    kicker: str
    heading: str
    text: str
    rule_line: str
    figures: tuple[FigureRow, ...]
    buckets: tuple[FigureRow, ...]
    options: tuple[OptionRow, ...]
    others: str
    hidden: bool
    verdict: str
    verdict_mark: Mark
    verdict_tone: Tone
    computation: str
    account: str
    account_mark: Mark
    account_tone: Tone
    differences: tuple[TextRow, ...]
    next: str
    next_act: str
    next_chord: str
    next_ready: bool
    next_reason: str
    next_danger: bool
    next_busy: bool
    actions: tuple[ActionRow, ...]
    room: tuple[RoomRow, ...]
    attendance: str
    silent: tuple[SilentRow, ...]
    silent_more: str
    groups: tuple[GroupRow, ...]
    refused: tuple[RefusedRow, ...]
    refused_none: str
    asking: bool
    ask_title: str
    ask_officers: bool
    ask_secrets: bool
    ask_calm: bool
    ask_note: str
    ask_wrong: str
    ask_fields: tuple[FieldRow, ...]
    ask_offices: tuple[OfficeRow, ...]
    ask_enrols: bool
    ask_ready: bool
    ask_missing: str
    record: tuple[RecordRow, ...]
    record_shown: bool
    guarded: bool
    officer: str
    door: str
    door_act: str
    door_chord: str
    papers_opener: str
    papers_shown: bool
    papers: tuple[PaperRow, ...]
    paper_asked: str
    paper_label: str
    paper_text: str
    paper_ready: bool


def derive(
    view: ConsoleView,
    words: Words,
    now: Moment,
    *,
    offset_min: int = CHINA_MIN,
    asking: Asking | None = None,
    panel: PaperPanel | None = None,
    listed: tuple[PaperRow, ...] = (),
    revealed: bool = True,
    own: tuple[RoomLine, ...] = (),
    held: Held = FREE,
) -> ConsoleProps:
    """The props of a view at an instant; `offset_min` is the hall's civil time.

    `revealed` is false once a personal record was put away here. `own` is what the screens of this
    PC tell of themselves, below what the clerk tells of the room. `listed` are the rows of the open
    list of papers, which the time does not change. `held` is how still the large button is.
    """
    button = _large(view, words, held)
    mirror = figures.MIRRORS.get(view.mirror, figures.MIRRORS["off"])
    verdict = figures.verdict(view.outcome)
    account = figures.agreement(view)
    door = Act.LOG_OUT if view.officer else Act.LOG_IN
    over = view.closed and button is None
    asked = papers.question(panel, words)
    return ConsoleProps(
        title=view.title,
        practice=view.practice,
        clock=f"{civil(now.utc, offset_min):%H:%M:%S}",
        chair=_chair(view, words),
        book=figures.book(view.entry, view.head, words),
        mirror=words.name("mirror", view.mirror) if view.mirror else "",
        mirror_mark=mirror[0],
        mirror_tone=mirror[1],
        language=next_language(words),
        faults=_texts(view.faults, words),
        agenda=tuple(sides.agenda(line, words) for line in view.agenda),
        phases=sides.phases(view.phases, view.phase, words),
        kicker=words.say("Item {number}", number=view.item) if view.item else "",
        heading=_heading(view, words),
        text=_text(view, words) if view.stage in BEFORE or view.closed else "",
        rule_line=rule_line(view.plan, view.needed, words) if view.plan and not over else "",
        figures=_running(view, words, now),
        buckets=figures.buckets(view.tally, words) if view.tally else (),
        options=figures.options(view, words),
        others=figures.others(view.tally, words) if view.tally else "",
        hidden=view.stage in RUNNING,
        verdict=capital(words.name("verdict", view.outcome.verdict)) if view.outcome else "",
        verdict_mark=verdict[0],
        verdict_tone=verdict[1],
        computation="\n".join(_computation(view, words)),
        account=figures.account(view, words),
        account_mark=account[0],
        account_tone=account[1],
        differences=_texts(view.differences, words),
        next=_next_label(button, words, held, over=over),
        next_act=button.act if button else "",
        next_chord=NEXT_CHORD if button or over else "",
        next_ready=(over or (button is not None and button.ready)) and held.free,
        next_reason=_next_reason(button, view, words, held),
        next_danger=button is not None and button.danger,
        next_busy=not held.free,
        actions=tuple(_action(one, words, printer=view.has_printer) for one in _others(view, held)),
        room=tuple(sides.room(line, words) for line in (*view.room, *own)),
        attendance=words.say("Present {present} / {roll}", present=view.present, roll=view.roll)
        if not view.awaits_roll
        else "",
        silent=sides.silent(view.silent, words),
        silent_more=sides.more(view.silent, words),
        groups=titled_rows(view.composition, words) if view.stage not in RUNNING else (),
        refused_none="" if view.refused_presses else words.say("none so far"),
        refused=sides.refused(view.refused_presses, words, offset_min),
        asking=asking is not None,
        ask_title=_title(asking.act, view, words) if asking else "",
        ask_officers=asking is not None and asking.act in WITH_OFFICERS,
        ask_secrets=asking is not None and asking.secrets,
        ask_calm=asking is not None and asking.act in CALM,
        ask_note=note_of(asking, view, words),
        ask_wrong=asking.wrong(words) if asking else "",
        ask_enrols=asking is not None and asking.act is Act.ENROL_OFFICER,
        ask_fields=fields_of(asking, view, words),
        ask_offices=offices_of(asking, words),
        record=record(view, words) if revealed else (),
        record_shown=revealed and bool(view.revealed),
        ask_ready=asking is not None and asking.ready and not (asking.sending or held.waits),
        ask_missing=_ask_missing(asking, words),
        guarded=view.guarded,
        officer=_officer(view, words),
        door=words.name("act", door),
        door_act=str(door),
        door_chord=CHORDS[door],
        papers_opener=papers.opener(view, words),
        papers_shown=panel is not None,
        papers=listed if panel is not None else (),
        paper_asked=asked[0],
        paper_label=asked[1],
        paper_text=panel.text if panel is not None else "",
        paper_ready=panel is not None and panel.ready,
    )


def _large(view: ConsoleView, words: Words, held: Held) -> ActionRow | None:
    """The large button; what is under way is no refusal."""
    if view.next is None:
        return None
    action = Action(view.next.act) if held.doing else view.next
    return _action(action, words, printer=view.has_printer)


def _next_label(button: ActionRow | None, words: Words, held: Held, *, over: bool) -> str:
    if held.doing is not None:
        return words.name("doing", held.doing)
    if button is not None:
        return button.label
    return words.say(HAND_OVER if over else "Nothing to do now")


def _next_reason(button: ActionRow | None, view: ConsoleView, words: Words, held: Held) -> str:
    """Why it takes no press, the law's reason before that its meaning is new; else what to mind."""
    if button is None or held.doing is not None:
        return ""
    if button.reason or held.waits:
        return button.reason or words.say("ready in a moment")
    if button.act == Act.OPEN_MEETING and view.present < view.quorum:
        return words.say(
            "No quorum yet: {present} present, {needed} needed",
            present=view.present,
            needed=view.quorum,
        )
    return ""


def _others(view: ConsoleView, held: Held) -> Iterator[Action]:
    """What else may be ordered; nothing is given up while a close takes its usual course."""
    calm = held.doing is Act.CLOSE_POLL and not (view.gone or held.long)
    for one in view.actions:
        if one.act not in AT_THE_DOOR and not (calm and one.act in GIVEN_UP):
            yield one


def _ask_missing(asking: Asking | None, words: Words) -> str:
    if asking is None:
        return ""
    if asking.sending:
        return words.say("The passphrases are tried …")
    return asking.missing(words)


def _heading(view: ConsoleView, words: Words) -> str:
    if view.closed:
        return words.say("The meeting is closed")
    return view.motion_title or view.item_title or view.session_title.replace("\n", "")


def _text(view: ConsoleView, words: Words) -> str:
    """What the hall is asked about, and before it what the public saw otherwise.

    Of a meeting that is over, what is left to do.
    """
    if view.closed:
        return handover.steps(view, words)
    told = [line for changed in view.changed if changed.changed for line in _both(changed)]
    if not told:
        return view.motion_text
    head = words.say("Changed after its notice (− noticed, + now):")
    return "\n".join((head, *told, "", view.motion_text))


def _both(line: ChangedLine) -> Iterator[str]:
    """A line as it was noticed and as it is now; one of the two where there is no other."""
    for sign, gone in (("−", Kind.ADDED), ("+", Kind.REMOVED)):
        said = "".join(span.text for span in line.spans if span.kind is not gone)
        if any(span.kind is not gone for span in line.spans):
            yield f"{sign} {said}"


def _title(act: Act, view: ConsoleView, words: Words) -> str:
    """What is asked about; of an override, which gate, and of who is missing, who."""
    title = words.name("act", act)
    about = {
        Act.OVERRIDE_GATE: words.name("gate", view.gate) if view.gate else "",
        Act.GIVE_UP_BASE: view.missing,
        Act.GIVE_UP_DESK: view.venue or words.say("the main venue"),
    }.get(act, "")
    return words.say("{act}: {gate}", act=title, gate=about) if about else title


def _chair(view: ConsoleView, words: Words) -> str:
    """Who chairs; nothing where that is who orders here, for the head names both."""
    if not view.chair or (view.guarded and view.officer == view.chair):
        return ""
    return words.say("Chair {name}", name=view.chair)


def _officer(view: ConsoleView, words: Words) -> str:
    """Who orders here, with the office; where nobody is enrolled the head names the chair alone."""
    if not view.guarded:
        return ""
    if not view.officer:
        return words.say("Nobody is logged in")
    return words.say("{name}, {role}", name=view.officer, role=words.name("office", view.role))


def _running(view: ConsoleView, words: Words, now: Moment) -> tuple[FigureRow, ...]:
    if view.stage is None and not view.item:
        return figures.attendance(view, words)
    if view.stage in ENDED:
        return figures.ended(view, words)
    if view.stage not in RUNNING:
        return ()
    return figures.running(view, words, now.mono_ns, paused=view.stage is Stage.PAUSED)


def _texts(sentences: tuple[Sentence, ...], words: Words) -> tuple[TextRow, ...]:
    return tuple(TextRow(tell(one, words)) for one in sentences)


def _computation(view: ConsoleView, words: Words) -> tuple[str, ...]:
    """The sentences of the outcome, and each channel of a poll that was not by keypads alone."""
    told = _texts(view.outcome.computation, words) if view.outcome else ()
    channels = channel_lines(view.tally, words) if view.tally else ()
    return (*(row.text for row in told), *channels)


def _action(action: Action, words: Words, *, printer: bool = True) -> ActionRow:
    label = words.name("act", action.act)
    if action.act is Act.PRINT_RECORD and not printer:
        label = words.say("Issue the vote record")
    return ActionRow(
        act=action.act,
        label=label,
        chord=CHORDS[action.act],
        ready=action.refusal is None,
        reason=why(action.refusal, words) if action.refusal else "",
        danger=action.act in DANGEROUS,
    )
