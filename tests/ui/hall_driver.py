"""Leads `kiosk run` from outside: keys and clicks through X, presses on a base on a real pty."""

import contextlib
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from xserver import x_server

from kiosk.clock import SystemClock
from kiosk.config import read_settings
from kiosk.devices.keypads.hvm1_map import State
from kiosk.devices.simulator.bases import BASES
from kiosk.devices.simulator.pty_host import PtyHost
from kiosk.ledger.keys import SealKey, seal_key_path
from kiosk.ledger.passes import make_pass
from kiosk.ledger.store import Ledger
from kiosk.meeting.facts import Declared, Fact
from kiosk.rehearsal.enrolling import enrol_all

HERE = Path(__file__).parent
PATIENCE_S = 180
STICK = "stick"
CHAIR, OPERATOR, NOTARY = "王建国", "李敏", "陈思远"
OFFICERS = [(CHAIR, "chair"), (OPERATOR, "operator"), (NOTARY, "notary")]
SECRET = "key of the hall 7"
SETTINGS = """
pack = "citizens-assembly"
roll = "roll.csv"
[meeting]
title = "静安里街道市民大会"
place = "静安里街道议事厅"
convener = "静安里街道办事处"
[book]
path = "hall/meeting.book"
mirror = "second/meeting.mirror"
papers = "hall/papers"
[screens]
observer = true
[keys]
keyring = "hall/officers.keyring"
demanded = true
[door]
sounds = false
[[wedge]]
desk = "1"
[[base]]
name = "A"
protocol = "hvm1"
port = "{port}"
[[officer]]
name = "王建国"
role = "chair"
[[officer]]
name = "李敏"
role = "operator"
[[officer]]
name = "陈思远"
role = "notary"
[[item]]
title = "停车收费时段调整"
noticed = "{noticed}"
motion = "关于调整停车收费时段的议案"
text = "工作日 7:30 至 20:30 收费。"
rule = "ordinary"
duration_s = 0
[[item]]
title = "民生实事 4 选 3"
noticed = "{noticed}"
motion = "民生实事项目票决"
text = "从四个候选项目中票决产生三个项目。"
rule = "priorities"
options = ["加装电梯", "社区食堂", "口袋公园", "道路照明"]
maximum = 3
duration_s = 0
"""
ROLL = "编号,姓名,席位,类别,表决权,表决器\n" + "".join(
    f"{number},{name},{number},citizen,是,{number if number < 4 else ''}\n"
    for number, name in enumerate(("赵一", "钱二", "孙三", "李四"), start=1)
)
MISSING = [one for one in ("Xvfb", "xdotool") if not shutil.which(one)]


def ready_hall(folder: Path, port: Path) -> Path:
    """A ready kiosk.toml, its roll, and the officers enrolled with their own passphrases."""
    noticed = (datetime.now(UTC) - timedelta(days=21)).date().isoformat()
    settings = folder / "kiosk.toml"
    settings.write_text(SETTINGS.format(port=port, noticed=noticed), encoding="utf-8")
    (folder / "roll.csv").write_text(ROLL, encoding="utf-8")
    enrol_all(folder / "hall" / "officers.keyring", OFFICERS, secret=SECRET)
    return settings


