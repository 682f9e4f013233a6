"""A check-in desk in every state, for `kiosk stills` and for the tests."""

import tomllib
from dataclasses import replace
from datetime import timedelta
from itertools import product

from kiosk.assets import asset
from kiosk.clerk.deskdeeds import REASONS, Deed
from kiosk.clerk.orders import DeskMode
from kiosk.clerk.views import DeskDeed, DeskVerdict, DeskView, DoorLine, DoorView, Views
from kiosk.meeting.keypads import Missing
from kiosk.meeting.outcome import Sentence
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.meeting.roll import DelegateClass
from kiosk.ui import at_the_desk
from kiosk.ui.checkin.camera import PLUG_IN, CameraFault
from kiosk.ui.checkin.desk import DeskStill
from kiosk.ui.checkin.wedge import Spoilt
from kiosk.ui.checkin.working import Page, Pick, Work
from kiosk.ui.gallery import hall_gallery
from kiosk.ui.sample import NOON, PRESENT, ROLL, sample

DESK = "2"
CAUTION = (
    Reason.ALREADY_CHECKED_IN,
    Reason.CHECK_IN_CLOSED,
    Reason.PASS_OF_OTHER_MEETING,
    Reason.PASS_ALTERED,
    Reason.NOT_A_PASS,
)
REFUSED = (Reason.PASS_FORGED, Reason.PASS_REVOKED, Reason.NOT_ON_ROLL)
KNOWN = frozenset({Reason.ALREADY_CHECKED_IN, Reason.CHECK_IN_CLOSED, Reason.PASS_REVOKED})
CAME = NOON - timedelta(minutes=31)
Told = DeskView | DeskStill | Spoilt


def checkin_gallery() -> dict[str, Told]:
    """A view for each scan, a reason for each scan that gave no code, a still for each page."""
    name = sample().texts["silent"][0]["name"]
    seated = _view(2, DeskVerdict.WELCOME, name=name, seat="42", keypad=42)
    states: dict[str, Told] = {
        "ready": DeskView(DESK, roll=ROLL, present=PRESENT),
        "welcome": seated,
        "awaited": replace(seated, keypad=0, awaited="42", entry=20),
        "awaited_twice": replace(
            seated,
            keypad=0,
            awaited="42",
            entry=21,
            keypad_told=7,
            keypad_refusal=Refusal(Reason.KEYPAD_AWAITED_TWICE, {"desks": "1, 2"}),
        ),
        "given": replace(seated, deed=DeskDeed.GIVEN, entry=22),
        "guest": _view(
            1, DeskVerdict.CAUTION, name=name, seat="131", delegate_class=DelegateClass.ATTENDEE
        ),
        "under_18": replace(
            _view(3, DeskVerdict.CAUTION, name=name, seat="118"), under_18=True, entry=23
        ),
        "way_out": DeskView(DESK, roll=ROLL, present=PRESENT, mode=DeskMode.EXIT, entry=24),
        "left": replace(seated, deed=DeskDeed.LEFT, mode=DeskMode.EXIT, entry=25),
        "taken_back": replace(seated, deed=DeskDeed.TAKEN_BACK, mode=DeskMode.EXIT, entry=26),
        "lost": replace(seated, deed=DeskDeed.LOST, verdict=DeskVerdict.CAUTION, entry=27),
    }
    for place, reason in enumerate((*CAUTION, *REFUSED), start=30):
        states[str(reason)] = _refused(place, reason, name)
    return states | {str(why): why for why in Spoilt} | _pages() | _public(seated) | _blind(seated)


def _refused(entry: int, reason: Reason, name: str) -> DeskView:
    known = reason in KNOWN
    verdict = DeskVerdict.CAUTION if reason in CAUTION else DeskVerdict.REFUSED
    shown = _view(
        entry,
        verdict,
        name=name if known else "",
        seat="42" if known else "",
        refusal=Refusal(reason),
    )
    if reason is not Reason.ALREADY_CHECKED_IN:
        return shown
    return replace(shown, keypad=42, since=CAME, at_desk="1")


