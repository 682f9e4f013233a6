"""A book on a real PostgreSQL: two desks, one chain, and everything the server may do to them."""

import threading
import uuid
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import psycopg
import pytest
from postgres import Server
from sqlalchemy.exc import DBAPIError

from kiosk.clock import ManualClock
from kiosk.faults import BookFault
from kiosk.ledger.bundle import export_bundle
from kiosk.ledger.chain import BreakKind
from kiosk.ledger.check import check_book
from kiosk.ledger.door import BookDamaged
from kiosk.ledger.keys import SealKey
from kiosk.ledger.mirror import MirrorState
from kiosk.ledger.server import EXAMPLE, Place, connect, is_address, server_door
from kiosk.ledger.shared_book import SharedBook
from kiosk.ledger.shared_store import HeadMoved, SharedLedger
from kiosk.meeting.facts import Objected
from kiosk.meeting.mirror import Copies

Opener = Callable[..., SharedLedger]


@pytest.fixture
def place(server: Server) -> Place:
    return Place.parse(server.url(uuid.uuid4().hex))


@pytest.fixture
def desk(place: Place, clock: ManualClock, tmp_path: Path) -> Iterator[Opener]:
    """Take up a desk; the desk `main` founds the meeting. Closed after the test."""
    taken: list[SharedLedger] = []

    def take(name: str, at: Place = place, *, founds: bool = False) -> SharedLedger:
        own = tmp_path / name / "desk"
        own.parent.mkdir(exist_ok=True)
        main = founds or name == "main"
        ledger = SharedLedger.open(at, desk=name, clock=clock, main=main, own=own)
        taken.append(ledger)
        return ledger

    yield take
    for ledger in taken:
        ledger.close()


@pytest.fixture
def main(desk: Opener) -> SharedLedger:
    ledger = desk("main")
    ledger.append([said("begun")])
    return ledger


def said(text: str) -> Objected:
    return Objected("A-1", text)


def texts(ledger: SharedLedger) -> list[str]:
    return [one.fact.text for one in ledger.known() if isinstance(one.fact, Objected)]


# ---- a book of several desks -------------------------------------------------------------------


def test_each_desk_reads_what_the_other_appended_and_appends_behind_it(
    main: SharedLedger, desk: Opener
) -> None:
    east = desk("east")
    with east.turn():
        assert east.news() == []
        east.append([said("from the east")])
    assert [one.desk for one in main.news()] == ["east"]
    main.append([said("from the main venue")])
    east.news()
    assert texts(east) == texts(main) == ["begun", "from the east", "from the main venue"]
    assert east.head == main.head
    assert main.hash_of(2) == main.head[1]
    assert main.hash_of(-1) == bytes(32)


def test_a_desk_that_does_not_know_all_that_stands_appends_nothing(
    main: SharedLedger, desk: Opener
) -> None:
    east = desk("east")
    main.append([said("quicker")])
    with pytest.raises(HeadMoved, match="1 entries were expected, 2 stand"):
        east.append([said("too late")])
    east.news()
    east.append([said("judged anew")])
    assert texts(east) == ["begun", "quicker", "judged anew"]


def test_appends_inside_a_turn_stand_together_or_not_at_all(main: SharedLedger) -> None:
    with pytest.raises(KeyError), main.turn():
        main.append([said("one")])
        raise KeyError("a defect")
    assert texts(main) == ["begun"]
    with main.turn():
        main.append([said("one")])
        main.append([said("two")])
        main.append([])
    assert texts(main) == ["begun", "one", "two"]
    assert check_book(main) == []


