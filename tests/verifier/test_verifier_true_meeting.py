"""A whole true meeting: every check holds, every count is recomputed, the slip says so."""

import pytest
from anchorpress import anchor
from bundlebuilder import HALL_KEY, Scribe, chain, found, public, sha
from meetingscene import true_meeting

CHECKS = ["chain", "format", "order", "texts", "rules", "seal", "files", "persons", "papers"]
CHECKS += [
    "signatures",
    "roots",
    "dispositions",
    "account",
    "witnesses",
    "urns",
    "officers",
    "tallies",
    "outcomes",
]
CHECKS += ["anchored"]
COUNTS = (2, 2, 0, 1, 0, 1, 0, 6)


def grouped(head):
    groups = [head[at : at + 8] for at in range(0, 64, 8)]
    return " ".join(f"{group}-{int(group, 16) % 97:02d}" for group in groups)


def printed_fingerprint():
    digits = sha(bytes.fromhex(public(HALL_KEY)))[:16].upper()
    return " ".join(digits[at : at + 4] for at in range(0, 16, 4))


def test_a_true_meeting_holds_in_every_check_but_is_not_anchored_by_itself(desk, meeting):
    answer = desk.ask(meeting.members())
    document = answer.document
    assert answer.code == 0
    assert [check["name"] for check in document["checks"]] == CHECKS
    assert [check["ok"] for check in document["checks"]] == [True] * 13 + [
        None,
        True,
        True,
        True,
        True,
        None,
    ]
    assert (document["verdict"], document["anchored"]) == ("true", False)
    assert (document["first_bad_entry"], document["anchored_entry"]) == (None, None)
    assert document["entries"] == len(meeting.bodies)
    assert document["head"] == chain(meeting.bodies)[-1]
    assert " ".join(document["head_groups"]) == grouped(document["head"])
    assert document["fingerprint"] == printed_fingerprint()


def test_every_poll_is_recounted(desk, meeting):
    first, second, third, fourth, fifth = desk.ask(meeting.members()).document["polls"]
    assert (first["heard"], first["counted"], first["replaced"]) == (22, 5, 5)
    assert first["refused"] == {
        "duplicate": 1,
        "early": 1,
        "late": 2,
        "no_such_key": 2,
        "no_voting_right": 1,
        "not_checked_in": 1,
        "paused": 2,
        "recused": 1,
        "unknown_keypad": 1,
    }
    assert first["tally"]["in_favour"] == first["tally"]["against"] == 2
    assert first["outcome"]["verdict"] == "not_passed"
    assert (first["agrees"], first["stage"], first["title"]) == (True, "declared", "加装电梯")
    assert second["refused"] == {"duplicate": 1, "first_press_stands": 1, "no_such_key": 1}
    assert second["tally"]["options"] == [4, 2, 0, 2, 0]
    assert (second["outcome"]["taken"], second["outcome"]["tied"]) == ([1], [2, 4])
    assert (third["stage"], third["tally"], third["agrees"]) == ("void", None, None)
    assert (fourth["stage"], fourth["heard"]) == ("void", 0)
    assert fifth["outcome"]["verdict"] == "not_passed"


def test_the_slip_is_chinese_and_tells_the_counts_and_what_it_does_not_prove(desk, meeting):
    answer = desk.slip(meeting.members())
    assert answer.code == 0
    for words in (
        "会议：南岸区市民大会",
        "【相符】逐键判定：",
        "【未验】锚定：仅自洽，未锚定",
        "收到按键 22 = 计入 5 + 被替换 5 + 未计入 12",
        "赞成 2  反对 2  弃权 0  未按 1  无效 0  回避 1",
        "通过门槛：> 1/2 × 5（在场），需 3，得 2，未达到",
        "到会人数：≥ 2/3 × 7（应到），需 5，得 6，达到",
        "票数相同：2, 4",
        "作废理由：基站断电",
        "结论：相符",
        "仅自洽，未锚定",
    ):
        assert words in answer.out
    assert printed_fingerprint() in answer.out
    for group in grouped(chain(meeting.bodies)[-1]).split():
        assert group in answer.out


