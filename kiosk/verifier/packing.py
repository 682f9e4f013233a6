# SPDX-License-Identifier: Apache-2.0
"""The verifier as one file: `kiosk/verifier/*.py` under an empty `kiosk`, and a start file.

Same sources, same bytes: members sorted, one fixed time, stored (what deflate makes of a text
differs from one zlib to the next).
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

SHEBANG = b"#!/usr/bin/env python3\n"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
UNIX = 3
MODE = 0o100644 << 16
START = """\
import sys

if sys.version_info < (3, 9):
    sys.stderr.write("verifier.pyz needs Python 3.9 or later; this is " + sys.version[:6] + "\\n")
    sys.exit(2)

from kiosk.verifier.cli import main

sys.exit(main(sys.argv[1:]))
"""


def write_pyz(target: Path) -> None:
    """Write the stand-alone verifier to `target`, over what is there; whole or not at all."""
    sources = Path(__file__).parent.glob("*.py")
    members = {
        "__main__.py": START.encode(),
        "kiosk/__init__.py": b"",
        **{f"kiosk/verifier/{source.name}": source.read_bytes() for source in sources},
    }
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as packed:
        for name in sorted(members):
            member = zipfile.ZipInfo(name, LONG_AGO)
            member.create_system = UNIX
            member.external_attr = MODE
            packed.writestr(member, members[name])
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(SHEBANG + archive.getvalue())
        part.replace(target)
    except OSError:
        part.unlink(missing_ok=True)
        raise
