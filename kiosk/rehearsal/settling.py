"""What is settled in a scene before the first poll: shares left to the meeting, and questions."""

from fractions import Fraction

from kiosk.clerk import orders as o
from kiosk.meeting.refusal import Refusal
from kiosk.meeting.rulepack import BASES as SHARES
from kiosk.meeting.rules import Basis, Part, Share
from kiosk.rehearsal.player import Player
from kiosk.rehearsal.reading import Line, Said
from kiosk.rehearsal.scene import Step

PARTS = tuple(str(part) for part in SHARES)
BASES = tuple(str(basis) for basis in Basis)


def read_set(line: Line) -> Said:
    """`set major threshold at least 2/3 of present`, `… attendance more than 1/2 of roll`."""
    said: Said = {"rule": line.word("the rule"), "part": line.one_of(PARTS)}
    said["strict"] = line.one_of(("at", "more")) == "more"
    line.one_of(("than",) if said["strict"] else ("least",))
    token = line.next("a fraction such as 2/3")
    try:
        said["fraction"] = str(Fraction(token.said))
    except (ValueError, ZeroDivisionError):
        wrong = line.mistake(f"{token.said} is no fraction", "expected one such as 2/3", token)
        raise wrong from None
    line.one_of(("of",))
    return said | {"of": line.one_of(BASES)}


def read_answer(line: Line) -> Said:
    """`answer elevator as major reason "…"`."""
    said: Said = {"question": line.word("the question")}
    line.one_of(("as",))
    said["rule"] = line.word("the rule that applies")
    line.one_of(("reason",))
    return said | {"reason": line.text("the provision that says so")}


def set_share(player: Player, step: Step) -> Refusal | None:
    said = step.said
    share = Share(
        Fraction(str(said["fraction"])), strict=bool(said["strict"]), basis=Basis(str(said["of"]))
    )
    return player.order(
        o.SetShare(str(said["rule"]), Part(str(said["part"])), share, player.chair())
    )


def answer_question(player: Player, step: Step) -> Refusal | None:
    question, rule = str(step.said["question"]), str(step.said["rule"])
    return player.order(o.AnswerQuestion(question, rule, str(step.said["reason"]), player.chair()))
