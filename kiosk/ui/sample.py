"""The sample meeting behind the gallery: texts from assets/gallery.toml, rules, counts."""

import tomllib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from kiosk.assets import asset
from kiosk.clerk.observerview import SeatLine
from kiosk.meeting.ballot import FOR_AGAINST_FORM, LIMITS, BallotForm, BallotKind, Channel, Mark
from kiosk.meeting.outcome import Sentence
from kiosk.meeting.poll import PollPlan
from kiosk.meeting.rules import Basis, RecusedRule, Rule, Share, TieRule
from kiosk.meeting.tally import Column, Tally

ROLL, PRESENT = 120, 118
NOON = datetime(2026, 11, 23, 6, 32, 18, tzinfo=UTC)
NOON_NS = 3_600_000_000_000
SECOND_NS = 1_000_000_000
STRIDES = (47, 1303)
"""Prime to the sizes of the samples: they spread the choices over a hall, and a large one."""
HEAD = "7f3a91c204deb8a75d3310eea1b2c3d49e0f112233445566778899aabbccddee"


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample texts."""

    texts: dict[str, Any]

    def motion(self, name: str) -> dict[str, Any]:
        """The fields that a view says of a motion."""
        motion = self.texts["motions"][name]
        return {
            "item": motion["item"],
            "item_title": motion["item_title"],
            "motion_title": motion["title"],
            "motion_text": motion["text"],
        }

    def rule(self, name: str) -> Rule:
        """A sample rule; attendance is two thirds of the roll."""
        said = self.texts["rules"][name]
        share = None
        if "fraction" in said:
            share = Share(Fraction(said["fraction"]), said["strict"], Basis(said["basis"]))
        quorum = Share(Fraction(2, 3), strict=False, basis=Basis.ROLL)
        return Rule(
            name=name,
            title=said["title"],
            article=said["article"],
            attendance=quorum,
            participation=quorum if said.get("by_area") else None,
            threshold=share,
            tie=TieRule.LOST,
            recused=RecusedRule.LEAVE,
            seats=said.get("seats", 0),
            secret_only=False,
            paper_only=False,
            resolution=said.get("resolution", True),
            by_area=said.get("by_area", False),
        )

    def plan(self, rule: str, motion: str, *, duration_s: int = 60, round_: int = 1) -> PollPlan:
        """A sample plan; of a choice where the motion has options."""
        said = self.texts["motions"][motion]
        options = tuple(said.get("options", ()))
        kind = BallotKind(said.get("kind", BallotKind.CHOOSE))
        least, most = LIMITS[kind]
        choice = BallotForm(kind, options, least, most or 3) if options else FOR_AGAINST_FORM
        return PollPlan(
            poll=4,
            item=said["item"],
            motion_version=3,
            round=round_,
            form=choice,
            rule=self.rule(rule),
            named=not options,
            last_press_counts=True,
            duration_s=duration_s,
        )

    def sentence(self, name: str, **args: str | int) -> Sentence:
        """A sample message."""
        return Sentence(self.texts["messages"][name], args)


def sample() -> Sample:
    """Read the sample meeting."""
    with asset("gallery.toml").open("rb") as source:
        return Sample(tomllib.load(source))


def for_against_tally(
    in_favour: int, against: int, abstain: int, *, present: int = PRESENT
) -> Tally:
    """A sample tally of a for/against poll."""
    return Tally(
        roll=ROLL,
        base=present,
        in_favour=in_favour,
        against=against,
        abstain=abstain,
        chosen=0,
        void=0,
        not_pressed=present - in_favour - against - abstain,
        recused=0,
        options=(),
    )


def choice_tally(*options: int) -> Tally:
    """A sample tally of a choice."""
    return replace(for_against_tally(0, 0, 2), chosen=113, not_pressed=2, void=1, options=options)


def hybrid_tally() -> Tally:
    """A sample tally of keypads with ballot papers beside them."""
    keypads = Column(Channel.KEYPADS, PRESENT - 12, 78, 26, 2, 0, 0, PRESENT - 118, 0, (), ())
    paper = Column(Channel.PAPER, 12, 8, 2, 2, 0, 0, 0, 0, (), (), 12, 12)
    return replace(for_against_tally(86, 28, 4), columns=(keypads, paper))


def hybrid_choice_tally() -> Tally:
    """A sample tally of a choice by keypads with ballot papers beside them."""
    options = (47, 61, 29, 58, 33, 71, 20, 12)
    by_key = tuple(count - count // 10 for count in options)
    on_paper = tuple(count // 10 for count in options)
    keypads = Column(Channel.KEYPADS, PRESENT - 12, 0, 0, 2, 102, 1, 1, 0, by_key, ())
    paper = Column(Channel.PAPER, 12, 0, 0, 0, 11, 0, 1, 0, on_paper, (), 12, 11)
    return replace(choice_tally(*options), columns=(keypads, paper))


def seat_lines(
    texts: Sample, count: int, figures: tuple[int, int, int], *, chosen: int = 0
) -> tuple[SeatLine, ...]:
    """How each of `count` seats chose: in favour, against and abstaining so many, or a choice."""
    names: list[str] = texts.texts["names"]
    marks = [
        made
        for mark_, many in zip((Mark.FOR, Mark.AGAINST, Mark.ABSTAIN), figures, strict=True)
        for made in [mark_] * many
    ] + [Mark.VALID] * chosen
    marks += [None] * (count - len(marks))
    lines: list[SeatLine] = []
    stride = STRIDES[count > 1000]
    for at in range(count):
        made = marks[at * stride % count]
        options = tuple(sorted({at % 8 + 1, at % 5 + 1, at % 3 + 4}))
        choice = options if made is Mark.VALID else ()
        lines.append(SeatLine(f"{at + 1:02d}", names[at % len(names)], made, choice))
    return tuple(lines)
