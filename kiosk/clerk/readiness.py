"""Whether a hall stands ready, a line for each thing: what was found, and its cure. Pure.

What is found is looked for elsewhere (`kiosk.fitting`); here it is judged, so that a command, a
window and a test say the same of the same hall. A hall is ready while nothing is bad; what is weak
is told, and for the operator to weigh.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import median

from kiosk.clerk.rollcells import Mistake
from kiosk.clerk.views import Light
from kiosk.faults import HallFault
from kiosk.meeting.outcome import Sentence


class Subject(StrEnum):
    """What is looked at; each has a word in the catalogue (`check:…`)."""

    BASE = "base"
    ROLL = "roll"
    KEYPADS = "keypads"
    SCANNER = "scanner"
    FONTS = "fonts"
    DISPLAYS = "displays"
    PRINTER = "printer"
    SYNC = "sync"
    MEDIA = "media"
    SPACE = "space"
    CLOCK = "clock"
    PIN = "pin"
    START = "start"
    RESOLUTIONS = "resolutions"


@dataclass(frozen=True, slots=True)
class Ready:
    """One line: a thing, its light, what was found, and what to do about it (None: nothing)."""

    subject: Subject
    light: Light
    said: Sentence
    cure: Sentence | None = None


SYNC_GOOD_US, SYNC_BAD_US = 20_000, 100_000
"""Up to 20 ms nobody waits for a keypad's light; beyond 100 ms a hall of 500 waits at the close."""
SPACE_BAD_MB, SPACE_WARN_MB = 200, 1024
RTC_GOOD_S, RTC_BAD_S = 2, 60
EXTEND = "extend the desktop over this display, or name another one under [displays]"
SYNCED = "is synchronised"
MISTAKES_TOLD = 5
CORRECT_LIST = Sentence("correct it; until then the hall screen stands without the list")
WELL_PRINTER = frozenset({"ready", "waiting", "printing", "done"})


def is_ready(found: Iterable[Ready]) -> bool:
    """Whether nothing is bad."""
    return all(one.light is not Light.BAD for one in found)


def faulty(subject: Subject, fault: HallFault) -> Ready:
    """What cannot even be looked at."""
    args: dict[str, str | int] = {key: str(value) for key, value in fault.details.items()}
    told = Sentence("{where}: {what}", args | {"where": fault.where, "what": fault.what})
    return Ready(subject, Light.BAD, told, Sentence("{cure}", args | {"cure": fault.cure}))


def base_answered(name: str, port: str, first: int, keypads: int) -> Ready:
    """A base said who it is."""
    args: dict[str, str | int] = {"base": name, "port": port, "first": first, "keypads": keypads}
    said = Sentence("{base} on {port}: {keypads} keypads from {first}", args)
    return Ready(Subject.BASE, Light.GOOD, said)


def base_silent(name: str, port: str, *, asked: bool) -> Ready:
    """Nothing answered; a base that cannot be asked is only known to have its port."""
    args: dict[str, str | int] = {"base": name, "port": port}
    if not asked:
        said = Sentence("{base} on {port}: the port opens; this base cannot be asked", args)
        return Ready(Subject.BASE, Light.WARN, said, Sentence("have one keypad pressed in a trial"))
    said = Sentence("{base} on {port}: nothing answers", args)
    cure = "look at its power and its cable; kiosk probe tells what answers on which port"
    return Ready(Subject.BASE, Light.BAD, said, Sentence(cure))


def roll_read(lines: int, voters: int) -> Ready:
    args: dict[str, str | int] = {"count": lines, "voters": voters}
    return Ready(Subject.ROLL, Light.GOOD, Sentence("{count} on it, {voters} who vote", args))


def no_roll() -> Ready:
    cure = Sentence("name the file of the roll: roll = … in the settings")
    return Ready(Subject.ROLL, Light.WARN, Sentence("no roll is named"), cure)


def resolutions_read(count: int) -> Ready:
    """The list of earlier resolutions is sound."""
    return Ready(Subject.RESOLUTIONS, Light.GOOD, Sentence("{count} on it", {"count": count}))


