"""Codes from paper that are torn, mixed, forged or made to hurt: one line, or a verdict."""

import json
import random
import zlib

import pytest
from notarydesk import run

from kiosk.clerk.poll_text import poll_text, replay_past
from kiosk.ledger.keys import SealKey
from kiosk.ledger.store import Ledger
from kiosk.printing.anchor import framed
from kiosk.printing.paper_frames import PREFIX, PollText, frames, poll_codes, signed_payload
from kiosk.rehearsal.polled_hall import BOOK, KEY, poll_once
from kiosk.verifier import unpacking, words
from kiosk.verifier.unpacking import MOST_TEXT, NotPacked, unpacked

HEADER = 104
"""Bytes of a payload before its packed text (docs/bundle.md §12)."""


@pytest.fixture(scope="module")
def polled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("polled")
    poll_once(folder, 60)
    return folder


@pytest.fixture(scope="module")
def key(polled):
    return SealKey.load(polled / KEY)


@pytest.fixture(scope="module")
def text(polled):
    with Ledger.read(polled / BOOK) as book:
        state, before = replay_past(book.entries(), 1)
        return poll_text(book, state, before, 1).text


@pytest.fixture
def ask(tmp_path):
    def asking(lines, *arguments):
        path = tmp_path / "frames.txt"
        path.write_bytes(lines if isinstance(lines, bytes) else "\n".join(lines).encode())
        return run("--frames", str(path), *arguments)

    return asking


def told(answer):
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("无法核验：")
    assert answer.err.count("\n") == 1
    return answer.err


def codes_of(text, key):
    return list(poll_codes(PollText(text, 0, 0), key.sign).texts)


def lines_of(payload):
    return [framed(frame, PREFIX) for frame in frames(payload)]


# ---- the slip --------------------------------------------------------------------------------


def test_the_slip_says_what_was_recomputed_and_what_was_not(ask, text, key):
    answer = ask(codes_of(text, key))
    assert (answer.code, answer.err) == (4, "")
    for said in (
        "仅凭纸面的表决核验单",
        "【相符】封印",
        "【相符】默克尔根",
        "【相符】逐键判定",
        "仅凭纸面重新计算的：",
        "未能重新计算、依会场签名密钥的签署采信的：",
        "码上没有的：姓名",
        "结论：未能核验",
        "仅自洽，未锚定",
        "编造一次表决的人也能用自己的密钥签署",
        "由校验码恢复：无",
    ):
        assert said in answer.out
    english = ask(codes_of(text, key), "--lang", "en").out
    assert "VERDICT: COULD NOT BE VERIFIED" in english
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in english.split("rule: ")[0])


def test_head_and_fingerprint_from_paper_anchor_the_slip(ask, text, key):
    document = ask(codes_of(text, key), "--json").document
    head, fingerprint = document["head"], document["fingerprint"]
    answer = ask(codes_of(text, key), "--head", head, "--fingerprint", fingerprint)
    assert answer.code == 0
    assert "结论：相符" in answer.out
    assert "已锚定" in answer.out
    assert ask(codes_of(text, key), "--fingerprint", fingerprint).code == 0
    wrong = ask(codes_of(text, key), "--fingerprint", "0000 0000 0000 0000")
    assert wrong.code == 1
    assert "结论：不符" in wrong.out


# ---- lines -----------------------------------------------------------------------------------


def test_any_order_twice_with_a_mark_before_and_a_line_end_of_windows(ask, text, key):
    lines = [f"QR-Code:{line}\r" for line in codes_of(text, key) * 2]
    random.Random(1).shuffle(lines)
    assert ask(["\ufeffscanned today", *lines, ""]).code == 4


def test_one_code_of_a_group_may_be_missing_and_two_are_asked_for(ask, text, key):
    lines = codes_of(text, key)
    for lost in range(len(lines)):
        answer = ask(lines[:lost] + lines[lost + 1 :], "--json")
        assert answer.document["restored"] == ([lost + 1] if lost < len(lines) - 1 else [])
    assert "缺第 1, 2 码" in told(ask(lines[2:]))
    assert "缺第 2 码" in told(ask([lines[0], *lines[2:-1]]))


