"""Realistic records: a hall of 120, one of 500, elections among options, rare names, practice."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.meeting.ballot import FOR_AGAINST_FORM, BallotForm, BallotKind, mark
from kiosk.meeting.motion import Motion, motion_hash
from kiosk.meeting.poll import PollPlan
from kiosk.meeting.record import (
    Account,
    Attendance,
    BallotLine,
    BookMark,
    EquipmentLine,
    Heading,
    Override,
    PaperMark,
    RefusedLine,
    VoteRecord,
    ZeroReport,
)
from kiosk.meeting.rules import Basis, RecusedRule, Rule, Share, TieRule
from kiosk.meeting.tally import count
from kiosk.meeting.verdict import decide

SEAL = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
SEAL_KEY = SEAL.public_key().public_bytes_raw().hex()
OPENED = datetime(2026, 11, 23, 6, 30, 55, 123456, tzinfo=UTC)
CLOSED = OPENED + timedelta(seconds=123)
DECLARED = datetime(2026, 11, 23, 6, 33, 40, 250000, tzinfo=UTC)
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂玉萍红玲建华国文志晓春梅海燕"

TWO_THIRDS = Rule(
    name="major",
    title="重大事项",
    article="《静安里街道市民大会议事规则》第十二条第二款",
    attendance=Share(Fraction(2, 3), False, Basis.ROLL),
    participation=None,
    threshold=Share(Fraction(2, 3), False, Basis.ROLL),
    tie=TieRule.LOST,
    recused=RecusedRule.STAY,
    seats=0,
    secret_only=False,
    paper_only=False,
    resolution=True,
)
MAJORITY = replace(
    TWO_THIRDS,
    name="ordinary",
    title="一般事项",
    article="《静安里街道市民大会议事规则》第十二条第一款",
    threshold=Share(Fraction(1, 2), True, Basis.PRESENT),
    recused=RecusedRule.LEAVE,
)
PICK = replace(TWO_THIRDS, name="pick", title="民生实事票决", threshold=None, seats=3)
PROJECTS = (
    "老旧小区加装电梯与适老化改造",
    "社区食堂与老年助餐点建设",
    "街角口袋公园和健身步道提升",
    "非机动车充电设施及停放秩序整治",
    "中小学周边“15分钟”放学托管",
    "背街小巷雨污分流与路面修复",
    "社区卫生服务中心夜间门诊",
    "公共图书角与青少年活动空间",
)


def sign(message: bytes) -> bytes:
    """The hall's seal."""
    return SEAL.sign(message)


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


HEADING = Heading(
    meeting="7f3a91c204deb8a75d3310eea1b2c3d4",
    title="静安里街道2026年第二次市民大会",
    session_title="第一次全体会议",
    place="静安里街道议事厅",
    convener="静安里街道办事处",
    chair="王建国",
    utc_offset_min=480,
    practice=False,
    software="kiosk 0.1.0 (a1b2c3d)",
    settings_sha256=digest("kiosk.toml"),
    seal_key=SEAL_KEY,
    pack="assembly",
    pack_version="1.0",
    pack_title="市民大会议事规则",
    pack_source="静安里街道市民大会筹备组2026年10月20日通过",
    pack_sha256=digest("assembly.toml"),
)
MOTION_TITLE = "关于静安里社区食堂选址与三年运营补贴的方案"
MOTION_TEXT = (
    "在静安里128号设置社区食堂一处，面积不超过320平方米；运营补贴三年，每年不超过48万元，"
    "逐季考核，考核办法由居民代表会议另行通过。"
)


def motion(title: str = MOTION_TITLE, text: str = MOTION_TEXT) -> Motion:
    return Motion(3, 3, title, text, motion_hash(title, text))


def names(number: int) -> list[str]:
    """Names of two to four characters, some of a minority, the same ones every time."""
    dice = random.Random(number)
    made = [
        dice.choice(SURNAMES) + "".join(dice.choice(GIVEN) for _ in range(dice.choice((1, 2, 2))))
        for _ in range(number)
    ]
    return [*made[:-1], "迪丽热巴·迪力木拉提"] if number > 100 else made


