"""A real mail server on a free port; what arrives is kept and can be waited for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP as POLICY

from aiosmtpd.smtp import SMTP, Envelope, Session

from server.settings import Smtp

PATIENCE_S = 15.0


class Postbox:
    """Takes mails; `refusing`: answers "try again later" instead."""

    def __init__(self) -> None:
        self.arrived: list[EmailMessage] = []
        self.refusing = False
        self.refused = 0
        self.smtp = Smtp(host="127.0.0.1", port=0)
        self._news = asyncio.Condition()

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Take one mail, as aiosmtpd hands it over."""
        content = envelope.content
        assert isinstance(content, bytes)
        async with self._news:
            self._news.notify_all()
            if self.refusing:
                self.refused += 1
                return "451 Try again later"
            message = BytesParser(EmailMessage, policy=POLICY).parsebytes(content)
            assert envelope.rcpt_tos
            message["X-Envelope-To"] = ",".join(envelope.rcpt_tos)
            self.arrived.append(message)
        return "250 OK"

    async def until(self, fact: Callable[[], bool]) -> None:
        """Wait for a fact that a mail changes."""
        async with asyncio.timeout(PATIENCE_S), self._news:
            await self._news.wait_for(fact)

    async def first(self, where: Callable[[EmailMessage], bool] = lambda _: True) -> EmailMessage:
        """Wait for a mail."""
        await self.until(lambda: any(map(where, self.arrived)))
        return next(filter(where, self.arrived))


@asynccontextmanager
async def postbox() -> AsyncIterator[Postbox]:
    """Run a mail server in this loop."""
    box = Postbox()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(box, loop=loop, hostname="mail.test"), "127.0.0.1", 0)
    box.smtp = Smtp(host="127.0.0.1", port=server.sockets[0].getsockname()[1])
    try:
        yield box
    finally:
        server.close()
        await server.wait_closed()