def _view(
    entry: int,
    verdict: DeskVerdict,
    *,
    name: str = "",
    seat: str = "",
    keypad: int = 0,
    delegate_class: str = DelegateClass.CITIZEN,
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
        group=sample().texts["groups"]["second"] if name else "",
        deed=DeskDeed.NOTHING if refusal else DeskDeed.ENTERED,
    )


def _pages() -> dict[str, Told]:
    """The pages behind the door page."""
    reason = REASONS[Deed.LOSE][0]
    refused = Sentence(f"reason:{Reason.NOT_LOGGED_IN}", {"officer": ""})
    form = {"number": "121", "name": _names()[3], "seat": "121"}
    works = {
        "find": Work(Page.FIND, typed="w"),
        "find_nobody": Work(Page.FIND, typed="zzz"),
        "person_absent": Work(Page.PERSON, number=4),
        "person_present": Work(Page.PERSON, number=2),
        "person_refused": Work(Page.PERSON, number=4, told=refused),
        "why": Work(Page.WHY, number=4, deed=Deed.ADMIT),
        "why_lost": Work(Page.WHY, number=2, deed=Deed.LOSE, reason=reason),
        "keypads": Work(Page.KEYPADS),
        "keypads_lost": Work(Page.KEYPADS, pick=Pick.LOST),
        "add": Work(Page.ADD, form=form),
    }
    return {name: DeskStill(_views(), work) for name, work in works.items()}


def _public(seated: DeskView) -> dict[str, Told]:
    """A desk whose window those who wait can see, with every name masked."""
    works = {
        "public_find": Work(Page.FIND, typed="w"),
        "public_person": Work(Page.PERSON, number=2),
        "public_why": Work(Page.WHY, number=4, deed=Deed.ADMIT),
        "public_keypads": Work(Page.KEYPADS, pick=Pick.IN_HAND),
    }
    scan = DeskStill(replace(_views(), desks=(seated,)), Work(), public=True)
    pages = {name: DeskStill(_views(), work, public=True) for name, work in works.items()}
    return {"public_welcome": scan, **pages}


def _blind(seated: DeskView) -> dict[str, Told]:
    """A desk without its camera, waiting and with a pass that the other scanner read."""
    gone = CameraFault(
        "There is no camera {device}",
        where="camera",
        cure="name one of those that are there: {known}",
        device="HD Pro Webcam C920",
        known="Integrated Camera, USB 2.0 Camera",
    )
    none = CameraFault("There is no camera on this computer", where="camera", cure=PLUG_IN)
    scan = replace(_views(), desks=(seated,))
    return {
        "camera_none": DeskStill(_views(), Work(), fault=none),
        "camera_gone": DeskStill(_views(), Work(), fault=gone),
        "camera_none_welcome": DeskStill(scan, Work(), fault=none),
    }


def _views() -> Views:
    hall = hall_gallery()["check_in"]
    console = at_the_desk.console_base(sample())
    desk = DeskView(DESK, roll=ROLL, present=PRESENT)
    return Views(hall, console, (desk,), door=_door())


def _door() -> DoorView:
    """A roll of thirty, of which some came, one left with a keypad and one is added."""
    lines = tuple(_line(number, name) for number, name in enumerate(_names(), start=1))
    spare = tuple(range(41, 53))
    out = tuple(Missing(line.keypad, line.seat, lost=False) for line in lines if line.came)
    lost = (Missing(53, "17", lost=True),)
    return DoorView(
        lines, frozen=True, check_in_open=True, spare=spare, lost=(53,), unreturned=(*out, *lost)
    )


def _names() -> list[str]:
    table = tomllib.loads(asset("names.toml").read_text(encoding="utf-8"))
    given = table["given"]
    return [a + b for a, b in product(table["surnames"][:6], given[:5])]


def _line(number: int, name: str) -> DoorLine:
    came = number % 4 != 0
    gone = number == 5
    return DoorLine(
        number=number,
        seat=str(number),
        name=name,
        delegate_class=[*DelegateClass][number % 5],
        votes=True,
        group=sample().texts["groups"]["second" if number % 2 else "first"],
        under_18=False,
        present=came and not gone,
        came=CAME if came else None,
        left=NOON if gone else None,
        keypad=number if number < 29 else 0,
        issue=2 if number == 7 else 1,
        added=number == 30,
    )
