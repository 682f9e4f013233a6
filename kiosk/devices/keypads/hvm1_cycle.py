"""The reading cycle of HVM-1: acknowledge, read the window, ask the status; in this order.

What the clerk booked is acknowledged first: that moves the window on. A window is read while
it holds something new; else the status is asked every 50 ms, every second in idleness. A window
with presses puts the status off by a cycle: the clerk's word comes first, and finds the line free.
"""

from kiosk.devices.keypads import hvm1_map as m
from kiosk.devices.keypads.hvm1_closing import heard_drain, heard_idle, heard_listen
from kiosk.devices.keypads.hvm1_opening import heard_empty
from kiosk.devices.keypads.hvm1_work import CYCLE_NS, MS, Hear, Phase, Work
from kiosk.devices.wire.conversation import Question, write_question

IDLE_NS = 1000 * MS

Asked = tuple[Question, Hear]


def next_of_cycle(work: Work) -> Asked | None:
    """Return the next question and who hears the answer; None: not yet."""
    if key := work.intake.acknowledgement_due():
        return write_question(work.unit, m.ACK_AT, key), heard_acknowledgement
    if records := work.intake.records_to_read():
        words = m.WINDOW_HEAD_WORDS + records * m.RECORD_WORDS
        return work.read(m.WINDOW_AT, words), heard_window
    if work.now_ns < work.status_ns:
        return None
    work.status_ns = work.now_ns + (IDLE_NS if work.phase is Phase.IDLE else CYCLE_NS)
    return work.ask_status(), CYCLE[work.phase]


def cycle_due_ns(work: Work) -> int:
    """Return when the cycle has its next question; 0: at once."""
    more = work.intake.acknowledgement_due() or work.intake.records_to_read()
    return 0 if more else work.status_ns


def heard_acknowledgement(work: Work, _: bytes) -> None:
    work.intake.acknowledged()


def heard_window(work: Work, words: bytes) -> None:
    presses = work.intake.window(words, work.now_ns)
    if presses:
        work.status_ns = work.now_ns + CYCLE_NS
    work.told += presses


def heard_running(work: Work, words: bytes) -> None:
    work.in_session(words, work.poll.session, m.State.OPEN)


CYCLE: dict[Phase, Hear] = {
    Phase.IDLE: heard_idle,
    Phase.EMPTY: heard_empty,
    Phase.RUNNING: heard_running,
    Phase.DRAIN: heard_drain,
    Phase.LISTEN: heard_listen,
}
