"""The annexes of a vote record: every ballot, every press that did not count, the full text."""

from collections import Counter
from collections.abc import Iterable, Sequence

from kiosk.meeting.ballot import BallotForm, BallotKind, Channel, Mark
from kiosk.meeting.record import BallotLine, RefusedLine, VoteRecord
from kiosk.meeting.secrecy import Breakdown, ToldBreakdown
from kiosk.printing.blocks import BODY, NOTE, Block, Gap, Keep, Prose, Turn, heading, prose, under
from kiosk.printing.particulars import is_short
from kiosk.printing.pen import MM
from kiosk.printing.phrases import digest, instant
from kiosk.printing.tables import Align, Column, Listing, listing
from kiosk.words import Words

ANNEX_ROOM = 130 * MM
IN_FLIGHT, LEFT = "*", "^"
BALLOTS = "Annex 1: ballots, seat by seat"
TOOK_PART = "Annex 1: who took part, seat by seat"
REFUSED = "Annex 2: whose press did not count, and why"
REPLACED = "Annex 3: presses that a later one replaced"


def annexes(record: VoteRecord, words: Words) -> tuple[Block, ...]:
    """All annexes in their order; each says so when it is empty."""
    return (
        Turn(enough=ANNEX_ROOM),
        *under(words.say(_first(record)), tuple(_ballots(record, words))),
        *_presses(record, words, replaced=False),
        *_presses(record, words, replaced=True),
        *_text(record, words),
    )


def _first(record: VoteRecord) -> str:
    return BALLOTS if record.plan.named else TOOK_PART


def _ballots(record: VoteRecord, words: Words) -> Iterable[Block]:
    yield Keep((*prose(_legend(record, words), NOTE), Gap(3)))
    labels = key_labels(record.plan.form, words)
    if labels:
        key = words.say("; ").join(f"{n} {name}" for n, name in enumerate(labels, start=1))
        yield from prose(key, NOTE)
        yield Gap(3)
    yield _ballot_list(record, words)
    if record.opened_by:
        yield Gap(3)
        yield from prose(_urn(record, words), BODY)
        for told in record.breakdowns:
            yield from prose(_breakdown(told, words), BODY)


def _legend(record: VoteRecord, words: Words) -> str:
    """The signs of the list; of a secret poll it is not told when a press was made."""
    seats = len(record.ballots)
    if not record.plan.named:
        said = "{n} seats of the base. {left} left the hall after a press that counted."
        return words.say(said, n=seats, left=LEFT)
    return words.say(
        "{n} seats of the base. {flight} made before the close and heard after it; {left} left "
        "the hall after a press that counted.",
        n=seats,
        flight=IN_FLIGHT,
        left=LEFT,
    )


def _urn(record: VoteRecord, words: Words) -> str:
    """The list of a secret poll: every choice and how often it was made, in no seat's order."""
    held = Counter(record.opened)
    told = words.say(
        "The urn, opened by {first} and {second}, held {n} ballots (keys × ballots): {ballots}.",
        first=record.opened_by[0],
        second=record.opened_by[1],
        n=len(record.opened),
        ballots=_choices(held.items(), words),
    )
    if not record.opened_for:
        return told
    return told + words.say("It was opened for this reason: {reason}.", reason=record.opened_for)


def _choices(counted: Iterable[tuple[tuple[int, ...], int]], words: Words) -> str:
    blank = words.say("blank")
    return words.say("; ").join(
        f"{'+'.join(map(str, keys)) or blank} × {n}" for keys, n in sorted(counted)
    )


def _breakdown(told: ToldBreakdown, words: Words) -> str:
    """What is told of the groups of one breakdown, or that it is not."""
    by_class = told.name == Breakdown.DELEGATE_CLASS
    name = words.name("column", "class" if by_class else told.name)
    if told.withheld:
        return words.say(
            "{breakdown}: not told, since it would show how single people chose.", breakdown=name
        )
    groups = [
        words.say(
            "{group}, {n} ballots: {ballots}",
            group=_group(told.name, one.group, words),
            n=one.size,
            ballots=_choices(one.choices, words),
        )
        for one in told.groups
    ]
    if told.rest:
        rest = words.say(", ").join(_group(told.name, one, words) for one in told.rest)
        groups.append(words.say("too small to be told apart: {groups}", groups=rest))
    return words.say("{breakdown}: {groups}.", breakdown=name, groups=words.say("; ").join(groups))


def _group(breakdown: str, group: str, words: Words) -> str:
    if not group:
        return words.say("not stated")
    return words.name("class", group) if breakdown == Breakdown.DELEGATE_CLASS else group


