"""The command line: what cannot be used is told in one line, with the right exit code, at once."""

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import typer
from openpyxl import load_workbook

from kiosk.cli import main as cli
from kiosk.clock import ManualClock
from kiosk.ledger.keys import SealKey, seal_key_path
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import BookOpened, CheckInOpened
from kiosk.rehearsal import player

ROOT = Path(__file__).parent.parent
SCENES = ROOT / "tests" / "scenes"
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
SETTINGS = '[meeting]\ntitle = "市民大会"\n[book]\npath = "hall/meeting.book"\n'
HALL = 'officer chair "王建国"\nofficer operator "李敏"\ndelegates 3\nbase A hvm1 keypads 1..4\n'


@dataclass
class Said:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The one line on stderr."""
        assert "Traceback" not in self.err
        (line,) = self.err.splitlines()
        return line


@pytest.fixture(autouse=True)
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every command runs in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def kiosk(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Run a command in this process."""

    def run(*words: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["kiosk", *map(str, words)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capfd.readouterr()
        return Said(ended.value.code or 0, said.out, said.err)

    return run


def process(*words: object, **env: str) -> Said:
    """Run a command in a process of its own; no display unless `env` gives one."""
    around = {name: value for name, value in os.environ.items() if name not in DISPLAYS}
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", *map(str, words)],
        capture_output=True,
        text=True,
        timeout=300,
        env=around | {"PYTHONPATH": str(ROOT)} | env,
    )
    return Said(done.returncode, done.stdout, done.stderr)


def written(name: str, text: str) -> Path:
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


def nothing_but(*names: str) -> bool:
    return {path.name for path in Path().iterdir()} == set(names)


@pytest.fixture
def book(there: Path) -> Path:
    """A small book with its key."""
    path = there / "meeting.book"
    clock = ManualClock()
    seal = SealKey.create(seal_key_path(path))
    opened = BookOpened(
        "5" * 32, "市民大会", "", "", "", 480, False, "test", "0" * 64, seal.public_hex
    )  # fmt: skip
    with Ledger.create(path, meeting="5" * 32, mirror=None, clock=clock) as ledger:
        ledger.append([opened, CheckInOpened()])
    return path


# ---- help --------------------------------------------------------------------------------------


def commands() -> Iterator[tuple[str, ...]]:
    def below(group, before: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        for name, command in group.commands.items():
            if hasattr(command, "commands"):
                yield from below(command, (*before, name))
            else:
                yield (*before, name)

    yield from below(typer.main.get_command(cli.command_line(())), ())


def test_every_command_is_found_in_the_file_that_is_loaded_for_it():
    assert sorted(cli.FILES) == sorted({first for first, *_ in commands()})
    for name in cli.FILES:
        alone = typer.main.get_command(cli.command_line(("--", name)))
        assert name in alone.commands


def test_what_a_command_does_not_need_is_not_loaded():
    program = "import sys, kiosk.cli.main as cli; cli.command_line(['decode']);"
    program += "print({'sqlalchemy', 'PySide6', 'reportlab', 'pyhanko'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("set()\n", "")


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
def test_every_command_helps_with_an_example(words: tuple[str, ...], kiosk):
    said = kiosk(*words, "--help")
    assert said.code == 0
    assert f"Example: kiosk {' '.join(words)}" in re.sub(r"[\s│]+", " ", said.out)


def test_no_command_at_all_is_help(kiosk):
    said = kiosk()
    assert said.code == 2
    assert "Commands" in said.out + said.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("paly",), "kiosk: No such command 'paly'"),
        (("play",), "kiosk play: Missing argument 'scene'"),
        (("play", "x", "--nope"), "kiosk play: No such option: --nope"),
        (("play", "x", "--seed", "many"), "kiosk play: Invalid value for '--seed'"),
        (("book", "shw", "x"), "kiosk book: No such command 'shw'"),
    ],
)
def test_a_wrong_word_is_one_line_that_names_the_help(words, told: str, kiosk):
    said = kiosk(*words)
    assert said.code == 2
    assert said.line.startswith(told)
    assert said.line.endswith("--help")


