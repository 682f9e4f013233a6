"""An outcome carries figures, never ready sentences of one language."""

import pytest

from kiosk.meeting import computation as c
from kiosk.meeting.computation import ENDINGS, WORDS
from kiosk.meeting.outcome import Sentence, Verdict
from kiosk.words import words


@pytest.mark.parametrize(
    "msgid",
    [
        *(msgid for names in WORDS.values() for msgid in names.values()),
        *c.LEFT.values(),
        *c.STAYED.values(),
        *ENDINGS.values(),
        *(c.SHORT, c.SHORT_OF_AREA, c.PLACES, c.EQUAL, c.MEAN, c.NO_MEAN),
    ],
)
def test_every_sentence_of_a_computation_is_in_the_chinese_catalogue(msgid: str) -> None:
    assert words("zh_CN").say(msgid) != msgid


@pytest.mark.parametrize("msgid", [said for names in WORDS.values() for said in names.values()])
def test_the_translation_speaks_of_every_figure(msgid: str) -> None:
    figures: dict[str, str | int] = {
        "fraction": "7/9",
        "base": 1234,
        "quotient": "959.77",
        "needed": 960,
        "have": 958,
    }
    sentence = Sentence(msgid, figures)
    spoken = words("zh_CN").say(sentence.msgid, **sentence.args)
    assert all(str(figure) in spoken for figure in figures.values())


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_a_word_and_an_ending(verdict: Verdict) -> None:
    assert words("zh_CN").name("verdict", verdict) != f"verdict:{verdict}"
    assert verdict in ENDINGS
