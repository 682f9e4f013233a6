"""An agenda as an office keeps it, .xlsx or CSV; every mistake is told with row and column.

Heads as in a roll (`listheads`): 议题/title, 议案/motion, 议案全文/text, 表决规则/rule, and, where
there are any, 公示日/noticed, 表决方式/kind, 选项/options (one a line, or parted by ；),
最多选/maximum, 名额/seats, 时限/duration in seconds, 无记名/secret. The rule is named as the pack
names it. Nothing is taken from a file with a mistake.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.clerk.listheads import Heads
from kiosk.clerk.rollcells import Mistake, RowReader, answers
from kiosk.clerk.rolltemplate import TemplateColumn, write_columns
from kiosk.clerk.setup.draft import Item
from kiosk.clerk.setup.items import MOST_SECONDS, wrong_with
from kiosk.clerk.spreadsheet import Cell, Row, read_sheet
from kiosk.meeting.ballot import BallotKind
from kiosk.meeting.outcome import Sentence
from kiosk.meeting.rulepack import RulePack
from kiosk.words import LANGUAGES, Words, words

MOST_ITEMS = 200
NEEDED = ("title", "motion", "text", "rule")
COLUMNS = (*NEEDED, "noticed", "kind", "options", "maximum", "seats", "duration", "secret")
HEADS = Heads("agenda_columns", COLUMNS, NEEDED)
PARTED = str.maketrans({";": "\n", "\uff1b": "\n"})
SAID = {"secrecy": "secret"}
"""Entries of the form that have another name as a column."""


@dataclass(frozen=True, slots=True)
class AgendaPreview:
    """What a file says; `items` are the agenda only when there is no mistake."""

    path: Path
    items: tuple[Item, ...]
    mistakes: tuple[Mistake, ...]


def preview_agenda(path: Path, pack: RulePack) -> AgendaPreview:
    """What an agenda file says, mistakes and all. `UnusableInput` when it is no list."""
    rows = read_sheet(path, HEADS.stand_in).rows
    at, heads = HEADS.found(rows)
    columns = [column for _, column in heads]
    mistakes = list(HEADS.mistakes(columns, rows[at].number if rows else 1))
    if not mistakes and not rows[at + 1 :]:
        told = Sentence("no item stands in this file")
        mistakes.append(Mistake(rows[at].number + 1, "", told))
    if mistakes:
        return AgendaPreview(path, (), tuple(mistakes))
    found = [_read(row, columns, pack) for row in rows[at + 1 :]]
    wrong = [mistake for _, told in found for mistake in told]
    return AgendaPreview(path, tuple(item for item, _ in found), tuple(wrong))


def _read(row: Row, columns: list[str], pack: RulePack) -> tuple[Item, list[Mistake]]:
    cells = {c: cell for c, cell in zip(columns, row.cells, strict=False) if c}
    reader = RowReader(row.number, cells)
    options = reader.text("options", lines=True).translate(PARTED).splitlines()
    lines = tuple(line.strip() for line in options if line.strip())
    rule = reader.one_of("rule", _rules(pack)) or ""
    held = pack.rule(rule)
    seats = reader.whole("seats") or (held.seats if held is not None and lines else 0)
    item = Item(
        title=reader.text("title"),
        motion=reader.text("motion"),
        text=reader.text("text", lines=True),
        rule=rule,
        noticed=reader.text("noticed"),
        kind=reader.one_of("kind", _kinds(), empty="") or "",
        options=lines,
        maximum=reader.whole("maximum") or min(seats, len(lines)) or 1,
        seats=seats,
        duration_s=_seconds(reader, cells),
        secret=reader.one_of("secret", answers(), empty=False) or False,
    )
    for entry, what in wrong_with(item, pack):
        reader.wrong(SAID.get(entry, entry), what.msgid, **what.args)
    return item, reader.mistakes


def _seconds(reader: RowReader, cells: Mapping[str, Cell]) -> int:
    """60 where nothing is said; 0 until the chair ends it."""
    text = reader.text("duration") if "duration" in cells else ""
    if text in ("", "0"):
        return 0 if text else 60
    return reader.whole("duration", most=MOST_SECONDS)


def _rules(pack: RulePack) -> dict[str, str]:
    named = {rule.title.lower(): rule.name for rule in pack.rules}
    return named | {rule.name.lower(): rule.name for rule in pack.rules}


def _kinds() -> dict[str, str]:
    spoken = {
        words(language).name("kind", one).lower(): one.value
        for language in LANGUAGES
        for one in BallotKind
    }
    return spoken | {one.value: one.value for one in BallotKind}


def write_agenda_template(path: Path, pack: RulePack, said: Words) -> None:
    """An empty agenda to be filled in, with the rules of the pack to choose from."""
    choices = {
        "rule": [rule.title for rule in pack.rules],
        "kind": [said.name("kind", one) for one in BallotKind],
        "secret": [said.name("answer", one) for one in ("yes", "no")],
    }
    columns = [
        TemplateColumn(
            said.name("column", one), one in NEEDED, tuple(choices.get(one, ())), wide=one == "text"
        )
        for one in COLUMNS
    ]
    write_columns(path, columns, title=said.say("Agenda"), rows=MOST_ITEMS)
