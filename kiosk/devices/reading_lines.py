"""What bytes on a line mean, without a poll: for a person who looks at a wire or at a tape.

A reader is handed what the host said and what the device said, in their order, and tells frames,
presses and runs of noise in plain text. It uses the drivers' own framers and their own folds, so a
press is told once. Where an answer does not say what it answers (HVM-1) the question before it is
remembered.
"""

import struct
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from kiosk.devices.events import KeypadPressed
from kiosk.devices.keypads import hvm1_map as m
from kiosk.devices.keypads import jsonline_words as j
from kiosk.devices.keypads import sunvote_frames as s
from kiosk.devices.keypads import taiden as t
from kiosk.devices.keypads.hvm1_intake import Intake
from kiosk.devices.wire.cutting import Cutter, Noise
from kiosk.devices.wire.framing import ANSWERS, REQUESTS, Deframer

PRESS, FRAME, NOISE = "press", "frame", "noise"
UNITS = range(1, 248)


@dataclass(frozen=True, slots=True)
class Told:
    """One line: `kind` is press, frame or noise; `>` begins what the host said.

    `press` is the press that a line of that kind tells, its keypad as the wire numbers it.
    """

    kind: str
    text: str
    press: KeypadPressed | None = None

    def __str__(self) -> str:
        return f"{self.kind} {self.text}"


class Framer(Protocol):
    def feed(self, data: bytes) -> list[bytes]: ...

    def silence(self) -> list[bytes]: ...

    def take_noise(self) -> Noise: ...


class LineReader:
    """Both directions of one line; `frame` tells what one whole frame means."""

    def __init__(self, host: Framer, device: Framer) -> None:
        self._framers = {True: host, False: device}

    def read(self, data: bytes, *, from_host: bool) -> list[Told]:
        """Tell what these bytes complete; what the other side left unfinished is noise."""
        told = self._silence(not from_host)
        framer = self._framers[from_host]
        told += self._frames(framer.feed(data), from_host=from_host)
        return told + _noise(framer, from_host=from_host)

    def end(self) -> list[Told]:
        """Nothing more comes."""
        return self._silence(True) + self._silence(False)

    def frame(self, frame: bytes, *, from_host: bool) -> list[Told]:
        raise NotImplementedError

    def _silence(self, from_host: bool) -> list[Told]:
        framer = self._framers[from_host]
        told = self._frames(framer.silence(), from_host=from_host)
        return told + _noise(framer, from_host=from_host)

    def _frames(self, frames: Iterable[bytes], *, from_host: bool) -> list[Told]:
        return [told for frame in frames for told in self.frame(frame, from_host=from_host)]


def _noise(framer: Framer, *, from_host: bool) -> list[Told]:
    noise = framer.take_noise()
    if not noise.noise_bytes:
        return []
    side = "> " if from_host else ""
    what = f"{noise.noise_bytes} bytes, {noise.bad_frames} bad frames: {noise.first_bytes.hex(' ')}"
    return [Told(NOISE, side + what)]


def _keys(keys: tuple[int, ...]) -> str:
    return "keys " + ("+".join(map(str, keys)) or "none")


class Hvm1Reader(LineReader):
    """All units of a line."""

    def __init__(self) -> None:
        super().__init__(Deframer((0, *UNITS), REQUESTS), Deframer(UNITS, ANSWERS))
        self._asked = b""
        self._intakes = defaultdict[int, Intake](lambda: Intake("", 0))

    def frame(self, frame: bytes, *, from_host: bool) -> list[Told]:
        told = [Told(FRAME, f"{'> ' if from_host else ''}{frame.hex(' ')}  {self._name(frame)}")]
        if from_host:
            self._asked = frame
            if frame[1] == 0x10 and frame[2:9] == b"\x02\x00\x00\x02\x04\x00\x05":
                self._intakes[frame[0]].restart()
            return told
        if self._is_answer_to(m.WINDOW_AT, frame):
            presses = self._intakes[frame[0]].window(frame[3:-2], 0)
            told += [Told(PRESS, _hvm1_press(frame[0], press), press) for press in presses]
        return told

    def _is_answer_to(self, address: int, frame: bytes) -> bool:
        head = struct.pack(">2BH", frame[0], 0x04, address)
        return frame[1] == 0x04 and self._asked.startswith(head)

    def _name(self, frame: bytes) -> str:
        unit, function = frame[:2]
        if function & 0x80:
            return f"unit {unit} refuses: exception {frame[2]}"
        if self._is_answer_to(m.STATUS_AT, frame) and frame[2] == 2 * m.STATUS_WORDS:
            status = m.Status.from_bytes(frame[3:-2])
            waiting = f"newest {status.newest} acknowledged {status.acknowledged}"
            return f"unit {unit} state {status.state} session {status.session} {waiting}"
        return f"unit {unit} function {function:02X}"


