"""The book read from its entries: judging at the edges, illegal orders, unreadable entries."""

import json

import pytest
from bundlebuilder import (
    TWO,
    Scribe,
    altered,
    choose,
    encode,
    found,
    members,
    outcome,
    press,
    sha,
    tally,
)

MS = 1_000_000


@pytest.fixture
def book():
    """A book with two seats, both bound (101, 102) and present; poll 1 is prepared."""
    scribe = Scribe()
    scribe.open_book()
    scribe.freeze({"A1": True, "A2": True})
    scribe.bind(101, "A1")
    scribe.bind(102, "A2")
    scribe.arrive("A1", "A2")
    scribe.prepare(1)
    return scribe


def test_a_keypad_bound_anew_leaves_its_seat_and_the_seat_its_keypad(desk, book):
    book.open(1, 2)
    book.bind(101, "A2")
    book.refuse(1, "", "unknown_keypad", press(102, [1], book.at))
    book.cast(1, "A2", press(101, [1], book.at))
    book.bind(102, "A1")
    book.cast(1, "A1", press(102, [1], book.at))
    book.write("KeypadReturned", keypad=102, seat="A1", reason="")
    book.refuse(1, "", "unknown_keypad", press(102, [1], book.at))
    assert desk.ask(book.members()).code == 0


def test_a_seat_that_is_not_on_the_roll_has_no_voting_right(desk, book):
    book.bind(103, "Z9")
    book.arrive("Z9")
    book.open(1, 2)
    book.refuse(1, "Z9", "no_voting_right", press(103, [1], book.at))
    assert desk.ask(book.members()).code == 0


def test_a_ballot_after_a_withdrawn_one_replaces_the_withdrawal(desk, book):
    book.open(1, 2)
    book.cast(1, "A1", press(101, [1], book.at))
    book.cast(1, "A1", press(101, [], book.at), replaces=True)
    book.refuse(1, "A1", "duplicate", press(101, [], book.at))
    book.cast(1, "A1", press(101, [1], book.at), replaces=True)
    assert desk.ask(book.members()).code == 0


def test_a_delegate_added_to_the_roll_votes_from_then_on_and_counts_in_later_polls(desk, book):
    step("PollVoided")(book)
    book.amend("A3", "A4", first=3)
    book.bind(103, "A3")
    book.arrive("A3")
    book.prepare(2)
    book.open(2, 3, ("east", 8))
    book.cast(2, "A3", press(103, [1], book.at, session=8))
    book.cast(2, "A1", press(101, [1], book.at, session=8))
    book.closing(2)
    book.closed(2, "A1", "A2", "A3")
    book.reconcile(2, 2, 2, 0, ["A2"])
    answer = desk.ask(book.members())
    assert answer.code == 0, answer


def test_a_number_that_stands_on_the_roll_is_not_given_again(desk, book):
    step("PollVoided")(book)
    number = len(book.bodies)
    book.amend("A3", first=2)
    answer = desk.ask(book.members())
    assert (answer.failed, answer.document["first_bad_entry"]) == ({"persons"}, number)


def test_who_checks_in_while_the_line_is_drained_does_not_join_the_poll(desk, book):
    book.leave("A2")
    book.open(1, 1)
    book.closing(1)
    book.arrive("A2")
    book.refuse(1, "A2", "not_checked_in", press(102, [1], book.at))
    assert desk.ask(book.members()).code == 0


def test_after_a_reboot_no_press_of_the_running_poll_has_a_device_clock(desk, book):
    book.open(1, 2)
    book.write("BaseListens", poll=1, base="east", session=5, opened_ns=1)
    book.start("boot-2")
    book.write("BaseListens", poll=1, base="east", session=5, opened_ns=book.at)
    book.closing(1)
    late = press(101, [1], book.at) | {"made_ms": 10_000_000}
    book.cast(1, "A1", late, in_flight=True)
    assert desk.ask(book.members()).code == 0


def test_who_left_after_a_ballot_and_who_left_before_one(desk, book):
    book.open(1, 2)
    book.cast(1, "A1", press(101, [1], book.at))
    book.leave("A1")
    book.leave("A2")
    book.refuse(1, "A1", "not_checked_in", press(101, [2], book.at))
    book.closing(1)
    book.closed(1, "A1")
    book.reconcile(1, 2, 1, 1, [])
    assert desk.ask(book.members()).code == 0