def test_the_slip_is_told_in_english_when_asked(desk, meeting):
    answer = desk.slip(meeting.members(), "--lang", "en")
    assert "VERDICT: AGREES" in answer.out
    assert "[not checked] anchored: self-consistent only, not anchored" in answer.out
    assert "needed 3, have 2, not met" in answer.out


@pytest.mark.parametrize(
    "write", [str, grouped, str.upper, lambda head: grouped(head).replace("-", "")]
)
def test_the_head_on_paper_anchors_the_whole_book_however_it_is_typed(desk, meeting, write):
    head = write(chain(meeting.bodies)[-1])
    answer = desk.ask(meeting.members(), "--head", head, "--fingerprint", printed_fingerprint())
    assert answer.code == 0
    assert answer.document["anchored"] is True
    assert answer.document["entries_after_anchor"] == 0
    assert answer.not_run == {"witnesses"}


def test_an_earlier_head_anchors_up_to_its_entry_and_says_how_many_follow(desk, meeting):
    declared = found(meeting.bodies, "Declared")
    following = len(meeting.bodies) - 1 - declared
    head = chain(meeting.bodies)[declared]
    document = desk.ask(meeting.members(), "--head", head).document
    assert (document["anchored_entry"], document["entries_after_anchor"]) == (declared, following)
    slip = desk.slip(meeting.members(), "--head", head).out
    assert f"纸面可证第 0 至 {declared} 条；其后 {following} 条" in slip


def test_a_fingerprint_alone_agrees_but_does_not_anchor(desk, meeting):
    typed = printed_fingerprint().lower().replace(" ", "-")
    answer = desk.ask(meeting.members(), "--fingerprint", typed)
    assert answer.code == 0
    assert answer.check("anchored")["ok"] is True
    assert answer.document["anchored"] is False


def test_the_anchor_of_a_vote_record_anchors_its_declared_entry(desk, meeting):
    declared = found(meeting.bodies, "Declared")
    text = anchor(declared, chain(meeting.bodies)[declared], COUNTS)
    answer = desk.ask(meeting.members(), "--anchor", text + "\n")
    assert answer.code == 0
    assert answer.document["anchored_entry"] == declared


def test_a_book_without_persons_leaves_that_check_out_and_says_so(desk, meeting):
    content = meeting.members()
    del content["persons.jsonl"]
    answer = desk.ask(content)
    assert answer.code == 0
    assert answer.not_run == {"persons", "witnesses", "anchored"}


def test_a_practice_book_is_called_one(desk):
    book = Scribe()
    book.open_book(practice=True)
    assert "演练" in desk.slip(book.members()).out


def test_a_poll_that_still_runs_is_told_without_a_result(desk):
    book = Scribe()
    book.open_book()
    book.prepare(1)
    book.open(1, 0)
    answer = desk.ask(book.members())
    assert answer.code == 0
    assert answer.document["polls"][0]["tally"] is None


def test_a_closed_poll_that_was_not_declared_is_counted_all_the_same(desk):
    book = Scribe()
    book.open_book()
    book.prepare(1)
    book.open(1, 0)
    book.closing(1)
    poll = desk.ask(book.members()).document["polls"][0]
    assert (poll["outcome"]["verdict"], poll["agrees"]) == ("no_quorum", None)


def test_a_member_nobody_named_is_not_looked_at(desk, meeting):
    assert desk.ask({**meeting.members(), "README.txt": b"hello", "papers/": b""}).code == 0


def test_members_of_a_later_version_are_passed_over(desk):
    book = Scribe()
    book.open_book(colour="red")
    book.write("BaseFound", base="east", identity="x", colour="red")
    assert desk.ask(book.members()).code == 0


def test_the_same_meeting_told_otherwise_is_consistent_too(desk):
    assert desk.ask(true_meeting(swing=3).members()).document["verdict"] == "true"
