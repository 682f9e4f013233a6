"""What the settings bring into a new book: the pack, officers, roll and agenda, as orders."""

from collections.abc import Iterable
from pathlib import Path

from kiosk.clerk import orders as o
from kiosk.clerk.acting import Drafts
from kiosk.clerk.beginning import find_pack, roll_orders
from kiosk.clerk.rollfile import read_roll
from kiosk.config import ItemSettings, Settings
from kiosk.faults import UnusableInput
from kiosk.meeting.ballot import laid_form
from kiosk.meeting.rulepack import RulePack


def agenda_of(settings: Settings, folder: Path) -> tuple[tuple[o.Order, ...], Drafts]:
    """Everything the settings bring into a new book, and the polls laid down for the items."""
    pack = find_pack(settings.pack, folder)
    _demand_rules(pack, settings.item)
    orders: list[o.Order] = [o.AdoptPack(pack)]
    orders += [o.NameOfficer(one.name, one.role) for one in settings.officer]
    orders += _settled(settings)
    if settings.roll is not None:
        orders += roll_orders(read_roll(settings.roll))
    drafts: dict[int, o.PreparePoll] = {}
    for number, item in enumerate(settings.item, start=1):
        orders.append(o.TableItem(number, item.title, item.noticed))
        orders.append(o.PutMotion(number, item.motion, item.text, noticed=bool(item.noticed)))
        drafts[number] = _draft(number, item)
    return tuple(orders), drafts


def _settled(settings: Settings) -> list[o.Order]:
    """What the pack leaves to the meeting, and what it asks; in the convener's name."""
    by = settings.meeting.convener
    return [
        *(o.SetShare(one.rule, one.part, one.share, by) for one in settings.set),
        *(o.AnswerQuestion(one.question, one.rule, one.reason, by) for one in settings.answer),
    ]


def _demand_rules(pack: RulePack, items: Iterable[ItemSettings]) -> None:
    for number, item in enumerate(items, start=1):
        if pack.rule(item.rule) is None and pack.question(item.rule) is None:
            raise UnusableInput(
                "item {number} is to be polled by the rule {rule}, which the pack has not",
                where=f"pack {pack.pack}",
                cure="name one of {known}",
                number=number,
                rule=item.rule,
                known=", ".join(rule.name for rule in pack.rules),
            )


def _draft(number: int, item: ItemSettings) -> o.PreparePoll:
    return o.PreparePoll(
        item=number,
        rule=item.rule,
        form=laid_form(item.kind, item.options, item.maximum),
        named=not item.secret,
        last_press_counts=item.last_press_counts,
        duration_s=item.duration_s,
        seats=item.seats,
    )
