"""Puts the RTP packets of one stream back in order, waiting a little for a late one; no I/O, no clock."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from cues.events import Rung

WAIT_S = 0.15
"""How long a hole is waited for, in seconds: longer than Wi-Fi reorders, well under the 0.3 s promised."""

DEPTH = 64
"""The most packets held behind a hole; one more and the hole is given up at once."""

JUMP = 1_000
"""A sequence number this far behind the expected one is a sender that started anew, not a late packet."""

REMEMBERED = 64
"""Released sequence numbers kept, to tell a duplicate from a late packet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """One packet of a stream: `arrived` is in seconds of call time, the rest is as on the wire.

    From a socket it is no RTP, but counted and timed the same way; of `features` the payload is a sketch.
    """

    ssrc: int
    sequence: int
    timestamp: int
    payload: bytes
    arrived: float
    rung: Rung = "rtc"


@dataclass(frozen=True, slots=True)
class Missing:
    """Packets that never came, in the place where they were missed."""

    count: int


@dataclass(slots=True)
class Counts:
    """What became of the packets of a stream so far."""

    used: int = 0
    lost: int = 0
    late: int = 0
    duplicate: int = 0


class Reorder:
    """A small reorder window over one stream.

    A packet in order passes at once. Behind a hole packets are held until the missing one comes,
    until the first of them has waited `wait` seconds, or until more than `depth` are held; then
    the hole becomes a `Missing`. What comes after that is late: counted and dropped.
    """

    def __init__(self, *, wait: float = WAIT_S, depth: int = DEPTH) -> None:
        self._wait = wait
        self._depth = depth
        self._next: int | None = None
        self._held: dict[int, Packet] = {}
        self._ready: list[Packet | Missing] = []
        self._released: deque[int] = deque(maxlen=REMEMBERED)
        self.counts = Counts()

    def push(self, packet: Packet) -> None:
        """Take one packet in the order of arrival."""
        if self._next is None:
            self._next = packet.sequence
        ahead = ((packet.sequence - self._next + 0x8000) & 0xFFFF) - 0x8000
        if ahead < -JUMP:
            self._ready = [*self._release(packet.arrived, everything=True), Missing(0)]
            self._released.clear()
            self._next = packet.sequence
            ahead = 0
        place = self._next + ahead
        if place in self._held or place in self._released:
            self.counts.duplicate += 1
        elif ahead < 0:
            self.counts.late += 1
        else:
            self._held[place] = packet

    def pull(self, now: float) -> list[Packet | Missing]:
        """Everything decided by call time `now`, in order."""
        return self._release(now, everything=False)

    def flush(self) -> list[Packet | Missing]:
        """Everything still held, in order, holes given up: for the end of a stream."""
        return self._release(0.0, everything=True)

    def _release(self, now: float, *, everything: bool) -> list[Packet | Missing]:
        out, self._ready = self._ready, []
        while self._held and self._next is not None:
            packet = self._held.pop(self._next, None)
            if packet is not None:
                out.append(packet)
                self.counts.used += 1
                self._released.append(self._next)
                self._next += 1
            elif everything or self._gives_up(now):
                first = min(self._held)
                out.append(Missing(first - self._next))
                self.counts.lost += first - self._next
                self._next = first
            else:
                break
        return out

    def _gives_up(self, now: float) -> bool:
        waited = now - min(packet.arrived for packet in self._held.values())
        return waited >= self._wait or len(self._held) > self._depth
