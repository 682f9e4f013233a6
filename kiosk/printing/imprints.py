"""The imprint of papers that say how the book stood: its mark on every page, without a code."""

from kiosk.meeting.record import BookMark, Heading, PaperMark
from kiosk.printing.anchor import checked_groups, short_code
from kiosk.printing.phrases import copy, fingerprint, moment, offset, seal_line
from kiosk.printing.sheet import Imprint
from kiosk.words import Words


def book_imprint(
    words: Words,
    heading: Heading,
    *,
    kind: str,
    paper: PaperMark,
    book: BookMark,
    watermark: str,
    draft: bool = False,
) -> Imprint:
    """Header, footer and band; `kind` is the paper's name as it stands in the header.

    A `draft` is nobody's original: it has a number, and a word only when it is printed again.
    """
    groups = checked_groups(book.sha256)
    entry = words.say("Book entry #{entry}", entry=book.entry)
    seal = words.say("Seal key {fingerprint}", fingerprint=fingerprint(heading.seal_key))
    head = words.say("Head SHA-256")
    band = (f"{entry}   {seal}", f"{head}   {'   '.join(groups[:4])}", "   ".join(groups[4:]))
    minutes = heading.utc_offset_min
    which = "" if draft and paper.copy == 1 else copy(words, paper)
    at = f"{moment(words, book.utc, minutes)} {offset(minutes)}"
    return Imprint(
        meeting=heading.title,
        paper=f"{kind} {paper.number}   {which}".rstrip(),
        page=words.say("Page {page} of {pages}"),
        short_code=words.say("Code {code}", code=short_code(book.sha256)),
        time=words.say("Entered {at}", at=at),
        code=(),
        first_band=band,
        later_band=band,
        watermark=watermark,
        seal=seal_line(words, heading),
    )
