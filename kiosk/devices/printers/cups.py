"""A CUPS queue: `lp` lays, releases by `lp -i`, `cancel` cancels, `ipptool` asks.

`lpstat` is not asked: it names a job that is done and one that was aborted with the same words, and
says the same of a queue that is gone and of a server that does not answer. `ipptool` of the same
package gives the attributes of RFC 8011 (job-state 3 to 9, printer-state 3 to 5, their reasons) as
a property list. A job is known by its number and its UUID, so that a spool begun anew, which counts
from 1 again, does not answer for another's paper.
"""

import os
import plistlib
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast
from xml.parsers.expat import ExpatError

from kiosk.devices.printer import Told
from kiosk.faults import PrinterFault

PATIENCE_S = 5
ASK = """{{
OPERATION {operation}
GROUP operation-attributes-tag
ATTR charset attributes-charset utf-8
ATTR naturalLanguage attributes-natural-language en
ATTR uri printer-uri $uri
{job}ATTR keyword requested-attributes {wanted}
}}
"""
OF_PRINTER = ASK.format(
    operation="Get-Printer-Attributes",
    job="",
    wanted="printer-state,printer-state-reasons,printer-is-accepting-jobs",
)
OF_JOB = ASK.format(
    operation="Get-Job-Attributes",
    job="ATTR integer job-id $job\n",
    wanted="job-state,job-uuid",
)
LAID = re.compile(r"request id is \S+-(\d+) ")

TROUBLES: Sequence[tuple[str, Told]] = (
    ("media-jam", Told.JAM),
    ("media-empty", Told.PAPER_OUT),
    ("media-needed", Told.PAPER_OUT),
)
"""Reasons of RFC 8011 §5.4.12 that the operator mends; any other error stops the printer."""
HARMLESS = ("-report", "-warning")
STOPPED = 5
JOB_STATES: Mapping[int, Told] = {
    3: Told.WAITING,
    4: Told.HELD,
    5: Told.PRINTING,
    6: Told.STOPPED,
    7: Told.CANCELLED,
    8: Told.FAILED,
    9: Told.DONE,
}
AT_WORK = frozenset({Told.WAITING, Told.PRINTING})


class CupsPrinter:
    """The queue `name` of the CUPS server at `server` (host:port, empty for this PC's own)."""

    def __init__(self, name: str, *, server: str = "", options: Sequence[str] = ()) -> None:
        self.name = name
        self._server = ["-h", server] if server else []
        self._uri = f"ipp://{server or 'localhost:631'}/printers/{name}"
        self._options = [part for option in options for part in ("-o", option)]

    def look(self) -> Told:
        (printer,) = self._asked(OF_PRINTER)
        return Told.GONE if printer is None else _condition(printer)

    def lay(self, file: Path, title: str) -> str:
        put = ["lp", *self._server, "-d", self.name, "-H", "hold", "-t", title, *self._options]
        said = LAID.search(_run([*put, "--", str(file)], where=self.name))
        if said is None:
            raise _not_taken(self.name, "it gave the job no number")
        number = said[1]
        return f"{number} {self._uuid(number)}".rstrip()

    def release(self, job: str) -> None:
        name = f"{self.name}-{job.split(maxsplit=1)[0]}"
        _run(["lp", *self._server, "-i", name, "-H", "resume"], where=self.name)

    def ask(self, job: str) -> Told:
        number, _, uuid = job.partition(" ")
        printer, known = self._asked(OF_PRINTER + OF_JOB, job=number)
        if printer is None:
            return Told.GONE
        if known is None or (uuid and known.get("job-uuid") not in (None, uuid)):
            return Told.UNKNOWN
        told = JOB_STATES[int(known["job-state"])]
        condition = _condition(printer)
        return condition if told in AT_WORK and condition is not Told.READY else told

    def cancel(self, job: str) -> None:
        if self.ask(job) not in (Told.DONE, Told.CANCELLED, Told.FAILED, Told.UNKNOWN, Told.GONE):
            name = f"{self.name}-{job.split(maxsplit=1)[0]}"
            _run(["cancel", *self._server, name], where=self.name)

    def _uuid(self, number: str) -> str:
        _, known = self._asked(OF_PRINTER + OF_JOB, job=number)
        return str(known.get("job-uuid", "")) if known is not None else ""

    def _asked(self, asking: str, **variables: str) -> list[dict[str, Any] | None]:
        """Return the attributes that answer each question, None where there is no such thing."""
        given = [part for name, value in variables.items() for part in ("-d", f"{name}={value}")]
        command = ["ipptool", "-T", str(PATIENCE_S), *given, "-X", self._uri, "/dev/stdin"]
        said, end, _ = _run(command, where=self.name, said=asking).partition("</plist>")
        try:
            told = plistlib.loads((said + end).encode())
        except (ExpatError, plistlib.InvalidFileException, ValueError) as error:
            raise _unreachable(self.name, str(error)) from error
        return [_attributes(one) for one in told["Tests"]]


def queues() -> tuple[str, ...]:
    """The names of the queues that this PC's CUPS knows; none where there is no CUPS."""
    try:
        return tuple(_run(["lpstat", "-e"], where="lpstat").split())
    except PrinterFault:
        return ()


def _attributes(answer: dict[str, Any]) -> dict[str, Any] | None:
    if not str(answer["StatusCode"]).startswith("successful-ok"):
        return None
    groups = cast("list[dict[str, Any]]", answer["ResponseAttributes"])
    return {name: value for group in groups for name, value in group.items()}


def _condition(printer: Mapping[str, Any]) -> Told:
    """Return what keeps a printer from printing, `READY` for nothing."""
    told = printer.get("printer-state-reasons", "none")
    reasons = [told] if isinstance(told, str) else list(told)
    wrong = {one.removesuffix("-error") for one in reasons if not one.endswith(HARMLESS)}
    for reason, said in TROUBLES:
        if reason in wrong:
            return said
    accepts = printer.get("printer-is-accepting-jobs", True)
    stopped = printer.get("printer-state") == STOPPED
    return Told.READY if accepts and not stopped else Told.STOPPED


def _run(command: Sequence[str], *, where: str, said: str = "") -> str:
    """Run a tool of CUPS in its own English; return what it wrote."""
    try:
        ran = subprocess.run(
            command,
            input=said,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=2 * PATIENCE_S,
            env=os.environ | {"LC_ALL": "C"},
            check=False,
        )
    except FileNotFoundError as error:
        raise PrinterFault(
            "the program {tool} of the printing system is missing",
            where=where,
            cure="install the packages cups-client and cups-ipp-utils",
            tool=command[0],
        ) from error
    except subprocess.TimeoutExpired as error:
        raise _unreachable(where, f"{command[0]} took too long") from error
    if ran.returncode:
        why = (ran.stderr.strip().splitlines() or ["no word"])[-1]
        raise (_unreachable if command[0] == "ipptool" else _not_taken)(where, why)
    return ran.stdout


def _unreachable(where: str, why: str) -> PrinterFault:
    return PrinterFault(
        "the printing system does not answer: {why}",
        where=where,
        cure="switch the printer on, check its cable, and see that CUPS runs on this PC",
        why=why,
    )


def _not_taken(where: str, why: str) -> PrinterFault:
    return PrinterFault(
        "the printer does not take the paper: {why}",
        where=where,
        cure="check name and server of the printer in the settings, then print again",
        why=why,
    )
