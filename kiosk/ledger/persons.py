"""Persons: what stands outside the chain, and the commitment that stands in it (bundle.md §7)."""

import secrets
from hashlib import sha256

from kiosk.ledger.codec import build, from_json, plain, to_json
from kiosk.meeting.roll import Person


def new_salt() -> str:
    """32 fresh hex digits."""
    return secrets.token_hex(16)


def commitment(person: Person) -> str:
    """The hex digest that the roll holds instead of the person."""
    return sha256("\n".join(_members(person)).encode()).hexdigest()


def demand_one_line(person: Person) -> None:
    """ValueError for a line feed inside a member: two persons could then commit alike."""
    if any("\n" in member for member in _members(person)):
        raise ValueError(f"a line feed in the personal record of delegate {person.number}")


def _members(person: Person) -> tuple[str, ...]:
    return (
        person.salt,
        str(person.number),
        person.name,
        person.group,
        person.age_band,
        person.occupation,
    )


def write_person(person: Person) -> bytes:
    """The line of `persons.jsonl`, without its line feed; the record the book keeps."""
    return to_json(plain(person))


def read_person(record: bytes) -> Person:
    """The person of a record; Misfit when it holds none."""
    return build(Person, from_json(record))
