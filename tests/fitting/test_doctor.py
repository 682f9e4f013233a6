"""`kiosk doctor`: a hall with its bases, disks, fonts and files, looked at as it stands."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.clerk.readiness import Light, Ready, Subject
from kiosk.cli import main as cli
from kiosk.clock import ManualClock, SystemClock
from kiosk.config import Settings, read_settings
from kiosk.devices.simulator.bases import BASES
from kiosk.devices.simulator.ports import MemoryCable
from kiosk.devices.wire.ports import HELD, MISSING
from kiosk.faults import BookFault, PortFault
from kiosk.fitting.clocks import look_at_clock
from kiosk.fitting.disks import existing, free_mb, medium_of, on_one_filing, sync_us
from kiosk.fitting.doctor import Tools, examine, windows_of
from kiosk.fitting.installing import Fitting, Start, install
from kiosk.ledger.officer_keys import REHEARSAL
from kiosk.ledger.pin import make_pin, write_pin
from kiosk.meeting.outcome import Sentence
from kiosk.ui.parts.phrases import tell
from kiosk.ui.placing import Display
from kiosk.ui.shell import ScreenFault
from kiosk.words import words

SETTINGS = """
roll = "roll.csv"
[meeting]
title = "市民大会"
resolutions = "list.csv"
[book]
path = "hall/meeting.book"
mirror = "second/meeting.mirror"
[kiosk]
mode = true
[[base]]
name = "A"
protocol = "sunvote"
port = "base-a"
[[scanner]]
desk = "1"
port = "gun"
"""
ROLL = "number,name,seat,class,votes,keypad\n1,甲,1,citizen,yes,1\n2,乙,2,citizen,yes,2\n"
PAST = "session,resolved,responsible,progress,due\n"
CLOCK = Ready(Subject.CLOCK, Light.GOOD, Sentence("set by a time server"))
TWO = (Display("eDP-1", primary=True, at=(0, 0, 9, 9)), Display("HDMI-1", "Beam", at=(9, 0, 9, 9)))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "roll.csv").write_text(ROLL, encoding="utf-8")
    (tmp_path / "list.csv").write_text(PAST + "一次,修桥,水务局,done,\n", encoding="utf-8")
    return written(tmp_path, SETTINGS)


def written(folder: Path, text: str) -> Settings:
    (folder / "kiosk.toml").write_text(text, encoding="utf-8")
    return read_settings(folder / "kiosk.toml")


def opener(keypads: int = 4) -> Callable[[str, int, str], object]:
    """A base on `base-a`, a scanner's port that is held, and no other port."""
    base = BASES["sunvote"](1, keypads, 1)

    def open_port(path: str, baud: int, parity: str):
        if path == "base-a":
            return MemoryCable(base, SystemClock()).open()
        what, cure = HELD if path == "gun" else MISSING
        raise PortFault(what, where=path, cure=cure)

    return open_port


def look(settings: Settings, folder: Path, *, displays=lambda: TWO, **said) -> list[Ready]:
    fitting = Fitting(folder / "kiosk.toml", folder / "home", folder / "root")
    return list(examine(settings, fitting, Tools(SystemClock(), opener(**said), displays)))


def lights(found: list[Ready], subject: Subject) -> list[Light]:
    return [one.light for one in found if one.subject is subject]


def test_a_hall_is_looked_at_from_its_cables_to_its_clock(settings: Settings, tmp_path: Path):
    write_pin(settings.kiosk.pin, make_pin("470218", cost=REHEARSAL))
    fitting = Fitting(tmp_path / "kiosk.toml", tmp_path / "home", tmp_path / "root")
    list(install(Start.XDG, fitting))
    found = look(settings, tmp_path)
    assert [one for one in Subject if one not in {line.subject for line in found}] == []
    for subject in (Subject.BASE, Subject.KEYPADS, Subject.FONTS, Subject.DISPLAYS):
        assert lights(found, subject) == [Light.GOOD], subject
    for subject in (Subject.PIN, Subject.START):
        assert lights(found, subject) == [Light.GOOD], subject
    assert lights(found, Subject.SCANNER) == [Light.BAD], "another program holds it"
    assert lights(found, Subject.MEDIA) == [Light.BAD], "both copies lie in one folder here"
    assert len(lights(found, Subject.SYNC)) == 2
    base = next(one for one in found if one.subject is Subject.BASE)
    assert (base.said.args["keypads"], base.said.args["first"]) == (4, 1)


