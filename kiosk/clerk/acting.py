"""What a button of the console orders: act + what the console shows → orders.

The console knows acts, the law knows orders; which poll is laid down for an item was decided with
the agenda (`Drafts`).
"""

from collections.abc import Callable, Mapping

from kiosk.clerk import orders as o
from kiosk.clerk.orders_officers import Enrolment
from kiosk.clerk.orders_papers import Sheet
from kiosk.clerk.views import Act, AgendaLine, ConsoleView
from kiosk.meeting.agenda import Gate, Phase, next_phase
from kiosk.meeting.poll import Stage

Drafts = Mapping[int, o.PreparePoll]
Details = Mapping[str, str]
EXTENSION_S = 30


def orders_of(act: Act, view: ConsoleView, drafts: Drafts, details: Details) -> tuple[o.Order, ...]:
    """The orders of an act, in order; none where the view has nothing for it."""
    simple = SIMPLE.get(act)
    if simple is not None:
        return (simple(view.officer or view.chair),)
    return tuple(WITH_VIEW[act](view, drafts, details))


def _next_phase(view: ConsoleView, drafts: Drafts, details: Details) -> list[o.Order]:
    phase = next_phase(view.phases, view.phase or None)
    return [o.EnterPhase(view.item, phase)] if phase is not None else []


def _next_item(view: ConsoleView, drafts: Drafts, details: Details) -> list[o.Order]:
    """Go on with the first item that nothing was decided on, where it was left."""
    for line in view.agenda:
        if line.stage in (None, Stage.VOID) and not (line.current or line.withdrawn):
            return _go_on(line, view, drafts)
    return []


def _go_on(line: AgendaLine, view: ConsoleView, drafts: Drafts) -> list[o.Order]:
    phase = next_phase(view.phases, line.phase or None)
    if phase is None or line.phase == Phase.POLLING:
        return _laid_down(line.item, drafts)
    return [o.EnterPhase(line.item, phase)]


def _prepare(view: ConsoleView, drafts: Drafts, details: Details) -> list[o.Order]:
    tie = _tie(view)
    return [o.RepollTied(tie), o.CallKeypads()] if tie else _laid_down(view.item, drafts)


def _tie(view: ConsoleView) -> int:
    """The poll whose tie comes next: the one on the console, or the one it did not settle."""
    if view.plan is None:
        return 0
    tied = view.stage is Stage.DECLARED and view.outcome is not None and view.outcome.tied
    return view.plan.poll if tied else view.plan.of_poll


def _laid_down(item: int, drafts: Drafts) -> list[o.Order]:
    draft = drafts.get(item)
    return [draft, o.CallKeypads()] if draft is not None else []


def two_in(details: Details) -> tuple[str, tuple[str, str]]:
    """The reason and the two officers that were filled in."""
    return details.get("reason", ""), (details.get("first", ""), details.get("second", ""))


def _open_urn(view: ConsoleView, drafts: Drafts, details: Details) -> list[o.Order]:
    typed = details.get("first_secret", ""), details.get("second_secret", "")
    return [o.OpenUrn(*two_in(details), typed)]


def _void(view: ConsoleView, drafts: Drafts, details: Details) -> list[o.Order]:
    return [o.VoidPoll(*two_in(details))]


def _without_mirror(view: ConsoleView, drafts: Drafts, details: Details) -> list[o.Order]:
    return [o.GoOnWithoutMirror(*two_in(details))]


def _give_up_base(view: ConsoleView, drafts: Drafts, details: Details) -> list[o.Order]:
    return [o.GiveUpBase(view.missing, *two_in(details))] if view.missing else []


def _give_up_desk(view: ConsoleView, drafts: Drafts, details: Details) -> list[o.Order]:
    return [o.GiveUpDesk(view.venue, *two_in(details))] if view.missing else []


def _enrol_officer(view: ConsoleView, drafts: Drafts, details: Details) -> list[o.Order]:
    """Somebody new, or somebody who lost the passphrase or is locked out."""
    said = (details.get(name, "") for name in ("newcomer", "office", "new_secret"))
    return [o.EnrolOfficer(Enrolment(*said), *two_in(details))]


