"""`make mutants`: every mutant of the law's arithmetic is killed, or docs/mutants.md says why not.

mutmut changes the law one spot at a time and runs the tests beside it. What survives is named with
its function and the line it became. A survivor that no line of docs/mutants.md explains is an
error, and so is an explanation that no survivor needs any more.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXPLAINED = ROOT / "docs" / "mutants.md"
LINE = re.compile(r"\* `(?P<where>[^`]+)` `` (?P<became>.+?) ``: .+")
RESULT = re.compile(r"\s*(?P<name>kiosk\.\S+__mutmut_\d+): (?P<end>.+)")
KILLED = ("killed", "caught by type check")


def mutmut(*arguments: str) -> str:
    command = [sys.executable, "-m", "mutmut", *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def survivors() -> list[tuple[str, str]]:
    """Where each survivor is and what its line became."""
    found = [match for match in map(RESULT.match, mutmut("results").splitlines()) if match]
    alive = [match["name"] for match in found if match["end"] not in KILLED]
    return [(where(name), became(mutmut("show", name))) for name in alive]


def where(name: str) -> str:
    """`kiosk.meeting.rules.xǁShareǁneeded__mutmut_3` is `rules.Share.needed`."""
    place = name.removeprefix("kiosk.meeting.").rpartition("__mutmut_")[0]
    return place.replace(".x_", ".", 1).replace(".xǁ", ".", 1).replace("ǁ", ".")


def became(diff: str) -> str:
    added = [line[1:].strip() for line in diff.splitlines() if re.match(r"\+(?!\+\+)", line)]
    return " ".join(added)


def explained() -> set[tuple[str, str]]:
    found = map(LINE.fullmatch, EXPLAINED.read_text(encoding="utf-8").splitlines())
    return {(match["where"], match["became"]) for match in found if match}


def main() -> int:
    alive, known = set(survivors()), explained()
    for place, line in sorted(alive - known):
        sys.stdout.write(f"survives, unexplained: * `{place}` `` {line} ``: why?\n")
    for place, line in sorted(known - alive):
        sys.stdout.write(f"explained, but killed: {place}: {line}\n")
    sys.stdout.write(f"{len(alive)} survivors, {len(alive & known)} of them explained\n")
    return 1 if alive != known else 0


if __name__ == "__main__":
    sys.exit(main())
