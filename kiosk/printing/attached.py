"""Reading a paper back: the record that travels inside the PDF."""

import io
import json
from typing import cast

import pikepdf


def attached_record(pdf: bytes) -> dict[str, object]:
    """The record attached to a paper of ours; LookupError when there is none."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for spec in opened.attachments.values():
            told = cast("dict[str, object]", json.loads(spec.get_file().read_bytes()))
            return cast("dict[str, object]", told["record"])
    raise LookupError("no record is attached to this paper")
