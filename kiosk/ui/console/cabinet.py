"""The cabinet of forms, as it is shown: the deeds by section, and the form that is being filled in.

Pure: no Qt. What a deed asks and what makes an order is the clerk's (`clerk.formtable`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kiosk.clerk.forms import Entry, Form, Kind, Slip, Source, Why, entries_of, order_of
from kiosk.clerk.formtable import FORMS
from kiosk.clerk.orders import Order
from kiosk.clerk.views import ConsoleView
from kiosk.meeting.offices import TABLE, may
from kiosk.meeting.refusal import Refusal
from kiosk.ui.console.reasons import REASONS
from kiosk.ui.parts.entries import EntryRow
from kiosk.ui.parts.phrases import why
from kiosk.words import Words

Made = Order | tuple[Slip, ...] | None
"""What a form gives: an order, its slips, or nothing where none was taken out."""


@dataclass(frozen=True, slots=True)
class DeedRow:
    """A deed of the cabinet; `section` is said above the first of it."""

    deed: str
    label: str
    section: str
    ready: bool
    reason: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filling:
    """The open cabinet: which form, and what was written in it; `tried` once it was given.

    `sent` is how many acts were answered when it was given, -1 before; `refused` why it was not
    done, where a passphrase was wrong.
    """

    deed: str = ""
    values: dict[str, str] = field(default_factory=dict, repr=False)
    tried: bool = False
    sent: int = -1
    refused: Refusal | None = None

    @property
    def sending(self) -> bool:
        """Whether it was given and its answer is not here yet."""
        return self.sent >= 0

    def write(self, entry: str, text: str) -> "Filling":
        return replace(self, values={**self.values, entry: text}, refused=None)

    def refused_by(self, refusal: Refusal) -> "Filling":
        """The form once more, with the passphrase gone that was wrong and all else as it was."""
        wrong = str(refusal.detail.get("officer", ""))
        kept = {
            name: ""
            if name.endswith("_secret") and self.values.get(name[:-7], "").strip() == wrong
            else text
            for name, text in self.values.items()
        }
        return replace(self, values=kept, sent=-1, refused=refusal)

    def secrets(self) -> dict[str, str]:
        """The passphrases, which no order carries."""
        return {name: text for name, text in self.values.items() if name.endswith("_secret")}


@dataclass(frozen=True, slots=True)
class CabinetProps:
    """Everything the cabinet shows."""

    opened: bool = False
    deeds: tuple[DeedRow, ...] = ()
    title: str = ""
    note: str = ""
    entries: tuple[EntryRow, ...] = ()
    chosen: bool = False
    ready: bool = False
    wrong: str = ""
    sending: bool = False


def take_out(deed: str, view: ConsoleView) -> Filling:
    """A fresh form: what the console shows already stands in it."""
    asked = {one.name for one in entries_of(FORMS[deed], view)}
    known = {
        "item": str(view.item) if view.item else "",
        "poll": str(view.plan.poll) if view.plan is not None else "",
    }
    return Filling(deed, {name: value for name, value in known.items() if name in asked})


def offered(deed: str, view: ConsoleView) -> bool:
    """Whether who is at the console may order it; the law says whether it may be done."""
    return not view.guarded or TABLE[deed].two or may(view.role, deed)


def made(filling: Filling, view: ConsoleView) -> Made:
    """The order of the form as it stands, or its slips; None without a form."""
    form = FORMS.get(filling.deed)
    return order_of(form, filling.values, view) if form is not None else None


def derive(view: ConsoleView, words: Words, filling: Filling | None) -> CabinetProps:
    """The props of the cabinet; without a filling it is shut."""
    if filling is None:
        return CabinetProps()
    form, found = FORMS.get(filling.deed), made(filling, view)
    return CabinetProps(
        opened=True,
        deeds=tuple(_deeds(view, words, filling.deed)),
        title=words.name("deed", form.deed) if form else words.say("Choose what is to be done"),
        note=_note(form, words),
        entries=tuple(_entries(form, view, words, filling, found)) if form else (),
        chosen=form is not None,
        ready=found is not None and not isinstance(found, tuple),
        wrong=why(filling.refused, words) if filling.refused is not None else "",
        sending=filling.sending,
    )


def _note(form: Form | None, words: Words) -> str:
    if form is None:
        return words.say("Everything here is entered in the book in the name of who orders it.")
    two = words.say("Two officers and a reason are needed; nothing is deleted from the book.")
    return two if form.two else words.name("form", form.deed)


def _deeds(view: ConsoleView, words: Words, chosen: str) -> Iterator[DeedRow]:
    section = None
    for deed, form in FORMS.items():
        ready = offered(deed, view)
        yield DeedRow(
            deed=deed,
            label=words.name("deed", deed),
            section=words.name("section", form.section) if form.section is not section else "",
            ready=ready,
            reason="" if ready else _why_not(view, words),
            chosen=deed == chosen,
        )
        section = form.section


def _why_not(view: ConsoleView, words: Words) -> str:
    if not view.role:
        return words.say("reason:log_in_first")
    return words.say("reason:office_without_this")


def _entries(
    form: Form, view: ConsoleView, words: Words, filling: Filling, found: Made
) -> Iterator[EntryRow]:
    slips = {one.entry: one.why for one in found} if isinstance(found, tuple) else {}
    for entry in entries_of(form, view):
        values = _choices(entry, view)
        slip = slips.get(entry.name)
        told = slip is not None and (filling.tried or slip is not Why.EMPTY)
        yield EntryRow(
            name=entry.name,
            kind=entry.kind,
            label=_label(entry, words),
            value=filling.values.get(entry.name, ""),
            slip=words.say(slip) if told and slip is not None else "",
            values=values,
            labels=tuple(_choice(entry, value, view, words) for value in values),
            ready=_ready(entry, form, words),
        )


def _ready(entry: Entry, form: Form, words: Words) -> tuple[str, ...]:
    """The words at hand for why."""
    reasons = REASONS.get(form.deed, ()) if entry.name == "reason" else ()
    return tuple(words.say(one) for one in reasons)


def _label(entry: Entry, words: Words) -> str:
    """How the entry is called; what may stay empty says so."""
    if entry.kind is Kind.AREA and entry.label:
        return words.say("{pile}, area in m²", pile=entry.label)
    said = entry.label or words.name("entry", entry.name)
    return said if entry.needed else words.say("{entry} (may stay empty)", entry=said)


def _choices(entry: Entry, view: ConsoleView) -> tuple[str, ...]:
    if entry.source is Source.ITEM:
        return tuple(str(line.item) for line in view.agenda)
    if entry.source is Source.BASE:
        return view.bases
    if entry.source is Source.RULE:
        return tuple(name for name, _ in view.rules)
    if entry.source is Source.OFFICER:
        return tuple(one.name for one in view.officers)
    return view.phases if entry.source is Source.PHASE else entry.choices


def _choice(entry: Entry, value: str, view: ConsoleView, words: Words) -> str:
    """What a choice says: the meeting's own words where it has them."""
    if entry.source is Source.ITEM:
        titles = {str(line.item): line.title for line in view.agenda}
        return f"{value}  {titles[value]}"
    if entry.source is Source.RULE:
        return dict(view.rules)[value]
    if entry.source in (Source.BASE, Source.OFFICER):
        return value
    return words.name("phase" if entry.source is Source.PHASE else entry.domain, value)
