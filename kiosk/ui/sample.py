"""The sample meeting behind the gallery: texts from assets/gallery.toml, rules, counts."""

import tomllib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from kiosk.assets import asset
from kiosk.meeting.ballot import FOR_AGAINST_FORM, BallotForm, BallotKind, Channel
from kiosk.meeting.outcome import Sentence
from kiosk.meeting.poll import PollPlan
from kiosk.meeting.rules import Basis, RecusedRule, Rule, Share, TieRule
from kiosk.meeting.tally import Column, Tally

ROLL, PRESENT = 120, 118
NOON = datetime(2026, 11, 23, 6, 32, 18, tzinfo=UTC)
NOON_NS = 3_600_000_000_000
SECOND_NS = 1_000_000_000
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
            participation=None,
            threshold=share,
            tie=TieRule.LOST,
            recused=RecusedRule.LEAVE,
            seats=said.get("seats", 0),
            secret_only=False,
            paper_only=False,
            resolution=True,
        )

    def plan(self, rule: str, motion: str, *, duration_s: int = 60, round_: int = 1) -> PollPlan:
        """A sample plan; of a choice where the motion has options."""
        said = self.texts["motions"][motion]
        options = tuple(said.get("options", ()))
        choice = BallotForm(BallotKind.CHOOSE, options, 1, 3) if options else FOR_AGAINST_FORM
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
