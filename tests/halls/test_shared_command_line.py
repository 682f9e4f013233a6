"""`kiosk book …` on the address of a shared book, and settings that name one."""

import json
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from postgres import Server
from typer.testing import CliRunner

from kiosk.cli.main import command_line
from kiosk.clock import SystemClock
from kiosk.config import read_settings
from kiosk.faults import UnusableInput
from kiosk.ledger.keys import SealKey, seal_key_path
from kiosk.ledger.server import Place
from kiosk.ledger.shared_store import SharedLedger
from kiosk.meeting.facts import BookOpened, KioskStarted

URL = f"postgresql+psycopg://kiosk@10.0.0.5/hall?meeting={'a' * 32}"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "desk"


@pytest.fixture
def url(server: Server, own: Path) -> Iterator[str]:
    """A small book on the server, and its seal key on the main desk's disk."""
    meeting = uuid.uuid4().hex
    key = SealKey.create(seal_key_path(own))
    ledger = SharedLedger.open(
        Place.parse(server.url(meeting)), desk="main", clock=SystemClock(), main=True, own=own
    )
    opened = BookOpened(
        meeting, "市民大会", "", "", "", 480, False, "test", "0" * 64, key.public_hex
    )
    ledger.append([opened, KioskStarted("test", "boot", "0" * 64)])
    ledger.close()
    yield server.url(meeting)


def said(*args: str) -> tuple[int, str]:
    done = CliRunner().invoke(command_line(()), list(args))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout


def test_a_shared_book_is_shown_verified_and_exported_by_its_address(url: str, own: Path) -> None:
    code, shown = said("book", "show", url)
    assert (code, shown.count("\n")) == (0, 2)
    code, verified = said("book", "verify", url, "--json")
    assert (code, json.loads(verified)["sound"], json.loads(verified)["entries"]) == (0, True, 2)
    target = own.parent / "meeting.zip"
    assert said("book", "export", url, "--out", str(target), "--own", str(own))[0] == 0
    assert target.exists()


def test_a_shared_book_without_the_main_desks_key_is_not_exported(url: str, own: Path) -> None:
    with pytest.raises(UnusableInput, match="sealed with the key of the main desk"):
        CliRunner().invoke(
            command_line(()),
            ["book", "export", url, "--out", str(own.parent / "x.zip")],
            catch_exceptions=False,
        )
    with pytest.raises(UnusableInput, match="is not postgresql"):
        CliRunner().invoke(
            command_line(()), ["book", "show", "mysql://h/d"], catch_exceptions=False
        )


@pytest.mark.parametrize(
    ("book", "told"),
    [
        (f'url = "{URL}"', "needs the name of this desk"),
        (f'url = "{URL}"\ndesk = "a"\nmirror = "m"', "second copy on the server"),
        ('desk = "a"', "belong to a book with a url"),
        ('url = "postgresql://h/d"\ndesk = "a"', "names no meeting"),
        ('url = "mysql://h/d"\ndesk = "a"', "mysql is not postgresql"),
        (f'url = "{URL}"\ndesk = "a/b"', "book.desk"),
    ],
)
def test_a_mistake_in_the_settings_of_a_shared_book_is_told(
    tmp_path: Path, book: str, told: str
) -> None:
    settings = tmp_path / "kiosk.toml"
    settings.write_text(f'[meeting]\ntitle = "x"\n[book]\npath = "desk"\n{book}\n')
    with pytest.raises(UnusableInput) as caught:
        read_settings(settings)
    assert told in str(caught.value)