def test_a_device_clock_needs_the_same_base_and_session(desk, book):
    book.open(1, 2, ("east", 5), ("west", 5))
    book.listen(1, book.at)
    book.listen(1, book.at + MS)
    book.closing(1, book.at + 5 * MS)
    listening = book.at - MS
    del listening
    book.cast(1, "A1", press(101, [1], book.at, base="west", made_ms=999), in_flight=True)
    book.refuse(1, "A2", "late", press(102, [1], book.at, made_ms=999))
    assert desk.ask(book.members()).code == 0


def test_the_pause_includes_its_first_instant_and_not_its_last(desk, book):
    book.open(1, 2)
    begin = book.at
    book.pause(1)
    end = book.at
    book.resume(1)
    book.refuse(1, "A1", "paused", press(101, [1], begin))
    book.refuse(1, "A1", "paused", press(101, [1], end - 1))
    book.cast(1, "A1", press(101, [1], end))
    book.cast(1, "A2", press(102, [1], begin - 1))
    assert desk.ask(book.members()).code == 0


def test_a_poll_closed_out_of_a_pause_stays_paused_to_the_end(desk, book):
    book.open(1, 2)
    book.pause(1)
    book.closing(1)
    book.refuse(1, "A1", "paused", press(101, [1], book.at))
    assert desk.ask(book.members()).code == 0


def test_the_same_choice_in_another_order_is_another_choice(desk, book):
    book.prepare(2, form=choose(3, 1, 2))
    book.open(2, 2)
    book.cast(2, "A1", press(101, [1, 2], book.at))
    book.cast(2, "A1", press(101, [2, 1], book.at), replaces=True)
    assert desk.ask(book.members()).code == 0


def test_a_recorded_option_beyond_the_form_is_wrong_and_counted_nowhere(desk, book):
    book.prepare(2, form=choose(2, 1, 2))
    book.open(2, 2)
    book.cast(2, "A1", press(101, [9], book.at))
    book.closing(2)
    answer = desk.ask(book.members())
    assert answer.failed == {"dispositions"}
    assert answer.document["polls"][1]["tally"]["options"] == [0, 0]


def test_a_press_after_the_declaration_is_late(desk, book):
    book.prepare(2, rule={**EASY})
    book.open(2, 2)
    book.closing(2)
    book.closed(2, "A1", "A2")
    book.reconcile(2, 0, 0, 0, ["A1", "A2"])
    counts = tally(roll=2, base=2, not_pressed=2)
    book.declare(2, counts, outcome("passed", []))
    book.refuse(2, "A1", "late", press(101, [1], book.at))
    book.write("PollVoided", poll=2, reason="断电", officers=TWO)
    assert desk.ask(book.members()).code == 0


EASY = {
    "name": "straw",
    "title": "",
    "article": "",
    "attendance": None,
    "participation": None,
    "threshold": None,
    "tie": "lost",
    "recused": "leave",
    "seats": 0,
    "resolution": True,
}


def step(fact):
    of = {"PollClosing": {"closed_ns": 1}, "PollOpened": {"sessions": [], "present": 2}}
    of["PollClosed"] = {"entries": 0, "root": "0" * 64, "base": []}
    of["PollVoided"] = {"reason": "断电", "officers": TWO}
    return lambda book: book.write(fact, **{"poll": 1, **of.get(fact, {})})


def reconcile(book):
    book.reconcile(1, 0, 0, 0, ["A1", "A2"])


def declare(book):
    book.declare(1, tally(), outcome("passed", []))


DELEGATE = {
    "number": 1,
    "seat": "A1",
    "delegate_class": "",
    "votes": True,
    "commitment": "0" * 64,
}


def grown(*seats):
    added = [{**DELEGATE, "number": at, "seat": seat} for at, seat in enumerate(seats, start=3)]
    return lambda book: book.write("RollAmended", delegates=added, reason="断电", officers=TWO)


def pressed(desk):
    """A press of a desk; every keypad is unknown to this book."""

    def act(book):
        book.desk = desk
        book.refuse(1, "", "unknown_keypad", press(999, [1], book.at))

    return act


def followed(desk, back):
    """The desk follows the entry that stands so many places back."""

    def act(book):
        book.desk = desk
        book.follow(1, len(book.bodies) - back, book.at)

    return act


def tabled(item):
    return lambda book: book.write("ItemTabled", item=item, title="停车", noticed="")