def _reveal_person(view: ConsoleView, drafts: Drafts, details: Details) -> list[o.Order]:
    number = details.get("number", "")
    return [o.RevealPerson(int(number), *two_in(details))] if number.isdecimal() else []


def _open_meeting(view: ConsoleView, drafts: Drafts, details: Details) -> list[o.Order]:
    return [o.OpenMeeting(*two_in(details))]


def _override(view: ConsoleView, drafts: Drafts, details: Details) -> list[o.Order]:
    return [o.OverrideGate(Gate(view.gate), *two_in(details))] if view.gate else []


def _log_in(view: ConsoleView, drafts: Drafts, details: Details) -> list[o.Order]:
    return [o.LogIn(details.get("first", ""), details.get("first_secret", ""))]


def _log_out(view: ConsoleView, drafts: Drafts, details: Details) -> list[o.Order]:
    return [o.LogOut(view.officer)] if view.officer else []


def _elsewhere(view: ConsoleView, drafts: Drafts, details: Details) -> list[o.Order]:
    """What is not the console's alone: the roll that was brought along, a notary's medium."""
    return []


def _print_paper(view: ConsoleView, drafts: Drafts, details: Details) -> list[o.Order]:
    return [o.PrintPaper(details.get("number", ""), view.officer or view.chair)]


def _reprint(view: ConsoleView, drafts: Drafts, details: Details) -> list[o.Order]:
    by = view.officer or view.chair
    return [o.Reprint(details.get("number", ""), details.get("reason", ""), by)]


def _confirm_printed(view: ConsoleView, drafts: Drafts, details: Details) -> list[o.Order]:
    return [o.ConfirmPrinted(details.get("number", ""), details.get("first", ""))]


def _record(view: ConsoleView, drafts: Drafts, details: Details) -> list[o.Order]:
    by = view.officer or view.chair
    return [o.IssueRecord(view.plan.poll, by)] if view.plan is not None else []


SIMPLE: Mapping[Act, Callable[[str], o.Order]] = {
    Act.OPEN_CHECK_IN: lambda by: o.OpenCheckIn(),
    Act.CLOSE_CHECK_IN: lambda by: o.CloseCheckIn(),
    Act.PING: lambda by: o.CallKeypads(),
    Act.ZERO_REPORT: o.IssueZeroReport,
    Act.OPEN_POLL: o.OpenPoll,
    Act.PAUSE_POLL: o.PausePoll,
    Act.RESUME_POLL: o.ResumePoll,
    Act.EXTEND_POLL: lambda by: o.ExtendPoll(EXTENSION_S, by),
    Act.CLOSE_POLL: o.ClosePoll,
    Act.RECONCILE: lambda by: o.Reconcile(),
    Act.ACKNOWLEDGE_SILENCE: o.AcknowledgeSilence,
    Act.DECLARE: o.Declare,
    Act.CLOSE_MEETING: o.CloseMeeting,
    Act.SEAL_SLIP: lambda by: o.IssueSheet(Sheet.SEAL, by),
}

WITH_VIEW: Mapping[Act, Callable[[ConsoleView, Drafts, Details], list[o.Order]]] = {
    Act.NEXT_PHASE: _next_phase,
    Act.NEXT_ITEM: _next_item,
    Act.PREPARE_POLL: _prepare,
    Act.LOG_IN: _log_in,
    Act.LOG_OUT: _log_out,
    Act.FREEZE_ROLL: _elsewhere,
    Act.HAND_OVER: _elsewhere,
    Act.OPEN_MEETING: _open_meeting,
    Act.OVERRIDE_GATE: _override,
    Act.OPEN_URN: _open_urn,
    Act.VOID_POLL: _void,
    Act.GO_ON_WITHOUT_MIRROR: _without_mirror,
    Act.GIVE_UP_BASE: _give_up_base,
    Act.GIVE_UP_DESK: _give_up_desk,
    Act.ENROL_OFFICER: _enrol_officer,
    Act.REVEAL_PERSON: _reveal_person,
    Act.PRINT_RECORD: _record,
    Act.PRINT_PAPER: _print_paper,
    Act.REPRINT: _reprint,
    Act.CONFIRM_PRINTED: _confirm_printed,
}
