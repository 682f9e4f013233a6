"""公证工作记录素材: what the book can tell, and the lines that only the notary can fill in.

It is no notarial document and does not look like one: the notary writes that.
"""

from collections.abc import Iterable

from kiosk.meeting.notable import Step
from kiosk.meeting.notarial import NotarialNotes
from kiosk.meeting.poll_accounts import PollAccount
from kiosk.printing.blocks import NOTE, STRONG, Block, Gap, prose, title, under
from kiosk.printing.book_rows import came_row, clock_row, hall_rows, head_row
from kiosk.printing.conclusion import signed_by
from kiosk.printing.course_of_meeting import step_list
from kiosk.printing.forms import Particular, particular, ruled
from kiosk.printing.paper_table import paper_table
from kiosk.printing.particulars import basis_row, meeting_row, place_row
from kiosk.printing.pen import MM
from kiosk.printing.phrases import digest, moment, offices
from kiosk.printing.poll_table import poll_table
from kiosk.printing.tables import Column, listing
from kiosk.words import Words

COURSE, POLLS, HEADS = "1. The course, by the book", "2. Polls", "3. What each poll is tied to"
MISHAPS, PAPERS = "4. What befell the hall", "5. Papers issued before this one"
BOOK, OWN = "6. Book and software", "7. For the notary to fill in"
LINES = (
    "Notary office and case number",
    "Notaries and assistants present",
    "Came at, left at",
    "Own watch against the hall's clock (seconds)",
    "Documents of identity seen, number of delegates checked by sample",
    "Equipment seen before the meeting; ballot box and seals",
    "Program files compared with the published hashes",
    "Zero reports seen; handset audits attended",
    "Head of the book copied by hand",
    "Fingerprint of the seal key copied by hand",
    "Fingerprint of the hall's certificate copied by hand",
    "List number of the seal slip copied by hand",
    "Verifier run on own computer: version, result, time",
    "Seal slip and copy of the book received",
    "What was seen otherwise; reservations",
)
ROOM = "\n\n"


def notarial_blocks(notes: NotarialNotes, words: Words) -> tuple[Block, ...]:
    """Everything the paper says, in order."""
    told = (
        "Drawn from the book by the kiosk as material for the notary's own record. It is no "
        "notarial certificate and no part of one until the notary has checked it, completed it and "
        "taken it over under the own signature."
    )
    again = words.say(
        "Signed on the notes for the notary {number}, drawn up to entry {entry} of the book.",
        number=notes.paper.number,
        entry=notes.book.entry,
    )
    return (
        title(words.say("NOTES FOR THE NOTARY'S RECORD")),
        *prose(words.say(told), STRONG),
        Gap(2 * MM),
        ruled(_particulars(notes, words)),
        *_steps(notes, words, notes.steps, COURSE),
        *under(words.say(POLLS), poll_table(notes.polls, words, again=words.say(POLLS))),
        *_heads(notes, words),
        *_steps(notes, words, notes.mishaps, MISHAPS),
        *under(words.say(PAPERS), paper_table(notes.papers, words, again=words.say(PAPERS))),
        *under(words.say(BOOK), (ruled(_book(notes, words)),)),
        *under(words.say(OWN), (_own(words),)),
        Gap(4 * MM),
        signed_by(words, again, "Notary", "Notary", "Assistant"),
        *prose(words.say("(Nothing follows.)"), NOTE),
    )


def _steps(
    notes: NotarialNotes, words: Words, steps: tuple[Step, ...], head: str
) -> Iterable[Block]:
    said = words.say(head)
    return under(said, step_list(steps, notes.heading, words, again=said))


def _particulars(notes: NotarialNotes, words: Words) -> Iterable[Particular]:
    yield meeting_row(words, notes.heading)
    yield basis_row(words, notes.heading)
    yield place_row(words, notes.heading)
    yield clock_row(words, notes.heading)
    yield particular(words.say("Officers"), offices(words, notes.officers))
    yield came_row(words, roll=notes.entitled, came=notes.came, others=notes.attendees_came)


def _heads(notes: NotarialNotes, words: Words) -> Iterable[Block]:
    declared = [one for one in notes.polls if one.declared is not None]
    if not declared:
        return ()
    return under(words.say(HEADS), (ruled(_head(notes, one, words) for one in declared),))


def _head(notes: NotarialNotes, one: PollAccount, words: Words) -> Particular:
    mark = one.declared
    assert mark is not None
    at = moment(words, mark.utc, notes.heading.utc_offset_min)
    said = words.say(
        "declared {at} by {by}, entry #{entry}", at=at, by=one.declared_by, entry=mark.entry
    )
    root = words.say("Merkle root {root}", root=digest(one.root))
    fine = f"SHA-256 {digest(mark.sha256)}\n{root}"
    return particular(words.say("poll {poll}", poll=one.poll), said, fine)


def _book(notes: NotarialNotes, words: Words) -> Iterable[Particular]:
    yield head_row(words, notes.heading, notes.book)
    yield from hall_rows(words, notes.heading, medium=notes.medium)


def _own(words: Words) -> Block:
    columns = (Column(words.say("Subject"), 60 * MM), Column(words.say("By the notary"), 105 * MM))
    again = words.say("{annex} (continued)", annex=words.say(OWN))
    return listing(columns, ((words.say(line), ROOM) for line in LINES), again=again)
