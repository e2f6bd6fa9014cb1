"""Tests of server.media.ports."""

from __future__ import annotations

import asyncio
import socket

import pytest

from server.media.ports import within


def free_pair() -> int:
    """The first of two neighbouring UDP ports free just now."""
    while True:
        with (
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one,
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as two,
        ):
            one.bind(("127.0.0.1", 0))
            port = int(one.getsockname()[1])
            try:
                two.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


async def bind(port: int = 0, address: str = "127.0.0.1") -> asyncio.DatagramTransport:
    transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
        asyncio.DatagramProtocol, local_addr=(address, port)
    )
    return transport


async def port_of(transport: asyncio.DatagramTransport) -> int:
    return int(transport.get_extra_info("sockname")[1])


async def test_sockets_of_the_block_take_the_ports_of_the_range_until_none_is_free() -> None:
    first = free_pair()
    with within((first, first + 1)):
        one, two = await bind(), await bind()
        with pytest.raises(OSError, match="no UDP port"):
            await bind()
    assert [await port_of(one), await port_of(two)] == [first, first + 1]
    one.close()
    two.close()


async def test_tasks_of_the_block_bind_in_the_range_too() -> None:
    first = free_pair()
    with within((first, first + 1)):
        (transport,) = await asyncio.gather(bind())
    assert await port_of(transport) == first
    transport.close()


async def test_outside_the_block_any_port_will_do() -> None:
    first = free_pair()
    with within((first, first + 1)), within(None):
        transport = await bind()
    assert await port_of(transport) not in (first, first + 1)
    transport.close()
    after = await bind()
    assert await port_of(after) not in (first, first + 1)
    after.close()


async def test_a_port_asked_for_by_number_is_given() -> None:
    first = free_pair()
    with within((first, first)):
        transport = await bind(first + 1)
    assert await port_of(transport) == first + 1
    transport.close()


async def test_an_address_that_is_not_here_is_an_error_of_its_own() -> None:
    with within((40_000, 40_100)), pytest.raises(OSError, match="assign"):
        await bind(address="192.0.2.200")
