"""What the console shows of officers: who is there, and which buttons are not theirs."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from kiosk.clerk.officers import Officers
from kiosk.clerk.papers import PaperKind
from kiosk.clerk.views import Act, Action, ConsoleView, OfficerLine
from kiosk.meeting.offices import TABLE, may
from kiosk.meeting.poll import RUNNING, Stage
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.state import State

DEEDS: Mapping[Act, str] = {
    Act.LOG_IN: "log_in",
    Act.LOG_OUT: "log_out",
    Act.FREEZE_ROLL: "freeze_roll",
    Act.OPEN_MEETING: "open_meeting",
    Act.OPEN_CHECK_IN: "open_check_in",
    Act.CLOSE_CHECK_IN: "close_check_in",
    Act.NEXT_PHASE: "enter_phase",
    Act.NEXT_ITEM: "enter_phase",
    Act.PREPARE_POLL: "prepare_poll",
    Act.PING: "call_keypads",
    Act.OVERRIDE_GATE: "override_gate",
    Act.ZERO_REPORT: "issue_zero_report",
    Act.OPEN_POLL: "open_poll",
    Act.PAUSE_POLL: "pause_poll",
    Act.RESUME_POLL: "resume_poll",
    Act.EXTEND_POLL: "extend_poll",
    Act.CLOSE_POLL: "close_poll",
    Act.OPEN_URN: "open_urn",
    Act.RECONCILE: "reconcile",
    Act.ACKNOWLEDGE_SILENCE: "acknowledge_silence",
    Act.DECLARE: "declare",
    Act.VOID_POLL: "void_poll",
    Act.GO_ON_WITHOUT_MIRROR: "go_on_without_mirror",
    Act.GIVE_UP_BASE: "give_up_base",
    Act.GIVE_UP_DESK: "give_up_desk",
    Act.ENROL_OFFICER: "enrol_officer",
    Act.REVEAL_PERSON: "reveal_person",
    Act.PRINT_RECORD: "issue_record",
    Act.PRINT_PAPER: "print_paper",
    Act.REPRINT: "reprint",
    Act.CONFIRM_PRINTED: "confirm_printed",
    Act.CLOSE_MEETING: "close_meeting",
    Act.SEAL_SLIP: "issue_sheet",
    Act.HAND_OVER: "issue_sheet",
}
"""The line of `meeting.offices` that a button stands under."""


def takes_two(act: Act) -> bool:
    """True when two officers order this act together."""
    return TABLE[DEEDS[act]].two


def with_officers(
    view: ConsoleView, state: State, officers: Officers, *, now_ns: int
) -> ConsoleView:
    """The console as the officer who logged in last may use it, where officers have keys."""
    if not officers.guards(state):
        return replace(view, officer=view.chair)
    officer = next(reversed(officers.sessions), "")
    role = officers.sessions.get(officer, "")
    door = [Action(Act.LOG_IN)] + [Action(Act.LOG_OUT)] * bool(officer)
    if view.stage not in RUNNING and not view.closed:
        door.append(Action(Act.ENROL_OFFICER))
    return replace(
        view,
        guarded=True,
        officer=officer,
        role=role,
        officers=tuple(
            OfficerLine(
                name,
                office,
                name in officers.sessions,
                locked=officers.locked_out((name,), now_ns) is not None,
            )
            for name, office in state.officers.items()
        ),
        next=_first(view.next, role) if view.next is not None else None,
        actions=(*(_theirs(action, role) for action in view.actions), *door),
        prints=tuple(
            replace(line, actions=tuple(_theirs(action, role) for action in line.actions))
            for line in view.prints
        ),
    )


PAPER_OF: Mapping[Act, PaperKind] = {
    Act.ZERO_REPORT: PaperKind.ZERO_REPORT,
    Act.PRINT_RECORD: PaperKind.VOTE_RECORD,
    Act.SEAL_SLIP: PaperKind.SEAL_SLIP,
}


def under_way(
    view: ConsoleView, makes: Callable[[PaperKind, int], bool], *, opening: bool
) -> Act | None:
    """What the large button ordered and the hall is still about; None where it waits for a person.

    `makes` tells whether a paper is being made, `opening` whether the porter is at the urn, which
    takes a second or two in a large hall.
    """
    if view.stage is Stage.DRAINING:
        return Act.CLOSE_POLL
    if view.next is None:
        return None
    act, poll = view.next.act, view.plan.poll if view.plan is not None else 0
    if act is Act.OPEN_URN and opening:
        return act
    kind = PAPER_OF.get(act)
    of = 0 if act is Act.SEAL_SLIP else poll
    return act if kind is not None and makes(kind, of) else None


def _first(action: Action, role: str) -> Action:
    """The one next action; where nobody is logged in and somebody must be, that."""
    theirs = _theirs(action, role)
    refusal = theirs.refusal
    waits = refusal is not None and refusal.reason is Reason.LOG_IN_FIRST
    return Action(Act.LOG_IN) if waits else theirs


def _theirs(action: Action, role: str) -> Action:
    """The button with why it is not this officer's; one that takes two is everybody's to press."""
    deed = DEEDS[action.act]
    if action.refusal is not None or TABLE[deed].two or (role and may(role, deed)):
        return action
    if not role:
        return Action(action.act, Refusal(Reason.LOG_IN_FIRST))
    return Action(action.act, Refusal(Reason.OFFICE_WITHOUT_THIS, {"role": role}))
