"""A foreign peer: an HVM-1 base made of a pymodbus serial server and nothing of ours.

The register map is written out here once more from `wire.md` section 1, in plain numbers, so that a
mistake in our own tables does not hide in both ends. As a script it prints the path of its
pseudo-terminal and plays presses into every poll that opens:

    python tests/devices/foreign_collector.py --first 1 --keypads 60 17=2 42=1 9=1,3@2500

`keypad=key[,key…][@milliseconds after OPEN]`; without a time they come 50 ms apart.
"""

import argparse
import asyncio
import contextlib
import os
import select
import sys
import threading
import time
import tty
import zlib

from pymodbus.constants import ExcCodes
from pymodbus.framer import FramerRTU, FramerType
from pymodbus.server import ModbusSerialServer, ModbusTcpServer
from pymodbus.simulator import DataType, SimData, SimDevice

IDLE, OPEN, CLOSED = 0, 1, 3


class Registers:
    """The map: 0000 identity, 0010 status, 0100 window, 0200 commands, 0400 table."""

    def __init__(self, first=1, keypads=60):
        self.first, self.keypads = first, keypads
        self.state, self.session, self.ballot_type = IDLE, 0, 0
        self.opened, self.crc, self.newest = 0.0, 0, 0
        self.fifo = []
        self.keys, self.counts = [0] * keypads, [0] * keypads
        self.lock = threading.Lock()
        self.asked = []
        self.on_open = lambda: None

    def press(self, keypad, keys):
        """A keypad sends its whole standing choice."""
        with self.lock:
            place, key = keypad - self.first, sum(1 << (key - 1) for key in keys)
            if self.state == OPEN:
                self.keys[place], self.counts[place] = key, self.counts[place] + 1
            self.newest += 1
            ms = self._ms()
            kind = 1 if keys else 3
            words = [
                self.newest, keypad, kind << 8 | key, self.session, ms >> 16, ms & 0xFFFF, 0x5A50
            ]  # fmt: skip
            raw = b"".join(word.to_bytes(2, "big") for word in words)
            swapped = FramerRTU.compute_CRC(raw)
            self.fifo.append([*words, (swapped & 0xFF) << 8 | swapped >> 8])

    def _ms(self):
        return round((time.monotonic() - self.opened) * 1000) if self.opened else 0

    async def action(self, function, start, address, count, registers, values):  # noqa: PLR0917
        """Called by pymodbus before each read and write; `registers` may be changed in place."""
        with self.lock:
            self.asked.append((function, address, tuple(values) if values is not None else count))
            if values is not None:
                return self._written(address, values)
            image = self._image()
            for place in range(address, address + count):
                if function == 4 and place not in image:
                    return ExcCodes.ILLEGAL_ADDRESS
                registers[place - start] = image.get(place, registers[place - start])
        return None

    def _written(self, address, values):
        if address == 0x0200:
            return self._command(values)
        if address == 0x0208:
            session, sequence = values
            self.fifo = [each for each in self.fifo if each[3] != session or each[0] > sequence]
        return None

    def _command(self, values):
        command, session = values[:2]
        if command == 1:
            if self.state == OPEN:
                return None if session == self.session else ExcCodes.DEVICE_BUSY
            self.state, self.session, self.ballot_type = OPEN, session, values[2]
            self.opened, self.crc = time.monotonic(), 0
            threading.Thread(target=self.on_open, daemon=True).start()
        elif command == 2:
            if session != self.session:
                return ExcCodes.ILLEGAL_VALUE
            self.state = CLOSED
            pairs = zip(self.counts, self.keys, strict=True)
            self.crc = zlib.crc32(bytes(x for count, key in pairs for x in (count % 16, key)))
        elif command == 5:
            self.fifo, self.newest = [], 0
            self.keys, self.counts = [0] * self.keypads, [0] * self.keypads
        return None

    def _image(self):
        ms, totals = self._ms(), [sum(key >> n & 1 for key in self.keys) for n in range(8)]
        oldest = self.fifo[0][0] if self.fifo else 0
        responded = sum(count > 0 for count in self.counts)
        window = self.fifo[:15]
        identity = [0x4856, 0x0100, 99, 1, 0, 0, 0, 0xF0E1, 7, self.keypads, self.first, 0]
        status = [
            self.state, self.session, self.ballot_type, ms >> 16, ms & 0xFFFF,
            self.keypads, responded, oldest, self.newest, 0,
            *totals, self.crc >> 16, self.crc & 0xFFFF,
        ]  # fmt: skip
        flat = [oldest, len(window), *(word for each in window for word in each)]
        table = [
            0x8000 | (count > 0) << 12 | count % 16 << 8 | key
            for count, key in zip(self.counts, self.keys, strict=True)
        ]
        image = dict(enumerate(identity))
        image |= dict(enumerate(status, 0x10))
        image |= dict(enumerate(flat + [0] * (122 - len(flat)), 0x100))
        return image | dict(enumerate(table, 0x400))


