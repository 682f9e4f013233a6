"""One row of a roll: cells → delegate and person, with everything that is wrong in it.

A cell is judged by its column alone, a row by what its cells say together; what rows say together
(a number that stands twice) is `rollfile`'s. Numbers may be written in full-width digits, names
padded with spaces: both are how offices write.
"""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

from kiosk.clerk.areas import read_area
from kiosk.clerk.privatecells import read_id_number, read_income_band, read_phone, stars
from kiosk.clerk.spreadsheet import MOST_LETTERS, Cell, unpadded
from kiosk.ledger.persons import commitment, new_salt
from kiosk.meeting.outcome import Sentence
from kiosk.meeting.roll import Delegate, DelegateClass, Person
from kiosk.printing.fonts import undrawable
from kiosk.words import DEFAULT_LANGUAGE, Words, words

MOST = 999_999_999
MOST_AGE = 120
LISTED = ", "
AGE_BANDS = ("under18", "18to65", "over65")
UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp"})
"""Kinds of characters that nobody sees: controls, marks of direction, joiners."""
NO_GLYPH = (
    "{letter} ({code}) is in no font of this kiosk; write the name with another character or in "
    "Pinyin, and tell the notary"
)

Member = TypeVar("Member")


@dataclass(frozen=True, slots=True)
class RollLine:
    """One line as read; `keypad` 0 means that none is handed out by the list."""

    delegate: Delegate
    person: Person
    keypad: int


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong, in which row (as the office program counts) and column (empty: the row)."""

    row: int
    column: str
    what: Sentence

    @property
    def sentence(self) -> Sentence:
        """The mistake for who tells it in the words of a screen."""
        args: dict[str, str | int] = {"row": self.row, "what": self.what.msgid, **self.what.args}
        if not self.column:
            return Sentence("row {row}: {what}", args)
        return Sentence("row {row}, {column}: {what}", args | {"column": self.column})

    def told(self, said: Words) -> str:
        """The mistake in one line of a language."""
        known = str(self.what.args.get("known", ""))
        args = {**self.what.args, "known": for_reader(known, said)} if known else self.what.args
        what = said.say(self.what.msgid, **args)
        if not self.column:
            return said.say("row {row}: {what}", row=self.row, what=what)
        column = said.name("column", self.column)
        return said.say("row {row}, {column}: {what}", row=self.row, column=column, what=what)


def for_reader(known: str, said: Words) -> str:
    """What may stand in a cell, in the reader's language alone where it has words for it."""
    every = known.split(LISTED)
    own = [one for one in every if one.isascii() is (said.language != DEFAULT_LANGUAGE)]
    return said.say(LISTED).join(own or every)


class RowReader:
    """Reads the cells of one row by column and gathers what is wrong in them."""

    def __init__(self, row: int, cells: Mapping[str, Cell]) -> None:
        self._row = row
        self._cells = cells
        self.mistakes: list[Mistake] = []

    def wrong(self, column: str, msgid: str, **args: str | int) -> None:
        """Note a mistake; the first of a column is told, what follows from it is not."""
        if all(mistake.column != column for mistake in self.mistakes):
            self.mistakes.append(Mistake(self._row, column, Sentence(msgid, args)))

    def text(self, column: str, *, needed: bool = False, lines: bool = False) -> str:
        """The text of a cell that people can see and a paper can print, on one line or several."""
        cell = self._cells.get(column, Cell(""))
        seen = cell.text.replace("\r\n", "").replace("\n", "") if lines else cell.text
        if cell.fault:
            self.wrong(column, cell.fault, cell=cell.text, most=MOST_LETTERS)
        elif "\n" in seen or "\r" in seen:
            self.wrong(column, "must be one line")
        elif unseen := _unseen(seen):
            self.wrong(column, "holds {code}, which nobody can see", code=_code(unseen[0]))
        elif without := undrawable(seen):
            self.wrong(column, NO_GLYPH, letter=without[0], code=_code(without[0]))
        elif needed and not cell.text:
            self.wrong(column, "must not be empty")
        return cell.text

    def whole(self, column: str, *, most: int = MOST, needed: bool = False) -> int:
        """A whole number from 1; 0 for an empty cell that may be empty, and for a mistake."""
        text = self.text(column)
        digits = unicodedata.normalize("NFKC", text)
        if not digits and not needed:
            return 0
        if digits.isascii() and digits.isdigit() and len(digits) < 10 and 0 < int(digits) <= most:
            return int(digits)
        self.wrong(column, "'{cell}' must be a whole number from 1 to {most}", cell=text, most=most)
        return 0

    def one_of(
        self,
        column: str,
        known: Mapping[str, Member],
        *,
        also: Mapping[str, Member] | None = None,
        empty: Member | None = None,
    ) -> Member | None:
        """A member of a closed list; `empty` stands for an empty cell, None for a mistake.

        `also` are other ways of writing it, which a mistake does not list; blanks (18 岁以下,
        18岁以下) and full-width letters do not matter.
        """
        text = self.text(column)
        if not text and empty is not None:
            return empty
        every = {**(also or {}), **known}
        said = _plain(text)
        found = every.get(said, next((every[x] for x in every if _plain(x) == said), None))
        if found is None:
            self.wrong(column, "'{cell}' is none of {known}", cell=text, known=LISTED.join(known))
        return found

    def private(self, column: str, read: Callable[[str], str | None], msgid: str) -> str:
        """A cell that no mistake may show; empty for an empty cell and for a mistake."""
        cell = self._cells.get(column, Cell(""))
        found = read(cell.text) if cell.text and not cell.fault else ""
        if cell.fault or found is None:
            told = cell.fault or msgid
            self.wrong(column, told, cell=stars(cell.text), most=MOST_LETTERS)
        return found or ""

    def area(self, column: str) -> int:
        """Square metres in hundredths; 0 for an empty cell."""
        text = self.text(column)
        area = read_area(unicodedata.normalize("NFKC", text)) if text else 0
        if area is None:
            self.wrong(column, "'{cell}' must be square metres such as 89.50", cell=text)
        return area or 0


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def _unseen(text: str) -> list[str]:
    if text.isprintable():
        return []
    return [letter for letter in text if unicodedata.category(letter) in UNSEEN]


