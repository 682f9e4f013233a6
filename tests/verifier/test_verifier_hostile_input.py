"""Input that is no bundle, or was made to hurt: one line, exit 2, never a traceback."""

import io
import json
import random
import struct
import zipfile

import pytest
from bundlebuilder import encode, members, zipped
from notarydesk import run

from kiosk.verifier import reading


def told(answer):
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("无法核验：")
    assert answer.err.count("\n") == 1
    return answer.err


def repacked(content, method=zipfile.ZIP_DEFLATED):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return packed.getvalue()


def test_a_file_that_is_not_there_is_told(tmp_path):
    assert "没有这个文件" in told(run(str(tmp_path / "none.zip")))


def test_a_folder_is_no_bundle(tmp_path):
    assert "ZIP" in told(run(str(tmp_path)))


@pytest.mark.parametrize("data", [b"", b"PK", b"hello" * 100, b"PK\5\6" + bytes(17)])
def test_bytes_that_are_no_archive_are_told(desk, data):
    assert "ZIP" in told(desk.ask_raw(data))


def test_an_archive_cut_anywhere_is_told(desk, meeting):
    archive = zipped(meeting.members())
    for size in range(0, len(archive), len(archive) // 40):
        told(desk.ask_raw(archive[:size]))


def test_an_archive_with_flipped_bytes_is_told_or_judged_but_never_crashes(desk, meeting):
    archive = zipped(meeting.members())
    chance = random.Random(8032)
    for _ in range(150):
        damaged = bytearray(archive)
        for _ in range(chance.choice((1, 1, 4, 30))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        answer = desk.ask_raw(bytes(damaged), "--json")
        assert answer.code in (0, 1, 2)
        if answer.code == 0:
            assert answer.document["verdict"] == "true"


@pytest.mark.parametrize("name", reading.NEEDED)
def test_a_missing_member_is_named(desk, meeting, name):
    content = meeting.members()
    del content[name]
    assert name in told(desk.ask(content))


def test_a_name_that_stands_twice_is_refused(desk, meeting):
    packed = io.BytesIO(zipped(meeting.members()))
    with zipfile.ZipFile(packed, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("entries.jsonl", b"")
    assert "两次" in told(desk.ask_raw(packed.getvalue()))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_another_way_of_packing_is_refused(desk, meeting, method):
    assert "deflate" in told(desk.ask_raw(repacked(meeting.members(), method)))


def test_stored_members_are_read(desk, meeting):
    assert desk.ask_raw(repacked(meeting.members(), zipfile.ZIP_STORED)).code == 0


def test_an_encrypted_member_is_refused(desk, meeting):
    archive = bytearray(zipped(meeting.members()))
    at = archive.index(b"PK\1\2")
    archive[at + 8] |= 1
    assert "加密" in told(desk.ask_raw(bytes(archive)))


def test_a_member_that_says_it_is_huge_is_not_unpacked(desk, meeting):
    archive = bytearray(zipped(meeting.members()))
    at = archive.index(b"PK\1\2")
    archive[at + 24 : at + 28] = struct.pack("<I", 0xFFFF_0000)
    assert "最多读" in told(desk.ask_raw(bytes(archive)))


def test_a_bomb_is_not_unpacked(desk, meeting):
    bomb = {**meeting.members(), "seal.json": bytes(2 * 2**20)}
    assert "seal.json" in told(desk.ask(bomb))


@pytest.mark.parametrize(
    ("limit", "least"), [("LIMIT_OF_ALL", 1000), ("MOST_MEMBERS", 3), ("LIMIT_OF_A_PAPER", 3)]
)
def test_too_much_in_all_is_refused(desk, meeting, monkeypatch, limit, least):
    monkeypatch.setattr(reading, limit, least)
    assert str(least) in told(desk.ask(meeting.members()))


def test_too_many_lines_are_refused(desk, meeting, monkeypatch):
    monkeypatch.setattr(reading, "MOST_LINES", 10)
    assert "10" in told(desk.ask(meeting.members()))


HOSTILE = [None, True, -1, 0, 10**19, "", "x", "0" * 64, [], {}, [[]], [-1], ["A1"], {"poll": 1}]


def spots(value):
    """Every (container, key) inside a JSON value."""
    for key in list(value) if isinstance(value, dict) else range(len(value)):
        yield value, key
        if isinstance(value[key], (dict, list)):
            yield from spots(value[key])


def test_any_value_anywhere_in_the_book_is_judged_and_never_crashes(desk, meeting):
    chance = random.Random(9162)
    for _ in range(100):
        bodies = list(meeting.bodies)
        number = chance.randrange(len(bodies))
        entry = json.loads(bodies[number])
        container, key = chance.choice(list(spots(entry)))
        container[key] = chance.choice(HOSTILE)
        bodies[number] = encode(entry)
        forged = members(bodies, papers=meeting.papers, persons=meeting.persons)
        answer = desk.ask(forged)
        assert answer.code in (0, 1)
        assert desk.slip(forged).code == answer.code


def test_a_computer_without_memory_says_so(desk, meeting, monkeypatch):
    def exhausted(_path):
        raise MemoryError

    monkeypatch.setattr("kiosk.verifier.cli.read_input", exhausted)
    assert "内存" in told(desk.ask(meeting.members()))


def test_a_bundle_of_another_format_is_told_from_a_damaged_one(desk, meeting):
    content = meeting.members()
    other = content["manifest.json"].replace(b"kiosk-bundle/1", b"kiosk-bundle/2")
    assert "kiosk-bundle/2" in told(desk.ask({**content, "manifest.json": other}))


DAMAGED = [b"", b"{", b"[]", b"null", b"{}", b"\xff", b'{"entries":1e9}', b'{"a":1,"a":1}']


@pytest.mark.parametrize("data", [*DAMAGED, b"[" * 100_000, b'{"entries":' + b"9" * 5000 + b"}"])
@pytest.mark.parametrize(("name", "check"), [("manifest.json", "files"), ("seal.json", "seal")])
def test_a_manifest_or_seal_that_cannot_be_read_fails_its_check(desk, meeting, name, check, data):
    answer = desk.ask({**meeting.members(), name: data})
    assert answer.code == 1
    assert check in answer.failed
    assert name in answer.check(check)["detail"]


@pytest.mark.parametrize("data", [b"\xff\n", b"[]\n", b"{}\n", b"\n", b"\x00"])
def test_persons_that_cannot_be_read_fail_their_check(desk, meeting, data):
    answer = desk.ask({**meeting.members(), "persons.jsonl": data})
    assert answer.failed == {"files", "persons"}


def test_what_a_bundle_says_cannot_steer_the_terminal(desk):
    from bundlebuilder import Scribe

    book = Scribe()
    book.open_book(title="\x1b[2J\x1b]0;owned\x07会议\n【相符】" + "长" * 500)
    out = desk.slip(book.members()).out
    assert "\x1b" not in out
    assert "\n【相符】长" not in out
    assert "长" * 400 not in out


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ([], "BUNDLE"),
        (["a.zip", "b.zip"], "b.zip"),
        (["a.zip", "--lang", "fr"], "--lang：须为 zh 或 en"),
        (["a.zip", "--nonsense"], "--nonsense"),
        (["a.zip", "--head", "12"], "--head"),
        (["a.zip", "--fingerprint", "12"], "--fingerprint"),
        (["a.zip", "--anchor", "12"], "--anchor"),
    ],
)
def test_a_command_line_that_cannot_be_used_is_one_line(arguments, why):
    assert why in told(run(*arguments))


def test_complaints_are_english_when_english_was_asked_for():
    for arguments in (["--lang", "en"], ["--lang=en", "none.zip"]):
        answer = run(*arguments)
        assert answer.code == 2
        assert answer.err.startswith("unusable: ")
