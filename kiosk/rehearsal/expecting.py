"""What a scene may expect: one table of figures, read from the book, the screens and the papers."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import cast

from kiosk.clerk.papers import PaperKind
from kiosk.clerk.views import ConsoleView, HallView, Views
from kiosk.faults import meant
from kiosk.meeting.acts.declaring import tally_of
from kiosk.meeting.audit import Audit, failed
from kiosk.meeting.ballot import Channel
from kiosk.meeting.changes import since_notice
from kiosk.meeting.facts import Declared, PaperIssued
from kiosk.meeting.keypads import unreturned
from kiosk.meeting.outcome import Outcome
from kiosk.meeting.paper_copies import way_of
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.rounds import rounds
from kiosk.meeting.state import State
from kiosk.meeting.tally import Tally


@dataclass(frozen=True, slots=True)
class Seen:
    """What can be looked at: the replayed book, the last views, papers and verifier on demand."""

    state: State
    views: Views | None
    verifier: Callable[[], bool]
    paper: Callable[[str], str]
    tray: Callable[[], int] = lambda: 0


Look = Callable[[Seen, tuple[str, ...]], object]


def look(seen: Seen, figure: tuple[str, ...]) -> str:
    """The value of a figure as a scene writes it; LookupError while there is none."""
    return spoken(FIGURES[figure[0]](seen, figure[1:]))


def spoken(value: object) -> str:
    """True and false in small letters, choices joined by +, nothing for nothing."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "+".join(str(part) for part in cast("tuple[object, ...]", value)) or "none"
    return str(value)


def _poll(seen: Seen) -> PollState:
    poll = seen.state.poll
    if poll is None:
        raise LookupError("no poll was prepared yet")
    return poll


def _outcome(seen: Seen) -> Outcome:
    declared = _poll(seen).declared
    ending = declared.fact if declared is not None else None
    if not isinstance(ending, Declared):
        raise LookupError("the poll is not declared yet")
    return ending.outcome


def _tally(name: str) -> Look:
    return lambda seen, _: getattr(tally_of(seen.state, _poll(seen)), name)


def _account(name: str) -> Look:
    def find(seen: Seen, _: tuple[str, ...]) -> object:
        reconciled = _poll(seen).reconciled
        if reconciled is None:
            raise LookupError("the poll is not reconciled yet")
        return getattr(reconciled, name)

    return find


def _length(name: str) -> Look:
    find = _account(name)

    def count(seen: Seen, rest: tuple[str, ...]) -> object:
        found = find(seen, rest)
        assert isinstance(found, tuple)
        return len(found)  # pyright: ignore[reportUnknownArgumentType]

    return count


def _differences(seen: Seen, rest: tuple[str, ...]) -> tuple[tuple[str, str, int, int], ...]:
    return cast("tuple[tuple[str, str, int, int], ...]", _account("differences")(seen, rest))


def _audits(seen: Seen) -> tuple[Audit, ...]:
    """The latest audit of handsets, if there was one."""
    audits = seen.state.audits
    return (audits[len(audits)],) if audits else ()


def _refused(seen: Seen, rest: tuple[str, ...]) -> object:
    refused = _poll(seen).refused
    if not rest:
        return len(refused)
    return Counter(one.reason for one in refused)[rest[0]]


def _stray(seen: Seen, rest: tuple[str, ...]) -> object:
    stray = seen.state.stray
    return len(stray) if not rest else Counter(one.reason for one in stray)[rest[0]]


def _copies(seen: Seen, rest: tuple[str, ...]) -> object:
    """What comparing book and mirror gave after the latest poll."""
    compared = _poll(seen).compared
    return compared.found if compared is not None else "none"


def _column(seen: Seen, rest: tuple[str, ...]) -> object:
    """`column paper returned`: a figure of one channel."""
    for column in tally_of(seen.state, _poll(seen)).columns:
        if column.channel == rest[0]:
            return getattr(column, rest[1])
    return "none"


def _option(seen: Seen, rest: tuple[str, ...]) -> object:
    return tally_of(seen.state, _poll(seen)).options[int(rest[0]) - 1]


def _test(name: str) -> Look:
    return lambda seen, _: getattr(_outcome(seen).tests[-1], name)


def _round(seen: Seen, rest: tuple[str, ...]) -> object:
    """`round 2 verdict`: a round of the latest poll's item, or a figure of its tally."""
    one = rounds(seen.state, _poll(seen).plan.item)[int(rest[0]) - 1]
    return getattr(one, rest[1]) if hasattr(one, rest[1]) else getattr(one.tally, rest[1])


