"""Rule packs: versioned legal content, read from TOML text; every mistake is told at once.

A pack is data: its whole text stands in the book, so that a notary can read years later what the
hall was bound by. Unknown keys are mistakes: a misspelt threshold must never fall back to a
default.
"""

import hashlib
import tomllib
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import cast

from kiosk.meeting.agenda import Phase
from kiosk.meeting.packtable import Ground, Notes, PackTable, Source, SourceMark
from kiosk.meeting.quotas import Quota, Trait
from kiosk.meeting.rules import Basis, Part, RecusedRule, Rule, Share, TieRule

BASES = {
    Part.ATTENDANCE: (Basis.ROLL,),
    Part.PARTICIPATION: (Basis.ROLL, Basis.PRESENT),
    Part.THRESHOLD: tuple(Basis),
}
"""The denominators that each part of a rule may be taken of."""
SETTABLE = ("fraction", "of")
"""What a pack may leave to the meeting of a share: how much, and of whom."""
ATTENTION = Fraction(3, 10)
"""方案 3.3: an item whose attention is strictly above this share may come to the vote."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the law leaves open and the pack asks (加装电梯). Answered, it is a rule by its name."""

    name: str
    title: str
    asks: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RulePack:
    """One pack: `sha256` is over the file's UTF-8 text as adopted."""

    pack: str
    version: str
    title: str
    source: str
    effective: str
    notice_days: int
    phases: tuple[str, ...]
    silent_share: Fraction
    rules: tuple[Rule, ...]
    sha256: str
    text: str
    attention: Fraction = ATTENTION
    grounds: tuple[Ground, ...] = ()
    per_meeting: tuple[tuple[str, tuple[str, ...]], ...] = ()
    questions: tuple[Question, ...] = ()
    quotas: tuple[Quota, ...] = ()

    def rule(self, name: str) -> Rule | None:
        """The rule of that name, None when the pack has none."""
        return next((rule for rule in self.rules if rule.name == name), None)

    def ground(self, number: str) -> Ground | None:
        """Where a number comes from, such as `notice_days` or `major.threshold`."""
        return next((ground for ground in self.grounds if ground.number == number), None)

    def left_open(self, rule: str, part: Part) -> tuple[str, ...]:
        """What of this part the meeting may set by itself; empty for nothing."""
        return dict(self.per_meeting).get(f"{rule}.{part}", ())

    def question(self, name: str) -> Question | None:
        """The question of that name, answered or not."""
        return next((one for one in self.questions if one.name == name), None)


class RulePackMistakes(ValueError):
    """Every mistake of a pack, one line each: key, what is there, what would be right."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("; ".join(mistakes))
        self.mistakes = mistakes


def _share(rule: PackTable, part: Part) -> Share | None:
    reader = rule.table(part)
    if reader is None:
        return None
    share = Share(
        fraction=reader.fraction("fraction"),
        strict=reader.flag("strict", default=False),
        basis=Basis(reader.one_of("of", [*BASES[part]])),
    )
    reader.left_open(SETTABLE)
    reader.ground()
    if share.strict and share.fraction == 1:
        reader.wrong("strict", "more than all of them can never be reached")
    reader.done()
    return share


def _rule(name: str, reader: PackTable) -> Rule:
    rule = Rule(
        name=name,
        title=reader.text("title"),
        article=reader.text("article"),
        attendance=_share(reader, Part.ATTENDANCE),
        participation=_share(reader, Part.PARTICIPATION),
        threshold=_share(reader, Part.THRESHOLD),
        tie=TieRule(reader.one_of("tie", [*TieRule], TieRule.LOST)),
        recused=RecusedRule(reader.one_of("recused", [*RecusedRule], RecusedRule.LEAVE)),
        seats=reader.number("seats", 0, settable=("is",)),
        secret_only=reader.flag("secret_only", default=False),
        paper_only=reader.flag("paper_only", default=False),
        resolution=reader.flag("resolution", default=True),
        by_area=reader.flag("by_area", default=False),
        proxies=reader.number("proxies", 0),
        elects=reader.flag("elects", default=False),
    )
    if rule.by_area and rule.participation is None and rule.threshold is None:
        reader.wrong("by_area", "needs a participation or a threshold to be taken of areas")
    if not rule.resolution and rule.seats:
        reader.wrong("seats", "an opinion fills no places")
    reader.done()
    return rule


def _phases(reader: PackTable) -> tuple[str, ...]:
    found = reader.left.pop("phases", None)
    if isinstance(found, list):
        names = cast("list[object]", found)
        if names and all(isinstance(name, str) for name in names):
            return _known_phases(reader, tuple(str(name) for name in names))
    reader.wrong("phases", f"must be a list of phase names, found {found!r}")
    return ()


def _known_phases(reader: PackTable, names: tuple[str, ...]) -> tuple[str, ...]:
    """A misspelt phase would leave its gate open for ever; a phase that stands twice, a circle."""
    for name in names:
        if name not in [*Phase]:
            reader.wrong("phases", f"must be of {', '.join(Phase)}, found {name!r}")
    if len(set(names)) < len(names):
        reader.wrong("phases", "a phase stands twice")
    return names


def _rules(reader: PackTable) -> tuple[Rule, ...]:
    tables = reader.table("rule")
    if tables is None or not tables.left:
        reader.wrong("rule", "a pack needs at least one [rule.NAME] table")
        return ()
    return tuple(_rule(name, table) for name, table in tables.tables())


def _sources(reader: PackTable) -> dict[str, Source]:
    tables = reader.table("sources")
    return {} if tables is None else {name: _source(name, one) for name, one in tables.tables()}


def _source(name: str, reader: PackTable) -> Source:
    source = Source(
        name=name,
        title=reader.text("title"),
        mark=SourceMark(reader.one_of("mark", [*SourceMark])),
        effective=reader.day("effective"),
    )
    reader.done()
    return source


def _questions(reader: PackTable, rules: list[str]) -> tuple[Question, ...]:
    tables = reader.table("question")
    found = [] if tables is None else [_question(name, one, rules) for name, one in tables.tables()]
    return tuple(found)


def _question(name: str, reader: PackTable, rules: list[str]) -> Question:
    question = Question(
        name=name,
        title=reader.text("title"),
        asks=reader.text("asks"),
        answers=reader.some_of("answers", tuple(rules)),
    )
    if len(question.answers) < 2 or name in rules:
        reader.wrong("answers", "a question has two answers or more, and no rule has its name")
    reader.done()
    return question


def _quotas(reader: PackTable) -> tuple[Quota, ...]:
    """`[composition]`: by trait, each group's share; what lies within `tolerance` of it is met."""
    tables = reader.table("composition")
    if tables is None:
        return ()
    slack = tables.fraction("tolerance", Fraction(0)) if "tolerance" in tables.left else Fraction(0)
    found: list[Quota] = []
    for name, table in tables.tables():
        if name not in [*Trait]:
            tables.wrong(name, f"must be one of {', '.join(Trait)}")
            continue
        table.ground()
        found += [_quota(Trait(name), group, table, slack) for group in list(table.left)]
    return tuple(found)


