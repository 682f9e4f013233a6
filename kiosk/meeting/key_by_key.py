"""A choice of several on keypads that tell one key a press.

Each press adds its option to what the seat has chosen so far, and the key after the last option
takes everything back. A key is no toggle: such wires may tell a press twice, and a press told twice
must not undo itself; adding what stands already changes nothing and is refused as a duplicate.
More options than the rule allows are void until they are taken back. There is no key to confirm
with on the wires we know; what stands at the close is the ballot.
"""

from collections.abc import Iterable

from kiosk.meeting.ballot import BallotForm
from kiosk.meeting.facts import BaseFound
from kiosk.meeting.refusal import Reason, Refusal


def is_gathered(form: BallotForm) -> bool:
    """True when a ballot of this form may hold several keys."""
    return form.most_keys > 1


def key_to_take_back(form: BallotForm) -> int:
    """The key after the last one in play."""
    return form.keys + 1


def gathered(form: BallotForm, standing: tuple[int, ...], keys: tuple[int, ...]) -> tuple[int, ...]:
    """What the seat has chosen after this press."""
    if key_to_take_back(form) in keys:
        return ()
    return tuple(sorted({*standing, *keys}))


def key_by_key(found: Iterable[BaseFound], form: BallotForm) -> tuple[str, ...]:
    """The bases that would tell a ballot of this form key by key."""
    telling = (one.base for one in found if one.per_seat and not one.multiple)
    return tuple(sorted(telling)) if is_gathered(form) else ()


def why_not_gathered(
    found: Iterable[BaseFound], form: BallotForm, *, named: bool, last_press_counts: bool
) -> Refusal | None:
    """A choice is gathered where it can be seen and taken back, and the first press is not all."""
    by_name = {one.base: one for one in found}
    for base in key_by_key(by_name.values(), form):
        enough = by_name[base].options >= key_to_take_back(form)
        if not (enough and named and last_press_counts):
            detail: dict[str, str | int] = {"base": base, "key": key_to_take_back(form)}
            return Refusal(Reason.ONE_KEY_A_PRESS, detail)
    return None
