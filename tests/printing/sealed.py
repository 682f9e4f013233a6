"""A hall with a certificate, once for all tests of signatures, and papers that carry its seal."""

import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import samples

from kiosk.ledger.certificate import (
    HallCertificate,
    Subject,
    load_certificate,
    make_certificate,
)
from kiosk.printing.catalog import Paper, print_vote_record, print_zero_report
from kiosk.printing.signing import HallSeal, signed

AT = datetime(2026, 11, 23, 6, 33, 40, tzinfo=UTC)
REASON = "Integrity seal of the hall"


@cache
def hall() -> HallCertificate:
    folder = Path(mkdtemp(prefix="kiosk-hall-"))
    make_certificate(
        folder / "hall.certificate",
        Subject("静安里街道议事厅", "静安里街道办事处"),
        hall_key=folder / "hall.key",
        now=AT,
        reason="启用会场证书",
        officers=("王建国", "李敏"),
    )
    certificate = load_certificate(folder / "hall.certificate")
    assert certificate is not None
    return certificate


@cache
def drawn(kind: str = "vote") -> Paper:
    """The paper of a hall with a certificate, before it is signed."""
    told = {"certificate": hall().told.fingerprint, "sm2_missing": hall().told.sm2_missing}
    if kind == "zero":
        report = samples.zero_report()
        return print_zero_report(replace(report, heading=replace(report.heading, **told)))
    record = samples.simple_majority()
    heading = replace(record.heading, **told)
    return print_vote_record(replace(record, heading=heading), sign=samples.sign)


@cache
def sealed(kind: str = "vote") -> bytes:
    return signed(drawn(kind).pdf, HallSeal(hall().der, hall().sign), at=AT, reason=REASON)


def ran(*command: object) -> str:
    """What a tool says that is not ours; it must succeed."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
