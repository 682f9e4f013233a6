"""From frozen props to what QML binds to: one notifiable property a field, one model a table.

A screen's props are a frozen dataclass without Qt. `shown(Props)` makes the QObject base class
that carries them: field `motion_title` becomes property `motionTitle` with its own signal, and
`show(props)` tells only of the fields that changed, so that only those are drawn again. A field
of type `tuple[Row, ...]` becomes a list model whose roles are the fields of `Row`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from enum import IntEnum
from typing import Any, ClassVar, get_args, get_origin, get_type_hints

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor

from kiosk.ui.parts.tokens import Colour

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


def camel(name: str) -> str:
    """`motion_title` → `motionTitle`; a trailing underscore goes."""
    first, *rest = name.rstrip("_").split("_")
    return first + "".join(word.capitalize() for word in rest)


def changed(old: Sequence[object], new: Sequence[object], common: int) -> Iterator[tuple[int, int]]:
    """Runs of rows that differ, first and last: a table put in another order is one run."""
    first = -1
    for at in range(common):
        if old[at] != new[at]:
            first = at if first < 0 else first
        elif first >= 0:
            yield first, at - 1
            first = -1
    if first >= 0:
        yield first, common - 1


class Rows(QAbstractListModel):
    """A table of frozen rows; a new table changes only the rows that differ."""

    def __init__(self, row: type, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fields = tuple(field.name for field in fields(row))
        self._rows: tuple[Any, ...] = ()

    def roleNames(self) -> dict[int, QByteArray]:
        return {
            Qt.ItemDataRole.UserRole + at: QByteArray(camel(name).encode())
            for at, name in enumerate(self._fields)
        }

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        place = role - Qt.ItemDataRole.UserRole
        if not 0 <= place < len(self._fields):
            return None
        return _plain(getattr(self._rows[index.row()], self._fields[place]))

    def show(self, rows: tuple[Any, ...]) -> None:
        """Take the place of the rows shown before."""
        old, common = self._rows, min(len(rows), len(self._rows))
        if len(rows) < len(old):
            self.beginRemoveRows(NOWHERE, common, len(old) - 1)
            self._rows = old[:common]
            self.endRemoveRows()
        elif len(rows) > len(old):
            self.beginInsertRows(NOWHERE, common, len(rows) - 1)
            self._rows = old + rows[common:]
            self.endInsertRows()
        self._rows = rows
        for first, last in changed(old, rows, common):
            self.dataChanged.emit(self.index(first), self.index(last))


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return int(value) if isinstance(value, IntEnum) else value


class Carrier(QObject):
    """Holds the props of a screen and tells which of them changed.

    Methods of a subclass that are connected to a signal must be a `@Slot`: PySide gives an
    instance a meta object of its own for any other, QML keeps what it learnt of it by its address,
    and reads the next object that comes to lie there by the wrong table (a crash, seen).
    """

    tables: ClassVar[dict[str, type]] = {}

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.props: Any = None
        self._models = {name: Rows(row, self) for name, row in self.tables.items()}

    def show(self, new: Any) -> None:
        """Carry these props from now on."""
        old, self.props = self.props, new
        for name in (field.name for field in fields(new)):
            value = getattr(new, name)
            if old is not None and getattr(old, name) == value:
                continue
            if name in self.tables:
                self._models[name].show(value)
            else:
                getattr(self, f"{camel(name)}Changed").emit()


def shown(props: type) -> Any:
    """The base class of a view-model for these props."""
    hints = get_type_hints(props)
    tables = {name: get_args(hint)[0] for name, hint in hints.items() if get_origin(hint) is tuple}
    members: dict[str, object] = {"tables": tables, "__module__": __name__}
    for name, hint in hints.items():
        if name in tables:
            members[camel(name)] = _model_property(name)
        else:
            changed = members[f"{camel(name)}Changed"] = Signal()
            members[camel(name)] = _value_property(name, hint, changed)
    return type(QObject)(f"Shown{props.__name__}", (Carrier,), members)


def _model_property(name: str) -> Property:
    return Property(QObject, lambda self: self._models[name], constant=True)


def _value_property(name: str, hint: Any, notify: object) -> Property:
    kind, convert = _kind(hint)
    empty = convert("#000000" if kind is QColor else kind())

    def value(self: Any) -> object:
        return empty if self.props is None else convert(getattr(self.props, name))

    return Property(kind, value, notify=notify)


def _kind(hint: Any) -> tuple[type, Any]:
    if hint is Colour:
        return QColor, QColor
    kind = int if issubclass(hint, IntEnum) else hint
    return kind, kind
