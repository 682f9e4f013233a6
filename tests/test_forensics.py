"""The attacker who comes afterwards: the disk, every page SQLite wrote, the tapes, all passphrases.

One attacker, two victims. What the usual design writes (a roll table and an urn table with random
keys, one transaction for both) is linked seat by seat; what the kiosk writes is not, beyond chance.
"""

import io
import json
import logging
import random
import re
import secrets
import shutil
import sqlite3
import subprocess
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from itertools import combinations, pairwise
from pathlib import Path

import pikepdf
import pytest

from kiosk.faults import UnusableInput
from kiosk.ledger.keyring import read_keyring
from kiosk.ledger.officer_keys import unlock
from kiosk.ledger.sealing import open_sealed
from kiosk.ledger.store import Ledger
from kiosk.ledger.unsealing import BALLOT, context
from kiosk.ledger.urn import urn_path
from kiosk.meeting.facts import BallotSealed, UrnOpened
from kiosk.rehearsal.enrolling import passphrase_of
from kiosk.rehearsal.grammar import read_scene
from kiosk.rehearsal.playing import Wishes, play
from kiosk.rehearsal.stage import VirtualStage

SEATS, POLLS, OPTIONS = 30, 2, 8
MARKS = list(combinations(range(1, OPTIONS + 1), 4))[:SEATS]
"""A choice of four for each seat that no other seat makes: found anywhere, it names its seat."""
OFFICERS = ("王建国", "赵敏", "钱芳")

HALL = f"""
officer chair "王建国"
officer teller "赵敏"
officer notary "钱芳"
delegates {SEATS}
base A hvm1 keypads 1..{SEATS}
desk 1
check-in open
hand out
scan 1..{SEATS} at desk 1
item 1 "票决" noticed 20 days ago
motion 1 "票决" "八选一。"
phases 1 to polling
call keypads
"""
POLL = """
prepare 1 rule priorities choose 1 of "a" "b" "c" "d" "e" "f" "g" "h" duration 120s secret
zero report
open
{presses}
wait until pressed
close
wait until closed
open urn by "赵敏" and "钱芳"
declare
void reason "再来一次" by "王建国" and "赵敏"
"""

MARKED = """
prepare 1 rule priorities choose 4 of "a" "b" "c" "d" "e" "f" "g" "h" duration 120s {how}
zero report
open
{presses}
wait until pressed
close
"""
NAMED_END = """
wait until reconciled
acknowledge silence
"""
SECRET_END = """
wait until closed
open urn by "赵敏" and "钱芳"
"""

WITHDRAWN = """
prepare 1 rule priorities choose 1 of "a" "b" "c" duration 120s secret
zero report
open
press 1..20 1
press 21..28 2
wait until pressed
press {who} nothing
press 29 4                           # a key out of play is refused, by name
wait until pressed
close
wait until closed
open urn by "赵敏" and "钱芳"
acknowledge silence
declare
record
sheet uncounted
end
sheet seal
expect verifier true
"""
"""One ballot is taken back; who does it is the only thing that differs between two meetings."""
OF_THE_RUN = re.compile(r"\b[0-9A-Fa-f]{4,}(?:-\d{2})?\b")
"""Hashes, keys and ids, whole or in their groups: in every run they are others."""

Choices = dict[int, int]


def chosen(dice: random.Random) -> Choices:
    seats = list(range(1, SEATS + 1))
    dice.shuffle(seats)
    return {seat: dice.randint(1, OPTIONS) for seat in seats}


def linked(snapshots: Sequence[bytes], seats: Sequence[bytes], options: Sequence[bytes]) -> dict:
    """Seat → option, where both came to the disk together: the attack by order of writing."""
    found: dict[int, int] = {}
    for before, after in pairwise(snapshots):
        new = [at for at, seat in enumerate(seats) if after.count(seat) > before.count(seat)]
        grown = [at for at, one in enumerate(options) if after.count(one) > before.count(one)]
        if len(new) == 1 and len(grown) == 1:
            found[new[0]] = grown[0]
    return found


