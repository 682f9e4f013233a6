"""What a play tells at its end: the account of every poll, the outcomes, the files, the times."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from kiosk.ledger.book import Book
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import BallotCast, Declared, PressRefused
from kiosk.meeting.poll import Stage
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.state import State, replay
from kiosk.rehearsal.playing import Left
from kiosk.words import Words

STAGES = frozenset(map(str, Stage))


@dataclass(frozen=True, slots=True)
class PollAccount:
    """One poll of a finished play; `verdict` is its stage while nothing was declared."""

    poll: int
    title: str
    heard: int
    counted: int
    replaced: int
    refused: dict[str, int]
    verdict: str
    computation: tuple[str, ...]

    @property
    def adds_up(self) -> bool:
        """Heard = counted + replaced + refused, presses after the close included."""
        return self.heard == self.counted + self.replaced + sum(self.refused.values())


def accounts(state: State, words: Words) -> list[PollAccount]:
    """The account of every poll, in order."""
    return [_account(state, poll, words) for poll in state.polls.values()]


def _account(state: State, poll: PollState, words: Words) -> PollAccount:
    ending = poll.declared.fact if poll.declared is not None else None
    outcome = ending.outcome if isinstance(ending, Declared) else None
    sentences = outcome.computation if outcome is not None else ()
    return PollAccount(
        poll=poll.plan.poll,
        title=state.items[poll.plan.item].title,
        heard=poll.heard,
        counted=len(poll.ballots),
        replaced=poll.cast - len(poll.ballots),
        refused=dict(Counter(one.reason for one in poll.refused)),
        verdict=outcome.verdict if outcome is not None else poll.stage,
        computation=tuple(words.say(one.msgid, **one.args) for one in sentences),
    )


def judging_ms(book: Book) -> tuple[float, float]:
    """Milliseconds from heard to entered over all presses of a book, p50 and p99; 0 for none."""
    waits = sorted(
        (one.mono_ns - one.fact.press.heard_ns) / 1e6
        for one in book.entries(facts=[BallotCast, PressRefused])
        if isinstance(one.fact, BallotCast | PressRefused)
    )
    if not waits:
        return 0.0, 0.0
    return round(waits[len(waits) // 2], 2), round(waits[len(waits) * 99 // 100], 2)


def told(left: Left, words: Words, seconds: float) -> dict[str, object]:
    """A finished play as one JSON document."""
    with Ledger.read(left.book) as book:
        state = replay(book.entries())
        number, head = book.head
        p50, p99 = judging_ms(book)
    polls = accounts(state, words)
    true = left.played.true and left.verdict["exit"] == 0 and all(one.adds_up for one in polls)
    return {
        "true": true,
        "expectations_held": left.played.held,
        "misses": [
            {"line": one.line, "text": one.text, "what": one.what} for one in left.played.misses
        ],
        "polls": [
            {
                "poll": one.poll,
                "title": one.title,
                "heard": one.heard,
                "counted": one.counted,
                "replaced": one.replaced,
                "refused": one.refused,
                "adds_up": one.adds_up,
                "outcome": one.verdict,
                "computation": list(one.computation),
            }
            for one in polls
        ],
        "book": {"path": str(left.book), "entries": number + 1, "head": head.hex()},
        "papers": sorted(str(path) for path in left.papers.glob("*.pdf")),
        "bundle": str(left.bundle),
        "verifier": {"path": str(left.verifier), "verdict": left.verdict},
        "timings": {"heard_to_judged_ms": {"p50": p50, "p99": p99}},
        "seconds": round(seconds, 2),
    }


def show(document: dict[str, object], left: Left, words: Words, *, console: Console) -> None:
    """The same for a person."""
    with Ledger.read(left.book) as book:
        polls = accounts(replay(book.entries()), words)
        p50, p99 = judging_ms(book)
    console.print(_presses(polls))
    for one in polls:
        _show_poll(one, words, console)
    stills = left.papers.parent / "stills"
    for path in (left.book, left.bundle, left.verifier, *sorted(left.papers.glob("*.pdf"))):
        console.print(f"  {_short(path)}  [dim]{path.stat().st_size:,} bytes[/]")
    if stills.is_dir():
        console.print(f"  {_short(stills)}  [dim]{len(list(stills.iterdir()))} pictures[/]")
    console.print()
    for miss in left.played.misses:
        console.print(f"[red]line {miss.line}[/]: {miss.text}\n    {miss.what}")
    agrees = "agrees" if left.verdict["exit"] == 0 else "[red]does not agree[/]"
    console.print(f"heard → judged: {p50} ms (p50), {p99} ms (p99)")
    console.print(
        f"{left.played.held} expectations held, {len(left.played.misses)} missed; "
        f"the verifier {agrees}; {document['seconds']} s"
    )


def _show_poll(one: PollAccount, words: Words, console: Console) -> None:
    verdict = words.name("stage" if one.verdict in STAGES else "verdict", one.verdict)
    console.print(f"poll {one.poll}  {one.title}: [bold]{verdict}[/]")
    for sentence in one.computation[:-1]:
        console.print(f"    {sentence}")
    if one.refused:
        reasons = (f"{words.name('reason', reason)} {n}" for reason, n in one.refused.items())
        console.print(f"    [dim]refused:[/] {' · '.join(reasons)}")
    console.print()


def _presses(polls: list[PollAccount]) -> Table:
    table = Table(title="heard = counted + replaced + refused", title_justify="left")
    table.add_column("poll", justify="right")
    for head in ("heard", "counted", "replaced", "refused"):
        table.add_column(head, justify="right")
    table.add_column("")
    for one in polls:
        refused = sum(one.refused.values())
        figures = (one.poll, one.heard, one.counted, one.replaced, refused)
        table.add_row(*(str(figure) for figure in figures), "adds up" if one.adds_up else "≠")
    return table


def _short(path: Path) -> str:
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
