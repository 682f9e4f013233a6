"""The settings of a meeting as a text that a person can read: `kiosk.toml`, with comments.

Written once, when the meeting begins; `config` reads it back before it takes its place. Paths of
the meeting's own files are relative to it, so that the folder can be moved as a whole. Whatever the
set-up does not ask stays as it stood in the settings before (`keeping`).
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import cast

from kiosk.clerk.setup.draft import Base, Draft, Item
from kiosk.clerk.setup.folder import BOOK_NAME
from kiosk.clerk.setup.keeping import Before
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
    draft, before = got.draft, got.before
    yield f"# {words.say(WRITTEN)}"
    yield f"# {words.say('Day of the meeting: {day}', day=draft.says('day') or '-')}"
    yield _pair("practice", draft.practice)
    yield _pair("pack", draft.says("template"))
    if draft.roll:
        yield _pair("roll", draft.roll)
    yield from _table("meeting", _meeting(draft) | before.kept("meeting"))
    yield from _table("book", _book(draft) | before.kept("book"))
    yield from _table("screens", {"language": words.language} | before.kept("screens"))
    yield from _keys(got, words)
    for one in got.officers:
        yield from _table("[officer]", {"name": one.name, "role": one.role})
    yield from _equipment(draft, before, words)
    for name, table in before.others(draft.says("template")):
        yield from _table(name, table)
    for item in draft.items:
        yield from _table("[item]", _item(item))


def _keys(got: Gathered, words: Words) -> Iterator[str]:
    kept = got.before.kept("keys")
    if got.officers:
        note = words.say("No start without the officers and their keys")
        yield from _table("keys", {"keyring": KEYRING_NAME, "demanded": True} | kept, note)
    elif kept:
        yield from _table("keys", kept)


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


def _equipment(draft: Draft, before: Before, words: Words) -> Iterator[str]:
    for base, told in _bases(draft, before):
        yield from _table("[base]", told, base.identity)
    for unasked in before.unasked(one.port for one in draft.bases):
        yield from _table("[base]", unasked)
    scanners = _scanners(draft, before)
    for told in scanners:
        yield from _table("[scanner]", told)
    desks = [str(told["desk"]) for told in scanners]
    readers = _readers(draft.says("reader"), desks, before)
    for kind, told in readers:
        yield from _table(f"[{kind}]", told)
    door = _door(draft, before, [] if readers else desks)
    if door:
        yield from _table("door", door)
    yield from _printer(draft.says("printer"), before, words)


def _door(draft: Draft, before: Before, windows: Sequence[str]) -> dict[str, object]:
    """The door's table; `windows` are the desks of which one has its window on this PC."""
    door = before.kept("door")
    if draft.photos:
        door["photos"] = draft.photos
    if door.get("window") not in windows:
        door.pop("window", None)
    if windows:
        door.setdefault("window", windows[0])
    return door


def _readers(
    reader: str, desks: Sequence[str], before: Before
) -> list[tuple[str, dict[str, object]]]:
    """How this PC's own desk reads; where it did in both ways, it goes on to."""
    kept = {kind: before.of_kind(kind) for kind in (CAMERA, WEDGE)}
    if reader not in kept:
        return []
    had = kept[reader].get("desk", "")
    own = had if had and had not in desks else _free(desks)
    both = [reader, *(kind for kind in kept if kind != reader and all(kept.values()))]
    return [(kind, kept[kind] | {"desk": own}) for kind in both]


def _printer(printer: str, before: Before, words: Words) -> Iterator[str]:
    if printer in ("", NONE):
        yield f"\n# {words.say('No printer: papers are filed as PDF')}"
        return
    kind = {"kind": WINDOWS} if printer == WINDOWS else {"kind": "cups", "name": printer}
    yield from _table("printer", kind | before.of_printer(kind))


def _bases(draft: Draft, before: Before) -> list[tuple[Base, dict[str, object]]]:
    """Each base that is used with its table; one that stands by for a base that is gone counts."""
    used = [base for base in draft.bases if base.used]
    kept = [before.at_port("base", base.port) for base in used]
    unasked = before.unasked(one.port for one in draft.bases)
    others = [str(one["name"]) for one in unasked]
    names = _named(kept, "name", (name for name in NAMES if name not in others))
    for told in kept:
        if told.get("standby_of") not in (*names, *others):
            told.pop("standby_of", None)
    wire = ({"protocol": one.protocol, "port": one.port, "baud": one.baud} for one in used)
    told = ({"name": n} | w | k for n, w, k in zip(names, wire, kept, strict=True))
    return list(zip(used, told, strict=True))


def _scanners(draft: Draft, before: Before) -> list[dict[str, object]]:
    kept = [before.at_port("scanner", port) for port in draft.scanners]
    desks = _named(kept, "desk", _numbers(1))
    ports = zip(desks, draft.scanners, kept, strict=True)
    return [{"desk": desk, "port": port} | rest for desk, port, rest in ports]


def _named(kept: Iterable[dict[str, object]], key: str, free: Iterable[str]) -> list[str]:
    """The names that were kept, taken out of the rest; the others have the next that is free."""
    had = [one.pop(key, "") for one in kept]
    taken = {str(name) for name in had if name}
    more = (name for name in free if name not in taken)
    return [str(name) if name else next(more) for name in had]


def _free(taken: Sequence[str]) -> str:
    return next(name for name in _numbers(len(taken) + 1) if name not in taken)


def _numbers(first: int) -> Iterable[str]:
    return map(str, count(first))


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


def _table(name: str, pairs: Mapping[str, object], note: str = "") -> Iterator[str]:
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
    if isinstance(value, dict):
        held = cast("Mapping[str, object]", value).items()
        return f"{{{', '.join(f'{_quoted(key)} = {_value(one)}' for key, one in held)}}}"
    if isinstance(value, list):
        return f"[{', '.join(_each(cast('list[object]', value)))}]"
    text = str(value)
    if isinstance(value, int | float):
        return text
    if "\n" in text:
        return '"""\n' + "\n".join(_quoted(line)[1:-1] for line in text.split("\n")) + '"""'
    return _quoted(text)


def _each(values: Iterable[object]) -> Iterator[str]:
    return (_value(value) for value in values)


def _quoted(text: str) -> str:
    """A basic string of TOML: JSON's, and the one control character that JSON lets stand."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
