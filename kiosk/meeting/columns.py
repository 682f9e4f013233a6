"""The columns of a poll: which seat is counted in which channel, and their one total.

A seat is in one column and no other: in the paper one if it holds a ballot paper that stands, else
in that of the poll's channel. A recused seat holds none. So a person is never counted twice, and
the total of the columns obeys the identity of the buckets because each column does.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kiosk.meeting.ballot import Channel
from kiosk.meeting.papercount import CountRow, CountSheet, Entry, agreed, nothing_counted
from kiosk.meeting.poll_progress import PollState
from kiosk.meeting.tally import Buckets, Column, Tally, count, count_unnamed

Areas = Mapping[str, int]


def channels_of(poll: PollState) -> tuple[Channel, ...]:
    """The channels in use, in the order of their columns."""
    used = {poll.channel} | ({Channel.PAPER} if poll.papers else set[Channel]())
    return tuple(channel for channel in Channel if channel in used)


def counted_by_people(poll: PollState) -> tuple[Channel, ...]:
    """The channels in use that two people must count."""
    return tuple(channel for channel in channels_of(poll) if channel is not Channel.KEYPADS)


def seats_of(poll: PollState, channel: Channel) -> tuple[str, ...]:
    """The seats of the base in a column."""
    holders = frozenset(poll.papers.values()) - poll.recused
    return tuple(
        seat
        for seat in poll.base
        if (Channel.PAPER if seat in holders else poll.channel) is channel
    )


def sheets_of(poll: PollState, channel: Channel) -> Iterable[Entry]:
    """Who counted this channel, and what, in the order of the book."""
    return ((one.by, one.sheet) for one in poll.counts if one.channel is channel)


def limits(poll: PollState, channel: Channel) -> tuple[int, int]:
    """How much there can be to count: the papers issued (hands: no limit), the seats entitled."""
    entitled = len(set(seats_of(poll, channel)) - poll.recused)
    return len(poll.papers) if channel is Channel.PAPER else entitled, entitled


def standing_sheet(poll: PollState, channel: Channel) -> CountSheet | None:
    """The agreed count of a channel, if there can be as much to count."""
    sheet = agreed(sheets_of(poll, channel))
    return None if sheet is None or sheet.returned > min(limits(poll, channel)) else sheet


def _owned(sheet: CountSheet) -> CountRow:
    return sheet.area or CountRow()


def area_of_entitled(poll: PollState, channel: Channel, areas: Areas) -> int:
    return sum(areas[seat] for seat in seats_of(poll, channel) if seat not in poll.recused)


def waits_for_urn(poll: PollState) -> bool:
    """True while the choices of a secret poll are in its urn."""
    return poll.by_urn and poll.opened_urn is None


def is_counted(poll: PollState) -> bool:
    """True when two people counted alike what people count, and the urn, if any, was opened."""
    if waits_for_urn(poll):
        return False
    return all(standing_sheet(poll, channel) is not None for channel in counted_by_people(poll))


def tally_over(poll: PollState, areas: Areas | None) -> Tally:
    """Count a poll over its base, each channel for itself; `areas` where owners decide."""
    if poll.by_urn:
        return with_columns(poll, _of_the_urn(poll), areas)
    choices = {seat: standing.choice for seat, standing in poll.ballots.items()}
    keypads = count(
        poll.plan.form,
        choices,
        roll=poll.roll,
        base=seats_of(poll, Channel.KEYPADS),
        recused=poll.recused,
        areas=areas,
    )
    return with_columns(poll, keypads, areas)


def _of_the_urn(poll: PollState) -> Tally:
    """The keypads' column of a secret poll: what the urn held, over so many seats, whosever."""
    seats = seats_of(poll, Channel.KEYPADS)
    return count_unnamed(
        poll.plan.form,
        poll.opened_urn.ballots if poll.opened_urn is not None else (),
        roll=poll.roll,
        base=len(seats),
        recused=len(poll.recused.intersection(seats)),
    )


def with_columns(poll: PollState, keypads: Tally, areas: Areas | None) -> Tally:
    """The tally of the keypads' column, and what was counted in the others added to it."""
    if channels_of(poll) == (Channel.KEYPADS,):
        return keypads
    blank = nothing_counted(poll.plan.form)
    others = {one: standing_sheet(poll, one) or blank for one in counted_by_people(poll)}
    columns = [_column_of_people(poll, channel, sheet) for channel, sheet in others.items()]
    if poll.channel is Channel.KEYPADS:
        columns.insert(0, Column(Channel.KEYPADS, **_sums([keypads])))
    owned = keypads.area
    if areas is not None and owned is not None:
        by_area = [_area_column(poll, one, sheet, areas) for one, sheet in others.items()]
        owned = Buckets(roll=owned.roll, **_sums([owned, *by_area]))
    return Tally(roll=keypads.roll, **_sums(columns), area=owned, columns=tuple(columns))


def _column_of_people(poll: PollState, channel: Channel, sheet: CountSheet) -> Column:
    seats = seats_of(poll, channel)
    recused = len(poll.recused.intersection(seats))
    return Column(
        channel=channel,
        base=len(seats),
        in_favour=sheet.in_favour,
        against=sheet.against,
        abstain=sheet.abstain,
        chosen=sheet.chosen,
        void=sheet.void,
        not_pressed=len(seats) - recused - sheet.returned,
        recused=recused,
        options=sheet.options,
        noes=sheet.noes,
        issued=len(poll.papers) if channel is Channel.PAPER else 0,
        returned=sheet.returned,
    )


def _area_column(poll: PollState, channel: Channel, sheet: CountSheet, areas: Areas) -> Buckets:
    row, base = _owned(sheet), sum(areas[seat] for seat in seats_of(poll, channel))
    entitled = area_of_entitled(poll, channel, areas)
    return Buckets(
        roll=0,
        base=base,
        in_favour=row.in_favour,
        against=row.against,
        abstain=row.abstain,
        chosen=row.chosen,
        void=row.void,
        not_pressed=entitled - row.returned,
        recused=base - entitled,
        options=row.options,
        noes=row.noes,
    )


def _sums(parts: Sequence[Column | Buckets]) -> dict[str, Any]:
    """Every bucket of some columns, added up."""
    figures: dict[str, Any] = {n: sum(getattr(one, n) for one in parts) for n in SUMMED}
    for name in ("options", "noes"):
        lists = (getattr(one, name) for one in parts)
        figures[name] = tuple(map(sum, zip(*lists, strict=True)))
    return figures


SUMMED = (
    "base",
    "in_favour",
    "against",
    "abstain",
    "chosen",
    "void",
    "not_pressed",
    "recused",
)
