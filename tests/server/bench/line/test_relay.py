"""On loopback too, without root, datagrams meet the line they were given."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import AsyncIterator

import pytest

from server.bench.line.hub import DEAD, Line
from server.bench.line.relay import HEADERS, Address, relay
from server.bench.line.wire import Way

SLOW = Line(up=Way(delay_s=0.05), down=Way(delay_s=0.1))


class Echo(asyncio.DatagramProtocol):
    """Answers each datagram with itself."""

    def connection_made(self, transport: asyncio.DatagramTransport) -> None:  # type: ignore[override]
        self.transport = transport

    def datagram_received(self, data: bytes, addr: Address) -> None:
        self.transport.sendto(data, addr)


@pytest.fixture
async def echo() -> AsyncIterator[Address]:
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(Echo, local_addr=("127.0.0.1", 0))
    yield transport.get_extra_info("sockname")
    transport.close()


def free() -> Address:
    """Return an address nobody listens on."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        address: Address = probe.getsockname()
        return address


async def ping(to: Address, *, size: int = 100) -> float | None:
    """Send one datagram; returns the round trip in seconds, None when nothing came back."""
    loop = asyncio.get_running_loop()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ours:
        ours.setblocking(False)
        ours.connect(to)
        began = time.monotonic()
        await loop.sock_sendall(ours, bytes(size))
        try:
            async with asyncio.timeout(1.0):
                assert await loop.sock_recv(ours, 2048) == bytes(size)
        except TimeoutError:
            return None
        return time.monotonic() - began


async def test_a_datagram_goes_up_the_line_and_its_answer_down(echo: Address) -> None:
    here = free()
    async with relay(here, echo, SLOW) as made:
        first, second = await asyncio.gather(ping(here), ping(here, size=300))
        assert first is not None
        assert second is not None
        assert 0.15 <= first < 0.5
        assert 0.15 <= second < 0.5
        assert made.up.count.bytes == 100 + 300 + 2 * HEADERS
        made.change(DEAD)
        assert await ping(here) is None
        assert (made.up.count.lost, made.down.count.lost) == (1, 0)


async def test_a_target_that_is_not_there_ends_nothing(echo: Address) -> None:
    here, nobody = free(), free()
    async with relay(here, nobody, Line()):
        assert await ping(here) is None
    async with relay(here, echo, Line()):
        assert await ping(here) is not None


async def test_senders_beyond_the_most_are_dropped(echo: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.bench.line.relay.MOST_SENDERS", 1)
    here = free()
    async with relay(here, echo, Line()):
        assert await ping(here) is not None
        assert await ping(here) is None
