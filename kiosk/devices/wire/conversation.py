"""One question at a time on a half-duplex line: asking, waiting, asking again.

A Modbus answer does not say which question it answers: a read tells only how many words it
brings, a write only where it wrote. So an answer is taken for the open question's when its head is
the one the question promises; what else comes is a stray, counted and dropped.

After an answer that needed more than one try the line is left alone for as long as a try may take:
the answer to the first try may still be on its way, and it must not be taken for the answer to the
next question.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from pymodbus.pdu.register_message import (
    ReadInputRegistersRequest,
    WriteMultipleRegistersRequest,
)

from kiosk.devices.wire.cutting import Noise
from kiosk.devices.wire.framing import ANSWERS, Deframer, sealed

TRIES = 3


@dataclass(frozen=True, slots=True)
class Question:
    """A whole request, and how the answer to it begins."""

    frame: bytes
    answer_head: bytes
    refusal_head: bytes


def read_question(unit: int, address: int, words: int) -> Question:
    """Ask for input registers (FC04)."""
    pdu = ReadInputRegistersRequest(address=address, count=words, dev_id=unit)
    return _question(unit, pdu.function_code, pdu.encode(), bytes([2 * words]))


def write_question(unit: int, address: int, words: Iterable[int]) -> Question:
    """Write holding registers in one PDU (FC16)."""
    pdu = WriteMultipleRegistersRequest(address=address, registers=list(words), dev_id=unit)
    encoded = pdu.encode()
    return _question(unit, pdu.function_code, encoded, encoded[:4])


def _question(unit: int, function: int, encoded: bytes, promised: bytes) -> Question:
    return Question(
        frame=sealed(bytes([unit, function]) + encoded),
        answer_head=bytes([unit, function]) + promised,
        refusal_head=bytes([unit, function | 0x80]),
    )


class Outcome(Enum):
    """How a question ended."""

    ANSWERED = auto()
    REFUSED = auto()
    SILENCE = auto()


@dataclass(frozen=True, slots=True)
class Answer:
    """`body`: what follows the promised head, CRC apart. `exception` only when refused."""

    outcome: Outcome
    body: bytes = b""
    exception: int = 0


class Conversation:
    """The line to one unit."""

    def __init__(self, unit: int, timeout_ns: int) -> None:
        self._deframer = Deframer((unit,), ANSWERS)
        self._timeout_ns = timeout_ns
        self._question: Question | None = None
        self._tries = 0
        self._until_ns = 0
        self._strays = 0

    @property
    def waiting(self) -> bool:
        return self._question is not None

    @property
    def until_ns(self) -> int:
        """When the wait for the answer, or the rest after it, is over."""
        return self._until_ns

    def ask(self, question: Question, now_ns: int) -> bytes:
        """Return the bytes to send; only when not `waiting` and `until_ns` is past."""
        self._question, self._tries, self._until_ns = question, 1, now_ns + self._timeout_ns
        return question.frame

    def hear(self, data: bytes, now_ns: int) -> Answer | None:
        return self._answer(self._deframer.feed(data), now_ns)

    def lapse(self, now_ns: int) -> Answer | bytes | None:
        """See to a wait that is over: a belated answer, the bytes to send again, or silence."""
        if now_ns < self._until_ns:
            return None
        answer = self._answer(self._deframer.silence(), now_ns)
        if answer or not self._question:
            return answer
        if self._tries == TRIES:
            self._question = None
            return Answer(Outcome.SILENCE)
        self._tries += 1
        self._until_ns = now_ns + self._timeout_ns
        return self._question.frame

    def forget(self) -> None:
        """The line is gone, and the open question with it."""
        self._question, self._until_ns = None, 0
        self._deframer.forget()

    def take_noise(self) -> Noise:
        return self._deframer.take_noise()

    def take_strays(self) -> int:
        """Return how many whole answers came that nobody had asked for, since the last call."""
        strays, self._strays = self._strays, 0
        return strays

    def _answer(self, frames: Iterable[bytes], now_ns: int) -> Answer | None:
        answer: Answer | None = None
        for frame in frames:
            fitting = None if answer else self._fitting(frame)
            answer = answer or fitting
            self._strays += fitting is None
        if answer:
            rest_ns = self._timeout_ns if self._tries > 1 else 0
            self._question, self._until_ns = None, now_ns + rest_ns
        return answer

    def _fitting(self, frame: bytes) -> Answer | None:
        asked = self._question
        if asked and frame.startswith(asked.answer_head):
            return Answer(Outcome.ANSWERED, frame[len(asked.answer_head) : -2])
        if asked and frame.startswith(asked.refusal_head):
            return Answer(Outcome.REFUSED, exception=frame[2])
        return None