def _changed(seen: Seen, rest: tuple[str, ...]) -> object:
    """How many lines of an item's text differ from the noticed one."""
    return sum(line.changed for line in since_notice(seen.state.items[int(rest[0])]))


def _base(seen: Seen, rest: tuple[str, ...]) -> object:
    return "answers" if seen.state.bases[rest[0]].answers else "gone"


def _trouble(seen: Seen, rest: tuple[str, ...]) -> object:
    """What the chair is told of a line, without its cure."""
    for sentence in _views(seen).console.faults:
        if sentence.args.get("where") == rest[0]:
            return str(sentence.args["what"]).format(**sentence.args)
    return "none"


def _papers(seen: Seen, rest: tuple[str, ...]) -> object:
    return sum(paper.kind == rest[0] for paper in seen.state.papers)


def _copies_of(seen: Seen, serial: str) -> list[PaperIssued]:
    """The copies of a paper, by its number in the meeting."""
    known = [one for one in seen.state.papers if int(one.number.rpartition("-")[2]) == int(serial)]
    if not known:
        raise LookupError("no such paper was issued yet")
    return known


def _copy(seen: Seen, rest: tuple[str, ...]) -> object:
    """How far the newest copy of a paper is."""
    return way_of(seen.state.copies, _copies_of(seen, rest[0])[-1])


def _queue(seen: Seen, rest: tuple[str, ...]) -> object:
    """What the queue said last of the newest copy of a paper."""
    paper = _copies_of(seen, rest[0])[-1]
    copy = seen.state.copies.get((paper.number, paper.copy))
    return copy.told if copy is not None else "none"


def _views(seen: Seen) -> Views:
    if seen.views is None:
        raise LookupError("no screen was told anything yet")
    return seen.views


def _hall(seen: Seen, rest: tuple[str, ...]) -> object:
    hall = _views(seen).hall
    if hasattr(hall, rest[0]):
        return getattr(hall, rest[0])
    return getattr(hall.tally, rest[0], None)


def _console(seen: Seen, rest: tuple[str, ...]) -> object:
    console = _views(seen).console
    if rest[0] == "next":
        return console.next.act if console.next is not None else "none"
    if rest[0] == "mirror":
        return console.mirror
    return getattr(console, rest[0])


def _desk(seen: Seen, rest: tuple[str, ...]) -> object:
    for desk in _views(seen).desks:
        if desk.desk == rest[0]:
            return desk.refusal.reason if desk.refusal is not None else desk.verdict
    return "none"


def _at_desk(seen: Seen, rest: tuple[str, ...]) -> object:
    """`at_desk 1 keypad`: what the window of a desk was told."""
    for desk in _views(seen).desks:
        if desk.desk == rest[0]:
            told = getattr(desk, rest[1])
            return (
                told.reason if isinstance(told, Refusal) else "none" if told in (None, "") else told
            )
    return "none"


def _passes(seen: Seen, rest: tuple[str, ...]) -> object:
    """How many of those present came in by pass or by hand."""
    return sum(one.way == rest[0] for one in seen.state.present.values())


def _keypad(seen: Seen, rest: tuple[str, ...]) -> object:
    """The seat a keypad speaks for, lost, or nobody."""
    keypad = int(rest[0])
    if keypad in seen.state.lost_keypads:
        return "lost"
    return seen.state.seat_of.get(keypad, "nobody")


def _ballot(seen: Seen, rest: tuple[str, ...]) -> object:
    standing = _poll(seen).ballots.get(rest[0])
    return standing.choice if standing is not None else ()


