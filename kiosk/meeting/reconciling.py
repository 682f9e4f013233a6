"""核对: does the book agree with itself and with the equipment?

The hard part is the device's own table, frozen when the base obeyed CLOSE, a moment after the
closing instant. Presses in between stand in the book as late and in the table as pressed; presses
after it stand in the book only. So a row agrees when some cut through the keypad's late presses,
and only through those, explains both its count (mod 16) and its standing keys.
"""

from collections import defaultdict
from collections.abc import Iterable

from kiosk.meeting.facts import BaseDrained, PollReconciled, Press
from kiosk.meeting.poll_progress import PollState, has_choice
from kiosk.meeting.refusal import Reason
from kiosk.meeting.tally import count

Difference = tuple[str, str, int, int]


def reconcile_poll(poll: PollState) -> PollReconciled:
    """Add up the press account and compare it with every base's own account."""
    counted = len(poll.ballots)
    return PollReconciled(
        poll=poll.plan.poll,
        heard=poll.heard,
        counted=counted,
        replaced=poll.cast - counted,
        refused=len(poll.refused),
        silent=_silent(poll),
        differences=tuple(_differences(poll, counted)),
    )


def _differences(poll: PollState, counted: int) -> Iterable[Difference]:
    total = counted + (poll.cast - counted) + len(poll.refused)
    if poll.heard != total:
        yield ("heard", "", poll.heard, total)
    if poll.entries != poll.heard_at_close:
        yield ("entries under the seal", "", poll.entries, poll.heard_at_close)
    buckets = _buckets(poll)
    if buckets != len(poll.base):
        yield ("sum of the buckets", "", len(poll.base), buckets)
    for base in poll.sessions:
        drained = poll.drained.get(base)
        if drained is None and base not in poll.missed:
            yield ("base not drained", base, 1, 0)
        elif drained is not None:
            yield from _device_differences(poll, drained)


def _buckets(poll: PollState) -> int:
    """Every bucket counted by itself, and what no bucket may hold: ballots outside the base."""
    choices = {seat: standing.choice for seat, standing in poll.ballots.items()}
    tally = count(poll.plan.form, choices, roll=poll.roll, base=poll.base, recused=poll.recused)
    outside = poll.ballots.keys() - poll.base_set
    return tally.cast + tally.void + len(_silent(poll)) + tally.recused + len(outside)


def _silent(poll: PollState) -> tuple[str, ...]:
    return tuple(s for s in poll.base if s not in poll.recused and not has_choice(poll, s))


def _device_differences(poll: PollState, drained: BaseDrained) -> Iterable[Difference]:
    base = drained.base
    if drained.overflow:
        yield ("presses lost in the base", base, 0, drained.overflow)
    if drained.table_crc_ok is False:
        yield ("checksum of the base's table", base, 1, 0)
    presses = _presses_by_keypad(poll, drained)
    rows = {keypad: (count, keys) for keypad, count, keys in drained.table}
    if drained.table_crc_ok is None and not rows:
        return
    for keypad in sorted(rows.keys() | presses.keys()):
        count, keys = rows.get(keypad, (0, ()))
        heard = presses.get(keypad, [])
        if not _explains(heard, count, keys, last=poll.plan.last_press_counts):
            yield ("keypad", f"{base}/{keypad}", count, len(heard))


def _presses_by_keypad(
    poll: PollState, drained: BaseDrained
) -> dict[int, list[tuple[Press, bool]]]:
    """Each keypad's presses of this session in wire order, with a mark on the late ones."""
    found: dict[int, list[tuple[Press, bool]]] = defaultdict(list)
    late = ((refused.press, refused.reason == Reason.LATE) for refused in poll.refused)
    cast = ((refused.press, False) for refused in poll.replaced)
    standing = ((ballot.press, False) for ballot in poll.ballots.values())
    for press, is_late in (*late, *cast, *standing):
        if press.base == drained.base and press.session == drained.session:
            found[press.keypad].append((press, is_late))
    for presses in found.values():
        presses.sort(key=lambda one: _order(one[0]))
    return found


def _order(press: Press) -> int:
    return press.heard_ns if press.sequence is None else press.sequence


def _explains(
    presses: list[tuple[Press, bool]], count: int, keys: tuple[int, ...], *, last: bool
) -> bool:
    """True when the table row is what the first n presses make, n cutting late ones only."""
    on_time = len(presses)
    while on_time and presses[on_time - 1][1]:
        on_time -= 1
    for n in range(on_time, len(presses) + 1):
        standing = presses[n - 1 if last else 0][0].keys if n else ()
        if n % 16 == count and standing == keys:
            return True
    return False
