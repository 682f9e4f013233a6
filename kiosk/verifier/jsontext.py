# SPDX-License-Identifier: Apache-2.0
"""JSON read strictly: what two honest readers could read differently is not read at all.

Refused: a member named twice, a number that is no integer or is absurdly long, NaN and Infinity,
bytes that are not UTF-8, half a surrogate pair, nesting without end.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn

MOST_DIGITS = 20
ESCAPE = b"\\u"


class NotStrict(ValueError):
    """The text is no JSON, or JSON that readers could take two ways."""


def _integer(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise NotStrict("a number of more than 20 digits")
    return int(digits)


def _no_fraction(text: str) -> NoReturn:
    raise NotStrict(f"{text[:40]} is not an integer")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise NotStrict("a member stands twice in one object")
    return members


_DECODER = json.JSONDecoder(
    object_pairs_hook=_once,
    parse_int=_integer,
    parse_float=_no_fraction,
    parse_constant=_no_fraction,
)


def read(text: bytes) -> Any:
    """The value in `text`; `NotStrict` says why there is none."""
    try:
        value: Any = _DECODER.decode(text.decode("utf-8"))
        if ESCAPE in text:
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeError as fault:
        raise NotStrict("the text is not UTF-8") from fault
    except json.JSONDecodeError as fault:
        raise NotStrict(f"{fault.msg}, column {fault.pos + 1}") from fault
    except RecursionError as fault:
        raise NotStrict("nested without end") from fault
    return value
