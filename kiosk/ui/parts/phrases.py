"""Phrases that more than one screen says the same way."""

from collections.abc import Mapping

from kiosk.clerk.rollcells import for_reader
from kiosk.meeting.ballot import BallotForm, BallotKind, Channel
from kiosk.meeting.outcome import Sentence
from kiosk.meeting.poll import PollPlan
from kiosk.meeting.refusal import Refusal
from kiosk.meeting.rules import Share
from kiosk.meeting.tally import Column, Tally
from kiosk.words import Words, language_after

NAMED = frozenset({"what", "cure", "right", "shown"})
MEMBERS = {
    "due": "phase",
    "wanted": "phase",
    "phase": "phase",
    "stage": "stage",
    "role": "office",
    "part": "part",
    "damaged": "damaged",
    "column": "column",
    "kind": "broken",
    "screen": "screen",
}
"""What a refusal tells by the member of a closed list, and the domain of its words."""
SEVERAL = frozenset({"desks"})
"""What a refusal tells of several at once."""
OVER = "more than {fraction} of {basis} in favour"
ASKED = {
    BallotKind.CHOOSE: "choose up to {maximum} of {options}",
    BallotKind.SCORE: "a score from 1 to {options}",
    BallotKind.YES_NO: "yes or no to each of {options}, at most {maximum} yes",
}
AT_LEAST = "at least {fraction} of {basis} in favour"


def seconds(left: int) -> str:
    """42, or 1:30 from a minute on."""
    return str(left) if left < 60 else f"{left // 60}:{left % 60:02d}"


def rule_line(plan: PollPlan, needed: int, words: Words) -> str:
    """The rule of this poll in one line."""
    parts = [plan.rule.title, *_asked(plan.form, plan.rule.seats and plan.places, words)]
    if plan.of_poll:
        parts.append(words.say("between those tied in poll {poll}", poll=plan.of_poll))
    elif plan.rule.threshold is not None:
        parts.append(share(plan.rule.threshold, words))
    if plan.rule.by_area:
        parts.append(words.say("by heads and by area, each"))
    if needed:
        parts.append(words.say("needs {needed}", needed=needed))
    parts.append(words.say("named poll") if plan.named else words.say("secret poll"))
    parts.append(_by_what(plan, words))
    return " · ".join(part for part in parts if part)


def _by_what(plan: PollPlan, words: Words) -> str:
    """Which press counts; a poll that was laid down off the keypads says so, and why."""
    if plan.channel is not Channel.KEYPADS:
        why = f" ({words.name('because', plan.because)})" if plan.because else ""
        return words.name("channel", plan.channel) + why
    last = plan.last_press_counts
    return words.say("last press counts") if last else words.say("first press counts")


def _asked(form: BallotForm, seats: int, words: Words) -> list[str]:
    if form.kind is BallotKind.FOR_AGAINST:
        return []
    asked = [words.say(ASKED[form.kind], maximum=form.maximum, options=len(form.options))]
    return [*asked, words.say("the first {seats} are taken", seats=seats)] if seats else asked


def share(share_: Share, words: Words) -> str:
    """At least two thirds of the whole roll, more than half of those present."""
    msgid = OVER if share_.strict else AT_LEAST
    return words.say(
        msgid,
        fraction=f"{share_.fraction.numerator}/{share_.fraction.denominator}",
        basis=words.name("basis", share_.basis),
    )


def groups(head: str) -> str:
    """The first 16 hex digits in fours, as on the paper."""
    shown = head[:16].upper()
    return " ".join(shown[at : at + 4] for at in range(0, len(shown), 4))


def capital(text: str) -> str:
    """A word at the head of a line; Chinese stays as it is."""
    return text[:1].upper() + text[1:]


def tell(sentence: Sentence, words: Words) -> str:
    """A sentence of the law or the clerk; what it names by msgid is said in words, too."""
    members = _in_words(sentence.args, words)
    if isinstance(allowed := members.get("known"), str):
        members["known"] = for_reader(allowed, words)
    if isinstance(reason := members.get("why"), str):
        members["why"] = words.retold(reason) or reason
    args = {
        key: words.say(value, **members) if key in NAMED and isinstance(value, str) else value
        for key, value in members.items()
    }
    return words.say(sentence.msgid, **args)


def why(refusal: Refusal, words: Words) -> str:
    """Why something was not done."""
    return words.say(f"reason:{refusal.reason}", **_in_words(refusal.detail, words))


def _in_words(args: Mapping[str, str | int], words: Words) -> dict[str, str | int]:
    """Members of closed lists by their words; what is no member stands as it is."""
    return {key: _member(key, value, words) for key, value in args.items()}


def _member(key: str, value: str | int, words: Words) -> str | int:
    if key in SEVERAL and isinstance(value, str):
        return value.replace(", ", words.say(", "))
    if key not in MEMBERS:
        return value
    said = words.name(MEMBERS[key], str(value))
    return value if said == f"{MEMBERS[key]}:{value}" else said


FIGURES = (("In favour", "in_favour"), ("Against", "against"), ("Abstain", "abstain"))
VALID = (("Valid ballots", "chosen"),)


def channel_lines(tally: Tally, words: Words) -> tuple[str, ...]:
    """Each channel of a tally in a line of its own; none where keypads were the only one."""
    return tuple(_channel_line(column, words) for column in tally.columns)


def _channel_line(column: Column, words: Words) -> str:
    shown = VALID if column.options else FIGURES
    parts = [f"{words.say(msgid)} {getattr(column, name)}" for msgid, name in shown]
    parts.append(f"{words.say('Void')} {column.void}")
    if column.channel is Channel.PAPER:
        said = words.say(
            "{returned} of {issued} papers returned",
            returned=column.returned,
            issued=column.issued,
        )
        parts.append(said)
    return f"{words.name('channel', column.channel)}  {' · '.join(parts)}"


def next_language(words: Words) -> str:
    """The name of the language that the button turns to."""
    return words.name("language", language_after(words.language))
