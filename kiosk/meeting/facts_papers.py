"""Facts of papers: issued, sent to the printer, printed, spoilt."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperIssued:
    """A paper exists. `sha256` is over the file's bytes; `copy` 1 is the first original.

    `as_of` is the last entry the paper knew of: the book up to it gives the same record again.
    `unsigned_sha256` is over the bytes before the hall signed inside the file, with the certificate
    of this fingerprint (both empty: no signature inside). `detached` are the endings of the files
    beside it that hold a signature over the whole of it.
    """

    number: str
    kind: str
    poll: int
    copy: int
    pages: int
    sha256: str
    file: str
    as_of: int
    unsigned_sha256: str = ""
    certificate: str = ""
    detached: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperSent:
    """A copy lies in the queue of `printer`, which knows it as `job`; from here on it is released.

    A copy is sent once; whatever became of it, what follows is another copy.
    """

    number: str
    copy: int
    printer: str
    job: str


@dataclass(frozen=True, slots=True)
class QueueTold:
    """What the queue says of a copy that was sent: a word of `paper_copies.Queue`."""

    number: str
    copy: int
    told: str


@dataclass(frozen=True, slots=True)
class PaperPrinted:
    """A person has the copy in hand: by its scanned code (`scan`) or by name (`hand`).

    `confirmed` is empty in books of before: the printer said that it is done.
    """

    number: str
    copy: int
    confirmed: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class PaperSpoilt:
    """A copy was given up: what came out of it is void, and another one takes its place."""

    number: str
    copy: int
    reason: str
    by: str
