"""A scribe for made-up books: its own chain, roots, manifest and seal, after docs/bundle.md.

Nothing here is taken from the verifier, and nothing here judges: a test says itself what each
press became and what was counted.
"""

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

MEETING = "c0ffee00" * 4
HALL_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
OFFICERS = {"王建国": "chair", "李敏": "operator", "赵强": "teller"}
TWO = ["王建国", "李敏"]
BUNDLE_TEXT = (Path(__file__).parents[2] / "docs" / "bundle.md").read_bytes()


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def public(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()


def encode(entry: dict[str, Any]) -> bytes:
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()


def split_root(leaves: list[bytes]) -> bytes:
    """RFC 9162 §2.1.1 as it is written there: split at the largest power of two below n."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\1" + split_root(leaves[:k]) + split_root(leaves[k:])).digest()


def chain(bodies: list[bytes]) -> list[str]:
    hashes, previous = [], bytes(32)
    for body in bodies:
        previous = hashlib.sha256(b"\2" + previous + body).digest()
        hashes.append(previous.hex())
    return hashes


def person(number: int) -> dict[str, Any]:
    return {
        "number": number,
        "name": f"代表{number}",
        "group": "市民代表",
        "age_band": "18-65",
        "occupation": "教师",
        "salt": f"{number:032x}",
    }


def commitment(of: dict[str, Any]) -> str:
    order = ("salt", "number", "name", "group", "age_band", "occupation")
    return sha("\n".join(str(of[name]) for name in order).encode())


def press(keypad: int, keys: list[int], heard_ns: int, **of: Any) -> dict[str, Any]:
    return {
        "base": "east",
        "keypad": keypad,
        "keys": keys,
        "heard_ns": heard_ns,
        "session": 5,
        "sequence": None,
        "made_ms": None,
        "raw": "",
        **of,
    }


def share(fraction: str, basis: str, *, strict: bool = False) -> dict[str, Any]:
    return {"fraction": fraction, "strict": strict, "basis": basis}


def rule(**of: Any) -> dict[str, Any]:
    return {
        "name": "ordinary",
        "title": "一般事项",
        "article": "第二十七条",
        "attendance": share("2/3", "roll"),
        "participation": None,
        "threshold": share("1/2", "present", strict=True),
        "tie": "lost",
        "recused": "leave",
        "seats": 0,
        "secret_only": False,
        "paper_only": False,
        "resolution": True,
        **of,
    }


def plan(poll: int, **of: Any) -> dict[str, Any]:
    return {
        "poll": poll,
        "item": 1,
        "motion_version": 1,
        "round": 1,
        "form": {"kind": "for_against", "options": [], "minimum": 1, "maximum": 1},
        "rule": rule(),
        "named": True,
        "last_press_counts": True,
        "duration_s": None,
        **of,
    }


def choose(options: int, minimum: int, maximum: int) -> dict[str, Any]:
    names = [f"项目{at + 1}" for at in range(options)]
    return {"kind": "choose", "options": names, "minimum": minimum, "maximum": maximum}


def trial(name: str, of: dict[str, Any], base: int, needed: int, have: int) -> dict[str, Any]:
    return {"name": name, **of, "base": base, "needed": needed, "have": have, "met": have >= needed}


BUCKETS = (
    "roll",
    "base",
    "in_favour",
    "against",
    "abstain",
    "chosen",
    "void",
    "not_pressed",
    "recused",
)


def tally(**of: Any) -> dict[str, Any]:
    buckets = [
        "roll",
        "base",
        "in_favour",
        "against",
        "abstain",
        "chosen",
        "void",
        "not_pressed",
        "recused",
    ]
    return {**dict.fromkeys(buckets, 0), "options": [], **of}


def outcome(verdict: str, tests: list[dict[str, Any]], **of: Any) -> dict[str, Any]:
    return {"verdict": verdict, "tests": tests, "taken": [], "tied": [], **of}


@dataclass
class Scribe:
    """Writes entries one by one; `at` is the monotonic clock and goes on by a millisecond each."""

    meeting: str = MEETING
    key: Ed25519PrivateKey = HALL_KEY
    at: int = 1_000_000_000
    desk: str = ""
    bodies: list[bytes] = field(default_factory=list)
    papers: dict[str, bytes] = field(default_factory=dict)
    persons: list[dict[str, Any]] = field(default_factory=list)
    _leaves: dict[int, list[bytes]] = field(default_factory=dict)

    def write(self, fact: str, **of: Any) -> int:
        number = len(self.bodies)
        body = encode(
            {
                "v": 1,
                "meeting": self.meeting,
                "n": number,
                "utc": f"2026-11-23T06:{number // 60 % 60:02d}:{number % 60:02d}.123456Z",
                "mono": self.at,
                **({"desk": self.desk} if self.desk else {}),
                "fact": fact,
                "of": of,
            }
        )
        self.at += 1_000_000
        self.bodies.append(body)
        if fact in ("BallotCast", "BallotSealed", "PressRefused"):
            self._leaves.setdefault(of["poll"], []).append(body)
        return number

    def open_book(self, **of: Any) -> None:
        self.write(
            "BookOpened",
            **{
                "meeting": self.meeting,
                "title": "南岸区市民大会",
                "session_title": "第一次会议",
                "place": "重庆",
                "convener": "秘书处",
                "utc_offset_min": 480,
                "practice": False,
                "software": "kiosk 0.1.0",
                "settings_sha256": "0" * 64,
                "seal_key": public(self.key),
                **of,
            },
        )
        self.start("boot-1")
        for name, role in OFFICERS.items():
            self.write("OfficerNamed", officer=name, role=role)

    def start(self, boot: str) -> None:
        self.write("KioskStarted", software="kiosk 0.1.0", boot=boot, settings_sha256="0" * 64)

    def freeze(self, seats: dict[str, bool]) -> None:
        """The roll: seat to voting right; delegate numbers from 1, persons made up."""
        self.persons = [person(at + 1) for at in range(len(seats))]
        self.write(
            "RollFrozen",
            delegates=[
                {
                    "number": at + 1,
                    "seat": seat,
                    "delegate_class": "市民代表",
                    "votes": seats[seat],
                    "commitment": commitment(person(at + 1)),
                }
                for at, seat in enumerate(seats)
            ],
        )

    def amend(self, *seats: str, first: int) -> None:
        """Voting delegates are added to the roll, numbered from `first`, persons made up."""
        self.persons += [person(first + at) for at in range(len(seats))]
        self.write(
            "RollAmended",
            delegates=[
                {
                    "number": first + at,
                    "seat": seat,
                    "delegate_class": "市民代表",
                    "votes": True,
                    "commitment": commitment(person(first + at)),
                }
                for at, seat in enumerate(seats)
            ],
            reason="补选",
            officers=TWO,
        )

    def bind(self, keypad: int, seat: str) -> None:
        self.write("KeypadBound", keypad=keypad, seat=seat, reason="")

    def arrive(self, *seats: str) -> None:
        for seat in seats:
            self.write("CheckedIn", seat=seat, desk="1", way="pass", reason="")

    def leave(self, seat: str) -> None:
        self.write("CheckedOut", seat=seat, desk="1", way="pass", reason="")

    def prepare(self, poll: int, **of: Any) -> None:
        self.write("PollPrepared", plan=plan(poll, **of))

    def open(self, poll: int, present: int, *sessions: tuple[str, int]) -> None:
        told = [list(session) for session in sessions or (("east", 5),)]
        self.write("PollOpened", poll=poll, sessions=told, present=present, by="主持人")

    def listen(self, poll: int, opened_ns: int, session: int = 5) -> None:
        self.write("BaseListens", poll=poll, base="east", session=session, opened_ns=opened_ns)

    def cast(self, poll: int, seat: str, heard: dict[str, Any], **of: Any) -> int:
        return self.write(
            "BallotCast",
            **{
                "poll": poll,
                "seat": seat,
                "choice": heard["keys"],
                "replaces": False,
                "in_flight": False,
                **of,
                "press": heard,
            },
        )

    def refuse(self, poll: int, seat: str, reason: str, heard: dict[str, Any]) -> int:
        return self.write("PressRefused", poll=poll, seat=seat, reason=reason, press=heard)

    def pause(self, poll: int) -> None:
        self.write("PollPaused", poll=poll, remaining_ms=1000, by="主持人")

    def resume(self, poll: int) -> None:
        self.write("PollResumed", poll=poll, remaining_ms=1000, by="主持人")

    def follow(self, poll: int, entry: int, at_ns: int) -> None:
        self.write("PollFollowed", poll=poll, entry=entry, at_ns=at_ns)

    def closing(self, poll: int, closed_ns: int | None = None) -> None:
        closed = self.at if closed_ns is None else closed_ns
        self.write("PollClosing", poll=poll, closed_ns=closed, by="主持人")

    def closed(self, poll: int, *base: str, **of: Any) -> int:
        leaves = self._leaves.get(poll, [])
        root = split_root(leaves).hex()
        right = {"poll": poll, "entries": len(leaves), "root": root, "base": list(base)}
        return self.write("PollClosed", **{**right, **of})

    def reconcile(
        self, poll: int, heard: int, counted: int, refused: int, silent: list[str]
    ) -> int:
        return self.write(
            "PollReconciled",
            poll=poll,
            heard=heard,
            counted=counted,
            replaced=heard - counted - refused,
            refused=refused,
            silent=silent,
            differences=[],
        )

    def declare(self, poll: int, counts: dict[str, Any], result: dict[str, Any]) -> int:
        return self.write(
            "Declared", poll=poll, tally=counts, outcome=result, by="主持人", shown=[["for", "1"]]
        )

    def issue(self, number: str, poll: int, content: bytes) -> int:
        name = f"{number}.pdf"
        self.papers[name] = content
        return self.write(
            "PaperIssued",
            number=number,
            kind="vote_record",
            poll=poll,
            copy=1,
            pages=1,
            sha256=sha(content),
            file=name,
        )

    def members(self, **of: Any) -> dict[str, bytes]:
        return members(self.bodies, self.key, papers=self.papers, persons=self.persons, **of)


def members(
    bodies: list[bytes],
    key: Ed25519PrivateKey = HALL_KEY,
    *,
    papers: dict[str, bytes] | None = None,
    persons: list[dict[str, Any]] | None = None,
    meeting: str = MEETING,
) -> dict[str, bytes]:
    """The members of a bundle over these bodies, all hashed and sealed anew."""
    content = {
        "entries.jsonl": b"".join(body + b"\n" for body in bodies),
        "hashes.txt": "".join(digest + "\n" for digest in chain(bodies)).encode(),
        "bundle.md": BUNDLE_TEXT,
        **{f"papers/{name}": data for name, data in (papers or {}).items()},
    }
    if persons is not None:
        content["persons.jsonl"] = b"".join(encode(one) + b"\n" for one in persons)
    return sealed(content, chain(bodies)[-1], len(bodies), key, meeting)


def sealed(
    content: dict[str, bytes],
    head: str,
    entries: int,
    key: Ed25519PrivateKey = HALL_KEY,
    meeting: str = MEETING,
) -> dict[str, bytes]:
    """`content` with a manifest and a seal over it."""
    manifest = encode(
        {
            "format": "kiosk-bundle/1",
            "meeting": meeting,
            "entries": entries,
            "head": head,
            "seal_key": public(key),
            "files": [
                {"name": name, "sha256": sha(data), "bytes": len(data)}
                for name, data in content.items()
            ],
        }
    )
    text = f"kiosk-seal/1|{meeting}|{entries}|{head}|{sha(manifest)}"
    seal = encode(
        {
            "meeting": meeting,
            "entries": entries,
            "head": head,
            "manifest_sha256": sha(manifest),
            "signature": key.sign(text.encode()).hex(),
        }
    )
    return {**content, "manifest.json": manifest, "seal.json": seal}


def zipped(content: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return packed.getvalue()


def altered(bodies: list[bytes], number: int, change: Any) -> list[bytes]:
    """The bodies with one entry changed by `change(of)` and written anew, nothing else."""
    entry = json.loads(bodies[number])
    change(entry["of"])
    return [*bodies[:number], encode(entry), *bodies[number + 1 :]]


def found(bodies: list[bytes], fact: str, nth: int = 0) -> int:
    """The number of the nth entry of a fact."""
    numbers = [at for at, body in enumerate(bodies) if json.loads(body)["fact"] == fact]
    return numbers[nth]