def marked(files: dict[str, bytes]) -> set[int]:
    """Seats beside whose name or keypad their mark stands, in any file: as a list, as a bitmap.

    The list of an opened urn is taken out: it is published, sorted, and tells of no seat.
    """
    found: set[int] = set()
    for name, content in files.items():
        if name.endswith((".pyz", ".pdf", ".zip", ".pyc")):
            continue
        heard = b"".join(re.findall(rb" < (\S+)", content)) if name.endswith(".tape") else b""
        bare = re.sub(rb'"ballots":\[\[.*?\]\]', b"", content)
        for seat, mark in enumerate(MARKS, start=1):
            listed = json.dumps(mark).encode()
            forms = {listed, listed.replace(b", ", b","), repr(mark).encode()}
            bits = sum(1 << (key - 1) for key in mark)
            raw = f"{seat:04x}01{bits:02x}".encode()
            beside = re.search(rb'"raw":"[0-9a-f]{4}' + raw, bare) or raw in heard
            if beside or any(one in bare for one in forms):
                found.add(seat)
    return found


def hits(found: dict, choices: Choices) -> int:
    return sum(choices[seat + 1] == option + 1 for seat, option in found.items())


def test_the_usual_design_is_linked_seat_by_seat(tmp_path: Path):
    """A roll table and an urn table, random keys, one transaction each: papers.md's control."""
    choices = chosen(random.Random(1))
    book = sqlite3.connect(tmp_path / "naive.db", isolation_level=None)
    book.execute("PRAGMA journal_mode=WAL")
    book.execute("PRAGMA wal_autocheckpoint=0")
    book.execute("CREATE TABLE roll (key BLOB PRIMARY KEY, seat TEXT)")
    book.execute("CREATE TABLE urn (key BLOB PRIMARY KEY, choice TEXT)")
    wal, snapshots = tmp_path / "naive.db-wal", [b""]
    for seat, option in choices.items():
        book.execute("BEGIN")
        book.execute("INSERT INTO roll VALUES (?, ?)", (secrets.token_bytes(8), f"<seat {seat}>"))
        urn = (secrets.token_bytes(8), f"<option {option}>")
        book.execute("INSERT INTO urn VALUES (?, ?)", urn)
        book.execute("COMMIT")
        snapshots.append(_newest(wal.read_bytes()))
    book.close()
    seats = [f"<seat {seat}>".encode() for seat in range(1, SEATS + 1)]
    options = [f"<option {option}>".encode() for option in range(1, OPTIONS + 1)]
    assert hits(linked(snapshots, seats, options), choices) == SEATS


def _newest(wal: bytes) -> bytes:
    """The newest version of each page in a WAL: what the database holds after its last commit."""
    size = int.from_bytes(wal[8:12], "big")
    pages = {
        wal[at : at + 4]: wal[at + 24 : at + 24 + size]
        for at in range(32, len(wal) - 23, 24 + size)
    }
    return b"".join(pages.values())


