"""The forms of the console in the order of the hall's work: what needs more than a button."""

from collections.abc import Mapping

from kiosk.clerk import orders as o
from kiosk.clerk.forms import Entries, Entry, Filled, Form, Kind, Section, Source
from kiosk.clerk.orders_papers import Sheet
from kiosk.clerk.views import ConsoleView
from kiosk.meeting.agenda import DEMANDED, Gate
from kiosk.meeting.ballot import FOR_AGAINST_FORM, LIMITS, BallotForm, BallotKind, Channel
from kiosk.meeting.duties import Counting
from kiosk.meeting.papercount import CountRow, CountSheet

SEAT = Entry("seat")
KEYPAD = Entry("keypad", Kind.NUMBER)
REASON = Entry("reason")
ITEM = Entry("item", Kind.CHOICE, source=Source.ITEM)
BY_PEOPLE = Entry("channel", Kind.CHOICE, choices=(Channel.PAPER, Channel.HANDS), domain="channel")
YES, NO = "yes", "no"
NAMED, SECRET = "named", "secret"
LAST, FIRST = "last", "first"


def _choice(name: str, *choices: str, domain: str = "choice", needed: bool = True) -> Entry:
    return Entry(name, Kind.CHOICE, choices=choices, domain=domain, needed=needed)


def _item(filled: Filled) -> int:
    return filled.number("item")


def _bind(filled: Filled) -> o.Order:
    pair = (filled.number("keypad"), filled.text("seat"))
    return o.BindKeypads((pair,), filled.text("reason"))


def _review(filled: Filled) -> o.Order:
    return o.GiveReview(
        item=_item(filled),
        number=filled.text("number"),
        day=filled.day("day"),
        opinion=filled.text("opinion"),
        lawful=filled.text("lawful") == YES,
        by=filled.by,
    )


def _form_of_ballot(filled: Filled) -> BallotForm:
    kind = BallotKind(filled.text("kind"))
    if kind is BallotKind.FOR_AGAINST:
        return FOR_AGAINST_FORM
    options = filled.lines("options")
    most = LIMITS[kind][1] or filled.maybe_number("maximum", len(options))
    return BallotForm(kind, options, LIMITS[kind][0], most)


def _prepare(filled: Filled) -> o.Order:
    channel = filled.maybe("channel")
    return o.PreparePoll(
        item=_item(filled),
        rule=filled.text("rule"),
        form=_form_of_ballot(filled),
        named=filled.text("secrecy") == NAMED,
        last_press_counts=filled.text("press") == LAST,
        duration_s=filled.maybe_number("duration"),
        seats=filled.maybe_number("places"),
        channel=Channel(channel) if channel else None,
    )


PILES = ("in_favour", "against", "abstain")


def _pile(name: str, *, label: str = "", area: bool = False) -> Entry:
    """One pile of ballots: of heads, or of the area that stands behind them."""
    kind, prefix = (Kind.AREA, "area_") if area else (Kind.NUMBER, "")
    return Entry(f"{prefix}{name}", kind, label=label)


def _piles(view: ConsoleView, *, area: bool) -> Entries:
    form = view.plan.form if view.plan is not None else FOR_AGAINST_FORM
    if form.kind is BallotKind.FOR_AGAINST:
        return tuple(_pile(name, area=area) for name in (*PILES, "void"))
    options = [_pile(f"option_{at}", label=text, area=area) for at, text in _numbered(form)]
    noes = [_pile(f"no_{at}", label=f"{text} ✕", area=area) for at, text in _numbered(form)]
    against = noes if form.kind is BallotKind.YES_NO else []
    return (_pile("chosen", area=area), _pile("void", area=area), *options, *against)


def _numbered(form: BallotForm) -> list[tuple[int, str]]:
    return list(enumerate(form.options, start=1))


def _count_entries(view: ConsoleView) -> Entries:
    by_area = view.plan is not None and view.plan.rule.by_area
    return _piles(view, area=False) + (_piles(view, area=True) if by_area else ())


def _row(filled: Filled, *, area: bool) -> dict[str, int | tuple[int, ...]]:
    read, prefix = (filled.area, "area_") if area else (filled.number, "")
    found = {
        one.name.removeprefix(prefix): read(one.name) for one in _piles(filled.view, area=area)
    }
    lists = {
        name: tuple(figure for pile, figure in found.items() if pile.startswith(f"{start}_"))
        for name, start in (("options", "option"), ("noes", "no"))
    }
    piles = {pile: found[pile] for pile in (*PILES, "chosen", "void") if pile in found}
    return {**piles, **lists}


