"""What the wall shows: from the clerk's view to display-ready texts, numbers and closed lists.

Pure: no Qt, no clock of its own. The places of the layout are written here as fractions of the
height (the screen is 16/9 wide, 8/5 inside the safe margin), because whether a title fits, and
what becomes of it when it does not, is decided here and not by the renderer.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

from kiosk.clerk.noticeboard import NoticeBoard
from kiosk.clerk.views import HallMode, HallView
from kiosk.meeting.ballot import BallotKind
from kiosk.meeting.tally import Tally
from kiosk.ui.hall import asking, individual, result, standby
from kiosk.ui.hall.asking import KeyRow
from kiosk.ui.hall.individual import Individual, NameRow, SeatCell, ShareRow
from kiosk.ui.hall.notices import NOTICES, HallPage
from kiosk.ui.hall.result import BarRow
from kiosk.ui.hall.standby import PastRow
from kiosk.ui.parts import composition
from kiosk.ui.parts.composition import GroupRow
from kiosk.ui.parts.lines import fit
from kiosk.ui.parts.measure import pages
from kiosk.ui.parts.phrases import rule_line, tell
from kiosk.ui.parts.tokens import SMALLEST_BODY, Mark, Tone
from kiosk.words import Words

SECOND = 1_000_000_000
PAGE_NS = 14 * SECOND
WIDTH = Fraction(8, 5)
BESIDE_CLOCK = Fraction(23, 20)
BESIDE_SYMBOL, BESIDE_BOTH = Fraction(6, 5), Fraction(9, 10)
"""Beside the symbol of a notice, and between it and a countdown."""
NOTICE_SIZES = (Fraction(1, 9), Fraction(1, 11), Fraction(1, 13), Fraction(1, 16))
TITLE_SIZES = (Fraction(1, 13), Fraction(1, 15), Fraction(1, 18))
LINE_SIZES = (Fraction(1, 20), Fraction(1, 23), Fraction(1, 26))
ITEM_SIZES = (Fraction(1, 14), Fraction(1, 16), Fraction(1, 18))
TEXT_PLACES = ((Fraction(1, 15), 4), (Fraction(1, 17), 5), (Fraction(1, 19), 6))
SENTENCE_SIZES = (Fraction(1, 18), Fraction(1, 21), Fraction(1, 25))
SUM_SIZES = (*SENTENCE_SIZES, SMALLEST_BODY)
RULE_SIZES = (Fraction(1, 26), SMALLEST_BODY, Fraction(1, 33))


WITHOUT_KEYPADS = frozenset(
    {HallMode.PAPER, HallMode.HANDS, HallMode.COUNTING, HallMode.COUNTED, HallMode.CLOSING}
)


@dataclass(frozen=True, slots=True)
class HallProps:
    """Everything on the wall; sizes are fractions of its height, shares 0..1.

    `ticking` says that something here depends on the time. `verdict_name` is the law's own word,
    for whoever reads the wall back (screen truth). `code` is the matrix of the public page's
    address, `past` a page of earlier resolutions, which stands there while `listing`.
    """

    page: HallPage
    title: str
    practice: bool
    attendance: str
    roll: str = ""
    present: str = ""
    present_share: float = 0.0
    kicker: str = ""
    heading: str = ""
    heading_size: float = 0.0
    rule_line: str = ""
    rule_size: float = 0.0
    body: str = ""
    body_size: float = 0.0
    page_text: str = ""
    keys: tuple[KeyRow, ...] = ()
    clock: str = ""
    clock_label: str = ""
    urgent: bool = False
    pressed_text: str = ""
    pressed_share: float = 0.0
    notice: str = ""
    notice_size: float = 0.0
    sentence: str = ""
    sentence_size: float = 0.0
    mark: Mark = Mark.NONE
    tone: Tone = Tone.PLAIN
    bars: tuple[BarRow, ...] = ()
    verdict: str = ""
    verdict_name: str = ""
    verdict_size: float = 0.0
    verdict_note: str = ""
    verdict_note_size: float = 0.0
    figure_digits: int = 2
    others: str = ""
    shares: tuple[ShareRow, ...] = ()
    ring: str = ""
    ring_figure: str = ""
    seat_columns: int = 0
    seat_letters: str = ""
    seat_cells: tuple[SeatCell, ...] = ()
    seat_labelled: bool = False
    names: tuple[NameRow, ...] = ()
    name_columns: int = 0
    seat_width: float = 0.0
    standby_line: str = ""
    computation: str = ""
    computation_size: float = 0.0
    basis_line: str = ""
    book_line: str = ""
    ticking: bool = False
    groups: tuple[GroupRow, ...] = ()
    groups_title: str = ""
    code: str = ""
    code_side: int = 0
    address: str = ""
    address_size: float = 0.0
    past: tuple[PastRow, ...] = ()
    listing: bool = False


def derive(
    view: HallView,
    words: Words,
    now_ns: int,
    *,
    since_ns: int | None = None,
    told: Individual = Individual.NAMES,
) -> HallProps:
    """The props of a view at an instant; `since_ns` is when it was first shown, None for now.

    `told` is how much of each delegate's choice in a named poll the wall tells.
    """
    base = _frame(view, words)
    turn = max(0, now_ns - (now_ns if since_ns is None else since_ns)) // PAGE_NS
    if view.mode in NOTICES:
        return _notice(base, view, words)
    if view.mode is HallMode.POLL:
        return _poll(base, view, words, now_ns, turn)
    if view.mode is HallMode.RESULT:
        return _result(base, view, words, turn, told)
    if view.mode is HallMode.ITEM:
        return _item(base, view, words, turn)
    if view.mode is HallMode.CHECK_IN:
        return replace(_composed(base, view, words, turn), page=HallPage.CHECK_IN)
    return _standby(base, view, words, turn)


def _standby(props: HallProps, view: HallView, words: Words, turn: int) -> HallProps:
    """The name of the meeting and the pages of the list in turn, beside the code that stays."""
    board = view.board
    leaves = standby.leaves(board, words)
    said = "The meeting is closed" if view.closed else "Please keep your pass at hand"
    shown = replace(
        _coded(props, board),
        page=HallPage.STANDBY,
        ticking=bool(leaves),
        standby_line=words.say(said),
        roll="" if view.closed else props.roll,
    )
    leaf = turn % (len(leaves) + 1) - 1
    if leaf < 0:
        named = standby.named(view.session_title or view.title, standby.width(board))
        return replace(shown, heading=named.text, heading_size=float(named.size))
    session = leaves[leaf].session
    return replace(
        shown,
        heading=session.text,
        heading_size=float(session.size),
        past=leaves[leaf].rows,
        listing=True,
        page_text=_page_text(leaf, len(leaves), words),
    )


def _coded(props: HallProps, board: NoticeBoard) -> HallProps:
    if not board.code:
        return props
    address = standby.address(board)
    return replace(
        props,
        code=standby.matrix(board),
        code_side=len(board.code),
        address=address.text,
        address_size=address.size,
    )


def _composed(props: HallProps, view: HallView, words: Words, turn: int) -> HallProps:
    """Who is here by class, age, occupation, one after the other."""
    leaves = composition.leaves(view.composition)
    if not leaves:
        return props
    trait, shares = leaves[turn % len(leaves)]
    return replace(
        props,
        groups=composition.rows(shares, words),
        groups_title=words.name("trait", trait),
        ticking=len(leaves) > 1,
    )


def _frame(view: HallView, words: Words) -> HallProps:
    here = words.say("Present {present} / {roll}", present=view.present, roll=view.roll)
    return HallProps(
        page=HallPage.NONE,
        title=fit(view.title, (Fraction(1, 30),), width=Fraction(1), lines=1).text,
        practice=view.practice,
        attendance="" if view.mode in (HallMode.STANDBY, HallMode.CHECK_IN) else here,
        roll=str(view.roll),
        present=str(view.present),
        present_share=view.present / view.roll if view.roll else 0.0,
        kicker=_kicker(view, words),
    )


def _kicker(view: HallView, words: Words) -> str:
    parts = [words.say("Item {number}", number=view.item)] if view.item else []
    if view.mode is HallMode.ITEM and view.phase:
        parts.append(words.name("phase", view.phase))
    if view.plan and view.plan.round > 1:
        parts.append(words.say("Round {round}", round=view.plan.round))
    return " · ".join(parts)


def _headed(
    props: HallProps,
    view: HallView,
    *,
    width: Fraction,
    lines: int,
    sizes: tuple[Fraction, ...] = TITLE_SIZES,
) -> HallProps:
    heading = fit(view.motion_title or view.item_title, sizes, width=width, lines=lines)
    return replace(props, heading=heading.text, heading_size=float(heading.size))


def _titled(props: HallProps, view: HallView) -> HallProps:
    """Number and title in one line, where the figures need the room."""
    said = "  ".join(part for part in (props.kicker, view.motion_title or view.item_title) if part)
    heading = fit(said, LINE_SIZES, width=WIDTH, lines=1)
    return replace(props, kicker="", heading=heading.text, heading_size=float(heading.size))


def _item(props: HallProps, view: HallView, words: Words, turn: int) -> HallProps:
    leaves, size = _leaves(view.motion_text)
    at = turn % len(leaves)
    return replace(
        _headed(props, view, width=WIDTH, lines=2, sizes=ITEM_SIZES),
        page=HallPage.ITEM,
        body=leaves[at],
        body_size=float(size),
        page_text=_page_text(at, len(leaves), words),
        ticking=len(leaves) > 1,
    )


def _leaves(text: str) -> tuple[tuple[str, ...], Fraction]:
    tried = [(pages(text, size, width=WIDTH, lines=lines), size) for size, lines in TEXT_PLACES]
    return next((one for one in tried if len(one[0]) == 1), tried[-1])


def _page_text(at: int, count: int, words: Words) -> str:
    return words.say("Page {page} of {pages}", page=at + 1, pages=count) if count > 1 else ""


def _poll(props: HallProps, view: HallView, words: Words, now_ns: int, turn: int) -> HallProps:
    plan = view.plan
    if plan is None:
        return replace(props, page=HallPage.STANDBY)
    choose = plan.form.kind is not BallotKind.FOR_AGAINST
    said = rule_line(plan, view.needed, words)
    if view.take_back:
        once = words.say("one key after the other; key {key} takes all back", key=view.take_back)
        said = f"{once} · {said}"
    rule = fit(said, RULE_SIZES, width=WIDTH, lines=2)
    leaves = asking.leaves(plan.form)
    left = asking.clock(view.ends_ns, now_ns, words)
    lines, sizes = (1, LINE_SIZES) if choose else (3, TITLE_SIZES)
    return replace(
        _pressed(_headed(props, view, width=BESIDE_CLOCK, lines=lines, sizes=sizes), view, words),
        page=HallPage.OPTIONS if choose else HallPage.KEYS,
        rule_line=rule.text,
        rule_size=float(rule.size),
        keys=asking.keys(plan.form, words, turn % leaves),
        page_text=_page_text(turn % leaves, leaves, words),
        clock=left.text,
        clock_label=left.label,
        urgent=left.urgent,
        ticking=view.ends_ns is not None or leaves > 1,
    )


def _pressed(props: HallProps, view: HallView, words: Words) -> HallProps:
    """How many have pressed; nothing where nobody is asked to press."""
    if not view.expected and view.mode in WITHOUT_KEYPADS:
        return props
    return replace(
        props,
        pressed_text=words.say(
            "Pressed {pressed} / {expected}", pressed=view.pressed, expected=view.expected
        ),
        pressed_share=view.pressed / view.expected if view.expected else 0.0,
    )


def _notice(props: HallProps, view: HallView, words: Words) -> HallProps:
    notice = NOTICES[view.mode]
    told = view.message
    said = tell(told, words) if told else words.say(notice.sentence)
    waiting = notice.page is HallPage.WAITING
    left = asking.standing(view.remaining_ms) if view.mode is HallMode.PAUSED else ""
    room = BESIDE_BOTH if left else BESIDE_SYMBOL
    heading = fit(words.say(notice.heading), NOTICE_SIZES, width=room, lines=1)
    sentence = fit(said, SENTENCE_SIZES, width=room, lines=2)
    return replace(
        _pressed(_headed(props, view, width=WIDTH, lines=2), view, words) if waiting else props,
        page=notice.page,
        notice=heading.text,
        notice_size=float(heading.size),
        sentence=sentence.text,
        sentence_size=float(sentence.size),
        mark=notice.mark,
        tone=notice.tone,
        clock=left,
        clock_label=words.say("remaining") if left else "",
        book_line="" if waiting else result.book_line(view, words),
    )


def _result(
    props: HallProps, view: HallView, words: Words, turn: int, much: Individual
) -> HallProps:
    if view.plan is None or view.tally is None or view.outcome is None:
        return replace(props, page=HallPage.STANDBY)
    ranking = view.plan.form.kind is not BallotKind.FOR_AGAINST
    width = Fraction(23, 20) if ranking else Fraction(3, 2)
    told = result.told(view.plan, view.tally, view.outcome, words)
    turns = individual.turns(view, much, result.leaves(told.bars))
    page, leaf = turns[turn % len(turns)]
    sums = [fit(said, SUM_SIZES, width=width, lines=1) for said in told.computation]
    shown = replace(
        _titled(props, view),
        page=page,
        page_text=_page_text(leaf, sum(one is page for one, _ in dict.fromkeys(turns)), words),
        ticking=len(set(turns)) > 1,
        verdict=told.verdict.text,
        verdict_name=str(view.outcome.verdict),
        verdict_size=float(told.verdict.size),
        verdict_note=told.note.text,
        verdict_note_size=float(told.note.size),
        mark=told.mark,
        tone=told.tone,
        computation="\n".join(one.text for one in sums),
        computation_size=float(min(one.size for one in sums)),
        basis_line=result.basis_line(view, words),
        book_line=result.book_line(view, words),
    )
    if page in (HallPage.RESULT, HallPage.RANKING):
        return replace(
            shown,
            bars=result.leaf(told.bars, leaf),
            figure_digits=max(2, *(len(bar.figure) for bar in told.bars)),
            others=told.others,
        )
    shown = replace(shown, shares=individual.shares(view.tally, words))
    if page is HallPage.NAMES:
        return replace(
            shown,
            names=individual.names(view, much, leaf, words),
            name_columns=individual.columns(view.plan.form),
            seat_width=float(individual.seat_width(view.seats)),
        )
    return _pictured(shown, view, view.tally)


def _pictured(props: HallProps, view: HallView, tally: Tally) -> HallProps:
    """The ring, or the map of the seats."""
    if props.page is HallPage.SHARES:
        return replace(props, ring=individual.slices(tally), ring_figure=str(tally.base))
    columns, letters, cells = individual.seat_map(view.seats)
    return replace(
        props,
        seat_columns=columns,
        seat_letters=letters,
        seat_cells=cells,
        seat_labelled=bool(cells),
    )
