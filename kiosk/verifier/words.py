# SPDX-License-Identifier: Apache-2.0
"""The words of the verifier: msgid in English (which is also the `en` text) to Chinese.

The one file of this program with Chinese in it: it stands alone and has no catalogue to ask.
"""

from __future__ import annotations

from kiosk.verifier.sentence import Sentence
from kiosk.verifier.terms import term, told

LANGUAGES = ("zh", "en")
LONGEST_ARGUMENT = 300

ZH = {
    # checks
    "chain": "链条",
    "format": "格式",
    "order": "次序",
    "texts": "文本",
    "rules": "规则",
    "seal": "封印",
    "files": "文件",
    "persons": "人员",
    "papers": "文书",
    "signatures": "签名",
    "roots": "默克尔根",
    "dispositions": "逐键判定",
    "account": "按键账",
    "witnesses": "旁证",
    "urns": "票箱",
    "officers": "双人操作",
    "tallies": "计票",
    "outcomes": "结果",
    "anchored": "锚定",
    "{count} places": "{count} 处",
    "agrees": "相符",
    "does not agree": "不符",
    "not checked": "未验",
    # papers and their signatures
    "issued": "签发",
    "inside": "文件内签名",
    "attached": "所附记录",
    ".sig": "旁附 Ed25519 签名",
    ".sm2sig": "旁附 SM2 签名",
    "Paper {name} ({size} bytes)": "文书 {name}（{size} 字节）",
    "    SHA-256 {digest}": "    SHA-256 {digest}",
    "    [{answer}] {name}: {detail}": "    【{answer}】{name}：{detail}",
    "    {answer}": "    {answer}",
    "THIS PAPER AGREES": "本份文书：相符",
    "THIS PAPER DOES NOT AGREE": "本份文书：不符",
    "no bundle was given": "未给出核验包",
    "paper {number}, copy {copy}: entry {entry} has this SHA-256": (
        "即 {number} 号文书第 {copy} 份，SHA-256 与第 {entry} 条所载一致"
    ),
    "the book has issued no such file": "账本从未签发这样的文件",
    "its first {size} bytes are paper {number}, copy {copy}; "
    "{more} bytes follow that the hall has not sealed": (
        "前 {size} 字节是 {number} 号文书第 {copy} 份；其后另有 {more} 字节，未经会场封印"
    ),
    "the signature that the book speaks of is not there": "账本所载的签名不在文件内",
    "nothing is signed inside this file": "文件内没有签名",
    "this file is no PDF: its signatures lie beside it": "本文件不是 PDF，其签名在文件旁另存",
    "the last signature covers {covered} of {size} bytes; nobody signed the rest": (
        "最后一个签名只覆盖 {size} 字节中的 {covered} 字节，其余无人签署"
    ),
    "the signature cannot be read: {why}": "签名无法读取：{why}",
    "not a paper as the hall writes it: {why}": "不是会场所制文书的格式：{why}",
    "covers all {size} bytes; certificate {fingerprint}": (
        "覆盖全部 {size} 字节；证书指纹 {fingerprint}"
    ),
    "covers all {size} bytes; certificate {fingerprint}: compare it with paper": (
        "覆盖全部 {size} 字节；证书指纹 {fingerprint}，请与纸面比对"
    ),
    "the signature is written in another way than the hall writes it": ("签名的写法与会场所制不同"),
    "the file was changed after it was signed": "文件在签名之后被改动",
    "the signature was not made with its certificate": "签名并非由所附证书作出",
    "signed with another certificate than the hall's: {fingerprint}": (
        "所用证书不是会场证书：{fingerprint}"
    ),
    "the part before the signature is not the one that the book speaks of": (
        "签名之前的部分与账本所载不符"
    ),
    "no record is attached to this file": "文件未附记录",
    "the record cannot be read": "所附记录无法读取",
    "every member as the book and the recomputation give it, up to entry {entry}": (
        "各项逐一与账本（至第 {entry} 条）及复算结果一致"
    ),
    "as the book and the recomputation give it, up to entry {entry}; not compared: {left}": (
        "与账本（至第 {entry} 条）及复算结果一致；未核对：{left}"
    ),
    "heading, number and entry are as the book has them; the rest was not compared": (
        "仅抬头、编号与所据条目同账本一致；其余未逐项核对"
    ),
    "the record is of another kind than the paper that the book has issued": (
        "所附记录的种类与账本所签发的文书不同"
    ),
    "the book does not have what this record speaks of": "账本中没有本记录所述之事",
    "the entries attached ({where})": "所附账目（{where}）",
    "{member} ({where})": "{member}（{where}）",
    "heading": "抬头",
    "number of the paper": "文书编号",
    "entry of the paper": "所据条目",
    "plan and rule": "表决方案与规则",
    "text of the motion": "议案文本",
    "opening": "开始",
    "close": "结束",
    "who declared it": "宣布人",
    "presence": "出席",
    "tally": "计票结果",
    "outcome of the poll": "表决结果",
    "account of presses": "按键账",
    "equipment": "设备",
    "gates that two opened": "双人放行",
    "ballots by seat": "逐席选择",
    "presses that gave way": "被改按的按键",
    "presses that do not count": "不计的按键",
    "root over the presses": "按键默克尔根",
    "record before this one": "前一份记录",
    "list from the urn": "票箱清单",
    "proxies": "委托",
    "polls before on the item": "本议题此前的表决",
    "put aside": "作废",
    "its lines": "逐行明细",
    "classes": "各类人数",
    "keypads not returned": "未收回的表决器",
    "entitled": "应到",
    "came": "到会",
    "in the hall": "在场",
    "excused": "请假",
    "end of the days": "计时截止",
    "composition": "构成",
    "keypads bound to seats": "已绑定的表决器",
    "keypads that answered": "应答的表决器",
    "counts by hand": "人工计票",
    "numbers of ballot papers": "选票编号",
    "ballot papers handed out": "已发选票",
    "offices": "工作人员",
    "items": "各项议题",
    "freezing of the roll": "名册冻结",
    "opening of the meeting": "宣布开会",
    "polls": "各次表决",
    "presses of no poll": "不属于任何表决的按键",
    "papers issued": "已出具的文书",
    "objections": "异议",
    "what is vouched for": "凭人担保的事项",
    "{first}, {rest}": "{first}、{rest}",
    "the record says {name} {found}; the book gives {right}": (
        "记录所载{name}为 {found}；账本为 {right}"
    ),
    "the file that the book speaks of is not there": "账本所载的签名文件不在",
    "not there": "没有",
    "no bundle was given that names its key": "未给出载有其公钥的核验包",
    "signed by the key in the book": "由账本所载公钥验证通过",
    "not signed by the key in the book": "账本所载公钥验证不通过",
    "paper {number}: signed with certificate {found}; the hall's is {right}": (
        "{number} 号文书：所用证书为 {found}；会场证书为 {right}"
    ),
    "HallCertified: the fingerprint is not that of its certificate": (
        "HallCertified：指纹与其证书不符"
    ),
    "paper {number}: {check}: {said}": "{number} 号文书：{check}：{said}",
    "{count} papers signed": "共 {count} 份文书经签名",
    "{path}: neither a paper nor the first bundle; one bundle at a time": (
        "{path}：既不是文书，也不是第一个核验包；一次只验一个核验包"
    ),
    # the seal slip
    "list": "封存清单",
    "file": "封存文件",
    "made after the bundle, which does not hold it": "在核验包之后出具，核验包内没有",
    "the list is not the one whose number the slip states": "清单与单上所载清单校验码不符",
    "number {groups}: compare it with the slip that was signed in ink": (
        "清单校验码 {groups}，请与已签名的纸质封存单比对"
    ),
    "the number typed from paper is another one": "键入的清单校验码与本清单不符",
    "the number typed from paper is that of this list": "与自纸质封存单键入的清单校验码一致",
    "{name}: not here": "{name}：不在此处",
    "{name}: SHA-256 and SM3": "{name}：SHA-256 与 SM3 均一致",
    "{name}: not the file that was sealed": "{name}：不是封存时的文件",
    "--list: no seal slip is among the papers that were named": ("--list：所给文书中没有封存单"),
    "--sm2-pem: no bundle was given, or its book has no SM2 key": (
        "--sm2-pem：未给核验包，或账本中没有会场 SM2 公钥"
    ),
    "bundle": "所验核验包",
    "listed": "清单所列",
    "{name}: what was verified above is what is listed": "{name}：上文所验即清单所列的核验包",
    "{name}: what was verified above is NOT the bundle of this list": (
        "{name}：上文所验不是清单所列的核验包"
    ),
    "{name}: not on the list of the seal slip": "{name}：不在封存单的清单上",
    "on the list of the seal slip, byte for byte": "在封存单的清单上，逐字节一致",
    "on the list of a seal slip that nothing vouches for here": (
        "在封存单的清单上，但此处没有凭据证明该封存单本身"
    ),
    "{name}: files that differ bear this name: {places}": (
        "{name}：有内容不同的文件同用此名：{places}"
    ),
    "the code on paper is of another meeting or number of files": (
        "封存单二维码所载会议或文件数与本清单不符"
    ),
    "the code on paper is not signed by the seal key of the book": (
        "封存单二维码不是账本所载会场公钥所签"
    ),
    "--list: not the whole code of a seal slip, which begins with KIOSK:S1:; read it again, or "
    "type the eight groups of the list number": (
        "--list：不是封存单二维码的完整文本（以 KIOSK:S1: 开头）；请重新扫码，或键入清单校验码八组"
    ),
    "--list: this is the anchor of a vote record; give it to --anchor": (
        "--list：这是表决记录书的锚码，请用 --anchor"
    ),
    "the list number typed from paper vouches for this whole bundle": (
        "键入的清单校验码可证本核验包全部内容"
    ),
    "{path}: was changed while it was read": "{path}：在读取期间被改动",
    # what decides, and what does not
    "THIS PAPER COULD NOT BE VERIFIED": "本份文书：未能核验",
    "VERDICT: COULD NOT BE VERIFIED": "结论：未能核验",
    "VERDICT: AGREES, BUT ONLY PARTLY ANCHORED": "结论：相符，但仅部分锚定",
    "Nothing here decides: a signature that fits its own certificate can be anybody's. Type the "
    "certificate's fingerprint from paper with --certificate, the list number with --list, or "
    "give the bundle": (
        "没有一项可作定论：签名与其自带的证书相合，任何人都能做到。"
        "请以 --certificate 键入纸面证书指纹，或以 --list 键入清单校验码，或给出核验包"
    ),
    "Nothing here decides: whoever makes up a poll can sign it with a key of his own. Type the "
    "head at the foot of the vote record that you keep, or the fingerprint of the seal key": (
        "没有一项可作定论：编造一次表决的人也能用自己的密钥签署。"
        "请键入您所保管的表决记录书页脚链首（--head），或会场公钥指纹（--fingerprint）"
    ),
    "No bundle was given: what the papers say was not held against the book": (
        "未给出核验包：文书所载内容未与账本核对"
    ),
    "This program vouches for nothing of itself: compare the SHA-256 of verifier.pyz, by another "
    "tool, with the seal slip that was signed in ink": (
        "本程序不能为自己作证：请先用其他工具将 verifier.pyz 的 SHA-256 与已签名的纸质封存单比对。"
    ),
    "nothing is signed inside this file, so not with the certificate typed": (
        "文件内没有签名，自然不是由键入的证书签署"
    ),
    "the file was changed after it was signed: its signature no longer lies where it says": (
        "文件在签名之后被改动：签名已不在其所称的位置"
    ),
    "not held against the book: the file around it was changed": ("未与账本核对：所在文件已被改动"),
    "Passed over: {said}": "略过：{said}",
    "{name}: a signature file; its paper was not named beside it": (
        "{name}：签名文件，未同时给出其文书"
    ),
    "{name}: the manual; it is no paper": "{name}：手册，不是文书",
    "{name}: a program; compare its SHA-256 by another tool with the seal slip": (
        "{name}：程序本身，请用其他工具将其 SHA-256 与封存单比对"
    ),
    "{count} places, which follow from the break of the chain": "{count} 处，均随链条之断而不符",
    "and {count} more, which follow from the break of the chain": (
        "另有 {count} 处随链条之断而不符"
    ),
    "none": "无",
    # why a paper or a signature cannot be read
    "it does not begin as a PDF file": "开头不是 PDF 文件",
    "its end is cut off": "文件末尾残缺",
    "it is encrypted": "文件已加密",
    "its tables run in a circle": "对象表循环引用",
    "a table names no other": "对象表所指有误",
    "there is no table where the file says": "文件所指之处没有对象表",
    "too many objects": "对象过多",
    "a table is cut off": "对象表残缺",
    "a table has no trailer": "对象表没有尾部",
    "references run in a circle": "引用循环",
    "an object is not where the table says": "对象不在对象表所指之处",
    "its form has no fields": "表单没有域",
    "a signature says not what it covers": "签名未说明覆盖范围",
    "a signature is empty": "签名为空",
    "a signature of another kind": "签名种类不同",
    "an attachment is no stream": "附件不是数据流",
    "an attachment is cut off": "附件残缺",
    "an attachment is packed in an unknown way": "附件压缩方式不明",
    "an attachment cannot be unpacked": "附件无法解压",
    "an attachment is too large": "附件过大",
    "something else stands where a dictionary must": "应为字典之处是别的内容",
    "nested too deep": "嵌套过深",
    "a value is missing": "缺少值",
    "a bracket closes what was not open": "括号不配对",
    "a dictionary names a member twice, or none": "字典成员重复或缺失",
    "an array without end": "数组没有结束",
    "a string without end": "字符串没有结束",
    "a string that is not hexadecimal": "不是十六进制字符串",
    "written in another way than the hall writes it": "写法与会场所制不同",
    "cut off": "残缺",
    "a tag of many bytes": "标签过长",
    "a length without end": "长度有误",
    "a length written too long": "长度写法不合规范",
    "another kind of value": "值的种类不同",
    "an integer written too long": "整数写法不合规范",
    "no SignedData": "不是 SignedData",
    "no certificate": "没有证书",
    "a signer of another form": "签名者格式不同",
    "another algorithm than RSA with SHA-256": "算法不是 RSA 加 SHA-256",
    "a signature over something else": "签署的是别的内容",
    "no algorithm": "没有算法",
    "an attribute twice": "属性重复",
    "the hash of the file is not signed": "未签署文件的散列值",
    "a certificate of another form": "证书格式不同",
    "a key that is not RSA": "不是 RSA 公钥",
    "an RSA key of no use": "RSA 公钥不可用",
    "values of another form": "格式不同",
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
    "{count} acts of two officers": "共 {count} 次双人操作",
    "{count} files": "共 {count} 个文件",
    "{count} persons": "共 {count} 人",
    "signed by the key in entry 0": "由第 0 条所载公钥签署",
    "persons.jsonl is not in the bundle": "包内没有 persons.jsonl",
    "{count} records are sealed with a key of the hall; its bundle holds them open": (
        "{count} 份个人记录以会场密钥封存，本程序打不开；会场导出的包才有明文"
    ),
    "a book has no seal; the kiosk's bundle has": "账本本身没有封印；会场导出的包才有",
    "the book could be read only up to entry {entry}": "账只能读到第 {entry} 条为止",
    "self-consistent only, not anchored": "仅自洽，未锚定",
    "{what} agrees; no head was given: self-consistent only, not anchored": (
        "{what}相符；未给出链首：仅自洽，未锚定"
    ),
    "the fingerprint": "指纹",
    "the certificate": "证书",
    "the head that was typed is the hash of entry 0: it vouches for the opening alone; "
    "{following} entries follow it": (
        "键入的是首条目（第 0 条）的哈希：只能证明开账，其后还有 {following} 条"
    ),
    "paper agrees with entry {entry}; {following} entries follow it": (
        "纸面与第 {entry} 条相符；其后还有 {following} 条"
    ),
    # what the book holds beside its own word
    "bytes of {read} presses, tables of {tables} bases, {told} computations; "
    "{unread} presses whose bytes are not read here": (
        "已核 {read} 次按键的原始字节、{tables} 份基站自存表、{told} 份计算过程；"
        "另有 {unread} 次按键的原始字节本程序不读，未核"
    ),
    "the bytes {raw} of the press of keypad {keypad} are no such press of its base": (
        "表决器 {keypad} 这次按键的原始字节 {raw} 与所载按键不符"
    ),
    "poll {poll}: the table of base {base} has {count} presses of keypad {keypad}, "
    "last {keys}, the book others, and says nothing of it": (
        "表决 {poll}：基站 {base} 自存表载表决器 {keypad} 按 {count} 次、末次 {keys}，"
        "账本与之不同而未载明"
    ),
    "the computation told of poll {poll} is not the one of these figures: {found}": (
        "表决 {poll} 所述计算过程与数字不符：{found}"
    ),
    # ballots seat by seat
    "--ballots: there is no poll {poll} in a bundle here": (
        "--ballots：所给核验包中没有第 {poll} 次表决"
    ),
    "Poll {poll}, seat by seat, to be laid beside the paper": (
        "表决 {poll}：逐席选择，请与纸面逐行对照"
    ),
    "--ballots: the book does not bear out the seats of poll {poll}": (
        "--ballots：账本不足以逐席列出第 {poll} 次表决"
    ),
    "    {number}. seat {seat} {name}: {said}, keypad {keypad}, {time}": (
        "    {number}. 席位 {seat} {name}：{said}，表决器 {keypad}，{time}"
    ),
    "Presses that do not count, and why: {count}": "谁的按键为什么没算：共 {count} 次",
    "Presses that another took the place of: {count}": "被替换的按键：共 {count} 次",
    "    entry {entry}, {time}: seat {seat} {name}, base {base}, keypad {keypad}, "
    "keys {keys}: {reason}": (
        "    第 {entry} 条 {time}：席位 {seat} {name}，基站 {base}，表决器 {keypad}，"
        "按键 {keys}：{reason}"
    ),
    "void ballot": "无效",
    "ballot paper {paper}": "纸质选票第 {paper} 号",
    "in a box": "已投入票箱，选择不按席位记载",
    "{mark}: {choice}": "{mark}：{choice}",
    "replaced": "已改按",
    "set_aside": "改用其他方式表决，不计",
    # the rules of the pack
    "{count} polls by a rule of the pack": "共 {count} 次，均依规则包所载规则",
    "rules not compared with a pack: polls {polls}": (
        "未核对规则：规则包文本读不出规则，表决 {polls} 的规则未与规则包核对"
    ),
    "ShareSet: the pack does not leave {part} of rule {rule} to the meeting so, or not now": (
        "ShareSet：规则包未将规则 {rule} 的{part}如此交由会议自定，或此时已不得设定"
    ),
    "QuestionAnswered: the pack does not ask {question}, or not with the answer {answer}": (
        "QuestionAnswered：规则包未提问 {question}，或不许以 {answer} 作答"
    ),
    "PollPrepared: poll {poll} goes by rule {rule}, which the pack does not have": (
        "表决 {poll} 与规则包不同：规则包中没有规则 {rule}"
    ),
    "PollPrepared: poll {poll}: {member} of its rule is {found}; the pack gives {right}": (
        "表决 {poll} 与规则包不同：所用规则的 {member} 为 {found}；规则包为 {right}"
    ),
    "{sign} {fraction} of {basis}": "{basis}的 {sign} {fraction}",
    # two officers
    "{fact}: no reason is given": "{fact}：没有写明理由",
    "{fact} takes two different officers": "{fact}：须由两名不同的工作人员共同操作",
    "{fact}: nobody vouches for the own key": "{fact}：不得为本人的密钥作保",
    "{fact}: {name} {why}": "{fact}：{name}{why}",
    "was no officer of the meeting then": "当时不是本次会议的工作人员",
    "had no key then": "当时没有登记密钥",
    "held an office that may not do this": "当时的职务无权这样做",
    "PollPrepared: no two officers have opened the meeting": (
        "PollPrepared：会议尚未由两名工作人员宣布开始"
    ),
    # proxies
    "{fact} cannot stand here: {why}": "{fact}不能在此：{why}",
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
    "{fact} of poll {poll} cannot stand here: {why}": "第 {poll} 次表决：{fact}不能在此：{why}",
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
    "can be": "第 {poll} 次表决的{fact}：{channel} 未经两人计得同数，或多于可有之数",
    # slip
    "Verification of a meeting's book": "会议账本核验单",
    "PRACTICE: this is the book of a rehearsal, not of a meeting": (
        "演练：本账本为演练所记，并非会议"
    ),
    "Meeting: {title}": "会议：{title}",
    "Meeting id: {meeting}": "会议编号：{meeting}",
    "Entries: {entries}": "条目数：{entries}",
    "Head: {groups}": "链首：{groups}",
    "      {groups}": "      {groups}",
    "Fingerprint of the seal key: {fingerprint}": "会场公钥指纹：{fingerprint}",
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
        "    收到按键 {heard} = 计入 {counted} + 被替换 {replaced} + 未计入 {refused}"
    ),
    "        {reason} {count}": "        {reason} {count}",
    "    by urn: {counted} seats took part; the choices are a list without seats": (
        "    票箱：{counted} 席参加表决；选项为不含席位的清单"
    ),
    "    ASSERTED by the officers {officers}, not recomputable: that this list came out of "
    "these boxes, that what was refused for its keys had to be, that the shares are destroyed": (
        "    由工作人员 {officers} 声明，无法重算：清单出自这些票箱、"
        "因按键而未计入者确属应当、密钥份额已经销毁"
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
        "表决 {poll} 的 UrnOpened：{member}记为 {found}；据账应为 {right}"
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
        "计入，表决 {poll}，席位 {seat}，已封入票箱，替换前次 {replaces}，在途 {in_flight}"
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
    "    chosen: {options}": "    选出：{options}",
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
    "Paper that does not agree: {name}": "不符的文书：{name}",
    "Paper that could not be verified: {name}": "未能核验的文书：{name}",
    "Not checked: {n} lines about papers (see above); that is no agreement": (
        "未验：文书部分有 {n} 行未验（见上），未验不等于相符"
    ),
    "Anchored: paper vouches for entries 0 to {entry}; {following} entries follow, "
    "vouched for by the seal alone": (
        "已锚定：纸面可证第 0 至 {entry} 条；其后 {following} 条仅由封印可证"
    ),
    "Self-consistent only, not anchored: a whole rewritten book is consistent too. "
    "Type the head at the foot of the seal slip with --head": (
        "仅自洽，未锚定：整本重写的账也会自洽。请用 --head 键入封存单页脚所印链首"
    ),
    "Anchored: the head that was typed is that of entry 0 and vouches for the opening alone, for "
    "no poll; {following} entries follow, vouched for by the seal alone": (
        "仅锚定开账：键入的是首条目（第 0 条）的哈希，不涵盖任何表决；"
        "其后 {following} 条仅由封印可证"
    ),
    "Paper does not vouch for poll {polls}: what was typed is older. The head at the foot of the "
    "seal slip covers all polls: type that one; where it was that one, what follows was added "
    "after the sealing": (
        "纸面未证的表决：{polls}。键入的链首早于这些表决的结论；封存单页脚的链首涵盖全部表决，"
        "请键入封存单的链首；若键入的正是封存单的链首，则其后各条是封存之后加上的"
    ),
    "    Paper vouches for this poll: it ends at entry {entry}": (
        "    纸面已证：本次表决止于第 {entry} 条，在键入的链首之内"
    ),
    "    Paper does NOT vouch for this poll, the seal alone does: it ends at entry {entry}, after "
    "what was typed": ("    纸面未证，仅封印可证：本次表决止于第 {entry} 条，在键入的链首之后"),
    "    The seal alone vouches for this poll: no head from paper agreed": (
        "    仅封印可证：没有相符的纸面链首"
    ),
    "    Nothing but this book vouches for this poll: no head from paper agreed": (
        "    除本账本外没有凭据：没有相符的纸面链首"
    ),
    "    Paper vouches for this poll: the seal slip lists this very bundle": (
        "    纸面已证：封存单清单所列即所验核验包"
    ),
    "Anchored: the list number that was typed is that of a list with this very bundle on it; the "
    "seal slip that was signed in ink vouches for all of it": (
        "已锚定：键入的清单校验码所属清单载有所验核验包，已签名的纸质封存单可证其全部内容"
    ),
    "The book goes only so far: the meeting is not closed in it": "账本至此尚未闭会",
    "What was typed from paper is the hash of entry {entry}, which stands before the declaration: "
    "type the head at the foot of this vote record": (
        "自纸面录入的是第 {entry} 条的哈希，在宣布之前，不涵盖本次表决的结果："
        "请键入本表决记录书页脚的链首"
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
        "{fact}不能在此：BookOpened 是且仅是第 0 条，第 1 条是 KioskStarted"
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
    "FiguresShown: entry {entry} does not declare poll {poll}": (
        "FiguresShown：第 {entry} 条并未宣布表决 {poll}"
    ),
    "poll {poll}: the screen {screen} showed {place} as {found}; the book gives {right}": (
        "表决 {poll}：屏幕 {screen} 上{place}显示为 {found}；按账应为 {right}"
    ),
    "Item {item} {title} is off the agenda: {reason}": "议题 {item} {title} 已撤出议程：{reason}",
    "ItemWithdrawn: item {item} was never tabled": "ItemWithdrawn：议题 {item} 从未列入议程",
    "ItemWithdrawn: poll {poll} on it is not over": "ItemWithdrawn：该议题的表决 {poll} 尚未结束",
    "PollPrepared: item {item} was withdrawn": "PollPrepared：议题 {item} 已撤回",
    "{fact} of poll {poll}: the rule pack {found} is not the one in force": (
        "表决 {poll} 的{fact}：规则包 {found} 不是现行的规则包"
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
        "{fact} {audit}：{member}记载为 {found}，依账本应为 {right}"
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
        "未计入，表决 {poll}，席位 {seat}，原因 {reason}"
    ),
    "counts, poll {poll}, seat {seat}, choice {choice}, replaces {replaces}, "
    "in flight {in_flight}": (
        "计入，表决 {poll}，席位 {seat}，选择 {choice}，替换前次 {replaces}，在途 {in_flight}"
    ),
    "{fact} of poll {poll}: {member} is recorded as {found}; the book gives {right}": (
        "表决 {poll} 的{fact}：{member}记为 {found}；据账应为 {right}"
    ),
    # what is wrong around the book
    "the signature is not that of the key in entry 0": "签名不是第 0 条所载公钥所签",
    "{name}: not strict JSON: {why}": "{name}：不是严格的 JSON：{why}",
    "{name}: {path} must be {kind}": "{name}：{path} 须为 {kind}",
    "{name}: {member} is {found}; the bundle gives {right}": (
        "{name}：{member}为 {found}；据包应为 {right}"
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
    "the head typed from paper is the hash of no entry: {head}…": (
        "键入的链首不是任何一条的哈希：{head}…"
    ),
    "the certificate typed from paper is {typed}; the book names {found}": (
        "键入的证书指纹为 {typed}；账本所载为 {found}"
    ),
    "--certificate: the book names no certificate of the hall to hold it against": (
        "--certificate：账本未载会场证书，键入的证书指纹无从比对"
    ),
    "the fingerprint typed from paper is {typed}; that of the seal key is {found}": (
        "键入的指纹为 {typed}；会场公钥的指纹为 {found}"
    ),
    "the anchor is not signed by the seal key of this bundle": "锚码不是本包会场公钥所签",
    "the anchor is of another meeting, {found}": "锚码属于另一会议 {found}",
    "the anchor gives entry {entry} a hash that it does not have": (
        "锚码所载第 {entry} 条的哈希与包内不同"
    ),
    "the anchor names entry {entry}, which does not declare poll {poll}": (
        "锚码所指第 {entry} 条并非宣布表决 {poll}"
    ),
    "the anchor says {member} {found}; entry {entry} says {right}": (
        "锚码载{member} {found}；第 {entry} 条载 {right}"
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
    "{option}: {count} digits were typed; it is 8 groups of 8 hex digits, "
    "each with or without its two check digits (64 or 80 in all)": (
        "{option}：键入了 {count} 位；应为 8 组，每组 8 位十六进制，"
        "可各带两位校验数（共 64 或 80 位）"
    ),
    "{option}: group {place} reads “{piece}”; a group is 8 hex digits (0-9, a-f), "
    "with or without two check digits": (
        "{option}：第 {place} 组为“{piece}”；每组须为 8 位十六进制（0-9、a-f），可带两位校验数"
    ),
    "{option}: group {place} “{digits}” and its check digits {check} do not belong "
    "together; compare group {place} with the paper again": (
        "{option}：第 {place} 组“{digits}”与校验数 {check} 不合；请再对照纸面第 {place} 组"
    ),
    "{option}: “{text}” was typed; a fingerprint is four groups of four "
    "hex digits, as ABCD EF01 2345 6789": (
        "{option}：键入了“{text}”；指纹为四组，每组四位十六进制，如 ABCD EF01 2345 6789"
    ),
    "--anchor: its payload is not that of a vote record, version 1; this verifier reads no other": (
        "--anchor：内容不是第 1 版表决记录书的锚码，本程序不读其他"
    ),
    "{option}: this is the text of a code; type the eight groups that are printed beside it": (
        "{option}：这是二维码的文本；请键入纸面所印的八组数字"
    ),
    "--anchor: this is the code of the seal slip; give it to --list": (
        "--anchor：这是封存单的二维码，请用 --list"
    ),
    "--anchor: this is a code of a poll on paper; write all of them into a file, one a line, and "
    "give it to --frames": (
        "--anchor：这是表决附件的二维码；请将全部各码写入一个文件，每码一行，用 --frames"
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
    "unknown on the command line: {what}; --help tells what may stand there": (
        "命令行上有不认识的内容：{what}；用法见 --help"
    ),
    "{option}: given twice; give it once": "{option}：给了两次；请只给一次",
    "{option}: a value must follow it, in quotation marks": "{option}：其后须有值，用引号括起",
    "{option}: it is zh or en": "{option}：须为 zh 或 en",
    "{option}: it takes no value": "{option}：不带值",
    "{option}: {said}": "{option}：{said}",
    "{option}: was given, but there is nothing to hold it against: {given} alone": (
        "{option}：给了此项，但无从比对：只有{given}"
    ),
    "the codes of a poll on paper": "纸面表决二维码",
    "papers without the bundle": "文书，没有核验包",
    "--sm2-pem: tells the key alone; name the bundle alone with it": (
        "--sm2-pem：只取公钥；请只同时给出核验包"
    ),
    # the help
    "usage: python3 verifier.pyz [BUNDLE] [PAPER ...] [--head HEX ...] [--fingerprint HEX] "
    "[--certificate HEX] [--list HEX] [--anchor TEXT ...] [--ballots N] [--json] [--sm2-pem] "
    "[--lang zh|en]": (
        "用法：python3 verifier.pyz [核验包] [文书 …] [--head 链首 …] [--fingerprint 公钥指纹] "
        "[--certificate 证书指纹] [--list 清单校验码] [--anchor 锚码 …] [--ballots 表决序号] "
        "[--json] [--sm2-pem] [--lang zh|en]"
    ),
    "       python3 verifier.pyz --frames FILE [--head HEX ...] [--fingerprint HEX]": (
        "      python3 verifier.pyz --frames 文件 [--head 链首 …] [--fingerprint 公钥指纹]"
    ),
    "First of all compare the SHA-256 of verifier.pyz, by another tool, with the seal slip: "
    "sha256sum verifier.pyz, on Windows certutil -hashfile verifier.pyz SHA256": (
        "首先用其他工具将本程序的 SHA-256 与纸质封存单比对：sha256sum verifier.pyz；"
        "Windows 上为 certutil -hashfile verifier.pyz SHA256"
    ),
    "BUNDLE, PAPER": "核验包、文书",
    "the .zip from the kiosk or the book itself, and papers to be held against it": (
        "会场导出的 .zip 或账本本身，以及要与之核对的文书"
    ),
    "--frames FILE": "--frames 文件",
    "the codes on a paper as a QR reader told them, one a line": (
        "纸面二维码逐个读出的文本，每码一行"
    ),
    "--head HEX": "--head 链首",
    "a head printed on paper: that at the foot of the SEAL SLIP, which covers the whole meeting; "
    "heads of other papers may be given, too, each with a --head of its own": (
        "纸面所印链首：请用【封存单】页脚的链首，它涵盖整个会议；"
        "其他文书的链首可另加，各用一个 --head，全部须相符"
    ),
    "--fingerprint HEX": "--fingerprint 公钥指纹",
    "the fingerprint of the seal key, at the foot of every paper": "会场公钥指纹，见各文书页脚",
    "--certificate HEX": "--certificate 证书指纹",
    "the fingerprint of the hall's certificate, at the foot of every paper": (
        "会场证书指纹，见各文书页脚"
    ),
    "--list HEX": "--list 清单校验码",
    "the list number on the signed seal slip, or the text of the slip's QR code KIOSK:S1:…": (
        "已签名封存单上的清单校验码，或该单二维码的文本 KIOSK:S1:…"
    ),
    "--anchor TEXT": "--anchor 锚码",
    "the text of a QR anchor KIOSK:A1:… on a vote record; may be given again": (
        "表决记录书上锚码的文本 KIOSK:A1:…；可给多个"
    ),
    "--ballots N": "--ballots 表决序号",
    "print the ballots of poll N seat by seat, too, to be laid beside the annexes on paper": (
        "另逐席打印该次表决的选择与不计的按键，供与纸面附件逐行对照"
    ),
    "{option}: it is the number of a poll": "{option}：须为表决序号",
    "--json": "--json",
    "one JSON document instead of a slip": "以 JSON 代替核验单",
    "--sm2-pem": "--sm2-pem",
    "print the hall's SM2 key for openssl instead, from the bundle alone": (
        "只打印会场 SM2 公钥，供 openssl 使用"
    ),
    "--lang zh|en": "--lang zh|en",
    "the language: zh (as without it) or en": "语言：zh（缺省）或 en",
    "-h, --help": "-h, --help",
    "this text": "本说明",
    "exit code: 0 what was given agrees (partly anchored included), 1 something does not agree, "
    "2 unusable input or command line, 4 could not be verified: nothing here decides": (
        "退出码：0 相符（含部分锚定），1 有不符，2 输入或命令行不可用，4 未能核验：没有一项可作定论"
    ),
    "example: python3 verifier.pyz meeting.bundle.zip papers/*.pdf "
    "--head 'd45f67f0-12 a7c0ca3f-57 …' --fingerprint 'ABCD EF01 2345 6789' "
    "--certificate '0123 4567 89AB CDEF' --list '1b2c3d4e-55 …'": (
        "例：python3 verifier.pyz meeting.bundle.zip papers/*.pdf "
        "--head 'd45f67f0-12 a7c0ca3f-57 …' --fingerprint 'ABCD EF01 2345 6789' "
        "--certificate '0123 4567 89AB CDEF' --list '1b2c3d4e-55 …'"
    ),
    # a poll from paper alone
    "codes": "二维码",
    "{count} codes; restored by parity: {restored}": "共 {count} 码；由校验码恢复：{restored}",
    "signed by the seal key that the codes name, as are the {count} anchors read with them": (
        "由码中所载公钥签署；同时读到的 {count} 个锚码亦相符"
    ),
    "the codes are not signed by the seal key that they name": "不是由码中所载公钥签署",
    "the entries do not end with the declaration of poll {poll}": (
        "所载各条不以第 {poll} 次表决的宣布结尾"
    ),
    "Verification of a poll from paper alone": "仅凭纸面的表决核验单",
    "On paper: entries {first} to {last} of the book, whole": (
        "纸上所载：账本第 {first} 条至第 {last} 条全文"
    ),
    "Recomputed from paper alone:": "仅凭纸面重新计算的：",
    "    {said}": "    {said}",
    "the chain of these entries up to the head, every hash": "所载各条至链首的逐条哈希",
    "the Merkle root over the presses, and the account of them": "全部按键的默克尔根与按键账",
    "the disposition of every press of this poll, and its base": "本次表决每一次按键的判定及基数",
    "the tally, the rule and the outcome": "计票、规则与结果",
    "Not recomputed, taken from the paper as the seal key signed it:": (
        "未能重新计算、依会场签名密钥的签署采信的："
    ),
    "the roll, the areas, the keypads and the officers": "名册、面积、表决器的对应与工作人员",
    "who was present, recused or spoken for when the poll was laid down": (
        "表决提出时在场、回避与受托的情况"
    ),
    "that the rule is the one in the pack, and that the bytes of the presses say what they say": (
        "所用规则与规则包一致、按键的原始字节与所载按键一致"
    ),
    "the hash of the entry before, and the hash of the rule pack": "前一条的哈希与规则包的哈希",
    "    that poll {poll} left this tie": "    第 {poll} 次表决确有此平票",
    "Not judged: {count} presses in between that the book gives to another poll or to none": (
        "未作判定：其间 {count} 次按键，账上不属于本次表决"
    ),
    "Not on these codes: names, and what came after the declaration": (
        "码上没有的：姓名，以及宣布之后的事项（包括其后作废）"
    ),
    "Anchored: what was typed from paper is the hash of entry {entry}": (
        "已锚定：自纸面录入的即第 {entry} 条的哈希"
    ),
    "Self-consistent only, not anchored: compare the head above with the foot of the paper, "
    "or type it with --head": (
        "仅自洽，未锚定：请将上列链首与另存的纸面页脚核对，或以 --head 录入"
    ),
    "Recomputed from the codes on paper by a program that shares no code with the kiosk.": (
        "本单由与会场程序不共用任何代码的程序依纸面二维码重新计算得出。"
    ),
    "give BUNDLE, papers (.pdf) or both, or --frames FILE with the codes of a paper": (
        "请给出核验包 BUNDLE、文书（.pdf）或两者，或以 --frames 给出纸面二维码读出的文本"
    ),
    "{path}: no code of a poll was read in it; each stands on a line of its own and "
    "begins with KIOSK:F1:": ("{path}：其中没有读到表决二维码；每码一行，以 KIOSK:F1: 开头"),
    "the codes do not make the whole that they name; read them again": (
        "各码拼不成其所称的整体；请重新读码"
    ),
    "{path}: cannot be read ({why})": "{path}：无法读取（{why}）",
    "{path}: more than {most} bytes": "{path}：超过 {most} 字节",
    "line {line}: this code is of another poll than those before it; give the codes of "
    "one poll at a time": "第 {line} 行：此码与前面各码不属于同一次表决；请一次只给一次表决的码",
    "line {line}: code {number} was read twice, and not alike": (
        "第 {line} 行：第 {number} 码两次读出的内容不同"
    ),
    "of {codes} codes these are missing and parity cannot give them back: {missing}; "
    "read them again (lines misread: {misread})": (
        "共 {codes} 码，缺第 {missing} 码，校验码不足以恢复；请重新读取（读错的行：{misread}）"
    ),
    "the codes hold no poll: too short": "码中没有表决内容：过短",
    "the codes hold no poll of version 1; this verifier reads no other": (
        "码中不是第 1 版的表决内容；本程序不读其他版本"
    ),
    "the codes hold no poll: {why}": "码中没有表决内容：{why}",
    "it ends too early": "提前结束",
    "a number without end": "数字没有终止",
    "more is announced than follows": "所称多于所载",
    "bytes are left over": "有多余的字节",
    "a piece has no template": "有片段缺少模板",
    "the text is too long": "文本过长",
    "it is no zlib stream": "不是 zlib 数据流",
    "its zlib stream does not end where it must": "zlib 数据流未在应处结束",
    "a template is not UTF-8": "有模板不是 UTF-8",
    "a column leans on nothing": "有列无所依托",
    "a number is out of its bounds": "有数字越界",
    "the text in the codes is not the one that was signed": "码中的文本不是所签署的文本",
    "the text in the codes has other lines than its cover announces": (
        "码中文本的行数与首行所称不符"
    ),
    "the text in the codes begins with an entry that cannot be": "码中文本的起始条号不可能存在",
    "line {line} of the text in the codes: not strict JSON: {why}": (
        "码中文本第 {line} 行：不是严格的 JSON：{why}"
    ),
    "line {line} of the text in the codes: {path} must be {kind}": (
        "码中文本第 {line} 行：{path} 应为{kind}"
    ),
    "the text in the codes does not begin with named poll {poll}": (
        "码中文本不以记名的第 {poll} 次表决起始"
    ),
    "a seat or a keypad stands twice in the codes": "码中有席位或表决器出现两次",
    "unusable: {said}": "无法核验：{said}",
}


def visible(text: str) -> str:
    """Text from the bundle, safe for a terminal: nothing unprintable, not endless."""
    cut = text if len(text) <= LONGEST_ARGUMENT else text[:LONGEST_ARGUMENT] + "…"
    return "".join(character if character.isprintable() else "\ufffd" for character in cut)


def say(said: Sentence, language: str) -> str:
    """The sentence in a language; what has no entry (a reason from the book) is said as it is."""
    words = ZH.get(said.msgid) if language == "zh" else None
    if words is not None:
        words = told(words)
    if not said.args:
        return visible(words or said.msgid)
    return (words or said.msgid).format_map(
        {name: _argument(said.msgid, name, value, language) for name, value in said.args.items()}
    )


def _argument(msgid: str, name: str, value: object, language: str) -> object:
    if isinstance(value, Sentence):
        return say(value, language)
    if not isinstance(value, str):
        return value
    return visible(term(msgid, name, value) if language == "zh" else value)
