"""What takes two: the verifier demands two who could have done it, by what the book knows."""

from typing import Any

import pytest
from bundlebuilder import TWO, Scribe, commitment, person

from kiosk.ledger.codec import FACTS as WRITTEN
from kiosk.meeting.offices import TABLE
from kiosk.verifier.facts import FACTS
from kiosk.verifier.officers import OFFICES

KEY = "ab" * 32
DEEDS = {
    "RollFrozen": "freeze_roll",
    "RollAmended": "amend_roll",
    "MeetingOpened": "open_meeting",
    "OfficerEnrolled": "enrol_officer",
    "PollVoided": "void_poll",
    "UrnOpened": "open_urn",
    "PersonRevealed": "reveal_person",
    "PersonalDataDeleted": "delete_personal_data",
    "GateOverridden": "override_gate",
    "BaseMissed": "give_up_base",
    "MirrorForgone": "go_on_without_mirror",
}


@pytest.fixture
def book() -> Scribe:
    made = Scribe()
    made.open_book()
    return made


def keyed(book: Scribe) -> Scribe:
    """Chair, operator and a technician have keys; 赵强 has none."""
    for name, role in (("王建国", "chair"), ("李敏", "operator"), ("林工", "technician")):
        book.write("OfficerNamed", officer=name, role=role, public_key=KEY)
    return book


def frozen(book: Scribe, *officers: str, reason: str = "已核对") -> None:
    one = person(1)
    book.persons.append(one)
    told = {"number": 1, "seat": "A1", "delegate_class": "citizen", "votes": True}
    delegates = [{**told, "commitment": commitment(one)}]
    book.write("RollFrozen", delegates=delegates, reason=reason, officers=[*officers])


def prepared(book: Scribe) -> None:
    book.write("ItemTabled", item=1, title="停车收费", noticed="")
    book.prepare(1)


def two(**of: Any) -> dict[str, Any]:
    return {"reason": "断电", "officers": TWO, **of}


def test_both_readings_have_one_table_of_offices() -> None:
    assert {
        fact: {str(office) for office in TABLE[deed].offices} for fact, deed in DEEDS.items()
    } == {fact: set(offices) for fact, offices in OFFICES.items()}
    assert TABLE["give_up_desk"] == TABLE["give_up_base"]
    assert all(TABLE[deed].two for deed in DEEDS.values())


def test_every_fact_that_a_kiosk_writes_is_known_to_the_verifier() -> None:
    assert WRITTEN.keys() - FACTS.keys() == set()


@pytest.mark.parametrize(
    ("of", "why"),
    [
        (two(officers=["王建国", "王建国"]), "放弃第二介质：须由两名不同的工作人员共同操作"),
        (two(officers=["王建国", "路人"]), "放弃第二介质：路人当时不是本次会议的工作人员"),
        (two(reason=" "), "放弃第二介质：没有写明理由"),
    ],
)
def test_who_is_no_pair_of_officers_with_a_reason_is_found(desk, book, of, why) -> None:
    book.write("MirrorForgone", **two())
    assert desk.ask(book.members()).code == 0
    book.write("MirrorForgone", **of)
    assert desk.ask(book.members()).failed == {"officers"}
    assert why in desk.slip(book.members()).out


@pytest.mark.parametrize(
    ("officers", "why"),
    [
        (["王建国", "赵强"], "表决作废：赵强当时没有登记密钥"),
        (["王建国", "林工"], "表决作废：林工当时的职务无权这样做"),
    ],
)
def test_where_an_officer_has_a_key_both_have_one_and_an_office_that_may(
    desk, book, officers, why
) -> None:
    keyed(book)
    frozen(book, *TWO)
    book.write("MeetingOpened", **two())
    prepared(book)
    assert desk.ask(book.members()).code == 0
    book.write("PollVoided", poll=1, **two(officers=officers))
    answer = desk.ask(book.members())
    assert (answer.failed, answer.document["first_bad_entry"]) == (
        {"officers"},
        len(book.bodies) - 1,
    )
    assert why in desk.slip(book.members()).out


def test_where_nobody_has_a_key_any_two_officers_are_taken_at_their_word(desk, book) -> None:
    frozen(book, reason="")
    prepared(book)
    book.write("PollVoided", poll=1, **two(officers=["赵强", "李敏"]))
    assert desk.ask(book.members()).code == 0


def test_where_an_officer_has_a_key_two_froze_the_roll_and_two_opened_the_meeting(
    desk, book
) -> None:
    keyed(book)
    frozen(book, reason="已核对")
    prepared(book)
    answer = desk.ask(book.members())
    assert answer.failed == {"officers"}
    slip = desk.slip(book.members()).out
    assert "名册冻结：须由两名不同的工作人员共同操作" in slip
    assert "会议尚未由两名工作人员宣布开始" in slip


def test_who_was_given_a_key_by_two_others_is_one_of_two_from_then_on(desk, book) -> None:
    keyed(book)
    book.write("OfficerEnrolled", officer="赵强", public_key=KEY, **two())
    book.write("MirrorForgone", **two(officers=["赵强", "李敏"]))
    assert desk.ask(book.members()).code == 0
    book.write("OfficerEnrolled", officer="李敏", public_key=KEY, **two())
    assert desk.ask(book.members()).failed == {"officers"}
    assert "不得为本人的密钥作保" in desk.slip(book.members()).out


def test_a_book_made_again_names_two_whoever_they_are(desk, book) -> None:
    entries = len(book.bodies)
    book.write("BookRestored", **two(officers=["周", "吴"]), entries=entries, head=KEY)
    assert desk.ask(book.members()).code == 0
    del book.bodies[-1]
    book.write("BookRestored", **two(officers=["周", "周"]), entries=entries, head=KEY)
    assert desk.ask(book.members()).failed == {"officers"}


def test_a_book_made_again_that_speaks_of_other_entries_is_broken(desk, book) -> None:
    entries = len(book.bodies)
    book.write("BookRestored", **two(officers=["周", "吴"]), entries=entries - 1, head=KEY)
    answer = desk.ask(book.members())
    assert answer.failed == {"order"}
    assert answer.document["first_bad_entry"] == entries
