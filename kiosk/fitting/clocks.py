"""What this PC itself says of its clock: a time server, and the clock that runs on its battery."""

import shutil
import subprocess
from pathlib import Path

from kiosk.clerk.readiness import Ready, clock_told
from kiosk.clock import Clock

FIRST_YEAR = 2026
"""No hall ran this kiosk before; a PC whose battery is empty begins in 1970 or 2000."""
RTC = Path("/sys/class/rtc/rtc0/since_epoch")
ASK = ("timedatectl", "show", "--property=NTPSynchronized", "--value")
PATIENCE_S = 5


def look_at_clock(clock: Clock, *, rtc: Path = RTC) -> Ready:
    """Judge the clock of this PC."""
    now = clock.now().utc
    return clock_told(
        synchronised=synchronised(),
        rtc_off_s=_off_s(rtc, int(now.timestamp())),
        plausible=now.year >= FIRST_YEAR,
    )


def synchronised() -> bool | None:
    """Whether a time server sets this PC; None where the system cannot be asked."""
    if shutil.which(ASK[0]) is None:
        return None
    try:
        told = subprocess.run(ASK, capture_output=True, text=True, timeout=PATIENCE_S, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return told.stdout.strip() == "yes"


def _off_s(rtc: Path, now_s: int) -> int | None:
    try:
        return abs(now_s - int(rtc.read_text(encoding="ascii")))
    except (OSError, ValueError):
        return None