# ---- run ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"practise = true\n{SETTINGS}", "practise: no such key; did you mean practice?"),
        ("[meeting", "the settings cannot be read"),
        (f'pack = "nowhere"\n{SETTINGS}', "there is no such rule pack"),
        (f'roll = "nowhere.csv"\n{SETTINGS}', "the list cannot be read"),
        (
            SETTINGS + '[[item]]\ntitle = "a"\nmotion = "b"\ntext = "c"\nrule = "king"\n',
            "item 1.rule: the pack citizens-assembly has no rule king",
        ),
        (
            SETTINGS + '[[base]]\nname = "A"\nport = "COM3"\nprotocol = "hvm2"\n',
            "base 1.protocol: hvm2 is none of hvm1",
        ),
    ],
)
def test_a_hall_that_is_set_up_wrongly_does_not_start(text: str, told: str, kiosk):
    written("kiosk.toml", text)
    said = kiosk("run")
    assert said.code == 2
    assert told in said.line
    assert nothing_but("kiosk.toml")


def test_a_roll_with_mistakes_starts_no_hall(kiosk):
    written("kiosk.toml", f'roll = "roll.csv"\n{SETTINGS}')
    written("roll.csv", "number,name,seat,class,votes\n1,,1,citizen,yes\n")
    said = kiosk("run")
    assert said.code == 2
    assert "row 2, name: must not be empty" in said.line
    assert nothing_but("kiosk.toml", "roll.csv")


@pytest.mark.parametrize("text", ["", "practice = true\n"])
def test_without_settings_that_name_a_book_a_meeting_is_set_up_which_takes_a_display(text: str):
    if text:
        written("kiosk.toml", text)
    said = process("run")
    assert said.code == 3
    assert "There is no display to show the screens on" in said.line
    assert nothing_but(*["kiosk.toml"] * bool(text))


@pytest.mark.parametrize("path", ["gone/kiosk.toml", "a/b/c.toml"])
def test_in_a_folder_that_is_not_there_no_set_up_begins(kiosk, path: str):
    """A mistyped path of what starts by itself would wait for somebody for ever."""
    said = kiosk("run", "--settings", path)
    assert said.code == 2
    assert (
        f"{Path(path).parent.absolute()}: there is no such folder; correct --settings" in said.line
    )
    assert nothing_but()


def test_settings_that_are_no_toml_are_told_and_no_set_up_begins(kiosk):
    written("kiosk.toml", "book = [\n")
    said = kiosk("run")
    assert said.code == 2
    assert "kiosk.toml: the settings cannot be read" in said.line
    assert nothing_but("kiosk.toml")


def test_without_a_display_the_hall_is_not_opened_and_no_book_begun():
    written("kiosk.toml", SETTINGS)
    said = process("run")
    assert said.code == 3
    assert "There is no display to show the screens on" in said.line
    assert nothing_but("kiosk.toml")


def test_a_second_kiosk_on_the_same_book_is_refused():
    written("kiosk.toml", SETTINGS)
    Path("hall").mkdir()
    clock = ManualClock()
    path = Path("hall/meeting.book")
    SealKey.create(seal_key_path(path))
    with Ledger.create(path, meeting="5" * 32, mirror=None, clock=clock) as held:
        held.append([CheckInOpened()])
        said = process("run", QT_QPA_PLATFORM="offscreen", QT_QUICK_BACKEND="software")
    assert said.code == 3
    assert f"the book is held by another kiosk (pid {os.getpid()})" in said.line


def test_a_damaged_book_begins_no_hall_and_says_how_to_see_every_break(book: Path, kiosk):
    written("kiosk.toml", SETTINGS)
    Path("hall").mkdir()
    for name in (book, seal_key_path(book)):
        name.rename(Path("hall") / name.name)
    spoil(Path("hall/meeting.book"))
    before = Path("hall/meeting.book").read_bytes()
    said = process("run", QT_QPA_PLATFORM="offscreen", QT_QUICK_BACKEND="software")
    assert said.code == 3
    assert "the book does not hold together: 2 break(s), first at entry 1 (hash)" in said.line
    assert "`kiosk book verify` shows every break" in said.line
    assert Path("hall/meeting.book").read_bytes() == before
    assert kiosk("book", "verify", "hall/meeting.book").out.splitlines()[-1].startswith("2 breaks")


