"""A meeting from the empty book to its close by the one large button alone.

The settings bring the agenda, delegates show passes and press keypads; the chair presses what the
console offers as `next`, and nothing else. This is the proof that the console can be used.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from kiosk.bringing import agenda_of
from kiosk.clerk.acting import orders_of
from kiosk.clerk.carrying import carry
from kiosk.clerk.handing_over import Places
from kiosk.clerk.views import Act, ConsoleView, Views
from kiosk.config import read_settings
from kiosk.faults import HallFault
from kiosk.ledger.passes import make_pass
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import Declared, MeetingClosed, PaperIssued
from kiosk.meeting.poll import Stage
from kiosk.rehearsal.scene import SetUp, SimulatedBase
from kiosk.rehearsal.stage import VirtualStage

MINUTE = 60_000_000_000
DELEGATES = 10
SETTINGS = """
roll = "roll.csv"
[meeting]
title = "市民大会"
[book]
path = "meeting.book"
mirror = "second/meeting.mirror"
[[base]]
name = "A"
port = "base-A"
[[scanner]]
desk = "1"
port = "desk-1"
[[officer]]
name = "王建国"
role = "chair"
[[officer]]
name = "李敏"
role = "operator"
[[item]]
title = "停车收费"
noticed = "2026-11-01"
motion = "关于停车收费的议案"
text = "工作日收费。"
rule = "ordinary"
duration_s = 30
[[item]]
title = "民生实事"
noticed = "2026-11-01"
motion = "民生实事项目票决"
text = "四选二。"
rule = "priorities"
options = ["电梯", "食堂", "公园", "照明"]
maximum = 2
duration_s = 0
"""


@dataclass
class Chair:
    """Presses the large button. `crowd` acts when a poll is open."""

    kiosk: Kiosk
    stage: VirtualStage
    drafts: dict
    views: list[Views]
    crowd: Callable[[int], None] = lambda poll: None
    pressed: list[Act] = field(default_factory=list)

    @property
    def console(self) -> ConsoleView:
        return self.views[-1].console

    def lead(self, until: Callable[[], bool], most: int = 80) -> None:
        """Press `next` until it is done; every press must be lawful."""
        asked: set[int] = set()
        for _ in range(most):
            if until():
                return
            self.press_next()
            poll = self.console.plan.poll if self.console.plan else 0
            if self.console.stage is Stage.OPEN and poll not in asked:
                asked.add(poll)
                self.crowd(poll)
                self.wait(500_000_000)
        raise AssertionError(f"the chair pressed {self.pressed} and is not through")

    def press_next(self) -> None:
        """Wait until the button is lit, then press it."""
        lit = self.stage.until(lambda: self._lit, MINUTE)
        assert lit, f"the button stays dark: {self.console.next}"
        self.press(self.console.next.act)

    @property
    def _lit(self) -> bool:
        return self.console.next is not None and self.console.next.refusal is None

    def press(self, act: Act, **details: str) -> None:
        self.pressed.append(act)
        orders = orders_of(act, self.console, self.drafts, details)
        assert orders, f"{act} orders nothing"
        for order in orders:
            reply = self.kiosk.desk.order(order)
            assert self.stage.until(reply.done, MINUTE)
            assert reply.result() is None, (act, order, reply.result())
        self.wait(400_000_000)

    def wait(self, ns: int) -> None:
        end = self.stage.clock.mono_ns() + ns
        self.stage.until(lambda: self.stage.clock.mono_ns() >= end, 2 * ns)

    def scan_all(self) -> None:
        for number in range(1, DELEGATES + 1):
            text = make_pass(self.kiosk.seal, self.kiosk.meeting, number=number)
            self.stage.guns["1"].scan(text)
        self.stage.until(lambda: self.console.present == DELEGATES, MINUTE)

    def press_keys(self, keys: dict[int, tuple[int, ...]]) -> None:
        for keypad, chosen in keys.items():
            self.stage.collectors["A"].press(keypad, chosen, self.stage.clock.mono_ns())


@pytest.fixture
def chair(tmp_path: Path) -> Iterator[Chair]:
    heads = "number,name,seat,class,votes,keypad\n"
    rows = "".join(f"{n},代表{n},{n},citizen,yes,{n}\n" for n in range(1, DELEGATES + 1))
    (tmp_path / "roll.csv").write_text(heads + rows, encoding="utf-8")
    (tmp_path / "kiosk.toml").write_text(SETTINGS, encoding="utf-8")
    settings = read_settings(tmp_path / "kiosk.toml")
    stage = VirtualStage(SetUp(bases=[SimulatedBase("A", "hvm1", 1, 16)], desks=["1"]))
    views: list[Views] = []
    kiosk = Kiosk(settings, clock=stage.clock, show=views.append, open_port=stage.open_port)
    stage.take(kiosk)
    orders, drafts = agenda_of(settings, tmp_path)
    for order in orders:
        reply = kiosk.desk.order(order)
        stage.until(reply.done, MINUTE)
        assert reply.result() is None
    yield Chair(kiosk, stage, dict(drafts), views)
    kiosk.stop()


def everybody(*keys: int) -> dict[int, tuple[int, ...]]:
    return dict.fromkeys(range(1, DELEGATES + 1), keys)


def facts(chair: Chair, kind: type) -> list:
    with Ledger.read(chair.kiosk.settings.book.path) as book:
        return [one.fact for one in book.entries(facts=[kind])]


def test_a_whole_meeting_by_the_next_button_down_to_the_notarys_medium(
    chair: Chair, tmp_path: Path
):
    chair.crowd = lambda poll: chair.press_keys(everybody(1) if poll == 1 else everybody(2, 3))
    chair.press_next()
    assert chair.pressed == [Act.OPEN_CHECK_IN]
    chair.scan_all()
    chair.lead(until=lambda: chair.console.closed and chair.console.next.act is Act.HAND_OVER)
    assert [fact.outcome.verdict for fact in facts(chair, Declared)] == ["passed", "passed"]
    assert facts(chair, Declared)[1].outcome.taken == (2, 3)
    kinds = [fact.kind for fact in facts(chair, PaperIssued)]
    assert kinds[:4] == ["zero_report", "vote_record"] * 2
    assert kinds[4:6] + kinds[-3:] == [
        *("opening_sheet", "roll_sheet"),
        *("notarial_notes", "notarial_record", "seal_slip"),
    ]
    assert len(facts(chair, MeetingClosed)) == 1
    before, first, *_ = chair.pressed
    assert (before, first) == (Act.OPEN_CHECK_IN, Act.NEXT_ITEM)
    one_item = chair.pressed[1 : chair.pressed.index(Act.NEXT_ITEM, 2)]
    assert one_item == [
        Act.NEXT_ITEM,
        *[Act.NEXT_PHASE] * 3,
        Act.PREPARE_POLL,
        Act.ZERO_REPORT,
        Act.OPEN_POLL,
        Act.CLOSE_POLL,
        Act.DECLARE,
        Act.PRINT_RECORD,
    ]
    assert chair.pressed[-2:] == [Act.CLOSE_MEETING, Act.SEAL_SLIP]
    _is_handed_over(chair, tmp_path / "stick")


def _is_handed_over(chair: Chair, medium: Path) -> None:
    """The last button: everything lies on the notary's medium, and the verifier there agrees."""
    places = Places.beside(chair.kiosk.settings.book.path, chair.kiosk.settings.book.papers)
    medium.mkdir()
    with Ledger.read(chair.kiosk.settings.book.path) as book:
        carried = carry(book, places, medium, named="2026-11-26-市民大会")
        lying = [one for one in carried.folder.rglob("*") if one.is_file()]
        assert (len(lying), carried.files) == (carried.files, carried.files)
        assert carried.bytes == sum(one.stat().st_size for one in lying)
        assert {"meeting.bundle.zip", "verifier.pyz", "notary-manual.html"} <= {
            one.name for one in lying
        }
        assert carry(book, places, medium, named=carried.folder.name) == carried
        spoilt = next(one for one in lying if one.suffix == ".pdf")
        spoilt.write_bytes(spoilt.read_bytes()[:-1] + b"?")
        with pytest.raises(HallFault, match="not what was copied"):
            carry(book, places, medium, named=carried.folder.name)
        with pytest.raises(HallFault, match="no such folder"):
            carry(book, places, medium / "gone", named="x")


