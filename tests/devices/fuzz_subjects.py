"""The framers under fuzz, each behind its driver, and the truth each is held to."""

import random
from collections import Counter

import hvm1_golden as golden
from devices_bench import Bench, call
from fuzzing import Subject

from kiosk.devices.events import KeypadPressed, PollDrained, PollStarted
from kiosk.devices.keypads import jsonline_words as j
from kiosk.devices.keypads import sunvote_frames as s
from kiosk.devices.keypads.hvm1 import Hvm1
from kiosk.devices.keypads.jsonline import JsonLine
from kiosk.devices.keypads.sunvote import SunVote
from kiosk.devices.keypads.taiden import Taiden, result_bytes
from kiosk.devices.scanners.serial_line import SerialLine
from kiosk.devices.simulator.bases import BASES
from kiosk.devices.simulator.damage import DamageSpec, Lane
from kiosk.devices.simulator.json_receiver import numbers_of
from kiosk.devices.wire.chunk import Chunk
from kiosk.ledger.keys import SealKey
from kiosk.ledger.passes import PassKind, make_pass, read_pass
from kiosk.ui.checkin.wedge import PASS, Code, Wedge

MS = 1_000_000
KEYPADS = 40


class Driven:
    """A driver that is fed and ticked; what it says is a press."""

    def __init__(self, driver, cutter):
        self.driver, self.cutter, self.now = driver, cutter, 0

    def feed(self, data):
        self.now += MS
        events = (*self.driver.receive(Chunk(data, self.now)), *self.driver.events(self.now))
        self.driver.tick(self.now)
        assert self.driver.due_ns(self.now) >= self.now
        return [
            (event.keypad, event.keys, event.raw)
            for event in events
            if isinstance(event, KeypadPressed)
        ]

    @property
    def held(self):
        return len(self.cutter._held)


def hvm1():
    driver = Hvm1("A")
    return Driven(driver, driver._line._deframer)


def sunvote():
    driver = SunVote("A")
    return Driven(driver, driver._cutter)


def taiden():
    driver = Taiden("A", seats=120)
    return Driven(driver, driver._cutter)


def jsonline():
    driver = JsonLine("A", numbers=numbers_of(1, KEYPADS))
    return Driven(driver, driver._cutter)


def held(fed):
    return fed.held


# ---- truths --------------------------------------------------------------------------------------

DRIVERS = {
    "hvm1": lambda: Hvm1("A", timeout_ms=100),
    "sunvote": lambda: SunVote("A"),
    "jsonline": lambda: JsonLine("A", numbers=numbers_of(1, KEYPADS)),
}


def a_poll_on_a_bad_line(protocol):
    """A whole poll from a seed: (what was pressed, what was said), keypad and keys, counted."""

    def played(turn):
        dice = random.Random(turn)
        damage = DamageSpec(
            drop=dice.uniform(0, 0.04),
            double=dice.uniform(0, 0.1),
            flip=dice.uniform(0, 0.2),
            split=dice.uniform(0, 0.4),
            delay=dice.uniform(0, 0.1),
            noise=dice.uniform(0, 0.3),
        )
        if protocol == "jsonline":
            damage = DamageSpec(drop=damage.drop, double=damage.double, split=damage.split)
        hall = Bench(
            collector=BASES[protocol](1, KEYPADS, 1),
            driver=DRIVERS[protocol],
            to_host=Lane(damage, seed=turn),
        )
        hall.station.open_poll(call())
        hall.until(PollStarted, within_s=600)
        pressed = Counter()
        for keypad in dice.choices(range(1, KEYPADS + 1), k=25):
            keys = (dice.randint(1, 3),)
            if hall.press(keypad, *keys):
                pressed[keypad, keys] += 1
            hall.run(dice.randrange(120))
        hall.station.close_poll(7)
        hall.until(PollDrained, within_s=600)
        return pressed, Counter((one.keypad, one.keys) for one in hall.all(KeypadPressed))

    return played


# ---- scanners ------------------------------------------------------------------------------------


class Scanned:
    """A scanner line; what it says counts when it is a genuine pass."""

    def __init__(self, seal, meeting):
        self.line, self.now, self._seal, self._meeting = SerialLine(), 0, seal, meeting

    def feed(self, data):
        self.now += 10 * MS
        texts = self.line.receive(Chunk(data, self.now))
        assert all(text.isprintable() for text in texts)
        found = [read_pass(text, self._seal, meeting=self._meeting) for text in texts]
        return [one.number for one in found if one.kind is PassKind.GENUINE]

    @property
    def held(self):
        return len(self.line._held)