def test_a_book_in_a_place_that_cannot_be_is_a_fault_of_the_hall():
    written("kiosk.toml", SETTINGS.replace("hall/", "kiosk.toml/"))
    said = process("run", QT_QPA_PLATFORM="offscreen", QT_QUICK_BACKEND="software")
    assert said.code == 3
    assert "the folder cannot be made" in said.line


# ---- play --------------------------------------------------------------------------------------


def test_a_scene_with_a_typo_is_told_with_line_and_column(kiosk):
    written("a.scene", f"{HALL}check-in opne\n")
    said = kiosk("play", "a.scene")
    assert said.code == 2
    assert said.line.startswith("a.scene:5:10: opne is not known here; expected one of open,")
    written("a.scene", f"{HALL}opn\n")
    assert "a.scene:5:1: opn is no order; did you mean open?" in kiosk("play", "a.scene").line
    assert nothing_but("a.scene")


def test_a_scene_that_expects_something_false_is_false(kiosk):
    written("a.scene", f"{HALL}expect roll 4\n")
    said = kiosk("play", "a.scene", "--fast", "--out", "out", "--language", "en")
    assert said.code == 1
    assert "line 5: expect roll 4" in said.out
    assert "found 3, expected 4" in said.out


def test_a_scene_that_comes_true_is_true_and_leaves_everything(kiosk):
    said = kiosk("play", SCENES / "majority.scene", "--fast", "--out", "out")
    assert said.code == 0
    left = {path.name for path in Path("out").iterdir()}
    assert left >= {"meeting.book", "meeting.bundle.zip", "papers", "verifier.pyz", "tapes"}
    judged = subprocess.run([sys.executable, "-I", "out/verifier.pyz", "out/meeting.bundle.zip"])
    assert judged.returncode == 0


def test_json_is_one_document_and_nothing_else(kiosk):
    written("a.scene", f"{HALL}expect roll 4\n")
    said = kiosk("play", "a.scene", "--fast", "--out", "out", "--json")
    document = json.loads(said.out)
    assert said.code == 1
    assert document["true"] is False
    assert document["misses"] == [
        {"line": 5, "text": "expect roll 4", "what": "found 3, expected 4"}
    ]
    assert said.err == ""


def test_a_folder_that_is_not_empty_is_left_alone(kiosk):
    written("a.scene", HALL)
    Path("out").mkdir()
    written("out/mine.txt", "mine")
    for way in ((), ("--fast",)):
        said = kiosk("play", "a.scene", "--out", "out", *way)
        assert said.code == 2
        assert "out: the folder is not empty" in said.line
    assert [path.name for path in Path("out").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--base", "A"), "A attaches nothing; write NAME=PORT"),
        (("--base", "Z=/dev/x"), "the scene has no base Z"),
        (("--base", "A=/dev/x", "--fast"), "virtual time knows no real ports"),
        (("--fast", "--windows"), "virtual time knows no real ports and no windows"),
        (("--language", "de", "--fast"), "de is not spoken here; write one of zh_CN, en"),
    ],
)
def test_wishes_that_do_not_go_together(words: tuple[str, ...], told: str, kiosk):
    written("a.scene", HALL)
    said = kiosk("play", "a.scene", *words)
    assert said.code == 2
    assert told in said.line
    assert nothing_but("a.scene")


@pytest.mark.parametrize(
    ("line", "told"),
    [("pack nowhere\n", "no such rule pack"), ('roll "x.csv"\n', "list cannot be read")],
)
def test_a_scene_that_asks_for_what_is_not_there(line: str, told: str, kiosk):
    written("a.scene", HALL + line)
    said = kiosk("play", "a.scene", "--fast", "--out", "out")
    assert said.code == 2
    assert told in said.line
    assert nothing_but("a.scene")


def test_a_missing_port_is_told_and_not_waited_for_for_ever(kiosk, monkeypatch):
    monkeypatch.setattr(player, "ANSWER_NS", 1_000_000_000)
    written("a.scene", HALL)
    said = kiosk("play", "a.scene", "--base", "A=/dev/nope", "--out", "out")
    assert said.code == 3
    assert said.line.startswith("/dev/nope: base A does not answer: There is no such serial port")


