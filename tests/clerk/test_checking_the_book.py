"""The real check of the book at an observer's word: the commands of a notary."""

import sys
import threading

import pytest
from clerk_room import Room

from kiosk.clerk.checking import BOOK, BUNDLE, FOLDER, SECOND_HAND, Checked, Step, check, run
from kiosk.ui.parts.phrases import tell
from kiosk.words import words

KIOSK = (sys.executable, "-m", "kiosk", "book", "verify")


def test_a_book_that_a_clerk_is_writing_is_found_sound(room: Room) -> None:
    room.with_declared_poll()
    told: list[Checked] = []
    book = room.folder / "meeting.book"
    ended = run((Step(BOOK, (*KIOSK, str(book), "--json")),), told.append)
    assert [(one.step, one.steps, one.over) for one in told] == [(1, 1, False)]
    assert (ended.over, ended.sound) == (True, True), ended
    assert ended.said.args["entries"] == room.ledger.head[0] + 1


def test_what_both_find_sound_is_said_to_be_found_by_both() -> None:
    sound = script(
        "import json, sys; json.dump({'entries': 9, 'head': 'ab' * 32, 'checks': []}, sys.stdout)"
    )
    folder = script("import sys, os; sys.exit(0 if os.path.isdir(sys.argv[1]) else 2)")
    steps = (Step(BOOK, sound), Step(BUNDLE, (*folder, FOLDER)), Step(SECOND_HAND, sound))
    ended = run(steps, lambda told: None)
    assert (ended.sound, "independent verifier" in ended.said.msgid) == (True, True)
    assert ended.said.args == {"entries": 9, "head": "ABABABABABABABAB"}


def script(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def test_a_break_is_told_with_its_entry_and_nothing_is_checked_after_it() -> None:
    broken = script(
        "import json, sys; json.dump({'sound': False, 'breaks': "
        "[{'entry': 7, 'kind': 'hash'}, {'entry': 9, 'kind': 'hash'}]}, sys.stdout); sys.exit(1)"
    )
    never = script("raise SystemExit(3)")
    ended = run((Step(BOOK, broken), Step(SECOND_HAND, never)), lambda told: None)
    assert (ended.sound, ended.step) == (False, 1)
    assert ended.said.args == {"count": 2, "entry": 7, "kind": "hash"}


def test_what_the_second_hand_finds_is_told_in_its_own_words() -> None:
    untrue = script(
        "import json, sys; json.dump({'first_bad_entry': 4, 'checks': [{'ok': True}, "
        "{'ok': False, 'detail': 'wrong sum'}]}, sys.stdout); sys.exit(1)"
    )
    ended = run((Step(SECOND_HAND, untrue),), lambda told: None)
    assert (ended.sound, ended.said.args) == (False, {"entry": 4, "what": "wrong sum"})


def test_what_the_second_hand_finds_is_told_in_the_language_of_who_reads() -> None:
    untrue = script(
        "import json, sys; said = {'zh': '合计不符', 'en': 'wrong sum'}; "
        "lang = sys.argv[2] if '--lang' in sys.argv else 'zh'; "
        "json.dump({'first_bad_entry': 4, 'checks': [{'ok': False, 'detail': said[lang]}]}, "
        "sys.stdout); sys.exit(1)"
    )
    ended = run((Step(SECOND_HAND, untrue),), lambda told: None)
    said = {one: tell(ended.told_in(one), words(one)) for one in ("zh_CN", "en")}
    assert said["zh_CN"].endswith("合计不符")
    assert said["en"] == "NOT true, first at entry 4: wrong sum"


def test_a_second_hand_that_fails_when_it_is_asked_again_is_told_as_it_was() -> None:
    once = script(
        "import json, sys; '--lang' in sys.argv and sys.exit(2); "
        "json.dump({'first_bad_entry': 4, 'checks': [{'ok': False, 'detail': 'wrong'}]}, "
        "sys.stdout); sys.exit(1)"
    )
    ended = run((Step(SECOND_HAND, once),), lambda told: None)
    assert (ended.found, ended.told_in("en")) == ((), ended.said)


def test_a_check_that_cannot_be_made_says_why_and_calls_no_book_wrong() -> None:
    gone = script("import sys; sys.stderr.write('no such book'); sys.exit(2)")
    ended = run((Step(BOOK, gone),), lambda told: None)
    assert (ended.over, ended.sound) == (True, None)
    assert ended.said.args == {"why": "no such book"}


@pytest.mark.usefixtures("told")
def test_a_defect_of_the_check_itself_is_told_too() -> None:
    over, told = threading.Event(), list[Checked]()

    def tell(one: Checked) -> None:
        told.append(one)
        if one.over:
            over.set()

    check((Step(BOOK, script("print('no json')")),), tell)
    assert over.wait(60)
    assert (told[-1].sound, "could not be made" in told[-1].said.msgid) == (None, True)