class PtyPair:
    """Two pseudo-terminals, joined: `ours` for the host, `theirs` for the server."""

    def __init__(self):
        self._ends = [os.openpty(), os.openpty()]
        for master, slave in self._ends:
            tty.setraw(slave)
            os.set_blocking(master, False)
        self.ours, self.theirs = (os.ttyname(slave) for _, slave in self._ends)
        self._stop_read, self._stop_write = os.pipe()
        self._thread = threading.Thread(target=self._carry, daemon=True)
        self._thread.start()

    def _carry(self):
        (one, _), (other, _) = self._ends
        across = {one: other, other: one}
        while True:
            ready, _, _ = select.select([one, other, self._stop_read], [], [])
            if self._stop_read in ready:
                return
            for master in ready:
                with contextlib.suppress(BlockingIOError):
                    os.write(across[master], os.read(master, 4096))

    def close(self):
        os.write(self._stop_write, b"x")
        self._thread.join()
        for end in (*self._ends[0], *self._ends[1], self._stop_read, self._stop_write):
            os.close(end)


class ForeignCollector:
    """The server in a thread of its own; `port` is what the host opens, a path or a `socket://`."""

    def __init__(self, first=1, keypads=60, *, tcp=False):
        self.registers = Registers(first, keypads)
        self._pair = None if tcp else PtyPair()
        self.port = "" if tcp else self._pair.ours
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._up = threading.Event()

    def press(self, keypad, *keys):
        self.registers.press(keypad, keys)

    def start(self):
        self._thread.start()
        assert self._up.wait(60)

    def stop(self):
        asyncio.run_coroutine_threadsafe(self._server.shutdown(), self._loop).result(60)
        self._thread.join(60)
        if self._pair:
            self._pair.close()

    def _run(self):
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self):
        block = SimData(0, count=0x800, values=0, datatype=DataType.REGISTERS)
        device = SimDevice(1, simdata=[block], action=self.registers.action)
        if self._pair:
            port = self._pair.theirs
            self._server = ModbusSerialServer(device, framer=FramerType.RTU, port=port)
        else:
            address = ("127.0.0.1", 0)
            self._server = ModbusTcpServer(device, framer=FramerType.RTU, address=address)
        await self._server.serve_forever(background=True)
        if not self._pair:
            host, port = self._server.transport.sockets[0].getsockname()
            self.port = f"socket://{host}:{port}"
        self._up.set()
        with contextlib.suppress(asyncio.CancelledError):
            await self._server.serving


def planned(text, number):
    """Read `keypad=key,key@ms`; return ms, keypad, keys."""
    what, _, when = text.partition("@")
    keypad, _, keys = what.partition("=")
    chosen = tuple(int(key) for key in keys.split(",") if key)
    return (int(when) if when else 50 * (number + 1)), int(keypad), chosen


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--keypads", type=int, default=60)
    parser.add_argument("press", nargs="*")
    told = parser.parse_args()
    plan = sorted(planned(text, number) for number, text in enumerate(told.press))
    collector = ForeignCollector(told.first, told.keypads)

    def play():
        opened = time.monotonic()
        for ms, keypad, keys in plan:
            time.sleep(max(0.0, opened + ms / 1000 - time.monotonic()))
            collector.press(keypad, *keys)

    collector.registers.on_open = play
    collector.start()
    sys.stdout.write(collector.port + "\n")
    sys.stdout.flush()
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        collector.stop()


if __name__ == "__main__":
    main()
