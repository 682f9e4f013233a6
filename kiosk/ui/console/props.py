"""What the chair's screen shows: from the clerk's view to display-ready texts and closed lists.

Pure: no Qt. The rows of the side columns are made in `sides`, the figures in `figures`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kiosk.clerk.views import Act, Action, ConsoleView
from kiosk.clock import Moment
from kiosk.meeting.changes import ChangedLine, Kind
from kiosk.meeting.outcome import Sentence
from kiosk.meeting.poll import RUNNING, Stage
from kiosk.meeting.refusal import Refusal
from kiosk.ui.console import figures, sides
from kiosk.ui.console.figures import FigureRow, OptionRow
from kiosk.ui.console.keys import ASKED_TWICE, AT_THE_DOOR, CHORDS, NEXT_CHORD, WITH_OFFICERS
from kiosk.ui.console.sides import AgendaRow, PhaseRow, RefusedRow, RoomRow, SilentRow
from kiosk.ui.parts.phrases import capital, channel_lines, rule_line, tell
from kiosk.ui.parts.tokens import Mark, Tone
from kiosk.words import LANGUAGES, Words, civil

CHINA_MIN = 480
BEFORE = frozenset({None, Stage.PREPARED})
DETAIL_DOMAINS = {"due": "phase", "wanted": "phase", "phase": "phase", "stage": "stage"}


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
class Asking:
    """An act that is asked about once more, and what was filled in so far."""

    act: Act
    first: str = ""
    second: str = ""
    reason: str = ""
    first_secret: str = field(default="", repr=False)
    second_secret: str = field(default="", repr=False)
    secrets: bool = False

    @property
    def ready(self) -> bool:
        """Two different officers and a reason, where the act needs them; with passphrases, too."""
        first, second, reason = self.first.strip(), self.second.strip(), self.reason.strip()
        if self.act is Act.LOG_IN:
            return bool(first and self.first_secret)
        if self.act not in WITH_OFFICERS:
            return True
        told = all((first, second, reason)) and first != second
        return told and (not self.secrets or bool(self.first_secret and self.second_secret))

    @property
    def details(self) -> dict[str, str]:
        """What was filled in, as the clerk is told it; a passphrase is taken as it was typed."""
        told = {name: getattr(self, name).strip() for name in ("first", "second", "reason")}
        if self.act is Act.LOG_IN:
            return {"first": told["first"], "first_secret": self.first_secret}
        typed = {"first_secret": self.first_secret, "second_secret": self.second_secret}
        return told | (typed if self.secrets else {})


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
    actions: tuple[ActionRow, ...]
    room: tuple[RoomRow, ...]
    attendance: str
    silent: tuple[SilentRow, ...]
    silent_more: str
    refused: tuple[RefusedRow, ...]
    refused_none: str
    asking: bool
    ask_title: str
    ask_officers: bool
    ask_secrets: bool
    ask_log_in: bool
    ask_known: str
    ask_ready: bool
    guarded: bool
    officer: str
    door: str
    door_act: str
    door_chord: str


def derive(
    view: ConsoleView,
    words: Words,
    now: Moment,
    *,
    offset_min: int = CHINA_MIN,
    asking: Asking | None = None,
) -> ConsoleProps:
    """The props of a view at an instant; `offset_min` is the hall's civil time."""
    button = _action(view.next, words) if view.next else None
    mirror = figures.MIRRORS.get(view.mirror, figures.MIRRORS["off"])
    verdict = figures.verdict(view.outcome)
    account = figures.agreement(view)
    door = Act.LOG_OUT if view.officer else Act.LOG_IN
    return ConsoleProps(
        title=view.title,
        practice=view.practice,
        clock=f"{civil(now.utc, offset_min):%H:%M:%S}",
        chair=words.say("Chair {name}", name=view.chair) if view.chair else "",
        book=figures.book(view.entry, view.head, words),
        mirror=words.name("mirror", view.mirror) if view.mirror else "",
        mirror_mark=mirror[0],
        mirror_tone=mirror[1],
        language=words.name("language", _next_language(words.language)),
        faults=_texts(view.faults, words),
        agenda=tuple(sides.agenda(line, words) for line in view.agenda),
        phases=sides.phases(view.phases, view.phase, words),
        kicker=words.say("Item {number}", number=view.item) if view.item else "",
        heading=view.motion_title or view.item_title or view.session_title.replace("\n", ""),
        text=_text(view, words) if view.stage in BEFORE else "",
        rule_line=rule_line(view.plan, view.needed, words) if view.plan else "",
        figures=_running(view, words, now),
        buckets=figures.buckets(view.tally, words) if view.tally else (),
        options=figures.options(view, words),
        hidden=view.stage in RUNNING,
        verdict=capital(words.name("verdict", view.outcome.verdict)) if view.outcome else "",
        verdict_mark=verdict[0],
        verdict_tone=verdict[1],
        computation="\n".join(_computation(view, words)),
        account=figures.account(view, words),
        account_mark=account[0],
        account_tone=account[1],
        differences=_texts(view.differences, words),
        next=button.label if button else words.say("Nothing to do now"),
        next_act=button.act if button else "",
        next_chord=NEXT_CHORD if button else "",
        next_ready=button is not None and button.ready,
        next_reason=button.reason if button else "",
        next_danger=button is not None and button.danger,
        actions=tuple(_action(one, words) for one in view.actions if one.act not in AT_THE_DOOR),
        room=tuple(sides.room(line, words) for line in view.room),
        attendance=words.say("Present {present} / {roll}", present=view.present, roll=view.roll),
        silent=sides.silent(view.silent, words),
        silent_more=sides.more(view.silent, words),
        refused_none="" if view.refused_presses else words.say("none so far"),
        refused=sides.refused(view.refused_presses, words, offset_min),
        asking=asking is not None,
        ask_title=_title(asking.act, view, words) if asking else "",
        ask_officers=asking is not None and asking.act in WITH_OFFICERS,
        ask_secrets=asking is not None and asking.secrets,
        ask_log_in=asking is not None and asking.act is Act.LOG_IN,
        ask_known=_known(view, words),
        ask_ready=asking is not None and asking.ready,
        guarded=view.guarded,
        officer=_officer(view, words),
        door=words.name("act", door),
        door_act=str(door),
        door_chord=CHORDS[door],
    )


