"""Closing a poll on an HVM-1 base and reading its table; and the ping, which reads it too.

A ping makes the keypads speak; before the table is read, the records with their batteries and
signals are.

After CLOSE the FIFO is read on until everything is booked and two cycles brought nothing. A hall
that goes on pressing cannot hold the close up for ever: after three seconds it is enough that
what the base held when it had closed is booked; later presses are read in idleness, and the law
refuses them as late.
"""

from kiosk.devices.events import KeypadsHeard, PollDrained
from kiosk.devices.keypads import hvm1_map as m
from kiosk.devices.keypads.hvm1_work import CYCLE_NS, DOUBTS, MS, Phase, Step, Work
from kiosk.devices.wire.conversation import Question

DRAIN_NS = 3000 * MS
QUIET_CYCLES = 2
PING_NS = 200 * MS
LISTEN_NS = 12_000 * MS


def heard_idle(work: Work, words: bytes) -> None:
    """Keep the marks; a base whose session or sequence went back was switched off."""
    status = m.Status.from_bytes(words)
    session = work.status.session if work.status else status.session
    if status.session != session or status.newest < work.intake.handed:
        work.doubts += 1
        work.status_ns = work.now_ns + CYCLE_NS
        if work.doubts < DOUBTS:
            return
        work.intake.restart()
    work.doubts = 0
    work.take_status(status)


def ask_close(work: Work) -> Question:
    return work.command(m.Command.CLOSE, work.session_closing)


def heard_close(work: Work, _: bytes) -> None:
    work.phase, work.quiet, work.table_readings, work.drain_to = Phase.DRAIN, 0, 0, 0
    work.status_ns, work.limit_ns = work.now_ns + CYCLE_NS, work.now_ns + DRAIN_NS


def heard_drain(work: Work, words: bytes) -> None:
    if not work.in_session(words, work.session_closing, m.State.CLOSED):
        work.phase = Phase.CLOSE if work.phase is Phase.DRAIN else work.phase
        return
    work.quiet = work.quiet + 1 if work.intake.empty else 0
    work.drain_to = work.drain_to or work.intake.newest
    enough = work.now_ns > work.limit_ns and work.intake.booked >= work.drain_to
    if work.quiet >= QUIET_CYCLES or enough:
        work.read_table(Phase.TABLE)


def ask_table(work: Work) -> Question:
    return work.read(*work.table.block())


def heard_table(work: Work, words: bytes) -> None:
    """Tell the end, once the base's checksum agrees or has disagreed three times."""
    work.table.take(words)
    if not work.table.complete:
        return
    assert work.status, work.phase
    crc_ok = work.table.crc() == work.status.table_crc
    work.table_readings += 1
    if not crc_ok and work.table_readings < DOUBTS:
        work.phase = Phase.DRAIN
        return
    work.told.append(
        PollDrained(
            work.base,
            session=work.session_closing,
            last_sequence=work.intake.reached,
            table=work.table.rows(),
            table_crc_ok=crc_ok,
            overflow=work.status.overflow,
            heard_ns=work.now_ns,
            totals=work.status.totals,
        )
    )
    work.end_poll()


def ask_ping(work: Work) -> Question:
    return work.command(m.Command.PING, work.status.session if work.status else 0)


def heard_ping(work: Work, _: bytes) -> None:
    """Give the radio time, then read what the keypads answered."""
    work.phase, work.rest_ns = Phase.LISTEN, work.now_ns + PING_NS
    work.status_ns, work.limit_ns = work.rest_ns, work.rest_ns + LISTEN_NS


def heard_listen(work: Work, words: bytes) -> None:
    """Read on while records wait, for as long as a full base needs on a slow line; then the table.

    A press that the clerk has not booked yet is not waited for.
    """
    heard_idle(work, words)
    if work.intake.reached >= work.intake.newest or work.now_ns > work.limit_ns:
        work.read_table(Phase.HARK)


def heard_hark(work: Work, words: bytes) -> None:
    work.table.take(words)
    if not work.table.complete:
        return
    work.phase, work.ping_wanted = Phase.IDLE, False
    online = work.table.having(m.Row.ONLINE)
    low_battery = work.table.having(m.Row.LOW_BATTERY)
    levels = work.intake.levels(work.first_keypad, work.capacity)
    work.told.append(KeypadsHeard(work.base, online, low_battery, work.now_ns, levels))


CLOSING: dict[Phase, Step] = {
    Phase.CLOSE: (ask_close, heard_close),
    Phase.TABLE: (ask_table, heard_table),
    Phase.PING: (ask_ping, heard_ping),
    Phase.HARK: (ask_table, heard_hark),
}
