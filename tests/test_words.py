"""Every sentence the program can say is said in Chinese, with the same figures in it."""

import ast
import errno
import os
import re
import string
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from kiosk.assets import asset
from kiosk.clerk.consoling import EVIDENCE
from kiosk.clerk.papers import PaperKind
from kiosk.clerk.rollfile import COLUMNS
from kiosk.clerk.views import Act
from kiosk.devices.keypads import hvm1_texts
from kiosk.devices.wire import ports
from kiosk.ledger.chain import BreakKind
from kiosk.ledger.door import DISK_ERROR
from kiosk.ledger.mirror import MirrorState
from kiosk.meeting import base_accounts, reconciling
from kiosk.meeting.agenda import Gate, Phase
from kiosk.meeting.outcome import Sentence, Verdict
from kiosk.meeting.poll import Stage
from kiosk.meeting.refusal import Reason
from kiosk.meeting.roll import DelegateClass
from kiosk.ui.parts.phrases import tell
from kiosk.words import LANGUAGES, formal_number, words

KIOSK = Path(__file__).parent.parent / "kiosk"
FAULTS = {
    "HallFault",
    "PortFault",
    "BookFault",
    "PrinterFault",
    "FontFault",
    "ScreenFault",
    "CameraFault",
}
FAULTS |= {"Mend"}
"""`UnusableInput` is not among them: it is told to who typed a command, in English."""
SPEAKING = {"Sentence": 1, "say": 1, "RoomLine": 1, **dict.fromkeys(FAULTS, 2)}
SPEAKING |= {"_good": 1, "_warn": 2, "_bad": 2}
"""The lines of the set-up's last look, too."""
COMMANDS = {KIOSK / "cli", KIOSK / "rehearsal", KIOSK / "verifier"}
CONSTANT = re.compile(r"[A-Z][A-Z0-9_]+")