def _text(view: ConsoleView, words: Words) -> str:
    """What the hall is asked about, and before it what the public saw otherwise."""
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
    """What is asked about; of an override, which gate."""
    title = words.name("act", act)
    if act is not Act.OVERRIDE_GATE or not view.gate:
        return title
    return words.say("{act}: {gate}", act=title, gate=words.name("gate", view.gate))


def _officer(view: ConsoleView, words: Words) -> str:
    """Who orders here, with the office; where nobody is enrolled the head names the chair alone."""
    if not view.guarded:
        return ""
    if not view.officer:
        return words.say("Nobody is logged in")
    return words.say("{name}, {role}", name=view.officer, role=words.name("office", view.role))


def _known(view: ConsoleView, words: Words) -> str:
    """The officers of the meeting, for who fills in a question."""
    return "  ".join(
        words.say("{name}, {role}", name=one.name, role=words.name("office", one.role))
        for one in view.officers
    )


def _next_language(language: str) -> str:
    return LANGUAGES[(LANGUAGES.index(language) + 1) % len(LANGUAGES)]


def _running(view: ConsoleView, words: Words, now: Moment) -> tuple[FigureRow, ...]:
    if view.stage is None and not view.item:
        return figures.attendance(view, words)
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


def _action(action: Action, words: Words) -> ActionRow:
    return ActionRow(
        act=action.act,
        label=words.name("act", action.act),
        chord=CHORDS[action.act],
        ready=action.refusal is None,
        reason=_why(action.refusal, words) if action.refusal else "",
        danger=action.act in ASKED_TWICE,
    )


def _why(refusal: Refusal, words: Words) -> str:
    detail = {
        key: words.name(DETAIL_DOMAINS[key], str(value)) if key in DETAIL_DOMAINS else value
        for key, value in refusal.detail.items()
    }
    return words.say(f"reason:{refusal.reason}", **detail)