def _quota(trait: Trait, group: str, table: PackTable, slack: Fraction) -> Quota:
    """`"60/100"`, or `{ least = "15/100", most = "20/100" }`."""
    if isinstance(table.left[group], dict):
        inner = table.table(group)
        assert inner is not None
        least, most = inner.fraction("least"), inner.fraction("most")
        if least > most:
            inner.wrong("least", "must not be more than most")
        inner.done()
        return Quota(trait, group, least, most)
    share = table.fraction(group)
    return Quota(trait, group, max(share - slack, Fraction(0)), min(share + slack, Fraction(1)))


def with_rule(pack: RulePack, rule: Rule) -> RulePack:
    """The pack with this rule in place of the one of its name, or after the others."""
    held = {one.name: one for one in pack.rules} | {rule.name: rule}
    return replace(pack, rules=tuple(held.values()))


def with_share(pack: RulePack, rule: str, part: Part, share: Share) -> RulePack:
    """The pack as this meeting set it: the text and its hash stay those that were adopted."""
    held = pack.rule(rule)
    assert held is not None
    parts = tuple(one for one in Part if one == part or one in held.set_for_meeting)
    return with_rule(pack, replace(held, **{part.value: share}, set_for_meeting=parts))


def with_seats(rule: Rule, seats: int) -> Rule:
    """The rule as one poll has it, where so many are to be taken in it."""
    return replace(rule, seats=seats, set_for_meeting=(*rule.set_for_meeting, Part.SEATS))


def with_answer(pack: RulePack, question: str, answer: str, reason: str) -> RulePack:
    """The pack with a rule that is called like the question and says what its answer says."""
    asked, held = pack.question(question), pack.rule(answer)
    assert asked is not None
    assert held is not None
    title, article = f"{asked.title} · {held.title}", f"{held.article} · {reason}"
    return with_rule(pack, replace(held, name=question, title=title, article=article))


def read_rulepack(text: str) -> RulePack:
    """Read a pack from its TOML text.

    Raises `RulePackMistakes` with every mistake; a TOML syntax error is the only one then.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RulePackMistakes([f"not TOML: {error}"]) from error
    notes = Notes()
    reader = PackTable("", raw, notes)
    notes.sources |= _sources(reader)
    pack = RulePack(
        pack=reader.text("pack"),
        version=reader.text("version"),
        title=reader.text("title"),
        source=reader.text("source"),
        effective=reader.day("effective"),
        notice_days=reader.number("notice_days", 15),
        phases=_phases(reader),
        silent_share=reader.fraction("silent_share", Fraction(1, 10)),
        attention=reader.fraction("attention", ATTENTION),
        rules=(rules := _rules(reader)),
        questions=_questions(reader, [rule.name for rule in rules]),
        quotas=_quotas(reader),
        grounds=tuple(notes.grounds),
        per_meeting=tuple(notes.per_meeting.items()),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
    )
    reader.done()
    if notes.mistakes:
        raise RulePackMistakes(notes.mistakes)
    return pack