def test_a_hall_that_lacks_everything_is_told_of_each_thing_with_its_cure(
    settings: Settings, tmp_path: Path
):
    nowhere = SETTINGS.replace("base-a", "none").replace("roll.csv", "gone.csv")
    nowhere += (
        '[printer]\nkind = "cups"\nname = "hall"\nserver = "127.0.0.1:9"\n[screens]\nfeed = true\n'
    )

    def no_display() -> tuple[Display, ...]:
        raise ScreenFault("There is no display", where="DISPLAY", cure="start it from the desktop")

    found = look(written(tmp_path, nowhere), tmp_path, displays=no_display)
    wrong = {one.subject for one in found if one.light is Light.BAD}
    assert {Subject.BASE, Subject.SCANNER, Subject.ROLL, Subject.DISPLAYS} <= wrong
    assert Subject.PRINTER in wrong
    assert [one for one in found if one.light is not Light.GOOD and one.cure is None] == []


def test_too_few_keypads_and_a_character_without_a_glyph_are_found(
    settings: Settings, tmp_path: Path
):
    odd = SETTINGS.replace("市民大会", "市民大会\U000323ae")
    found = look(written(tmp_path, odd), tmp_path, keypads=1)
    assert lights(found, Subject.KEYPADS) == [Light.WARN]
    assert lights(found, Subject.FONTS) == [Light.BAD]


def test_a_base_that_gives_totals_is_not_asked_for_that_would_start_a_poll(
    settings: Settings, tmp_path: Path
):
    totals = SETTINGS.replace('protocol = "sunvote"', 'protocol = "taiden"\nseats = 9')
    assert lights(look(written(tmp_path, totals), tmp_path), Subject.BASE) == [Light.WARN]


def test_a_list_of_resolutions_with_mistakes_is_told_cell_by_cell_and_keeps_no_hall_shut(
    settings: Settings, tmp_path: Path
):
    (sound,) = (x for x in look(settings, tmp_path) if x.subject is Subject.RESOLUTIONS)
    assert (sound.light, sound.said.args) == (Light.GOOD, {"count": 1})
    (tmp_path / "list.csv").write_text(PAST + "一次,修桥,水务局,bald,soon\n" * 4, "utf-8")
    found = [x for x in look(settings, tmp_path) if x.subject is Subject.RESOLUTIONS]
    assert {one.light for one in found} == {Light.WARN}
    assert [tell(one.said, words("en")) for one in found[:2]] == [
        "row 2, due: 'soon' is no day; write one like 2026-12-31",
        "row 2, progress: 'bald' is none of 未启动, 办理中, 已办结, 逾期",
    ]
    assert tell(found[-1].said, words("en")) == "and 3 mistakes more"
    assert tell(found[0].said, words("zh_CN")).startswith("第 2 行“办理期限”：“soon”不是日期")
    (tmp_path / "list.csv").unlink()
    (gone,) = (x for x in look(settings, tmp_path) if x.subject is Subject.RESOLUTIONS)
    assert gone.light is Light.WARN
    assert gone.cure is not None


def test_nothing_is_said_of_resolutions_where_no_list_is_named(settings: Settings, tmp_path: Path):
    plain = written(tmp_path, SETTINGS.replace('resolutions = "list.csv"\n', ""))
    assert lights(look(plain, tmp_path), Subject.RESOLUTIONS) == []


def test_only_the_windows_that_this_hall_opens_are_looked_for(settings: Settings, tmp_path: Path):
    assert sorted(windows_of(settings)) == ["console", "hall"]
    more = SETTINGS + '[screens]\nfeed = true\nobserver = true\n[displays]\nobserver = "DP-2"\n'
    assert sorted(windows_of(written(tmp_path, more))) == ["console", "feed", "hall", "observer"]


