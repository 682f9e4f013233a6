"""A keypad protocol from outside the kiosk: one letter a keypad, in capitals for 'for'.

A sample for makers: one callable that takes the base's settings and returns a `Driver`, named in
the metadata under `kiosk.keypads`. `A` is keypad 1 for, `a` keypad 1 against. The base says `!`
once it is switched on.
"""

from kiosk.devices.events import (
    Acknowledgement,
    BaseAnswered,
    Capability,
    KeypadPressed,
    PollDrained,
    PollStarted,
)

CAPABILITY = Capability(
    protocol="morse",
    options=2,
    per_seat=True,
    acknowledgement=Acknowledgement.NONE,
    multiple=False,
    secret_native=False,
    max_keypads=26,
    device_clock=False,
    keypad_text=False,
    can_call=False,
)


def driver(settings):
    return Morse(settings.name)


class Morse:
    capability = CAPABILITY

    def __init__(self, base):
        self._base = base
        self._told = []
        self._now_ns = 0

    def receive(self, chunk):
        self._now_ns = chunk.heard_ns
        return [event for byte in chunk.data for event in self._heard(byte, chunk.heard_ns)]

    def _heard(self, byte, heard_ns):
        letter = chr(byte)
        if letter == "!":
            yield BaseAnswered(self._base, "morse", 1, 26, CAPABILITY, heard_ns)
        elif letter.isascii() and letter.isalpha():
            keypad, keys = ord(letter.upper()) - 64, (1,) if letter.isupper() else (2,)
            raw = bytes([byte])
            yield KeypadPressed(self._base, keypad, keys, heard_ns, None, None, None, raw)

    def tick(self, now_ns):
        self._now_ns = now_ns
        return b""

    def events(self, now_ns):
        told, self._told = self._told, []
        return told

    def due_ns(self, now_ns):
        return now_ns if self._told else now_ns + 1_000_000_000

    def open_poll(self, call):
        now_ns = self._now_ns
        self._told.append(PollStarted(self._base, call.session, now_ns, now_ns))

    def close_poll(self, session):
        end = PollDrained(self._base, session, None, (), None, 0, self._now_ns)
        self._told.append(end)

    def acknowledge(self, presses):
        pass

    def ping(self):
        pass

    def line_lost(self):
        pass
