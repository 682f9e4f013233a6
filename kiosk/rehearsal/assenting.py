"""What takes two officers, as a line of a scene says it."""

from kiosk.rehearsal.reading import Line, Said


def read_two(line: Line) -> Said:
    line.one_of(("reason",))
    return read_by_two(line, line.text("the reason"))


def read_by_two(line: Line, reason: str, *more: str) -> Said:
    """Who assents, and whether one does so `alone` or the second late; `more` may stand there."""
    line.one_of(("by",))
    first = line.text("an officer")
    line.one_of(("and",))
    said: Said = {"reason": reason, "officers": (first, line.text("another officer"))}
    how = line.maybe("alone", "apart", *more)
    if how is not None and how in more:
        said[how] = line.text("what the second types")
    if how == "apart":
        said["apart"] = line.time_ns("how long between the two assents")
    return said | ({"alone": True} if how == "alone" else {})
