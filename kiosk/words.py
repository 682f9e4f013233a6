"""The one door to the catalogue: the same words on screen, paper and keypad.

English msgids; `assets/locale/<language>/LC_MESSAGES/*.po`, read by Babel. A msgid missing from
the catalogue is spoken as it stands (a test finds those).
"""

import gettext
import io
import re
from datetime import datetime, timedelta, timezone
from functools import cache

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from kiosk.assets import asset

DEFAULT_LANGUAGE = "zh_CN"
LANGUAGES = ("zh_CN", "en")


def language_after(language: str) -> str:
    """The next of the languages, round and round."""
    return LANGUAGES[(LANGUAGES.index(language) + 1) % len(LANGUAGES)]


FIELD = re.compile(r"\{(\w+)\}")
LEAST = 8
"""Letters that a msgid has beside its fields, before a text is taken for it filled."""


class Words:
    """The words of one language; `say` fills a msgid's `{fields}`."""

    def __init__(
        self, language: str, catalogue: gettext.NullTranslations, msgids: tuple[str, ...] = ()
    ) -> None:
        self.language = language
        self._catalogue = catalogue
        self.msgids = msgids

    def say(self, msgid: str, **fields: str | int) -> str:
        """Return the msgid in this language with its fields filled."""
        said = self._catalogue.gettext(msgid) if msgid else ""
        return said.format(**fields) if fields else said

    def retold(self, told: str) -> str:
        """A text that a fact keeps as it was filled, in this language; "" where no msgid fits."""
        if told in self.msgids:
            return self.say(told)
        for msgid in self.msgids:
            if fields := _read(msgid, told):
                return self.say(msgid, **fields)
        return ""

    def name(self, domain: str, member: str) -> str:
        """The word for a member of a closed list, e.g. `name("reason", "late")`.

        Catalogue entries of this kind are written `domain:member`.
        """
        return self._catalogue.gettext(f"{domain}:{member}")


def _read(msgid: str, told: str) -> dict[str, str]:
    """What fills the fields of a msgid where the text is that msgid filled."""
    parts = FIELD.split(msgid)
    literal = parts[::2]
    if len(parts) < 3 or "{" in "".join(literal) or sum(map(len, literal)) < LEAST:
        return {}
    if not told.startswith(literal[0]) or not told.endswith(literal[-1]):
        return {}
    if len(set(parts[1::2])) < len(parts[1::2]):
        return {}
    fields = (f"(?P<{name}>.+?)" for name in parts[1::2])
    pattern = "".join(re.escape(text) + next(fields, "") for text in literal)
    found = re.fullmatch(pattern, told, re.DOTALL)
    return found.groupdict() if found else {}


@cache
def words(language: str = DEFAULT_LANGUAGE) -> Words:
    """The catalogue of a language, read once."""
    catalogue = Catalog(locale=language)
    for source in sorted(asset(f"locale/{language}/LC_MESSAGES").glob("*.po")):
        with source.open("rb") as text:
            for message in read_po(text, locale=language):
                catalogue[message.id] = message
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    if language != DEFAULT_LANGUAGE:
        msgids = words(DEFAULT_LANGUAGE).msgids
    else:
        said = (str(message.id) for message in catalogue if message.id)
        msgids = tuple(sorted(said, key=len, reverse=True))
    return Words(language, gettext.GNUTranslations(compiled), msgids)


def civil(utc: datetime, offset_min: int) -> datetime:
    """The hall's civil time of an aware instant."""
    return utc.astimezone(timezone(timedelta(minutes=offset_min)))


def formal_number(number: int) -> str:
    """大写数字 of 0..99999, as a public body writes a deciding count: 81 is 捌拾壹."""
    digits, places = (words().name("formal", row) for row in ("digits", "places"))
    if number == 0:
        return digits[0]
    written, gap = "", False
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit == 0:
            gap = bool(written)
            continue
        written += (digits[0] if gap else "") + digits[digit] + places[:place][-1:]
        gap = False
    return written