def test_a_misread_line_counts_as_missing_and_is_named(ask, text, key):
    lines = codes_of(text, key)
    spoilt = [lines[0][:-1] + ("0" if lines[0][-1] != "0" else "1"), *lines[1:]]
    assert ask(spoilt, "--json").document["misread_lines"] == [1]
    cut = [line[: len(line) // 2] for line in lines[:2]]
    assert "读错的行：1, 2" in told(ask([*cut, *lines[2:]]))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "KIOSK:F1:",
        "KIOSK:F1:12",
        "KIOSK:F1:0000xx",
        "KIOSK:F1:٠٠٠٣AAA77",
        "hello",
        "KIOSK:A1:0",
    ],
)
def test_what_is_no_code_is_not_taken_for_one(ask, line):
    assert "KIOSK:F1:" in told(ask([line]))


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        b"\x01" * 12,
        b"\x02aaaa" + bytes(8) + b"x",  # another version
        b"\x01aaaa\x00\x00\x00\x00\x01\x00\x00\x01x",  # no data frames
        b"\x01aaaa\x00\x00\x00\x01\x00\x00\x00\x01x",  # no parity
        b"\x01aaaa\x00\x05\x00\x01\x01\x00\x00\x01x",  # a number beyond them
        b"\x01aaaa\x00\x00\x00\x01\x01\x00\x00\x02x",  # shorter than it must be
        b"\x01aaaa\x00\x02\xff\xff\xff\x00\x00\x01x",  # longer than the payload
    ],
)
def test_a_frame_that_cannot_be_is_misread(ask, frame):
    assert "KIOSK:F1:" in told(ask([framed(frame, PREFIX)]))


def test_check_digits_that_fit_what_is_no_base45_make_no_code(ask):
    value = int.from_bytes(b"abc", "big")
    assert "KIOSK:F1:" in told(ask([f"KIOSK:F1:0003abc{98 - 100 * value % 97:02d}"]))


def test_codes_of_two_polls_are_not_mixed(ask, text, key):
    other = codes_of(text.replace(b'"title":"Bench"', b'"title":"Other"', 1), key)
    assert "第 2 行" in told(ask([codes_of(text, key)[0], *other]))


def test_a_code_that_was_read_two_ways_is_not_chosen_between(ask, text, key):
    held = list(frames(signed_payload(text, key.sign)))
    forged = held[1][:20] + bytes([held[1][20] ^ 1]) + held[1][21:]
    lines = [framed(frame, PREFIX) for frame in [*held, forged]]
    assert "第 2 码两次读出的内容不同" in told(ask(lines))
    assert "拼不成" in told(ask([lines[0], lines[-1], *lines[2:-1]]))


def test_a_file_that_is_not_there_or_too_large_is_told(tmp_path):
    assert "无法读取" in told(run("--frames", str(tmp_path / "none.txt")))
    assert "无法读取" in told(run("--frames", str(tmp_path)))
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(17 * 2**20)
    assert "超过" in told(run("--frames", str(large)))


def test_one_thing_at_a_time(tmp_path):
    assert "BUNDLE" in told(run("a.zip", "--frames", str(tmp_path / "f")))


# ---- payloads --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        (b"KP", "过短"),
        (b"KQ\x01\x00" + bytes(200), "第 1 版"),
        (b"KP\x02\x00" + bytes(200), "第 1 版"),
        (b"KP\x01\x00\xff\xff\xff\xff" + bytes(200), "第 1 版"),
        (b"KP\x01\x00\x00\x00\x00\x01" + bytes(200), "zlib"),
    ],
)
def test_a_payload_that_is_no_poll_is_told(ask, payload, why):
    assert why in told(ask(lines_of(payload)))


def test_a_text_that_is_not_the_signed_one_is_told(ask, text, key):
    head = signed_payload(text, key.sign)[:104]
    other = signed_payload(text.replace(b"Bench", b"Other", 1), key.sign)[104:]
    assert "所签署" in told(ask(lines_of(head + other)))


@pytest.mark.parametrize(
    ("held", "why"),
    [
        (b"", "it ends too early"),
        (b"\x80" * 9 + b"\x00", "a number without end"),
        (b"\x05\x00", "more is announced than follows"),
        (b"\x01\x01A\x01\x00\x00", "bytes are left over"),
        (b"\x01\x01A\x01\x01", "a piece has no template"),
        (b"\x01\x01\xff\x00", "a template is not UTF-8"),
        (b"\x01\x01\x01\x01\x00\x01\x00\x00", "a column leans on nothing"),
        (b"\x01\x01\x01\x01\x00\x00\x03\x00", "a column leans on nothing"),
        (b"\x01\x01\x01\x01\x00\x00\x00\x01", "a number is out of its bounds"),
        (b"\x01\x01\x10\x01\x00\x00\x00\x20", "a number is out of its bounds"),
        (b"\x01\x01\x02\x01\x00\x00\x00" + b"\xff" * 8 + b"\x7e", "a number is out of its bounds"),
        (b"\x01\x09AAAA", "it ends too early"),
    ],
)
def test_a_packed_text_that_cannot_be_is_refused_and_why_has_words(held, why):
    with pytest.raises(NotPacked, match=why):
        unpacked(zlib.compress(held))
    assert why in words.ZH


