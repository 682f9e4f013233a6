"""`kiosk bench book`: what the book costs on this disk, and how it grows.

A hall of 3,376 seats polls again and again until the book has 10,000, 100,000 and 1,000,000
entries; every press is judged, every poll sealed and declared, so that the second hand can read it
as it would a true one. What a reader needs in time and memory is measured in a process of its own,
and the quickest of three rounds is told (of a million entries, the only one): a kiosk that starts
anew, the kiosk's own check, the export, the verifier.
"""

import os
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from kiosk.assets import CONTRACT, asset
from kiosk.clerk.beginning import find_pack
from kiosk.clock import SystemClock
from kiosk.devices.keypads.hvm1_map import Kind, Record
from kiosk.ledger.bundle import export_bundle
from kiosk.ledger.check import check_book
from kiosk.ledger.keys import SealKey
from kiosk.ledger.persons import commitment
from kiosk.ledger.store import Ledger
from kiosk.meeting import facts as f
from kiosk.meeting.acts.answer import Answer
from kiosk.meeting.acts.conducting import close_poll
from kiosk.meeting.acts.declaring import acknowledge_silence, declare, reconcile, seal_poll
from kiosk.meeting.acts.polling import judge
from kiosk.meeting.ballot import FOR_AGAINST_FORM
from kiosk.meeting.facts import Fact, Press
from kiosk.meeting.motion import motion_hash
from kiosk.meeting.poll import PollPlan
from kiosk.meeting.refusal import Refusal
from kiosk.meeting.roll import Delegate, DelegateClass, Person
from kiosk.meeting.rules import Rule
from kiosk.meeting.state import State, apply
from kiosk.rehearsal.bench_press import Tell
from kiosk.verifier.anchoring import Typed
from kiosk.verifier.checks import verify
from kiosk.verifier.reading import read_bundle

SIZES = (10_000, 100_000, 1_000_000)
SEATS = 3_376
DRAIN = 200
MEETING = "3c9b5e07d1fa4286b8e2704d95ac1f63"
Figures = dict[str, object]


def bench_book(tell: Tell, sizes: Sequence[int] = SIZES) -> Figures:
    """Syncs, commits and growth; seconds, bytes, MB of peak memory."""
    found: Figures = {"bench": "book", "disk": _syncs(tell), "commits": _commits(tell)}
    found["growth"] = [_grown(size, tell) for size in sizes]
    return found


# ---- the disk and the commit -----------------------------------------------------------------