def test_silence_is_acknowledged_on_the_way(chair: Chair):
    chair.crowd = lambda poll: chair.press_keys(dict.fromkeys(range(1, 7), (1,)))
    chair.press_next()
    chair.scan_all()
    chair.lead(until=lambda: Act.DECLARE in chair.pressed)
    assert chair.pressed[-2:] == [Act.ACKNOWLEDGE_SILENCE, Act.DECLARE]
    assert len(facts(chair, Declared)) == 1


def test_a_tie_is_polled_again_and_may_be_left(chair: Chair):
    tied = {n: (1, 2) if n < 5 else (3,) if n < 8 else (4,) for n in range(1, DELEGATES + 1)}
    choices = {1: everybody(1), 2: tied, 3: everybody(2)}
    chair.crowd = lambda poll: chair.press_keys(choices[poll])
    chair.press_next()
    chair.scan_all()
    chair.lead(until=lambda: chair.pressed.count(Act.PRINT_RECORD) == 2)
    assert facts(chair, Declared)[1].outcome.verdict == "tie"
    assert chair.console.next.act is Act.PREPARE_POLL
    assert Act.CLOSE_MEETING in [action.act for action in chair.console.actions]
    chair.lead(until=lambda: chair.console.closed)
    verdicts = [fact.outcome.verdict for fact in facts(chair, Declared)]
    assert verdicts == ["passed", "tie", "passed"]
    assert chair.console.plan.of_poll == 2


def test_a_voided_poll_is_left_and_taken_up_again_later(chair: Chair):
    chair.crowd = lambda poll: chair.press_keys(everybody(1) if poll != 2 else everybody(1, 2))
    chair.press_next()
    chair.scan_all()
    chair.lead(until=lambda: chair.console.stage is Stage.OPEN)
    chair.press(Act.VOID_POLL, reason="test", first="王建国", second="李敏")
    assert chair.console.next.act is Act.PREPARE_POLL
    left = [action.act for action in chair.console.actions]
    assert Act.NEXT_ITEM in left
    chair.press(Act.NEXT_ITEM)
    assert chair.console.item == 2
    chair.lead(until=lambda: chair.console.item == 1)
    assert chair.console.stage is Stage.PREPARED
    chair.lead(until=lambda: chair.console.closed)
    assert {fact.poll for fact in facts(chair, Declared)} == {2, 3}


def test_every_act_orders_something_or_is_dark(chair: Chair):
    for act in Act:
        orders_of(act, chair.console, chair.drafts, {})


def test_a_base_that_dies_while_the_line_is_drained_leaves_voiding(chair: Chair):
    chair.press_next()
    chair.scan_all()
    chair.lead(until=lambda: chair.console.stage is Stage.OPEN)
    chair.stage.unplug("base-A")
    chair.wait(3_000_000_000)
    chair.press(Act.CLOSE_POLL)
    assert chair.console.next.refusal is not None
    assert chair.console.faults
    chair.press(Act.VOID_POLL, reason="基站损坏", first="王建国", second="李敏")
    assert chair.console.stage is Stage.VOID
