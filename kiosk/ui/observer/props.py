"""What 监督屏 shows: from the clerk's view to display-ready texts and closed lists. Pure, no Qt.

The notary reads this screen beside a paper: the head of the book stands in the groups of eight and
with the checks that the paper has, figures are exact, and each sum says whether it adds up.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from kiosk.clerk.checking import Checked
from kiosk.clerk.consoling import shown_wrong
from kiosk.clerk.observerview import Dispositions, ObserverView
from kiosk.clock import Moment
from kiosk.meeting.outcome import Sentence
from kiosk.ui.parts.phrases import next_language, tell
from kiosk.ui.parts.seatgrid import lay_out, spell
from kiosk.ui.parts.tokens import Mark, Tone
from kiosk.words import Words, civil

CHINA_MIN = 480
GROUP = 8
MAP_SHAPE = 2.2
Sign = tuple[Mark, Tone]
GOOD: Sign = (Mark.TICK, Tone.GOOD)
BAD: Sign = (Mark.CROSS, Tone.BAD)
WAITS: Sign = (Mark.RING, Tone.OFF)
MIRRORS: dict[str, Sign] = {
    "ok": GOOD,
    "lagging": (Mark.TRIANGLE, Tone.WARN),
    "lost": BAD,
    "forgone": (Mark.TRIANGLE, Tone.WARN),
    "off": WAITS,
}


class Wanted(StrEnum):
    """What an observer can order."""

    OBJECT = "object"
    PRINT = "print"


@dataclass(frozen=True, slots=True)
class Writing:
    """What is being filled in at the screen before it is ordered."""

    wanted: Wanted
    who: str = ""
    text: str = ""
    passphrase: str = field(default="", repr=False)
    guarded: bool = False

    @property
    def ready(self) -> bool:
        """Somebody, and a text where there has to be one; with the own passphrase, too."""
        told = bool(self.who) and (self.wanted is Wanted.PRINT or bool(self.text.strip()))
        return told and (not self.guarded or bool(self.passphrase))


@dataclass(frozen=True, slots=True)
class AtHand:
    """What the screen itself remembers. `answer` is why an order was not done; `done` that one was.

    `seats` says that the map of the seats is looked at instead of the presses.
    """

    checked: Checked | None = None
    writing: Writing | None = None
    answer: Sentence | None = None
    done: str = ""
    seats: bool = False


@dataclass(frozen=True, slots=True)
class HeadRow:
    """One group of the head with its check."""

    group: str
    check: str


@dataclass(frozen=True, slots=True)
class CountRow:
    """One figure of the account."""

    label: str
    figure: str


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper."""

    number: str
    what: str
    mark: Mark
    tone: Tone


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    """One objection."""

    by: str
    text: str


@dataclass(frozen=True, slots=True)
class TextRow:
    """One line."""

    text: str


@dataclass(frozen=True, slots=True)
class WhoRow:
    """One who may order here."""

    name: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ObserverProps:
    """Everything on the observer's screen."""

    title: str
    practice: bool
    clock: str
    language: str
    attendance: str
    entry: str
    written: str
    head: tuple[HeadRow, ...]
    seal: str
    mirror: str
    mirror_mark: Mark
    mirror_tone: Tone
    zero: str
    zero_mark: Mark
    zero_tone: Tone
    overrides: str
    poll: str
    sums: tuple[CountRow, ...]
    sum_line: str
    sum_mark: Mark
    sum_tone: Tone
    reasons: tuple[CountRow, ...]
    reasons_none: str
    papers: tuple[PaperRow, ...]
    papers_none: str
    objections: tuple[ObjectionRow, ...]
    objections_none: str
    wrong: tuple[TextRow, ...]
    seats_offered: bool
    seats_shown: bool
    seat_columns: int
    seat_letters: str
    orders: bool
    check_runs: bool
    check_share: float
    check_said: str
    check_mark: Mark
    check_tone: Tone
    writing: bool
    write_title: str
    write_text: bool
    write_secret: bool
    write_ready: bool
    who: tuple[WhoRow, ...]
    answer: str
    answer_tone: Tone


def derive(
    view: ObserverView,
    words: Words,
    now: Moment,
    at_hand: AtHand,
    *,
    offset_min: int = CHINA_MIN,
) -> ObserverProps:
    """The props of a view at an instant; `offset_min` is the hall's civil time."""
    mirror = MIRRORS.get(view.mirror, WAITS)
    zero = GOOD if view.zero_report else WAITS
    sums = _sign(view.presses)
    checked, writing = at_hand.checked, at_hand.writing
    check = _check(checked)
    columns, letters = _map(view)
    return ObserverProps(
        title=view.title,
        practice=view.practice,
        clock=f"{civil(now.utc, offset_min):%H:%M:%S}",
        language=next_language(words),
        attendance=words.say("Present {present} / {roll}", present=view.present, roll=view.roll),
        entry=f"#{view.entry}" if view.entry >= 0 else "—",
        written=f"{civil(view.written, offset_min):%H:%M:%S}" if view.written else "",
        head=tuple(groups(view.head)),
        seal=_key(view.seal_key),
        mirror=words.name("mirror", view.mirror) if view.mirror else "",
        mirror_mark=mirror[0],
        mirror_tone=mirror[1],
        zero=view.zero_report or words.say("none for this poll"),
        zero_mark=zero[0],
        zero_tone=zero[1],
        overrides=words.say(", ").join(words.name("gate", gate) for gate in view.overrides),
        poll=_poll(view, words),
        sums=_sums(view.presses, words),
        sum_line=_sum_line(view.presses, words),
        sum_mark=sums[0],
        sum_tone=sums[1],
        reasons=tuple(
            CountRow(words.name("reason", reason), str(count))
            for reason, count in view.presses.reasons
        ),
        reasons_none="" if view.presses.reasons else words.say("none so far"),
        papers=_papers(view, words),
        papers_none="" if view.papers else words.say("none so far"),
        objections=tuple(ObjectionRow(one.by, one.text) for one in view.objections),
        objections_none="" if view.objections else words.say("none so far"),
        wrong=tuple(TextRow(tell(one, words)) for one in _wrong(view)),
        seats_offered=bool(view.seats),
        seats_shown=at_hand.seats and bool(view.seats),
        seat_columns=columns,
        seat_letters=letters,
        orders=not view.follows,
        check_runs=checked is not None and not checked.over,
        check_share=_share(checked),
        check_said=tell(checked.told_in(words.language), words) if checked is not None else "",
        check_mark=check[0],
        check_tone=check[1],
        writing=writing is not None,
        write_title=words.name("wanted", writing.wanted) if writing else "",
        write_text=writing is not None and writing.wanted is Wanted.OBJECT,
        write_secret=writing is not None and writing.guarded,
        write_ready=writing is not None and writing.ready,
        who=_who(view, words, writing),
        answer=_answer(at_hand, words),
        answer_tone=Tone.BAD if at_hand.answer is not None else Tone.GOOD,
    )