def record(
    *,
    roll: int,
    absent: int,
    choices: list[tuple[int, ...]],
    rule: Rule = TWO_THIRDS,
    form: BallotForm = FOR_AGAINST_FORM,
    recused: int = 0,
    heading: Heading = HEADING,
    text: Motion | None = None,
    refused: int = 5,
    replaced: int = 3,
) -> VoteRecord:
    """A poll in which the seats present press `choices` in seat order, the last ones nothing."""
    people = names(roll)
    present = roll - absent
    seats = [f"{chr(65 + at // 100)}-{at % 100 + 1:03d}" for at in range(present)]
    out = frozenset(seats[-recused:] if recused else ())
    ballots = dict(zip(seats, choices, strict=False))
    tally = count(form, ballots, roll=roll, base=seats, recused=out)
    lines = tuple(
        BallotLine(
            number=at + 1,
            seat=seat,
            name=people[at],
            mark=mark(form, ballots[seat]) if seat in ballots else None,
            choice=ballots.get(seat, ()),
            keypad=at + 1,
            at=OPENED + timedelta(milliseconds=3000 + 211 * at) if seat in ballots else None,
            in_flight=at == 7,
            left=at == 11,
            recused=seat in out,
        )
        for at, seat in enumerate(seats)
    )
    reasons = ("not_checked_in", "no_such_key", "late", "unknown_keypad", "duplicate")
    said = tuple(reasons[at % len(reasons)] for at in range(refused))
    late = said.count("late")
    return VoteRecord(
        heading=heading,
        paper=PaperMark("静市会〔2026〕表3号", 3, 1),
        book=BookMark(1843, digest("declared"), DECLARED),
        plan=PollPlan(3, 3, 3, 1, form, rule, True, True, 120),
        item_title="社区食堂选址与运营",
        noticed="2026-11-01",
        motion=text or motion(),
        opened_at=OPENED,
        closed_at=CLOSED,
        declared_by="王建国",
        zero_report="静市会〔2026〕零3号",
        attendance=Attendance(roll, present, absent, 14, -(-roll * 2 // 3)),
        tally=tally,
        outcome=decide(form, rule, tally, present_at_opening=present),
        account=Account(
            heard=len(choices) + refused - late + replaced,
            counted=len(choices),
            replaced=replaced,
            refused=refused - late,
            reasons=tuple((reason, said.count(reason)) for reason in reasons if reason in said),
            in_flight=1,
            late_after_close=late,
        ),
        equipment=(EquipmentLine("A", "hvm1", "HVM-1 r2 SN 20260417", 0, True),),
        overrides=(),
        silent_acknowledged_by="王建国",
        silent=2,
        ballots=lines,
        replaced=tuple(_press(people, seats, at, "replaced") for at in range(replaced)),
        refused=tuple(_press(people, seats, at + 20, reason) for at, reason in enumerate(said)),
        root=digest("root"),
        entries=len(choices) + refused + replaced,
        previous=BookMark(1511, digest("previous"), DECLARED - timedelta(minutes=47)),
        mirror="ok",
    )


def _press(people: list[str], seats: list[str], at: int, reason: str) -> RefusedLine:
    nobody = reason == "unknown_keypad"
    place = at % len(seats)
    return RefusedLine(
        entry=1600 + 7 * at,
        seat="" if nobody else seats[place],
        name="" if nobody else people[place],
        base="A",
        keypad=900 + place if nobody else place + 1,
        keys=(7,) if reason == "no_such_key" else (at % 3 + 1,),
        at=OPENED + timedelta(milliseconds=1733 * at),
        reason=reason,
    )


def failing_by_one() -> VoteRecord:
    """Two thirds of 120 are 80; 79 in favour."""
    return record(roll=120, absent=2, choices=[(1,)] * 79 + [(2,)] * 31 + [(3,)] * 6)


def simple_majority() -> VoteRecord:
    """More than half of those present, one recused, an English heading not needed."""
    held = record(
        roll=120, absent=2, choices=[(1,)] * 64 + [(2,)] * 40 + [(3,)] * 9, rule=MAJORITY, recused=1
    )
    return replace(
        held,
        previous=None,
        overrides=(
            Override(
                "notice",
                "暴雨致公示栏受损，公示满十四日，经到会代表无异议",
                ("王建国", "赵敏"),
            ),
        ),
    )


def choose_three() -> VoteRecord:
    """At most three of eight, ranked; two stand equal across the line."""
    form = BallotForm(BallotKind.CHOOSE, PROJECTS, 1, 3)
    choices = [(1, 2, 3)] * 30 + [(1, 2, 4)] * 30 + [(1, 5)] * 20 + [(2, 6, 7)] * 15
    choices += [(1, 2, 3, 4)] * 4 + [(8,)] * 12 + [()]
    return record(roll=120, absent=2, choices=choices, rule=PICK, form=form)


def rare_names() -> VoteRecord:
    """Names outside the basic plane, and a text of three pages."""
    held = failing_by_one()
    first, second, *rest = held.ballots
    people = (replace(first, name="张𬭎"), replace(second, name="王喆"), *rest)
    return replace(held, ballots=people, motion=long_motion())


def long_motion() -> Motion:
    """A text of about three pages, in articles."""
    clause = (
        "社区食堂由街道办事处组织建设，选址于静安里128号原粮站仓库，建筑面积不超过320平方米，"
        "设座位96个；改造费用（含消防、燃气和无障碍设施）控制在185万元以内，由区、街两级按6∶4分担。"
        "运营单位以公开方式选定，期限三年；补贴按实际就餐人次核算，每年不超过48万元，逐季公示，"
        "接受居民监督。年满60周岁的居民凭证享受八折，年满80周岁的居民免费送餐上门。"
    )
    articles = "\n".join(f"第{at}条　{clause}" for at in range(1, 25))
    return motion(text=f"为方便居民就餐，制定本方案。\n{articles}\n本方案自通过之日起施行。")


def hall_of_500() -> VoteRecord:
    """Five hundred ballots and sixty refused presses."""
    choices = [(1,)] * 340 + [(2,)] * 110 + [(3,)] * 38
    return record(roll=512, absent=12, choices=choices, rule=MAJORITY, refused=60, replaced=24)


def practice() -> VoteRecord:
    return replace(failing_by_one(), heading=replace(HEADING, practice=True))


def zero_report() -> ZeroReport:
    held = failing_by_one()
    return ZeroReport(
        heading=held.heading,
        paper=PaperMark("静市会〔2026〕零3号", 2, 1),
        book=BookMark(1602, digest("zero"), OPENED - timedelta(minutes=4)),
        plan=held.plan,
        item_title=held.item_title,
        motion=held.motion,
        attendance=held.attendance,
        bases=held.equipment,
        keypads=118,
        heard=117,
    )
