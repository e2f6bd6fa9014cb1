"""What is over is deleted once a day: days two people agreed on, sessions, links, old mails."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from aiohttp import web
from sqlalchemy import delete
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from server.mail.outbox import outbox
from server.meetings import yours as calendar
from server.messages import yours as messages
from server.pair import yours as pair
from server.people.tables import ceremonies, sessions, sign_in_links

log = logging.getLogger(__name__)

EVERY_S = 24 * 3600.0

MAILS_KEPT = timedelta(days=400)
"""How long it is known that a mail was sent, so that none goes twice; its words went with it at once."""


class Retention:
    """Runs at the start of the server and every day after."""

    def __init__(self, engine: AsyncEngine, *, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now
        self._closed = asyncio.Event()

    def close(self) -> None:
        """Let `run` end."""
        self._closed.set()

    async def run(self) -> None:
        """Delete what is over, once a day, until closed."""
        while not self._closed.is_set():
            try:
                await self.once()
            except SQLAlchemyError as error:
                log.warning("what is over could not be deleted today (%s)", type(error).__name__)
            with suppress(TimeoutError):
                async with asyncio.timeout(EVERY_S):
                    await self._closed.wait()

    async def once(self) -> int:
        """Delete all that is over, in one transaction; returns how many rows went or were blanked."""
        now = self._now()
        gone = 0
        async with self._engine.begin() as connection:
            # The pair goes last: its agreement says how long the others keep what they have.
            for part in (messages, calendar, pair):
                gone += await part.expire(connection, now=now)
            for statement in (
                delete(sessions).where(sessions.c.expires_at <= now),
                delete(sign_in_links).where(sign_in_links.c.expires_at <= now),
                delete(ceremonies).where(ceremonies.c.expires_at <= now),
                delete(outbox).where(outbox.c.due_at.is_(None), outbox.c.expires_at <= now - MAILS_KEPT),
            ):
                gone += (await connection.execute(statement)).rowcount
        return gone


RETENTION = web.AppKey("retention", Retention)