def _wrong(view: ObserverView) -> tuple[Sentence, ...]:
    """What is wrong with the following, and what a screen showed otherwise than was declared."""
    return (*view.told, *(shown_wrong(*one) for one in view.wrong))


def groups(head: str) -> list[HeadRow]:
    """The head as the paper has it: eight hex digits and their value mod 97 (docs/bundle.md §8)."""
    return [
        HeadRow(head[at : at + GROUP], f"{int(head[at : at + GROUP], 16) % 97:02d}")
        for at in range(0, len(head), GROUP)
    ]


def _key(seal_key: str) -> str:
    return " ".join(seal_key[at : at + GROUP] for at in range(0, 32, GROUP)) if seal_key else ""


def _poll(view: ObserverView, words: Words) -> str:
    one = view.poll
    if one is None:
        return words.say("No poll yet")
    parts = [
        words.say("Poll {poll}", poll=one.poll),
        one.title,
        words.say("named poll") if one.named else words.say("secret poll"),
        words.name("stage", one.stage),
    ]
    if one.verdict is not None:
        parts.append(words.name("verdict", one.verdict))
    return " · ".join(parts)


# ---- the account ---------------------------------------------------------------------------------


def _sums(presses: Dispositions, words: Words) -> tuple[CountRow, ...]:
    rows = [
        ("heard", presses.heard),
        ("counted", presses.counted),
        ("replaced", presses.replaced),
        ("refused", presses.refused),
    ]
    if presses.set_aside:
        rows.insert(3, ("set_aside", presses.set_aside))
    if presses.stood_by:
        rows.append(("stood_by", presses.stood_by))
    return tuple(CountRow(words.name("account", name), str(count)) for name, count in rows)


def _sum_line(presses: Dispositions, words: Words) -> str:
    return words.say(
        "heard {heard} = counted {counted} + replaced {replaced} + refused {refused}",
        heard=presses.heard,
        counted=presses.counted,
        replaced=presses.replaced + presses.set_aside,
        refused=presses.refused,
    )


def _sign(presses: Dispositions) -> Sign:
    parts = presses.counted + presses.replaced + presses.set_aside + presses.refused
    return GOOD if presses.heard == parts else BAD


# ---- papers, seats -------------------------------------------------------------------------------


def _papers(view: ObserverView, words: Words) -> tuple[PaperRow, ...]:
    return tuple(
        PaperRow(
            paper.number,
            words.say("{kind}, copy {copy}", kind=words.name("paper", paper.kind), copy=paper.copy),
            *(GOOD if paper.printed else WAITS),
        )
        for paper in view.papers
    )


def _map(view: ObserverView) -> tuple[int, str]:
    grid = lay_out([line.seat for line in view.seats], shape=MAP_SHAPE)
    return grid.columns, spell(grid, view.seats)


def seat_at(view: ObserverView, across: float, down: float) -> str:
    """The seat at a place of the map, both 0..1 of its cells; empty where none stands."""
    grid = lay_out([line.seat for line in view.seats], shape=MAP_SHAPE)
    if not (grid.cells and 0 <= across < 1 and 0 <= down < 1):
        return ""
    at = int(down * grid.rows) * grid.columns + int(across * grid.columns)
    line = grid.cells[at] if at < len(grid.cells) else -1
    return view.seats[line].seat if line >= 0 else ""


# ---- what is ordered -----------------------------------------------------------------------------


def _check(checked: Checked | None) -> Sign:
    if checked is None or not checked.over:
        return WAITS
    if checked.sound is None:
        return Mark.TRIANGLE, Tone.WARN
    return GOOD if checked.sound else BAD


def _share(checked: Checked | None) -> float:
    """How far a check is: half of its step while that goes on."""
    if checked is None:
        return 0.0
    return 1.0 if checked.over else (checked.step - 0.5) / checked.steps


def _who(view: ObserverView, words: Words, writing: Writing | None) -> tuple[WhoRow, ...]:
    if writing is None:
        return ()
    return tuple(
        WhoRow(
            name,
            words.say("{name}, {role}", name=name, role=words.name("office", role)),
            name == writing.who,
        )
        for name, role in view.officers
    )


def _answer(at_hand: AtHand, words: Words) -> str:
    if at_hand.answer is not None:
        return tell(at_hand.answer, words)
    return words.name("ordered", at_hand.done) if at_hand.done else ""


def written(writing: Writing, name: str, text: str) -> Writing:
    """Fill in a field: `who`, `text` or `passphrase`."""
    return replace(writing, **{name: text})