def test_a_port_where_nobody_answers_is_told(kiosk, monkeypatch):
    monkeypatch.setattr(player, "ANSWER_NS", 2_000_000_000)
    written("a.scene", HALL)
    master, slave = os.openpty()
    said = kiosk("play", "a.scene", "--base", f"A={os.ttyname(slave)}", "--out", "out")
    os.close(master)
    os.close(slave)
    assert said.code == 3
    assert "base A does not answer: The base does not answer" in said.line


def test_a_scene_that_is_not_there_in_a_process_of_its_own():
    said = process("play", "nowhere.scene")
    assert said.code == 2
    assert said.line.startswith("nowhere.scene: the scene cannot be read")


# ---- books -------------------------------------------------------------------------------------


def test_a_book_is_shown_entry_by_entry(book: Path, kiosk):
    said = kiosk("book", "show", book)
    assert said.code == 0
    assert [line.split()[0] for line in said.out.splitlines()] == ["0", "1"]
    shown = json.loads(kiosk("book", "show", book, "--json").out)
    assert [entry["fact"] for entry in shown] == ["BookOpened", "CheckInOpened"]


def test_the_presses_of_a_poll_are_told_with_their_fate(kiosk):
    assert kiosk("play", SCENES / "swapped_keypad.scene", "--fast", "--out", "out").code == 0
    path = Path("out/meeting.book")
    shown = json.loads(kiosk("book", "show", path, "--presses", "1", "--json").out)
    assert len(shown) == 8
    assert sum(one["counted"] for one in shown) == 6
    seat = json.loads(kiosk("book", "show", path, "--presses", "1", "--seat", "1", "--json").out)
    assert [(one["keypad"], one["keys"], one["fate"]) for one in seat] == [
        (1, [1], "replaced"),
        (13, [3], "counted"),
    ]
    dead = kiosk("book", "show", path, "--presses", "1", "--keypad", "1", "--language", "en")
    assert "seat 1 keypad A/1 keys 1: replaced by a later press" in dead.out
    assert "seat - keypad A/1 keys 2: " in dead.out
    assert "未收到按键" in kiosk("book", "show", path, "--presses", "1", "--seat", "12").out


def test_presses_that_cannot_be_are_told(book: Path, kiosk):
    said = kiosk("book", "show", book, "--presses", "3")
    assert "the book has no poll 3" in said.line
    assert "the book has no poll 0" in kiosk("book", "show", book, "--seat", "A").line
    kiosk("play", SCENES / "swapped_keypad.scene", "--fast", "--out", "out")
    said = kiosk("book", "show", "out/meeting.book", "--presses", "1", "--seat", "99")
    assert "seat 99 is not on the roll" in said.line


def test_a_sound_book_is_sound_and_a_changed_one_is_not(book: Path, kiosk):
    sound = kiosk("book", "verify", book, "--json")
    assert sound.code == 0
    assert json.loads(sound.out)["sound"] is True
    spoil(book)
    said = kiosk("book", "verify", book)
    assert said.code == 1
    assert said.out.splitlines()[0].startswith("entry 1: ")
    told = json.loads(kiosk("book", "verify", book, "--json").out)
    assert (told["sound"], told["breaks"][0]["entry"]) == (False, 1)


def test_a_damaged_book_is_shown_as_far_as_it_can_be_read(book: Path, kiosk):
    spoil(book, whole=False)
    said = kiosk("book", "show", book)
    assert said.code == 0
    assert "cannot be read" in said.out.splitlines()[1]
    assert len(json.loads(kiosk("book", "show", book, "--json").out)) == 2


def spoil(book: Path, *, whole: bool = True) -> None:
    """Change the second entry behind the book's back."""
    body = b"CheckInOpened" if whole else b"{"
    with Ledger.read(book) as opened:
        raw = [entry.body for entry in opened.raw()][1]
    content = book.read_bytes()
    assert content.count(raw) >= 1
    other = raw.replace(b"CheckInOpened", b"CheckInClosed") if whole else b"x" + raw[1:]
    assert body in raw
    book.write_bytes(content.replace(raw, other))


@pytest.mark.parametrize("command", ["show", "verify", "export"])
def test_what_is_no_book_is_unusable(command: str, kiosk):
    written("note.txt", "a note\n" * 200)
    more = ("--out", "b.zip") if command == "export" else ()
    for name in ("note.txt", "nowhere.book", "."):
        said = kiosk("book", command, name, *more)
        assert said.code == 2, said
        assert name in said.line
    assert nothing_but("note.txt")