def withdrawn(item):
    return lambda book: book.write("ItemWithdrawn", item=item, reason="提案人撤回", by="主持人")


ILLEGAL = {
    "an item withdrawn that was never tabled": [step("PollVoided"), withdrawn(7)],
    "an item withdrawn under its poll": [tabled(1), withdrawn(1)],
    "a poll on an item that was withdrawn": [
        tabled(2),
        withdrawn(2),
        step("PollVoided"),
        lambda book: book.prepare(2, item=2),
    ],
    "a press of a desk that does not know of the pause": [
        step("PollOpened"),
        step("PollPaused"),
        pressed("east"),
    ],
    "a press of a desk that does not know of the close": [
        step("PollOpened"),
        step("PollPaused"),
        step("PollClosing"),
        followed("east", 2),
        pressed("east"),
    ],
    "a desk follows itself": [step("PollOpened"), step("PollPaused"), followed("", 1)],
    "a desk follows twice": [
        step("PollOpened"),
        step("PollPaused"),
        followed("east", 1),
        followed("east", 2),
    ],
    "a desk follows the second before the first": [
        step("PollOpened"),
        step("PollPaused"),
        step("PollResumed"),
        followed("east", 1),
    ],
    "a desk follows nothing": [step("PollOpened"), followed("east", 1)],
    "resumed before it was opened": [step("PollResumed")],
    "paused before it was opened": [step("PollPaused")],
    "opened twice": [step("PollOpened"), step("PollOpened")],
    "resumed without a pause": [step("PollOpened"), step("PollResumed")],
    "closed without closing": [step("PollOpened"), step("PollClosed")],
    "reconciled while open": [step("PollOpened"), reconcile],
    "declared before it was reconciled": [step("PollOpened"), step("PollClosing"), declare],
    "opened after it was put aside": [step("PollVoided"), step("PollOpened")],
    "put aside twice": [step("PollVoided"), step("PollVoided")],
    "prepared twice": [lambda book: book.prepare(1)],
    "a lower number": [lambda book: book.prepare(5), lambda book: book.prepare(4)],
    "two at a time": [
        step("PollOpened"),
        lambda book: book.prepare(2),
        lambda book: book.open(2, 2, ("east", 9)),
    ],
    "never prepared": [lambda book: book.pause(9)],
    "a base listens to no poll": [lambda book: book.listen(9, 1)],
    "a seat twice on the roll": [
        lambda book: book.write("RollFrozen", delegates=[DELEGATE, DELEGATE])
    ],
    "a roll that grows under a poll": [grown("A3")],
    "a roll that grows before there is one": [
        lambda book: book.write("RollFrozen", delegates=[]),
        grown("A3"),
    ],
    "a seat that stands on the roll": [
        step("PollVoided"),
        grown("A2"),
    ],
    "a seat twice among those added": [
        step("PollVoided"),
        grown("A3", "A3"),
    ],
    "a second beginning": [lambda book: book.open_book()],
}


@pytest.mark.parametrize("what", ILLEGAL)
def test_an_illegal_order_is_a_broken_book_named_by_entry(desk, book, what):
    *before, last = ILLEGAL[what]
    for act in before:
        act(book)
    number = len(book.bodies)
    last(book)
    answer = desk.ask(book.members())
    assert answer.code == 1
    assert answer.failed == {"order"}
    assert answer.document["first_bad_entry"] == number
    assert answer.check("dispositions")["ok"] is None
    assert f"只能读到第 {number} 条" in answer.check("outcomes")["detail"]


def test_an_item_withdrawn_and_tabled_again_is_polled_on(desk, book):
    for act in (tabled(1), tabled(2), withdrawn(2), step("PollVoided"), withdrawn(1), tabled(1)):
        act(book)
    book.prepare(2)
    told = desk.slip(book.members())
    assert told.code == 0
    assert "议题 2 停车 已撤出议程：提案人撤回" in told.out
    assert "议题 1 停车 已撤出议程" not in told.out


def _declared_under(book, *named):
    """A poll declared with the hash of a rule pack, after the packs of these texts."""
    for text in named:
        book.write(
            "RulePackAdopted", pack="p", version="1", title="", sha256=sha(text), text=text.decode()
        )
    step("PollVoided")(book)
    book.prepare(2, rule=EASY)
    book.open(2, 2, ("east", 9))
    book.closing(2)
    book.closed(2, "A1", "A2")
    book.reconcile(2, 0, 0, 0, ["A1", "A2"])
    counts = tally(roll=2, base=2, not_pressed=2)
    return {"poll": 2, "tally": counts, "outcome": outcome("passed", []), "by": "", "shown": []}


