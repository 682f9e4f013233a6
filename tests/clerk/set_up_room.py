"""A set-up without a window: what is typed and pressed, one after the other, on one thread."""

from dataclasses import dataclass, field
from pathlib import Path

from kiosk.clerk.setup.draft import Base, Step
from kiosk.clerk.setup.finding import Equipment
from kiosk.clerk.setup.pages import Deed
from kiosk.clerk.setup.steward import Steward
from kiosk.clerk.views import Light
from kiosk.config import read_settings
from kiosk.ledger.officer_keys import REHEARSAL
from kiosk.ui.parts.phrases import tell
from kiosk.ui.setup.props import said
from kiosk.words import words

HEADS = "编号,姓名,席位,类别,表决权,表决器,建筑面积\n"
ROLL = HEADS + "".join(f"{n},代表{n},A-{n},市民代表,是,{n},80.5\n" for n in range(1, 4))
FOUND = Equipment(
    bases=(Base("/dev/ttyUSB0", "hvm1", 115200, "HVM-1 v3", 120),),
    scanners=("/dev/ttyACM0",),
    queues=("hall",),
)
SECRETS = {"王建国": "correct horse", "李敏": "battery staple"}


@dataclass
class SetUpRoom:
    """A steward and the folder it works in."""

    settings: Path
    equipment: Equipment = FOUND
    steward: Steward = field(init=False)
    stick: Path | None = None
    done: int = 0

    def __post_init__(self) -> None:
        self.steward = Steward(
            self.settings,
            words(),
            work=lambda job, then: then(job()),
            check=read_settings,
            find=lambda: self.equipment,
            done=self._end,
            told=lambda: None,
            cost=REHEARSAL,
        )

    def _end(self) -> None:
        self.done += 1

    @property
    def folder(self) -> Path:
        return self.settings.parent

    def type(self, **typed: str) -> None:
        for entry, text in typed.items():
            self.steward.write(entry, text)

    def typed(self, *entries: str) -> list[str]:
        """What stands in these fields."""
        return [self.steward.view.draft.says(entry) for entry in entries]

    def go(self, step: Step) -> None:
        self.steward.go(step)

    def enrol(self, name: str, office: str, secret: str = "", again: str | None = None) -> str:
        """Enrol an officer; what was told against it, "" for nothing."""
        secret = secret or SECRETS.get(name, "long enough")
        self.type(officer_name=name, officer_office=office)
        typed = {"new_secret": secret, "again_secret": secret if again is None else again}
        self.steward.do(Deed.ENROL, typed)
        return self.problem

    def go_on(self) -> None:
        self.steward.do(Deed.NEXT)

    def bring_roll(self, text: str = ROLL, name: str = "名册.csv", coding: str = "utf-8") -> None:
        path = (self.stick or self.folder.parent) / name
        path.write_bytes(text.encode(coding))
        self.type(roll_path=str(path))
        self.steward.do(Deed.READ_ROLL)

    def fill_items(self, **more: str) -> None:
        """Write what the items of the template lack."""
        for at, item in enumerate(self.steward.view.draft.items):
            self.steward.mark(at)
            self.steward.do(Deed.OPEN_ITEM)
            typed = {"item_motion": f"关于第 {at} 项的议案", "item_text": "正文。\n第二行。"} | more
            rule = self.steward.view.pack.rule(item.rule)
            choosing = rule.seats or item.kind or (rule.resolution and rule.threshold is None)
            if choosing and not item.options:
                typed |= {"item_options": "甲\n乙\n丙\n丁", "item_maximum": ""}
                typed |= {} if item.kind else {"item_kind": "choose"}
            self.type(**typed)
            self.steward.do(Deed.KEEP_ITEM)
            assert not self.steward.view.wrong, self.steward.view.wrong

    def through(self, template: str = "citizens-assembly", practice: str = "real") -> None:
        """Every page up to the last look, as a clerk fills it in."""
        self.type(template=template, practice=practice, session="第二次会议", day="2026-12-20")
        self.type(place="议事厅", convener="街道办事处")
        self.go_on()
        self.bring_roll()
        self.go_on()
        self.fill_items(item_noticed="2026-11-20")
        self.go_on()
        self.enrol("王建国", "chair")
        self.enrol("李敏", "notary")
        self.go_on()
        self.type(reader="wedge", printer="hall")
        self.go_on()

    @property
    def problem(self) -> str:
        problem = self.steward.view.problem
        return said(problem, words()) if problem is not None else ""

    def lines(self, light: Light) -> list[str]:
        """What is told in this light, in English."""
        english = words("en")
        return [tell(line.what, english) for line in self.steward.view.lines if line.light is light]
