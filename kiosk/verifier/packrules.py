# SPDX-License-Identifier: Apache-2.0
"""The rules of the adopted pack, as this meeting set them, against the rule of a plan (§3).

A plan holds the whole rule by which its poll is decided. Where that is not the rule of its name in
the text of the pack that was adopted, another rule decided than the one the hall was bound by.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, cast

from kiosk.verifier.packtext import Table, pack_table
from kiosk.verifier.sentence import Sentence, sentence

PARTS = ("attendance", "participation", "threshold")
DEFAULTS: Table = {
    "tie": "lost",
    "recused": "leave",
    "seats": 0,
    "proxies": 0,
    "resolution": True,
    **dict.fromkeys(("secret_only", "paper_only", "by_area", "elects"), False),
}
SEATS = "seats"
BROKEN = (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError)


@dataclass
class PackRules:
    """`rules` by name, as a plan writes them; None while no text that is read was adopted.

    `left` is what each share leaves to the meeting, `asked` the answers that each question takes,
    `titles` the title of each question.
    """

    rules: dict[str, Table] | None = None
    left: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    asked: dict[str, list[str]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)


def adopted(text: str) -> PackRules:
    """The rules in a pack's text; what is no pack as packs are written holds none."""
    try:
        return _read(pack_table(text) or {})
    except BROKEN:
        return PackRules()


def _read(pack: Table) -> PackRules:
    found = PackRules()
    for name, table in pack.get("question", {}).items():
        found.asked[name], found.titles[name] = list(table["answers"]), table["title"]
    rules = {name: _rule(name, table) for name, table in pack["rule"].items()}
    for name, table in pack["rule"].items():
        for part in (*PARTS, SEATS):
            held = table.get(part)
            left = cast("Table", held).get("per_meeting", ()) if isinstance(held, dict) else ()
            found.left[name, part] = list(left)
    found.rules = rules
    return found


def _rule(name: str, table: Table) -> Table:
    return {
        "name": name,
        "title": table["title"],
        "article": table["article"],
        **{part: _share(table.get(part)) for part in PARTS},
        **{member: _bare(table.get(member, right)) for member, right in DEFAULTS.items()},
        "set_for_meeting": [],
    }


def _bare(value: Any) -> Any:
    """A number, which may stand as `{ is = …, from = …, article = … }`."""
    return cast("Table", value)["is"] if isinstance(value, dict) else value


def _share(table: Table | None) -> Table | None:
    if table is None:
        return None
    share = {"fraction": _bare(table["fraction"]), "strict": table.get("strict", False)}
    return _plain({**share, "basis": table["of"]})


def _plain(share: Table) -> Table:
    """A share with its fraction in lowest terms."""
    return {name: share[name] for name in ("strict", "basis")} | {
        "fraction": str(Fraction(share["fraction"]))
    }


# ---- what the meeting settled --------------------------------------------------------------------


def settle_share(pack: PackRules, of: Table, *, too_late: bool) -> Iterator[Sentence]:
    """`ShareSet`: what the pack leaves to the meeting, before its first poll."""
    if pack.rules is None:
        return
    rule, part, share = of["rule"], of["part"], _plain(of["share"])
    held = pack.rules.get(rule, {}).get(part)
    changed = {name for name in share if held is not None and share[name] != held[name]}
    of_whom = {"basis"} if "of" in pack.left.get((rule, part), ()) else set[str]()
    how_much = {"fraction", "strict"} if "fraction" in pack.left.get((rule, part), ()) else of_whom
    if too_late or held is None or not changed <= of_whom | how_much:
        yield sentence(
            "ShareSet: the pack does not leave {part} of rule {rule} to the meeting so, or not now",
            part=sentence(part),
            rule=rule,
        )
        return
    settled = {**pack.rules[rule], part: share}
    parts = [*settled["set_for_meeting"], part]
    settled["set_for_meeting"] = [one for one in PARTS if one in parts]
    pack.rules[rule] = settled


def answer(pack: PackRules, of: Table) -> Iterator[Sentence]:
    """`QuestionAnswered`: from now on a rule is called like the question."""
    if pack.rules is None:
        return
    question, chosen = of["question"], of["answer"]
    if chosen not in pack.asked.get(question, ()) or chosen not in pack.rules:
        yield sentence(
            "QuestionAnswered: the pack does not ask {question}, or not with the answer {answer}",
            question=question,
            answer=chosen,
        )
        return
    held = pack.rules[chosen]
    title = f"{pack.titles[question]} · {held['title']}"
    article = f"{held['article']} · {of['reason']}"
    pack.rules[question] = {**held, "name": question, "title": title, "article": article}


# ---- the rule of a plan --------------------------------------------------------------------------


def differing(pack: PackRules, plan: Table) -> Iterator[Sentence]:
    """What the rule of a plan has otherwise than the pack; nothing where no rules were read."""
    if pack.rules is None:
        return
    rule = plan["rule"]
    right = pack.rules.get(rule["name"])
    if right is None:
        yield sentence(
            "PollPrepared: poll {poll} goes by rule {rule}, which the pack does not have",
            poll=plan["poll"],
            rule=rule["name"],
        )
        return
    if SEATS in rule.get("set_for_meeting", ()) and "is" in pack.left.get(
        (rule["name"], SEATS), ()
    ):
        settled = [*right["set_for_meeting"], SEATS]
        right = {**right, SEATS: rule[SEATS], "set_for_meeting": settled}
    for member, value in right.items():
        found = rule.get(member, DEFAULTS.get(member, []))
        found = _plain(found) if member in PARTS and found is not None else found
        if type(found) is not type(value) or found != value:
            yield sentence(
                "PollPrepared: poll {poll}: {member} of its rule is {found}; "
                "the pack gives {right}",
                poll=plan["poll"],
                member=sentence(member),
                found=_told(found),
                right=_told(value),
            )


def _told(value: Any) -> Any:
    """A share as it is read aloud; everything else as it is."""
    if not isinstance(value, dict):
        return "-" if value is None else str(value)
    share = cast("Table", value)
    basis: str = share["basis"]
    sign = ">" if share["strict"] else "\N{GREATER-THAN OR EQUAL TO}"
    return sentence(
        "{sign} {fraction} of {basis}",
        sign=sign,
        fraction=share["fraction"],
        basis=sentence(basis),
    )