@pytest.mark.parametrize(
    ("named", "failed"),
    [
        ({"pack_sha256": sha(b"[new]")}, set()),
        ({"pack_sha256": ""}, set()),
        ({}, set()),
        ({"pack_sha256": sha(b"[old]")}, {"outcomes"}),
        ({"pack_sha256": "0" * 64}, {"outcomes"}),
        ({"pack_sha256": "no hash"}, {"format"}),
    ],
)
def test_an_outcome_names_the_rule_pack_in_force_or_none(desk, book, named, failed):
    declared = _declared_under(book, b"[old]", b"[new]")
    number = book.write("Declared", **declared, **named)
    answer = desk.ask(book.members())
    assert (answer.code, answer.failed) == (int(bool(failed)), failed)
    assert answer.document["first_bad_entry"] == (number if failed else None)


def test_a_poll_put_aside_before_it_opened_does_not_end_the_one_that_runs(desk, book):
    book.open(1, 2)
    book.prepare(2)
    book.write("PollVoided", poll=2, reason="断电", officers=TWO)
    book.prepare(3)
    assert desk.ask(book.members()).code == 0
    number = len(book.bodies)
    book.open(3, 2, ("east", 9))
    answer = desk.ask(book.members())
    assert (answer.failed, answer.document["first_bad_entry"]) == ({"order"}, number)


def test_a_book_that_does_not_begin_with_its_opening_is_broken(desk):
    book = Scribe()
    book.start("boot-1")
    answer = desk.ask(book.members())
    assert {"order", "seal"} <= answer.failed
    assert answer.document["first_bad_entry"] == 0
    assert "结论：不符" in desk.slip(book.members()).out


def test_a_book_whose_kiosk_never_started_is_broken_at_entry_1(desk):
    book = Scribe()
    book.open_book()
    del book.bodies[1]
    book.arrive("A1")
    assert desk.ask(book.members()).document["first_bad_entry"] == 1


def test_an_unknown_fact_fails_the_format_and_reading_goes_on(desk, book):
    number = book.write("SunRose", poll=1)
    book.open(1, 2)
    answer = desk.ask(book.members())
    assert answer.failed == {"format"}
    assert answer.document["first_bad_entry"] == number
    assert answer.document["polls"][0]["stage"] == "open"


def entry(**of):
    known = {"v": 1, "meeting": "c0ffee00" * 4, "n": 9, "utc": "2026-11-23T06:00:00.000001Z"}
    return encode({**known, "mono": 1, "fact": "MeetingClosed", "of": {"by": ""}, **of})


