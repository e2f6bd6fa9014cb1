"""The middle of the star: takes packets from hosts, and says which host gets which packet when.

Each host has one line: an upward wire to the hub and a downward one from it. Pure: time is an argument.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field

from server.bench.line.wire import Way, Wire

UDP = 17
MOST_WAITING = 20_000
"""Packets on their way at once; what comes beyond is dropped, as by any machine out of memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A host's line: both directions, and whether the network lets UDP through."""

    up: Way = field(default_factory=Way)
    down: Way = field(default_factory=Way)
    udp: bool = True


DEAD = Line(up=Way(loss=1.0), down=Way(loss=1.0))
"""A line that carries nothing."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the hub reads of an IPv4 packet: addresses as 4 bytes each, and the protocol's number."""

    source: bytes
    target: bytes
    protocol: int

    @classmethod
    def read(cls, packet: bytes) -> Header | None:
        """Read a packet's header; None when it is no IPv4."""
        if len(packet) < 20 or packet[0] >> 4 != 4:
            return None
        return cls(packet[12:16], packet[16:20], packet[9])


@dataclass(slots=True)
class Port:
    """A host's place at the hub: its present address and its line's two wires."""

    address: bytes
    line: Line
    up: Wire
    down: Wire


class Hub:
    """Carries packets between hosts, each known by a name."""

    def __init__(self, seed: int = 0) -> None:
        self.ports: dict[str, Port] = {}
        self.passed_by = 0
        """Packets dropped because too many were on their way."""
        self._seed = seed
        self._number = 0
        self._waiting: list[tuple[float, int, str, bytes, bool]] = []

    def plug(self, name: str, address: bytes, line: Line) -> None:
        """Give a host a place, or another address: to its old one nothing comes any more."""
        port = self.ports.get(name)
        if port is None:
            seed = self._seed + 2 * len(self.ports)
            port = Port(address, line, Wire(line.up, seed), Wire(line.down, seed + 1))
            self.ports[name] = port
        port.address = address
        self.change(name, line)

    def change(self, name: str, line: Line) -> None:
        """Make a host's line another from now on; what is on its way arrives as it would have."""
        port = self.ports[name]
        port.line, port.up.way, port.down.way = line, line.up, line.down

    def take(self, name: str, packet: bytes, at: float) -> None:
        """Take a packet that a host sent at a time."""
        port = self.ports[name]
        header = Header.read(packet)
        if header is None or header.source != port.address:
            return
        if header.protocol == UDP and not port.line.udp:
            return
        out = port.up.carry(len(packet), at)
        if out is not None:
            self._wait(out, name, packet, upward=True)

    def due(self, now: float) -> Iterator[tuple[str, bytes]]:
        """Yield what comes out at hosts up to a time, in order: the host's name and the packet."""
        while self._waiting and self._waiting[0][0] <= now:
            at, _, name, packet, upward = heapq.heappop(self._waiting)
            if not upward:
                yield name, packet
                continue
            header = Header.read(packet)
            for other, port in self.ports.items():
                if header is not None and port.address == header.target:
                    self._down(other, port, header, packet, at)

    def next_at(self) -> float | None:
        """When something is due next; None while nothing is on its way."""
        return self._waiting[0][0] if self._waiting else None

    def _down(self, name: str, port: Port, header: Header, packet: bytes, at: float) -> None:
        if header.protocol == UDP and not port.line.udp:
            return
        out = port.down.carry(len(packet), at)
        if out is not None:
            self._wait(out, name, packet, upward=False)

    def _wait(self, at: float, name: str, packet: bytes, *, upward: bool) -> None:
        if len(self._waiting) >= MOST_WAITING:
            self.passed_by += 1
            return
        self._number += 1
        heapq.heappush(self._waiting, (at, self._number, name, packet, upward))
