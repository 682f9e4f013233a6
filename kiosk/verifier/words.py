# SPDX-License-Identifier: Apache-2.0
"""The words of the verifier: msgid in English (which is also the `en` text) to Chinese.

The one file of this program with Chinese in it: it stands alone and has no catalogue to ask.
"""

from __future__ import annotations

from kiosk.verifier.sentence import Sentence

LANGUAGES = ("zh", "en")
LONGEST_ARGUMENT = 300

ZH = {
    # checks
    "chain": "链条",
    "format": "格式",
    "order": "次序",
    "texts": "文本",
    "seal": "封印",
    "files": "文件",
    "persons": "人员",
    "papers": "文书",
    "roots": "默克尔根",
    "dispositions": "逐键判定",
    "account": "按键账",
    "urns": "票箱",
    "tallies": "计票",
    "outcomes": "结果",
    "anchored": "锚定",
    "{count} places": "{count} 处",
    "agrees": "相符",
    "does not agree": "不符",
    "not checked": "未验",
    # what a check was about
    "{count} entries": "共 {count} 条",
    "{count} polls": "共 {count} 次表决",
    "{count} texts": "共 {count} 份文本",
    "{count} papers": "共 {count} 份文书",
    "{count} polls closed": "已关闭 {count} 次表决",
    "{count} presses": "共 {count} 次按键",
    "{count} polls reconciled": "已核对 {count} 次",
    "{count} polls declared": "已宣布 {count} 次",
    "{count} urns opened": "已打开 {count} 个票箱",
    "{count} files": "共 {count} 个文件",
    "{count} persons": "共 {count} 人",
    "signed by the key in entry 0": "由第 0 条所载公钥签署",
    "persons.jsonl is not in the bundle": "包内没有 persons.jsonl",
    "a book has no seal; the kiosk's bundle has": "账本本身没有封印；会场导出的包才有",
    "the book could be read only up to entry {entry}": "账只能读到第 {entry} 条为止",
    "self-consistent only, not anchored": "仅自洽，未锚定",
    "the fingerprint agrees; no head was given: self-consistent only, not anchored": (
        "指纹相符；未给出链首：仅自洽，未锚定"
    ),
    "paper agrees with entry {entry}; {following} entries follow it": (
        "纸面与第 {entry} 条相符；其后还有 {following} 条"
    ),
    # proxies
    "{fact} cannot stand here: {why}": "{fact} 不能在此：{why}",
    "a poll on the item is under way": "该议题正在表决",
    "a proxy joins two different voting seats": "委托须在两个不同的有表决权席位之间",
    "a candidate holds no proxies": "候选人不得受托",
    "a proxy of a proxy": "不得转委托",
    "there is no such proxy": "没有这项委托",
    "a holder has more proxies than the rule allows": "受托人数超过规则所许",
    # paper and hands
    "keypads": "表决器",
    "paper": "纸质选票",
    "hands": "举手",
    "not_by_keypad": "本次表决已不用表决器",
    "has_paper": "该席已领纸质选票",
    "{fact} of poll {poll} cannot stand here: {why}": "第 {poll} 次表决：{fact} 不能在此：{why}",
    "the poll has left the keypads before": "该次表决此前已不用表决器",
    "ballot papers are out": "纸质选票已发出",
    "a show of hands has no papers": "举手表决不发选票",
    "the numbers of the papers do not follow each other": "选票编号不连续",
    "a seat is not entitled or absent": "有席位无权表决或不在场",
    "a seat holds a paper already": "有席位已领选票",
    "the keypad ballot of a seat stands": "有席位的按键已计入",
    "no such paper is out": "没有这张有效选票",
    "the poll does not use this channel": "该次表决未用这种方式",
    "the figures of the sheet cannot be": "计票数字不可能成立",
    "{fact} of poll {poll}: no two people have counted {channel} alike, and no more than there "
    "can be": "第 {poll} 次表决的 {fact}：{channel} 未经两人计得同数，或多于可有之数",
    # slip
    "Verification of a meeting's book": "会议账册核验单",
    "PRACTICE: this is the book of a rehearsal, not of a meeting": (
        "演练：本账册为演练所记，并非会议"
    ),
    "Meeting: {title}": "会议：{title}",
    "Meeting id: {meeting}": "会议编号：{meeting}",
    "Entries: {entries}": "条目数：{entries}",
    "Head: {groups}": "链首：{groups}",
    "      {groups}": "      {groups}",
    "Fingerprint of the seal key: {fingerprint}": "封印公钥指纹：{fingerprint}",
    "[{answer}] {name}: {detail}": "【{answer}】{name}：{detail}",
    "        {said}": "        {said}",
    "        entry {entry}: {said}": "        第 {entry} 条：{said}",
    "        and {more} more": "        另有 {more} 处",
    "Poll {poll} (item {item} {title}, round {round}): {stage}": (
        "表决 {poll}（议题 {item} {title}，第 {round} 轮）：{stage}"
    ),
    "    put aside because: {reason}": "    作废理由：{reason}",
    "    {secrecy}, {presses}; rule: {rule}": "    {secrecy}，{presses}；规则：{rule}",
    "named": "记名",
    "secret": "无记名",
    "last press counts": "以末次按键为准",
    "first press counts": "以首次按键为准",
    "    presses heard {heard} = counted {counted} + replaced {replaced} + refused {refused}": (
        "    收到按键 {heard} = 计入 {counted} + 改按 {replaced} + 不计 {refused}"
    ),
    "        {reason} {count}": "        {reason} {count}",
    "    by urn: {counted} seats took part; the choices are a list without seats": (
        "    票箱：{counted} 席参加表决；选项为不含席位的清单"
    ),
    "    ASSERTED by the officers {officers}, not recomputable: that this list came out of "
    "these boxes, that what was refused for its keys had to be, that the shares are destroyed": (
        "    由工作人员 {officers} 声明，无法重算：清单出自这些票箱、"
        "因按键而不计者确属应当、密钥份额已经销毁"
    ),
    "    ASSERTED, too: who is in a group, and what its people chose": (
        "    同为声明、无法重算：各组有哪些人、各组的选择"
    ),
    "    the urn has not been opened": "    票箱尚未打开",
    "{fact}: the urn of poll {poll} does not stand as it must for that": (
        "{fact}：表决 {poll} 的票箱此时不当如此"
    ),
    "UrnSealed of poll {poll}: an officer holds two shares": (
        "表决 {poll} 的 UrnSealed：一人持有两份密钥份额"
    ),
    "UrnOpened of poll {poll}: {member} is recorded as {found}; the book gives {right}": (
        "表决 {poll} 的 UrnOpened：{member} 记为 {found}；据账应为 {right}"
    ),
    "UrnOpened of poll {poll}: the breakdowns are not those that were fixed in its plan": (
        "表决 {poll} 的 UrnOpened：分组统计与表决方案所定不符"
    ),
    "UrnOpened of poll {poll}: the breakdown {name} does not fit the list or the guard of small "
    "numbers": "表决 {poll} 的 UrnOpened：分组统计 {name} 与选票清单或小数保护规则不符",
    "UrnOpened of poll {poll}: the list is not sorted": "表决 {poll} 的 UrnOpened：清单未排序",
    "UrnOpened of poll {poll}: it was not opened by two officers who hold a share": (
        "表决 {poll} 的 UrnOpened：不是由两名持有份额的工作人员打开"
    ),
    "a press of secret poll {poll} is not masked": "无记名表决 {poll} 的按键未遮蔽",
    "counts, poll {poll}, seat {seat}, sealed, replaces {replaces}, in flight {in_flight}": (
        "计入，表决 {poll}，席位 {seat}，已封入票箱，改按 {replaces}，在途 {in_flight}"
    ),
    "    What was declared is not this: see the checks above": "    所宣布者与此不同：见上列核验",
    "    roll {roll}, base of this poll {base}": "    应到 {roll}，本次表决基数 {base}",
    "    for {in_favour}  against {against}  abstain {abstain}  not pressed {not_pressed}  "
    "void {void}  recused {recused}": (
        "    赞成 {in_favour}  反对 {against}  弃权 {abstain}  未按 {not_pressed}  "
        "无效 {void}  回避 {recused}"
    ),
    "    valid ballots {chosen}": "    有效票 {chosen}",
    "        option {option}: {ballots}": "        选项 {option}：{ballots}",
    "    chosen: {options}": "    当选选项：{options}",
    "        option {option}: {ballots} against": "        选项 {option}：反对 {ballots}",
    "    area in m²: roll {roll}, base {base}, for {in_favour}, against {against}, "
    "abstain {abstain}, valid {chosen}, void {void}, not pressed {not_pressed}, "
    "recused {recused}": (
        "    面积（平方米）：应到 {roll}，基数 {base}，赞成 {in_favour}，反对 {against}，"
        "弃权 {abstain}，有效 {chosen}，无效 {void}，未按 {not_pressed}，回避 {recused}"
    ),
    "    mean of the scores: {mean}": "    平均分：{mean}",
    "    {name}, by area in m²: {sign} {fraction} x {base} ({basis}): needed {needed}, "
    "have {have}, {met}": (
        "    {name}（按面积，平方米）：{sign} {fraction} × {base}（{basis}），"
        "需 {needed}，得 {have}，{met}"
    ),
    "    tied: {options}": "    票数相同：{options}",
    "    outcome: {verdict}": "    表决结果：{verdict}",
    "    {name}: {sign} {fraction} x {base} ({basis}): needed {needed}, have {have}, {met}": (
        "    {name}：{sign} {fraction} × {base}（{basis}），需 {needed}，得 {have}，{met}"
    ),
    "met": "达到",
    "not met": "未达到",
    "VERDICT: AGREES": "结论：相符",
    "VERDICT: DOES NOT AGREE": "结论：不符",
    "First bad entry: {entry}": "首个有误的条目：第 {entry} 条",
    "Anchored: paper vouches for entries 0 to {entry}; {following} entries follow, "
    "vouched for by the seal alone": (
        "已锚定：纸面可证第 0 至 {entry} 条；其后 {following} 条仅由封印可证"
    ),
    "Self-consistent only, not anchored: a whole rewritten book is consistent too. "
    "Type the head from paper with --head": (
        "仅自洽，未锚定：整本重写的账也会自洽。请用 --head 键入纸面所印链首"
    ),
    "Recomputed from the bundle alone by a program that shares no code with the kiosk.": (
        "以上均由与会场程序不共用代码的本程序，仅据所交之包重新算得。"
    ),
    # stages, verdicts, bases, tests, buckets, reasons
    "prepared": "待开",
    "open": "进行中",
    "paused": "暂停",
    "draining": "收尾",
    "closed": "已关闭",
    "reconciled": "已核对",
    "declared": "已宣布",
    "void": "作废",
    "passed": "通过",
    "not_passed": "未通过",
    "no_quorum": "未达法定人数",
    "tie": "票数相同",
    "opinion": "意见征询，不产生决议",
    "roll": "应到",
    "present": "在场",
    "participants": "参加表决者",
    "cast": "有效票",
    "for_and_against": "赞成与反对之和",
    "attendance": "到会人数",
    "participation": "参加表决人数",
    "threshold": "通过门槛",
    "in_favour": "赞成",
    "against": "反对",
    "abstain": "弃权",
    "not_pressed": "未按",
    "recused": "回避",
    "chosen": "有效票",
    "base": "基数",
    "verdict": "结果",
    "audit": "表决器抽查",
    "wrong_session": "不属于任何一次表决",
    "unknown_keypad": "表决器未分配",
    "not_checked_in": "未签到",
    "no_voting_right": "无表决权",
    "early": "早于开始",
    "late": "晚于关闭",
    "no_such_key": "无此按键",
    "first_press_stands": "首次按键已计",
    "duplicate": "重复按键",
    # what is wrong with the chain, the format, the order, the texts
    "the hash of the body is not the one in hashes.txt": "正文的哈希与 hashes.txt 所载不同",
    "entries.jsonl holds {entries} entries, hashes.txt {hashes} hashes, each must "
    "end with a line feed": (
        "entries.jsonl 有 {entries} 条，hashes.txt 有 {hashes} 个哈希，须一一对应且各以换行结尾"
    ),
    "entries.jsonl is cut off: no line feed ends its last entry": (
        "entries.jsonl 被截断：末条没有换行"
    ),
    "the entry calls itself number {found}": "该条自称第 {found} 条",
    "the entry is of another meeting, {found}": "该条属于另一会议 {found}",
    "BookOpened names another meeting than the entry itself": "BookOpened 所载会议与该条不同",
    "format version {found}; this verifier reads version {right}": (
        "格式版本 {found}；本程序只读版本 {right}"
    ),
    "the body is longer than {most} bytes": "正文超过 {most} 字节",
    "the body is not strict JSON: {why}": "正文不是严格的 JSON：{why}",
    "{path} must be {kind}": "{path} 须为 {kind}",
    "an integer": "整数",
    "an integer from 0": "不小于 0 的整数",
    "an integer from 1": "不小于 1 的整数",
    "text": "文本",
    "true or false": "true 或 false",
    "an array": "数组",
    "an array of 2": "两个成员的数组",
    "an object": "对象",
    "there": "有的成员",
    "32 hex digits": "32 位小写十六进制",
    "64 hex digits": "64 位小写十六进制",
    "128 hex digits": "128 位小写十六进制",
    "a fraction such as 2/3": "形如 2/3 的分数",
    "a time such as 2026-11-23T06:30:55.123456Z": "形如 2026-11-23T06:30:55.123456Z 的时间",
    "the fact {fact} is unknown to this verifier": "本程序不认识事实 {fact}",
    "{fact} cannot stand here: BookOpened is entry 0 and only that, entry 1 is KioskStarted": (
        "{fact} 不能在此：BookOpened 是且仅是第 0 条，第 1 条是 KioskStarted"
    ),
    "{fact}: poll {poll} stands {stage}; it must stand {right}": (
        "{fact}：表决 {poll} 处于“{stage}”，须处于 {right}"
    ),
    "PollFollowed: entry {entry} is not the next that the desk {desk} has to follow": (
        "PollFollowed：第 {entry} 条不是席台 {desk} 接下来须跟进的条目"
    ),
    "{fact}: the desk {desk} has not followed {missed} of entry {number} yet": (
        "{fact}：席台 {desk} 尚未跟进第 {number} 条的 {missed}"
    ),
    "PollOpened: poll {other} still runs; only one poll may run at a time": (
        "PollOpened：表决 {other} 尚在进行，同时只能进行一次表决"
    ),
    "{fact}: poll {poll} was never prepared": "{fact}：表决 {poll} 从未准备",
    "PollPrepared: poll {poll} follows poll {latest}; numbers must rise": (
        "PollPrepared：表决 {poll} 在表决 {latest} 之后，编号须递增"
    ),
    "Item {item} {title} is off the agenda: {reason}": "议题 {item} {title} 已撤出议程：{reason}",
    "ItemWithdrawn: item {item} was never tabled": "ItemWithdrawn：议题 {item} 从未列入议程",
    "ItemWithdrawn: poll {poll} on it is not over": "ItemWithdrawn：该议题的表决 {poll} 尚未结束",
    "PollPrepared: item {item} was withdrawn": "PollPrepared：议题 {item} 已撤回",
    "{fact} of poll {poll}: the rule pack {found} is not the one in force": (
        "表决 {poll} 的 {fact}：规则包 {found} 不是现行的规则包"
    ),
    "RollFrozen: a seat stands twice on the roll": "RollFrozen：名册上有席位重复",
    "PollPrepared: poll {poll} left no tie": "PollPrepared：第 {poll} 次表决没有并列",
    "PollPrepared: poll {poll} is not between those tied in poll {tie} for the places left": (
        "PollPrepared：第 {poll} 次表决不是在第 {tie} 次表决的并列者之间、就所余名额进行的"
    ),
    "BookRestored speaks of {entries} entries, {number} stand before it": (
        "BookRestored 称有 {entries} 条，其前实有 {number} 条"
    ),
    "RollAmended: there is no roll yet": "RollAmended：尚无名册",
    "RollAmended: number {number} stands on the roll already": (
        "RollAmended：编号 {number} 已在名册上"
    ),
    "RollAmended: a seat stands on the roll already": "RollAmended：席位已在名册上",
    "RollAmended: poll {poll} is not over, the roll cannot grow": (
        "RollAmended：表决 {poll} 尚未结束，名册不能增补"
    ),
    "HandsetAuditDrawn: an audit cannot begin here": "HandsetAuditDrawn：此处不能开始抽查",
    "HandsetAudited: this audit is not under way": "HandsetAudited：该抽查并未进行",
    "PollPrepared: an audit of handsets is under way": "PollPrepared：表决器抽查尚未结束",
    "{fact} {audit}: {member} is recorded as {found}; the book gives {right}": (
        "{fact} {audit}：{member} 记载为 {found}，依账本应为 {right}"
    ),
    "PollOpened: the bases that stand by cannot be these": "PollOpened：备用基站不能如此设置",
    "StandbyTookOver: base {base} does not stand by for {primary} in a poll that runs": (
        "StandbyTookOver：基站 {base} 在进行中的表决里不是 {primary} 的备用基站"
    ),
    "the press of keypad {keypad} that a take-over took up is not judged next": (
        "备用基站接替时取用的表决器 {keypad} 的按键未紧接着判定"
    ),
    "the book ends before what a take-over took up was judged": (
        "账本在备用基站接替所取用的按键判定完之前结束"
    ),
    "evidence of a base that stands by, poll {poll}": "备用基站的旁证，表决 {poll}",
    "the text of rule pack {pack} has changed": "规则包 {pack} 的文本已变",
    "the text of the motion of item {item}, version {version}, has changed": (
        "议题 {item} 第 {version} 版议案的文本已变"
    ),
    # what is wrong with presses and counts
    "the press of keypad {keypad} is recorded as: {found}; it must be: {right}": (
        "表决器 {keypad} 的按键记为：{found}；应为：{right}"
    ),
    "refused, poll {poll}, seat {seat}, reason {reason}": (
        "不计，表决 {poll}，席位 {seat}，原因 {reason}"
    ),
    "counts, poll {poll}, seat {seat}, choice {choice}, replaces {replaces}, "
    "in flight {in_flight}": (
        "计入，表决 {poll}，席位 {seat}，选择 {choice}，改按 {replaces}，在途 {in_flight}"
    ),
    "{fact} of poll {poll}: {member} is recorded as {found}; the book gives {right}": (
        "表决 {poll} 的 {fact}：{member} 记为 {found}；据账应为 {right}"
    ),
    # what is wrong around the book
    "the signature is not that of the key in entry 0": "签名不是第 0 条所载公钥所签",
    "{name}: not strict JSON: {why}": "{name}：不是严格的 JSON：{why}",
    "{name}: {path} must be {kind}": "{name}：{path} 须为 {kind}",
    "{name}: {member} is {found}; the bundle gives {right}": (
        "{name}：{member} 为 {found}；据包应为 {right}"
    ),
    "{name}: listed {count} times in manifest.json; it must be once": (
        "{name}：在 manifest.json 中列了 {count} 次，须为一次"
    ),
    "{name}: listed in manifest.json, missing in the archive": (
        "{name}：manifest.json 列有，包内没有"
    ),
    "{name}: not the file whose hash stands in manifest.json": (
        "{name}：不是 manifest.json 所载哈希的文件"
    ),
    "line {line}, number {number}: not the person to whom the roll is committed": (
        "第 {line} 行，编号 {number}：与名册承诺的人员不符"
    ),
    "number {number} of the roll is missing in persons.jsonl": (
        "名册编号 {number} 不在 persons.jsonl 中"
    ),
    "paper {number}: {file} is missing": "文书 {number}：缺文件 {file}",
    "paper {number}: {file} has changed": "文书 {number}：文件 {file} 已变",
    # what is wrong with what was typed from paper
    "the head typed from paper is the hash of no entry": "键入的链首不是任何一条的哈希",
    "the fingerprint typed from paper is {typed}; that of the seal key is {found}": (
        "键入的指纹为 {typed}；封印公钥的指纹为 {found}"
    ),
    "the anchor is not signed by the seal key of this bundle": "锚码不是本包封印公钥所签",
    "the anchor is of another meeting, {found}": "锚码属于另一会议 {found}",
    "the anchor gives entry {entry} a hash that it does not have": (
        "锚码所载第 {entry} 条的哈希与包内不同"
    ),
    "the anchor names entry {entry}, which does not declare poll {poll}": (
        "锚码所指第 {entry} 条并非宣布表决 {poll}"
    ),
    "the anchor says {member} {found}; entry {entry} says {right}": (
        "锚码载 {member} {found}；第 {entry} 条载 {right}"
    ),
    # unusable input
    "{path}: not a readable book ({why}); give the file with its -wal beside it, "
    "whole, or the bundle": (
        "{path}：不是可读的账本（{why}）；须连同其 -wal 文件一并完整提供，或提供导出的包"
    ),
    "{path}: there is no such file": "{path}：没有这个文件",
    "{path}: not a readable ZIP archive ({why}); a bundle is the .zip that the "
    "kiosk exported, whole": (
        "{path}：不是可读的 ZIP 文件（{why}）；须为会场程序导出的完整 .zip 包"
    ),
    "the archive holds no {name}; a bundle holds {needed}": "包内没有 {name}；包须有 {needed}",
    "the archive is too large: at most {most} members and {size} bytes are read": (
        "包过大：最多读 {most} 个成员、{size} 字节"
    ),
    "{name}: stands twice in the archive": "{name}：在包内出现两次，无从取舍",
    "{name}: {size} bytes; at most {limit} are read": "{name}：{size} 字节；最多读 {limit} 字节",
    "{name}: encrypted or packed in an unknown way; a bundle is deflated or stored": (
        "{name}：已加密或压缩方式不明；包只用 deflate 或 stored"
    ),
    "{name}: more than {most} lines": "{name}：超过 {most} 行",
    "manifest.json: the format is “{found}”; this verifier reads {right}": (
        "manifest.json：格式为“{found}”；本程序只读 {right}"
    ),
    "the bundle is too large for the memory of this computer": "包过大，本机内存不足",
    "--head: {count} digits were typed; a head is 8 groups of 8 hex digits, "
    "each with or without its two check digits (64 or 80 in all)": (
        "--head：键入了 {count} 位；链首为 8 组，每组 8 位十六进制，"
        "可各带两位校验数（共 64 或 80 位）"
    ),
    "--head: group {place} reads “{piece}”; a group is 8 hex digits (0-9, a-f), "
    "with or without two check digits": (
        "--head：第 {place} 组为“{piece}”；每组须为 8 位十六进制（0-9、a-f），可带两位校验数"
    ),
    "--head: group {place} “{digits}” and its check digits {check} do not belong "
    "together; compare group {place} with the paper again": (
        "--head：第 {place} 组“{digits}”与校验数 {check} 不合；请再对照纸面第 {place} 组"
    ),
    "--fingerprint: “{text}” was typed; a fingerprint is four groups of four "
    "hex digits, as ABCD EF01 2345 6789": (
        "--fingerprint：键入了“{text}”；指纹为四组，每组四位十六进制，如 ABCD EF01 2345 6789"
    ),
    "--anchor: its payload is not that of a vote record, version 1; this verifier reads no other": (
        "--anchor：内容不是第 1 版表决记录书的锚码，本程序不读其他"
    ),
    "--anchor: the text of an anchor begins with KIOSK:A1: and four digits": (
        "--anchor：锚码文本须以 KIOSK:A1: 及四位数字开头"
    ),
    "--anchor: {found} characters follow its length, {right} are announced; "
    "take the text from the QR reader whole, spaces included": (
        "--anchor：长度之后有 {found} 个字符，应有 {right} 个；请完整取用扫码所得文本，含空格"
    ),
    "--anchor: its check digits {check} do not fit; read it again": (
        "--anchor：校验数 {check} 不合；请重新扫码"
    ),
    "--anchor: “{piece}” is not base45; read it again": (
        "--anchor：“{piece}”不是 base45；请重新扫码"
    ),
    "--anchor: its payload is {found} bytes long; that of a vote record is {right}": (
        "--anchor：内容长 {found} 字节；表决记录书的锚码为 {right} 字节"
    ),
    "unusable command line: {why}; it is: verifier.pyz BUNDLE [--head HEX] "
    "[--fingerprint HEX] [--anchor TEXT] [--json] [--lang zh|en]": (
        "命令行有误：{why}；用法：verifier.pyz BUNDLE [--head HEX] "
        "[--fingerprint HEX] [--anchor TEXT] [--json] [--lang zh|en]"
    ),
    "unusable: {said}": "无法核验：{said}",
}


def visible(text: str) -> str:
    """Text from the bundle, safe for a terminal: nothing unprintable, not endless."""
    cut = text if len(text) <= LONGEST_ARGUMENT else text[:LONGEST_ARGUMENT] + "…"
    return "".join(character if character.isprintable() else "\ufffd" for character in cut)


def say(said: Sentence, language: str) -> str:
    """The sentence in a language; what has no entry (a reason from the book) is said as it is."""
    words = ZH.get(said.msgid) if language == "zh" else None
    if not said.args:
        return visible(words or said.msgid)
    return (words or said.msgid).format_map(
        {name: _argument(value, language) for name, value in said.args.items()}
    )


def _argument(value: object, language: str) -> object:
    if isinstance(value, Sentence):
        return say(value, language)
    return visible(value) if isinstance(value, str) else value
