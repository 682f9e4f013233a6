"""开会确认书: what stood fast when the meeting was opened, signed before the first poll."""

from collections.abc import Iterable

from kiosk.meeting.opening import OpeningSheet, TwoOfThem
from kiosk.meeting.record import BookMark
from kiosk.meeting.rules import Basis, Rule
from kiosk.printing.anchor import checked_groups
from kiosk.printing.blocks import BODY, Block, Gap, Keep, prose, title, under
from kiosk.printing.book_rows import clock_row, hall_rows, head_row
from kiosk.printing.conclusion import signed
from kiosk.printing.forms import Figures, Particular, figures, particular, ruled
from kiosk.printing.particulars import basis_row, identity, meeting_row, place_row
from kiosk.printing.pen import MM
from kiosk.printing.phrases import clauses, condition, digest, iso_day, joined, moment, share
from kiosk.printing.tables import Align, Column, listing
from kiosk.words import Words


def opening_blocks(sheet: OpeningSheet, words: Words) -> tuple[Block, ...]:
    """Everything the paper says, in order."""
    return (
        title(words.say("OPENING SHEET")),
        ruled(_particulars(sheet, words)),
        Gap(3.5 * MM),
        _figures(sheet, words),
        *under(words.say("Officers"), (_officers(sheet, words),)),
        *under(words.say("Rules in force"), (_rules(sheet, words),)),
        *under(words.say("Agenda and texts"), tuple(_items(sheet, words))),
        *under(words.say("Equipment"), tuple(_bases(sheet, words))),
        *under(words.say("Book and software"), (ruled(_book(sheet, words)),)),
        Gap(4 * MM),
        Keep(tuple(signed(words, _again(sheet, words)))),
    )


def _particulars(sheet: OpeningSheet, words: Words) -> Iterable[Particular]:
    yield meeting_row(words, sheet.heading)
    yield basis_row(words, sheet.heading)
    yield place_row(words, sheet.heading)
    yield clock_row(words, sheet.heading)
    minutes = sheet.heading.utc_offset_min
    yield particular(words.say("Roll frozen"), *_deed(sheet.frozen, words, minutes))
    yield particular(words.say("Meeting opened"), *_deed(sheet.opened, words, minutes))
    quorums = clauses(words, _quorums(sheet, words))
    if quorums:
        yield particular(words.say("Quorum"), quorums)


def _quorums(sheet: OpeningSheet, words: Words) -> Iterable[str]:
    """What the rules ask to be present, each number once, and whether it was by then."""
    asked = dict.fromkeys(rule.attendance for rule in sheet.rules if rule.attendance is not None)
    for held in asked:
        if held.basis is not Basis.ROLL:
            continue
        needed = held.needed(sheet.entitled)
        said = (
            "{share}: {needed} needed, {present} present, reached"
            if sheet.present >= needed
            else "{share}: {needed} needed, {present} present, NOT reached"
        )
        asks = share(words, held)
        yield words.say(said, share=asks, needed=needed, present=sheet.present)


def _deed(deed: TwoOfThem | None, words: Words, minutes: int) -> tuple[str, str]:
    if deed is None:
        return words.say("the book has no entry of it"), ""
    at = f"#{deed.book.entry}   {moment(words, deed.book.utc, minutes)}"
    officers = words.say(", ").join(deed.officers)
    return clauses(words, (at, officers, deed.reason)), f"SHA-256 {digest(deed.book.sha256)}"


def _figures(sheet: OpeningSheet, words: Words) -> Figures:
    boxes = (
        (words.say("Entitled"), sheet.entitled),
        (words.say("Present"), sheet.present),
        (words.say("Attendees on the roll"), sheet.attendees),
        (words.say("Attendees present"), sheet.attendees_present),
        (words.say("Keypads given to seats"), sheet.keypads),
    )
    return figures(words, boxes)


def _officers(sheet: OpeningSheet, words: Words) -> Block:
    columns = (Column(words.say("Office"), 55 * MM), Column(words.say("Name"), 110 * MM))
    return listing(columns, ((words.name("office", role), name) for name, role in sheet.officers))


def _rules(sheet: OpeningSheet, words: Words) -> Block:
    columns = (
        Column(words.say("Rule"), 32 * MM),
        Column(words.say("Passes when"), 78 * MM),
        Column(words.say("Article"), 55 * MM),
    )
    rows = ((rule.title, _condition(rule, words) or "–", rule.article) for rule in sheet.rules)
    return listing(columns, rows)


def _condition(rule: Rule, words: Words) -> str:
    return condition(words, rule, of_options=rule.elects or bool(rule.seats))


def _items(sheet: OpeningSheet, words: Words) -> Iterable[Block]:
    if not sheet.items:
        yield from prose(words.say("No text had been put by then."), BODY)
        return
    columns = (
        Column(words.say("Item"), 12 * MM, Align.CENTRE),
        Column(words.say("Motion"), 63 * MM),
        Column(words.say("Noticed"), 24 * MM, Align.CENTRE),
        Column("SHA-256", 66 * MM),
    )
    rows = (
        (
            str(one.item),
            words.say("{title} (version {n})", title=one.motion, n=one.version),
            iso_day(words, one.noticed) if one.noticed else "–",
            digest(one.sha256),
        )
        for one in sheet.items
    )
    yield listing(columns, rows)


def _bases(sheet: OpeningSheet, words: Words) -> Iterable[Block]:
    if not sheet.bases:
        yield from prose(words.say("No base had answered by then."), BODY)
        return
    columns = (
        Column(words.say("Base"), 22 * MM),
        Column(words.say("Driver"), 28 * MM),
        Column(words.say("Says it is"), 75 * MM),
        Column(words.say("Keypads"), 40 * MM, Align.CENTRE),
    )
    rows = (
        (
            one.base,
            one.protocol,
            identity(words, one.identity),
            f"{one.first_keypad}–{one.first_keypad + one.keypads - 1}",
        )
        for one in sheet.bases
    )
    yield listing(columns, rows)


def _book(sheet: OpeningSheet, words: Words) -> Iterable[Particular]:
    yield head_row(words, sheet.heading, sheet.book)
    yield particular(words.say("First entry"), *_genesis(sheet.genesis, words, sheet))
    yield from hall_rows(words, sheet.heading, medium=sheet.medium)
    yield particular(words.say("Starts"), words.say("{n} starts of the kiosk", n=sheet.starts))


def _genesis(mark: BookMark, words: Words, sheet: OpeningSheet) -> tuple[str, str]:
    groups = checked_groups(mark.sha256)
    said = moment(words, mark.utc, sheet.heading.utc_offset_min)
    return f"#{mark.entry}   {said}", f"{'   '.join(groups[:4])}\n{'   '.join(groups[4:])}"


def _again(sheet: OpeningSheet, words: Words) -> str:
    named = joined(words, (sheet.heading.title, sheet.heading.session_title))
    return words.say(
        "Signed on opening sheet {number} of {meeting}: entitled {roll}, present {present}.",
        number=sheet.paper.number,
        meeting=named,
        roll=sheet.entitled,
        present=sheet.present,
    )