def _syncs(tell: Tell, rounds: int = 500) -> Figures:
    """How long fdatasync takes after 4 kB were appended, in milliseconds."""
    took: list[float] = []
    with _folder() as folder:
        fd = os.open(Path(folder) / "file", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for _ in range(rounds):
            os.write(fd, bytes(4096))
            begun = time.perf_counter()
            os.fsync(fd)
            took.append((time.perf_counter() - begun) * 1e3)
        os.close(fd)
    figures: Figures = {
        f"p{share}_ms": round(sorted(took)[rounds * share // 100], 3) for share in (10, 50, 90, 99)
    }
    figures["most_ms"] = round(max(took), 3)
    tell(f"fsync of 4 kB: {figures}")
    return figures


def _commits(tell: Tell) -> list[Figures]:
    rows: list[Figures] = []
    for mirrored in (False, True):
        for batch in (1, 50, DRAIN):
            rate = _rate(batch, mirrored=mirrored)
            rows.append(
                {
                    "mirror": mirrored,
                    "presses_a_commit": batch,
                    "commits_per_s": round(rate),
                    "presses_per_s": round(rate * batch),
                }
            )
            tell(f"commits: {rows[-1]}")
    return rows


def _rate(batch: int, *, mirrored: bool, entries: int = 20_000) -> float:
    commits = max(min(entries // batch, 1_000), 1)
    with _folder() as folder, _new(folder, mirrored=mirrored) as book:
        presses = [_cast(number) for number in range(batch)]
        begun = time.perf_counter()
        for _ in range(commits):
            book.append(presses)
        return commits / (time.perf_counter() - begun)


def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="kiosk-bench-")


def _new(folder: str, *, mirrored: bool) -> Ledger:
    mirror = Path(folder) / "mirror" if mirrored else None
    return Ledger.create(Path(folder) / "book", meeting=MEETING, mirror=mirror, clock=SystemClock())


def _cast(number: int) -> Fact:
    press = Press("A", number % 480, (1,), number, 7, number, number, "00" * 16)
    return f.BallotCast(1, str(number % 480), (1,), False, False, press)


# ---- growth ----------------------------------------------------------------------------------


def _grown(size: int, tell: Tell) -> Figures:
    """A book of at least `size` entries, and what its readers need."""
    with _folder() as folder:
        place = Path(folder)
        key = SealKey.create(place / "book.seal-key")
        begun = time.perf_counter()
        with _new(folder, mirrored=True) as ledger:
            entries = _Meeting(ledger, key).hold(size)
            ledger.checkpoint()
        row: Figures = {"entries": entries, "written_s": round(time.perf_counter() - begun, 2)}
        for name, measure in MEASURES.items():
            rounds = [_apart(measure, folder) for _ in range(3 if size <= SIZES[1] else 1)]
            quickest = min(rounds, key=lambda one: float(str(one["s"])))
            row |= {f"{name}_{what}": figure for what, figure in quickest.items()}
        row["book_mb"] = _megabytes(place / "book")
        row["mirror_mb"] = _megabytes(place / "mirror")
        row["bundle_mb"] = _megabytes(place / "bundle.zip")
        row["reopen_us_per_entry"] = round(float(str(row["reopen_cpu_s"])) / entries * 1e6, 2)
        row["verifier_us_per_entry"] = round(float(str(row["verifier_cpu_s"])) / entries * 1e6, 2)
    tell(f"grown: {row}")
    return row


def _megabytes(path: Path) -> float:
    return round(path.stat().st_size / 1e6, 1)


class _Meeting:
    """A meeting that polls until the book is long enough."""

    def __init__(self, ledger: Ledger, key: SealKey) -> None:
        self._ledger = ledger
        self._state = State()
        pack = find_pack("citizens-assembly", asset("rulepacks"))
        rule = pack.rule("ordinary")
        assert rule is not None
        self._rule: Rule = rule
        seats = [str(number) for number in range(1, SEATS + 1)]
        voting = DelegateClass.CITIZEN
        persons = [Person(n, f"Bench {n}", "1", "18to65", "", "00" * 16) for n in map(int, seats)]
        self._ledger.add_persons(persons)
        roll = [
            Delegate(one.number, seat, voting, True, commitment(one))
            for one, seat in zip(persons, seats, strict=True)
        ]
        self._enter(
            f.BookOpened(
                MEETING, "bench", "", "", "", 480, True, "bench", "00" * 32, key.public_hex
            ),
            f.KioskStarted("bench", "boot", "00" * 32),
            f.RulePackAdopted(pack.pack, pack.version, pack.title, pack.sha256, pack.text),
            f.RollFrozen(tuple(roll)),
            *(f.KeypadBound(n, seat, "") for n, seat in enumerate(seats, 1)),
            *(f.CheckedIn(seat, "1", "pass", "") for seat in seats),
            f.BaseFound("A", "HVM-1 bench", 1, SEATS, "hvm1", 8),
            f.ItemTabled(1, "1", ""),
            f.MotionPut(1, 1, "1", "1", motion_hash("1", "1"), False),
        )

    def hold(self, size: int) -> int:
        """Poll until there are `size` entries; how many there are."""
        poll = 0
        while self._ledger.head[0] + 1 < size:
            poll += 1
            self._ask(poll, SEATS if size > 2 * SEATS + poll else SEATS // 4)
        return self._ledger.head[0] + 1

    def _ask(self, poll: int, pressing: int) -> None:
        plan = PollPlan(poll, 1, 1, poll, FOR_AGAINST_FORM, self._rule, True, True, 0)
        opened = f.PollOpened(poll, (("A", poll),), SEATS, "chair")
        self._enter(f.PollPrepared(plan), opened, f.BaseListens(poll, "A", poll, 0))
        for first in range(0, pressing, DRAIN):
            self._press(poll, range(first, min(first + DRAIN, pressing)))
        self._do(close_poll(self._state, by="chair", closed_ns=self._now_ns))
        self._enter(f.BaseDrained(poll, "A", poll, pressing, 0, None, ()))
        entries, root = self._ledger.root(poll)
        self._do(seal_poll(self._state, entries=entries, root=root))
        self._do(reconcile(self._state))
        self._do(acknowledge_silence(self._state, by="chair"))
        self._do(declare(self._state, by="chair"))

    def _press(self, poll: int, places: range) -> None:
        presses = [
            Press("A", at + 1, (at % 3 + 1,), self._now_ns, poll, at + 1, at * 17, _raw(poll, at))
            for at in places
        ]
        self._enter(*(judge(self._state, press) for press in presses))

    @property
    def _now_ns(self) -> int:
        return time.monotonic_ns()

    def _do(self, answer: Answer) -> None:
        assert not isinstance(answer, Refusal), answer
        self._enter(*answer)

    def _enter(self, *facts: Fact) -> None:
        for entered in self._ledger.append(facts):
            apply(self._state, entered)


def _raw(poll: int, at: int) -> str:
    """The sixteen bytes of a record of HVM-1."""
    return Record(at + 1, at + 1, Kind.PRESS, 1 << at % 3, poll, at * 17, 100, 95).to_bytes().hex()


# ---- readers, each in a process of its own ---------------------------------------------------


def _apart(measure: Callable[[Path], object], folder: str) -> Figures:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_timed, measure, folder).result()


def _timed(measure: Callable[[Path], object], folder: str) -> Figures:
    before = peak_mb()
    begun, worked = time.perf_counter(), time.process_time()
    measure(Path(folder))
    took, worked = time.perf_counter() - begun, time.process_time() - worked
    return {"s": round(took, 3), "cpu_s": round(worked, 3), "mb": round(peak_mb() - before, 1)}


def peak_mb() -> float:
    """Of this process alone: `ru_maxrss` would be handed down by the one that made it."""
    told = Path("/proc/self/status")
    if told.exists():
        line = next(one for one in told.read_text().splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _reopen(place: Path) -> None:
    """What stands between the start of a kiosk and the running poll, with nobody asked.

    Check, mirror, fold, and the persons under the data key.
    """
    state, mirror = State(), place / "mirror"
    told = partial(apply, state)
    with Ledger.open(place / "book", mirror=mirror, clock=SystemClock(), told=told) as ledger:
        assert state.last is not None
        assert state.last.number == ledger.head[0]
        assert len(ledger.persons()) == SEATS


def _check(place: Path) -> None:
    with Ledger.read(place / "book", mirror=place / "mirror") as book:
        assert check_book(book) == []


def _export(place: Path) -> None:
    target = place / "bundle.zip"
    with Ledger.read(place / "book") as book:
        key = SealKey.load(place / "book.seal-key")
        export_bundle(book, target, key=key, papers=place, contract=CONTRACT, force=True)


def _verify(place: Path) -> None:
    assert verify(read_bundle(place / "bundle.zip"), Typed()).true


MEASURES: dict[str, Callable[[Path], object]] = {
    "reopen": _reopen,
    "check": _check,
    "export": _export,
    "verifier": _verify,
}