def test_four_desks_racing_make_one_chain_without_a_gap_or_a_loss(
    main: SharedLedger, desk: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.ledger.server.SESSION", {"lock_timeout": "60s"})
    names = ("north", "east", "south", "west")
    desks = [desk(name) for name in names]

    def write(ledger: SharedLedger) -> None:
        for number in range(15):
            with ledger.turn():
                ledger.news()
                ledger.append([said(f"{ledger.desk} {number}")])

    threads = [threading.Thread(target=write, args=[one]) for one in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    main.news()
    assert sorted(texts(main)[1:]) == sorted(f"{name} {n}" for name in names for n in range(15))
    assert check_book(main) == []
    for name in names:
        own = [one.number for one in main.known() if one.desk == name]
        assert all(a < b for a, b in pairwise(own))


def test_meetings_on_one_server_know_nothing_of_each_other(
    main: SharedLedger, server: Server, desk: Opener, persons, meet
) -> None:
    other = desk("main", Place.parse(server.url(uuid.uuid4().hex)))
    other.add_persons(persons)
    assert (other.head[0], main.persons()) == (-1, {})
    assert list(other.persons()) == [1, 2, 3]


def test_personal_records_are_sealed_and_open_only_where_their_key_is(
    main: SharedLedger, desk: Opener, persons, server: Server, tmp_path: Path
) -> None:
    main.add_persons(persons)
    assert list(main.persons().values()) == list(persons)
    east = desk("east")
    assert east.persons() == {}
    with pytest.raises(BookFault):
        east.add_persons(persons)
    with psycopg.connect(server.url().replace("+psycopg", "")) as line:
        rows = line.execute("SELECT record FROM person WHERE meeting = %s", [main.meeting])
        assert not any(persons[0].name.encode() in bytes(row[0]) for row in rows)
    with SharedBook.read(main.path, own=tmp_path / "main" / "desk") as book:
        assert list(book.persons()) == [1, 2, 3]
    main.add_persons([])


def person_rows(server: Server, meeting: str) -> int:
    with psycopg.connect(server.url().replace("+psycopg", "")) as line:
        return len(line.execute("SELECT 1 FROM person WHERE meeting = %s", [meeting]).fetchall())


def test_a_retention_delete_takes_rows_and_key_and_leaves_other_meetings_alone(
    main: SharedLedger, desk: Opener, persons, server: Server, tmp_path: Path
) -> None:
    other = desk("other", Place.parse(server.url(uuid.uuid4().hex)), founds=True)
    for ledger in (main, other):
        ledger.add_persons(persons)
    key = tmp_path / "main" / "desk.data-key"
    assert key.exists()
    for _ in range(2):
        main.forget_persons()
        assert (person_rows(server, main.meeting), key.exists()) == (0, False)
    assert (main.persons(), check_book(main)) == ({}, [])
    assert list(other.persons()) == [1, 2, 3]


def test_a_desk_without_the_key_deletes_the_rows_and_the_main_desk_its_key(
    main: SharedLedger, desk: Opener, persons, server: Server, tmp_path: Path
) -> None:
    main.add_persons(persons)
    desk("east").forget_persons()
    assert person_rows(server, main.meeting) == 0
    main.forget_persons()
    assert not (tmp_path / "main" / "desk.data-key").exists()


def test_a_key_that_was_lost_is_asked_for_and_no_second_one_is_made(
    main: SharedLedger, persons, tmp_path: Path
) -> None:
    main.add_persons(persons)
    key = tmp_path / "main" / "desk.data-key"
    key.rename(tmp_path / "away")
    with pytest.raises(BookFault, match="the key of the personal records is missing"):
        main.add_persons(persons)
    assert not key.exists()


def test_the_hall_key_lies_where_the_settings_say(
    place: Place, clock: ManualClock, persons, tmp_path: Path
) -> None:
    stick = tmp_path / "stick" / "hall.key"
    stick.parent.mkdir()
    opened = SharedLedger.open(
        place, desk="main", clock=clock, main=True, own=tmp_path / "desk", hall_key=stick
    )
    with opened as ledger:
        ledger.add_persons(persons)
        assert (stick.exists(), (tmp_path / "hall.key").exists()) == (True, False)
        assert list(ledger.persons()) == [1, 2, 3]


# ---- what the kiosk and the verifier read ------------------------------------------------------


def test_a_shared_book_is_read_checked_and_bundled_like_a_file(
    desk: Opener, meet, key: SealKey, tmp_path, place: Place
) -> None:
    ledger = desk("main")
    meet(ledger)
    with SharedBook.read(place) as book:
        assert check_book(book) == []
        assert book.head == ledger.head
        assert book.root(1) == ledger.root(1)
        (tmp_path / "papers").mkdir()
        target = tmp_path / "meeting.zip"
        seal = export_bundle(book, target, key=key, papers=tmp_path / "papers")
    assert (seal.entries, seal.head) == (ledger.head[0] + 1, ledger.head[1].hex())


def test_a_reader_that_names_no_meeting_is_told_which_there_are(server: Server, desk: Opener):
    database = server.database(f"d{uuid.uuid4().hex}")
    nothing = Place.parse(server.url(database=database))
    with pytest.raises(BookFault, match="has not begun"):
        SharedBook.read(nothing)
    first = Place.parse(server.url("a" * 32, database=database))
    desk("main", first)
    with SharedBook.read(nothing) as book:
        assert book.meeting == "a" * 32
    desk("main", Place.parse(server.url("b" * 32, database=database)))
    with pytest.raises(BookFault, match=f"2 meetings .*{'a' * 32}, {'b' * 32}"):
        SharedBook.read(nothing)


# ---- what was entered stands -------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET fact = 'x' WHERE meeting = '{meeting}'",
        "DELETE FROM entry WHERE meeting = '{meeting}'",
        "TRUNCATE entry",
        "TRUNCATE meeting CASCADE",
        "DELETE FROM meeting WHERE id = '{meeting}'",
        "UPDATE meeting SET number = -1 WHERE id = '{meeting}'",
        "UPDATE meeting SET hash = decode(repeat('00', 32), 'hex') WHERE id = '{meeting}'",
        "INSERT INTO entry VALUES ('{meeting}', 7, decode(repeat('00', 32), 'hex'), '', 'x', 1)",
        "INSERT INTO entry VALUES ('{meeting}', 0, decode(repeat('00', 32), 'hex'), '', 'x', 1)"
        " ON CONFLICT (meeting, number) DO UPDATE SET fact = 'x'",
    ],
)
def test_the_server_refuses_to_change_what_stands(
    main: SharedLedger, server: Server, statement: str
) -> None:
    with pytest.raises(psycopg.errors.IntegrityConstraintViolation):
        server.do(statement.format(meeting=main.meeting))
    assert check_book(main) == []


