"""A real PostgreSQL of the tests' own: a fresh cluster in a folder of its own, ended with them.

Nothing of a server that the machine runs anyway is touched. The server refuses to be root, so that
under root it runs as `postgres` or `nobody`.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import psycopg
import pytest
from freeport import free_port

WHY_NOT = "no PostgreSQL server here; on Debian: apt-get install postgresql"
SETTINGS = {
    "listen_addresses": "'127.0.0.1'",
    "fsync": "on",
    "shared_buffers": "16MB",
    "max_connections": "40",
    "logging_collector": "off",
    "recovery_init_sync_method": "syncfs",
    "lc_messages": "'C'",
}


def programs() -> Path | None:
    """The folder of initdb and postgres, the newest where there are several."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    found = debian[-1] if debian else shutil.which("initdb")
    return Path(found).parent if found is not None else None


def _version(program: Path) -> int:
    name = program.parts[-3]
    return int(name) if name.isdecimal() else 0


def _account() -> pwd.struct_passwd | None:
    """Whom the server runs as, when we may not be it ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    pytest.skip("PostgreSQL does not run as root, and there is nobody else here")


class Server:
    """The cluster: `url` of a database, `stop`, `kill`, `start`."""

    def __init__(self, bin_: Path) -> None:
        self._bin = bin_
        self._account = _account()
        self.folder = Path(tempfile.mkdtemp(prefix="kiosk-pg-"))
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._own(self.folder)
        self._run("initdb", "--no-sync", "-A", "trust", "-U", "kiosk", "-E", "UTF8", "--locale=C")
        told = "".join(f"{name} = {value}\n" for name, value in SETTINGS.items())
        with (self.folder / "data" / "postgresql.conf").open("a") as conf:
            conf.write(f"{told}port = {self.port}\nunix_socket_directories = '{self.folder}'\n")
        self.start()
        self.database("hall")

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def url(self, meeting: str = "", *, database: str = "hall", port: int | None = None) -> str:
        asked = f"?meeting={meeting}" if meeting else ""
        return f"postgresql+psycopg://kiosk@127.0.0.1:{port or self.port}/{database}{asked}"

    def database(self, name: str) -> str:
        """Make a database; gives its name."""
        self.do(f"CREATE DATABASE {name}", database="postgres")
        return name

    def do(self, *statements: str, database: str = "hall") -> None:
        """Say something to the server behind everybody's back."""
        address = f"host=127.0.0.1 port={self.port} user=kiosk dbname={database}"
        with closing(psycopg.connect(address, autocommit=True)) as line:
            for statement in statements:
                line.execute(statement)

    def start(self) -> None:
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._bin / "postgres", "-D", self.folder / "data"],
                stdout=log,
                stderr=log,
                **self._as_account(),
            )
        deadline = time.monotonic() + 120
        while True:
            try:
                self.do("SELECT 1", database="postgres")
            except psycopg.OperationalError:
                if time.monotonic() > deadline or self._process.poll() is not None:
                    raise RuntimeError((self.folder / "log").read_text()[-2000:]) from None
                time.sleep(0.05)
            else:
                return

    def kill(self) -> None:
        """As a power cut would: the postmaster and all of its children at once.

        It is stopped first: a child that it forked meanwhile would outlive it for a moment, and
        the next postmaster would not begin beside it.
        """
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGSTOP)
        while _standing(process.pid) not in "TZ":
            time.sleep(0.001)
        children = _children(process.pid)
        for pid in (process.pid, *children):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait(30)
        while any(_standing(pid) not in "Z" for pid in children):
            time.sleep(0.01)

    def remove(self) -> None:
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *args: str) -> None:
        command = [self._bin / program, "-D", self.folder / "data", *args]
        done = subprocess.run(command, capture_output=True, text=True, **self._as_account())
        assert done.returncode == 0, done.stderr

    def _as_account(self) -> dict[str, object]:
        if self._account is None:
            return {"cwd": self.folder}
        uid, gid = self._account.pw_uid, self._account.pw_gid
        return {"cwd": self.folder, "user": uid, "group": gid, "extra_groups": []}

    def _own(self, folder: Path) -> None:
        if self._account is not None:
            os.chown(folder, self._account.pw_uid, self._account.pw_gid)


def _standing(pid: int) -> str:
    """The letter of a process in /proc: T is stopped, Z has ended; empty where there is none."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    return ""


def _children(pid: int) -> list[int]:
    told = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(one) for one in told.read_text().split()] if told.exists() else []


class Cable:
    """The network between one desk and the server, which can be cut: a forwarder on loopback."""

    def __init__(self, to_port: int) -> None:
        self._to = to_port
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self._whole = True
        self._pairs: list[socket.socket] = []
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def cut(self) -> None:
        """Nothing comes through any more; who asks is refused."""
        self._whole = False
        for one in self._pairs:
            _shut(one)
        self._pairs.clear()

    def mend(self) -> None:
        self._whole = True

    def remove(self) -> None:
        self.cut()
        _shut(self._door)
        self._thread.join()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._door.accept()
                if not self._whole:
                    near.close()
                    continue
                try:
                    far = socket.create_connection(("127.0.0.1", self._to))
                except OSError:
                    near.close()
                    continue
                self._pairs += [near, far]
                for ends in ((near, far), (far, near)):
                    threading.Thread(target=_carry, args=ends, daemon=True).start()


def _carry(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while said := source.recv(65_536):
            target.sendall(said)
    _shut(source)
    _shut(target)


def _shut(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()


@contextmanager
def running() -> Iterator[Server]:
    found = programs()
    if found is None:
        pytest.skip(WHY_NOT)
    server = Server(found)
    try:
        yield server
    finally:
        server.remove()
