"""What two officers are shown of a personal record, at the console and at the command line."""

from dataclasses import asdict

from kiosk.meeting.roll import Person


def told_record(person: Person) -> tuple[tuple[str, str | int], ...]:
    """The members that hold something, in the record's order; the salt is nobody's to see."""
    told = asdict(person).items()
    return tuple((name, value) for name, value in told if name != "salt" and value)