def test_an_entry_changed_behind_the_triggers_is_a_break_and_the_desk_is_not_taken_up(
    server: Server, desk: Opener
) -> None:
    database = server.database(f"d{uuid.uuid4().hex}")
    place = Place.parse(server.url("c" * 32, database=database))
    ledger = desk("main", place)
    ledger.append([said("one"), said("two")])
    server.do(
        "ALTER TABLE entry DISABLE TRIGGER entry_never_changed",
        "UPDATE entry SET fact = 'Halted' WHERE number = 1",
        database=database,
    )
    ledger.close()
    with pytest.raises(BookDamaged) as caught:
        desk("main", place)
    kinds = [(one.number, one.kind) for one in caught.value.breaks]
    assert kinds == [(-1, BreakKind.SCHEMA), (1, BreakKind.INDEX)]


def test_news_that_do_not_follow_what_is_known_are_damage(server: Server, desk: Opener) -> None:
    database = server.database(f"d{uuid.uuid4().hex}")
    place = Place.parse(server.url("d" * 32, database=database))
    ledger, other = desk("main", place), desk("main", Place.parse(server.url("e" * 32)))
    ledger.append([said("one")])
    other.close()
    server.do(
        f"INSERT INTO entry VALUES ('{'d' * 32}', 1, decode(repeat('ab', 32), 'hex'), '', 'x', 1)",
        database=database,
    )
    with pytest.raises(BookDamaged, match="first at entry 1"):
        ledger.news()


def test_a_head_row_that_is_not_the_last_entry_is_a_break(server: Server, desk: Opener) -> None:
    database = server.database(f"d{uuid.uuid4().hex}")
    place = Place.parse(server.url("f" * 32, database=database))
    ledger = desk("main", place)
    ledger.append([said("one")])
    server.do(
        "ALTER TABLE meeting DISABLE TRIGGER meeting_only_goes_on",
        "UPDATE meeting SET number = 5",
        "ALTER TABLE meeting ENABLE TRIGGER meeting_only_goes_on",
        database=database,
    )
    assert [one.kind for one in check_book(ledger)] == [BreakKind.INDEX]


# ---- bad input ---------------------------------------------------------------------------------


def test_a_desk_is_held_by_one_kiosk_only_and_free_when_that_ended(
    main: SharedLedger, desk: Opener
) -> None:
    east = desk("east")
    with pytest.raises(BookFault, match="desk east of this meeting is held by another kiosk"):
        desk("east")
    east.close()
    assert desk("east").head == main.head


def test_a_sub_venue_cannot_begin_the_meeting(desk: Opener, place: Place) -> None:
    with pytest.raises(BookFault, match="start the kiosk of the main venue first"):
        desk("east")
    desk("main")
    with pytest.raises(BookFault, match="start the kiosk of the main venue first"):
        desk("east")


def test_a_server_that_is_away_or_does_not_let_us_in_is_one_clear_line(
    server: Server, desk: Opener
) -> None:
    meeting = "a" * 32
    with pytest.raises(BookFault, match="cannot be reached") as caught:
        desk("main", Place.parse(server.url(meeting, port=1)))
    assert "\n" not in str(caught.value)
    assert "stays on its disk" in str(caught.value)
    with pytest.raises(BookFault, match="has no such database"):
        SharedBook.read(Place.parse(server.url(meeting, database="nowhere")))
    stranger = server.url(meeting).replace("kiosk@", "stranger:geheim@")
    with pytest.raises(BookFault, match="does not let this desk in") as caught:
        SharedBook.read(Place.parse(stranger))
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("statement", ["SELECT 1 / %s", "SELECT %s, %s"])
def test_what_the_server_or_its_line_says_of_a_wrong_statement_is_a_bug_and_goes_through(
    place: Place, statement: str
) -> None:
    with (
        connect(place, name="kiosk-test") as line,
        pytest.raises(DBAPIError),
        server_door(place),
    ):
        line.exec_driver_sql(statement, (0,))