def resolutions_mistaken(mistakes: Sequence[Mistake]) -> Iterable[Ready]:
    """The first mistakes, a line each; the hall opens all the same, without the list."""
    for one in mistakes[:MISTAKES_TOLD]:
        yield Ready(Subject.RESOLUTIONS, Light.WARN, one.sentence, CORRECT_LIST)
    more = len(mistakes) - MISTAKES_TOLD
    if more > 0:
        said = Sentence("and {count} mistakes more", {"count": more})
        yield Ready(Subject.RESOLUTIONS, Light.WARN, said, CORRECT_LIST)


def resolutions_unreadable(fault: HallFault) -> Ready:
    """No list at all; the hall opens all the same."""
    return replace(faulty(Subject.RESOLUTIONS, fault), light=Light.WARN)


def keypads_enough(voters: int, keypads: int) -> Ready:
    """Whether the bases that answer know a keypad for each who votes."""
    args: dict[str, str | int] = {"voters": voters, "keypads": keypads}
    said = Sentence("{keypads} keypads for {voters} who vote", args)
    if keypads >= voters:
        return Ready(Subject.KEYPADS, Light.GOOD, said)
    cure = Sentence("bring more keypads, or have those without one vote on paper")
    return Ready(Subject.KEYPADS, Light.WARN, said, cure)


def scanner_opens(desk: str, port: str) -> Ready:
    said = Sentence("desk {desk}: the port {port} opens", {"desk": desk, "port": port})
    return Ready(Subject.SCANNER, Light.GOOD, said)


def characters_drawn(missing: Sequence[str]) -> Ready:
    """Whether every character of the roll and the agenda can be printed."""
    if not missing:
        return Ready(Subject.FONTS, Light.GOOD, Sentence("every character can be printed"))
    said = Sentence("no glyph for: {characters}", {"characters": " ".join(missing[:10])})
    cure = Sentence("write another form of the character in the roll or the agenda")
    return Ready(Subject.FONTS, Light.BAD, said, cure)


def windows_placed(
    wished: Sequence[str], placed: Mapping[str, str], displays: Sequence[str], *, closed: bool
) -> Ready:
    """Whether every window has a display of its own; outside kiosk mode they share one."""
    args: dict[str, str | int] = {
        "placed": " · ".join(
            f"{window} → {placed[window]}" for window in wished if window in placed
        ),
        "displays": ", ".join(displays),
        "missing": ", ".join(window for window in wished if window not in placed),
    }
    if not args["missing"]:
        return Ready(Subject.DISPLAYS, Light.GOOD, Sentence("{placed}", args))
    said = Sentence("no display for {missing}; there are: {displays}", args)
    return Ready(Subject.DISPLAYS, Light.BAD if closed else Light.WARN, said, Sentence(EXTEND))


def printer_told(name: str, told: str) -> Ready:
    """How the printer says it is."""
    said = Sentence("{name}: {what}", {"name": name, "what": f"queue:{told}"})
    if told in WELL_PRINTER:
        return Ready(Subject.PRINTER, Light.GOOD, said)
    if told == "untold":
        return Ready(Subject.PRINTER, Light.WARN, said, Sentence("print a page by way of trial"))
    cure = Sentence("look at its display; kiosk printer asks it again")
    return Ready(Subject.PRINTER, Light.BAD, said, cure)


def no_printer() -> Ready:
    cure = Sentence("papers are filed as PDF: have another PC with a printer at hand")
    return Ready(Subject.PRINTER, Light.WARN, Sentence("is not set up"), cure)


def disk_synced(where: str, spent_us: Sequence[int]) -> Ready:
    """How long a medium takes until a press is safe from a power cut."""
    middle, worst = int(median(spent_us)), max(spent_us)
    args: dict[str, str | int] = {
        "where": where,
        "median": f"{middle / 1000:.1f}",
        "worst": f"{worst / 1000:.1f}",
    }
    said = Sentence("{where}: {median} ms, {worst} ms at worst", args)
    if middle <= SYNC_GOOD_US:
        return Ready(Subject.SYNC, Light.GOOD, said)
    light = Light.WARN if middle <= SYNC_BAD_US else Light.BAD
    return Ready(Subject.SYNC, light, said, Sentence("take a faster medium: an SSD, no USB stick"))


