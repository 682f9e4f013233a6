"""The facts for ever: one body of each as it was first written, read by every later kiosk.

`tests/golden/facts.jsonl` is added to and never changed. The first fifty-five lines stand in order.
What came later stands in `ADDED`, in any order, each with a line after them, and all of those have
the same entry number: a test prints the line that is missing.
"""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from kiosk.ledger.codec import FACTS, from_json
from kiosk.ledger.entry import read_body, write_body
from kiosk.meeting import facts as f
from kiosk.meeting import outcome as law
from kiosk.meeting.ballot import BallotForm, BallotKind, Channel
from kiosk.meeting.duties import Counting
from kiosk.meeting.mirror import Copies
from kiosk.meeting.outcome import Measure, Outcome, Sentence, Verdict
from kiosk.meeting.papercount import CountRow, CountSheet
from kiosk.meeting.poll import PollPlan
from kiosk.meeting.roll import Delegate, DelegateClass
from kiosk.meeting.rules import Basis, Part, RecusedRule, Rule, Share, TieRule
from kiosk.meeting.secrecy import ToldBreakdown, ToldGroup
from kiosk.meeting.tally import Buckets, Column, Tally

GOLDEN = Path(__file__).parents[1] / "golden" / "facts.jsonl"
MEETING = "0123456789abcdef" * 2
BEGIN = datetime(2026, 11, 23, 6, 30, 55, 123456, tzinfo=UTC)
HASH = "ab" * 32

ROLL_SHARE = Share(Fraction(2, 3), strict=False, basis=Basis.ROLL)
RULE = Rule(
    "elect", "选举", "规则 §21", ROLL_SHARE, Share(Fraction(1), strict=False, basis=Basis.PRESENT),
    None, TieRule.POLL_AGAIN, RecusedRule.STAY, 2, secret_only=True, paper_only=False,
    resolution=True,
)  # fmt: skip
PLAN = PollPlan(
    3, 2, 1, 1, BallotForm(BallotKind.CHOOSE, ("甲", "乙"), 1, 2), RULE, True, False, 90
)
PRESS = f.Press("base-1", 1012, (1, 2), 123_456_789, 7, 33, 4512, "a55a0102")
MASKED_PRESS = f.Press("base-1", 1012, (), 123_456_789, 7, 33, 4512, "a50000", masked=True)
BARE_PRESS = f.Press("base-1", 9999, (), 123_456_790, None, None, None, "")
OUTCOME = Outcome(
    Verdict.TIE,
    (law.Test("attendance", "roll", "2/3", strict=False, base=3, needed=2, have=3, met=True),),
    (1,),
    (2, 3),
    (Sentence("{have} of {base} “{name}”", {"have": 3, "base": 3, "name": "甲"}), Sentence("Tie.")),
)

