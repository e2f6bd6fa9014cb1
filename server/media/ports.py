"""Binds the UDP sockets opened inside a block to a range of ports, for servers behind a firewall.

aioice opens its sockets on any free port and has no setting for it. Inside a block of `within` the
running loop's datagram factory tries the ports of the range instead, for that block's tasks alone.
"""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

_range: ContextVar[tuple[int, int] | None] = ContextVar("udp_port_range", default=None)


@contextmanager
def within(ports: tuple[int, int] | None) -> Iterator[None]:
    """Open the block's UDP sockets on a free port from `ports[0]` to `ports[1]`; None: on any.

    A block that finds none free gets `OSError` (EADDRINUSE) from the datagram factory.
    """
    if ports is not None:
        _install(asyncio.get_running_loop())
    token = _range.set(ports)
    try:
        yield
    finally:
        _range.reset(token)


def _install(loop: asyncio.AbstractEventLoop) -> None:
    """Wrap the loop's datagram factory, once."""
    original = loop.create_datagram_endpoint
    if hasattr(original, "__wrapped__"):
        return

    @wraps(original)
    async def create_datagram_endpoint(
        protocol_factory: Any, local_addr: Any = None, *args: Any, **kwargs: Any
    ) -> Any:
        ports = _range.get()
        if ports is None or local_addr is None or local_addr[1] != 0:
            return await original(protocol_factory, local_addr, *args, **kwargs)
        for port in range(ports[0], ports[1] + 1):
            try:
                return await original(protocol_factory, (local_addr[0], port), *args, **kwargs)
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise
        raise OSError(errno.EADDRINUSE, "no UDP port of the range is free")

    setattr(loop, "create_datagram_endpoint", create_datagram_endpoint)  # noqa: B010 (a method, to mypy)