class Disk:
    """Everything that was ever written while two secret polls were held, collected turn by turn."""

    def __init__(self, folder: Path, script: str = "") -> None:
        self.folder = folder / "play"
        dice = random.Random(7)
        self.choices = [chosen(dice) for _ in range(POLLS)]
        polls = [
            POLL.format(
                presses="\n".join(
                    f"press {seat} {option} at {at}0ms"
                    for at, (seat, option) in enumerate(one.items(), start=1)
                )
            )
            for one in self.choices
        ]
        path = folder / "polls.scene"
        path.write_text(HALL + (script or "".join(polls)), encoding="utf-8")
        self._play(path)
        self.book = self.left.book
        with Ledger.read(self.book) as book:
            self.entered = list(book.entries())
            self.meeting = book.meeting
        self._back_up()

    def _back_up(self) -> None:
        """What somebody copies after the close: by SQLite's own means, and file by file."""
        with (
            closing(sqlite3.connect(self.book)) as book,
            closing(sqlite3.connect(self.folder / "backup.book")) as copy,
        ):
            book.backup(copy)
        for one in ("", "-wal"):
            whole = Path(f"{self.book}{one}")
            if whole.exists():
                shutil.copy(whole, self.folder / f"copied{one}")

    def _play(self, path: Path) -> None:
        scene = read_scene(path)
        self.wals: list[bytes] = []
        self.shares: set[str] = set()
        said, root = io.StringIO(), logging.getLogger()
        handler, level = logging.StreamHandler(said), root.level
        root.addHandler(handler)
        root.setLevel(logging.DEBUG)
        try:
            with pytest.MonkeyPatch.context() as hook:
                hook.setattr(Ledger, "append", self._after(Ledger.append))
                self.left = play(scene, self.folder, VirtualStage(scene.set_up), Wishes())
        finally:
            root.removeHandler(handler)
            root.setLevel(level)
        self.log = said.getvalue()

    def _after(self, append):
        """After every transaction: the WAL as it stands, every frame of it, and the shares."""

        def appended(ledger: Ledger, *args, **how):
            entered = append(ledger, *args, **how)
            self._collect()
            return entered

        return appended

    def _collect(self) -> None:
        wal = Path(f"{self.folder / 'meeting.book'}-wal")
        if wal.exists():
            self.wals.append(wal.read_bytes())
        shares = urn_path(self.folder / "meeting.book")
        if shares.exists():
            self.shares |= set(re.findall(r'"sealed":"([0-9a-f]+)"', shares.read_text()))

    @property
    def bytes(self) -> dict[str, bytes]:
        """Every file that is left, every page that was ever in the WAL, the log."""
        files = {str(p): p.read_bytes() for p in self.folder.rglob("*") if p.is_file()}
        return files | {"wal": b"".join(self.wals), "log": self.log.encode()}

    def sealed(self, poll: int) -> list[BallotSealed]:
        facts = (one.fact for one in self.entered)
        return [one for one in facts if isinstance(one, BallotSealed) and one.poll == poll]

    def opened(self, poll: int) -> UrnOpened:
        facts = (one.fact for one in self.entered)
        return next(one for one in facts if isinstance(one, UrnOpened) and one.poll == poll)


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Disk:
    return Disk(tmp_path_factory.mktemp("forensics"))


def test_the_polls_were_held_and_counted_right(disk: Disk):
    assert [one.what for one in disk.left.played.misses] == []
    for number, choices in enumerate(disk.choices, start=1):
        counted = Counter(ballot[0] for ballot in disk.opened(number).ballots)
        assert counted == Counter(choices.values())
        assert len(disk.sealed(number)) == SEATS


def test_no_order_of_writing_links_a_seat_with_its_choice(disk: Disk):
    snapshots = [_newest(wal) for wal in disk.wals if len(wal) > 32]
    seats = [f'"BallotSealed","of":{{"poll":1,"seat":"{n}"'.encode() for n in range(1, SEATS + 1)]
    options = [f'"keys":[{option}]'.encode() for option in range(1, OPTIONS + 1)]
    assert linked(snapshots, seats, options) == {}


def test_position_and_time_say_no_more_than_chance(disk: Disk):
    """The list beside the boxes by entry, seat, ephemeral key, ciphertext, time: five guesses."""
    orders = (
        lambda one: 0,
        lambda one: int(one.seat),
        lambda one: one.box,
        lambda one: one.box[64:],
        lambda one: one.press.heard_ns,
    )
    for order in orders:
        right, expected, spread = 0, 0.0, 0.0
        for number, choices in enumerate(disk.choices, start=1):
            ranked = sorted(disk.sealed(number), key=order)
            for one, ballot in zip(ranked, disk.opened(number).ballots, strict=True):
                right += choices[int(one.seat)] == ballot[0]
            shares = [n / SEATS for n in Counter(choices.values()).values()]
            chance = sum(share * share for share in shares)
            expected += SEATS * chance
            spread += SEATS * chance * (1 - chance)
        assert abs(right - expected) <= 4.5 * spread**0.5


def test_every_passphrase_opens_no_box(disk: Disk):
    keyring = read_keyring(disk.folder / "officers.keyring")
    keys = [unlock(keyring.officers[name].key, passphrase_of(name)) for name in OFFICERS]
    for one in disk.sealed(1):
        for key in keys:
            with pytest.raises(UnusableInput):
                open_sealed(key, bytes.fromhex(one.box), context(BALLOT, disk.meeting, 1, one.seat))


def test_no_share_and_no_key_is_left_anywhere(disk: Disk):
    assert not urn_path(disk.book).exists()
    assert len(disk.shares) == 3 * POLLS
    for name, content in disk.bytes.items():
        assert not any(share.encode() in content for share in disk.shares), name


def test_no_box_and_no_ephemeral_key_is_used_twice(disk: Disk):
    boxes = [one.box for number in range(1, POLLS + 1) for one in disk.sealed(number)]
    assert len({box[:64] for box in boxes}) == len({box[64:] for box in boxes}) == len(boxes)