UNREADABLE = {
    "no JSON": (b"{", "JSON"),
    "nothing": (b"", "JSON"),
    "an array": (b"[]", "body must be an object"),
    "a number": (b"1", "body must be an object"),
    "bytes that are no text": (b'{"v":"\xff"}', "not UTF-8"),
    "half a surrogate": (entry(of={"by": "@"}).replace(b"@", b"\\ud800"), "not UTF-8"),
    "a member twice": (entry().replace(b'"v":1', b'"v":1,"v":1'), "twice"),
    "a fraction": (entry().replace(b'"v":1', b'"v":1.0'), "not an integer"),
    "not a number": (entry().replace(b'"v":1', b'"v":NaN'), "not an integer"),
    "a huge number": (entry().replace(b'"v":1', b'"v":' + b"9" * 5000), "20 digits"),
    "nesting without end": (b"[" * 200_000, "nested"),
    "a bool for an integer": (entry(v=True), "v must be an integer"),
    "another version": (entry(v=2), "format version 2"),
    "a negative number": (entry(n=-1), "n must be an integer from 0"),
    "another time": (entry(utc="2026-11-23"), "utc must be a time"),
    "a meeting that is none": (entry(meeting="x"), "meeting must be 32 hex digits"),
    "no fields": (entry(of=None), "of must be an object"),
    "a fact that is a number": (entry(fact=1), "fact must be text"),
    "a known fact without fields": (entry(of=[]), "MeetingClosed: of must be an object"),
    "a seat that is a number": (entry(fact="CheckedIn", of={"seat": 1}), "of.seat must be text"),
    "a member missing": (entry(fact="CheckedIn", of={}), "CheckedIn: of.seat must be there"),
    "sessions not in pairs": (
        entry(fact="PollOpened", of={"poll": 1, "sessions": [["a"]], "present": 1}),
        "of.sessions[0] must be an array of 2",
    ),
    "sessions of another kind": (
        entry(fact="PollOpened", of={"poll": 1, "sessions": [["a", "b"]], "present": 1}),
        "of.sessions[0][1] must be an integer",
    ),
    "sessions that are none": (
        entry(fact="PollOpened", of={"poll": 1, "sessions": {}, "present": 1}),
        "of.sessions must be an array",
    ),
    "a voting right that is a number": (
        entry(fact="RollFrozen", of={"delegates": [{**DELEGATE, "votes": 1}]}),
        "of.delegates[0].votes must be true or false",
    ),
    "a poll numbered 0": (
        entry(fact="PollPrepared", of={"plan": {"poll": 0}}),
        "of.plan.poll must be an integer from 1",
    ),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_an_entry_that_cannot_be_read_is_named_and_nothing_is_guessed(desk, book, what):
    body, why = UNREADABLE[what]
    number = len(book.bodies)
    book.bodies.append(body)
    answer = desk.ask(book.members(), "--lang", "en")
    assert answer.code == 1
    assert answer.failed == {"format"}
    assert answer.document["first_bad_entry"] == number
    assert why in answer.check("format")["detail"]
    assert {"chain", "dispositions", "outcomes"} <= answer.not_run


def plan_with(**of):
    def change(was):
        was["plan"].update(of)

    return change


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (plan_with(form={"kind": "lot", "options": [], "minimum": 1, "maximum": 1}), "form.kind"),
        (plan_with(rule={**EASY, "threshold": 1}), "rule.threshold must be an object"),
        (
            plan_with(rule={**EASY, "threshold": {"fraction": 0, "strict": True, "basis": "cast"}}),
            "rule.threshold.fraction must be a fraction",
        ),
        (
            plan_with(
                rule={**EASY, "threshold": {"fraction": "1/0", "strict": True, "basis": "cast"}}
            ),
            "rule.threshold.fraction must be a fraction",
        ),
        (
            plan_with(
                rule={**EASY, "threshold": {"fraction": "1/2", "strict": True, "basis": "heads"}}
            ),
            "rule.threshold.basis must be roll",
        ),
    ],
)
def test_a_plan_that_this_text_does_not_know_is_not_guessed_at(desk, book, change, why):
    number = found(book.bodies, "PollPrepared")
    bodies = altered(book.bodies, number, change)
    answer = desk.ask(members(bodies, persons=book.persons), "--lang", "en")
    assert answer.failed == {"format"}
    assert why in answer.check("format")["detail"]


def test_a_body_without_end_is_not_read(desk, book, monkeypatch):
    monkeypatch.setattr("kiosk.verifier.chain.LONGEST_BODY", 2000)
    book.bodies.append(entry(of={"by": "x" * 2000}))
    assert "2000" in desk.ask(book.members()).check("format")["detail"]


def test_hashes_that_are_short_or_unfinished_are_named(desk, book):
    content = book.members()
    for hashes, number in (
        (b"", 0),
        (content["hashes.txt"][:-1], len(book.bodies)),
        (content["hashes.txt"][:-65], len(book.bodies) - 1),
        (content["hashes.txt"] + b"0" * 64 + b"\n", len(book.bodies)),
    ):
        answer = desk.ask({**content, "hashes.txt": hashes})
        assert answer.failed == {"chain", "files"}
        assert answer.check("chain")["entry"] == number


def test_entries_cut_off_in_the_middle_are_named(desk, book):
    content = book.members()
    answer = desk.ask({**content, "entries.jsonl": content["entries.jsonl"][:-1]})
    assert answer.failed == {"chain", "files"}
    assert answer.document["first_bad_entry"] == len(book.bodies) - 1


def test_an_empty_book_is_no_book(desk, book):
    answer = desk.ask({**book.members(), "entries.jsonl": b"", "hashes.txt": b""})
    assert {"chain", "files", "seal"} <= answer.failed
    assert answer.document["first_bad_entry"] == 0
    assert answer.document["head"] == ""


def test_an_entry_as_it_stands_in_the_book_is_what_the_builder_meant(book):
    assert json.loads(book.bodies[0])["fact"] == "BookOpened"
