"""A CUPS server of our own, on its own port, with its own spool and its own backends.

The queue `hall` leads to a backend that behaves as a file in its tray says: a word of the IPP
reasons (media-empty, media-jam) while it waits for the operator, `die` to stop the queue, `fail` to
cancel the job. The queue `pdf` is cups-pdf, with its filters.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

from freeport import free_port

PATIENCE_S = 60
BACKENDS = Path("/usr/lib/cups/backend")
CUPSD = shutil.which("cupsd") or "/usr/sbin/cupsd"

TRAY = """#!/bin/sh
[ $# -eq 0 ] && { echo 'direct tray "Test" "tray"'; exit 0; }
tray=${DEVICE_URI#tray:}; told=
echo $$ > "$tray/.backend"
cat ${6:-} > "$tray/.$1"
while :; do
  word=$(cat "$tray/condition" 2>/dev/null)
  [ "$word" = die ] && exit 4
  [ "$word" = fail ] && exit 5
  if [ "$word" != "$told" ]; then
    [ -n "$told" ] && echo "STATE: -$told-error" >&2
    [ -n "$word" ] && echo "STATE: +$word-error" >&2
    told=$word
  fi
  [ -z "$word" ] && break
  sleep 0.02
done
mv "$tray/.$1" "$tray/$1.pdf"
"""

FILES = """ServerRoot {folder}/root
ServerBin {folder}/bin
DataDir /usr/share/cups
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
CacheDir {folder}/cache
StateDir {folder}/run
AccessLog {folder}/access_log
ErrorLog {folder}/error_log
PageLog {folder}/page_log
SystemGroup {group}
"""

SERVER = """Listen 127.0.0.1:{port}
LogLevel warn
Browsing No
WebInterface No
DefaultAuthType None
ErrorPolicy stop-printer
<Location />
Allow all
</Location>
<Location /admin>
Allow all
</Location>
<Policy default>
JobPrivateAccess all
JobPrivateValues none
SubscriptionPrivateAccess all
SubscriptionPrivateValues none
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""


def missing() -> str:
    """Why no server can be had here; empty where it can."""
    tools = [tool for tool in ("lp", "ipptool", "lpadmin", "cancel") if shutil.which(tool) is None]
    if not Path(CUPSD).exists():
        tools.append("cupsd")
    return f"missing: {', '.join(tools)}" if tools else ""


class CupsServer:
    """One cupsd; `tray` is where the queue `hall` puts what it prints."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tray = folder / "tray"
        self.port = free_port()
        self.address = f"127.0.0.1:{self.port}"
        for name in ("root/ppd", "spool/tmp", "cache", "run", "bin/backend", "tray"):
            (folder / name).mkdir(parents=True)
        folder.chmod(0o755)
        self._backends()
        (folder / "root" / "cupsd.conf").write_text(SERVER.format(port=self.port))
        group = "root" if os.geteuid() == 0 else str(os.getgid())
        files = FILES.format(folder=folder, group=group)
        (folder / "root" / "cups-files.conf").write_text(files)
        self._process = None
        self.start()
        self.admin("lpadmin", "-p", "hall", "-v", f"tray:{self.tray}", "-m", "raw", "-E")

    def _backends(self) -> None:
        for part in BACKENDS.parent.iterdir():
            if part.name != "backend":
                (self.folder / "bin" / part.name).symlink_to(part)
        ours = self.folder / "bin" / "backend"
        (ours / "tray").write_text(TRAY)
        (ours / "tray").chmod(0o700)
        if (BACKENDS / "cups-pdf").exists() and os.access(BACKENDS / "cups-pdf", os.R_OK):
            shutil.copy(BACKENDS / "cups-pdf", ours / "cups-pdf")

    def start(self) -> None:
        root = self.folder / "root"
        command = [CUPSD, "-f", "-c", root / "cupsd.conf", "-s", root / "cups-files.conf"]
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                return
            time.sleep(0.02)
        raise AssertionError((self.folder / "error_log").read_text())

    def stop(self) -> None:
        assert self._process is not None
        self._process.terminate()
        self._process.wait(PATIENCE_S)

    def admin(self, tool: str, *arguments: str) -> None:
        command = [tool, "-h", self.address, *arguments]
        subprocess.run(command, check=True, capture_output=True)

    def condition(self, word: str) -> None:
        """What the tray is like from now on; empty when it is well."""
        (self.tray / "condition").write_text(word)

    def rest(self) -> None:
        """Wait until no backend is at work: CUPS tells of a cancelled job before it ends one."""
        backend = self.tray / ".backend"
        end = time.monotonic() + PATIENCE_S
        while backend.exists() and Path("/proc", backend.read_text().strip() or "self").exists():
            assert time.monotonic() < end
            time.sleep(0.02)

    def printed(self) -> list[bytes]:
        """What lies in the tray."""
        return [one.read_bytes() for one in sorted(self.tray.glob("[0-9]*.pdf"))]
