"""The roll as the desks see it, kept line by line: one entry changes one line.

A desk finds a delegate by name while presses come by the hundred; a list of 3,376 lines is not made
anew for each of them.
"""

from collections.abc import Mapping

from kiosk.clerk.views import DoorLine, DoorView
from kiosk.meeting import facts as f
from kiosk.meeting.acts.attending import issue_of
from kiosk.meeting.facts import Fact
from kiosk.meeting.keypads import spare, unreturned
from kiosk.meeting.quotas import Groups, groups_of, shares
from kiosk.meeting.roll import Delegate, Known
from kiosk.meeting.state import State

OF_A_SEAT = (f.CheckedIn, f.CheckedOut, f.KeypadBound, f.KeypadReturned, f.KeypadLost)
OF_THE_ROLL = (f.RollFrozen, f.RollAmended, f.MeetingClosed, f.PersonalDataDeleted)
OF_THE_DOOR = (f.CheckInOpened, f.CheckInClosed, f.BaseFound, f.RulePackAdopted)
WATCHED = (*OF_A_SEAT, *OF_THE_ROLL, *OF_THE_DOOR, f.PassRevoked)


class DoorList:
    """One for a clerk; `view` is made anew only after something of the door was entered.

    An entry changes the line of its own seat alone: a keypad that somebody holds is given to nobody
    else, the law refuses it.
    """

    def __init__(self) -> None:
        self._lines: dict[int, DoorLine] = {}
        self._groups: Groups = {}
        self._stale: set[str] | None = None
        self._view: DoorView | None = None

    def note(self, state: State, fact: Fact) -> None:
        """An entry was made, here or at another desk."""
        if not isinstance(fact, WATCHED):
            return
        self._view = None
        if self._stale is None or isinstance(fact, OF_THE_ROLL):
            self._stale = None
        elif isinstance(fact, f.PassRevoked):
            self._stale.add(state.by_number[fact.number].seat)
        elif isinstance(fact, OF_A_SEAT):
            self._stale.add(fact.seat)

    def forget(self) -> None:
        """The state was folded anew: nothing is known to be as it was."""
        self._stale, self._view = None, None

    def view(self, state: State, people: Mapping[int, Known]) -> DoorView:
        """The door as it stands."""
        if self._view is None:
            self._view = self._made(state, people)
        return self._view

    def _made(self, state: State, people: Mapping[int, Known]) -> DoorView:
        if self._stale is None:
            self._lines = {
                n: _line(state, one, people) for n, one in sorted(state.by_number.items())
            }
            self._groups = groups_of(state.roll.values(), people)
        else:
            for seat in self._stale & state.roll.keys():
                one = state.roll[seat]
                self._lines[one.number] = _line(state, one, people)
        self._stale = set()
        return DoorView(
            lines=tuple(self._lines.values()),
            frozen=bool(state.roll),
            check_in_open=state.check_in_open,
            closed=state.closed,
            spare=spare(state),
            lost=tuple(sorted(state.lost_keypads)),
            unreturned=unreturned(state),
            composition=shares(
                self._groups,
                state.present,
                quotas=state.pack.quotas if state.pack is not None else (),
            ),
        )


def _line(state: State, one: Delegate, people: Mapping[int, Known]) -> DoorLine:
    person = people.get(one.number, Known())
    stays = state.stays.get(one.seat, ())
    last = stays[-1] if stays else None
    return DoorLine(
        number=one.number,
        seat=one.seat,
        name=person.name,
        delegate_class=one.delegate_class,
        votes=one.votes,
        group=person.group,
        under_18=person.under_18,
        present=one.seat in state.present,
        came=last.came if last is not None else None,
        left=last.left if last is not None else None,
        keypad=state.keypad_of.get(one.seat, 0),
        issue=issue_of(state, one.number),
        added=one.number in state.amended,
    )