def _hvm1_press(unit: int, press: KeypadPressed) -> str:
    where = f"unit {unit} keypad {press.keypad} {_keys(press.keys)}"
    return f"{where} session {press.session} sequence {press.sequence} at {press.made_ms} ms"


def _bare_press(keypad: int, option: int, raw: bytes) -> KeypadPressed:
    """A press of a wire without sessions, sequences and clocks."""
    return KeypadPressed(
        "", keypad, (option,), heard_ns=0, session=None, sequence=None, made_ms=None, raw=raw
    )


class SunVoteReader(LineReader):
    """A row that every window since its first shows again is one press."""

    def __init__(self) -> None:
        super().__init__(s.sunvote_cutter(), s.sunvote_cutter())
        self._shown: set[bytes] = set()
        self._before: set[bytes] = set()

    def frame(self, frame: bytes, *, from_host: bool) -> list[Told]:
        payload = frame[s.HEAD : -2]
        side = "> " if from_host else ""
        told = [Told(FRAME, f"{side}{frame.hex(' ')}  command {payload[0]:02X}/{payload[3]:02X}")]
        if from_host and payload[3] == s.POLL:
            self._before, self._shown = self._shown, set()
        if from_host or frame[3] != s.RESPONSE:
            return told
        row = s.Row.from_bytes(frame)
        if row.row == s.EMPTY:
            return told
        repeated = frame in self._before or frame in self._shown
        self._shown.add(frame)
        option = s.BUTTONS.get(row.button)
        if repeated or option is None or not row.keypad:
            return told
        text = f"keypad {row.keypad} {_keys((option,))} row {row.row}"
        return [*told, Told(PRESS, text, _bare_press(row.keypad, option, frame))]


class TaidenReader(LineReader):
    """Totals only: there are no presses on this line."""

    def __init__(self) -> None:
        starts = Cutter(t.HEADS, lambda _: len(t.START), (t.START, t.STOP).__contains__)
        super().__init__(starts, t.taiden_cutter(0xFFFF))

    def frame(self, frame: bytes, *, from_host: bool) -> list[Told]:
        if from_host:
            said = "start" if frame == t.START else "stop"
            return [Told(FRAME, f"> {frame.hex(' ')}  {said}")]
        numbers = struct.unpack(f">x{len(frame) // 2}H", frame)
        if frame[0] == t.CAMERA:
            return [Told(FRAME, f"{frame.hex(' ')}  camera {numbers[0]}")]
        names = ("present", "for", "against", "abstain")
        counts = " ".join(f"{name} {n}" for name, n in zip(names, numbers, strict=True))
        return [Told(FRAME, f"{frame.hex(' ')}  {counts}")]


class JsonLineReader(LineReader):
    """A vote is folded by (mac, value, timestamp)."""

    def __init__(self) -> None:
        super().__init__(j.LineCutter(), j.LineCutter())
        self._seen: set[j.Vote] = set()

    def frame(self, frame: bytes, *, from_host: bool) -> list[Told]:
        text = frame.decode("utf-8", "backslashreplace")
        if from_host:
            return [Told(FRAME, f"> {text}")]
        said = j.read_line(frame)
        if said is None:
            return [Told(NOISE, f"{len(frame)} bytes, 1 bad frames: {frame[:32].hex(' ')}")]
        if isinstance(said, j.Word) or said in self._seen:
            return [Told(FRAME, text)]
        self._seen.add(said)
        press = _bare_press(j.unknown_number(said.mac), said.value, frame)
        heard = f"transmitter {said.mac} {_keys((said.value,))}"
        return [Told(FRAME, text), Told(PRESS, heard, press)]


READERS: Mapping[str, Callable[[], LineReader]] = {
    "hvm1": Hvm1Reader,
    "sunvote": SunVoteReader,
    "taiden": TaidenReader,
    "jsonline": JsonLineReader,
}