class Driver:
    """One hall that runs, and the hands that lead it."""

    def __init__(self, settings: Path, around: dict[str, str], base: Any, host: PtyHost) -> None:
        self.settings, self.folder = read_settings(settings), settings.parent
        self.base, self.host = base, host
        self._around = around
        self._clock = SystemClock()
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "driven_hall.py"), "run", "--settings", str(settings)],
            env=around,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    # ---- what can be seen ----------------------------------------------------------------------

    def asked(self, question: str) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(question + "\n")
        self.process.stdin.flush()
        told = self.process.stdout.readline()
        assert told, "the kiosk ended"
        return json.loads(told)

    def until(self, true: Callable[[dict[str, Any]], bool], what: str) -> dict[str, Any]:
        """Wait for a state of the console; what it showed last where it never came."""
        ends = time.monotonic() + PATIENCE_S
        while True:
            told = self.asked("console")
            if not told.get("held") and true(told):
                return told
            if time.monotonic() > ends:
                raise AssertionError(f"{what}: {told}, {self.asked('grab')}")
            time.sleep(0.04)

    def comes(self, act: str, *, ready: bool = True) -> dict[str, Any]:
        """Wait until the large button says this and may be pressed."""
        return self.until(lambda told: told["next"] == act and told["ready"] is ready, act)

    def control(self, name: str, *, pane: str = "console", at: int = 0) -> dict[str, Any]:
        """The control of this accessible name once it can be pressed; of many the one `at`."""
        ends = time.monotonic() + PATIENCE_S
        while True:
            controls = [one for one in self.asked("controls") if one["pane"] == pane]
            fits = [one for one in controls if one["name"] == name and _can_be_pressed(one)]
            if -len(fits) <= at < len(fits):
                return fits[at]
            if time.monotonic() > ends:
                raise AssertionError(f"{name}: {controls}")
            time.sleep(0.02)

    # ---- hands ---------------------------------------------------------------------------------

    def x(self, *words: str | int) -> None:
        told = ["xdotool", *map(str, words)]
        subprocess.run(told, env=self._around, check=True, timeout=PATIENCE_S)

    def keys(self, *chords: str) -> None:
        """Press keys and chords, one after another."""
        self.x("key", "--delay", 30, *chords)

    def write(self, text: str) -> None:
        """Type as a person does, who is no scanner."""
        self.x("type", "--delay", 30, text)

    def scan_in(self, number: int) -> None:
        """Scan the pass until the delegate is in: on a busy machine X lets a scanner stutter."""
        ends = time.monotonic() + PATIENCE_S
        while self.asked("console")["present"] < number:
            self.scan(number)
            for _ in range(200):
                if self.asked("console")["present"] >= number:
                    return
                time.sleep(0.02)
            assert time.monotonic() < ends, number

    def scan(self, number: int) -> None:
        """A scanner that types the pass of a delegate into whatever has the focus."""
        key = SealKey.load(seal_key_path(self.settings.book.path))
        with Ledger.read(self.settings.book.path) as book:
            text = make_pass(key, book.meeting, number=number)
        self.x("type", "--delay", 2, text + "\n")

    def click(self, name: str, *, pane: str = "console", at: int = 0) -> None:
        """Click a control by its accessible name."""
        one = self.control(name, pane=pane, at=at)
        self.x("mousemove", one["x"], one["y"], "click", 1)

    def taps(self, names: list[str], *, pane: str) -> None:
        """Click controls that lie there together, one after another in one go."""
        self.control(names[0], pane=pane)
        there = {one["name"]: one for one in self.asked("controls") if one["pane"] == pane}
        words: list[str | int] = []
        for name in names:
            words += ["mousemove", there[name]["x"], there[name]["y"], "click", 1]
        self.x(*words)

    def press(self, *presses: tuple[int, tuple[int, ...]]) -> None:
        """Keypads are pressed, once the base takes presses."""
        ends = time.monotonic() + PATIENCE_S
        while self.base.state is not State.OPEN:
            assert time.monotonic() < ends, self.base.state
            time.sleep(0.01)
        for keypad, chosen in presses:
            assert self.base.press(keypad, chosen, self._clock.mono_ns())

    # ---- what is left ----------------------------------------------------------------------------

    def facts(self, *kinds: type[Fact]) -> list[Any]:
        with Ledger.read(self.settings.book.path) as book:
            return [one.fact for one in book.entries(facts=kinds)]

    def verdict(self) -> subprocess.CompletedProcess[str]:
        """The notary's check of what is on the stick, with the head on the last vote record."""
        with Ledger.read(self.settings.book.path) as book:
            *_, last = book.entries(facts=[Declared])
            head = book.hash_of(last.number).hex()
        (carried,) = (self.folder / STICK).iterdir()
        (bundle,) = carried.glob("*.bundle.zip")
        command = [sys.executable, "-I", str(carried / "verifier.pyz"), str(bundle)]
        return subprocess.run(
            [*command, "--head", head], capture_output=True, text=True, timeout=PATIENCE_S
        )

    def leave(self) -> None:
        """Close the hall's windows; it must end well."""
        assert self.process.stdin is not None
        self.process.stdin.write("quit\n")
        self.process.stdin.flush()
        assert self.process.wait(timeout=PATIENCE_S) == 0


def _can_be_pressed(one: dict[str, Any]) -> bool:
    return bool(one["ready"] and one["shown"])


Hands = TypeVar("Hands", bound=Driver)


@contextlib.contextmanager
def driven(folder: Path, hands: type[Hands]) -> Iterator[Hands]:
    """A hall of four delegates on an X server, with a base on a pseudo-terminal."""
    lines = folder / "lines"
    lines.mkdir()
    host = PtyHost(lines, SystemClock())
    base = BASES["hvm1"](1, 8, 1)
    settings = ready_hall(folder, host.add("base-A", base))
    host.start()
    try:
        mounts = folder / "mounts"
        (folder / STICK).mkdir()
        mounts.write_text(f"/dev/sdb1 {folder / STICK} vfat rw 0 0\n", encoding="utf-8")
        told = {"QT_LOGGING_RULES": "*.debug=false", "MOUNTS": str(mounts), "MEDIA": str(folder)}
        with x_server("2560x1440x24") as around:
            driver = hands(settings, around | told, base, host)
            try:
                yield driver
            finally:
                if driver.process.poll() is None:
                    driver.process.kill()
                driver.process.communicate()
    finally:
        host.stop()
