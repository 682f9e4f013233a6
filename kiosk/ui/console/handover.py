"""What is left when the meeting is over: the papers, and what the notary takes along. Pure."""

from collections.abc import Iterator

from kiosk.clerk.views import ConsoleView
from kiosk.ui.parts.phrases import tell
from kiosk.words import Words

HAND_OVER = "Hand over to the notary: papers"
SLIP = "seal_slip"
COPY = (
    "Put in the notary's own medium and press “Hand over”: the bundle, the verifier and the papers "
    "are copied there from {folder} and read back; the seal slip names each file."
)
ELSEWHERE = (
    "There is no printer here: print the papers in {folder} at another PC, and have them signed: "
    "chair, teller, notary."
)
CHECK = (
    "The notary checks it on an own PC: the verifier with the bundle, and the head that stands "
    "on the seal slip."
)


def steps(view: ConsoleView, words: Words) -> str:
    """The steps in order, one a line."""
    told = enumerate(_steps(view, words), start=1)
    return "\n".join(f"{number}.  {step}" for number, step in told)


def _printed(view: ConsoleView, words: Words) -> str:
    """What is still to be printed, where it can be, and that all of it is signed."""
    if not view.has_printer:
        return words.say(ELSEWHERE, folder=view.folder)
    if not view.open_papers:
        return words.say("Every paper is printed: have it signed by chair, teller and notary.")
    return words.say(
        "Print what is open ({count}), and have it signed: chair, teller, notary.",
        count=view.open_papers,
    )


def _steps(view: ConsoleView, words: Words) -> Iterator[str]:
    issued = len(view.prints)
    if any(line.kind == SLIP for line in view.prints):
        yield words.say("All {count} papers are issued, the seal slip last.", count=issued)
    else:
        yield words.say(
            "Have the seal slip issued once all other papers are there ({count} now).", count=issued
        )
    yield _printed(view, words)
    if view.handed is None:
        yield words.say(COPY, folder=view.folder)
    else:
        yield tell(view.handed, words)
    yield words.say(CHECK)
