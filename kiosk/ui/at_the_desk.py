"""The chair's screen of the sample meeting, stage by stage; `gallery` hangs the pictures."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from kiosk.clerk.views import (
    Act,
    Action,
    AgendaLine,
    ConsoleView,
    Light,
    OfficerLine,
    PrintLine,
    RefusedPress,
    RoomLine,
    SilentSeat,
)
from kiosk.meeting.agenda import Gate, Phase
from kiosk.meeting.changes import changes
from kiosk.meeting.motion import Motion
from kiosk.meeting.outcome import Sentence
from kiosk.meeting.paper_copies import Way
from kiosk.meeting.poll import Stage
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.tally import Tally
from kiosk.meeting.verdict import decide
from kiosk.ui.sample import (
    HEAD,
    NOON,
    PRESENT,
    ROLL,
    SECOND_NS,
    Sample,
    choice_tally,
    for_against_tally,
    sample,
)
from kiosk.ui.sample_people import sample_composition

ADDED = 8
"""So many characters of the sample motion came after its notice."""


def printed(base: ConsoleView) -> ConsoleView:
    """Papers in every way a paper can be on its way, the newest first."""
    again = (Action(Act.REPRINT),)
    out = (Action(Act.CONFIRM_PRINTED), *again)
    filed = (Action(Act.PRINT_PAPER), *again)
    lines = (
        PrintLine("2026-006", "vote_record", 3, 1, 3, Way.FILED, "waiting", actions=filed),
        PrintLine("2026-005", "zero_report", 3, 1, 1, Way.SENT, "printing", actions=out),
        PrintLine("2026-004", "vote_record", 2, 2, 3, Way.DONE, "done", actions=out),
        PrintLine("2026-004", "vote_record", 2, 1, 3, Way.SPOILT, "jam", reason=base.chair),
        PrintLine("2026-003", "zero_report", 2, 1, 1, Way.TROUBLE, "paper_out", actions=out),
        PrintLine(
            "2026-002", "vote_record", 1, 1, 3, Way.CONFIRMED, "done", "scan", "1", actions=again
        ),
        PrintLine(
            "2026-001", "roll_sheet", 0, 1, 9, Way.CONFIRMED, "done", "hand", base.chair,
            actions=again,
        ),
    )  # fmt: skip
    return replace(base, prints=lines, open_papers=4)


def with_forms(view: ConsoleView) -> ConsoleView:
    """The same with what the forms of the cabinet choose among."""
    said = sample().texts["rules"]
    rules = tuple((name, rule["title"]) for name, rule in said.items())
    return replace(guarded(view), bases=("A", "B", "C"), rules=rules)


def console_base(texts: Sample) -> ConsoleView:
    said = texts.texts
    return ConsoleView(
        title=said["meeting"]["title"],
        session_title=said["meeting"]["session_title"],
        practice=False,
        chair=said["meeting"]["chair"],
        agenda=tuple(_line(at, item) for at, item in enumerate(said["items"], start=1)),
        item=0,
        item_title="",
        motion_title="",
        motion_text="",
        phases=tuple(phase for phase in Phase if phase is not Phase.AMENDMENTS),
        phase="",
        plan=None,
        stage=None,
        needed=0,
        next=Action(Act.NEXT_ITEM),
        actions=(),
        ends_ns=None,
        remaining_ms=0,
        pressed=0,
        not_pressed=0,
        refused=0,
        account=None,
        differences=(),
        tally=None,
        outcome=None,
        room=tuple(_room_line(line) for line in said["rooms"]),
        refused_presses=(),
        silent=(),
        faults=(),
        roll=ROLL,
        present=PRESENT,
        entry=1843,
        head=HEAD,
        mirror="ok",
    )


def _line(item: int, said: dict[str, Any]) -> AgendaLine:
    in_favour, against, abstain = said.get("figures", (0, 0, 0))
    return AgendaLine(
        item=item,
        title=said["title"],
        phase=said["phase"],
        stage=None,
        verdict=said.get("verdict", ""),
        in_favour=in_favour,
        against=against,
        abstain=abstain,
        days_noticed=said["noticed"],
        notice_met=said["noticed"] >= 15,
        current=False,
    )


def _room_line(said: dict[str, Any]) -> RoomLine:
    return RoomLine(
        said["name"], Light(said["light"]), Sentence(said["msgid"], said.get("args", {}))
    )


def _current(view: ConsoleView, item: int, stage: Stage | None) -> tuple[AgendaLine, ...]:
    return tuple(
        replace(line, current=line.item == item, stage=stage if line.item == item else None)
        for line in view.agenda
    )


def check_in(base: ConsoleView) -> ConsoleView:
    return replace(
        base,
        present=87,
        next=Action(Act.CLOSE_CHECK_IN),
        actions=(Action(Act.PING), Action(Act.NEXT_ITEM, Refusal(Reason.NOT_PRESENT))),
        composition=sample_composition(),
    )


def unfrozen(base: ConsoleView) -> ConsoleView:
    """The roll was brought along and waits for two officers."""
    none_runs = Refusal(Reason.NO_POLL_RUNS)
    actions = (Act.EXTEND_POLL, Act.PAUSE_POLL, Act.PING)
    return guarded(
        replace(
            base,
            roll=0,
            present=0,
            awaits_roll=True,
            brought=ROLL + 2,
            brought_votes=ROLL,
            brought_from="roll.xlsx",
            next=Action(Act.FREEZE_ROLL),
            actions=tuple(Action(one, none_runs) for one in actions),
            room=base.room[1:],
        )
    )


def opening(base: ConsoleView) -> ConsoleView:
    """Check-in is open, nobody came yet, and the meeting could be opened."""
    none_runs = Refusal(Reason.NO_POLL_RUNS)
    return guarded(
        replace(
            base,
            present=0,
            quorum=80,
            next=Action(Act.OPEN_MEETING),
            actions=(Action(Act.EXTEND_POLL, none_runs), Action(Act.PAUSE_POLL, none_runs)),
            room=base.room[1:],
        )
    )


def gate_closed(texts: Sample, base: ConsoleView) -> ConsoleView:
    refusal = Refusal(Reason.NOTICE_TOO_SHORT, {"days": 11, "needed": 15})
    return replace(
        base,
        agenda=_current(base, 5, None),
        phase=Phase.PLENARY,
        next=Action(Act.PREPARE_POLL, refusal),
        actions=(Action(Act.NEXT_PHASE), Action(Act.NEXT_ITEM), Action(Act.PING)),
        **texts.motion("pets"),
    )


def prepared(texts: Sample, base: ConsoleView) -> ConsoleView:
    return replace(
        base,
        agenda=_current(base, 3, Stage.PREPARED),
        phase=Phase.POLLING,
        plan=texts.plan("major", "canteen"),
        stage=Stage.PREPARED,
        needed=80,
        next=Action(Act.OPEN_POLL, Refusal(Reason.ZERO_REPORT_MISSING)),
        actions=(Action(Act.ZERO_REPORT), Action(Act.PING), Action(Act.VOID_POLL)),
        **texts.motion("canteen"),
    )


def changed(prepared: ConsoleView) -> ConsoleView:
    """The last words of the motion were added after its notice."""
    title, text = prepared.motion_title, prepared.motion_text
    seen, now = (Motion(prepared.item, 1, title, one, "") for one in (text[:-ADDED], text))
    refusal = Refusal(Reason.MOTION_CHANGED_AFTER_NOTICE, {"noticed": 1, "put": 2})
    actions = (Action(Act.OVERRIDE_GATE), Action(Act.PING), Action(Act.VOID_POLL))
    return replace(
        prepared,
        next=Action(Act.OPEN_POLL, refusal),
        actions=actions,
        gate=Gate.NOTICE,
        changed=changes(seen, now),
    )


def running(texts: Sample, base: ConsoleView, now_ns: int) -> ConsoleView:
    return replace(
        prepared(texts, base),
        agenda=_current(base, 3, Stage.OPEN),
        stage=Stage.OPEN,
        next=Action(Act.CLOSE_POLL),
        actions=(
            Action(Act.EXTEND_POLL),
            Action(Act.PAUSE_POLL),
            Action(Act.PING, Refusal(Reason.POLL_RUNNING)),
            Action(Act.VOID_POLL),
        ),
        ends_ns=now_ns + 42 * SECOND_NS,
        pressed=97,
        not_pressed=21,
        refused=5,
        refused_presses=tuple(_refused(press) for press in texts.texts["refused"]),
        silent=tuple(SilentSeat(**seat) for seat in texts.texts["silent"]),
    )


def _refused(said: dict[str, Any]) -> RefusedPress:
    at = NOON - timedelta(seconds=said["seconds"])
    return RefusedPress(at, said["keypad"], said["seat"], said["reason"])


def paused(running: ConsoleView) -> ConsoleView:
    return replace(
        running,
        stage=Stage.PAUSED,
        agenda=_current(running, 3, Stage.PAUSED),
        ends_ns=None,
        remaining_ms=23_000,
        next=Action(Act.RESUME_POLL),
        actions=(Action(Act.EXTEND_POLL), Action(Act.CLOSE_POLL), Action(Act.VOID_POLL)),
    )


def draining(running: ConsoleView) -> ConsoleView:
    """The poll was closed a moment ago, and the line is not quiet yet."""
    closing = missing(running)
    return replace(closing, gone=False, missing="A", guarded=False, officer="", officers=())


def missing(running: ConsoleView) -> ConsoleView:
    """The poll is closed, and a base of another venue has not given all it had."""
    return guarded(
        replace(
            running,
            stage=Stage.DRAINING,
            ends_ns=None,
            next=Action(Act.CLOSE_POLL, Refusal(Reason.POLL_CLOSING)),
            under_way=Act.CLOSE_POLL,
            actions=(
                Action(Act.EXTEND_POLL, Refusal(Reason.POLL_CLOSING)),
                Action(Act.PAUSE_POLL, Refusal(Reason.POLL_CLOSING)),
                Action(Act.PING),
                Action(Act.VOID_POLL),
                Action(Act.GIVE_UP_BASE),
                Action(Act.GIVE_UP_DESK),
            ),
            missing="C",
            gone=True,
            venue="east",
        )
    )


def guarded(view: ConsoleView) -> ConsoleView:
    """The same where officers have keys: the chair is logged in, another one locked out."""
    names = (view.chair, *(seat.name for seat in view.silent))
    offices = ("chair", "operator", "teller")
    return replace(
        view,
        guarded=True,
        officer=view.chair,
        role="chair",
        officers=tuple(
            OfficerLine(name, office, name == view.chair, locked=office == "teller")
            for name, office in zip(names, offices, strict=False)
        ),
    )


def officers(texts: Sample, prepared: ConsoleView) -> ConsoleView:
    """Officers have keys, and no poll runs."""
    seats = tuple(SilentSeat(**seat) for seat in texts.texts["silent"])
    told = guarded(replace(prepared, silent=seats))
    actions = (*told.actions, Action(Act.REVEAL_PERSON), Action(Act.ENROL_OFFICER))
    return replace(told, silent=(), actions=(*actions, Action(Act.LOG_IN)))


def revealed(officers: ConsoleView) -> ConsoleView:
    """Two of them had a personal record shown."""
    record: tuple[tuple[str, str | int], ...] = (
        *(("number", 42), ("name", officers.officers[1].name), ("age_band", "18to65")),
        *(("id_number", "11010519491231002X"), ("phone", "13800138000"), ("income_band", "middle")),
    )
    return replace(officers, revealed=record)


def closed(running: ConsoleView) -> ConsoleView:
    return replace(
        running,
        stage=Stage.CLOSED,
        agenda=_current(running, 3, Stage.CLOSED),
        ends_ns=None,
        pressed=116,
        not_pressed=2,
        next=Action(Act.RECONCILE),
        actions=(Action(Act.VOID_POLL),),
    )


def differing(reconciled: ConsoleView) -> ConsoleView:
    said = "{what} {where}: base {expected}, book {found}"
    rows = (("keypad", "A/61", 2, 1), ("keypad", "A/72", 1, 0))
    return replace(
        reconciled,
        next=Action(Act.DECLARE, Refusal(Reason.SUMS_DIFFER, {"count": 2})),
        actions=(Action(Act.RECONCILE), Action(Act.VOID_POLL)),
        differences=tuple(
            Sentence(said, {"what": what, "where": where, "expected": base, "found": book})
            for what, where, base, book in rows
        ),
    )


def silent(texts: Sample, reconciled: ConsoleView) -> ConsoleView:
    refusal = Refusal(Reason.SILENT_NOT_ACKNOWLEDGED, {"base": 118, "silent": 12})
    seats = [SilentSeat(**seat) for seat in texts.texts["silent"]]
    return replace(
        reconciled,
        next=Action(Act.DECLARE, refusal),
        actions=(Action(Act.ACKNOWLEDGE_SILENCE), Action(Act.RECONCILE), Action(Act.VOID_POLL)),
        silent=tuple(
            replace(seats[at % 2], seat=str(17 + 3 * at), polls=at % 3) for at in range(12)
        ),
    )


def declared(reconciled: ConsoleView) -> ConsoleView:
    return replace(
        _told(reconciled, for_against_tally(79, 31, 6)),
        next=Action(Act.PRINT_RECORD),
        actions=(Action(Act.NEXT_ITEM), Action(Act.VOID_POLL)),
    )


def declared_choice(texts: Sample, reconciled: ConsoleView) -> ConsoleView:
    choice = replace(
        reconciled,
        agenda=_current(reconciled, 4, Stage.DECLARED),
        plan=texts.plan("topk", "choice"),
        needed=0,
        **texts.motion("choice"),
    )
    told = _told(choice, choice_tally(47, 61, 29, 58, 33, 71, 20, 12))
    return replace(told, next=Action(Act.NEXT_ITEM), actions=(Action(Act.PRINT_RECORD),))


def counted_choice(texts: Sample, reconciled: ConsoleView) -> ConsoleView:
    """The same just before it is declared: the chair reads what will be."""
    told = declared_choice(texts, reconciled)
    return replace(
        told,
        agenda=_current(told, 4, Stage.RECONCILED),
        phase=Phase.POLLING,
        stage=Stage.RECONCILED,
        next=Action(Act.DECLARE),
        actions=(Action(Act.RECONCILE), Action(Act.PING), Action(Act.VOID_POLL)),
    )


def over(base: ConsoleView) -> ConsoleView:
    """The meeting is closed and its seal slip made: the notary takes everything along."""
    return replace(
        base,
        next=Action(Act.HAND_OVER),
        actions=(),
        closed=True,
        folder="/srv/assembly/papers",
        media=("/media/hall/NOTARY",),
    )


def _told(view: ConsoleView, counted: Tally) -> ConsoleView:
    if view.plan is None:
        return view
    return replace(
        view,
        agenda=_current(view, view.plan.item, Stage.DECLARED),
        stage=Stage.DECLARED,
        phase=Phase.DECLARED,
        tally=counted,
        outcome=decide(view.plan.form, view.plan.rule, counted, present_at_opening=PRESENT),
    )
