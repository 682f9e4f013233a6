"""封存单: the hashes of every final file, for the notary to keep apart from the files."""

from collections.abc import Iterable
from dataclasses import replace

from kiosk.meeting.sealed import FileGroup, SealedFile, SealSlip
from kiosk.printing.anchor import Sign, checked_groups, modules
from kiosk.printing.blocks import (
    NOTE,
    SMALL,
    VALUE,
    Block,
    Gap,
    Keep,
    Prose,
    prose,
    title,
    under,
)
from kiosk.printing.conclusion import lines_to_sign
from kiosk.printing.forms import Particulars, particular, ruled
from kiosk.printing.imprints import book_imprint
from kiosk.printing.particulars import meeting_row, place_row
from kiosk.printing.pen import MM
from kiosk.printing.phrases import (
    certificate_fingerprint,
    digest,
    fingerprint,
    halved_digest,
    moment,
    practice_mark,
)
from kiosk.printing.sheet import Imprint
from kiosk.printing.tables import Align, Column, listing
from kiosk.words import Words

SIGNED_TEXT = b"kiosk-seal-slip/1|"
CODE = "KIOSK:S1:"
VERIFIER = "verifier.pyz"
SIGNATURES = ("sig", "sm2sig")
OFFICES = ("Chair", "Teller", "Notary")


def seal_slip_blocks(slip: SealSlip, words: Words) -> tuple[Block, ...]:
    """Everything the paper says, in order."""
    return (
        title(words.say("SEAL SLIP")),
        _particulars(slip, words),
        *under(words.say("To check on an own computer"), tuple(_command(slip, words))),
        *(block for group in FileGroup for block in _group(slip, group, words)),
        Gap(3 * MM),
        _signed(words),
        *prose(words.say("(Nothing follows.)"), NOTE),
    )


def seal_slip_imprint(slip: SealSlip, words: Words, *, sign: Sign) -> Imprint:
    """Header and footer; the code holds the number of the list and the seal key's signature."""
    plain = book_imprint(
        words,
        slip.heading,
        kind=words.say("Seal slip"),
        paper=slip.paper,
        book=slip.book,
        watermark=practice_mark(words, slip.heading),
    )
    said = f"{slip.heading.meeting}|{len(slip.files)}|{slip.list_sha256}"
    signature = sign(SIGNED_TEXT + said.encode()).hex()
    code = f"{CODE}{said.replace('|', ':')}:{signature}".upper()
    return replace(plain, code=modules(code))


def _particulars(slip: SealSlip, words: Words) -> Particulars:
    heading, groups = slip.heading, checked_groups(slip.list_sha256)
    size = sum(one.bytes for one in slip.files)
    files = words.say("{n} files, {size} bytes", n=len(slip.files), size=f"{size:,}")
    at = moment(words, slip.book.utc, heading.utc_offset_min)
    number = f"{'   '.join(groups[:4])}\n{'   '.join(groups[4:])}"
    how = words.say("SHA-256 of the list below; to be typed into the verifier with --list")
    key = words.say("fingerprint {it}", it=fingerprint(heading.seal_key))
    rows = [
        meeting_row(words, heading),
        place_row(words, heading),
        particular(words.say("Sealed"), f"{at}   {files}"),
        particular(words.say("List number"), number, how),
        particular(words.say("Seal key"), key, digest(heading.seal_key)),
    ]
    if heading.certificate:
        shown = digest(heading.certificate)
        rows.append(particular(words.say("Hall's certificate"), "SHA-256", shown))
    return ruled(rows)


def _command(slip: SealSlip, words: Words) -> Iterable[Block]:
    """The whole command, to be typed as it stands; in one line or in these."""
    said = words.say(
        "Python 3.9 or later is all it needs; no network. In the folder with these files type, in "
        "one line or as here. The digits are those of this slip: type them from the sheet that "
        "was signed in ink."
    )
    first = words.say(
        "First of all compare the SHA-256 of {verifier} with the one in the list below, taken with "
        "a tool of the computer itself: sha256sum {verifier}; on Windows certutil -hashfile "
        "{verifier} SHA256. A verifier cannot vouch for itself.",
        verifier=VERIFIER,
    )
    yield Keep((*prose(first, NOTE), Gap(2)))
    yield Keep((*prose(said, NOTE), Gap(2)))
    yield _typed("Linux, macOS", _lines(slip, "python3", "papers/*.pdf", "'", " \\"))
    yield _typed("Windows", _lines(slip, "py", "papers\\*.pdf", '"', " ^"))


def _lines(slip: SealSlip, python: str, papers: str, quote: str, more: str) -> tuple[str, ...]:
    """The command for one system: a line for each option, each but the last to be continued."""
    heading, named = slip.heading, {one.group: one.name for one in slip.files}
    head, number = (" ".join(checked_groups(one)) for one in (slip.book.sha256, slip.list_sha256))
    options = [("--head", head), ("--list", number)]
    options.insert(1, ("--fingerprint", fingerprint(heading.seal_key)))
    if heading.certificate:
        options.insert(2, ("--certificate", certificate_fingerprint(heading.certificate)))
    program = f"{python} -I {VERIFIER} {named[FileGroup.BUNDLE]} {papers}"
    told = [program, *(f"{option} {quote}{typed}{quote}" for option, typed in options)]
    return (*(f"{line}{more}" for line in told[:-1]), told[-1])


def _typed(system: str, held: tuple[str, ...]) -> Block:
    name = Prose((system,), NOTE)
    return Keep((name, Prose(held, SMALL, inset=4 * MM), Gap(3)))


def _group(slip: SealSlip, group: FileGroup, words: Words) -> Iterable[Block]:
    held = [(at, one) for at, one in enumerate(slip.files, start=1) if one.group is group]
    if not held:
        return
    columns = (
        Column(words.say("No."), 9 * MM, Align.CENTRE),
        Column(words.say("File"), 57 * MM),
        Column(words.say("Bytes"), 21 * MM, Align.RIGHT),
        Column(words.say("Hash"), 16 * MM),
        Column(words.say("Digits"), 62 * MM),
    )
    name = words.name("files", group)
    again = words.say("{title} (continued)", title=name)
    rows = (_row(at, one) for at, one in held)
    yield Gap(2 * MM)
    yield from under(name, (listing(columns, rows, again=again),))


def _row(at: int, one: SealedFile) -> tuple[str, ...]:
    digits = f"{halved_digest(one.sha256)}\n{halved_digest(one.sm3)}"
    return str(at), _name(one), f"{one.bytes:,}", "SHA-256\n \nSM3\n ", digits


def _name(one: SealedFile) -> str:
    """The file's name; a paper's folder stands in the heading, a signature's ending on a line."""
    name = one.name.rpartition("/")[2]
    paper, _, ending = name.rpartition(".")
    return f"{paper}\n.{ending}" if ending in SIGNATURES else name


def _signed(words: Words) -> Block:
    """The lines to sign on, with what is signed."""
    said = words.say(
        "The files listed above were compared by those who sign below with the hashes printed "
        "here. This slip is kept by the notary apart from the copy of the files; a file whose "
        "hash is another one is not the file that was sealed."
    )
    return Keep((*prose(said, VALUE), Gap(3 * MM), lines_to_sign(words, *OFFICES)))
