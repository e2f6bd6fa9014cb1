"""One page's socket, seen from the call: a bounded outbox and a way to be told to go."""

from __future__ import annotations

import asyncio

from signaling.codec import encode
from signaling.errors import Code, ProtocolError
from signaling.messages import Failed, FromServer

OUTBOX = 256
"""Messages a page may lag behind. One more and the connection is closed: the page comes back
and is told the state anew, which is cheaper than catching up."""


class Connection:
    """What is to be sent to one page, in order; the socket's own task takes it from here."""

    def __init__(self) -> None:
        self._outbox: asyncio.Queue[str | None] = asyncio.Queue(OUTBOX + 2)
        self._closing = False

    def send(self, message: FromServer) -> None:
        """Queue a message; closes the connection when the page has stopped taking them."""
        if self._closing:
            return
        if self._outbox.qsize() >= OUTBOX:
            self.close()
            return
        self._outbox.put_nowait(encode(message))

    def refuse(self, error: ProtocolError) -> None:
        """Tell the page what was wrong."""
        self.send(Failed(code=error.code, text=error.text))

    def close(self, code: Code | None = None, text: str = "") -> None:
        """Say why, if there is a reason, and end the connection after what is queued."""
        if self._closing:
            return
        self._closing = True
        if code is not None:
            self._outbox.put_nowait(encode(Failed(code=code, text=text)))
        self._outbox.put_nowait(None)

    async def next(self) -> str | None:
        """Wait for the next text to send; None: the connection is to be closed."""
        return await self._outbox.get()
