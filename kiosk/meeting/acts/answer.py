"""What an act of the law answers: facts to be written, or a refusal."""

from kiosk.meeting.facts import Fact
from kiosk.meeting.refusal import Refusal

Answer = tuple[Fact, ...] | Refusal