def test_an_export_never_overwrites_without_force(book: Path, kiosk):
    assert kiosk("book", "export", book, "--out", "b.zip").code == 0
    before = Path("b.zip").read_bytes()
    written("b.zip", "mine")
    said = kiosk("book", "export", book, "--out", "b.zip")
    assert (said.code, Path("b.zip").read_text()) == (2, "mine")
    assert "something stands there already; name another place, or say --force" in said.line
    assert kiosk("book", "export", book, "--out", "b.zip", "--force").code == 0
    assert Path("b.zip").read_bytes() == before
    assert "manifest.json" in zipfile.ZipFile("b.zip").namelist()


def test_an_export_without_the_key_is_a_fault_and_leaves_nothing(book: Path, kiosk):
    seal_key_path(book).unlink()
    said = kiosk("book", "export", book, "--out", "b.zip")
    assert said.code == 3
    assert "the seal key is missing; put the key file of this book beside it" in said.line
    assert not Path("b.zip").exists()


def test_an_export_to_nowhere_is_a_fault(book: Path, kiosk):
    said = kiosk("book", "export", book, "--out", "no/where/b.zip")
    assert said.code == 3
    assert "there is no such file or folder" in said.line


def test_who_reads_only_the_head_gets_no_traceback(book: Path):
    done = subprocess.run(
        f"{sys.executable} -m kiosk book show {book} | true",
        shell=True,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        timeout=300,
    )
    assert done.stderr == ""


# ---- the verifier, packs, rolls, measurements, pictures -----------------------------------------


def test_the_verifier_is_not_written_over_anything(kiosk):
    written("v.pyz", "mine")
    said = kiosk("verifier", "--out", "v.pyz")
    assert (said.code, Path("v.pyz").read_text()) == (2, "mine")
    assert kiosk("verifier", "--out", "v.pyz", "--force").code == 0
    assert zipfile.is_zipfile("v.pyz")


def test_the_verifier_goes_into_a_folder_that_is_there(kiosk):
    said = kiosk("verifier", "--out", "no/where/v.pyz")
    assert said.code == 3
    assert "no/where/v.pyz: the verifier cannot be written: No such file" in said.line
    Path("folder").mkdir()
    assert kiosk("verifier", "--out", "folder", "--force").code == 2


def test_packs_are_listed_and_shown(kiosk):
    listed = kiosk("rules", "list")
    assert "citizens-assembly 1." in listed.out
    assert "owners-meeting 1." in listed.out
    assert "\nordinary  " in kiosk("rules", "show", "citizens-assembly").out
    said = kiosk("rules", "show", "nowhere")
    assert said.code == 2
    assert "there is no such rule pack; name one of assets/rulepacks" in said.line
    written("own.toml", 'pack = "own"\n')
    said = kiosk("rules", "show", "own.toml")
    assert said.code == 2
    assert "own.toml: " in said.line


def test_a_roll_is_checked(kiosk):
    written("good.csv", "编号,姓名,席位,类别,表决权,备注\n1,甲,1,citizen,是,\n2,乙,2,列席,否,\n")
    said = kiosk("roll", "check", "good.csv", "--language", "en")
    assert said.code == 0
    assert "备注 → not read" in said.out
    assert "2 delegates, 1 with a voting right" in said.out
    written("bad.csv", "number,name,seat,class,votes\nx,甲,1,citizen,yes\n2,,2,attendee,no\n")
    said = kiosk("roll", "check", "bad.csv", "--language", "en")
    assert said.code == 1
    assert [line.split(":")[0] for line in said.out.splitlines()][1:3] == [
        "row 2, number",
        "row 3, name",
    ]
    said = kiosk("roll", "check", "bad.csv", "--json")
    found = json.loads(said.out)["mistakes"]
    assert [(one["row"], one["column"]) for one in found] == [(2, "number"), (3, "name")]
    assert found[1]["what"] == "第 3 行“姓名”：不能为空"
    said = kiosk("roll", "check", "none.csv")
    assert said.code == 2
    assert "none.csv: the list cannot be read" in said.line


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_roll_template_asks_for_delegates_and_takes_them(kiosk, language: str):
    assert kiosk("roll", "template", "--out", "roll.xlsx", "--language", language).code == 0
    said = kiosk("roll", "template", "--out", "roll.xlsx")
    assert said.code == 2
    assert "something stands there already" in said.line
    said = kiosk("roll", "check", "roll.xlsx", "--language", "en")
    assert "row 2: no delegate stands in this file" in said.out
    book = load_workbook("roll.xlsx")
    for column, text in enumerate(["1", "甲", "3-12", "citizen", "yes"], start=1):
        book.worksheets[0].cell(2, column).value = text
    book.save("roll.xlsx")
    said = kiosk("roll", "check", "roll.xlsx", "--language", "en")
    assert "1 delegates, 1 with a voting right" in said.out
    assert "not read" not in said.out


