"""No QML file knows a rule: figures come to it as text, and it can only lay them out."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from pathlib import Path
from typing import get_args, get_type_hints

import kiosk.ui
from kiosk.ui.checkin.props import CheckInProps
from kiosk.ui.console.props import ConsoleProps
from kiosk.ui.hall.props import HallProps
from kiosk.ui.observer.props import ObserverProps
from kiosk.ui.setup.props import SetUpProps

PROPS = (HallProps, ConsoleProps, CheckInProps, ObserverProps, SetUpProps)
NO_FIGURES = {"cleared", "code_side", "figure_digits", "name_columns", "number", "seat_columns"}
"""Whole numbers that say how something is laid out, and the number of a person on the roll."""
QML = sorted(Path(kiosk.ui.__path__[0]).rglob("*.qml"))
IMPORTS = {"QtQuick", "QtQuick.Dialogs", "QtQuick.Layouts", "QtQuick.Templates"}


def numbers(props: type) -> Iterator[str]:
    """The fields of a screen's props, and of their rows, that are whole or exact numbers."""
    hints = get_type_hints(props)
    for name in (field.name for field in fields(props)):
        for kind in (hints[name], *get_args(hints[name])):
            if isinstance(kind, type) and is_dataclass(kind):
                yield from numbers(kind)
            elif kind in (int, Fraction):
                yield name


def test_no_figure_reaches_a_screen_as_a_number_that_could_be_judged_there() -> None:
    found = {name for props in PROPS for name in numbers(props)}
    assert found - NO_FIGURES == set()


def test_a_figure_that_is_a_number_is_found() -> None:
    @dataclass
    class Row:
        votes: int

    @dataclass
    class Props:
        rows: tuple[Row, ...]
        title: str
        shut: bool

    Props.__annotations__["rows"] = tuple[Row, ...]
    assert list(numbers(Props)) == ["votes"]


def test_a_qml_file_draws_on_qt_and_on_our_screens_and_on_nothing_else() -> None:
    foreign = {
        f"{path.name}: {line}"
        for path in QML
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("import ")
        and (said := line.split()[1]) not in IMPORTS
        and not said.startswith("kiosk.ui.")
    }
    assert foreign == set()
