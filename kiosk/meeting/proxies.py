"""Which seats are spoken for by a holder who is here, in a poll whose rule allows it.

`most` is how many proxies the rule lets one holder have; with 0 nobody speaks for anybody.
"""

from collections.abc import Container

from kiosk.meeting.progress import ItemState


def is_spoken_for(item: ItemState, seat: str, present: Container[str], *, most: int) -> bool:
    """True when somebody who is here holds the proxy of this seat."""
    return most > 0 and item.proxies.get(seat, "") in present


def spoken_for(item: ItemState, present: Container[str], *, most: int) -> dict[str, str]:
    """Seat → holder, of those who are not here themselves."""
    return {
        seat: holder
        for seat, holder in item.proxies.items()
        if seat not in present and is_spoken_for(item, seat, present, most=most)
    }


def overfull(item: ItemState, *, most: int) -> str:
    """A holder with more proxies than the rule lets one have; empty for nobody."""
    holders = [*item.proxies.values()]
    return next((one for one in holders if most and holders.count(one) > most), "")
