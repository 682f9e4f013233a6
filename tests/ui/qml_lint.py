"""qmllint and qmlformat over the screens, with the types that Python gives to QML.

    python tests/ui/qml_lint.py [--fix]

qmllint knows a type from its module's `plugins.qmltypes`. Ours are written from the meta objects
of the running classes (pyside6-metaobjectdump reads the source and cannot see properties made
from props), into a copy of the tree, so that nothing generated lies in the checkout. Every
warning is an error.
"""

import argparse
import ast
import importlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import PySide6
import PySide6.QtQuick
from PySide6.QtCore import QMetaMethod, QMetaObject

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(PySide6.__file__).parent
ELEMENTS = {"QmlElement", "QmlNamedElement"}


@dataclass(frozen=True)
class Element:
    """A class that Python registers with QML."""

    qml_module: str
    name: str
    meta: QMetaObject
    singleton: bool
    creatable: bool


def elements(tree: Path) -> Iterator[Element]:
    """Every registered class under `tree`, found by its decorators."""
    for source in sorted((tree / "kiosk" / "ui").rglob("*.py")):
        parsed = ast.parse(source.read_text(encoding="utf-8"))
        names = [
            node.value.value
            for node in parsed.body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id == "QML_IMPORT_NAME"
            and isinstance(node.value, ast.Constant)
        ]
        if not names:
            continue
        module = importlib.import_module(".".join(source.relative_to(tree).with_suffix("").parts))
        for node in parsed.body:
            if isinstance(node, ast.ClassDef) and (found := _decorators(node)).keys() & ELEMENTS:
                named = found.get("QmlNamedElement")
                yield Element(
                    str(names[0]),
                    str(named or node.name),
                    getattr(module, node.name).staticMetaObject,
                    "QmlSingleton" in found,
                    "QmlUncreatable" not in found,
                )


def _decorators(node: ast.ClassDef) -> dict[str, object]:
    found: dict[str, object] = {}
    for decorator in node.decorator_list:
        call = decorator.func if isinstance(decorator, ast.Call) else decorator
        value = decorator.args[0].value if isinstance(decorator, ast.Call) else None  # type: ignore
        if isinstance(call, ast.Name):
            found[call.id] = value
    return found


def qmltypes(found: list[Element]) -> str:
    """The `plugins.qmltypes` of one module."""
    body = "\n".join(_component(element) for element in found)
    return f"import QtQuick.tooling 1.2\nModule {{\n{body}\n}}\n"


def _component(element: Element) -> str:
    meta = element.meta
    base, first = _base(meta)
    lines = [
        f'name: "{meta.className()}"',
        'accessSemantics: "reference"',
        f'prototype: "{base}"',
        f'exports: ["{element.qml_module}/{element.name} 1.0"]',
        "exportMetaObjectRevisions: [256]",
        f"isSingleton: {str(element.singleton).lower()}",
        f"isCreatable: {str(element.creatable and not element.singleton).lower()}",
        *_enums(meta),
        *_properties(meta, first),
        *_methods(meta),
    ]
    return "Component {\n" + "\n".join(lines) + "\n}"


def _base(meta: QMetaObject) -> tuple[str, int]:
    """The nearest base that Qt itself knows, and the first property that is ours."""
    above: Any = meta.superClass()
    first = meta.propertyOffset()
    while above.className().startswith(("Shown", "Carrier")):
        first, above = above.propertyOffset(), above.superClass()
    return above.className(), first


def _enums(meta: QMetaObject) -> Iterator[str]:
    for at in range(meta.enumeratorOffset(), meta.enumeratorCount()):
        enum = meta.enumerator(at)
        keys = ", ".join(f'"{enum.key(key)}"' for key in range(enum.keyCount()))
        yield f'Enum {{ name: "{enum.name()}"; values: [{keys}] }}'


def _properties(meta: QMetaObject, first: int) -> Iterator[str]:
    for at in range(first, meta.propertyCount()):
        one = meta.property(at)
        kind = one.typeName()
        parts = [f'name: "{one.name()}"', f'type: "{kind.rstrip("*")}"', f"index: {at - first}"]
        parts += ["isPointer: true"] if kind.endswith("*") else []
        parts += [] if one.isWritable() else ["isReadonly: true"]
        parts += ["isPropertyConstant: true"] if one.isConstant() else []
        if one.hasNotifySignal():
            parts.append(f'notify: "{bytes(one.notifySignal().name().data()).decode()}"')
        yield "Property { " + "; ".join(parts) + " }"


def _methods(meta: QMetaObject) -> Iterator[str]:
    for at in range(meta.methodOffset(), meta.methodCount()):
        one = meta.method(at)
        kind = "Signal" if one.methodType() == QMetaMethod.MethodType.Signal else "Method"
        kinds = [bytes(name.data()).decode() for name in one.parameterTypes()]
        given = " ".join(
            f'Parameter {{ name: "a{place}"; type: "{name}" }}' for place, name in enumerate(kinds)
        )
        yield f'{kind} {{ name: "{bytes(one.name().data()).decode()}"; {given} }}'


def copy_typed(tree: Path, out: Path) -> list[Path]:
    """The QML of `tree` with qmldir and qmltypes in `out`; its QML files."""
    found = list(elements(tree))
    files: list[Path] = []
    for qmldir in sorted((tree / "kiosk" / "ui").rglob("qmldir")):
        folder = out / qmldir.parent.relative_to(tree)
        shutil.copytree(qmldir.parent, folder, ignore=shutil.ignore_patterns("*.py", "__py*"))
        name = qmldir.read_text(encoding="utf-8").split()[1]
        (folder / "plugins.qmltypes").write_text(
            qmltypes([element for element in found if element.qml_module == name]),
            encoding="utf-8",
        )
        with (folder / "qmldir").open("a", encoding="utf-8") as typed:
            typed.write("typeinfo plugins.qmltypes\ndepends QtQuick\n")
        files += sorted(folder.glob("*.qml"))
    return files


def lint(tree: Path = ROOT) -> tuple[int, str]:
    """The exit code of qmllint over `tree` and what it said."""
    with TemporaryDirectory() as folder:
        files = copy_typed(tree, Path(folder))
        done = subprocess.run(
            [TOOLS / "qmllint", "--ignore-settings", "-W", "0", "-I", folder, *files],
            cwd=folder,  # qmllint looks for modules in the current directory first
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, (done.stdout + done.stderr).replace(folder, str(tree))


def unformatted(tree: Path = ROOT, *, fix: bool = False) -> list[Path]:
    """The QML files that qmlformat would change; with `fix` it does."""
    changed: list[Path] = []
    for source in sorted((tree / "kiosk" / "ui").rglob("*.qml")):
        tool = [TOOLS / "qmlformat", "--ignore-settings", "--objects-spacing", "--normalize"]
        done = subprocess.run([*tool, source], capture_output=True, text=True, check=True)
        if done.stdout == source.read_text(encoding="utf-8"):
            continue
        changed.append(source)
        if fix:
            source.write_text(done.stdout, encoding="utf-8")
    return changed


def main(arguments: list[str] | None = None) -> int:
    """0 when every file is clean and formatted."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--fix", action="store_true", help="format in place")
    parser.add_argument("--tree", type=Path, default=ROOT, help="the checkout")
    given = parser.parse_args(arguments)
    changed = unformatted(given.tree, fix=given.fix)
    for path in changed:
        sys.stdout.write(f"{path}: not formatted\n")
    code, said = lint(given.tree)
    sys.stdout.write(said)
    return 1 if code or (changed and not given.fix) else 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
