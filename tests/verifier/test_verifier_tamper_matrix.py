"""Row by row: what someone does to a bundle, which checks catch it, which entry is named."""

import json

import pytest
from anchorpress import anchor
from bundlebuilder import (
    HALL_KEY,
    MEETING,
    OTHER_KEY,
    Scribe,
    altered,
    chain,
    encode,
    found,
    members,
    person,
    public,
    sealed,
    sha,
)
from meetingscene import HALF, TWO_THIRDS, true_meeting
from test_verifier_true_meeting import COUNTS, printed_fingerprint


def resealed(meeting, bodies, key=HALL_KEY):
    return members(bodies, key, papers=meeting.papers, persons=meeting.persons)


def renumbered(bodies):
    return [encode({**json.loads(body), "n": at}) for at, body in enumerate(bodies)]


def raw(meeting, bodies, hashes=None):
    """Entries changed, hashes perhaps, nothing else."""
    content = meeting.members()
    content["entries.jsonl"] = b"".join(body + b"\n" for body in bodies)
    if hashes is not None:
        content["hashes.txt"] = "".join(digest + "\n" for digest in hashes).encode()
    return content


def flipped(data, at):
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


CAUGHT_BY = {
    "entries.jsonl": "chain",
    "hashes.txt": "chain",
    "persons.jsonl": "files",
    "bundle.md": "files",
    "papers/2026-0001.pdf": "papers",
    "manifest.json": "seal",
    "seal.json": "seal",
}


