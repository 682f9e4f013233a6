"""What a base itself counted, beside what the book holds of it.

The hard part is the device's own table, frozen when the base obeyed CLOSE, a moment after the
closing instant. Presses in between stand in the book as late and in the table as pressed; presses
after it stand in the book only. So a row agrees when some cut through the keypad's late presses,
and only through those, explains both its count (mod 16) and its standing keys. In a secret poll the
keys are nowhere, on neither side, and the counts alone are compared.

A base that gives totals and no table names no keypad: its totals are compared with what all the
others heard. It may confirm or block a result that was counted elsewhere, and it never makes one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiosk.meeting.facts import BaseDrained, Press
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.refusal import Reason

Difference = tuple[str, str, int, int]
"""What differs, where, what the base counted, what the book holds."""

KEYPAD = "keypad"
CHOICE = "choice of keypad"
TOTAL = "total of option"
LOST = "presses lost in the base"
CHECKSUM = "checksum of the base's table"
NOT_DRAINED = "base not drained"
NO_TOTALS = "no totals"
TOOK_OVER = "standby took over"
APART = "heard by one of two bases"


@dataclass(frozen=True, slots=True)
class Told:
    """A press that the book holds, and whether it is a late one."""

    press: Press
    late: bool


def base_differences(poll: PollState) -> Iterable[Difference]:
    """What any base that took part counted otherwise than the book."""
    for base in poll.sessions:
        drained = poll.drained.get(base)
        if base in poll.standbys:
            continue
        if drained is not None:
            yield from _differences(poll, drained)
        elif base not in poll.missed:
            yield (NOT_DRAINED, base, 1, 0)


def base_evidence(poll: PollState) -> Iterable[Difference]:
    """What speaks neither for the result nor against it, and has to be seen before it is told."""
    for base in sorted(poll.totals_only):
        if base in poll.drained and not poll.drained[base].totals:
            yield (NO_TOTALS, base, 1, 0)
    for took, presses in poll.took_over:
        yield (TOOK_OVER, f"{took.primary}/{took.base}", presses, 0)
    for base in sorted(poll.standbys.keys() & poll.drained.keys()):
        yield from _differences(poll, poll.drained[base])
    if not poll.took_over:
        for base, primary in poll.pairs:
            yield from _apart(poll, base, primary)


def _apart(poll: PollState, base: str, primary: str) -> Iterable[Difference]:
    """The keypads that a base heard less often than the one that stood by for it, or more."""
    told = [one for one in _told(poll) if not one.late]
    counted = Counter(one.press.keypad for one in told if one.press.base == primary)
    stood_by = Counter(one.press.keypad for one in told if one.press.base == base)
    for keypad in sorted(counted.keys() | stood_by.keys()):
        if counted[keypad] != stood_by[keypad]:
            yield (APART, f"{base}/{keypad}", counted[keypad], stood_by[keypad])


def _differences(poll: PollState, drained: BaseDrained) -> Iterable[Difference]:
    base = drained.base
    if drained.overflow:
        yield (LOST, base, 0, drained.overflow)
    if drained.table_crc_ok is False:
        yield (CHECKSUM, base, 1, 0)
    if base in poll.totals_only:
        yield from _elsewhere(poll, drained) if drained.totals else ()
    elif drained.table or drained.table_crc_ok is not None:
        yield from _rows(poll, drained)
        yield from _own_totals(drained)


def _rows(poll: PollState, drained: BaseDrained) -> Iterable[Difference]:
    presses = _by_keypad(poll, drained)
    rows = {keypad: (count, keys) for keypad, count, keys in drained.table}
    for keypad in sorted(rows.keys() | presses.keys()):
        count, keys = rows.get(keypad, (0, ()))
        heard = presses.get(keypad, [])
        last, where = poll.plan.last_press_counts, f"{drained.base}/{keypad}"
        if _explains(heard, count, keys, last=last):
            continue
        if count == len(heard) % 16:
            book = heard[-1 if last else 0].press.keys if heard else ()
            yield (CHOICE, where, _options(keys), _options(book))
        else:
            yield (KEYPAD, where, count, len(heard))


def _options(keys: Iterable[int]) -> int:
    """The options of a choice, read as one number: 13 is options 1 and 3, nought is none."""
    return int("".join(map(str, keys)) or 0)


def _own_totals(drained: BaseDrained) -> Iterable[Difference]:
    """A base with a table has to agree with itself: the table is what the book agreed with."""
    standing = Counter(key for _, _, keys in drained.table for key in keys)
    for option, total in enumerate(drained.totals, start=1):
        if total != standing[option]:
            yield (TOTAL, f"{drained.base}/{option}", total, standing[option])


def _elsewhere(poll: PollState, drained: BaseDrained) -> Iterable[Difference]:
    """Totals alone: what the other bases heard, with any number of the late presses, or none."""
    told = [one for one in _told(poll) if one.press.base not in poll.standbys]
    on_time = [one.press for one in told if not one.late]
    late = [one.press for one in told if one.late]
    cuts = [_totals(poll, [*on_time, *late[:n]]) for n in range(len(late) + 1)]
    if any(all(cut[at] == n for at, n in enumerate(drained.totals, start=1)) for cut in cuts):
        return
    for option, total in enumerate(drained.totals, start=1):
        if total != cuts[0][option]:
            yield (TOTAL, f"{drained.base}/{option}", total, cuts[0][option])


def _totals(poll: PollState, presses: Sequence[Press]) -> Counter[int]:
    """How many keypads stand at each option, as equipment counts that knows no law."""
    standing: dict[int, tuple[int, ...]] = {}
    for press in presses:
        if poll.plan.last_press_counts or press.keypad not in standing:
            standing[press.keypad] = press.keys
    return Counter(key for keys in standing.values() for key in keys)


def _by_keypad(poll: PollState, drained: BaseDrained) -> dict[int, list[Told]]:
    """Each keypad's presses of this session in wire order."""
    found: dict[int, list[Told]] = defaultdict(list)
    for one in _told(poll):
        if (one.press.base, one.press.session) == (drained.base, drained.session):
            found[one.press.keypad].append(one)
    for presses in found.values():
        presses.sort(key=lambda one: _order(one.press))
    return found


def _told(poll: PollState) -> list[Told]:
    """Every press of the poll, evidence too, in the order of the book."""
    evidence = ((one.entry, Told(one.press, one.late)) for one in poll.evidence if not one.taken)
    refused = ((one.entry, Told(one.press, one.reason == Reason.LATE)) for one in poll.refused)
    replaced = ((one.entry, Told(one.press, late=False)) for one in poll.replaced)
    standing = ((one.entry, Told(one.press, late=False)) for one in poll.ballots.values())
    return [
        told
        for _, told in sorted((*refused, *replaced, *standing, *evidence), key=lambda one: one[0])
    ]


def _order(press: Press) -> int:
    return press.heard_ns if press.sequence is None else press.sequence


def _explains(presses: list[Told], count: int, keys: tuple[int, ...], *, last: bool) -> bool:
    """True when the table row is what the first n presses make, n cutting late ones only."""
    on_time = len(presses)
    while on_time and presses[on_time - 1].late:
        on_time -= 1
    for n in range(on_time, len(presses) + 1):
        standing = presses[n - 1 if last else 0].press.keys if n else ()
        if n % 16 == count and standing == keys:
            return True
    return False