MEETING = "0123456789abcdef" * 2


def passes(folder):
    """The hall's public seal key, and passes of delegates 1 to 30."""
    seal = SealKey.create(folder / "seal.pem")
    return seal.public_hex, {n: make_pass(seal, MEETING, number=n) for n in range(1, 31)}


def scanner(folder):
    public, known = passes(folder)

    def shown(turn):
        """Passes on a line with noise between them, each closed by its CR."""
        dice, fed = random.Random(turn), Scanned(public, MEETING)
        truth, said, sound = Counter(), Counter(), set()
        for number in dice.sample(sorted(known), 10):
            record = b"]Q1" + known[number].encode() + b"\r"
            at = dice.randrange(len(record))
            spoilt = bytearray(record)
            spoilt[at] ^= 1 << dice.randrange(8)
            intact = dice.random() < 0.7
            truth[number] += 1
            sound |= {number} if intact else set()
            noise = dice.randbytes(dice.randrange(40)) + b"\r"
            for chunk in (noise, *((record[:at], record[at:]) if intact else (bytes(spoilt),))):
                said.update(fed.feed(chunk))
            fed.now += 100 * MS
        assert sound <= said.keys()
        return truth, said

    #  Whole passes would be genuine in a flood as well: only their beginnings are mixed in.
    frames = [b"]Q1" + text.encode()[:-4] for text in known.values()]
    return Subject(lambda: Scanned(public, MEETING), frames, held, shown)


class TypedPass:
    """A keyboard wedge, each byte a key 5 ms apart; what it says counts when it is a pass."""

    def __init__(self, seal, meeting):
        self.wedge, self.now, self._seal, self._meeting = Wedge(), 0, seal, meeting

    def feed(self, data):
        found = []
        for key in data.decode("utf-8", "replace"):
            self.now += 5 * MS
            line = self.wedge.key(key, self.now)
            assert not isinstance(line, Code) or PASS.fullmatch(line.text)
            if isinstance(line, Code):
                found.append(read_pass(line.text, self._seal, meeting=self._meeting))
        return [one.number for one in found if one.kind is PassKind.GENUINE]

    @property
    def held(self):
        return len(self.wedge._text)


def wedge(folder):
    public, known = passes(folder)

    def typed(turn):
        """Passes typed by a machine, plain, full-width or under caps lock, with rubbish between."""
        dice, fed = random.Random(turn), TypedPass(public, MEETING)
        truth, said = Counter(), Counter()
        for number in dice.sample(sorted(known), 10):
            wide = "".join(chr(ord(key) + 0xFEE0) for key in known[number])
            text = dice.choice([known[number], wide, known[number].lower()])
            spoilt = list(text)
            spoilt[dice.randrange(len(text))] = dice.choice("18*" + chr(0x4E2D))
            truth[number] += 1
            rubbish = dice.randbytes(dice.randrange(40)).hex() + "\r"
            said.update(fed.feed((rubbish + "".join(spoilt) + "\r").encode()))
            assert said[number] == 0
            said.update(fed.feed((text + "\r").encode()))
            assert said[number] == 1
        return truth, said

    frames = [text.encode()[:-4] for text in known.values()]
    return Subject(lambda: TypedPass(public, MEETING), frames, held, typed)


def subject(name, folder):
    """The framer of this name; `folder` is for the keys of passes."""
    made = {"scanner": scanner, "wedge": wedge}.get(name)
    return made(folder) if made else SUBJECTS[name]


SUBJECTS = {
    "hvm1": Subject(hvm1, list(golden.ANSWERS.values()), held, a_poll_on_a_bad_line("hvm1")),
    "sunvote": Subject(
        sunvote,
        [s.Row(5, 42, 2).to_bytes(), s.start(1), s.WAKE_ALL],
        held,
        a_poll_on_a_bad_line("sunvote"),
    ),
    "taiden": Subject(taiden, [result_bytes(100, 60, 20, 10), b"\xe5\x00\x2a"], held),
    "jsonline": Subject(
        jsonline,
        [j.Vote("AA:BB:CC:DD:EE:FF", 1, 5).to_bytes()],
        held,
        a_poll_on_a_bad_line("jsonline"),
    ),
}
NAMES = ("hvm1", "sunvote", "taiden", "jsonline", "scanner", "wedge")
