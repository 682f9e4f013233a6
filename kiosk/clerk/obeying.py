"""What a person ordered becomes facts or a refusal: order + state → answer, through the law."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kiosk.clerk import orders as o
from kiosk.clerk.orders_papers import OF_A_POLL, Sheet
from kiosk.meeting import facts as f
from kiosk.meeting.acts import (
    assigning,
    attending,
    auditing,
    balloting,
    conducting,
    declaring,
    following,
    mirroring,
    printing,
    proxies,
    repolling,
    serving,
    settling,
    tabling,
    unsealing,
)
from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.ballot_sheets import new_numbers
from kiosk.meeting.columns import counted_by_people
from kiosk.meeting.paper_copies import Confirmed
from kiosk.meeting.poll import Stage
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.state import State

FOLLOWED = (o.PausePoll, o.ResumePoll, o.ClosePoll)
"""What every desk follows; so a desk that is behind may not order it."""
AFTER_CLOSE = (
    o.IssueRecord,
    o.IssueSheet,
    o.PrintPaper,
    o.Reprint,
    o.ConfirmPrinted,
    o.Object,
    o.CloseMeeting,
    o.ReturnKeypad,
    o.LoseKeypad,
    o.SetDesk,
    o.LogOut,
    o.DeletePersonalData,
    o.RevealPerson,
)


@dataclass(frozen=True, slots=True)
class Now:
    """When an order was taken up: monotonic ns and the hall's civil day.

    `timed_ns` is the same instant on the clock of the desk that times the poll; `desk` is ours.
    """

    mono_ns: int
    today: date
    timed_ns: int
    desk: str = ""


def obey(state: State, order: o.Order, now: Now) -> Answer:
    """Ask the law; a closed meeting takes papers and objections only."""
    if state.closed and not isinstance(order, AFTER_CLOSE):
        return Refusal(Reason.MEETING_CLOSED)
    if isinstance(order, FOLLOWED) and (refusal := following.behind(state, now.desk)) is not None:
        return refusal
    return OBEYED[type(order)](state, order, now)


def _bind(state: State, order: o.BindKeypads, now: Now) -> Answer:
    facts: list[f.Fact] = []
    for keypad, seat in order.pairs:
        answer = attending.bind_keypad(state, keypad, seat, reason=order.reason, desk=order.desk)
        if isinstance(answer, Refusal):
            return answer
        facts.extend(answer)
    return tuple(facts)


def _await_keypad(state: State, order: o.AwaitKeypad, now: Now) -> Answer:
    """Whom a keypad may be handed to; the waiting itself is the doorkeeper's."""
    if not order.seat:
        return ()
    delegate = state.roll.get(order.seat)
    if delegate is None:
        return Refusal(Reason.UNKNOWN_SEAT, {"seat": order.seat})
    return () if delegate.votes else Refusal(Reason.NO_VOTING_RIGHT)


def _prepare(state: State, order: o.PreparePoll, now: Now) -> Answer:
    return conducting.prepare_poll(
        state,
        order.item,
        order.rule,
        form=order.form,
        named=order.named,
        last_press_counts=order.last_press_counts,
        duration_s=order.duration_s,
        seats=order.seats,
        breakdowns=order.breakdowns,
        channel=order.channel,
    )


def _zero_report(state: State, order: o.IssueZeroReport, now: Now) -> Answer:
    """The paper itself is made by the press worker; here only whether it may be."""
    poll = state.poll
    if poll is None or poll.stage is not Stage.PREPARED:
        return Refusal(Reason.UNKNOWN_POLL)
    return printing.may_issue_again(state, "zero_report", poll.plan.poll) or ()


def _record(state: State, order: o.IssueRecord, now: Now) -> Answer:
    poll = state.polls.get(order.poll)
    if poll is None or poll.declared is None:
        return Refusal(Reason.UNKNOWN_POLL, {"poll": order.poll})
    return printing.may_issue_again(state, "vote_record", order.poll) or ()


def _sheet(state: State, order: o.IssueSheet, now: Now) -> Answer:
    if not state.roll:
        return Refusal(Reason.ROLL_NOT_FROZEN)
    if order.sheet is Sheet.SEAL and not state.closed:
        return Refusal(Reason.MEETING_NOT_CLOSED)
    if order.sheet is Sheet.DUTIES and not state.duties:
        return Refusal(Reason.NOTHING_TO_PRINT)
    if order.sheet in OF_A_POLL:
        return _sheet_of_poll(state, order)
    return printing.may_issue_again(state, order.sheet, 0) or ()


