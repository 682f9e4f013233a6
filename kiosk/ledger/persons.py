"""Persons: what stands outside the chain, and the commitment that stands in it (bundle.md §7)."""

import secrets
from hashlib import sha256

from kiosk.ledger.codec import build, from_json, plain, to_json
from kiosk.ledger.data_key import DataKey
from kiosk.ledger.form import Misfit, an_object
from kiosk.meeting.roll import Person

BUNDLED = ("number", "name", "group", "age_band", "occupation", "salt")
SEALED = "sealed"


def new_salt() -> str:
    """32 fresh hex digits."""
    return secrets.token_hex(16)


def commitment(person: Person) -> str:
    """The hex digest that the roll holds instead of the person."""
    return sha256("\n".join(_members(person)).encode()).hexdigest()


def demand_one_line(person: Person) -> None:
    """ValueError for a line feed inside a member: two persons could then commit alike."""
    more = (person.id_number, person.phone, person.income_band)
    if any("\n" in member for member in (*_members(person), *more)):
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
    """The line of `persons.jsonl`, without its line feed (bundle.md §7)."""
    told = plain(person)
    return to_json({name: told[name] for name in BUNDLED})


def read_person(record: bytes) -> Person:
    """The person of such a line; Misfit when it holds none."""
    return build(Person, from_json(record))


def seal_person(person: Person, key: DataKey) -> bytes:
    """The record the book keeps: the number, and every field sealed for its column and row."""
    told = plain(person)
    number = told.pop("number")
    sealed = {name: key.seal(text, _place(name, number)) for name, text in told.items()}
    return to_json({SEALED: sealed, "number": number})


def is_sealed(record: bytes) -> bool:
    """False for a record of the times before data keys, which stands there in plain text."""
    return record.startswith(b'{"%s":' % SEALED.encode())


def open_person(record: bytes, key: DataKey) -> Person:
    """The person of a sealed record; Misfit when it does not open with this key."""
    document = from_json(record)
    number, sealed = document.get("number"), an_object(document.get(SEALED))
    try:
        told = {name: key.open(str(box), _place(name, number)) for name, box in sealed.items()}
    except ValueError as error:
        raise Misfit(str(error), SEALED) from error
    return build(Person, {"number": number, **told})


def _place(column: str, number: object) -> str:
    return f"person/{column}/{number}"