FIGURES: Mapping[str, Look] = {
    "roll": lambda seen, _: seen.state.voting_roll,
    "present": lambda seen, _: seen.state.present_voting,
    "stage": lambda seen, _: _poll(seen).stage,
    "base": _base,
    "trouble": _trouble,
    "polled": _tally("base"),
    "in_favour": _tally("in_favour"),
    "against": _tally("against"),
    "abstain": _tally("abstain"),
    "chosen": _tally("chosen"),
    "void": _tally("void"),
    "not_pressed": _tally("not_pressed"),
    "recused": _tally("recused"),
    "sums": _tally("sums"),
    "option": _option,
    "column": _column,
    "channel": lambda seen, _: _poll(seen).channel,
    "because": lambda seen, _: _poll(seen).plan.because or "nothing",
    "papers_out": lambda seen, _: len(_poll(seen).papers),
    "ballot": _ballot,
    "heard": _account("heard"),
    "counted": _account("counted"),
    "replaced": _account("replaced"),
    "differences": _length("differences"),
    "differs": lambda seen, rest: tuple(one[1] for one in _differences(seen, rest)),
    "evidence": _length("evidence"),
    "silent_watch": lambda seen, _: tuple(one.seat for one in _views(seen).console.silent),
    "drawn": lambda seen, _: tuple(one for audit in _audits(seen) for one in audit.drawn.drawn),
    "failed": lambda seen, _: tuple(one for audit in _audits(seen) for one in failed(audit)),
    "stood_by": lambda seen, _: sum(not one.taken for one in _poll(seen).evidence),
    "took_over": lambda seen, _: tuple(one.base for one, _ in _poll(seen).took_over),
    "taken_up": lambda seen, _: sum(taken for _, taken in _poll(seen).took_over),
    "silent": _length("silent"),
    "refused": _refused,
    "stray": _stray,
    "in_flight": lambda seen, _: sum(x.in_flight for x in _poll(seen).ballots.values()),
    "losses": lambda seen, rest: _poll(seen).losses[rest[0]],
    "round": _round,
    "changed": _changed,
    "outcome": lambda seen, _: _outcome(seen).verdict,
    "taken": lambda seen, _: _outcome(seen).taken,
    "tied": lambda seen, _: _outcome(seen).tied,
    "needed": _test("needed"),
    "have": _test("have"),
    "papers": _papers,
    "paper": lambda seen, rest: seen.paper(rest[0]),
    "copy": _copy,
    "queue": _queue,
    "issued": lambda seen, rest: len(_copies_of(seen, rest[0])),
    "tray": lambda seen, _: seen.tray(),
    "hall": _hall,
    "console": _console,
    "desk": _desk,
    "at_desk": _at_desk,
    "keypad": _keypad,
    "unreturned": lambda seen, _: tuple(one.keypad for one in unreturned(seen.state)),
    "passes": _passes,
    "verifier": lambda seen, _: seen.verifier(),
    "medium": lambda seen, _: seen.state.medium,
    "copies": _copies,
    "halted": lambda seen, _: bool(seen.state.halted),
}


# What the word after a figure may be: None for any, absent where no word may follow.
ANY = None
AFTER: Mapping[str, tuple[str, ...] | None] = {
    "base": ANY,
    "trouble": ANY,
    "option": tuple(str(option) for option in range(1, 33)),
    "column": tuple(str(channel) for channel in Channel),
    "ballot": ANY,
    "losses": ANY,
    "refused": tuple(str(reason) for reason in Reason),
    "stray": tuple(str(reason) for reason in Reason),
    "papers": tuple(str(kind) for kind in PaperKind),
    "paper": ANY,
    "copy": ANY,
    "queue": ANY,
    "issued": ANY,
    "hall": tuple(one.name for view in (HallView, Tally) for one in fields(view)),
    "console": tuple(one.name for one in fields(ConsoleView)),
    "desk": ANY,
    "at_desk": ANY,
    "keypad": ANY,
    "passes": ("pass", "by_hand"),
    "round": ANY,
    "changed": ANY,
}
TWO_WORDS = frozenset({"column", "round", "at_desk"})
OPTIONAL = frozenset({"refused", "stray"})


def mistake_in(figure: tuple[str, ...]) -> tuple[int, str] | None:
    """Which word of a figure is wrong, and what would be right; None when nobody can tell."""
    name, *rest = figure
    if name not in FIGURES:
        return 0, _right(name, tuple(FIGURES))
    if name not in AFTER or (not rest and name in OPTIONAL):
        return (1, "expected its value and the end of the line") if rest else None
    known = AFTER[name]
    if not rest:
        return 0, f"expected {name}, then " + (f"one of {', '.join(known)}" if known else "a name")
    if known is not None and rest[0] not in known:
        return 1, _right(rest[0], known)
    most = 2 if name in TWO_WORDS else 1
    wrong = (most + 1, "expected its value and the end of the line")
    return wrong if len(rest) > most else None


def _right(said: str, known: tuple[str, ...]) -> str:
    return meant(said, known, f"expected one of {', '.join(known)}")