def test_what_unpacks_without_end_is_refused_before_it_fills_the_memory():
    with pytest.raises(NotPacked, match="does not end where it must"):
        unpacked(zlib.compress(bytes(9 * 2**20)))
    with pytest.raises(NotPacked, match="does not end where it must"):
        unpacked(zlib.compress(b"\x00\x00") + b"more")
    letters = 2**16
    long = b"\x01" + _varint(letters) + b"A" * letters
    many = MOST_TEXT // letters + 1
    with pytest.raises(NotPacked, match="the text is too long"):
        unpacked(zlib.compress(long + _varint(many) + bytes(many)))


def test_a_text_of_few_letters_and_many_bytes_is_too_long_all_the_same(monkeypatch):
    held = b"\x01\x03\xe8\xae\xae\x02\x00\x00"
    assert unpacked(zlib.compress(held)) == "议议".encode()
    monkeypatch.setattr(unpacking, "MOST_TEXT", 5)
    with pytest.raises(NotPacked, match="the text is too long"):
        unpacked(zlib.compress(held))


def _varint(number):
    held = bytearray()
    while number > 127:
        held.append(number & 127 | 128)
        number >>= 7
    return bytes([*held, number])


def _reads_as(packed, text):
    try:
        return unpacked(packed) == text
    except NotPacked:
        return False


def test_a_payload_with_flipped_bytes_is_told_and_never_crashes(ask, text, key):
    """A flip may choose another copy of the same letters: the signed text is whole, and agrees."""
    payload, chance = signed_payload(text, key.sign), random.Random(11)
    for _ in range(60):
        damaged = bytearray(payload)
        damaged[chance.randrange(HEADER, len(payload))] ^= 1 << chance.randrange(8)
        answer = ask(lines_of(bytes(damaged)))
        if not _reads_as(bytes(damaged[HEADER:]), text):
            told(answer)
        else:
            assert (answer.code, answer.err) == (4, "")


def test_a_text_packed_in_another_way_is_the_same_signed_text(ask, text, key):
    payload = signed_payload(text, key.sign)
    plain = zlib.compress(zlib.decompress(payload[HEADER:]), 0)
    assert plain != payload[HEADER:]
    first, second = (
        ask(lines_of(payload), "--json"),
        ask(lines_of(payload[:HEADER] + plain), "--json"),
    )
    assert (first.code, second.code) == (4, 4)
    assert first.document["head"] == second.document["head"]


# ---- texts that the key signed all the same --------------------------------------------------


def changed(text, **members):
    cover, rest = text.split(b"\n", 1)
    held = json.loads(cover) | members
    return json.dumps(held).encode() + b"\n" + rest


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ({"format": "kiosk-poll/2"}, "第 1 行"),
        ({"seats": 59}, "所称不符"),
        ({"entries": 1}, "所称不符"),
        ({"from": 1}, "起始条号"),
        ({"from": 9_000_000}, "起始条号"),
        ({"poll": 2}, "不以记名的第 2 次"),
        ({"seal_key": "00"}, "seal_key"),
        ({"officers": [["a"]]}, "officers"),
    ],
)
def test_a_cover_that_cannot_be_is_told(ask, text, key, members, why):
    assert why in told(ask(codes_of(changed(text, **members), key)))


def test_lines_that_are_no_json_and_seats_that_stand_twice_are_told(ask, text, key):
    cover, first, _, rest = text.split(b"\n", 3)
    twice = b"\n".join((cover, first, first, rest))
    assert "出现两次" in told(ask(codes_of(twice, key)))
    broken = b"\n".join((cover, first, b"[1,", rest))
    assert "第 3 行" in told(ask(codes_of(broken, key)))
    assert "所称不符" in told(ask(codes_of(text[:-1], key)))


def test_entries_that_do_not_begin_with_the_poll_are_told(ask, text, key):
    held = text.split(b"\n")
    seats = json.loads(held[0])["seats"]
    swapped = [*held[: 1 + seats], held[2 + seats], held[1 + seats], *held[3 + seats :]]
    assert "不以记名" in told(ask(codes_of(b"\n".join(swapped), key)))
    held[1 + seats] = b"{}"
    assert "无法核验" in told(ask(codes_of(b"\n".join(held), key)))
    secret = text.replace(b'"named":true', b'"named":false', 1)
    assert "不以记名" in told(ask(codes_of(secret, key)))


