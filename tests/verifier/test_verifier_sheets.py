"""Every other paper of a meeting is held against the book, too: zero reports, rolls, sums, lists.

One meeting in which much befell is played with all its papers; then a hall that signs a changed
record anew is caught, whatever it changed.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest
from test_verifier_attached import Change, Hall, at, emptied, entry, halls

from kiosk.rehearsal.grammar import read_scene_text
from kiosk.rehearsal.playing import Wishes, play
from kiosk.rehearsal.stage import VirtualStage
from kiosk.verifier import peoplesheets, told
from kiosk.verifier.alike import UNKNOWN
from kiosk.verifier.course import Course
from kiosk.verifier.meetingsheets import Meeting
from kiosk.verifier.told import PollTold, Told

__all__ = ["halls"]
MEETING = """
officer chair "王建国"
officer operator "李敏"
officer teller "赵敏"
delegates 9
delegates 3 expert
delegates 2 attendee
base A hvm1 keypads 1..16
desk 1
check-in open
hand out keypad 1..12 to seat 1..12
leave 12 reason "病假"
scan 1..10 at desk 1
scan 13 at desk 1
check-out 10 reason "有事"
lost keypad 11 reason "带走"
take back keypad 10
item 1 "停车收费" noticed 20 days ago
motion 1 "关于停车收费的议案" "工作日收费。"
item 2 "听取汇报"
item 3 "加装电梯" noticed 20 days ago
motion 3 "关于加装电梯的议案" "在二号楼加装电梯。"
withdraw 3 reason "提案人撤回"
press 2 for
wait 1s
phases 1 to polling
silence 4,7,9
call keypads
sheet opening
sheet roll
sheet composition
prepare 1 rule ordinary duration 60s
press 3 for
wait 1s
zero report
papers to seats 4,7,9
spoil paper 1
papers to seats 4
open
sheet counting
press 1..3 for
press 5,6 against
press 5 for at 3s
wait until pressed
close
wait until reconciled
acknowledge silence
count paper for 2 against 1 by "李敏"
count paper for 2 against 1 by "赵敏"
declare
record
duty "街道办事处" "书面答复" accepted "公开" within 15 working days
sheet duties
void reason "宣读有误" by "王建国" and "李敏"
sheet uncounted
prepare 1 rule ordinary duration 60s
void reason "主持人改变主意" by "王建国" and "李敏"
sheet minutes
sheet closing
object "张三" "表决过快"
end
expect verifier true
"""


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Hall:
    folder = tmp_path_factory.mktemp("sheets")
    scene = read_scene_text(MEETING, folder / "meeting.scene")
    return Hall(play(scene, folder / "play", VirtualStage(scene.set_up), Wishes()))


KINDS = {
    "opening-sheet": {"rules"},
    "roll-sheet": set[str](),
    "composition-table": {"parts.groups.quota"},
    "zero-report": set[str](),
    "paper-ballots": set[str](),
    "counting-sheet": set[str](),
    "vote-record": set[str](),
    "uncounted-presses": set[str](),
    "minutes": {"duties.due", "duties.unpublished"},
    "duty-list": {"lines.due", "lines.unpublished"},
    "allowance-sheet": {"rule"},
    "closing-report": {"mishaps", "papers.printed"},
    "notarial-notes": {"mishaps", "papers.printed", "steps"},
}


def left_out(said: str) -> set[str]:
    return set(said.partition("not compared: ")[2].split(", ")) - {""}


def test_every_paper_of_the_meeting_is_what_the_book_gives(hall: Hall) -> None:
    assert hall.reading.true
    found: set[str] = set()
    for name in hall.held:
        kind = next(one for one in KINDS if one in name)
        ok, said = hall.answer(name)
        assert ok is True, (name, said)
        assert left_out(said) <= KINDS[kind], (name, said)
        found.add(kind)
    assert found == KINDS.keys()


@pytest.mark.parametrize("scene", ["secret_election", "base_dead_to_hands", "voided_poll"])
def test_of_other_meetings_too(halls: Callable[[str], Hall], scene: str) -> None:
    played = halls(scene)
    zero = played.named("zero-report")
    assert played.answer(zero)[0] is True


FORGED: dict[str, tuple[str, Change, str]] = {
    "a keypad more": ("zero-report", at("keypads", to=99), "keypads"),
    "all answered": ("zero-report", at("heard", to=99), "heard"),
    "nothing was pressed too early": ("zero-report", emptied("refused"), "refused"),
    "more were there": ("zero-report", at("attendance", "present", to=11), "attendance.present"),
    "an earlier entry": ("zero-report", at("book", "entry", to=3), "book.entry"),
    "somebody came": ("roll-sheet", at("lines", 11, "stays", to=[{}]), "lines[seat 12].stays"),
    "a keypad that is back": ("roll-sheet", emptied("unreturned"), "unreturned"),
    "nobody had leave": ("roll-sheet", at("lines", 11, "excused", to=False), "excused"),
    "a class": ("roll-sheet", at("classes", 0, 1, to=8), "classes[0][1]"),
    "another name": ("roll-sheet", at("lines", 0, "name", to="张三"), "lines[seat 1].name"),
    "a sum": ("allowance-sheet", at("lines", 0, "fen", to=1), "lines[seat 1].fen"),
    "more for a day": (
        "allowance-sheet",
        at("rule", "half_from_min", to=0),
        "lines[seat 1].days",
    ),
    "a group": ("composition-table", at("parts", 0, "groups", 0, "roll", to=1), "parts[0].groups"),
    "a press": ("uncounted-presses", emptied("lines"), "lines"),
    "why": ("uncounted-presses", at("lines", 0, "reason", to="late"), "reason"),
    "an account": ("uncounted-presses", at("presses", "heard", to=1), "presses.heard"),
    "a ballot paper": ("paper-ballots", at("numbers", to=[8]), "numbers"),
    "papers handed out": ("paper-ballots", at("issued", to=9), "issued"),
    "what was counted": ("counting-sheet", at("channels", 0, "issued", to=7), "issued"),
    "who opened it": ("opening-sheet", at("opened", "reason", to="无"), "opened.reason"),
    "an officer": ("opening-sheet", at("officers", 0, 1, to="notary"), "officers[0][1]"),
    "a text": ("opening-sheet", at("items", 0, "sha256", to="0" * 64), "items[item 1].sha256"),
    "presses of all": ("closing-report", at("presses", "heard", to=3), "presses.heard"),
    "an objection": ("closing-report", emptied("objections"), "objections"),
    "a paper": ("closing-report", lambda of: of["papers"].pop(), "papers"),
    "a figure": ("closing-report", at("polls", 0, "tally", "against", to=9), "polls[poll 1].tally"),
    "what is vouched for": ("closing-report", at("unproven", to=[]), "unproven"),
    "a verdict": (
        "minutes",
        at("items", 0, "polls", 0, "outcome", "verdict", to="not_passed"),
        "outcome.verdict",
    ),
    "who was excused": ("minutes", at("excused", to=0), "excused"),
    "a task": ("duty-list", at("lines", 0, "task", to="免"), "lines[poll 1].task"),
    "days to do it": ("minutes", at("duties", 0, "days", to=99), "duties[poll 1].days"),
    "an hour": ("notarial-notes", at("polls", 0, "opened_at", to="2020-01-01T00:00:00Z"), "opened"),
}


@pytest.mark.parametrize("what", FORGED)
def test_a_sheet_that_was_changed_is_caught_where_it_was_changed(hall: Hall, what: str) -> None:
    kind, change, where = FORGED[what]
    name = last(hall, kind)
    ok, said = hall.answer(name, hall.changed(name, change))
    assert ok is False
    assert where in said


def last(hall: Hall, kind: str) -> str:
    return [name for name in hall.held if kind in name][-1]


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("composition-table", lambda record: record["parts"].clear()),
        ("composition-table", lambda record: record["parts"][0]["groups"].pop()),
        ("allowance-sheet", lambda record: record.pop("rule")),
        ("allowance-sheet", at("rule", "full_from_min", to="240")),
    ],
)
def test_a_sheet_that_cannot_be_told_at_all_is_not_the_books(
    hall: Hall, kind: str, change: Change
) -> None:
    name = last(hall, kind)
    ok, said = hall.answer(name, hall.changed(name, change))
    assert (ok, said) == (False, "the book does not have what this record speaks of")


def test_a_zero_report_of_a_poll_that_has_opened_is_none(hall: Hall) -> None:
    """However right its members are: nobody can see zero counters any more."""
    name = hall.named("zero-report")
    issued = next(one for one in hall.reading.known.issued if one.file == name)
    opened = next(one for one in hall.reading.known.course.notes if one.fact == "PollOpened")
    late = replace(issued, as_of=opened.number)
    ok, said = hall.answer(name, issued=[late])
    assert (ok, said) == (False, "the book does not have what this record speaks of")


def test_a_sheet_that_the_book_has_not_issued_is_held_against_its_own_entry(hall: Hall) -> None:
    for name in (one for one in hall.held if "vote-record" not in one):
        ok, said = hall.answer(name, issued=[])
        assert ok is True, (name, said)
        assert "paper" in left_out(said)


@pytest.mark.parametrize(
    "change", [at("book", "entry", to="5"), at("book", "entry", to=-4), at("book", to=None)]
)
def test_a_sheet_of_no_entry_at_all_is_not_the_books(hall: Hall, change: Change) -> None:
    name = hall.named("roll-sheet")
    ok, said = hall.answer(name, hall.changed(name, change), issued=[])
    assert (ok, said) == (False, "the book does not have what this record speaks of")


def test_a_base_that_was_given_up_is_kept_for_what_cannot_be_proven() -> None:
    poll = PollTold(plan={}, roll=0, first=0, cover={}, seats=[])
    told.OF_A_POLL["BaseMissed"](poll, entry("BaseMissed", poll=3, base="B"))
    assert poll.missed == {"B"}


def test_without_names_in_the_bundle_the_rest_of_a_sheet_is_compared(hall: Hall) -> None:
    for kind in ("roll-sheet", "allowance-sheet", "uncounted-presses"):
        ok, said = hall.answer(last(hall, kind), names=None)
        assert ok is True
        assert "lines.name" in left_out(said)


# ---- what no scene of this file has --------------------------------------------------------------


def test_a_stay_over_midnight_is_two_days_by_the_halls_own_time() -> None:
    found = Told(card={"utc_offset_min": 480})
    found.stays["1"] = [{"came": "2026-11-23T14:00:00Z", "left": None}]
    until = peoplesheets.instant("2026-11-23T20:00:00.5Z")
    rule = {"half_from_min": 1, "full_from_min": 240}
    assert peoplesheets._days(found, "1", until, rule) == [
        {"day": "2026-11-23", "minutes": 120, "halves": 1},
        {"day": "2026-11-24", "minutes": 240, "halves": 2},
    ]


def test_a_book_without_two_officers_has_nothing_that_they_did() -> None:
    meeting = Meeting(Course(), Told(), 0, None, {})
    assert meeting._by_two("RollFrozen") is None


def test_what_stood_by_is_in_no_sum_that_is_told(hall: Hall) -> None:
    course = replace(hall.reading.known.course, evidence={1})
    ok, said = hall.answer(last(hall, "closing-report"), course=course)
    assert ok is True
    assert {"presses.stood_by", "polls.presses.stood_by"} <= left_out(said)
    assert Course().evidence == set()
    course = Course()
    course.keep(entry("StandbyHeard", poll=4))
    assert (course.evidence, course.notes) == ({4}, [])


def test_a_duty_of_a_poll_that_was_never_declared_is_none() -> None:
    found = Told(card={"utc_offset_min": 480})
    found.polls[1] = PollTold(plan={}, roll=0, first=0, cover={}, seats=[])
    course = Course(notes=[entry("DutyAssigned", duty=1, poll=1)])
    with pytest.raises(KeyError):
        Meeting(course, found, 9, None, {})._duties()


def test_unknown_is_the_name_that_the_bundle_does_not_have() -> None:
    assert peoplesheets.name_of(None, 1) is UNKNOWN
    assert peoplesheets.name_of({}, 1) == ""
