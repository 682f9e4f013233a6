"""The notary's desk in a test: a bundle on disk, the command line, what it answered."""

import contextlib
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bundlebuilder import zipped

from kiosk.verifier.cli import main


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        return json.loads(self.out)

    @property
    def failed(self) -> set[str]:
        return {check["name"] for check in self.document["checks"] if check["ok"] is False}

    @property
    def not_run(self) -> set[str]:
        return {check["name"] for check in self.document["checks"] if check["ok"] is None}

    def check(self, name: str) -> dict[str, Any]:
        return next(check for check in self.document["checks"] if check["name"] == name)


def run(*arguments: str) -> Answer:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(list(arguments))
    return Answer(code, out.getvalue(), err.getvalue())


@dataclass(frozen=True)
class Desk:
    folder: Path

    def ask_raw(self, archive: bytes, *arguments: str) -> Answer:
        path = self.folder / "bundle.zip"
        path.write_bytes(archive)
        return run(str(path), *arguments)

    def ask(self, content: dict[str, bytes], *arguments: str) -> Answer:
        return self.ask_raw(zipped(content), "--json", *arguments)

    def slip(self, content: dict[str, bytes], *arguments: str) -> Answer:
        return self.ask_raw(zipped(content), *arguments)