def test_book_tape_and_log_hold_no_choice_of_a_press(disk: Disk):
    """Keys in presses, raw records with a key byte, the field that only the urn may take."""
    for name, content in disk.bytes.items():
        if name.endswith((".pyz", ".pdf", ".zip")):
            continue
        assert b"secret_keys" not in content, name
        for found in re.finditer(rb'"BallotSealed","of":\{.{0,700}?"keys":\[([^\]]*)\]', content):
            assert found.group(1) == b"", name
    tape = (disk.folder / "tapes" / "base-A.tape").read_text(encoding="ascii")
    polled = [line for line in tape.splitlines() if " < " in line and "*" in line]
    assert len(polled) > 20
    for one in disk.sealed(1):
        assert one.press.raw[8:12] == one.press.raw[-4:] == "0000"


@pytest.mark.parametrize(("how", "end"), [("", NAMED_END), ("secret", SECRET_END)])
def test_a_choice_that_only_one_seat_made_stands_beside_that_seat_only_in_a_named_poll(
    tmp_path: Path, how: str, end: str
):
    """The same hall, the same presses, the same search: every seat when named, none when secret."""
    order = list(range(1, SEATS + 1))
    random.Random(3).shuffle(order)
    presses = "\n".join(
        f"press {seat} {'+'.join(map(str, MARKS[seat - 1]))} at {at}0ms"
        for at, seat in enumerate(order, start=1)
    )
    disk = Disk(tmp_path, MARKED.format(how=how, presses=presses) + end)
    assert [one.what for one in disk.left.played.misses] == []
    found = marked(disk.bytes)
    assert found == (set() if how else set(range(1, SEATS + 1)))
    copies = {name: content for name, content in disk.bytes.items() if "backup" in name}
    assert marked(copies) == found
    if how:
        assert sorted(disk.opened(1).ballots) == sorted(MARKS)
    else:
        tape = {name: content for name, content in disk.bytes.items() if name.endswith(".tape")}
        assert len(marked(tape)) == SEATS, "the search reads bitmaps on the tape, too"


def told_by_the_papers(folder: Path, who: int) -> dict[str, str]:
    """All papers of a secret poll with one withdrawal: every page, and the JSON inside."""
    folder.mkdir()
    disk = Disk(folder, WITHDRAWN.format(who=who))
    assert [one.what for one in disk.left.played.misses] == []
    told: dict[str, str] = {}
    for paper in sorted((disk.folder / "papers").iterdir()):
        if paper.suffix == ".pdf":
            told[paper.name] = read("pdftotext", "-layout", paper, "-")
            with pikepdf.open(paper) as pdf:
                for name, file in pdf.attachments.items():
                    told[f"{paper.name}/{name}"] = file.get_file().read_bytes().decode()
        elif paper.suffix == ".json":
            told[paper.name] = paper.read_text(encoding="utf-8")
    return told


def bare(name: str, text: str) -> str:
    """The words of a paper; of the list of files also without their sizes, since hashes differ.

    The groups of a hash are one mark however its lines are broken: the digits are of unlike widths.
    """
    masked = OF_THE_RUN.sub("#", text)
    told = re.sub(r"\b[\d,]+\b", "#", masked) if "seal-slip" in name else masked
    return " ".join(re.sub(r"#(?:\s*#)+", "#", told).split())


def read(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_nobody_reads_on_all_the_papers_who_took_a_secret_ballot_back(tmp_path: Path):
    """Two meetings alike but for who withdrew: what their papers say is the same, word for word.

    Keys, hashes and ids are another in every run and are left out. The figures tell that one ballot
    is blank; they must not tell whose.
    """
    one, other = (told_by_the_papers(tmp_path / str(who), who) for who in (3, 17))
    assert one.keys() == other.keys()
    assert any("uncounted" in name for name in one), "the list of presses is among them"
    record = next(text for name, text in one.items() if "vote-record" in name)
    assert "空白 × 1" in record, "the urn tells that one is blank"
    assert "未按 3 = 没有按键 2 + 空白 1" in "".join(record.split("\n")), "and the figures agree"
    for name, text in one.items():
        assert bare(name, text) == bare(name, other[name]), name
