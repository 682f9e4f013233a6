"""Records are made from a replayed state: what a poll was, by the book and by nobody's memory."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.meeting.ballot import Channel, Mark, mark
from kiosk.meeting.facts import Declared, Entered
from kiosk.meeting.motion import Motion
from kiosk.meeting.poll import Stage
from kiosk.meeting.poll_progress import REPLACED, PollState, Refused, Standing
from kiosk.meeting.progress import ItemState
from kiosk.meeting.record import (
    Account,
    Attendance,
    AuditLine,
    BallotLine,
    BookMark,
    EquipmentLine,
    Heading,
    Override,
    PaperMark,
    RefusedLine,
    VoteRecord,
    WithdrawnLine,
    ZeroReport,
)
from kiosk.meeting.recording_course import (
    amendments,
    apart_ms,
    earlier,
    excused,
    recordings,
    recounts,
    voided,
)
from kiosk.meeting.recording_people import by_people, papers_held, turned
from kiosk.meeting.refusal import Reason
from kiosk.meeting.roll import Delegate
from kiosk.meeting.state import State

Names = Mapping[int, str]
"""Delegate number → name, from the personal records beside the chain."""
Hashes = Mapping[int, str]
"""Entry number → hash (hex)."""


def heading(state: State) -> Heading:
    """What every paper of this meeting carries."""
    card, pack, certificate = state.card, state.pack, state.certificate
    assert card is not None
    assert pack is not None
    return Heading(
        meeting=card.meeting,
        title=card.title,
        session_title=card.session_title,
        place=card.place,
        convener=card.convener,
        chair=state.chair,
        utc_offset_min=card.utc_offset_min,
        practice=card.practice,
        software=card.software,
        settings_sha256=card.settings_sha256,
        seal_key=card.seal_key,
        pack=pack.pack,
        pack_version=pack.version,
        pack_title=pack.title,
        pack_source=pack.source,
        pack_sha256=pack.sha256,
        clock=card.clock,
        certificate=certificate.fingerprint if certificate is not None else "",
        sm2_missing=certificate.sm2_missing if certificate is not None else "",
    )


def vote_record(
    state: State,
    number: int,
    *,
    paper: PaperMark,
    names: Names,
    hashes: Hashes,
    mirror: str,
    root_sm3: str = "",
) -> VoteRecord:
    """The record of a declared poll.

    `mirror` is the mirror's state in one word of `law.po`, for a book that was never compared;
    `root_sm3` the root of the poll's presses with SM3.
    """
    poll = state.polls[number]
    opened, closing, declared = poll.opened, poll.closing, poll.declared
    assert opened is not None
    assert closing is not None
    assert declared is not None
    ending = declared.fact
    assert isinstance(ending, Declared)
    item, before = state.items[poll.plan.item], _before(state, number)
    return VoteRecord(
        heading=heading(state),
        paper=paper,
        book=book_mark(declared, hashes),
        plan=poll.plan,
        item_title=poll.item_title,
        noticed=poll.noticed,
        motion=motion_of(item, poll),
        opened_at=opened.utc,
        closed_at=instant(closing, poll.closed_ns),
        declared_by=ending.by,
        zero_report=poll.zero_report,
        attendance=attendance(state, poll, poll.present, poll.here),
        tally=ending.tally,
        outcome=ending.outcome,
        account=_account(poll),
        equipment=tuple(_equipment(state, poll)),
        overrides=tuple(Override(x.gate, x.reason, x.officers) for x in poll.overrides),
        silent_acknowledged_by=poll.silence_by,
        ballots=tuple(ballot_lines(state, poll, names)),
        opened=poll.opened_urn.ballots if poll.opened_urn is not None else (),
        opened_by=poll.opened_urn.officers if poll.opened_urn is not None else (),
        opened_for=poll.opened_urn.reason if poll.opened_urn is not None else "",
        breakdowns=poll.opened_urn.breakdowns if poll.opened_urn is not None else (),
        replaced=tuple(
            refused_line(state, one, names) for one in poll.replaced if tells(poll, one)
        ),
        refused=tuple(refused_line(state, one, names) for one in poll.refused),
        root=poll.root,
        entries=poll.entries,
        previous=book_mark(before.declared, hashes) if before and before.declared else None,
        audits=tuple(_audits(state, opened.number)),
        withdrawn=tuple(_withdrawn(state, declared.number)),
        mirror=poll.compared.found if poll.compared is not None else mirror,
        by_people=by_people(poll),
        turned=turned(poll),
        proxies=tuple(sorted(poll.spoken_for.items())),
        apart_ms=apart_ms(poll),
        amends=item.amends,
        amendments=amendments(state, item),
        earlier=earlier(state, poll),
        recounts=recounts(poll),
        voided=voided(poll),
        recordings=recordings(state, declared.number),
        root_sm3=root_sm3,
        previous_root=before.root if before is not None else "",
        silent=len(poll.reconciled.silent) if poll.reconciled is not None else 0,
    )


def zero_report(state: State, number: int, *, paper: PaperMark, hashes: Hashes) -> ZeroReport:
    """The report that every counter of a prepared poll stands at zero."""
    poll = state.polls[number]
    assert poll.stage is Stage.PREPARED
    assert not poll.ballots
    assert state.last is not None
    item = state.items[poll.plan.item]
    online = frozenset[int]().union(*(base.online for base in state.bases.values()))
    return ZeroReport(
        heading=heading(state),
        paper=paper,
        book=book_mark(state.last, hashes),
        plan=poll.plan,
        item_title=item.title,
        motion=motion_of(item, poll),
        attendance=attendance(state, poll, state.present_voting, state.present),
        bases=tuple(_equipment(state, poll)),
        keypads=len(state.seat_of),
        heard=sum(keypad in online for keypad in state.seat_of),
        refused=_by_reason(poll),
    )


def book_mark(entered: Entered, hashes: Hashes) -> BookMark:
    """The mark of an entry."""
    return BookMark(entered.number, hashes[entered.number], entered.utc)


def instant(entered: Entered, mono_ns: int) -> datetime:
    """The wall time of a monotonic instant near an entry of the same boot."""
    return entered.utc + timedelta(microseconds=(mono_ns - entered.mono_ns) // 1000)


def motion_of(item: ItemState, poll: PollState) -> Motion:
    """The version of the text that this poll asked about."""
    return item.motions[poll.plan.motion_version - 1]


def attendance(state: State, poll: PollState, present: int, here: Collection[str]) -> Attendance:
    """应到, 实到, 缺席, 请假 of the entitled; 列席 among those `here`; what the quorum needs."""
    share = poll.plan.rule.attendance
    attendees = sum(1 for seat in here if not state.roll[seat].votes)
    return Attendance(
        roll=poll.roll,
        present=present,
        absent=poll.roll - present,
        attendees=attendees,
        needed=share.needed(poll.roll) if share is not None else 0,
        excused=len(excused(state, here)),
    )


def refused_line(state: State, refused: Refused, names: Names) -> RefusedLine:
    """A press that did not count, with the name of the seat where it has one."""
    delegate = state.roll.get(refused.seat)
    press = refused.press
    return RefusedLine(
        entry=refused.entry,
        seat=refused.seat,
        name=_name(delegate, names),
        base=press.base,
        keypad=press.keypad,
        keys=press.keys,
        at=refused.utc,
        reason=refused.reason,
    )


def tells(poll: PollState, gone: Refused) -> bool:
    """Whether a record may list a press that gave way; not who pressed again in a secret poll."""
    return poll.plan.named or gone.reason != REPLACED


def _withdrawn(state: State, before: int) -> Iterable[WithdrawnLine]:
    for number, title, fact in state.withdrawals:
        if number < before:
            yield WithdrawnLine(fact.item, title, fact.reason, fact.by)


def _audits(state: State, before: int) -> Iterable[AuditLine]:
    """The audits that were finished when the poll opened."""
    for audit in state.audits.values():
        done, drawn = audit.done, audit.drawn
        if done is not None and audit.ended < before:
            yield AuditLine(drawn.audit, drawn.dice, len(drawn.drawn), done.failed, drawn.by)


def _account(poll: PollState) -> Account:
    reconciled = poll.reconciled
    assert reconciled is not None
    return Account(
        heard=reconciled.heard,
        counted=reconciled.counted,
        replaced=reconciled.replaced,
        refused=reconciled.refused,
        reasons=_by_reason(poll),
        in_flight=sum(standing.in_flight for standing in poll.ballots.values()),
        late_after_close=poll.heard - reconciled.heard,
    )


def _by_reason(poll: PollState) -> tuple[tuple[str, int], ...]:
    reasons = Counter(refused.reason for refused in poll.refused)
    return tuple((reason, reasons[reason]) for reason in Reason if reason in reasons)


def _equipment(state: State, poll: PollState) -> list[EquipmentLine]:
    return [
        EquipmentLine(
            base=name,
            protocol=base.found.protocol,
            identity=base.found.identity,
            losses=poll.losses[name],
            table_agrees=_agrees(poll, name),
            totals_only=name in poll.totals_only,
        )
        for name, base in sorted(state.bases.items())
    ]


def _agrees(poll: PollState, base: str) -> bool | None:
    drained = poll.drained.get(base)
    if drained is None or poll.reconciled is None:
        return None
    if drained.table_crc_ok is None and not drained.table and not drained.totals:
        return None
    return not any(
        where in (base, "") or where.startswith(f"{base}/")
        for _, where, _, _ in poll.reconciled.differences
    )


def ballot_lines(state: State, poll: PollState, names: Names) -> list[BallotLine]:
    """Each seat of the base, in roll order, and how it chose."""
    delegates = sorted((state.roll[seat] for seat in poll.base), key=lambda one: one.number)
    held = papers_held(poll)
    return [
        replace(
            _ballot_line(state, poll, one, names),
            channel=Channel.PAPER if one.seat in held else poll.channel,
            paper=held.get(one.seat, 0),
        )
        for one in delegates
    ]


def _ballot_line(state: State, poll: PollState, delegate: Delegate, names: Names) -> BallotLine:
    standing = poll.ballots.get(delegate.seat)
    recused = delegate.seat in poll.recused
    return BallotLine(
        number=delegate.number,
        seat=delegate.seat,
        name=_name(delegate, names),
        mark=None if recused else _mark(poll, standing),
        choice=standing.choice if standing is not None else (),
        keypad=standing.press.keypad if standing else state.keypad_of.get(delegate.seat),
        at=standing.utc if standing is not None else None,
        in_flight=standing is not None and standing.in_flight,
        left=delegate.seat in poll.left,
        recused=recused,
    )


def _mark(poll: PollState, standing: Standing | None) -> Mark | None:
    """What a seat's line says; of a secret poll that it took part, and no more."""
    if standing is not None and standing.box:
        return Mark.VALID
    if standing is None or not standing.choice:
        return None
    return mark(poll.plan.form, standing.choice)


def _name(delegate: Delegate | None, names: Names) -> str:
    return names.get(delegate.number, "") if delegate is not None else ""


def _before(state: State, number: int) -> PollState | None:
    """The poll that was declared before this one."""
    polls = state.polls.values()
    return next(
        (poll for poll in reversed(polls) if poll.declared is not None and poll.plan.poll < number),
        None,
    )
