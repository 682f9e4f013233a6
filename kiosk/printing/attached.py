"""Reading a paper back: the record and the entries that travel inside the PDF."""

import io
import json
from typing import Final, cast

import pikepdf

RECORD: Final = "record.json"
POLL: Final = "poll.jsonl"


def attached_record(pdf: bytes) -> dict[str, object]:
    """The record attached to a paper of ours; LookupError when there is none."""
    told = cast("dict[str, object]", json.loads(attached_file(pdf, RECORD)))
    return cast("dict[str, object]", told["record"])


def attached_file(pdf: bytes, name: str) -> bytes:
    """The attached file of that name; LookupError when there is none."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        if name not in opened.attachments:
            raise LookupError(f"no {name} is attached to this paper")
        return opened.attachments[name].get_file().read_bytes()
