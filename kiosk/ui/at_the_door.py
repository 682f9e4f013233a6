"""A check-in desk in every state, for `kiosk stills` and for the tests."""

from kiosk.clerk.views import DeskVerdict, DeskView
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.ui.checkin.wedge import Spoilt
from kiosk.ui.sample import PRESENT, ROLL, sample

DESK = "2"
CAUTION = (Reason.ALREADY_CHECKED_IN, Reason.CHECK_IN_CLOSED)
REFUSED = (Reason.PASS_FORGED, Reason.PASS_OF_OTHER_MEETING, Reason.NOT_ON_ROLL)


def checkin_gallery() -> dict[str, DeskView | Spoilt]:
    """A view for each scan, a reason for each scan that gave no code."""
    name = sample().texts["silent"][0]["name"]
    guest = _view(1, DeskVerdict.CAUTION, name=name, seat="131", delegate_class="attendee")
    views: dict[str, DeskView | Spoilt] = {
        "ready": DeskView(DESK, roll=ROLL, present=PRESENT),
        "welcome": _view(2, DeskVerdict.WELCOME, name=name, seat="42", keypad=42),
        "guest": guest,
    }
    for place, reason in enumerate((*CAUTION, *REFUSED), start=3):
        verdict = DeskVerdict.CAUTION if reason in CAUTION else DeskVerdict.REFUSED
        known = reason in CAUTION
        views[str(reason)] = _view(
            place,
            verdict,
            name=name if known else "",
            seat="42" if known else "",
            refusal=Refusal(reason),
        )
    return views | {str(why): why for why in Spoilt}


def _view(
    entry: int,
    verdict: DeskVerdict,
    *,
    name: str = "",
    seat: str = "",
    keypad: int = 0,
    delegate_class: str = "citizen",
    refusal: Refusal | None = None,
) -> DeskView:
    return DeskView(
        DESK,
        verdict=verdict,
        name=name,
        seat=seat,
        delegate_class=delegate_class if name else "",
        keypad=keypad,
        refusal=refusal,
        roll=ROLL,
        present=PRESENT,
        entry=entry,
    )
