"""The papers that were issued, each with its whole hash."""

from collections.abc import Sequence

from kiosk.meeting.closing import PaperLine
from kiosk.printing.blocks import BODY, Block, prose
from kiosk.printing.pen import MM
from kiosk.printing.phrases import halved_digest
from kiosk.printing.tables import Align, Column, listing
from kiosk.words import Words


def paper_table(papers: Sequence[PaperLine], words: Words, *, again: str) -> list[Block]:
    """One row a copy: its number, what it is, its pages, its SHA-256."""
    if not papers:
        return list(prose(words.say("No paper was issued."), BODY))
    columns = (
        Column(words.say("Paper no."), 20 * MM),
        Column(words.say("Paper"), 38 * MM),
        Column(words.say("Poll no."), 13 * MM, Align.CENTRE),
        Column(words.say("Copy"), 11 * MM, Align.CENTRE),
        Column(words.say("Pages"), 11 * MM, Align.CENTRE),
        Column("SHA-256", 72 * MM),
    )
    rows = (
        (
            one.number,
            words.name("paper", one.kind),
            str(one.poll) if one.poll else "–",
            str(one.copy),
            str(one.pages) if one.pages else "–",
            halved_digest(one.sha256),
        )
        for one in papers
    )
    return [listing(columns, rows, again=words.say("{annex} (continued)", annex=again))]
