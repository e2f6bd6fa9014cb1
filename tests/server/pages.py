"""Pages without a browser: a person's socket to a real server."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

import aiohttp
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from signaling import messages as m
from signaling.codec import decode_from_server, encode

PATIENCE_S = 10.0

M = TypeVar("M", bound=m.Message)


class Page:
    """One person's page, as far as the socket goes: says messages and waits for others."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.seen: list[m.FromServer] = []
        self.seat_token: str | None = None

    @classmethod
    async def open(cls, address: str, path: str, *, browser: aiohttp.ClientSession | None = None) -> Page:
        """Connect to the socket of a meeting's page path, signed in as a browser is."""
        url = address.replace("http", "ws", 1) + path.replace("/m/", "/ws/", 1)
        if browser is None:
            return cls(await connect(url))
        cookies = "; ".join(f"{each.key}={each.value}" for each in browser.cookie_jar)
        return cls(await connect(url, additional_headers={"Cookie": cookies, "Origin": address}))

    async def say(self, *messages: m.FromPage) -> None:
        """Send messages."""
        for message in messages:
            await self.socket.send(encode(message))

    async def next(self) -> m.FromServer:
        """Wait for the next message; answers pings as a page does."""
        message = decode_from_server(await self.socket.recv())
        self.seen.append(message)
        if isinstance(message, m.Ping):
            await self.say(m.Pong(n=message.n))
        return message

    async def until(self, kind: type[M], where: Callable[[M], bool] = lambda _: True) -> M:
        """Wait for a message of a kind."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                message = await self.next()
                if isinstance(message, kind) and where(message):
                    return message

    async def closed(self) -> list[m.FromServer]:
        """Read to the end of the connection."""
        try:
            while True:
                await self.next()
        except ConnectionClosed:
            return self.seen

    async def enter(self, name: str, *, page: str | None = None, token: str | None = None) -> m.Welcome:
        """Take a seat."""
        await self.say(
            m.Enter(version=m.VERSION, name=name, page=page or f"page-of-{name}", seat_token=token)
        )
        welcome = await self.until(m.Welcome)
        self.seat_token = welcome.seat_token
        return welcome


async def start_meeting(address: str) -> str:
    """Start a meeting and return the path of its page."""
    async with aiohttp.ClientSession(address) as session, session.post("/api/meetings") as response:
        assert response.status == 201
        path: str = (await response.json())["path"]
        return path
