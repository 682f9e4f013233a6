"""Which program this is: its version, and the commit it was built from where that is known.

A checkout is asked with git; a package that pip fetched from a repository has the commit in its
metadata (`direct_url.json`, PEP 610). Anything else has a version and no commit, and the papers say
so.
"""

import json
import re
import subprocess
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import cast

HERE = Path(__file__).parent.parent
DIGITS = 12
CHANGED = "+"
"""Stands after the commit of a checkout whose files were changed since."""
KNOWN = re.compile(r"(?P<version>.+) \((?P<commit>[0-9a-f]+)(?P<changed>\+?)\)")
PATIENCE_S = 10


@cache
def software() -> str:
    """`kiosk 0.1.0 (4f2ac1d09b3e)`; without the brackets where no commit is known."""
    found = distribution("kiosk")
    commit = of_checkout(HERE) or of_package(found.read_text("direct_url.json") or "")
    return f"kiosk {found.version} ({commit})" if commit else f"kiosk {found.version}"


def of_checkout(folder: Path) -> str:
    """The commit of a checkout of this program; empty where the folder is none, or git is not."""
    if not (folder / ".git").exists():
        return ""
    commit = _git(folder, "rev-parse", f"--short={DIGITS}", "HEAD")
    changed = _git(folder, "status", "--porcelain", "--untracked-files=no")
    return commit + (CHANGED if commit and changed else "")


def of_package(direct_url: str) -> str:
    """The commit that pip noted (PEP 610); empty where the package came from no repository."""
    told = cast("dict[str, dict[str, str]]", json.loads(direct_url or "{}"))
    return told.get("vcs_info", {}).get("commit_id", "")[:DIGITS]


def _git(folder: Path, *words: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *words],
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
