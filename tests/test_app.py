"""The composition root: a book is founded whole or not at all, and taken up as it was left."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from kiosk.clerk import orders as o
from kiosk.clerk.checking import Checked
from kiosk.clerk.checking import run as run_check
from kiosk.clerk.doorkeeping import CodeShown
from kiosk.clerk.views import Act, Light, Views
from kiosk.clock import ManualClock, SystemClock
from kiosk.config import Settings, read_settings
from kiosk.devices.wire.ports import MISSING
from kiosk.faults import BookFault, PortFault, UnusableInput
from kiosk.hall import Hall, steps_of
from kiosk.ledger.keyring import Enrolled, Keyring, write_keyring
from kiosk.ledger.keys import seal_key_path
from kiosk.ledger.officer_keys import REHEARSAL, make_key
from kiosk.ledger.passes import make_pass
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import (
    BookOpened,
    ItemTabled,
    KeypadBound,
    KioskStarted,
    MeetingOpened,
    Objected,
    RollFrozen,
)
from kiosk.meeting.refusal import Reason
from kiosk.ui.observer.props import Wanted

SETTINGS = """
roll = "roll.csv"
[meeting]
title = "市民大会"
utc_offset_min = 60
[book]
path = "hall/meeting.book"
mirror = "second/meeting.mirror"
tapes = "tapes"
[[base]]
name = "A"
port = "/dev/there-is-none"
[[scanner]]
desk = "1"
port = "/dev/there-is-none-either"
[[officer]]
name = "王建国"
role = "chair"
[[item]]
title = "停车收费"
motion = "关于停车收费的议案"
text = "工作日收费。"
rule = "ordinary"
"""
ROLL = "number,name,seat,class,votes,keypad\n1,甲,1,citizen,yes,1\n2,乙,2,citizen,yes,2\n"


def no_port(path: str, baud: int, parity: str):
    what, cure = MISSING
    raise PortFault(what, where=path, cure=cure)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "kiosk.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "roll.csv").write_text(ROLL, encoding="utf-8")
    return read_settings(tmp_path / "kiosk.toml")


@dataclass
class Stood:
    """A kiosk that was begun and takes turns on this thread."""

    kiosk: Kiosk
    views: list[Views]


@pytest.fixture
def stood(settings: Settings) -> Iterator[Stood]:
    views: list[Views] = []
    kiosk = Kiosk(settings, clock=ManualClock(), show=views.append, open_port=no_port)
    kiosk.begin()
    yield Stood(kiosk, views)
    kiosk.stop()


def facts(path: Path, *kinds: type) -> list:
    with Ledger.read(path) as book:
        return [one.fact for one in book.entries(facts=kinds)]


def test_a_new_book_begins_with_who_where_and_whose_seal(settings: Settings, stood: Stood):
    opened, started = facts(settings.book.path, BookOpened, KioskStarted)
    assert opened.title == "市民大会"
    assert opened.utc_offset_min == 60
    assert opened.settings_sha256 == started.settings_sha256 == settings.sha256
    assert opened.seal_key == stood.kiosk.seal.public_hex
    assert opened.meeting == stood.kiosk.meeting
    assert settings.book.mirror is not None
    assert settings.book.mirror.exists()


def standing(folder: Path, rows: str) -> tuple[Views, Path]:
    """The views of a kiosk that was begun with a public page and this list of resolutions."""
    said = 'page = "https://www.example.cn/"\nresolutions = "list.csv"\n[book]'
    (folder / "kiosk.toml").write_text(SETTINGS.replace("[book]", said), encoding="utf-8")
    (folder / "list.csv").write_text(f"届次,决议事项,责任单位,进展\n{rows}", encoding="utf-8")
    settings, views = read_settings(folder / "kiosk.toml"), list[Views]()
    kiosk = Kiosk(settings, clock=ManualClock(), show=views.append, open_port=no_port)
    try:
        kiosk.begin()
        kiosk.step()
    finally:
        kiosk.stop()
    return views[-1], settings.book.path


def test_the_wall_stands_by_with_the_public_page_and_earlier_resolutions(tmp_path: Path):
    views, book = standing(tmp_path, "一次,修桥,水务局,已办结\n")
    assert [one.title for one in views.hall.board.resolutions] == ["修桥"]
    assert views.hall.board.page == "https://www.example.cn/"
    assert views.hall.board.code
    assert "Earlier resolutions" not in {line.name for line in views.console.room}
    assert all("example.cn" not in str(fact) for fact in facts(book)), "none of it is in the book"


def test_a_broken_list_of_resolutions_stops_no_meeting_and_is_one_line_of_the_room(tmp_path: Path):
    views, _ = standing(tmp_path, "一次,修桥,水务局,不详\n")
    assert views.hall.board.resolutions == ()
    assert views.hall.board.code
    (line,) = (one for one in views.console.room if one.name == "Earlier resolutions")
    assert (line.light, line.sentence.msgid) == (Light.WARN, "not shown: the list has mistakes")


def test_a_second_start_takes_up_the_same_book(settings: Settings, stood: Stood):
    meeting, seal = stood.kiosk.meeting, stood.kiosk.seal.public_hex
    stood.kiosk.stop()
    again = Kiosk(settings, clock=ManualClock(), show=stood.views.append, open_port=no_port)
    again.begin()
    again.stop()
    assert (again.meeting, again.seal.public_hex) == (meeting, seal)
    assert len(facts(settings.book.path, BookOpened)) == 1
    assert len(facts(settings.book.path, KioskStarted)) == 2


def test_a_power_cut_between_key_and_book_leaves_a_key_that_is_taken_up(
    settings: Settings, stood: Stood
):
    key = seal_key_path(settings.book.path)
    content = key.read_bytes()
    stood.kiosk.stop()
    for path in [*settings.book.path.parent.iterdir(), *settings.book.mirror.parent.iterdir()]:
        path.unlink()
    key.write_bytes(content)
    again = Kiosk(settings, clock=ManualClock(), show=stood.views.append, open_port=no_port)
    again.begin()
    again.stop()
    assert key.read_bytes() == content


def test_a_power_cut_before_the_first_entry_is_made_good(settings: Settings, stood: Stood):
    stood.kiosk.stop()
    for path in [*settings.book.path.parent.iterdir(), *settings.book.mirror.parent.iterdir()]:
        path.unlink()
    Kiosk(settings, clock=ManualClock(), show=stood.views.append, open_port=no_port).stop()
    assert facts(settings.book.path, BookOpened) == []
    again = Kiosk(settings, clock=ManualClock(), show=stood.views.append, open_port=no_port)
    again.begin()
    again.stop()
    assert len(facts(settings.book.path, BookOpened)) == 1


def test_a_book_without_its_key_is_not_taken_up(settings: Settings, stood: Stood):
    stood.kiosk.stop()
    seal_key_path(settings.book.path).unlink()
    with pytest.raises(BookFault, match="the seal key is missing"):
        Kiosk(settings, clock=ManualClock(), show=stood.views.append, open_port=no_port)


def test_a_second_kiosk_is_refused_while_the_first_holds_the_book(settings: Settings, stood: Stood):
    with pytest.raises(BookFault, match=f"held by another kiosk .pid {os.getpid()}"):
        Kiosk(settings, clock=ManualClock(), show=stood.views.append, open_port=no_port)


def test_ports_that_are_missing_are_on_the_console_with_their_cure(stood: Stood):
    stood.kiosk.step()
    stood.kiosk.step()
    told = {one.args["where"]: one.args["what"] for one in stood.views[-1].console.faults}
    assert told == dict.fromkeys(("A", "1"), "There is no such serial port")


def test_a_pass_is_genuine_forged_or_of_another_meeting(stood: Stood):
    kiosk = stood.kiosk
    genuine = make_pass(kiosk.seal, kiosk.meeting, number=2)
    forged = genuine[:-8] + ("A" * 8 if genuine[-8:] != "A" * 8 else "B" * 8)
    assert kiosk._read_pass(genuine) == CodeShown(2)
    assert kiosk._read_pass(forged).reason is Reason.PASS_ALTERED
    assert kiosk._read_pass("a bottle of water") == CodeShown(0, reason=Reason.NOT_A_PASS)
    other = make_pass(kiosk.seal, "f" * 32, number=2)
    assert kiosk._read_pass(other).reason is Reason.PASS_OF_OTHER_MEETING


def test_a_kiosk_with_its_threads_starts_and_stops(settings: Settings):
    views: list[Views] = []
    with Kiosk(settings, clock=SystemClock(), show=views.append, open_port=no_port) as kiosk:
        refusal = kiosk.desk.order(o.OpenCheckIn()).result(60)
        assert refusal is not None
        assert refusal.reason is Reason.ROLL_NOT_FROZEN
    assert (settings.book.tapes / "base-A.tape").exists()


# ---- the hall with its windows -------------------------------------------------------------------


@pytest.fixture
def hall(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hall]:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("QT_QUICK_BACKEND", "software")
    made = Hall(settings, settings.book.path.parent.parent)
    monkeypatch.setattr(made._shell, "run", lambda: 0)
    yield made


def test_the_agenda_of_the_settings_is_one_transaction_of_a_new_book(
    hall: Hall, settings: Settings
):
    assert hall.run() == 0
    with Ledger.read(settings.book.path) as book:
        moments = {one.mono_ns for one in book.entries(facts=[RollFrozen, ItemTabled])}
    assert len(moments) == 1


def test_an_agenda_that_is_in_the_book_is_not_entered_again(
    hall: Hall, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    hall.run()
    again = Hall(settings, settings.book.path.parent.parent)
    monkeypatch.setattr(again._shell, "run", lambda: 0)
    again.run()
    assert len(facts(settings.book.path, RollFrozen)) == 1
    assert len(facts(settings.book.path, KioskStarted)) == 2


def test_a_book_that_was_begun_and_never_given_its_agenda_is_given_it(
    settings: Settings, stood: Stood, monkeypatch: pytest.MonkeyPatch
):
    stood.kiosk.stop()
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("QT_QUICK_BACKEND", "software")
    hall = Hall(settings, settings.book.path.parent.parent)
    monkeypatch.setattr(hall._shell, "run", lambda: 0)
    hall.run()
    assert len(facts(settings.book.path, RollFrozen)) == 1


def test_a_rule_the_pack_has_not_is_told_before_a_book_is_begun(settings: Settings):
    item = settings.item[0].model_copy(update={"rule": "king"})
    wrong = settings.model_copy(update={"item": (item,)})
    with pytest.raises(UnusableInput, match="item 1 is to be polled by the rule king"):
        Hall(wrong, settings.book.path.parent.parent)
    assert not settings.book.path.exists()


# ---- a hall whose officers are enrolled ----------------------------------------------------------


def enrolled(settings: Settings) -> None:
    settings.keyring.parent.mkdir(parents=True, exist_ok=True)
    officers = (("王建国", "chair"), ("李敏", "operator"))
    made = [Enrolled(n, role, make_key(f"words of {n}", cost=REHEARSAL)) for n, role in officers]
    write_keyring(settings.keyring, Keyring().with_officers(made))


def test_a_hall_with_officers_waits_for_two_of_them_to_freeze_the_roll(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    enrolled(settings)
    second = settings.officer[0].model_copy(update={"name": "李敏", "role": "operator"})
    both = settings.model_copy(update={"officer": (*settings.officer, second)})
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("QT_QUICK_BACKEND", "software")
    hall = Hall(both, settings.book.path.parent.parent)
    told = {"first": "王建国", "second": "李敏", "reason": "已核对"}
    secrets = {"first_secret": "words of 王建国", "second_secret": "words of 李敏"}

    def until(done: Callable[[Views], bool]) -> None:
        end = time.monotonic() + 60
        while not (hall._views is not None and done(hall._views)):
            assert time.monotonic() < end
            time.sleep(0.01)

    def serve() -> int:
        assert facts(settings.book.path, RollFrozen) == []
        until(lambda views: views.console.guarded)
        hall._act(Act.FREEZE_ROLL, told | secrets | {"second_secret": "wrong"})
        until(lambda views: bool(views.console.faults) and "wrong" in str(views.console.faults))
        hall._act(Act.FREEZE_ROLL, told | secrets)
        until(lambda views: views.console.roll == 2)
        hall._act(Act.LOG_IN, {"first": "王建国", "first_secret": "words of 王建国"})
        until(lambda views: views.console.officer == "王建国")
        hall._act(Act.OPEN_CHECK_IN)
        until(lambda views: views.console.next.act is Act.OPEN_MEETING)
        hall._act(Act.OPEN_MEETING, told | secrets)
        until(lambda views: views.console.next.act is not Act.OPEN_MEETING)
        return 0

    monkeypatch.setattr(hall._shell, "run", serve)
    assert hall.run() == 0
    (frozen,) = facts(settings.book.path, RollFrozen)
    assert frozen.officers == ("王建国", "李敏")
    assert len(facts(settings.book.path, KeypadBound)) == 2
    (opened,) = facts(settings.book.path, MeetingOpened)
    assert opened.reason == "已核对"


def test_a_hall_that_demands_officers_does_not_start_without_them(settings: Settings):
    keys = settings.keys.model_copy(update={"demanded": True})
    with pytest.raises(UnusableInput, match="no officer is enrolled; let the first two enrol"):
        Kiosk(
            settings.model_copy(update={"keys": keys}),
            clock=ManualClock(),
            show=lambda views: None,
            open_port=no_port,
        )
    assert not settings.book.path.exists()


def test_an_officer_of_the_settings_who_is_not_enrolled_is_told(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    enrolled(settings)
    stranger = settings.officer[0].model_copy(update={"name": "陌生人"})
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("QT_QUICK_BACKEND", "software")
    hall = Hall(
        settings.model_copy(update={"officer": (stranger,)}), settings.book.path.parent.parent
    )
    with pytest.raises(UnusableInput, match="陌生人 is not enrolled"):
        hall.run()


def test_an_observer_has_the_real_check_run_on_a_book_that_is_being_written(
    settings: Settings, stood: Stood
):
    told: list[Checked] = []
    ended = run_check(steps_of(settings), told.append)
    assert len(told) == 3
    assert (ended.over, ended.sound) == (True, True), ended
    assert ended.said.args["entries"] == stood.kiosk.ledger.head[0] + 1
    url = settings.book.model_copy(update={"url": "postgresql://hall/1", "desk": "east"})
    (one,) = steps_of(settings.model_copy(update={"book": url}))
    assert one.command[-2:] == ("postgresql://hall/1", "--json")


def test_a_hall_with_an_observer_takes_an_objection_in_the_own_name(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    """Where nobody is enrolled names are taken at their word; with keys, by the own passphrase."""
    screens = settings.screens.model_copy(update={"observer": True})
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("QT_QUICK_BACKEND", "software")
    folder = settings.book.path.parent.parent
    hall = Hall(settings.model_copy(update={"screens": screens}), folder)

    def serve() -> int:
        order = hall._order_of_observer
        assert order(Wanted.OBJECT, "王建国", "请求载入", "").result(20) is None
        refusal = order(Wanted.PRINT, "王建国", "", "").result(20)
        assert refusal is not None
        assert refusal.reason is Reason.UNKNOWN_POLL
        return 0

    monkeypatch.setattr(hall._shell, "run", serve)
    assert hall._shell.observer is not None
    assert hall.run() == 0
    assert facts(settings.book.path, Objected) == [Objected("王建国", "请求载入")]