def _code(letter: str) -> str:
    return f"U+{ord(letter):04X}"


def read_line(row: int, cells: Mapping[str, Cell], mistakes: list[Mistake]) -> RollLine | None:
    """The line of a row by column names, or None with its mistakes added to the list."""
    reader = RowReader(row, cells)
    number, keypad = reader.whole("number", needed=True), reader.whole("keypad")
    name, seat = unpadded(reader.text("name", needed=True)), reader.text("seat", needed=True)
    kind, votes = reader.one_of("class", classes()), _votes(reader)
    band = _age_band(reader)
    group, occupation = reader.text("group"), reader.text("occupation")
    area = reader.area("area")
    reader.text("unit")
    private = (
        reader.private("id_number", read_id_number, "'{cell}' is no ID number of 18 characters"),
        reader.private("phone", read_phone, "'{cell}' is no mobile number of 11 digits"),
        reader.private("income_band", read_income_band, "'{cell}' is no band of income"),
    )
    if votes and (kind is DelegateClass.ATTENDEE or band == AGE_BANDS[0]):
        reader.wrong("votes", "attendees and those under 18 have no voting right")
    mistakes += reader.mistakes
    if reader.mistakes or kind is None or votes is None:
        return None
    person = Person(number, name, group, band, occupation, new_salt(), *private)
    delegate = Delegate(number, seat, kind, votes, "", area)
    return RollLine(committed(delegate, person), person, keypad)


def _votes(reader: RowReader) -> bool | None:
    return reader.one_of("votes", answers(), also=other_answers())


def _age_band(reader: RowReader) -> str:
    """The band as written, or from the years, which are kept nowhere."""
    band = reader.one_of("age_band", age_bands(), empty="") or ""
    years = reader.whole("age", most=MOST_AGE)
    told = AGE_BANDS[(years >= 18) + (years > 65)] if years else ""
    if band and told and band != told:
        reader.wrong("age", "{years} years are not the band beside it", years=years)
    return band or told


@cache
def classes() -> dict[str, DelegateClass]:
    """What may stand in the column of classes."""
    spoken = {words().name("class", one): one for one in DelegateClass}
    return spoken | {one.value: one for one in DelegateClass}


@cache
def answers() -> dict[str, bool]:
    """Yes and no."""
    spoken = {words().name("answer", "yes"): True, words().name("answer", "no"): False}
    return spoken | {"yes": True, "1": True, "no": False, "0": False}


@cache
def other_answers() -> dict[str, bool]:
    """Yes and no as offices tick them, and as Excel writes them into a CSV."""
    return {
        text: right
        for right, domain in ((True, "yes"), (False, "no"))
        for text in words().name("other_answer", domain).split("/")
    }


@cache
def age_bands() -> dict[str, str]:
    """The bands of the plan's composition."""
    spoken = {words().name("age", band): band for band in AGE_BANDS}
    return spoken | {band: band for band in AGE_BANDS}


def committed(delegate: Delegate, person: Person) -> Delegate:
    """The delegate with the commitment to the person."""
    return replace(delegate, commitment=commitment(person))