def media_apart(book: str, mirror: str | None, *, filed: bool) -> Ready:
    """Whether the second copy lies on another medium; by the names of the media, "" for unknown.

    `filed` is whether both lie on one file system, which is one medium whatever its name.
    """
    if mirror is None:
        cure = Sentence("name a file on another medium under book.mirror")
        return Ready(Subject.MEDIA, Light.WARN, Sentence("no second copy is kept"), cure)
    args: dict[str, str | int] = {"book": book, "mirror": mirror}
    cure = Sentence("put the second copy on a stick or disk of its own: book.mirror")
    if filed or (book and book == mirror):
        return Ready(Subject.MEDIA, Light.BAD, Sentence("both copies lie on one medium"), cure)
    if not (book and mirror):
        said = Sentence("two file systems; whether they are two media could not be seen")
        return Ready(Subject.MEDIA, Light.WARN, said, Sentence("look at which disk each lies"))
    return Ready(Subject.MEDIA, Light.GOOD, Sentence("{book} and {mirror}", args))


def room_left(where: str, free_mb: int) -> Ready:
    """Whether a disk has room for a meeting."""
    said = Sentence("{where}: {free} MB free", {"where": where, "free": free_mb})
    if free_mb >= SPACE_WARN_MB:
        return Ready(Subject.SPACE, Light.GOOD, said)
    light = Light.WARN if free_mb >= SPACE_BAD_MB else Light.BAD
    return Ready(Subject.SPACE, light, said, Sentence("delete what is not of this hall"))


def clock_told(*, synchronised: bool | None, rtc_off_s: int | None, plausible: bool) -> Ready:
    """Whether this PC knows the time: by a time server, or by its own battery-backed clock.

    `rtc_off_s` is by how much that one differs, None where it cannot be read. An offline hall has
    no time server; then a person compares it, as the papers say (`meeting.clock`).
    """
    set_it = Sentence("set the clock by the notary's watch, and have its battery changed")
    if not plausible:
        return Ready(Subject.CLOCK, Light.BAD, Sentence("the year cannot be right"), set_it)
    if synchronised:
        return Ready(Subject.CLOCK, Light.GOOD, Sentence(SYNCED))
    compare = Sentence("compare it with the notary's watch before the meeting")
    if rtc_off_s is None:
        said = Sentence("no time server, and its own clock cannot be read")
        return Ready(Subject.CLOCK, Light.WARN, said, compare)
    said = Sentence("no time server; its own clock differs by {seconds} s", {"seconds": rtc_off_s})
    if rtc_off_s > RTC_BAD_S:
        return Ready(Subject.CLOCK, Light.BAD, said, set_it)
    light = Light.GOOD if rtc_off_s <= RTC_GOOD_S else Light.WARN
    return Ready(Subject.CLOCK, light, said, compare)


PIN_CURE = Sentence("set it: kiosk install pin")
PINS: Mapping[str, tuple[Light, Sentence]] = {
    "ready": (Light.GOOD, Sentence("is set")),
    "no_pin": (Light.WARN, Sentence("no PIN is set")),
    "pin_damaged": (Light.BAD, Sentence("the PIN cannot be read")),
}


def pin_kept(told: str, *, closed: bool) -> Ready:
    """Whether kiosk mode is on, and its PIN set."""
    if not closed:
        cure = Sentence("set mode = true under [kiosk] where others can come to this PC")
        return Ready(Subject.PIN, Light.WARN, Sentence("kiosk mode is off"), cure)
    light, said = PINS[told]
    return Ready(Subject.PIN, light, said, None if light is Light.GOOD else PIN_CURE)


def started_by(names: Sequence[str]) -> Ready:
    """Whether the hall starts by itself, and again after a crash."""
    if not names:
        said = Sentence("the hall does not start by itself")
        return Ready(Subject.START, Light.WARN, said, Sentence("kiosk install --help"))
    said = Sentence("the hall is started by {names}", {"names": ", ".join(names)})
    if len(names) == 1:
        return Ready(Subject.START, Light.GOOD, said)
    cure = Sentence("leave one of them: kiosk install --remove")
    return Ready(Subject.START, Light.BAD, said, cure)
