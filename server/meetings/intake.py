"""Takes replies to invitations from the operator's own mail server, by LMTP, and from nobody else.

A mail is read for its iCalendar reply and forgotten; whose it is says the address it came to, which only that
person's calendar was given. What is no reply is refused to the mail server, which may bounce it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import Envelope, Session

from server.meetings import replies
from server.meetings.planner import Planner
from server.meetings.replies import ReplyError
from server.meetings.series import SeriesError

log = logging.getLogger(__name__)

MOST_RECIPIENTS = 4
TIMEOUT_S = 60.0


class Intake:
    """The handler aiosmtpd calls."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner

    async def handle_RCPT(
        self, _server: LMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take only addresses that were made for replies."""
        if "+" not in address.partition("@")[0]:
            return "550 5.1.1 No replies are read there"
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: LMTP, _session: Session, envelope: Envelope) -> str:
        """Do what the reply says."""
        content = envelope.content
        if not isinstance(content, bytes):
            return "554 5.6.0 Not a mail"
        try:
            reply = await asyncio.to_thread(replies.read, content)
            for recipient in envelope.rcpt_tos:
                await self._planner.answer(recipient, reply)
        except (ReplyError, SeriesError) as error:
            log.info("a reply was not taken (%s)", error.code)
            return f"554 5.6.0 {error.code}"
        return "250 OK"


@asynccontextmanager
async def receiving(planner: Planner, *, host: str, port: int) -> AsyncIterator[int]:
    """Take replies until left; yields the port, the one the system chose when it was 0."""
    loop, handler = asyncio.get_running_loop(), Intake(planner)

    def session() -> LMTP:
        return LMTP(
            handler, loop=loop, hostname="duologue", data_size_limit=replies.LARGEST, timeout=TIMEOUT_S
        )

    server = await loop.create_server(session, host, port)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await server.wait_closed()