def _sheet_of_poll(state: State, order: o.IssueSheet) -> Answer:
    poll = state.polls.get(order.poll or state.last_poll)
    if poll is None:
        return Refusal(Reason.UNKNOWN_POLL, {"poll": order.poll})
    if order.sheet is Sheet.COUNTING and not counted_by_people(poll):
        return Refusal(Reason.CHANNEL_NOT_USED)
    if order.sheet is Sheet.BALLOTS and not new_numbers(state, poll):
        return Refusal(Reason.NOTHING_TO_PRINT)
    return printing.may_issue_again(state, order.sheet, poll.plan.poll) or ()


def _open_urn(state: State, order: o.OpenUrn, now: Now) -> Answer:
    """Whether it may be opened; the opening itself is the urn keeper's."""
    poll = unsealing.may_open_urn(state, order.reason, order.officers)
    return poll if isinstance(poll, Refusal) else ()


OBEYED: dict[type, Callable[[State, Any, Now], Answer]] = {
    o.AdoptPack: lambda s, x, n: conducting.adopt_pack(s, x.pack),
    o.SetShare: lambda s, x, n: settling.set_share(s, x.rule, x.part, x.share, by=x.by),
    o.AnswerQuestion: lambda s, x, n: settling.answer_question(
        s, x.question, x.rule, reason=x.reason, by=x.by
    ),
    o.NameOfficer: lambda s, x, n: serving.name_officer(
        s, x.officer, x.role, public_key=x.public_key
    ),
    o.LogOut: lambda s, x, n: (f.OfficerLoggedOut(x.officer),),
    o.FreezeRoll: lambda s, x, n: attending.freeze_roll(
        s, x.delegates, reason=x.reason, officers=x.officers
    ),
    o.OpenMeeting: lambda s, x, n: serving.open_meeting(s, reason=x.reason, officers=x.officers),
    o.AmendRoll: lambda s, x, n: attending.amend_roll(
        s, x.delegates, reason=x.reason, officers=x.officers
    ),
    o.OpenCheckIn: lambda s, x, n: attending.open_check_in(s),
    o.CloseCheckIn: lambda s, x, n: attending.close_check_in(s),
    o.CheckInByHand: lambda s, x, n: attending.check_in_by_hand(
        s, x.seat, desk=x.desk, reason=x.reason
    ),
    o.CheckOut: lambda s, x, n: attending.check_out(s, x.seat, desk=x.desk, reason=x.reason),
    o.BindKeypads: _bind,
    o.ReturnKeypad: lambda s, x, n: attending.return_keypad(
        s, x.keypad, reason=x.reason, desk=x.desk
    ),
    o.LoseKeypad: lambda s, x, n: attending.lose_keypad(s, x.keypad, reason=x.reason, desk=x.desk),
    o.RevokePass: lambda s, x, n: attending.revoke_pass(
        s, x.number, reissue=x.reissue, reason=x.reason, by=x.by
    ),
    o.SetDesk: lambda s, x, n: (),
    o.AwaitKeypad: _await_keypad,
    o.TableItem: lambda s, x, n: conducting.table_item(
        s, x.item, x.title, noticed=x.noticed, today=n.today
    ),
    o.PutMotion: lambda s, x, n: conducting.put_motion(
        s, x.item, x.title, text=x.text, noticed=x.noticed
    ),
    o.EnterPhase: lambda s, x, n: conducting.enter_phase(s, x.item, x.phase),
    o.WithdrawItem: lambda s, x, n: tabling.withdraw_item(s, x.item, reason=x.reason, by=x.by),
    o.ResumeItem: lambda s, x, n: tabling.resume_item(s, x.item, x.phase, reason=x.reason, by=x.by),
    o.DemandGate: lambda s, x, n: tabling.demand_gate(s, x.item, x.gate, by=x.by),
    o.GiveReview: lambda s, x, n: tabling.give_review(
        s,
        x.item,
        number=x.number,
        day=x.day,
        opinion=x.opinion,
        lawful=x.lawful,
        by=x.by,
        today=n.today,
    ),
    o.CountAttention: lambda s, x, n: tabling.count_attention(
        s, x.item, attentive=x.attentive, asked=x.asked, by=x.by
    ),
    o.FindMajorInterest: lambda s, x, n: tabling.find_major_interest(
        s, x.item, reason=x.reason, by=x.by
    ),
    o.MoveAmendment: lambda s, x, n: tabling.move_amendment(s, x.item, x.amends, by=x.by),
    o.Recuse: lambda s, x, n: conducting.recuse(s, x.item, x.seat, reason=x.reason),
    o.NameCandidate: lambda s, x, n: proxies.name_candidate(s, x.item, x.seat, by=x.by),
    o.GiveProxy: lambda s, x, n: proxies.give_proxy(s, x.item, x.seat, holder=x.holder, by=x.by),
    o.WithdrawProxy: lambda s, x, n: proxies.withdraw_proxy(s, x.item, x.seat, by=x.by),
    o.PreparePoll: _prepare,
    o.RepollTied: lambda s, x, n: repolling.repoll_tied(s, x.poll),
    o.OverrideGate: lambda s, x, n: conducting.override_gate(
        s, x.gate, reason=x.reason, officers=x.officers, today=n.today
    ),
    o.DrawAudit: lambda s, x, n: auditing.draw_audit(s, dice=x.dice, count=x.count, by=x.by),
    o.CloseAudit: lambda s, x, n: auditing.close_audit(s, by=x.by),
    o.CallKeypads: lambda s, x, n: (),
    o.IssueZeroReport: _zero_report,
    o.OpenPoll: lambda s, x, n: conducting.open_poll(s, by=x.by, today=n.today),
    o.PausePoll: lambda s, x, n: conducting.pause_poll(s, by=x.by, now_ns=n.timed_ns),
    o.ResumePoll: lambda s, x, n: conducting.resume_poll(s, by=x.by),
    o.ExtendPoll: lambda s, x, n: conducting.extend_poll(s, by_s=x.by_s, by=x.by),
    o.TurnPoll: lambda s, x, n: balloting.turn_poll(s, x.channel, reason=x.reason, by=x.by),
    o.IssuePapers: lambda s, x, n: balloting.issue_papers(s, x.seats, by=x.by),
    o.SpoilPaper: lambda s, x, n: balloting.spoil_paper(s, x.number, by=x.by),
    o.EnterCount: lambda s, x, n: balloting.enter_count(s, x.channel, x.sheet, by=x.by),
    o.ClosePoll: lambda s, x, n: conducting.close_poll(s, by=x.by, closed_ns=n.mono_ns),
    o.GiveUpBase: lambda s, x, n: declaring.give_up_base(
        s, x.base, reason=x.reason, officers=x.officers
    ),
    o.GiveUpDesk: lambda s, x, n: declaring.give_up_desk(
        s, x.desk, reason=x.reason, officers=x.officers
    ),
    o.GoOnWithoutMirror: lambda s, x, n: mirroring.forgo_mirror(
        s, reason=x.reason, officers=x.officers
    ),
    o.OpenUrn: _open_urn,
    o.Reconcile: lambda s, x, n: declaring.reconcile(s),
    o.AcknowledgeSilence: lambda s, x, n: declaring.acknowledge_silence(s, by=x.by),
    o.Declare: lambda s, x, n: declaring.declare(s, by=x.by),
    o.VoidPoll: lambda s, x, n: declaring.void_poll(s, reason=x.reason, officers=x.officers),
    o.IssueRecord: _record,
    o.IssueSheet: _sheet,
    o.PrintPaper: lambda s, x, n: printing.may_print(s, x.number),
    o.Reprint: lambda s, x, n: printing.give_up(s, x.number, reason=x.reason, by=x.by),
    o.ConfirmPrinted: lambda s, x, n: printing.confirm(s, x.number, how=Confirmed.HAND, by=x.by),
    o.Object: lambda s, x, n: (f.Objected(x.by, x.text),),
    o.GrantLeave: lambda s, x, n: assigning.grant_leave(s, x.seat, reason=x.reason, by=x.by),
    o.AssignDuty: lambda s, x, n: assigning.assign_duty(
        s,
        x.poll,
        unit=x.unit,
        task=x.task,
        acceptance=x.acceptance,
        days=x.days,
        counting=x.counting,
        by=x.by,
    ),
    o.MarkRecording: lambda s, x, n: assigning.mark_recording(
        s, x.recording, timecode=x.timecode, by=x.by
    ),
    o.CloseMeeting: lambda s, x, n: declaring.close_meeting(s, by=x.by),
    o.RevealPerson: lambda s, x, n: serving.reveal_person(
        s, x.number, reason=x.reason, officers=x.officers
    ),
    o.DeletePersonalData: lambda s, x, n: serving.delete_personal_data(
        s, persons=len(s.roll), reason=x.reason, officers=x.officers
    ),
}