def called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def either(node: ast.expr) -> Iterator[str]:
    """A text, or the two of an if-else."""
    if isinstance(node, ast.IfExp):
        yield from either(node.body)
        yield from either(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


def given_to(call: ast.Call) -> list[ast.expr]:
    named = [one.value for one in call.keywords if one.arg in ("cure", "what", "msgid")]
    return [*call.args[: SPEAKING[called(call)]], *named]


def msgids(tree: ast.Module) -> Iterator[str]:
    """What a module says in calls, and through the names that stand there."""
    named: dict[str, list[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named.setdefault(node.targets[0].id, []).extend(either(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in SPEAKING:
            for given in given_to(node):
                yield from either(given)
                yield from named.get(given.id, ()) if isinstance(given, ast.Name) else ()


@cache
def trees() -> dict[Path, ast.Module]:
    """Every module of the program, read once."""
    found = sorted(KIOSK.rglob("*.py"))
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in found}


@cache
def of_the_program() -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path, tree in trees().items():
        if not any(path == one or one in path.parents for one in COMMANDS):
            for msgid in msgids(tree):
                found.setdefault(msgid, path.relative_to(KIOSK))
    return found


def of_the_equipment() -> list[str]:
    """Faults of stations cross as msgids; they stand in tables of constants."""
    texts = [value for name, value in vars(hvm1_texts).items() if CONSTANT.fullmatch(name)]
    found = [one for one in texts if isinstance(one, str)] + list(hvm1_texts.REFUSED.values())
    found += [one for pair in ports.WHY.values() for one in pair]
    return [*found, ports.GONE, ports.GONE_CURE, *ports.OTHERWISE]


def entries(language: str) -> Iterator[tuple[Path, Message]]:
    for path in sorted(asset(f"locale/{language}/LC_MESSAGES").glob("*.po")):
        with path.open("rb") as text:
            for message in read_po(text, locale=language, ignore_obsolete=False):
                if message.id:
                    yield path, message


def catalogue(language: str) -> dict[str, str]:
    return {str(message.id): str(message.string) for _, message in entries(language)}


def fields_of(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_search_finds_what_is_said():
    tree = ast.parse(
        "A = 'a' if x else 'b'\nSentence(A, {})\nwords.say('c', n=1)\n"
        "raise HallFault('d', where='x', cure='e')\nMend('f', 'g')\nUnusableInput('h')"
    )
    assert sorted(msgids(tree)) == list("abcdefg")
    assert len(of_the_program()) > 150


def test_every_sentence_of_the_program_is_in_the_chinese_catalogue():
    known = catalogue("zh_CN")
    missing = {msgid: path for msgid, path in of_the_program().items() if not known.get(msgid)}
    assert missing == {}


RETIRED = {
    "出席证": "代表证",
    "扫描枪": "扫码枪",
    "扫码器": "扫码枪",
    "证据包": "核验包",
    "数据包": "核验包",
    "末项校验值": "链首",
}
"""Words that were used of a thing beside its own (docs/glossary.md)."""


def test_a_thing_has_one_word_on_screens_on_papers_and_in_the_manuals():
    house = KIOSK.parent
    places = [*house.glob("docs/**/*.md"), *KIOSK.rglob("*.py"), *house.glob("*.md")]
    places += [*asset("locale/zh_CN/LC_MESSAGES").glob("*.po"), *asset("rulepacks").glob("*.toml")]
    wrong = {
        str(path.relative_to(house)): word
        for path in places
        for word in RETIRED
        if word in path.read_text(encoding="utf-8")
    }
    assert len(places) > 600
    assert wrong == {}


def test_every_fault_of_the_equipment_is_in_the_chinese_catalogue():
    known = catalogue("zh_CN")
    assert [msgid for msgid in of_the_equipment() if not known.get(msgid)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_same_fields(language: str):
    plain = catalogue("en")
    wrong = {}
    for msgid, said in catalogue(language).items():
        source = plain.get(msgid, msgid) if ":" in msgid and " " not in msgid else msgid
        if not fields_of(said) <= fields_of(source):
            wrong[msgid] = said
    assert wrong == {}


def test_a_chinese_sentence_leaves_no_figure_out():
    wrong = {
        msgid: said
        for msgid, said in catalogue("zh_CN").items()
        if " " in msgid and fields_of(said) != fields_of(msgid)
    }
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_fuzzy_empty_or_obsolete(language: str):
    bad = [m.id for _, m in entries(language) if m.fuzzy or not m.string]
    assert bad == []
    for path in asset(f"locale/{language}/LC_MESSAGES").glob("*.po"):
        assert "#~" not in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_msgid_stands_in_two_files_with_two_meanings(language: str):
    seen: dict[str, str] = {}
    for _, message in entries(language):
        assert seen.setdefault(str(message.id), str(message.string)) == message.string, message.id


def test_every_member_stands_in_both_languages():
    def members(language: str) -> set[str]:
        return {one for one in catalogue(language) if re.fullmatch(r"[a-z_]+:\S+", one)}

    assert members("zh_CN") == members("en")


LISTS: dict[str, type[StrEnum]] = {
    "reason": Reason,
    "verdict": Verdict,
    "gate": Gate,
    "phase": Phase,
    "class": DelegateClass,
    "act": Act,
    "mirror": MirrorState,
    "stage": Stage,
    "paper": PaperKind,
    "broken": BreakKind,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("domain", LISTS)
def test_every_member_of_a_closed_list_has_a_word(language: str, domain: str):
    known = catalogue(language)
    used = {one.partition(":")[0] for one in known}
    if domain not in used:
        pytest.skip(f"nobody names a {domain}")
    assert [one for one in LISTS[domain] if f"{domain}:{one}" not in known] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_columns_of_a_roll_have_words(language: str):
    known = catalogue(language)
    assert [one for one in COLUMNS if f"column:{one}" not in known] == []


MEMBER = re.compile(r"[a-z0-9_]+:\S+")
WRITTEN = re.compile(r'"((?:[^"\\]|\\.)*)"')
OF_THE_SYSTEM = {os.strerror(code) for code in errno.errorcode}
"""What a disk answers is told as the system words it."""


def written() -> set[str]:
    """Every text that stands somewhere: in the program, on a screen, in what a sample shows."""
    texts = {
        node.value
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    others = [*KIOSK.rglob("*.qml"), *asset(".").rglob("*.toml")]
    for path in others:
        texts |= {one.replace('\\"', '"') for one in WRITTEN.findall(path.read_text("utf-8"))}
    return texts | OF_THE_SYSTEM


def unused(msgids: Iterable[str], texts: set[str]) -> list[str]:
    """What nobody says; a member of a list is named at run time, so that its list is looked for."""
    domains = {text.partition(":")[0] for text in texts}
    return [
        msgid
        for msgid in msgids
        if (
            msgid.partition(":")[0] not in domains
            if MEMBER.fullmatch(msgid)
            else msgid not in texts
        )
    ]


def test_no_file_of_the_catalogue_holds_what_nobody_says():
    texts = written()
    found = {
        path.name: gone
        for path in sorted(asset("locale/zh_CN/LC_MESSAGES").glob("*.po"))
        if (gone := unused([str(m.id) for p, m in entries("zh_CN") if p == path], texts))
    }
    assert found == {}


def test_an_unused_word_and_an_unused_list_are_found():
    msgids = ["said", "never said", "list:member", "nothing:member"]
    assert unused(msgids, {"said", "list"}) == ["never said", "nothing:member"]


FORMAL = {
    0: "零",
    1: "壹",
    10: "壹拾",
    11: "壹拾壹",
    20: "贰拾",
    81: "捌拾壹",
    100: "壹佰",
    105: "壹佰零伍",
    110: "壹佰壹拾",
    1000: "壹仟",
    1005: "壹仟零伍",
    1010: "壹仟零壹拾",
    2878: "贰仟捌佰柒拾捌",
    3376: "叁仟叁佰柒拾陆",
    10000: "壹万",
    20010: "贰万零壹拾",
}


@pytest.mark.parametrize("number", FORMAL)
def test_a_deciding_count_is_written_as_a_public_body_writes_it(number: int):
    assert formal_number(number) == FORMAL[number]


def test_formal_numbers_are_all_different():
    assert len({formal_number(number) for number in range(20_000)}) == 20_000


def test_english_is_what_stands_in_the_source():
    assert words("en").say("Passed") == "Passed"
    assert words("en").say("a sentence nobody wrote {n}", n=3) == "a sentence nobody wrote 3"
    assert words("zh_CN").say("") == ""


def test_a_fault_is_told_whole_in_the_language_of_the_console():
    details = {"where": "/dev/ttyUSB0", "error": "EIO", "what": DISK_ERROR.what}
    told = tell(Sentence("{where}: {what}. {cure}", details | {"cure": DISK_ERROR.cure}), words())
    assert told == (
        "/dev/ttyUSB0：磁盘报告错误（EIO）。请检查线缆和磁盘；把副本复制到完好的磁盘后继续"
    )
    refused = {"what": "reason:unknown_officer", "officer": "王五"}
    assert tell(Sentence("Not done: {what}", refused), words()) == "未执行：没有这名工作人员：王五"


def test_everything_that_may_differ_has_words():
    """核对: the console and the paper say what differs, by a msgid that the law gives."""
    said = [
        value
        for law in (base_accounts, reconciling)
        for name, value in vars(law).items()
        if CONSTANT.fullmatch(name) and isinstance(value, str) and value not in EVIDENCE
    ]
    known = catalogue("zh_CN")
    assert len(said) >= 8
    assert [msgid for msgid in said if not known.get(msgid)] == []
    assert [msgid for msgid in EVIDENCE.values() if not known.get(msgid)] == []