def key_labels(form: BallotForm, words: Words) -> tuple[str, ...]:
    """What each key of the keypad stands for, where options are asked about."""
    if form.kind is not BallotKind.YES_NO:
        return form.options
    answers = (words.say("In favour"), words.say("Against"))
    return tuple(f"{name} {answer}" for name in form.options for answer in answers)


def _ballot_list(record: VoteRecord, words: Words) -> Listing:
    columns = (
        Column(words.say("No."), 9.5 * MM, Align.RIGHT),
        Column(words.say("Seat"), 14 * MM),
        Column(words.say("Name"), 16 * MM),
        Column(words.say("Counted as"), 13.5 * MM, Align.CENTRE),
        Column(words.say("Keypad"), 12.5 * MM, Align.RIGHT),
        Column(words.say("Time"), 14.5 * MM, Align.CENTRE),
    )
    rows = (_ballot(record, words, line) for line in record.ballots)
    return listing(columns, rows, abreast=2, again=_again(words, _first(record)))


def _again(words: Words, msgid: str) -> str:
    return words.say("{annex} (continued)", annex=words.say(msgid))


def _ballot(record: VoteRecord, words: Words, line: BallotLine) -> tuple[str, ...]:
    sign = (IN_FLIGHT if line.in_flight else "") + (LEFT if line.left else "")
    return (
        str(line.number),
        line.seat,
        line.name + sign,
        choice(record, words, line),
        "–" if line.keypad is None else str(line.keypad),
        instant(line.at, record.heading.utc_offset_min)[:8],
    )


def choice(record: VoteRecord, words: Words, line: BallotLine) -> str:
    """What a seat's line says: its choice, or which bucket it stands in without one."""
    if line.recused:
        return words.say("Recused")
    if line.channel is not Channel.KEYPADS:
        number = f" {line.paper}" if line.paper else ""
        return words.name("mark", line.channel) + number
    if line.mark is None:
        return words.say("Not pressed")
    if not record.plan.named:
        return words.say("Took part")
    said = words.name("mark", line.mark)
    if record.plan.form.kind is BallotKind.FOR_AGAINST or not line.choice:
        return said
    keys = _keys(line.choice)
    return f"{said} {keys}" if line.mark is Mark.VOID else keys


def _keys(keys: Sequence[int]) -> str:
    return " ".join(map(str, keys)) or "–"


def _presses(record: VoteRecord, words: Words, *, replaced: bool) -> Iterable[Block]:
    held = record.replaced if replaced else record.refused
    msgid = REPLACED if replaced else REFUSED
    unlisted = _unlisted(record, words) if replaced else ()
    if not held:
        nothing = unlisted or prose(words.say("No press of this kind."), BODY)
        return (Keep((heading(words.say(msgid)), *nothing)),)
    columns = (
        Column(words.say("Entry"), 16 * MM, Align.RIGHT),
        Column(words.say("Time"), 23 * MM, Align.CENTRE),
        Column(words.say("Seat"), 16 * MM),
        Column(words.say("Name"), 30 * MM),
        Column(words.say("Base"), 14 * MM, Align.CENTRE),
        Column(words.say("Keypad"), 14 * MM, Align.RIGHT),
        Column(words.say("Key"), 14 * MM, Align.CENTRE),
        Column(words.say("Reason"), 38 * MM),
    )
    rows = (_press(record, words, line) for line in held)
    listed = listing(columns, rows, again=_again(words, msgid))
    return under(words.say(msgid), (*unlisted, listed))


def _unlisted(record: VoteRecord, words: Words) -> tuple[Block, ...]:
    """How many seats' presses gave way to a later one, where it is not told which seats'."""
    n = record.account.replaced - len(record.replaced)
    if record.plan.named or n <= 0:
        return ()
    told = (
        "{n} presses gave way to a later press of the same seat. In a secret poll it is not listed "
        "which seats': a blank ballot would point to them."
    )
    return tuple(prose(words.say(told, n=n), BODY))


def _press(record: VoteRecord, words: Words, line: RefusedLine) -> tuple[str, ...]:
    return (
        f"#{line.entry}",
        instant(line.at, record.heading.utc_offset_min),
        line.seat or "–",
        line.name or "–",
        line.base,
        str(line.keypad),
        _keys(line.keys),
        words.name("reason", line.reason),
    )


def next_annex(record: VoteRecord) -> int:
    """The number of the annex that follows these."""
    return 4 if is_short(record.motion) else 5


def _text(record: VoteRecord, words: Words) -> Iterable[Block]:
    motion = record.motion
    if is_short(motion):
        return ()
    body = tuple(prose(motion.text, BODY, indent=2 * BODY.size))
    name = Keep((Prose((f"SHA-256 {digest(motion.sha256)}",), NOTE), Gap(4)))
    return (Turn(), *under(words.say("Annex 4: the full text of the motion"), (name, *body)))