def test_a_measurement_nobody_knows(kiosk):
    said = kiosk("bench", "speed")
    assert said.code == 2
    assert "there is no measurement speed; name one of press" in said.line


@pytest.mark.parametrize(
    "size", ["big", "0x0", "1920", "1920x1080x3", "²x²", "99999x99999", "-1x5"]
)
def test_a_size_that_is_none(size: str, kiosk):
    said = kiosk("stills", "--out", "st", f"--size={size}")
    assert said.code == 2
    assert f"{size} is no size; write one like 1920x1080" in said.line
    assert nothing_but()


def test_a_language_that_is_not_spoken(kiosk):
    said = kiosk("stills", "--out", "st", "--language", "de")
    assert said.code == 2
    assert "de is not spoken here" in said.line
    assert kiosk("demo", "--headless", "--language", "de").code == 2
    assert nothing_but()


def test_one_picture_that_stands_there_keeps_all_others_from_being_drawn():
    Path("st").mkdir()
    written("st/console-open-en-320x180.png", "mine")
    offscreen = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    said = process("stills", "--out", "st", "--language", "en", "--size", "320x180", **offscreen)
    assert said.code == 2
    assert "a picture stands there already; say --force" in said.line
    assert len(list(Path("st").iterdir())) == 1


def test_every_state_of_every_screen_is_drawn():
    offscreen = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    said = process("stills", "--out", "st", "--language", "en", "--size", "320x180", **offscreen)
    assert (said.code, said.err) == (0, "")
    drawn = said.out.splitlines()
    assert len(drawn) > 30
    assert all(Path(path).read_bytes().startswith(b"\x89PNG") for path in drawn)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["demo", "--headless", "--out", "file/x"], "There is no such file or folder"),
        (["stills", "--out", "file/x", "--only", "hall-poll"], "There is no such file or folder"),
        (["keypads", "labels", "1-3", "--out", "file/x.pdf"], "There is no such file or folder"),
    ],
)
def test_what_cannot_be_written_is_told_in_one_line(words: list[str], said: str):
    written("file", "")
    told = process(*words, QT_QPA_PLATFORM="offscreen", QT_QUICK_BACKEND="software")
    assert told.code == 3
    assert said in told.line
    assert nothing_but("file")


@pytest.mark.parametrize(
    ("words", "where"),
    [
        (["passes", "--book", "none", "--out", "p.pdf"], "none"),
        (["attendance", "none"], "none"),
        (["officers", "list", "none"], "none"),
        (["book", "verify", "file", "--mirror", "none"], "none"),
        (["roll", "template", "--out", "roll.csv"], "roll.csv"),
        (["stills", "--out", "st", "--only", "nowhere"], "--only"),
        (["keypads", "labels", "1-99999999", "--out", "l.pdf"], "labels"),
        (["keypads", "labels", "5-1", "--out", "l.pdf"], "labels"),
        (["simulate", "hvm1", "--keypads", "3", "--damage", "flip=2"], "--damage"),
        (["simulate", "hvm1", "--keypads", "3", "--damage", "delay_ms=inf"], "--damage"),
    ],
)
def test_what_is_asked_for_amiss_is_unusable(kiosk, words: list[str], where: str):
    written("file", "")
    told = kiosk(*words)
    assert told.code == 2
    assert told.line.startswith(f"{where}: ")
    assert nothing_but("file")
