"""The one door to the catalogue: the same words on screen, paper and keypad.

English msgids; `assets/locale/<language>/LC_MESSAGES/*.po`, read by Babel. A msgid missing from
the catalogue is spoken as it stands (a test finds those).
"""

import gettext
import io
from datetime import datetime, timedelta, timezone
from functools import cache

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from kiosk.assets import asset

DEFAULT_LANGUAGE = "zh_CN"
LANGUAGES = ("zh_CN", "en")


class Words:
    """The words of one language; `say` fills a msgid's `{fields}`."""

    def __init__(self, language: str, catalogue: gettext.NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    def say(self, msgid: str, **fields: str | int) -> str:
        """Return the msgid in this language with its fields filled."""
        said = self._catalogue.gettext(msgid) if msgid else ""
        return said.format(**fields) if fields else said

    def name(self, domain: str, member: str) -> str:
        """The word for a member of a closed list, e.g. `name("reason", "late")`.

        Catalogue entries of this kind are written `domain:member`.
        """
        return self._catalogue.gettext(f"{domain}:{member}")


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
    return Words(language, gettext.GNUTranslations(compiled))


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