def test_a_server_that_may_forget_what_it_promised_is_refused(server: Server, desk: Opener) -> None:
    server.do("ALTER DATABASE hall SET synchronous_commit = off")
    try:
        with pytest.raises(BookFault, match=r"synchronous_commit is off.*set .* to on"):
            desk("main", Place.parse(server.url("a" * 32)))
    finally:
        server.do("ALTER DATABASE hall RESET synchronous_commit")


def test_tables_of_a_newer_kiosk_are_left_alone(server: Server, desk: Opener) -> None:
    database = server.database(f"d{uuid.uuid4().hex}")
    place = Place.parse(server.url("a" * 32, database=database))
    desk("main", place).close()
    server.do("UPDATE alembic_version SET version_num = '9'", database=database)
    with pytest.raises(BookFault, match=r"newer kiosk \(format 9, this one knows 1\)"):
        SharedBook.read(place)
    with pytest.raises(BookFault, match="newer kiosk"):
        desk("main", place)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("meeting.book", "no address"),
        ("mysql://kiosk@10.0.0.5/hall", "mysql is not postgresql"),
        ("postgresql+psycopg://kiosk@10.0.0.5", "names no database"),
        ("postgresql+psycopg://kiosk@10.0.0.5/hall?meeting=ABC", "32 hex digits"),
        (f"postgresql://h/d?meeting={'a' * 32}&meeting={'b' * 32}", "32 hex digits"),
    ],
)
def test_an_address_that_is_none_is_told_what_would_be_right(said: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Place.parse(said)
    assert not is_address("meeting.book")
    assert is_address(EXAMPLE)


def test_a_place_is_shown_without_its_password() -> None:
    place = Place.parse(f"postgresql://kiosk:geheim@10.0.0.5/hall?meeting={'a' * 32}")
    assert str(place) == f"postgresql+psycopg://kiosk:***@10.0.0.5/hall?meeting={'a' * 32}"


# ---- the server away ---------------------------------------------------------------------------


def test_a_desk_waits_for_another_that_hangs_only_so_long(
    main: SharedLedger, desk: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.ledger.server.SESSION", {"lock_timeout": "100ms"})
    east = desk("east")
    with main.turn():
        with pytest.raises(BookFault, match="holds the book for too long"), east.turn():
            pass
        main.append([said("still ours")])
    east.news()
    assert texts(east) == ["begun", "still ours"]


def test_the_server_ends_a_turn_that_hangs_so_that_the_others_go_on(
    desk: Opener, main: SharedLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = {"idle_in_transaction_session_timeout": "2s", "lock_timeout": "60s"}
    monkeypatch.setattr("kiosk.ledger.server.SESSION", limits)
    hanging, waiting = desk("hanging"), desk("waiting")
    with pytest.raises(BookFault), hanging.turn():
        hanging.append([said("never")])
        waiting.append([said("went on")])
        hanging.append([said("never either")])
    main.news()
    assert texts(main) == ["begun", "went on"]


def test_after_the_server_was_killed_a_desk_goes_on_with_all_that_was_acknowledged(
    main: SharedLedger, desk: Opener, server: Server
) -> None:
    east = desk("east")
    east.append([said("acknowledged")])
    server.kill()
    with pytest.raises(BookFault, match="cannot be reached"):
        east.append([said("in vain")])
    assert texts(east) == ["begun", "acknowledged"]
    server.start()
    with east.turn():
        assert east.news() == []
        east.append([said("again")])
    with pytest.raises(BookFault):
        main.news()
    main.news()
    assert texts(main) == ["begun", "acknowledged", "again"]
    assert check_book(main) == []


def test_a_line_that_broke_leaves_the_desk_to_the_same_kiosk(
    main: SharedLedger, desk: Opener, server: Server
) -> None:
    """Its old session may live on at the server, which has not heard that the line is gone."""
    east = desk("east")
    east._lost = True
    old = east._connection
    east.append([said("on a new line")])
    assert texts(east) == ["begun", "on a new line"]
    old.invalidate()
    old.close()


def test_the_second_copy_of_a_shared_book_is_the_servers(main: SharedLedger) -> None:
    main.look_at_mirror()
    assert (main.mirror_state, main.mirror_fault) == (MirrorState.OFF, None)
    assert main.compare_heads() is Copies.OFF
    assert main.checkpoint()