@pytest.mark.parametrize("name", CAUGHT_BY)
def test_a_flipped_byte_anywhere_in_any_member_is_caught(desk, meeting, name):
    content = meeting.members()
    data = content[name]
    for at in range(0, len(data), max(1, len(data) // 12)):
        answer = desk.ask({**content, name: flipped(data, at)})
        if answer.code == 1:
            assert CAUGHT_BY[name] in answer.failed, at
        else:
            assert (answer.code, name) == (2, "manifest.json"), at
            assert "kiosk-bundle/1" in answer.err


def change(fact, nth=0, **of):
    """Members of one entry's fact set to other values."""

    def alter(meeting):
        number = found(meeting.bodies, fact, nth)
        return altered(meeting.bodies, number, lambda was: was.update(of)), number

    return alter


def change_tally(**of):
    def alter(meeting):
        number = found(meeting.bodies, "Declared")
        return altered(meeting.bodies, number, lambda was: was["tally"].update(of)), number

    return alter


def change_outcome(nth=0, **of):
    def alter(meeting):
        number = found(meeting.bodies, "Declared", nth)
        return altered(meeting.bodies, number, lambda was: was["outcome"].update(of)), number

    return alter


def change_test(**of):
    def alter(meeting):
        number = found(meeting.bodies, "Declared")
        first = lambda was: was["outcome"]["tests"][0].update(of)  # noqa: E731
        return altered(meeting.bodies, number, first), number

    return alter


def change_rule(nth=0, **of):
    """The rule of a plan, and nothing of what was declared by it."""

    def alter(meeting):
        number = found(meeting.bodies, "PollPrepared", nth)
        return altered(meeting.bodies, number, lambda was: was["plan"]["rule"].update(of)), number

    return alter


# What is changed in one entry, and what catches it when the whole chain is hashed and sealed anew
# by the hall's own key: an insider's forgery, against which only the recomputation stands.
FORGERIES = {
    "a count of the declaration": (change_tally(in_favour=3), {"tallies"}),
    "the roll of the declaration": (change_tally(roll=6), {"tallies"}),
    "the verdict": (change_outcome(verdict="passed"), {"outcomes"}),
    "what a test had": (change_test(have=7), {"outcomes"}),
    "the fraction of a test": (change_test(fraction="1/3"), {"outcomes"}),
    "the tests left out": (change_outcome(tests=[]), {"outcomes"}),
    "the options taken": (change_outcome(1, taken=[1, 2]), {"outcomes"}),
    "the options tied": (change_outcome(1, tied=[]), {"outcomes"}),
    "the share of a rule": (
        change_rule(attendance={**TWO_THIRDS, "fraction": "1/100"}),
        {"rules", "outcomes"},
    ),
    "whom a share is of": (change_rule(threshold={**HALF, "basis": "cast"}), {"rules", "outcomes"}),
    "a quorum left out": (change_rule(attendance=None), {"rules", "outcomes"}),
    "a quorum that the pack has not": (
        change_rule(1, attendance=TWO_THIRDS),
        {"rules", "outcomes"},
    ),
    "the places of a rule": (change_rule(1, seats=1), {"rules", "outcomes"}),
    "a rule without resolution": (change_rule(resolution=False), {"rules", "outcomes"}),
    "a rule that is in no pack": (change_rule(name="easy"), {"rules"}),
    "the article of a rule": (change_rule(article="第一条"), {"rules"}),
    "a rule said to be set by the meeting": (
        change_rule(set_for_meeting=["threshold"]),
        {"rules"},
    ),
    "the root of a poll": (change("PollClosed", root="0" * 64), {"roots"}),
    "the length of a poll": (change("PollClosed", entries=20), {"roots"}),
    "the base of a poll": (change("PollClosed", base=["A1"]), {"account"}),
    "the presses heard": (change("PollReconciled", heard=21), {"account"}),
    "the presses refused": (change("PollReconciled", refused=11), {"account"}),
    "who was silent": (change("PollReconciled", silent=[]), {"account"}),
    "who was present": (change("PollOpened", present=7), {"account", "outcomes"}),
    "a choice": (
        change("BallotCast", 0, choice=[2]),
        {"dispositions", "roots"},
    ),
    "a last choice": (
        change("BallotCast", 1, choice=[1]),
        {"dispositions", "roots"},
    ),
    "a seat": (
        change("BallotCast", 3, seat="A6"),
        {"account", "dispositions", "roots"},
    ),
    "the flag of a replaced ballot": (
        change("BallotCast", 4, replaces=False),
        {"dispositions", "roots"},
    ),
    "the flag of a press in flight": (
        change("BallotCast", 8, in_flight=False),
        {"dispositions", "roots"},
    ),
    "a reason": (change("PressRefused", 4, reason="late"), {"dispositions", "roots"}),
    "the poll of a press": (
        change("PressRefused", 4, poll=0),
        {"account", "dispositions", "roots"},
    ),
    "a poll that never was": (
        change("PressRefused", 4, poll=77),
        {"account", "dispositions", "roots"},
    ),
    "the text of a motion": (change("MotionPut", text="另一正文"), {"texts"}),
    "the text of the rules": (change("RulePackAdopted", text="[other]\n"), {"texts"}),
    "the meeting in BookOpened": (change("BookOpened", meeting="0" * 32), {"chain"}),
    "the hash of a paper": (change("PaperIssued", sha256="0" * 64), {"papers"}),
    "the file of a paper": (change("PaperIssued", file="other.pdf"), {"papers"}),
}


@pytest.mark.parametrize("what", FORGERIES)
def test_an_entry_altered_and_everything_hashed_and_sealed_anew_is_caught(desk, meeting, what):
    alter, caught_by = FORGERIES[what]
    bodies, number = alter(meeting)
    answer = desk.ask(resealed(meeting, bodies))
    assert answer.code == 1
    assert answer.failed == caught_by
    assert answer.document["first_bad_entry"] == number


def test_a_declaration_that_is_not_what_was_counted_is_said_so_beside_the_poll(desk, meeting):
    bodies, _ = change_tally(in_favour=3)(meeting)
    assert "所宣布者与此不同" in desk.slip(resealed(meeting, bodies)).out
    assert desk.ask(resealed(meeting, bodies)).document["polls"][0]["agrees"] is False


@pytest.mark.parametrize("what", FORGERIES)
def test_the_same_without_hashing_anew_breaks_the_chain_at_that_entry(desk, meeting, what):
    alter, caught_by = FORGERIES[what]
    bodies, number = alter(meeting)
    answer = desk.ask(raw(meeting, bodies))
    assert answer.failed == {"chain", "files", "seal"} | caught_by
    assert answer.document["first_bad_entry"] == number


@pytest.mark.parametrize("what", FORGERIES)
def test_the_same_hashed_anew_without_the_halls_key_breaks_the_seal(desk, meeting, what):
    alter, caught_by = FORGERIES[what]
    bodies, _ = alter(meeting)
    answer = desk.ask(resealed(meeting, bodies, OTHER_KEY))
    assert answer.failed == {"seal"} | caught_by


def dropped(meeting):
    return [*meeting.bodies[:40], *meeting.bodies[41:]]


def swapped(meeting):
    bodies = list(meeting.bodies)
    bodies[41], bodies[42] = bodies[42], bodies[41]
    return bodies


def moved(meeting):
    bodies = list(meeting.bodies)
    bodies.insert(45, bodies.pop(40))
    return bodies


def truncated(meeting):
    return meeting.bodies[:-5]


def lengthened(meeting):
    extra = {**json.loads(meeting.bodies[-1]), "n": len(meeting.bodies)}
    return [*meeting.bodies, encode(extra)]


MOVES = {
    "an entry dropped": (dropped, 40),
    "two entries swapped": (swapped, 41),
    "an entry moved": (moved, 40),
    "the end cut off": (truncated, -5),
    "an entry added": (lengthened, None),
}


@pytest.mark.parametrize("what", MOVES)
def test_entries_moved_without_their_hashes_break_the_chain(desk, meeting, what):
    move, number = MOVES[what]
    answer = desk.ask(raw(meeting, move(meeting)))
    assert answer.code == 1
    assert {"chain", "seal", "files"} <= answer.failed
    expected = len(meeting.bodies) if number is None else number % len(meeting.bodies)
    assert answer.document["first_bad_entry"] == expected


@pytest.mark.parametrize("what", ["an entry dropped", "two entries swapped", "an entry moved"])
def test_entries_moved_and_hashed_anew_call_themselves_by_another_number(desk, meeting, what):
    move, number = MOVES[what]
    bodies = move(meeting)
    answer = desk.ask(raw(meeting, bodies, chain(bodies)))
    assert {"chain", "seal", "files"} <= answer.failed
    assert answer.check("chain")["entry"] == number
    assert "自称" in answer.check("chain")["detail"]


@pytest.mark.parametrize("what", ["the end cut off", "an entry added"])
def test_a_book_of_another_length_breaks_the_seal_at_the_first_entry_that_differs(
    desk, meeting, what
):
    move, number = MOVES[what]
    bodies = move(meeting)
    answer = desk.ask(raw(meeting, bodies, chain(bodies)))
    assert answer.failed == {"seal", "files"}
    expected = len(meeting.bodies) if number is None else number % len(meeting.bodies)
    assert answer.document["first_bad_entry"] == expected


def test_a_refused_press_left_out_of_a_forged_book_is_missed_in_root_and_account(desk, meeting):
    number = found(meeting.bodies, "PressRefused", 9)
    bodies = renumbered([*meeting.bodies[:number], *meeting.bodies[number + 1 :]])
    answer = desk.ask(resealed(meeting, bodies))
    assert answer.failed == {"roots", "account"}
    assert answer.document["first_bad_entry"] == found(bodies, "PollClosed")


def test_an_entry_of_another_meeting_is_named(desk, meeting):
    bodies = list(meeting.bodies)
    bodies[30] = encode({**json.loads(bodies[30]), "meeting": "0" * 32})
    answer = desk.ask(resealed(meeting, bodies))
    assert answer.failed == {"chain"}
    assert answer.document["first_bad_entry"] == 30


def test_another_key_in_the_manifest_or_the_book_breaks_the_seal(desk, meeting):
    content = meeting.members()
    head = chain(meeting.bodies)[-1]
    bare = {name: content[name] for name in content if name not in ("manifest.json", "seal.json")}
    swapped_manifest = sealed(bare, head, len(meeting.bodies), OTHER_KEY)
    assert desk.ask(swapped_manifest).failed == {"seal"}
    bodies = altered(meeting.bodies, 0, lambda of: of.update(seal_key=public(OTHER_KEY)))
    assert desk.ask(raw(meeting, bodies)).failed == {"chain", "files", "seal"}
    assert desk.ask(resealed(meeting, bodies)).failed == {"seal"}


def test_a_book_wholly_rewritten_under_another_key_is_consistent_and_says_not_anchored(
    desk, meeting
):
    forged = true_meeting(Scribe(key=OTHER_KEY), swing=3).members()
    answer = desk.ask(forged)
    assert (answer.code, answer.document["anchored"]) == (0, False)
    assert "仅自洽，未锚定" in desk.slip(forged).out
    assert "首个有误" not in desk.slip(forged, "--head", chain(meeting.bodies)[-1]).out
    head = chain(meeting.bodies)[-1]
    declared = found(meeting.bodies, "Declared")
    text = anchor(declared, chain(meeting.bodies)[declared], COUNTS)
    for typed in (
        ("--head", head),
        ("--fingerprint", printed_fingerprint()),
        ("--head", head, "--fingerprint", printed_fingerprint()),
        ("--anchor", text),
    ):
        answer = desk.ask(forged, *typed)
        assert answer.code == 1
        assert answer.failed == {"anchored"}
        assert answer.document["anchored"] is False


def test_a_book_rewritten_under_the_same_key_is_told_by_the_head_alone(desk, meeting):
    forged = true_meeting(swing=3).members()
    assert desk.ask(forged, "--fingerprint", printed_fingerprint()).code == 0
    assert desk.ask(forged, "--head", chain(meeting.bodies)[-1]).failed == {"anchored"}


def test_a_changed_or_missing_paper_is_named_by_its_entry(desk, meeting):
    number = found(meeting.bodies, "PaperIssued")
    name = "papers/2026-0001.pdf"
    content = meeting.members()
    forged = members(meeting.bodies, papers={"2026-0001.pdf": b"other"}, persons=meeting.persons)
    for tampered, caught_by in (
        ({**content, name: b"other"}, {"files", "papers"}),
        (forged, {"papers"}),
        ({at: content[at] for at in content if at != name}, {"files", "papers"}),
    ):
        answer = desk.ask(tampered)
        assert answer.failed == caught_by
        assert answer.document["first_bad_entry"] == number


PERSONS = {
    "another name": lambda rows: [{**rows[0], "name": "别人"}, *rows[1:]],
    "another salt": lambda rows: [{**rows[0], "salt": "0"}, *rows[1:]],
    "one left out": lambda rows: rows[1:],
    "one twice": lambda rows: [rows[0], *rows],
    "one too many": lambda rows: [*rows, person(99)],
    "a number that is text": lambda rows: [{**rows[0], "number": "1"}, *rows[1:]],
}


@pytest.mark.parametrize("what", PERSONS)
def test_changed_persons_are_caught_even_when_the_bundle_is_sealed_anew(desk, meeting, what):
    persons = PERSONS[what](meeting.persons)
    answer = desk.ask(members(meeting.bodies, papers=meeting.papers, persons=persons))
    assert answer.failed == {"persons"}


def with_files(meeting, edit):
    """The manifest's list of files edited, manifest and seal made anew by the hall's own key."""
    content = meeting.members()
    manifest = json.loads(content["manifest.json"])
    manifest["files"] = edit(manifest["files"])
    content["manifest.json"] = encode(manifest)
    head, count = manifest["head"], len(meeting.bodies)
    digest = sha(content["manifest.json"])
    text = f"kiosk-seal/1|{MEETING}|{count}|{head}|{digest}"
    seal = {"meeting": MEETING, "entries": count, "head": head, "manifest_sha256": digest}
    content["seal.json"] = encode({**seal, "signature": HALL_KEY.sign(text.encode()).hex()})
    return content


LISTS = {
    "a file left out": lambda files: files[1:],
    "a file listed twice": lambda files: [files[0], *files],
    "a file that is not there": lambda files: [*files, {**files[0], "name": "papers/x.pdf"}],
    "another length": lambda files: [{**files[0], "bytes": 1}, *files[1:]],
}


@pytest.mark.parametrize("what", LISTS)
def test_a_manifest_that_does_not_list_the_archive_as_it_is_fails(desk, meeting, what):
    assert desk.ask(with_files(meeting, LISTS[what])).failed == {"files"}


def test_a_seal_of_another_book_is_no_seal_of_this_one(desk, meeting):
    other = true_meeting(swing=3).members()
    answer = desk.ask({**meeting.members(), "seal.json": other["seal.json"]})
    assert answer.failed == {"seal"}


ANCHORS = {
    "of another meeting": ({"meeting": "0" * 32}, {}),
    "with another count": ({"counts": (3, *COUNTS[1:])}, {}),
    "with another verdict": ({"verdict": 1}, {}),
    "of another poll": ({"poll": 2}, {}),
    "signed by another key": ({"key": OTHER_KEY}, {}),
    "with another hash": ({"entry_hash": "0" * 64}, {}),
    "past the end": ({"entry": 5000}, {}),
    "of an entry that declares nothing": ({"entry": 3}, {}),
}


@pytest.mark.parametrize("what", ANCHORS)
def test_an_anchor_that_is_not_of_this_bundle_is_told(desk, meeting, what):
    declared = found(meeting.bodies, "Declared")
    of = {"entry": declared, "entry_hash": chain(meeting.bodies)[declared], "counts": COUNTS}
    answer = desk.ask(meeting.members(), "--anchor", anchor(**{**of, **ANCHORS[what][0]}))
    assert answer.code == 1
    assert answer.failed == {"anchored"}


def test_more_failures_than_a_slip_can_name_are_counted(desk):
    book = Scribe()
    book.open_book()
    for _ in range(30):
        book.write("SunRose")
    answer = desk.ask(book.members())
    assert answer.check("format")["failures"] == 30
    assert len(answer.check("format")["findings"]) == 20
    assert "另有 10 处" in desk.slip(book.members()).out
