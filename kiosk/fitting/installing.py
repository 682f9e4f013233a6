"""The files that start the hall by itself: where they lie, what stands in them, whose they are.

Each kind of start is a table of files made from templates of `assets/install`. A file of ours says
so in its first lines; any other is somebody's own, and neither overwritten nor removed. Every place
is under `root`, so that the whole can be made in a folder and looked at.

Three languages of quoting meet here: systemd's, the desktop entry's and the shell's. A folder with
a space, a per cent or a dollar in its name must start as well as any other.
"""

import os
import shlex
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kiosk.assets import asset
from kiosk.faults import UnusableInput, system_words
from kiosk.ledger.safe_files import put_whole

MARK = "Written by kiosk install"


class Start(StrEnum):
    """How the hall starts by itself."""

    SYSTEMD = "systemd"
    XDG = "xdg"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Laid:
    """A file and what stands in it; `link` points a name at it as well."""

    path: Path
    text: str
    mode: int = 0o644
    link: Path | None = None


@dataclass(frozen=True, slots=True)
class Fitting:
    """The hall PC: where its files lie under `root`, of this user or of `everybody`."""

    settings: Path
    home: Path
    root: Path = Path("/")
    everybody: bool = False
    python: str = sys.executable

    def command(self, *, keep: bool) -> list[str]:
        """How the hall is started; `keep` where nobody else starts it again after a crash."""
        run = [self.python, "-m", "kiosk", "run", "--settings", str(self.settings)]
        return [*run, "--keep"] if keep else run

    def under(self, path: str) -> Path:
        """A place of the system, under the root."""
        return self.root / path.lstrip("/")

    def own(self, path: str, shared: str) -> Path:
        """A place of this user, or the one that everybody shares."""
        return self.under(shared) if self.everybody else self.home / path


def files_of(start: Start, fitting: Fitting) -> tuple[Laid, ...]:
    """The files of a kind of start, as they are to be."""
    return FILES[start](fitting)


def _systemd(fitting: Fitting) -> tuple[Laid, ...]:
    folder = fitting.own(".config/systemd/user", "/etc/systemd/user")
    text = _filled(
        "kiosk.service",
        command=" ".join(map(systemd_quoted, fitting.command(keep=False))),
        folder=systemd_path(str(fitting.settings.parent)),
    )
    link = folder / "graphical-session.target.wants" / "kiosk.service"
    return (Laid(folder / "kiosk.service", text, link=link),)


def _xdg(fitting: Fitting) -> tuple[Laid, ...]:
    folder = fitting.own(".config/autostart", "/etc/xdg/autostart")
    text = _filled(
        "kiosk-autostart.desktop",
        command=" ".join(map(desktop_quoted, fitting.command(keep=True))),
        folder=_escaped(str(fitting.settings.parent)),
    )
    return (Laid(folder / "kiosk.desktop", text),)


def _session(fitting: Fitting) -> tuple[Laid, ...]:
    script = fitting.under("/usr/local/lib/kiosk/kiosk-session")
    run = _filled(
        "kiosk-session",
        command=shlex.join(fitting.command(keep=True)),
        folder=shlex.quote(str(fitting.settings.parent)),
    )
    entry = _filled("kiosk-session.desktop", script="/usr/local/lib/kiosk/kiosk-session")
    return (
        Laid(script, run, mode=0o755),
        Laid(fitting.under("/usr/share/xsessions/kiosk.desktop"), entry),
        Laid(fitting.under("/etc/X11/xorg.conf.d/90-kiosk.conf"), _filled("90-kiosk.conf")),
    )


FILES: dict[Start, Callable[[Fitting], tuple[Laid, ...]]] = {
    Start.SYSTEMD: _systemd,
    Start.XDG: _xdg,
    Start.SESSION: _session,
}

BY_HAND: dict[Start, tuple[str, ...]] = {
    Start.SYSTEMD: (
        "systemctl --user daemon-reload",
        "log in again, or now: systemctl --user start kiosk",
    ),
    Start.XDG: ("log out and in again: the desktop starts the hall",),
    Start.SESSION: (
        "choose the session Kiosk where you log in; LightDM does it by itself with these two lines"
        " under [Seat:*]: autologin-user=NAME and autologin-session=kiosk",
        "start the X server anew (restart the PC): only then are the ways out by keyboard closed",
    ),
}
"""What an administrator does afterwards, a line each."""


