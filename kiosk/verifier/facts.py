# SPDX-License-Identifier: Apache-2.0
"""The facts of bundle.md §3: the shape of each that bears on a verdict, the names of the rest.

Only members that a check or the slip needs are named; a reader passes over the others.
"""

from __future__ import annotations

from kiosk.verifier.shapes import (
    Shape,
    anything,
    array,
    fraction,
    hex_32,
    hex_64,
    hex_64_or_none,
    hex_bytes,
    instant,
    integer,
    later,
    natural,
    one_of,
    or_null,
    positive,
    record,
    row,
    text,
    truth,
    written,
)

FORMAT_VERSION = 1

VERDICTS = one_of("passed", "not_passed", "no_quorum", "tie", "opinion")
BASES = one_of("roll", "present", "participants", "cast", "for_and_against")

ENVELOPE = later(
    record(v=integer, meeting=hex_32, n=natural, utc=instant, mono=integer, fact=text, of=anything),
    desk=text,
)

PARTS = one_of("attendance", "participation", "threshold")
SHARE = record(fraction=fraction, strict=truth, basis=BASES)
FORM = record(
    kind=one_of("for_against", "choose", "score", "yes_no"),
    options=array(text),
    minimum=natural,
    maximum=natural,
)
RULE = later(
    record(
        name=text,
        title=text,
        article=text,
        attendance=or_null(SHARE),
        participation=or_null(SHARE),
        threshold=or_null(SHARE),
        tie=text,
        recused=text,
        seats=natural,
        resolution=truth,
    ),
    by_area=truth,
    proxies=natural,
)
CHANNELS = one_of("keypads", "paper", "hands")
PLAN = later(
    record(
        poll=positive,
        item=integer,
        motion_version=integer,
        round=integer,
        form=FORM,
        rule=RULE,
        named=truth,
        last_press_counts=truth,
    ),
    channel=CHANNELS,
    of_poll=natural,
    taken_before=array(text),
    breakdowns=array(text),
)
PRESS = record(
    base=text,
    keypad=integer,
    keys=array(integer),
    heard_ns=integer,
    session=or_null(integer),
    made_ms=or_null(integer),
)
MASKED_PRESS = later(PRESS, masked=truth)
TOLD_GROUP = record(group=text, size=natural, choices=array(row(array(positive), positive)))
BREAKDOWN = record(name=text, groups=array(TOLD_GROUP), rest=array(text), withheld=truth)
BUCKETS = later(
    record(
        roll=natural,
        base=natural,
        in_favour=natural,
        against=natural,
        abstain=natural,
        chosen=natural,
        void=natural,
        not_pressed=natural,
        recused=natural,
        options=array(natural),
    ),
    noes=array(natural),
)
COLUMN = record(
    channel=CHANNELS,
    base=natural,
    in_favour=natural,
    against=natural,
    abstain=natural,
    chosen=natural,
    void=natural,
    not_pressed=natural,
    recused=natural,
    options=array(natural),
    noes=array(natural),
    issued=natural,
    returned=natural,
)
TALLY = later(BUCKETS, area=or_null(BUCKETS), columns=array(COLUMN))
COUNT_ROW = record(
    in_favour=natural,
    against=natural,
    abstain=natural,
    chosen=natural,
    void=natural,
    options=array(natural),
    noes=array(natural),
)
SHEET = later(COUNT_ROW, area=or_null(COUNT_ROW))
TEST = later(
    record(
        name=text,
        basis=text,
        fraction=fraction,
        strict=truth,
        base=natural,
        needed=natural,
        have=natural,
        met=truth,
    ),
    measure=one_of("heads", "area"),
)
OUTCOME = later(
    record(verdict=VERDICTS, tests=array(TEST), taken=array(integer), tied=array(integer)),
    mean=or_null(fraction),
    computation=array(record(msgid=text, args=anything)),
)
DELEGATE = later(
    record(number=integer, seat=text, delegate_class=text, votes=truth, commitment=hex_64),
    area=natural,
)

