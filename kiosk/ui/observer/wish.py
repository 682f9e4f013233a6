"""What the observer's screen is given to work with."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from kiosk.clerk.checking import Checked
from kiosk.meeting.refusal import Refusal
from kiosk.ui.observer.props import Wanted
from kiosk.ui.parts.lookupmodel import Ask


@dataclass(frozen=True, slots=True)
class ObserverWish:
    """`ask` looks up presses, `order` gives an order (what, who, text, passphrase).

    `check` begins the real check of the book and tells from a thread of its own how far it is.
    """

    ask: Ask
    order: Callable[[Wanted, str, str, str], Future[Refusal | None]]
    check: Callable[[Callable[[Checked], None]], None]