def install(start: Start, fitting: Fitting, *, force: bool = False) -> Iterator[str]:
    """Lay the files; a line for each. Nothing is written where one of them may not be."""
    laid = files_of(start, fitting)
    if not force:
        _demand_alone(start, fitting)
        for file in laid:
            _demand_ours(file.path)
    for file in laid:
        _lay(file)
        yield f"written {file.path}"
        if file.link is not None:
            yield f"linked {file.link}"


def remove(start: Start, fitting: Fitting) -> Iterator[str]:
    """Take our files away; somebody's own are left, and told."""
    for file in files_of(start, fitting):
        if not file.path.exists():
            yield f"not there {file.path}"
        elif not is_ours(file.path):
            yield f"left, not ours {file.path}"
        else:
            if file.link is not None:
                file.link.unlink(missing_ok=True)
            file.path.unlink()
            yield f"removed {file.path}"


def installed(fitting: Fitting) -> tuple[Start, ...]:
    """What starts the hall by itself on this PC, for this user or for everybody."""
    own = (fitting, _shared(fitting))
    return tuple(one for one in Start if any(_stands(one, whose) for whose in own))


def is_ours(path: Path) -> bool:
    """Whether a file says that it was written by us."""
    try:
        return MARK in path.read_text(encoding="utf-8")[:400]
    except (OSError, UnicodeDecodeError):
        return False


def _shared(fitting: Fitting) -> Fitting:
    return Fitting(fitting.settings, fitting.home, fitting.root, everybody=True)


def _stands(start: Start, fitting: Fitting) -> bool:
    return all(is_ours(file.path) for file in files_of(start, fitting))


def _demand_alone(start: Start, fitting: Fitting) -> None:
    """Two starts would start two halls on one book."""
    others = [one for one in installed(fitting) if one is not start]
    if others:
        raise UnusableInput(
            "the hall is started by {other} already, and one book has one hall",
            where=f"kiosk install --{start}",
            cure="take that away first: kiosk install --{other} --remove",
            other=others[0],
        )


def _demand_ours(path: Path) -> None:
    if path.exists() and not is_ours(path):
        raise UnusableInput(
            "somebody else's file stands there",
            where=str(path),
            cure="look at it; to overwrite it say --force",
        )


def _lay(file: Laid) -> None:
    try:
        file.path.parent.mkdir(parents=True, exist_ok=True)
        put_whole(file.path, file.text.encode())
        file.path.chmod(file.mode)
        if file.link is not None:
            file.link.parent.mkdir(parents=True, exist_ok=True)
            file.link.unlink(missing_ok=True)
            file.link.symlink_to(os.path.relpath(file.path, file.link.parent))
    except OSError as error:
        raise UnusableInput(
            "the file cannot be written: {why}",
            where=str(file.path),
            cure="do it as an administrator (sudo), or for this user alone",
            why=system_words(error),
        ) from error


def _filled(template: str, **fields: str) -> str:
    text = asset(f"install/{template}").read_text(encoding="utf-8")
    for name, said in fields.items():
        text = text.replace("{" + name + "}", said)
    return text


# ---- quoting -----------------------------------------------------------------------------------


def systemd_quoted(word: str) -> str:
    """A word of ExecStart (systemd.service(5), Command lines)."""
    said = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{said}"' if said != word or " " in word or "'" in word else word


def systemd_path(path: str) -> str:
    """A path that stands alone: only specifiers mean something there."""
    return path.replace("%", "%%")


def desktop_quoted(word: str) -> str:
    """A word of Exec: quoted, and escaped once more as a string of the file."""
    said = word.replace("%", "%%")
    for special in '\\"`$':
        said = said.replace(special, "\\" + special)
    plain = said == word and not set(word) & set(" '<>~|&;*?#()")
    return word if plain else '"' + _escaped(said) + '"'


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\")
