"""Somebody who is gone before there is an answer is no fault, and nobody to tell."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest
from yarl import URL

from server.app import serving
from server.settings import Settings

SOCKET = (
    b"GET /ws/no-such-meeting HTTP/1.1\r\nHost: %s\r\nOrigin: http://%s\r\nUpgrade: websocket\r\n"
    b"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)


async def test_a_browser_that_leaves_while_it_knocks_is_no_error(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving(Settings(port=0, data=tmp_path / "data")) as address:
        url = URL(address)
        host = f"{url.host}:{url.port}".encode()
        with caplog.at_level(logging.ERROR):
            for _ in range(30):
                _, writer = await asyncio.open_connection(url.host, url.port)
                writer.write(SOCKET % (host, host))
                await writer.drain()
                writer.transport.abort()
            reader, writer = await asyncio.open_connection(url.host, url.port)
            writer.write(b"GET /healthz HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n" % host)
            assert b" 200 " in await reader.read()
            writer.close()
    assert caplog.records == []
