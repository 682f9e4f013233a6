"""The server of shared books: where it is, how a desk reaches it, and what it may do to us.

A desk waits for nobody for long: a server that does not answer, a line that is dead and a desk that
holds the lock and hangs are each told within seconds. The server ends a transaction that hangs, so
that a venue that was cut off in the middle of one does not stop the others.
"""

import re
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self

from sqlalchemy import URL, Connection, NullPool, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from kiosk.faults import BookFault
from kiosk.ledger.door import DISK_FULL, Mend, book_fault

DRIVER = "postgresql+psycopg"
MEETING = re.compile(r"[0-9a-f]{32}")
EXAMPLE = f"{DRIVER}://kiosk@10.0.0.5/hall?meeting=" + "0123456789abcdef" * 2
SESSION = {
    "lock_timeout": "3s",
    "idle_in_transaction_session_timeout": "5s",
    "statement_timeout": "15s",
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "2",
    "tcp_keepalives_count": "3",
}
LINE: dict[str, str | int] = {
    "connect_timeout": 2,
    "keepalives_idle": 3,
    "keepalives_interval": 1,
    "keepalives_count": 3,
    "tcp_user_timeout": 4000,
}
SAFE = {
    "fsync": ("on",),
    "full_page_writes": ("on",),
    "synchronous_commit": ("on", "remote_write", "remote_apply"),
}

AWAY = Mend(
    "the server of the book cannot be reached ({error})",
    "check network and server; what is heard meanwhile is kept here and sent on by itself",
)
NOT_THERE = Mend(
    AWAY.what, "check network and server, then try again; what a desk has kept stays on its disk"
)
"""Told to who begins or only reads: nobody hears anything meanwhile."""
WAITED = Mend(
    "another desk holds the book for too long",
    "nothing is lost and it is tried again; look at the other desks",
)
NOT_LET_IN = Mend(
    "the server does not let this desk in ({error})",
    "check user, password and rights of the book's address",
)
NO_DATABASE = Mend("the server has no such database", "check the book's address, or create it")
NOT_SAFE = Mend(
    "this server cannot keep a book safe ({setting} is {found})",
    "set {setting} to {wanted} on the server",
)
STATES = {
    "08": AWAY,
    "57": AWAY,
    "53": AWAY,
    "55P03": WAITED,
    "25P03": WAITED,
    "57014": WAITED,
    "28": NOT_LET_IN,
    "42501": NOT_LET_IN,
    "3D000": NO_DATABASE,
    "53100": DISK_FULL,
}
AT_THE_DOOR = {
    "authentication failed": NOT_LET_IN,
    "pg_hba.conf": NOT_LET_IN,
    "no password supplied": NOT_LET_IN,
    'role "': NOT_LET_IN,
    'database "': NO_DATABASE,
}
"""Who is not let in is told in words only, before there is a session; an unknown word is `AWAY`."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a shared book is: the server's address and the meeting. Shown without its password."""

    url: URL
    meeting: str

    @classmethod
    def parse(cls, said: str) -> Self:
        """The place of an address such as `EXAMPLE`; ValueError says what is wrong with it.

        `meeting` may be left out where the server is asked which there are; it is empty then.
        """
        try:
            url = make_url(said)
        except ArgumentError:
            raise ValueError(f"this is no address; write one like {EXAMPLE}") from None
        if url.drivername not in (DRIVER, "postgresql"):
            raise ValueError(f"{url.drivername} is not {DRIVER}; write an address like {EXAMPLE}")
        if not url.database:
            raise ValueError(f"the address names no database; write one like {EXAMPLE}")
        meeting = url.query.get("meeting", "")
        if not isinstance(meeting, str) or (meeting and not MEETING.fullmatch(meeting)):
            raise ValueError("meeting must be 32 hex digits, small letters")
        return cls(url.set(drivername=DRIVER).difference_update_query(["meeting"]), meeting)

    def __str__(self) -> str:
        shown = self.url.update_query_dict({"meeting": self.meeting} if self.meeting else {})
        return shown.render_as_string(hide_password=True)


def is_address(said: str) -> bool:
    """Whether a book is named by an address, and not by a path."""
    return "://" in said


def connect(place: Place, *, name: str, away: Mend = NOT_THERE) -> Connection:
    """Reach the server; `name` is how the session is known there. BookFault when it cannot be."""
    options = " ".join(f"-c {setting}={value}" for setting, value in SESSION.items())
    engine = create_engine(
        place.url,
        poolclass=NullPool,
        connect_args={**LINE, "application_name": name, "options": options},
    )
    with server_door(place, away=away):
        return engine.connect()


def demand_safe(connection: Connection, place: Place) -> None:
    """What a desk's promise rests on, asked of the server; BookFault when it cannot keep it."""
    for setting, wanted in SAFE.items():
        with server_door(place), connection.begin():
            found = str(connection.execute(text(f"SHOW {setting}")).scalar_one())
        if found not in wanted:
            raise book_fault(NOT_SAFE, place, setting=setting, found=found, wanted=wanted[0])


@contextmanager
def server_door(place: Place, *, away: Mend = AWAY) -> Generator[None]:
    """Sort what comes from the server once; what has no line here is a bug and goes through.

    `away` is what is told of a server that is away.
    """
    try:
        yield
    except DBAPIError as error:
        mend = _mend(error)
        if mend is None:
            raise
        raise _fault(away if mend is AWAY else mend, place, error) from error


def _mend(error: DBAPIError) -> Mend | None:
    state = str(getattr(error.orig, "sqlstate", None) or "")
    if state:
        return STATES.get(state, STATES.get(state[:2]))
    if type(error.orig).__name__ not in ("OperationalError", "InterfaceError"):
        return None
    told = str(error.orig)
    return next((mend for words, mend in AT_THE_DOOR.items() if words in told), AWAY)


def _fault(mend: Mend, place: Place, error: DBAPIError) -> BookFault:
    told = " ".join(str(error.orig).split())
    return book_fault(mend, place, error=told)
