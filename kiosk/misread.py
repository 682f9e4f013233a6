"""What is wrong with a settings file: every mistake at once, each with its key and what is right.

pydantic does not look at a table as a whole while one of its values is wrong, so a second mistake
would be told only after the first was corrected. What is wrong is therefore taken out of what was
written, and the rest is read again: what comes up then is told, too.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from types import UnionType
from typing import Any, TypeGuard, Union, cast, get_args, get_origin

from pydantic import BaseModel, ValidationError

from kiosk.faults import meant

Loc = tuple[int | str, ...]
Wrong = tuple[Loc, str]
"""Where a mistake stands in the file, and what is wrong."""
STAND_INS: Mapping[Loc, str] = {("meeting", "title"): "-", ("book", "path"): "-"}
"""What must be there for the rest to be read."""


def found_wrong(model: type[BaseModel], raw: Mapping[str, Any]) -> Iterator[Wrong]:
    """Every mistake of what was written, in the order in which it is read."""
    told: set[Loc] = set()
    rest = dict(deepcopy(raw))
    while True:
        try:
            model.model_validate(rest)
        except ValidationError as error:
            fresh = [one for one in error.errors() if one["loc"] not in told]
            for one in fresh:
                yield from ((one["loc"], line) for line in _said(model, one).split("\n"))
            told |= {one["loc"] for one in fresh}
            if not fresh or not _taken_out(model, rest, [one["loc"] for one in fresh]):
                return
        else:
            return


def _said(model: type[BaseModel], error: Any) -> str:
    if error["type"] == "extra_forbidden":
        key, known = str(error["loc"][-1]), _keys(model, error["loc"][:-1])
        right = meant(key, known, f"there are {', '.join(known)}", near=0.5)
        return f"no such key; {right}"
    said = str(error["msg"]).removeprefix("Value error, ")
    return said[:1].lower() + said[1:]


def _keys(model: type[BaseModel], loc: Loc) -> list[str]:
    """The keys of the table at this place."""
    held = _model(model, loc)
    return [name for name in held.model_fields if name != "sha256"] if held is not None else []


def _model(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    for part in loc:
        if isinstance(part, str):
            field = model.model_fields.get(part)
            found = next(_models(field.annotation), None) if field is not None else None
            if found is None:
                return None
            model = found
    return model


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (tuple, Union, UnionType):
        for part in get_args(annotation):
            yield from _models(part)


def _taken_out(model: type[BaseModel], raw: dict[str, Any], wrong: Iterable[Loc]) -> bool:
    """Take out what is wrong; false where the rest would then be read otherwise than it is meant.

    Of several tables of one name none is left out: another may name it.
    """
    for loc in wrong:
        table = _table(raw, loc[:-1])
        if not loc or table is None:
            return False
        if loc in STAND_INS:
            table[str(loc[-1])] = STAND_INS[loc]
        elif isinstance(loc[-1], int) or _is_needed(model, loc):
            return False
        else:
            table.pop(loc[-1], None)
    return True


def _table(raw: dict[str, Any], loc: Loc) -> dict[str, Any] | None:
    found: Any = raw
    for part in loc:
        if isinstance(part, int):
            found = cast("list[Any]", found)[part] if isinstance(found, list) else None
        else:
            found = found.setdefault(part, {}) if _is_table(found) else None
    return found if _is_table(found) else None


def _is_needed(model: type[BaseModel], loc: Loc) -> bool:
    held = _model(model, loc[:-1])
    field = held.model_fields.get(str(loc[-1])) if held is not None else None
    return field is not None and field.is_required()


def _is_table(value: Any) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def where(loc: Loc) -> str:
    """`meeting.title`, `base 2.baud`: tables of one name are counted from 1."""
    told = ""
    for part in loc:
        told += f" {part + 1}" if isinstance(part, int) else f".{part}" if told else part
    return told or "file"