SAMPLES: dict[str, f.Fact] = {
    type(one).__name__: one
    for one in (
        f.BookOpened(
            MEETING,
            "城市议会",
            "第一次会议",
            "渝中区",
            "常委会",
            480,
            False,
            "0.1.0 (abc)",
            HASH,
            HASH,
        ),
        f.KioskStarted("0.1.0 (abc)", "5f2a", HASH),
        f.RulePackAdopted("cq-assembly", "1.2", "议事规则", HASH, '[rule]\nname = "x"\n'),
        f.OfficerNamed("张伟", "teller"),
        f.RollFrozen(
            (
                Delegate(1, "A-1", DelegateClass.CITIZEN, True, HASH),
                Delegate(2, "B-7", DelegateClass.ATTENDEE, False, HASH),
            )
        ),
        f.KeypadBound(1012, "A-1", ""),
        f.KeypadReturned(1012, "A-1", "电池"),
        f.CheckInOpened(),
        f.CheckInClosed(),
        f.CheckedIn("A-1", "desk-1", "by_hand", "证件遗失"),
        f.CheckedOut("A-1", "desk-1", "pass", ""),
        f.PassRefused("desk-1", "", "pass_forged"),
        f.ItemTabled(2, "关于路灯的议案", "2026-11-09"),
        f.MotionPut(2, 1, "路灯", "一、增设路灯。\n二、节能。", HASH, True),
        f.PhaseEntered(2, "debate"),
        f.Recused(2, "A-1", "利害关系"),
        f.PollPrepared(PLAN),
        f.GateOverridden(3, "notice", "紧急", ("张伟", "李娜")),
        f.PollOpened(3, (("base-1", 7), ("base-2", 8)), 3, "chair"),
        f.BaseListens(3, "base-1", 7, 123_000_000),
        f.PollPaused(3, 45_000, "chair"),
        f.PollResumed(3, 45_000, "chair"),
        f.PollExtended(3, 30, "chair"),
        f.PollClosing(3, 123_456_999, "chair"),
        f.BallotCast(3, "A-1", (1, 2), True, True, PRESS),
        f.PressRefused(0, "", "unknown_keypad", BARE_PRESS),
        f.BaseDrained(3, "base-1", 7, 33, 0, True, ((1012, 2, (1, 2)), (1013, 0, ()))),
        f.BaseMissed(3, "base-2", "unplugged", ("张伟", "李娜")),
        f.PollClosed(3, 2, HASH, ("A-1", "A-2")),
        f.PollReconciled(3, 2, 1, 1, 0, ("A-2",), (("presses", "base-1", 2, 3),)),
        f.SilenceAcknowledged(3, ("A-2",), "chair"),
        f.Declared(
            3, Tally(3, 3, 0, 0, 0, 3, 0, 0, 0, (2, 1, 1)), OUTCOME, "chair", (("甲", "2"),)
        ),
        f.PollVoided(3, "设备故障", ("张伟", "李娜")),
        f.BaseFound("base-1", "HVM1 4711", 1001, 500, "hvm1", 10),
        f.BaseGone("base-1", 0, "port lost"),
        f.KeypadsCalled("base-1", (1001, 1002), (1002,)),
        f.NoiseHeard("base-1", 2, 17, 1, "00ff\u2028"),
        f.PaperIssued("2026-003", "vote_record", 3, 1, 2, HASH, "2026-003-1.pdf", 31),
        f.PaperPrinted("2026-003", 1),
        f.Objected("A-2", "计数有误"),
        f.HallFaulted("the mirror cannot be written", "/media/stick"),
        f.Halted("clerk", "KeyError: 'A-9'"),
        f.MeetingClosed("chair"),
        f.GateDemanded(2, "pre_review", "chair"),
        f.ReviewGiven(2, 1, HASH, "司审〔2026〕7号", "2026-11-20", "符合法律规定", True, "chair"),
        f.AttentionCounted(2, 31, 100, "chair"),
        f.MajorInterestFound(2, "饮用水安全", "chair"),
        f.AmendmentMoved(3, 2, "chair"),
        f.ItemResumed(2, "plenary", "未通过，修改后再议", "chair"),
        f.RollAmended(
            (Delegate(3, "C-1", DelegateClass.EXPERT, True, HASH),), "补选", ("张伟", "李娜")
        ),
    )
}


