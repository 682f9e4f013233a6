"""The settings of a meeting as a text that a person can read: `kiosk.toml`, with comments.

Written once, when the meeting begins; `config` reads it back before it takes its place. Paths of
the meeting's own files are relative to it, so that the folder can be moved as a whole.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from kiosk.clerk.setup.draft import Base, Draft, Item
from kiosk.clerk.setup.folder import BOOK_NAME
from kiosk.clerk.setup.ready import NONE, Gathered
from kiosk.ledger.keyring import KEYRING_NAME
from kiosk.words import Words

NAMES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CAMERA, WEDGE = "camera", "wedge"
WINDOWS = "windows"
WRITTEN = "Written by the set-up of the meeting. Every key: assets/kiosk.example.toml."


def settings_text(got: Gathered, words: Words) -> str:
    """The whole file."""
    return "\n".join(_lines(got, words)) + "\n"


def _lines(got: Gathered, words: Words) -> Iterator[str]:
    draft = got.draft
    yield f"# {words.say(WRITTEN)}"
    yield f"# {words.say('Day of the meeting: {day}', day=draft.says('day') or '-')}"
    yield _pair("practice", draft.practice)
    yield _pair("pack", draft.says("template"))
    if draft.roll:
        yield _pair("roll", draft.roll)
    yield from _table("meeting", _meeting(draft))
    yield from _table("book", _book(draft))
    yield from _table("screens", {"language": words.language})
    if got.officers:
        note = words.say("No start without the officers and their keys")
        yield from _table("keys", {"keyring": KEYRING_NAME, "demanded": True}, note)
        for one in got.officers:
            yield from _table("[officer]", {"name": one.name, "role": one.role})
    yield from _equipment(draft, words)
    for item in draft.items:
        yield from _table("[item]", _item(item))


def _meeting(draft: Draft) -> dict[str, object]:
    named = {"title": "title", "session_title": "session", "place": "place", "convener": "convener"}
    return {key: draft.says(entry) for key, entry in named.items() if draft.says(entry)}


def _book(draft: Draft) -> dict[str, object]:
    told: dict[str, object] = {"path": BOOK_NAME}
    mirror = draft.says("mirror")
    if mirror:
        told["mirror"] = str(Path(mirror) / mirror_name(draft))
    return told | {"papers": "papers", "tapes": "tapes"}


def mirror_name(draft: Draft) -> str:
    """What the second copy is called on its medium, which may hold those of other meetings."""
    kind = "-practice" if draft.practice else ""
    return f"meeting-{draft.says('day') or 'book'}{kind}.mirror"


def _equipment(draft: Draft, words: Words) -> Iterator[str]:
    used = [base for base in draft.bases if base.used]
    for name, base in zip(NAMES, used, strict=False):
        yield from _table("[base]", _base(name, base), base.identity)
    for desk, port in enumerate(draft.scanners, start=1):
        yield from _table("[scanner]", {"desk": str(desk), "port": port})
    own = str(len(draft.scanners) + 1)
    reader = draft.says("reader")
    if reader in (CAMERA, WEDGE):
        yield from _table(f"[{reader}]", {"desk": own})
    elif draft.scanners:
        yield from _table("door", {"window": "1"})
    printer = draft.says("printer")
    if printer == WINDOWS:
        yield from _table("printer", {"kind": WINDOWS})
    elif printer not in ("", NONE):
        yield from _table("printer", {"kind": "cups", "name": printer})
    else:
        yield f"\n# {words.say('No printer: papers are filed as PDF')}"


def _base(name: str, base: Base) -> dict[str, object]:
    told: dict[str, object] = {"name": name, "protocol": base.protocol, "port": base.port}
    return told | {"baud": base.baud}


def _item(item: Item) -> dict[str, object]:
    told: dict[str, object] = {"title": item.title}
    if item.noticed:
        told["noticed"] = item.noticed
    told |= {"motion": item.motion, "text": item.text, "rule": item.rule}
    if item.options:
        told |= {"options": list(item.options), "maximum": item.maximum}
        if item.seats:
            told["seats"] = item.seats
        if item.kind:
            told["kind"] = item.kind
    if item.secret:
        told["secret"] = True
    return told | {"duration_s": item.duration_s}


def _table(name: str, pairs: dict[str, object], note: str = "") -> Iterator[str]:
    yield ""
    if note:
        yield f"# {' '.join(note.split())}"
    yield f"[{name}]"
    yield from (_pair(key, value) for key, value in pairs.items())


def _pair(key: str, value: object) -> str:
    return f"{key} = {_value(value)}"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(_each(cast('list[object]', value)))}]"
    text = str(value)
    if isinstance(value, int):
        return text
    if "\n" in text:
        return '"""\n' + "\n".join(_quoted(line)[1:-1] for line in text.split("\n")) + '"""'
    return _quoted(text)


def _each(values: Iterable[object]) -> Iterator[str]:
    return (_value(value) for value in values)


def _quoted(text: str) -> str:
    """A basic string of TOML: JSON's, and the one control character that JSON lets stand."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
