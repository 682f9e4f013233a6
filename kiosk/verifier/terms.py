# SPDX-License-Identifier: Apache-2.0
"""The names of bundle.md, facts and their members, as a Chinese reader is told of them.

In English they are said as they stand in the book.
"""

from __future__ import annotations

import re

FACTS = {
    "BookOpened": "开账",
    "KioskStarted": "程序启动",
    "RulePackAdopted": "采用规则包",
    "OfficerNamed": "工作人员任职",
    "OfficerEnrolled": "工作人员登记密钥",
    "MeetingOpened": "宣布开会",
    "MeetingClosed": "闭会",
    "GateOverridden": "越过前置条件",
    "BaseMissed": "缺基站而行",
    "MirrorForgone": "放弃第二介质",
    "PersonRevealed": "调阅个人信息",
    "PersonalDataDeleted": "删除个人信息",
    "RollFrozen": "名册冻结",
    "RollAmended": "名册增补",
    "KeypadBound": "发放表决器",
    "KeypadReturned": "交回表决器",
    "KeypadLost": "遗失表决器",
    "CheckedIn": "签到",
    "CheckedOut": "签退",
    "ItemTabled": "列入议程",
    "ItemWithdrawn": "撤出议程",
    "MotionPut": "提出议案",
    "Recused": "回避",
    "CandidateNamed": "提名候选人",
    "ProxyGiven": "委托",
    "ProxyWithdrawn": "撤回委托",
    "PollPrepared": "表决准备",
    "PollOpened": "表决开始",
    "PollPaused": "表决暂停",
    "PollResumed": "表决继续",
    "PollTurned": "改换表决方式",
    "PollClosing": "表决截止",
    "PollFollowed": "席台跟进",
    "PollClosed": "表决关闭",
    "PollReconciled": "按键核对",
    "PollVoided": "表决作废",
    "Declared": "宣布结果",
    "FiguresShown": "屏幕所示数字",
    "BaseStandsBy": "基站备用",
    "BaseListens": "基站接收",
    "StandbyHeard": "备用基站收到按键",
    "StandbyTookOver": "备用基站接替",
    "BallotPapersIssued": "发出选票",
    "BallotPaperSpoilt": "选票作废",
    "CountEntered": "录入计票",
    "BallotCast": "计入的按键",
    "BallotSealed": "封入票箱的按键",
    "PressRefused": "未计入的按键",
    "UrnSealed": "封箱",
    "UrnOpened": "开箱",
    "UrnDestroyed": "销毁票箱密钥",
    "HandsetAuditDrawn": "表决器抽查",
    "HandsetAudited": "表决器抽查结果",
    "BookRestored": "账本重建",
    "HallCertified": "启用会场证书",
    "PaperIssued": "文书签发",
}
MEMBERS = {
    "head": "链首",
    "root": "默克尔根",
    "entries": "条数",
    "meeting": "会议编号",
    "seal_key": "会场公钥",
    "manifest_sha256": "manifest.json 的哈希",
    "heard": "收到",
    "counted": "计入",
    "replaced": "被替换",
    "refused": "未计入",
    "silent": "未按的席位",
    "roll": "应到",
    "base": "基数",
    "in_favour": "赞成",
    "against": "反对",
    "abstain": "弃权",
    "chosen": "有效票",
    "void": "无效",
    "not_pressed": "未按",
    "recused": "回避",
    "options": "各选项得票",
    "noes": "各选项反对票",
    "area": "面积",
    "columns": "各表决方式之数",
    "verdict": "结果",
    "tests": "各项门槛",
    "taken": "选出",
    "tied": "并列",
    "mean": "平均分",
    "pack_sha256": "规则包的哈希",
    "boxes": "选票封数",
    "ballots": "选票清单",
    "book": "条目哈希",
    "number": "文书编号",
    "copy": "份数",
    "rows": "各器按键",
    "failed": "不合格的表决器",
    "drawn": "抽中的表决器",
}
TRUTHS = {"true": "是", "false": "否"}
OF_A_RECORD = "the record says {name} {found}; the book gives {right}"
LEFT = {
    "rules": "规则包各条",
    "rule": "补贴标准",
    "parts": "年龄与职业构成",
    "parts.groups.quota": "规定比例",
    "duties.due": "到期日",
    "duties.unpublished": "未公布放假安排的天数",
    "lines.due": "到期日",
    "lines.unpublished": "未公布放假安排的天数",
    "steps": "会议进程各条",
    "mishaps": "会场异常各条",
    "papers.printed": "纸本是否已在手",
    "presses.stood_by": "备用基站所报按键",
    "polls.presses.stood_by": "各次表决中备用基站所报按键",
    "items.polls.presses.stood_by": "各次表决中备用基站所报按键",
    "ballots.name": "逐席姓名",
    "lines.name": "姓名",
    "refused.name": "未计入者姓名",
    "replaced.name": "被改按者姓名",
    "strays.name": "按键人姓名",
    "mirror": "双备份核对",
    "root_sm3": "SM3 默克尔根",
    "paper": "文书编号",
    "poll.jsonl": "所附账目",
}
"""What a record says that was not compared, by its place there."""
NAMES = {
    "fact": FACTS,
    "member": MEMBERS,
    "place": MEMBERS,
    "replaces": TRUTHS,
    "in_flight": TRUTHS,
    **dict.fromkeys(("left", "first", "rest"), LEFT),
}
ONE_OF_THEM = "|".join(sorted(FACTS, reverse=True))
NAMED = re.compile(
    rf"(?:(?<=[\u4e00-\u9fff]) )?(?<![A-Za-z])({ONE_OF_THEM})(?![A-Za-z])(?: (?=[\u4e00-\u9fff]))?"
)


def told(words: str) -> str:
    """A Chinese text with the facts that it names in Chinese."""
    return NAMED.sub(lambda found: FACTS[found[1]], words)


def term(msgid: str, name: str, value: str) -> str:
    """The value of the argument `name` of a sentence, where it is a name of bundle.md."""
    if msgid == OF_A_RECORD and name == "name":
        return MEMBERS.get(value, value)
    return NAMES.get(name, {}).get(value, value)