OWNERS_RULE = Rule(
    "major", "重大事项", "民法典 §278", None, ROLL_SHARE,
    Share(Fraction(3, 4), strict=False, basis=Basis.PARTICIPANTS),
    TieRule.LOST, RecusedRule.STAY, 1, secret_only=False, paper_only=False, resolution=True,
    by_area=True,
)  # fmt: skip
AREA_TEST = law.Test(
    "threshold", "participants", "3/4", strict=False, base=18_050, needed=13_538, have=9_025,
    met=False, measure=Measure.AREA,
)  # fmt: skip
LATER: tuple[f.Fact, ...] = (
    f.RollFrozen((Delegate(1, "A-1", DelegateClass.CITIZEN, True, HASH, 9_025),)),
    f.PollPrepared(
        PollPlan(
            4, 2, 1, 2, BallotForm(BallotKind.YES_NO, ("甲",), 0, 1), OWNERS_RULE, True, False, 0
        )
    ),
    f.PollPrepared(
        PollPlan(
            5, 2, 1, 3, BallotForm(BallotKind.SCORE, ("1", "2"), 1, 1), RULE, True, False, 0
        )
    ),
    f.Declared(
        4,
        Tally(
            2, 2, 0, 0, 0, 2, 0, 0, 0, (1,), (1,),
            Buckets(18_050, 18_050, 0, 0, 0, 18_050, 0, 0, 0, (9_025,), (9_025,)),
        ),
        Outcome(Verdict.NOT_PASSED, (AREA_TEST,), (), (), (Sentence("Not passed"),)),
        "chair",
        (("no_1", "1"),),
    ),
    f.Declared(
        5,
        Tally(3, 3, 0, 0, 0, 3, 0, 0, 0, (1, 2)),
        Outcome(Verdict.OPINION, (), (), (), (Sentence("Mean"),), Fraction(5, 3)),
        "chair",
        (("option_1", "1"),),
    ),
)  # fmt: skip
"""Facts once more, with the fields that came later."""
FIRST: tuple[f.Fact, ...] = (*SAMPLES.values(), *LATER)
ADDED: tuple[f.Fact, ...] = (
    f.PollFollowed(3, 23, 123_457_000),
    f.ItemWithdrawn(4, "提案人撤回", "chair"),
    f.Declared(
        7,
        Tally(2, 2, 2, 0, 0, 0, 0, 0, 0, ()),
        Outcome(Verdict.PASSED, (), (), (), (Sentence("Passed"),)),
        "chair",
        (("in_favour", "2"),),
        HASH,
    ),
    f.MirrorLost("/media/stick: the mirror cannot be written (gone)", "/media/stick"),
    f.MirrorForgone("第二介质损坏", ("张伟", "李娜")),
    f.MirrorReturned(812, HASH),
    f.PersonRevealed(7, "核对住址", ("张伟", "李娜")),
    f.PaperIssued(
        "2026-004", "vote_record", 3, 1, 2, HASH, "2026-004-1.pdf", 31, "cd" * 32, "ef" * 32,
        (".sig", ".sm2sig"),
    ),
    f.HallCertified(
        "CN=静安里街道议事厅", "3082010a", HASH, "2026-11-23", "2066-11-13", "04" + "ab" * 64, "",
        "启用会场证书", ("张伟", "李娜"),
    ),
    f.BookRestored("账本所在硬盘损坏", ("张伟", "李娜"), 813, HASH),
    f.MirrorCompared(3, 812, HASH, Copies.OK),
    f.BaseStandsBy("base-2", "base-1"),
    f.PollOpened(3, (("base-1", 7), ("base-2", 8)), 3, "chair", (("base-2", "base-1"),)),
    f.StandbyHeard(3, PRESS),
    f.HandsetAuditDrawn(1, "31415926", (1, 2, 12), (12, 1), (("base-1", 9),), "公证员"),
    f.HandsetAudited(1, ((12, ((1,), (2,), (3,))), (1, ())), (1,), "公证员"),
    f.StandbyTookOver(3, "base-2", "base-1", -1),
    f.BaseFound("base-3", "totals only", 1, 500, "taiden", 3, per_seat=False),
    f.BaseDrained(3, "base-3", 7, None, 0, None, (), (2, 1, 0)),
    f.PollReconciled(3, 2, 1, 1, 0, ("A-2",), (), (("no totals", "base-3", 1, 0),)),
    f.Declared(
        6,
        Tally(
            9, 8, 5, 1, 1, 0, 0, 1, 0, (), (), None,
            (
                Column(Channel.KEYPADS, 5, 3, 1, 0, 0, 0, 1, 0, (), ()),
                Column(Channel.PAPER, 3, 2, 0, 1, 0, 0, 0, 0, (), (), 3, 3),
            ),
        ),
        OUTCOME,
        "chair",
        (),
    ),
    f.PollPrepared(
        PollPlan(
            6, 2, 1, 4, BallotForm(BallotKind.CHOOSE, ("甲", "乙"), 1, 2), RULE, False, True, 0,
            channel=Channel.PAPER, because="paper_only",
        )
    ),
    f.ShareSet("major", Part.THRESHOLD, Share(Fraction(2, 3), False, Basis.PRESENT), "张伟"),
    f.QuestionAnswered("elevator", "major", "本市物业管理条例 §30", "张伟"),
    f.PollPrepared(
        PollPlan(
            6, 2, 1, 4, BallotForm(BallotKind.CHOOSE, ("乙", "丙"), 1, 1), RULE, True, False, 90,
            of_poll=3, taken_before=("甲",), breakdowns=("age_band", "delegate_class"),
        )
    ),
    f.OfficerNamed("张伟", "teller", HASH),
    f.OfficerLoggedIn("张伟", "teller"),
    f.OfficerLoggedOut("张伟"),
    f.OfficerLockedOut("张伟", 5, 300),
    f.OfficerEnrolled("张伟", HASH, "忘记口令", ("王建国", "李娜")),
    f.RollFrozen(
        (Delegate(1, "A-1", DelegateClass.CITIZEN, True, HASH),), "名册已核对", ("张伟", "李娜")
    ),
    f.MeetingOpened("到会人数符合规定", ("张伟", "李娜")),
    f.PersonalDataDeleted(118, "保存期满", ("张伟", "李娜")),
    f.PollOpened(6, (("base-1", 8),), 3, "chair", one_key=("base-1",)),
    f.BaseFound("base-1", "JSON", 1, 60, "jsonline", 4, multiple=False),
    f.BaseFound("base-2", "SunVote base 1 channel 3", 1, 60, "sunvote", 6, can_call=False),
    f.KeypadsCalled("base-1", (1001, 1002), (1002,), ((1001, 93, 71), (1002, 8, 64))),
    f.CandidateNamed(2, "A-3", "chair"),
    f.ProxyGiven(2, "A-2", "A-1", "chair"),
    f.ProxyWithdrawn(2, "A-2", "chair"),
    f.PollTurned(6, Channel.HANDS, "基站断电", "chair"),
    f.BallotPapersIssued(6, ((1, "A-1"), (2, "A-2")), "operator"),
    f.BallotPaperSpoilt(6, 2, "A-2", "operator"),
    f.CountEntered(6, Channel.PAPER, CountSheet(2, 1, 0, 0, 1, (), (), None), "teller"),
    f.CountEntered(
        7,
        Channel.PAPER,
        CountSheet(0, 0, 0, 2, 0, (1, 2), (1, 0), CountRow(0, 0, 0, 180, 0, (90, 180), (90, 0))),
        "teller",
    ),
    f.UrnSealed(3, HASH, ("张伟", "李娜", "王芳")),
    f.BallotSealed(3, "A-1", "cd" * 80, True, False, MASKED_PRESS),
    f.UrnOpened(
        3, 2, HASH, ((1,), (1, 2)), ("张伟", "李娜"), ("base-1",),
        (ToldBreakdown("区", (ToldGroup("东", 6, (((1,), 4), ((2,), 2))),), ("西",), False),),
    ),
    f.UrnOpened(3, 1, HASH, ((1,),), ("张伟", "李娜"), (), (), "计票"),
    f.UrnDestroyed(3, "opened"),
    f.FiguresShown(3, 31, "hall", (("option_1", "2"), ("verdict", "tie"))),
    f.BaseDrained(3, "base-1", 7, 33, 0, True, ((1012, 2, ()),), totals_box="ef" * 80),
    f.BaseFound("base-1", "HVM1 4711", 1001, 500, "hvm1", 8, secret=True),
    f.LeaveGranted("A-2", "病假", "chair"),
    f.DutyAssigned(1, 3, "街道办", "编制方案", "书面报告", 15, Counting.WORKING, "chair"),
    f.RecordingMarked("主机位", "0:12:07", "operator"),
    f.BookOpened(
        MEETING, "市民大会", "第二次", "议事厅", "街道", 480, False, "0.1.0", HASH, HASH,
        "开会前与公证员手表核对",
    ),
    f.PaperSent("2026-003", 1, "hall", "12 urn:uuid:6d2c9032-a81d-376c-7bcf-61f4c4896a64"),
    f.QueueTold("2026-003", 1, "paper_out"),
    f.PaperSpoilt("2026-003", 1, "卡纸", "操作员"),
    f.PaperPrinted("2026-003", 2, "scan", "1"),
    f.DeviceSeen("printer", False, "paper_out"),
    f.KeypadLost(1012, "A-1", "带离会场"),
    f.PassRefused("desk-1", "A-1", "pass_revoked", 17),
    f.PassRevoked(17, 1, True, "证件遗失", "operator"),
)  # fmt: skip


