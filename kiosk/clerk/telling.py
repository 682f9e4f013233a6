"""A fault of the hall as a sentence, which a screen says in its own language."""

from kiosk.faults import HallFault
from kiosk.meeting.outcome import Sentence


def fault_told(fault: HallFault) -> Sentence:
    """Where, what, and the cure."""
    args: dict[str, str | int] = {key: str(value) for key, value in fault.details.items()}
    said = {"where": fault.where, "what": fault.what, "cure": fault.cure}
    return Sentence("{where}: {what}. {cure}", args | said)
