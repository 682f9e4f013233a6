"""Opening a poll on an HVM-1 base: look, empty, clear, check, enable, open, verify.

Each step is a question and what its answer means. A poll that the base runs already is not
cleared; one that it should run and does not know is refused.
"""

from kiosk.devices.events import PollStarted
from kiosk.devices.keypads import hvm1_map as m
from kiosk.devices.keypads import hvm1_texts as texts
from kiosk.devices.keypads.hvm1_work import CYCLE_NS, MS, Phase, Step, Work
from kiosk.devices.wire.conversation import Question, write_question

EMPTY_NS = 1000 * MS
CLEARS = 5


def heard_look(work: Work, words: bytes) -> None:
    """Decide how to open: go on with our session, clear what was before, or refuse."""
    call = work.poll
    status = m.Status.from_bytes(words)
    runs = status.state in (m.State.OPEN, m.State.PAUSED)
    if runs and status.session == call.session and status.newest >= work.intake.handed:
        work.take_status(status)
        work.opened_ns = work.opened_ns or zero_of_clock(work, status)
        work.phase, work.doubts = Phase.OPEN, 0
    elif call.resume or work.started:
        work.doubt(call.session, texts.FORGOTTEN)
    elif runs or status.state == m.State.SIGN_IN:
        work.doubt(call.session, texts.OTHER_POLL_THERE)
    else:
        empty_first(work)


def empty_first(work: Work) -> None:
    """Read and book what waits in the FIFO, but do not wait for it for ever."""
    work.phase, work.limit_ns = Phase.EMPTY, work.now_ns + EMPTY_NS
    work.status_ns = work.now_ns


def heard_empty(work: Work, words: bytes) -> None:
    work.take_status(m.Status.from_bytes(words))
    if work.intake.empty or work.now_ns > work.limit_ns:
        work.phase = Phase.CLEAR


def zero_of_clock(work: Work, status: m.Status) -> int:
    """Return the latest instant that is surely not later than the zero of the base's clock.

    The base read its clock after the question was sent, and cut it down to a millisecond.
    """
    return work.asked_ns - (status.open_ms + 1) * MS


def ask_clear(work: Work) -> Question:
    return work.command(m.Command.CLEAR, work.poll.session)


def heard_clear(work: Work, _: bytes) -> None:
    work.clears += 1
    work.phase = Phase.CHECK


def heard_check(work: Work, words: bytes) -> None:
    """Go on only when nothing from before can count: newest = acknowledged = 0."""
    status = m.Status.from_bytes(words)
    if status.newest < max(1, work.intake.handed):
        work.intake.restart()
    if status.newest == status.acknowledged == 0:
        work.phase = Phase.ENABLE
    elif work.clears >= CLEARS:
        work.refuse(work.poll.session, texts.REMAINS)
    else:
        empty_first(work)


def ask_enable(work: Work) -> Question:
    return write_question(work.unit, m.ENABLE_AT, m.enable_words(work.capacity))


def heard_enable(work: Work, _: bytes) -> None:
    work.phase = Phase.OPEN


def ask_open(work: Work) -> Question:
    work.opened_ns = work.opened_ns or work.asked_ns
    return write_question(work.unit, m.COMMAND_AT, m.open_words(work.poll))


def heard_open(work: Work, _: bytes) -> None:
    work.phase = Phase.VERIFY


def heard_verify(work: Work, words: bytes) -> None:
    call = work.poll
    status = m.Status.from_bytes(words)
    if status.state != m.State.OPEN or status.session != call.session:
        work.phase = Phase.OPEN
        work.doubt(call.session, texts.NOT_OPENED)
        return
    work.take_status(status)
    if not work.started:
        work.opened_ns = max(work.opened_ns, zero_of_clock(work, status))
    work.phase, work.started, work.doubts = Phase.RUNNING, True, 0
    work.status_ns = work.now_ns + CYCLE_NS
    work.told.append(PollStarted(work.base, call.session, work.opened_ns, work.now_ns))


OPENING: dict[Phase, Step] = {
    Phase.LOOK: (Work.ask_status, heard_look),
    Phase.CLEAR: (ask_clear, heard_clear),
    Phase.CHECK: (Work.ask_status, heard_check),
    Phase.ENABLE: (ask_enable, heard_enable),
    Phase.OPEN: (ask_open, heard_open),
    Phase.VERIFY: (Work.ask_status, heard_verify),
}
