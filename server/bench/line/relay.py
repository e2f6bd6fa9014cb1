"""A line on loopback, where no namespaces can be made: a relay that carries datagrams as a line does.

Only what is sent to the relay meets the line. A server told to name it in its answers
(`DUOLOGUE_LEG_ADDRESS`, `DUOLOGUE_LEG_PORTS`) gets its listening legs through it.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from server.bench.line.hub import Line
from server.bench.line.wire import Wire

Address = tuple[str, int]

HEADERS = 28
"""Bytes that IPv4 and UDP add to a datagram."""
MOST_SENDERS = 64
"""Senders known at once; what another sends is dropped."""


class Relay:
    """Carries datagrams from any sender to one target, and answers back; made by `relay`."""

    def __init__(self, here: Address, target: Address, line: Line, seed: int) -> None:
        self.up, self.down = Wire(line.up, seed), Wire(line.down, seed + 1)
        self._target = target
        self._loop = asyncio.get_running_loop()
        self._beyond: dict[Address, socket.socket] = {}
        self._closed = False
        self._front = self._open()
        self._front.bind(here)
        self._loop.add_reader(self._front, self._forward)

    def change(self, line: Line) -> None:
        """Make the line another from now on."""
        self.up.way, self.down.way = line.up, line.down

    def close(self) -> None:
        """End; what is on its way is lost."""
        self._closed = True
        for each in (self._front, *self._beyond.values()):
            self._loop.remove_reader(each)
            each.close()

    def _open(self) -> socket.socket:
        made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        made.setblocking(False)
        return made

    def _forward(self) -> None:
        words, sender = self._front.recvfrom(2048)
        beyond = self._beyond.get(sender)
        if beyond is None:
            if len(self._beyond) >= MOST_SENDERS:
                return
            beyond = self._beyond[sender] = self._open()
            beyond.connect(self._target)
            self._loop.add_reader(beyond, self._answer, beyond, sender)
        self._carry(self.up, words, beyond.send)

    def _answer(self, beyond: socket.socket, sender: Address) -> None:
        try:
            words = beyond.recv(2048)
        except ConnectionRefusedError:
            return  # nobody listens there; senders of UDP find out by themselves
        self._carry(self.down, words, lambda its: self._front.sendto(its, sender))

    def _carry(self, wire: Wire, words: bytes, send: Callable[[bytes], int]) -> None:
        out = wire.carry(len(words) + HEADERS, self._loop.time())
        if out is not None:
            self._loop.call_at(out, self._hand_on, send, words)

    def _hand_on(self, send: Callable[[bytes], int], words: bytes) -> None:
        if not self._closed:
            send(words)


@asynccontextmanager
async def relay(here: Address, target: Address, line: Line, *, seed: int = 0) -> AsyncIterator[Relay]:
    """Let datagrams sent to `here` through to `target`, and answers back, over a line."""
    made = Relay(here, target, line, seed)
    try:
        yield made
    finally:
        made.close()