def test_entries_without_the_declaration_do_not_agree(ask, text, key):
    short = text[: text.rindex(b"\n", 0, -1) + 1]
    short = changed(short, entries=json.loads(text.split(b"\n", 1)[0])["entries"] - 1)
    assert ask(codes_of(short, key), "--json").failed == {"order"}


def test_a_vote_that_was_moved_and_signed_anew_does_not_agree(ask, text, key):
    forged = text.replace(b'"choice":[1]', b'"choice":[2]', 1)
    assert {"roots", "dispositions"} <= ask(codes_of(forged, key), "--json").failed
    slip = ask(codes_of(forged, key), "--lang", "en")
    assert slip.code == 1
    assert "First bad entry: " in slip.out


def test_a_practice_and_a_poll_that_decides_a_tie_say_so(ask, text, key):
    assert "PRACTICE" in ask(codes_of(changed(text, practice=True), key), "--lang", "en").out
    again = text.replace(b'"of_poll":0', b'"of_poll":7', 1)
    assert "that poll 7 left this tie" in ask(codes_of(again, key), "--lang", "en").out


def test_codes_signed_by_another_key_than_they_name_are_told(ask, text, key):
    assert ask(codes_of(changed(text, seal_key="ab" * 32), key), "--json").failed >= {"seal"}


def test_an_absent_delegate_without_a_keypad_stands_in_the_seats_and_did_not_press(ask, text, key):
    seats = json.loads(text.split(b"\n", 1)[0])["seats"]
    held = text.split(b"\n")
    absent = json.dumps([seats + 1, str(seats + 1), 1, 0, None, 0]).encode()
    more = b"\n".join([*held[: 1 + seats], absent, *held[1 + seats :]])
    answer = ask(codes_of(changed(more, seats=seats + 1), key), "--json")
    assert answer.failed == {"tallies", "outcomes", "witnesses"}


def test_entries_of_other_items_and_polls_are_numbered_and_not_judged(ask, text, key):
    held = text.split(b"\n")
    seats = json.loads(held[0])["seats"]
    plan = json.loads(held[1 + seats])
    other = {**plan, "n": plan["n"] + 1, "fact": "Recused"}
    other["of"] = {"item": plan["of"]["plan"]["item"] + 1, "seat": "1", "reason": "x"}
    away = {**plan, "n": plan["n"] + 2, "fact": "PollVoided"}
    away["of"] = {"poll": 77, "reason": "x", "officers": ["甲", "乙"]}
    past = [json.dumps(one).encode() for one in (other, away)]
    entries = json.loads(held[0])["entries"] + 2
    moved = [*held[: 2 + seats], *past, *held[2 + seats :]]
    answer = ask(codes_of(changed(b"\n".join(moved), entries=entries), key), "--json")
    assert answer.failed == {"chain"}


def test_a_declared_count_that_was_moved_does_not_agree(ask, text, key):
    at = text.rindex(b'"in_favour":') + 12
    end = text.index(b",", at)
    forged = text[:at] + str(int(text[at:end]) + 1).encode() + text[end:]
    assert "tallies" in ask(codes_of(forged, key), "--json").failed


def test_a_roll_that_was_made_smaller_does_not_agree(ask, text, key):
    forged = text.replace(b'\n[60,"60",1,', b'\n[60,"60",0,', 1)
    assert forged != text
    assert ask(codes_of(forged, key), "--json").failed


def test_an_anchor_of_another_entry_among_the_codes_is_told(ask, text, key):
    anchor = framed(b"KA\x01\x01" + bytes(74) + b"\x01\x00" + bytes(64))
    answer = ask([*codes_of(text, key), anchor], "--json")
    assert answer.failed == {"seal"}
    assert ask([*codes_of(text, key), "KIOSK:A1:0000"], "--json").failed == set()


def test_texts_changed_at_random_are_judged_or_told_and_never_crash(ask, text, key):
    chance = random.Random(5)
    seen = set()
    for _ in range(25):
        held = list(text.decode())
        for _ in range(chance.choice((1, 1, 3))):
            held[chance.randrange(len(held))] = chance.choice('0123456789",[]{}:aZ\n')
        answer = ask(codes_of("".join(held).encode(), key), "--json")
        assert answer.code in (1, 2, 4), answer.err
        seen.add(answer.code)
    assert {1, 2} <= seen