def _count(filled: Filled) -> o.Order:
    by_area = filled.view.plan is not None and filled.view.plan.rule.by_area
    area = CountRow(**_row(filled, area=True)) if by_area else None  # pyright: ignore[reportArgumentType]
    sheet = CountSheet(**_row(filled, area=False), area=area)  # pyright: ignore[reportArgumentType]
    return o.EnterCount(Channel(filled.text("channel")), sheet, filled.by)


def _duty(filled: Filled) -> o.Order:
    return o.AssignDuty(
        poll=filled.number("poll"),
        unit=filled.text("unit"),
        task=filled.text("task"),
        acceptance=filled.text("acceptance"),
        days=filled.number("days"),
        counting=Counting(filled.text("counting")),
        by=filled.by,
    )


ATTENDANCE = (
    Form("bind_keypads", Section.ATTENDANCE, (KEYPAD, SEAT, REASON), _bind),
    Form(
        "return_keypad",
        Section.ATTENDANCE,
        (KEYPAD, REASON),
        lambda x: o.ReturnKeypad(x.number("keypad"), x.text("reason")),
    ),
    Form(
        "check_in_by_hand",
        Section.ATTENDANCE,
        (SEAT, Entry("desk"), REASON),
        lambda x: o.CheckInByHand(x.text("seat"), x.text("desk"), x.text("reason")),
    ),
    Form(
        "check_out",
        Section.ATTENDANCE,
        (SEAT, Entry("desk"), REASON),
        lambda x: o.CheckOut(x.text("seat"), x.text("desk"), x.text("reason")),
    ),
    Form(
        "grant_leave",
        Section.ATTENDANCE,
        (SEAT, REASON),
        lambda x: o.GrantLeave(x.text("seat"), x.text("reason"), x.by),
    ),
    Form(
        "draw_audit",
        Section.ATTENDANCE,
        (Entry("dice"), Entry("count", Kind.NUMBER)),
        lambda x: o.DrawAudit(x.text("dice"), x.number("count"), x.by),
    ),
    Form("close_audit", Section.ATTENDANCE, (), lambda x: o.CloseAudit(x.by)),
)

AGENDA = (
    Form(
        "table_item",
        Section.AGENDA,
        (Entry("number", Kind.NUMBER), Entry("title"), Entry("noticed", Kind.DAY, needed=False)),
        lambda x: o.TableItem(
            x.number("number"), x.text("title"), x.day("noticed") if x.maybe("noticed") else ""
        ),
    ),
    Form(
        "put_motion",
        Section.AGENDA,
        (ITEM, Entry("title"), Entry("text", Kind.TEXT), _choice("as_noticed", YES, NO)),
        lambda x: o.PutMotion(
            _item(x), x.text("title"), x.text("text"), noticed=x.text("as_noticed") == YES
        ),
    ),
    Form(
        "move_amendment",
        Section.AGENDA,
        (ITEM, Entry("amends", Kind.CHOICE, source=Source.ITEM)),
        lambda x: o.MoveAmendment(_item(x), x.number("amends"), x.by),
    ),
    Form(
        "withdraw_item",
        Section.AGENDA,
        (ITEM, REASON),
        lambda x: o.WithdrawItem(_item(x), x.text("reason"), x.by),
    ),
    Form(
        "resume_item",
        Section.AGENDA,
        (ITEM, Entry("phase", Kind.CHOICE, source=Source.PHASE), REASON),
        lambda x: o.ResumeItem(_item(x), x.text("phase"), x.text("reason"), x.by),
    ),
    Form(
        "demand_gate",
        Section.AGENDA,
        (ITEM, _choice("gate", *sorted(DEMANDED), domain="gate")),
        lambda x: o.DemandGate(_item(x), Gate(x.text("gate")), x.by),
    ),
    Form(
        "give_review",
        Section.AGENDA,
        (
            ITEM,
            Entry("number"),
            Entry("day", Kind.DAY),
            Entry("opinion", Kind.TEXT),
            _choice("lawful", YES, NO),
        ),
        _review,
    ),
    Form(
        "count_attention",
        Section.AGENDA,
        (ITEM, Entry("attentive", Kind.NUMBER), Entry("asked", Kind.NUMBER)),
        lambda x: o.CountAttention(_item(x), x.number("attentive"), x.number("asked"), x.by),
    ),
    Form(
        "find_major_interest",
        Section.AGENDA,
        (ITEM, REASON),
        lambda x: o.FindMajorInterest(_item(x), x.text("reason"), x.by),
    ),
)