# ---- the media -----------------------------------------------------------------------------------


def test_a_medium_is_measured_where_the_book_will_lie_and_nothing_is_left_there(tmp_path: Path):
    spent = sync_us(tmp_path / "not" / "yet", SystemClock(), times=3)
    assert len(spent) == 3
    assert min(spent) > 0
    assert list(tmp_path.iterdir()) == []
    assert existing(tmp_path / "not" / "yet") == tmp_path
    assert free_mb(tmp_path / "not" / "yet") > 0


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a folder nobody can write in")
def test_a_folder_that_cannot_be_written_is_a_fault(tmp_path: Path):
    with pytest.raises(BookFault):
        sync_us(Path("/proc/self"), SystemClock())


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="needs a second file system")
def test_two_file_systems_are_told_from_one(tmp_path: Path):
    assert on_one_filing(tmp_path, tmp_path / "a" / "b")
    assert not on_one_filing(tmp_path, Path("/dev/shm"))
    assert medium_of(Path("/dev/shm")) == "", "a piece of memory is no disk"


# ---- the clock -----------------------------------------------------------------------------------


def test_a_clock_is_held_against_the_one_that_runs_on_its_battery(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("kiosk.fitting.clocks.synchronised", lambda: False)
    clock, rtc = ManualClock(), tmp_path / "since_epoch"
    now = int(clock.now().utc.timestamp())
    for off, light in ((-1, Light.GOOD), (30, Light.WARN), (-3600, Light.BAD)):
        rtc.write_text(f"{now + off}\n")
        assert look_at_clock(clock, rtc=rtc).light is light
    rtc.write_text("no number")
    assert look_at_clock(clock, rtc=rtc).light is Light.WARN
    clock.utc = clock.utc.replace(year=2000)
    assert look_at_clock(clock, rtc=rtc).light is Light.BAD


# ---- the command ---------------------------------------------------------------------------------


@pytest.fixture
def doctor(tmp_path: Path, capsys, monkeypatch) -> Callable[..., tuple[int, str, str]]:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("HOME", str(tmp_path))

    def run(*said: str) -> tuple[int, str, str]:
        argv = ["kiosk", "doctor", "--settings", str(tmp_path / "kiosk.toml"), *said]
        monkeypatch.setattr("sys.argv", argv)
        with pytest.raises(SystemExit) as ended:
            cli.main()
        told = capsys.readouterr()
        return int(ended.value.code or 0), told.out, told.err

    return run


def test_the_command_is_true_only_of_a_hall_that_is_ready(
    settings: Settings,
    tmp_path: Path,
    doctor: Callable[..., tuple[int, str, str]],
    monkeypatch: pytest.MonkeyPatch,
):
    """On a PC with a quick disk and a right clock, whatever this one has."""
    monkeypatch.setattr("kiosk.fitting.doctor.sync_us", lambda folder, clock: [900] * 16)
    monkeypatch.setattr("kiosk.fitting.doctor.look_at_clock", lambda clock: CLOCK)
    code, out, _ = doctor("--json")
    told = json.loads(out)
    assert (code, told["ready"]) == (1, False)
    base = next(one for one in told["checks"] if one["check"] == "base")
    assert base["standing"] == "bad"
    assert "base-a" in base["what"]
    assert base["cure"]
    written(tmp_path, '[meeting]\ntitle = "市民大会"\n[book]\npath = "b"\n')
    code, out, _ = doctor("--language", "zh_CN")
    assert code == 0, out
    assert "warn  专用模式  专用模式未启用  → " in out


def test_settings_that_cannot_be_used_are_one_line_and_exit_two(
    tmp_path: Path, doctor: Callable[..., tuple[int, str, str]]
):
    (tmp_path / "kiosk.toml").write_text("[meeting")
    code, out, complaint = doctor()
    assert (code, out) == (2, "")
    assert complaint.count("\n") == 1
