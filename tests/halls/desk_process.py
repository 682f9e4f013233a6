"""A kiosk in a process of its own: `desk_process.py SETTINGS`, orders by line on its input.

Says one JSON line for each: `ready`, or what became of the order. A fault of the hall at the start
is one line and exit code 3, as `kiosk run` has it.
"""

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from kiosk.app import Kiosk
from kiosk.clerk import orders as o
from kiosk.clerk.beginning import find_pack, roll_orders
from kiosk.clerk.rollfile import read_roll
from kiosk.clock import SystemClock
from kiosk.config import read_settings
from kiosk.faults import HallFault
from kiosk.meeting.ballot import FOR_AGAINST_FORM
from kiosk.meeting.gates import shut_gates
from kiosk.meeting.refusal import Refusal

CHAIR, OPERATOR = OFFICERS = ("王建国", "李敏")


def door(kiosk: Kiosk) -> Iterable[o.Order]:
    """Everything up to the open doors."""
    assert kiosk.settings.roll is not None
    yield o.AdoptPack(find_pack("citizens-assembly", Path()))
    yield o.NameOfficer(CHAIR, "chair")
    yield o.NameOfficer(OPERATOR, "operator")
    yield from roll_orders(read_roll(kiosk.settings.roll))
    yield o.OpenCheckIn()


def show(kiosk: Kiosk, *passes: str) -> Iterable[o.Order]:
    """Passes before the reader of this desk, one after the other."""
    for text in passes:
        kiosk.scanned(kiosk.settings.book.desk, text)
    return ()


def meet(kiosk: Kiosk) -> Iterable[o.Order]:
    """Everything up to the item, everybody in."""
    assert kiosk.settings.roll is not None
    lines = read_roll(kiosk.settings.roll)
    yield from door(kiosk)
    for line in lines:
        yield o.CheckInByHand(line.delegate.seat, "1", "test")
    yield o.TableItem(1, "停车收费", "")
    yield o.PutMotion(1, "关于停车收费的议案", "工作日收费。", noticed=True)


def ask(kiosk: Kiosk, duration_s: str = "0") -> Iterable[o.Order]:
    yield o.PreparePoll(1, "ordinary", FOR_AGAINST_FORM, duration_s=int(duration_s))
    state = kiosk.clerk.state
    assert state.poll is not None
    today = kiosk.clock.now().utc.date()
    for gate in shut_gates(state, state.poll, today):
        yield o.OverrideGate(gate, "test", OFFICERS)
    yield o.OpenPoll(CHAIR)


VERBS: dict[str, Callable[..., Iterable[o.Order]]] = {
    "meet": meet,
    "door": door,
    "show": show,
    "ask": ask,
    "pause": lambda kiosk: (o.PausePoll(CHAIR),),
    "resume": lambda kiosk: (o.ResumePoll(CHAIR),),
    "close": lambda kiosk: (o.ClosePoll(CHAIR),),
    "declare": lambda kiosk: (o.Declare(CHAIR),),
    "record": lambda kiosk: (o.IssueRecord(1, CHAIR),),
    "give-up-desk": lambda kiosk, desk: (o.GiveUpDesk(desk, "断网", OFFICERS),),
}


def answer(kiosk: Kiosk, orders: Iterable[o.Order]) -> str:
    """What became of them: empty when all were done, else the first refusal or fault."""
    for order in orders:
        try:
            refusal = kiosk.desk.order(order).result(30)
        except HallFault as fault:
            return f"fault: {fault}"
        if isinstance(refusal, Refusal):
            return str(refusal.reason)
    return ""


def main() -> int:
    try:
        settings = read_settings(Path(sys.argv[1]))
        kiosk = Kiosk(settings, clock=SystemClock(), show=lambda views: None)
        with kiosk:
            say("ready")
            for line in sys.stdin:
                verb, *rest = line.split()
                say(answer(kiosk, VERBS[verb](kiosk, *rest)))
    except HallFault as fault:
        sys.stderr.write(f"{fault}\n")
        return 3
    return 0


def say(what: str) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
