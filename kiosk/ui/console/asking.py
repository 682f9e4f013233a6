"""What is asked about before an act that is dangerous, or that somebody must answer for.

Pure: what was filled in, which fields there are, and what is still wrong with them. A passphrase is
taken as it was typed and stands in no text.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kiosk.clerk.deeds import DEEDS
from kiosk.clerk.officers import LEAST_PASSPHRASE
from kiosk.clerk.views import Act, ConsoleView, OfficerLine
from kiosk.meeting.offices import PERSONS, may
from kiosk.meeting.refusal import Reason, Refusal
from kiosk.ui.console.consequences import CONSEQUENCES
from kiosk.ui.console.keys import WITH_OFFICERS
from kiosk.ui.console.reasons import REASONS
from kiosk.ui.parts.phrases import why
from kiosk.words import Words

CORRECTED = frozenset({Reason.WRONG_PASSPHRASE, Reason.LOCKED_OUT})
"""What is refused for a passphrase, so that the question stands to be corrected."""
SECRETS = ("first_secret", "second_secret", "new_secret", "again_secret")
FIRST_TWO = {"first": "First officer", "second": "Second officer"}
NEWCOMER = ("newcomer", "office", "new_secret")


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A line to write in; a `wide` one has the row to itself.

    One with `values` is chosen, not written; `value` is what stands there, of a secret nothing.
    `ready` are words at hand; `cleared` counts how often it was emptied.
    """

    name: str
    label: str
    secret: bool
    wide: bool
    value: str = ""
    values: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    ready: tuple[str, ...] = ()
    cleared: int = 0


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office that can be chosen for who is enrolled."""

    office: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Asking:
    """An act that is asked about once more, and what was filled in so far."""

    act: Act
    first: str = ""
    second: str = ""
    reason: str = ""
    first_secret: str = field(default="", repr=False)
    second_secret: str = field(default="", repr=False)
    secrets: bool = False
    newcomer: str = ""
    office: str = ""
    new_secret: str = field(default="", repr=False)
    again_secret: str = field(default="", repr=False)
    number: str = ""
    target: str = ""
    sent: int = -1
    refused: Refusal | None = None
    cleared: tuple[int, int] = (0, 0)

    @property
    def sending(self) -> bool:
        """Whether it was confirmed and its answer is not here yet."""
        return self.sent >= 0

    def refused_by(self, refusal: Refusal) -> "Asking":
        """The question once more, with the secret gone that was wrong and all else as it was."""
        wrong = str(refusal.detail.get("officer", ""))
        first, second = (wrong == name.strip() for name in (self.first, self.second))
        return replace(
            self,
            sent=-1,
            refused=refusal,
            first_secret="" if first else self.first_secret,
            second_secret="" if second else self.second_secret,
            cleared=(self.cleared[0] + first, self.cleared[1] + second),
        )

    @property
    def ready(self) -> bool:
        """Two different officers and a reason, where the act needs them; with passphrases, too."""
        first, second, reason = self.first.strip(), self.second.strip(), self.reason.strip()
        if self.act is Act.LOG_IN:
            return bool(first and self.first_secret)
        if self.act is Act.HAND_OVER:
            return bool(self.target.strip())
        if self.act not in WITH_OFFICERS:
            return True
        told = all((first, second, reason)) and first != second and self._about
        return told and (not self.secrets or bool(self.first_secret and self.second_secret))

    @property
    def _about(self) -> bool:
        """Whether it is said whom the act is about, where it is about somebody."""
        if self.act is Act.REVEAL_PERSON:
            return self.number.strip().isdecimal()
        if self.act is not Act.ENROL_OFFICER:
            return True
        told = bool(self.newcomer.strip() and self.office and self.new_secret)
        return told and self.new_secret == self.again_secret and not self._own and not self._short

    @property
    def _own(self) -> bool:
        newcomer = self.newcomer.strip()
        return bool(newcomer) and newcomer in (self.first.strip(), self.second.strip())

    @property
    def _short(self) -> bool:
        return 0 < len(self.new_secret) < LEAST_PASSPHRASE

    @property
    def details(self) -> dict[str, str]:
        """What was filled in, as the clerk is told it; a passphrase is taken as it was typed."""
        if self.act is Act.LOG_IN:
            return {"first": self.first.strip(), "first_secret": self.first_secret}
        if self.act is Act.HAND_OVER:
            return {"target": self.target.strip()}
        names = ["first", "second", "reason"]
        names += ["first_secret", "second_secret"] if self.secrets else []
        names += NEWCOMER if self.act is Act.ENROL_OFFICER else ()
        names += ["number"] if self.act is Act.REVEAL_PERSON else []
        return {name: self._told(name) for name in names}

    def _told(self, name: str) -> str:
        written = str(getattr(self, name))
        return written if name in SECRETS else written.strip()

    def missing(self, words: Words) -> str:
        """What is not filled in yet, by the names of the lines; empty while nothing is."""
        named = ("first", "second") if self.act in WITH_OFFICERS else ()
        lacks = [words.say(FIRST_TWO[name]) for name in named if not self._told(name)]
        if self.act is Act.LOG_IN and not self.first.strip():
            lacks.append(words.say("Officer"))
        lacks += self._about_missing(words)
        secrets = ("first_secret", "second_secret") if named else ("first_secret",)
        if self.secrets and not all(getattr(self, name) for name in secrets):
            lacks.append(words.say("Passphrase"))
        if self.act in WITH_OFFICERS and not self.reason.strip():
            lacks.append(words.say("Reason"))
        listed = words.say(", ").join(lacks)
        return words.say("Still missing: {what}", what=listed) if lacks else ""

    def _about_missing(self, words: Words) -> list[str]:
        """The same of what the act is about."""
        if self.act is Act.REVEAL_PERSON and not self.number.strip().isdecimal():
            return [words.say("Number of the delegate")]
        if self.act is Act.HAND_OVER and not self.target.strip():
            return [words.say("Folder on the notary's medium")]
        if self.act is not Act.ENROL_OFFICER:
            return []
        told = (
            (self.newcomer.strip(), words.say("Who is enrolled")),
            (self.office, words.say("Office")),
            (self.new_secret, words.say("New passphrase, unseen")),
            (self.again_secret, words.say("The same once more")),
        )
        return [said for filled, said in told if not filled]

    def wrong(self, words: Words) -> str:
        """What is wrong with what was filled in; empty while nothing is."""
        if self.refused is not None:
            return why(self.refused, words)
        if self.act is not Act.ENROL_OFFICER:
            return ""
        if self._own:
            return words.say("Nobody vouches for the own key: two others must.")
        if self._short:
            return words.say("A passphrase has {least} characters or more.", least=LEAST_PASSPHRASE)
        if self.again_secret and self.new_secret != self.again_secret:
            return words.say("The new passphrase was not typed alike both times.")
        return ""


def fields_of(asking: Asking | None, view: ConsoleView, words: Words) -> tuple[FieldRow, ...]:
    """The lines to write in, in the order of the tabulator."""
    return tuple(_fields(asking, view, words)) if asking is not None else ()


def _fields(asking: Asking, view: ConsoleView, words: Words) -> Iterator[FieldRow]:
    secrets = asking.secrets
    if asking.act is Act.LOG_IN:
        yield _officer("first", words.say("Officer"), asking, view, words)
        yield _secret("first_secret", words, asking.cleared[0])
    if asking.act is Act.ENROL_OFFICER:
        said = words.say("Who is enrolled")
        yield FieldRow("newcomer", said, secret=False, wide=True, value=asking.newcomer)
        yield FieldRow("new_secret", words.say("New passphrase, unseen"), secret=True, wide=False)
        yield FieldRow("again_secret", words.say("The same once more"), secret=True, wide=False)
    if asking.act is Act.REVEAL_PERSON:
        said = words.say("Number of the delegate")
        yield FieldRow("number", said, secret=False, wide=True, value=asking.number)
    if asking.act is Act.HAND_OVER:
        said = words.say("Folder on the notary's medium")
        yield FieldRow(
            "target", said, secret=False, wide=True, value=asking.target, ready=view.media
        )
    if asking.act not in WITH_OFFICERS:
        return
    for (name, label), cleared in zip(FIRST_TWO.items(), asking.cleared, strict=True):
        yield _officer(name, words.say(label), asking, view, words)
        if secrets:
            yield _secret(f"{name}_secret", words, cleared)
    yield FieldRow(
        "reason",
        words.say("Reason"),
        secret=False,
        wide=True,
        value=asking.reason,
        ready=tuple(words.say(one) for one in REASONS.get(DEEDS[asking.act], ())),
    )


def _secret(name: str, words: Words, cleared: int) -> FieldRow:
    said = words.say("Passphrase")
    return FieldRow(name, said, secret=True, wide=False, cleared=cleared)


def _officer(name: str, label: str, asking: Asking, view: ConsoleView, words: Words) -> FieldRow:
    """Who: chosen among those who may, and written where nobody has a key."""
    known = [one for one in view.officers if asking.act is Act.LOG_IN or _may(one, asking.act)]
    known = [one for one in known if name != "second" or one.name != asking.first]
    return FieldRow(
        name,
        label,
        secret=False,
        wide=not asking.secrets,
        value=getattr(asking, name),
        values=tuple(one.name for one in known),
        labels=tuple(_named(one, words) for one in known),
    )


def _may(officer: OfficerLine, act: Act) -> bool:
    return may(officer.role, DEEDS[act])


def _named(officer: OfficerLine, words: Words) -> str:
    """An officer with the office, and that no passphrase of theirs is taken now."""
    return words.say(
        "{name}, {role}, locked out" if officer.locked else "{name}, {role}",
        name=officer.name,
        role=words.name("office", officer.role),
    )


def who_asks(act: Act, view: ConsoleView) -> str:
    """The first of the two: who is logged in here, where that one may."""
    here = [one for one in view.officers if one.name == view.officer]
    return view.officer if any(_may(one, act) for one in here) else ""


def offices_of(asking: Asking | None, words: Words) -> tuple[OfficeRow, ...]:
    """The offices to choose from, where somebody is enrolled."""
    if asking is None or asking.act is not Act.ENROL_OFFICER:
        return ()
    return tuple(
        OfficeRow(str(one), words.name("office", one), one == asking.office) for one in PERSONS
    )


def note_of(asking: Asking | None, view: ConsoleView, words: Words) -> str:
    """What comes of it, in a sentence of its own for every act that is asked about."""
    if asking is None:
        return ""
    about: dict[str, str | int] = {
        "count": view.brought,
        "voters": view.brought_votes,
        "file": view.brought_from,
        "present": view.present,
        "roll": view.roll,
        "pressed": view.pressed,
        "expected": view.pressed + view.not_pressed,
        "missing": view.missing,
        "venue": view.venue or words.say("the main venue"),
    }
    return words.say(CONSEQUENCES[asking.act], **about)


def office_known(view: ConsoleView | None, newcomer: str) -> str:
    """The office of one who has one already."""
    known = {one.name: one.role for one in view.officers} if view is not None else {}
    return known.get(newcomer.strip(), "")


def office_beside(office: str, places: int) -> str:
    """The office so many places on; the first or last one where none is chosen yet."""
    offices = [str(one) for one in PERSONS]
    if office not in offices:
        return offices[0 if places > 0 else -1]
    return offices[(offices.index(office) + places) % len(offices)]