POLL = (
    Form(
        "prepare_poll",
        Section.POLL,
        (
            ITEM,
            Entry("rule", Kind.CHOICE, source=Source.RULE),
            _choice("kind", *BallotKind, domain="kind"),
            Entry("options", Kind.TEXT, needed=False),
            Entry("maximum", Kind.NUMBER, needed=False),
            Entry("places", Kind.NUMBER, needed=False),
            _choice("secrecy", NAMED, SECRET),
            _choice("press", LAST, FIRST),
            Entry("duration", Kind.NUMBER, needed=False),
            _choice("channel", *Channel, domain="channel", needed=False),
        ),
        _prepare,
    ),
    Form(
        "recuse",
        Section.POLL,
        (ITEM, SEAT, REASON),
        lambda x: o.Recuse(_item(x), x.text("seat"), x.text("reason")),
    ),
    Form(
        "name_candidate",
        Section.POLL,
        (ITEM, SEAT),
        lambda x: o.NameCandidate(_item(x), x.text("seat"), x.by),
    ),
    Form(
        "give_proxy",
        Section.POLL,
        (ITEM, SEAT, Entry("holder")),
        lambda x: o.GiveProxy(_item(x), x.text("seat"), x.text("holder"), x.by),
    ),
    Form(
        "withdraw_proxy",
        Section.POLL,
        (ITEM, SEAT),
        lambda x: o.WithdrawProxy(_item(x), x.text("seat"), x.by),
    ),
    Form(
        "extend_poll",
        Section.POLL,
        (Entry("by_s", Kind.NUMBER),),
        lambda x: o.ExtendPoll(x.number("by_s"), x.by),
    ),
    Form(
        "give_up_base",
        Section.POLL,
        (Entry("base", Kind.CHOICE, source=Source.BASE), REASON),
        lambda x: o.GiveUpBase(x.text("base"), x.text("reason"), x.two),
    ),
)

COUNTING = (
    Form(
        "turn_poll",
        Section.COUNTING,
        (BY_PEOPLE, REASON),
        lambda x: o.TurnPoll(Channel(x.text("channel")), x.text("reason"), x.by),
    ),
    Form(
        "issue_papers",
        Section.COUNTING,
        (Entry("seats", Kind.TEXT, needed=False),),
        lambda x: o.IssuePapers(tuple(" ".join(x.lines("seats")).split()), x.by),
    ),
    Form(
        "spoil_paper",
        Section.COUNTING,
        (Entry("number", Kind.NUMBER),),
        lambda x: o.SpoilPaper(x.number("number"), x.by),
    ),
    Form("enter_count", Section.COUNTING, (BY_PEOPLE,), _count, _count_entries),
)

PAPERS = (
    Form(
        "issue_sheet",
        Section.PAPERS,
        (_choice("sheet", *Sheet, domain="paper"),),
        lambda x: o.IssueSheet(Sheet(x.text("sheet")), x.by),
    ),
    Form(
        "issue_record",
        Section.PAPERS,
        (Entry("poll", Kind.NUMBER),),
        lambda x: o.IssueRecord(x.number("poll"), x.by),
    ),
    Form(
        "mark_recording",
        Section.PAPERS,
        (Entry("recording"), Entry("timecode")),
        lambda x: o.MarkRecording(x.text("recording"), x.text("timecode"), x.by),
    ),
)

AFTER = (
    Form(
        "assign_duty",
        Section.AFTER,
        (
            Entry("poll", Kind.NUMBER),
            Entry("unit"),
            Entry("task", Kind.TEXT),
            Entry("acceptance"),
            Entry("days", Kind.NUMBER),
            _choice("counting", *Counting, domain="counting"),
        ),
        _duty,
    ),
    Form(
        "object",
        Section.AFTER,
        (Entry("by"), Entry("text", Kind.TEXT)),
        lambda x: o.Object(x.text("by"), x.text("text")),
    ),
    Form(
        "delete_personal_data",
        Section.AFTER,
        (REASON,),
        lambda x: o.DeletePersonalData(x.text("reason"), x.two),
    ),
)

FORMS: Mapping[str, Form] = {
    form.deed: form for form in (*ATTENDANCE, *AGENDA, *POLL, *COUNTING, *PAPERS, *AFTER)
}
"""By deed."""