def body_of(number: int) -> bytes:
    return _body(number, FIRST[number])


def _body(number: int, fact: f.Fact) -> bytes:
    moment = BEGIN + timedelta(seconds=number)
    return write_body(MEETING, f.Entered(number, moment, 1_000 + number, fact))


def golden() -> list[bytes]:
    return GOLDEN.read_bytes().removesuffix(b"\n").split(b"\n")


def holds(new: Any, old: Any) -> bool:
    """True when `new` says at least what `old` said, at any depth."""
    if isinstance(old, dict):
        return all(name in new and holds(new[name], said) for name, said in old.items())
    if isinstance(old, list):
        return len(new) == len(old) and all(map(holds, new, old))
    return new == old


@pytest.mark.parametrize("name", FACTS)
def test_every_fact_has_a_golden_body(name: str) -> None:
    names = [from_json(line)["fact"] for line in golden()]
    assert name in {type(one).__name__ for one in (*FIRST, *ADDED)}, f"{name} needs a sample"
    assert name in names


def test_every_added_sample_has_its_line() -> None:
    kept = [read_body(line)[1].fact for line in golden()[len(FIRST) :]]
    missing = [_body(len(FIRST), fact).decode() for fact in ADDED if fact not in kept]
    assert not missing, f"add to {GOLDEN.name}:\n" + "\n".join(missing)


@pytest.mark.parametrize("line", golden()[: len(FIRST)], ids=lambda line: from_json(line)["fact"])
def test_an_old_body_still_says_what_it_said(line: bytes) -> None:
    meeting, entered = read_body(line)
    number = golden().index(line)
    assert meeting == MEETING
    assert entered == f.Entered(
        number, BEGIN + timedelta(seconds=number), 1_000 + number, entered.fact
    )
    assert entered.fact == FIRST[number]


@pytest.mark.parametrize("line", golden()[len(FIRST) :], ids=lambda line: from_json(line)["fact"])
def test_an_added_body_still_says_what_it_said(line: bytes) -> None:
    assert read_body(line)[1].fact in ADDED


@pytest.mark.parametrize("line", golden(), ids=lambda line: from_json(line)["fact"])
def test_a_later_kiosk_writes_at_least_what_an_old_one_wrote(line: bytes) -> None:
    old = from_json(line)
    new = from_json(_body(old["n"], read_body(line)[1].fact))
    assert holds(new["of"], old["of"])
    assert list(new)[: len(old)] == list(old)