TWO = record(reason=text, officers=row(text, text))
BEARING: dict[str, Shape] = {
    "BookOpened": record(meeting=hex_32, title=text, practice=truth, seal_key=hex_64),
    "KioskStarted": record(boot=text),
    "RulePackAdopted": record(pack=text, version=text, sha256=hex_64, text=text),
    "OfficerNamed": later(record(officer=text, role=text), public_key=text),
    "OfficerEnrolled": record(officer=text, reason=text, officers=row(text, text)),
    "MeetingOpened": TWO,
    "GateOverridden": TWO,
    "BaseMissed": TWO,
    "MirrorForgone": TWO,
    "PersonRevealed": TWO,
    "PersonalDataDeleted": TWO,
    "RollFrozen": later(record(delegates=array(DELEGATE)), reason=text, officers=array(text)),
    "RollAmended": record(delegates=array(DELEGATE), reason=text, officers=row(text, text)),
    "ShareSet": record(rule=text, part=PARTS, share=SHARE),
    "QuestionAnswered": record(question=text, answer=text, reason=text),
    "KeypadBound": record(keypad=integer, seat=text),
    "KeypadReturned": record(keypad=integer),
    "KeypadLost": record(keypad=integer),
    "CheckedIn": record(seat=text),
    "CheckedOut": record(seat=text),
    "ItemTabled": record(item=integer, title=text),
    "ItemWithdrawn": record(item=integer, reason=text),
    "MotionPut": record(item=integer, version=integer, title=text, text=text, sha256=hex_64),
    "Recused": record(item=integer, seat=text),
    "CandidateNamed": record(item=integer, seat=text),
    "ProxyGiven": record(item=integer, seat=text, holder=text),
    "ProxyWithdrawn": record(item=integer, seat=text),
    "PollPrepared": record(plan=PLAN),
    "PollOpened": later(
        record(poll=integer, sessions=array(row(text, integer)), present=natural),
        standbys=array(row(text, text)),
        one_key=array(text),
    ),
    "BaseStandsBy": record(base=text, primary=text),
    "BaseListens": record(poll=integer, base=text, session=integer, opened_ns=integer),
    "PollPaused": record(poll=integer),
    "PollResumed": record(poll=integer),
    "PollTurned": record(poll=integer, channel=one_of("paper", "hands")),
    "BallotPapersIssued": record(poll=integer, papers=array(row(positive, text))),
    "BallotPaperSpoilt": record(poll=integer, number=positive, seat=text),
    "CountEntered": record(poll=integer, channel=one_of("paper", "hands"), sheet=SHEET, by=text),
    "BaseFound": later(record(), base=text, protocol=text),
    "BaseDrained": later(
        record(poll=natural, base=text),
        session=integer,
        table_crc_ok=or_null(truth),
        table=array(row(integer, natural, array(integer))),
    ),
    "PollClosing": record(poll=integer, closed_ns=integer),
    "PollFollowed": record(poll=integer, entry=natural, at_ns=integer),
    "PollClosed": record(poll=integer, entries=natural, root=hex_64, base=array(text)),
    "PollReconciled": later(
        record(
            poll=integer,
            heard=natural,
            counted=natural,
            replaced=natural,
            refused=natural,
            silent=array(text),
        ),
        differences=array(row(text, text, integer, integer)),
    ),
    "Declared": later(
        record(poll=integer, tally=TALLY, outcome=OUTCOME),
        pack_sha256=written("([0-9a-f]{64})?", "64 hex digits or nothing"),
    ),
    "FiguresShown": record(
        poll=integer, declared=natural, screen=text, figures=array(row(text, text))
    ),
    "PollVoided": record(poll=integer, reason=text, officers=row(text, text)),
    "BallotCast": record(
        poll=integer,
        seat=text,
        choice=array(integer),
        replaces=truth,
        in_flight=truth,
        press=MASKED_PRESS,
    ),
    "PressRefused": record(poll=integer, seat=text, reason=text, press=MASKED_PRESS),
    "BallotSealed": record(
        poll=integer,
        seat=text,
        box=written("[0-9a-f]{160}", "80 bytes as hex"),
        replaces=truth,
        in_flight=truth,
        press=MASKED_PRESS,
    ),
    "UrnSealed": record(poll=integer, key=hex_64, officers=row(text, text, text)),
    "UrnOpened": later(
        record(
            poll=integer,
            boxes=natural,
            root=hex_64,
            ballots=array(array(positive)),
            officers=row(text, text),
            differing=array(text),
        ),
        breakdowns=array(BREAKDOWN),
        reason=text,
    ),
    "UrnDestroyed": record(poll=integer, why=one_of("opened", "given_up")),
    "StandbyHeard": record(poll=integer, press=MASKED_PRESS),
    "HandsetAuditDrawn": record(
        audit=positive,
        dice=written("[0-9]{8,}", "eight digits or more"),
        keypads=array(integer),
        drawn=array(integer),
        sessions=array(row(text, integer)),
    ),
    "HandsetAudited": record(
        audit=positive, rows=array(row(integer, array(array(integer)))), failed=array(integer)
    ),
    "StandbyTookOver": record(poll=integer, base=text, primary=text, after=integer),
    "BookRestored": record(officers=row(text, text), entries=natural, head=hex_64),
    "HallCertified": record(
        certificate=hex_bytes,
        fingerprint=hex_64,
        sm2_key=hex_bytes,
        sm2_missing=text,
        officers=row(text, text),
    ),
    "PaperIssued": later(
        record(number=text, sha256=hex_64, file=text, copy=natural),
        kind=text,
        poll=natural,
        as_of=natural,
        unsigned_sha256=hex_64_or_none,
        certificate=hex_64_or_none,
        detached=array(text),
    ),
}

OTHERS = (
    "OfficerLoggedIn OfficerLoggedOut OfficerLockedOut "
    "CheckInOpened CheckInClosed PassRefused PassRevoked PhaseEntered PollExtended "
    "SilenceAcknowledged BaseGone KeypadsCalled NoiseHeard "
    "PaperSent QueueTold PaperPrinted PaperSpoilt DeviceSeen "
    "Objected LeaveGranted DutyAssigned RecordingMarked HallFaulted "
    "MirrorLost MirrorReturned MirrorCompared "
    "Halted MeetingClosed GateDemanded ReviewGiven "
    "AttentionCounted MajorInterestFound AmendmentMoved ItemResumed"
)

FACTS: dict[str, Shape] = {**dict.fromkeys(OTHERS.split(), record()), **BEARING}
