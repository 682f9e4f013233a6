"""`kiosk observe` as it is, in a process of its own; asked by line what stands on its screen.

look    every text of the window            find TEXT   a look-up, and what it found
check   verify now, and what came of it     object WHO SECRET TEXT   what the screen answered
"""

import json
import os
import sys
from collections.abc import Callable

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"

from PySide6.QtCore import QSocketNotifier, QTimer

import kiosk.outpost
from kiosk.cli.main import main
from kiosk.ui.observer_shell import ObserverShell
from kiosk.ui.parts.lookup import LookUpProps

TURN_MS = 20


class Watched(ObserverShell):
    """The window, with somebody before it."""

    def run(self) -> int:
        self._asked = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self._asked.activated.connect(self._answer)
        return super().run()

    def _answer(self, *_: object) -> None:
        word, _, rest = sys.stdin.readline().strip().partition(" ")
        {
            "": self.quit,
            "look": self._look,
            "find": lambda: self._find(rest),
            "check": self._check,
            "object": lambda: self._object(*rest.split(" ", 2)),
        }[word]()

    def _say(self, told: object) -> None:
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
        sys.stdout.flush()

    def _look(self) -> None:
        props = self.screen.props
        if props is None:
            self._say({})
            return
        self._say(
            {
                "entry": props.entry,
                "head": "".join(one.group for one in props.head),
                "poll": props.poll,
                "sums": {one.label: one.figure for one in props.sums},
                "wrong": [one.text for one in props.wrong],
                "orders": props.orders,
                "objections": [one.text for one in props.objections],
                "papers": [one.number for one in props.papers],
            }
        )

    def _when(self, true: Callable[[], bool], told: Callable[[], object]) -> None:
        if true():
            self._say(told())
        else:
            QTimer.singleShot(TURN_MS, lambda: self._when(true, told))

    def _find(self, typed: str) -> None:
        look_up = self.screen.look_up
        before: LookUpProps = look_up.props
        look_up.look(typed)
        self._when(
            lambda: look_up.props != before, lambda: [look_up.props.who, look_up.props.count]
        )

    def _check(self) -> None:
        self.screen.check()
        self._when(
            lambda: not self.screen.props.check_runs and bool(self.screen.props.check_said),
            lambda: [self.screen.props.check_said, self.screen.props.check_mark],
        )

    def _object(self, who: str, secret: str, text: str) -> None:
        self.screen.want("object")
        for field, written in (("who", who), ("passphrase", secret), ("text", text)):
            self.screen.write(field, written)
        self.screen.confirm()
        self._when(lambda: bool(self.screen.props.answer), lambda: self.screen.props.answer)


if __name__ == "__main__":
    kiosk.outpost.ObserverShell = Watched
    main()
